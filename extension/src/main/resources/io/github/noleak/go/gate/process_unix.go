//go:build !windows && !plan9 && !js && !wasip1

package noleakgate

import (
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

// endGroup kills the process and all that it started, children that have gone
// to groups of their own as far as the system tells who they are.
func endGroup() {
	self := os.Getpid()
	for _, child := range descendants(self, nil) {
		_ = syscall.Kill(child, syscall.SIGKILL)
	}
	if syscall.Getpgrp() == self {
		_ = syscall.Kill(-self, syscall.SIGKILL)
	}
	os.Exit(3)
}

// takeStandardInput keeps the parent's pipe under a private number and leaves
// the null device in its place, as "go test" does.
func takeStandardInput() (int, error) {
	syscall.ForkLock.RLock()
	lifeline, err := syscall.Dup(0)
	if err == nil {
		syscall.CloseOnExec(lifeline)
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return -1, err
	}
	// The lowest free number is taken: 0, once that is closed.
	if err := syscall.Close(0); err != nil {
		return -1, err
	}
	_, err = syscall.Open(os.DevNull, syscall.O_RDONLY, 0)
	return lifeline, err
}

// readByte waits for a byte; false means that the other end is closed.
func readByte(descriptor int) bool {
	var b [1]byte
	for {
		n, err := syscall.Read(descriptor, b[:])
		if err == syscall.EINTR || err == syscall.EAGAIN {
			continue
		}
		return n == 1
	}
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

// children counts the child processes that are still there; -1 where the system
// does not tell.
func children() int {
	found, told := childrenOf(os.Getpid())
	if !told {
		return -1
	}
	return len(found)
}

// descendants adds the children of a process, and theirs, to some that are known.
func descendants(process int, known []int) []int {
	found, _ := childrenOf(process)
	for _, child := range found {
		known = descendants(child, append(known, child))
	}
	return known
}

// childrenOf returns the children of each thread of a process, and whether the
// system tells of any thread.
func childrenOf(process int) ([]int, bool) {
	threads := "/proc/" + strconv.Itoa(process) + "/task/"
	tasks, err := os.ReadDir(threads)
	if err != nil {
		return nil, false
	}
	var found []int
	for _, task := range tasks {
		ids, err := os.ReadFile(threads + task.Name() + "/children")
		if err != nil {
			continue // the thread has just ended
		}
		for _, field := range strings.Fields(string(ids)) {
			if id, err := strconv.Atoi(field); err == nil {
				found = append(found, id)
			}
		}
	}
	return found, true
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
