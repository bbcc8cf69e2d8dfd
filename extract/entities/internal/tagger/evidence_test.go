package tagger

import (
	"testing"
)

// document reads a text in which each line is a sentence.
func document(text string) *Document {
	d := new(Document)
	g := NewGazetteer(0)
	g.Add("Awa", GivenName)
	g.AddKind("shares", StaffKind)
	g.AddKind("ferry", ThingKind)
	g.AddKind("operator", BodyKind)
	g.AddKind("startup", BodyKind)
	g.AddKind("town", TownKind)
	var at int
	ss := whole(text)[:0]
	for i := range len(text) {
		if text[i] == '\n' {
			s := whole(text)[0]
			s.Start, s.End = at, i
			ss, at = append(ss, s), i+1
		}
	}
	d.Read(text, ss, g)
	return d
}

func (d *Document) word(w string) *wordShape {
	for i := range d.Pieces {
		if p := &d.Pieces[i]; p.ID >= 0 && d.Text[p.Start:p.End] == w {
			return &d.words[p.ID]
		}
	}
	return nil
}

func TestEvidence(t *testing.T) {
	d := document("It was Awa Diallo, 43, who spoke.\nA letter to Mr Traore came.\nLater Okello said no.\nIt is near Gao today.\nIt is the Harbour's fault.\nShares of Pelu, a small ferry operator, fell.\nThe startup Qwik left the town of Yorb.\n")
	for w, want := range map[string]uint32{
		"Diallo":  surname | aged | bare | longer,
		"Traore":  titled | bare | alone | inwards,
		"Okello":  speaks | longer,
		"Gao":     placed | bare | alone,
		"Harbour": articled | owning | alone,
		"Pelu":    held | asBody | bare | alone,
		"Qwik":    calledBody | bare | alone,
		"Yorb":    calledPlace | bare | alone,
	} {
		got := d.word(w)
		if got == nil || got.seen != want {
			t.Errorf("%s: %+v, want evidence %b", w, got, want)
		}
	}
	if d := document("MAYOR OKELLO SAID NO TODAY.\n"); d.word("OKELLO").seen != 0 {
		t.Error("a headline gives evidence")
	}
}

func TestAcronymOfAnotherSentence(t *testing.T) {
	d := document("The Harbour Board of Uld met.\nThen HBU left.\nSo did XQ.\nThe I.B.C. stayed.\nThe Inner Bay Club left.\n")
	for w, want := range map[string]string{"HBU": "Harbour", "I.B.C.": "Inner"} {
		got := d.word(w)
		if got == nil || got.long < 0 || d.Text[d.Pieces[got.long].Start:d.Pieces[got.long].End] != want {
			t.Errorf("%s: %+v, want the name that begins with %s", w, got, want)
		}
	}
	if got := d.word("XQ"); got.long >= 0 {
		t.Error("XQ has a long form")
	}
}
