// Command parent starts children: one that sleeps, and one that is the same program.
package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"time"
)

func main() {
	how := os.Args[1]
	if how != "child" {
		for _, child := range []*exec.Cmd{exec.Command("sleep", "1000"), exec.Command(os.Args[0], "child")} {
			if how == "apart" {
				setApart(child)
			}
			if err := child.Start(); err != nil {
				log.Fatal(err)
			}
			fmt.Println("child", child.Process.Pid)
		}
		fmt.Println("process", os.Getpid())
	}
	if how == "leaves" {
		return
	}
	time.Sleep(time.Hour)
}
