package teach

import (
	"bufio"
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

	"dateline/corpus"
	"dateline/corpus/weights"
)

// Article is a text of the corpus with its marks.
type Article struct {
	File       string // as it was opened
	Line       int    // of the line that opens it
	ID         string
	Published  string // ISO day
	Kind       string // "wire", "briefing"
	Title      string // the headline without marks; empty without one
	Text       string // headline and paragraphs without marks, "\n\n" between them
	Paragraphs []Paragraph
	Actors     []Actor // what the "&" lines say

	allowed []*allowance // for the whole article
}

// Paragraph is a line of text with what is marked in it; the headline is one too.
type Paragraph struct {
	corpus.Span
	Line     int
	Headline bool
	Names    []Name // in order, without overlap
	Events   []Event
	Quotes   []Quote

	allowed []*allowance
}

// Name is a named mention.
type Name struct {
	corpus.Span
	Type corpus.EntityType
}

// Event is one doing of somebody to somebody.
type Event struct {
	Line             int
	Type             corpus.EventType
	Realis           corpus.Realis
	Trigger          []corpus.Span // at least one in an article without faults
	Sources, Targets []corpus.Span
}

// Quote is one act of speech.
type Quote struct {
	Line int
	Kind corpus.QuoteKind
	corpus.Span
	Pieces  []corpus.Span // of a direct quotation that is interrupted; else one
	Speaker *corpus.Span
	Cue     *corpus.Span
}

// Actor is an actor that has more than one name in its article.
type Actor struct {
	Line     int
	Name     string        // the fullest
	Mentions []corpus.Span // all places of all its names and references, in order
}

// allowance is a "!" line.
type allowance struct {
	line         int
	rule, phrase string
	used         bool
}

// Surface is the text of a span.
func (a *Article) Surface(s corpus.Span) string { return a.Text[s.Start:s.End] }

// Place is where a line of the article stands, as errors give it.
func (a *Article) Place(line int) string { return fmt.Sprintf("%s:%d", a.File, line) }

// HeldOut reports whether the article of that id belongs to the tenth on which nothing
// is trained. It depends on the id alone.
func HeldOut(id string) bool { return hash(id)%10 == 0 }

func hash(id string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(id))
	return weights.Mix(h.Sum32())
}

// Plain writes the articles in their format without any mark, for somebody else to mark
// them.
func Plain(w io.Writer, articles []*Article) error {
	b := bufio.NewWriter(w)
	for i, a := range articles {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(b, "= %s | %s | %s\n", a.ID, a.Published, a.Kind)
		for _, p := range a.Paragraphs {
			if p.Headline {
				b.WriteString("# ")
			}
			b.WriteString(a.Surface(p.Span) + "\n")
		}
	}
	return b.Flush()
}

// Document is the article as a document whose entities, quotes, references and events are the marks. Ids
// count from 0; an event's sentence is its paragraph, and its trigger the first of
// several. Actor ids are those of [Article.Identities]: the number of the actor.
func (a *Article) Document() *corpus.Document {
	d := &corpus.Document{ID: a.ID, Title: a.Title, Published: a.Published, Lang: "en", Text: a.Text}
	actor := map[corpus.Span]string{}
	for i, x := range a.Identities() {
		id := fmt.Sprintf("%s-a%d", a.ID, i)
		d.Actors = append(d.Actors, corpus.Actor{ID: id, Name: x.Name, Type: x.Type, Mentions: len(x.Mentions)})
		for _, s := range x.Mentions {
			actor[s] = id
		}
	}
	for _, p := range a.Paragraphs {
		for _, n := range p.Names {
			d.Entities = append(d.Entities, corpus.Entity{Span: n.Span, Text: a.Surface(n.Span), Type: n.Type, Actor: actor[n.Span]})
			delete(actor, n.Span)
		}
		for _, q := range p.Quotes {
			c := corpus.Quote{ID: fmt.Sprintf("%s-q%d", a.ID, len(d.Quotes)), Span: q.Span, Text: a.Surface(q.Span), Kind: q.Kind, Confidence: 1}
			for _, s := range q.Pieces {
				c.Spans = append(c.Spans, corpus.Piece{s.Start, s.End})
			}
			if q.Cue != nil {
				c.Cue = &corpus.Phrase{Span: *q.Cue, Text: a.Surface(*q.Cue)}
			}
			if q.Speaker != nil {
				c.Speaker = &corpus.Speaker{Span: *q.Speaker, Text: a.Surface(*q.Speaker)}
			}
			d.Quotes = append(d.Quotes, c)
		}
		for _, e := range p.Events {
			if len(e.Trigger) == 0 {
				continue
			}
			c := corpus.Event{ID: fmt.Sprintf("%s-e%d", a.ID, len(d.Events)), Type: e.Type, Realis: e.Realis,
				Trigger: corpus.Phrase{Span: e.Trigger[0], Text: a.Surface(e.Trigger[0])}, Sentence: p.Span, Confidence: 1}
			for _, s := range e.Sources {
				c.Sources = append(c.Sources, corpus.Participant{Span: s})
			}
			for _, s := range e.Targets {
				c.Targets = append(c.Targets, corpus.Participant{Span: s})
			}
			d.Events = append(d.Events, c)
		}
	}
	for s, id := range actor { // what is left is no name
		d.References = append(d.References, corpus.Reference{Span: s, Actor: id, Kind: corpus.Definite})
	}
	slices.SortFunc(d.References, func(a, b corpus.Reference) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return d
}
