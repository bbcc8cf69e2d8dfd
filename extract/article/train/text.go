package main

import (
	"dateline/corpus"
	"dateline/corpus/weights"
	"dateline/extract/article"
	"dateline/extract/article/internal/passage"
)

// lineSets are the sets whose articles people marked as a whole, and silverSets those of which
// only what their elements give can teach the model of lines.
var (
	lineSets   = []string{"plain", "naeb", "fundus", "wcxb", "tail"}
	silverSets = []string{"segments", "pubdate"}
)

// text is a page as the model of lines sees it: its visible text.
type text struct {
	*record
	lines  []passage.Line
	rows   []passage.Row
	words  [][]string // of each line
	marked []string   // words of the article
	labels []bool     // the line is in the article
	weight float64    // of the text among others
}

// Weights of texts that are not a page with a marked article, found by cross-validation.
const (
	cleanWeight  = 0.3 // an article without a page around
	silverWeight = 0.7 // a page whose article is what its elements give
)

// leastSilver is the length in bytes of an article that a page's elements give, to teach.
const leastSilver = 800

// loadTexts reads the pages and texts of a folder and labels their lines.
func loadTexts(folder string) ([]*text, error) {
	records, err := load(folder, append(lineSets, silverSets...))
	if err != nil {
		return nil, err
	}
	var texts []*text
	for _, r := range records {
		if r.HTML == "" {
			texts = addText(texts, r, r.Text, 1)
			continue
		}
		visible := extract(r, article.Keep)
		silver := extract(r, article.Auto)
		if r.gold.stretches() || cutShort(silver, r.gold.Text) {
			if len(silver) >= leastSilver {
				s := *r
				s.gold, s.auxiliary = gold{ID: r.ID, Text: silver}, true
				texts = addText(texts, &s, visible, silverWeight)
			}
			continue
		}
		n := len(texts)
		if texts = addText(texts, r, visible, 1); len(texts) > n {
			clean := *r
			clean.auxiliary = true
			texts = addText(texts, &clean, r.gold.Text, cleanWeight)
		}
	}
	return texts, nil
}

// extract is the text of a page; an empty one if it cannot be read.
func extract(r *record, mode article.Mode) string {
	d := &corpus.Document{URL: r.URL, Raw: corpus.Raw{Format: corpus.FormatHTML, Data: r.HTML}}
	if article.New(article.Options{Mode: mode}).Apply(d) != nil {
		return ""
	}
	return d.Text
}

// cutShort reports whether a marked text is a part of the article only: what the page's
// elements give has nearly all of it and half as much again.
func cutShort(silver, marked string) bool {
	got, want := wordsOf(silver), wordsOf(marked)
	both, _, all := shared(runs(got), runs(want))
	return len(got)*2 > len(want)*3 && float64(both) > 0.85*float64(all)
}

// addText adds a text with its labels, unless a fifth of the article is not found in it:
// then the page is made by script, or cut otherwise.
func addText(texts []*text, r *record, visible string, weight float64) []*text {
	t := &text{record: r, marked: wordsOf(r.gold.Text), weight: weight}
	t.lines, t.rows = article.ExamineText(visible, r.URL)
	for i := range t.lines {
		t.words = append(t.words, wordsOf(string(t.lines[i].Text)))
	}
	t.label()
	covered := 0
	for i, in := range t.labels {
		if in {
			covered += len(t.words[i])
		}
	}
	if covered*10 < len(t.marked)*8 {
		return texts
	}
	return append(texts, t)
}

func (t *text) source() *record { return t.record }

func (t *text) kept(keep []bool) ([]string, string) {
	return gather(keep, t.words, func(i int) []byte { return t.lines[i].Text })
}

// rules is what is kept without a model: the heaviest stretch, but for lines that
// are something else by their form.
func (t *text) rules() []bool {
	keep := make([]bool, len(t.lines))
	for i := range keep {
		l := &t.lines[i]
		keep[i] = l.Heavy && l.Hint == passage.None && l.Cue == passage.None
	}
	return keep
}

// found is what is kept with a model.
func (t *text) found(trees *weights.Forest) []bool {
	keep := make([]bool, len(t.lines))
	for i, s := range passage.Find(trees, t.lines, t.rows) {
		keep[i] = s == passage.Text
	}
	return keep
}
