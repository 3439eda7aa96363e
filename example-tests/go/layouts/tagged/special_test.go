//go:build special

package tagged

import "testing"

func BenchmarkSpecialLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
}

func BenchmarkSpecialClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Double(i)
	}
}
