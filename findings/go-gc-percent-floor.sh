#!/usr/bin/env bash
# However low the percentage of garbage is set, Go collects no more often than once for each megabyte that is allocated. Seen
# with Go 1.22.12, 1.24.13 and 1.27.4.
#
# Expected: with debug.SetGCPercent(1), the smallest heap at which a collection begins is 1 % of 4 MB, so that a program whose
# heap is small collects some twenty times while it allocates 800 kB. Seen: not once, and at most once for each megabyte of 8:
# the runtime leaves a megabyte between the end of one collection and the begin of the next (sweepMinHeapDistance), so that
# sweeping has something to be paced by. A heap profile shows what was in use at a collection: that of a short program or a
# short call is not made finer by a lower percentage.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOCACHE=$work/cache

mkdir "$work/module"
cd "$work/module"
cat >go.mod <<'END'
module example.com/floor

go 1.19
END
cat >main.go <<'END'
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var sink []byte

// collections returns how many there are while so much garbage is made.
func collections(bytes int) uint32 {
	runtime.GC()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for made := 0; made < bytes; made += 1 << 10 {
		sink = make([]byte, 1<<10)
	}
	runtime.ReadMemStats(&after)
	return after.NumGC - before.NumGC
}

func main() {
	debug.SetGCPercent(1)
	few, many := collections(800<<10), collections(8<<20)
	fmt.Println("of 800 kB", few, "and of 8 MB no more than 8, but some:", many > 0 && many <= 8)
}
END

for version in go1.22.12 go1.24.13 go1.27.4; do
  seen=$(GOTOOLCHAIN=$version go run . 2>&1)
  if [[ $seen != "of 800 kB 0 and of 8 MB no more than 8, but some: true" ]]; then
    echo "This has changed with $version: $seen" >&2
    exit 1
  fi
done
