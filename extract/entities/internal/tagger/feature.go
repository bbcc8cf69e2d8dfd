package tagger

import "dateline/corpus/weights"

// edge stands for what lies before a sentence and behind it.
var edgePiece = Piece{Lower: 0x9E3779B1, Exact: 0x9E3779B1, Suf2: 1, Suf3: 1, Suf4: 1, Pre3: 1, Form: 1, Shape: Period}

func (d *Document) at(i int, sentence int32) *Piece {
	if i < 0 || i >= len(d.Pieces) || d.Pieces[i].Sentence != sentence {
		return &edgePiece
	}
	return &d.Pieces[i]
}

func hash1(template, a uint32) uint32 {
	return weights.Mix(weights.Combine(weights.Seed(template), a))
}

func hash2(template, a, b uint32) uint32 {
	return weights.Mix(weights.Combine(weights.Combine(weights.Seed(template), a), b))
}

// features appends the features of piece i to out: words, shapes and affixes
// around it, the run of capitals it stands in, how the document writes it
// elsewhere, and the gazetteers. Position 0 of the result is the bias.
func (d *Document) features(i int, out []uint32) []uint32 {
	p := &d.Pieces[i]
	s := p.Sentence
	p1, p2 := d.at(i-1, s), d.at(i-2, s)
	n1, n2 := d.at(i+1, s), d.at(i+2, s)
	sent := d.sentences[s]
	style := uint32(sent.style)
	place := style << 1
	if int32(i) == sent.first {
		place |= 1
	}
	shape := uint32(p.Shape)
	out = append(out,
		hash1(1, place),
		hash1(2, p.Lower),
		hash2(3, p.Exact, style),
		hash1(4, p1.Lower),
		hash1(5, n1.Lower),
		hash1(6, p2.Lower),
		hash1(7, n2.Lower),
		hash2(8, p1.Lower, p.Lower),
		hash2(9, p.Lower, n1.Lower),
		hash2(10, p1.Lower, n1.Lower),
		hash2(11, p1.Lower, shape),
		hash2(12, n1.Lower, shape),
		hash2(15, shape, place),
		hash2(16, uint32(p1.Shape)<<8|shape, uint32(n1.Shape)),
		hash2(17, uint32(p2.Shape)<<8|uint32(p1.Shape), shape),
		hash2(18, uint32(n1.Shape)<<8|uint32(n2.Shape), shape),
		hash2(19, p.Form, place),
		hash2(20, p.Suf2, shape),
		hash2(21, p.Suf3, shape),
		hash2(22, p.Suf4, shape),
		hash2(23, p.Pre3, shape),
		hash2(24, n1.Suf3, shape),
		hash2(25, p1.Suf3, shape),
		hash2(156, p.Pre3, p.Suf2),
		hash2(157, uint32(p.End-p.Start), shape),
		hash2(158, p.Suf4, p.Pre3),
	)
	// The run of capitals: its length, the place in it, its ends and what stands around it.
	r := d.runs[i]
	if p.Capital() {
		first, last := int(r.first), int(r.last)
		length := uint32(min(last-first, 5))
		in := uint32(1)
		switch {
		case first == last:
			in = 0
		case i == last:
			in = 2
		case i > first:
			in = 3
		}
		before, after := d.at(first-1, s), d.at(last+1, s)
		f, l := &d.Pieces[first], &d.Pieces[last]
		out = append(out,
			hash2(26, length<<4|in, place),
			hash2(27, f.Lower, in),
			hash2(28, l.Lower, in),
			hash2(29, before.Lower, in),
			hash2(30, after.Lower, in),
			hash2(31, before.Lower, length),
			hash2(32, after.Lower, length),
			hash2(33, l.Suf3, in),
			hash2(34, after.Lower, before.Lower),
			hash2(35, d.at(last+2, s).Lower, in<<16|uint32(after.Shape)),
			hash2(36, d.at(first-2, s).Lower, in),
			hash2(54, d.at(first-2, s).Lower, before.Lower),
			hash2(55, after.Lower, d.at(last+2, s).Lower),
		)
		if after.Shape == Lower && connects(after) { // "Ministry of Defence": what the next run ends with
			if k := last + 2; k < len(d.Pieces) && d.Pieces[k].Sentence == s {
				if d.Pieces[k].Shape == Lower && k+1 < len(d.Pieces) {
					k++
				}
				out = append(out, hash2(37, f.Lower, d.Pieces[k].Lower), hash2(38, l.Lower, in))
			}
		}
		if before.Shape == Lower && connects(before) {
			if k := first - 2; k >= 0 && d.Pieces[k].Sentence == s {
				if d.Pieces[k].Shape == Lower && k > 0 {
					k--
				}
				out = append(out, hash2(39, d.Pieces[k].Lower, before.Lower))
			}
		}
		w := &d.words[p.ID]
		flags := uint32(0)
		if w.lower {
			flags |= 1
		}
		if w.inner {
			flags |= 2
		}
		if w.acronym {
			flags |= 4
		}
		out = append(out,
			hash2(40, flags, place<<8|shape),
			hash2(41, flags<<8|uint32(p.Common), place<<8|shape),
		)
		for e := w.seen &^ (longer | alone); e != 0; e &= e - 1 {
			out = append(out, hash2(75, e&-e, in))
		}
		kinds := uint32(f.Kind)<<4 | uint32(l.Kind)
		out = d.coordinated(first, last, in, length, out)
		fw, lw := &d.words[f.ID], &d.words[l.ID]
		out = append(out, hash2(143, fw.seen&plainEvidence, in), hash2(144, lw.seen&plainEvidence, in))
		for e := lw.seen &^ (longer | alone); e != 0; e &= e - 1 {
			out = append(out, hash2(145, e&-e, length<<4|in))
		}
		if kinds != 0 {
			out = append(out, hash2(104, kinds, in))
		}
		if before.Kind|after.Kind != 0 {
			out = append(out, hash2(105, uint32(before.Kind)<<4|uint32(after.Kind), in), hash2(106, uint32(after.Kind), length<<4|in))
		}
		if r.noun != 0 {
			out = append(out, hash2(107, uint32(r.kind), in), hash2(108, r.noun, in))
		}
		if k := d.at(first-2, s).Kind; k != 0 {
			out = append(out, hash2(109, uint32(k)<<8|in, before.Lower))
		}
		if w.long >= 0 {
			out = append(out, hash1(72, w.longFirst), hash1(73, w.longLast), hash2(74, flags, shape))
		}
	}
	out = append(out,
		hash2(42, uint32(p.Common), uint32(n1.Common)<<8|uint32(n1.Shape)),
		hash2(43, uint32(p.Common), uint32(p1.Common)<<8|uint32(p1.Shape)),
	)
	if p.Kind|p1.Kind|n1.Kind != 0 {
		out = append(out,
			hash2(100, uint32(p.Kind)<<4|uint32(p1.Kind), shape),
			hash2(101, uint32(p.Kind)<<4|uint32(n1.Kind), shape),
			hash2(102, uint32(p1.Kind)<<4|uint32(n1.Kind), shape),
		)
	}
	if p2.Kind != 0 {
		out = append(out, hash2(103, uint32(p2.Kind), p1.Lower))
	}
	if d.topic != 0 {
		topic := uint32(d.topic)
		out = append(out,
			hash2(120, topic<<8|shape, p.Gaz),
			hash2(121, topic<<8|shape, p1.Lower),
			hash2(122, topic<<8|shape, n1.Lower),
			hash2(123, topic<<8|shape, 0),
		)
	}
	// Gazetteers: evidence, never a verdict.
	if p.Gaz|p1.Gaz|n1.Gaz != 0 {
		out = append(out,
			hash2(44, p.Gaz, uint32(p.GazAt)),
			hash2(47, p.Gaz, place<<8|shape),
			hash2(48, p.Gaz, p1.Lower),
			hash2(49, p.Gaz, n1.Lower),
		)
		for g := p.Gaz; g != 0; g &= g - 1 {
			bit := g & -g
			out = append(out, hash2(50, bit, uint32(p.GazAt)), hash2(51, bit, shape<<4|uint32(p.Common)))
		}
	}
	return out
}

