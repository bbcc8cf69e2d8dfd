package duplicates

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"

	"dateline/corpus/hash"
	"dateline/corpus/spill"
)

// matcher compares the happenings of a dump and joins what agrees.
type matcher struct {
	types  types
	count  int          // of happenings
	papers spill.Log    // in the order of documents
	at     []int64      // where each paper lies in papers
	actors spill.Sorter // the documents of each actor: hash, document, roles
	words  spill.Sorter // the documents of each word: hash, day, document
	alike  spill.Sorter // documents that are alike: the most minus their likeness, the two

	component spill.Sorter // the same, with the smallest document of their component in front
	story     []uint32     // by document: the smallest document of its story
	blocks    spill.Sorter // the happenings of each block: hash, first day, document, number, last day
	links     spill.Sorter // the pairs that agree, see link

	shelf []*paper // by document, as far as it goes: papers that were read lately
	clock int      // of the shelf: a paper of this time or later is in use

	// Scratch of one document, and of the block of one actor.
	one     paper
	rares   []counted
	roles   []byte
	file    []byte
	block   []*paper
	entries []entry
}

// counted is an actor with the number of its documents.
type counted struct {
	name  uint64
	count int
}

// entry is a happening within a block.
type entry struct {
	key   uint64 // what the block's happenings share: a stem, or a type
	order uint64 // the first day (22 bits), the paper in the block (12 bits), the happening in the paper (30 bits)
}

func newEntry(paper, at int, h *happening) entry {
	return entry{order: uint64(h.when.from)<<42 | uint64(paper)<<30 | uint64(at)}
}

func (e entry) paper() int { return int(e.order >> 30 & 4095) }
func (e entry) at() int32  { return int32(e.order & (1<<30 - 1)) }

func (e entry) compare(o entry) int {
	if e.key != o.key {
		return cmp.Compare(e.key, o.key)
	}
	return cmp.Compare(e.order, o.order)
}

// settle takes the record of a paper, joins what is one happening within it, says
// where the paper is to be compared with others, and stores it with what its names
// tell.
func (m *matcher) settle(record []byte, docs *tally, size int) error {
	p := &m.one
	body, err := p.readHead(record)
	if err == nil {
		err = p.readBody(body)
	}
	if err != nil {
		return err
	}
	if err := m.matchWithin(p); err != nil {
		return err
	}

	m.rares = m.rares[:0]
	for i, n := range p.notes {
		if n&noteMark == 0 {
			continue
		}
		count := docs.of(p.names[i])
		n |= note(bits.Len(uint(size/max(1, count))) - 1)
		if count > widest {
			n |= noteWide
		}
		p.notes[i] = n
		if count >= 2 && count <= widest && n.weight() > 0 && n&noteBits >= 2 {
			m.rares = append(m.rares, counted{p.names[i], count})
		}
	}
	p.measure()
	for i := range p.notes {
		if docs.of(p.names[i]) < 2 {
			p.notes[i] &^= noteMark // no other document has it
		}
	}
	slices.SortFunc(m.rares, func(a, b counted) int { return cmp.Or(cmp.Compare(a.count, b.count), cmp.Compare(a.name, b.name)) })
	p.rare = p.rare[:0]
	for _, r := range m.rares[:min(len(m.rares), storyBlocks)] {
		p.rare = append(p.rare, r.name)
	}

	// What is read again and again must be small, or a long document takes the square
	// of its length.
	p.all = p.all[:min(len(p.all), mostHappenings)]
	if err := m.emit(p, uint32(len(m.at))); err != nil {
		return err
	}
	p.limitMarks()
	p.dropNames()
	m.file = p.appendBody(p.appendHead(m.file[:0]))
	at, err := m.papers.Add(m.file)
	m.at = append(m.at, at)
	return err
}

// How an actor counts in a document.
const (
	rowSide = 1 << iota // in events
	rowNear             // in sentences of mentions
)

