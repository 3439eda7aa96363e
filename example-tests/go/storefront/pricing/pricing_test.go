package pricing

import "testing"

func BenchmarkParse(b *testing.B) {
	texts := []string{"12.50", "7", "1999.99", "0.05"}
	for i := 0; i < b.N; i++ {
		if _, err := Parse(texts[i%len(texts)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if Format("EUR", 123456789) != "EUR 1,234,567.89" {
			b.Fatal("wrong price")
		}
	}
}

func BenchmarkTotal(b *testing.B) {
	lines := make([]Line, 30)
	for i := range lines {
		lines[i] = Line{Pieces: int64(i + 1), Cents: 1999, Tax: 190}
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if Total(lines).Sign() <= 0 {
			b.Fatal("no total")
		}
	}
}

// leaks: a closure per operation, in a slice of the package
func BenchmarkWatch(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if err := Watch("Someone.Who.Waits@customers.example.com", "12.50"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestParse(t *testing.T) {
	for _, text := range []string{"", "x", "-1", "1.5", "1.+5", "1.234"} {
		if cents, err := Parse(text); err == nil {
			t.Errorf("%q is %d", text, cents)
		}
	}
	if cents, err := Parse("12.50"); cents != 1250 || err != nil {
		t.Errorf("got %d, %v", cents, err)
	}
}
