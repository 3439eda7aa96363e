package cart

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func filled(customer string, from, to int) *Cart {
	c := &Cart{Customer: customer}
	for i := from; i < to; i++ {
		c.Add(Line{SKU: fmt.Sprintf("bolt-%02d", i), Pieces: i + 1, Cents: 1999})
	}
	return c
}

// fakeClock goes on by what is slept.
type fakeClock struct{ now time.Time }

func (c *fakeClock) Now() time.Time        { return c.now }
func (c *fakeClock) Sleep(d time.Duration) { c.now = c.now.Add(d) }

func BenchmarkAddRemove(b *testing.B) {
	c := filled("ada", 0, 10)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		c.Add(Line{SKU: "nut-m8", Pieces: 4, Cents: 12})
		if !c.Remove("nut-m8") {
			b.Fatal("it is not there")
		}
	}
}

func BenchmarkMerge(b *testing.B) {
	guest, known := filled("", 5, 20), filled("ada", 0, 15)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if got := len(Merge(guest, known).Lines); got != 20 {
			b.Fatalf("%d lines, want 20", got)
		}
	}
}

func BenchmarkCopy(b *testing.B) {
	c := filled("ada", 0, 10)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		made, err := c.Copy()
		if err != nil {
			b.Fatal(err)
		}
		if len(made.Lines) != 10 {
			b.Fatal("lines are missing")
		}
	}
}

func BenchmarkCheckout(b *testing.B) {
	c := filled("ada", 0, 10)
	clock := &fakeClock{now: time.Unix(1_700_000_000, 0)}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		asked := 0
		err := c.Checkout(clock, time.Second, func([]byte) error {
			if asked++; asked < 3 {
				return ErrBusy
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func TestCheckoutGivesUp(t *testing.T) {
	clock := new(fakeClock)
	err := new(Cart).Checkout(clock, time.Second, func([]byte) error { return ErrBusy })
	if !errors.Is(err, ErrBusy) {
		t.Fatalf("got %v", err)
	}
	if slept := clock.now.Sub(time.Time{}); slept != 750*time.Millisecond {
		t.Fatalf("slept %v", slept)
	}
}
