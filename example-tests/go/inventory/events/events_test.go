package events

import "testing"

var bus = NewBus()

func ignore(Change) {}

func BenchmarkWatchLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		WatchLeaking(bus, i%shelf, ignore)
	}
}

func BenchmarkWatchFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		cancel := WatchFixed(bus, i%shelf, ignore)
		cancel()
	}
}
