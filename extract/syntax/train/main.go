// Command train learns the weights of the tagger and of the dependency parser.
//
//	go run ./extract/syntax/train -teach DIR -out extract/syntax/weights FILE.conllu.gz...
//
// It goes in steps:
//
//  1. Five taggers, each without a fifth of the treebanks, tag that fifth: the parser learns
//     from tags as it will see them. Four more taggers learn from all.
//  2. Those four teach the tagger that is kept (Hinton and others 2015), on the treebanks and
//     on plain news: the texts in DIR, of which only the words are read. Four parsers learn
//     from the treebanks.
//  3. Those four teach the parser that is kept, likewise.
//
// The same files give the same bytes on every amd64 processor: chance comes from fixed
// seeds, sums have a fixed order whatever the number of threads, and GOAMD64 must be v1 (the
// default), since later levels round once where this rounds twice. With GOEXPERIMENT=simd
// the loops use vectors of eight, in the same order: four times as fast, the same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"runtime"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "extract/syntax/weights", "folder for tags.dln and trees.dln")
	teach := flag.String("teach", "", "folder of plain news")
	keep := flag.String("keep", "", "folder where the learnt weights are kept unrounded; what is there is not learnt again")
	dev := flag.String("dev", "", "files of the benchmarks to score on, with commas")
	first := flag.Int("first", 0, "use only the first sentences of each file, for a trial")
	passes := flag.Float64("passes", 1, "factor on the number of passes, for a trial")
	sizes := flag.String("sizes", "", "train parsers of these sizes and keep their weights, for a trial")
	threads := flag.Int("threads", runtime.GOMAXPROCS(0), "threads")
	flag.Parse()
	t := trainer{keep: *keep, threads: *threads, passes: *passes, start: time.Now()}
	for _, name := range flag.Args() {
		t.treebank = append(t.treebank, some(*first)(readTreebank(name))...)
	}
	if len(t.treebank) == 0 {
		log.Fatal("train: no sentences: name CoNLL-U files")
	}
	if *teach != "" {
		t.news = some(*first)(readTeach(*teach))
	}
	if *dev != "" {
		for _, name := range strings.Split(*dev, ",") {
			t.dev = append(t.dev, some(*first)(readDevelopment(name)))
		}
	}
	t.log("%d sentences of treebanks, %d of news", len(t.treebank), len(t.news))
	names := []string{""}
	if *sizes != "" {
		names = strings.Split(*sizes, ",")
	}
	tags, trees := t.train(names)
	t.polish(tags, trees)
	if err := t.save(*out, tags, trees); err != nil {
		log.Fatal(err)
	}
}

func some(n int) func([]*sentence, error) []*sentence {
	return func(all []*sentence, err error) []*sentence {
		if err != nil {
			log.Fatal(err)
		}
		if n > 0 && len(all) > n {
			return all[:n]
		}
		return all
	}
}

// trainer goes through the steps.
type trainer struct {
	treebank, news []*sentence
	dev            [][]*sentence
	keep           string
	threads        int
	passes         float64
	start          time.Time
}

func (t *trainer) log(format string, args ...any) {
	log.Printf("%4.0fs %s", time.Since(t.start).Seconds(), fmt.Sprintf(format, args...))
}

const (
	folds    = 5
	block    = 40 // neighbouring sentences are of one document and belong to one fold
	teachers = 4
	mix      = 0.5
)

// pace is the plan of a training that has one in so many of the threads.
func (t *trainer) pace(passes, batch, shards, share int, rate float64, seed uint64) pace {
	return pace{passes: max(1, int(float64(passes)*t.passes)), batch: batch, shards: shards, threads: max(1, t.threads/share), rate: rate, seed: seed}
}

