package noleakgate

import (
	"fmt"
	"os"
	"runtime/debug"
)

// What a benchmark has in a local variable is gone when its function returns, and
// no checkpoint shows it. So after the last one, some more calls are made, within
// which the runtime collects garbage: the heap profile then says what was in use at
// that moment. Nothing of ours runs meanwhile.
//
// What is allocated during a collection counts as in use, and would hide all else.
// So the parent process has the runtime stop the world for each (gcstoptheworld).

const (
	envLooks = "NOLEAK_SERIES_LOOKS" // "on": what grows within a call is looked at, too
	envDebug = "NOLEAK_SERIES_DEBUG" // what GODEBUG would be without us

	debugVariable = "GODEBUG"
)

// Positions of a look within its call, as parts of what that allocates. Room that
// is doubled when it is full is as full at the one as at the other.
const (
	late  = 7.0 / 8
	early = late / 2
)

// leastLook is the operations of the shortest call that is looked at: between an
// early look and a late one, there are seven.
const leastLook = 16

// roomBetween is what is allocated between two collections at least, however low
// the percentage of garbage is set: the runtime's sweepMinHeapDistance. With less
// than that in a call, there is one collection, where it is wanted.
const roomBetween = 1 << 20

// leastRoom is what a call allocates if that takes no more operations than others
// have: eight times what the runtime sets aside at once for objects of a size.
const leastRoom = 8 * 8 << 10

// longestRoom is what the longest call allocates, if there is time for it: a cache
// of 10,000 entries, each of which takes 300 bytes, has been filled by a quarter of
// that. What ends by a finalizer is let go of in the second collection after its
// last use, and there are a dozen.
const longestRoom = 12 << 20

// further is by how much the longest call has more operations, if there is time
// for no more.
const further = 4

// What may grow is looked at again. The parent process decides by the same numbers
// what does.
const (
	rarestGrowth = 20 // operations, for one object; for bytes it is one for each
	fewObjects   = 3
	fewBytes     = 1024
)

// looks are what was in use within calls.
type looks struct {
	n       int     // operations of the next call
	bytes   float64 // that it allocates
	which   int     // looked at so far
	tries   int     // to have the first one late enough
	more    float64 // bytes that were allocated before a collection in vain
	least   float64 // of these, where it still came too early
	most    float64 // where it did not come
	percent int     // of garbage, before
	begun   bool    // the call has
	starts  int     // how often it has said since that its set-up is over
	view    view
	late    view // the first one
	heap    *growingHeap
	done    [3]float64
}

var looking bool // whether the parent process asks for looks

func openLooks() {
	looking = os.Getenv(envLooks) == "on"
	if looking {
		// It has been read.
		if before := os.Getenv(envDebug); before == "" {
			os.Unsetenv(debugVariable)
		} else {
			os.Setenv(debugVariable, before)
		}
	}
	os.Unsetenv(envLooks)
	os.Unsetenv(envDebug)
}

// ours is the percentage of garbage in calls that are looked at: the lowest.
const ours = 1

// look returns how many operations the first call has that is looked at: half of
// those that others have, or as many. It returns 0 if there is none, as what
// allocates hardly anything keeps nothing, and what allocates much has collections
// everywhere.
func (s *series) look() int {
	last := s.checkpoints[len(s.checkpoints)-1]
	allocates := last.mallocs*rarestGrowth >= uint64(last.timed) || last.allocs >= uint64(last.timed)
	if !looking || !allocates || partly != nil || TestsInSeries() {
		return 0
	}
	n := s.n / 2
	if least := leastRoom / s.allocated(); float64(n) < least {
		n = s.n
		if float64(n) > least {
			n = int(least)
		}
	}
	if most := roomBetween / s.allocated(); float64(n) > most {
		n = int(most)
	}
	if n < leastLook {
		return 0
	}
	s.looks = &looks{n: n, bytes: float64(n) * s.allocated(), view: view{wanted: late}}
	return n
}

// allocated returns the bytes that an operation allocates, and at least one.
func (s *series) allocated() float64 {
	last := s.checkpoints[len(s.checkpoints)-1]
	if bytes := float64(last.allocs) / float64(last.timed); bytes > 1 {
		return bytes
	}
	return 1
}

