package parallel

import "testing"

func BenchmarkLeaking(b *testing.B) {
	b.RunParallel(func(pb *testing.PB) {
		for n := 0; pb.Next(); n++ {
			Leak(n)
		}
	})
}

func BenchmarkClean(b *testing.B) {
	b.SetParallelism(4)
	b.RunParallel(func(pb *testing.PB) {
		for n := 0; pb.Next(); n++ {
			Add(n)
		}
	})
}
