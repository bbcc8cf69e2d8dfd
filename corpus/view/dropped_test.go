package view

import (
	"bytes"
	"strings"
	"testing"

	"dateline/corpus"
)

func dropped() *corpus.Document {
	d := &corpus.Document{ID: "d", Title: "The harbour", Text: "First paragraph.\n\nSecond one, long.\n\nThird."}
	at := func(s string) int { return strings.Index(d.Text, s) + 1 }
	d.Dropped = []corpus.Dropped{
		{Text: "Home\nNews", Place: "nav", Reason: "navigation", Why: "the element nav", At: 1},
		{Text: "Unseen", Place: "p > span", Reason: "hidden", At: at(" one, long")},
		{Text: "<b>Buy this</b>\x1b[2J", Place: "div.ad", Reason: "advert", Why: `the word "ad"`, At: at("\n\nThird")},
		{Text: strings.Repeat("word ", 100), Place: "footer", Reason: "site", At: len(d.Text) + 1},
		{Text: "From a record", Place: "p", Reason: "tail"},
	}
	return d
}

func TestDroppedAtItsPlace(t *testing.T) {
	var b bytes.Buffer
	if err := Terminal(&b, dropped(), Style{Dropped: true}); err != nil {
		t.Fatal(err)
	}
	want := "  [left out: navigation, nav] Home News\n\nFirst paragraph.\n\nSecond one, long.\n\n  [left out: hidden, p > span] Unseen\n" +
		"  [left out: advert, div.ad] <b>Buy this</b>\\x1b[2J\n\nThird.\n\n  [left out: site, footer] word word"
	if !strings.Contains(b.String(), want) {
		t.Errorf("got\n%s\nwant\n%s", &b, want)
	}
	if !strings.Contains(b.String(), "Dropped\n  tail         p: From a record") {
		t.Errorf("what has no place is not at the end:\n%s", &b)
	}
	b.Reset()
	if err := HTML(&b, dropped(), Style{Dropped: true}); err != nil {
		t.Fatal(err)
	}
	last := -1
	for _, want := range []string{
		`<div class="left" role="note" aria-label="Left out of the text: navigation"><small>left out · navigation · nav · the element nav</small><br>Home News</div>`,
		"<p>First paragraph.</p>", "<p>Second one, long.</p>", "Left out of the text: hidden", "&lt;b&gt;Buy this&lt;/b&gt;\\x1b[2J</div>", "<p>Third.</p>",
		"<details><summary>word word", "…</summary>", "From a record</div>",
	} {
		at := strings.Index(b.String(), want)
		if at <= last {
			t.Errorf("%q at %d, after %d, in\n%s", want, at, last, &b)
		}
		last = at
	}
	for _, style := range []Style{{}, {Color: true}} {
		b.Reset()
		HTML(&b, dropped(), style)
		Terminal(&b, dropped(), style)
		if strings.Contains(b.String(), "eft out") || strings.Contains(b.String(), "Buy this") {
			t.Errorf("shown unasked:\n%s", &b)
		}
	}
}

func TestExplainText(t *testing.T) {
	meaning := func(code string) string { return "what " + code + " says" }
	for words, want := range map[string][]string{
		"buy THIS!": {"document d: The harbour", "not in the text: <b>Buy this</b>", "reason advert: what advert says", `because the word "ad"`, "at div.ad", `after "Second one, long." (text byte`},
		"news":      {"not in the text: News", "at nav, with all that is in it", "before the text"},
		"one, long": {"in the text: Second one, long.", "text bytes 18-35"},
		"from a":    {"reason tail: what tail says", "at p\n"},
		"harbour":   {"it is the title"},
	} {
		var b bytes.Buffer
		found, err := ExplainText(&b, dropped(), words, meaning)
		if err != nil || !found {
			t.Fatalf("%s: found %v, %v", words, found, err)
		}
		for _, w := range want {
			if !strings.Contains(b.String(), w) {
				t.Errorf("%s: no %q in\n%s", words, w, &b)
			}
		}
	}
	for _, words := range []string{"nothing of this", "...", ""} {
		if found, _ := ExplainText(new(bytes.Buffer), dropped(), words, meaning); found {
			t.Errorf("%q is found", words)
		}
	}
}
