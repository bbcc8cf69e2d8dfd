package tagger

import (
	"math"

	"dateline/corpus"
	"dateline/corpus/weights"
)

// Verdicts are the classes of the second stage: the types, and that a span is no name.
const Verdicts = len(Types) + 1

// NoName is the verdict that a span is no name.
const NoName = len(Types)

// VerdictNames are the names of the verdicts for a weights file.
func VerdictNames() []string {
	out := make([]string, 0, Verdicts)
	for _, t := range Types {
		out = append(out, string(t))
	}
	return append(out, "none")
}

// span is what the second stage knows of a name beyond its pieces.
type span struct {
	scores [Verdicts]int32 // sums over the pieces, were the name of that type or none
	group  int32           // of Document.groups
}

// group is what all names of one string in a document have in common.
type group struct {
	scores [Verdicts]int64    // sums of those of its spans
	votes  [len(Types)]uint16 // of the first stage
	n      int32              // spans
}

// readSpans gathers the spans and groups of the names. base holds the scores of the
// pieces of the regions, in order and without the memory.
func (d *Document) readSpans(base []scores) {
	d.spans, d.groups = d.spans[:0], d.groups[:0]
	if d.keys == nil {
		d.keys = map[uint32]int32{}
	}
	clear(d.keys)
	row, k := 0, 0
	for _, r := range d.Regions {
		for ; k < len(d.names) && d.names[k].First < r.End; k++ {
			n := d.names[k]
			var s span
			key := uint32(fnvStart)
			for i := n.First; i < n.End; i++ {
				key = weights.Combine(key, d.Pieces[i].Lower)
				place := Inside
				switch {
				case n.End == n.First+1:
					place = Unit
				case i == n.First:
					place = Begin
				case i == n.End-1:
					place = Last
				}
				b := &base[row+i-r.First]
				for t := range Types {
					s.scores[t] += b[Class(t, place)]
				}
				s.scores[NoName] += b[0]
			}
			g, ok := d.keys[key]
			if !ok {
				g = int32(len(d.groups))
				d.keys[key] = g
				d.groups = append(d.groups, group{})
			}
			s.group = g
			q := &d.groups[g]
			for t, v := range s.scores {
				q.scores[t] += int64(v)
			}
			q.votes[n.Type]++
			q.n++
			d.spans = append(d.spans, s)
		}
		row += r.End - r.First
	}
}

// levels are the bounds of the levels of a difference of scores.
var levels = [...]int32{1, 6, 12, 24, 40, 64, 96, 160, 300}

// level is a small code of a difference of scores.
func level(v int32) (code uint32) {
	if v < 0 {
		v, code = -v, 16
	}
	for _, bound := range levels {
		if v < bound {
			break
		}
		code++
	}
	return code
}

