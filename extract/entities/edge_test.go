package entities

import (
	"testing"

	"dateline/corpus"
)

// TestEdges holds where mentions begin and end. The mention is what the brackets hold.
func TestEdges(t *testing.T) {
	s := New()
	for _, c := range []struct {
		text string
		typ  corpus.EntityType
		want string
	}{
		{"the [Velunta Party-led] cabinet", corpus.Org, "Velunta Party"},
		{"the [Velunta-Ardo] pact", corpus.Org, "Velunta-Ardo"},
		{"at the [NGO VELUNTA] office", corpus.Org, "VELUNTA"},
		{"the [NGO board] met", corpus.Org, "NGO board"},
		{"[Velunta Council Monday] said", corpus.Org, "Velunta Council"},
		{"the film [Velunta Sunday] won", corpus.Work, "Velunta Sunday"},
		{"the [Velunta Sunday] storm", corpus.EventT, "Velunta Sunday"},
		{"sold to [Velunta Resources], Inc. for", corpus.Org, "Velunta Resources, Inc."},
		{"sold to [Velunta Resources] Pty Ltd, which", corpus.Org, "Velunta Resources Pty Ltd"},
		{"sold to [Velunta Resources] SE of there", corpus.Org, "Velunta Resources"},
		{"sold to [Velunta], incidentally", corpus.Org, "Velunta"},
		{"sold to [Velunta]", corpus.Org, "Velunta"},
		{"in [Velunta], Inc", corpus.GPE, "Velunta"},
	} {
		d, e := bracket(c.text, c.typ)
		s.edges(d, e, len(d.Text))
		if e.Text != c.want || d.Text[e.Start:e.End] != c.want {
			t.Errorf("%s: %q, want %q", c.text, e.Text, c.want)
		}
	}
	// What stands behind is never taken from the next mention.
	d, e := bracket("sold to [Velunta] Ltd Ardo", corpus.Org)
	if s.edges(d, e, e.End+1); e.Text != "Velunta" {
		t.Errorf("%q reaches into the next mention", e.Text)
	}
}

// bracket is a document of a text with one mention, which stands in square brackets.
func bracket(text string, typ corpus.EntityType) (*corpus.Document, *corpus.Entity) {
	var plain []byte
	var span corpus.Span
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[':
			span.Start = len(plain)
		case ']':
			span.End = len(plain)
		default:
			plain = append(plain, text[i])
		}
	}
	d := &corpus.Document{Text: string(plain)}
	return d, &corpus.Entity{Span: span, Text: d.Text[span.Start:span.End], Type: typ}
}

func TestNicknames(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{`[Theo] “The Anchor” [Brandt] agreed`, `Theo “The Anchor” Brandt`},
		{`[Theo] "The Anchor" [Brandt] agreed`, `Theo "The Anchor" Brandt`},
		{`[Theo] ‘Teddy’ [Brandt] agreed`, `Theo ‘Teddy’ Brandt`},
		{`[Theo] “the anchor” [Brandt] agreed`, `Brandt`},                                                // words somebody said
		{`[Theo] said: “The Anchor.” [Brandt] agreed`, `Brandt`},                                         // of two sentences
		{`[Theo] sang “The Anchor” [Brandt] agreed`, `Brandt`},                                           // a verb between
		{`“The Anchor” [Brandt] agreed`, `Brandt`},                                                       // nobody before
		{`[Theo] “The Anchor of all the harbours that ever were and will be” [Brandt] agreed`, `Brandt`}, // too long
	} {
		var plain []byte
		var es []corpus.Entity
		for i := range len(c.text) {
			switch c.text[i] {
			case '[':
				es = append(es, corpus.Entity{Span: corpus.Span{Start: len(plain)}, Type: corpus.Person})
			case ']':
				es[len(es)-1].End = len(plain)
			default:
				plain = append(plain, c.text[i])
			}
		}
		d := &corpus.Document{Text: string(plain)}
		e := es[len(es)-1]
		if start, ok := nicknamed(d, es[:len(es)-1], e.Start); ok {
			e.Start = start
		}
		if got := d.Text[e.Start:e.End]; got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
