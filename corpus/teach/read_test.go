package teach

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const sample = `= a-001 | 2019-03-12 | wire
# [GPE Mali], [GPE Niger] sign pact
@ SUPPORT | Mali ; Niger | | sign | actual
[GPE BAMAKO] — [PERSON Awa Diallo] signed it and the minister signed nothing. "It holds," [PERSON Diallo] said. "It had better."
@ SUPPORT | Awa Diallo | | signed | actual
@ REJECT | minister | | signed nothing | actual
> direct | Diallo | said | It holds ... had better

The minister said it held.
> indirect | The minister | said | it held
& Awa Diallo | Diallo ; the minister
`

// parse reads one article without faults.
func parse(t *testing.T, text string) *Article {
	t.Helper()
	as, faults := Parse("a.txt", []byte(text))
	if len(faults) > 0 || len(as) != 1 {
		t.Fatalf("%d articles, faults %v", len(as), faults)
	}
	return as[0]
}

func TestParse(t *testing.T) {
	a := parse(t, sample)
	if a.ID != "a-001" || a.Published != "2019-03-12" || a.Kind != "wire" || a.Title != "Mali, Niger sign pact" {
		t.Errorf("head %+v", a)
	}
	if len(a.Paragraphs) != 3 || !a.Paragraphs[0].Headline || a.Paragraphs[1].Line != 4 {
		t.Fatalf("paragraphs %+v", a.Paragraphs)
	}
	var got []string
	for _, p := range a.Paragraphs {
		for _, n := range p.Names {
			got = append(got, string(n.Type)+" "+a.Surface(n.Span))
		}
		for _, e := range p.Events {
			got = append(got, string(e.Type))
			for _, s := range slices.Concat(e.Trigger, e.Sources, e.Targets) {
				got = append(got, a.Surface(s))
			}
		}
		for _, q := range p.Quotes {
			got = append(got, string(q.Kind), a.Surface(*q.Speaker), a.Surface(*q.Cue))
			for _, s := range q.Pieces {
				got = append(got, a.Surface(s))
			}
		}
	}
	for _, s := range a.Actors[0].Mentions {
		got = append(got, "="+a.Surface(s))
	}
	want := []string{"GPE Mali", "GPE Niger", "SUPPORT", "sign", "Mali", "Niger",
		"GPE BAMAKO", "PERSON Awa Diallo", "PERSON Diallo", "SUPPORT", "signed", "Awa Diallo", "REJECT", "signed nothing", "minister",
		"direct", "Diallo", "said", "It holds,", "It had better", "indirect", "The minister", "said", "it held",
		"=Awa Diallo", "=the minister", "=Diallo", "=The minister"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if err := a.Document().Check(); err != nil {
		t.Error(err)
	}
	// The speaker is the mention beside the words, not the first of the name.
	q := a.Paragraphs[1].Quotes[0]
	if q.Speaker.Start < q.Start {
		t.Errorf("the speaker stands at %d, before the quotation", q.Speaker.Start)
	}
}

// TestPlaces says which of several places of a phrase is meant.
func TestPlaces(t *testing.T) {
	for _, c := range []struct {
		name, paragraph, marks string
		at                     func(*Paragraph) int
		want                   int
	}{
		{"whole words first", "Abandoned: the ban holds.", "@ COERCE | | | ban | actual", func(p *Paragraph) int { return p.Events[0].Trigger[0].Start }, 15},
		{"the trigger near its side", "Gao struck Kidal. Later Timbuktu struck.", "@ ASSAULT | Timbuktu | | struck | actual", func(p *Paragraph) int { return p.Events[0].Trigger[0].Start }, 33},
		{"a second trigger", "Gao struck, then struck again.", "@ ASSAULT | Gao | | struck | actual\n@ ASSAULT | Gao | | struck | actual", func(p *Paragraph) int { return p.Events[1].Trigger[0].Start }, 17},
		{"the side near the trigger", "Gao waited. Gao struck.", "@ ASSAULT | Gao | | struck | actual", func(p *Paragraph) int { return p.Events[0].Sources[0].Start }, 12},
		{"the last words end a sentence", "He said it was it or nothing, it was.", "> indirect | He | said | it was ... it was", func(p *Paragraph) int { return p.Quotes[0].End }, 36},
		{"words after a mark", `No, he said: "No, not I."`, "> direct | he | said | No", func(p *Paragraph) int { return p.Quotes[0].Start }, 14},
	} {
		a := parse(t, "= a-1 | 2020-01-01 | wire\n"+c.paragraph+"\n"+c.marks+"\n")
		if got := c.at(&a.Paragraphs[0]); got != c.want {
			t.Errorf("%s: at %d, want %d", c.name, got, c.want)
		}
	}
}

func TestParseFaults(t *testing.T) {
	const head = "= a-1 | 2020-01-01 | wire\n"
	for _, c := range []struct{ in, want string }{
		{"Text.\n", "a.txt:1: form: no article is open"},
		{"= b | 2020-01-01 | wire\nx\n", `a.txt:1: form "b": the id is no name with - and a number`},
		{"= -1 | 2020-01-01 | wire\nx\n", `a.txt:1: form "-1": the id is no name with - and a number`},
		{"= a-x1 | 2020-01-01 | wire\nx\n", `a.txt:1: form "a-x1": the id is no name with - and a number`},
		{"= a-1 | 2020-13-01 | wire\nx\n", `a.txt:1: form "2020-13-01": the date is no day YYYY-MM-DD`},
		{"= a-1 | 2020-01-01\nx\n", "a.txt:1: form: 2 cells, want id | date | kind"},
		{head + "x\n" + head + "y\n", `a.txt:3: form "a-1": the id stands in line 1 already`},
		{head, `a.txt:1: form "a-1": an article without a paragraph`},
		{head + "[NOPE x] y\n", `a.txt:2: form "[NOPE x]": unknown type NOPE`},
		{head + "[gpe x] y\n", `a.txt:2: form "[gpe x]": unknown type gpe`},
		{head + "[GPE [GPE x]] y\n", `a.txt:2: form "[GPE x] y": a bracket that is no mark`},
		{head + "x\n# y\n", "a.txt:3: form: a headline stands first"},
		{head + "@ AID | | | x | actual\n", "a.txt:2: form: there is no paragraph above"},
		{head + "x y\n@ GIVE | | | x | actual\n", `a.txt:3: form "GIVE": unknown root`},
		{head + "x y\n@ AID | | | x | real\n", `a.txt:3: form "real": unknown realis (actual, planned, denied, hypothetical, claimed)`},
		{head + "x y\n@ AID | | | | actual\n", "a.txt:3: form: an event without a trigger"},
		{head + "x y\n@ AID | z | | x | actual\n", `a.txt:3: form "z": does not stand in the paragraph`},
		{head + "x y\n@ AID | x | y | actual\n", "a.txt:3: form: 4 cells, want ROOT | sources | targets | trigger | realis"},
		{head + "x y\n> said | | | x\n", `a.txt:3: form "said": unknown kind (direct, indirect, mixed)`},
		{head + "x y\n> direct | | | x ... z\n", `a.txt:3: form "z": does not stand in the paragraph`},
		{head + "x y\n> direct | | | y ... x\n", `a.txt:3: form "x": does not stand behind "y"`},
		{head + "x y\n> direct | z | | x\n", `a.txt:3: form "z": does not stand in the paragraph`},
		{head + "x y\n! repeat x\n", `a.txt:3: form: write "! rule phrase: reason"`},
		{head + "x y\n! form x: because\n", `a.txt:3: form "form": is no rule that can be suppressed`},
		{head + "x y\n& x | y\n", `a.txt:3: form "x": is no name that is marked in the article`},
		{head + "[GPE x] y\n& x | z\n", `a.txt:3: form "z": does not stand in the article`},
		{head + "[GPE x] [GPE y] it\n& x | it\n& y | it\n", `a.txt:4: form "it": stands for x already`},
		{head + "x y\n&\n", `a.txt:3: form: is no name that is marked in the article`},
		{head + "x \xff\n", "a.txt:2: form: not UTF-8"},
	} {
		_, faults := Parse("a.txt", []byte(c.in))
		if len(faults) == 0 || !strings.HasPrefix(faults[0].String(), c.want) {
			t.Errorf("%q: faults %v, want %s", c.in, faults, c.want)
		}
	}
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.txt": sample, "b.txt": "= b-1 | 2020-01-01 | wire\nx\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	as, err := Open(dir)
	if err != nil || len(as) != 2 || as[0].ID != "a-001" || as[1].ID != "b-1" {
		t.Fatalf("%v %v", as, err)
	}
	if as, err := Open(filepath.Join(dir, "*.txt"), filepath.Join(dir, "a.txt")); err != nil || len(as) != 2 {
		t.Errorf("a file named twice is read twice: %d %v", len(as), err)
	}
	if _, err := Open(filepath.Join(dir, "c*.txt")); err == nil {
		t.Error("a pattern that nothing fits is no error")
	}
	if err := os.WriteFile(filepath.Join(dir, "b.txt"), []byte("= b-1 | 2020-01-01 | wire\n[X y]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); err == nil || !strings.Contains(err.Error(), "b.txt:2: form") {
		t.Errorf("error %v", err)
	}
}

// TestHeldOut: the split must never move, or no two figures can be compared.
func TestHeldOut(t *testing.T) {
	var held []string
	for i := range 40 {
		id := fmt.Sprintf("africa-%03d", i)
		if HeldOut(id) {
			held = append(held, id[7:])
		}
	}
	if got, want := strings.Join(held, " "), "011 016 020 025 027 028 035 037"; got != want {
		t.Errorf("held out: %s, want %s", got, want)
	}
}

// TestPlain takes the marks away and nothing else.
func TestPlain(t *testing.T) {
	a := parse(t, sample)
	var b strings.Builder
	if err := Plain(&b, []*Article{a}); err != nil {
		t.Fatal(err)
	}
	again := parse(t, b.String())
	if again.Text != a.Text || again.ID != a.ID || again.Title != a.Title || strings.ContainsAny(b.String(), "[]@>&") {
		t.Errorf("got\n%s", b.String())
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("= a-1 | 2020-01-01 | wire\n[GPE x]\"y\" \n> direct | x | | y\n& x | y\n! repeat x: y\n")
	f.Add("= \nn\n@ |||n|\n[Y x]\n> | | | x\n")
	f.Fuzz(func(t *testing.T, in string) {
		as, faults := Parse("a.txt", []byte(in))
		for _, a := range as {
			if err := a.Document().Check(); err != nil {
				t.Error(err)
			}
			for _, x := range a.Actors {
				for _, s := range x.Mentions {
					if s.Start < 0 || s.End > len(a.Text) {
						t.Errorf("mention %v of %d bytes", s, len(a.Text))
					}
				}
			}
		}
		for _, x := range faults {
			if x.Line < 1 || x.Rule != RuleForm {
				t.Errorf("fault %+v", x)
			}
		}
		Lint(as, Options{Public: func(string) bool { return true }})
		Count(as)
		var s Score
		for _, a := range as {
			if err := s.Add(a.Document(), a.Document()); err != nil {
				t.Error(err)
			}
		}
	})
}
