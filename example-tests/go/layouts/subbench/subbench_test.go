package subbench

import "testing"

// names are for the right to be matched and for the wrong not to be: each is
// a regular expression of its own, and some match others.
var names = []string{
	"crc(32)+v1.0",
	"crc(32)+v1x0",
	"mixed_[5%]",
	"size=1",
	"size=10",
	"size=10",
	"with some spaces",
	"a/b",
	"a/b/c",
	"^$",
	"x|y",
	`back\slash`,
	"größe",
	"-8",
	"",
}

func BenchmarkNamesLeaking(b *testing.B) {
	for _, name := range names {
		b.Run(name, leak)
	}
}

func BenchmarkNamesClean(b *testing.B) {
	for _, name := range names {
		b.Run(name, double)
	}
}

// BenchmarkMixed leaks in one sub-benchmark only, which another one's name is
// a part of.
func BenchmarkMixed(b *testing.B) {
	b.Run("size=1", double)
	b.Run("size=10", leak)
	b.Run("size=100", double)
}

func BenchmarkNested(b *testing.B) {
	b.Run("outer", func(b *testing.B) {
		b.Run("leaking", leak)
		b.Run("clean", double)
	})
	b.Run("leaking", func(b *testing.B) {
		b.Run("outer", leak)
	})
}

func leak(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
}

func double(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Double(i)
	}
}
