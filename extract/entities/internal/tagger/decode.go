package tagger

import "dateline/corpus/weights"

// transitionTemplate numbers the rows that score a class after a class.
const transitionTemplate = 90

// Model is a tagger's weights, laid out for adding, with the transitions read out.
type Model struct {
	table *table
	Trans [NumClasses][NumClasses]int32 // [before][after]

	whole judgement // nil for no second stage

	spread int32 // what a finished class may gain on another through the transitions
}

// NewModel prepares a compact model ([Compact]) and one of the second stage, which may
// be nil, for tagging.
func NewModel(index, rows, whole *weights.Model) *Model {
	m := &Model{table: newTable(index, rows), whole: newJudgement(whole)}
	for a := range NumClasses {
		var score [NumClasses]int32
		m.table.add(score[:], []uint32{TransitionRow(a)})
		m.Trans[a] = score
	}
	for c := range NumClasses {
		low, high := m.Trans[0][c], m.Trans[0][c]
		for _, a := range finished {
			low, high = min(low, m.Trans[a][c]), max(high, m.Trans[a][c])
		}
		m.spread = max(m.spread, high-low)
	}
	return m
}

// finished are the classes that leave no name open, in order.
var finished = func() (out []uint8) {
	for c := range NumClasses {
		if !open(c) {
			out = append(out, uint8(c))
		}
	}
	return out
}()

// TransitionRow is the feature of "after class a".
func TransitionRow(a int) uint32 { return hash1(transitionTemplate, uint32(a)) }

// Features fills the features of a region: those of its piece k are
// feats[offs[k]:offs[k+1]].
func (d *Document) Features(r Region, feats []uint32, offs []int32) ([]uint32, []int32) {
	offs = append(offs, int32(len(feats)))
	for i := r.First; i < r.End; i++ {
		feats = d.features(i, feats)
		offs = append(offs, int32(len(feats)))
	}
	return feats, offs
}

// MemoryFeatures is Features of the memory alone; a nil memory gives the
// feature of a first pass.
func (d *Document) MemoryFeatures(r Region, memory []uint8, feats []uint32, offs []int32) ([]uint32, []int32) {
	offs = append(offs, int32(len(feats)))
	for i := r.First; i < r.End; i++ {
		if memory == nil {
			feats = append(feats, noMemory)
		} else {
			feats = d.remembered(i, memory, feats)
		}
		offs = append(offs, int32(len(feats)))
	}
	return feats, offs
}

const never = -1 << 28

// Decode finds the best classes of a region from the scores of its pieces
// (NumClasses each) and writes them to out. scores is overwritten. allowed, if
// not nil, has a bit set for each class a piece may have. It reports whether
// there is a path at all.
func Decode(scores []int32, trans *[NumClasses][NumClasses]int32, allowed []uint64, back []uint8, out []uint8) bool {
	return decode(scores, trans, -never, allowed, back, out)
}

// decode is Decode with the spread of the transitions: a finished class that is
// further behind the best one cannot be the best way to any class.
func decode(scores []int32, trans *[NumClasses][NumClasses]int32, spread int32, allowed []uint64, back []uint8, out []uint8) bool {
	n := len(out)
	if n == 0 {
		return true
	}
	bar := func(i int) {
		if allowed == nil {
			return
		}
		row := scores[i*NumClasses : (i+1)*NumClasses]
		for c := range row {
			if allowed[i]>>c&1 == 0 {
				row[c] = never
			}
		}
	}
	row := scores[:NumClasses]
	bar(0)
	for c := range NumClasses {
		if Follows(0, c) {
			row[c] += trans[0][c]
		} else {
			row[c] = never
		}
	}
	for i := 1; i < n; i++ {
		prev, row := (*[NumClasses]int32)(scores[(i-1)*NumClasses:]), (*[NumClasses]int32)(scores[i*NumClasses:])
		bar(i)
		bk := (*[NumClasses]uint8)(back[i*NumClasses:])
		lead := prev[0]
		for _, a := range finished {
			lead = max(lead, prev[a])
		}
		var from [NumClasses]uint8 // the finished classes that may lead on
		ways := 0
		for _, a := range finished {
			if prev[a] >= lead-spread {
				from[ways] = a
				ways++
			}
		}
		for t := 1; t < NumClasses; t += 4 {
			for _, c := range [...]int{t + Inside, t + Last} {
				best, way := prev[t]+trans[t][c], t
				if s := prev[t+Inside] + trans[t+Inside][c]; s > best {
					best, way = s, t+Inside
				}
				row[c] = max(row[c]+best, never)
				bk[c] = uint8(way)
			}
			follow(row, bk, prev, trans, from[:ways], t+Begin)
			follow(row, bk, prev, trans, from[:ways], t+Unit)
		}
		follow(row, bk, prev, trans, from[:ways], 0)
	}
	last := scores[(n-1)*NumClasses:]
	best, at := int32(never), 0
	for c := range NumClasses {
		if !open(c) && last[c] > best {
			best, at = last[c], c
		}
	}
	for i := n - 1; i >= 0; i-- {
		out[i] = uint8(at)
		at = int(back[i*NumClasses+at])
	}
	return best > never/2
}

