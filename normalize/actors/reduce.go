package actors

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus/spill"
)

// DefaultMemory is the number of bytes that a Reducer keeps in memory beside some
// numbers: 64 MiB.
const DefaultMemory = 64 << 20

// Reducer gives every actor of a dump its id. Ids are a function of the set of
// documents: neither their order nor the memory changes anything.
//
// Actors of the knowledge base keep their ids. Others are joined when they share
// a full name or names that are spellings of each other, and contradict in none.
// A single family name joins nothing of another document but its equals, and only
// when no full name of the dump has it. A name that only says what a body is
// ("Defence Ministry") joins its equals of the same country, and has the country in
// its id where the dump has another one of that name.
//
// # Method
//
// Whether two actors are one depends on those only that are linked with them by
// shared names or by spellings. So the dump is cut into its linked parts, and these
// are worked on one by one:
//
//   - Add counts equal actors together (a sighting), as far as memory allows, and
//     puts the names of each into a sorter.
//   - The sorted names are numbered. Those that may be spellings of each other meet
//     by a second sorter, and are compared there. A forest over the numbers of the
//     names says what is linked.
//   - Names without links are actors as they stand. The others, their sightings and
//     spellings are sorted by part, and each part is decided in memory (see cast).
//   - Acronyms and bare legal forms link nothing: one that stands alone goes to the
//     only body that has it, when all parts are decided.
//   - A last sorter brings actors of one slug together, which share it out.
//
// In memory stay four bytes for each actor of each document, and about nine for
// each name and sighting that no other equals. The rest is bounded by Memory, but for
// the part at hand: some hundred bytes for each of its names, and of names that
// are linked there are few in news (32 at most in 37,000 actors).
//
// A Reducer is not safe for concurrent use. The zero Reducer is ready.
type Reducer struct {
	Base   *Base  // that the keys were made with; nil means Default()
	Memory int    // bytes to keep; 0 means DefaultMemory
	Dir    string // of temporary files; "" means that of the system

	actors column // sighting of each key, in the order of Add; clusters later
	ends   column // number of keys up to the end of each document

	tallies  map[string]int32 // sightings of which more may come, into counted
	counted  []counted
	size     int    // bytes of memory of these
	sighted  int32  // sightings so far
	first    column // of each sighting: its first name; later its cluster, as -1-n
	further  column // other names of the sightings in others
	names    spill.Sorter
	others   spill.Log       // sightings that are more than one name
	homes    map[string]bool // countries that stand in ids
	singles  hashes          // keys of names that stand alone; marked where a full name has them
	buf, row []byte
	lines    [][2]int // of hashOf
	err      error
}

// counted is a sighting in memory: actors of one type, names and scope.
type counted struct {
	what   string // see appendSighting
	number int32
	count  int
}

// scope says what keeps an actor from its namesakes in other documents.
type scope uint8

const (
	scopeNone     scope = iota // nothing
	scopeCountry               // its country
	scopeDocument              // its document
	scopeUnsure                // its document, if a full name of the dump has the name in it
)

// sighting is the actors of some documents that are called exactly alike and have one
// type and scope.
type sighting struct {
	typ    uint8 // index into entityTypes
	scope  scope
	known  string
	suffix string // of the id, where the scope is not none
	salt   string // more of the hash that suffix is of: a suffix alone meets others by chance in a large dump
	names  []string
}

func (f *sighting) kin() kin { return kinOf(entityTypes[f.typ]) }

// plain reports whether the sighting is no more than its one name.
func (f *sighting) plain() bool { return f.scope == scopeNone && f.known == "" && len(f.names) == 1 }

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// cutString splits off what appendString appended. The bytes are our own.
func cutString(b []byte) (s, rest []byte) {
	n, k := binary.Uvarint(b)
	return b[k : k+int(n)], b[k+int(n):]
}

