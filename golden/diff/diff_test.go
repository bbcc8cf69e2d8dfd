package diff

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
)

// article is a document with something in most layers.
func article() *corpus.Document {
	text := "OSLO – Ann Lee met envoys of Acme in Oslo on Monday.\n\n\"We agree,\" said Ann Lee. She left on May 6.\n\nThe council had refused the plan of Acme."
	d := &corpus.Document{ID: "a", Title: "T", Published: "2021-05-05", Text: text, Source: corpus.Source{Path: "a", SHA256: "1"}}
	seen := map[string]int{}
	at := func(s string) corpus.Span {
		from := seen[s]
		i := from + strings.Index(text[from:], s)
		seen[s] = i + 1
		return corpus.Span{Start: i, End: i + len(s)}
	}
	for _, s := range []string{"OSLO – Ann Lee met envoys of Acme in Oslo on Monday.", "\"We agree,\" said Ann Lee.", "She left on May 6.", "The council had refused the plan of Acme."} {
		d.Sentences = append(d.Sentences, corpus.Sentence{Span: at(s)})
	}
	ann, acme, oslo, ann2, acme2 := at("Ann Lee"), at("Acme"), at("Oslo"), at("Ann Lee"), at("Acme")
	entity := func(s corpus.Span, t corpus.EntityType, actor string) {
		d.Entities = append(d.Entities, corpus.Entity{Span: s, Text: d.Surface(s), Type: t, Actor: actor})
	}
	entity(ann, corpus.Person, "ann-lee")
	entity(acme, corpus.Org, "acme")
	entity(oslo, corpus.GPE, "Q585")
	entity(ann2, corpus.Person, "ann-lee")
	entity(acme2, corpus.Org, "acme")
	monday, may := at("Monday"), at("May 6")
	d.Dates = []corpus.Date{{Span: monday, Text: "Monday", Type: corpus.DateDate, Value: "2021-05-03", How: corpus.HowPublished},
		{Span: may, Text: "May 6", Type: corpus.DateDate, Value: "2021-05-06", How: corpus.HowPublished}}
	q := at("\"We agree,\"")
	d.Quotes = []corpus.Quote{{Span: q, Spans: []corpus.Piece{{q.Start, q.End}}, Text: d.Surface(q), Kind: corpus.Direct,
		Cue: &corpus.Phrase{Span: at("said"), Text: "said"}, Speaker: &corpus.Speaker{Span: ann2, Text: "Ann Lee", Actor: "ann-lee"}, Confidence: 0.9}}
	d.References = []corpus.Reference{{Span: at("She"), Actor: "ann-lee", Kind: corpus.Pronoun}}
	d.Actors = []corpus.Actor{{ID: "ann-lee", Name: "Ann Lee", Type: corpus.Person, Country: "NOR", Mentions: 3}, {ID: "acme", Name: "Acme", Type: corpus.Org, Mentions: 2}, {ID: "Q585", Name: "Oslo", Type: corpus.GPE, Country: "NOR", Mentions: 1}}
	met, refused := at("met"), at("refused")
	d.Events = []corpus.Event{
		{Type: corpus.Consult, Mode: "meet", CAMEO: "040", Realis: corpus.Actual, Main: true, Trigger: corpus.Phrase{Span: met, Text: "met"}, Sentence: d.Sentences[0].Span,
			Sources: []corpus.Participant{{Span: ann, Actor: "ann-lee", Country: "NOR"}}, Targets: []corpus.Participant{{Span: at("envoys")}},
			Date: &corpus.EventDate{Value: "2021-05-03", Span: monday, How: corpus.HowPublished}, Confidence: 0.7},
		{Type: corpus.Reject, Realis: corpus.Actual, Trigger: corpus.Phrase{Span: refused, Text: "refused"}, Sentence: d.Sentences[3].Span,
			Sources: []corpus.Participant{{Span: at("The council")}}, Targets: []corpus.Participant{{Span: acme2, Actor: "acme"}}, Confidence: 0.6},
	}
	d.Main = &corpus.Main{Who: &corpus.Answer{Text: "Ann Lee"}, What: &corpus.Answer{Text: "met envoys"}}
	corpus.AssignIDs(d)
	return d
}

