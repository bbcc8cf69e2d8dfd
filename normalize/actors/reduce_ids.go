package actors

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/spill"
)

// total is a cluster: an actor of the dump.
type total struct {
	name    string // the canonical one
	known   string // id of the knowledge base, or empty
	content string // what tells it from others, whatever the order of documents
	suffix  string // of the scope, or empty
	typ     uint8
	count   int
}

// ids gives clusters their ids.
type ids struct {
	base   *Base
	homes  map[string]bool // suffixes that are no type and no hash
	sorter spill.Sorter    // by plain id, then by weight
	log    spill.Log       // ids, in order of their ranks
	rank   column          // of each cluster
	n      int32           // clusters so far
	alike  hashes          // plain ids that look as if they had a suffix
	buf    []byte

	// Of the plain id at hand.
	several bool   // clusters want it
	given   bool   // one has it
	taken   hashes // ids with a suffix
}

func (x *ids) close() {
	x.sorter.Close()
	x.log.Close()
}

// add takes a cluster and returns its number.
func (x *ids) add(t *total) (int32, error) {
	n := x.reserve()
	return n, x.put(n, t)
}

// reserve is the number of a cluster that is put later.
func (x *ids) reserve() int32 {
	x.n++
	return x.n - 1
}

// put takes the cluster of a number.
func (x *ids) put(n int32, t *total) error {
	id, fresh := t.known, byte(0)
	if id == "" {
		fresh = 1
		if id = slug(t.name); id == "" {
			id = "actor-" + contentHash(t.name)
		}
		if x.endsInSuffix(id) {
			x.alike.add(textKey(id))
		}
	}
	b := append(append(x.buf[:0], id...), 0, fresh)
	b = binary.BigEndian.AppendUint64(b, ^uint64(t.count))
	b = append(b, t.content...)
	k := len(b)
	b = binary.BigEndian.AppendUint32(b, uint32(n))
	b = append(b, t.typ)
	b = binary.AppendUvarint(b, uint64(len(id)))
	b = append(b, t.suffix...)
	x.buf = b
	return x.sorter.Add(b[:k], b[k:])
}

// claim is a cluster that wants an id.
type claim struct {
	id, content, suffix []byte
	typ                 uint8
	number              int32
	fresh               bool
}

func readClaim(c *claim, row spill.Row) {
	v := row.Value
	c.number, c.typ = int32(binary.BigEndian.Uint32(v)), v[4]
	n, k := binary.Uvarint(v[5:])
	c.suffix = append(c.suffix[:0], v[5+k:]...)
	c.id = append(c.id[:0], row.Key[:n]...)
	c.fresh = row.Key[n+1] == 1
	c.content = append(c.content[:0], row.Key[n+10:]...)
}

// share gives out the ids. Those who want one share it out by weight: who is named
// most has the plain id, if the knowledge base has not; the others have their type,
// country or a hash behind it. No id with such a suffix is one that somebody
// else's name gives.
func (x *ids) share() error {
	x.rank.grow(int(x.n))
	var first, c claim
	waiting := false
	rank := int32(0)
	give := func(c *claim) error {
		id := c.id
		if c.fresh {
			id = x.pick(c)
		}
		_, err := x.log.Add(id)
		x.rank.set(c.number, rank)
		rank++
		return err
	}
	for row, err := range x.sorter.Rows() {
		if err != nil {
			return err
		}
		readClaim(&c, row)
		if waiting {
			x.several = x.several || first.fresh && c.fresh && bytes.Equal(first.id, c.id)
			if err := give(&first); err != nil {
				return err
			}
		}
		if !bytes.Equal(first.id, c.id) {
			x.several, x.given = false, false
			x.taken.clear()
		}
		first, c, waiting = c, first, true
	}
	if waiting {
		return give(&first)
	}
	return nil
}

// pick is the first free id of those that a cluster may have.
func (x *ids) pick(c *claim) []byte {
	id := string(c.id)
	scoped := len(c.suffix) > 0 && (entityTypes[c.typ] == corpus.Person || x.several)
	if !scoped && !x.given && !x.base.Has(id) {
		x.given = true
		return c.id
	}
	for n := 0; ; n++ {
		try := ""
		switch {
		case scoped && n == 0:
			try = id + "-" + string(c.suffix)
		case scoped && n == 1:
			try = id + "-" + string(c.suffix)
			if x.isAlike(try) {
				continue // its owner may need what would follow
			}
			try += "-" + contentHash(string(c.content))
		case !scoped && n == 0:
			try = id + "-" + strings.ToLower(string(entityTypes[c.typ]))
		case !scoped && n == 1:
			try = id + "-" + contentHash(string(c.content))
		default:
			try = id + "-" + contentHash(string(c.content), strings.Repeat("+", n))
		}
		if !x.isAlike(try) && !x.base.Has(try) && x.taken.add(textKey(try)) {
			return []byte(try)
		}
	}
}

// isAlike reports whether a name of the dump gives an id that looks like one with a
// suffix.
func (x *ids) isAlike(id string) bool { return x.alike.has(textKey(id)) }

// endsInSuffix reports whether an id looks as if it had a suffix: a country, a type,
// or a hash.
func (x *ids) endsInSuffix(id string) bool {
	at := strings.LastIndexByte(id, '-')
	if at < 0 {
		return false
	}
	last := id[at+1:]
	return x.homes[last] || len(last) == 6 && strings.Trim(last, "0123456789abcdef") == "" ||
		slices.ContainsFunc(entityTypes[:], func(t corpus.EntityType) bool { return strings.EqualFold(string(t), last) })
}
