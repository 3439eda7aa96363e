package sums

import (
	"testing"

	"github.com/fortytw2/leaktest"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestSum(t *testing.T) {
	defer goleak.VerifyNone(t)
	if sum := Sum(1, 2, 3); sum != 6 {
		t.Fatal(sum)
	}
}

func TestSumChecked(t *testing.T) {
	defer leaktest.Check(t)()
	Sum(1, 2, 3)
}

func BenchmarkSum(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Sum(1, 2, 3)
	}
}
