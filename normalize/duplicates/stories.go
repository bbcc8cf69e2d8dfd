package duplicates

import (
	"cmp"
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"dateline/corpus/spill"
)

// A story is what articles tell together: those of one matter on the same days. It is
// found by the words of their gists, as vectors of unit length whose entries are the
// information of each word (Spärck Jones 1972) by the weight of its class. Articles
// that are alike join in the order of their likeness, by the average likeness between
// two groups (Sokal, Michener 1958), but only where the two are about as alike as each
// of them is in itself: two fires that are told in nearly the same words stay apart as
// soon as both have some articles.

const (
	one         = 1 << 12 // the length of a vector
	likenessOf  = one * one
	leastAlike  = likenessOf * 12 / 100 // the average likeness of two groups that join
	firstAlike  = likenessOf * 18 / 100 // what a group of one article is taken to be in itself
	leastShared = 70                    // what two articles share weighs at least so much: two names that no other article has
	// Two groups join where the likeness between them is half of that within them.
	storyBlocks = 12   // by how many of its rarest words an article looks for others
	storySize   = 2048 // articles of a story at most
	storyMarks  = 128  // of the vector of a group
)

// matchStories finds the stories: m.story has for each document the first one of its
// story, and what is told in one story is compared.
func (m *matcher) matchStories() error {
	if err := m.matchWords(); err != nil {
		return err
	}
	m.words.Close()
	m.story = make([]uint32, len(m.at))
	for i := range m.story {
		m.story[i] = uint32(i)
	}
	// Components come first, so that what belongs together is in memory together: at most
	// storySize documents each.
	f := newForest(len(m.at))
	size := make([]uint16, len(m.at)) // less one
	ordered := spill.Log{Dir: m.papers.Dir}
	defer ordered.Close()
	for r, err := range m.alike.Rows() {
		if err == nil {
			_, err = ordered.Add(r.Key)
		}
		if err != nil {
			return err
		}
		a, b := f.root(int32(binary.BigEndian.Uint32(r.Key[4:]))), f.root(int32(binary.BigEndian.Uint32(r.Key[8:])))
		if a == b || int(size[a])+int(size[b])+2 > storySize {
			continue
		}
		f.join(a, b)
		size[min(a, b)] += size[max(a, b)] + 1
	}
	var key [16]byte
	for r, err := range ordered.Records() {
		if err != nil {
			return err
		}
		a := f.root(int32(binary.BigEndian.Uint32(r[4:])))
		if a != f.root(int32(binary.BigEndian.Uint32(r[8:]))) {
			continue
		}
		binary.BigEndian.PutUint32(key[:], uint32(a))
		copy(key[4:], r)
		if err := m.component.Add(key[:], nil); err != nil {
			return err
		}
	}
	ordered.Close()
	var pairs []alike
	of := uint32(0)
	for r, err := range m.component.Rows() {
		if err != nil {
			return err
		}
		if a := binary.BigEndian.Uint32(r.Key); a != of {
			if err := m.tell(pairs); err != nil {
				return err
			}
			of, pairs = a, pairs[:0]
		}
		pairs = append(pairs, alike{binary.BigEndian.Uint32(r.Key[8:]), binary.BigEndian.Uint32(r.Key[12:])})
	}
	return m.tell(pairs)
}

// alike are two documents.
type alike struct{ a, b uint32 }

// matchWords compares documents that share one of their rarest words, those of the
// nearest days.
func (m *matcher) matchWords() error {
	var near [blockReach + 1]struct {
		document uint32
		paper    *paper // nil until it is needed
	}
	var block uint64
	var key [12]byte
	n := 0
	for r, err := range m.words.Rows() {
		if err != nil {
			return err
		}
		m.clock++
		if b := binary.BigEndian.Uint64(r.Key); b != block {
			block, n = b, 0
		}
		me := &near[n%len(near)]
		me.document, me.paper = binary.BigEndian.Uint32(r.Key[12:]), nil
		for k := max(0, n-blockReach); k < n; k++ {
			o := &near[k%len(near)]
			for _, x := range []struct {
				document uint32
				paper    **paper
			}{{o.document, &o.paper}, {me.document, &me.paper}} {
				if *x.paper == nil {
					if *x.paper, err = m.load(x.document, m.clock+len(near)); err != nil {
						return err
					}
				}
			}
			if rarest(me.paper, o.paper) != block {
				continue // they are compared in the block of another
			}
			like, weight := product(me.paper.marks, o.paper.marks)
			if like < leastAlike || weight < leastShared {
				continue
			}
			a, b := me.document, o.document
			binary.BigEndian.PutUint32(key[:], math.MaxUint32-uint32(min(like, math.MaxUint32)))
			binary.BigEndian.PutUint32(key[4:], min(a, b))
			binary.BigEndian.PutUint32(key[8:], max(a, b))
			if err := m.alike.Add(key[:], nil); err != nil {
				return err
			}
		}
		n++
	}
	return nil
}

