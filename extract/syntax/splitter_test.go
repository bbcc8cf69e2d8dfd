package syntax

import (
	"strings"
	"testing"
	"unicode"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

func TestSplitterTablesAreSound(t *testing.T) {
	for _, c := range []struct {
		name    string
		columns []string
		rules   []lexicon.Rule
	}{
		{"data/contractions.tsv", []string{"first", "second"}, []lexicon.Rule{{Column: "first", Required: true}, {Column: "second", Required: true}}},
		{"data/abbreviations.tsv", []string{"class", "words"}, []lexicon.Rule{
			{Column: "class", Required: true, Check: lexicon.OneOf("title", "before", "street", "month", "company", "reference", "unit", "other", "state", "word")},
			{Column: "words", Required: true},
		}},
		{"data/suffixes.tsv", []string{"kind", "suffixes"}, []lexicon.Rule{
			{Column: "kind", Required: true, Check: lexicon.OneOf("site", "file")}, {Column: "suffixes", Required: true},
		}},
	} {
		table := lexicon.MustOpen(data, c.name, c.columns...)
		for _, fault := range table.Lint(c.rules...) {
			t.Error(fault)
		}
		seen := map[string]bool{}
		for _, row := range table.Rows {
			for _, w := range row.List(c.columns[1]) {
				if w != strings.ToLower(w) || strings.HasSuffix(w, ".") {
					t.Errorf("%s: %q is not as the splitter looks it up", row.Place(), w)
				}
				if key := row.Get(c.columns[0]) + " " + w; c.name == "data/contractions.tsv" && seen[key] {
					t.Errorf("%s: %q stands twice", row.Place(), key)
				} else if c.name != "data/contractions.tsv" && seen[w] {
					t.Errorf("%s: %q stands twice", row.Place(), w)
				}
				seen[w], seen[row.Get(c.columns[0])+" "+w] = true, true
			}
		}
	}
}

// TestEnginesCut checks what the interface says of cuts, for both engines.
func TestEnginesCut(t *testing.T) {
	for _, name := range []string{"", "prose"} {
		e, err := Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range append(odd, article, "One. Two\n\n  Three!Four \n\nA “quoted.” B", strings.Repeat("word, ", longParagraph/3), strings.Repeat("é", longParagraph)) {
			spans := paragraphs(text, nil)
			words, ends := e.Cut(text, spans, nil, nil)
			at, inside := 0, 0
			for i, w := range words {
				if w.Start < at || w.End <= w.Start {
					t.Fatalf("%s: %.20q: word %d is %v behind %d", e.Name(), text, i, w, at)
				}
				if gap := text[at:w.Start]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
					t.Fatalf("%s: %.20q: %q is in no word", e.Name(), text, gap)
				}
				for inside < len(spans) && spans[inside].End <= w.Start {
					inside++
				}
				if inside == len(spans) || !spans[inside].Contains(w) {
					t.Fatalf("%s: %.20q: word %d is in no paragraph", e.Name(), text, i)
				}
				at = w.End
			}
			if rest := text[at:]; strings.TrimFunc(rest, unicode.IsSpace) != "" {
				t.Fatalf("%s: %.20q: %.20q is in no word", e.Name(), text, rest)
			}
			last := 0
			for _, end := range ends {
				if end <= last {
					t.Fatalf("%s: %.20q: an empty sentence ends at word %d", e.Name(), text, end)
				}
				last = end
			}
			if last != len(words) {
				t.Fatalf("%s: %.20q: the last sentence ends at word %d of %d", e.Name(), text, last, len(words))
			}
		}
	}
}

func TestParagraphsPartSentences(t *testing.T) {
	d := &corpus.Document{Text: "A headline\n\nIt ended with\nnothing"}
	e, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	if err := Segment(e).Apply(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Sentences) != 3 {
		t.Errorf("%d sentences, want one a line", len(d.Sentences))
	}
}

// BenchmarkCut has no more allocations for a long text than for a short one.
func BenchmarkCut(b *testing.B) {
	e, err := Open("")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(article+"\n\n", 100)
	spans := paragraphs(text, nil)
	words, ends := e.Cut(text, spans, nil, nil)
	b.ReportAllocs()
	for b.Loop() {
		words, ends = e.Cut(text, spans, words[:0], ends[:0])
	}
	b.ReportMetric(float64(len(strings.Fields(text)))*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
