// Package shared needs something of which there is one for all processes.
package shared

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// take fails while another process of the same test run holds the only one.
// Who has it waits until somebody has failed once, so that how fast a machine
// is makes no difference.
func take(b *testing.B) {
	if b.N == 1 {
		return // to find out how long an operation takes
	}
	session := filepath.Dir(filepath.Dir(os.TempDir())) // each process has a directory of its own in it
	failed := filepath.Join(session, "failed")
	f, err := os.OpenFile(filepath.Join(session, "only-one"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		if err := os.WriteFile(failed, nil, 0o600); err != nil {
			b.Error(err)
		}
		b.Fatal("listen tcp 127.0.0.1:17000: bind: address already in use")
	}
	for i := 0; i < 1000; i++ {
		if _, err := os.Stat(failed); err == nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func BenchmarkOne(b *testing.B) { take(b) }

func BenchmarkOther(b *testing.B) { take(b) }

// BenchmarkNeverWorks fails with others and alone.
func BenchmarkNeverWorks(b *testing.B) {
	if b.N > 1 {
		b.Fatal("too many open files")
	}
}
