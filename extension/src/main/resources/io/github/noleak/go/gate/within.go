package noleakgate

import (
	"os"
	"runtime"
	"strings"
	"sync"
	"time"
)

// What a benchmark has in a local variable is gone when its function returns. So
// where that is asked for, a series is made within one call: Go's testing package
// asks before operations, and the benchmark stands still while a checkpoint is
// made.

// envWithin is "on" where a series is of one call.
const envWithin = "NOLEAK_SERIES_WITHIN"

// leastCall is the operations of the shortest call: one is no call of its own,
// for Go makes that before each other one.
const leastCall = 2

func openWithin() bool {
	defer os.Unsetenv(envWithin)
	return os.Getenv(envWithin) == "on"
}

// InCall returns whether the parent process asks for series within a call.
func InCall() bool { return InSeries() && limit.within }

// operating is held while operations are counted: there may be several at once.
var operating sync.Mutex

// BeforeCall returns how many operations the next call of a benchmark has, and 0
// if there is to be none.
func BeforeCall(name string, _ int, _ bool) int {
	if strings.HasPrefix(name, "BenchmarkNoleakGate_") {
		return 0
	}
	if turn == nil || turn.name != name {
		first := idle.elapsed()
		visited++
		turn = &series{name: name, number: visited, within: true, next: ramp * 2}
		if first*ramp*2 > limit.longest {
			turn.next = leastCall // so many of them may take far too long
		}
		if limit.call > 0 {
			turn.begin(limit.call, limit.calls)
		}
	}
	return turn.inCall()
}

// inCall returns how many operations the call has.
func (s *series) inCall() int {
	if s.n > 0 {
		return s.n * s.calls
	}
	return s.next
}

// Operation is called before the first operation of a call, and then before each
// that it returned, as which the end counts, too.
func Operation(done, all int) int {
	operating.Lock()
	defer operating.Unlock()
	s := turn
	switch {
	case s == nil || s.ended != "" || all != s.inCall() || s.counted && done > 0:
		return all
	case done == 0:
		s.restart()
	case s.n > 0:
		s.noteOperations(done)
	case done >= all:
		s.learnInCall(all)
	}
	s.counted = done >= all
	if s.n > 0 && !s.learnt {
		return (len(s.checkpoints) + 1) * s.n
	}
	return all
}

// restart is called before the first operation: all that was before has set up.
func (s *series) restart() {
	s.checkpoints, s.learnt = nil, false
	if s.n > 0 {
		s.begin(s.n, s.calls)
	}
	runtime.GC()
	s.start, s.atWork = use(), atWork()
	current.begins(int(s.start[goroutinesUsed]))
	runtime.ReadMemStats(&began)
	s.last = readClock()
}

// noteOperations makes a checkpoint after some operations of a call.
func (s *series) noteOperations(done int) {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	took := s.last.elapsed()
	s.note(checkpoint{
		mallocs: now.Mallocs - began.Mallocs, allocs: now.TotalAlloc - began.TotalAlloc,
		nanos: took.Nanoseconds(), timed: s.n, operations: s.n, took: took,
	}, current.settle)
	if len(s.checkpoints) == s.calls && limit.rest > 0 {
		s.note(checkpoint{}, func() bool { return current.settleFor(limit.rest, limit.restMax) })
	}
	runtime.ReadMemStats(&began)
	s.last = readClock()
}

// learnInCall finds out at the end of a call what an operation takes.
func (s *series) learnInCall(operations int) {
	took := s.last.elapsed()
	s.before, s.learnt = operations, true // room is reckoned by what they keep
	if operations >= ramp*2 {
		s.learn(operations, took)
	} else {
		s.choose(took / time.Duration(operations))
	}
	s.before = 0
}

// AfterCall returns how many operations the next call has.
func AfterCall(operations int, failed bool) int {
	s := turn
	switch {
	case failed:
		return s.end("failed")
	case s.ended != "":
		return 0
	case !s.counted && operations < s.inCall():
		return s.inCall() // of a b.Loop, before its first call with more than one
	case !s.counted:
		return s.end("uncounted")
	case len(s.checkpoints) >= s.calls && s.calls > 0 && !s.learnt:
		return s.end("complete")
	}
	s.counted = false
	return s.inCall()
}
