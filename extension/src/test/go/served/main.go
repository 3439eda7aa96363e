// Served is a service that serves its profiles by itself, until it is killed.
package main

import (
	"fmt"
	"net"
	"net/http"
	_ "net/http/pprof"
)

var kept []byte

//go:noinline
func keep(bytes int) { kept = make([]byte, bytes) }

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	keep(64 << 20) // so much that no sampling misses it
	never := make(chan int)
	for i := 0; i < 5; i++ {
		go func() { <-never }()
	}
	go http.Serve(listener, nil)
	fmt.Printf("serving http://%s/debug/pprof/\n", listener.Addr())
	<-never
}
