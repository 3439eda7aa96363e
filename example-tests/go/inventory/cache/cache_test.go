package cache

import (
	"sync/atomic"
	"testing"
)

const capacity = 10_000

// The caches live as long as the process, as they do in the service.
var (
	leaking = NewLeaking()
	fixed   = NewFixed(capacity)
)

// ids go on from run to run: no item is asked for twice.
var ids atomic.Uint64

func BenchmarkPutLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		leaking.Put(ids.Add(1), 12)
	}
}

func BenchmarkPutFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		fixed.Put(ids.Add(1), 12)
	}
}

func TestPutFixed(t *testing.T) {
	cache := NewFixed(2)
	for id := uint64(1); id <= 5; id++ {
		cache.Put(id, 12)
	}
	if got := cache.Len(); got != 2 {
		t.Fatalf("the cache remembers %d items, want 2", got)
	}
}
