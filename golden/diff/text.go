package diff

import (
	"cmp"
	"hash/maphash"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// TextMap says where each byte of an old text stands in a new one. Texts are
// aligned by lines first and, where lines have changed, by words: common starts
// and ends, then the words that are unique on both sides, in the longest order
// that they have in common, and so on between these (patience diff, Cohen 2003).
// Lines that have changed places are found as well.
type TextMap struct {
	same       bool
	old, new   string
	forward    []segment // by place in the old text
	backward   []segment // the same by place in the new text, a and b exchanged
	Paragraphs []Paragraph
}

// Paragraph is one line of a text that the other text does not have. One of the spans is
// empty (Start -1) where it has no counterpart.
type Paragraph struct{ Old, New corpus.Span }

// segment is a stretch of n bytes that is equal in both texts.
type segment struct{ a, b, n int }

// MapText aligns two texts, in n log n time.
func MapText(old, new string) *TextMap {
	m := &TextMap{old: old, new: new}
	if old == new {
		m.same = true
		return m
	}
	seed := maphash.MakeSeed()
	a, b := lines(old, seed), lines(new, seed)
	pairs := match(hashes(a), hashes(b))
	usedA, usedB := make([]bool, len(a)), make([]bool, len(b))
	var segs []segment
	for _, p := range pairs {
		usedA[p.a], usedB[p.b] = true, true
		segs = append(segs, segment{a[p.a].Start, b[p.b].Start, a[p.a].Len()})
	}
	// Lines that have moved past others.
	free := map[uint64][]int{}
	for j := range b {
		if !usedB[j] {
			free[b[j].hash] = append(free[b[j].hash], j)
		}
	}
	for i := range a {
		if list := free[a[i].hash]; !usedA[i] && len(list) > 0 {
			j := list[0]
			free[a[i].hash] = list[1:]
			usedA[i], usedB[j] = true, true
			segs = append(segs, segment{a[i].Start, b[j].Start, a[i].Len()})
		}
	}
	// Between two common lines, what is left on both sides may be one text edited.
	i, j := 0, 0
	for k := 0; k <= len(pairs); k++ {
		endA, endB := len(a), len(b)
		if k < len(pairs) {
			endA, endB = pairs[k].a, pairs[k].b
		}
		segs = append(segs, m.edited(left(a[i:endA], usedA[i:endA]), left(b[j:endB], usedB[j:endB]), seed)...)
		i, j = endA+1, endB+1
	}
	m.join(segs)
	slices.SortFunc(m.Paragraphs, func(x, y Paragraph) int {
		return cmp.Or(cmp.Compare(x.Old.Start, y.Old.Start), cmp.Compare(x.New.Start, y.New.Start))
	})
	return m
}

// unit is a line or word of a text.
type unit struct {
	corpus.Span
	hash uint64
}

func hashes(us []unit) []uint64 {
	out := make([]uint64, len(us))
	for i, u := range us {
		out[i] = u.hash
	}
	return out
}

func left(us []unit, used []bool) []unit {
	var out []unit
	for i, u := range us {
		if !used[i] {
			out = append(out, u)
		}
	}
	return out
}

// lines are the lines of a text that are not blank, without the space around them.
func lines(text string, seed maphash.Seed) []unit {
	var out []unit
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n
		}
		line := strings.TrimRightFunc(text[at:end], unicode.IsSpace)
		trimmed := strings.TrimLeftFunc(line, unicode.IsSpace)
		if trimmed != "" {
			start := at + len(line) - len(trimmed)
			out = append(out, unit{corpus.Span{Start: start, End: start + len(trimmed)}, maphash.String(seed, trimmed)})
		}
		at = end + 1
	}
	return out
}

// words are runs of letters and digits, and single other marks.
func words(text string, in corpus.Span, seed maphash.Seed, out []unit) []unit {
	for at := in.Start; at < in.End; {
		r, n := utf8.DecodeRuneInString(text[at:in.End])
		if unicode.IsSpace(r) {
			at += n
			continue
		}
		end := at + n
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			for end < in.End {
				r, n := utf8.DecodeRuneInString(text[end:in.End])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
					break
				}
				end += n
			}
		}
		out = append(out, unit{corpus.Span{Start: at, End: end}, maphash.String(seed, text[at:end])})
		at = end
	}
	return out
}

