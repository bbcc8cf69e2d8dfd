package syntax

import (
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// Segmenter is the stage that gives sentences and tokens.
type Segmenter struct{ engine Engine }

// Segment makes the stage that cuts text into sentences and tokens.
func Segment(e Engine) *Segmenter { return &Segmenter{e} }

// Name is "segment".
func (*Segmenter) Name() string { return "segment" }

// Needs names the layers read.
func (*Segmenter) Needs() []corpus.Layer { return []corpus.Layer{corpus.LayerText} }

// Gives names the layers added.
func (*Segmenter) Gives() []corpus.Layer {
	return []corpus.Layer{corpus.LayerSentences, corpus.LayerTokens}
}

// cuts is a worker's memory between documents.
type cuts struct {
	paragraphs, words []corpus.Span
	ends              []int
}

var cutsPool = sync.Pool{New: func() any { return new(cuts) }}

// Apply cuts the text. A paragraph break always ends a sentence.
func (s *Segmenter) Apply(d *corpus.Document) error {
	c := cutsPool.Get().(*cuts)
	defer cutsPool.Put(c)
	c.paragraphs = paragraphs(d.Text, c.paragraphs[:0])
	c.words, c.ends = s.engine.Cut(d.Text, c.paragraphs, c.words[:0], c.ends[:0])
	d.Tokens = make([]corpus.Token, len(c.words))
	for i, w := range c.words {
		d.Tokens[i].Span = w
	}
	d.Sentences = make([]corpus.Sentence, len(c.ends))
	first := 0
	for i, end := range c.ends {
		d.Sentences[i] = corpus.Sentence{
			Span:   corpus.Span{Start: c.words[first].Start, End: c.words[end-1].End},
			Tokens: corpus.Range{First: first, End: end},
		}
		first = end
	}
	place := ""
	if d.Dateline != nil {
		place = d.Dateline.Place
	}
	for i := range d.Sentences {
		d.Sentences[i].Opening = opening(d, d.Sentences[i].Tokens, place, i < 2)
	}
	return nil
}

// paragraphs appends the paragraphs of a text, which is cut at empty lines, and at single line ends too unless the
// text is wrapped to a fixed width.
func paragraphs(text string, out []corpus.Span) []corpus.Span {
	wrapped := isWrapped(text)
	start := 0
	add := func(end int) {
		if strings.TrimSpace(text[start:end]) != "" {
			out = append(out, corpus.Span{Start: start, End: end})
		}
	}
	for i := strings.IndexByte(text, '\n'); i >= 0; {
		end := i
		for i++; i < len(text) && (text[i] == '\n' || text[i] == ' ' || text[i] == '\t' || text[i] == '\r'); i++ {
		}
		if !wrapped || strings.Count(text[end:i], "\n") != 1 {
			add(end)
			start = i
		}
		next := strings.IndexByte(text[i:], '\n')
		if next < 0 {
			break
		}
		i += next
	}
	add(len(text))
	return out
}

// isWrapped reports whether most lines end in the middle of a sentence at about
// the same width.
func isWrapped(text string) bool {
	lines, middle := 0, 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		lines++
		if n := len(line); n >= 50 && n <= 100 && !strings.ContainsAny(line[n-1:], ".?!\"':") {
			middle++
		}
		if lines == 500 {
			break
		}
	}
	return lines >= 4 && 2*middle > lines
}

// Tagger is the stage that gives parts of speech and lemmas.
type Tagger struct{ engine Engine }

// Tag makes the stage that tags tokens.
func Tag(e Engine) *Tagger { return &Tagger{e} }

// Name is "tag".
func (*Tagger) Name() string { return "tag" }

// Needs names the layers read.
func (*Tagger) Needs() []corpus.Layer {
	return []corpus.Layer{corpus.LayerText, corpus.LayerSentences, corpus.LayerTokens}
}

// Gives names the layers added.
func (*Tagger) Gives() []corpus.Layer { return []corpus.Layer{corpus.LayerTags} }

// Apply tags all sentences.
func (t *Tagger) Apply(d *corpus.Document) error {
	s := sequences.Get().(*sequence)
	defer sequences.Put(s)
	for i := range d.Sentences {
		s.words, s.tags = tagSentence(t.engine, d, d.Sentences[i].Tokens, s.words, s.tags)
	}
	return nil
}

// sequence is a tagging worker's memory between sentences.
type sequence struct {
	words []string
	tags  []ud.XPOS
}

var sequences = sync.Pool{New: func() any { return new(sequence) }}

// Parser is the stage that gives trees and clauses.
type Parser struct{}

// Parse makes the stage that parses sentences.
func Parse() *Parser { return &Parser{} }

// Name is "parse".
func (*Parser) Name() string { return "parse" }

// Needs names the layers read.
func (*Parser) Needs() []corpus.Layer {
	return []corpus.Layer{corpus.LayerSentences, corpus.LayerTokens, corpus.LayerTags}
}

// Gives names the layers added.
func (*Parser) Gives() []corpus.Layer { return []corpus.Layer{corpus.LayerTree, corpus.LayerClauses} }

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// Apply parses all sentences and reads their clauses.
func (*Parser) Apply(d *corpus.Document) error {
	p, err := openParser()
	if err != nil {
		return err
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	for i := range d.Sentences {
		p.parse(d, &d.Sentences[i], s)
	}
	addClauses(d)
	return nil
}
