package corpus

import (
	"fmt"
	"slices"
	"unicode/utf8"
)

// Check verifies the properties that every document must have: spans lie in the
// text on rune boundaries, surfaces equal the text they point to, sentences and
// tokens stand in order without overlap, tokens lie in their sentences, entities
// and dates do not overlap one another, ids are unique, indices point at what
// exists, where the document has that layer at all: a record may be written without
// it. The error names the first fault.
func (d *Document) Check() error {
	if !utf8.ValidString(d.Text) {
		return fmt.Errorf("corpus: doc %s: text is not UTF-8", d.ID)
	}
	c := checker{doc: d}
	c.sentences()
	last := 0
	for i, e := range d.Entities {
		c.surface("entity", i, e.Span, e.Text)
		c.must(e.Start >= last, "entity", i, "%q overlaps the one before", e.Text)
		last = e.End
	}
	last = 0
	for i, e := range d.Dates {
		c.surface("date", i, e.Span, e.Text)
		c.must(e.Start >= last, "date", i, "%q overlaps the one before", e.Text)
		last = e.End
	}
	for i, p := range d.Periods {
		c.surface("period", i, p.Span, p.Text)
		for _, j := range []int{p.From, p.To} {
			c.must(len(d.Dates) == 0 || j >= 0 && j < len(d.Dates) && p.Contains(d.Dates[j].Span), "period", i, "date %d is not within it", j)
		}
	}
	quotes := c.quotes()
	for i, r := range d.References {
		c.span("reference", i, r.Span)
	}
	events := map[string]bool{}
	for i, e := range d.Events {
		c.surface("event", i, e.Trigger.Span, e.Trigger.Text)
		c.span("sentence of event", i, e.Sentence)
		c.must(!events[e.ID], "event", i, "id %s twice", e.ID)
		events[e.ID] = true
		c.must(e.Sentence.Contains(e.Trigger.Span), "event", i, "trigger %q leaves its sentence", e.Trigger.Text)
		for _, p := range slices.Concat(e.Sources, e.Targets) {
			c.span("participant of event", i, p.Span)
		}
		c.must(e.Quote == "" || len(d.Quotes) == 0 || quotes[e.Quote], "event", i, "quote %s does not exist", e.Quote)
		if e.Date != nil {
			c.span("date of event", i, e.Date.Span)
		}
		if e.Location != nil && e.Location.End > 0 {
			c.surface("location of event", i, e.Location.Span, e.Location.Text)
		}
	}
	for i, m := range d.Mentions {
		c.span("mention", i, m.Span)
	}
	return c.err
}

// checker keeps the first fault.
type checker struct {
	doc *Document
	err error
}

func (c *checker) must(ok bool, layer string, i int, format string, args ...any) {
	if !ok && c.err == nil {
		c.err = fmt.Errorf("corpus: doc %s: %s %d: %s", c.doc.ID, layer, i, fmt.Sprintf(format, args...))
	}
}

func (c *checker) span(layer string, i int, s Span) bool {
	text := c.doc.Text
	ok := 0 <= s.Start && s.Start <= s.End && s.End <= len(text)
	c.must(ok, layer, i, "span %d-%d is not within the text of %d bytes", s.Start, s.End, len(text))
	if ok {
		ok = onRune(text, s.Start) && onRune(text, s.End)
		c.must(ok, layer, i, "span %d-%d cuts a rune", s.Start, s.End)
	}
	return ok
}

func (c *checker) surface(layer string, i int, s Span, surface string) {
	if c.span(layer, i, s) {
		got := c.doc.Text[s.Start:s.End]
		c.must(got == surface, layer, i, "surface %q, but the text at %d-%d is %q", surface, s.Start, s.End, got)
	}
}

func (c *checker) sentences() {
	d := c.doc
	last, token := 0, 0
	for i, s := range d.Sentences {
		c.span("sentence", i, s.Span)
		c.must(s.Start >= last && s.End > s.Start, "sentence", i, "span %d-%d overlaps the one before or is empty", s.Start, s.End)
		last = s.End
		if len(d.Tokens) == 0 {
			continue
		}
		fits := s.Tokens.First == token && s.Tokens.End >= token && s.Tokens.End <= len(d.Tokens)
		c.must(fits, "sentence", i, "tokens %d-%d do not follow token %d", s.Tokens.First, s.Tokens.End, token)
		if !fits {
			return
		}
		c.must(s.Opening == 0 || s.Opening > 0 && s.Opening < s.Tokens.Len(), "sentence", i, "an opening of %d tokens in a sentence of %d", s.Opening, s.Tokens.Len())
		end := s.Start
		for ; token < s.Tokens.End; token++ {
			t := d.Tokens[token]
			c.span("token", token, t.Span)
			c.must(t.Start >= end && t.End > t.Start && t.End <= s.End, "token", token,
				"span %d-%d overlaps the one before, is empty or leaves its sentence", t.Start, t.End)
			c.must(t.Head >= 0 && t.Head <= s.Tokens.Len(), "token", token, "head %d in a sentence of %d", t.Head, s.Tokens.Len())
			end = t.End
		}
	}
	c.must(token == len(d.Tokens), "token", token, "%d tokens, but the sentences hold %d", len(d.Tokens), token)
}

// quotes checks the quotations and returns the set of their ids.
func (c *checker) quotes() map[string]bool {
	ids := map[string]bool{}
	for i, q := range c.doc.Quotes {
		c.surface("quote", i, q.Span, q.Text)
		c.must(!ids[q.ID], "quote", i, "id %s twice", q.ID)
		ids[q.ID] = true
		for _, p := range q.Spans {
			piece := Span{p[0], p[1]}
			c.span("piece of quote", i, piece)
			c.must(q.Contains(piece), "quote", i, "piece %d-%d leaves it", piece.Start, piece.End)
		}
		if q.Cue != nil {
			c.surface("cue of quote", i, q.Cue.Span, q.Cue.Text)
		}
		if q.Speaker != nil {
			c.surface("speaker of quote", i, q.Speaker.Span, q.Speaker.Text)
		}
	}
	return ids
}

func onRune(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }
