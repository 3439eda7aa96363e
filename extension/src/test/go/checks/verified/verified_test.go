// Package verified is held free of goroutines that are left behind.
package verified

import (
	"testing"

	"example.com/checks/checker"
)

func TestMain(m *testing.M) { checker.Main(m) }

func BenchmarkSum(b *testing.B) {
	for i := 0; i < b.N; i++ {
		sum()
	}
}

func TestSum(t *testing.T) {
	if n := sum(); n != 6 {
		t.Fatal(n)
	}
}

func sum() int {
	out := make(chan int)
	go func() { out <- 1 + 2 + 3 }()
	return <-out
}
