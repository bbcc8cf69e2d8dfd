// Command train learns the weights of the tagger and of the dependency parser.
//
//	go run ./extract/syntax/train -teach DIR -out extract/syntax/weights FILE.conllu.gz...
//
// It goes in steps:
//
//  1. Five taggers, each without a fifth of the treebanks, tag that fifth: the parsers learn
//     from tags as they will see them. Four more taggers learn from all, then four parsers,
//     two of them from sentences made of the treebanks' too, and four graphs: networks that
//     read the whole sentence in both directions.
//  2. The graphs mark the treebanks, what was made of them, and plain news: the texts in
//     DIR, of which only the words are read. From the marks, from the treebanks and from
//     the taggers and parsers of the first step learn the tagger and the parser that are
//     kept (Hinton and others 2015).
//  3. Those two go over the treebanks alone again, and a last time with sentences that a
//     grammar of news builds.
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
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"dateline/extract/syntax/internal/wordform"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "extract/syntax/weights", "folder for tags.dln and trees.dln")
	teach := flag.String("teach", "", "folder of plain news")
	keep := flag.String("keep", "", "folder where the learnt weights are kept unrounded; what is there is not learnt again")
	dev := flag.String("dev", "", "files of the benchmarks to score on, with commas")
	first := flag.Int("first", 0, "use only the first sentences of each file, for a trial")
	passes := flag.Float64("passes", 1, "factor on the number of passes, for a trial")
	sizes := flag.String("sizes", "", "train parsers of these sizes, each into a folder of its name in the other, for a trial")
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
	if err := t.polish(tags, trees, names); err != nil {
		log.Fatal(err)
	}
	for i, x := range tags.tag(sample(t.treebank), t.threads) {
		t.treebank[i].seen = x // what rounding measures needs the tags the parser sees
	}
	for i, name := range names {
		if err := t.save(filepath.Join(*out, name), tags, trees[i]); err != nil {
			log.Fatal(err)
		}
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

// teacher and student are the shapes of the parsers; the others are for trials.
var (
	teacher = parserPlan{radius: 1, first: 128, second: 128, hidden: 128, near: 10, drop: 0.2, dropZ: 0.3, extra: 0.3, words: parserWords}
	student = parserPlan{radius: 1, first: 128, second: 96, hidden: 96, near: 10, drop: 0.15, dropZ: 0.2, extra: 0.3, words: parserWords}
	others  = map[string]parserPlan{
		"":      student,
		"small": {radius: 1, first: 128, second: 64, hidden: 96, near: 5, drop: 0.15, dropZ: 0.2, extra: 0.3, words: parserWords},
		"wide":  {radius: 1, first: 192, second: 128, hidden: 144, near: 10, drop: 0.2, dropZ: 0.25, extra: 0.3, words: parserWords},
	}
)

// graphPlans are the shapes of the graphs, which differ so that their mistakes do.
func graphPlans() []graphPlan {
	narrow := []planned{{wordform.Form, 64, 3, 2}, {wordform.Suffix3, 32, 3, 0.1}, {wordform.Suffix2, 16, 3, 0}, {wordform.Prefix3, 24, 3, 0.1}, {wordform.Shape, 24, 3, 0.1}}
	return []graphPlan{{graphWords, 128, 0.33}, {narrow, 128, 0.33}, {graphWords, 128, 0.4}, {narrow, 128, 0.27}}
}

// learn teaches a model, unless it is kept already, and keeps it.
func (t *trainer) learn(name string, m *model, train func()) {
	if !t.load(name, m) {
		train()
		t.store(name, m)
	}
}

// train goes through the steps up to the last; trees are of the shapes of those names.
func (t *trainer) train(names []string) (*tagger, []*parser) {
	tags := newTagger(t.treebank, 0, 50)
	tags.mix = mix
	trees := make([]*parser, len(names))
	for i, name := range names {
		trees[i] = newParser(t.treebank, others[name], 60)
	}
	// Where the kept weights go that far, only the last step is left.
	kept := t.load("tags", tags.model)
	for i, name := range names {
		kept = t.load("trees"+name, trees[i].model) && kept
	}
	if kept {
		return tags, trees
	}
	var graphs []*graph
	var made []*sentence
	masters := make([]*parser, teachers)
	parallel(2, 2, func(k int) {
		if k == 0 {
			graphs = t.trainGraphs()
			return
		}
		t.trainTaggers(tags)
		made = slices.Concat(coordinate(t.treebank), mingle(t.treebank))
		t.trainMasters(masters, made)
	})
	all := slices.Concat(t.treebank, made, t.news)
	for i, m := range markAll(graphs, all, t.threads) {
		all[i].taught = m
	}
	t.log("%d sentences, %d of them made, marked by graphs", len(all), len(made))
	t.learn("tags", tags.model, func() {
		const passes, rate = 9, 0.003
		tags.train("tagger", all, t.pace(passes, 16, 16, 1, rate, 50), t.dev)
	})
	for i, x := range tags.tag(t.news, t.threads) {
		t.news[i].seen = x
	}
	t.tagDev(tags)
	for _, d := range t.dev {
		for _, p := range masters {
			u, l := p.score(d)
			t.log("a teacher: UAS %.4f LAS %.4f", u, l)
		}
	}
	parallel(len(trees), len(trees), func(k int) {
		const passes, rate = 9, 0.002
		p := trees[k]
		p.teachers, p.mix = masters, mix
		t.learn("trees"+names[k], p.model, func() {
			p.train("trees"+names[k], all, t.pace(passes, 32, 16, len(trees), rate, 60), t.dev)
		})
	})
	return tags, trees
}

func (t *trainer) trainGraphs() []*graph {
	plans := graphPlans()
	all := slices.Concat(t.treebank, coordinate(t.treebank))
	out := make([]*graph, len(plans))
	parallel(t.threads, len(plans), func(k int) {
		const passes, rate = 12, 0.003
		p := newGraph(t.treebank, plans[k], uint64(40+k))
		name := fmt.Sprint("graph ", k)
		t.learn(name, p.model, func() {
			p.train(name, all, t.pace(passes, 16, 4, len(plans), rate, uint64(40+k)), t.dev)
		})
		out[k] = p
	})
	for _, d := range t.dev {
		x, u, l := vote(out, d, t.threads)
		t.log("graphs together: XPOS %.4f UAS %.4f LAS %.4f", x, u, l)
	}
	return out
}

// trainTaggers trains the taggers of the folds, which tag the treebanks, and the teachers.
func (t *trainer) trainTaggers(tags *tagger) {
	tags.teachers = make([]*tagger, teachers)
	parallel(t.threads, folds+teachers, func(k int) {
		const passes, rate = 12, 0.003
		p := t.pace(passes, 16, 4, folds+teachers-1, rate, uint64(10+k))
		if k >= folds {
			// The teachers have a second layer, which the tagger that is kept has no time for.
			const second = 96
			u := newTagger(t.treebank, second, uint64(10+k))
			name := fmt.Sprint("tagger ", k)
			t.learn(name, u.model, func() { u.train(name, t.treebank, p, t.dev) })
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
		name := fmt.Sprint("fold ", k)
		t.learn(name, u.model, func() { u.train(name, in, p, nil) })
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
}

// trainMasters trains the parsers that teach: half of them see the sentences that were made.
func (t *trainer) trainMasters(masters []*parser, made []*sentence) {
	parallel(t.threads, len(masters), func(k int) {
		const rate = 0.002
		passes, all := 11, t.treebank
		if k%2 == 1 {
			passes, all = 7, slices.Concat(t.treebank, made)
		}
		p := newParser(t.treebank, teacher, uint64(21+k))
		name := fmt.Sprint("parser ", k)
		t.learn(name, p.model, func() {
			p.train(name, all, t.pace(passes, 16, 8, len(masters)+1, rate, uint64(21+k)), nil)
		})
		masters[k] = p
	})
}

// tagDev shows the parsers the development files as they will be tagged.
func (t *trainer) tagDev(tags *tagger) {
	for _, d := range t.dev {
		for i, x := range tags.tag(d, t.threads) {
			d[i].seen = x
		}
	}
}
