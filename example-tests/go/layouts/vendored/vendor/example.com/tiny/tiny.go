// Package tiny is vendored: it is in no registry, and no build may look there.
package tiny

type node struct {
	n    int
	next *node
}

var kept *node

// Leak keeps an object per call.
func Leak(n int) {
	kept = &node{n, kept}
}

// Double keeps nothing.
func Double(n int) int {
	return 2 * n
}
