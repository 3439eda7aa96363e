package lastfile_test

import (
	"testing"

	"example.com/layouts/lastfile"
)

func BenchmarkLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		lastfile.Leak(i)
	}
}

func BenchmarkClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		lastfile.Double(i)
	}
}
