package noleakgate

import (
	"bytes"
	"fmt"
)

// Goroutines that leak stand at the same place. So a checkpoint has one of them in
// full, and how many there are, and that only where it is not known from the
// checkpoint before.

// Bounds of what is remembered: goroutines beyond them are written in full each time.
const (
	mostStacks    = 2000
	mostStackText = 1 << 20
)

// A tally counts the goroutines of a series by what is alike of them.
type tally struct {
	numbers map[string]int // of the stacks, in the order in which they came
	counts  []int          // of each, at the checkpoint before
	text    int            // bytes of all that is remembered
	alike   []byte         // the one at hand
}

func newTally() *tally { return &tally{numbers: map[string]int{}} }

// changes returns the stacks of a dump that are new, each after a line "stack" with
// its number, and then, for each stack of which there are now more or fewer
// goroutines, a line "count" with the number and how many.
func (t *tally) changes(dump []byte) []byte {
	var out bytes.Buffer
	counts := make([]int, len(t.counts))
	for len(dump) > 0 {
		var goroutine []byte
		goroutine, dump = cutAfter(dump, "\n\n")
		if goroutine[len(goroutine)-1] != '\n' {
			break // cut in the middle of a line
		}
		goroutine = bytes.TrimRight(goroutine, "\n")
		number, isNew := t.number(goroutine)
		if isNew {
			fmt.Fprintln(&out, "stack", number)
			counts, t.counts = append(counts, 0), append(t.counts, 0)
		}
		if isNew || number < 0 {
			out.Write(goroutine)
			out.WriteString("\n\n")
		}
		if number >= 0 {
			counts[number]++
		}
	}
	for number, count := range counts {
		if count != t.counts[number] {
			fmt.Fprintln(&out, "count", number, count)
		}
	}
	t.counts = counts
	return out.Bytes()
}

// number returns which stack a goroutine has, and whether it is a new one; -1 if
// it cannot be remembered.
func (t *tally) number(goroutine []byte) (number int, isNew bool) {
	t.alike = appendAlike(t.alike[:0], goroutine)
	if number, ok := t.numbers[string(t.alike)]; ok {
		return number, false
	}
	if len(t.numbers) == mostStacks || t.text+len(t.alike) > mostStackText {
		return -1, false
	}
	number = len(t.numbers)
	t.numbers[string(t.alike)] = number
	t.text += len(t.alike)
	return number, true
}

// appendAlike appends the text of a goroutine without what differs where all else
// is the same: numbers of goroutines, addresses, and arguments.
func appendAlike(to, goroutine []byte) []byte {
	for len(goroutine) > 0 {
		var line []byte
		line, goroutine = cutAfter(goroutine, "\n")
		kept := line
		switch {
		case bytes.HasPrefix(line, []byte("goroutine ")):
			if state := bytes.Index(line, []byte(" [")); state >= 0 {
				kept = line[state:]
			}
		case line[0] == '\t':
			kept = upTo(line, " fp=0x")
		case bytes.HasPrefix(line, []byte("created by ")):
			kept = upTo(line, " in goroutine ")
		default:
			if arguments := bytes.LastIndexByte(line, '('); arguments >= 0 {
				kept = line[:arguments]
			}
		}
		to = append(append(to, bytes.TrimRight(kept, "\n")...), '\n')
	}
	return to
}

// cutAfter splits a text behind the first of some separators.
func cutAfter(text []byte, separator string) (first, rest []byte) {
	if i := bytes.Index(text, []byte(separator)); i >= 0 {
		return text[:i+len(separator)], text[i+len(separator):]
	}
	return text, nil
}

// upTo returns a line up to some words.
func upTo(line []byte, words string) []byte {
	if i := bytes.Index(line, []byte(words)); i >= 0 {
		return line[:i]
	}
	return line
}
