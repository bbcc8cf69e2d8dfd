package main

import (
	"log"
	"math/rand/v2"
	"slices"

	"dateline/corpus/ud"
	"dateline/extract/syntax"
	"dateline/extract/syntax/internal/tagging"
	"dateline/extract/syntax/internal/transition"
)

const (
	tagBits   = 17
	tagEpochs = 8
	folds     = 5
)

// learnTags trains the tagger on all sentences and saves it, and gives every
// sentence the tags of a tagger that has not seen it.
func learnTags(all []sentence, out string) {
	classes := tagClasses(all)
	words := make([][]tagging.Word, len(all))
	for i, s := range all {
		for _, f := range s.forms {
			words[i] = append(words[i], tagging.WordOf(f))
		}
	}
	right, total := 0, 0
	for fold := range folds {
		t := trainTags(all, words, classes, func(i int) bool { return i%folds != fold })
		w := t.average()
		for i := range all {
			if i%folds != fold {
				continue
			}
			s := &all[i]
			tags := tagWith(t, w, words[i], classes)
			pos := syntax.Universal(s.forms, tags)
			s.words = nil
			for j, f := range s.forms {
				s.words = append(s.words, transition.Word{Form: syntax.FormHash(f), Tag: tags[j], Pos: pos[j]})
				total++
				if tags[j] == s.tags[j] {
					right++
				}
			}
		}
	}
	log.Printf("tags: %.4f right in %d-fold cross-validation", float64(right)/float64(total), folds)
	t := trainTags(all, words, classes, func(int) bool { return true })
	names := make([]string, len(classes))
	for i, c := range classes {
		names[i] = c.String()
	}
	if err := save(out, "tags.dlw", names, tagBits, t); err != nil {
		log.Fatal(err)
	}
}

func tagClasses(all []sentence) []ud.XPOS {
	var seen [ud.NumXPOS]bool
	for _, s := range all {
		for _, x := range s.tags {
			seen[x] = true
		}
	}
	var out []ud.XPOS
	for x := 1; x < len(seen); x++ {
		if seen[x] {
			out = append(out, ud.XPOS(x))
		}
	}
	return out
}

func trainTags(all []sentence, words [][]tagging.Word, classes []ud.XPOS, use func(int) bool) *perceptron {
	p := newPerceptron(len(classes), tagBits)
	var order []int
	for i := range all {
		if use(i) {
			order = append(order, i)
		}
	}
	r := rand.New(rand.NewPCG(20, 27))
	features := make([]uint32, tagging.Features)
	scores := make([]float32, len(classes))
	var tags []ud.XPOS
	for range tagEpochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			tags = slices.Grow(tags[:0], len(words[i]))[:len(words[i])]
			for j := range words[i] {
				tagging.At(words[i], tags, j, features)
				p.step++
				p.score(features, scores)
				top := argmax(scores)
				if gold := slices.Index(classes, all[i].tags[j]); gold >= 0 && gold != top {
					p.update(features, gold, 1)
					p.update(features, top, -1)
				}
				tags[j] = classes[top]
			}
		}
	}
	return p
}

func tagWith(p *perceptron, w []float32, words []tagging.Word, classes []ud.XPOS) []ud.XPOS {
	tags := make([]ud.XPOS, len(words))
	features := make([]uint32, tagging.Features)
	scores := make([]float32, len(classes))
	for j := range words {
		tagging.At(words, tags, j, features)
		clear(scores)
		for _, f := range features {
			row := w[int(f&p.mask)*p.classes:]
			for c := range scores {
				scores[c] += row[c]
			}
		}
		tags[j] = classes[argmax(scores)]
	}
	return tags
}

func argmax(scores []float32) int {
	top := 0
	for c, v := range scores {
		if v > scores[top] {
			top = c
		}
	}
	return top
}
