// Package quotes tells what a basket would cost today.
package quotes

import (
	"context"
	"time"

	"example.com/shop/internal/catalogue"
)

// Quote is an offer.
type Quote struct {
	Cents int64 `json:"cents"`
}

// Desk makes quotes.
type Desk struct {
	catalogue *catalogue.Catalogue
	supplier  time.Duration
}

// NewDesk makes a desk that asks a supplier, who takes a while to answer.
func NewDesk(c *catalogue.Catalogue, supplier time.Duration) *Desk {
	return &Desk{catalogue: c, supplier: supplier}
}

type answer struct {
	quote Quote
	err   error
}

// AskLeaking makes a quote, unless ctx ends before that.
//
// It leaks a goroutine per call whose context ends first: the worker then
// waits for ever for somebody to take its answer.
func (d *Desk) AskLeaking(ctx context.Context, basket catalogue.Basket) (Quote, error) {
	answers := make(chan answer)
	go func() { // leak: started here
		done := d.work(basket)
		answers <- done // leak: here
	}()
	select {
	case a := <-answers:
		return a.quote, a.err
	case <-ctx.Done():
		return Quote{}, ctx.Err()
	}
}

// AskFixed makes a quote, unless ctx ends before that.
//
// The channel has room for the answer, so the worker ends even where nobody
// waits for it any more.
func (d *Desk) AskFixed(ctx context.Context, basket catalogue.Basket) (Quote, error) {
	answers := make(chan answer, 1)
	go func() {
		answers <- d.work(basket)
	}()
	select {
	case a := <-answers:
		return a.quote, a.err
	case <-ctx.Done():
		return Quote{}, ctx.Err()
	}
}

// work waits for the supplier, and adds the tax. It knows no context: what the
// supplier has begun is not called off.
func (d *Desk) work(basket catalogue.Basket) answer {
	time.Sleep(d.supplier)
	cents, err := d.catalogue.Total(basket)
	return answer{Quote{Cents: cents + cents*19/100}, err}
}
