package tagger

import (
	"strings"
	"testing"

	"dateline/corpus"
)

// TestHeadlines holds which words of a headline are read in small letters: they stand in small
// letters in want.
func TestHeadlines(t *testing.T) {
	g := NewGazetteer(8)
	for _, name := range []string{"Velunta", "Ardo", "Port Strikes", "Will", "Sells"} {
		g.Add(name, 1)
	}
	for _, w := range []string{"workers", "doctors", "police"} {
		g.AddCommon(w, 3)
	}
	v := new(Verbs)
	for _, w := range []string{"sue", "deny", "clash", "slam", "sell", "agree", "veto"} {
		v.AddVerb(w, false)
	}
	for _, w := range []string{"strike", "vote"} {
		v.AddVerb(w, true)
	}
	v.AddPast("slain")
	v.AddSmall("over")
	for _, c := range []struct{ text, want string }{
		{"Harbourline Sues Quillstone Over Shopping Pier", "Harbourline sues Quillstone over Shopping Pier"},
		{"Harbourline Denies Quillstone Claims Again", "Harbourline denies Quillstone Claims Again"},
		{"Harbourline Vetoes Quillstone Claims Again", "Harbourline vetoes Quillstone Claims Again"},
		{"Three Slain Near Harbour Gate", "Three slain Near Harbour Gate"},
		{"Minister Slammed Over Harbour Gate", "Minister slammed over Harbour Gate"},
		// The first word stays, and so does what the gazetteer knows.
		{"Sues Harbourline Quillstone Claims", "Sues Harbourline Quillstone Claims"},
		{"Bonny Sells Opens Harbour Gate", "Bonny Sells Opens Harbour Gate"},
		{"Fire Closes Port Strikes Market", "Fire Closes Port Strikes Market"},
		// A noun is a verb only between a known name and an object.
		{"Velunta Strikes Harbour Gate", "Velunta strikes Harbour Gate"},
		{"Harbour Strikes Close Market", "Harbour Strikes Close Market"},
		{"Harbour Market Hit: Velunta Strikes", "Harbour Market Hit: Velunta Strikes"},
		// A base form needs a plural, a list, "to" or a modal before it.
		{"Dock Workers Clash Behind Gate", "Dock Workers clash Behind Gate"},
		{"Harbour Police Clash Behind Gate", "Harbour Police clash Behind Gate"},
		{"Harbour Clash Behind Market Gate", "Harbour Clash Behind Market Gate"},
		{"Velunta and Ardo Agree Harbour Terms", "Velunta and Ardo agree Harbour Terms"},
		{"Velunta, Ardo Agree Harbour Terms", "Velunta, Ardo agree Harbour Terms"},
		{"Harbourline to Sell Market Gate", "Harbourline to sell Market Gate"},
		{"Harbourline Will Sell Market Gate", "Harbourline will sell Market Gate"},
		{"Ardo Will Opens Harbour Gate", "Ardo Will Opens Harbour Gate"},
		{"Dock Workers Vote to Leave Harbour", "Dock Workers vote to Leave Harbour"},
		{"Dock Workers Vote Closes Harbour", "Dock Workers Vote Closes Harbour"},
		// Prose is left alone.
		{"The harbour of Ardo Sues nobody this year", "The harbour of Ardo Sues nobody this year"},
	} {
		d := &Document{Verbs: v}
		d.Read(c.text, []corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(c.text)}}}, g)
		got := []byte(c.text)
		for _, p := range d.Pieces {
			if p.Shape == Lower {
				copy(got[p.Start:], strings.ToLower(c.text[p.Start:p.End]))
			}
		}
		if string(got) != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		for _, p := range d.Pieces {
			if p.Shape == Lower && (p.Exact != p.Lower || p.Form != smallForm) {
				t.Errorf("%s: %q keeps the features of a capital", c.text, c.text[p.Start:p.End])
			}
		}
	}
	// Without verbs nothing changes: the trainer reads so.
	d := new(Document)
	d.Read("Harbourline Sues Quillstone Pier", []corpus.Sentence{{Span: corpus.Span{Start: 0, End: 32}}}, g)
	for _, p := range d.Pieces {
		if p.Shape == Lower {
			t.Error("a document without verbs has words in small letters")
		}
	}
}
