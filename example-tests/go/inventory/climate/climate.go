// Package climate records the temperatures of a cold store.
package climate

import "sync"

// sensors is how many thermometers are read at a time.
const sensors = 16

// Leaking remembers every reading.
//
// It leaks 128 bytes per reading and not one object: the history is a single
// slice, which only grows.
type Leaking struct {
	mu      sync.Mutex
	history []float64
}

// Record remembers a reading.
func (l *Leaking) Record(reading [sensors]float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.history = append(l.history, reading[:]...) // leak: here
}

// Fixed remembers the last 1,000 readings.
type Fixed struct {
	mu      sync.Mutex
	history [1_000][sensors]float64
	next    int
}

// Record remembers a reading in the place of the oldest.
func (f *Fixed) Record(reading [sensors]float64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.history[f.next] = reading
	f.next = (f.next + 1) % len(f.history)
}
