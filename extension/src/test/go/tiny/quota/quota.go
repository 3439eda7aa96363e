// Package quota counts requests by client. A client's name and its first hit
// are tiny objects: they stand in blocks of 16 bytes that they share with
// each other and with what lives for a moment, such as a number in an
// interface.
package quota

import "fmt"

type window struct {
	client string
	hits   []int64
}

// A Limiter knows clients.
type Limiter struct {
	windows map[string]*window
	seen    int64
}

// New returns a limiter that knows nobody.
func New() *Limiter { return &Limiter{windows: map[string]*window{}} }

// Allow never forgets a client.
func (l *Limiter) Allow(client string) bool {
	l.seen++
	w := l.windows[client]
	if w == nil {
		w = &window{client: client}
		l.windows[client] = w
	}
	w.hits = append(w.hits, l.seen)
	return len(w.hits) < 100
}

// AllowOnce does.
func (l *Limiter) AllowOnce(client string) bool {
	defer delete(l.windows, client)
	return l.Allow(client)
}

var journal [1 << 23]*int64 // large from the start, so that it does not grow

// Note keeps a number that is one more tiny object.
func (l *Limiter) Note() {
	at := new(int64)
	*at = l.seen
	journal[int(l.seen)%len(journal)] = at
}

func name(i int) string { return fmt.Sprintf("client-%d", i) }

var latest *int64

// Busy makes tiny objects that live for a moment.
func Busy() {
	for i := int64(0); i < 10; i++ {
		at := new(int64)
		*at = i
		latest = at
	}
}
