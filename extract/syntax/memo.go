package syntax

import (
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"dateline/corpus/ud"
)

// memo keeps what is computed of a word and its tags for the words met first, so that
// reading on takes no memory. Losing a race costs the work of one word, nothing else.
type memo[T any] [1 << memoBits]atomic.Pointer[remembered[T]]

const (
	memoBits = 13
	// longestKept is the number of bytes beyond which a word is not kept.
	longestKept = 40
)

type remembered[T any] struct {
	word  string
	tags  uint32
	value T
}

// of gives the value for a word and its tags.
func (m *memo[T]) of(word string, tags uint32, compute func(word string, tags uint32) T) T {
	h := 2166136261 ^ tags*0x9E3779B1
	for i := 0; i < len(word); i++ {
		h = (h ^ uint32(word[i])) * 16777619
	}
	h ^= h >> 15
	for i := range uint32(2) {
		slot := &m[(h+i)&(1<<memoBits-1)]
		r := slot.Load()
		if r == nil {
			v := compute(word, tags)
			if len(word) <= longestKept {
				slot.CompareAndSwap(nil, &remembered[T]{strings.Clone(word), tags, v})
			}
			return v
		}
		if r.tags == tags && r.word == word {
			return r.value
		}
	}
	return compute(word, tags)
}

var (
	lowers memo[string]
	lemmas memo[string]
)

// lowerCase is the word in lower case.
func lowerCase(word string) string {
	for i := 0; i < len(word); i++ {
		if c := word[i]; 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf {
			return lowers.of(word, 0, func(word string, _ uint32) string { return strings.ToLower(word) })
		}
	}
	return word
}

// lemmaOf is lemma, remembered.
func lemmaOf(word string, u ud.UPOS, x ud.XPOS) string {
	return lemmas.of(word, uint32(u)<<8|uint32(x), func(word string, tags uint32) string {
		// The word may be a part of a document, which its lemma must not hold on to.
		return strings.Clone(lemma(word, ud.UPOS(tags>>8), ud.XPOS(tags)))
	})
}
