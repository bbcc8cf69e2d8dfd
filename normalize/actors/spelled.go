package actors

import (
	"fmt"

	"dateline/normalize/names"
)

// surePerson is the score from which a spelling that the tables lack is taken
// for a person of the tables. It is above samePerson: over all news of the
// world, somebody else may be called nearly so.
const surePerson = 0.9

// spelling is a full name of the tables, ready to be compared.
type spelling struct {
	entry int32
	name  names.Name
}

// readSpellings indexes the full names of people by the keys under which
// spellings of a name meet.
func (b *Base) readSpellings() {
	b.spellings = make(map[string][]spelling, 2*len(b.entries))
	for i := range b.entries {
		e := &b.entries[i]
		if kinOf(e.Type) != kinPerson {
			continue
		}
		n := names.Parse(e.Name, names.Person)
		for _, k := range n.Keys() {
			b.spellings[k] = append(b.spellings[k], spelling{int32(i), n})
		}
	}
}

// spelled is the entry of the one person whose name is spelled much like n.
func (b *Base) spelled(text string, n names.Name, keys []string) (int32, string) {
	best, score, why, several := int32(-1), 0.0, "", false
	for _, k := range keys {
		list := b.spellings[k]
		if len(list) > maxBlock {
			continue // a name of many people says nothing
		}
		for _, s := range list {
			if s.entry == best || names.Contradict(s.name, n) {
				continue
			}
			got, w := names.Compare(s.name, n)
			switch {
			case got < surePerson || got < score:
			case got == score:
				several = true
			default:
				best, score, why, several = s.entry, got, w, false
			}
		}
	}
	if best < 0 || several {
		return -1, ""
	}
	return best, fmt.Sprintf("%q is a spelling of %s (%s): %s", text, b.entries[best].Name, b.entries[best].from, why)
}
