// Package catalog reads catalogue pages and remembers their headers.
package catalog

import (
	"io"
	"sync"
)

const (
	pageSize   = 8 << 10
	headerSize = 16
)

var (
	mu      sync.Mutex
	headers [][]byte
)

// ReadLeaking reads a page and remembers its header.
//
// It leaks 8 KB per call, not 16 bytes: a slice keeps the whole array behind
// it alive, however little of it can be seen.
func ReadLeaking(r io.Reader) error {
	page := make([]byte, pageSize) // leak: here
	if _, err := io.ReadFull(r, page); err != nil {
		return err
	}
	mu.Lock()
	defer mu.Unlock()
	headers = append(headers, page[:headerSize])
	return nil
}

var (
	recent [256][headerSize]byte
	pages  int
)

// ReadFixed reads a page and remembers its header among the last 256: it
// copies the 16 bytes, so that the page can go.
func ReadFixed(r io.Reader) error {
	page := make([]byte, pageSize)
	if _, err := io.ReadFull(r, page); err != nil {
		return err
	}
	mu.Lock()
	defer mu.Unlock()
	copy(recent[pages%len(recent)][:], page)
	pages++
	return nil
}
