// Command stubborn does not end when it is asked to.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	signal.Ignore(syscall.SIGTERM)
	fmt.Println("process", os.Getpid())
	time.Sleep(time.Hour)
}
