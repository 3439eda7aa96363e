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
