// Command input reads all of its standard input.
package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

func main() {
	bytes, err := io.ReadAll(os.Stdin)
	fmt.Println("read", len(bytes), "bytes and", err)
	time.Sleep(time.Hour)
}
