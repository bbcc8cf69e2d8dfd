package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/jdkato/prose/v3/segment"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract/entities/internal/tagger"
)

// article is a text with its marks.
type article struct {
	id     string
	source string // corpus
	text   string
	marks  []mark

	treebank  bool
	sentences []corpus.Sentence // of a treebank
	words     []word            // of a treebank
}

// mark is a name and the types it may have.
type mark struct {
	corpus.Span
	types []corpus.EntityType
}

var segmenter = func() *segment.Segmenter {
	s, err := segment.New()
	if err != nil {
		panic(err)
	}
	return s
}()

// sentences splits a text at line ends and within lines.
func sentences(text string) []corpus.Sentence {
	var out []corpus.Sentence
	at := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		for _, s := range segmenter.Segment(line) {
			out = append(out, corpus.Sentence{Span: corpus.Span{Start: at + s.Start, End: at + s.End()}})
		}
		at += len(line)
	}
	return out
}

var marked = regexp.MustCompile(`\[([A-Z]+) ([^\[\]]+)\]`)

// readTeach reads a file of the teaching corpus.
func readTeach(path string) ([]article, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []article
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "@ ") || strings.HasPrefix(line, "> "):
			continue
		case strings.HasPrefix(line, "= "):
			id, _, _ := strings.Cut(line[2:], "|")
			out = append(out, article{id: strings.TrimSpace(id), source: "teach"})
			continue
		case len(out) == 0:
			return nil, fmt.Errorf("%s:%d: no article is open", path, n)
		}
		a := &out[len(out)-1]
		line = strings.TrimPrefix(line, "# ")
		at := 0
		for _, m := range marked.FindAllStringSubmatchIndex(line, -1) {
			a.text += line[at:m[0]]
			t := corpus.EntityType(line[m[2]:m[3]])
			if tagger.TypeIndex(t) < 0 {
				return nil, fmt.Errorf("%s:%d: unknown type %s", path, n, t)
			}
			start := len(a.text)
			a.text += line[m[4]:m[5]]
			a.marks = append(a.marks, mark{corpus.Span{Start: start, End: len(a.text)}, []corpus.EntityType{t}})
			at = m[1]
		}
		a.text += line[at:] + "\n\n"
	}
	return out, sc.Err()
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
