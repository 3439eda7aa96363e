// Command web serves its own default handlers on the addresses that it is given.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"time"
)

var asked int32

func init() {
	http.HandleFunc("/debug/pprof/mine", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "mine")
	})
}

func main() {
	delay := flag.Duration("delay", 0, "how long to wait before anything is served")
	refusals := flag.Int("refusals", 0, "how often /healthz is refused")
	flag.Parse()
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) {
		if int(atomic.AddInt32(&asked, 1)) <= *refusals {
			http.Error(w, "not yet", http.StatusServiceUnavailable)
		}
	})
	text("/asked", func() interface{} { return atomic.LoadInt32(&asked) })
	text("/rate", func() interface{} { return runtime.MemProfileRate })
	text("/environment", func() interface{} { return strings.Join(os.Environ(), "\n") })
	text("/directory", func() interface{} {
		directory, err := os.Getwd()
		return fmt.Sprint(directory, err)
	})
	time.Sleep(*delay)
	for _, address := range append(flag.Args(), strings.Fields(os.Getenv("ADDRESSES"))...) {
		go func(address string) { log.Fatal(http.ListenAndServe(address, nil)) }(address)
	}
	time.Sleep(*delay)
	fmt.Println("accepting orders")
	time.Sleep(time.Hour)
}

func text(path string, value func() interface{}) {
	http.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, value()) })
}
