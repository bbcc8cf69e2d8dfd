package golden

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
	"dateline/golden/decide"
	"dateline/golden/diff"
)

// goldenCase is a case whose golden record is document().
func goldenCase(t *testing.T) Case {
	t.Helper()
	dir := t.TempDir()
	home := filepath.Join(dir, "one")
	if err := os.Mkdir(home, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(home, "input.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	c := Case{Name: "one", Dir: home}
	if _, err := c.Accept([]*corpus.Document{document()}); err != nil {
		t.Fatal(err)
	}
	return reload(t, c)
}

func reload(t *testing.T, c Case) Case {
	t.Helper()
	cs, err := Load(filepath.Dir(c.Dir), "one")
	if err != nil {
		t.Fatal(err)
	}
	return cs[0]
}

// several is a record that differs from the golden one in many ways.
func several() *corpus.Document {
	d := document()
	at := func(s string) corpus.Span {
		i := strings.Index(d.Text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	d.Title = "U"
	d.Entities[0].Span = at("Lee")
	d.Entities[0].Text = "Lee"
	d.Entities[1].Actor = "Q585"
	d.Entities = append(d.Entities, corpus.Entity{Span: at("May"), Text: "May", Type: corpus.Person, Actor: "may"})
	d.Dates[0].Value, d.Dates[0].Begin = "2021-05-13", "2021-05-13"
	d.Events[0].Type, d.Events[0].Mode = corpus.Aid, "retreat"
	d.Events[0].Realis = corpus.Planned
	d.Events[0].Sources[0].Span = at("Lee")
	d.Events[0].Targets = []corpus.Participant{{Span: at("envoys")}}
	d.Actors = []corpus.Actor{{ID: "ann-lee", Name: "Ann Lee", Type: corpus.Person, Mentions: 1}}
	d.References = []corpus.Reference{{Span: at("envoys"), Actor: "ann-lee", Kind: corpus.Definite}}
	corpus.AssignIDs(d)
	return d
}

// TestAcceptFromOneByOne accepts each change alone: it is gone then, and all others are as before.
func TestAcceptFromOneByOne(t *testing.T) {
	if err := several().Check(); err != nil {
		t.Fatal(err)
	}
	got := []*corpus.Document{several()}
	all, _ := goldenCase(t).Changes(got)
	if len(all) < 11 {
		t.Fatalf("only %d changes", len(all))
	}
	for _, x := range all {
		c := goldenCase(t)
		set := &decide.Set{}
		set.Add(&decide.Decision{ID: x.ID, Verdict: decide.Accept, Time: time.Unix(1, 0)})
		wrote, notes, err := c.AcceptFrom(got, set)
		if err != nil || !wrote || len(notes) > 0 {
			t.Errorf("%s: wrote %v, %q, %v", x.Label(), wrote, notes, err)
			continue
		}
		left, _ := reload(t, c).Changes(got)
		if len(left) != len(all)-1 || slices.ContainsFunc(left, func(y diff.Change) bool { return y.Label() == x.Label() }) {
			t.Errorf("%s: %d of %d changes are left", x.Label(), len(left), len(all))
		}
		if wrote, _, err := reload(t, c).AcceptFrom(got, set); wrote || err != nil {
			t.Errorf("%s: accepted twice, %v", x.Label(), err)
		}
	}
}

func decided(changes []diff.Change, v decide.Verdict) *decide.Set {
	set := &decide.Set{}
	for _, x := range changes {
		set.Add(&decide.Decision{ID: x.Cluster, Verdict: v, Cluster: true, Time: time.Unix(1, 0)})
	}
	return set
}

func TestAcceptFromAll(t *testing.T) {
	got := []*corpus.Document{several()}
	c := goldenCase(t)
	all, _ := c.Changes(got)
	before, err := os.ReadFile(filepath.Join(c.Dir, goldenFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []decide.Verdict{decide.Reject, decide.Flag, decide.Open} {
		if wrote, _, err := c.AcceptFrom(got, decided(all, v)); wrote || err != nil {
			t.Errorf("%s wrote: %v, %v", v, wrote, err)
		}
	}
	if after, _ := os.ReadFile(filepath.Join(c.Dir, goldenFile)); string(after) != string(before) {
		t.Error("the golden record is another, and nothing was accepted")
	}
	if wrote, notes, err := c.AcceptFrom(got, decided(all, decide.Accept)); !wrote || err != nil || len(notes) > 0 {
		t.Fatal(wrote, notes, err)
	}
	if left, _ := reload(t, c).Changes(got); len(left) > 0 {
		t.Errorf("left: %+v", left)
	}
}

func TestAcceptFromTakesTheText(t *testing.T) {
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
	d.Sentences = append([]corpus.Sentence{{Span: corpus.Span{Start: 0, End: 12}}}, d.Sentences...)
	d.Entities[1].Type = corpus.Loc
	corpus.AssignIDs(d)
	got := []*corpus.Document{d}
	c := goldenCase(t)
	all, _ := c.Changes(got)
	var text, other []diff.Change
	for _, x := range all {
		if x.Class == diff.Rewritten {
			text = append(text, x)
		} else {
			other = append(other, x)
		}
	}
	if len(text) != 2 || len(other) != 1 {
		t.Fatalf("%+v", all)
	}
	// Another type alone: the text stays.
	if wrote, notes, err := c.AcceptFrom(got, decided(other, decide.Accept)); !wrote || len(notes) > 0 || err != nil {
		t.Fatal(wrote, notes, err)
	}
	if g := reload(t, c).Golden[0]; g.Text != document().Text || g.Entities[1].Type != corpus.Loc {
		t.Errorf("%+v", g)
	}
	// Then the text: all spans go with it.
	c = reload(t, c)
	if wrote, notes, err := c.AcceptFrom(got, decided(text, decide.Accept)); !wrote || len(notes) > 0 || err != nil {
		t.Fatal(wrote, notes, err)
	}
	if left, _ := reload(t, c).Changes(got); len(left) > 0 || reload(t, c).Golden[0].Text != d.Text {
		t.Errorf("left: %+v", left)
	}
}

func TestCorrectionsAreTaken(t *testing.T) {
	got := []*corpus.Document{several()}
	text := document().Text
	for _, c := range []struct {
		field, surface, value, words string
		see                          func(*corpus.Document) string
		want                         string
	}{
		{"value", "May 6", "2021-05-07", "", func(d *corpus.Document) string { return d.Dates[0].Value }, "2021-05-07"},
		{"actor", "Oslo", "Q1", "", func(d *corpus.Document) string { return d.Entities[1].Actor }, "Q1"},
		{"code", "met", "CONCEDE/withdraw 087", "", func(d *corpus.Document) string {
			return fmt.Sprint(d.Events[0].Type, d.Events[0].Mode, d.Events[0].CAMEO)
		}, "CONCEDEwithdraw087"},
		{"realis", "met", "denied", "", func(d *corpus.Document) string { return string(d.Events[0].Realis) }, "denied"},
		{"", "Ann Lee", "", "Ann", func(d *corpus.Document) string { return d.Entities[0].Text }, "Ann"},
		{"", "May", "", "May 6", func(d *corpus.Document) string { return d.Entities[2].Text }, "May 6"},
		{"title", "metadata", "Right", "", func(d *corpus.Document) string { return d.Title }, "Right"},
	} {
		k := goldenCase(t)
		all, _ := k.Changes(got)
		n := slices.IndexFunc(all, func(x diff.Change) bool { return x.Field == c.field && x.Surface == c.surface })
		if n < 0 {
			t.Fatalf("no change of %s %s", c.surface, c.field)
		}
		by := &decide.Decision{ID: all[n].ID, Verdict: decide.Edit, Time: time.Unix(1, 0)}
		if c.words != "" {
			start := strings.Index(text, c.words)
			end := start + len(c.words)
			by.Start, by.End = &start, &end
		} else {
			by.Value = &c.value
		}
		set := &decide.Set{}
		set.Add(by)
		wrote, notes, err := k.AcceptFrom(got, set)
		if err != nil || !wrote || len(notes) > 0 {
			t.Errorf("%s: %v, %q, %v", c.surface, wrote, notes, err)
			continue
		}
		if v := c.see(reload(t, k).Golden[0]); v != c.want {
			t.Errorf("%s %s is %q, want %q", c.surface, c.field, v, c.want)
		}
	}
}

func TestAcceptFromWholeDocuments(t *testing.T) {
	other := document()
	other.ID = "b"
	corpus.AssignIDs(other)
	got := []*corpus.Document{other}
	c := goldenCase(t)
	all, _ := c.Changes(got)
	if len(all) != 2 {
		t.Fatalf("%+v", all)
	}
	if wrote, _, err := c.AcceptFrom(got, decided(all, decide.Accept)); !wrote || err != nil {
		t.Fatal(wrote, err)
	}
	if g := reload(t, c).Golden; len(g) != 1 || g[0].ID != "b" {
		t.Errorf("%d golden records", len(g))
	}
}
