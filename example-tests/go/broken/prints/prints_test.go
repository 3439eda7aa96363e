// Package prints has scenarios that print too much.
package prints

import (
	"bytes"
	"os"
	"sync"
	"testing"
)

var once sync.Once

// BenchmarkPrints20MB prints 20 MB, once per process.
func BenchmarkPrints20MB(b *testing.B) {
	once.Do(func() { write(b, append(bytes.Repeat([]byte("bolt"), 255), "nut\n"...)) })
	work(b)
}

// BenchmarkPrintsOneLine prints 20 MB without a single line break, once per
// process.
func BenchmarkPrintsOneLine(b *testing.B) {
	once.Do(func() { write(b, bytes.Repeat([]byte("bolt"), 256)) })
	work(b)
}

// BenchmarkPrintsBinary prints 20 MB that are no text, once per process.
func BenchmarkPrintsBinary(b *testing.B) {
	once.Do(func() { write(b, bytes.Repeat([]byte{0, 0xff, 0x1b, '\n'}, 256)) })
	work(b)
}

func write(b *testing.B, block []byte) {
	for printed := 0; printed < 20<<20; printed += len(block) {
		if _, err := os.Stdout.Write(block); err != nil {
			b.Fatal(err)
		}
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
