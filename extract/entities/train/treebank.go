package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"dateline/corpus"
	"dateline/corpus/read"
	"dateline/corpus/ud"
	"dateline/extract/entities/internal/tagger"
)

// word is a word of a treebank and what its tag says of names.
type word struct {
	corpus.Span
	free  bool                // it may be in a name
	types []corpus.EntityType // and then of these types only; nil for any

	possessive int // length of the possessive at its end
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
	var b treebankText
	finish := func() {
		if len(out) > 0 {
			a := &out[len(out)-1]
			a.text, a.words, a.sentences = b.text.String(), b.words, b.sentences
		}
		b = treebankText{}
	}
	for s, err := range ud.Sentences(f, path) {
		if err != nil {
			return nil, err
		}
		if s.Begins {
			finish()
			out = append(out, article{id: s.Document, source: source, treebank: true})
		} else if s.Paragraph && b.text.Len() > 0 {
			b.text.WriteByte('\n')
		}
		if len(out) == 0 {
			return nil, fmt.Errorf("%s: the first sentence begins no document", path)
		}
		b.add(s)
	}
	finish()
	return out, nil
}

// treebankText is a document of a treebank that is being put together.
type treebankText struct {
	text      strings.Builder
	words     []word
	sentences []corpus.Sentence
	mentions  []string // types of the open mentions
}

func (b *treebankText) add(s *ud.Sentence) {
	start := b.text.Len()
	first := len(b.words)
	var upos []ud.UPOS
	for _, f := range s.Surface {
		at := b.text.Len()
		b.text.WriteString(f.Form)
		end := b.text.Len()
		if f.Space {
			b.text.WriteByte(' ')
		}
		tag := s.Words[f.First].UPOS
		if f.End > f.First+1 {
			tag = 0 // of several words: no name, unless one of them is
			for _, w := range s.Words[f.First:f.End] {
				if w.UPOS == ud.PROPN {
					tag = ud.PROPN
				}
			}
		}
		var types []corpus.EntityType
		for i, w := range s.Words[f.First:f.End] {
			if inner := b.mention(w.Misc); i == 0 && f.End == f.First+1 {
				types = gumTypes[inner]
			}
		}
		w := word{Span: corpus.Span{Start: at, End: end}, types: types}
		if f.End > f.First+1 {
			if last := s.Words[f.End-1].Form; last == "'s" || last == "’s" || last == "'S" {
				w.possessive = len(last)
			}
		}
		b.words = append(b.words, w)
		upos = append(upos, tag)
	}
	ws := b.words[first:]
	proper := func(i int) bool { return i >= 0 && i < len(ws) && (upos[i] == ud.PROPN || upos[i] == ud.X) }
	for i := range ws {
		w := b.text.String()[ws[i].Start:ws[i].End]
		upper := w != strings.ToLower(w)
		ws[i].free = proper(i) || upper && upos[i] == ud.ADJ ||
			!upper && (proper(i-1) || proper(i-2) || proper(i-3)) && (proper(i+1) || proper(i+2) || proper(i+3)) ||
			proper(i-1) && (upos[i] == ud.NUM || upos[i] == ud.NOUN || upos[i] == ud.PART)
	}
	b.sentences = append(b.sentences, corpus.Sentence{Span: corpus.Span{Start: start, End: ws[len(ws)-1].End}})
	if t := b.text.String(); !strings.HasSuffix(t, " ") && !strings.HasSuffix(t, "\n") {
		b.text.WriteByte(' ')
	}
}

// mention opens and closes the mentions that a word's MISC names, and is the type of the
// innermost one that holds the word: "Entity=(10-place-new-…".
func (b *treebankText) mention(misc string) string {
	entity := ""
	for kv := range strings.SplitSeq(misc, "|") {
		if v, ok := strings.CutPrefix(kv, "Entity="); ok {
			entity = v
		}
	}
	for rest := entity; ; {
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
		b.mentions = append(b.mentions, kind)
	}
	inner := ""
	if n := len(b.mentions); n > 0 {
		inner = b.mentions[n-1]
	}
	for range strings.Count(entity, ")") {
		if len(b.mentions) > 0 {
			b.mentions = b.mentions[:len(b.mentions)-1]
		}
	}
	return inner
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
		if at == len(words) || words[at].Start >= ps[i].End || !words[at].free || ps[i].Start == words[at].End-words[at].possessive {
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
