// Package spinning_test starts goroutines that look whether they are to end.
package spinning_test

import (
	"context"
	"sync/atomic"
	"testing"
)

var looks atomic.Int64

// watch goes on looking after its context has ended, where it forgets to return.
func watch(ctx context.Context, forgets bool) {
	go func() {
		for {
			select {
			case <-ctx.Done():
				if !forgets {
					return
				}
			default:
				looks.Add(1)
			}
		}
	}()
}

// BenchmarkForgetful leaves a goroutine at work in each operation.
func BenchmarkForgetful(b *testing.B) {
	for i := 0; i < b.N; i++ {
		ctx, cancel := context.WithCancel(context.Background())
		watch(ctx, true)
		cancel()
	}
}

// BenchmarkMindful leaves none.
func BenchmarkMindful(b *testing.B) {
	for i := 0; i < b.N; i++ {
		ctx, cancel := context.WithCancel(context.Background())
		watch(ctx, false)
		cancel()
	}
}

// TestForgetful leaves a goroutine at work each time.
func TestForgetful(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	watch(ctx, true)
	cancel()
}

// TestMindful leaves none.
func TestMindful(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	watch(ctx, false)
	cancel()
}
