// Package cart keeps what a customer wants to buy, and sells it.
package cart

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Line is a number of pieces of one product.
type Line struct {
	SKU    string `json:"sku"`
	Pieces int    `json:"pieces"`
	Cents  int64  `json:"cents"`
}

// Cart holds lines in the order in which they came.
type Cart struct {
	Customer string `json:"customer"`
	Lines    []Line `json:"lines"`
}

// Add puts pieces of a product into the cart.
func (c *Cart) Add(line Line) {
	for i := range c.Lines {
		if c.Lines[i].SKU == line.SKU {
			c.Lines[i].Pieces += line.Pieces
			return
		}
	}
	c.Lines = append(c.Lines, line)
}

// Remove takes a product out of the cart.
func (c *Cart) Remove(sku string) bool {
	for i := range c.Lines {
		if c.Lines[i].SKU == sku {
			c.Lines = append(c.Lines[:i], c.Lines[i+1:]...)
			return true
		}
	}
	return false
}

// Merge makes one cart of the one before and the one after a login.
func Merge(guest, known *Cart) *Cart {
	merged := &Cart{Customer: known.Customer}
	at := make(map[string]int, len(guest.Lines)+len(known.Lines))
	for _, lines := range [][]Line{known.Lines, guest.Lines} {
		for _, line := range lines {
			if i, ok := at[line.SKU]; ok {
				merged.Lines[i].Pieces += line.Pieces
				continue
			}
			at[line.SKU] = len(merged.Lines)
			merged.Lines = append(merged.Lines, line)
		}
	}
	return merged
}

// Copy makes a copy of the cart by way of its stored form.
func (c *Cart) Copy() (*Cart, error) {
	var stored bytes.Buffer
	if err := gob.NewEncoder(&stored).Encode(c); err != nil {
		return nil, err
	}
	made := new(Cart)
	if err := gob.NewDecoder(&stored).Decode(made); err != nil {
		return nil, err
	}
	return made, nil
}

// Clock tells the time and waits.
type Clock interface {
	Now() time.Time
	Sleep(time.Duration)
}

// ErrBusy is what a payment service says that wants to be asked again.
var ErrBusy = errors.New("the payment service is busy")

// Checkout pays a cart. It asks a busy service again, after twice the time
// each, until the time is up.
func (c *Cart) Checkout(clock Clock, within time.Duration, pay func(order []byte) error) error {
	order, err := json.Marshal(c)
	if err != nil {
		return err
	}
	end := clock.Now().Add(within)
	for wait := 50 * time.Millisecond; ; wait *= 2 {
		err := pay(order)
		if err == nil || !errors.Is(err, ErrBusy) {
			return err
		}
		if clock.Now().Add(wait).After(end) {
			return fmt.Errorf("gave up after %v: %w", within, err)
		}
		clock.Sleep(wait)
	}
}
