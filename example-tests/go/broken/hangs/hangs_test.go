// Package hangs has scenarios that never end.
package hangs

import (
	"testing"
	"time"
)

var delivered = make(chan struct{})

// BenchmarkHangs blocks the whole process: the runtime ends it with "all
// goroutines are asleep" if nothing else in it is alive.
func BenchmarkHangs(b *testing.B) {
	<-delivered // hang: here
}

// BenchmarkHangsAlive blocks while something else in the process is alive, so
// that the runtime does not notice. Note that -test.timeout is not for
// benchmarks.
func BenchmarkHangsAlive(b *testing.B) {
	alive := time.NewTicker(10 * time.Millisecond)
	defer alive.Stop()
	for range alive.C {
		select {
		case <-delivered:
			return
		default:
		}
	}
}

// BenchmarkLeaksThenHangs leaks a goroutine per operation, and hangs from the
// thousandth on.
func BenchmarkLeaksThenHangs(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if i >= 1_000 {
			<-delivered
		}
		go func() {
			<-delivered // leak: here
		}()
	}
}

// BenchmarkSpins is busy for ever.
func BenchmarkSpins(b *testing.B) {
	for i := 0; ; i++ {
		if i < 0 {
			i = 0
		}
	}
}

func TestHangs(t *testing.T) {
	<-delivered
}
