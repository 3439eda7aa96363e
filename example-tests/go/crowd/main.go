// Command crowd has many goroutines and a heap of some size, and answers calls:
// a sample of it is timed.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"sync"
	"time"
)

// A node has pointers, as most of what is on a heap.
type node struct {
	next *node
	name [104]byte
}

func main() {
	address := flag.String("addr", "127.0.0.1:8080", "where to listen")
	goroutines := flag.Int("goroutines", 10_000, "how many wait")
	megabytes := flag.Int("heap", 20, "how many megabytes are in use beside what goroutines take")
	flag.Parse()

	var crowd sync.WaitGroup
	doors := make([]chan bool, 16)
	for i := range doors {
		doors[i] = make(chan bool)
	}
	for i := 0; i < *goroutines; i++ {
		crowd.Add(1)
		go wait(&crowd, doors[i%len(doors)])
	}
	crowd.Wait()
	// As in a hash table: chains that a collector can follow side by side.
	chains := make([]*node, 1024)
	for i := 0; i < *megabytes<<20/112; i++ {
		chain := &chains[i%len(chains)]
		*chain = &node{next: *chain}
	}
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, len(chains)) })
	http.HandleFunc("/waits", func(http.ResponseWriter, *http.Request) { time.Sleep(5 * time.Millisecond) })
	log.Fatal(http.ListenAndServe(*address, nil))
}

func wait(crowd *sync.WaitGroup, door chan bool) {
	crowd.Done()
	<-door
}
