package noleakgate

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// A series calls a benchmark several times with the same number of operations,
// and notes after each call what the process keeps. All benchmarks of a process
// have their turn.

// Variables of the environment by which the parent process asks for series.
const (
	envCalls   = "NOLEAK_SERIES_CALLS"   // the calls of a series; unset: there is none
	envFew     = "NOLEAK_SERIES_FEW"     // those of what takes too long for so many
	envDepth   = "NOLEAK_SERIES_DEPTH"   // the operations of a series that is deep enough
	envShallow = "NOLEAK_SERIES_SHALLOW" // those that are still worth the time for them
	envLeisure = "NOLEAK_SERIES_LEISURE" // the time for more operations than are needed,
	envTime    = "NOLEAK_SERIES_TIME"    // for the least that are worth it,
	envSlowly  = "NOLEAK_SERIES_SLOWLY"  // and for what can have no more than a few
	envMost    = "NOLEAK_SERIES_MOST"    // the longest time for a line through all calls, where each is one operation
	envSetUp   = "NOLEAK_SERIES_SETUP"   // the longest time that a call may take before its first operation
	envRoom    = "NOLEAK_SERIES_ROOM"    // how much the process may keep of one benchmark, of each resource
	envCall    = "NOLEAK_SERIES_CALL"    // the operations of each call; 0: what is found to be deep enough
	envAlone   = "NOLEAK_SERIES_ALONE"   // "on": no other benchmark shares the process
	envOf      = "NOLEAK_SERIES_OF"      // the scenario that the series is of; unset: it is of several benchmarks
	envRest    = "NOLEAK_SERIES_REST"    // after the last call, how long nothing may fall; unset: no such wait
	envRestMax = "NOLEAK_SERIES_REST_MAX"
	envSlow    = "NOLEAK_SERIES_SLOW"  // how many calls of one operation follow that,
	envPause   = "NOLEAK_SERIES_PAUSE" // with so much time before each: what grows by the time still grows
)

// ramp is by how much the operations grow from call to call until it is known
// what one takes.
const ramp = 8

// fewest is the operations of a call below which a process of its own has more
// time for them: six calls show one object in four operations as six.
const fewest = 4

// onceMore is by how much the first operation may take longer than any set-up,
// and be tried again.
const onceMore = 100

// mostAtWork is how many goroutines a process may keep that never stop working:
// each takes time of all that follows, collections most of all, and a few calls of
// one operation show whether it leaves one behind.
const mostAtWork = 4

// plantedInCall is how many more control objects each checkpoint has to show.
const plantedInCall = 2

// limits says how far a series goes.
type limits struct {
	calls, few, depth, shallow                int
	leisure, longest, slowly, most, longSetUp time.Duration
	room                                      usage // what may be kept of one benchmark
	call                                      int
	alone                                     bool
	of                                        string // the only scenario; empty where there are several
	rest, restMax                             time.Duration
	slow                                      int
	pause                                     time.Duration
	within                                    bool
}

// A series is the turn of one benchmark.
type series struct {
	name        string
	number      int
	n           int           // operations of each call; 0 while they are not known
	calls       int           // that are noted
	next        int           // operations of the next call while they are not
	before      int           // operations before the first call that is noted
	one         time.Duration // what a call of one operation took, if that was long
	setUp       time.Duration // what each call takes before its first operation, if that is long
	total       int           // operations so far
	last        clock
	ramped      int // operations of the last call that was timed
	rampTook    time.Duration
	start       usage
	atWork      int // goroutines that were so from the start
	checkpoints []checkpoint
	heap        *growingHeap
	goroutines  *tally
	slow        int // slow calls so far
	slowed      int // their operations
	slowSince   time.Time
	ended       string // why there are no more calls
	within      bool   // all of it is one call
	counted     bool   // the operations of that were, up to its end
	learnt      bool   // it was one that finds out what an operation takes
	looks       *looks // what is looked at within calls, once all have been noted
	unclosed    unclosed
}

// A checkpoint is what the process keeps after a call.
type checkpoint struct {
	usage           usage
	planted         int
	settled         bool
	mallocs, allocs uint64 // of the call's timed part
	nanos           int64
	timed           int
	operations      int // of all of the call
	took            time.Duration
}

var (
	limit   limits
	turn    *series
	visited int
	full    bool  // the process keeps so much that the next benchmark deserves another
	idle    clock // since the end of the turn before
)

