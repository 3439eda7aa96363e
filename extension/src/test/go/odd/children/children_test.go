// Package children starts processes.
package children

import (
	"os/exec"
	"testing"
)

func start(b *testing.B) *exec.Cmd {
	command := exec.Command("true")
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	return command
}

// What has ended stays in the system's table until somebody waits for it.
func BenchmarkNotWaitedFor(b *testing.B) {
	for i := 0; i < b.N; i++ {
		start(b)
	}
}

func BenchmarkWaitedFor(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if err := start(b).Wait(); err != nil {
			b.Fatal(err)
		}
	}
}
