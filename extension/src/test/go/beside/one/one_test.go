// Package one uses the library of its workspace.
package one

import (
	"testing"

	"example.com/lib"
)

func BenchmarkKeep(b *testing.B) {
	for i := 0; i < b.N; i++ {
		lib.Keep(64)
	}
}

func BenchmarkDrop(b *testing.B) {
	for i := 0; i < b.N; i++ {
		lib.Drop(64)
	}
}