// group is articles of one story.
type group struct {
	marks   []mark // the sum of their vectors, but for what weighs least
	size    int64
	within  int64 // the sum of the likenesses of all pairs
	members []uint32
}

// alikeWithin is the average likeness within a group, of which two pairs more are taken
// to be alike.
func (g *group) alikeWithin() int64 { return (g.within + 2*firstAlike) / (g.size*(g.size-1)/2 + 2) }

// tell finds the stories of one component, and compares what they tell. Pairs come in
// the order of their likeness.
func (m *matcher) tell(pairs []alike) error {
	if len(pairs) == 0 {
		return nil
	}
	groups := map[uint32]*group{} // by document
	of := func(document uint32) (*group, error) {
		if g := groups[document]; g != nil {
			return g, nil
		}
		m.clock++
		p, err := m.load(document, m.clock)
		if err != nil {
			return nil, err
		}
		g := &group{marks: slices.Clone(p.marks), size: 1, members: []uint32{document}}
		groups[document] = g
		return g, nil
	}
	for _, pair := range pairs {
		a, err := of(pair.a)
		if err != nil {
			return err
		}
		b, err := of(pair.b)
		if err != nil {
			return err
		}
		if a == b {
			continue
		}
		between, _ := product(a.marks, b.marks)
		average := between / (a.size * b.size)
		if average < leastAlike || 4*average*average < a.alikeWithin()*b.alikeWithin() {
			continue
		}
		if len(a.members) < len(b.members) {
			a, b = b, a
		}
		a.marks = sum(a.marks, b.marks)
		a.size += b.size
		a.within += b.within + between
		a.members = append(a.members, b.members...)
		for _, d := range b.members {
			groups[d] = a
		}
	}
	var all []*group
	for d, g := range groups {
		if first := slices.Min(g.members); first == d && len(g.members) > 1 {
			slices.Sort(g.members)
			all = append(all, g)
		}
	}
	slices.SortFunc(all, func(a, b *group) int { return cmp.Compare(a.members[0], b.members[0]) })
	for _, g := range all {
		for _, d := range g.members {
			m.story[d] = g.members[0]
		}
		if err := m.matchStory(g.members); err != nil {
			return err
		}
	}
	return nil
}

// matchStory compares the happenings of one stem that documents of a story tell.
func (m *matcher) matchStory(documents []uint32) error {
	m.clock++
	m.block = m.block[:0]
	es := m.entries[:0]
	for d, document := range documents {
		p, err := m.load(document, m.clock)
		if err == nil {
			err = p.open()
		}
		if err != nil {
			return err
		}
		m.block = append(m.block, p)
		for i := range p.all {
			if h := &p.all[i]; h.stem != 0 {
				e := newEntry(d, i, h)
				e.key = h.stem
				es = append(es, e)
			}
		}
	}
	m.entries = es
	return m.matchEntries()
}

// product is the inner product of two vectors, and what the names weigh that both have.
func product(a, b []mark) (likeness, weight int64) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		// Which of them is less cannot be foretold, so this is written without branches.
		x, y := &a[i], &b[j]
		var both, least int64
		var left, right int
		if x.name == y.name {
			both, least = int64(x.value)*int64(y.value), int64(min(x.weight, y.weight))
		}
		if x.name <= y.name {
			left = 1
		}
		if x.name >= y.name {
			right = 1
		}
		likeness += both
		weight += least
		i += left
		j += right
	}
	return likeness, weight
}

// sum is the sum of two vectors, the storyMarks largest entries of it.
func sum(a, b []mark) []mark {
	out := make([]mark, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].name < b[0].name:
			out, a = append(out, a[0]), a[1:]
		case a[0].name > b[0].name:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, mark{a[0].name, a[0].value + b[0].value, min(a[0].weight, b[0].weight)}), a[1:], b[1:]
		}
	}
	out = append(append(out, a...), b...)
	if len(out) <= storyMarks {
		return out
	}
	slices.SortFunc(out, func(a, b mark) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.name, b.name)) })
	out = out[:storyMarks:storyMarks]
	slices.SortFunc(out, func(a, b mark) int { return cmp.Compare(a.name, b.name) })
	return out
}

// root is the whole part of a square root, by Newton's method.
func root(n uint64) uint64 {
	if n == 0 {
		return 0
	}
	x := uint64(1) << ((bits.Len64(n) + 1) / 2)
	for {
		y := (x + n/x) / 2
		if y >= x {
			return x
		}
		x = y
	}
}
