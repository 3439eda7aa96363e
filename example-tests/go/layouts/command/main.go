// Command command is a package main with benchmarks.
package main

import "fmt"

type node struct {
	n    int
	next *node
}

var kept *node

func main() {
	leak(1)
	fmt.Println(double(1))
}

func leak(n int) {
	kept = &node{n, kept} // leak: here
}

func double(n int) int {
	return 2 * n
}
