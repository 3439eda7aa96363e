package catalogue

import (
	"errors"
	"testing"
)

func TestProduct(t *testing.T) {
	c := New()
	for _, id := range []int{1, 7, Size} {
		product, err := c.Product(id)
		if err != nil || product.ID != id || product.Name == "" || product.Cents < 1 {
			t.Errorf("product %d: %+v, %v", id, product, err)
		}
	}
	for _, id := range []int{-1, 0, Size + 1} {
		if _, err := c.Product(id); !errors.Is(err, ErrUnknown) {
			t.Errorf("product %d: %v", id, err)
		}
	}
}

func TestTotal(t *testing.T) {
	c := New()
	total, err := c.Total(Basket{Lines: []Line{{Product: 1, Count: 3}, {Product: 2, Count: 1}}})
	if err != nil || total != 3*5+12 {
		t.Errorf("total %d, %v", total, err)
	}
	for name, test := range map[string]struct {
		lines []Line
		want  error
	}{
		"empty":           {nil, ErrBasket},
		"no pieces":       {[]Line{{Product: 1}}, ErrBasket},
		"too many pieces": {[]Line{{Product: 1, Count: mostPieces + 1}}, ErrBasket},
		"unknown":         {[]Line{{Product: Size + 1, Count: 1}}, ErrUnknown},
	} {
		if _, err := c.Total(Basket{Lines: test.lines}); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}
