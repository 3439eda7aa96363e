#!/usr/bin/env bash
# The first allocation after a change of runtime.MemProfileRate is recorded by the memory profile, even where the change turns
# the profile off. Seen with Go 1.24.13 and 1.27.4; not with Go 1.22.12.
#
# Expected: with a rate of 0 nothing is recorded, and at 512 KiB an object of 16 bytes is recorded once in 32,768 times. Seen:
# each processor (P) compares the rate with the one that it sampled by last, and where they differ, records what is allocated
# at once. The record counts like one of chance: pprof scales an object of 16 bytes to 32,768 of them. For the same reason the
# first allocation of each P that a program comes to use is in its profile.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOCACHE=$work/cache

mkdir "$work/module"
cd "$work/module"
cat >go.mod <<'END'
module example.com/rate

go 1.19
END
cat >main.go <<'END'
package main

import (
	"fmt"
	"runtime"
)

var kept []*[16]byte

//go:noinline
func keep() { kept = append(kept, new([16]byte)) }

// recorded returns how many of the objects of keep the profile has recorded.
func recorded() (objects int64) {
	runtime.GC()
	runtime.GC()
	records := make([]runtime.MemProfileRecord, 1000)
	count, _ := runtime.MemProfile(records, true)
	for _, record := range records[:count] {
		for _, pc := range record.Stack() {
			if runtime.FuncForPC(pc).Name() == "main.keep" {
				objects += record.AllocObjects
				break
			}
		}
	}
	return objects
}

func main() {
	runtime.GOMAXPROCS(1)
	kept = make([]*[16]byte, 0, 1000)
	for i := 0; i < 10; i++ {
		keep()
	}
	fmt.Print("unchanged ", recorded())
	for i := 0; i < 10; i++ {
		rate := runtime.MemProfileRate
		runtime.MemProfileRate = 0
		keep()
		runtime.MemProfileRate = rate
		sink = new([16]byte) // recorded for the change back
	}
	fmt.Println(", turned off for it", recorded())
}

var sink *[16]byte
END

check() { # what was expected, what was seen
  if [[ $2 != *"$1"* ]]; then
    echo "This has changed: expected \"$1\", got:" >&2
    echo "$2" >&2
    exit 1
  fi
}

for version in go1.24.13 go1.27.4; do
  check "unchanged 0, turned off for it 10" "$(GOTOOLCHAIN=$version go run . 2>&1)"
done
check "unchanged 0, turned off for it 0" "$(GOTOOLCHAIN=go1.22.12 go run . 2>&1)"
