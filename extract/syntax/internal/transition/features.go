package transition

import (
	"dateline/corpus/ud"
	"dateline/corpus/weights"
)

// MoveFeatures and LabelFeatures are the numbers of features of a decision.
const (
	MoveFeatures  = 46
	LabelFeatures = 30
)

// node is what features look at; the zero node is "nothing there".
type node struct {
	form uint32
	tag  uint32
	rel  uint32
}

func (s *State) node(i int) node {
	switch {
	case i < 0:
		return node{}
	case i >= len(s.Words):
		return node{1, 63, 0} // the root
	}
	w := &s.Words[i]
	return node{w.Form, uint32(w.Tag) | uint32(w.Pos)<<6, uint32(s.Rels[i])}
}

func (s *State) at(list []int, i int) int {
	if i < 0 || i >= len(list) {
		return -1
	}
	return list[i]
}

func (s *State) stackAt(depth int) int {
	if i := len(s.stack) - 1 - depth; i >= 0 {
		return s.stack[i]
	}
	return -1
}

func (s *State) bufferAt(ahead int) int {
	if i := s.buffer + ahead; i <= len(s.Words) {
		return i
	}
	return -1
}

type hasher struct {
	out []uint32
	n   int
}

func (h *hasher) add1(a uint32) {
	h.out[h.n] = weights.Mix(weights.Combine(weights.Seed(uint32(h.n)), a))
	h.n++
}

func (h *hasher) add2(a, b uint32) {
	h.out[h.n] = weights.Mix(weights.Combine(weights.Combine(weights.Seed(uint32(h.n)), a), b))
	h.n++
}

func (h *hasher) add3(a, b, c uint32) {
	h.out[h.n] = weights.Mix(weights.Combine(weights.Combine(weights.Combine(weights.Seed(uint32(h.n)), a), b), c))
	h.n++
}

func (h *hasher) add4(a, b, c, d uint32) {
	h.out[h.n] = weights.Mix(weights.Combine(weights.Combine(weights.Combine(weights.Combine(weights.Seed(uint32(h.n)), a), b), c), d))
	h.n++
}

func distance(a, b int) uint32 {
	d := b - a
	if d < 0 {
		d = -d
	}
	switch {
	case d < 5:
		return uint32(d)
	case d < 10:
		return 5
	default:
		return 6
	}
}

// Features fills out, of length MoveFeatures, with the hashed features of the
// next move: words and tags around the stack and the buffer, and the
// dependents they have (after Zhang and Nivre 2011).
func (s *State) Features(out []uint32) {
	s0i, s1i, s2i := s.stackAt(0), s.stackAt(1), s.stackAt(2)
	b0i := s.bufferAt(0)
	s0, s1, s2 := s.node(s0i), s.node(s1i), s.node(s2i)
	b0, b1, b2 := s.node(b0i), s.node(s.bufferAt(1)), s.node(s.bufferAt(2))
	sl, sl2, sr, sr2 := s.node(s.at(s.left, s0i)), s.node(s.at(s.left2, s0i)), s.node(s.at(s.right, s0i)), s.node(s.at(s.right2, s0i))
	tl, tr := s.node(s.at(s.left, s1i)), s.node(s.at(s.right, s1i))
	bl, bl2 := s.node(s.at(s.left, b0i)), s.node(s.at(s.left2, b0i))
	var d0, d1, vl, vr, vb, tn uint32
	if s0i >= 0 {
		d0 = distance(s0i, b0i)
		vl, vr = uint32(min(s.leftN[s0i], 3)), uint32(min(s.rightN[s0i], 3))
	}
	if s1i >= 0 {
		d1 = distance(s1i, s0i)
		tn = uint32(min(s.rightN[s1i], 3))
	}
	vb = uint32(min(s.leftN[b0i], 3))

	h := hasher{out: out[:MoveFeatures]}
	h.add2(s0.form, s0.tag)
	h.add1(s0.tag)
	h.add2(s1.form, s1.tag)
	h.add1(s1.tag)
	h.add2(b0.form, b0.tag)
	h.add1(b0.tag)
	h.add2(b1.form, b1.tag)
	h.add1(b1.tag)
	h.add2(b2.form, b2.tag)
	h.add1(b2.tag)
	h.add2(s2.form, s2.tag)
	h.add4(s0.form, s0.tag, b0.form, b0.tag)
	h.add3(s0.form, s0.tag, b0.tag)
	h.add3(s0.tag, b0.form, b0.tag)
	h.add2(s0.form, b0.form)
	h.add2(s0.tag, b0.tag)
	h.add3(s0.tag, b0.tag, b1.tag)
	h.add4(s0.tag, b0.tag, b1.tag, b2.tag)
	h.add3(s1.tag, s0.tag, b0.tag)
	h.add4(s2.tag, s1.tag, s0.tag, b0.tag)
	h.add4(s1.tag, s0.tag, b0.tag, b1.tag)
	h.add2(s1.form, s0.form)
	h.add3(s1.form, s0.tag, b0.tag)
	h.add3(s1.tag, s0.form, b0.tag)
	h.add3(s1.tag, s0.tag, b0.form)
	h.add3(s1.form, s1.tag, s0.tag)
	h.add3(s1.tag, s0.form, s0.tag)
	h.add4(s0.tag, b0.tag, d0, 0)
	h.add4(s0.form, b0.form, d0, 1)
	h.add3(s1.tag, s0.tag, d1)
	h.add3(s0.form, s0.tag, vr)
	h.add3(s0.form, s0.tag, vl)
	h.add3(b0.form, b0.tag, vb)
	h.add3(s0.tag, sl.tag, b0.tag)
	h.add4(s0.tag, sr.tag, sr.rel, b0.tag)
	h.add3(s0.tag, sl.rel, sl2.rel)
	h.add3(s0.tag, sr.rel, sr2.rel)
	h.add3(b0.tag, bl.tag, s0.tag)
	h.add3(b0.tag, bl.rel, bl2.rel)
	h.add4(s1.tag, tr.tag, tr.rel, s0.tag)
	h.add3(s1.tag, tl.tag, s0.tag)
	h.add4(s1.tag, s0.tag, tn, vr)
	h.add3(s0.form, sl.form, sr.form)
	h.add3(s0.form, bl.form, b0.form)
	h.add3(b0.tag, b1.form, s0.tag)
	h.add4(s0.form, b0.tag, b1.tag, sr.rel)
}

