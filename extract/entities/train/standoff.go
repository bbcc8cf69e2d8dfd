package main

import (
	"bufio"
	"fmt"
	"strings"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/extract/entities/internal/tagger"
)

// standoff is a name in a treebank: words of a sentence, all counted from 0. A
// possessive that is part of its last word does not belong to it.
type standoff struct {
	sentence, first, last int
	types                 []corpus.EntityType // none if it was left open what the words are
}

// readStandoff reads names that are marked apart from the text, by document: a
// line "= document" and then lines of a sentence, its first and its last word and
// a type, several types with "|" between where it may be any of them, or "?" where the type is
// left open, with tabs between.
func readStandoff(path string) (map[string][]standoff, error) {
	f, err := read.File(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out := map[string][]standoff{}
	document := ""
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := lines.Text()
		if id, ok := strings.CutPrefix(line, "= "); ok {
			document = id
			continue
		}
		if line == "" || line[0] == '#' {
			continue
		}
		var s standoff
		var kinds string
		if _, err := fmt.Sscanf(line, "%d\t%d\t%d\t%s", &s.sentence, &s.first, &s.last, &kinds); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		if kinds != "?" {
			for kind := range strings.SplitSeq(kinds, "|") {
				if tagger.TypeIndex(corpus.EntityType(kind)) < 0 {
					return nil, fmt.Errorf("%s:%d: no type %q", path, n, kind)
				}
				s.types = append(s.types, corpus.EntityType(kind))
			}
		}
		out[document] = append(out[document], s)
	}
	return out, lines.Err()
}

// name marks a treebank's article with names. An article without any is left as
// it is.
func (a *article) name(names []standoff) error {
	if len(names) == 0 {
		return nil
	}
	a.named = true
	at := 0 // word that the sentence begins with
	sentence := 0
	for _, n := range names {
		if n.sentence < sentence || n.sentence >= len(a.sentences) {
			return fmt.Errorf("%s: sentence %d is out of order or missing", a.id, n.sentence)
		}
		sentence = n.sentence
		s := a.sentences[sentence]
		for a.words[at].End <= s.Start {
			at++
		}
		first, last := at+n.first, at+n.last
		if first > last || last >= len(a.words) || a.words[last].End > s.End {
			return fmt.Errorf("%s: sentence %d has no words %d to %d", a.id, sentence, n.first, n.last)
		}
		span := corpus.Span{Start: a.words[first].Start, End: a.words[last].End - a.words[last].possessive}
		if n.types == nil {
			a.open = append(a.open, span)
		} else {
			a.marks = append(a.marks, mark{span, n.types})
		}
	}
	return nil
}
