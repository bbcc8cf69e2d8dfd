package main

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/corpus/teach"
	"dateline/extract/syntax"
)

// article is a text with its marks.
type article struct {
	id     string
	source string // corpus
	text   string
	marks  []mark
	held   bool // of the tenth of the teaching corpus that is held out

	treebank  bool
	sentences []corpus.Sentence // of a treebank
	words     []word            // of a treebank
	named     bool              // a treebank whose names are marked
	open      []corpus.Span     // parts of it that are left open
}

// mark is a name and the types it may have.
type mark struct {
	corpus.Span
	types []corpus.EntityType
}

// cut splits a text as the stage before the entities does.
var cut = func() func(text string) []corpus.Sentence {
	engine, err := syntax.Open("")
	if err != nil {
		panic(err)
	}
	segment := syntax.Segment(engine)
	return func(text string) []corpus.Sentence {
		d := &corpus.Document{Text: text}
		if err := segment.Apply(d); err != nil {
			panic(err)
		}
		return d.Sentences
	}
}()

// readTeach reads files of the teaching corpus.
func readTeach(patterns ...string) ([]article, error) {
	texts, err := teach.Open(patterns...)
	if err != nil {
		return nil, err
	}
	var out []article
	for _, t := range texts {
		a := article{id: t.ID, source: "teach", text: t.Text, held: teach.HeldOut(t.ID)}
		for _, p := range t.Paragraphs {
			for _, n := range p.Names {
				a.marks = append(a.marks, mark{n.Span, []corpus.EntityType{n.Type}})
			}
		}
		out = append(out, a)
	}
	return out, nil
}

// smallWords stay small in headlines.
var smallWords = map[string]bool{"a": true, "an": true, "the": true, "of": true, "in": true, "on": true, "at": true, "to": true, "for": true, "and": true, "or": true, "by": true,
	"with": true, "as": true, "de": true, "la": true, "al": true, "von": true, "van": true, "but": true, "from": true, "over": true}

// capitalised writes the words of the first line, an article's headline, with capitals, as half of
// the press does. Offsets stay as they are: only letters of ASCII are changed.
func capitalised(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	b := []byte(text)
	start := 0
	for i := 0; i <= len(line); i++ {
		if i < len(line) && line[i] != ' ' && line[i] != '-' {
			continue
		}
		if w := line[start:i]; w != "" && 'a' <= w[0] && w[0] <= 'z' && !smallWords[w] {
			b[start] -= 'a' - 'A'
		}
		start = i + 1
	}
	return string(b)
}

// coarse says which types a label of another corpus allows.
var coarse = map[string][]corpus.EntityType{
	"PER": {corpus.Person}, "politician": {corpus.Person}, "person": {corpus.Person}, "Person": {corpus.Person},
	"ORG": {corpus.Org}, "politicalparty": {corpus.Org}, "organisation": {corpus.Org}, "Organization": {corpus.Org},
	"LOC": {corpus.GPE, corpus.Loc, corpus.Fac}, "location": {corpus.GPE, corpus.Loc, corpus.Fac}, "country": {corpus.GPE},
	"Location": {corpus.GPE, corpus.Loc}, "Facility": {corpus.Fac}, "NORP": {corpus.Norp}, "Product": {corpus.Product},
	"election": {corpus.EventT}, "event": {corpus.EventT},
	"MISC": {corpus.Norp, corpus.EventT, corpus.Work, corpus.Product, corpus.Law},
	"misc": {corpus.Norp, corpus.EventT, corpus.Work, corpus.Product, corpus.Law},
	"Misc": {corpus.EventT, corpus.Work, corpus.Product, corpus.Law},
}

// readNER reads JSON Lines with "text" and "entities".
func readNER(path string) ([]article, error) {
	f, err := read.File(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	source, _, _ := strings.Cut(filepath.Base(path), ".")
	var out []article
	dec := json.NewDecoder(f)
	for {
		var d struct {
			ID       string
			Text     string
			Entities []struct {
				Start, End int
				Label      string
			}
		}
		if err := dec.Decode(&d); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		a := article{id: d.ID, source: source, text: d.Text}
		for _, e := range d.Entities {
			if t := coarse[e.Label]; t != nil {
				a.marks = append(a.marks, mark{corpus.Span{Start: e.Start, End: e.End}, t})
			}
		}
		out = append(out, a)
	}
}
