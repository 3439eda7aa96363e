package externalonly_test

import (
	"testing"

	"example.com/layouts/externalonly"
)

func BenchmarkLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		externalonly.Leak(i)
	}
}

func BenchmarkClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		externalonly.Double(i)
	}
}
