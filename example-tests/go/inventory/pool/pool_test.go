package pool

import (
	"sync/atomic"
	"testing"
)

var workers = NewWorkers(4)

func BenchmarkLabel(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if Label("bolt-m8", i) == 0 {
			b.Fatal("the label is empty")
		}
	}
}

func BenchmarkWorkers(b *testing.B) {
	var done atomic.Int64
	for i := 0; i < b.N; i++ {
		workers.Do(func() { done.Add(1) })
	}
	if got := done.Load(); got != int64(b.N) {
		b.Fatalf("%d jobs ran, want %d", got, b.N)
	}
}
