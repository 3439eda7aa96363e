package noleakgate

import "runtime"

// A view is what was in use before a call and within it.
type view struct {
	records, during []runtime.MemProfileRecord
	published       runtime.MemStats // when the records before were of that moment
	began           runtime.MemStats
	done            float64 // operations until then
	left            float64 // bytes that were allocated after that
	stacks          float64 // bytes of those of goroutines, at the end
	objects, bytes  int64   // more than before
	wanted          float64 // where in the call a collection is to be
}

// garbage takes room, and is let go of at once.
var garbage []byte

// arm notes what is in use, and leaves as much room as is to be allocated before
// the next collection.
func (l *looks) arm() {
	v := &l.view
	n, _ := runtime.MemProfile(nil, true)
	v.records = make([]runtime.MemProfileRecord, n+n/4+64)
	runtime.GC()
	runtime.ReadMemStats(&v.published)
	v.records = read(v.records)
	runtime.ReadMemStats(&v.began)
	if room := float64(v.began.NextGC) - float64(v.began.HeapAlloc) - v.wanted*l.bytes - l.more; room > 0 {
		garbage = make([]byte, int(room))
		garbage = nil
	}
	runtime.ReadMemStats(&v.began)
}

// read returns the records of this moment, in what is there for them.
func read(records []runtime.MemProfileRecord) []runtime.MemProfileRecord {
	if n, ok := runtime.MemProfile(records, true); ok {
		return records[:n]
	}
	return memoryRecords(true)
}

// finish finds out what was in use at the last collection of a call, and after how
// many operations that was. It returns whether there was any.
func (l *looks) finish() bool {
	v := &l.view
	var ended, now runtime.MemStats
	runtime.ReadMemStats(&ended)
	l.bytes = float64(ended.TotalAlloc - v.began.TotalAlloc)
	v.stacks = float64(ended.StackInuse) - float64(v.began.StackInuse)
	if ended.NumGC == v.began.NumGC {
		return false
	}
	v.during = make([]runtime.MemProfileRecord, len(v.records)+len(v.records)/4+64)
	// A collection is on record once there is another one, which nobody asked for:
	// runtime.GC would put itself on record, too.
	for now = ended; now.NumGC == ended.NumGC; runtime.ReadMemStats(&now) {
		garbage = make([]byte, roomBetween/8)
		garbage = nil
	}
	v.during = read(v.during)
	runtime.ReadMemStats(&now)
	before, during := sum(v.records), sum(v.during)
	runtime.GC()
	after := sum(memoryRecords(true))
	v.objects, v.bytes = during.objects-before.objects, during.bytes-before.bytes
	// What an operation allocates tells how many there were.
	own, owned := v.began.Mallocs-v.published.Mallocs, now.Mallocs-ended.Mallocs
	bytesOwn := v.began.TotalAlloc - v.published.TotalAlloc
	v.left = l.bytes - float64(int64(during.allocs-before.allocs-bytesOwn))
	done, all := during.mallocs-before.mallocs-own, after.mallocs-before.mallocs-own-owned
	if all < uint64(l.n)/rarestGrowth {
		own, owned = bytesOwn, now.TotalAlloc-ended.TotalAlloc
		done, all = during.allocs-before.allocs-own, after.allocs-before.allocs-own-owned
	}
	v.done = float64(l.n) * float64(int64(done)) / float64(int64(all))
	return v.done > 0 && v.done <= float64(l.n)
}

// grows returns whether there is so much more that it may grow.
func (v view) grows() bool {
	return v.objects >= fewObjects && float64(v.objects) >= v.done/rarestGrowth ||
		v.bytes >= fewBytes && float64(v.bytes) >= v.done
}

// sums are those of some records.
type sums struct {
	objects, bytes  int64
	mallocs, allocs uint64
}

func sum(records []runtime.MemProfileRecord) sums {
	var s sums
	for i := range records {
		r := &records[i]
		s.objects += r.InUseObjects()
		s.bytes += r.InUseBytes()
		s.mallocs += uint64(r.AllocObjects)
		s.allocs += uint64(r.AllocBytes)
	}
	return s
}
