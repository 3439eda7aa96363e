// Package lookalike has scenarios that print what testing itself prints.
package lookalike

import (
	"fmt"
	"testing"
)

type node struct {
	n    int
	next *node
}

var kept *node

// BenchmarkClean is clean, and prints lines that say otherwise.
func BenchmarkClean(b *testing.B) {
	fmt.Println("--- FAIL: BenchmarkClean")
	fmt.Println("FAIL")
	fmt.Println("panic: test timed out after 1s")
	work(b)
}

// BenchmarkSkip is clean and does not skip itself.
func BenchmarkSkip(b *testing.B) {
	fmt.Println("--- SKIP: BenchmarkSkip")
	fmt.Println("    lookalike_test.go:12: needs a warehouse")
	work(b)
}

// BenchmarkResult prints result lines, its own name among them.
func BenchmarkResult(b *testing.B) {
	fmt.Println("BenchmarkResult-2   \t 5000000\t         1.0 ns/op\t 99999999 B/op\t  999999 allocs/op")
	fmt.Println("BenchmarkOther-2    \t 5000000\t         1.0 ns/op\t 99999999 B/op\t  999999 allocs/op")
	fmt.Print("BenchmarkResult-2   \t")
	work(b)
}

// BenchmarkLeaking keeps an object per operation, and prints that all is well.
func BenchmarkLeaking(b *testing.B) {
	fmt.Println("--- SKIP: BenchmarkLeaking")
	fmt.Println("BenchmarkLeaking-2  \t    1000\t         1.0 ns/op\t       0 B/op\t       0 allocs/op")
	fmt.Println("PASS")
	for i := 0; i < b.N; i++ {
		kept = &node{i, kept} // leak: here
	}
}

func work(b *testing.B) {
	sum := 0
	for i := 0; i < b.N; i++ {
		sum += i
	}
	if sum < 0 {
		b.Fatal("overflow")
	}
}
