package restock

import "testing"

func BenchmarkCheckLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		CheckLeaking(i%100, func(int) {})
	}
}

func BenchmarkCheckFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		CheckFixed(i%100, func(int) {})
	}
}
