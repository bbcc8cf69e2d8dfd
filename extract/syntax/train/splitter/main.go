// Command splitter learns the weights that cut text into words and sentences from
// CoNLL-U files, whose raw text it rebuilds (SpaceAfter, newdoc, newpar), and from
// paragraphs of our own.
//
//	go run ./extract/syntax/train/splitter -out extract/syntax/weights FILE.conllu.gz...
//
// The model of words is learnt first; that of sentences sees the words it gives. Both are
// logistic regressions with a step of its own for each weight (AdaGrad; Duchi, Hazan and
// Singer 2011). Trees (forest.go) then learn from what models say that were trained without
// the documents in question. The same files give the same bytes: the order is drawn from a
// fixed seed, and nothing runs in parallel.
package main

import (
	"flag"
	"io"
	"log"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"

	"dateline/corpus/ud"
	"dateline/corpus/weights"
	"dateline/extract/syntax/internal/segment"
)

func main() {
	log.SetFlags(0)
	out := flag.String("out", "extract/syntax/weights", "folder for the weights")
	tables := flag.String("tables", "extract/syntax", "folder above data with the tables of abbreviations")
	own := flag.String("own", "extract/syntax/train/splitter/paragraphs.txt", "paragraphs of our own, one sentence a line")
	measure := flag.String("measure", "", "folder with the benchmark's documents (entities): print figures")
	faults := flag.String("errors", "", "with -measure: print the errors of words or of sentences")
	flag.Parse()
	lexicon, err := segment.ReadLexicon(os.DirFS(*tables))
	if err != nil {
		log.Fatal(err)
	}
	var all []paragraph
	for _, name := range flag.Args() {
		list, err := treebank(name)
		if err != nil {
			log.Fatal(err)
		}
		all = append(all, list...)
	}
	if len(all) == 0 {
		log.Fatal("splitter: no paragraphs: name CoNLL-U files")
	}
	mine, err := paragraphs(*own)
	if err != nil {
		log.Fatal(err)
	}
	treebanks := all
	w := segment.Weights{Sorts: learnSorts(all)}
	all = append(all[:len(all):len(all)], mine...)
	w.Words = learn("words", wordBits, wordDecay, joints(all, lexicon, w.Sorts))
	w.Second = grow(jackknife(treebanks, mine, w, lexicon))
	w.Sentences, w.Gate = learnEnds(all, w, lexicon)
	for _, m := range []*weights.Model{w.Words, w.Gate, w.Sentences, w.Sorts} {
		if err := save(*out, m.Classes[0]+".dlw", m); err != nil {
			log.Fatal(err)
		}
	}
	if err := save(*out, "places.dlw", w.Second); err != nil {
		log.Fatal(err)
	}
	if *measure != "" {
		m, err := segment.NewModel(w, lexicon)
		if err != nil {
			log.Fatal(err)
		}
		if err := figures(*measure, *faults, m); err != nil {
			log.Fatal(err)
		}
	}
}

const (
	wordBits      = 16
	gateBits      = 18
	sentenceBits  = 22
	epochs        = 6
	seeds         = 3
	rate          = 0.2
	wordDecay     = 0.1 // of the weights an example touches, in each step, before rate and scale
	sentenceDecay = 0.1
	gateDecay     = 0   // so that it is sure of what training has not seen, too
	drop          = 0.5 // share of the features left out of each step, at random
)

// learnEnds learns the model of sentences and the gate.
func learnEnds(all []paragraph, w segment.Weights, l *segment.Lexicon) (sentences, gate *weights.Model) {
	ends := places(all, w, l)
	sentences = learn("sentences", sentenceBits, sentenceDecay, ends)
	for i := range ends {
		ends[i].features = ends[i].features[:segment.GateFeatures]
	}
	return sentences, learn("gate", gateBits, gateDecay, ends)
}

// example is one decision with what is known of it.
type example struct {
	features []uint32
	yes      bool
	weight   float64
}