// edited pairs the lines of a gap by the words they share, and returns where these
// stand. What finds no partner is a paragraph added or removed.
func (m *TextMap) edited(a, b []unit, seed maphash.Seed) []segment {
	var segs []segment
	partner := make([]int, len(b)) // of a line of b, counted from 1
	partnered := make([]bool, len(a))
	if len(a) > 0 && len(b) > 0 {
		var wa, wb []unit
		var ofA, ofB []int // line of a word
		for i, u := range a {
			wa = words(m.old, u.Span, seed, wa)
			for len(ofA) < len(wa) {
				ofA = append(ofA, i)
			}
		}
		for j, u := range b {
			wb = words(m.new, u.Span, seed, wb)
			for len(ofB) < len(wb) {
				ofB = append(ofB, j)
			}
		}
		common := match(hashes(wa), hashes(wb))
		type pair struct{ a, b int }
		shared := map[pair]int{}
		for _, p := range common {
			shared[pair{ofA[p.a], ofB[p.b]}] += wa[p.a].Len()
		}
		order := make([]pair, 0, len(shared))
		for p := range shared {
			order = append(order, p)
		}
		slices.SortFunc(order, func(x, y pair) int {
			return cmp.Or(-cmp.Compare(shared[x], shared[y]), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
		})
		for _, p := range order {
			// A third of the longer line, so that stray common words make no pair.
			if !partnered[p.a] && partner[p.b] == 0 && 3*shared[p] >= max(a[p.a].Len(), b[p.b].Len()) {
				partnered[p.a], partner[p.b] = true, p.a+1
				m.Paragraphs = append(m.Paragraphs, Paragraph{a[p.a].Span, b[p.b].Span})
			}
		}
		for _, p := range common {
			if partner[ofB[p.b]] == ofA[p.a]+1 {
				segs = append(segs, segment{wa[p.a].Start, wb[p.b].Start, wa[p.a].Len()})
			}
		}
	}
	nowhere := corpus.Span{Start: -1, End: -1}
	for i, u := range a {
		if !partnered[i] {
			m.Paragraphs = append(m.Paragraphs, Paragraph{u.Span, nowhere})
		}
	}
	for j, u := range b {
		if partner[j] == 0 {
			m.Paragraphs = append(m.Paragraphs, Paragraph{nowhere, u.Span})
		}
	}
	return segs
}

// join puts the segments into order and makes one of those that touch, or have the
// same bytes between them.
func (m *TextMap) join(segs []segment) {
	slices.SortFunc(segs, func(x, y segment) int { return cmp.Compare(x.a, y.a) })
	for _, s := range segs {
		if n := len(m.forward); n > 0 {
			p := &m.forward[n-1]
			gap := s.a - p.a - p.n
			if gap == s.b-p.b-p.n && m.old[p.a+p.n:s.a] == m.new[p.b+p.n:s.b] {
				p.n += gap + s.n
				continue
			}
		}
		m.forward = append(m.forward, s)
	}
	m.backward = make([]segment, len(m.forward))
	for i, s := range m.forward {
		m.backward[i] = segment{s.b, s.a, s.n}
	}
	slices.SortFunc(m.backward, func(x, y segment) int { return cmp.Compare(x.a, y.a) })
}

// Place is where a span of one text stands in the other.
type Place struct {
	corpus.Span
	Exact bool // both ends are there: the span begins and ends with the same bytes, or fills a gap
	Found bool // any of it is there
}

// ToNew is the place of a span of the old text in the new one.
func (m *TextMap) ToNew(s corpus.Span) Place { return m.place(s, m.forward, m.old, m.new) }

// ToOld is the place of a span of the new text in the old one.
func (m *TextMap) ToOld(s corpus.Span) Place { return m.place(s, m.backward, m.new, m.old) }

// at is the last segment that starts at or before a byte, or -1.
func at(segs []segment, b int) int {
	return sort.Search(len(segs), func(i int) bool { return segs[i].a > b }) - 1
}

func (m *TextMap) place(s corpus.Span, segs []segment, from, to string) Place {
	if m.same {
		return Place{s, true, true}
	}
	if s.Start < 0 {
		return Place{s, false, false}
	}
	start, startExact, startIn := edge(segs, s.Start, false, from, to)
	end, endExact, endIn := edge(segs, s.End, true, from, to)
	out := Place{Span: corpus.Span{Start: start, End: end}}
	if start >= end {
		// Nothing is there, or the ends have been torn apart.
		out.Span = corpus.Span{Start: max(0, min(start, end)), End: max(0, min(start, end))}
		return out
	}
	out.Exact = startExact && endExact && s.Len() > 0
	out.Found = startIn || endIn || out.Exact
	if !out.Found {
		// Both ends are outside: is there a segment within?
		i := at(segs, s.Start) + 1
		out.Found = i < len(segs) && segs[i].a < s.End
	}
	return out
}

// edge maps the start of a span, or its end. An edge in a gap goes to that side of
// the gap of the other text; it is exact where it is at that side of its own.
func edge(segs []segment, at0 int, end bool, from, to string) (pos int, exact, inside bool) {
	probe := at0
	if end {
		probe-- // the last byte of the span
	}
	i := at(segs, probe)
	if i >= 0 && probe < segs[i].a+segs[i].n {
		return segs[i].b + at0 - segs[i].a, true, true
	}
	// The gap around the edge, in both texts.
	gap, other := corpus.Span{Start: 0, End: len(from)}, corpus.Span{Start: 0, End: len(to)}
	if i >= 0 {
		gap.Start, other.Start = segs[i].a+segs[i].n, segs[i].b+segs[i].n
	}
	if i+1 < len(segs) {
		gap.End, other.End = segs[i+1].a, segs[i+1].b
	}
	if other.End < other.Start {
		other.End = other.Start // what follows has moved away
	}
	gap, other = trim(from, gap), trim(to, other)
	if end {
		return other.End, at0 == gap.End && other.Len() > 0, false
	}
	return other.Start, at0 == gap.Start && other.Len() > 0, false
}

// trim is a span without the space at its ends.
func trim(text string, s corpus.Span) corpus.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}

