// Package parallel is called from several goroutines at a time; its tests run
// with -race.
package parallel

import "sync"

type node struct {
	n    int
	next *node
}

var (
	mu   sync.Mutex
	kept *node
	sum  int
)

// Leak keeps an object per call.
func Leak(n int) {
	mu.Lock()
	defer mu.Unlock()
	kept = &node{n, kept} // leak: here
}

// Add keeps one number.
func Add(n int) {
	mu.Lock()
	defer mu.Unlock()
	sum += n
}
