package metrics

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"testing"
	"time"
)

func BenchmarkCounters(b *testing.B) {
	counters, names := NewCounters(), make([]string, 64)
	for i := range names {
		names[i] = fmt.Sprintf("sold_%02d", i)
	}
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			counters.Add(names[i%len(names)], 1)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	counters := NewCounters()
	for i := 0; i < 100; i++ {
		counters.Add(fmt.Sprintf("sold_%03d", i), int64(i)*1000)
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if err := counters.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPercentiles(b *testing.B) {
	random, samples := rand.New(rand.NewSource(1)), make([]float64, 1000)
	for i := range samples {
		samples[i] = random.ExpFloat64()
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if values := Percentiles(samples, 50, 90, 99); values[0] >= values[2] {
			b.Fatal("not sorted")
		}
	}
}

func BenchmarkLogRequest(b *testing.B) {
	at := time.Date(2023, time.November, 14, 22, 13, 20, 123456789, time.UTC)
	for i := 0; i < b.N; i++ {
		if err := LogRequest(io.Discard, at, "/products/bolt-m8", 200, 1234*time.Microsecond); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWrite(t *testing.T) {
	counters, text := NewCounters(), new(bytes.Buffer)
	counters.Add("sold", 2)
	counters.Add("returned", 1)
	counters.Add("sold", 1)
	if err := counters.Write(text); err != nil {
		t.Fatal(err)
	}
	if got := text.String(); got != "shop_returned_total 1\nshop_sold_total 3\n" {
		t.Fatalf("got %s", got)
	}
}
