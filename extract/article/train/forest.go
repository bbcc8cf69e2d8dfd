package main

import (
	"dateline/corpus/weights"
	"dateline/corpus/weights/boost"
	"dateline/extract/article/internal/passage"
)

const (
	// leastSize is the length in words from which a longer article weighs no more in all.
	leastSize = 150
	mostLine  = 30 // weight of a line at most
)

// lineTrees are the options of the line model.
var lineTrees = boost.Options{Features: passage.Features, Trees: 250, Shrink: 0.1, Hold: 30, UsedRows: 50, UsedNumbers: 50, Unit: passage.Unit}

// learnLines trains on texts: on their lines that have words.
func learnLines(texts []*text) *weights.Forest { return grow(texts, lineTrees) }

func grow(texts []*text, o boost.Options) *weights.Forest {
	var rows []boost.Row
	for _, t := range texts {
		size := float64(max(len(t.marked), leastSize))
		for i := range t.rows {
			if len(t.words[i]) > 0 {
				w := (float64(len(t.words[i])) + 2) / size * 100 * t.weight
				rows = append(rows, boost.Row{Numbers: t.rows[i][:], Yes: t.labels[i], Weight: min(w, mostLine)})
			}
		}
	}
	f, _ := boost.Grow(rows, o)
	return f
}
