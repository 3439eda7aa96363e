// Package parents has benchmarks that start other processes.
package parents

import (
	"os/exec"
	"testing"
)

// BenchmarkLeavesChildren leaves one child behind that nobody waits for.
func BenchmarkLeavesChildren(b *testing.B) {
	if err := exec.Command("sleep", "4711.4711").Start(); err != nil {
		b.Skip(err)
	}
}

// BenchmarkWaitsForChild hangs until its child ends.
func BenchmarkWaitsForChild(b *testing.B) {
	_ = exec.Command("sleep", "4711.4711").Run()
}
