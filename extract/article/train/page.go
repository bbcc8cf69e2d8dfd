package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus/weights"
	"dateline/extract/article"
	"dateline/extract/article/internal/classifier"
)

// sets are the sets that are read.
var sets = []string{"scrapinghub", "naeb", "fundus", "wcxb", "segments"}

// page is a page with what people marked in it.
type page struct {
	set, host string
	part      int // of the cross-validation: pages of one host are in one part
	blocks    []classifier.Block
	facts     []classifier.Facts
	words     [][]string // of each block
	labels    []label
	weights   []float64
	gold      gold
}

// gold is what people marked.
type gold struct {
	ID       string   `json:"id"`
	Text     string   `json:"text"`
	Optional []string `json:"optional"`
	With     []string `json:"with"`
	Without  []string `json:"without"`
}

type label int8

const (
	outside label = 0
	inside  label = 1
	unknown label = -1
)

// load reads all sets of a folder.
func load(folder string) ([]*page, error) {
	var pages []*page
	for _, set := range sets {
		marked := map[string]gold{}
		err := lines(filepath.Join(folder, set+".gold.jsonl"), func(line []byte) error {
			var g gold
			err := json.Unmarshal(line, &g)
			marked[g.ID] = g
			return err
		})
		if err != nil {
			return nil, err
		}
		err = lines(filepath.Join(folder, set+".in.jsonl.gz"), func(line []byte) error {
			var in struct{ ID, URL, HTML string }
			if err := json.Unmarshal(line, &in); err != nil {
				return err
			}
			g, ok := marked[in.ID]
			if !ok {
				return fmt.Errorf("page %s has no gold", in.ID)
			}
			pages = append(pages, newPage(set, in.URL, in.HTML, g))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// lines calls f with every line of a file, which may be gzipped.
func lines(name string, f func([]byte) error) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<26)
	for n := 1; sc.Scan(); n++ {
		if err := f(sc.Bytes()); err != nil {
			return fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	return sc.Err()
}

func newPage(set, address, html string, g gold) *page {
	p := &page{set: set, host: hostOf(address), gold: g}
	p.blocks, p.facts = article.Examine(address, html)
	p.part = int(classifier.Hash(p.host) >> 8 % parts)
	for i := range p.facts {
		p.words = append(p.words, wordsOf(string(p.facts[i].Text)))
	}
	p.labels = make([]label, len(p.facts))
	for i := range p.labels {
		p.labels[i] = unknown
	}
	if set == "segments" {
		p.labelSegments()
	} else {
		p.labelText()
	}
	p.weigh()
	return p
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return strings.TrimPrefix(strings.ToLower(u.Host), "www.")
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
		if p.set == "segments" {
			p.weights[i] = 0.5
		}
	}
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
