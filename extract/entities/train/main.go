package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/corpus/weights"
	"dateline/extract/entities/gazetteer"
	"dateline/extract/entities/internal/tagger"
)

// settings are the flags.
type settings struct {
	teach, ner, banks, marks, eval, from, out string

	bits, epochs, keep, whole, errors int
	drop                              uint
	seed                              uint64
	hide, unlist, headlines           float64
	all, noGaz, noMemory, noTeach     bool
}

func main() {
	var o settings
	flag.StringVar(&o.teach, "teach", "", "teaching corpus files: patterns, separated by commas")
	flag.StringVar(&o.ner, "ner", "", "further corpora, separated by commas (JSON Lines, .gz allowed)")
	flag.StringVar(&o.banks, "treebanks", "", "treebanks in CoNLL-U, separated by commas")
	flag.StringVar(&o.marks, "marks", "", "names of the treebanks, marked apart from their texts: files, separated by commas")
	flag.StringVar(&o.eval, "eval", "", "corpora to score, separated by commas")
	flag.StringVar(&o.from, "from", "", "folder of weights to score, in place of training")
	flag.StringVar(&o.out, "out", "", "folder for the weights: index.dlw, names.dlw, whole.dlw")
	flag.IntVar(&o.bits, "bits", 20, "logarithm of the number of feature rows")
	flag.IntVar(&o.epochs, "epochs", 30, "passes over the corpora")
	flag.IntVar(&o.keep, "keep", 17, "logarithm of the number of rows that are kept, those of the largest weights")
	flag.IntVar(&o.whole, "whole", 10, "passes of the second stage over the names; 0 for no second stage")
	flag.UintVar(&o.drop, "drop", 300, "share of features left out of an update, of 1000")
	flag.Uint64Var(&o.seed, "seed", 0, "another order of the articles, to see how much of a figure is chance")
	flag.Float64Var(&o.hide, "hide", 2, "how often words of few articles are hidden")
	flag.Float64Var(&o.unlist, "unlist", 0.2, "share of gazetteer phrases hidden")
	flag.Float64Var(&o.headlines, "headlines", 0.3, "share of the teaching corpus's headlines that are written with capitals")
	flag.BoolVar(&o.all, "all", false, "train on the held-out tenth of the teaching corpus too")
	flag.BoolVar(&o.noGaz, "without-gazetteers", false, "for ablation")
	flag.BoolVar(&o.noMemory, "without-memory", false, "for ablation")
	flag.BoolVar(&o.noTeach, "without-teach", false, "for ablation: score the teaching corpus, train on the rest")
	flag.IntVar(&o.errors, "errors", 0, "print so many errors of each scored corpus")
	flag.Parse()
	if err := run(o); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(o settings) error {
	start := time.Now()
	g := gazetteer.Default()
	if o.noGaz {
		g = nil
	}
	var xs, held []*example
	lost, marks := 0, 0
	add := func(as []article) {
		for _, a := range as {
			if a.source == "teach" && (o.noTeach || !o.all && a.held) {
				held = append(held, prepare(a, g))
				continue
			}
			if a.source == "teach" && float64(hashOf("case "+a.id)%1000) < 1000*o.headlines {
				a.text = capitalised(a.text)
			}
			x := prepare(a, g)
			x.fold = int(hashOf(a.id) / 16 % folds)
			lost, marks = lost+x.lost, marks+len(x.marks)
			xs = append(xs, x)
		}
	}
	as, err := readTeach(list(o.teach)...)
	if err != nil {
		return err
	}
	add(as)
	for _, p := range list(o.ner) {
		as, err := readNER(p)
		if err != nil {
			return err
		}
		add(as)
	}
	named := map[string][]standoff{}
	for _, p := range list(o.marks) {
		some, err := readStandoff(p)
		if err != nil {
			return err
		}
		maps.Copy(named, some)
	}
	for _, p := range list(o.banks) {
		as, err := readTreebank(p)
		if err != nil {
			return err
		}
		for i := range as {
			if err := as[i].name(named[as[i].id]); err != nil {
				return fmt.Errorf("%s: %w", o.marks, err)
			}
		}
		add(as)
	}
	fmt.Printf("%d articles, %d marks of which %d lost, %d held out (%.0fs)\n", len(xs), marks, lost, len(held), time.Since(start).Seconds())
	var m model
	if o.from != "" {
		m, err = readModel(o.from)
	} else {
		m = o.train(xs)
		fmt.Printf("trained (%.0fs)\n", time.Since(start).Seconds())
		if o.out != "" {
			err = m.write(o.out)
		}
	}
	if err != nil {
		return err
	}
	t := tagger.NewModel(m.index, m.rows, m.whole)
	score("held-out tenth", held, t, o.errors)
	for _, path := range list(o.eval) {
		as, err := readNER(path)
		if err != nil {
			return err
		}
		var ys []*example
		for _, a := range as {
			ys = append(ys, prepare(a, g))
		}
		score(filepath.Base(path), ys, t, o.errors)
	}
	return nil
}

// folds is the number of parts of the corpora for jackknifing.
const folds = 4

// train makes the weights of both stages.
func (o *settings) train(xs []*example) (m model) {
	articles := articlesOf(xs)
	first, modes := []bool{false}, []bool{false, true}
	if o.noMemory {
		modes = first
	}
	// learn trains a perceptron on the examples outside a fold. The treebanks come in late
	// and every second time: they say what is no name, and would teach silence to weights
	// that know no names yet.
	learn := func(fold, epochs int, modes []bool, seed uint64) *perceptron {
		var rest []*example
		for _, x := range xs {
			if x.fold != fold {
				rest = append(rest, x)
			}
		}
		marked := withoutTreebanks(rest)
		p := newPerceptron(o.bits, uint32(o.drop), 1000*o.seed+seed)
		p.articles, p.hide, p.unlist = articles, o.hide, o.unlist
		for e := range epochs {
			if e%2 == 1 {
				p.epoch(rest, modes)
			} else {
				p.epoch(marked, modes)
			}
		}
		return p
	}
	compact := func(p *perceptron) (index, rows *weights.Model) {
		return tagger.Compact(quantise(p.averaged(), o.bits), o.keep)
	}
	for fold := range folds {
		p := learn(fold, max(o.epochs/4, 3), first, uint64(fold))
		p.settle()
		for _, x := range xs {
			if x.fold == fold {
				x.remember(p.tag(x))
			}
		}
	}
	m.index, m.rows = compact(learn(-1, o.epochs, modes, 99))
	if o.whole == 0 {
		return m
	}
	var names []candidate
	for fold := range folds {
		index, rows := compact(learn(fold, max(o.epochs/4, 3), modes, 500+uint64(fold)))
		t := tagger.NewModel(index, rows, nil)
		for _, x := range xs {
			if x.fold == fold && (!x.treebank || x.named) {
				names = candidates(x, t, names)
			}
		}
	}
	m.whole = trainWhole(names, o.whole, uint32(o.drop), 1000*o.seed+900)
	return m
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

// withoutTreebanks leaves out the treebanks whose names are not marked.
func withoutTreebanks(xs []*example) []*example {
	var out []*example
	for _, x := range xs {
		if !x.treebank || x.named {
			out = append(out, x)
		}
	}
	return out
}

// model is the weights of the first stage and of the second, which may be nil.
type model struct{ index, rows, whole *weights.Model }

// file is one of the files of a model.
type file struct {
	name    string
	weights **weights.Model
}

func (m *model) files() []file {
	return []file{{"index.dlw", &m.index}, {"names.dlw", &m.rows}, {"whole.dlw", &m.whole}}
}

func readModel(dir string) (m model, err error) {
	for _, f := range m.files() {
		path := filepath.Join(dir, f.name)
		data, err := os.ReadFile(path)
		if err != nil {
			return m, err
		}
		if *f.weights, err = weights.Read(data); err != nil {
			return m, fmt.Errorf("%s: %w", path, err)
		}
	}
	return m, nil
}

func (m *model) write(dir string) error {
	for _, f := range m.files() {
		if *f.weights == nil {
			continue
		}
		if err := writeFile(filepath.Join(dir, f.name), *f.weights); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(path string, w io.WriterTo) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	n, err := w.WriteTo(f)
	if err != nil {
		f.Close()
		return err
	}
	fmt.Printf("%s: %d bytes\n", path, n)
	return f.Close()
}
