package labels

import "testing"

func BenchmarkOpenLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		printer, err := OpenLeaking()
		if err != nil {
			b.Fatal(err)
		}
		printer.Print("bolt-m8")
	}
}

func BenchmarkOpenFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		printer, err := OpenFixed()
		if err != nil {
			b.Fatal(err)
		}
		printer.Print("bolt-m8")
		if err := printer.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
