// Package cache keeps the stock of items that were asked for.
package cache

import "sync"

// Entry is the stock of one item.
type Entry struct {
	ID    uint64
	Count int
}

// Leaking remembers every item that was ever asked for.
//
// It leaks an entry per new item: a map without a rule for what goes is no
// cache.
type Leaking struct {
	mu      sync.Mutex
	entries map[uint64]*Entry
}

// NewLeaking makes an empty cache.
func NewLeaking() *Leaking {
	return &Leaking{entries: make(map[uint64]*Entry)}
}

// Put remembers an item's stock.
func (c *Leaking) Put(id uint64, count int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[id] = &Entry{ID: id, Count: count} // leak: here
}

// Fixed remembers the items that were put last, up to its capacity.
//
// It grows until it is full, which takes its capacity in operations; a gate
// that looks no further calls it a leak.
type Fixed struct {
	mu      sync.Mutex
	entries map[uint64]*Entry
	order   []uint64
	next    int
}

// NewFixed makes an empty cache.
func NewFixed(capacity int) *Fixed {
	return &Fixed{entries: make(map[uint64]*Entry, capacity), order: make([]uint64, capacity)}
}

// Put remembers an item's stock, and forgets the oldest if need be.
func (c *Fixed) Put(id uint64, count int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if entry, ok := c.entries[id]; ok {
		entry.Count = count
		return
	}
	if len(c.entries) == len(c.order) {
		delete(c.entries, c.order[c.next])
	}
	c.entries[id] = &Entry{ID: id, Count: count}
	c.order[c.next] = id
	c.next = (c.next + 1) % len(c.order)
}

// Len tells how many items are remembered.
func (c *Fixed) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.entries)
}
