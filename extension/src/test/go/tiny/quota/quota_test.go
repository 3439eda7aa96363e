package quota

import "testing"

var (
	shared = New()
	n      int
)

func BenchmarkAllow(b *testing.B) {
	for i := 0; i < b.N; i++ {
		n++
		shared.Allow(name(n))
	}
}

func BenchmarkAllowOnce(b *testing.B) {
	for i := 0; i < b.N; i++ {
		n++
		shared.AllowOnce(name(n))
	}
}

func BenchmarkNote(b *testing.B) {
	for i := 0; i < b.N; i++ {
		n++
		shared.Allow(name(n))
		shared.Note()
	}
}

func BenchmarkNoteBesideOthers(b *testing.B) {
	for i := 0; i < b.N; i++ {
		n++
		shared.seen++
		Busy()
		shared.Note()
	}
}
