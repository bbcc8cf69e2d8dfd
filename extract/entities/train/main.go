package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/extract/entities/gazetteer"
	"dateline/extract/entities/internal/tagger"
)

func main() {
	teach := flag.String("teach", "", "glob of teaching corpus files")
	ner := flag.String("ner", "", "further corpora, separated by commas (JSON Lines, .gz allowed)")
	banks := flag.String("treebanks", "", "treebanks in CoNLL-U, separated by commas")
	eval := flag.String("eval", "", "corpora to score, separated by commas")
	out := flag.String("out", "", "weights file to write")
	bits := flag.Int("bits", 18, "logarithm of the number of feature rows")
	epochs := flag.Int("epochs", 20, "passes over the corpora")
	models := flag.Int("models", 1, "runs to average")
	drop := flag.Int("drop", 400, "share of features left out of an update, of 1000")
	small := flag.Float64("small", 0.5, "rows whose weights all lie below this are dropped")
	noGaz := flag.Bool("without-gazetteers", false, "for ablation")
	noMemory := flag.Bool("without-memory", false, "for ablation")
	noTeach := flag.Bool("without-teach", false, "for ablation: score the teaching corpus, train on the rest")
	errors := flag.Int("errors", 0, "print so many errors of each scored corpus")
	flag.Parse()
	if err := run(*teach, *ner, *banks, *eval, *out, *bits, *epochs, *models, uint32(*drop), float32(*small), *noGaz, *noMemory, *noTeach, *errors); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(teach, ner, banks, eval, out string, bits, epochs, models int, drop uint32, small float32, noGaz, noMemory, noTeach bool, errors int) error {
	start := time.Now()
	g := gazetteer.Default()
	if noGaz {
		g = nil
	}
	var xs, held []*example
	lost, marks := 0, 0
	add := func(as []article) {
		for _, a := range as {
			if a.source == "teach" && (noTeach || hashOf(a.id)%10 == 0) {
				held = append(held, prepare(a, g))
				continue
			}
			x := prepare(a, g)
			x.fold = int(hashOf(a.id) / 16 % 4)
			lost, marks = lost+x.lost, marks+len(x.marks)
			xs = append(xs, x)
		}
	}
	paths, err := filepath.Glob(teach)
	if err != nil {
		return err
	}
	for _, p := range paths {
		as, err := readTeach(p)
		if err != nil {
			return err
		}
		add(as)
	}
	for _, p := range list(ner) {
		as, err := readNER(p)
		if err != nil {
			return err
		}
		add(as)
	}
	for _, p := range list(banks) {
		as, err := readTreebank(p)
		if err != nil {
			return err
		}
		add(as)
	}
	fmt.Printf("%d articles, %d marks of which %d lost, %d held out (%.0fs)\n", len(xs), marks, lost, len(held), time.Since(start).Seconds())
	for fold := range 4 {
		p := newPerceptron(bits, drop, uint64(fold))
		var rest []*example
		for _, x := range xs {
			if x.fold != fold {
				rest = append(rest, x)
			}
		}
		for e := range max(epochs/2, 3) {
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
	if noMemory {
		modes = modes[:1]
	}
	// The treebanks come in late and every second time: they say what is no name,
	// and would teach silence to weights that know no names yet.
	// Several runs in different orders are averaged: what only one order taught falls away.
	marked := withoutTreebanks(xs)
	var sum []float32
	for seed := range models {
		p := newPerceptron(bits, drop, uint64(99+seed))
		for e := range epochs {
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
		sum[i] /= float32(models)
	}
	m := quantise(sum, bits, small)
	fmt.Printf("trained (%.0fs)\n", time.Since(start).Seconds())
	if out != "" {
		f, err := os.Create(out)
		if err != nil {
			return err
		}
		n, err := m.WriteTo(f)
		if err != nil {
			return err
		}
		if err := f.Close(); err != nil {
			return err
		}
		fmt.Printf("%s: %d bytes\n", out, n)
	}
	t := tagger.NewModel(m)
	score("held-out tenth", held, t, errors)
	for _, path := range list(eval) {
		as, err := readNER(path)
		if err != nil {
			return err
		}
		var ys []*example
		for _, a := range as {
			ys = append(ys, prepare(a, g))
		}
		score(filepath.Base(path), ys, t, errors)
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
