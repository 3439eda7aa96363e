// Package small has one scenario of each kind, fast enough for every Go version.
package small

import (
	"context"
	"runtime/pprof"
	"testing"
	"time"
)

type node struct {
	n    int
	next *node
}

var (
	kept    *node
	blocked = make(chan struct{})
)

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

// BenchmarkGoroutine leaves a goroutine behind with every operation.
func BenchmarkGoroutine(b *testing.B) {
	for i := 0; i < b.N; i++ {
		go wait()
	}
}

func wait() {
	<-blocked // leak: here
}

// BenchmarkForgotten leaves goroutines behind that nothing can wake, once each
// has said that it has begun.
func BenchmarkForgotten(b *testing.B) {
	begun := make(chan struct{})
	for i := 0; i < b.N; i++ {
		go func(done chan struct{}) {
			begun <- struct{}{}
			<-done // leak: here
		}(make(chan struct{}))
		<-begun
	}
}

// BenchmarkLabelled leaves goroutines behind that have labels.
func BenchmarkLabelled(b *testing.B) {
	for i := 0; i < b.N; i++ {
		pprof.Do(context.Background(), pprof.Labels("route", "/cart"), func(context.Context) {
			go wait()
		})
	}
}

// BenchmarkChatty blocks and is woken very often.
func BenchmarkChatty(b *testing.B) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for range ping {
			pong <- 1
		}
	}()
	for i := 0; i < b.N; i++ {
		for turn := 0; turn < 20000; turn++ {
			ping <- turn
			<-pong
		}
	}
	close(ping)
}

// BenchmarkLate starts goroutines that end by themselves, but only after the
// benchmark.
func BenchmarkLate(b *testing.B) {
	for i := 0; i < b.N; i++ {
		go func() { time.Sleep(10 * time.Millisecond) }()
	}
}

// BenchmarkSlowToEnd starts goroutines that outlive the benchmark by far.
func BenchmarkSlowToEnd(b *testing.B) {
	for i := 0; i < b.N; i++ {
		go func() { time.Sleep(300 * time.Millisecond) }()
	}
}

func TestLeaking(t *testing.T) {
	kept = &node{1, kept} // leak: in a test
}

func TestClean(t *testing.T) {
	if kept != nil && kept.n < 0 {
		t.Fatal("negative")
	}
}

// BenchmarkWorksNowAndThen is at work for a third of four seconds, like what
// gets few of the processors.
func BenchmarkWorksNowAndThen(b *testing.B) {
	for i := 0; i < b.N; i++ {
		for began := time.Now(); time.Since(began) < 4*time.Second; time.Sleep(200 * time.Millisecond) {
			for spun := time.Now(); time.Since(spun) < 100*time.Millisecond; {
			}
		}
	}
}
