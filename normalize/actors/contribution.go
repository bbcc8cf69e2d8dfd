package actors

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"dateline/corpus/lexicon"
)

// Contribution sums up what the user's file has under an ask of a document, as
// far as it differs from the tables; it is false when that is nothing. Two bases over the
// same tables give a document the same layers and keys unless they contribute
// differently to one of its asks (Document.Asked).
func (b *Base) Contribution(ask uint32) (digest uint64, ok bool) {
	digest, ok = b.contribed()[ask]
	return digest, ok
}

// Contributions are all of them, by ask. The map is shared and must not be changed.
func (b *Base) Contributions() map[uint32]uint64 { return b.contribed() }

// DigestOf sums up what the user's file contributes to the asks of a document. It
// is 0 where that is nothing, as it is without a file.
func (b *Base) DigestOf(asked lexicon.Asked) uint64 {
	if b.own == nil {
		return 0
	}
	all := b.contribed()
	var sum uint64
	if len(all) < len(asked) {
		for ask, digest := range all {
			if asked.Has(ask) {
				sum += spread(ask, digest)
			}
		}
		return sum
	}
	for _, ask := range asked {
		if digest, ok := all[ask]; ok {
			sum += spread(ask, digest)
		}
	}
	return sum
}

// Digest sums up the user's file, for what depends on the base as a whole. It is 0
// without a file.
func (b *Base) Digest() uint64 {
	var sum uint64
	for ask, digest := range b.contribed() {
		sum += spread(ask, digest)
	}
	return sum
}

func spread(ask uint32, digest uint64) uint64 {
	h := sha256.Sum256(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint32(nil, ask), digest))
	return binary.LittleEndian.Uint64(h[:])
}

// What an ask may be answered with, so that one and the same under two heads is
// told apart.
const (
	ofPeople = iota
	ofThings
	ofWorks
	ofAcronyms
	ofFamily
	ofCalled
	ofShort
	ofSpellings
	ofNouns
	ofRoles
	ofIDs
	ofEntry
	ofAliases
	ofHeld
	ofOffice
)

// contributions sums up what a file has under each ask. It is a sum, so that two
// entries of one hash do not hide each other.
type contributions struct {
	*Base
	sum    map[uint32]uint64
	buffer []byte // what is being said of an ask
}

// say begins what is said of an ask.
func (c *contributions) say(head byte, words ...string) {
	c.buffer = append(c.buffer[:0], head)
	for _, w := range words {
		c.word(w)
	}
}

func (c *contributions) word(w string) {
	c.buffer = append(binary.AppendUvarint(c.buffer, uint64(len(w))), w...)
}

// entry says which entry is meant, by what tells it from every other one: the number
// of one of the tables, which no user's file changes, else the id.
func (c *contributions) entry(i int32) {
	if int(i) < c.embedded {
		c.buffer = binary.AppendUvarint(append(c.buffer, '#'), uint64(i))
		return
	}
	c.buffer = append(c.buffer, '@')
	c.word(c.entries[i].ID)
}

// end adds what was said to an ask.
func (c *contributions) end(ask uint32) {
	h := sha256.Sum256(c.buffer)
	c.sum[ask] += binary.LittleEndian.Uint64(h[:])
}

func (b *Base) contribute() map[uint32]uint64 {
	if b.own == nil {
		return nil
	}
	own := b.own
	c := contributions{Base: b, sum: make(map[uint32]uint64, 10*len(own.added))}
	for _, t := range []struct {
		table, head uint8
		known       by
	}{
		{askName, ofPeople, byPerson}, {askName, ofThings, byThing}, {askName, ofWorks, byWork}, {askSingle, ofFamily, byFamily},
		{askShort, ofShort, byShort}, {askSpelling, ofSpellings, bySpelling}, {askPhrase, ofNouns, byNoun},
	} {
		for k, list := range own.lists[t.known] {
			c.say(t.head, k)
			for _, i := range list {
				c.entry(i)
			}
			c.end(lexicon.Ask(t.table, k))
		}
	}
	for k := range own.acronyms {
		c.say(ofAcronyms, k)
		c.end(lexicon.Ask(askName, k))
	}
	for id, i := range own.slugs {
		c.say(ofIDs, id)
		c.entry(i)
		c.end(lexicon.Ask(askID, id))
	}
	c.offices()
	for _, a := range own.added {
		c.row(a)
	}
	return c.sum
}

// offices says who held which.
func (c *contributions) offices() {
	own := c.own
	for role := range own.offices.roles {
		c.say(ofRoles, role)
		c.end(lexicon.Ask(askPhrase, role))
	}
	for k, terms := range own.offices.by {
		c.say(ofOffice, k.role)
		c.entry(k.of)
		for _, x := range terms {
			c.entry(x.holder)
			c.word(x.from)
			c.word(x.until)
		}
		c.end(c.askOffice(k.role, k.of))
	}
	for i, held := range own.offices.held {
		c.say(ofHeld)
		c.entry(i)
		for _, h := range held {
			c.word(h.role)
			c.entry(h.of)
			c.word(h.from)
			c.word(h.until)
		}
		c.end(c.askOf(askHeld, i))
		// Who has the person from a family name asks for no offices: see heldOfFamily.
		e := &c.entries[i]
		families := map[string]bool{}
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			tokens := withoutTitle(personTokens(n))
			for _, k := range c.familyKeys(nil, e.Country, tokens) {
				families[k] = true
			}
			if int(i) < c.embedded {
				for _, k := range c.familyKeys(nil, own.below[i].Country, tokens) {
					families[k] = true
				}
			}
		}
		for k := range families {
			c.end(lexicon.Ask(askSingle, k))
		}
	}
}

// row says what a row has changed in its entry.
func (c *contributions) row(a addition) {
	e := &c.entries[a.entry]
	var was *Entry
	if int(a.entry) < c.embedded {
		was = &c.own.below[a.entry]
	}
	if was == nil || e.content() != was.content() {
		now := e.content()
		c.say(ofEntry, now[:]...)
		c.entry(a.entry)
		c.end(c.askOf(askEntry, a.entry))
	}
	if was == nil || !slices.Equal(e.Aliases, was.Aliases) {
		c.say(ofAliases, e.Aliases...)
		c.entry(a.entry)
		c.end(c.askOf(askAliases, a.entry))
	}
	if kinOf(e.Type) != kinPerson {
		return
	}
	var known []string // parts of the tables' names
	if was != nil {
		for _, n := range append([]string{was.Name}, was.Aliases...) {
			known = append(known, nameParts(n)...)
		}
	}
	for _, n := range a.names {
		for _, p := range nameParts(n) {
			if slices.Contains(known, p) {
				continue
			}
			known = append(known, p)
			c.say(ofCalled, p)
			c.entry(a.entry)
			c.end(lexicon.Ask(askSingle, p))
		}
	}
}

// nameParts are the keys under which singleNames and surnames look a single name
// up among the names of a person.
func nameParts(name string) []string {
	t := withoutTitle(personTokens(name))
	if len(t) == 0 {
		return nil
	}
	family := strings.Join(familyTokens(t), " ")
	return append([]string{family, "\x00" + skeleton(family), lastWord(family)}, t...)
}

// content is what view.entry shows of an entry.
func (e *Entry) content() [6]string {
	return [6]string{e.ID, string(e.Type), e.Name, e.Country, e.Sector, e.Wikidata}
}