// openSeries reads the environment, and clears it.
func openSeries() {
	limit = limits{
		calls:     number(envCalls),
		few:       number(envFew),
		depth:     number(envDepth),
		shallow:   number(envShallow),
		leisure:   duration(envLeisure),
		longest:   duration(envTime),
		slowly:    duration(envSlowly),
		most:      duration(envMost),
		longSetUp: duration(envSetUp),
		room:      parseUsage(os.Getenv(envRoom)),
		call:      number(envCall),
		alone:     os.Getenv(envAlone) == "on",
		of:        os.Getenv(envOf),
		rest:      duration(envRest),
		restMax:   duration(envRestMax),
		slow:      number(envSlow),
		pause:     duration(envPause),
	}
	for _, name := range []string{
		envCalls, envFew, envDepth, envShallow, envLeisure, envTime, envSlowly, envMost, envSetUp, envRoom, envCall,
		envAlone, envOf, envRest, envRestMax, envSlow, envPause,
	} {
		os.Unsetenv(name)
	}
	control = make([]*controlObject, 0, 64) // large enough to be told from what it holds
	limit.within = openWithin()
	openLooks()
	idle = readClock()
}

// A clock tells how long something took, without the time that its threads were
// ready to run and had no processor.
type clock struct {
	wall         time.Time
	cpu, waiting time.Duration
}

func readClock() clock { return clock{time.Now(), processTime(), waitingTime()} }

func (c clock) elapsed() time.Duration {
	now := readClock()
	wall, waited := now.wall.Sub(c.wall), now.waiting-c.waiting
	if wall <= 0 || waited <= 0 {
		return wall
	}
	// Where several threads are at work, each has waited for its part only.
	if atOnce := float64(now.cpu-c.cpu+waited) / float64(wall); atOnce > 1 {
		waited = time.Duration(float64(waited) / atOnce)
	}
	if waited > wall {
		return 0
	}
	return wall - waited
}

// InSeries returns whether the parent process asks for series.
func InSeries() bool { return limit.calls > 0 }

// Before returns how many operations the next call of a benchmark has, and 0 if
// there is to be none.
//
// The benchmark has had some in this call already: the first one, if it was
// tried, or all of them if it counts by b.Loop.
func Before(name string, done int, loops bool) int {
	if limit.of != "" && (strings.HasPrefix(name, limit.of+"/") || partly != nil && name == limit.of) {
		return beforePart(done, loops)
	}
	n := before(name, done)
	if n > 0 {
		turn.begins(n)
	}
	return without(done, n, loops)
}

// without returns what is left of n operations for a call after the first one.
func without(done, n int, loops bool) int {
	if done == 1 && !loops && n > 2 {
		n-- // with the first one it has all; one alone would be no call of its own
	}
	return n
}

// begins notes what is under way, in case that it never ends.
func (s *series) begins(n int) {
	if limit.alone {
		current.write("under-way", []byte(fmt.Sprint(s.total+n)))
	}
}

// Tries returns whether a call of so many operations begins with one alone, as
// Go's own do: each would have to set up anew for it.
func Tries(operations int, loops bool) bool {
	return turn == nil || turn.setUp == 0 && turn.looks == nil || loops || operations < 2
}

func before(name string, done int) int {
	if full || strings.HasPrefix(name, "BenchmarkNoleakGate_") {
		return 0
	}
	if turn == nil || turn.name != name {
		first := idle.elapsed() // the first operation, and all before it
		visited++
		turn = &series{name: name, number: visited, start: use()}
		current.begins(int(turn.start[goroutinesUsed]))
		turn.total = 1
		if limit.call > 0 {
			if first > limit.longSetUp {
				turn.setUp = first
			}
			turn.begin(limit.call, limit.calls)
			turn.last = readClock()
			return limit.call
		}
		if first > onceMore*limit.longSetUp && !limit.alone {
			return turn.end("setup")
		}
		turn.next = ramp * 2
		if turn.atWork = atWork(); turn.atWork > 0 {
			turn.next = 2 // so many of them might leave no time for anything
		}
		if first*ramp*2 > limit.longest {
			turn.next = 1 // so many of them may take far too long
		}
		turn.last = readClock()
		return turn.next
	}
	if done == 1 && turn.n == 0 && turn.one == 0 {
		// What comes before the call is no part of it. The first time, it may have
		// been what others need as well, once.
		if took := turn.last.elapsed(); took > limit.longSetUp {
			if !limit.alone {
				return turn.end("setup")
			}
			turn.setsUp(took)
		}
		if turn.next == 1 {
			turn.next = ramp * 2
		}
		turn.last = readClock()
	}
	return turn.operations()
}

