// Package ledger prints statements of what went in and out.
package ledger

import (
	"fmt"
	"strings"
	"sync"
)

// perPage is how many bookings fill a page of the ledger.
const perPage = 500

// Ledger counts its bookings.
type Ledger struct {
	mu       sync.Mutex
	bookings int
}

// BookRising books an item and returns the statement.
//
// It keeps one number, so nothing leaks; but it prints every page since the
// first, so each call allocates more than the one before.
func (l *Ledger) BookRising() string {
	return statement(0, l.book())
}

// BookFixed books an item and returns the statement of the last three pages.
func (l *Ledger) BookFixed() string {
	page := l.book()
	first := page - 2
	if first < 0 {
		first = 0
	}
	return statement(first, page)
}

// book returns the page that the booking is on.
func (l *Ledger) book() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.bookings++
	return l.bookings / perPage
}

func statement(first, last int) string {
	lines := make([]string, 0, last-first+1)
	for page := first; page <= last; page++ {
		lines = append(lines, fmt.Sprintf("page %d: %d bookings", page, perPage)) // regression: here
	}
	return strings.Join(lines, "\n")
}
