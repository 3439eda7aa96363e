package noleakgate

import (
	"os"
	"strings"
	"syscall"
)

// What waitid(2) is asked for: any child that has ended, at once, and without
// taking notice of its end.
const (
	anyProcess = 0
	hasEnded   = 0x4
	leaveIt    = 0x1000000
)

// children counts the child processes that are still there, those included that
// have ended and were not waited for; -1 where the system does not tell.
func children() int {
	// Most processes have none, which is known for the price of one question.
	_, _, errno := syscall.Syscall6(syscall.SYS_WAITID, anyProcess, 0, 0, hasEnded|leaveIt|syscall.WNOHANG, 0, 0)
	if errno == syscall.ECHILD {
		return 0
	}
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return -1
	}
	count := 0
	for _, task := range tasks {
		// What cannot be read is of a thread that has just ended.
		ids, _ := os.ReadFile("/proc/self/task/" + task.Name() + "/children")
		count += len(strings.Fields(string(ids)))
	}
	return count
}