// joints are the decisions about places within chunks.
func joints(all []paragraph, l *segment.Lexicon, sorts *weights.Model) []example {
	var out []example
	var p *paragraph
	c := segment.NewPupil(l, segment.Weights{Sorts: sorts}, &segment.Teacher{
		Joint: func(place int, features []uint32) bool {
			goesOn := !p.cuts[place]
			if p.known != nil {
				known := false
				if goesOn, known = p.known[place]; !known {
					return false
				}
			}
			out = append(out, example{append([]uint32(nil), features...), goesOn, p.weight})
			return goesOn
		},
		Place: func(int, int, []uint32) bool { return false },
	})
	for i := range all {
		p = &all[i]
		if p.first {
			c.Begin()
		}
		c.Cut(p.text)
	}
	return out
}

// places are the decisions about ends of sentences.
func places(all []paragraph, w segment.Weights, l *segment.Lexicon) []example {
	var out []example
	var p *paragraph
	ends := 0
	teacher := &segment.Teacher{
		Joint: func(_ int, features []uint32) bool { return score(w.Words, features) > 0 },
		Place: func(end, _ int, features []uint32) bool {
			yes := p.ends[end]
			if yes {
				ends++
			}
			out = append(out, example{append([]uint32(nil), features...), yes, p.weight})
			return yes
		},
	}
	c := segment.NewPupil(l, segment.Weights{Sorts: w.Sorts}, teacher)
	total := 0
	for i := range all {
		p = &all[i]
		if p.first {
			c.Begin()
		}
		c.Cut(p.text)
		total += len(p.ends)
	}
	log.Printf("%d of %d ends within paragraphs are asked for, at %d places", ends, total, len(out))
	return out
}

func score(m *weights.Model, features []uint32) int32 {
	var s int32
	for _, f := range features {
		s += int32(m.Row(f)[0])
	}
	return s
}

// learn fits a model of one class to the examples: the mean of several that saw them in
// other orders, with other features left out.
func learn(name string, bits int, decay float32, examples []example) *weights.Model {
	m := weights.New([]string{name}, bits)
	sum := make([]float32, m.Rows)
	for seed := range seeds {
		for i, w := range fit(rand.New(rand.NewPCG(20, 26+uint64(seed))), m.Rows, decay, examples) {
			sum[i] += w.weight / float32(seeds)
		}
	}
	m.Quantize(sum)
	wrong := 0
	for i := range examples {
		if (score(m, examples[i].features) > 0) != examples[i].yes {
			wrong++
		}
	}
	log.Printf("%s: %d examples, %d wrong while training", name, len(examples), wrong)
	return m
}

// cell is a weight, with the sum of the squares of its slopes.
type cell struct{ weight, seen float32 }

// fit is the weights of a model.
func fit(r *rand.Rand, rows uint32, decay float32, examples []example) []cell {
	w := make([]cell, rows)
	mask := rows - 1
	var kept []uint32
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for range epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			e := &examples[i]
			sum := float32(0)
			kept = kept[:0]
			for _, f := range e.features {
				if r.Float32() < drop {
					continue
				}
				kept = append(kept, f&mask)
				sum += w[f&mask].weight
			}
			target := 0.0
			if e.yes {
				target = 1
			}
			g := float32((1/(1+math.Exp(-float64(sum)/(1-drop))) - target) * e.weight)
			for _, j := range kept {
				c := &w[j]
				d := g + decay*c.weight
				c.seen += d * d
				c.weight -= rate * d / float32(math.Sqrt(float64(c.seen)+1e-8))
			}
		}
	}
	return w
}

// save writes a model.
func save(dir, name string, m io.WriterTo) error {
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	n, err := m.WriteTo(f)
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		return err
	}
	log.Printf("%s: %d bytes", f.Name(), n)
	return nil
}

// learnSorts counts the words of treebanks with their parts of speech.
func learnSorts(all []paragraph) *weights.Model {
	var words []string
	var tags []ud.XPOS
	for _, p := range all {
		words, tags = append(words, p.words...), append(tags, p.tags...)
	}
	return segment.LearnSorts(words, tags)
}
