// Command ownpprof serves its profiles itself, and can have a child.
package main

import (
	"fmt"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os"
	"os/exec"
	"runtime"
)

func main() {
	http.HandleFunc("/rate", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, runtime.MemProfileRate)
	})
	child := exec.Command("sleep", "1000")
	if err := child.Start(); err != nil {
		log.Fatal(err)
	}
	fmt.Println("process", os.Getpid())
	fmt.Println("child", child.Process.Pid)
	log.Fatal(http.ListenAndServe(os.Args[1], nil))
}
