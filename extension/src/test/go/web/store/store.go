// Package store keeps more of some calls than of others.
package store

import (
	"os"
	"sync"
)

// A Store is safe for use by several goroutines.
type Store struct {
	mu      sync.Mutex
	answers chan int
	kept    [][]byte
	cache   map[int][]byte
	room    int
	calls   int
	files   []*os.File
}

// New makes a store whose cache has room for so many entries.
func New(room int) *Store {
	return &Store{answers: make(chan int), cache: map[int][]byte{}, room: room}
}

// Wait leaves a goroutine that waits for what never comes.
func (s *Store) Wait() {
	go func() { <-s.answers }()
}

// Close lets the goroutine of the call end.
func (s *Store) Close() {
	done := make(chan bool)
	go func() { <-done }()
	close(done)
}

// Keep never forgets what it is given.
func (s *Store) Keep() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, make([]byte, 2048))
}

// Cache forgets an old entry for each new one, once it is full.
func (s *Store) Cache() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	delete(s.cache, s.calls-s.room)
	s.cache[s.calls] = make([]byte, 512)
}

// Open opens a file and never closes it.
func (s *Store) Open() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f, err := os.Open(os.DevNull); err == nil {
		s.files = append(s.files, f)
	}
}

// Load keeps so much of each call that hardly any sampling misses it.
func (s *Store) Load() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, make([]byte, 256<<10))
}

// Hang never comes back.
func (s *Store) Hang() {
	select {}
}

// Forget leaves a goroutine that nothing can wake.
func (s *Store) Forget() {
	done := make(chan bool)
	go func() { <-done }()
}
