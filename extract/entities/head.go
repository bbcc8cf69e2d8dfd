package entities

import (
	"embed"
	"strings"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/extract/entities/gazetteer"
)

//go:embed heads.tsv fronts.tsv notnames.tsv roles.tsv cues.tsv verbs.tsv
var tables embed.FS

// heads are the types of names by their last word, fronts by their first one or two.
var heads, fronts = typesOf("heads.tsv"), typesOf("fronts.tsv")

func typesOf(file string) *lexis[corpus.EntityType] {
	m := map[string]corpus.EntityType{}
	for _, r := range lexicon.MustOpen(tables, file, "type", "words").Rows {
		for _, w := range r.List("words") {
			m[w] = corpus.EntityType(r.Get("type"))
		}
	}
	return lexisOf(m)
}

// frontOf is the type that the first word or two of a name speak for, or empty.
func frontOf(name string) (t corpus.EntityType, two bool) {
	first, rest, _ := strings.Cut(name, " ")
	if second, _, ok := strings.Cut(rest, " "); ok {
		if t := fronts.of(first + " " + second); t != "" {
			return t, true
		}
	}
	return fronts.of(first), false
}

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
	t := heads.of(e.Text[at+1:])
	front, two := frontOf(e.Text)
	if last := e.Text[at+1:]; t == "" && e.Type == corpus.Person && forms.of(last) && (len(last) > 2 || last == "Co") {
		t = corpus.Org // "Otto Propane Co"
	}
	switch {
	case ships.of(first):
		t = corpus.Product
	case t == "" && (two || e.Type != corpus.Person) || two && t != front:
		t = front
	}
	if t == "" && (e.Type == corpus.GPE || e.Type == corpus.Loc || e.Type == corpus.Fac) && s.given(first) && s.classes(e.Text[at+1:])&gazetteer.Surname != 0 {
		t = corpus.Person
	}
	// "Ngok Dinka", "Crimean Tatars" are peoples; "Australian Democrats" a party, "Odessa American" a paper.
	if c := s.classes(e.Text[at+1:]); t == "" && (e.Type == corpus.Org || e.Type == corpus.Loc || e.Type == corpus.GPE && c&gazetteer.Demonym == 0) && gazetteer.Only(c) == corpus.Norp && strings.Count(e.Text, " ") == 1 && !partisans.of(e.Text[at+1:]) && s.classes(first)&gazetteer.City == 0 {
		t = corpus.Norp
	}
	// A country with a known body is a body and no work: "U.S. House of Representatives".
	if e.Type == corpus.Work && s.classes(first)&gazetteer.Country != 0 && gazetteer.Only(s.classes(e.Text[len(first)+1:])) == corpus.Org {
		e.Type = corpus.Org
		return
	}
	if t == "" || t == e.Type || s.classes(e.Text) != 0 {
		return
	}
	switch e.Type {
	case corpus.Person:
		if s.classes(first)&gazetteer.Given == 0 || t == corpus.Org && forms.of(e.Text[at+1:]) {
			e.Type = t
		}
	case corpus.Org, corpus.GPE, corpus.Loc, corpus.Fac:
		e.Type = t
	case corpus.Product:
		if t == corpus.Org {
			e.Type = t
		}
	case corpus.Norp, corpus.EventT:
		if two {
			e.Type = t
		}
	}
}
