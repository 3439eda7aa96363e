// Package search finds products by words.
package search

import (
	"hash/fnv"
	"sort"
	"strings"
	"unicode"
)

var stopWords = map[string]bool{"a": true, "and": true, "for": true, "of": true, "the": true, "with": true}

// Tokenize gives the words of a text that are worth a search, in lower case.
func Tokenize(text string) []string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	kept := words[:0]
	for _, word := range words {
		if !stopWords[word] {
			kept = append(kept, word)
		}
	}
	return kept
}

// Index tells in which documents words are.
type Index struct {
	postings map[string][]int
}

// NewIndex makes an index of texts; a document is known by its place.
func NewIndex(texts []string) *Index {
	index := &Index{postings: make(map[string][]int)}
	for id, text := range texts {
		for _, word := range Tokenize(text) {
			ids := index.postings[word]
			if len(ids) == 0 || ids[len(ids)-1] != id {
				index.postings[word] = append(ids, id)
			}
		}
	}
	return index
}

// Lookup gives the documents that have every word.
func (x *Index) Lookup(words ...string) []int {
	lists := make([][]int, len(words))
	for i, word := range words {
		lists[i] = x.postings[word]
	}
	// The rarest word first: nothing is found that it does not have.
	sort.Slice(lists, func(i, j int) bool { return len(lists[i]) < len(lists[j]) })
	if len(lists) == 0 {
		return nil
	}
	found := append([]int(nil), lists[0]...)
	for _, list := range lists[1:] {
		kept, j := found[:0], 0
		for _, id := range found {
			for j < len(list) && list[j] < id {
				j++
			}
			if j < len(list) && list[j] == id {
				kept = append(kept, id)
			}
		}
		found = kept
	}
	return found
}

// Trie completes words.
type Trie struct {
	children [26]*Trie
	word     string
}

// Insert adds a word of the letters a to z; it leaves out any other.
func (t *Trie) Insert(word string) {
	node := t
	for i := 0; i < len(word); i++ {
		c := word[i] - 'a'
		if c >= 26 {
			return
		}
		if node.children[c] == nil {
			node.children[c] = new(Trie)
		}
		node = node.children[c]
	}
	node.word = word
}

// Complete gives up to limit words that begin with the prefix, in order.
func (t *Trie) Complete(prefix string, limit int) []string {
	node := t
	for i := 0; i < len(prefix); i++ {
		c := prefix[i] - 'a'
		if c >= 26 || node.children[c] == nil {
			return nil
		}
		node = node.children[c]
	}
	return node.collect(make([]string, 0, limit))
}

func (t *Trie) collect(words []string) []string {
	if t.word != "" && len(words) < cap(words) {
		words = append(words, t.word)
	}
	for _, child := range t.children {
		if len(words) == cap(words) {
			break
		}
		if child != nil {
			words = child.collect(words)
		}
	}
	return words
}

// Bloom tells of most unknown words that they are unknown.
type Bloom struct {
	bits []uint64
}

// NewBloom makes a filter of 64 bits a word.
func NewBloom(words int) *Bloom {
	return &Bloom{bits: make([]uint64, words)}
}

// Add makes a word known.
func (f *Bloom) Add(word string) {
	a, b := hashes(word)
	for i := uint64(0); i < 4; i++ {
		bit := (a + i*b) % uint64(64*len(f.bits))
		f.bits[bit/64] |= 1 << (bit % 64)
	}
}

// MayHave tells whether a word may be known.
func (f *Bloom) MayHave(word string) bool {
	a, b := hashes(word)
	for i := uint64(0); i < 4; i++ {
		bit := (a + i*b) % uint64(64*len(f.bits))
		if f.bits[bit/64]&(1<<(bit%64)) == 0 {
			return false
		}
	}
	return true
}

func hashes(word string) (uint64, uint64) {
	h := fnv.New64a()
	h.Write([]byte(word))
	sum := h.Sum64()
	return sum & 0xffffffff, sum>>32 | 1
}

// Suggest gives the known word that takes the fewest edits to get to from a
// mistyped one, the first of them if there are more.
func Suggest(typed string, known []string) string {
	best, least := "", len(typed)+1
	row := make([]int, 32)
	for _, word := range known {
		if len(word) >= len(row) {
			continue
		}
		if edits := distance(typed, word, row); edits < least {
			best, least = word, edits
		}
	}
	return best
}

// distance is the Levenshtein distance; row has room for b and one more.
func distance(a, b string, row []int) int {
	for j := 0; j <= len(b); j++ {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			if row[j]+1 < cost {
				cost = row[j] + 1
			}
			if row[j-1]+1 < cost {
				cost = row[j-1] + 1
			}
			row[j] = cost
		}
	}
	return row[len(b)]
}