// LabelFeatures fills out, of length LabelFeatures, with the features of the
// relation of an arc that is about to be made.
func (s *State) LabelFeatures(head, dep int, out []uint32) {
	hd, dp := s.node(head), s.node(dep)
	side := uint32(0)
	if head > dep {
		side = 1
	}
	dist := distance(head, dep)
	dl, dl2, dr, dr2 := s.node(s.at(s.left, dep)), s.node(s.at(s.left2, dep)), s.node(s.at(s.right, dep)), s.node(s.at(s.right2, dep))
	hl, hr := s.node(s.at(s.left, head)), s.node(s.at(s.right, head))
	before, after := s.node(dep-1), s.node(dep+1)
	hbefore, hafter := s.node(head-1), s.node(head+1)
	if dep+1 > len(s.Words) {
		after = node{}
	}
	if head+1 > len(s.Words) {
		hafter = node{}
	}
	// The first word of the dependent's phrase is its preposition or subordinator, if it has one.
	first := dep
	for s.at(s.left, first) >= 0 {
		first = s.left[first]
	}
	lead := s.node(first)
	h := hasher{out: out[:LabelFeatures]}
	h.add2(hd.tag, side)
	h.add3(hd.form, hd.tag, side)
	h.add2(dp.tag, side)
	h.add3(dp.form, dp.tag, side)
	h.add3(hd.tag, dp.tag, side)
	h.add4(hd.tag, dp.tag, side, dist)
	h.add4(hd.form, dp.tag, hd.tag, side)
	h.add4(hd.tag, dp.form, dp.tag, side)
	h.add3(hd.form, dp.form, side)
	h.add4(dp.tag, dl.tag, dl.rel, side)
	h.add4(dp.tag, dr.tag, dr.rel, side)
	h.add4(dp.tag, dl.rel, dl2.rel, side)
	h.add4(dp.tag, dr.rel, dr2.rel, side)
	h.add4(hd.tag, hl.rel, dp.tag, side)
	h.add4(hd.tag, hr.rel, dp.tag, side)
	h.add4(hd.tag, hl.rel, hr.rel, side)
	h.add4(dp.tag, dl.form, hd.tag, side)
	h.add4(lead.form, dp.tag, hd.tag, side)
	h.add3(lead.form, lead.tag, side)
	h.add3(before.tag, dp.tag, after.tag)
	h.add3(before.form, dp.tag, side)
	h.add3(after.form, dp.tag, side)
	h.add4(hbefore.tag, hd.tag, hafter.tag, side)
	h.add4(dp.tag, hd.tag, before.tag, hafter.tag)
	h.add4(lead.form, hd.form, side, 1)
	h.add4(dp.form, dl.rel, hl.rel, side)
	h.add4(uint32(min(s.leftN[dep], 3)), uint32(min(s.rightN[dep], 3)), dp.tag, side)
	h.add4(hd.form, hl.rel, dp.tag, side)
	h.add3(hl.form, hd.tag, dp.tag)
	h.add4(dp.tag, hd.tag, after.tag, side)
}

// LeafRel is the relation of a word for which no label was asked, in a flat tree.
const LeafRel = ud.Dep
