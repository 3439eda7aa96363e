package events

import (
	"errors"
	"fmt"
	"hash/crc32"
	"sync/atomic"
	"testing"
	"time"
)

func BenchmarkSubscribePublish(b *testing.B) {
	bus, event, received := NewBus(), &Event{Kind: "sold"}, 0
	defer bus.Subscribe("sold", func(*Event) { received++ })()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		unsubscribe := bus.Subscribe("sold", func(*Event) { received++ })
		bus.Publish(event)
		unsubscribe()
	}
	if received != 2*b.N {
		b.Fatalf("received %d events, want %d", received, 2*b.N)
	}
}

func BenchmarkPool(b *testing.B) {
	message := make([]byte, 1024)
	for i := 0; i < b.N; i++ {
		var sum atomic.Uint32
		pool := NewPool(4)
		for job := 0; job < 50; job++ {
			pool.Do(func() { sum.Add(crc32.ChecksumIEEE(message)) })
		}
		pool.Stop()
		if sum.Load() == 0 {
			b.Fatal("nothing done")
		}
	}
}

func BenchmarkFanOut(b *testing.B) {
	var done atomic.Int64
	task := func() error {
		done.Add(1)
		return nil
	}
	for i := 0; i < b.N; i++ {
		if err := FanOut(task, task, task, task, task); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkQueue(b *testing.B) {
	now, event := time.Unix(1_700_000_000, 0), &Event{Kind: "sold"}
	var queue Queue
	for i := 0; i < b.N; i++ {
		for j := 0; j < 100; j++ {
			queue.Push(now.Add(-time.Duration(j*37%101)*time.Second), event)
		}
		for j := 0; j < 100; j++ {
			if _, ok := queue.Pop(now); !ok {
				b.Fatal("an event is missing")
			}
		}
	}
}

// leaks: a goroutine per operation, that waits for what nobody sends
func BenchmarkSend(b *testing.B) {
	event := &Event{Kind: "sold", Order: 17}
	for i := 0; i < 60; i++ {
		event.SKUs = append(event.SKUs, fmt.Sprintf("bolt-m%03d-zinc-plated", i))
	}
	outbox := NewOutbox(func([]byte) error { return nil })
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if err := outbox.Send(event); err != nil {
			b.Fatal(err)
		}
	}
}

func TestFanOut(t *testing.T) {
	failed := errors.New("failed")
	err := FanOut(func() error { return nil }, func() error { return failed })
	if err != failed {
		t.Fatalf("got %v", err)
	}
}
