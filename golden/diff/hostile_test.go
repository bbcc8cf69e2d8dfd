package diff

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dateline/corpus"
)

// TestHostileDocuments holds that documents nobody wrote are compared, in a time that go test
// would not wait for if it were quadratic.
func TestHostileDocuments(t *testing.T) {
	const n = 20_000
	random := rand.New(rand.NewPCG(1, 2))
	noise := func(words int) string {
		var b strings.Builder
		for range n {
			fmt.Fprintf(&b, "w%d ", random.IntN(words))
		}
		return b.String()
	}
	var palindrome strings.Builder
	for i := range n {
		fmt.Fprintf(&palindrome, "w%d ", min(i, n-i))
	}
	for name, texts := range map[string][2]string{
		"two words":   {strings.Repeat("a b ", n), strings.Repeat("b a a ", n)},
		"few words":   {noise(10), noise(10)},
		"many words":  {noise(n), noise(n)},
		"lines":       {strings.ReplaceAll(noise(100), " ", "\n"), strings.ReplaceAll(noise(100), " ", "\n")},
		"both halves": {palindrome.String(), "x " + palindrome.String() + " y"},
	} {
		m := MapText(texts[0], texts[1])
		if len(m.Paragraphs) == 0 {
			t.Errorf("%s: no paragraph has changed", name)
		}
	}
	text := strings.Repeat("Ann ", n)
	document := func(shift int) *corpus.Document {
		d := &corpus.Document{ID: "a", Text: text}
		e := corpus.Event{Trigger: corpus.Phrase{Span: corpus.Span{Start: 0, End: 3}}, Sentence: corpus.Span{Start: 0, End: len(text)}}
		for i := range n - 2 {
			// All of them overlap each other.
			s := corpus.Span{Start: 4 * (i / 2), End: len(text) - 4*((i+shift)/2) - 1}
			if s.Len() <= 0 {
				s.End = s.Start + 3
			}
			d.Entities = append(d.Entities, corpus.Entity{Span: s, Text: "Ann", Type: corpus.Person})
			e.Sources = append(e.Sources, corpus.Participant{Span: corpus.Span{Start: 4 * i, End: 4*i + 3 + 4*shift/3}})
		}
		d.Events = []corpus.Event{e}
		return d
	}
	if changes, _ := Documents(document(0), document(3)); len(changes) == 0 {
		t.Error("nothing has changed")
	}
}
