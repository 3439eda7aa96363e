package layouts

import "testing"

func BenchmarkRootLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
}

func BenchmarkRootClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Double(i)
	}
}
