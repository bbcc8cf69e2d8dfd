package syntax

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
)

func apply(t testing.TB, text string) *corpus.Document {
	t.Helper()
	e, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{ID: "t", Text: text}
	for _, s := range []interface {
		Apply(*corpus.Document) error
	}{Segment(e), Tag(e), Parse()} {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func TestSentences(t *testing.T) {
	for _, c := range [][]string{
		{"The ministers met.", "They left."},
		{"Gen. R. K. Osei arrived at 5 p.m. on Monday.", "He spoke."},
		{"“We agreed.”", "She left."},
		{"He said: \"It is over.\"", "Nobody answered."},
		{"The talks came to an end.", "Sweden left the room."}, // glued below
		{"Speaker Ode, Mr. Chief Justice, Mr. President, we meet again.", "It is late."},
		{"King Aldo (c. 1230 BC) ruled the valley.", "He was tall."},
		{"She moved to the U.S. in May.", "He stayed in the U.S.", "The talks went on until 6 p.m.", "They failed."},
		{"1.) The first item.", "2.) The second item."},
		{"a. The first item.", "It was short."},
	} {
		d := apply(t, strings.Join(c, " "))
		var got []string
		for _, s := range d.Sentences {
			got = append(got, d.Surface(s.Span))
		}
		if strings.Join(got, "|") != strings.Join(c, "|") {
			t.Errorf("got %q, want %q", got, c)
		}
	}
	if n := len(apply(t, "The talks came to an end.Sweden left the room.").Sentences); n != 2 {
		t.Errorf("glued sentences: %d", n)
	}
	if n := len(apply(t, "A headline without a stop\n\nThe text begins here.").Sentences); n != 2 {
		t.Errorf("a paragraph break: %d sentences", n)
	}
	wrapped := "The delegation of the northern province came to the town hall in the\nmorning and stayed there until the evening, when the last of the buses\nleft for the coast with the ministers and all of their many advisers on\nboard and nobody else in the whole town had yet heard about the end of\nthe talks."
	if n := len(apply(t, wrapped).Sentences); n != 1 {
		t.Errorf("wrapped lines: %d sentences", n)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"The pro-government side didn't win.":   "The|pro-government|side|did|n't|win|.",
		"It cost $5m (or 3%).":                  "It|cost|$|5|m|(|or|3|%|)|.",
		"Sudan's army—once feared—left.":        "Sudan|'s|army|—|once|feared|—|left|.",
		"See https://a.example/x-y for more.":   "See|https://a.example/x-y|for|more|.",
		"Talks ran 1991-1994, “on and off”.":    "Talks|ran|1991|-|1994|,|“|on|and|off|”|.",
		"The U.S.-led force left Sept. 5, 2021": "The|U.S.|-|led|force|left|Sept.|5|,|2021",
	} {
		d := apply(t, text)
		var got []string
		for i := range d.Tokens {
			got = append(got, d.Word(i))
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q:\ngot  %s\nwant %s", text, s, want)
		}
	}
}

func TestLemmas(t *testing.T) {
	for _, c := range []struct {
		word string
		x    ud.XPOS
		want string
	}{
		{"signed", ud.VBD, "sign"}, {"agreed", ud.VBD, "agree"}, {"withdrew", ud.VBD, "withdraw"}, {"imposes", ud.VBZ, "impose"},
		{"imposed", ud.VBN, "impose"}, {"announcing", ud.VBG, "announce"}, {"negotiated", ud.VBD, "negotiate"}, {"denied", ud.VBD, "deny"},
		{"stopped", ud.VBD, "stop"}, {"killing", ud.VBG, "kill"}, {"moved", ud.VBD, "move"}, {"urged", ud.VBD, "urge"}, {"countries", ud.NNS, "country"},
		{"gunmen", ud.NNS, "gunman"}, {"sanctions", ud.NNS, "sanction"}, {"attacks", ud.NNS, "attack"}, {"was", ud.VBD, "be"},
		{"charged", ud.VBD, "charge"}, {"endorsed", ud.VBD, "endorse"}, {"visited", ud.VBD, "visit"}, {"backed", ud.VBD, "back"},
		{"larger", ud.JJR, "large"}, {"bombed", ud.VBD, "bomb"}, {"condemned", ud.VBD, "condemn"}, {"declared", ud.VBD, "declare"},
		{"invaded", ud.VBD, "invade"}, {"accused", ud.VBD, "accuse"}, {"called", ud.VBD, "call"}, {"shelled", ud.VBD, "shell"},
		{"rallied", ud.VBD, "rally"}, {"protested", ud.VBD, "protest"}, {"released", ud.VBD, "release"}, {"seized", ud.VBD, "seize"},
		{"praised", ud.VBD, "praise"}, {"provided", ud.VBD, "provide"}, {"launched", ud.VBD, "launch"}, {"controlled", ud.VBD, "control"},
		{"cited", ud.VBD, "cite"}, {"added", ud.VBD, "add"}, {"changing", ud.VBG, "change"}, {"scheduled", ud.VBN, "schedule"}, {"welcomed", ud.VBD, "welcome"},
		{"seeing", ud.VBG, "see"}, {"freed", ud.VBN, "free"}, {"hoping", ud.VBG, "hope"}, {"hopping", ud.VBG, "hop"}, {"expelled", ud.VBN, "expel"}, {"alleged", ud.VBN, "allege"},
	} {
		u := ud.VERB
		if c.x.Nominal() {
			u = ud.NOUN
		} else if !c.x.Verbal() {
			u = ud.ADJ
		}
		if got := lemma(c.word, u, c.x); got != c.want {
			t.Errorf("%s: %s, want %s", c.word, got, c.want)
		}
	}
}

func TestIrregularFormsAreSound(t *testing.T) {
	table := lexicon.MustOpen(data, "data/irregular.tsv", "class", "lemma", "forms")
	for _, fault := range table.Lint(lexicon.Rule{Column: "class", Required: true, Check: lexicon.OneOf("verb", "noun", "adjective")},
		lexicon.Rule{Column: "lemma", Required: true}, lexicon.Rule{Column: "forms", Required: true}) {
		t.Error(fault)
	}
}

func TestEndingsAreSound(t *testing.T) {
	table := lexicon.MustOpen(data, "data/endings.tsv", "ending", "verbs")
	for _, fault := range table.Lint(lexicon.Rule{Column: "ending", Required: true, Check: lexicon.OneOf("e", "full")},
		lexicon.Rule{Column: "verbs", Required: true}) {
		t.Error(fault)
	}
	seen := map[string]bool{}
	for _, row := range table.Rows {
		for _, v := range row.List("verbs") {
			if row.Get("ending") == "e" && !strings.HasSuffix(v, "e") {
				t.Errorf("%s: %q does not end in e", row.Place(), v)
			}
			if seen[v] {
				t.Errorf("%s: %q stands twice", row.Place(), v)
			}
			seen[v] = true
		}
	}
}

// odd holds inputs that break parsers.
var odd = []string{
	"", " ", "\n\n\n", "\x00", "…", "\"", "“”“”", strings.Repeat("a", 1<<16), strings.Repeat(", ", 5000), strings.Repeat("Mr. ", 5000),
	strings.Repeat("(", 3000), strings.Repeat("word ", 3000), "\ufffd\ufffd", "é\u0301", strings.Repeat("end.Start ", 1000), strings.Repeat("a-", 3000), "-", "--", "$", "…-…",
	strings.Repeat("\"x\" ", 2000),
}

func TestOddInputs(t *testing.T) {
	for _, s := range odd {
		if err := apply(t, s).Check(); err != nil {
			t.Errorf("%.20q: %v", s, err)
		}
	}
}

// TestLinearTime guards against time that grows with the square of the input: what
// takes a fraction of a second here would take longer than the time limit of the
// test binary (a paragraph a line, glued words).
func TestLinearTime(t *testing.T) {
	const size = 1 << 19
	for _, unit := range []string{
		"a\n", "a\n\n", "A man left.\n", "end.Start", "a", "a, ", "a,", "a-", "a/", ".", "\"", "“", "(", "Mr. ", "J. ", "a. ", "'s", "$", "é", "\x00", " ", "1.", "-",
	} {
		if err := apply(t, strings.Repeat(unit, size/len(unit))).Check(); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}

func FuzzStages(f *testing.F) {
	for _, s := range odd {
		if len(s) < 1000 {
			f.Add(s)
		}
	}
	f.Add("Ann said: “We won’t go.” It's 2008bthat end.Start")
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		if err := apply(t, s).Check(); err != nil {
			t.Error(err)
		}
	})
}

const article = "The foreign ministers of Norway and Sweden met in Oslo on Monday to discuss the reopening of the border. " +
	"\"We have agreed on a plan,\" said Kari Nordmann, who leads the delegation, adding that troops would be withdrawn by June. "

func benchmark(b *testing.B, stage int) {
	e, err := Open("")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(article, 50)
	d := &corpus.Document{Text: text}
	if stage > 0 {
		Segment(e).Apply(d)
	}
	if stage > 1 {
		Tag(e).Apply(d)
	}
	words := len(strings.Fields(text))
	b.ReportAllocs()
	for b.Loop() {
		switch stage {
		case 0:
			d.Sentences = nil
			Segment(e).Apply(d)
		case 1:
			Tag(e).Apply(d)
		case 2:
			d.Clauses = d.Clauses[:0]
			Parse().Apply(d)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkSegment(b *testing.B) { benchmark(b, 0) }
func BenchmarkTag(b *testing.B)     { benchmark(b, 1) }
func BenchmarkParse(b *testing.B)   { benchmark(b, 2) }
