package events

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/extract/dates"
	"dateline/extract/entities"
	"dateline/extract/syntax"
)

type applier interface {
	Apply(*corpus.Document) error
}

// annotate runs the layers that events need, without actors and quotations.
func annotate(t testing.TB, text string) *corpus.Document {
	engine, err := syntax.Open("")
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{Text: text, Published: "2024-03-05"}
	for _, s := range []applier{syntax.Segment(engine), syntax.Tag(engine), syntax.Parse(), dates.New(), entities.New()} {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestTables(t *testing.T) {
	b := load()
	known := func(v string) string {
		if _, ok := b.roots[corpus.EventType(v)]; !ok {
			return "unknown root " + v
		}
		return ""
	}
	cameo := func(v string) string {
		if len(v) < 2 || len(v) > 4 || strings.Trim(v, "0123456789") != "" {
			return "bad CAMEO code " + v
		}
		return ""
	}
	verbs := lexicon.MustOpen(tables, "data/verbs.tsv", verbColumns...)
	nouns := lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...)
	var bad []string
	for _, tab := range []*lexicon.Table{verbs, nouns} {
		bad = append(bad, tab.Lint(lexicon.Rule{Column: "root", Required: true, Check: known},
			lexicon.Rule{Column: "cameo", Required: true, Check: cameo},
			lexicon.Rule{Column: "words", Required: true, List: true})...)
		for _, r := range tab.Rows {
			if m := r.Get("mode"); m != "" {
				if _, ok := b.modes[[2]string{r.Get("root"), m}]; !ok {
					bad = append(bad, r.Place()+": unknown mode "+m)
				}
			}
		}
	}
	bad = append(bad, lexicon.MustOpen(tables, "data/roots.tsv", rootColumns...).Lint(lexicon.Rule{Column: "root", Unique: true})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/modes.tsv", modeColumns...).Lint(lexicon.Rule{Column: "root", Check: known})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/classes.tsv", classColumns...).Lint(lexicon.Rule{Column: "class", Unique: true})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/cues.tsv", cueColumns...).Lint(lexicon.Rule{Column: "kind", Unique: true})...)
	bad = append(bad, lexicon.MustOpen(tables, "data/contexts.tsv", contextColumns...).Lint(lexicon.Rule{Column: "context", Unique: true})...)
	classes := map[string]bool{}
	for _, r := range lexicon.MustOpen(tables, "data/classes.tsv").Rows {
		classes[r.Get("class")] = true
	}
	predicates := map[string]bool{}
	for _, r := range verbs.Rows {
		for _, w := range r.List("words") {
			predicates[w] = true
			if _, class, ok := strings.Cut(w, "=@"); ok {
				class, _, _ = strings.Cut(class, "+")
				if !classes[class] {
					bad = append(bad, r.Place()+": unknown class @"+class)
				}
			}
		}
	}
	for _, c := range bad {
		t.Error(c)
	}
	if n := len(predicates) + len(b.nouns); n < 800 {
		t.Errorf("%d predicates", n)
	}
}

func TestEvents(t *testing.T) {
	stage := New()
	for _, c := range []struct{ text, want string }{
		{"Norway condemned the shelling of the harbour on Monday.", "ACCUSE Norway > the shelling of the harbour"},
		{"The Peruvian president met Chilean officials in Lima on Friday.", "CONSULT The Peruvian president > Chilean officials"},
		{"Police arrested three students in Lagos.", "COERCE Police > three students"},
		{"Three students were arrested by police in Lagos.", "COERCE police"},
		{"Kenya will send troops to Sudan.", "THREATEN"},
		{"Kenya will provide assistance to Malawi.", "AGREE"},
		{"Greece refused to meet the Turkish envoy.", "REJECT"},
		{"The army withdrew from the town on Tuesday.", "RETREAT The army > the town"},
		{"Rebels attacked the village.", "ASSAULT Rebels > the village"},
		{"If Chad attacks Niger, many will suffer.", "-ASSAULT"},
		{"The rebels did not attack the village.", "-ASSAULT"},
		{"The striker fired a shot in the match before the goalkeeper fell, the coach said.", "-ASSAULT"},
		{"Ten people were killed when a train crashed near Pune.", "-ASSAULT"},
		{"The union urged the government to release the miners.", "REQUEST The union > the government"},
		{"Brazil imposed sanctions on Belarus.", "SANCTION Brazil > Belarus"},
	} {
		d := annotate(t, c.text)
		if err := stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range d.Events {
			side := func(ps []corpus.Participant) (s string) {
				for i, p := range ps {
					if i > 0 {
						s += "; "
					}
					s += d.Surface(p.Span)
				}
				return
			}
			got = append(got, string(e.Type)+" "+side(e.Sources)+" > "+side(e.Targets))
		}
		all := strings.Join(got, "\n")
		if no, ok := strings.CutPrefix(c.want, "-"); ok {
			if strings.Contains(all, no) {
				t.Errorf("%s\n got %s", c.text, all)
			}
		} else if !strings.Contains(all, c.want) {
			t.Errorf("%s\n got  %s\n want %s", c.text, all, c.want)
		}
	}
}

// TestInvariants holds for any text: spans inside the text, events in order, one main event at most.
func TestInvariants(t *testing.T) {
	for _, text := range []string{"", " ", "\x00", "attack attack attack", strings.Repeat("Police arrested students and students attacked police. ", 50), "“Attack!” he said — \ufffd"} {
		d := annotate(t, text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		main, last := 0, 0
		for _, e := range d.Events {
			if e.Main {
				main++
			}
			if e.Trigger.Start < last || e.Trigger.End > len(text) || e.Quad < 1 || e.Quad > 4 || e.Confidence < 0 || e.Confidence > 1 {
				t.Errorf("%q: bad event %+v", text, e)
			}
			last = e.Trigger.Start
		}
		if main > 1 {
			t.Errorf("%q: %d main events", text, main)
		}
	}
}

func BenchmarkStage(b *testing.B) {
	d := annotate(b, strings.Repeat("Kenyan police arrested three students in Nairobi on Monday after the union had urged the government to free its leader. The minister said talks with Uganda would resume. ", 40))
	stage := New()
	b.ReportAllocs()
	b.SetBytes(int64(len(d.Text)))
	for b.Loop() {
		d.Events, d.Mentions, d.Main = nil, nil, nil
		if err := stage.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
