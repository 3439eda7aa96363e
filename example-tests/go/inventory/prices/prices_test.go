package prices

import (
	"context"
	"sync/atomic"
	"testing"
)

var last atomic.Int64

func remember(_ context.Context, price Price) {
	last.Store(price.Cents)
}

func BenchmarkFollowLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		follow(FollowLeaking)
	}
}

func BenchmarkFollowFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		follow(FollowFixed)
	}
}

// follow is one subscriber: an update, and its context ends.
func follow(start func(context.Context, <-chan Price, func(context.Context, Price))) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	updates := make(chan Price)
	start(ctx, updates, remember)
	updates <- Price{SKU: "bolt-m8", Cents: 12}
}