var and = lowerHash("and")

// coordinated appends what stands on the other side of a comma or "and" beside the run
// of capitals [first, last]: names that are listed together are mostly of one type.
func (d *Document) coordinated(first, last int, in, length uint32, out []uint32) []uint32 {
	s := d.Pieces[first].Sentence
	joins := func(p *Piece) bool { return p.Shape == Comma || p.Lower == and }
	if next := d.at(last+2, s); next.Capital() && joins(d.at(last+1, s)) {
		end := &d.Pieces[d.runs[last+2].last]
		out = append(out, hash2(137, next.Gaz*31+end.Gaz, in<<8|length), hash2(138, d.company(next), in), hash2(139, end.Lower, in))
	}
	if prev := d.at(first-2, s); prev.Capital() && joins(d.at(first-1, s)) {
		start := &d.Pieces[d.runs[first-2].first]
		out = append(out, hash2(140, prev.Gaz*31+start.Gaz, in<<8|length), hash2(141, d.company(prev), in), hash2(142, prev.Lower, in))
	}
	return out
}

// company is the plainest evidence of a capitalised word.
func (d *Document) company(p *Piece) uint32 {
	if p.ID < 0 {
		return 0
	}
	return d.words[p.ID].seen & (titled | surname | speaks | placed | articled)
}

