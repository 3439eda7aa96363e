package search

import (
	"math/rand"
	"reflect"
	"strings"
	"testing"
)

// vocabulary makes words, the same ones each time.
func vocabulary(n int) []string {
	random := rand.New(rand.NewSource(1))
	syllables := []string{"bo", "lt", "nu", "scre", "wa", "sher", "zin", "c", "he", "xa", "gon", "ny"}
	words := make([]string, n)
	for i := range words {
		var word strings.Builder
		for length := 2 + random.Intn(3); length > 0; length-- {
			word.WriteString(syllables[random.Intn(len(syllables))])
		}
		words[i] = word.String()
	}
	return words
}

// texts makes descriptions, the same ones each time; early words are frequent.
func texts(n int) []string {
	random := rand.New(rand.NewSource(2))
	words := vocabulary(500)
	list := make([]string, n)
	for i := range list {
		var text []string
		for len(text) < 20 {
			text = append(text, words[random.Intn(1+random.Intn(len(words)))])
		}
		list[i] = strings.Join(text, " ")
	}
	return list
}

func BenchmarkTokenize(b *testing.B) {
	text := "The hexagon bolt of the DIN 933, with a washer: zinc-plated, for wood and for steel."
	for i := 0; i < b.N; i++ {
		if got := len(Tokenize(text)); got != 9 {
			b.Fatalf("%d words, want 9", got)
		}
	}
}

func BenchmarkIndexLookup(b *testing.B) {
	index := NewIndex(texts(5000))
	words := vocabulary(500)
	find := func(b *testing.B, words ...string) {
		for i := 0; i < b.N; i++ {
			if len(index.Lookup(words...)) == 0 {
				b.Fatal("nothing found")
			}
		}
	}
	b.Run("two", func(b *testing.B) { find(b, words[1], words[40]) })
	b.Run("three", func(b *testing.B) { find(b, words[0], words[1], words[2]) })
}

func BenchmarkComplete(b *testing.B) {
	trie := new(Trie)
	for _, word := range vocabulary(500) {
		trie.Insert(word)
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if got := len(trie.Complete("bo", 5)); got != 5 {
			b.Fatalf("%d words, want 5", got)
		}
	}
}

func BenchmarkBloom(b *testing.B) {
	words := vocabulary(500)
	filter := NewBloom(128)
	for _, word := range words {
		filter.Add(word)
	}
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if !filter.MayHave(words[i%len(words)]) {
			b.Fatal("a word is unknown")
		}
	}
}

func BenchmarkSuggest(b *testing.B) {
	words := vocabulary(300)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if Suggest("hexgon", words) == "" {
			b.Fatal("no suggestion")
		}
	}
}

func BenchmarkNewIndex(b *testing.B) {
	list := texts(300)
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		if len(NewIndex(list).postings) == 0 {
			b.Fatal("an empty index")
		}
	}
}

func TestLookup(t *testing.T) {
	index := NewIndex([]string{"Bolt and nut", "nut", "the nut, the bolt", "washer"})
	if got := index.Lookup("bolt", "nut"); !reflect.DeepEqual(got, []int{0, 2}) {
		t.Fatalf("found %v", got)
	}
	if got := Suggest("blot", []string{"washer", "bolt"}); got != "bolt" {
		t.Fatalf("suggested %q", got)
	}
}