func appendSighting(b []byte, f *sighting) []byte {
	b = append(b, f.typ, byte(f.scope))
	b = appendString(b, f.known)
	b = appendString(b, f.suffix)
	b = appendString(b, f.salt)
	for _, n := range f.names {
		b = appendString(b, n)
	}
	return b
}

// parseSighting reads what appendSighting wrote into f. Its strings share the memory of s.
func parseSighting(s string, f *sighting) {
	f.typ, f.scope = s[0], scope(s[1])
	s = s[2:]
	next := func() string {
		n, size := uint64(0), 0
		for {
			c := s[size]
			n |= uint64(c&0x7f) << (7 * size)
			size++
			if c < 0x80 {
				break
			}
		}
		part := s[size : size+int(n)]
		s = s[size+int(n):]
		return part
	}
	f.known, f.suffix, f.salt = next(), next(), next()
	f.names = f.names[:0]
	for s != "" {
		f.names = append(f.names, next())
	}
}

func (r *Reducer) base() *Base {
	if r.Base == nil {
		r.Base = Default()
	}
	return r.Base
}

func (r *Reducer) memory() int { return cmp.Or(r.Memory, DefaultMemory) }

// Add takes the keys of the next document.
func (r *Reducer) Add(keys []Key) error {
	if r.err != nil {
		return r.err
	}
	if r.tallies == nil {
		r.tallies, r.homes = map[string]int32{}, map[string]bool{}
		r.names.Memory, r.names.Dir, r.others.Dir = max(r.memory()*3/8, 1), r.Dir, r.Dir
		r.base()
	}
	suffix, salt := "", ""
	var f sighting
	for i := range keys {
		k := &keys[i]
		f.typ, f.scope, f.known, f.suffix, f.salt = uint8(typeIndex(k.Type)), scopeNone, k.Known, "", ""
		f.names = k.Names
		if len(f.names) == 0 {
			f.names = []string{""}
		}
		if k.Bare && k.Known == "" {
			f.scope = r.scopeOf(&f, k.Home)
		}
		switch f.scope {
		case scopeCountry:
			f.suffix = strings.ToLower(k.Home)
			r.homes[f.suffix[strings.LastIndexByte(f.suffix, '-')+1:]] = true
		case scopeDocument, scopeUnsure:
			if suffix == "" {
				suffix, salt = r.hashOf(keys)
			}
			f.suffix, f.salt = suffix, salt
		}
		n, err := r.sight(&f, max(k.Count, 0))
		if err != nil {
			return r.fail(err)
		}
		r.actors.add(n)
	}
	r.ends.add(int32(r.actors.n))
	if r.actors.n > maxActors {
		return r.fail(fmt.Errorf("more than %d actors", maxActors))
	}
	return nil
}

// maxActors keeps numbers of actors and names within 31 bits.
const maxActors = 1 << 29

func (r *Reducer) fail(err error) error {
	if r.err == nil {
		r.err = fmt.Errorf("actors: reduce: %w", err)
	}
	return r.err
}

// scopeOf is the scope of an actor whose names do not tell it.
func (r *Reducer) scopeOf(f *sighting, home string) scope {
	if f.kin() != kinPerson {
		switch home {
		case "IGO":
			return scopeNone // a body of states is one everywhere
		case "":
			return scopeDocument
		}
		return scopeCountry
	}
	for _, n := range f.names {
		if len(r.base().familyNamed(key(n))) > 0 {
			return scopeDocument
		}
	}
	return scopeUnsure
}

