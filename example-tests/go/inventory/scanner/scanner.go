// Package scanner talks to barcode scanners, whose driver wants every call
// on the thread that opened it.
package scanner

import "runtime"

// OpenLeaking opens a scanner; the returned function scans with it.
//
// It leaks a thread per call, and the goroutine locked to it: nobody can
// close the scanner.
func OpenLeaking() (scan func() string) {
	requests := make(chan chan string)
	go func() { // leak: started here
		runtime.LockOSThread()
		for reply := range requests { // leak: here
			reply <- "4006381333931"
		}
	}()
	return func() string { return ask(requests) }
}

// OpenFixed opens a scanner; the second function closes it.
func OpenFixed() (scan func() string, closeScanner func()) {
	requests := make(chan chan string)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		for reply := range requests {
			reply <- "4006381333931"
		}
	}()
	return func() string { return ask(requests) }, func() {
		close(requests)
		<-ended
	}
}

func ask(requests chan<- chan string) string {
	reply := make(chan string)
	requests <- reply
	return <-reply
}
