// Package bloop has benchmarks that need Go 1.24: they count with b.Loop.
package bloop

type node struct {
	n    int
	next *node
}

var kept *node

// Leak keeps an object per call.
func Leak(n int) {
	kept = &node{n, kept} // leak: here
}

// Double keeps nothing.
func Double(n int) int {
	return 2 * n
}
