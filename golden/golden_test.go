package golden

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/corpus"
)

func document() *corpus.Document {
	text := "Ann Lee met envoys in Oslo on May 6."
	at := func(s string) corpus.Span {
		i := strings.Index(text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	d := &corpus.Document{ID: "a", Title: "T", Text: text, Sentences: []corpus.Sentence{{Span: corpus.Span{Start: 0, End: len(text)}}},
		Entities: []corpus.Entity{{Span: at("Ann Lee"), Text: "Ann Lee", Type: corpus.Person, Actor: "ann-lee"}, {Span: at("Oslo"), Text: "Oslo", Type: corpus.GPE}},
		Dates:    []corpus.Date{{Span: at("May 6"), Text: "May 6", Type: corpus.DateDate, Value: "2021-05-06", How: corpus.HowPublished}},
		Events: []corpus.Event{{Type: corpus.Consult, Realis: corpus.Actual, Trigger: corpus.Phrase{Span: at("met"), Text: "met"},
			Sentence: corpus.Span{Start: 0, End: len(text)}, Sources: []corpus.Participant{{Span: at("Ann Lee"), Actor: "ann-lee", Country: "NOR"}}}},
	}
	corpus.AssignIDs(d)
	return d
}

func TestCompare(t *testing.T) {
	if got := Compare(document(), document()); len(got) != 0 {
		t.Fatalf("equal documents differ: %v", got)
	}
	for _, c := range []struct {
		change func(*corpus.Document)
		want   string
	}{
		{func(d *corpus.Document) { d.Dates[0].Value = "2021-06-05" },
			"a\n  dates\n    changed \"May 6\": value is \"2021-06-05\", should be \"2021-05-06\"\n      Ann Lee met envoys in Oslo on ⟦May 6⟧.\n"},
		{func(d *corpus.Document) { d.Entities = d.Entities[:1] },
			"a\n  entities\n    missing \"Oslo\"\n      Ann Lee met envoys in ⟦Oslo⟧ on May 6.\n"},
		{func(d *corpus.Document) { d.Entities[0].Start += 4; d.Entities[0].Text = "Lee" },
			"a\n  entities\n    boundary \"Lee\", should be \"Ann Lee\"\n      ⟦Ann Lee⟧ met envoys in Oslo on May 6.\n"},
		{func(d *corpus.Document) { d.Events = append(d.Events, d.Events[0]) },
			"a\n  events\n    extra \"met\"\n      Ann Lee ⟦met⟧ envoys in Oslo on May 6.\n"},
		{func(d *corpus.Document) { d.Events[0].Sources[0].Actor = "" },
			"a\n  events\n    changed \"met\": source is \"Ann Lee [ NOR]\", should be \"Ann Lee [ann-lee NOR]\"\n      Ann Lee ⟦met⟧ envoys in Oslo on May 6.\n"},
		{func(d *corpus.Document) { d.Events[0].Confidence, d.Events[0].Why = 0.3, []string{"another reason"} }, ""},
	} {
		d := document()
		c.change(d)
		var b bytes.Buffer
		Print(&b, Compare(document(), d))
		if b.String() != c.want {
			t.Errorf("got\n%s\nwant\n%s", &b, c.want)
		}
	}
}

func TestAnInsertedParagraphIsTheOnlyDifference(t *testing.T) {
	d := document()
	const more = "A line more.\n\n"
	d.Text = more + d.Text
	move := func(s *corpus.Span) { s.Start += len(more); s.End += len(more) }
	move(&d.Sentences[0].Span)
	for i := range d.Entities {
		move(&d.Entities[i].Span)
	}
	move(&d.Dates[0].Span)
	move(&d.Events[0].Trigger.Span)
	move(&d.Events[0].Sentence)
	move(&d.Events[0].Sources[0].Span)
	got := Compare(document(), d)
	if len(got) != 1 || got[0].Layer != "text" || got[0].Class != Extra {
		t.Errorf("got %v", got)
	}
}

func TestCheckAndAccept(t *testing.T) {
	dir := t.TempDir()
	home := filepath.Join(dir, "one")
	if err := os.Mkdir(home, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "input.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	read := func() Case {
		t.Helper()
		cs, err := Load(dir, "one")
		if err != nil {
			t.Fatal(err)
		}
		return cs[0]
	}
	if wrote, err := read().Accept(nil); err == nil || wrote {
		t.Errorf("no record at all was accepted: wrote %v, %v", wrote, err)
	}
	if wrote, err := read().Accept([]*corpus.Document{document()}); err != nil || !wrote {
		t.Fatalf("first accept: wrote %v, %v", wrote, err)
	}
	if wrote, err := read().Accept([]*corpus.Document{document()}); err != nil || wrote {
		t.Errorf("nothing changed, but accept wrote %v, %v", wrote, err)
	}
	if o := read().Check([]*corpus.Document{document()}); !o.Fine() {
		t.Errorf("the accepted record differs: %v", o.New)
	}

	worse := document()
	worse.Dates[0].Value = "2020"
	if o := read().Check([]*corpus.Document{worse}); len(o.New) != 1 || o.Fine() {
		t.Errorf("a wrong value: %+v", o)
	}
	if wrote, err := read().AcceptKnown([]*corpus.Document{worse}); err != nil || !wrote {
		t.Fatalf("accept known: %v, %v", wrote, err)
	}
	if o := read().Check([]*corpus.Document{worse}); !o.Fine() || len(o.Known) != 1 {
		t.Errorf("a known difference: %+v", o)
	}
	if o := read().Check([]*corpus.Document{document()}); o.Fine() || len(o.Gone) != 1 {
		t.Errorf("a known difference that has gone: %+v", o)
	}
	if o := read().Check(nil); o.Fine() {
		t.Error("a lost document passes")
	}
}

func TestLoadErrorsNameTheFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "holds no case") {
		t.Errorf("empty directory: %v", err)
	}
	home := filepath.Join(dir, "c")
	os.Mkdir(home, 0o755)
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), "no inputs") {
		t.Errorf("no inputs: %v", err)
	}
	os.WriteFile(filepath.Join(home, "input.txt"), nil, 0o644)
	os.WriteFile(filepath.Join(home, goldenFile), []byte(`{"id": 3}`), 0o644)
	if _, err := Load(dir); err == nil || !strings.Contains(err.Error(), goldenFile) {
		t.Errorf("a bad record: %v", err)
	}
	if _, err := Load(dir, "d"); err == nil || !strings.Contains(err.Error(), `no case "d"`) {
		t.Errorf("an unknown case: %v", err)
	}
}
