//go:build !windows && !plan9 && !js && !wasip1

package noleakgate

import (
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// becomeGroupLeader gives the process a group of its own, which its children
// join, so that all of them can be ended together.
func becomeGroupLeader() {
	_ = syscall.Setpgid(0, 0)
}

// awaitParent waits until the parent has seen to it that this process ends with
// it, and says so by a byte. Then the null device stands in the place of its pipe,
// as under "go test".
func awaitParent() error {
	var b [1]byte
	for {
		n, err := syscall.Read(0, b[:])
		if err == syscall.EINTR || err == syscall.EAGAIN {
			continue
		}
		if err != nil {
			return err
		}
		if n == 0 {
			return io.ErrUnexpectedEOF // it is no more
		}
		break
	}
	// The lowest free number is taken: 0, once that is closed.
	if err := syscall.Close(0); err != nil {
		return err
	}
	_, err := syscall.Open(os.DevNull, syscall.O_RDONLY, 0)
	return err
}

func processTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// waitingTime sums up how long the threads were ready to run and had no
// processor; 0 where the system does not tell.
func waitingTime() time.Duration {
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return 0
	}
	var sum time.Duration
	for _, task := range tasks {
		statistics, _ := os.ReadFile("/proc/self/task/" + task.Name() + "/schedstat")
		if fields := strings.Fields(string(statistics)); len(fields) > 1 {
			nanoseconds, _ := strconv.ParseInt(fields[1], 10, 64)
			sum += time.Duration(nanoseconds)
		}
	}
	return sum
}

// openFiles counts the open descriptors, the one that it reads with apart; -1
// where the system does not tell.
func openFiles() int {
	for _, directory := range []string{"/proc/self/fd", "/dev/fd"} {
		if n := entries(directory); n > 0 {
			return n - 1
		}
	}
	return -1
}

func openFilesLimit() uint64 {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return 0
	}
	return uint64(limit.Cur)
}

// threads counts the threads of the process; -1 where the system does not tell.
func threads() int {
	return entries("/proc/self/task")
}

func entries(directory string) int {
	d, err := os.Open(directory)
	if err != nil {
		return -1
	}
	defer d.Close()
	names, err := d.Readdirnames(-1)
	if err != nil {
		return -1
	}
	return len(names)
}
