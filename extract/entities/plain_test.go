package entities

import (
	"testing"

	"dateline/corpus"
	"dateline/extract/entities/gazetteer"
	"dateline/extract/entities/internal/tagger"
)

func TestPlainWords(t *testing.T) {
	s := New()
	for _, c := range []struct {
		text, name string
		typ        corpus.EntityType
		want       bool
	}{
		{"Nice people work here.", "Nice", corpus.GPE, true},
		{"Nice people work here, and we like it in Nice.", "Nice", corpus.GPE, false},
		{"We ate the Cheap Lunch again.", "Cheap Lunch", corpus.Org, true},
		{"We ate the Cheap Lunch again.", "Cheap Lunch", corpus.Person, false},
		{"The staff of Private said so.", "Private", corpus.Org, false},
		{"The staff of Reuters said so.", "Reuters", corpus.Org, false},
		{"Kyiv officials said so.", "Kyiv", corpus.GPE, false},
		{"i think that member states agreed.", "states", corpus.GPE, true},
		{"i think that norway agreed.", "norway", corpus.GPE, false},
		{"Reports on Cheap Kismayo came in.", "Cheap Kismayo", corpus.Org, false},
	} {
		d := segmented(t, c.text)
		var doc tagger.Document
		doc.Read(d.Text, d.Sentences, gazetteer.Default())
		n := tagger.Name{First: -1, Type: tagger.TypeIndex(c.typ)}
		for i, p := range doc.Pieces {
			for k := i; k < len(doc.Pieces) && n.First < 0; k++ {
				if c.text[p.Start:doc.Pieces[k].End] == c.name {
					n.First, n.End = i, k+1
				}
			}
		}
		if n.First < 0 {
			t.Fatalf("%q is no run of pieces of %q", c.name, c.text)
		}
		if got := s.plainWords(&doc, n); got != c.want {
			t.Errorf("%s %s in %q: %v, want %v", c.typ, c.name, c.text, got, c.want)
		}
	}
}

func TestInAddress(t *testing.T) {
	for _, c := range []struct {
		before, name, after string
		want                bool
	}{
		{"See http://www.example.org/", "Chernobyl", ".html for more.", true},
		{"See www.", "Ontario", ".ca for more.", true},
		{"Write to ", "Roe", "@example.org today.", true},
		{"Write to Ana.", "Roe", "@mail.example.org today.", true},
		{"Write to roe@", "Acme", ".com today.", true},
		{"Sent by Ana ", "Roe", "@ACME on Monday.", false},
		{"Sent by Ana Roe@", "ACME", " on Monday.", false},
		{"Shares of ", "Amazon", ".com rose.", false},
		{"(http://example.org) ", "Paris", " was calm.", false},
		{"", "Paris", "", false},
		{"mail@", "Acme", ".", false},
	} {
		text := c.before + c.name + c.after
		if got := inAddress(text, len(c.before), len(c.before)+len(c.name)); got != c.want {
			t.Errorf("%q in %q: %v, want %v", c.name, text, got, c.want)
		}
	}
}

// A people of two words behind a hyphen stays one, two sides of talks are cut in two.
func TestDescents(t *testing.T) {
	s := New()
	at := func(text string) corpus.Entity {
		return corpus.Entity{Span: corpus.Span{Start: 0, End: len(text)}, Text: text, Type: corpus.Norp}
	}
	if got := s.pair(at("African-American")); got != nil {
		t.Errorf("African-American is cut into %v", got)
	}
	if got := s.pair(at("Russian-American")); len(got) != 2 {
		t.Errorf("Russian-American is not cut: %v", got)
	}
}
