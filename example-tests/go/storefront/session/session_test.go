package session

import (
	"context"
	"testing"
	"time"
)

var key = []byte("a key of the shop, for its tests only")

// BenchmarkLRU fills its cache first, which takes 5,000 operations.
func BenchmarkLRU(b *testing.B) {
	cache := NewLRU(5000)
	for i := 0; i < b.N; i++ {
		id := uint64(i)
		cache.Put(id, "ada")
		if _, ok := cache.Get(id - id%100); !ok {
			b.Fatal("a user is missing")
		}
	}
}

func BenchmarkExpiring(b *testing.B) {
	cache := NewExpiring(time.Second)
	now := time.Unix(1_700_000_000, 0)
	for i := 0; i < b.N; i++ {
		now = now.Add(10 * time.Millisecond)
		cache.Put(now, uint64(i), "ada")
		if _, ok := cache.Get(now, uint64(i)); !ok {
			b.Fatal("a user is missing")
		}
	}
}

func BenchmarkFlights(b *testing.B) {
	var flights Flights
	fetch := func() (string, error) { return "ada", nil }
	for i := 0; i < b.N; i++ {
		if _, err := flights.Do("user-17", fetch); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSignVerify(b *testing.B) {
	for i := 0; i < b.N; i++ {
		user, err := Verify(key, Sign(key, "ada"))
		if err != nil {
			b.Fatal(err)
		}
		if user != "ada" {
			b.Fatalf("got %q", user)
		}
	}
}

// The shop is open as long as the process lives.
var shop, closeShop = context.WithCancel(context.Background())

// leaks: a context per operation, a child of the shop's that is never cancelled
func BenchmarkGreet(b *testing.B) {
	sessions := NewSessions(shop, key)
	token := Sign(key, "ada")
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if _, err := sessions.Greet(token); err != nil {
			b.Fatal(err)
		}
	}
}

func TestLRU(t *testing.T) {
	cache := NewLRU(2)
	for id := uint64(1); id <= 5; id++ {
		cache.Put(id, "ada")
	}
	if got := cache.Len(); got != 2 {
		t.Fatalf("the cache keeps %d users, want 2", got)
	}
}

func TestClose(t *testing.T) {
	open, cancel := context.WithCancel(context.Background())
	defer cancel()
	session, err := NewSessions(open, key).Open(Sign(key, "ada"))
	if err != nil {
		t.Fatal(err)
	}
	session.Close()
	if session.ctx.Err() == nil {
		t.Fatal("the visit goes on")
	}
}
