package diff

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
)

// mostRivals is how many overlapping items are weighed against each other. More of them
// stand over one place only in texts that nobody wrote.
const mostRivals = 32

// Align pairs the items of two documents and returns for each old item the index of
// the new one, or -1. Items of one layer are paired, in this order,
//
//   - that stand at the same place of the text, found through m, and are equal in
//     all fields, else in kind, else at all;
//   - that stand nowhere and have the same name;
//   - that overlap, the most alike first; of two kinds only with one
//     beginning, or by half of their bytes;
//   - events of one sentence that have the same root and sides, whatever their triggers;
//   - that have the same surface and kind within stretches of the texts that differ.
//
// It takes n log n time.
func Align(old, new *corpus.Document, a, b []Item, m *TextMap) []int {
	x := &alignment{old: old, new: new, a: a, b: b, m: m, pair: make([]int, len(a)), back: make([]int, len(b)), at: make([]Place, len(a))}
	for i := range x.pair {
		x.pair[i] = -1
		x.at[i] = m.ToNew(a[i].Span)
	}
	for j := range x.back {
		x.back[j] = -1
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		layer := ""
		switch {
		case i == len(a):
			layer = b[j].Layer
		case j == len(b) || rank(a[i].Layer) <= rank(b[j].Layer):
			layer = a[i].Layer
		default:
			layer = b[j].Layer
		}
		i0, j0 := i, j
		for i < len(a) && a[i].Layer == layer {
			i++
		}
		for j < len(b) && b[j].Layer == layer {
			j++
		}
		if i > i0 && j > j0 {
			x.layer(i0, i, j0, j)
		}
	}
	return x.pair
}

func rank(layer string) int { return slices.Index(Layers, layer) }

type alignment struct {
	old, new   *corpus.Document
	a, b       []Item
	m          *TextMap
	pair, back []int
	at         []Place // of old items in the new text
}

func (x *alignment) layer(i0, i1, j0, j1 int) {
	if !x.a[i0].Placed() {
		name := func(it *Item, _ Place) (string, bool) { return it.Name, true }
		x.byKey(i0, i1, j0, j1, name, name)
		return
	}
	exact := func(key func(*Item) string) {
		type spot struct {
			corpus.Span
			key string
		}
		free := map[spot][]int{}
		any := false
		for j := j0; j < j1; j++ {
			if x.back[j] < 0 {
				k := spot{x.b[j].Span, key(&x.b[j])}
				free[k] = append(free[k], j)
				any = true
			}
		}
		if !any {
			return
		}
		for i := i0; i < i1; i++ {
			if x.pair[i] >= 0 || !x.at[i].Exact {
				continue
			}
			k := spot{x.at[i].Span, key(&x.a[i])}
			if list := free[k]; len(list) > 0 {
				x.join(i, list[0])
				free[k] = list[1:]
			}
		}
	}
	if crowded(x.a[i0:i1]) || crowded(x.b[j0:j1]) {
		exact(func(it *Item) string {
			var all strings.Builder
			for _, f := range it.Fields {
				all.WriteString(f.Name + "\x00" + f.Value + "\x00")
			}
			return all.String()
		})
		exact(func(it *Item) string { return it.Kind })
	}
	exact(func(*Item) string { return "" })
	x.overlapping(i0, i1, j0, j1)
	if x.a[i0].Layer == Events {
		x.byKey(i0, i1, j0, j1, func(it *Item, _ Place) (string, bool) {
			e := &x.old.Events[it.Index]
			return deed(x.old, e, x.m.ToNew(e.Sentence).Start)
		}, func(it *Item, _ Place) (string, bool) {
			e := &x.new.Events[it.Index]
			return deed(x.new, e, e.Sentence.Start)
		})
	}
	if !x.m.same {
		surface := func(it *Item, there Place) (string, bool) {
			return it.Kind + "\x00" + it.Name, there.Found && !there.Exact // elsewhere it has no counterpart
		}
		x.byKey(i0, i1, j0, j1, surface, surface)
	}
}

// crowded reports whether two items of a layer stand at one place.
func crowded(items []Item) bool {
	seen := make(map[corpus.Span]bool, len(items))
	for i := range items {
		if seen[items[i].Span] {
			return true
		}
		seen[items[i].Span] = true
	}
	return false
}

func (x *alignment) join(i, j int) { x.pair[i], x.back[j] = j, i }

