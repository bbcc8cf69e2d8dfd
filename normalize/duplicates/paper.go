package duplicates

import (
	"encoding/binary"
	"errors"
	"slices"
)

// paper is a document as it is compared: its names, and its happenings, which refer
// to them by number. It is encoded in about eight hundred bytes.
type paper struct {
	document uint32
	until    int // time until which it is in use, see matcher.load

	first int32    // place of the first happening
	names []uint64 // hashes of actors, words, stems and places, ascending
	notes []note   // of each name
	rare  []uint64 // the rarest words that other documents have too, rarest first
	body  []byte   // the happenings, until they are opened
	norm  uint64   // sixteen times the length of the vector of all words before it is made one long
	marks []mark   // the vector of the words, but for those that no other document has
	refs  []uint64 // actors of the happenings
	words []uint32 // those about vague happenings
	all   []happening
}

// paperMemory is about what a paper takes in memory.
const paperMemory = 4 << 10

// note says what a name is: the information it carries in bits, and flags.
type note uint16

const (
	noteBits  note = 1<<5 - 1
	noteWide  note = 1 << 5 // an actor of so many documents that it opens no block of its own
	noteActor note = 1 << 6
	noteMark  note = 1 << 7 // an actor or a word; once counted, only one that other documents share
	noteClass      = 8      // the class of a word lies here
)

// weight is what a name weighs in the vector of its document.
func (n note) weight() int32 { return gistWeights[n>>noteClass&3] * int32(n&noteBits) }

// mark is an entry of a vector.
type mark struct {
	name   uint64
	value  int32 // in a vector one long
	weight int32 // the information of the name by what its class weighs
}

// happening is one event mention. Lists of actors are parts of refs, each in
// ascending order: refs[sources:targets], refs[targets:context], refs[context:end].
type happening struct {
	stem, where                    uint64    // 0 for none
	site                           [3]uint64 // country, state and town, 0 for none
	when                           days
	told                           Telling // how when is told
	kind                           int32   // number of the type, 0 for none
	sources, targets, context, end int32
	words, wordsEnd                int32 // words[words:wordsEnd] are those about it, if its stem is vague
}

// vague reports whether the trigger says too little by itself.
func (h *happening) vague() bool { return h.words != h.wordsEnd }

var errRecord = errors.New("duplicates: broken record")

// day is that of the article, as its happenings tell it: the first day that one of them
// is only guessed to be of, or else the first one told; 0 where there is none.
func (p *paper) day() int32 {
	first := int32(0)
	for i := range p.all {
		switch h := &p.all[i]; {
		case !h.when.known():
		case h.told == Guessed:
			return h.when.from
		case first == 0:
			first = h.when.from
		}
	}
	return first
}

// shortness makes a short article less like others than its few words are: what it does
// not tell may differ. An article of many names has a square of some 20,000.
const shortness = 3000

// measure finds the length of the vector.
func (p *paper) measure() {
	n := uint64(shortness)
	for _, note := range p.notes {
		if note&noteMark != 0 {
			w := uint64(note.weight())
			n += w * w
		}
	}
	p.norm = root(n << 8)
}

// limitMarks leaves those that weigh most in the vector, where there are more than
// mostMarks, and takes them for all.
func (p *paper) limitMarks() {
	var n [(1<<5-1)*5 + 1]int // words by their weight
	all := 0
	for _, note := range p.notes {
		if note&noteMark != 0 && note.weight() > 0 {
			n[note.weight()]++
			all++
		}
	}
	if all <= mostMarks {
		return
	}
	room := mostMarks
	for weight := len(n) - 1; weight > 0; weight-- {
		n[weight] = min(n[weight], room)
		room -= n[weight]
	}
	for i, note := range p.notes {
		if note&noteMark == 0 || note.weight() == 0 {
			continue
		}
		if left := &n[note.weight()]; *left > 0 {
			*left--
		} else {
			p.notes[i] &= 1<<noteClass - 1
		}
	}
	p.measure()
}

// dropNames drops the names that are neither words of the vector nor used by a happening.
func (p *paper) dropNames() {
	used := make([]bool, len(p.names)+1) // by number
	for i := range p.all {
		h := &p.all[i]
		used[p.number(h.stem)], used[p.number(h.where)] = true, true
		for _, s := range h.site {
			used[p.number(s)] = true
		}
		for _, a := range p.actors(h) {
			used[p.number(a)] = true
		}
	}
	for _, a := range p.rare {
		used[p.number(a)] = true
	}
	n := 0
	for i, note := range p.notes {
		if used[i+1] || note&noteMark != 0 && note.weight() > 0 {
			p.names[n], p.notes[n] = p.names[i], note
			n++
		}
	}
	p.names, p.notes = p.names[:n], p.notes[:n]
}

