// Package prices tells the price of a product with tax, and remembers the
// prices that were asked for last.
package prices

import (
	"container/list"
	"sync"

	"example.com/shop/internal/catalogue"
)

// Price is what a product costs.
type Price struct {
	Product int   `json:"product"`
	Cents   int64 `json:"cents"`
}

// Cache remembers prices up to its capacity. Beyond that it forgets the one
// that was not asked for the longest.
//
// It grows until it is full, which is no leak.
type Cache struct {
	catalogue *catalogue.Catalogue
	capacity  int
	mu        sync.Mutex
	newest    *list.List
	entries   map[int]*list.Element
}

// NewCache makes an empty cache.
func NewCache(c *catalogue.Catalogue, capacity int) *Cache {
	return &Cache{
		catalogue: c,
		capacity:  capacity,
		newest:    list.New(),
		entries:   make(map[int]*list.Element, capacity+1),
	}
}

// Of tells the price of a product.
func (c *Cache) Of(id int) (Price, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if entry, ok := c.entries[id]; ok {
		c.newest.MoveToFront(entry)
		return entry.Value.(Price), nil
	}
	product, err := c.catalogue.Product(id)
	if err != nil {
		return Price{}, err
	}
	price := Price{Product: id, Cents: product.Cents + product.Cents*19/100}
	c.entries[id] = c.newest.PushFront(price)
	if c.newest.Len() > c.capacity {
		oldest := c.newest.Remove(c.newest.Back()).(Price)
		delete(c.entries, oldest.Product)
	}
	return price, nil
}

// Len tells how many prices are remembered.
func (c *Cache) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.newest.Len()
}
