package reservations

import (
	"context"
	"testing"
)

func BenchmarkHoldLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if !HoldLeaking(shop).Held() {
			b.Fatal("nothing is held")
		}
	}
}

func BenchmarkHoldFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		reservation := HoldFixed(shop)
		if !reservation.Held() {
			b.Fatal("nothing is held")
		}
		reservation.Release()
	}
}

// shop never closes.
var shop, _ = context.WithCancel(context.Background())

func TestClosingReleasesFixed(t *testing.T) {
	ctx, cancel := context.WithCancel(shop)
	reservation := HoldFixed(ctx)
	cancel()
	if reservation.Held() {
		t.Fatal("held after the end")
	}
}
