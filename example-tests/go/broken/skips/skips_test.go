// Package skips has scenarios that skip themselves.
package skips

import "testing"

func BenchmarkSkips(b *testing.B) {
	b.Skip("needs a warehouse")
}

// BenchmarkSkipsSome has one sub-benchmark that skips itself, and one that runs.
func BenchmarkSkipsSome(b *testing.B) {
	b.Run("remote", func(b *testing.B) {
		b.Skip("needs a warehouse")
	})
	b.Run("local", func(b *testing.B) {
		sum := 0
		for i := 0; i < b.N; i++ {
			sum += i
		}
		b.ReportMetric(float64(sum)/float64(b.N), "sum/op")
	})
}

func TestSkips(t *testing.T) {
	t.Skip("needs a warehouse")
}
