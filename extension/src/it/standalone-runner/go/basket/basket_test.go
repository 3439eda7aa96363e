package basket

import "testing"

var next int

func BenchmarkPut(b *testing.B) {
	for i := 0; i < b.N; i++ {
		next++
		Put(next, "bolt") // never taken out
	}
}

func BenchmarkPutAndTake(b *testing.B) {
	for i := 0; i < b.N; i++ {
		next++
		Put(next, "bolt")()
	}
}
