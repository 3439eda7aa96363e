package sumsleak

import (
	"context"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func BenchmarkSumGone(b *testing.B) {
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	for i := 0; i < b.N; i++ {
		Sum(gone, 1, 2, 3)
	}
}
