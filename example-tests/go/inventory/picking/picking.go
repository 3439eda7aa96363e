// Package picking takes the items of an order off their shelves.
package picking

import (
	"sync"
	"sync/atomic"
)

// PickLeaking picks all items at once; the channel is closed when all of them
// are picked.
//
// It leaks a goroutine per call with an item that is not there: whoever picks
// such an item returns early, and the group is never done.
func PickLeaking(skus []string, pick func(sku string) bool) <-chan struct{} {
	var group sync.WaitGroup
	var picked atomic.Int64
	for _, sku := range skus {
		group.Add(1)
		go func(sku string) {
			if !pick(sku) {
				return
			}
			picked.Add(1)
			group.Done()
		}(sku)
	}
	done := make(chan struct{})
	go func() { // leak: started here
		group.Wait() // leak: here
		close(done)
	}()
	return done
}

// PickFixed picks all items at once; the channel is closed when each of them
// is picked or found missing.
func PickFixed(skus []string, pick func(sku string) bool) <-chan struct{} {
	var group sync.WaitGroup
	var picked atomic.Int64
	for _, sku := range skus {
		group.Add(1)
		go func(sku string) {
			defer group.Done()
			if pick(sku) {
				picked.Add(1)
			}
		}(sku)
	}
	done := make(chan struct{})
	go func() {
		group.Wait()
		close(done)
	}()
	return done
}
