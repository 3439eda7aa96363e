// Command polite says good-bye when it is asked to end.
package main

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, syscall.SIGTERM)
	fmt.Println("process", os.Getpid())
	<-asked
	fmt.Println("good-bye")
}