// matched is a unit of one side and its equal on the other.
type matched struct{ a, b int }

// match aligns two sequences of hashes in their order.
func match(a, b []uint64) []matched {
	var out []matched
	patience(a, b, 0, 0, 0, &out)
	return out
}

// deepest is how often a gap is searched for units that are unique within it. What is
// deeper is matched by the count of equal units.
const deepest = 24

func patience(a, b []uint64, offA, offB, depth int, out *[]matched) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		*out = append(*out, matched{offA, offB})
		a, b, offA, offB = a[1:], b[1:], offA+1, offB+1
	}
	tail := 0
	for tail < len(a) && tail < len(b) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	endA, endB := offA+len(a)-tail, offB+len(b)-tail
	a, b = a[:len(a)-tail], b[:len(b)-tail]
	if len(a) > 0 && len(b) > 0 {
		anchors := longest(unique(a, b))
		switch {
		case len(anchors) > 0 && depth < deepest:
			i, j := 0, 0
			for _, p := range anchors {
				patience(a[i:p.a], b[j:p.b], offA+i, offB+j, depth+1, out)
				*out = append(*out, matched{offA + p.a, offB + p.b})
				i, j = p.a+1, p.b+1
			}
			patience(a[i:], b[j:], offA+i, offB+j, depth+1, out)
		default:
			for _, p := range longest(counted(a, b)) {
				*out = append(*out, matched{offA + p.a, offB + p.b})
			}
		}
	}
	for i := range tail {
		*out = append(*out, matched{endA + i, endB + i})
	}
}

// unique pairs what occurs once on each side, in the order of a.
func unique(a, b []uint64) []matched {
	type places struct{ a, b, na, nb int }
	seen := make(map[uint64]places, len(a))
	for i, h := range a {
		p := seen[h]
		p.a, p.na = i, p.na+1
		seen[h] = p
	}
	for j, h := range b {
		if p, ok := seen[h]; ok {
			p.b, p.nb = j, p.nb+1
			seen[h] = p
		}
	}
	var out []matched
	for i, h := range a {
		if p := seen[h]; p.na == 1 && p.nb == 1 {
			out = append(out, matched{i, p.b})
		}
	}
	return out
}

// counted pairs the first of equal units with the first, the second with the second.
func counted(a, b []uint64) []matched {
	places := map[uint64][]int{}
	for j, h := range b {
		places[h] = append(places[h], j)
	}
	var out []matched
	for i, h := range a {
		if list := places[h]; len(list) > 0 {
			out = append(out, matched{i, list[0]})
			places[h] = list[1:]
		}
	}
	return out
}

// longest is the longest run of pairs, given in the order of a, that is in order of b too.
func longest(pairs []matched) []matched {
	var tops []int // index of the pair that ends the best run of each length
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n := sort.Search(len(tops), func(k int) bool { return pairs[tops[k]].b >= p.b })
		before[i] = -1
		if n > 0 {
			before[i] = tops[n-1]
		}
		if n == len(tops) {
			tops = append(tops, i)
		} else {
			tops[n] = i
		}
	}
	if len(tops) == 0 {
		return nil
	}
	out := make([]matched, len(tops))
	for i, k := tops[len(tops)-1], len(tops)-1; k >= 0; k-- {
		out[k] = pairs[i]
		i = before[i]
	}
	return out
}
