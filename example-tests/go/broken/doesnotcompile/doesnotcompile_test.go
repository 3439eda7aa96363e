// Package doesnotcompile has a type error in its test.
package doesnotcompile

import "testing"

func BenchmarkAdd(b *testing.B) {
	var sum int = "not a number" // error: here
	for i := 0; i < b.N; i++ {
		sum += i
	}
}
