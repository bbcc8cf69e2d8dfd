package events

import (
	"slices"
	"testing"

	"dateline/corpus"
	"dateline/extract/events/internal/classifier"
)

// The weights that ship have the classes that the program reads them as.
func TestWeights(t *testing.T) {
	m := loadModel()
	var roots []string
	for _, r := range classifier.Roots {
		roots = append(roots, string(r))
	}
	if !slices.Equal(m.Classes, roots) {
		t.Errorf("classes %q", m.Classes)
	}
}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name, text string
		root       corpus.EventType
		want       bool
	}{
		{"kept", "Police arrested three students in Lagos on Monday.", corpus.Coerce, true},
		{"no event in words against nobody", "Doctors warned that the winter would be hard.", corpus.Threaten, false},
	} {
		d := annotate(t, c.text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		got := slices.ContainsFunc(d.Events, func(e corpus.Event) bool { return e.Type == c.root })
		if got != c.want {
			t.Errorf("%s: %s is %v", c.name, c.root, got)
		}
	}
}

// Cases are the same each time, say what the rules made of them, and ask about nothing twice.
func TestCases(t *testing.T) {
	d := annotate(t, "Police arrested three students in Lagos on Monday. The union condemned the raid.")
	stage := New()
	all := stage.Cases(d)
	again := stage.Cases(d)
	if len(all) == 0 || len(all) != len(again) {
		t.Fatalf("%d cases, then %d", len(all), len(again))
	}
	proposals := map[string]corpus.EventType{}
	for i, c := range all {
		if !slices.Equal(c.Sheet.Features, again[i].Sheet.Features) || !slices.Equal(c.Sheet.Words, again[i].Sheet.Words) || len(c.Sheet.Features) == 0 {
			t.Errorf("%q: features differ or are none", c.Lemma)
		}
		if i > 0 && !c.Noun && c.Trigger.Start == all[i-1].Trigger.Start {
			t.Errorf("%q is asked about twice", c.Lemma)
		}
		proposals[c.Lemma] = c.Proposal
	}
	if proposals["arrest"] != corpus.Coerce || proposals["condemn"] != corpus.Accuse {
		t.Errorf("proposals %v", proposals)
	}
}
