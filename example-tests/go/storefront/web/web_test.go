package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func items(n int) []Item {
	list := make([]Item, n)
	for i := range list {
		list[i] = Item{SKU: fmt.Sprintf("bolt-m%d", i), Name: fmt.Sprintf("Bolt <M%d>", i), Price: "EUR 1.20", Stock: i % 4}
	}
	return list
}

func router() *Router {
	products := make(map[string]Item)
	for _, item := range items(50) {
		products[item.SKU] = item
	}
	none := func(http.ResponseWriter, *http.Request, map[string]string) {}
	r := new(Router)
	r.Handle("/products", none)
	r.Handle("/products/:sku", Product(products))
	r.Handle("/products/:sku/reviews/:review", none)
	r.Handle("/cart", none)
	r.Handle("/cart/checkout", none)
	return r
}

func BenchmarkRoute(b *testing.B) {
	r := router()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if handler, _ := r.Find("/products/bolt-m8/reviews/17"); handler == nil {
			b.Fatal("no handler")
		}
	}
}

func BenchmarkProduct(b *testing.B) {
	r := router()
	request := httptest.NewRequest(http.MethodGet, "/products/bolt-m8", nil)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		recorder := httptest.NewRecorder()
		r.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusOK {
			b.Fatalf("status %d", recorder.Code)
		}
	}
}

func BenchmarkListPage(b *testing.B) {
	list := items(30)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := ListPage("Bolts", list); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMail(b *testing.B) {
	list := items(10)
	at := time.Date(2023, time.November, 14, 22, 13, 20, 0, time.UTC)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := Mail("Ada", at, list); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLinkify(b *testing.B) {
	text := "For each bolt-m8 take a nut-m8 and two pieces of the washer-m10, or nothing at all."
	for i := 0; i < b.N; i++ {
		if len(Linkify(text)) <= len(text) {
			b.Fatal("no links")
		}
	}
}

func BenchmarkZipped(b *testing.B) {
	page, err := ListPage("Bolts", items(40))
	if err != nil {
		b.Fatal(err)
	}
	handler := Zipped(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte(page))
	}))
	request := httptest.NewRequest(http.MethodGet, "/products", nil)
	request.Header.Set("Accept-Encoding", "gzip")
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		if size := recorder.Body.Len(); size == 0 || size >= len(page) {
			b.Fatalf("%d bytes of %d", size, len(page))
		}
	}
}

func TestPages(t *testing.T) {
	page, err := ListPage("Bolts", items(1))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page, "Bolt &lt;M0&gt;</a> EUR 1.20 (sold out)") {
		t.Fatalf("got %s", page)
	}
	recorder := httptest.NewRecorder()
	router().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/nowhere", nil))
	if recorder.Code != http.StatusNotFound {
		t.Fatalf("status %d", recorder.Code)
	}
}