// byKey pairs the items of one key in their order. The keys are told where in the other
// text the item stands.
func (x *alignment) byKey(i0, i1, j0, j1 int, keyA, keyB func(it *Item, there Place) (string, bool)) {
	free := map[string][]int{}
	for j := j0; j < j1; j++ {
		if x.back[j] < 0 {
			if k, ok := keyB(&x.b[j], x.m.ToOld(x.b[j].Span)); ok {
				free[k] = append(free[k], j)
			}
		}
	}
	if len(free) == 0 {
		return
	}
	for i := i0; i < i1; i++ {
		if x.pair[i] >= 0 {
			continue
		}
		if k, ok := keyA(&x.a[i], x.at[i]); ok && len(free[k]) > 0 {
			x.join(i, free[k][0])
			free[k] = free[k][1:]
		}
	}
}

// deed is what an event says apart from its trigger. Events without actors say too
// little to be known again.
func deed(d *corpus.Document, e *corpus.Event, sentence int) (string, bool) {
	named := false
	key := string(e.Type) + "\x00" + strconv.Itoa(sentence)
	for _, side := range [][]corpus.Participant{e.Sources, e.Targets} {
		key += "\x01"
		for _, p := range side {
			named = named || p.Actor != ""
			key += "\x00" + p.Actor
			if p.Actor == "" {
				key += "\x00" + d.Surface(p.Span)
			}
		}
	}
	return key, named
}

// overlapping pairs what is left by what it shares of the text.
func (x *alignment) overlapping(i0, i1, j0, j1 int) {
	var as, bs []int
	for i := i0; i < i1; i++ {
		if x.pair[i] < 0 && x.at[i].Found && x.at[i].Len() > 0 {
			as = append(as, i)
		}
	}
	for j := j0; j < j1; j++ {
		if x.back[j] < 0 {
			bs = append(bs, j)
		}
	}
	if len(as) == 0 || len(bs) == 0 {
		return
	}
	slices.SortStableFunc(as, func(i, k int) int { return cmp.Compare(x.at[i].Start, x.at[k].Start) })
	slices.SortStableFunc(bs, func(j, k int) int { return cmp.Compare(x.b[j].Span.Start, x.b[k].Span.Start) })
	type rival struct{ i, j, score int }
	var rivals []rival
	// Items that still reach over the place, in the order of their starts.
	var open []int
	next := 0
	for _, i := range as {
		s := x.at[i].Span
		for next < len(bs) && x.b[bs[next]].Span.Start < s.End {
			open = append(open, bs[next])
			next++
		}
		keep := open[:0]
		for _, j := range open {
			if x.b[j].Span.End > s.Start {
				keep = append(keep, j)
			}
		}
		open = keep
		if len(open) > 4*mostRivals {
			open = open[len(open)-4*mostRivals:]
		}
		for n, j := range open {
			if n == mostRivals {
				break
			}
			if score := x.likeness(i, j); score > 0 {
				rivals = append(rivals, rival{i, j, score})
			}
		}
	}
	slices.SortStableFunc(rivals, func(p, q rival) int {
		return cmp.Or(-cmp.Compare(p.score, q.score), cmp.Compare(p.i, q.i), cmp.Compare(p.j, q.j))
	})
	for _, r := range rivals {
		if x.pair[r.i] < 0 && x.back[r.j] < 0 {
			x.join(r.i, r.j)
		}
	}
}

// likeness is the share of the bytes of both that they have in common, in
// thousandths, with a bonus for the same kind and the same surface; 0 where they share none.
func (x *alignment) likeness(i, j int) int {
	s, t := x.at[i].Span, x.b[j].Span
	common := min(s.End, t.End) - max(s.Start, t.Start)
	if common <= 0 {
		return 0
	}
	if !x.at[i].Exact && x.a[i].Name != x.b[j].Name && x.a[i].Layer != Sentences && x.a[i].Layer != Quotes {
		// What is there has been rewritten: the place alone makes no pair of two names.
		if !strings.Contains(x.a[i].Name, x.b[j].Name) && !strings.Contains(x.b[j].Name, x.a[i].Name) {
			return 0
		}
	}
	all := max(s.End, t.End) - min(s.Start, t.Start)
	if x.a[i].Kind != x.b[j].Kind && s.Start != t.Start && 2*common < all {
		return 0 // of another kind, with another beginning, and mostly other words
	}
	score := common * 1000 / all
	if x.a[i].Kind == x.b[j].Kind {
		score += 500
	}
	if x.a[i].Name == x.b[j].Name {
		score += 500
	}
	return max(score, 1)
}
