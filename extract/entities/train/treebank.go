package main

import (
	"bufio"
	"fmt"
	"path/filepath"
	"strings"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract/entities/internal/tagger"
)

// word is a word of a treebank and what its tag says of names.
type word struct {
	corpus.Span
	free  bool                // it may be in a name
	types []corpus.EntityType // and then of these types only; nil for any
}

// gumTypes are GUM's types of entities that names have.
var gumTypes = map[string][]corpus.EntityType{
	"person":       {corpus.Person, corpus.Norp},
	"organization": {corpus.Org, corpus.GPE},
	"place":        {corpus.GPE, corpus.Loc, corpus.Fac, corpus.Org},
}

// readTreebank reads CoNLL-U as partial supervision: a word that is no proper
// noun is in no name (but adjectives in capitals, and words that join proper
// nouns, may be); what a proper noun is stays open, save that GUM's entity types
// narrow it.
func readTreebank(path string) ([]article, error) {
	f, err := read.File(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	source, _, _ := strings.Cut(filepath.Base(path), ".")
	var out []article
	var text strings.Builder
	var a *article
	var mentions []string // types of the open mentions
	var upos []string
	begin := 0     // of the sentence in a.words
	start := 0     // of the sentence in the text
	multi := ""    // surface of a multi-word token in progress
	multiEnd := "" // id of its last word
	end := func() {
		if a == nil || len(a.words) == begin {
			return
		}
		ws, tags := a.words[begin:], upos
		proper := func(i int) bool { return i >= 0 && i < len(ws) && (tags[i] == "PROPN" || tags[i] == "X") }
		for i := range ws {
			w := text.String()[ws[i].Start:ws[i].End]
			upper := w != strings.ToLower(w)
			ws[i].free = proper(i) || upper && tags[i] == "ADJ" ||
				!upper && (proper(i-1) || proper(i-2) || proper(i-3)) && (proper(i+1) || proper(i+2) || proper(i+3)) ||
				proper(i-1) && (tags[i] == "NUM" || tags[i] == "NOUN" || tags[i] == "PART")
		}
		a.sentences = append(a.sentences, corpus.Sentence{Span: corpus.Span{Start: start, End: ws[len(ws)-1].End}})
		begin, upos = len(a.words), upos[:0]
		if s := text.String(); !strings.HasSuffix(s, " ") && !strings.HasSuffix(s, "\n") {
			text.WriteByte(' ')
		}
		start = text.Len()
	}
	finish := func() {
		end()
		if a != nil {
			a.text = text.String()
		}
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if id, ok := strings.CutPrefix(line, "# newdoc id = "); ok {
			finish()
			out = append(out, article{id: id, source: source, treebank: true})
			a = &out[len(out)-1]
			text.Reset()
			begin, start, mentions = 0, 0, nil
			continue
		}
		if strings.HasPrefix(line, "# newpar") && text.Len() > 0 {
			text.WriteByte('\n')
			start = text.Len()
		}
		if line == "" {
			end()
			continue
		}
		if line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 10 || a == nil {
			return nil, fmt.Errorf("%s:%d: not a word line", path, n)
		}
		if _, last, ok := strings.Cut(c[0], "-"); ok {
			multi, multiEnd = c[1], last
			at := text.Len()
			text.WriteString(c[1])
			if !strings.Contains(c[9], "SpaceAfter=No") {
				text.WriteByte(' ')
			}
			a.words = append(a.words, word{Span: corpus.Span{Start: at, End: at + len(c[1])}})
			upos = append(upos, "X_")
			continue
		}
		if strings.Contains(c[0], ".") {
			continue
		}
		entity := ""
		for _, kv := range strings.Split(c[9], "|") {
			if v, ok := strings.CutPrefix(kv, "Entity="); ok {
				entity = v
			}
		}
		for rest := entity; ; { // opening brackets: "(10-place-new-..."
			i := strings.IndexByte(rest, '(')
			if i < 0 {
				break
			}
			rest = rest[i+1:]
			p := strings.SplitN(rest, "-", 3)
			kind := ""
			if len(p) > 1 {
				kind = strings.TrimRight(p[1], ")(0123456789")
			}
			mentions = append(mentions, kind)
		}
		var types []corpus.EntityType
		if len(mentions) > 0 {
			types = gumTypes[mentions[len(mentions)-1]]
		}
		for range strings.Count(entity, ")") {
			if len(mentions) > 0 {
				mentions = mentions[:len(mentions)-1]
			}
		}
		if multi != "" { // its words are within the surface already written
			if tag := c[3]; tag == "PROPN" {
				upos[len(upos)-1] = tag
			}
			if c[0] == multiEnd {
				multi = ""
			}
			continue
		}
		at := text.Len()
		text.WriteString(c[1])
		if !strings.Contains(c[9], "SpaceAfter=No") {
			text.WriteByte(' ')
		}
		a.words = append(a.words, word{Span: corpus.Span{Start: at, End: at + len(c[1])}, types: types})
		upos = append(upos, c[3])
	}
	finish()
	return out, sc.Err()
}

// allowedBy is the classes that a treebank allows for each piece.
func allowedBy(words []word, ps []tagger.Piece) []uint64 {
	out := make([]uint64, len(ps))
	const all = 1<<tagger.NumClasses - 1
	at := 0
	for i := range ps {
		out[i] = 1
		for at < len(words) && words[at].End <= ps[i].Start {
			at++
		}
		if at == len(words) || words[at].Start >= ps[i].End || !words[at].free {
			continue
		}
		out[i] = all
		if words[at].types != nil {
			out[i] = 1
			for _, t := range words[at].types {
				for place := range 4 {
					out[i] |= 1 << tagger.Class(tagger.TypeIndex(t), place)
				}
			}
		}
	}
	return out
}
