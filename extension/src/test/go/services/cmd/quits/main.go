// Command quits ends at once.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	fmt.Println("reading the configuration")
	fmt.Fprintln(os.Stderr, "no such table: orders")
	code, _ := strconv.Atoi(os.Args[1])
	os.Exit(code)
}
