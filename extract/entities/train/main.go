package main

import (
	"flag"
	"fmt"
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
	teach, ner, banks, eval, out  string
	bits, epochs, models, errors  int
	drop                          uint
	keep                          int
	hide, unlist                  float64
	all, noGaz, noMemory, noTeach bool
}

func main() {
	var o settings
	flag.StringVar(&o.teach, "teach", "", "teaching corpus files: patterns, separated by commas")
	flag.StringVar(&o.ner, "ner", "", "further corpora, separated by commas (JSON Lines, .gz allowed)")
	flag.StringVar(&o.banks, "treebanks", "", "treebanks in CoNLL-U, separated by commas")
	flag.StringVar(&o.eval, "eval", "", "corpora to score, separated by commas")
	flag.StringVar(&o.out, "out", "", "folder for index.dlw and names.dlw")
	flag.IntVar(&o.bits, "bits", 20, "logarithm of the number of feature rows")
	flag.IntVar(&o.epochs, "epochs", 30, "passes over the corpora")
	flag.IntVar(&o.models, "models", 1, "runs to average")
	flag.UintVar(&o.drop, "drop", 500, "share of features left out of an update, of 1000")
	flag.IntVar(&o.keep, "keep", 18, "logarithm of the number of rows that are kept, those of the largest weights")
	flag.Float64Var(&o.hide, "hide", 2, "how often words of few articles are hidden")
	flag.Float64Var(&o.unlist, "unlist", 0.2, "share of gazetteer phrases hidden")
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
			x := prepare(a, g)
			x.fold = int(hashOf(a.id) / 16 % 4)
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
	for _, p := range list(o.banks) {
		as, err := readTreebank(p)
		if err != nil {
			return err
		}
		add(as)
	}
	fmt.Printf("%d articles, %d marks of which %d lost, %d held out (%.0fs)\n", len(xs), marks, lost, len(held), time.Since(start).Seconds())
	articles := articlesOf(xs)
	for fold := range 4 {
		p := newPerceptron(o.bits, uint32(o.drop), uint64(fold))
		p.articles, p.hide, p.unlist = articles, o.hide, o.unlist
		var rest []*example
		for _, x := range xs {
			if x.fold != fold {
				rest = append(rest, x)
			}
		}
		for e := range max(o.epochs/4, 3) {
			if e%2 == 0 {
				p.epoch(withoutTreebanks(rest), []bool{false})
			} else {
				p.epoch(rest, []bool{false})
			}
		}
		p.settle()
		for _, x := range xs {
			if x.fold == fold {
				x.remember(p.tag(x))
			}
		}
	}
	modes := []bool{false, true}
	if o.noMemory {
		modes = modes[:1]
	}
	// The treebanks come in late and every second time: they say what is no name,
	// and would teach silence to weights that know no names yet.
	// Several runs in different orders are averaged: what only one order taught falls away.
	marked := withoutTreebanks(xs)
	var sum []float32
	for seed := range o.models {
		p := newPerceptron(o.bits, uint32(o.drop), uint64(99+seed))
		p.articles, p.hide, p.unlist = articles, o.hide, o.unlist
		for e := range o.epochs {
			if e%2 == 1 {
				p.epoch(xs, modes)
			} else {
				p.epoch(marked, modes)
			}
		}
		w := p.averaged()
		if sum == nil {
			sum = w
			continue
		}
		for i, v := range w {
			sum[i] += v
		}
	}
	for i := range sum {
		sum[i] /= float32(o.models)
	}
	index, rows := tagger.Compact(quantise(sum, o.bits), o.keep)
	fmt.Printf("trained (%.0fs)\n", time.Since(start).Seconds())
	if o.out != "" {
		for _, x := range []struct {
			name  string
			model *weights.Model
		}{{"index.dlw", index}, {"names.dlw", rows}} {
			path := filepath.Join(o.out, x.name)
			f, err := os.Create(path)
			if err != nil {
				return err
			}
			n, err := x.model.WriteTo(f)
			if err != nil {
				return err
			}
			if err := f.Close(); err != nil {
				return err
			}
			fmt.Printf("%s: %d bytes\n", path, n)
		}
	}
	t := tagger.NewModel(index, rows)
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

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, ",")
}

func withoutTreebanks(xs []*example) []*example {
	var out []*example
	for _, x := range xs {
		if !x.treebank {
			out = append(out, x)
		}
	}
	return out
}
