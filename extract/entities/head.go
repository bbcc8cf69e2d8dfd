package entities

import (
	"embed"
	"strings"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/extract/entities/gazetteer"
)

//go:embed heads.tsv
var tables embed.FS

// heads are the types of names by their last word.
var heads = func() map[string]corpus.EntityType {
	m := map[string]corpus.EntityType{}
	for _, r := range lexicon.MustOpen(tables, "heads.tsv", "type", "words").Rows {
		for _, w := range r.List("words") {
			m[w] = corpus.EntityType(r.Get("type"))
		}
	}
	return m
}()

// ships are what stands before the names of naval vessels.
var ships = set("USS HMS HMAS HMCS HMNZS INS USNS PNS KRI RMS")

// head gives a name of several words the type that its last word speaks for, or
// its first word in the case of ships; a place whose first word is a given name
// and nothing else, and whose last is a family name, is a person. Names that the gazetteer knows are left
// alone, and so are persons with a given name ("Shirley Temple").
func (s *Stage) head(e *corpus.Entity) {
	at := strings.LastIndexByte(e.Text, ' ')
	if at <= 0 {
		return
	}
	first, _, _ := strings.Cut(e.Text, " ")
	t := heads[e.Text[at+1:]]
	if ships[first] {
		t = corpus.Product
	}
	if t == "" && (e.Type == corpus.GPE || e.Type == corpus.Loc || e.Type == corpus.Fac) && s.classes(first) == gazetteer.Given && s.classes(e.Text[at+1:])&gazetteer.Family != 0 {
		t = corpus.Person
	}
	if t == "" || t == e.Type || s.classes(e.Text) != 0 {
		return
	}
	switch e.Type {
	case corpus.Person:
		if s.classes(first)&gazetteer.Given == 0 {
			e.Type = t
		}
	case corpus.Org, corpus.GPE, corpus.Loc, corpus.Fac:
		e.Type = t
	}
}
