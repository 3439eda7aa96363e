// Package teardown fails once its tests have passed, and leaves nothing behind.
package teardown

import (
	"fmt"
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	m.Run()
	fmt.Fprintln(os.Stderr, "the database did not stop")
	os.Exit(4)
}

func BenchmarkNothing(b *testing.B) {
	for i := 0; i < b.N; i++ {
	}
}

func BenchmarkFails(b *testing.B) {
	b.Fatal("on purpose")
}
