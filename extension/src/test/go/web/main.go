// Command web answers calls that keep something, and calls that do not.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"

	"example.com/web/store"
)

func main() {
	address := flag.String("addr", "127.0.0.1:0", "where to listen")
	flag.Parse()
	s := store.New(300)
	w := &store.Window{}
	http.HandleFunc("/ready", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "yes") })
	http.HandleFunc("/waits", func(http.ResponseWriter, *http.Request) { s.Wait() })
	http.HandleFunc("/forgets", func(http.ResponseWriter, *http.Request) { s.Forget() })
	http.HandleFunc("/closes", func(http.ResponseWriter, *http.Request) { s.Close() })
	http.HandleFunc("/keeps", func(http.ResponseWriter, *http.Request) { s.Keep() })
	http.HandleFunc("/caches", func(http.ResponseWriter, *http.Request) { s.Cache() })
	http.HandleFunc("/counts", func(http.ResponseWriter, *http.Request) { w.Add() })
	http.HandleFunc("/opens", func(http.ResponseWriter, *http.Request) { s.Open() })
	http.HandleFunc("/hangs", func(http.ResponseWriter, *http.Request) { s.Hang() })
	http.HandleFunc("/ends", func(http.ResponseWriter, *http.Request) {
		fmt.Println("the disk is full")
		os.Exit(7)
	})
	fmt.Println("listening in", os.Getenv("WEB_NAME"))
	log.Fatal(http.ListenAndServe(*address, nil))
}
