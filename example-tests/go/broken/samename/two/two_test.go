// Package two has a leaking benchmark named like one in package one.
package two

import "testing"

type node struct {
	n    int
	next *node
}

var kept *node

func BenchmarkSame(b *testing.B) {
	for i := 0; i < b.N; i++ {
		kept = &node{i, kept} // leak: here
	}
}
