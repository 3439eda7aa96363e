// Package internalonly has internal tests only, in its own package.
package internalonly

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
