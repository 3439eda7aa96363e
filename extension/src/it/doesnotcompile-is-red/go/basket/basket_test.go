package basket

import "testing"

func BenchmarkPut(b *testing.B) {
	var basket int = "not a number"
	for i := 0; i < b.N; i++ {
		basket++
	}
}
