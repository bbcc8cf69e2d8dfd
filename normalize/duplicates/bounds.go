package duplicates

import (
	"encoding/binary"
	"math"

	"dateline/corpus/hash"
)

// bounds are what a mention, or all mentions of a happening, say that cannot differ
// within one happening: days that the text tells, the place, and who is on a side. What
// is 0 is unknown. Hashes are cut to 32 bits: they are only compared.
//
// Days and places hold between documents. Within one they hold too, and so do days that
// go by other dates of the text, and the sides: there, one anchor and one name serve all
// mentions, while two articles may well be some days apart, or name an army by its general.
type bounds struct {
	days
	said  days      // within a document
	site  [3]uint32 // country, state, town
	sides [3]uint32 // a source and a target that are one actor; of a symmetric event, the two that take part
}

const boundsSize = 10 * 4

func (m *matcher) bounds(p *paper, h *happening) (b bounds) {
	switch h.told {
	case Sure:
		b.days, b.said = h.when, h.when
	case Relative:
		b.said = h.when
	}
	for i, s := range h.site {
		b.site[i] = uint32(s)
	}
	sources, targets := p.refs[h.sources:h.targets], p.refs[h.targets:h.context]
	switch {
	case m.types.symmetric[h.kind]:
		if two := p.refs[h.sources:h.context]; len(two) == 2 && two[0] != two[1] {
			b.sides[2] = uint32(hash.Mix(two[0] + two[1]))
		}
	default:
		if len(sources) == 1 {
			b.sides[0] = uint32(sources[0])
		}
		if len(targets) == 1 {
			b.sides[1] = uint32(targets[0])
		}
	}
	return b
}

// apart reports whether two cannot be of one happening.
func (b bounds) apart(o bounds) bool {
	if b.days.disjoint(o.days) {
		return true
	}
	for i, s := range b.site {
		if s != 0 && o.site[i] != 0 && s != o.site[i] {
			return true
		}
	}
	return false
}

// apartWithin reports whether two of one document cannot be of one happening.
func (b bounds) apartWithin(o bounds) bool {
	return b.apart(o) || b.said.disjoint(o.said) || b.sidesApart(o)
}

// sidesApart reports whether somebody else is on a side.
func (b bounds) sidesApart(o bounds) bool {
	for i, s := range b.sides {
		if s != 0 && o.sides[i] != 0 && s != o.sides[i] {
			return true
		}
	}
	return false
}

// and is what holds for the mentions of both, which are not apart.
func (b bounds) and(o bounds) bounds {
	b.days, b.said = b.days.and(o.days), b.said.and(o.said)
	for i, s := range o.site {
		if b.site[i] == 0 {
			b.site[i] = s
		}
	}
	for i, s := range o.sides {
		if b.sides[i] == 0 {
			b.sides[i] = s
		}
	}
	return b
}

func (b bounds) append(to []byte) []byte {
	for _, n := range [...]uint32{uint32(b.from), uint32(b.until), uint32(b.said.from), uint32(b.said.until), b.site[0], b.site[1], b.site[2], b.sides[0], b.sides[1], b.sides[2]} {
		to = binary.LittleEndian.AppendUint32(to, n)
	}
	return to
}

// readBounds reads what append wrote.
func readBounds(b []byte) bounds {
	n := func(i int) uint32 { return binary.LittleEndian.Uint32(b[4*i:]) }
	return bounds{days{int32(n(0)), int32(n(1))}, days{int32(n(2)), int32(n(3))}, [3]uint32{n(4), n(5), n(6)}, [3]uint32{n(7), n(8), n(9)}}
}

// link keeps a pair of happenings with more than no points. Pairs are sorted by points,
// the most first; of equals, those of one document by how near they stand to each other,
// and then the others, by their places in the input.
func (m *matcher) link(points int, p *paper, a *happening, at int32, q *paper, b *happening, bt int32) error {
	if points <= 0 {
		return nil
	}
	x, y := p.first+at, q.first+bt
	ours, theirs := m.bounds(p, a), m.bounds(q, b)
	if x > y {
		x, y = y, x
		ours, theirs = theirs, ours
	}
	distance := uint32(math.MaxUint32)
	if p == q {
		distance = uint32(y - x)
	}
	var key [13]byte
	key[0] = byte(math.MaxUint8 - min(points, math.MaxUint8))
	binary.BigEndian.PutUint32(key[1:], distance)
	binary.BigEndian.PutUint32(key[5:], uint32(x))
	binary.BigEndian.PutUint32(key[9:], uint32(y))
	var value [2 * boundsSize]byte
	if ours == (bounds{}) && theirs == (bounds{}) {
		return m.links.Add(key[:], nil)
	}
	return m.links.Add(key[:], theirs.append(ours.append(value[:0])))
}

// cluster joins what agrees, in the order of the links, but no two clusters that are
// apart: what says nothing of day or place must not tie together two happenings that do.
func (m *matcher) cluster() (forest, error) {
	f := newForest(m.count)
	held := map[int32]bounds{} // of clusters that have any, by their root
	for r, err := range m.links.Rows() {
		if err != nil {
			return nil, err
		}
		x, y := int32(binary.BigEndian.Uint32(r.Key[5:])), int32(binary.BigEndian.Uint32(r.Key[9:]))
		a, b := f.root(x), f.root(y)
		if a == b {
			continue
		}
		of := func(member, root int32, at int) bounds {
			if all, ok := held[root]; ok {
				return all
			}
			if member == root && len(r.Value) > 0 { // it is alone, or all others say nothing
				return readBounds(r.Value[at:])
			}
			return bounds{}
		}
		ours, theirs := of(x, a, 0), of(y, b, boundsSize)
		within := binary.BigEndian.Uint32(r.Key[1:]) != math.MaxUint32
		if ours.apart(theirs) || within && ours.apartWithin(theirs) {
			continue
		}
		f.join(a, b)
		delete(held, max(a, b))
		if all := ours.and(theirs); all != (bounds{}) {
			held[min(a, b)] = all
		}
	}
	return f, nil
}
