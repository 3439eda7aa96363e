// Command open serves its profiles beside its calls, as many services do.
package main

import (
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"

	"example.com/web/store"
)

func main() {
	s := store.New(300)
	http.HandleFunc("/waits", func(http.ResponseWriter, *http.Request) { s.Wait() })
	http.HandleFunc("/closes", func(http.ResponseWriter, *http.Request) { s.Close() })
	http.HandleFunc("/loads", func(http.ResponseWriter, *http.Request) { s.Load() })
	http.HandleFunc("/hangs", func(http.ResponseWriter, *http.Request) { s.Hang() })
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}