func brief(x *Change) string {
	return strings.TrimRight(fmt.Sprintf("%s %s %s | %s | %s | %s → %s", x.Layer, x.Class, x.Field, x.Surface, x.Part, x.Old, x.New), " ")
}

func TestArticleIsWhole(t *testing.T) {
	if err := article().Check(); err != nil {
		t.Fatal(err)
	}
}

func TestDocuments(t *testing.T) {
	for _, c := range []struct {
		name     string
		change   func(*corpus.Document)
		want     []string
		clusters int
		blame    string // of the last change
	}{
		{"nothing", func(*corpus.Document) {}, nil, 0, ""},
		{"what follows", func(d *corpus.Document) { d.Events[0].Confidence = 0.1; d.Actors[0].Mentions = 9 }, nil, 0, ""},
		{"an entity lost", func(d *corpus.Document) { d.Entities = slices.Delete(d.Entities, 2, 3) },
			[]string{"entities removed  | Oslo |  | GPE Q585 →"}, 1, "entities"},
		{"another type", func(d *corpus.Document) { d.Entities[1].Type = corpus.Person },
			[]string{"entities relabelled type | Acme |  | ORG → PERSON"}, 1, "entities"},
		{"other ends", func(d *corpus.Document) { d.Entities[0].Start += 4; d.Entities[0].Text = "Lee" },
			[]string{"entities boundary  | Ann Lee |  | Ann Lee → Lee"}, 1, "entities"},
		{"another actor everywhere", func(d *corpus.Document) {
			d.RenameActors(map[string]string{"ann-lee": "Q1"})
			d.Actors[0].Country, d.Events[0].Sources[0].Country = "SWE", "SWE"
		}, []string{
			"entities revalued actor | Ann Lee |  | ann-lee → Q1", "entities revalued actor | Ann Lee |  | ann-lee → Q1",
			"quotes revalued actor | \"We agree,\" | Ann Lee | ann-lee → Q1", "references revalued actor | She |  | ann-lee → Q1",
			"actors removed  | ann-lee |  | Ann Lee PERSON NOR →", "events revalued source actor | met | Ann Lee | ann-lee → Q1",
			"actors added  | Q1 |  |  → Ann Lee PERSON SWE",
		}, 1, "actors"},
		{"what is known of an actor", func(d *corpus.Document) {
			d.Actors[0].Country, d.Actors[0].Sector, d.Events[0].Sources[0].Country = "SWE", "GOV", "SWE"
		}, []string{
			"actors revalued country | ann-lee |  | NOR → SWE", "actors revalued sector | ann-lee |  |  → GOV",
			"events revalued source country | met | Ann Lee | NOR → SWE",
		}, 1, "actors"},
		{"another day, and the event's with it", func(d *corpus.Document) {
			d.Dates[0].Value, d.Events[0].Date.Value = "2021-05-10", "2021-05-10"
		}, []string{"dates revalued value | Monday |  | 2021-05-03 → 2021-05-10", "events revalued date | met | Monday | 2021-05-03 → 2021-05-10"}, 1, "dates"},
		{"another code is one change", func(d *corpus.Document) {
			d.Events[1].Type, d.Events[1].Mode, d.Events[1].CAMEO = corpus.Accuse, "allege", "112"
			corpus.AssignIDs(d)
		}, []string{"events relabelled code | refused |  | REJECT → ACCUSE/allege 112"}, 1, "events"},
		{"another mode", func(d *corpus.Document) { d.Events[0].Mode = "visit" },
			[]string{"events revalued code | met |  | CONSULT/meet 040 → CONSULT/visit 040"}, 1, "events"},
		{"an event with another trigger", func(d *corpus.Document) {
			e := &d.Events[0]
			e.Trigger.Span = e.Targets[0].Span
			e.Trigger.Text = "envoys"
		}, []string{"events boundary  | met |  | met → envoys"}, 1, "events"},
		{"the main event", func(d *corpus.Document) {
			d.Events[0].Main, d.Events[1].Main = false, true
			d.Main = &corpus.Main{Who: &corpus.Answer{Text: "The council"}, What: &corpus.Answer{Text: "met envoys"}}
		}, []string{"events revalued main | met |  | true → false", "events revalued main | refused |  | false → true", "main revalued text | who |  | Ann Lee → The council"}, 1, "events"},
		{"an event for an entity", func(d *corpus.Document) {
			d.Entities = d.Entities[:4]
			d.Events = d.Events[:1]
		}, []string{"entities removed  | Acme |  | ORG acme →", "events removed  | refused |  | REJECT – → acme →"}, 2, "entities"},
		{"an actor with its only mention", func(d *corpus.Document) {
			d.Entities = slices.Delete(d.Entities, 2, 3)
			d.Actors = d.Actors[:2]
		}, []string{"entities removed  | Oslo |  | GPE Q585 →", "actors removed  | Q585 |  | Oslo GPE NOR →"}, 1, "entities"},
		{"another speaker", func(d *corpus.Document) { d.Quotes[0].Speaker.Actor = "" },
			[]string{"quotes revalued actor | \"We agree,\" | Ann Lee | ann-lee →"}, 1, "quotes"},
		{"the title", func(d *corpus.Document) { d.Title = "U" }, []string{"document revalued title | metadata |  | T → U"}, 1, "text"},
		{"a sentence cut", func(d *corpus.Document) {
			s := &d.Sentences[0]
			d.Sentences = slices.Insert(d.Sentences, 1, corpus.Sentence{Span: corpus.Span{Start: s.Start + 9, End: s.End}})
			d.Sentences[0].End = s.Start + 8
			d.Entities[1].Type = corpus.Person
		}, []string{
			"sentences boundary  | OSLO – Ann Lee met envoys of Acme in Oslo on Monday. |  | OSLO – Ann Lee met envoys of Acme in Oslo on Monday. → Ann Lee met envoys of Acme in Oslo on Monday.",
			"entities relabelled type | Acme |  | ORG → PERSON", "sentences added  | OSLO – |  |  →",
		}, 3, "sentences"},
	} {
		d := article()
		c.change(d)
		got, _ := Documents(article(), d)
		var lines []string
		clusters, ids := map[string]bool{}, map[string]bool{}
		for n := range got {
			lines = append(lines, brief(&got[n]))
			clusters[got[n].Cluster] = true
			if ids[got[n].ID] {
				t.Errorf("%s: two changes have the id %s", c.name, got[n].ID)
			}
			ids[got[n].ID] = true
		}
		if !slices.Equal(lines, c.want) {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(lines, "\n"), strings.Join(c.want, "\n"))
		}
		if len(clusters) != c.clusters {
			t.Errorf("%s: %d clusters, want %d", c.name, len(clusters), c.clusters)
		}
		if n := len(got); n > 0 && got[n-1].Blame.Layer != c.blame {
			t.Errorf("%s: the last change is blamed on %q, want %q", c.name, got[n-1].Blame.Layer, c.blame)
		}
	}
}

