//go:build go1.24

package bloop

import "testing"

func BenchmarkLeaking(b *testing.B) {
	for b.Loop() {
		Leak(1)
	}
}

func BenchmarkClean(b *testing.B) {
	for b.Loop() {
		Double(1)
	}
}
