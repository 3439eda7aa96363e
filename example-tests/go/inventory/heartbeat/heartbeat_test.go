package heartbeat

import "testing"

func beat() {}

func BenchmarkStartLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		StartLeaking(beat)
	}
}

func BenchmarkStartFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		stop := StartFixed(beat)
		stop()
	}
}
