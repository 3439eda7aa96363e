package worker

import (
	"sync/atomic"
	"testing"
)

var booked atomic.Int64

func book(item Item) {
	booked.Add(int64(item.Count))
}

func BenchmarkStartLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		queue := StartLeaking(book)
		queue <- Item{SKU: "bolt-m8", Count: 1}
	}
}

func BenchmarkStartFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		queue := StartFixed(book)
		queue.Put(Item{SKU: "bolt-m8", Count: 1})
		queue.Close()
	}
}

// TestStartStopLeaking passes, as leaking tests do: nothing in it looks back.
func TestStartStopLeaking(t *testing.T) {
	queue := StartLeaking(book)
	queue <- Item{SKU: "bolt-m8", Count: 1}
}

func TestStartStopFixed(t *testing.T) {
	before := booked.Load()
	queue := StartFixed(book)
	queue.Put(Item{SKU: "bolt-m8", Count: 1})
	queue.Close()
	if got := booked.Load() - before; got != 1 {
		t.Fatalf("booked %d items, want 1", got)
	}
}
