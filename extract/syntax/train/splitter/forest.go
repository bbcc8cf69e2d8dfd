package main

import (
	"log"

	"dateline/corpus/weights"
	"dateline/corpus/weights/boost"
	"dateline/extract/syntax/internal/segment"
)

const folds = 5

// placeTrees are the options of the trees that look at doubtful places.
var placeTrees = boost.Options{Features: segment.PlaceNumbers, Trees: 250, Shrink: 0.1, Hold: 10, UsedRows: 60, UsedNumbers: 30, Unit: segment.TreeUnits}

// jackknife gives the rows of the places that a model is in doubt about which was trained
// without their documents.
func jackknife(treebanks, mine []paragraph, w segment.Weights, l *segment.Lexicon) []sample {
	var out []sample
	for fold := range folds {
		var rest, held []paragraph
		n := -1
		for _, p := range treebanks {
			if p.first {
				n++
			}
			if n%folds == fold {
				held = append(held, p)
			} else {
				rest = append(rest, p)
			}
		}
		x := segment.Weights{Words: w.Words, Sorts: learnSorts(rest)}
		x.Sentences, x.Gate = learnEnds(append(rest, mine...), x, l)
		var p *paragraph
		c := segment.NewPupil(l, x, &segment.Teacher{Second: func(end int, row *segment.Row) {
			out = append(out, sample{*row, p.ends[end]})
		}})
		for i := range held {
			p = &held[i]
			if p.first {
				c.Begin()
			}
			c.Cut(p.text)
		}
	}
	return out
}

// sample is a place with the truth about it.
type sample struct {
	row segment.Row
	yes bool
}

// grow learns trees that correct what the first model says of places.
func grow(samples []sample) *weights.Forest {
	rows := make([]boost.Row, len(samples))
	for i := range samples {
		x := &samples[i]
		rows[i] = boost.Row{Numbers: x.row[:], Yes: x.yes, Weight: 1, Start: float64(x.row[0]) / 100}
	}
	f, score := boost.Grow(rows, placeTrees)
	wrong, before := 0, 0
	for i := range rows {
		if (score[i] > 0) != rows[i].Yes {
			wrong++
		}
		if (rows[i].Start > 0) != rows[i].Yes {
			before++
		}
	}
	log.Printf("places: %d rows, %d wrong before, %d while training", len(rows), before, wrong)
	return f
}
