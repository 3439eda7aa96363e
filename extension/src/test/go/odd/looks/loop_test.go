//go:build go1.24

package looks_test

import (
	"runtime"
	"testing"
)

func BenchmarkGrowingLoop(b *testing.B) {
	kept := map[int]*entry{}
	for i := 0; b.Loop(); i++ {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}

func BenchmarkSteadyLoop(b *testing.B) {
	inputs := map[int]*entry{}
	for i := 0; i < 3_000; i++ {
		inputs[i] = new(entry)
	}
	kept := map[int]*entry{}
	for i := 0; b.Loop(); i++ {
		kept[i%100] = new(entry)
	}
	runtime.KeepAlive(inputs)
	runtime.KeepAlive(kept)
}

func BenchmarkGrowingRange(b *testing.B) {
	kept := map[int]*entry{}
	for i := range b.N {
		kept[i] = new(entry)
	}
	runtime.KeepAlive(kept)
}
