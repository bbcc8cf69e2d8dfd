package view

import (
	"bytes"
	"strings"
	"testing"

	"dateline/corpus"
)

func sample() *corpus.Document {
	text := "Ann Lee met <envoys> in Oslo on May 6. \"We agreed,\" she said.\n\nTalks resumed on May 9 & ended."
	at := func(s string) corpus.Span {
		i := strings.Index(text, s)
		return corpus.Span{Start: i, End: i + len(s)}
	}
	phrase := func(s string) corpus.Phrase { return corpus.Phrase{Span: at(s), Text: s} }
	d := &corpus.Document{
		ID: "d1", Title: "Talks <in> Oslo", Text: text,
		Source:    corpus.Source{Path: "dump/a.txt"},
		Sentences: []corpus.Sentence{{Span: corpus.Span{Start: 0, End: 38}}, {Span: corpus.Span{Start: 39, End: 61}}, {Span: corpus.Span{Start: 63, End: len(text)}}},
		Entities:  []corpus.Entity{{Span: at("Ann Lee"), Text: "Ann Lee", Type: corpus.Person, Actor: "ann-lee"}, {Span: at("Oslo"), Text: "Oslo", Type: corpus.GPE, Actor: "Q585"}},
		Dates: []corpus.Date{{Span: at("May 6"), Text: "May 6", Type: corpus.DateDate, Value: "2021-05-06", How: corpus.HowPublished, Rule: "month day"},
			{Span: at("May 9"), Text: "May 9", Type: corpus.DateDate, Value: "2021-05-09", How: corpus.HowPublished}},
		References: []corpus.Reference{{Span: at("she"), Actor: "ann-lee", Kind: corpus.Pronoun, Why: "last woman named"}},
		Actors:     []corpus.Actor{{ID: "ann-lee", Name: "Ann Lee", Type: corpus.Person, Mentions: 1, Why: []string{"full name"}}},
		Origin:     []corpus.Origin{{0, 100, len(text)}},
	}
	d.Quotes = []corpus.Quote{{ID: "q", Span: at("\"We agreed,\""), Text: "\"We agreed,\"", Kind: corpus.Direct,
		Speaker: &corpus.Speaker{Span: at("she"), Text: "she", Actor: "ann-lee"}, Cue: &corpus.Phrase{Span: at("said"), Text: "said"}}}
	d.Events = []corpus.Event{
		{ID: "e1", Type: corpus.Consult, Quad: 1, Realis: corpus.Actual, Trigger: phrase("met"), Sentence: d.Sentences[0].Span,
			Sources: []corpus.Participant{{Span: at("Ann Lee"), Actor: "ann-lee"}}, Targets: []corpus.Participant{{Span: at("envoys")}},
			Date: &corpus.EventDate{Value: "2021-05-06", Span: at("May 6"), How: corpus.HowPublished}, Why: []string{"frame meet OBJ"}},
		{ID: "e2", Type: corpus.Consult, Quad: 1, Realis: corpus.Planned, Trigger: phrase("Talks"), Sentence: d.Sentences[2].Span,
			Date: &corpus.EventDate{Value: "2021-05-09", Span: at("May 9"), How: corpus.HowPublished}},
	}
	return d
}

func TestSegmentsCoverTheTextOnce(t *testing.T) {
	d := sample()
	at := 0
	for _, s := range segmentsOf(marksOf(d), len(d.Text)) {
		if s.Start != at || s.End <= s.Start {
			t.Fatalf("segment %v does not follow %d", s.Span, at)
		}
		at = s.End
		for _, m := range s.marks {
			if !m.Contains(s.Span) {
				t.Errorf("segment %v leaves mark %v", s.Span, m.Span)
			}
		}
	}
	if at != len(d.Text) {
		t.Errorf("segments end at %d of %d", at, len(d.Text))
	}
}

