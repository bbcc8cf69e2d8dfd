package actors

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"dateline/corpus/spill"
	"dateline/normalize/names"
)

// links says which names of the dump have to do with each other.
type links struct {
	r      *Reducer
	n      int32        // distinct names; they are numbered in the order of their keys
	facts  spill.Log    // of each name, see fact
	blocks spill.Sorter // names that may be spellings of each other
	edges  spill.Log    // spellings: their score, and the two names
	forest forest       // names that are linked. When the clusters are known: -1-n of each plain name
	linked bits         // names that are not alone
	slight bits         // names that say too little to link bodies: acronyms, legal forms
	full   bits         // names of people that are more than a family or given name
	used   bits         // names that an actor has who is not bound to one document or country
	buf    []byte
}

func (l *links) close() {
	l.facts.Close()
	l.blocks.Close()
	l.edges.Close()
	l.forest = forest{}
}

// fact is what is known of a distinct name of the dump.
type fact struct {
	written   // of the spellings with that key the first
	key       string
	ambiguous bool       // the knowledge base knows several people whom the name may mean
	count     int        // mentions of all actors that have it
	plain     typeCounts // of those that have it alone, and no scope
}

// typeCounts are mentions by type.
type typeCounts []typeCount

type typeCount struct {
	typ   uint8 // index into entityTypes
	count int
}

func (t *typeCounts) add(typ uint8, count int) {
	for i := range *t {
		if (*t)[i].typ == typ {
			(*t)[i].count += count
			return
		}
	}
	*t = append(*t, typeCount{typ, count})
}

func (t *typeCounts) addAll(o typeCounts) {
	for _, c := range o {
		t.add(c.typ, c.count)
	}
}

// most is the commonest type, and the sum of all.
func (t typeCounts) most() (typ uint8, sum int) {
	best := 0
	for i, c := range t {
		if cmp.Or(cmp.Compare(c.count, t[best].count), -cmp.Compare(c.typ, t[best].typ)) > 0 {
			best = i
		}
		sum += c.count
	}
	if len(t) > 0 {
		typ = t[best].typ
	}
	return typ, sum
}

func appendTypes(b []byte, t typeCounts) []byte {
	for _, c := range t {
		b = binary.AppendUvarint(append(b, c.typ), uint64(c.count))
	}
	return b
}

// parseTypes adds what appendTypes appended; it is the rest of b.
func parseTypes(b []byte, t *typeCounts) {
	for len(b) > 0 {
		n, k := binary.Uvarint(b[1:])
		t.add(b[0], int(n))
		b = b[1+k:]
	}
}

// other is a sighting that is more than a name.
type other struct {
	number   int32
	count    int
	sighting          // without names
	at       []int32  // numbers of its names, ascending, each once
	hashes   []uint64 // of its names, where the scope is unsure
}

// each yields the sightings of the log with their names numbered. What they hold is
// valid until the next.
func (l *links) each(do func(*other) error) error {
	r := l.r
	var o other
	next := int32(0) // in further
	for b, err := range r.others.Records() {
		if err != nil {
			return err
		}
		uvarint := func() uint64 {
			n, k := binary.Uvarint(b)
			b = b[k:]
			return n
		}
		o.number, o.count = int32(uvarint()), int(uvarint())
		o.typ, o.scope, b = b[0], scope(b[1]), b[2:]
		var s []byte
		s, b = cutString(b)
		o.known = string(s)
		s, b = cutString(b)
		o.suffix = string(s)
		s, b = cutString(b)
		o.salt = string(s)
		o.at = append(o.at[:0], r.first.at(o.number))
		for range int(uvarint()) - 1 {
			o.at = append(o.at, r.further.at(next))
			next++
		}
		slices.Sort(o.at)
		o.at = slices.Compact(o.at)
		o.hashes = o.hashes[:0]
		for ; len(b) >= 8; b = b[8:] {
			o.hashes = append(o.hashes, binary.LittleEndian.Uint64(b))
		}
		if o.scope != scopeCountry && o.kin() == kinPerson && l.full.has(o.at[0]) {
			o.scope = scopeNone // others write it in two words
		}
		if o.scope == scopeUnsure {
			o.scope = scopeNone
			for _, h := range o.hashes {
				if r.singles.marked(h) {
					o.scope = scopeDocument
				}
			}
		}
		if o.scope == scopeNone {
			o.suffix, o.salt = "", ""
		}
		if err := do(&o); err != nil {
			return err
		}
	}
	return nil
}

