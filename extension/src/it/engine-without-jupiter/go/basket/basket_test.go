package basket

import "testing"

var next int

func BenchmarkPutAndTake(b *testing.B) {
	for i := 0; i < b.N; i++ {
		next++
		Put(next, "bolt")()
	}
}

func TestPutAndTake(t *testing.T) {
	next++
	Put(next, "bolt")()
}
