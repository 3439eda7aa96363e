// Package fails has scenarios that fail, and a healthy one beside them.
package fails

import "testing"

type node struct {
	n    int
	next *node
}

var kept *node

func keep(i int) {
	kept = &node{i, kept} // leak: here
}

func BenchmarkHealthy(b *testing.B) {
	sum := 0
	for i := 0; i < b.N; i++ {
		sum += i
	}
	b.ReportMetric(float64(sum)/float64(b.N), "sum/op")
}

func BenchmarkFails(b *testing.B) {
	b.Fatal("the warehouse is closed")
}

// BenchmarkLeaksThenFails keeps 2 objects per operation, and fails from the
// thousandth on.
func BenchmarkLeaksThenFails(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if i >= 1_000 {
			b.Fatal("the warehouse is full")
		}
		keep(i)
		keep(i)
	}
}

// BenchmarkFailsUnderLoad fails from the thousandth operation on.
func BenchmarkFailsUnderLoad(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if i >= 1_000 {
			b.Fatal("the warehouse is full")
		}
	}
}

func TestFails(t *testing.T) {
	t.Fatal("the warehouse is closed")
}
