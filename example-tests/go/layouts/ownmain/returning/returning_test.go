package returning_test

import (
	"testing"

	"example.com/layouts/ownmain/returning"
)

var ready bool

// TestMain returns, and leaves the exit status to testing.
func TestMain(m *testing.M) {
	ready = true
	defer func() { ready = false }()
	m.Run()
}

func BenchmarkLeaking(b *testing.B) {
	prepared(b)
	for i := 0; i < b.N; i++ {
		returning.Leak(i)
	}
}

func BenchmarkClean(b *testing.B) {
	prepared(b)
	for i := 0; i < b.N; i++ {
		returning.Double(i)
	}
}

func prepared(b *testing.B) {
	if !ready {
		b.Fatal("TestMain did not run")
	}
}
