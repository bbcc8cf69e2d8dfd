package syntax

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/known"
)

var (
	lowers known.Words[string]
	lemmas known.Words[string]
)

// lowerCase is the word in lower case.
func lowerCase(word string) string {
	for i := 0; i < len(word); i++ {
		if c := word[i]; 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf {
			return foldCase(word)
		}
	}
	return word
}

// foldCase is strings.ToLower, remembered.
func foldCase(word string) string {
	key := known.Key(word, 0)
	if low, ok := lowers.Find(key, word, 0); ok {
		return low
	}
	low := strings.ToLower(word)
	if lowers.Wants(key, word) {
		lowers.Keep(key, word, 0, low)
	}
	return low
}

// lemmaOf is lemma, remembered.
func lemmaOf(word string, u ud.UPOS, x ud.XPOS) string {
	if u == ud.PROPN {
		return lemma(word, u, x) // the word itself
	}
	tags := uint32(u)<<8 | uint32(x)
	key := known.Key(word, tags)
	if l, ok := lemmas.Find(key, word, tags); ok {
		return l
	}
	l := lemma(word, u, x)
	if lemmas.Wants(key, word) {
		l = strings.Clone(l) // it may be the word, a part of a document, which is not to be held on to
		lemmas.Keep(key, word, tags, l)
	}
	return l
}
