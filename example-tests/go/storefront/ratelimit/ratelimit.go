// Package ratelimit keeps visitors from asking too much.
package ratelimit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
	"sync"
	"time"
)

// Bucket lets through as many requests as it has tokens.
type Bucket struct {
	mu       sync.Mutex
	capacity float64
	rate     float64 // tokens per second
	tokens   float64
	last     time.Time
}

// NewBucket makes a full bucket.
func NewBucket(now time.Time, capacity, rate float64) *Bucket {
	return &Bucket{capacity: capacity, rate: rate, tokens: capacity, last: now}
}

// Allow takes a token, if there is one.
func (b *Bucket) Allow(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tokens += now.Sub(b.last).Seconds() * b.rate
	if b.tokens > b.capacity {
		b.tokens = b.capacity
	}
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}

// Window lets through a number of requests in any time of a length. It keeps
// when the last ones came, in a ring.
type Window struct {
	mu     sync.Mutex
	length time.Duration
	ring   []time.Time
	next   int
}

// NewWindow makes a window that nothing came through.
func NewWindow(requests int, length time.Duration) *Window {
	return &Window{length: length, ring: make([]time.Time, requests)}
}

// Allow tells whether a request may come through.
func (w *Window) Allow(now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if now.Sub(w.ring[w.next]) < w.length {
		return false
	}
	w.ring[w.next] = now
	w.next = (w.next + 1) % len(w.ring)
	return true
}

// Visitors counts the requests of each visitor.
type Visitors struct {
	mu     sync.Mutex
	key    []byte
	counts map[uint64]uint32
}

// NewVisitors makes a count that nobody visited; the key is for pseudonyms.
func NewVisitors(key []byte) *Visitors {
	return &Visitors{key: key, counts: make(map[uint64]uint32)}
}

// Allow tells whether a visitor asked no more than the limit.
//
// It leaks a map entry per new visitor: none is ever taken out again.
func (v *Visitors) Allow(address netip.Addr, limit uint32) bool {
	raw := address.As16()
	h := hmac.New(sha256.New, v.key)
	h.Write(raw[:])
	var sum [sha256.Size]byte
	visitor := binary.BigEndian.Uint64(h.Sum(sum[:0]))

	v.mu.Lock()
	defer v.mu.Unlock()
	v.counts[visitor]++ // leak: here
	return v.counts[visitor] <= limit
}
