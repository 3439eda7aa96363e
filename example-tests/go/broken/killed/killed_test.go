// Package killed has a scenario that ends as by the kernel's OOM killer.
package killed

import (
	"os"
	"testing"
	"time"
)

func BenchmarkKilled(b *testing.B) {
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		b.Fatal(err)
	}
	if err := self.Kill(); err != nil {
		b.Fatal(err)
	}
	time.Sleep(time.Minute)
}