// teacher and student are the shapes of the parsers; small and large are for trials.
var (
	teacher = parserPlan{radius: 1, first: 128, second: 128, hidden: 128, near: 10, drop: 0.2, dropZ: 0.3, extra: 0.3, words: parserWords}
	student = parserPlan{radius: 1, first: 128, second: 64, hidden: 96, near: 5, drop: 0.15, dropZ: 0.2, extra: 0.3, words: parserWords}
	others  = map[string]parserPlan{
		"":      student,
		"large": {radius: 1, first: 128, second: 96, hidden: 96, near: 10, drop: 0.15, dropZ: 0.2, extra: 0.3, words: parserWords},
		"tiny":  {radius: 1, first: 128, second: 64, hidden: 64, near: 5, drop: 0.15, dropZ: 0.2, extra: 0.3, words: parserWords},
	}
)

func (t *trainer) train(names []string) (*tagger, *parser) {
	tags := newTagger(t.treebank, 0, 50)
	trees := make([]*parser, len(names))
	kept := t.load("tags", tags.model)
	for i, name := range names {
		trees[i] = newParser(t.treebank, others[name], 60)
		kept = t.load("trees"+name, trees[i].model) && kept
	}
	if kept {
		// What rounding measures needs the tags the parser sees.
		for i, x := range tags.tag(sample(t.treebank), t.threads) {
			t.treebank[i].seen = x
		}
		return tags, trees[0]
	}
	tags.mix = mix
	tags.teachers = make([]*tagger, teachers)
	parallel(t.threads, folds+teachers, func(k int) {
		const passes, rate = 12, 0.003
		p := t.pace(passes, 16, 4, folds+teachers-1, rate, uint64(10+k))
		if k >= folds {
			// The teachers have a second layer, which the tagger that is kept has no time for.
			const second = 96
			u := newTagger(t.treebank, second, uint64(10+k))
			u.train(fmt.Sprint("tagger ", k), t.treebank, p, t.dev)
			tags.teachers[k-folds] = u
			return
		}
		var in, outside []*sentence
		for i, s := range t.treebank {
			if i/block%folds == k {
				outside = append(outside, s)
			} else {
				in = append(in, s)
			}
		}
		u := newTagger(in, 0, uint64(10+k))
		u.train("fold", in, p, nil)
		for i, x := range u.tag(outside, 1) {
			outside[i].seen = x
		}
	})
	right, total := 0, 0
	for _, s := range t.treebank {
		for i, x := range s.seen {
			total++
			if x == s.tags[i] {
				right++
			}
		}
	}
	t.log("tags of %d folds: %.4f right", folds, float64(right)/float64(total))
	all := append(append([]*sentence{}, t.treebank...), t.news...)
	masters := make([]*parser, teachers)
	parallel(t.threads, teachers+1, func(k int) {
		if k == 0 {
			const passes, rate = 10, 0.003
			tags.train("tagger", all, t.pace(passes, 16, 8, 4, rate, 50), t.dev)
			return
		}
		const passes, rate = 11, 0.002
		p := newParser(t.treebank, teacher, uint64(20+k))
		p.train(fmt.Sprint("parser ", k), t.treebank, t.pace(passes, 16, 8, teachers+1, rate, uint64(20+k)), nil)
		masters[k-1] = p
	})
	t.store("tags", tags.model)
	for i, x := range tags.tag(t.news, t.threads) {
		t.news[i].seen = x
	}
	for _, d := range t.dev {
		for i, x := range tags.tag(d, t.threads) {
			d[i].seen = x
		}
		for _, p := range masters {
			u, l := p.score(d)
			t.log("a teacher: UAS %.4f LAS %.4f", u, l)
		}
	}
	parallel(len(trees), len(trees), func(k int) {
		const passes, rate = 11, 0.002
		p := trees[k]
		p.teachers, p.mix = masters, mix
		p.train("trees"+names[k], all, t.pace(passes, 32, 16, len(trees), rate, 60), t.dev)
		t.store("trees"+names[k], p.model)
	})
	for i, x := range tags.tag(sample(t.treebank), t.threads) {
		t.treebank[i].seen = x
	}
	return tags, trees[0]
}