// operations returns how many the next call has.
func (s *series) operations() int {
	if s.looks != nil {
		return s.looks.n
	}
	if s.n > 0 {
		return s.n
	}
	return s.next
}

// After notes what a call has left behind, and returns how many operations the
// next one has.
func After(operations int, mallocs, allocs uint64, timed time.Duration, n int, failed bool) int {
	if partly != nil {
		return afterPart(mallocs, allocs, timed, n)
	}
	s := turn
	if s == nil {
		return 0 // its first operation has failed
	}
	s.total += operations
	switch {
	case failed:
		if s.looks != nil {
			s.looks.ended()
			s.looks.restore()
		}
		return s.end("failed")
	case s.looks != nil:
		return s.afterLook()
	case s.n == 0:
		s.before += operations
		switch {
		case s.next == 2 && s.one == 0 && operations >= s.next:
			s.next = ramp * 2
			if room := s.roomAtWork(ramp * 2); room < ramp*2 {
				s.chooseFew(room)
			}
		case TestsInSeries() || operations >= ramp*2:
			s.learn(operations, s.last.elapsed())
		case limit.alone:
			s.learnSlow(timed)
		}
	case s.slow > 0:
		return s.afterSlow(operations)
	case operations < s.n:
		s.before += operations // of the size before, for a b.Loop
	default:
		s.note(checkpoint{
			mallocs: mallocs, allocs: allocs, nanos: timed.Nanoseconds(), timed: n,
			operations: operations, took: s.last.elapsed(),
		}, current.settle)
	}
	if s.ended == "" && s.n > 0 && len(s.checkpoints) == s.calls {
		if limit.rest > 0 {
			s.note(checkpoint{}, func() bool { return current.settleFor(limit.rest, limit.restMax) })
		}
		if limit.slow > 0 && s.ended == "" {
			s.n, s.slowSince = 1, time.Now()
			return s.nextSlow()
		}
		if n := s.look(); n > 0 {
			return n
		}
		return s.end("complete")
	}
	if s.ended != "" {
		return 0
	}
	s.last = readClock()
	return s.operations()
}

// nextSlow lets some time pass before the next slow call.
func (s *series) nextSlow() int {
	s.slow++
	time.Sleep(limit.pause)
	s.last = readClock()
	return s.n
}

// afterSlow has another slow call made, or notes what all of them have left
// behind. Their time is that with the pauses.
func (s *series) afterSlow(operations int) int {
	s.slowed += operations
	if s.slow < limit.slow {
		return s.nextSlow()
	}
	s.note(checkpoint{timed: 1, operations: s.slowed, took: time.Since(s.slowSince)}, current.settle)
	if s.ended != "" {
		return 0
	}
	return s.end("complete")
}

// A call of tests is so many runs of them.
var (
	runs, due int
	began     runtime.MemStats
)

// TestsInSeries returns whether the parent process asks for a series of a test.
func TestsInSeries() bool { return InSeries() && strings.HasPrefix(limit.of, "Test") }

// Tested notes that the tests have run once more, and returns whether they are to
// go on.
func Tested(failed bool) bool {
	switch {
	case turn == nil:
		due = before(limit.of, 1)
		turn.before = 1
		if failed {
			due = turn.end("failed")
		}
	case failed || runs+1 == due:
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		due = After(due, now.Mallocs-began.Mallocs, now.TotalAlloc-began.TotalAlloc, turn.last.elapsed(), due, failed)
	default:
		runs++
		return true
	}
	runs = 0
	if due > 0 {
		turn.begins(due)
	}
	runtime.ReadMemStats(&began)
	return due > 0
}

// learn finds out what an operation takes, by calls of more and more of them.
func (s *series) learn(operations int, took time.Duration) {
	known := s.ramped > 0 && took >= 2*s.rampTook // most of it is the operations'
	perOperation := took / time.Duration(operations)
	s.countUnclosed(operations)
	if known {
		perOperation = (took - s.rampTook) / time.Duration(operations-s.ramped)
	}
	if s.ramped == 0 {
		s.rampTook = took
		s.ramped = operations
	}
	further := s.roomFor(s.next*ramp) >= s.next*ramp
	if !further && !limit.alone {
		s.end("full")
		return
	}
	if further && !known && s.next*ramp <= limit.depth/limit.calls*2 &&
		(s.setUp > 0 || perOperation*time.Duration(s.next*ramp) < limit.leisure) {
		s.next *= ramp
		return
	}
	s.choose(perOperation)
	if s.setUp > 0 && !known && s.n < operations && s.roomFor(operations*s.calls) == operations*s.calls {
		s.n = operations // so many take no longer than to set up
	}
}