// WholeFeatures appends the features of name k of the last Tag without a second stage to
// out: what the first stage thought of it and of the others of its string, its words,
// what stands around it, the gazetteers, the evidence and the names beside it.
func (d *Document) WholeFeatures(k int, out []uint32) []uint32 {
	n := d.names[k]
	s := &d.spans[k]
	g := &d.groups[s.group]
	first, last := n.First, n.End-1
	f, l := &d.Pieces[first], &d.Pieces[last]
	sent := f.Sentence
	p1, p2 := d.at(first-1, sent), d.at(first-2, sent)
	n1, n2 := d.at(last+1, sent), d.at(last+2, sent)
	t := uint32(n.Type)
	length := uint32(min(n.End-n.First, 6))
	out = append(out, hash1(1, t), hash2(2, t, length))
	for x := range s.scores {
		out = append(out,
			hash2(3, uint32(x)<<8|level(s.scores[x]-s.scores[n.Type]), t),
			hash2(4, uint32(x)<<8|level(int32((g.scores[x]-g.scores[n.Type])/int64(g.n))), t))
	}
	var whole, lower, shapes uint32 = fnvStart, fnvStart, 0
	inner := uint32(0)
	for i := first; i <= last; i++ {
		p := &d.Pieces[i]
		whole = weights.Combine(whole, p.Exact)
		lower = weights.Combine(lower, p.Lower)
		shapes = shapes*16 + uint32(p.Shape)
		if i > first && i < last {
			out = append(out, hash1(5, p.Lower))
		}
		inner |= p.Gaz
	}
	// Its words.
	out = append(out,
		hash1(6, whole), hash1(7, lower), hash2(8, f.Lower, 0), hash2(8, l.Lower, 1),
		hash2(9, f.Lower, l.Lower), hash2(10, l.Suf3, length), hash2(11, l.Suf4, 0),
		hash2(12, shapes, 0), hash2(13, f.Pre3, length),
		hash2(30, uint32(f.Kind)<<4|uint32(l.Kind), length),
		hash2(38, uint32(l.Common)<<4|uint32(f.Common), length),
	)
	// What stands around it.
	out = append(out,
		hash2(14, p1.Lower, 0), hash2(15, p2.Lower, p1.Lower), hash2(16, n1.Lower, 0), hash2(17, n1.Lower, n2.Lower),
		hash2(18, p1.Lower, n1.Lower), hash2(19, p1.Lower, length), hash2(20, n1.Lower, length),
		hash2(21, p1.Lower, l.Suf3), hash2(22, n1.Lower, l.Suf3), hash2(23, p1.Lower, l.Lower), hash2(24, n1.Lower, l.Lower),
		hash2(25, p2.Lower, 0), hash2(26, n2.Lower, 0), hash2(27, p1.Lower, t), hash2(28, n1.Lower, t),
		hash2(29, uint32(p1.Kind)<<4|uint32(n1.Kind), t), hash2(31, uint32(d.topic), t),
		hash2(54, uint32(d.sentences[sent].style), t),
	)
	// The gazetteers.
	out = append(out,
		hash2(32, f.Gaz, l.Gaz), hash2(33, inner, length), hash2(34, l.Gaz, p1.Lower), hash2(35, l.Gaz, n1.Lower),
		hash2(36, f.Gaz, t), hash2(37, l.Gaz, t),
	)
	var mask uint32 // the classes of the whole name
	if f.GazAt == 1 && first == last || f.GazAt == 2 && l.GazAt == 4 && f.Gaz == l.Gaz {
		mask = f.Gaz
	}
	out = append(out, hash2(39, mask, length), hash2(40, mask, t))
	for b := mask; b != 0; b &= b - 1 {
		out = append(out, hash2(41, b&-b, length))
	}
	// What the document shows of its ends, and the first stage's memory of them.
	if f.ID >= 0 {
		out = append(out, hash2(42, d.words[f.ID].seen&plainEvidence, length), hash2(43, verdict(&d.words[f.ID].votes), t))
	}
	if l.ID >= 0 {
		seen := d.words[l.ID].seen
		out = append(out, hash2(44, seen&plainEvidence, length), hash2(45, verdict(&d.words[l.ID].votes), t))
		for e := seen; e != 0; e &= e - 1 {
			out = append(out, hash2(46, e&-e, length), hash2(47, e&-e, t))
		}
	}
	best, votes := 0, uint16(0)
	for x, v := range g.votes {
		if v > votes {
			best, votes = x, v
		}
	}
	out = append(out, hash2(48, uint32(best)<<4|uint32(min(g.n, 5)), t), hash2(49, uint32(min(g.n, 5)), length))
	// The names beside it: "Kyiv, Ukraine", "Reuters and AFP".
	if k > 0 && d.Pieces[d.names[k-1].First].Sentence == sent && first-d.names[k-1].End <= 3 {
		m := d.names[k-1]
		c := uint32(first - m.End)
		out = append(out, hash2(50, uint32(m.Type)<<4|c, p1.Lower), hash2(51, uint32(m.Type)<<4|c, t))
	}
	if k+1 < len(d.names) && d.Pieces[d.names[k+1].First].Sentence == sent && d.names[k+1].First-n.End <= 3 {
		m := d.names[k+1]
		c := uint32(m.First - n.End)
		out = append(out, hash2(52, uint32(m.Type)<<4|c, n1.Lower), hash2(53, uint32(m.Type)<<4|c, t))
	}
	if r := d.runs[last]; r.noun != 0 {
		out = append(out, hash2(56, r.noun, 0), hash2(57, uint32(r.kind), t))
	}
	if l.ID >= 0 && d.words[l.ID].long >= 0 && length == 1 {
		w := &d.words[l.ID]
		out = append(out, hash2(58, w.longFirst, 0), hash2(59, w.longLast, 0))
	}
	return out
}

