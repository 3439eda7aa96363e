// Package series_test has benchmarks for one process that calls each of them
// several times.
package series_test

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"
)

var (
	kept    []*[64]byte
	strings []string
	waiting = make(chan bool)
)

// TestMain sees to it that the process ends by the way of its own.
func TestMain(m *testing.M) {
	code := m.Run()
	if file := os.Getenv("ODD_TORN_DOWN"); file != "" {
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			panic(err)
		}
	}
	if os.Getenv("ODD_FAILS_LATE") != "" {
		code = 3
	}
	os.Exit(code)
}

// BenchmarkLeaking keeps an object in each operation.
func BenchmarkLeaking(b *testing.B) {
	for i := 0; i < b.N; i++ {
		kept = append(kept, new([64]byte))
	}
}

// BenchmarkFixed keeps the last one.
func BenchmarkFixed(b *testing.B) {
	for i := 0; i < b.N; i++ {
		kept = append(kept[:0], new([64]byte))
	}
}

// BenchmarkNamed fails where its name or its flags are not those that "go test"
// gives it.
func BenchmarkNamed(b *testing.B) {
	b.Run("sub/of it", func(b *testing.B) {
		if b.Name() != "BenchmarkNamed/sub/of_it" {
			b.Fatalf("its name is %q", b.Name())
		}
		if f := flag.Lookup("test.benchtime"); f.Value.String() != "1x" {
			b.Fatalf("its time is %q", f.Value)
		}
	})
	b.Run("leaking", func(b *testing.B) {
		for i := 0; i < b.N; i++ {
			strings = append(strings, fmt.Sprint("a string of its own: ", i))
		}
	})
	b.Run("skipping", func(b *testing.B) { b.Skip("it skips itself") })
}

// BenchmarkFailingLate fails once it has more than one operation.
func BenchmarkFailingLate(b *testing.B) {
	if b.N > 1 {
		b.Fatal("no more than one")
	}
}

// BenchmarkOutOfTime takes out of its time what it prepares.
func BenchmarkOutOfTime(b *testing.B) {
	for i := 0; i < b.N; i++ {
		b.StopTimer()
		time.Sleep(2 * time.Millisecond)
		b.StartTimer()
	}
}

// BenchmarkSettingUp takes longer before its first operation than any call may.
func BenchmarkSettingUp(b *testing.B) {
	time.Sleep(300 * time.Millisecond)
	b.ResetTimer()
}

// BenchmarkSettingUpInTime does so, and says nothing of it.
func BenchmarkSettingUpInTime(b *testing.B) {
	time.Sleep(300 * time.Millisecond)
}

// BenchmarkSlower takes too long for eight operations.
func BenchmarkSlower(b *testing.B) {
	for i := 0; i < b.N; i++ {
		time.Sleep(250 * time.Millisecond)
	}
}

// BenchmarkSlow takes too long for more than a few operations.
func BenchmarkSlow(b *testing.B) {
	for i := 0; i < b.N; i++ {
		time.Sleep(25 * time.Millisecond)
	}
}

// BenchmarkGoroutine leaves a goroutine behind in each operation.
func BenchmarkGoroutine(b *testing.B) {
	for i := 0; i < b.N; i++ {
		go func() { <-waiting }()
	}
}

// BenchmarkProfileRate changes how objects are recorded.
func BenchmarkProfileRate(b *testing.B) {
	runtime.MemProfileRate = 512 << 10
}

// BenchmarkPanicking ends the process.
func BenchmarkPanicking(b *testing.B) {
	if b.N > 1 {
		panic("no more than one")
	}
}

// BenchmarkHanging does not come back.
func BenchmarkHanging(b *testing.B) {
	if b.N > 1 {
		<-waiting
	}
}

// BenchmarkAfter is the last.
func BenchmarkAfter(b *testing.B) {}

// TestLeaking keeps one object in each run.
func TestLeaking(t *testing.T) {
	kept = append(kept, new([64]byte))
}

// TestFixed keeps nothing, and has parts that run beside each other.
func TestFixed(t *testing.T) {
	for _, name := range []string{"one", "two"} {
		t.Run(name, func(t *testing.T) { t.Parallel() })
	}
}

// TestSkipping skips itself.
func TestSkipping(t *testing.T) { t.Skip("not here") }

var runs int

// TestFailingLate fails in its hundredth run.
func TestFailingLate(t *testing.T) {
	if runs++; runs == 100 {
		t.Fatal("late")
	}
}

// BenchmarkParts keeps an object in each operation of two of its parts.
func BenchmarkParts(b *testing.B) {
	for _, name := range []string{"one", "two"} {
		b.Run(name, func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				kept = append(kept, new([64]byte))
			}
		})
	}
	b.Run("clean", func(b *testing.B) {})
}

// BenchmarkPartFailing has a part that fails once it has several operations.
func BenchmarkPartFailing(b *testing.B) {
	b.Run("well", func(b *testing.B) {})
	b.Run("late", func(b *testing.B) {
		if b.N > 1 {
			b.Fatal("no more than one")
		}
	})
}

// BenchmarkSpinning works without end once it has several operations.
func BenchmarkSpinning(b *testing.B) {
	for i := 0; b.N > 1; i++ {
		strings = strings[:0]
	}
}

// BenchmarkManyGoroutines leaves many goroutines behind in each operation.
func BenchmarkManyGoroutines(b *testing.B) {
	for i := 0; i < 20*b.N; i++ {
		go func() { <-waiting }()
	}
}
