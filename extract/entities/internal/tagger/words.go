package tagger

// Kind is what a common noun or verb says of a name beside it: "the startup",
// ", a lawyer for", "shares of".
type Kind uint8

// The kinds, as gazetteer/kinds.tsv names them.
const (
	NoKind Kind = iota
	RoleKind
	PersonKind
	BodyKind
	TownKind
	LandKind
	BuildingKind
	ThingKind
	WorkKind
	EventKind
	PeopleKind
	LawKind
	SaysKind
	StaffKind
	NumKinds = iota
)

// Topic is what an article is about, where names of one form are of other types: a
// town is a club in sport. Topics are bits.
type Topic uint8

// The topics, as gazetteer/topics.tsv names them.
const (
	Sport Topic = 1 << iota
	Business
	numTopics = iota
)

// minTopic is how many words of a topic, of a hundred, make it an article's.
const minTopic = 2

// common is what a gazetteer knows of a word in lower case.
type common struct {
	level uint8 // how common it is, 1 to 7
	kind  Kind
	topic Topic
}

// commons is a hash table by [Piece.Lower] with open addressing; every word of a
// document is looked up.
type commons struct {
	keys   []uint32 // 0 is free
	values []common
	n      int
}

// at is the place of key, or the free one where it belongs.
func (t *commons) at(key uint32) int {
	mask := len(t.keys) - 1
	i := int(key) & mask
	for t.keys[i] != 0 && t.keys[i] != key {
		i = (i + 1) & mask
	}
	return i
}

func (t *commons) get(key uint32) common {
	if t.n == 0 {
		return common{}
	}
	return t.values[t.at(key)]
}

// entry is the value of key, entered if it is not there. The pointer is valid until
// the next entry.
func (t *commons) entry(key uint32) *common {
	if 2*t.n >= len(t.keys) {
		old, size := *t, max(64, 2*len(t.keys))
		t.keys, t.values = make([]uint32, size), make([]common, size)
		for i, k := range old.keys {
			if k != 0 {
				at := t.at(k)
				t.keys[at], t.values[at] = k, old.values[i]
			}
		}
	}
	i := t.at(key)
	if t.keys[i] == 0 {
		t.keys[i] = key
		t.n++
	}
	return &t.values[i]
}
