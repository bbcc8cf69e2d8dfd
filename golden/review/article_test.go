package review

import (
	"strings"
	"testing"

	"dateline/corpus"
)

// told writes an article as one line, old between [ ], new between ⟦ ⟧, both between ⟨ ⟩.
func told(a *Article) string {
	var b strings.Builder
	open := map[string]string{"old": "[", "new": "⟦", "both": "⟨"}
	end := map[string]string{"old": "]", "new": "⟧", "both": "⟩"}
	for _, p := range a.Pieces {
		b.WriteString(open[p.Mark] + p.Text + end[p.Mark])
	}
	return b.String()
}

func TestMarks(t *testing.T) {
	text := "Ann Lee met Bo."
	for _, c := range []struct {
		name string
		m    marks
		want string
	}{
		{"nothing", marks{}, "Ann Lee met Bo."},
		{"one", marks{new: &corpus.Span{Start: 0, End: 7}}, "⟦Ann Lee⟧ met Bo."},
		{"the same", marks{old: &corpus.Span{Start: 12, End: 14}, new: &corpus.Span{Start: 12, End: 14}}, "Ann Lee met ⟨Bo⟩."},
		{"longer", marks{old: &corpus.Span{Start: 0, End: 3}, new: &corpus.Span{Start: 0, End: 7}}, "⟨Ann⟩⟦ Lee⟧ met Bo."},
		{"apart", marks{old: &corpus.Span{Start: 0, End: 3}, new: &corpus.Span{Start: 12, End: 14}}, "[Ann] Lee met ⟦Bo⟧."},
		{"crossing", marks{old: &corpus.Span{Start: 0, End: 7}, new: &corpus.Span{Start: 4, End: 11}}, "[Ann ]⟨Lee⟩⟦ met⟧ Bo."},
		{"gone", marks{gone: "Old Ann", goneAt: 0, new: &corpus.Span{Start: 0, End: 7}}, "[Old Ann]⟦Ann Lee⟧ met Bo."},
		{"gone at the end", marks{gone: "!", goneAt: 99}, "Ann Lee met Bo.[!]"},
	} {
		a := c.m.article(text)
		if got := told(a); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		all := ""
		for _, p := range a.Pieces {
			if p.At >= 0 {
				if p.At != len(all) {
					t.Errorf("%s: a piece at %d stands at %d", c.name, p.At, len(all))
				}
				all += p.Text
			}
		}
		if all != text {
			t.Errorf("%s: the pieces are %q", c.name, all)
		}
	}
	if a := (&marks{}).article(""); told(a) != "" {
		t.Errorf("%+v", a)
	}
}

// TestLongArticle holds that of a long text only what is near is shown, cut between runes.
func TestLongArticle(t *testing.T) {
	for name, text := range map[string]string{
		"lines":   strings.Repeat("Ann Lee met Bo.\n\n", 50_000),
		"no line": strings.Repeat("é", 400_000),
	} {
		at := len(text) / 2 / 2 * 2
		a := (&marks{new: &corpus.Span{Start: at, End: at + 2}}).article(text)
		size := 0
		for _, p := range a.Pieces {
			size += len(p.Text)
			if strings.ToValidUTF8(p.Text, "") != p.Text || p.Text != text[p.At:p.At+len(p.Text)] {
				t.Errorf("%s: the piece at %d is torn", name, p.At)
			}
		}
		if size > 3*most || size < most || a.Before+size+a.After != len(text) {
			t.Errorf("%s: %d bytes of %d, %d before, %d after", name, size, len(text), a.Before, a.After)
		}
	}
}

// TestArticle marks a change in both articles, and says what else is known of the item.
func TestArticle(t *testing.T) {
	s := begin(t, decisions(t))
	x, err := s.Change(0)
	if err != nil {
		t.Fatal(err)
	}
	for side, want := range map[Side]string{Both: "⟨Ann Lee⟩ met", OldSide: "[Ann Lee] met", NewSide: "⟦Ann Lee⟧ met"} {
		a, err := s.Article(x, side)
		if err != nil || !strings.HasPrefix(told(a), want) {
			t.Errorf("side %d: %v, %v", side, a, err)
		}
	}
	aspects, err := s.Aspects(x)
	if err != nil || len(aspects) != 2 || aspects[1] != (Aspect{"actor", "ann lee", "q1"}) {
		t.Errorf("%+v, %v", aspects, err)
	}
}

func TestBindings(t *testing.T) {
	keys, actions := map[rune]bool{}, map[Action]bool{}
	for _, b := range Bindings {
		if actions[b.Action] || b.Words == "" {
			t.Errorf("%+v", b)
		}
		actions[b.Action] = true
		for _, key := range b.Keys {
			if keys[key] {
				t.Errorf("%c does two things", key)
			}
			keys[key] = true
			if got := BindingOf(key); got == nil || got.Action != b.Action {
				t.Errorf("%c is %+v", key, got)
			}
		}
		if !strings.Contains(HelpText(), string(b.Keys[0])+" "+b.Words) {
			t.Errorf("the help does not say what %c does", b.Keys[0])
		}
	}
}

// TestNextOf goes round among what a filter chooses.
func TestNextOf(t *testing.T) {
	s := begin(t, decisions(t))
	f := Filter{Document: "doc3", Verdicts: []string{"accept"}}
	all, err := s.Select(Filter{Document: "doc3"})
	if err != nil || len(all) != 3 {
		t.Fatal(all, err)
	}
	for _, c := range [][2]int{{-1, all[0]}, {all[0], all[1]}, {all[1], all[2]}, {all[2], all[0]}, {99, all[0]}} {
		if n, err := s.NextOf(f, c[0]); err != nil || n != c[1] {
			t.Errorf("behind %d: %d, %v, want %d", c[0], n, err, c[1])
		}
	}
	if n, err := s.NextOf(Filter{Cluster: "none"}, 3); n != -1 || err != nil {
		t.Error(n, err)
	}
}
