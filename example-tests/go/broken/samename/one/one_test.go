// Package one has a clean benchmark named like one in package two.
package one

import "testing"

func BenchmarkSame(b *testing.B) {
	sum := 0
	for i := 0; i < b.N; i++ {
		sum += i
	}
	if sum < 0 {
		b.Fatal("overflow")
	}
}
