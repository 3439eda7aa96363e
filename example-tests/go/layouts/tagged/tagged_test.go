package tagged

import "testing"

func BenchmarkAlways(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Double(i)
	}
}
