// Package depot has benchmarks that share what takes long to set up.
package depot

import (
	"os"
	"sync"
	"testing"
	"time"
)

type parcel struct {
	next *parcel
	size int
}

var (
	once    sync.Once
	shelf   [1000]*parcel
	shipped *parcel
	sink    *parcel
)

// stock stands for what is slow to load, and is kept for all benchmarks.
func stock(b *testing.B) {
	b.Helper()
	once.Do(func() {
		count()
		time.Sleep(2100 * time.Millisecond)
		for i := range shelf {
			shelf[i] = &parcel{size: i}
		}
	})
}

// count tells the test that reads the file how often anything was set up.
func count() {
	file, err := os.OpenFile(os.Getenv("DEPOT_COUNT"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err == nil {
		file.WriteString("set up\n")
		file.Close()
	}
}

func BenchmarkDepot(b *testing.B) {
	work(b, func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			sink = &parcel{size: i}
		}
	})
}

func BenchmarkDepotLeaking(b *testing.B) {
	work(b, func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			shipped = &parcel{next: shipped, size: i}
		}
	})
}

func work(b *testing.B, ship func(*testing.B)) {
	stock(b)
	b.Run("weigh", weigh)
	b.Run("pack", pack)
	b.Run("ship", ship)
}

func weigh(b *testing.B) {
	sum := 0
	for i := 0; i < b.N; i++ {
		sum += shelf[i%len(shelf)].size
	}
	if sum < 0 {
		b.Fatal("less than nothing")
	}
}

func pack(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sink = &parcel{next: shelf[i%len(shelf)], size: i}
	}
}
