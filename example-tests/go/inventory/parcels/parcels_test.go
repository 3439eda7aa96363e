package parcels

import (
	"hash/crc32"
	"testing"
)

// arrivals go on from run to run, so that every thousandth parcel is bad
// however short the runs are.
var arrivals uint64

func next(p *Parcel) {
	arrivals++
	p.ID = arrivals
	p.Sum = crc32.ChecksumIEEE(p.Label[:])
	if arrivals%1_000 == 0 {
		p.Sum++
	}
}

func BenchmarkCheckLeaking(b *testing.B) {
	benchmark(b, CheckLeaking)
}

func BenchmarkCheckFixed(b *testing.B) {
	benchmark(b, CheckFixed)
}

func benchmark(b *testing.B, check func(*Parcel) bool) {
	var parcel Parcel
	for i := 0; i < b.N; i++ {
		next(&parcel)
		if check(&parcel) == (parcel.ID%1_000 == 0) {
			b.Fatalf("parcel %d: wrong verdict", parcel.ID)
		}
	}
}
