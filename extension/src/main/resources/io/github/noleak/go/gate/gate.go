// Package noleakgate is compiled into a test binary by NoLeak, through a build
// overlay, and measures what the process still keeps once its work is done.
//
// It is inert unless the environment names a directory for its findings.
package noleakgate

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"
)

// Variables of the environment by which the parent process speaks to the gate.
const (
	envDirectory = "NOLEAK_GATE_DIR"    // where findings go; unset: the gate does nothing
	envQuiet     = "NOLEAK_GATE_QUIET"  // how long nothing may fall before all counts as settled
	envCeiling   = "NOLEAK_GATE_MAX"    // when to stop waiting for that
	envPlanted   = "NOLEAK_GATE_PLANT"  // how many control objects to plant
	envMark      = "NOLEAK_GATE_WINDOW" // rounds of tests between two marks of the allocation totals
	envProof     = "NOLEAK_GATE_PROOF"  // "on": the runtime is asked which goroutines nothing can wake
	envLink      = "NOLEAK_GATE_LINK"   // where files of Go's library are by their names in the binary; unset: where they lie
	envRoot      = "NOLEAK_GATE_ROOT"   // where they lie
	envHold      = "NOLEAK_GATE_HOLD"   // a file: once all is measured, the process waits until it appears
)

type gate struct {
	directory  string
	quiet      time.Duration
	ceiling    time.Duration
	planted    int
	window     int
	proof      bool
	hold       string
	link, root string
	started    time.Time
	goroutines int  // alive before what is waited for began
	steady     bool // none has ended when that was waited for last
	acted      bool
	rounds     int
	marks      []mark
}

// A mark is the state of the allocation totals after a number of rounds.
type mark struct {
	round           int
	mallocs, allocs uint64
}

// control keeps the planted objects alive.
var control []*controlObject

// A controlObject is larger than the tiny allocator's blocks and has a pointer,
// so that each one is an object of its own in the profile.
type controlObject struct {
	self *controlObject
	_    [3]uintptr
}

var current = open()

// open reads the environment, and clears it: a child process that runs the same
// binary must not take itself for the measured one.
func open() *gate {
	g := &gate{directory: os.Getenv(envDirectory)}
	if g.directory == "" {
		return g
	}
	g.quiet = duration(envQuiet)
	g.ceiling = duration(envCeiling)
	g.planted = number(envPlanted)
	g.window = number(envMark)
	g.proof = os.Getenv(envProof) == "on"
	g.hold = os.Getenv(envHold)
	g.link, g.root = os.Getenv(envLink), os.Getenv(envRoot)
	for _, name := range []string{envDirectory, envQuiet, envCeiling, envPlanted, envMark, envProof, envLink, envRoot, envHold} {
		os.Unsetenv(name)
	}
	g.started = time.Now()
	tieToParent()
	openSeries()
	g.goroutines = runtime.NumGoroutine()
	return g
}

// tieToParent makes sure that the process ends with its parent.
//
// Nothing of ours goes on running for that: code that looks for goroutines that
// it has left behind would find ours.
func tieToParent() {
	becomeGroupLeader()
	if err := awaitParent(); err != nil {
		fmt.Fprintln(os.Stderr, "noleak: the parent process does not let this one go on:", err)
		os.Exit(3)
	}
}

