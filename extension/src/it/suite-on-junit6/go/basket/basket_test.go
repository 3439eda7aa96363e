package basket

import "testing"

var next int

func BenchmarkPut(b *testing.B) {
	for i := 0; i < b.N; i++ {
		next++
		Put(next, "bolt") // never taken out
	}
}

func BenchmarkTake(b *testing.B) {
	b.Run("name=bolt", func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			next++
			Put(next, "bolt")()
		}
	})
	b.Run("name=gear", func(b *testing.B) {
		b.Skip("no gears here")
	})
}
