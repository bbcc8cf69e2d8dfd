package teach

import (
	"fmt"
	"strings"
	"testing"

	"dateline/corpus"
)

// body makes an article of paragraphs and marks.
func body(t *testing.T, lines string) *corpus.Document {
	t.Helper()
	return parse(t, "= a-1 | 2020-01-01 | wire\n"+lines+"\n").Document()
}

func TestScore(t *testing.T) {
	gold := body(t, `[PERSON Awa Diallo] of [ORG Gao] signed a pact with [GPE Kidal], she said, and freed three men.
@ SUPPORT | Awa Diallo | Kidal | signed | actual
@ RETREAT | Awa Diallo | three men | freed | claimed
> indirect | she | said | Awa Diallo ... with Kidal
"No," said [PERSON Diallo]. "Never again."
> direct | Diallo | said | No ... Never again`)
	found := body(t, `[PERSON Awa Diallo] of [GPE Gao] signed a pact with Kidal, she said, and freed three men.
@ SUPPORT | Awa Diallo | three men | signed | actual
@ AID | Awa Diallo | three men | freed | actual
@ AGREE | Awa Diallo | | pact | actual
> mixed | Awa Diallo | said | Awa Diallo ... with Kidal
"No," said [PERSON Diallo]. "Never again."
> direct | Diallo | said | No`)
	var s Score
	if err := s.Add(gold, found); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		got  Tally
		want Tally
	}{
		{"names", *sum(s.Names), Tally{4, 3, 2}},
		{"spans", s.Spans, Tally{4, 3, 3}},
		{"ORG", *s.Names[corpus.Org], Tally{1, 0, 0}},
		{"identity", s.Identity, Tally{1, 1, 1}},
		{"events", *sum(s.Events), Tally{2, 3, 1}},
		{"triggers", s.Triggers, Tally{2, 3, 2}},
		{"sources", s.Sources, Tally{1, 1, 1}},
		{"targets", s.Targets, Tally{1, 1, 0}},
		{"realis", s.Realis, Tally{1, 1, 1}},
		{"quotations", *sum(s.Quotes), Tally{2, 2, 0}},
		{"words", s.Words, Tally{2, 2, 1}},
		{"speakers", s.Speakers, Tally{1, 1, 0}},
		{"cues", s.Cues, Tally{1, 1, 1}},
	} {
		if c.got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, c.got, c.want)
		}
	}
	// Six tokens are in names of one marking or both: 3 PERSON alike, Gao and Kidal not.
	n := len(tokens(gold.Text))
	chance := float64(3*3+(n-5)*(n-4)+1*1) / float64(n*n)
	if want := (float64(n-2)/float64(n) - chance) / (1 - chance); fmt.Sprintf("%.4f", s.Kappa()) != fmt.Sprintf("%.4f", want) {
		t.Errorf("kappa %.4f, want %.4f", s.Kappa(), want)
	}
	var b strings.Builder
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{"names 4 3 2 0.667 0.500 0.571", "ORG 1 0 0 0.000 0.000 0.000", "events 2 3 1 0.333 0.500 0.400"} {
		if !strings.Contains(strings.Join(strings.Fields(b.String()), " "), row) {
			t.Errorf("no row %q in\n%s", row, b.String())
		}
	}
	if err := s.Add(gold, &corpus.Document{Text: "x"}); err == nil {
		t.Error("other texts are no error")
	}
}

// TestScoreItself: a marking agrees with itself, and F1 does not ask who was first.
func TestScoreItself(t *testing.T) {
	a, b := body(t, "[GPE Gao] fell to [ORG Ansar]."), body(t, "[GPE Gao] fell to Ansar.")
	var same, ab, ba Score
	for _, x := range []struct {
		s           *Score
		gold, found *corpus.Document
	}{{&same, a, a}, {&ab, a, b}, {&ba, b, a}} {
		if err := x.s.Add(x.gold, x.found); err != nil {
			t.Fatal(err)
		}
	}
	if same.Spans.F1() != 1 || same.Kappa() != 1 {
		t.Errorf("F1 %v, kappa %v with itself", same.Spans.F1(), same.Kappa())
	}
	if sum(ab.Names).F1() != sum(ba.Names).F1() || ab.Kappa() != ba.Kappa() {
		t.Error("the order of two markings changes their agreement")
	}
}

func TestCount(t *testing.T) {
	as, faults := Parse("x/diplo.txt", []byte(strings.NewReplacer("a-001", "diplo-003").Replace(sample)+"\n= diplo-004 | 2020-01-01 | wire\nIt rained, twice.\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	s := Count(as)
	if want := (FileStats{"all", 2, 1, 42, 5, 3, 2, 1}); s.Total != want {
		t.Errorf("total %+v, want %+v", s.Total, want)
	}
	var b strings.Builder
	if err := s.Write(&b); err != nil {
		t.Fatal(err)
	}
	got := strings.Join(strings.Fields(b.String()), " ")
	for _, row := range []string{"diplo.txt 2 1 42 5 3 2 1 name", "GPE 3", "SUPPORT 2 0 0 0 0 2", "indirect 1"} {
		if !strings.Contains(got, row) {
			t.Errorf("no row %q in\n%s", row, b.String())
		}
	}
}
