package actors

import (
	"dateline/corpus/lexicon"
)

// The tables that a user's file adds to, as the asks of documents tell them
// apart. The numbers are part of stored asks.
const (
	askName     uint8 = iota + 1 // key of a name of a person, body, place or work
	askSingle                    // key of a family name, or of another part of a name that stands alone
	askShort                     // given and family name
	askSpelling                  // skeleton of a full name
	askPhrase                    // common noun or role of a definite phrase
	askID                        // id
	askEntry                     // what is known of an entry but for the following
	askAliases                   // an entry's aliases
	askHeld                      // the offices of a person
	askOffice                    // the holders of an office of a body
)

// view is the knowledge base as one document asks it. What a user's file can add
// to or change is reached through its methods only, and each of them notes the
// ask. Two bases give a document the same actors unless they differ in something
// that it has asked for; [Base.Contribution] says in what they differ. It is not
// safe for concurrent use.
type view struct {
	*fixed
	base *Base
	asks lexicon.Asking
	seen []uint64 // entries read, a bit each

	last    string // the last name asked for, which mostly is asked for again
	lastKey uint64 // its key
}

// name notes the ask for a name and is its key.
func (v *view) name(k string) uint64 {
	if k != v.last || v.lastKey == 0 {
		v.asks.Add(lexicon.Ask(askName, k))
		v.last, v.lastKey = k, textKey(k)
	}
	return v.lastKey
}

// named are the entries of a name.
func (v *view) named(list by, k string) []int32 {
	key := v.name(k)
	if v.base.own != nil {
		if l, ok := v.base.own.lists[list][k]; ok {
			return l
		}
	}
	return v.base.table.lists[list].list(key)
}

// reset makes a view one of a base, which nothing has been asked.
func (v *view) reset(b *Base) {
	v.fixed, v.base, v.last, v.lastKey = b.fixed, b, "", 0
	if n := (len(b.entries) + 63) / 64; len(v.seen) < n {
		v.seen = make([]uint64, n)
	}
	clear(v.seen)
	v.asks.Reset()
}

// people, things and works are the entries of a name or alias, given as a key.
func (v *view) people(k string) []int32 {
	return v.named(byPerson, k)
}

func (v *view) things(k string) []int32 {
	return v.named(byThing, k)
}

func (v *view) works(k string) []int32 {
	return v.named(byWork, k)
}

// claim is the thing to which a user's file gives a name, or -1.
func (v *view) claim(k string) int32 {
	v.name(k)
	if own := v.base.own; own != nil {
		if list := own.lists[byThing][k]; len(list) > 0 {
			return list[0]
		}
	}
	return -1
}

// acronym reports whether a key is a name only when written in capitals.
func (v *view) acronym(k string) bool {
	v.name(k)
	return v.base.table.acronyms[k] || v.base.own != nil && v.base.own.acronyms[k]
}

// family are the people of a family name.
func (v *view) family(k string) []int32 {
	v.asks.Add(lexicon.Ask(askSingle, k))
	return v.base.first(byFamily, k)
}

// called notes that the document asks whom of its people a part of a name may
// mean. Who has looked the part up in names and otherNames need not ask for the
// aliases as a whole, which more documents depend on.
func (v *view) called(part string) { v.asks.Add(lexicon.Ask(askSingle, part)) }

// short are the people of a given and a family name.
func (v *view) short(k string) []int32 {
	v.asks.Add(lexicon.Ask(askShort, k))
	return v.base.first(byShort, k)
}

// spelledLike are the people with a name of that skeleton.
func (v *view) spelledLike(skeleton string) []int32 {
	v.asks.Add(lexicon.Ask(askSpelling, skeleton))
	return v.base.first(bySpelling, skeleton)
}

// nouns are the bodies that a common noun may mean, in ascending order.
func (v *view) nouns(phrase string) []int32 {
	v.asks.Add(lexicon.Ask(askPhrase, phrase))
	return v.base.first(byNoun, phrase)
}

// role reports whether somebody of the tables has held an office of that name.
func (v *view) role(role string) bool {
	v.asks.Add(lexicon.Ask(askPhrase, role))
	return v.base.table.offices.roles[role] || v.base.own != nil && v.base.own.offices.roles[role]
}

// taken reports whether an id is the knowledge base's.
func (v *view) taken(id string) bool {
	v.asks.Add(lexicon.Ask(askID, id))
	return v.base.Has(id)
}

// entry is what is known of an entry. Its aliases are read through aliases or
// otherNames.
func (v *view) entry(i int32) *Entry {
	if bit := uint64(1) << (i & 63); v.seen[i>>6]&bit == 0 {
		v.seen[i>>6] |= bit
		v.asks.Add(v.base.askOf(askEntry, i))
	}
	return &v.base.entries[i]
}

// aliases are the other names of an entry.
func (v *view) aliases(i int32) []string {
	v.asks.Add(v.base.askOf(askAliases, i))
	return v.base.entries[i].Aliases
}

// otherNames are the aliases for those who ask for the parts that they look up
// (see called).
func (v *view) otherNames(i int32) []string { return v.base.entries[i].Aliases }

// held are the offices of a person.
func (v *view) held(i int32) []officeHeld {
	v.asks.Add(v.base.askOf(askHeld, i))
	return v.base.held(i)
}

// heldOfFamily are the offices of a person whom family has just given: a file that
// changes them has something under the family name too.
func (v *view) heldOfFamily(i int32) []officeHeld { return v.base.held(i) }

// served reports whether a person held the role, for some body, in those days.
// An empty from asks whether they ever did.
func (v *view) served(i int32, role string, of int32, from, until string) (officeHeld, bool) {
	return termOf(v.held(i), role, of, from, until)
}

// holder is who held a role of a body at some time in the days from until. Whom a
// user's file names goes before those of the tables. It is false when nobody or
// more than one person did.
func (v *view) holder(role string, of int32, from, until string) (office, bool) {
	v.asks.Add(v.base.askOffice(role, of))
	if own := v.base.own; own != nil {
		if found, n := holders(own.offices.by[officeKey{role, of}], from, until); n > 0 {
			return found, n == 1
		}
	}
	found, n := holders(v.base.table.offices.by.list(officeKey{role, of}.key()), from, until)
	return found, n == 1
}

// askOf is the ask for something of an entry. Entries of the tables have a number
// that no user's file changes, others the id.
func (b *Base) askOf(table uint8, i int32) uint32 {
	if int(i) < b.embedded {
		return lexicon.AskNumber(table, int(i))
	}
	return lexicon.Ask(table, b.entries[i].ID)
}

func (b *Base) askOffice(role string, of int32) uint32 {
	if int(of) < b.embedded {
		return lexicon.Ask(askOffice, role) ^ lexicon.AskNumber(askOffice, int(of))
	}
	return lexicon.Ask(askOffice, role) ^ lexicon.Ask(askOffice, b.entries[of].ID)
}

// held are the offices of a person.
func (b *Base) held(i int32) []officeHeld {
	if b.own != nil {
		if l, ok := b.own.offices.held[i]; ok {
			return l
		}
	}
	return b.table.offices.of(i)
}
