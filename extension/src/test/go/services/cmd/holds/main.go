// Command holds keeps threads of the system and open files.
package main

import (
	"fmt"
	"log"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

func main() {
	count, _ := strconv.Atoi(os.Args[1])
	var files []*os.File
	var locked sync.WaitGroup
	for i := 0; i < count; i++ {
		file, err := os.Open(os.DevNull)
		if err != nil {
			log.Fatal(err)
		}
		files = append(files, file)
		locked.Add(1)
		go func() {
			runtime.LockOSThread()
			locked.Done()
			time.Sleep(time.Hour)
		}()
	}
	locked.Wait()
	fmt.Println("holding", len(files))
	time.Sleep(time.Hour)
	runtime.KeepAlive(files)
}
