package ledger

import "testing"

// The ledgers live as long as the process.
var rising, fixed Ledger

func BenchmarkBookRising(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if rising.BookRising() == "" {
			b.Fatal("the statement is empty")
		}
	}
}

func BenchmarkBookFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if fixed.BookFixed() == "" {
			b.Fatal("the statement is empty")
		}
	}
}
