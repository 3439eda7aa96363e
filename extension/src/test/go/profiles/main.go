// The program profiles writes one profile of each kind before some work, and one after it.
package main

import (
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

var (
	kept  [][]byte
	words = map[string]string{}
)

// Box is generic, so that its functions have brackets in their names.
type Box[T any] struct{ item *T }

func (b *Box[T]) String() string { return strings.Repeat("b", 5000) }

func box[T any](item T) *Box[T] { return &Box[T]{&item} }

//go:noinline
func keep(size int) { kept = append(kept, make([]byte, size)) }

func inlined() { kept = append(kept, make([]byte, 3000)) }

//go:noinline
func recurse(depth int) int {
	if depth == 0 {
		keep(500)
		return 0
	}
	return recurse(depth-1) + 1
}

func work(rounds int) {
	var boxes []*Box[[40]int]
	for i := 0; i < rounds; i++ {
		keep(100)
		inlined()
		func() { words[strings.Repeat("x", i)] = "kept" }()
		boxes = append(boxes, box([40]int{}))
		recurse(i % 200)
	}
	words[""] = boxes[0].String()
}

func letGo() {
	kept = kept[:len(kept)/3]
	for i := range words {
		if len(i)%2 == 0 {
			delete(words, i)
		}
	}
}

func main() {
	runtime.MemProfileRate = 512
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
	cpu := create("cpu.pb.gz")
	check(pprof.StartCPUProfile(cpu))

	work(300)
	contend()
	writeAll("before")
	letGo()
	work(400)
	block()
	for deadline := time.Now().Add(300 * time.Millisecond); time.Now().Before(deadline); {
		work(20)
	}
	writeAll("after")

	pprof.StopCPUProfile()
	check(cpu.Close())
}

// contend lets goroutines wait for a lock, and then for ever.
func contend() {
	var lock sync.Mutex
	var done sync.WaitGroup
	for i := 0; i < 7; i++ {
		done.Add(1)
		go func() {
			lock.Lock()
			time.Sleep(5 * time.Millisecond)
			lock.Unlock()
			done.Done()
			select {}
		}()
	}
	done.Wait()
}

func block() {
	for i := 0; i < 3; i++ {
		never := make(chan int)
		go func() { <-never }()
	}
}

func writeAll(when string) {
	runtime.GC()
	for _, kind := range []string{"heap", "allocs", "goroutine", "block", "mutex"} {
		file := create(kind + "-" + when + ".pb.gz")
		check(pprof.Lookup(kind).WriteTo(file, 0))
		check(file.Close())
	}
}

func create(name string) *os.File {
	file, err := os.Create(name)
	check(err)
	return file
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
