// Package looks_test has benchmarks of which some keep, in local variables, more
// and more within a call. All of it is gone when the call ends.
package looks_test

import (
	"container/list"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
)

type entry struct{ content [64]byte }

func TestMain(m *testing.M) {
	code := m.Run()
	if file := os.Getenv("ODD_PERCENT"); file != "" {
		said := fmt.Sprint(debug.SetGCPercent(-1), " ", os.Getenv("GODEBUG"))
		if err := os.WriteFile(file, []byte(said), 0o600); err != nil {
			panic(err)
		}
	}
	os.Exit(code)
}

// These grow.

func BenchmarkGrowingMap(b *testing.B) {
	kept := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}

func BenchmarkGrowingNowAndThen(b *testing.B) {
	var kept []*entry
	for i := 0; i < b.N; i++ {
		sink = new(entry)
		if i%10 == 0 {
			kept = append(kept, sink)
		}
	}
	runtime.KeepAlive(kept)
}

func BenchmarkGrowingList(b *testing.B) {
	kept := list.New()
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		kept.PushBack(i)
	}
	runtime.KeepAlive(kept)
}

func BenchmarkGrowingBytes(b *testing.B) {
	var kept []byte
	for i := 0; i < b.N; i++ {
		kept = append(kept, "some more of it"...)
	}
	runtime.KeepAlive(kept)
}

func BenchmarkGrowingTiny(b *testing.B) {
	var kept []*int32
	for i := 0; i < b.N; i++ {
		kept = append(kept, new(int32))
	}
	runtime.KeepAlive(kept)
}

func BenchmarkGrowingParallel(b *testing.B) {
	var kept sync.Map
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			e := new(entry)
			kept.Store(e, e)
		}
	})
	runtime.KeepAlive(&kept)
}

// BenchmarkGrowingInTurns sets up before each operation.
func BenchmarkGrowingInTurns(b *testing.B) {
	kept := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		b.StopTimer()
		sink = new(entry)
		b.StartTimer()
		kept[i] = sink
	}
	runtime.KeepAlive(kept)
}

// BenchmarkGrowingInRoom makes room before its first operation.
func BenchmarkGrowingInRoom(b *testing.B) {
	kept := make(map[int]*entry, 10_000)
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}

// BenchmarkGrowingPercent has a percentage of garbage of its own, and leaves it.
func BenchmarkGrowingPercent(b *testing.B) {
	debug.SetGCPercent(42)
	kept := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}

// BenchmarkGrowingGoroutines leaves one behind in each operation, until it ends.
func BenchmarkGrowingGoroutines(b *testing.B) {
	done := make(chan bool)
	defer close(done)
	for i := 0; i < b.N; i++ {
		go func() { <-done }()
	}
}

// BenchmarkGrowingOff wants no collections.
func BenchmarkGrowingOff(b *testing.B) {
	debug.SetGCPercent(-1)
	kept := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}

// These do not.

func BenchmarkNothing(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sum += i
	}
}

func BenchmarkSteadyRing(b *testing.B) {
	ring := make([]*entry, 100)
	for i := 0; i < b.N; i++ {
		ring[i%len(ring)] = new(entry)
	}
	runtime.KeepAlive(ring)
}

func BenchmarkSteadyCache(b *testing.B) {
	cache := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		cache[i] = new(entry)
		delete(cache, i-1_000)
	}
	runtime.KeepAlive(cache)
}

// BenchmarkSteadyLater fills up late.
func BenchmarkSteadyLater(b *testing.B) {
	cache := map[int]*entry{}
	for i := 0; i < b.N; i++ {
		cache[i*7919%4_000] = new(entry)
	}
	runtime.KeepAlive(cache)
}

func BenchmarkSteadyInputs(b *testing.B) {
	inputs := make([]*entry, 0)
	for i := 0; i < b.N; i++ {
		inputs = append(inputs, new(entry))
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		sink = inputs[i]
		text = fmt.Sprint(i)
	}
}

func BenchmarkSteadyInputsBeside(b *testing.B) {
	b.ResetTimer()
	b.StopTimer()
	inputs := make([]*entry, b.N)
	for i := range inputs {
		inputs[i] = new(entry)
	}
	b.StartTimer()
	for i := 0; i < b.N; i++ {
		sink = inputs[i]
		text = fmt.Sprint(i)
	}
}

// BenchmarkSteadyInputsUntold says nowhere that they are not what it measures.
func BenchmarkSteadyInputsUntold(b *testing.B) {
	inputs := make([]*entry, b.N)
	for i := range inputs {
		inputs[i] = new(entry)
	}
	for i := 0; i < b.N; i++ {
		sink = inputs[i]
		for j := 0; j < 10; j++ {
			text = fmt.Sprint(i, j)
		}
	}
}

func BenchmarkSteadyTable(b *testing.B) {
	table := map[string]*entry{}
	for i := 0; i < 1_000; i++ {
		table[fmt.Sprint(i)] = new(entry)
	}
	for i := 0; i < b.N; i++ {
		sink = table[fmt.Sprint(i%1_000)]
	}
}

func BenchmarkSteadyPool(b *testing.B) {
	pool := sync.Pool{New: func() any { return new(entry) }}
	for i := 0; i < b.N; i++ {
		e := pool.Get().(*entry)
		text = fmt.Sprint(i)
		pool.Put(e)
	}
}

func BenchmarkSteadyBuilder(b *testing.B) {
	for i := 0; i < b.N; i++ {
		var s strings.Builder
		for s.Len() < 200 {
			s.WriteString("some more of it")
		}
		text = s.String()
	}
}

func BenchmarkSteadyBuffer(b *testing.B) {
	var s strings.Builder
	s.Grow(64 << 10)
	for i := 0; i < b.N; i++ {
		text = fmt.Sprint(i)
		s.WriteByte(text[0])
	}
}

// BenchmarkSteadyFinalizer lets go of each a collection later than of others.
func BenchmarkSteadyFinalizer(b *testing.B) {
	for i := 0; i < b.N; i++ {
		e := new(entry)
		runtime.SetFinalizer(e, func(*entry) {})
	}
}

func BenchmarkSteadyParallel(b *testing.B) {
	var kept sync.Map
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			kept.Store(i%200, new(entry))
		}
	})
	runtime.KeepAlive(&kept)
}

// BenchmarkSteadyRoom has made room for more than it keeps.
func BenchmarkSteadyRoom(b *testing.B) {
	kept := make(map[int]*entry, 10_000)
	for i := 0; i < b.N; i++ {
		kept[i%100] = new(entry)
	}
	runtime.KeepAlive(kept)
}

var (
	sum  int
	sink *entry
	text string
)
