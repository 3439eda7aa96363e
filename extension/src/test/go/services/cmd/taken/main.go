// Command taken finds its port taken until it has been started a number of times.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
)

func main() {
	file, address := os.Args[1], os.Args[3]
	starts, _ := strconv.Atoi(os.Args[2])
	before, _ := os.ReadFile(file)
	lines := string(before) + strings.Join(os.Args[3:], " ") + "\n"
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		log.Fatal(err)
	}
	if strings.Count(lines, "\n") < starts {
		// Really taken, so that the words are those of the system.
		first, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			log.Fatal(err)
		}
		address = first.Addr().String()
	}
	fmt.Println("listening")
	log.Fatal(http.ListenAndServe(address, nil))
}
