// Command train learns the trees of package passage from pages whose text is known.
//
//	go run ./extract/article/internal/passage/train -bench DIR -out FILE
//
// DIR holds the sets NAME.in.jsonl.gz and NAME.gold.jsonl. Pages in HTML are
// taken as the text that is visible on them. With -folds the sites are parted, and
// every page is scored by trees that have seen no page of its site.
package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"dateline/corpus"
	"dateline/extract/article"
	"dateline/extract/article/internal/passage"
)

func main() {
	bench := flag.String("bench", "", "folder of the sets")
	out := flag.String("out", "", "file for the trees")
	folds := flag.Int("folds", 5, "parts for the cross-validation; 0: none")
	sets := flag.String("sets", "plain,naeb,fundus,wcxb,tail,segments,pubdate", "names of the sets")
	flag.IntVar(&without, "without", -1, "leave this part out of what is learnt from")
	var o options
	flag.IntVar(&o.trees, "trees", 250, "trees")
	flag.Float64Var(&o.rate, "rate", 0.1, "weight of a new tree")
	flag.Float64Var(&o.least, "least", 30, "weight that holds a leaf back")
	flag.Float64Var(&o.clean, "clean", 0.3, "weight of articles without a page around")
	flag.Float64Var(&o.silver, "silver", 0.7, "weight of pages whose text is what their elements give")
	var c passage.Costs
	flag.IntVar(&c.Gap, "gap", 700, "cost of a gap")
	flag.IntVar(&c.Line, "line", 150, "cost of a line of a gap")
	flag.IntVar(&c.Bias, "bias", -300, "taken off all scores")
	grid := flag.Bool("grid", false, "try other costs")
	dump := flag.String("dump", "", "file for the cross-validated predictions")
	flag.Parse()
	if err := run(*bench, *out, strings.Split(*sets, ","), *folds, o, c, *grid, *dump); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

var without int

type options struct {
	trees              int
	rate, least, clean float64
	silver             float64
}

// document is a page with its lines.
type document struct {
	set, id, site string
	text          string
	gold          []string
	clean, silver bool
	lines         []passage.Line
	rows          []passage.Row
	label         []bool
	words         []int // tokens of each line
	scores        []int
}

var token = regexp.MustCompile(`[\pL\pN\pM_]+`)

func run(bench, out string, sets []string, folds int, o options, c passage.Costs, grid bool, dump string) error {
	var docs []*document
	for _, set := range sets {
		ds, err := load(bench, set)
		if err != nil {
			return err
		}
		docs = append(docs, ds...)
	}
	if folds > 0 {
		for f := range folds {
			var seen, held []*document
			for _, d := range docs {
				if int(sum(d.site)%uint32(folds)) == f {
					held = append(held, d)
				} else {
					seen = append(seen, d)
				}
			}
			trees := grow(seen, o)
			for _, d := range held {
				d.score(trees)
			}
		}
		report(docs, c)
		if grid {
			for _, gap := range []int{0, 300, 700, 1500, 3000} {
				for _, bias := range []int{-700, -300, 0, 300} {
					for _, line := range []int{0, 50, 150} {
						x := passage.Costs{Gap: gap, Line: line, Bias: bias}
						fmt.Print(x, " ")
						report(docs, x)
					}
				}
			}
		}
		if dump != "" {
			if err := write(dump, docs, c); err != nil {
				return err
			}
		}
	}
	if out == "" {
		return nil
	}
	var seen []*document
	for _, d := range docs {
		if without < 0 || int(sum(d.site)%5) != without {
			seen = append(seen, d)
		}
	}
	return os.WriteFile(out, passage.Encode(grow(seen, o)), 0o666)
}

func (d *document) score(trees []passage.Tree) {
	d.scores = make([]int, len(d.rows))
	for i := range d.rows {
		d.scores[i] = passage.Score(trees, &d.rows[i])
	}
}

func sum(s string) uint32 {
	h := fnv.New32a()
	io.WriteString(h, s)
	return h.Sum32()
}

// report prints shingle precision, recall and F1 of every set.
func report(docs []*document, c passage.Costs) {
	type figure struct{ p, r, n, np float64 }
	of := map[string]*figure{}
	var names []string
	for _, d := range docs {
		if d.scores == nil {
			continue
		}
		name := d.set
		if d.clean {
			name += "/clean"
		}
		f := of[name]
		if f == nil {
			f = &figure{}
			of[name] = f
			names = append(names, name)
		}
		states := passage.Search(d.scores, c)
		var got []string
		for i, s := range states {
			if s == passage.Text {
				got = append(got, token.FindAllString(string(d.lines[i].Text), -1)...)
			}
		}
		p, r := shingles(got, d.gold)
		f.n++
		f.r += r
		if len(got) > 0 {
			f.np++
			f.p += p
		}
	}
	sort.Strings(names)
	for _, name := range names {
		f := of[name]
		p, r := f.p/max(1, f.np), f.r/f.n
		fmt.Printf("%s P %.4f R %.4f F %.4f; ", name, p, r, 2*p*r/(p+r))
	}
	fmt.Println()
}

func shingles(got, gold []string) (p, r float64) {
	a, b := grams(got), grams(gold)
	tp, n := 0, 0
	for k, x := range a {
		tp += min(x, b[k])
		n += x
	}
	m := 0
	for _, x := range b {
		m += x
	}
	if n > 0 {
		p = float64(tp) / float64(n)
	}
	if m > 0 {
		r = float64(tp) / float64(m)
	}
	return p, r
}

func grams(t []string) map[string]int {
	m := map[string]int{}
	for i := 0; i < max(1, len(t)-3) && len(t) > 0; i++ {
		m[strings.Join(t[i:min(len(t), i+4)], " ")]++
	}
	return m
}

// load reads a set.
func load(dir, set string) ([]*document, error) {
	type record struct{ ID, URL, HTML, Text string }
	gold := map[string]record{}
	err := each(filepath.Join(dir, set+".gold.jsonl"), func(r record) { gold[r.ID] = r })
	if err != nil {
		return nil, err
	}
	var docs []*document
	stage := article.New(article.Options{Mode: article.Keep})
	err = each(filepath.Join(dir, set+".in.jsonl.gz"), func(r record) {
		text := r.Text
		if r.HTML != "" {
			d := &corpus.Document{URL: r.URL, Raw: corpus.Raw{Format: corpus.FormatHTML, Data: r.HTML}}
			if stage.Apply(d) != nil {
				return
			}
			text = d.Text
		}
		g := gold[r.ID]
		silver := ""
		if r.HTML != "" {
			silver = found(r.HTML, r.URL)
			if g.Text == "" || cutShort(silver, g.Text) {
				if len(silver) < 800 {
					return
				}
				g.Text = silver
			} else {
				silver = ""
			}
		}
		if r.URL == "" {
			r.URL = g.URL
		}
		d := newDocument(set, r.ID, r.URL, text, g.Text)
		covered := 0
		for i, l := range d.label {
			if l {
				covered += d.words[i]
			}
		}
		if covered*10 < len(d.gold)*8 {
			return // the text is made by script, or cut otherwise
		}
		if d.silver = silver != ""; d.silver {
			d.set = "silver"
		}
		docs = append(docs, d)
		if r.HTML != "" && !d.silver {
			x := newDocument(set, r.ID, r.URL, g.Text, g.Text)
			x.clean = true
			docs = append(docs, x)
		}
	})
	return docs, err
}

func newDocument(set, id, url, text, gold string) *document {
	d := &document{set: set, id: id, site: siteOf(url), text: text, gold: token.FindAllString(gold, -1)}
	d.lines = article.Lines(text, url, "")
	d.rows = passage.Rows(d.lines, article.Particles())
	d.follow()
	return d
}

func siteOf(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	parts := strings.Split(strings.ToLower(host), ".")
	n := 2
	if len(parts) > 2 && len(parts[len(parts)-2]) <= 3 {
		n = 3
	}
	return strings.Join(parts[max(0, len(parts)-n):], ".")
}

func each[T any](path string, f func(T)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	var r io.Reader = file
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(file); err != nil {
			return err
		}
	}
	lines := bufio.NewReaderSize(r, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			var x T
			if err := json.Unmarshal(line, &x); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			f(x)
		}
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// write writes what the search keeps of every page.
func write(path string, docs []*document, c passage.Costs) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(f)
	for _, d := range docs {
		if d.clean {
			continue
		}
		var text []string
		for i, s := range passage.Search(d.scores, c) {
			if s == passage.Text {
				text = append(text, string(d.lines[i].Text))
			}
		}
		enc.Encode(map[string]any{"set": d.set, "id": d.id, "text": strings.Join(text, "\n"), "scores": d.scores})
	}
	return f.Close()
}

// cutShort reports whether a gold text is a part of the article only: the text found
// by the page's elements has nearly all of it and half as much again.
func cutShort(silver, text string) bool {
	got, gold := token.FindAllString(silver, -1), token.FindAllString(text, -1)
	_, r := shingles(got, gold)
	return len(got)*2 > len(gold)*3 && r > 0.85
}

// found is the text that the elements of a page give.
func found(html, url string) string {
	d := &corpus.Document{URL: url, Raw: corpus.Raw{Format: corpus.FormatHTML, Data: html}}
	if article.New(article.Options{}).Apply(d) != nil {
		return ""
	}
	return d.Text
}