// noMemory is the feature of a first pass.
var noMemory = hash1(60, 0)

// remembered appends what the first pass said of the same words elsewhere in
// the document. The verdict on piece i itself, in classes, does not count.
func (d *Document) remembered(i int, classes []uint8, out []uint32) []uint32 {
	p := &d.Pieces[i]
	if p.ID < 0 {
		return append(out, hash1(61, 0))
	}
	v := d.words[p.ID].votes
	own := slot(classes[i])
	if v[own] > 0 {
		v[own]--
	}
	out = append(out, hash2(62, verdict(&v), uint32(p.Shape)))
	if w := &d.words[p.ID]; w.long >= 0 {
		out = append(out, hash2(66, uint32(slot(classes[w.long])), uint32(p.Shape)))
	}
	best, _ := top(&v)
	out = append(out, hash2(63, best, uint32(own)))
	if n := i + 1; n < len(d.Pieces) && d.Pieces[n].ID >= 0 && d.Pieces[n].Sentence == p.Sentence {
		out = append(out, hash2(64, d.pairVerdict(i, classes), 0))
	}
	if b := i - 1; b >= 0 && d.Pieces[b].ID >= 0 && d.Pieces[b].Sentence == p.Sentence {
		out = append(out, hash2(65, d.pairVerdict(b, classes), 0))
	}
	return out
}

func slot(c uint8) int {
	if c == 0 {
		return 0
	}
	return 1 + int(c-1)/4
}

// top is the slot with the most votes (the first of equals) plus one, and its votes; 0 when there are none.
func top(v *[len(Types) + 1]uint16) (best uint32, votes uint16) {
	for s, n := range v {
		if n > votes {
			best, votes = uint32(s)+1, n
		}
	}
	return best, votes
}

// verdict is a small code of the votes: the winner, and whether it is alone, clear or narrow.
func verdict(v *[len(Types) + 1]uint16) uint32 {
	best, votes := top(v)
	if votes == 0 {
		return 0
	}
	var sum uint16
	for _, n := range v {
		sum += n
	}
	code := best << 3
	switch {
	case votes == sum && votes >= 3:
		code |= 3
	case votes == sum:
		code |= 2
	case votes*3 >= sum*2:
		code |= 1
	}
	return code
}

func (d *Document) pairVerdict(i int, classes []uint8) uint32 {
	a, b := &d.Pieces[i], &d.Pieces[i+1]
	v := d.pairs[uint64(a.ID)<<32|uint64(b.ID)]
	own := pairSlot(classes[i], classes[i+1])
	if v[own] > 0 {
		v[own]--
	}
	return verdict(&v)
}

// pairSlot is the type of the name that holds both pieces, 0 when none does.
func pairSlot(a, b uint8) int {
	if a == 0 || b == 0 || !open(int(a)) || slot(a) != slot(b) {
		return 0
	}
	return slot(a)
}

// Remember counts the verdicts of a pass over the document. classes has one
// element a piece.
func (d *Document) Remember(classes []uint8) {
	for i := range d.words {
		d.words[i].votes = [len(Types) + 1]uint16{}
	}
	if d.pairs == nil {
		d.pairs = map[uint64][len(Types) + 1]uint16{}
	}
	clear(d.pairs)
	for _, r := range d.Regions {
		for i := r.First; i < r.End; i++ {
			p := &d.Pieces[i]
			if p.ID < 0 {
				continue
			}
			if v := &d.words[p.ID].votes[slot(classes[i])]; *v < 1<<15 {
				*v++
			}
			if i+1 < r.End && d.Pieces[i+1].ID >= 0 {
				k := uint64(p.ID)<<32 | uint64(d.Pieces[i+1].ID)
				v := d.pairs[k]
				if s := pairSlot(classes[i], classes[i+1]); v[s] < 1<<15 {
					v[s]++
				}
				d.pairs[k] = v
			}
		}
	}
}

// NoMemory is the memory feature of every piece in a first pass.
func NoMemory() uint32 { return noMemory }
