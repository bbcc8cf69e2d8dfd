package main

import (
	"slices"

	"dateline/corpus/weights"
	"dateline/extract/article"
	"dateline/extract/article/internal/classifier"
)

// blockSets are the sets from which the classifier of blocks learns.
var blockSets = []string{"scrapinghub", "naeb", "fundus", "wcxb", "segments"}

// page is a page as the classifier of blocks sees it.
type page struct {
	*record
	blocks  []classifier.Block
	facts   []classifier.Facts
	words   [][]string // of each block
	labels  []label
	weights []float64
}

type label int8

const (
	outside label = 0
	inside  label = 1
	unknown label = -1
)

// loadPages reads the pages of a folder and labels their blocks.
func loadPages(folder string) ([]*page, error) {
	records, err := load(folder, blockSets)
	if err != nil {
		return nil, err
	}
	pages := make([]*page, len(records))
	for i, r := range records {
		pages[i] = newPage(r)
	}
	return pages, nil
}

func newPage(r *record) *page {
	p := &page{record: r}
	p.blocks, p.facts = article.Examine(r.URL, r.HTML)
	for i := range p.facts {
		p.words = append(p.words, wordsOf(string(p.facts[i].Text)))
	}
	p.labels = make([]label, len(p.facts))
	for i := range p.labels {
		p.labels[i] = unknown
	}
	if p.gold.stretches() {
		p.labelStretches()
	} else {
		p.labelText()
	}
	p.weigh()
	return p
}

// weigh gives every block the weight of its words in the article, so that
// long articles teach no more than short ones. The figures were found by
// cross-validation.
func (p *page) weigh() {
	total := 100.0
	for i, l := range p.labels {
		if l == inside {
			total += float64(len(p.words[i]))
		}
	}
	p.weights = make([]float64, len(p.labels))
	for i := range p.weights {
		p.weights[i] = min(3, (float64(len(p.words[i]))+3)/total*20)
		if p.gold.stretches() {
			p.weights[i] = 0.5
		}
	}
}

func (p *page) source() *record { return p.record }

func (p *page) kept(keep []bool) ([]string, string) {
	return gather(keep, p.words, func(i int) []byte { return p.facts[i].Text })
}

// rules is what the rules alone keep.
func (p *page) rules() []bool { return kept(p.blocks) }

// classified is what is kept with a model.
func (p *page) classified(m *weights.Model) []bool {
	blocks := slices.Clone(p.blocks)
	classifier.Overrule(blocks, classifier.Scores(m, blocks, func(i int) *classifier.Facts { return &p.facts[i] }))
	return kept(blocks)
}

func kept(blocks []classifier.Block) []bool {
	k := make([]bool, len(blocks))
	for i := range blocks {
		k[i] = blocks[i].Kept
	}
	return k
}
