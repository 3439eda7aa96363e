package orders

import (
	"sync/atomic"
	"testing"
)

var sent atomic.Int64

func send(string) {
	sent.Add(1)
}

func BenchmarkSubmitLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		SubmitLeaking("bolt-m8", send)
	}
}

func BenchmarkSubmitFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		SubmitFixed("bolt-m8", send)
	}
}

func TestDoneFixed(t *testing.T) {
	<-SubmitFixed("bolt-m8", send).Done()
}
