package quotes

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// TestLong builds texts that repeat what the rules look for without an end, where
// a search that is not bounded would take minutes: the test is that it ends, with
// quotations that pass the checks.
func TestLong(t *testing.T) {
	for _, unit := range []string{`said `, `" `, `"a `, `'a `, `he said that `, `, he said, `, `"a," he said. `, `according to `, `and `, `Lee, `, "“a b.\n", `="`, `1''.`, `to say `, `x: `} {
		text := strings.TrimSpace(strings.Repeat(unit, 20000))
		d := &corpus.Document{ID: "t", Text: text}
		// One sentence a line, split at spaces; no tree.
		at := 0
		for line := range strings.Lines(text) {
			first := len(d.Tokens)
			end := at + len(strings.TrimSuffix(line, "\n"))
			for i := at; i < end; {
				j := i
				for j < end && text[j] != ' ' {
					j++
				}
				if j > i {
					tok := corpus.Token{Span: corpus.Span{Start: i, End: j}, Lemma: strings.ToLower(text[i:j]), UPOS: ud.NOUN, XPOS: ud.NN}
					if strings.HasPrefix(text[i:], "sa") {
						tok.Lemma, tok.UPOS, tok.XPOS = "say", ud.VERB, ud.VBD
					}
					d.Tokens = append(d.Tokens, tok)
				}
				i = j + 1
			}
			if len(d.Tokens) > first {
				d.Sentences = append(d.Sentences, corpus.Sentence{Span: corpus.Span{Start: at, End: end}, Tokens: corpus.Range{First: first, End: len(d.Tokens)}})
			}
			at += len(line)
		}
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%q: %v", unit, err)
		}
	}
}
