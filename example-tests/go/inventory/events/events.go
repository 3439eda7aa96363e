// Package events tells subscribers about changes of stock.
package events

import "sync"

// Change is a change of one SKU's stock.
type Change struct {
	SKU   int
	Delta int64
}

// Bus calls its subscribers on every change.
type Bus struct {
	mu       sync.Mutex
	next     int
	handlers map[int]func(Change)
}

// NewBus makes a bus without subscribers.
func NewBus() *Bus {
	return &Bus{handlers: make(map[int]func(Change))}
}

// Subscribe adds a handler; the returned function takes it off again.
func (b *Bus) Subscribe(handler func(Change)) (cancel func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	id := b.next
	b.next++
	b.handlers[id] = handler
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.handlers, id)
	}
}

// shelf is how many SKUs a snapshot covers.
const shelf = 1024

func snapshot() []int64 {
	return make([]int64, shelf) // leak: here
}

// WatchLeaking notes the changes of a shelf that are above a threshold.
//
// It leaks 8 KB per call: the closure needs one number of the snapshot, but
// captures all of it, and the bus keeps the closure for ever.
func WatchLeaking(bus *Bus, sku int, alarm func(Change)) {
	levels := snapshot()
	bus.Subscribe(func(c Change) { // leak: here
		if c.SKU == sku && levels[sku]+c.Delta < 0 {
			alarm(c)
		}
	})
}

// WatchFixed does the same until the returned function is called, and keeps
// only the number that it needs.
func WatchFixed(bus *Bus, sku int, alarm func(Change)) (cancel func()) {
	level := snapshot()[sku]
	return bus.Subscribe(func(c Change) {
		if c.SKU == sku && level+c.Delta < 0 {
			alarm(c)
		}
	})
}
