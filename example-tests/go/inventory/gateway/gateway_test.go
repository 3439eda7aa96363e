package gateway

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"testing"
)

var description = bytes.Repeat([]byte("hexagon bolt, zinc plated\n"), 256)

// server and gateway live as long as the process.
var (
	server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write(description)
	}))
	gateway = New(server.URL)
)

func BenchmarkKnowsLeaking(b *testing.B) {
	benchmark(b, gateway.KnowsLeaking)
}

func BenchmarkKnowsFixed(b *testing.B) {
	benchmark(b, gateway.KnowsFixed)
}

func benchmark(b *testing.B, knows func(sku string) (bool, error)) {
	for i := 0; i < b.N; i++ {
		known, err := knows("bolt-m8")
		if err != nil {
			b.Fatal(err)
		}
		if !known {
			b.Fatal("the supplier does not know bolt-m8")
		}
	}
}
