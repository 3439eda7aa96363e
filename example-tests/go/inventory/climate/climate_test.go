package climate

import "testing"

// The recorders live as long as the process.
var (
	leaking = new(Leaking)
	fixed   = new(Fixed)
)

func BenchmarkRecordLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		leaking.Record([sensors]float64{0: float64(i)})
	}
}

func BenchmarkRecordFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		fixed.Record([sensors]float64{0: float64(i)})
	}
}
