package main

import (
	"math/rand/v2"
	"slices"

	"dateline/corpus/ud"
)

// mingle makes one more sentence of each of the treebanks': phrases and words in it
// make room for others of other sentences with the same relation, tag and side of their
// head (Dehouck and Gómez-Rodríguez 2020). A few are glued to the sentence that follows,
// or lose their last mark, as happens where nobody has cut the text by hand.
func mingle(all []*sentence) []*sentence {
	pool := map[slot][]donor{}
	spans := make([][][2]int, len(all))
	for i, s := range all {
		spans[i] = phrases(s)
		for w, p := range spans[i] {
			if p[1] > p[0] {
				k := slotOf(s, w, p)
				pool[k] = append(pool[k], donor{s, w, p})
			}
		}
	}
	rnd := rand.New(rand.NewPCG(20, 28))
	var out []*sentence
	for i, s := range all {
		const longest, glued, bare = 60, 0.05, 0.05
		if len(s.forms) < 3 || len(s.forms) > longest {
			continue
		}
		t := mingled(s, spans[i], pool, rnd)
		if chance := rnd.Float64(); chance < glued && i+1 < len(all) && len(t.forms)+len(all[i+1].forms) < longest {
			t = glue(t, all[i+1])
		} else if n := len(t.forms) - 1; chance < glued+bare && t.tags[n] == ud.Stop && leaf(t, n) {
			t = bared(t)
		}
		out = append(out, t)
	}
	return out
}

// slot says what may stand for what.
type slot struct {
	rel   ud.Rel
	tag   ud.XPOS
	right bool // of its head
	first bool // in its sentence
}

// donor is a phrase of a sentence: its first word and the one behind its last, and its head.
type donor struct {
	s    *sentence
	head int
	span [2]int
}

func slotOf(s *sentence, w int, span [2]int) slot {
	return slot{s.rels[w], s.tags[w], s.heads[w] < w, span[0] == 0}
}

// phrases gives the span of each word with all below it: empty where it has gaps, is long,
// a mark, or the whole sentence.
func phrases(s *sentence) [][2]int {
	n := len(s.forms)
	low, high, size := make([]int, n), make([]int, n), make([]int, n)
	for i := range n {
		low[i], high[i] = i, i
	}
	for i := range n {
		for j, steps := i, 0; j < n && steps <= n; j, steps = s.heads[j], steps+1 {
			low[j], high[j] = min(low[j], i), max(high[j], i)
			size[j]++
		}
	}
	out := make([][2]int, n)
	for i := range n {
		const longest = 8
		if span := high[i] - low[i] + 1; span == size[i] && span <= longest && s.heads[i] < n && s.rels[i] != ud.Punct {
			out[i] = [2]int{low[i], high[i] + 1}
		}
	}
	return out
}

// mingled is s with some of its phrases exchanged.
func mingled(s *sentence, spans [][2]int, pool map[slot][]donor, rnd *rand.Rand) *sentence {
	n := len(s.forms)
	by := make([]*donor, n) // by the first word of what goes
	gone := make([]bool, n)
	place := make([]int, n+1)
	for _, w := range rnd.Perm(n) {
		const share = 0.2
		p := spans[w]
		if p[0] == p[1] || rnd.Float64() >= share || slices.Contains(gone[p[0]:p[1]], true) {
			continue
		}
		fit := pool[slotOf(s, w, p)]
		d := fit[rnd.IntN(len(fit))]
		by[p[0]] = &d
		for i := p[0]; i < p[1]; i++ {
			gone[i] = true
		}
		place[w] = -1 // filled below
	}
	t := &sentence{}
	add := func(from *sentence, i int) {
		t.forms = append(t.forms, from.forms[i])
		t.looks = append(t.looks, from.looks[i])
		t.tags = append(t.tags, from.tags[i])
		t.rels = append(t.rels, from.rels[i])
		if from.seen != nil {
			t.seen = append(t.seen, from.seen[i])
		}
	}
	// Where each word that stays, or the head of what stands for one that goes, comes to stand.
	type moved struct{ at, from int }
	var heads []moved // of each new word: a word of s, or -1 and a new word
	for i := range n {
		if d := by[i]; d != nil {
			start := len(t.forms)
			for j := d.span[0]; j < d.span[1]; j++ {
				add(d.s, j)
				if j == d.head {
					heads = append(heads, moved{-2, i})
				} else {
					heads = append(heads, moved{-1, start + d.s.heads[j] - d.span[0]})
				}
			}
		}
		if !gone[i] {
			place[i] = len(t.forms)
			add(s, i)
			heads = append(heads, moved{0, s.heads[i]})
		}
	}
	place[n] = len(t.forms)
	t.heads = make([]int, len(heads))
	for k, h := range heads {
		switch h.at {
		case -1:
			t.heads[k] = h.from
		case -2:
			// The head of the phrase that went.
			for w, p := range spans {
				if place[w] == -1 && p[0] == h.from {
					t.heads[k] = place[s.heads[w]]
				}
			}
		default:
			t.heads[k] = place[h.from]
		}
	}
	return t
}

func leaf(s *sentence, w int) bool { return !slices.Contains(s.heads, w) }

// bared is s without its last word.
func bared(s *sentence) *sentence {
	n := len(s.forms) - 1
	t := &sentence{forms: s.forms[:n], looks: s.looks[:n], tags: s.tags[:n], rels: s.rels[:n], heads: slices.Clone(s.heads[:n])}
	if s.seen != nil {
		t.seen = s.seen[:n]
	}
	for i, h := range t.heads {
		if h == n+1 {
			t.heads[i] = n
		}
	}
	return t
}

// glue is two sentences as one: the second's root depends on the first's.
func glue(a, b *sentence) *sentence {
	n, m := len(a.forms), len(b.forms)
	root := slices.Index(a.heads, n)
	t := &sentence{forms: slices.Concat(a.forms, b.forms), looks: slices.Concat(a.looks, b.looks), tags: slices.Concat(a.tags, b.tags),
		seen: slices.Concat(a.seen, b.seen), rels: slices.Concat(a.rels, b.rels)}
	for _, h := range a.heads {
		if h == n {
			h = n + m
		}
		t.heads = append(t.heads, h)
	}
	for i, h := range b.heads {
		if h == m {
			t.heads = append(t.heads, root)
			t.rels[n+i] = ud.Parataxis
			continue
		}
		t.heads = append(t.heads, n+h)
	}
	return t
}
