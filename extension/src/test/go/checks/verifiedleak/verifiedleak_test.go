// Package verifiedleak leaves goroutines behind, which its own check finds once
// its tests have passed.
package verifiedleak

import (
	"testing"

	"example.com/checks/checker"
)

func TestMain(m *testing.M) { checker.Main(m) }

func BenchmarkGone(b *testing.B) {
	for i := 0; i < b.N; i++ {
		gone()
	}
}

func TestGone(*testing.T) { gone() }

func gone() {
	out := make(chan int)
	go func() { out <- 1 + 2 + 3 }() // leak: nobody receives
}
