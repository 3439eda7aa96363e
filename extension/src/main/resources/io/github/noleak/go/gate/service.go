package noleakgate

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"time"
)

// Variables of the environment by which the parent process speaks to the gate
// in a service.
const (
	envAddress = "NOLEAK_SERVICE_ADDRESS" // the file for the address of the profiles
	envPprof   = "NOLEAK_SERVICE_PPROF"   // "off": the service serves profiles itself
)

// plantedInService is how many control objects the records of a service show.
const plantedInService = 16

// served is set before the service's own packages are initialised, as far as
// they do not come first in Go's order.
var served = serve()

// serve ties the service to its parent, and opens the profiles to it.
func serve() bool {
	file, own := os.Getenv(envAddress), os.Getenv(envPprof) == "off"
	if file == "" {
		return false
	}
	// Children of the service must not take themselves for it.
	os.Unsetenv(envAddress)
	os.Unsetenv(envPprof)
	if !own {
		runtime.MemProfileRate = 1
	}
	tieToParent()
	address := "-"
	if !own {
		planted := make(chan bool)
		go func() { // what initialisation makes is not looked at
			plant(plantedInService)
			close(planted)
		}()
		<-planted
		address = listen()
	}
	g := &gate{directory: filepath.Dir(file)}
	g.write(filepath.Base(file), []byte(address))
	return true
}

// listen serves on a free port of the loopback, apart from all that the service
// itself serves: nothing is added to the default handlers.
func listen() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, "noleak: profiles cannot be served:", err)
		os.Exit(3)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", profile)
	mux.HandleFunc("/noleak/settle", settled)
	mux.HandleFunc("/noleak/heap", records)
	mux.HandleFunc("/noleak/allocations", allocations)
	mux.HandleFunc("/noleak/goroutines", goroutines)
	go func() { _ = http.Serve(listener, mux) }()
	return listener.Addr().String()
}

// profile serves the runtime's profiles like net/http/pprof, which cannot be
// imported here: that would add it to the service's own default handlers.
func profile(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/debug/pprof/")
	if name == "" {
		for _, p := range pprof.Profiles() {
			fmt.Fprintln(w, p.Count(), p.Name())
		}
		return
	}
	p := pprof.Lookup(name)
	if p == nil {
		http.Error(w, "unknown profile", http.StatusNotFound)
		return
	}
	if gc, _ := strconv.Atoi(r.FormValue("gc")); name == "heap" && gc > 0 {
		runtime.GC()
	}
	debug, _ := strconv.Atoi(r.FormValue("debug"))
	if debug == 0 {
		w.Header().Set("Content-Type", "application/octet-stream")
	}
	_ = p.WriteTo(w, debug)
}

// settled waits until goroutines and, if care is to be taken, heap objects have
// stopped falling, and tells how many there are then.
func settled(w http.ResponseWriter, r *http.Request) {
	quiet, _ := time.ParseDuration(r.FormValue("quiet"))
	ceiling, _ := time.ParseDuration(r.FormValue("ceiling"))
	var ended bool
	if r.FormValue("careful") == "true" {
		ended = (&gate{quiet: quiet, ceiling: ceiling}).settle()
	} else {
		ended = calm(quiet, ceiling)
		runtime.GC()
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	fmt.Fprintln(w, "go", runtime.Version())
	fmt.Fprintln(w, "settled", ended)
	fmt.Fprintln(w, "profile-rate", runtime.MemProfileRate)
	fmt.Fprintln(w, "planted", len(control))
	fmt.Fprintln(w, "resources", use().text())
	fmt.Fprintln(w, "heap-objects", m.HeapObjects)
	fmt.Fprintln(w, "heap-bytes", m.HeapAlloc)
	fmt.Fprintln(w, "total-alloc", m.TotalAlloc)
}

// calm waits until goroutines have stopped falling. In a service at work a
// collection costs its callers, so that there is one and not several.
func calm(quiet, ceiling time.Duration) bool {
	begin := time.Now()
	fell, least := begin, runtime.NumGoroutine()
	for time.Since(fell) < quiet {
		if time.Since(begin) >= ceiling {
			return false
		}
		time.Sleep(quiet / 10)
		if n := runtime.NumGoroutine(); n < least {
			fell, least = time.Now(), n
		}
	}
	return true
}

// goroutines serves the stacks of all goroutines in one go: the profile of the
// runtime stops the world several times until its text has the room it needs.
func goroutines(w http.ResponseWriter, _ *http.Request) {
	_, _ = w.Write(stacks())
}

// records serves what is in use with the runtime's own frames.
func records(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(encodeHeap(heapRecords()))
}

// allocations serves what was ever allocated, for the calls of a round to be
// counted by. The runtime has it in its records two collections later.
func allocations(w http.ResponseWriter, _ *http.Request) {
	runtime.GC()
	runtime.GC()
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(encodeHeap(memoryRecords(true)))
}