// TestInsertedParagraph holds that a paragraph in front moves everything and changes nothing but
// the text.
func TestInsertedParagraph(t *testing.T) {
	d := article()
	insertParagraph(d, "Nobody had seen this line before.")
	d.Entities = slices.Insert(d.Entities, 0, corpus.Entity{Span: corpus.Span{Start: 0, End: 6}, Text: "Nobody", Type: corpus.Person, Actor: "nobody"})
	d.Actors = append(d.Actors, corpus.Actor{ID: "nobody", Name: "Nobody", Type: corpus.Person, Mentions: 1})
	corpus.AssignIDs(d)
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	for _, back := range []bool{false, true} {
		old, new, word := article(), d, "added"
		if back {
			old, new, word = d, article(), "removed"
		}
		got, tally := Documents(old, new)
		clusters := map[string]bool{}
		for n := range got {
			if got[n].Class != Rewritten || got[n].Field != word {
				t.Errorf("%s: %s", word, brief(&got[n]))
			}
			clusters[got[n].Cluster] = true
		}
		if len(got) != 4 || len(clusters) != 1 { // the paragraph, its sentence, entity and actor
			t.Errorf("%s: %d changes in %d clusters", word, len(got), len(clusters))
		}
		for _, layer := range []string{Sentences, Entities, Dates, Quotes, References, Events} {
			if l := tally.Layers[layer]; l.Moved == 0 || l.Moved != l.Paired {
				t.Errorf("%s: of %s, %d of %d moved", word, layer, l.Moved, l.Paired)
			}
		}
	}
}

