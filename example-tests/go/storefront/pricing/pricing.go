// Package pricing reads, writes and adds up prices.
package pricing

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"math/big"
	"strconv"
	"strings"
	"sync"
)

var errPrice = errors.New("not a price")

// Parse reads a price such as "12.50" and gives its cents.
func Parse(text string) (int64, error) {
	whole, part, _ := strings.Cut(text, ".")
	units, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || units < 0 {
		return 0, errPrice
	}
	if part == "" {
		return units * 100, nil
	}
	cents, err := strconv.ParseUint(part, 10, 8)
	if err != nil || len(part) != 2 {
		return 0, errPrice
	}
	return units*100 + int64(cents), nil
}

// Format writes cents as a price such as "EUR 1,234.50".
func Format(currency string, cents int64) string {
	var b strings.Builder
	b.Grow(len(currency) + 20)
	b.WriteString(currency)
	b.WriteByte(' ')
	if cents < 0 {
		b.WriteByte('-')
		cents = -cents
	}
	units := strconv.FormatInt(cents/100, 10)
	for i := range units {
		if i > 0 && (len(units)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(units[i])
	}
	b.WriteByte('.')
	b.WriteByte(byte('0' + cents/10%10))
	b.WriteByte(byte('0' + cents%10))
	return b.String()
}

// Line is a number of pieces at a price, with tax in thousandths.
type Line struct {
	Pieces int64
	Cents  int64
	Tax    int64
}

// Total adds up lines, tax included, without rounding: in thousandths of a
// cent, which may be more than an int64 holds.
func Total(lines []Line) *big.Int {
	total := new(big.Int)
	for _, line := range lines {
		sum := new(big.Int).Mul(big.NewInt(line.Pieces), big.NewInt(line.Cents))
		total.Add(total, sum.Mul(sum, big.NewInt(1000+line.Tax)))
	}
	return total
}

var (
	mu      sync.Mutex
	watches []func(cents int64) (customer uint64, wanted bool)
)

// Watch asks for a mail to a customer when a product gets as cheap as the
// limit.
//
// It leaks a closure per call: nothing ever takes a watch off the list.
func Watch(mail, limit string) error {
	below, err := Parse(limit)
	if err != nil {
		return err
	}
	// The list shall not give away who watches what.
	sum := sha256.Sum256([]byte(strings.ToLower(mail)))
	customer := binary.BigEndian.Uint64(sum[:])
	watch := func(cents int64) (uint64, bool) { // leak: here
		return customer, cents <= below
	}
	mu.Lock()
	defer mu.Unlock()
	watches = append(watches, watch)
	return nil
}
