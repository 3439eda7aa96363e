package broken

import "testing"

func BenchmarkAdd(b *testing.B) {
	var sum int = "not a number"
	for i := 0; i < b.N; i++ {
		sum++
	}
}