// emit sends a paper to the blocks of its rarest words and of its actors, and its
// happenings to those of wide actors and of places.
func (m *matcher) emit(p *paper, document uint32) error {
	m.roles = append(m.roles[:0], make([]byte, len(p.names))...)
	for _, w := range p.rare {
		var key [16]byte
		binary.BigEndian.PutUint64(key[:], w)
		binary.BigEndian.PutUint32(key[8:], uint32(p.day()))
		binary.BigEndian.PutUint32(key[12:], document)
		if err := m.words.Add(key[:], nil); err != nil {
			return err
		}
	}
	for i := range p.all {
		h := &p.all[i]
		block := func(by, name uint64) error {
			var key [24]byte
			binary.BigEndian.PutUint64(key[:], hash.Mix(by^name))
			binary.BigEndian.PutUint32(key[8:], uint32(h.when.from))
			binary.BigEndian.PutUint32(key[12:], document)
			binary.BigEndian.PutUint32(key[16:], uint32(i))
			binary.BigEndian.PutUint32(key[20:], uint32(h.when.until))
			return m.blocks.Add(key[:], nil)
		}
		for j, a := range p.actors(h) {
			k := p.number(a) - 1
			n := p.notes[k]
			if n&noteMark == 0 {
				continue // no other document names it
			}
			near := h.stem != 0 && !h.vague() && h.sources+int32(j) >= h.context
			if n&noteWide == 0 {
				if h.kind != 0 {
					m.roles[k] |= rowSide
				}
				if near {
					m.roles[k] |= rowNear
				}
				continue
			}
			if h.kind != 0 {
				if err := block(m.types.hashes[h.kind], a); err != nil {
					return err
				}
			}
			if near {
				if err := block(h.stem, a); err != nil {
					return err
				}
			}
		}
		if h.kind != 0 && h.where != 0 {
			if err := block(m.types.hashes[h.kind], h.where); err != nil {
				return err
			}
		}
	}
	sent := 0
	for k, roles := range m.roles {
		if roles == 0 || sent == mostBlocks {
			continue
		}
		sent++
		var key [13]byte
		binary.BigEndian.PutUint64(key[:], p.names[k])
		binary.BigEndian.PutUint32(key[8:], document)
		key[12] = roles
		if err := m.actors.Add(key[:], nil); err != nil {
			return err
		}
	}
	return nil
}

