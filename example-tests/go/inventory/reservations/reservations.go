// Package reservations holds stock for a customer until it is paid for.
package reservations

import "context"

// Reservation holds stock for as long as its context lives.
type Reservation struct {
	ctx    context.Context
	cancel context.CancelFunc
}

// HoldLeaking holds stock until the shop closes.
//
// It leaks a context per call: a context that can be cancelled is known to
// its parent until it is, and nobody can cancel this one.
func HoldLeaking(shop context.Context) *Reservation {
	ctx, cancel := context.WithCancel(shop) // leak: here
	return &Reservation{ctx: ctx, cancel: cancel}
}

// HoldFixed holds stock until the reservation is released or the shop closes.
func HoldFixed(shop context.Context) *Reservation {
	ctx, cancel := context.WithCancel(shop)
	return &Reservation{ctx: ctx, cancel: cancel}
}

// Held tells whether the stock is still held.
func (r *Reservation) Held() bool {
	return r.ctx.Err() == nil
}

// Release lets the stock go.
func (r *Reservation) Release() {
	r.cancel()
}
