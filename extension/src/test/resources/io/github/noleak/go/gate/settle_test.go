package noleakgate

import (
	"runtime"
	"testing"
	"time"
)

// A link is one of a chain: each is let go of when the one before has been, with
// so much that what else is in use makes no difference.
type link struct {
	next *link
	held []*[64]byte
}

func newLink(next *link, gone chan bool) *link {
	l := &link{next: next}
	for i := 0; i < 1000; i++ {
		l.held = append(l.held, new([64]byte))
	}
	runtime.SetFinalizer(l, func(*link) { gone <- true })
	return l
}

//go:noinline
func dropChain(links int, gone chan bool) {
	var first *link
	for i := 0; i < links; i++ {
		first = newLink(first, gone)
	}
}

func TestChainOfFinalizersIsFollowed(t *testing.T) {
	const links = 6
	gone := make(chan bool, links)
	dropChain(links, gone)
	if !(&gate{quiet: 100 * time.Millisecond, ceiling: time.Minute}).settle() {
		t.Error("not settled")
	}
	if len(gone) != links {
		t.Errorf("%d of %d links are gone", len(gone), links)
	}
}

func TestGoroutineThatIsAboutToEndIsWaitedFor(t *testing.T) {
	before := runtime.NumGoroutine()
	go time.Sleep(50 * time.Millisecond)
	g := &gate{quiet: time.Second, ceiling: time.Minute}
	if !g.settle() {
		t.Error("not settled")
	}
	if after := runtime.NumGoroutine(); after > before || g.steady {
		t.Errorf("goroutines: %d before, %d after, steady: %t", before, after, g.steady)
	}
}

func TestWaitHasAnEnd(t *testing.T) {
	stop := make(chan bool)
	defer close(stop)
	go func() { <-stop }()
	if (&gate{quiet: time.Hour, ceiling: 100 * time.Millisecond}).settle() {
		t.Error("settled before the time")
	}
}

func TestWhatStaysIsWaitedForLess(t *testing.T) {
	(&gate{quiet: time.Second, ceiling: time.Minute}).settle() // those of other tests have ended
	stop := make(chan bool)
	defer close(stop)
	for i := 0; i < 10; i++ {
		go func() { <-stop }()
	}
	g := &gate{quiet: 20 * time.Millisecond, ceiling: time.Minute}
	if g.settle(); !g.steady {
		t.Error("nothing has ended, and it is not steady")
	}
	g.begins(1)
	if g.steady {
		t.Error("steady from the start")
	}
}