// matchWithin joins the happenings of one document.
func (m *matcher) matchWithin(p *paper) error {
	es := m.entries[:0]
	for i := range p.all {
		h := &p.all[i]
		e := newEntry(0, i, h)
		if h.stem != 0 && !h.vague() {
			e.key = h.stem
			es = append(es, e)
		}
		if h.kind == 0 {
			continue
		}
		kind := m.types.hashes[h.kind]
		for _, a := range p.actors(h) {
			e.key = hash.Mix(kind ^ a)
			es = append(es, e)
		}
		if h.where != 0 {
			e.key = hash.Mix(kind ^ h.where)
			es = append(es, e)
		}
	}
	slices.SortFunc(es, entry.compare)
	m.entries = es
	for x, e := range es {
		a := &p.all[e.at()]
		for _, o := range es[x+1 : min(len(es), x+1+blockReach)] {
			b := &p.all[o.at()]
			if o.key != e.key || a.when.before(b.when) {
				break
			}
			if o.at() != e.at() {
				if err := m.link(m.agree(p, a, p, b, pointStory), p, a, e.at(), p, b, o.at()); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// before reports whether a happening of these days and one of others cannot be one,
// nor any that begins later.
func (d days) before(o days) bool { return d.known() && o.known() && d.until < o.from-farDays }

// matchActors compares the documents of each actor.
func (m *matcher) matchActors() error {
	var actor uint64
	var rows []row
	for r, err := range m.actors.Rows() {
		if err != nil {
			return err
		}
		if a := binary.BigEndian.Uint64(r.Key); a != actor {
			if err := m.matchActor(actor, rows); err != nil {
				return err
			}
			actor, rows = a, rows[:0]
		}
		rows = append(rows, row{binary.BigEndian.Uint32(r.Key[8:]), r.Key[12]})
	}
	return m.matchActor(actor, rows)
}

// row is a document in the block of an actor.
type row struct {
	document uint32
	roles    byte
}

// load reads a paper, but for its happenings. It is not overwritten before the clock
// has passed a time.
func (m *matcher) load(document uint32, until int) (*paper, error) {
	const largest = 16 << 10 // bytes of a paper that may stand on the shelf
	slot := &m.shelf[int(document)%len(m.shelf)]
	p := *slot
	if p != nil && p.document == document {
		p.until = until
		return p, nil
	}
	r, err := m.papers.At(m.at[document])
	if err != nil {
		return nil, err
	}
	if len(r) > largest || p != nil && p.until >= m.clock {
		p = &paper{}
	} else if p == nil {
		p = &paper{}
		*slot = p
	}
	p.document, p.until = document, until
	body, err := p.readHead(r)
	p.body, p.all = append(p.body[:0], body...), p.all[:0]
	return p, err
}

// matchActor compares the documents of an actor: happenings of one stem where the actor
// is near both, and events of one type where it takes part in both.
func (m *matcher) matchActor(actor uint64, rows []row) error {
	if len(rows) < 2 {
		return nil
	}
	m.clock++
	m.block = m.block[:0]
	es := m.entries[:0]
	for d, r := range rows {
		p, err := m.load(r.document, m.clock)
		if err == nil {
			err = p.open()
		}
		if err != nil {
			return err
		}
		m.block = append(m.block, p)
		for i := range p.all {
			h := &p.all[i]
			e := newEntry(d, i, h)
			if h.stem != 0 && !h.vague() && r.roles&rowNear != 0 && slices.Contains(p.near(h), actor) {
				e.key = h.stem
				es = append(es, e)
			}
			if h.kind != 0 && r.roles&rowSide != 0 && slices.Contains(p.actors(h), actor) {
				e.key = m.types.hashes[h.kind]
				es = append(es, e)
			}
		}
	}
	m.entries = es
	return m.matchEntries()
}

// matchEntries compares the happenings of m.entries, of papers of m.block, that have one
// key and are not of one paper.
func (m *matcher) matchEntries() error {
	es := m.entries
	slices.SortFunc(es, entry.compare)
	for x, e := range es {
		p := m.block[e.paper()]
		a := &p.all[e.at()]
		for _, o := range es[x+1 : min(len(es), x+1+blockReach)] {
			if o.key != e.key {
				break
			}
			q := m.block[o.paper()]
			if p == q {
				continue
			}
			b := &q.all[o.at()]
			if a.when.before(b.when) {
				break
			}
			if err := m.link(m.agree(p, a, q, b, m.likeness(p, q)), p, a, e.at(), q, b, o.at()); err != nil {
				return err
			}
		}
	}
	return nil
}

// likeness is how many points it gives that two documents are of one story.
func (m *matcher) likeness(p, q *paper) int {
	if m.story[p.document] == m.story[q.document] {
		return pointStory
	}
	return 0
}

// rarest is the rarest word among the rare ones of both.
func rarest(p, q *paper) uint64 {
	for _, a := range p.rare {
		if slices.Contains(q.rare, a) {
			return a
		}
	}
	return 0
}

// matchBlocks compares happenings in the blocks of wide actors and of places. Such a
// block may be of any size, so it goes by as a stream.
func (m *matcher) matchBlocks() error {
	type member struct {
		days
		document, at uint32
		paper        *paper // nil until it is needed
	}
	var near [blockReach + 1]member // a ring of the last ones
	read := func(x *member) (*paper, error) {
		if x.paper != nil {
			return x.paper, nil
		}
		p, err := m.load(x.document, m.clock+len(near))
		if err == nil {
			err = p.open()
		}
		x.paper = p
		return p, err
	}
	var block uint64
	n := 0
	for r, err := range m.blocks.Rows() {
		if err != nil {
			return err
		}
		m.clock++
		if b := binary.BigEndian.Uint64(r.Key); b != block {
			block, n = b, 0
		}
		me := &near[n%len(near)]
		*me = member{days{int32(binary.BigEndian.Uint32(r.Key[8:])), int32(binary.BigEndian.Uint32(r.Key[20:]))},
			binary.BigEndian.Uint32(r.Key[12:]), binary.BigEndian.Uint32(r.Key[16:]), nil}
		for k := max(0, n-blockReach); k < n; k++ {
			o := &near[k%len(near)]
			if o.document == me.document || o.before(me.days) {
				continue
			}
			p, err := read(o)
			if err != nil {
				return err
			}
			q, err := read(me)
			if err != nil {
				return err
			}
			a, b := &p.all[o.at], &q.all[me.at]
			if err := m.link(m.agree(p, a, q, b, m.likeness(p, q)), p, a, int32(o.at), q, b, int32(me.at)); err != nil {
				return err
			}
		}
		n++
	}
	return nil
}

// agree is the points of two happenings that are one, and 0 for two that are not. The
// likeness is that of their documents.
func (m *matcher) agree(p *paper, a *happening, q *paper, b *happening, likeness int) int {
	akin := a.stem != 0 && a.stem == b.stem && (!a.vague() || p != q && nearly(p.about(a), q.about(b)))
	if !akin && (a.kind == 0 || a.kind != b.kind) {
		return 0
	}
	if ours, theirs := m.bounds(p, a), m.bounds(q, b); ours.apart(theirs) || ours.sidesApart(theirs) || p == q && ours.apartWithin(theirs) {
		return 0
	}
	points := 0
	x, y := a.when, b.when
	dated := x.known() && y.known()
	switch {
	case !dated:
	case x == y && x.from == x.until:
		points += pointDay
	case x.until < y.from-farDays || y.until < x.from-farDays:
		return 0
	case x.until >= y.from-2 && y.until >= x.from-2 && x.until-x.from <= 31 && y.until-y.from <= 31:
		points += pointNear
	}
	aSources, aTargets := p.refs[a.sources:a.targets], p.refs[a.targets:a.context]
	bSources, bTargets := q.refs[b.sources:b.targets], q.refs[b.targets:b.context]
	sources, targets := shared(aSources, bSources), shared(aTargets, bTargets)
	if m.types.symmetric[a.kind] || m.types.symmetric[b.kind] {
		points += max(sources+targets, shared(aSources, bTargets)+shared(aTargets, bSources)) * pointSide
	} else {
		if sources == 0 && len(aSources) > 0 && len(bSources) > 0 || targets == 0 && len(aTargets) > 0 && len(bTargets) > 0 {
			return 0 // both name a side, and nobody is on both
		}
		points += (sources + targets) * pointSide
	}
	switch {
	case a.where == 0 || b.where == 0:
	case a.where == b.where, a.site[2] != 0 && a.site[2] == b.site[2]:
		points += pointPlace
	case a.site[0] != 0 && b.site[0] != 0: // one lies in the other, since they are not apart
	default:
		points--
	}
	points += shared(p.near(a), q.near(b)) * pointContext
	if akin {
		points += pointLemma
	}
	if likeness == 0 && !dated {
		return 0 // nothing says that they are of one time
	}
	if akin {
		points += likeness
	}
	if points < sameHappening {
		return 0
	}
	return points
}

// nearly reports whether two ascending lists of words are alike.
func nearly(a, b []uint32) bool {
	n, least := 0, min(len(a), len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n, a, b = n+1, a[1:], b[1:]
		}
	}
	return n >= fewestNear && 100*n >= shareNear*least
}

// shared is 1 when two ascending lists have a common actor.
func shared(a, b []uint64) int {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			return 1
		}
	}
	return 0
}
