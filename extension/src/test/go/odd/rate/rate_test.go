// Package rate spoils the heap profile.
package rate

import (
	"runtime"
	"testing"
)

func BenchmarkChangesTheRate(b *testing.B) {
	runtime.MemProfileRate = 1 << 20
	sum := 0
	for i := 0; i < b.N; i++ {
		sum += i
	}
	b.ReportMetric(float64(sum)/float64(b.N), "sum/op")
}
