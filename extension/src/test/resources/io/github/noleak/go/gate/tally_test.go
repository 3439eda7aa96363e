package noleakgate

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

const (
	first = "goroutine 1 [running]:\nmain.main()\n\t/src/m.go:3 +0x1\n"
	one   = "goroutine 7 [chan receive]:\nmain.wait(0xc000010000)\n\t/src/m.go:9 +0x1d\n" +
		"created by main.start in goroutine 1\n\t/src/m.go:5 +0x2\n"
	another = "goroutine 12 [chan receive]:\nmain.wait(0xc000020000)\n\t/src/m.go:9 +0x1d\n" +
		"created by main.start in goroutine 11\n\t/src/m.go:5 +0x2\n"
)

func dump(goroutines ...string) []byte { return []byte(strings.Join(goroutines, "\n")) }

func expect(t *testing.T, got []byte, want string) {
	t.Helper()
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestOneOfThoseThatAreAlikeIsWritten(t *testing.T) {
	expect(t, newTally().changes(dump(first, one, another)),
		"stack 0\n"+first+"\nstack 1\n"+one+"\ncount 0 1\ncount 1 2\n")
}

func TestOnlyWhatHasChangedIsWritten(t *testing.T) {
	tally := newTally()
	tally.changes(dump(first, one))
	expect(t, tally.changes(dump(first, another)), "")
	expect(t, tally.changes(dump(first, one, another)), "count 1 2\n")
	expect(t, tally.changes(dump(one)), "count 0 0\ncount 1 1\n")
	expect(t, tally.changes(dump(first)), "count 0 1\ncount 1 0\n")
}

func TestThoseThatDifferAreApart(t *testing.T) {
	tally := newTally()
	tally.changes(dump(one))
	for i, other := range []string{
		strings.Replace(one, "chan receive", "select", 1),
		strings.Replace(one, "[chan receive]", "[chan receive, 3 minutes]", 1),
		strings.Replace(one, "[chan receive]", "[chan receive, locked to thread]", 1),
		strings.Replace(one, "[chan receive]", "[chan receive (leaked)]", 1),
		strings.Replace(one, "[chan receive]", "[chan receive labels:{\"route\": \"/a\"}]", 1),
		strings.Replace(one, "[chan receive]", "[chan receive] {route: /a}", 1),
		strings.Replace(one, "main.wait(", "main.(*T).wait(", 1),
		strings.Replace(one, "m.go:9", "m.go:10", 1),
		strings.Replace(one, "main.start", "main.begin", 1),
		strings.Replace(one, "m.go:5", "m.go:6", 1),
	} {
		expect(t, tally.changes(dump(one, other)), fmt.Sprintf("stack %d\n%s\ncount %d 1\n", i+1, other, i+1))
		tally.changes(dump(one))
	}
}

func TestAddressesMakeNoDifference(t *testing.T) {
	tally := newTally()
	tally.changes(dump("goroutine 7 gp=0xc000002380 m=nil [select]:\nmain.f({0x1, 0x2}, ...)\n\t/src/m.go:3 +0x1 fp=0xc0 sp=0xc1 pc=0x2\n"))
	expect(t, tally.changes(dump("goroutine 9 gp=0xc000002390 m=nil [select]:\nmain.f({0x3, 0x4}, ...)\n\t/src/m.go:3 +0x1 fp=0xd0 sp=0xd1 pc=0x2\n")), "")
}

func TestGoroutineThatIsCutIsLeftOut(t *testing.T) {
	all := dump(first, one)
	for end := len(first) + 2; end < len(all); end++ {
		got := newTally().changes(all[:end])
		if all[end-1] != '\n' && strings.Contains(string(got), "stack 1") {
			t.Errorf("cut at %d: %s", end, got)
		}
	}
	expect(t, newTally().changes(nil), "")
}

func TestWhatIsNotRememberedIsWrittenEachTime(t *testing.T) {
	goroutines := make([]string, 2*mostStacks)
	for i := range goroutines {
		goroutines[i] = fmt.Sprintf("goroutine %d [select]:\nmain.f%d(0x1)\n\t/src/m.go:3 +0x1\n", i+1, i)
	}
	tally := newTally()
	tally.changes(dump(goroutines...))
	if len(tally.numbers) != mostStacks {
		t.Errorf("%d are remembered", len(tally.numbers))
	}
	expect(t, tally.changes(dump(goroutines...)), strings.Join(goroutines[mostStacks:], "\n")+"\n")
	expect(t, tally.changes(dump(goroutines[:mostStacks]...)), "")
}

func TestLongStacksAreNotRemembered(t *testing.T) {
	long := "goroutine 3 [select]:\nmain." + strings.Repeat("x", mostStackText) + "(0x1)\n\t/src/m.go:3 +0x1\n"
	tally := newTally()
	expect(t, tally.changes(dump(long, one)), long+"\nstack 0\n"+one+"\ncount 0 1\n")
	expect(t, tally.changes(dump(long, one)), long+"\n")
}

func TestGoroutinesOfARealDumpAreAllCounted(t *testing.T) {
	stop := make(chan bool)
	tally := newTally()
	tally.changes(stacks())
	for i := 0; i < 1000; i++ {
		go func() { <-stop }()
	}
	defer close(stop)
	for try := 0; ; try++ {
		text := tally.changes(stacks())
		waiting := 0
		for number, count := range tally.counts {
			if count >= 900 {
				waiting = count
				if bytes.Count(text, []byte("TestGoroutinesOfARealDumpAreAllCounted.func1")) > 10 {
					t.Errorf("stack %d was written more than once:\n%s", number, text)
				}
			}
		}
		if waiting == 1000 {
			return
		}
		if try == 1000 {
			t.Fatalf("%d wait, of 1000:\n%s", waiting, text)
		}
		tally = newTally()
		(&gate{}).settle()
	}
}
