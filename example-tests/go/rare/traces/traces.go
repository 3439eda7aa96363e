// Package traces keeps a trace of one request in so many, for ever.
package traces

import "math/rand"

type trace struct {
	sum    uint32
	before *trace
}

var (
	last   *trace
	served int
	random = rand.New(rand.NewSource(1))
)

// Serve does the work of a request, which takes about a nanosecond for each byte.
func Serve(body []byte) uint32 {
	sum := uint32(2166136261)
	for _, b := range body {
		sum = (sum ^ uint32(b)) * 16777619
	}
	return sum
}

// Regularly keeps a trace of every nth request.
func Regularly(n int, sum uint32) {
	if served++; served%n == 0 {
		keep(sum)
	}
}

// AtRandom keeps a trace of one request in n, now and then; which ones is the same in each process.
func AtRandom(n int, sum uint32) {
	if random.Intn(n) == 0 {
		keep(sum)
	}
}

func keep(sum uint32) {
	last = &trace{sum, last} // leak: here
}
