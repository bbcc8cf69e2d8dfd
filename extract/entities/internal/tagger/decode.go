package tagger

import (
	"unsafe"

	"dateline/corpus/weights"
)

// transitionTemplate numbers the rows that score a class after a class.
const transitionTemplate = 90

// Model is a tagger's weights, laid out for adding, with the transitions read out.
type Model struct {
	table *table
	Trans [NumClasses][NumClasses]int32 // [before][after]

	whole judgement // nil for no second stage

	lattice *lattice
	spread  int32    // see [spread]
	first   []uint32 // the row of the memory of a first pass
}

// scores are those of a piece, one a class.
type scores [NumClasses]int32

// NewModel prepares a compact model ([Compact]) and one of the second stage, which may
// be nil, for tagging.
func NewModel(index, rows, whole *weights.Model) *Model {
	m := &Model{table: newTable(index, rows), whole: newJudgement(whole)}
	for a := range NumClasses {
		var s scores
		m.table.add(&s, []uint32{TransitionRow(a)})
		m.Trans[a] = s
	}
	m.lattice, m.spread = newLattice(&m.Trans), spread(&m.Trans)
	m.first = make([]uint32, 1)
	m.first = m.first[:m.table.resolve([]uint32{noMemory}, m.first)]
	return m
}

// finished are the classes that leave no name open, in order.
var finished = func() (out [1 + 2*len(Types)]uint8) {
	n := 0
	for c := range NumClasses {
		if !open(c) {
			out[n] = uint8(c)
			n++
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
	base := d.baseScores(m)
	d.work = reuse(d.work, len(base))
	for pass := range 2 {
		row := 0
		for _, r := range d.Regions {
			for i := r.First; i < r.End; i++ {
				s := &d.work[row]
				if pass == 0 {
					m.table.sum(s, &base[row], m.first)
				} else {
					d.feats = d.remembered(i, d.classes, d.feats[:0])
					d.rows = reuse(d.rows, len(d.feats))
					m.table.sum(s, &base[row], d.rows[:m.table.resolve(d.feats, d.rows)])
				}
				if d.unknown(i) {
					s[0] -= unknownIsName
				}
				row++
			}
		}
		// The memory of the first pass must stay whole until every region has read it.
		row = 0
		for _, r := range d.Regions {
			n := r.End - r.First
			m.decode(d, d.work[row:row+n], d.classes[r.First:r.End])
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

// decode finds the best classes of a region, see [Decode].
func (m *Model) decode(d *Document, region []scores, out []uint8) {
	if vector {
		m.lattice.best(region, out)
		return
	}
	n := len(region) * NumClasses
	d.back = reuse(d.back, n)
	decode(unsafe.Slice(&region[0][0], n), &m.Trans, m.spread, nil, d.back, out)
}

// atOnce is how many pieces have their features made before the rows of any are added: enough for
// the processor to ask for rows that are needed soon, and few enough to stay near it.
const atOnce = 32

// baseScores are the scores of the pieces of the regions, in order and without the memory.
func (d *Document) baseScores(m *Model) []scores {
	total := 0
	for _, r := range d.Regions {
		total += r.End - r.First
	}
	d.base = reuse(d.base, total)
	var ends [atOnce + 1]int // of the features of a piece, then of its rows
	row, n := 0, 0
	flush := func() {
		d.rows = reuse(d.rows, len(d.feats))
		rows := 0
		for k := range n {
			from, end := ends[k], ends[k+1]
			ends[k] = rows
			rows += m.table.resolve(d.feats[from:min(end, from+maxFeatures)], d.rows[rows:])
		}
		ends[n] = rows
		for k := range n {
			m.table.sum(&d.base[row], &noScores, d.rows[ends[k]:ends[k+1]])
			row++
		}
		n, ends[0] = 0, 0
	}
	for _, r := range d.Regions {
		for i := r.First; i < r.End; i++ {
			if n == 0 {
				d.feats = d.feats[:0]
			}
			d.feats = d.features(i, d.feats)
			m.table.fetch(d.feats[ends[n]:])
			n++
			ends[n] = len(d.feats)
			if n == atOnce {
				flush()
			}
		}
	}
	flush()
	return d.base
}

var noScores scores
