package quotes

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"example.com/shop/internal/catalogue"
)

var basket = catalogue.Basket{Lines: []catalogue.Line{{Product: 1, Count: 20}}}

type ask func(context.Context, catalogue.Basket) (Quote, error)

func twins() map[string]ask {
	d := NewDesk(catalogue.New(), 30*time.Millisecond)
	return map[string]ask{"leaking": d.AskLeaking, "fixed": d.AskFixed}
}

func TestAsk(t *testing.T) {
	for name, ask := range twins() {
		quote, err := ask(context.Background(), basket)
		if err != nil || quote.Cents != 119 {
			t.Errorf("%s: %+v, %v", name, quote, err)
		}
		if _, err := ask(context.Background(), catalogue.Basket{}); !errors.Is(err, catalogue.ErrBasket) {
			t.Errorf("%s: empty basket: %v", name, err)
		}
	}
}

func TestAskGivesUpWithItsContext(t *testing.T) {
	for name, ask := range twins() {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if _, err := ask(ctx, basket); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAskFixedLeavesNoWorkerBehind(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	d := NewDesk(catalogue.New(), 30*time.Millisecond)
	before := runtime.NumGoroutine()
	for i := 0; i < 20; i++ {
		if _, err := d.AskFixed(ctx, basket); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	// Workers of the tests before this one may end meanwhile, so fewer is fine.
	for deadline := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		time.Sleep(time.Millisecond)
	}
}
