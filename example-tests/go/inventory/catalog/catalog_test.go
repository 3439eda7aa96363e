package catalog

import (
	"bytes"
	"testing"
)

var content = bytes.Repeat([]byte("bolt m8; "), 1024)

func BenchmarkReadLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if err := ReadLeaking(bytes.NewReader(content)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if err := ReadFixed(bytes.NewReader(content)); err != nil {
			b.Fatal(err)
		}
	}
}
