package duplicates

import (
	"embed"
	"strings"
	"sync"
	"unicode"

	"dateline/corpus/lexicon"
)

//go:embed data/*.tsv
var tables embed.FS

const generic = "generic" // the row of lemmas that say too little to join by

// families are the words of the table with their kinds, and those of one word again
// without their endings, so that "injured" is found by "injure".
var families = sync.OnceValue(func() (f struct{ words, cut map[string]string }) {
	f.words, f.cut = map[string]string{}, map[string]string{}
	for _, r := range lexicon.MustOpen(tables, "data/stems.tsv", "kind", "words").Rows {
		kind := r.Get("kind")
		for _, w := range r.List("words") {
			f.words[w] = kind
			if c := cut(w); kind != generic && f.cut[c] == "" && !strings.Contains(w, " ") {
				f.cut[c] = kind
			}
		}
	}
	return f
})

// particles are those of phrasal verbs: the verb counts, where the table has not both.
var particles = map[string]bool{"about": true, "along": true, "apart": true, "around": true, "aside": true, "away": true, "back": true, "by": true, "down": true,
	"forward": true, "in": true, "into": true, "off": true, "on": true, "out": true, "over": true, "through": true, "together": true, "up": true}

// stem is what the lemma of a trigger has in common with its relatives
// ("announce", "announcement"): an entry of the table, else the word without its
// ending. Of several words, the longest end that is an entry counts, or else the last
// one; a year does not. It is empty for lemmas that say too little.
func stem(lemma string) string {
	lemma = strings.ToLower(lemma)
	if strings.IndexFunc(lemma, unicode.IsSpace) < 0 { // nearly all
		if lemma == "" || yearOf(lemma) != "" {
			return ""
		}
		s, _ := stemOf(lemma, true)
		return s
	}
	words := strings.Fields(lemma)
	kept := words[:0]
	for _, w := range words {
		if yearOf(w) == "" {
			kept = append(kept, w)
		}
	}
	for words = kept; len(words) > 0; words = words[1:] {
		if n := len(words) - 1; n > 0 && particles[words[n]] {
			if _, ok := families().words[strings.Join(words, " ")]; !ok {
				words = words[:n]
			}
		}
		if s, ok := stemOf(strings.Join(words, " "), len(words) == 1); ok {
			return s
		}
	}
	return ""
}

// stemOf is the stem of a word, or of several where the table has them. ok is always true
// of the last word.
func stemOf(whole string, last bool) (stem string, ok bool) {
	f := families()
	kind, ok := f.words[whole]
	if !ok {
		kind, ok = f.words[singular(whole)]
	}
	switch {
	case ok && kind == generic:
		return "", true
	case ok:
		return kind, true
	case last:
		c := cut(singular(whole))
		if kind, ok := f.cut[c]; ok {
			return kind, true
		}
		return c, true
	}
	return "", false
}

// yearOf is the word if it is a year, or else empty.
func yearOf(word string) string {
	if len(word) != 4 || number(word, 0, 4) < 1000 || number(word, 0, 4) >= 2200 {
		return ""
	}
	return word
}

// yearIn is the year that is part of the name of a happening ("2014 elections").
func yearIn(lemma string) days {
	for w := range strings.FieldsSeq(lemma) {
		if y := yearOf(w); y != "" {
			return daysOf(y)
		}
	}
	return days{}
}

// singular is a word without the ending of a plural.
func singular(word string) string {
	if s, ok := strings.CutSuffix(word, "s"); ok && len(s) > 3 && !strings.HasSuffix(s, "s") {
		return s
	}
	return word
}

// cut is a word without its ending.
func cut(word string) string {
	for _, end := range []string{"ment", "ation", "ion", "ing", "ance", "al", "ed"} {
		if s, ok := strings.CutSuffix(word, end); ok && len(s) > 3 {
			word = s
			break
		}
	}
	word = strings.TrimSuffix(word, "e")
	if n := len(word); n > 3 && word[n-1] == word[n-2] {
		word = word[:n-1]
	}
	return word
}
