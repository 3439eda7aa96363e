//go:build special

// Package only has no file at all without the tag "special".
package only

import "testing"

type node struct {
	n    int
	next *node
}

var kept *node

func BenchmarkLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		kept = &node{i, kept} // leak: here
	}
}

func BenchmarkClean(b *testing.B) {
	sum := 0
	for i := 0; i < b.N; i++ {
		sum += i
	}
	b.ReportMetric(float64(sum)/float64(b.N), "sum/op")
}
