// Package checker looks for goroutines that code has left behind, as leak
// checkers do: it knows those of the test framework, and takes all others for
// leaks.
package checker

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// Left returns the stacks of goroutines that should have ended; it waits a
// little for them to do so.
func Left() []string {
	for wait := time.Millisecond; ; wait *= 2 {
		left := others()
		if len(left) == 0 || wait > 500*time.Millisecond {
			return left
		}
		time.Sleep(wait)
	}
}

func others() []string {
	buffer := make([]byte, 1<<20)
	all := strings.Split(string(buffer[:runtime.Stack(buffer, true)]), "\n\n")
	var left []string
	for _, stack := range all[1:] { // the first is this one
		if !strings.Contains(stack, "\ntesting.(*") && !strings.Contains(stack, "\ntesting.Main") {
			left = append(left, stack)
		}
	}
	return left
}

// Runner is a testing.M.
type Runner interface{ Run() int }

// Main runs the tests and ends the process, with a failure if goroutines are
// left.
func Main(m Runner) {
	code := m.Run()
	if left := Left(); code == 0 && len(left) > 0 {
		fmt.Fprintf(os.Stderr, "%d goroutines are left\n", len(left))
		for _, stack := range left {
			fmt.Fprintln(os.Stderr, stack)
		}
		code = 1
	}
	os.Exit(code)
}
