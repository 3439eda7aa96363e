package noleakgate

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
)

// A resource is something of which a process may keep more and more. How much
// there is, is read here; what else is peculiar to it is the parent process's,
// under the same name.
type resource struct {
	name string
	read func(*runtime.MemStats) int64 // -1 where the system does not tell
}

var resources = []resource{
	{"heap", func(m *runtime.MemStats) int64 { return int64(m.HeapAlloc) }},
	{"goroutines", func(*runtime.MemStats) int64 { return int64(runtime.NumGoroutine()) }},
	{"open-files", func(*runtime.MemStats) int64 { return int64(openFiles()) }},
	{"threads", func(*runtime.MemStats) int64 { return int64(threads()) }},
	{"child-processes", func(*runtime.MemStats) int64 { return int64(children()) }},
	{"off-heap", offHeap},
}

// Where resources have some of them.
const (
	heapUsed       = 0
	goroutinesUsed = 1
	filesUsed      = 2
)

// usage is what a process keeps at a moment, of each resource.
type usage []int64

func use() usage {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	all := make(usage, len(resources))
	for i, r := range resources {
		all[i] = r.read(&m)
	}
	return all
}

// text writes what the system tells, as name=amount.
func (u usage) text() string {
	var known []string
	for i, r := range resources {
		if u[i] >= 0 {
			known = append(known, fmt.Sprint(r.name, "=", u[i]))
		}
	}
	return strings.Join(known, ",")
}

// parseUsage reads the same; of what does not stand there, there is none.
func parseUsage(text string) usage {
	all := make(usage, len(resources))
	for _, pair := range strings.Split(text, ",") {
		for i, r := range resources {
			if strings.HasPrefix(pair, r.name+"=") {
				all[i], _ = strconv.ParseInt(pair[len(r.name)+1:], 10, 64)
			}
		}
	}
	return all
}

// guard is the largest page that is put before the stack of a thread so that
// nothing grows into it.
const guard = 16 << 10

// mostOfFile is what counts of one mapping of a file. A database keeps all of its
// file mapped, which gets larger with what is put there: that is no memory. Files
// that stay mapped are many.
const mostOfFile = 64 << 10

// offHeap returns the bytes that are mapped beyond what Go's runtime accounts
// for: those of C, files and devices, but not the stacks of threads, of which
// each has megabytes that it never uses. What may not be accessed is only
// reserved.
func offHeap(m *runtime.MemStats) int64 {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return -1
	}
	mapped := mappedBytes(string(maps))
	if mapped < 0 {
		return -1
	}
	return mapped - int64(m.Sys)
}

// mappedBytes adds up the lines of /proc/self/maps, each of which is like
// "7f1c8a000000-7f1c8a021000 rw-p 00000000 00:00 0 [heap]"; -1 if one is not.
func mappedBytes(maps string) int64 {
	var sum int64
	var guarded uint64 // where what is no stack cannot begin
	for len(maps) > 0 {
		line := maps
		if end := strings.IndexByte(maps, '\n'); end >= 0 {
			line, maps = maps[:end], maps[end+1:]
		} else {
			maps = ""
		}
		dash, space := strings.IndexByte(line, '-'), strings.IndexByte(line, ' ')
		if dash < 0 || space < dash || len(line) < space+5 {
			return -1
		}
		from, errFrom := strconv.ParseUint(line[:dash], 16, 64)
		to, errTo := strconv.ParseUint(line[dash+1:space], 16, 64)
		if errFrom != nil || errTo != nil || to < from {
			return -1
		}
		accessible := line[space+1:space+4] != "---"
		if accessible && (guarded == 0 || from != guarded) && !strings.HasSuffix(line, "[stack]") {
			size := int64(to - from)
			if size > mostOfFile && isFile(line) {
				size = mostOfFile
			}
			sum += size
		}
		guarded = 0
		if !accessible && to-from <= guard {
			guarded = to
		}
	}
	return sum
}

// isFile returns whether a line of /proc/self/maps is of a file: its fifth field is
// the number that the file has on its device.
func isFile(line string) bool {
	fields := strings.Fields(line)
	return len(fields) > 4 && fields[4] != "0"
}
