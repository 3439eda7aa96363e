// Package checkout takes orders and their payment.
package checkout

import (
	"sync/atomic"

	"example.com/shop/internal/catalogue"
)

// Order is a basket that was bought.
type Order struct {
	ID    int64            `json:"id"`
	Items []catalogue.Line `json:"items"`
	Cents int64            `json:"cents"`
	Paid  bool             `json:"paid"`
}

// Desk takes orders.
type Desk struct {
	catalogue *catalogue.Catalogue
	payments  *Payments
	last      atomic.Int64
}

// NewDesk makes a desk that sells the products of a catalogue.
func NewDesk(c *catalogue.Catalogue, p *Payments) *Desk {
	return &Desk{catalogue: c, payments: p}
}

// PlaceLeaking takes an order and waits until it is paid.
//
// It leaks the order per call: the listener captures it, and goes on listening
// for a payment that was made long ago.
func (d *Desk) PlaceLeaking(basket catalogue.Basket) (Order, error) {
	order, err := d.accept(basket)
	if err != nil {
		return Order{}, err
	}
	d.payments.Listen(func(id int64) { // leak: here
		if id == order.ID {
			order.Paid = true
		}
	})
	d.payments.Pay(order.ID)
	return *order, nil
}

// PlaceFixed takes an order and waits until it is paid.
func (d *Desk) PlaceFixed(basket catalogue.Basket) (Order, error) {
	order, err := d.accept(basket)
	if err != nil {
		return Order{}, err
	}
	stop := d.payments.Listen(func(id int64) {
		if id == order.ID {
			order.Paid = true
		}
	})
	defer stop()
	d.payments.Pay(order.ID)
	return *order, nil
}

func (d *Desk) accept(basket catalogue.Basket) (*Order, error) {
	cents, err := d.catalogue.Total(basket)
	if err != nil {
		return nil, err
	}
	return &Order{ID: d.last.Add(1), Items: basket.Lines, Cents: cents}, nil
}
