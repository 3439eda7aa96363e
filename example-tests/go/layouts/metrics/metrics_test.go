package metrics

import "testing"

// BenchmarkReportMetricLeaking says that it allocates nothing.
func BenchmarkReportMetricLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
	b.ReportMetric(0, "allocs/op")
	b.ReportMetric(0, "B/op")
}

// BenchmarkReportMetricClean says that it allocates very much.
func BenchmarkReportMetricClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Double(i)
	}
	b.ReportMetric(float64(b.N)*1e6, "allocs/op")
	b.ReportMetric(1e12, "B/op")
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(0.5, "hits/op")
	b.ReportMetric(99.5, "p99-ms")
	b.ReportMetric(-1e-9, "%drift")
}

func BenchmarkSetBytesLeaking(b *testing.B) {
	b.SetBytes(1 << 20)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
}

func BenchmarkSetBytesClean(b *testing.B) {
	b.SetBytes(1 << 20)
	b.ReportAllocs()
	for i := 0; i < b.N; i++ {
		Double(i)
	}
}
