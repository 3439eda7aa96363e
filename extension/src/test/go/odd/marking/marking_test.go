// Package marking allocates while the collector is at work.
package marking

import (
	"runtime"
	"testing"
)

type node struct {
	n    int
	next *node
}

var kept *node

// BenchmarkLeaking leaks, and most of it while the collector marks.
func BenchmarkLeaking(b *testing.B) {
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			default:
				runtime.GC()
			}
		}
	}()
	for i := 0; i < b.N; i++ {
		kept = &node{i, kept} // leak: here
		runtime.Gosched()
	}
	close(stop)
	<-stopped
}
