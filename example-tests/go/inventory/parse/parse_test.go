package parse

import (
	"fmt"
	"strings"
	"testing"
)

func BenchmarkJSON(b *testing.B) {
	b.Run("small", func(b *testing.B) { benchmark(b, 2) })
	b.Run("large", func(b *testing.B) { benchmark(b, 20) })
}

func benchmark(b *testing.B, items int) {
	document := document(items)
	b.SetBytes(int64(len(document)))
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		total, err := Total(document)
		if err != nil {
			b.Fatal(err)
		}
		if total != 2*items {
			b.Fatalf("the total is %d, want %d", total, 2*items)
		}
	}
}

func document(items int) []byte {
	lines := make([]string, items)
	for i := range lines {
		lines[i] = fmt.Sprintf(
			`{"sku": "bolt-%d", "count": 2, "attributes": {"finish": "zinc", "norm": "DIN %d"}}`, i, 900+i)
	}
	return []byte("[" + strings.Join(lines, ",\n") + "]")
}
