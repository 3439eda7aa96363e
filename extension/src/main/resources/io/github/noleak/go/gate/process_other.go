//go:build windows || plan9 || js || wasip1

package noleakgate

import (
	"io"
	"os"
	"time"
)

func becomeGroupLeader() {}

func awaitParent() error {
	_, err := io.ReadFull(os.Stdin, make([]byte, 1))
	return err
}

func processTime() time.Duration { return 0 }

func waitingTime() time.Duration { return 0 }

func openFiles() int { return -1 }

func openFilesLimit() uint64 { return 0 }

func threads() int { return -1 }
