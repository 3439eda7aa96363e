package catalogue

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func products(n int) []Product {
	list := make([]Product, n)
	for i := range list {
		list[i] = Product{
			SKU:      fmt.Sprintf("bolt-%04d", i),
			Name:     fmt.Sprintf("Hexagon bolt, no. %d", i),
			Category: "bolts",
			Cents:    int64(i*7919%1009) + 5,
			Stock:    i % 50,
		}
	}
	return list
}

func skus(n, skip int) []string {
	var list []string
	for i, product := range products(n) {
		if i%skip != 0 {
			list = append(list, product.SKU)
		}
	}
	return list
}

func BenchmarkLookup(b *testing.B) {
	list := products(1000)
	catalogue := New(list)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, ok := catalogue.Lookup(list[i%len(list)].SKU); !ok {
			b.Fatal("a product is missing")
		}
	}
}

func BenchmarkSortByPrice(b *testing.B) {
	list := products(150)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if sorted := SortByPrice(list); sorted[0].Cents > sorted[1].Cents {
			b.Fatal("not sorted")
		}
	}
}

func BenchmarkImportCSV(b *testing.B) {
	var text strings.Builder
	for _, p := range products(60) {
		fmt.Fprintf(&text, "%s,%q,%s,%d,%d\n", p.SKU, p.Name, p.Category, p.Cents, p.Stock)
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		list, err := ImportCSV(strings.NewReader(text.String()))
		if err != nil {
			b.Fatal(err)
		}
		if len(list) != 60 {
			b.Fatalf("%d products, want 60", len(list))
		}
	}
}

func BenchmarkETag(b *testing.B) {
	page := bytes.Repeat([]byte("hexagon bolt, zinc plated\n"), 100)
	b.SetBytes(int64(len(page)))
	for i := 0; i < b.N; i++ {
		if len(ETag(page)) != 34 {
			b.Fatal("not an entity tag")
		}
	}
}

func BenchmarkDiff(b *testing.B) {
	before, after := skus(40, 7), skus(40, 5)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if len(Diff(before, after)) == 0 {
			b.Fatal("no difference")
		}
	}
}

func TestDiff(t *testing.T) {
	got := Diff([]string{"a", "b", "c"}, []string{"a", "c", "d"})
	if want := []Change{{'-', "b"}, {'+', "d"}}; !reflect.DeepEqual(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}
