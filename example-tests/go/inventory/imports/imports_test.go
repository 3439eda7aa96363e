package imports

import (
	"os"
	"path/filepath"
	"testing"
)

// The importers live as long as the process, as they do in the service.
var (
	leaking = StartLeaking()
	fixed   = StartFixed()
)

func BenchmarkImportLeaking(b *testing.B) {
	benchmark(b, leaking)
}

func BenchmarkImportFixed(b *testing.B) {
	benchmark(b, fixed)
}

func benchmark(b *testing.B, importer *Importer) {
	path := filepath.Join(b.TempDir(), "stock.csv")
	if err := os.WriteFile(path, []byte("bolt-m8;12\nnut-m8;40\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		lines, err := importer.Import(path)
		if err != nil {
			b.Fatal(err)
		}
		if lines != 2 {
			b.Fatalf("the file has %d lines, want 2", lines)
		}
	}
}
