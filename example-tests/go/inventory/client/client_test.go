package client

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// server lives as long as the process, as the real one outlives its clients.
var server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
	io.WriteString(w, "42\n")
}))

func BenchmarkStockLeaking(b *testing.B) {
	benchmark(b, StockLeaking)
}

func BenchmarkStockOnceFixed(b *testing.B) {
	benchmark(b, StockOnceFixed)
}

func BenchmarkStockAtomicFixed(b *testing.B) {
	benchmark(b, StockAtomicFixed)
}

func benchmark(b *testing.B, stock func(base, sku string) (int, error)) {
	for i := 0; i < b.N; i++ {
		count, err := stock(server.URL, "bolt-m8")
		if err != nil {
			b.Fatal(err)
		}
		if count != 42 {
			b.Fatalf("stock is %d, want 42", count)
		}
	}
}
