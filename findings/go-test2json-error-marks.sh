#!/usr/bin/env bash
# With -test.v=test2json, a test binary of Go 1.27.4 puts control characters around what t.Error logs: SI (0x0f) before it, and
# SO (0x0e) after it. Go 1.22.12 and 1.26.0 print the bare line, as 1.27.4 does with plain -test.v.
#
# Expected: the one mark in this mode is SYN (0x16), at the beginning of the lines that say how tests begin and end. Seen: who
# reads the lines without cmd/test2json has two more in what the test itself has said. What t.Log says has none.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >go.mod <<'END'
module example.com/marks

go 1.19
END
cat >marks_test.go <<'END'
package marks

import "testing"

func TestMarks(t *testing.T) {
	t.Log("said")
	t.Error("wrong")
}
END

check() { # toolchain, flag, the two lines that are expected
  GOTOOLCHAIN=$1 go test -c -o marks.test .
  local seen
  seen=$(./marks.test -test.run TestMarks "$2" | grep 'marks_test.go' || true)
  if [[ $seen != "$3" ]]; then
    echo "This has changed with $1 $2: expected" >&2
    cat -v <<<"$3" >&2
    echo 'got' >&2
    cat -v <<<"$seen" >&2
    exit 1
  fi
  echo "$1 $2:"
  cat -v <<<"$seen"
}

plain=$'    marks_test.go:6: said\n    marks_test.go:7: wrong'
marked=$'    marks_test.go:6: said\n\x0f    marks_test.go:7: wrong\x0e'
check go1.22.12 -test.v=test2json "$plain"
check go1.26.0 -test.v=test2json "$plain"
check go1.27.4 -test.v "$plain"
check go1.27.4 -test.v=test2json "$marked"