// setsUp notes that each call sets up for long: its operations are then those
// that take as long.
func (s *series) setsUp(took time.Duration) {
	s.setUp, s.ramped, s.rampTook, s.next = took, 1, took, ramp*2
}

// learnSlow tells operations that take long from a long set-up before each call,
// by how much longer a call of two takes than one of one.
func (s *series) learnSlow(timed time.Duration) {
	switch {
	case s.one > 0 && timed <= limit.longSetUp:
		s.next = ramp * 2 // the first call alone took long
	case timed <= limit.longSetUp:
	case s.one == 0:
		s.one, s.next = timed, 2
	case timed-s.one >= s.one/2:
		s.choose(timed - s.one)
	default:
		s.setsUp(s.one)
	}
}

// choose chooses the operations of each call by what one takes.
func (s *series) choose(perOperation time.Duration) {
	n, calls := depth(perOperation)/limit.calls, limit.calls
	if n < fewest && !limit.alone {
		s.end("slow")
		return
	}
	if n < 1 {
		n = 1
	}
	if (perOperation*time.Duration(n)+s.setUp)*time.Duration(calls) > limit.most {
		calls = limit.few
	}
	if room := s.roomFor(n*calls) / calls; room < n {
		if !limit.alone {
			s.end("full")
			return
		}
		n = room
		if n < 1 {
			n, calls = 1, limit.few // each operation keeps much
		}
	}
	s.begin(n, calls)
}

// chooseFew has so many operations made that leave goroutines at work.
func (s *series) chooseFew(room int) {
	if !limit.alone {
		s.end("full")
		return
	}
	n := room / limit.few
	if n < 1 {
		n = 1
	}
	s.begin(n, limit.few)
}

// roomAtWork returns how many of so many more operations may leave as many
// goroutines at work as those before have.
func (s *series) roomAtWork(more int) int {
	left := atWork() - s.atWork
	if left > 0 {
		current.settle()
		left = atWork() - s.atWork
	}
	done := s.before - 1 // the first one came before
	if left <= 0 || mostAtWork*done/left >= more {
		return more
	}
	return mostAtWork * done / left
}

// atWork counts the goroutines that wait for nothing but a processor, this one
// apart.
func atWork() int {
	if runtime.NumGoroutine() == 1 {
		return 0
	}
	text := stacks()
	return bytes.Count(text, []byte(" [runnable")) + bytes.Count(text, []byte(" [running")) - 1
}

// begin has so many calls from now on noted, each of which has n operations.
func (s *series) begin(n, calls int) {
	s.n, s.calls = n, calls
	if limit.rest > 0 {
		calls++
	}
	if limit.slow > 0 {
		calls++
	}
	s.heap, s.goroutines = newGrowingHeap(calls), newTally()
}

// depth returns how many operations something is worth that takes so long.
func depth(perOperation time.Duration) int {
	if perOperation < 1 {
		perOperation = 1
	}
	most := func(t time.Duration) int {
		if n := t / perOperation; n < time.Duration(limit.depth) {
			return int(n)
		}
		return limit.depth
	}
	if n := most(limit.leisure); n >= limit.shallow {
		return n
	}
	if most(limit.longest) >= limit.shallow {
		return limit.shallow
	}
	return most(limit.slowly)
}

// roomFor returns how many of so many more operations find room, if they keep
// what those before have kept.
func (s *series) roomFor(more int) int {
	runtime.GC()
	now := use()
	for i, most := range limit.room {
		if kept := now[i] - s.start[i]; kept > 0 {
			if n := int(float64(most) / float64(kept) * float64(s.before)); n < more {
				more = n
			}
		}
	}
	return s.roomAtWork(more)
}

