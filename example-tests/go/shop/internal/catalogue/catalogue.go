// Package catalogue knows what the shop sells.
package catalogue

import (
	"errors"
	"fmt"
)

// Size is how many products there are; they are numbered from 1.
const Size = 1000

// mostPieces bounds one line of a basket.
const mostPieces = 10000

var (
	// ErrUnknown tells that there is no such product.
	ErrUnknown = errors.New("no such product")
	// ErrBasket tells that a basket cannot be bought as it is.
	ErrBasket = errors.New("bad basket")
)

// Product is what the shop sells.
type Product struct {
	ID    int    `json:"id"`
	Name  string `json:"name"`
	Cents int64  `json:"cents"`
}

// Line is a product in a basket.
type Line struct {
	Product int `json:"product"`
	Count   int `json:"count"`
}

// Basket is what a customer wants to buy.
type Basket struct {
	Lines []Line `json:"lines"`
}

// Catalogue lists the products. It never changes, so it needs no lock.
type Catalogue struct {
	products []Product
}

// New makes the catalogue.
func New() *Catalogue {
	kinds := []string{"hexagon bolt", "wood screw", "washer", "wing nut"}
	products := make([]Product, Size)
	for i := range products {
		products[i] = Product{
			ID:    i + 1,
			Name:  fmt.Sprintf("%s no. %d", kinds[i%len(kinds)], i+1),
			Cents: int64(5 + i*7%100),
		}
	}
	return &Catalogue{products: products}
}

// Product finds a product by its number.
func (c *Catalogue) Product(id int) (Product, error) {
	if id < 1 || id > len(c.products) {
		return Product{}, ErrUnknown
	}
	return c.products[id-1], nil
}

// Total adds up a basket, in cents.
func (c *Catalogue) Total(basket Basket) (int64, error) {
	if len(basket.Lines) == 0 {
		return 0, fmt.Errorf("%w: it is empty", ErrBasket)
	}
	var cents int64
	for _, line := range basket.Lines {
		if line.Count < 1 || line.Count > mostPieces {
			return 0, fmt.Errorf("%w: %d pieces of product %d", ErrBasket, line.Count, line.Product)
		}
		product, err := c.Product(line.Product)
		if err != nil {
			return 0, fmt.Errorf("%w: %d", err, line.Product)
		}
		cents += int64(line.Count) * product.Cents
	}
	return cents, nil
}
