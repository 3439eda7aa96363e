package traces

import (
	"fmt"
	"testing"
)

var operations = []struct {
	name  string
	bytes int
}{
	{"100ns", 100},
	{"1us", 1_000},
	{"10us", 10_000},
}

// leaks: a trace in n operations, which are evenly spaced
func BenchmarkRegularly(b *testing.B) {
	keepOneIn(b, Regularly)
}

// leaks: a trace in n operations, which come at random
func BenchmarkAtRandom(b *testing.B) {
	keepOneIn(b, AtRandom)
}

func keepOneIn(b *testing.B, sample func(n int, sum uint32)) {
	for _, operation := range operations {
		b.Run(operation.name, func(b *testing.B) {
			for _, n := range []int{10, 100, 300, 1_000, 3_000, 10_000} {
				b.Run(fmt.Sprint("1in", n), func(b *testing.B) {
					body := make([]byte, operation.bytes)
					b.ResetTimer()
					for i := 0; i < b.N; i++ {
						sample(n, Serve(body))
					}
				})
			}
		})
	}
}

func TestRegularly(t *testing.T) {
	last, served = nil, 0
	for i := 0; i < 100; i++ {
		Regularly(10, 0)
	}
	if kept() != 10 {
		t.Errorf("kept %d", kept())
	}
}

func TestAtRandom(t *testing.T) {
	last = nil
	for i := 0; i < 10_000; i++ {
		AtRandom(10, 0)
	}
	if kept() < 800 || kept() > 1_200 {
		t.Errorf("kept %d", kept())
	}
}

func kept() int {
	count := 0
	for t := last; t != nil; t = t.before {
		count++
	}
	return count
}
