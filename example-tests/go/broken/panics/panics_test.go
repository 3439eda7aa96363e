// Package panics has scenarios that panic.
package panics

import (
	"testing"
	"time"
)

func BenchmarkPanics(b *testing.B) {
	var stock map[string]int
	for i := 0; i < b.N; i++ {
		stock["bolt-m8"]++ // panic: here
	}
}

func BenchmarkPanicsInGoroutine(b *testing.B) {
	go func() {
		panic("the courier is lost")
	}()
	time.Sleep(time.Minute)
}

func TestPanics(t *testing.T) {
	var stock map[string]int
	stock["bolt-m8"]++
}
