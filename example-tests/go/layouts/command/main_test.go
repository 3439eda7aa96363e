package main

import "testing"

func BenchmarkLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		leak(i)
	}
}

func BenchmarkClean(b *testing.B) {
	for i := 0; i < b.N; i++ {
		double(i)
	}
}
