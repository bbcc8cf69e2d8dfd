package duplicates

import (
	"embed"
	"strings"
	"sync"

	"dateline/corpus/lexicon"
)

//go:embed data/*.tsv
var tables embed.FS

const generic = "generic" // the row of lemmas that say too little to join by

var stems = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, r := range lexicon.MustOpen(tables, "data/stems.tsv", "kind", "words").Rows {
		for _, w := range r.List("words") {
			if _, ok := m[w]; !ok || r.Get("kind") == generic {
				m[w] = r.Get("kind")
			}
		}
	}
	return m
})

// stem is what the lemma of a trigger has in common with its relatives
// ("announce", "announcement"): an entry of the table, else the word without its
// ending. It is empty for lemmas that say too little.
func stem(lemma string) string {
	lemma = strings.ToLower(lemma)
	if s, ok := stems()[lemma]; ok {
		if s == generic {
			return ""
		}
		return s
	}
	for _, end := range []string{"ment", "ation", "ion", "ing", "ance", "al", "ed"} {
		if s, ok := strings.CutSuffix(lemma, end); ok && len(s) > 3 {
			lemma = s
			break
		}
	}
	lemma = strings.TrimSuffix(lemma, "e")
	if n := len(lemma); n > 3 && lemma[n-1] == lemma[n-2] {
		lemma = lemma[:n-1]
	}
	return lemma
}
