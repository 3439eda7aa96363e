package noleakgate

import "time"

// A benchmark with sub-benchmarks is called as a whole: each of its parts has the
// same number of operations in each call.

// A whole is what all parts of a call have come to.
type whole struct {
	operations      int // of each part
	mallocs, allocs uint64
	nanos           time.Duration
	timed           int
	failed          bool
}

// partly is the call under way; nil where there are no parts.
var partly *whole

// beforePart returns how many operations one of the parts has in this call.
func beforePart(done int, loops bool) int {
	if partly == nil && turn != nil {
		return 0 // it had its own turn
	}
	if partly == nil {
		partly = &whole{operations: 1}
		visited++
		turn = &series{name: limit.of, number: visited, start: use()}
		current.begins(int(turn.start[goroutinesUsed]))
		turn.begins(1)
	}
	return without(done, partly.operations, loops)
}

// afterPart adds what the part did; each is called once.
func afterPart(mallocs, allocs uint64, timed time.Duration, n int) int {
	partly.mallocs += mallocs
	partly.allocs += allocs
	partly.nanos += timed
	if n > partly.timed {
		partly.timed = n
	}
	return 0
}

// Again returns whether a function is to be called once more, and how many
// operations each of its parts then has.
func Again(failed bool) int {
	if partly == nil || turn.ended != "" {
		return 0
	}
	done := *partly
	done.failed = failed
	if done.operations == 1 && turn.n == 0 && turn.total == 0 {
		return firstWhole(done)
	}
	partly = nil // what follows is of the whole
	if turn.n == 0 {
		done.nanos = turn.last.elapsed() // with what they share
	}
	n := After(done.operations, done.mallocs, done.allocs, done.nanos, done.timed, done.failed)
	return beginWhole(n)
}

// firstWhole chooses how many operations the second call has.
func firstWhole(done whole) int {
	s := turn
	took := idle.elapsed()
	s.before, s.total = 1, 1
	switch {
	case done.failed:
		return s.end("failed")
	case limit.call > 0:
		s.begin(limit.call, limit.calls)
	case took > limit.longSetUp:
		s.one, s.next = took, 2
	default:
		s.next = ramp * 2
	}
	s.last = readClock()
	return beginWhole(s.operations())
}

func beginWhole(n int) int {
	partly = &whole{operations: n}
	if n > 0 {
		turn.begins(n)
	}
	return n
}
