package both_test

import (
	"testing"

	"example.com/layouts/both"
)

func BenchmarkExternalLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		both.Leak(i)
	}
}

func BenchmarkExternalClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		both.Double(i)
	}
}
