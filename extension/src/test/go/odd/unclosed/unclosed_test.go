// Package unclosed opens files.
package unclosed

import (
	"net"
	"os"
	"testing"
)

func open(b *testing.B) *os.File {
	file, err := os.Open(os.DevNull)
	if err != nil {
		b.Fatal(err)
	}
	return file
}

// A finalizer closes each, but only once the collector has run.
func BenchmarkLeftToTheCollector(b *testing.B) {
	for i := 0; i < b.N; i++ {
		open(b)
	}
}

func BenchmarkClosed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		open(b).Close()
	}
}

// One is left once a call, and not by each operation.
func BenchmarkLeftOnce(b *testing.B) {
	open(b)
	for i := 0; i < b.N; i++ {
		open(b).Close()
	}
}

// What another goroutine closes a moment later is closed.
func BenchmarkClosedLater(b *testing.B) {
	for i := 0; i < b.N; i++ {
		mine, theirs := net.Pipe()
		file := open(b)
		go func() {
			theirs.Read(make([]byte, 1))
			file.Close()
		}()
		mine.Close()
	}
}
