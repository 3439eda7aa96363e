// Command rate records fewer objects than it was asked to, from its first call on.
package main

import (
	"log"
	"net/http"
	"os"
	"runtime"

	"example.com/web/store"
)

func main() {
	s := store.New(300)
	http.HandleFunc("/closes", func(http.ResponseWriter, *http.Request) {
		runtime.MemProfileRate = 4096
		s.Close()
	})
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}
