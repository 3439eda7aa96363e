package store

import (
	"sync"
	"time"
)

// A Window counts the calls of the last hour, in buckets of a tenth of a second.
type Window struct {
	mu      sync.Mutex
	buckets []*bucket
}

type bucket struct {
	start time.Time
	calls int
}

// Add counts a call, and forgets those that are too long ago.
func (w *Window) Add() {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	for len(w.buckets) > 0 && now.Sub(w.buckets[0].start) > time.Hour {
		w.buckets[0] = nil
		w.buckets = w.buckets[1:]
	}
	if n := len(w.buckets); n == 0 || now.Sub(w.buckets[n-1].start) >= 100*time.Millisecond {
		w.buckets = append(w.buckets, &bucket{start: now})
	}
	w.buckets[len(w.buckets)-1].calls++
}
