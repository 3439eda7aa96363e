// Package within_test has benchmarks that keep what they keep in local variables.
package within_test

import (
	"container/list"
	"runtime"
	"testing"
	"time"
)

type entry struct{ content [64]byte }

// BenchmarkLeaking keeps an object in each operation, as long as it runs.
func BenchmarkLeaking(b *testing.B) {
	kept := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}

// BenchmarkFixed keeps a thousand.
func BenchmarkFixed(b *testing.B) {
	kept := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
		delete(kept, i-1_000)
	}
	runtime.KeepAlive(kept)
}

// BenchmarkReused keeps what it has filled once.
func BenchmarkReused(b *testing.B) {
	var kept []*entry
	for i := 0; i < b.N; i++ {
		if len(kept) == 500 {
			kept = kept[:0]
		}
		kept = append(kept, new(entry))
	}
	runtime.KeepAlive(kept)
}

// BenchmarkSetUp takes long before its first operation, and says so.
func BenchmarkSetUp(b *testing.B) {
	work(60 * time.Millisecond)
	kept := map[int]*entry{}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}

// BenchmarkSetUpUntold takes long before its first operation.
func BenchmarkSetUpUntold(b *testing.B) {
	work(60 * time.Millisecond)
	kept := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}

// BenchmarkTornDown takes long after its last operation.
func BenchmarkTornDown(b *testing.B) {
	kept := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
	work(60 * time.Millisecond)
}

// BenchmarkParallel keeps an object in each operation of several goroutines.
func BenchmarkParallel(b *testing.B) {
	kept := make(chan *entry, b.N)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			kept <- new(entry)
		}
	})
}

// BenchmarkGoroutines leaves one behind in each operation, until it ends.
func BenchmarkGoroutines(b *testing.B) {
	done := make(chan bool)
	defer close(done)
	for i := 0; i < b.N; i++ {
		go func() { <-done }()
	}
}

// BenchmarkLarge keeps so much that few operations have room.
func BenchmarkLarge(b *testing.B) {
	var kept [][]byte
	for i := 0; i < b.N; i++ {
		kept = append(kept, make([]byte, 1<<20))
	}
	runtime.KeepAlive(kept)
}

// BenchmarkGarbage lets go of far more than there is room for.
func BenchmarkGarbage(b *testing.B) {
	var last []byte
	for i := 0; i < b.N; i++ {
		last = make([]byte, 256<<10)
	}
	runtime.KeepAlive(last)
}

// BenchmarkSlow takes long for each operation.
func BenchmarkSlow(b *testing.B) {
	var kept []*entry
	for i := 0; i < b.N; i++ {
		time.Sleep(10 * time.Millisecond)
		kept = append(kept, new(entry))
	}
	runtime.KeepAlive(kept)
}

// BenchmarkInputs builds what each operation needs before the first one.
func BenchmarkInputs(b *testing.B) {
	inputs := make([]*entry, 0)
	for i := 0; i < b.N; i++ {
		inputs = append(inputs, new(entry))
	}
	kept := 0
	for i := 0; i < b.N; i++ {
		kept += len(inputs[i].content)
	}
	runtime.KeepAlive(inputs)
}

// BenchmarkUncounted has its operations where nobody counts them.
func BenchmarkUncounted(b *testing.B) {
	n := b.N
	for i := 0; i < n; i++ {
		runtime.KeepAlive(new(entry))
	}
}

type item struct{ key, hits int }

// An lru keeps the entries that were used last.
type lru struct {
	entries map[int]*list.Element
	order   *list.List
	forgets bool // to take out of its map what it takes out of its list
}

func (l *lru) put(key int) {
	l.entries[key] = l.order.PushFront(&item{key: key})
	if l.order.Len() > 100 {
		oldest := l.order.Back()
		l.order.Remove(oldest)
		if !l.forgets {
			delete(l.entries, oldest.Value.(*item).key)
		}
	}
}

// BenchmarkForgetful has a cache of its own that never gets smaller.
func BenchmarkForgetful(b *testing.B) {
	l := &lru{map[int]*list.Element{}, list.New(), true}
	for i := 0; i < b.N; i++ {
		l.put(i)
	}
}

// BenchmarkMindful has one that does.
func BenchmarkMindful(b *testing.B) {
	l := &lru{map[int]*list.Element{}, list.New(), false}
	for i := 0; i < b.N; i++ {
		l.put(i)
	}
}

// BenchmarkFailing fails once it has more than one operation.
func BenchmarkFailing(b *testing.B) {
	if b.N > 1 {
		b.Fatal("no more than one")
	}
}

func work(d time.Duration) {
	for end := time.Now().Add(d); time.Now().Before(end); {
	}
}