// judgement is the weights of the second stage, laid out as those of a table are: a
// byte for each verdict in two words, the weight and a bias.
type judgement [][2]uint64

func newJudgement(m *weights.Model) judgement {
	if m == nil {
		return nil
	}
	j := make(judgement, m.Rows)
	for r := range j {
		for c, v := range m.Row(uint32(r)) {
			j[r][c/8] |= uint64(uint8(int(v)+bias)) << (c % 8 * 8)
		}
	}
	return j
}

// verdict is the best verdict on features, with a prior for each, the first of equals. Of
// features beyond maxFeatures it takes no notice.
func (j judgement) verdict(features []uint32, prior *[Verdicts]int) int {
	mask := uint32(len(j) - 1)
	var even, odd [2]uint64
	for _, f := range features[:min(len(features), maxFeatures)] {
		r := &j[f&mask]
		even[0] += r[0] & lanes
		odd[0] += r[0] >> 8 & lanes
		even[1] += r[1] & lanes
		odd[1] += r[1] >> 8 & lanes
	}
	best, most := 0, math.MinInt
	for c := range Verdicts {
		word := even[c/8]
		if c%2 == 1 {
			word = odd[c/8]
		}
		if v := int(word>>(c%8/2*16)&0xFFFF) + prior[c]; v > most {
			best, most = c, v
		}
	}
	return best
}

// Where a name stands, for its prior.
const (
	inNews     = iota
	inHeadline // every word has a capital
	inPersonal
	settings = iota
)

// priors are added to the scores of the verdicts, by where the name stands. The rare types are
// found too seldom. A name of the news is one though nothing but its capitals tell, and an actor
// may hang on it; in headlines capitals tell nothing, and in mails and reviews they are emphasis too.
var priors = func() (p [settings][Verdicts]int) {
	for _, t := range []corpus.EntityType{corpus.EventT, corpus.Work, corpus.Product, corpus.Law} {
		p[inNews][TypeIndex(t)], p[inHeadline][TypeIndex(t)], p[inPersonal][TypeIndex(t)] = 450, 250, 450
	}
	p[inNews][NoName], p[inPersonal][NoName] = -600, 400
	p[inPersonal][TypeIndex(corpus.Org)] = -250
	return p
}()

// setting is where a name stands.
func (d *Document) setting(n Name) int {
	switch {
	case d.topic&Personal != 0:
		return inPersonal
	case d.sentences[d.Pieces[n.First].Sentence].style != 0:
		return inHeadline
	}
	return inNews
}

// sure is the lead with which a type of the first stage is not looked at again: the
// second stage changes one of a thousand of them.
const sure = 400

// lead is how far the scores of type t are ahead of those of every other verdict.
func (s *span) lead(t int) int32 {
	most := int32(math.MinInt32 / 2)
	for x, v := range s.scores {
		if x != t {
			most = max(most, v)
		}
	}
	return s.scores[t] - most
}

// judge gives the names of the document their last types, and takes out what is no name.
func (d *Document) judge(j judgement, priors *[settings][Verdicts]int) {
	kept := 0
	d.verdicts = d.verdicts[:0]
	for k, n := range d.names {
		if d.spans[k].lead(n.Type) >= sure {
			d.verdicts = append(d.verdicts, uint8(n.Type))
			continue
		}
		d.feats = d.WholeFeatures(k, d.feats[:0])
		d.verdicts = append(d.verdicts, uint8(j.verdict(d.feats, &priors[d.setting(n)])))
	}
	for k, v := range d.verdicts {
		if int(v) == NoName {
			continue
		}
		d.names[kept] = d.names[k]
		d.names[kept].Type = int(v)
		kept++
	}
	d.names = d.names[:kept]
}
