// Package stuck does not go on.
package stuck

import (
	"os"
	"os/signal"
	"syscall"
	"testing"
)

// BenchmarkDeadlock waits for what nothing can ever do.
func BenchmarkDeadlock(b *testing.B) {
	<-make(chan int)
}

// BenchmarkCatchesQuit takes the signal for itself by which Go shows goroutines.
func BenchmarkCatchesQuit(b *testing.B) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGQUIT)
	never := make(chan int)
	for {
		select {
		case <-signals:
		case <-never:
		}
	}
}

// BenchmarkMany has more goroutines than fit into what is kept of an output.
func BenchmarkMany(b *testing.B) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGUSR1)
	never := make(chan int)
	for i := 0; i < 10000; i++ {
		go func() { <-never }()
	}
	<-never
}
