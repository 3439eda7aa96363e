//go:build !windows

package main

import (
	"os/exec"
	"syscall"
)

// setApart gives a child a process group of its own.
func setApart(child *exec.Cmd) {
	child.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
}
