//go:build windows || plan9 || js || wasip1

package noleakgate

import (
	"os"
	"time"
)

func becomeGroupLeader() {}

func endGroup() { os.Exit(3) }

func takeStandardInput() (int, error) { return 0, nil }

func readByte(int) bool {
	var b [1]byte
	n, _ := os.Stdin.Read(b[:])
	return n == 1
}

func processTime() time.Duration { return 0 }

func waitingTime() time.Duration { return 0 }

func openFiles() int { return -1 }

func openFilesLimit() uint64 { return 0 }

func threads() int { return -1 }

func children() int { return -1 }