func TestTerminal(t *testing.T) {
	var plain, colored bytes.Buffer
	if err := Terminal(&plain, sample(), Style{}); err != nil {
		t.Fatal(err)
	}
	if err := Terminal(&colored, sample(), Style{Color: true}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") {
		t.Error("plain output has escape codes")
	}
	for _, want := range []string{"Ann Lee *met* <envoys> in Oslo", "CONSULT", "Ann Lee [ann-lee] → envoys (met)", `direct   she [ann-lee]: "We agreed,"`} {
		if !strings.Contains(plain.String(), want) {
			t.Errorf("no %q in:\n%s", want, &plain)
		}
	}
	if !strings.Contains(colored.String(), "\x1b[1;31mmet\x1b[0m") {
		t.Errorf("the trigger is not coloured:\n%q", colored.String())
	}
}

// TestTerminalTakesNoOrders holds that an article cannot send escape codes to the
// terminal of whoever reads it.
func TestTerminalTakesNoOrders(t *testing.T) {
	d := sample()
	d.Title = "Talks\x1b]0;owned\x07"
	d.Text = strings.Replace(d.Text, " <envoys> ", " \x1b[2Jenvo ", 1)
	d.Events, d.Quotes = d.Events[:1], nil
	d.Events[0].Targets[0].End = d.Events[0].Targets[0].Start
	var shown, explained bytes.Buffer
	if err := Terminal(&shown, d, Style{}); err != nil {
		t.Fatal(err)
	}
	if _, err := Explain(&explained, d, "e1"); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{shown.String(), explained.String()} {
		if strings.ContainsAny(out, "\x1b\x07") {
			t.Errorf("control characters in %q", out)
		}
	}
}

func TestHTMLEscapesAndAnchors(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, sample(), Style{}); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"<h1>Talks &lt;in&gt; Oslo</h1>", `<span class="entity person" title="PERSON ann-lee">Ann Lee</span>`,
		`<span class="trigger" title="CONSULT, actual" id="e1">met</span> &lt;`, `<a href="#e1">`, "<svg", `class="quad1 open"`, "frame meet OBJ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
	for _, never := range []string{"<envoys>", "http://", "https://", "<script"} {
		if strings.Contains(got, never) {
			t.Errorf("%s is in the page", never)
		}
	}
	if n := strings.Count(got, "\n<p>") + strings.Count(got, "<article>\n<p>"); n < 2 {
		t.Errorf("%d paragraphs", n)
	}
}

func TestExplain(t *testing.T) {
	for id, want := range map[string][]string{
		"e1":      {"event e1: CONSULT", `trigger: "met" (text bytes 8-11, dump/a.txt record at byte 0, from its byte 108)`, "because full name", "rule month day", "because frame meet OBJ"},
		"q":       {"quotation q: direct", `cue: "said"`, `pronoun "she": last woman named`},
		"ann-lee": {"actor ann-lee: Ann Lee, PERSON", `source of event e1 (CONSULT "met")`},
		"d1":      {"document d1", "2 events", `date "May 6" at text bytes`, "2021-05-06, published", "rule month day"},
	} {
		var b bytes.Buffer
		found, err := Explain(&b, sample(), id)
		if err != nil || !found {
			t.Fatalf("%s: found %v, %v", id, found, err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: no %q in:\n%s", id, w, &b)
			}
		}
	}
	if found, _ := Explain(new(bytes.Buffer), sample(), "nothing"); found {
		t.Error("an unknown id is found")
	}
}

func TestPageName(t *testing.T) {
	for id, want := range map[string]string{
		"https://a.example/2022/x y?q=1": "a.example_2022_x_y_q_1.html",
		"../../etc/passwd":               "_.._etc_passwd.html",
		"dump/one.html":                  "dump_one.html",
		"Kyiv/Київ.txt":                  "Kyiv_____.txt.html",
	} {
		if got := PageName(id); got != want {
			t.Errorf("PageName(%q) = %q, want %q", id, got, want)
		}
	}
}

func TestIndex(t *testing.T) {
	var b bytes.Buffer
	if err := Index(&b, []Entry{EntryOf(sample(), "d1.html")}); err != nil {
		t.Fatal(err)
	}
	if want := `<a href="d1.html">Talks &lt;in&gt; Oslo</a>`; !strings.Contains(b.String(), want) {
		t.Errorf("no %s in %s", want, &b)
	}
}