// Begins is called before the function of a benchmark is.
func Begins() {
	if turn == nil || turn.looks == nil || turn.ended != "" {
		return
	}
	l := turn.looks
	l.percent = debug.SetGCPercent(ours)
	if l.percent < ours {
		debug.SetGCPercent(l.percent) // whoever has turned it off wants none
		return
	}
	l.begun, l.starts = true, 0
	l.arm()
}

// mostTries is how often the first look is made until it is late in its call: each
// halves what it may be off, or better.
const mostTries = 4

// mostStarts is how often a call may say that its set-up is over: by StartTimer,
// and by ResetTimer.
const mostStarts = 2

// Starts is called where the function of a benchmark says that its set-up is over.
func Starts() {
	if turn == nil || turn.looks == nil || !turn.looks.begun || turn.looks.starts == mostStarts {
		return
	}
	turn.looks.starts++
	turn.looks.arm()
}

// afterLook returns how many operations the next call has.
func (s *series) afterLook() int {
	l := s.looks
	if !l.begun {
		return s.end("complete")
	}
	l.ended()
	seen := l.finish()
	l.restore()
	if l.which == 0 && (!seen || l.view.done < late/2*float64(l.n)) {
		if !l.correct(seen) {
			return s.end("complete")
		}
		l.view = view{wanted: late}
		return l.n
	}
	if !seen {
		return s.end("complete")
	}
	l.which, l.more = l.which+1, 0
	switch l.which {
	case 1:
		if l.view.grows() {
			l.late, l.view = l.view, view{wanted: early}
			return l.n
		}
	case 2:
		between := view{
			done:    l.late.done - l.view.done,
			objects: l.late.objects - l.view.objects,
			bytes:   l.late.bytes - l.view.bytes,
		}
		if between.done >= l.late.done/2 && between.grows() {
			l.heap = newGrowingHeap(7)
			l.note(0, l.view)
			l.note(1, l.late)
			l.n = s.longest(l.n)
			l.view = view{wanted: late}
			l.bytes = float64(l.n) * s.allocated()
			return l.n
		}
	case 3:
		l.note(2, l.view)
		l.heap.addRecords(6, heapRecords())
		current.write(s.prefix()+"looks.pb", l.heap.encode())
	}
	return s.end("complete")
}

// correct finds out how much more is to be allocated before a collection that came
// too early, or not at all: setting up takes room, too, and the runtime counts that
// of objects which are yet to come. It returns whether to try that.
func (l *looks) correct(seen bool) bool {
	l.tries++
	if l.tries == mostTries {
		return false
	}
	if !seen {
		// The next one knows what a call allocates.
		if l.more > 0 {
			l.most = l.more
			l.more = (l.least + l.more) / 2
		}
		return true
	}
	done := l.view.done / float64(l.n)
	l.least = l.more
	l.more += (late - done) / (1 - done) * l.view.left
	if l.most > 0 && l.more >= l.most {
		l.more = (l.least + l.most) / 2
	}
	return true
}

// ended takes the percentage that the benchmark has set, if it has.
func (l *looks) ended() {
	if !l.begun {
		return
	}
	if percent := debug.SetGCPercent(ours); percent != ours {
		l.percent = percent
	}
}

// restore sets the percentage of garbage as it was, or as the benchmark wants it.
func (l *looks) restore() {
	if l.begun {
		l.begun = false
		debug.SetGCPercent(l.percent)
	}
}

// longest returns how many operations the last call has.
func (s *series) longest(n int) int {
	most := int(longestRoom / s.allocated())
	for _, k := range s.checkpoints {
		inTime := limit.leisure.Seconds() / (k.took.Seconds() / float64(k.operations))
		if float64(most) > inTime {
			most = int(inTime)
		}
	}
	// Goroutines that end with the call take room, too, which is none of the heap's.
	if s.looks.view.stacks > 0 {
		inRoom := float64(limit.room[heapUsed]) / s.looks.view.stacks * float64(n)
		if float64(most) > inRoom {
			most = int(inRoom)
		}
	}
	if n *= further; n < most {
		return most
	}
	return n
}

// note keeps a view for the parent process.
func (l *looks) note(which int, v view) {
	l.heap.addRecords(2*which, v.records)
	l.heap.addRecords(2*which+1, v.during)
	l.done[which] = v.done
}

// fact returns after how many operations was looked, early, late, and in the
// longest call; empty where that was not done.
func (l *looks) fact() string {
	if l == nil || l.which < 3 {
		return ""
	}
	return fmt.Sprint(int64(l.done[0]), " ", int64(l.done[1]), " ", int64(l.done[2]))
}
