//go:build go1.24

// Package loops_test has benchmarks that count by b.Loop.
package loops_test

import "testing"

var kept []*[64]byte

// BenchmarkLeaking keeps an object in each operation.
func BenchmarkLeaking(b *testing.B) {
	for b.Loop() {
		kept = append(kept, new([64]byte))
	}
}

// BenchmarkFixed keeps the last one.
func BenchmarkFixed(b *testing.B) {
	for b.Loop() {
		kept = append(kept[:0], new([64]byte))
	}
}

// BenchmarkLeakingLocally keeps an object in each operation, as long as it runs.
func BenchmarkLeakingLocally(b *testing.B) {
	var local []*[64]byte
	for b.Loop() {
		local = append(local, new([64]byte))
	}
	if len(local) == 0 {
		b.Fatal("nothing is kept")
	}
}