// hashOf is a suffix for names that hold within one document only, and more of the
// same hash.
func (r *Reducer) hashOf(keys []Key) (suffix, salt string) {
	// A line for each key, in the order of the lines.
	r.buf, r.lines = r.buf[:0], r.lines[:0]
	for i := range keys {
		k := &keys[i]
		from := len(r.buf)
		r.buf = append(append(r.buf, k.Type...), '|')
		r.buf = append(strconv.AppendInt(r.buf, int64(k.Count), 10), '|')
		for j, n := range k.Names {
			if j > 0 {
				r.buf = append(r.buf, '|')
			}
			r.buf = append(r.buf, n...)
		}
		r.lines = append(r.lines, [2]int{from, len(r.buf)})
	}
	line := func(l [2]int) []byte { return r.buf[l[0]:l[1]] }
	slices.SortFunc(r.lines, func(a, b [2]int) int { return bytes.Compare(line(a), line(b)) })
	r.row = r.row[:0]
	for _, l := range r.lines {
		r.row = append(append(r.row, line(l)...), 0)
	}
	sum := sha256.Sum256(r.row)
	return hex.EncodeToString(sum[:3]), string(sum[3:9])
}

// sight counts an actor and returns the number of its sighting.
func (r *Reducer) sight(f *sighting, count int) (int32, error) {
	shared := f.scope == scopeNone || f.scope == scopeCountry // else only copies of the document have it
	if shared {
		r.buf = appendSighting(r.buf[:0], f)
		if at, ok := r.tallies[string(r.buf)]; ok {
			r.counted[at].count += count
			return r.counted[at].number, nil
		}
	}
	n := r.sighted
	r.sighted++
	r.first.add(0)
	if !shared {
		return n, r.enter(n, f, count)
	}
	c := counted{string(r.buf), n, count}
	r.tallies[c.what] = int32(len(r.counted))
	r.counted = append(r.counted, c)
	r.size += len(c.what) + countedCost
	if r.size > r.memory()/8 {
		return n, r.flush()
	}
	return n, nil
}

// countedCost is the bytes of memory of a counted beside those of what.
const countedCost = 100

// flush enters the sightings in memory.
func (r *Reducer) flush() error {
	var f sighting
	for i := range r.counted {
		c := &r.counted[i]
		parseSighting(c.what, &f)
		if err := r.enter(c.number, &f, c.count); err != nil {
			return err
		}
		c.what = ""
	}
	clear(r.tallies)
	r.counted, r.size = r.counted[:0], 0
	return nil
}

// isFurther marks places in the column further.
const isFurther = 1 << 31

// enter puts the names of a sighting into the sorter, and what is more than a name
// into the log.
func (r *Reducer) enter(number int32, f *sighting, count int) error {
	plain := f.plain()
	if !plain {
		r.row = binary.AppendUvarint(r.row[:0], uint64(number))
		r.row = binary.AppendUvarint(r.row, uint64(count))
		r.row = append(r.row, f.typ, byte(f.scope))
		r.row = appendString(r.row, f.known)
		r.row = appendString(r.row, f.suffix)
		r.row = appendString(r.row, f.salt)
		r.row = binary.AppendUvarint(r.row, uint64(len(f.names)))
	}
	for i, n := range f.names {
		place := uint32(number)
		if i > 0 {
			place = isFurther | uint32(r.further.n)
			r.further.add(0)
		}
		r.buf = append(append(r.buf[:0], key(n)...), byte(f.kin()))
		if f.scope == scopeUnsure {
			h := textKey(r.buf[:len(r.buf)-1])
			r.singles.add(h)
			r.row = binary.LittleEndian.AppendUint64(r.row, h)
		}
		k := len(r.buf)
		r.buf = binary.LittleEndian.AppendUint32(r.buf, place)
		what := f.typ << 1
		if plain {
			what |= 1
		}
		r.buf = append(r.buf, what)
		r.buf = binary.AppendUvarint(r.buf, uint64(count))
		r.buf = append(r.buf, n...)
		if err := r.names.Add(r.buf[:k], r.buf[k:]); err != nil {
			return err
		}
	}
	if !plain {
		_, err := r.others.Add(r.row)
		return err
	}
	return nil
}