// follow scores class c behind the best of the finished classes in from.
func follow(row *[NumClasses]int32, back *[NumClasses]uint8, prev *[NumClasses]int32, trans *[NumClasses][NumClasses]int32, from []uint8, c int) {
	best, way := int32(2*never), uint8(0)
	for _, a := range from {
		if s := prev[a] + trans[a][c]; s > best {
			best, way = s, a
		}
	}
	row[c] = max(row[c]+best, never)
	back[c] = way
}

// unknownIsName is what a word that is in no list of common words and stands in a capital within a
// plain sentence loses as part of no name. The treebanks teach that much in capitals is none; a name nobody has
// seen before is one all the same.
const unknownIsName = 320

// unknown reports whether piece i is such a word.
func (d *Document) unknown(i int) bool {
	p := &d.Pieces[i]
	if p.ID < 0 || p.Common != 0 || p.Shape == Small || d.words[p.ID].lower {
		return false
	}
	s := &d.sentences[p.Sentence]
	return s.style == 0 && int(s.first) != i
}

// Tag finds the names of the document, in order. The slice is valid until the
// next use of d.
func (d *Document) Tag(m *Model) []Name {
	d.classes = resize(d.classes, len(d.Pieces))
	d.feats, d.offs = d.feats[:0], d.offs[:0]
	total := 0
	for _, r := range d.Regions {
		total += r.End - r.First
	}
	d.score = resize(d.score, 2*total*NumClasses)
	base, work := d.score[:total*NumClasses], d.score[total*NumClasses:]
	d.back = resize(d.back, (maxRegion+8)*2*NumClasses)
	row := 0
	for _, r := range d.Regions {
		for i := r.First; i < r.End; i++ {
			d.feats = d.features(i, d.feats[:0])
			s := base[row*NumClasses : (row+1)*NumClasses]
			m.table.add(s, d.feats)
			row++
		}
	}
	for pass := range 2 {
		row = 0
		copy(work, base)
		for _, r := range d.Regions {
			n := r.End - r.First
			s := work[row*NumClasses : (row+n)*NumClasses]
			for i := r.First; i < r.End; i++ {
				k := i - r.First
				d.feats = d.feats[:0]
				if pass == 0 {
					d.feats = append(d.feats, noMemory)
				} else {
					d.feats = d.remembered(i, d.classes, d.feats)
				}
				m.table.add(s[k*NumClasses:(k+1)*NumClasses], d.feats)
				if d.unknown(i) {
					s[k*NumClasses] -= unknownIsName
				}
			}
			row += n
		}
		// The memory of the first pass must stay whole until every region has read it.
		if pass == 1 {
			clear(d.classes)
		}
		row = 0
		for _, r := range d.Regions {
			n := r.End - r.First
			if len(d.back) < n*NumClasses {
				d.back = resize(d.back, n*NumClasses)
			}
			decode(work[row*NumClasses:(row+n)*NumClasses], &m.Trans, m.spread, nil, d.back, d.classes[r.First:r.End])
			row += n
		}
		if pass == 0 {
			d.Remember(d.classes)
		}
	}
	d.names = d.names[:0]
	for _, r := range d.Regions {
		d.names = Names(r.First, d.classes[r.First:r.End], d.names)
	}
	d.readSpans(base)
	if m.whole != nil {
		d.judge(m.whole, &priors)
	}
	return d.names
}
