package segment

import (
	"fmt"
	"io/fs"
	"strings"

	"dateline/corpus/lexicon"
)

// Lexicon is the tables behind the rules.
type Lexicon struct {
	contractions map[uint32]contraction // by the hash of the lower-case word
	longest      int                    // bytes of the longest contraction
	filter       filter                 // of the contractions
	dotted       filter                 // of the abbreviations
	abbreviation map[uint32]uint8       // class of a word before a full stop, from 1
	suffix       map[uint32]uint8       // what a word after a full stop makes of it: site or file
}

type contraction struct {
	word          string
	cut           int    // bytes of the first part
	first, second uint32 // hashes of the parts
}

// filter says of most hashes that they are in no table, without a look into it.
type filter [256]uint64

func (f *filter) add(h uint32) { f[h>>6&255] |= 1 << (h & 63) }

func (f *filter) has(h uint32) bool { return f[h>>6&255]&(1<<(h&63)) != 0 }

const (
	site uint8 = 1 + iota
	file
)

// ReadLexicon reads the tables of the folder data: contractions.tsv,
// abbreviations.tsv and suffixes.tsv.
func ReadLexicon(fsys fs.FS) (*Lexicon, error) {
	l := &Lexicon{contractions: map[uint32]contraction{}, abbreviation: map[uint32]uint8{}, suffix: map[uint32]uint8{}}
	t, err := lexicon.Open(fsys, "data/contractions.tsv", "first", "second")
	if err != nil {
		return nil, err
	}
	for _, row := range t.Rows {
		first := row.Get("first")
		for _, second := range row.List("second") {
			w := first + second
			l.contractions[hashOf(w)] = contraction{w, len(first), hashOf(first), hashOf(second)}
			l.filter.add(hashOf(w))
			l.longest = max(l.longest, len(w))
		}
	}
	if t, err = lexicon.Open(fsys, "data/abbreviations.tsv", "class", "words"); err != nil {
		return nil, err
	}
	for _, row := range t.Rows {
		class, ok := abbreviationClasses[row.Get("class")]
		if !ok {
			return nil, fmt.Errorf("%s: unknown class %q", row.Place(), row.Get("class"))
		}
		for _, w := range row.List("words") {
			l.abbreviation[hashOf(w)] = class
			l.dotted.add(hashOf(w))
		}
	}
	if t, err = lexicon.Open(fsys, "data/suffixes.tsv", "kind", "suffixes"); err != nil {
		return nil, err
	}
	for _, row := range t.Rows {
		k := site
		if row.Get("kind") == "file" {
			k = file
		}
		for _, w := range row.List("suffixes") {
			l.suffix[hashOf(w)] = k
		}
	}
	return l, nil
}

// abbreviationClasses are the classes of data/abbreviations.tsv.
var abbreviationClasses = map[string]uint8{
	"title": 1, "before": 2, "street": 3, "month": 4, "company": 5, "reference": 6, "unit": 7, "other": 8, "state": 9, "word": 10,
}

// hashOf is the hash that an atom of these letters has.
func hashOf(word string) uint32 {
	h := uint32(hashStart)
	for _, r := range strings.ToLower(word) {
		h = (h ^ uint32(r)) * hashPrime
	}
	return h
}

// classOf is the class of the word with that hash before a full stop, or 0.
func (l *Lexicon) classOf(h uint32) uint8 {
	if !l.dotted.has(h) {
		return 0
	}
	return l.abbreviation[h]
}