// appendHead appends all but the happenings.
func (p *paper) appendHead(b []byte) []byte {
	b = binary.AppendUvarint(b, uint64(p.first))
	b = binary.AppendUvarint(b, uint64(len(p.names)))
	for _, n := range p.names {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	for _, n := range p.notes {
		b = binary.LittleEndian.AppendUint16(b, uint16(n))
	}
	b = binary.AppendUvarint(b, uint64(len(p.rare)))
	for _, n := range p.rare {
		b = binary.AppendUvarint(b, p.number(n))
	}
	return binary.AppendUvarint(b, p.norm)
}

// appendBody appends the happenings.
func (p *paper) appendBody(b []byte) []byte {
	list := func(names []uint64) {
		b = binary.AppendUvarint(b, uint64(len(names)))
		for _, n := range names {
			b = binary.AppendUvarint(b, p.number(n))
		}
	}
	b = binary.AppendUvarint(b, uint64(len(p.all)))
	for i := range p.all {
		h := &p.all[i]
		b = binary.AppendUvarint(b, uint64(h.kind))
		b = binary.AppendUvarint(b, p.number(h.stem))
		b = binary.AppendUvarint(b, p.number(h.where))
		b = binary.AppendUvarint(b, uint64(h.when.from))
		if h.when.known() {
			b = binary.AppendUvarint(b, uint64(h.when.until-h.when.from)<<2|uint64(h.told))
		}
		for _, s := range h.site {
			b = binary.AppendUvarint(b, p.number(s))
		}
		list(p.refs[h.sources:h.targets])
		list(p.refs[h.targets:h.context])
		list(p.refs[h.context:h.end])
		b = binary.AppendUvarint(b, uint64(h.wordsEnd-h.words))
		for _, w := range p.words[h.words:h.wordsEnd] {
			b = binary.LittleEndian.AppendUint32(b, w)
		}
	}
	return b
}

// number is the number of a name, from 1; 0 is that of no name.
func (p *paper) number(name uint64) uint64 {
	i, ok := slices.BinarySearch(p.names, name)
	if !ok {
		return 0
	}
	return uint64(i + 1)
}

func (p *paper) name(number uint64) uint64 {
	if number == 0 || number > uint64(len(p.names)) {
		return 0
	}
	return p.names[number-1]
}

// readHead reads what appendHead wrote, and returns the rest.
func (p *paper) readHead(b []byte) ([]byte, error) {
	r := reader{b: b}
	p.first = int32(r.next())
	n := int(r.next())
	if n < 0 || n > len(r.b)/10 {
		return nil, errRecord
	}
	p.names, p.notes = slices.Grow(p.names[:0], n)[:n], slices.Grow(p.notes[:0], n)[:n]
	for i := range p.names {
		p.names[i] = binary.LittleEndian.Uint64(r.b[8*i:])
	}
	r.b = r.b[8*n:]
	for i := range p.notes {
		p.notes[i] = note(binary.LittleEndian.Uint16(r.b[2*i:]))
	}
	r.b = r.b[2*n:]
	p.rare = p.rare[:0]
	for range r.next() {
		p.rare = append(p.rare, p.name(r.next()))
	}
	p.norm = r.next()
	p.marks = p.marks[:0]
	for i, n := range p.notes {
		if w := n.weight(); w > 0 && n&noteMark != 0 && p.norm > 0 {
			p.marks = append(p.marks, mark{p.names[i], int32(16 * one * uint64(w) / p.norm), w})
		}
	}
	return r.b, r.err
}

// readBody reads what appendBody wrote. The head must have been read.
func (p *paper) readBody(b []byte) error {
	r := reader{b: b}
	list := func() int32 {
		at := int32(len(p.refs))
		for range r.next() {
			p.refs = append(p.refs, p.name(r.next()))
		}
		return at
	}
	n := r.next()
	if n > uint64(len(b)) {
		return errRecord
	}
	p.refs, p.words, p.all = p.refs[:0], p.words[:0], slices.Grow(p.all[:0], int(n))
	for range n {
		h := happening{kind: int32(r.next()), stem: p.name(r.next()), where: p.name(r.next())}
		if h.when.from = int32(r.next()); h.when.from != 0 {
			length := r.next()
			h.when.until, h.told = h.when.from+int32(length>>2), Telling(length&3)
		}
		for i := range h.site {
			h.site[i] = p.name(r.next())
		}
		h.sources, h.targets, h.context = list(), list(), list()
		h.end = int32(len(p.refs))
		words := r.next()
		if words > uint64(len(r.b)/4) {
			return errRecord
		}
		h.words = int32(len(p.words))
		for i := range words {
			p.words = append(p.words, binary.LittleEndian.Uint32(r.b[4*i:]))
		}
		r.b = r.b[4*words:]
		h.wordsEnd = int32(len(p.words))
		p.all = append(p.all, h)
		if r.err != nil {
			return r.err
		}
	}
	return r.err
}

// open reads the happenings of a paper of which the head has been read.
func (p *paper) open() error {
	if len(p.body) == 0 {
		return nil
	}
	err := p.readBody(p.body)
	p.body = p.body[:0]
	return err
}

// actors are all actors of a happening; one may be there twice, on different sides.
func (p *paper) actors(h *happening) []uint64 { return p.refs[h.sources:h.end] }

// near are the actors of its sentence that are on no side.
func (p *paper) near(h *happening) []uint64 { return p.refs[h.context:h.end] }

// about are the words about a vague happening.
func (p *paper) about(h *happening) []uint32 { return p.words[h.words:h.wordsEnd] }

// reader reads numbers.
type reader struct {
	b   []byte
	err error
}

func (r *reader) next() uint64 {
	if len(r.b) > 0 && r.b[0] < 0x80 {
		n := r.b[0]
		r.b = r.b[1:]
		return uint64(n)
	}
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.b, r.err = nil, errRecord
		return 0
	}
	r.b = r.b[size:]
	return n
}
