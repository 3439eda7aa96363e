package shadow

import "testing"

func BenchmarkLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
}

func BenchmarkClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if Double(i) != 2*i {
			b.Fatal("not the double")
		}
	}
}
