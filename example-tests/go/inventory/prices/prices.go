// Package prices follows the updates of a supplier's price list.
package prices

import "context"

// Price is a supplier's price for one SKU, in cents.
type Price struct {
	SKU   string
	Cents int64
}

// FollowLeaking applies updates until ctx ends.
//
// It leaks a goroutine per call: the context is passed on, but nobody waits
// for its end, so the worker goes on waiting for an update that never comes.
func FollowLeaking(ctx context.Context, updates <-chan Price, apply func(context.Context, Price)) {
	go func() { // leak: started here
		for {
			price, ok := <-updates // leak: here
			if !ok {
				return
			}
			apply(ctx, price)
		}
	}()
}

// FollowFixed applies updates until ctx ends.
func FollowFixed(ctx context.Context, updates <-chan Price, apply func(context.Context, Price)) {
	go func() {
		for {
			select {
			case price, ok := <-updates:
				if !ok {
					return
				}
				apply(ctx, price)
			case <-ctx.Done():
				return
			}
		}
	}()
}
