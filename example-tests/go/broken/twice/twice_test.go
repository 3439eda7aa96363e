// Package twice has scenarios that cannot run twice in one process.
package twice

import (
	"expvar"
	"testing"
)

// BenchmarkRegisters runs once in a process, and panics with -count=2: it
// publishes its counter in every run but the trial run with N = 1 that
// testing puts before.
func BenchmarkRegisters(b *testing.B) {
	booked := new(expvar.Int)
	if b.N > 1 {
		expvar.Publish("booked", booked) // panic: here
	}
	for i := 0; i < b.N; i++ {
		booked.Add(1)
	}
}

// BenchmarkRegistersAlways panics in every process that asks for more than
// one operation, as testing calls it twice then.
func BenchmarkRegistersAlways(b *testing.B) {
	booked := expvar.NewInt("always")
	for i := 0; i < b.N; i++ {
		booked.Add(1)
	}
}

// TestRegisters passes once, and panics with -count=2.
func TestRegisters(t *testing.T) {
	booked := expvar.NewInt("tested")
	booked.Add(1)
	if got := booked.Value(); got != 1 {
		t.Fatalf("booked %d, want 1", got)
	}
}