func TestEditedWord(t *testing.T) {
	d := article()
	old := "The council had refused"
	d.Text = strings.Replace(d.Text, old, "The council hath refused", 1)
	i := strings.Index(d.Text, "The council")
	move := func(s *corpus.Span) {
		if s.Start > i {
			s.Start++
		}
		if s.End > i+len("The council") {
			s.End++
		}
	}
	move(&d.Sentences[3].Span)
	move(&d.Entities[4].Span)
	e := &d.Events[1]
	move(&e.Trigger.Span)
	move(&e.Sentence)
	move(&e.Sources[0].Span)
	move(&e.Targets[0].Span)
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	d.Source.SHA256 = "2"
	d.Entities[4].Type = corpus.GPE
	got, _ := Documents(article(), d)
	var lines []string
	for n := range got {
		lines = append(lines, fmt.Sprintf("%s %s %s: %s", got[n].Layer, got[n].Class, got[n].Field, got[n].Blame.Layer))
	}
	if want := []string{"text text changed: source", "entities relabelled type: source"}; !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
}

// TestSwap holds that the other direction has the same changes the other way round.
func TestSwap(t *testing.T) {
	for i := range 40 {
		old, new := generated(i, 20), generated(i, 20)
		alter(new, i)
		if i%3 == 0 {
			alter(new, i+2)
		}
		there, _ := Documents(old, new)
		back, _ := Documents(new, old)
		swapped := func(x Change, turn bool) string {
			if turn {
				x.Old, x.New = x.New, x.Old
				switch x.Class {
				case Added:
					x.Class = Removed
				case Removed:
					x.Class = Added
				}
				switch x.Field {
				case "added":
					x.Field = "removed"
				case "removed":
					x.Field = "added"
				}
			}
			return fmt.Sprint(x.Layer, x.Class, x.Field, "|", x.Old, "|", x.New)
		}
		var a, b []string
		for _, x := range there {
			a = append(a, swapped(x, false))
		}
		for _, x := range back {
			b = append(b, swapped(x, true))
		}
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(a, b) {
			t.Errorf("document %d: there\n%s\nback\n%s", i, strings.Join(a, "\n"), strings.Join(b, "\n"))
		}
	}
}

func TestIDsHoldNoOffset(t *testing.T) {
	d := article()
	d.Entities[1].Type = corpus.Person
	first, _ := Documents(article(), d)
	moved, after := article(), article()
	after.Entities[1].Type = corpus.Person
	insertParagraph(moved, "In front.")
	insertParagraph(after, "In front.")
	second, _ := Documents(moved, after)
	if len(first) != 1 || len(second) != 1 || first[0].ID != second[0].ID || first[0].Cluster != second[0].Cluster {
		t.Errorf("%+v\n%+v", first, second)
	}
}

