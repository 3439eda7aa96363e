package shadow_test

import (
	test "testing"

	"example.com/layouts/shadow"
)

// These hide standard packages and builtins in the external tests as well,
// where a package of its own begins.
var (
	os      = "an operating system"
	runtime = 12
	strings = []byte("strings")
	testing = true
)

type string []byte

func len(strings ...byte) int { return cap(strings) }

func new(n int) *int { return &n }

func BenchmarkExternalLeaking(b *test.B) {
	for i := 0; i < b.N; i++ {
		shadow.Leak(*new(i))
	}
}

func BenchmarkExternalClean(b *test.B) {
	hidden := string(os)
	if !testing || len(hidden...)+len(strings...) < runtime {
		b.Fatal("hidden")
	}
	for i := 0; i < b.N; i++ {
		shadow.Double(i)
	}
}
