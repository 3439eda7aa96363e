package prices

import (
	"errors"
	"testing"

	"example.com/shop/internal/catalogue"
)

func TestOfIsTheSameFromTheCache(t *testing.T) {
	c := NewCache(catalogue.New(), 4)
	first, err := c.Of(100)
	if err != nil || first.Product != 100 || first.Cents < 1 {
		t.Fatalf("%+v, %v", first, err)
	}
	if again, err := c.Of(100); err != nil || again != first {
		t.Errorf("%+v, %v, first %+v", again, err, first)
	}
	if _, err := c.Of(0); !errors.Is(err, catalogue.ErrUnknown) {
		t.Errorf("product 0: %v", err)
	}
}

func TestForgetsWhatWasNotAskedForTheLongest(t *testing.T) {
	c := NewCache(catalogue.New(), 3)
	for _, id := range []int{1, 2, 3, 1, 4} {
		if _, err := c.Of(id); err != nil {
			t.Fatal(err)
		}
	}
	if c.Len() != 3 || len(c.entries) != 3 {
		t.Errorf("%d prices, %d entries", c.Len(), len(c.entries))
	}
	for id, want := range map[int]bool{1: true, 2: false, 3: true, 4: true} {
		if _, got := c.entries[id]; got != want {
			t.Errorf("product %d is remembered: %v", id, got)
		}
	}
}