func TestTokensAreBlamed(t *testing.T) {
	tokens := func(d *corpus.Document, head int) {
		for i := range d.Sentences {
			first := len(d.Tokens)
			s := d.Sentences[i].Span
			d.Tokens = append(d.Tokens, corpus.Token{Span: corpus.Span{Start: s.Start, End: s.Start + 1}}, corpus.Token{Span: corpus.Span{Start: s.Start + 1, End: s.End}, Head: head})
			d.Sentences[i].Tokens = corpus.Range{First: first, End: len(d.Tokens)}
		}
	}
	old, new := article(), article()
	tokens(old, 0)
	tokens(new, 1)
	new.Events = new.Events[:1]
	got, _ := Documents(old, new)
	if len(got) != 1 || got[0].Blame.Layer != "tokens" {
		t.Errorf("%+v", got)
	}
}

func TestMapText(t *testing.T) {
	for _, c := range []struct{ old, new, find, want string }{
		{"one\n\ntwo\n\nthree", "zero\n\none\n\ntwo\n\nthree", "two", "two"},
		{"one\n\ntwo\n\nthree", "two\n\nthree\n\none", "one", "one"}, // moved past the others
		{"the old man met her", "the young man met her", "man", "man"},
		{"the old man met her", "the young man met her", "old man", "young man"}, // it fills the gap
		{"a b\n\nthe old man met her today", "the old woman met her today", "met", "met"},
		{"one\n\ntwo", "one", "two", ""},
		{"x", "", "x", ""},
	} {
		m := MapText(c.old, c.new)
		i := strings.Index(c.old, c.find)
		p := m.ToNew(corpus.Span{Start: i, End: i + len(c.find)})
		got := ""
		if p.Exact {
			got = c.new[p.Start:p.End]
		}
		if got != c.want {
			t.Errorf("%q in %q → %q: %q (%+v), want %q", c.find, c.old, c.new, got, p, c.want)
		}
	}
}

func FuzzMapText(f *testing.F) {
	f.Add("one\n\ntwo three\n\nfour", "one\n\ntwo 3\n\nfour\n\none")
	f.Add("a b a b a", "b a b a b")
	f.Add("\xff\n\r\n é", "é\xff")
	f.Fuzz(func(t *testing.T, old, new string) {
		m := MapText(old, new)
		for k, segs := range [][]segment{m.forward, m.backward} {
			from, to := old, new
			if k == 1 {
				from, to = new, old
			}
			end := 0
			for _, s := range segs {
				if s.a < end || s.n <= 0 || s.a+s.n > len(from) || s.b < 0 || s.b+s.n > len(to) || from[s.a:s.a+s.n] != to[s.b:s.b+s.n] {
					t.Fatalf("segment %+v of %q and %q", s, from, to)
				}
				end = s.a + s.n
			}
		}
		for at := 0; at < len(old); at += 1 + len(old)/50 {
			for n := 1; at+n <= len(old); n *= 3 {
				if p := m.ToNew(corpus.Span{Start: at, End: at + n}); p.Start < 0 || p.End < p.Start || p.End > len(new) {
					t.Fatalf("%d to %d of %q in %q: %+v", at, at+n, old, new, p)
				}
			}
		}
	})
}

