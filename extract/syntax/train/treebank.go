package main

import (
	"encoding/json"
	"fmt"
	"io"

	"dateline/corpus/read"
	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/wordform"
)

// sentence is words with, if it is of a treebank, tags and a tree; heads count from 0,
// the root is len(forms).
type sentence struct {
	forms []string
	looks []wordform.Look
	tags  []ud.XPOS // the treebank's
	seen  []ud.XPOS // those the parser sees: a tagger's
	heads []int
	rels  []ud.Rel
	// What the graphs think of it, nil where they have not been asked.
	taught *marks
}

// longest is the number of words beyond which a sentence does not train.
const longest = 160

// readTreebank reads the sentences of a CoNLL-U file.
func readTreebank(name string) ([]*sentence, error) {
	in, err := read.File(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var out []*sentence
	for u, err := range ud.Sentences(in, name) {
		if err != nil {
			return nil, err
		}
		if len(u.Words) > longest {
			continue
		}
		s := &sentence{}
		for _, w := range u.Words {
			s.add(w.Form, w.XPOS, w.Head, w.Rel)
		}
		s.finish()
		out = append(out, s)
	}
	return out, nil
}

func (s *sentence) add(form string, tag ud.XPOS, head int, rel ud.Rel) {
	s.forms = append(s.forms, form)
	s.looks = append(s.looks, wordform.Of(form))
	s.tags = append(s.tags, tag)
	s.heads = append(s.heads, head)
	s.rels = append(s.rels, rel)
}

func (s *sentence) finish() {
	for i, h := range s.heads {
		if h < 0 {
			s.heads[i] = len(s.forms)
		}
	}
}

// readDevelopment reads a file of the benchmarks: documents with text and tokens.
func readDevelopment(name string) ([]*sentence, error) {
	in, err := read.File(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var out []*sentence
	for dec := json.NewDecoder(in); ; {
		var d struct {
			Text   string
			Tokens [][][6]any
		}
		if err := dec.Decode(&d); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, tokens := range d.Tokens {
			s := &sentence{}
			for _, t := range tokens {
				start, ok1 := t[0].(float64)
				end, ok2 := t[1].(float64)
				tag, ok3 := t[3].(string)
				head, ok4 := t[4].(float64)
				rel, ok5 := t[5].(string)
				if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
					return nil, fmt.Errorf("%s: token %v", name, t)
				}
				s.add(d.Text[int(start):int(end)], ud.ParseXPOS(tag), int(head)-1, ud.ParseRel(rel))
			}
			s.finish()
			out = append(out, s)
		}
	}
}
