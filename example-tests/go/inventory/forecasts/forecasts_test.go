package forecasts

import "testing"

var planner Planner

func BenchmarkAskLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		planner.AskLeaking(i)
	}
}

func BenchmarkAskFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		planner.AskFixed(i)
	}
}