// Mark notes the allocation totals at the end of a round of tests.
func Mark() {
	g := current
	if g.directory == "" || g.window == 0 {
		return
	}
	g.rounds++
	if g.rounds%g.window != 0 {
		return
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	g.marks = append(g.marks, mark{g.rounds, m.Mallocs, m.TotalAlloc})
}

// Act measures, the first time it is called in a process.
func Act() {
	g := current
	if g.directory == "" || g.acted {
		return
	}
	g.acted = true
	beLast()
	if InSeries() {
		// Each series has noted its own.
		g.write("facts", []byte(fmt.Sprintln("gomaxprocs", runtime.GOMAXPROCS(0))))
		return
	}
	elapsed := time.Since(g.started)
	cpu, waited := processTime(), waitingTime()
	plant(g.planted)
	settled := g.settle()
	records := heapRecords()
	g.write("heap.pb", encodeHeap(records))
	proof := g.proof && markLeakedGoroutines()
	g.write("goroutines.txt", stacks())
	var m runtime.MemStats
	runtime.ReadMemStats(&m)

	var facts strings.Builder
	fact := func(name string, value interface{}) { fmt.Fprintln(&facts, name, value) }
	fact("go", runtime.Version())
	fact("gomaxprocs", runtime.GOMAXPROCS(0))
	fact("profile-rate", runtime.MemProfileRate)
	fact("planted", len(control))
	fact("elapsed-ns", elapsed.Nanoseconds())
	fact("cpu-ns", cpu.Nanoseconds())
	fact("waited-ns", waited.Nanoseconds())
	fact("settled", settled)
	fact("gate-ns", (time.Since(g.started) - elapsed).Nanoseconds())
	fact("resources", use().text())
	fact("leak-proof", proof)
	fact("open-files-limit", openFilesLimit())
	fact("heap-objects", m.HeapObjects)
	fact("heap-bytes", m.HeapAlloc)
	fact("mallocs", m.Mallocs)
	fact("total-alloc", m.TotalAlloc)
	for _, k := range g.marks {
		fact("mark", fmt.Sprint(k.round, " ", k.mallocs, " ", k.allocs))
	}
	// Written last: its presence says that all else is complete.
	g.write("facts", []byte(facts.String()))
	g.waitForParent()
	runtime.KeepAlive(control)
}

// waitForParent lets another process look at what this one keeps.
func (g *gate) waitForParent() {
	for g.hold != "" {
		if _, err := os.Stat(g.hold); err == nil {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// plant makes objects that the records must show, or they could not have shown
// a leak either.
//
//go:noinline
func plant(count int) {
	control = make([]*controlObject, 0, count)
	for len(control) < count {
		o := new(controlObject)
		o.self = o
		control = append(control, o)
	}
}

// begins notes how many goroutines are alive before what is waited for begins.
func (g *gate) begins(alive int) { g.goroutines, g.steady = alive, false }

// settle collects garbage until goroutines and heap objects stop falling.
//
// A sync.Pool lets go in the second collection, and each link of a chain of
// finalizers needs one more.
func (g *gate) settle() bool {
	quiet := g.quiet
	if g.steady && !g.isAlone() {
		quiet /= shorter // as many stayed the last time
	}
	return g.settleFor(quiet, g.ceiling)
}

// settleFor does so until nothing has fallen for some time, or to a ceiling.
func (g *gate) settleFor(quiet, ceiling time.Duration) bool {
	const fewest = 3
	if g.isAlone() && quiet < time.Second {
		// Finalizers alone may yet let something go. What hangs on a timer is
		// waited for longer than that.
		quiet /= shorter
	}
	w := waiting{begin: time.Now(), goroutines: runtime.NumGoroutine()}
	w.fell = w.begin
	defer func() { g.steady = !w.some }()
	var m runtime.MemStats
	objects := ^uint64(0)
	for collections := 1; ; collections++ {
		before := time.Now()
		runtime.GC()
		runtime.ReadMemStats(&m)
		pause := time.Since(before)
		fewer := m.HeapObjects < objects
		if fewer {
			objects = m.HeapObjects
			if collections > 1 {
				w.fell = time.Now()
			}
		}
		w.look()
		switch {
		case collections >= fewest && !fewer && w.isQuiet(quiet):
			return true
		case time.Since(w.begin) >= ceiling:
			return false
		case fewer:
			w.sleep(pause)
		default:
			w.sleep(pause)
			// What collections do not let go of may yet end by itself.
			for !w.isQuiet(quiet) && time.Since(w.begin) < ceiling {
				w.sleep(quiet / 10)
			}
		}
	}
}

// shorter is how many times shorter a wait is for what hardly comes.
const shorter = 4

// isAlone returns whether nothing but main and this benchmark is alive.
func (g *gate) isAlone() bool { return runtime.NumGoroutine() <= g.goroutines+1 }

// waiting is for goroutines to end.
type waiting struct {
	begin, fell time.Time
	goroutines  int
	some        bool // have ended
}

// look notes whether some have.
func (w *waiting) look() {
	if n := runtime.NumGoroutine(); n < w.goroutines {
		w.goroutines, w.fell, w.some = n, time.Now(), true
	}
}

// isQuiet returns whether nothing has fallen for so long.
func (w *waiting) isQuiet(long time.Duration) bool { return time.Since(w.fell) >= long }

// sleep lets others run for some time, but not long, and looks then.
func (w *waiting) sleep(some time.Duration) {
	const shortest, longest = time.Millisecond, 50 * time.Millisecond
	if some < shortest {
		some = shortest
	}
	if some > longest {
		some = longest
	}
	time.Sleep(some)
	w.look()
}

// markLeakedGoroutines has the runtime find the goroutines that are blocked on
// what nothing can reach: their stacks say "(leaked)" from then on. It tells
// whether the runtime can do that.
func markLeakedGoroutines() bool {
	// A single search may miss some.
	const searches = 2
	p := pprof.Lookup("goroutineleak")
	for i := 0; i < searches && p != nil; i++ {
		_ = p.WriteTo(io.Discard, 0)
	}
	return p != nil
}

// stacks returns the stacks of all goroutines as text, 64 MB of it at most.
func stacks() []byte {
	const most = 64 << 20
	size := 16<<10 + 1024*runtime.NumGoroutine()
	for {
		if size > most {
			size = most
		}
		buffer := make([]byte, size)
		n := runtime.Stack(buffer, true)
		if n < size || size == most {
			return current.original(buffer[:n])
		}
		size *= 2
	}
}

// original returns the text of stacks with the names that files of Go's library
// have.
func (g *gate) original(stacks []byte) []byte {
	if g.link == "" {
		return stacks
	}
	return bytes.ReplaceAll(stacks, []byte("\t"+g.link+"/"), []byte("\t"+g.root+"/"))
}

// originalFile returns the same of one file.
func (g *gate) originalFile(file string) string {
	if g.link != "" && strings.HasPrefix(file, g.link+"/") {
		return g.root + file[len(g.link):]
	}
	return file
}

// write makes a file appear with all its content or not at all.
func (g *gate) write(name string, content []byte) {
	path := filepath.Join(g.directory, name)
	err := os.WriteFile(path+".part", content, 0600)
	if err == nil {
		err = os.Rename(path+".part", path)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "noleak: cannot write the findings:", err)
		os.Exit(3)
	}
}

func duration(name string) time.Duration {
	d, err := time.ParseDuration(os.Getenv(name))
	if err != nil {
		return 0
	}
	return d
}

func number(name string) int {
	var n int
	fmt.Sscan(os.Getenv(name), &n)
	return n
}

// beLast keeps the test framework from calling the gate once more for each
// repeat of the scenario, with a garbage collection every time.
func beLast() {
	if f := flag.Lookup("test.count"); f != nil {
		_ = f.Value.Set("1")
	}
}
