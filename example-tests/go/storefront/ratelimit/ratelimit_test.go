package ratelimit

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"
)

var start = time.Unix(1_700_000_000, 0)

func BenchmarkBucket(b *testing.B) {
	now, bucket := start, NewBucket(start, 100, 1000)
	for i := 0; i < b.N; i++ {
		now = now.Add(time.Millisecond)
		if !bucket.Allow(now) {
			b.Fatal("not allowed")
		}
	}
}

func BenchmarkWindow(b *testing.B) {
	now, window := start, NewWindow(100, 100*time.Millisecond)
	for i := 0; i < b.N; i++ {
		now = now.Add(time.Millisecond)
		if !window.Allow(now) {
			b.Fatal("not allowed")
		}
	}
}

// The count lives as long as the process, and its visitors come once.
var (
	visitors = NewVisitors([]byte("a key of the shop, for its tests only"))
	last     uint64
)

func next() netip.Addr {
	last++
	raw := [16]byte{0x20, 0x01, 0x0d, 0xb8}
	binary.BigEndian.PutUint64(raw[8:], last)
	return netip.AddrFrom16(raw)
}

// leaks: a map entry per operation, in a map that only grows
func BenchmarkVisitors(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if !visitors.Allow(next(), 10) {
			b.Fatal("not allowed")
		}
	}
}

func TestLimits(t *testing.T) {
	bucket, window := NewBucket(start, 2, 1), NewWindow(2, time.Second)
	for i := 0; i < 4; i++ {
		if got, want := bucket.Allow(start), i < 2; got != want {
			t.Errorf("bucket, request %d: %v", i, got)
		}
		if got, want := window.Allow(start), i < 2; got != want {
			t.Errorf("window, request %d: %v", i, got)
		}
	}
}
