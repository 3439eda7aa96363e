package noleakgate

import (
	"runtime"
	"testing"
)

const kilobyte = 1 << 10

func TestBytesThatAreMapped(t *testing.T) {
	tests := []struct {
		name, maps string
		want       int64
	}{
		{"nothing", "", 0},
		{"memory of C", "55d0a0000000-55d0a0021000 rw-p 00000000 00:00 0                          [heap]\n", 132 * kilobyte},
		{"without a name", "7f1c8a000000-7f1c8a021000 rw-p 00000000 00:00 0 \n", 132 * kilobyte},
		{"what is reserved", "7f1c8a021000-7f1c8e000000 ---p 00000000 00:00 0 \n", 0},
		{
			"the stack of a thread, and its guard",
			"7f1c7f000000-7f1c7f001000 ---p 00000000 00:00 0 \n" +
				"7f1c7f001000-7f1c7f801000 rw-p 00000000 00:00 0 \n",
			0,
		},
		{
			"an arena behind the reserved end of another",
			"7f1c70021000-7f1c74000000 ---p 00000000 00:00 0 \n" +
				"7f1c74000000-7f1c74021000 rw-p 00000000 00:00 0 \n",
			132 * kilobyte,
		},
		{
			"memory apart from a guard",
			"7f1c7f000000-7f1c7f001000 ---p 00000000 00:00 0 \n" +
				"7f1c7f002000-7f1c7f003000 rw-p 00000000 00:00 0 \n",
			4 * kilobyte,
		},
		{"the stack of the first thread", "7ffe1c000000-7ffe1c021000 rw-p 00000000 00:00 0 [stack]\n", 0},
		{"a small file", "7f1c8a000000-7f1c8a001000 r--s 00000000 08:01 1835 /tmp/table\n", 4 * kilobyte},
		{"a large file", "7f1c4a000000-7f1c8a000000 r--s 00000000 08:01 1835 /tmp/a table\n", 64 * kilobyte},
		{"no end of line", "7f1c8a000000-7f1c8a001000 rw-p 00000000 00:00 0", 4 * kilobyte},
		{"another format", "7f1c8a000000 7f1c8a001000 rw-p\n", -1},
		{"no numbers", "begin-end rw-p 00000000 00:00 0 \n", -1},
		{"a line that is cut", "7f1c8a000000-7f1c8a001000 rw", -1},
	}
	for _, test := range tests {
		if got := mappedBytes(test.maps); got != test.want {
			t.Errorf("%s: %d bytes, want %d", test.name, got, test.want)
		}
	}
}

func TestPositionsAreThoseOfTheirResources(t *testing.T) {
	for at, name := range map[int]string{heapUsed: "heap", goroutinesUsed: "goroutines", filesUsed: "open-files"} {
		if resources[at].name != name {
			t.Errorf("%d is of %s, want %s", at, resources[at].name, name)
		}
	}
}

func TestUsageIsReadAsItIsWritten(t *testing.T) {
	want := use()
	got := parseUsage(want.text())
	for i := range resources {
		if want[i] >= 0 && got[i] != want[i] {
			t.Errorf("%s: %d, want %d", resources[i].name, got[i], want[i])
		}
	}
}

func TestWhatTheSystemDoesNotTellIsNotWritten(t *testing.T) {
	unknown := make(usage, len(resources))
	for i := range unknown {
		unknown[i] = -1
	}
	if text := unknown.text(); text != "" {
		t.Errorf("%q", text)
	}
	if room := parseUsage("heap=5,nonsense,threads=x,open-files=7"); room[heapUsed] != 5 || room[filesUsed] != 7 {
		t.Errorf("%v", room)
	}
}

var grown [][]byte

// What Go's runtime accounts for is none, however much that is.
func TestHeapThatGrowsIsNotOutsideIt(t *testing.T) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := offHeap(&m)
	if before < 0 {
		t.Skip("the system does not tell")
	}
	for i := 0; i < 32; i++ {
		grown = append(grown, make([]byte, 1<<20))
	}
	runtime.ReadMemStats(&m)
	if more := offHeap(&m) - before; more > 256*kilobyte {
		t.Errorf("%d bytes more", more)
	}
	grown = nil
}
