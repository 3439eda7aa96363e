package scanner

import "testing"

func BenchmarkOpenLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		scan := OpenLeaking()
		if scan() == "" {
			b.Fatal("nothing scanned")
		}
	}
}

func BenchmarkOpenFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		scan, closeScanner := OpenFixed()
		if scan() == "" {
			b.Fatal("nothing scanned")
		}
		closeScanner()
	}
}
