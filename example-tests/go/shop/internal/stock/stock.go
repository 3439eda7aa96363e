// Package stock knows how many pieces of a product there are.
package stock

import (
	"context"
	"sync"
	"time"

	"example.com/shop/internal/catalogue"
)

// Level is how many pieces of a product there are.
type Level struct {
	Product int `json:"product"`
	Pieces  int `json:"pieces"`
}

// Warehouse counts the pieces.
type Warehouse struct {
	period time.Duration
	mu     sync.Mutex
	pieces []int
}

// NewWarehouse makes a full warehouse, in which watchers look once a period.
func NewWarehouse(period time.Duration) *Warehouse {
	w := &Warehouse{period: period, pieces: make([]int, catalogue.Size)}
	for i := range w.pieces {
		w.pieces[i] = 10 + i%90
	}
	return w
}

// Set notes how many pieces of a product of the catalogue there are.
func (w *Warehouse) Set(product, pieces int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pieces[product-1] = pieces
}

// WatchLeaking reports the level of a product of the catalogue now, and again
// whenever it has changed, until ctx ends.
//
// It leaks a ticker and a goroutine per call: a ticker's channel is never
// closed, and the loop does not look at the context.
func (w *Warehouse) WatchLeaking(ctx context.Context, product int, report func(Level)) {
	level := w.level(product)
	report(level)
	ticker := time.NewTicker(w.period) // leak: here
	go func() {                        // leak: started here
		for range ticker.C { // leak: here
			if now := w.level(product); now != level {
				level = now
				report(level)
			}
		}
	}()
}

// WatchFixed reports the level of a product of the catalogue now, and again
// whenever it has changed, until ctx ends.
func (w *Warehouse) WatchFixed(ctx context.Context, product int, report func(Level)) {
	level := w.level(product)
	report(level)
	ticker := time.NewTicker(w.period)
	go func() {
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				if now := w.level(product); now != level {
					level = now
					report(level)
				}
			case <-ctx.Done():
				return
			}
		}
	}()
}

func (w *Warehouse) level(product int) Level {
	w.mu.Lock()
	defer w.mu.Unlock()
	return Level{Product: product, Pieces: w.pieces[product-1]}
}