// Result yields for each document, in the order of Add, the dump's id of each of its
// keys, in their order. It may be ranged over once, after the last Add. The slice
// is valid until the next; after an error there is none.
func (r *Reducer) Result() iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		defer r.Close()
		if r.err == nil && r.actors.n > 0 {
			if err := r.decide(yield); err != nil {
				yield(nil, r.fail(err))
			}
			return
		}
		if r.err != nil {
			yield(nil, r.err)
			return
		}
		for range r.ends.n {
			if !yield(nil, nil) {
				return
			}
		}
	}
}

// Close gives back memory and files. Result calls it.
func (r *Reducer) Close() {
	r.names.Close()
	r.others.Close()
	err := r.err
	if err == nil {
		err = errors.New("actors: reduce: closed")
	}
	*r = Reducer{Base: r.Base, Memory: r.Memory, Dir: r.Dir, err: err}
}

// decide does the work of Result.
func (r *Reducer) decide(yield func([]string, error) bool) error {
	if err := r.flush(); err != nil {
		return err
	}
	r.tallies, r.counted = nil, nil

	links := links{r: r}
	defer links.close()
	if err := links.read(); err != nil {
		return err
	}
	ids := ids{base: r.base(), homes: r.homes}
	ids.sorter.Memory, ids.sorter.Dir, ids.log.Dir = max(r.memory()/4, 1), r.Dir, r.Dir
	defer ids.close()
	if err := links.cast(&ids); err != nil {
		return err
	}
	// From here on actors are clusters.
	for i := range int32(r.actors.n) {
		c := r.first.at(r.actors.at(i))
		if c >= 0 { // a plain name's
			c = links.forest.at(c)
		}
		r.actors.set(i, -1-c)
	}
	ids.rank, links.forest, r.first = links.forest.column, forest{}, column{}
	links.close()
	r.others.Close()
	if err := ids.share(); err != nil {
		return err
	}
	return r.tell(&ids, yield)
}

// tell yields the ids of all documents, as many at once as memory allows: the ids
// are read in their own order for each lot.
func (r *Reducer) tell(ids *ids, yield func([]string, error) bool) error {
	type want struct{ rank, at int32 }
	var wants []want
	type place struct {
		from int
		size int32
	}
	var places []place
	var out []string
	lot := max(leastLot, r.memory()/2/tellCost)
	for d := 0; d < r.ends.n; {
		from := int32(0)
		if d > 0 {
			from = r.ends.at(int32(d - 1))
		}
		last := d + 1 // past the lot
		for last < r.ends.n && int(r.ends.at(int32(last))-from) <= lot {
			last++
		}
		until := r.ends.at(int32(last - 1))
		wants = slices.Grow(wants[:0], int(until-from))
		for i := from; i < until; i++ {
			wants = append(wants, want{ids.rank.at(r.actors.at(i)), i - from})
		}
		slices.SortFunc(wants, func(a, b want) int { return cmp.Compare(a.rank, b.rank) })
		if cap(places) < len(wants) {
			places = make([]place, len(wants))
		}
		places = places[:len(wants)]
		var all strings.Builder
		all.Grow(len(wants) * int(ids.log.Size()/int64(ids.log.Len())))
		rank, next := int32(0), 0
		for id, err := range ids.log.Records() {
			if err != nil {
				return err
			}
			if next < len(wants) && wants[next].rank == rank {
				at := all.Len()
				all.Write(id)
				for ; next < len(wants) && wants[next].rank == rank; next++ {
					places[wants[next].at] = place{at, int32(len(id))}
				}
			}
			if rank++; next == len(wants) {
				break
			}
		}
		text, at := all.String(), 0
		for ; d < last; d++ {
			out = out[:0]
			for end := int(r.ends.at(int32(d)) - from); at < end; at++ {
				p := places[at]
				out = append(out, text[p.from:p.from+int(p.size)])
			}
			if !yield(out, nil) {
				return nil
			}
		}
	}
	return nil
}

const (
	tellCost = 44   // bytes of memory for each actor of a lot
	leastLot = 1024 // actors
)
