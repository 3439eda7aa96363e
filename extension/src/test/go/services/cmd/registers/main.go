// Command registers answers itself where profiles are by default.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/debug/pprof/", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "mine")
	})
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}
