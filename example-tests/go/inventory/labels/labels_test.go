package labels

import (
	"io"
	"net"
	"testing"
)

func BenchmarkServeLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		address, err := ServeLeaking("bolt-m8")
		if err != nil {
			b.Fatal(err)
		}
		printAt(b, address)
	}
}

func BenchmarkServeFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		address, closeAll, err := ServeFixed("bolt-m8")
		if err != nil {
			b.Fatal(err)
		}
		printAt(b, address)
		if err := closeAll(); err != nil {
			b.Fatal(err)
		}
	}
}

func printAt(b *testing.B, address string) {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		b.Fatal(err)
	}
	defer connection.Close()
	if label, err := io.ReadAll(connection); err != nil || len(label) == 0 {
		b.Fatal("no label", err)
	}
}
