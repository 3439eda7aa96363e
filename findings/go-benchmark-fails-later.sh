#!/usr/bin/env bash
# A benchmark that fails in the second or a later of its -count calls does not fail "go test": Go 1.19.13, 1.22.12 and 1.27.4
# print "--- FAIL" in the middle of the results, then "PASS", and end with exit code 0.
#
# Expected: exit code 1, as where the first call fails, and as for a test that fails in a later one. Seen: each later call has
# a benchmark of its own, which tells nobody that it has failed.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'END'
module example.com/later

go 1.19
END
cat >later_test.go <<'END'
package later

import "testing"

var calls, runs int

func BenchmarkLater(b *testing.B) {
	if calls++; calls == 3 {
		b.Fatal("in call", calls)
	}
}

func BenchmarkAtOnce(b *testing.B) { b.Fatal("at once") }

func TestLater(t *testing.T) {
	if runs++; runs == 3 {
		t.Fatal("in run", runs)
	}
}
END

check() { # what was expected, what was seen
  if [[ $2 != *"$1"* ]]; then
    echo "This has changed: expected \"$1\", got:" >&2
    echo "$2" >&2
    exit 1
  fi
}

for version in go1.19.13 go1.22.12 go1.27.4; do
  export GOTOOLCHAIN=$version
  later=$(go test -run '^$' -bench Later -benchtime 1x -count 3 . && echo 'exit code 0')
  check '--- FAIL: BenchmarkLater' "$later"
  check 'in call 3' "$later"
  check $'\nPASS\n' "$later"
  check 'exit code 0' "$later"
  once=$(go test -run '^$' -bench AtOnce -benchtime 1x -count 3 . || echo "exit code $?")
  check 'exit code 1' "$once"
  test=$(go test -run Later -count 3 . || echo "exit code $?")
  check 'exit code 1' "$test"
  echo "$version: a benchmark that fails in its third call: \"--- FAIL\", \"PASS\", exit code 0; a test: exit code 1"
done
