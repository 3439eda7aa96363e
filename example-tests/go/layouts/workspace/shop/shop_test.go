package shop

import "testing"

func BenchmarkLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
}

func BenchmarkClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Double(i)
	}
}
