package both

import "testing"

func BenchmarkInternalLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
}

func BenchmarkInternalClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Double(i)
	}
}
