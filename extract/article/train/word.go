package main

import (
	"strings"
	"unicode"
)

// wordsOf cuts a text into words as the benchmark's scorer does.
func wordsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// run is the number of words in the runs that are compared.
const run = 4

// runs counts the runs of words; a shorter text is one run.
func runs(words []string) map[string]int {
	m := map[string]int{}
	if len(words) > 0 {
		for i := range max(1, len(words)-run+1) {
			m[join(words[i:min(len(words), i+run)])]++
		}
	}
	return m
}

// shared counts the runs of both, and of each.
func shared(a, b map[string]int) (both, ofA, ofB int) {
	for r, n := range a {
		ofA += n
		both += min(n, b[r])
	}
	for _, n := range b {
		ofB += n
	}
	return both, ofA, ofB
}

func join(words []string) string { return strings.Join(words, " ") }

// space folds white space.
func space(s string) string { return join(strings.Fields(s)) }
