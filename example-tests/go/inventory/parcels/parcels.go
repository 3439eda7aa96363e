// Package parcels checks the labels of incoming parcels.
package parcels

import (
	"hash/crc32"
	"sync"
)

// Parcel has a label and the label's checksum.
type Parcel struct {
	ID    uint64
	Label [48]byte
	Sum   uint32
}

type rejection struct {
	id   uint64
	next *rejection
}

var (
	mu       sync.Mutex
	rejected *rejection
	count    uint64
)

// CheckLeaking tells whether a parcel's label can be trusted.
//
// It leaks one small object per bad label, on a path that one parcel in a
// thousand takes: the list of the rejected is never worked off.
func CheckLeaking(p *Parcel) bool {
	if p.valid() {
		return true
	}
	mu.Lock()
	defer mu.Unlock()
	rejected = &rejection{id: p.ID, next: rejected} // leak: here
	return false
}

// CheckFixed tells whether a parcel's label can be trusted, and counts those
// that cannot.
func CheckFixed(p *Parcel) bool {
	if p.valid() {
		return true
	}
	mu.Lock()
	defer mu.Unlock()
	count++
	return false
}

func (p *Parcel) valid() bool {
	return crc32.ChecksumIEEE(p.Label[:]) == p.Sum
}
