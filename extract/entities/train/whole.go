package main

import (
	"math/rand/v2"
	"slices"

	"dateline/corpus"
	"dateline/corpus/weights"
	"dateline/extract/entities/internal/tagger"
)

// wholeBits is the logarithm of the number of rows of the second stage.
const wholeBits = 16

// candidate is a name that the first stage found in an article it had not seen.
type candidate struct {
	feats   []uint32
	allowed uint32 // a bit a verdict that is right
}

// candidates appends the names that m finds in x, with what they are. A span that
// overlaps a marked name without being it says nothing, and neither does a span without
// a mark where the guidelines are not ours.
func candidates(x *example, m *tagger.Model, out []candidate) []candidate {
	right := map[corpus.Span]uint32{}
	taken := slices.Clone(x.open)
	for _, k := range x.marks {
		taken = append(taken, k.Span)
		for _, t := range k.types {
			right[k.Span] |= 1 << tagger.TypeIndex(t)
		}
	}
	ours := x.source == "teach" || x.named
	for k, n := range x.doc.Tag(m) {
		s := corpus.Span{Start: x.doc.Pieces[n.First].Start, End: x.doc.Pieces[n.End-1].End}
		allowed := right[s]
		if allowed == 0 {
			if !ours || overlaps(s, taken) {
				continue
			}
			allowed = 1 << tagger.NoName
		}
		out = append(out, candidate{x.doc.WholeFeatures(k, nil), allowed})
	}
	return out
}

func overlaps(s corpus.Span, others []corpus.Span) bool {
	for _, o := range others {
		if o.Start < s.End && s.Start < o.End {
			return true
		}
	}
	return false
}

// trainWhole trains the second stage, an averaged perceptron, on the names found. They
// are shuffled in place.
func trainWhole(names []candidate, epochs int, drop uint32, seed uint64) *weights.Model {
	const verdicts = tagger.Verdicts
	w, u := make([]int32, verdicts<<wholeBits), make([]int32, verdicts<<wholeBits)
	rng := rand.New(rand.NewPCG(seed, 7))
	t := int32(1)
	var kept []int
	for range epochs {
		rng.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		for i := range names {
			kept = kept[:0]
			var score [verdicts]int32
			for _, f := range names[i].feats {
				if rng.Uint32N(1000) < drop {
					continue
				}
				row := int(f&(1<<wholeBits-1)) * verdicts
				kept = append(kept, row)
				for c := range score {
					score[c] += w[row+c]
				}
			}
			t++
			right, wrong := -1, -1
			for c, v := range score {
				best := &wrong
				if names[i].allowed>>c&1 == 1 {
					best = &right
				}
				if *best < 0 || v > score[*best] {
					*best = c
				}
			}
			if wrong < 0 || score[right] > score[wrong] {
				continue
			}
			for _, row := range kept {
				w[row+right]++
				u[row+right] += t
				w[row+wrong]--
				u[row+wrong] -= t
			}
		}
	}
	mean := make([]float32, len(w))
	for i := range mean {
		mean[i] = float32(float64(w[i]) - float64(u[i])/float64(t))
	}
	m := weights.New(tagger.VerdictNames(), wholeBits)
	m.Quantize(mean)
	return m
}
