// Package shelves counts what is on each shelf.
package shelves

import "sync"

// Shelf is used by many at a time.
type Shelf struct {
	mu    sync.Mutex
	count int
}

// TakeLeaking takes items off the shelf, if there are enough.
//
// It leaks whoever comes next: where there are too few, it returns with the
// lock held, and all later calls wait for it for ever.
func (s *Shelf) TakeLeaking(items int) bool {
	s.mu.Lock() // leak: here
	if s.count < items {
		return false
	}
	s.count -= items
	s.mu.Unlock()
	return true
}

// TakeFixed takes items off the shelf, if there are enough.
func (s *Shelf) TakeFixed(items int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.count < items {
		return false
	}
	s.count -= items
	return true
}
