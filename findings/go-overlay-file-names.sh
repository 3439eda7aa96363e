#!/usr/bin/env bash
# The build cache serves a file of Go's library that an overlay has replaced with the name that it had when it was compiled
# first, though GOROOT has another name now, and the old one is gone. Seen with Go 1.24.13 and 1.27.4.
#
# Expected: stacks name files below the GOROOT of the build, as they do without an overlay. Seen: without one, a package of the
# library is compiled with names that are put below GOROOT when the binary is linked; with one, the name is in the object, and
# a cached object has that of another GOROOT.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOCACHE=$work/cache

mkdir "$work/module"
cd "$work/module"
cat >go.mod <<'END'
module example.com/names

go 1.19
END
cat >names_test.go <<'END'
package names

import (
	"runtime"
	"testing"
)

func TestNames(t *testing.T) {
	callers := make([]uintptr, 8)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	frame, _ := frames.Next()
	t.Log(frame.Function, "in", frame.File)
}
END

check() { # what was expected, what was seen
  if [[ $2 != *"$1"* ]]; then
    echo "This has changed: expected \"$1\", got:" >&2
    echo "$2" >&2
    exit 1
  fi
}

named() { # the name of the link to the toolchain, and "overlay" or nothing
  local link=$work/$1 flags=()
  if [[ ${2:-} == overlay ]]; then
    mkdir -p "$work/$1-files"
    { cat "$root/src/testing/testing.go" && echo '// This is not what Go has.'; } >"$work/$1-files/testing.go"
    echo "{\"Replace\": {\"$link/src/testing/testing.go\": \"$work/$1-files/testing.go\"}}" >"$work/$1-files/overlay.json"
    flags=(-overlay "$work/$1-files/overlay.json")
  fi
  GOTOOLCHAIN=local GOROOT=$link "$link/bin/go" test -count 1 -v "${flags[@]}" .
}

for version in go1.24.13 go1.27.4; do
  root=$(GOTOOLCHAIN=$version go env GOROOT)
  ln -s "$root" "$work/first"
  check "testing.tRunner in $work/first/src/testing/testing.go" "$(named first)"
  check "testing.tRunner in $work/first/src/testing/testing.go" "$(named first overlay)"
  rm -r "$work/first" "$work/first-files"
  ln -s "$root" "$work/second"
  check "testing.tRunner in $work/second/src/testing/testing.go" "$(named second)"
  check "testing.tRunner in $work/first/src/testing/testing.go" "$(named second overlay)"
  rm -r "$work/second" "$work/second-files"
  echo "$version, GOROOT=second: testing.tRunner is in second/…; with the overlay it is in first/…, which is gone"
done