// read numbers the names and finds what links them.
func (l *links) read() error {
	r := l.r
	l.facts.Dir, l.edges.Dir = r.Dir, r.Dir
	l.blocks.Memory, l.blocks.Dir = max(r.memory()/8, 1), r.Dir
	if err := l.number(); err != nil {
		return err
	}
	err := l.each(func(o *other) error {
		home := l.home(o)
		for _, n := range o.at {
			l.linked.set(n)
			if o.scope == scopeNone && !l.slight.has(n) {
				l.used.set(n)
				l.forest.join(n, home)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return l.compare()
}

// home is the name of a sighting in whose part it is decided: any but a
// slight one, which would make one part of all that is called for short.
func (l *links) home(o *other) int32 {
	for _, n := range o.at {
		if o.scope != scopeNone || !l.slight.has(n) {
			return n
		}
	}
	return o.at[0]
}

// number numbers the names, writes down what is known of each, and tells the
// sightings.
func (l *links) number() error {
	r := l.r
	var f fact
	var name []byte // key and kin
	have := false
	end := func() error {
		f.key, f.kin = string(name[:len(name)-1]), kin(name[len(name)-1])
		if err := l.judge(&f); err != nil {
			return err
		}
		l.n++
		return nil
	}
	for row, err := range r.names.Rows() {
		if err != nil {
			return err
		}
		first := !have || !bytes.Equal(row.Key, name)
		if first {
			if have {
				if err := end(); err != nil {
					return err
				}
			}
			name, have = append(name[:0], row.Key...), true
			f = fact{plain: f.plain[:0]}
		}
		v := row.Value
		place, what := binary.LittleEndian.Uint32(v), v[4]
		count, k := binary.Uvarint(v[5:])
		if text := v[5+k:]; first || string(text) < f.text {
			f.text = string(text)
		}
		f.count += int(count)
		if what&1 != 0 {
			f.plain.add(what>>1, int(count))
		}
		if place&isFurther != 0 {
			r.further.set(int32(place&^isFurther), l.n)
		} else {
			r.first.set(int32(place), l.n)
		}
	}
	if have {
		if err := end(); err != nil {
			return err
		}
	}
	l.forest.grow(int(l.n))
	l.linked = l.linked.grow(l.n)
	return nil
}

// judge works out what a name is good for and writes it down.
func (l *links) judge(f *fact) error {
	l.full, l.used, l.slight = l.full.grow(l.n), l.used.grow(l.n), l.slight.grow(l.n)
	if len(f.plain) > 0 {
		l.used.set(l.n)
	}
	acronym := letters(f.text) != ""
	if f.kin != kinPerson && (acronym || legalForm(f.key)) {
		l.slight.set(l.n)
	}
	var tokens []string
	full := false
	if f.kin == kinPerson {
		tokens = withoutTitle(personTokens(f.text))
		family := familyTokens(tokens)
		if full = len(family) < len(tokens); full {
			l.full.set(l.n)
			f.ambiguous = len(l.r.base().shortNamed(shortName(tokens))) > 1
			l.r.singles.mark(textKey(strings.Join(family, " ")))
			l.r.singles.mark(textKey(tokens[0]))
		}
	}
	l.buf = appendFact(l.buf[:0], f)
	if _, err := l.facts.Add(l.buf); err != nil {
		return err
	}

	if f.ambiguous || f.kin == kinWork || !strings.Contains(f.key, " ") || f.kin == kinPerson && !full || acronym || l.slight.has(l.n) {
		return nil
	}
	l.buf = append(l.buf[:0], byte(f.kin))
	if f.kin == kinPerson {
		l.buf = append(l.buf, fullSkeleton(tokens)...)
	} else {
		words := strings.Fields(f.key)
		for i, w := range words {
			words[i] = skeleton(w)
		}
		slices.Sort(words)
		for _, w := range words {
			l.buf = append(append(l.buf, w...), ' ')
		}
	}
	for i, c := range l.buf[1:] {
		if c == 0 {
			l.buf[1+i] = 1 // so that what follows cannot come between equal blocks
		}
	}
	l.buf = append(l.buf, 0)
	l.buf = binary.BigEndian.AppendUint32(l.buf, uint32(l.n))
	k := len(l.buf)
	l.buf = append(l.buf, f.key[:min(longStart, len(f.key))]...)
	for len(l.buf) < k+longStart {
		l.buf = append(l.buf, 0)
	}
	l.buf = append(l.buf, f.text...)
	return l.blocks.Add(l.buf[:k], l.buf[k:])
}

// legalForm reports whether a name is no more than the legal form of a body: "Co Inc",
// which texts split off names of companies.
func legalForm(key string) bool {
	legal := vocab().legal
	for w := range strings.FieldsSeq(key) {
		if !legal.has(strings.Trim(w, ".")) {
			return false
		}
	}
	return true
}

func appendFact(b []byte, f *fact) []byte {
	what := byte(f.kin)
	if f.ambiguous {
		what |= 0x80
	}
	b = append(b, what)
	b = appendString(b, f.key)
	b = appendString(b, f.text)
	b = binary.AppendUvarint(b, uint64(f.count))
	return appendTypes(b, f.plain)
}

func parseFact(b []byte, f *fact) {
	*f = fact{ambiguous: b[0]&0x80 != 0}
	f.kin = kin(b[0] &^ 0x80)
	key, b := cutString(b[1:])
	text, b := cutString(b)
	both := string(key) + string(text)
	f.key, f.text = both[:len(key)], both[len(key):]
	n, k := binary.Uvarint(b)
	f.count = int(n)
	parseTypes(b[k:], &f.plain)
}

// The first bytes of a name's key that names of a common block must share.
const (
	shortStart = 1
	longStart  = 3
)

// speller is a name that is held against those of its block.
type speller struct {
	written
	number int32
	start  [longStart]byte
	tokens []string
}

func (s *speller) words() []string {
	if s.tokens == nil {
		s.tokens = withoutTitle(personTokens(s.text))
	}
	return s.tokens
}

// compare looks for spellings within the blocks. A block of more than maxBlock names
// is cut into those that share their first letter, and these into those that
// share three, where that does not suffice.
func (l *links) compare() error {
	block := spellers{l: l}
	block.inner = &spellers{l: l, start: shortStart, inner: &spellers{l: l, start: longStart}}
	var key []byte
	var first struct { // of the block, until there is a second
		number int32
		value  []byte
		held   bool
	}
	add := func(n int32, value []byte) error {
		s := speller{written: written{text: string(value[longStart:]), kin: kin(key[0])}, number: n}
		copy(s.start[:], value)
		return block.add(&s)
	}
	for row, err := range l.blocks.Rows() {
		if err != nil {
			return err
		}
		k := len(row.Key) - 5
		n := int32(binary.BigEndian.Uint32(row.Key[k+1:]))
		if !l.used.has(n) {
			continue
		}
		if !bytes.Equal(key, row.Key[:k]) {
			if err := block.end(); err != nil {
				return err
			}
			key = append(key[:0], row.Key[:k]...)
			first.number, first.value, first.held = n, append(first.value[:0], row.Value...), true
			continue
		}
		if first.held {
			first.held = false
			if err := add(first.number, first.value); err != nil {
				return err
			}
		}
		if err := add(n, row.Value); err != nil {
			return err
		}
	}
	return block.end()
}

// spellers collects the names of a block, in the order of their keys.
type spellers struct {
	l     *links
	start int // bytes of the key that all must share
	inner *spellers
	list  []speller
	over  bool // there are more than may be held against each other
}

func (b *spellers) add(s *speller) error {
	if b.start > 0 && len(b.list) > 0 && !bytes.Equal(b.list[0].start[:b.start], s.start[:b.start]) {
		if err := b.end(); err != nil {
			return err
		}
	}
	if !b.over && len(b.list) < maxBlock {
		b.list = append(b.list, *s)
		return nil
	}
	if !b.over {
		b.over = true
		for i := range b.list {
			if err := b.pass(&b.list[i]); err != nil {
				return err
			}
		}
		b.list = b.list[:1] // for its start
	}
	return b.pass(s)
}

func (b *spellers) pass(s *speller) error {
	if b.inner == nil {
		return nil
	}
	return b.inner.add(s)
}

func (b *spellers) end() error {
	list, over := b.list, b.over
	b.list, b.over = b.list[:0], false
	if over {
		if b.inner == nil {
			return nil
		}
		return b.inner.end()
	}
	for i := range list {
		for j := i + 1; j < len(list); j++ {
			if err := b.l.pair(&list[i], &list[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

// pair links two names if they are spellings of each other.
func (l *links) pair(a, b *speller) error {
	if a.kin == kinPerson && !nearlySpelled(a.words(), b.words()) || names.Contradict(a.parse(), b.parse()) {
		return nil
	}
	s, _ := names.Compare(a.parse(), b.parse())
	if s < surePerson {
		return nil
	}
	l.linked.set(a.number)
	l.linked.set(b.number)
	l.forest.join(a.number, b.number)
	l.buf = binary.BigEndian.AppendUint16(l.buf[:0], uint16(int(s*1000)))
	l.buf = binary.BigEndian.AppendUint32(l.buf, uint32(a.number))
	l.buf = binary.BigEndian.AppendUint32(l.buf, uint32(b.number))
	_, err := l.edges.Add(l.buf)
	return err
}
