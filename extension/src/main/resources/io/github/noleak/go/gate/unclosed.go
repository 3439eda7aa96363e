package noleakgate

import (
	"runtime"
	"time"
)

// A file that nobody closes is closed by a finalizer, once the collector has found
// that nothing refers to it: so no checkpoint shows it, as each collects. Until
// then it stays open, and a process with little garbage runs out of descriptors.
// So in the short calls by which a series begins, files are counted before a
// collection and after it.

// fewUnclosed is the fewest files of a call that are looked at: of the shortest, one
// in two operations.
const fewUnclosed = ramp

// In so long a time, files that others close are closed, and finalizers have run.
const (
	closing    = 20 * time.Millisecond
	mostOfThat = 500 * time.Millisecond
)

// unclosed are files that a collection has closed after so many operations.
type unclosed struct{ files, operations int }

// countUnclosed is called after a call.
func (s *series) countUnclosed(operations int) {
	if int64(openFiles())-s.start[filesUsed] < fewUnclosed {
		return
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	open := fewestOpen()
	runtime.ReadMemStats(&after)
	if before.NumGC != after.NumGC {
		return // nobody knows who has closed them
	}
	runtime.GC()
	// A call with too few of them says no more than that it made some once.
	if closed := open - fewestOpen(); closed >= fewUnclosed && 2*closed >= operations {
		s.unclosed = unclosed{closed, operations}
	}
}

// fewestOpen returns how many files are open once none has been closed for a while.
func fewestOpen() int {
	begin := time.Now()
	fewest, since := openFiles(), begin
	for time.Since(since) < closing && time.Since(begin) < mostOfThat {
		time.Sleep(time.Millisecond)
		if now := openFiles(); now < fewest {
			fewest, since = now, time.Now()
		}
	}
	return fewest
}