// dataset writes documents as a file of records, or as a dataset directory.
func dataset(t *testing.T, manifest string, docs ...*corpus.Document) string {
	t.Helper()
	var b bytes.Buffer
	for _, d := range docs {
		line, err := corpus.Line(d, corpus.DefaultLayers)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
	}
	dir := t.TempDir()
	name := filepath.Join(dir, documentsFile)
	if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if manifest == "" {
		return name
	}
	if err := os.WriteFile(filepath.Join(dir, manifestFile), []byte(manifest), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func named1(id string, change func(*corpus.Document)) *corpus.Document {
	d := article()
	d.ID = id
	change(d)
	corpus.AssignIDs(d)
	return d
}

func same(*corpus.Document) {}

func TestCompare(t *testing.T) {
	retyped := func(d *corpus.Document) { d.Entities[1].Type = corpus.Person }
	old := dataset(t, "", named1("c", same), named1("a", same), named1("gone", same), named1("b", same))
	new := dataset(t, "", named1("b", retyped), named1("c", retyped), named1("new", same), named1("newer", same), named1("a", same))
	for jobs := 1; jobs <= 3; jobs++ {
		var order []string
		r, err := Compare(t.Context(), old, new, Options{Jobs: jobs, Documents: true, Each: func(x *Change) error {
			order = append(order, x.Document+" "+string(x.Class))
			return nil
		}})
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"b relabelled", "c relabelled", "gone removed", "new added", "newer added"}; !slices.Equal(order, want) {
			t.Errorf("order %q", order)
		}
		if r.NumClusters != 3 || r.NumChanges() != 5 || r.Differences != 5 || r.Tally.Equal != 1 || r.Tally.Documents != 6 {
			t.Errorf("%d clusters, %d changes, %+v", r.NumClusters, r.NumChanges(), r.Tally)
		}
		seen := 0
		for c, err := range r.Clusters() {
			if err != nil {
				t.Fatal(err)
			}
			for n := c.First(); n < c.First()+c.Changes; n++ {
				x, err := r.Change(n)
				if err != nil || x.Cluster != c.ID {
					t.Errorf("change %d of %s: %+v, %v", n, c.Label, x, err)
				}
				seen++
			}
		}
		if seen != 5 {
			t.Errorf("the clusters have %d changes", seen)
		}
		if x, y, err := r.Documents("gone"); err != nil || x == nil || y != nil {
			t.Errorf("gone: %v, %v, %v", x, y, err)
		}
		if x, y, err := r.Documents("c"); err != nil || x.Entities[1].Type != corpus.Org || y.Entities[1].Type != corpus.Person {
			t.Errorf("c: %v", err)
		}
		r.Close()
	}
}

func TestItselfIsEqual(t *testing.T) {
	path := dataset(t, "", named1("b", same), named1("a", same))
	r, err := Compare(t.Context(), path, path, Options{})
	if err != nil || r.Differences != 0 || r.Tally.Equal != 2 {
		t.Fatal(r, err)
	}
	for k, f := range r.Tally.Fields {
		if f.Compared != f.Unchanged {
			t.Errorf("%v: %+v", k, f)
		}
	}
	r.Close()
}

// TestOneActorEdit holds that a thousand changed items of one edit need at most three decisions.
func TestOneActorEdit(t *testing.T) {
	var before, after []*corpus.Document
	for i := range 170 {
		id := fmt.Sprintf("%03d", i)
		before = append(before, named1(id, same))
		after = append(after, named1(id, func(d *corpus.Document) {
			d.RenameActors(map[string]string{"ann-lee": "Q42"})
			d.Actors[0].Name, d.Actors[0].Country, d.Actors[0].Wikidata = "Ann B. Lee", "SWE", "Q42"
			d.Events[0].Sources[0].Country = "SWE"
		}))
	}
	r, err := Compare(t.Context(), dataset(t, "", before...), dataset(t, "", after...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if r.Differences < 1000 || r.NumClusters > 3 {
		t.Errorf("%d changes in %d clusters", r.Differences, r.NumClusters)
	}
	c, err := r.Cluster(0)
	if err != nil || c.Documents != 170 || !strings.Contains(c.Label, "ann-lee → Q42") {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestProvenance(t *testing.T) {
	old := dataset(t, `{"version":"1","config":{"actors":"x","layers":"text,entities,dates"},"stages":{"entities":{"code":"1","tables":"t","weights":"w"},"dates":{"code":"1"},"events":{"code":"1"}}}`, article())
	d := article()
	d.Entities[0].Actor = "Q1"
	d.Entities[1].Type = corpus.Person
	d.Dates = nil
	new := dataset(t, `{"version":"2","config":{"actors":"y","layers":"text,entities"},"stages":{"entities":{"code":"1","tables":"u","weights":"v"},"dates":{"code":"1"},"events":{"code":"2"}}}`, d)
	var got []string
	r, err := Compare(t.Context(), old, new, Options{Each: func(x *Change) error { got = append(got, x.Field+": "+x.Blame.String()); return nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	want := []string{"actor: actors differ (actors file, version 1 → 2)", "type: entities differ (actors file, tables of entities, weights of entities, version 1 → 2)"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "dates") {
		t.Errorf("notes %q", r.Notes)
	}
	for _, want := range []string{"actors file", "code of events", "tables of entities", "weights of entities"} {
		if !slices.Contains(r.Provenance, want) {
			t.Errorf("provenance %q, without %q", r.Provenance, want)
		}
	}
}

func TestErrorsNameThePlace(t *testing.T) {
	good := dataset(t, "", article())
	bad := filepath.Join(t.TempDir(), "bad.jsonl")
	for text, want := range map[string]string{
		"{\"id\":\"a\"}\nrubbish\n":                                "bad.jsonl:2",
		"{\"id\":\"a\",\"text\":3}\n":                              "bad.jsonl",
		"{\"id\":\"a\",\"sentences\":[{\"start\":0,\"end\":9}]}\n": "without the layer text",
	} {
		if err := os.WriteFile(bad, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Compare(t.Context(), good, bad, Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := Compare(t.Context(), good, t.TempDir(), Options{}); err == nil || !strings.Contains(err.Error(), "no dataset") {
		t.Errorf("an empty directory: %v", err)
	}
	unsorted := dataset(t, "{}", named1("b", same), named1("a", same))
	if _, err := Compare(t.Context(), unsorted, good, Options{}); err == nil || !strings.Contains(err.Error(), "not sorted") {
		t.Errorf("an unsorted table: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Compare(ctx, good, good, Options{}); err == nil {
		t.Error("a cancelled comparison ended well")
	}
}

func TestViews(t *testing.T) {
	var before, after []*corpus.Document
	for i := range 60 {
		id := fmt.Sprintf("%03d|<b>", i)
		before = append(before, named1(id, same))
		after = append(after, named1(id, func(d *corpus.Document) {
			d.Entities[1].Type = corpus.Person
			d.Title = fmt.Sprintf("title %d *with* | <marks>", i)
		}))
	}
	r, err := Compare(t.Context(), dataset(t, "", before...), dataset(t, "", after...), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, limit := range []int{3000, 10_000, 60_000} {
		var b bytes.Buffer
		if err := r.Markdown(&b, -1, limit); err != nil || b.Len() > limit {
			t.Errorf("%d bytes, at most %d, %v", b.Len(), limit, err)
		}
		if strings.Contains(b.String(), "<marks>") {
			t.Error("markup of an article is in the comment")
		}
		if limit == 3000 && !strings.Contains(b.String(), "more.") {
			t.Error("it is not said that clusters were left out")
		}
	}
	var b bytes.Buffer
	if err := r.JSON(&b, 2); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Changes int
		List    []Cluster `json:"cluster_list"`
	}
	if err := json.Unmarshal(b.Bytes(), &got); err != nil || got.Changes != 120 || len(got.List) != 2 || got.List[0].Changes != 60 {
		t.Errorf("%+v, %v", got, err)
	}
	b.Reset()
	if err := r.Terminal(&b, 1, false); err != nil || !strings.Contains(b.String(), "60 changes in 60 documents") || !strings.Contains(b.String(), "and 60 clusters more") {
		t.Errorf("%v\n%s", err, &b)
	}
}

func FuzzRecord(f *testing.F) {
	line, err := corpus.Line(article(), corpus.DefaultLayers)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(line, line)
	f.Add(line, bytes.Replace(line, []byte("ann-lee"), []byte("Q1"), -1))
	f.Add([]byte(`{"id":"a"}`), []byte("{\"id\":\"\\u0061\"}\n\n{\"id\":\"b\"}"))
	f.Fuzz(func(t *testing.T, old, new []byte) {
		var docs []*corpus.Document
		for _, data := range [][]byte{old, new} {
			in := &lineReader{r: bufio.NewReader(bytes.NewReader(data))}
			rec, err := in.next()
			if err != nil {
				return
			}
			d, err := decode(&reader{}, rec.line)
			if err != nil {
				return
			}
			if d.ID != rec.id && bytes.Count(bytes.ToLower(data), []byte(`"id"`)) == 1 {
				t.Fatalf("id %q was read as %q", d.ID, rec.id)
			}
			docs = append(docs, d)
		}
		changes, tally := Documents(docs[0], docs[1])
		r, err := FromChanges(changes, tally, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Markdown(&bytes.Buffer{}, -1, 5000); err != nil {
			t.Fatal(err)
		}
		r.Close()
	})
}

func BenchmarkDocuments(b *testing.B) {
	b.ReportAllocs()
	for _, events := range []int{25, 2500} {
		old, new := generated(5, events), generated(5, events)
		for n := range 5 {
			alter(new, n)
		}
		b.Run(fmt.Sprint(events, " events"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Documents(old, new)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(events), "ns/event")
		})
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"as it is\n":                "as it is\n",
		"\x1b[1mbold\x1b[0m":        "\x1b[1mbold\x1b[0m",
		"\x1b[2Jgone\x1b]0;t\a":     `\x1b[2Jgone\x1b]0;t\x07`,
		"a\u009b2Jb\x7f\r\x00c\xff": `a\u009b2Jb\x7f\x0d\x00c\xff`,
		"café \x1b":                 `café \x1b`,
		"\x1b[8mhidden \u202eelif":  `\x1b[8mhidden \u202eelif`,
	} {
		if got := Visible(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestCount holds that equal records are counted from their bytes as they are from what is decoded.
func TestCount(t *testing.T) {
	docs := []*corpus.Document{article(), generated(1, 10), {ID: "empty"}, {ID: "odd \"\\", Title: "\\\"", Byline: []string{"x"}, Dateline: &corpus.Dateline{Place: "OSLO"}}}
	records, err := filepath.Glob("../cases/*/golden.json")
	if err != nil || len(records) == 0 {
		t.Fatal(records, err)
	}
	for _, path := range records {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		dec := json.NewDecoder(f)
		for {
			var raw json.RawMessage
			if dec.Decode(&raw) != nil {
				break
			}
			d, err := corpus.Decode(raw)
			if err != nil {
				t.Fatal(err)
			}
			docs = append(docs, d)
		}
		f.Close()
	}
	for _, missing := range []map[string]bool{nil, {Actors: true}, {Events: true, Main: true, Sentences: true}, {Entities: true, Quotes: true, Dates: true}} {
		for _, d := range docs {
			line, err := corpus.Line(d, corpus.DefaultLayers)
			if err != nil {
				t.Fatal(err)
			}
			fast, slow := NewTally(), NewTally()
			quick, thorough := newScenes(), newScenes()
			links, ok := fast.count(line, missing, quick)
			if !ok {
				t.Fatalf("%s was not understood", d.ID)
			}
			again, err := corpus.Decode(line)
			if err != nil {
				t.Fatal(err)
			}
			hide(again, missing)
			slow.equal(again)
			thorough.document(again, again)
			if diff := cmp.Diff(thorough, quick, cmp.AllowUnexported(scenes{}, sides{})); diff != "" {
				t.Errorf("%s without %v: %s", d.ID, missing, diff)
			}
			events, quotes := groupsOf(again)
			own := ownLinks(again.ID, events, quotes)
			slow.linked(own)
			if !slices.Equal(own, links) {
				t.Errorf("%s without %v: links %v, want %v", d.ID, missing, links, own)
			}
			if diff := cmp.Diff(slow, fast); diff != "" {
				t.Errorf("%s without %v: %s", d.ID, missing, diff)
			}
		}
	}
	for _, bad := range []string{"", "{", `{"id":}`, `{"id":"a"}}`, `{"entities":3}`, `{"entities":[3]}`, `{"i\u0064":"a"}`, `{"id":"a`, `[]`} {
		tally := NewTally()
		if _, ok := tally.count([]byte(bad), nil, nil); ok || tally.Documents > 0 {
			t.Errorf("%q was counted", bad)
		}
	}
}