// note makes a checkpoint, once all has settled.
func (s *series) note(k checkpoint, settle func() bool) {
	for i := 0; i < plantedInCall; i++ {
		plantOne()
	}
	k.settled = settle()
	s.heap.add(len(s.checkpoints))
	k.usage, k.planted = use(), len(control)
	most, alive := limit.room[goroutinesUsed], k.usage[goroutinesUsed]
	if !limit.alone && (alive-s.start[goroutinesUsed] > most || alive > 4*most) {
		s.end("full")
		return
	}
	s.checkpoints = append(s.checkpoints, k)
	// Written at once: each says that the process gets on.
	current.write(fmt.Sprint(s.prefix(), "goroutines-", len(s.checkpoints)), s.goroutines.changes(stacks()))
}

// prefix begins the names of the files of a series.
func (s *series) prefix() string { return fmt.Sprint("series-", s.number, "-") }

// end writes what there is of a series, and why there is no more.
func (s *series) end(why string) int {
	s.ended = why
	if why == "full" {
		full = true
	}
	if why == "complete" {
		current.write(s.prefix()+"heap.pb", s.heap.encode())
	}
	var facts strings.Builder
	fact := func(name string, value interface{}) { fmt.Fprintln(&facts, name, value) }
	fact("name", s.name)
	fact("ended", why)
	fact("profile-rate", runtime.MemProfileRate)
	fact("files-limit", openFilesLimit())
	fact("before", s.before)
	fact("within", s.within)
	fact("looks", s.looks.fact())
	fact("unclosed-files", s.unclosed.files)
	fact("unclosed-operations", s.unclosed.operations)
	for _, k := range s.checkpoints {
		fact("checkpoint", fmt.Sprint(k.usage.text(),
			" ", k.planted, " ", k.settled, " ", k.mallocs, " ", k.allocs, " ", k.nanos, " ", k.timed,
			" ", k.operations, " ", k.took.Nanoseconds()))
	}
	// Written last: its presence says that all else is complete.
	current.write(s.prefix()+"facts", []byte(facts.String()))
	s.checkpoints, s.heap, s.goroutines = nil, nil, nil
	idle = readClock()
	return 0
}

// plantOne keeps one more control object.
//
//go:noinline
func plantOne() {
	o := new(controlObject)
	o.self = o
	control = append(control, o)
}

// tinyBlock is the size of the blocks that objects without pointers share.
const tinyBlock = 16

// A growingHeap is what is in use by allocation stack, checkpoint after
// checkpoint.
type growingHeap struct {
	calls int
	inUse map[allocation][]int64 // objects and bytes of each, and how many tiny blocks were made
}

// An allocation is a stack, and a size: a sum of several would hide those that
// share blocks.
type allocation struct {
	stack [32]uintptr
	size  int64
}

// valuesInCall is how many values each checkpoint has.
const valuesInCall = 3

func newGrowingHeap(calls int) *growingHeap {
	return &growingHeap{calls: calls, inUse: map[allocation][]int64{}}
}

func (h *growingHeap) add(call int) { h.addRecords(call, heapRecords()) }

func (h *growingHeap) addRecords(call int, records []runtime.MemProfileRecord) {
	for i := range records {
		r := &records[i]
		if r.AllocObjects == 0 || r.AllocObjects == r.FreeObjects {
			continue
		}
		key := allocation{r.Stack0, r.AllocBytes / r.AllocObjects}
		values := h.inUse[key]
		if values == nil {
			values = make([]int64, valuesInCall*h.calls)
			h.inUse[key] = values
		}
		values[valuesInCall*call] += r.InUseObjects()
		values[valuesInCall*call+1] += r.InUseBytes()
		if key.size == tinyBlock {
			values[valuesInCall*call+2] += r.AllocObjects
		}
	}
}

// encode writes it as a pprof profile with three values for each checkpoint.
func (h *growingHeap) encode() []byte {
	e := newEncoder()
	for i := 1; i <= h.calls; i++ {
		e.out.message(profileSampleType, e.valueType(fmt.Sprint("inuse_objects_", i), "count"))
		e.out.message(profileSampleType, e.valueType(fmt.Sprint("inuse_space_", i), "bytes"))
		e.out.message(profileSampleType, e.valueType(fmt.Sprint("alloc_objects_", i), "count"))
	}
	for key, values := range h.inUse {
		e.sample(stackOf(key.stack), values)
	}
	return e.end()
}

func stackOf(stack [32]uintptr) []uintptr {
	for i, pc := range stack {
		if pc == 0 {
			return stack[:i]
		}
	}
	return stack[:]
}
