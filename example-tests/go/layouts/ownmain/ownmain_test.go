package ownmain

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

var (
	greeting = flag.String("greeting", "ready", "what TestMain prints")
	ready    bool
)

// TestMain prepares what the benchmarks need, as a database would be.
func TestMain(m *testing.M) {
	flag.Parse()
	fmt.Println(*greeting)
	ready = true
	status := m.Run()
	ready = false
	os.Exit(status)
}

func BenchmarkLeaking(b *testing.B) {
	prepared(b)
	for i := 0; i < b.N; i++ {
		Leak(i)
	}
}

func BenchmarkClean(b *testing.B) {
	prepared(b)
	for i := 0; i < b.N; i++ {
		Double(i)
	}
}

func prepared(b *testing.B) {
	if !ready {
		b.Fatal("TestMain did not run")
	}
}
