// Package counted holds what it finds in its process against what plain go test
// gives it.
package counted

import (
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"example.com/checks/checker"
)

// atStart is how many goroutines there were while packages were initialised.
var atStart = runtime.NumGoroutine()

func BenchmarkCounts(b *testing.B) {
	for i := 0; i < b.N; i++ {
		look(b)
	}
}

func TestCounts(t *testing.T) { look(t) }

func look(t testing.TB) {
	if atStart != 1 {
		t.Fatalf("%d goroutines at the start", atStart)
	}
	// Main, and this one. That of the test before may be about to end.
	for wait := time.Millisecond; runtime.NumGoroutine() > 2; wait *= 2 {
		if wait > time.Minute {
			t.Fatalf("%d goroutines", runtime.NumGoroutine())
		}
		time.Sleep(wait)
	}
	if left := checker.Left(); len(left) > 0 {
		t.Fatal(strings.Join(left, "\n\n"))
	}
	for _, variable := range os.Environ() {
		if strings.HasPrefix(variable, "NOLEAK") {
			t.Fatal(variable)
		}
	}
	if input, err := io.ReadAll(os.Stdin); err != nil || len(input) > 0 {
		t.Fatalf("standard input has %q, %v", input, err)
	}
	if runtime.GOOS == "linux" {
		children(t)
		files(t)
	}
}

func children(t testing.TB) {
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range tasks {
		if ids, _ := os.ReadFile("/proc/self/task/" + task.Name() + "/children"); len(ids) > 0 {
			t.Fatalf("children: %s", ids)
		}
	}
}

func files(t testing.TB) {
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	// What is not to be read is the directory itself, which is closed by now.
	names, ends := map[string]string{}, map[string]int{}
	for _, file := range open {
		if name, err := os.Readlink("/proc/self/fd/" + file.Name()); err == nil && file.Name() > "2" {
			names[file.Name()] = name
			ends[name]++
		}
	}
	for number, name := range names {
		// The runtime's own: up to Go 1.20 it wakes itself by a pipe, of which it has both ends.
		own := strings.HasPrefix(name, "anon_inode:") || strings.HasPrefix(name, "/sys/fs/cgroup/") || ends[name] == 2
		if !own {
			t.Fatalf("open: %s is %s", number, name)
		}
	}
	if name, err := os.Readlink("/proc/self/fd/0"); err != nil || name != os.DevNull {
		t.Fatalf("standard input is %q, %v", name, err)
	}
}
