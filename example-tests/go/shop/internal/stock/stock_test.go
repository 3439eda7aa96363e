package stock

import (
	"context"
	"runtime"
	"testing"
	"time"
)

type watch func(ctx context.Context, product int, report func(Level))

func TestWatch(t *testing.T) {
	w := NewWarehouse(time.Millisecond)
	for name, watch := range map[string]watch{"leaking": w.WatchLeaking, "fixed": w.WatchFixed} {
		w.Set(7, 3)
		levels := make(chan Level, 8)
		ctx, cancel := context.WithCancel(context.Background())
		watch(ctx, 7, func(l Level) { levels <- l })
		expect(t, name, levels, Level{Product: 7, Pieces: 3})
		w.Set(7, 2)
		expect(t, name, levels, Level{Product: 7, Pieces: 2})
		cancel()
	}
}

func TestWatchFixedEndsWithItsContext(t *testing.T) {
	w := NewWarehouse(time.Hour)
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(context.Background())
	for i := 0; i < 20; i++ {
		w.WatchFixed(ctx, 7, func(Level) {})
	}
	cancel()
	for deadline := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		time.Sleep(time.Millisecond)
	}
}

func expect(t *testing.T, name string, levels <-chan Level, want Level) {
	t.Helper()
	select {
	case got := <-levels:
		if got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	case <-time.After(10 * time.Second):
		t.Fatalf("%s: no report of %+v", name, want)
	}
}
