#!/usr/bin/env bash
# "go test -overlay" replaces files of Go's own library, too, but for a toolchain that go itself has downloaded: there
# Go 1.24.13 does, and Go 1.27.4 (as 1.25 and 1.26 before it) refuses.
#
# Expected: a file that is added to $GOROOT/src/testing is compiled into that package, or refused, whatever the toolchain's
# place. Seen: a toolchain that GOTOOLCHAIN has brought lies in the module cache, and go 1.27.4 says that "files beneath
# GOMODCACHE must not be replaced". The same toolchain is taken with its GOROOT named by a symbolic link from elsewhere.
# What was added is there for builds with the overlay alone: the next one without it, from the same build cache, does not
# know it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOCACHE=$work/cache

mkdir "$work/module"
cd "$work/module"
cat >go.mod <<'END'
module example.com/overlay

go 1.19
END
cat >added_test.go <<'END'
package overlay

import "testing"

func TestAdded(t *testing.T) { t.Log(testing.Added()) }
END
cat >"$work/added.go" <<'END'
package testing

// Added is in no release of Go.
func Added() string { return "added to " + "testing" }
END

check() { # what was expected, what was seen
  if [[ $2 != *"$1"* ]]; then
    echo "This has changed: expected \"$1\", got:" >&2
    echo "$2" >&2
    exit 1
  fi
}

with_overlay() { # the go command
  echo "{\"Replace\": {\"$("$1" env GOROOT)/src/testing/added.go\": \"$work/added.go\"}}" >"$work/overlay.json"
  "$1" test -v -overlay "$work/overlay.json" . 2>&1 || true
}

export GOTOOLCHAIN=go1.24.13
check 'added to testing' "$(with_overlay go)"
check 'undefined: testing.Added' "$(go test -v . 2>&1 || true)"
echo 'go1.24.13, downloaded: "added to testing"; without the overlay "undefined: testing.Added"'

export GOTOOLCHAIN=go1.27.4
check 'must not be replaced' "$(with_overlay go)"
echo 'go1.27.4, downloaded: "Files beneath GOMODCACHE must not be replaced."'

ln -s "$(go env GOROOT)" "$work/goroot"
export GOTOOLCHAIN=local GOROOT=$work/goroot
check 'added to testing' "$(with_overlay "$GOROOT/bin/go")"
echo 'go1.27.4, the same by a link from elsewhere: "added to testing"'
