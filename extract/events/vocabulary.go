package events

import (
	"maps"
	"slices"
	"strings"

	"dateline/corpus/weights"
	"dateline/extract/events/internal/classifier"
)

// A word of an article is asked hundreds of questions: is it a word of saying, a noun of
// an event, somebody. The vocabulary looks it up once and has all answers in one place.

// entry is what the tables say of a word. It takes two lines of the processor's cache; in the first one is
// what every token is asked.
type entry struct {
	text      string
	cues      [2]uint64 // a bit for each cue
	verb      *entry    // the verb of a mended lemma, see book.lemma
	noun      *frame
	kind      uint32 // see book.kinds
	asks      uint32 // where what the frames ask for starts in vocabulary.asks
	topics    uint8
	nounRoot  uint8 // the class of noun
	soldiers  bool
	person    bool // see book.person
	heardVerb bool
	heardNoun bool

	contexts uint64   // a bit for each context, by its place in book.order
	matters  uint64   // those of contexts that can be a document's matter
	classes  uint64   // a bit for each class of objects that it is in
	one      *entry   // the word without the "s" at its end
	frames   []*frame // of a verb
	roots    uint32   // the roots of these, as bits
	root     uint32   // the class of the first
}

// is reports whether the word is in the list of a cue.
func (e *entry) is(c cue) bool { return e.cues[c>>6]>>(c&63)&1 != 0 }

// vocabulary is a table of entries under the hashes of their words, with open addressing.
type vocabulary struct {
	slots   []uint32 // a power of two of them; 0 is empty, else the upper half of the hash and one more than the place in entries
	entries []entry
	asks    []ask // of the frames of all entries
	none    entry // stands for all words of no table
}

// mostEntries is what the lower half of a slot can tell apart.
const mostEntries = 1<<16 - 1

// newVocabulary makes an entry for each word, with nothing in it yet.
func newVocabulary(words []string) vocabulary {
	if len(words) > mostEntries {
		panic("events: too many words")
	}
	size := 1
	for size < 2*len(words) {
		size *= 2
	}
	v := vocabulary{slots: make([]uint32, size), entries: make([]entry, len(words))}
	together := strings.Join(words, "") // side by side they are read faster
	for k, w := range words {
		v.entries[k].text, together = together[:len(w)], together[len(w):]
		hash := word(w)
		i := hash
		for v.slots[i&uint32(size-1)] != 0 {
			i++
		}
		v.slots[i&uint32(size-1)] = hash&^mostEntries | uint32(k+1)
	}
	return v
}

// find is the entry of a word with its hash; that of an unknown word is none.
func (v *vocabulary) find(w string) (e *entry, hash uint32) {
	hash = word(w)
	return v.under(hash, w), hash
}

// under is the entry of a word whose hash is known.
func (v *vocabulary) under(hash uint32, w string) *entry { return v.from(hash, v.first(hash), w) }

// first is where the search for a word of that hash ends, or has to look at the word: a
// place in slots that is empty or of the same half of a hash.
func (v *vocabulary) first(hash uint32) (at uint32) {
	for at = hash; ; at++ {
		if s := v.slots[at&uint32(len(v.slots)-1)]; s == 0 || (s^hash)&^mostEntries == 0 {
			return at
		}
	}
}

// from is the entry of a word whose hash is known, from a place in slots on.
func (v *vocabulary) from(hash, at uint32, w string) *entry {
	for ; ; at++ {
		s := v.slots[at&uint32(len(v.slots)-1)]
		if s == 0 {
			return &v.none
		}
		if (s^hash)&^mostEntries == 0 {
			if e := &v.entries[s&mostEntries-1]; e.text == w {
				return e
			}
		}
	}
}

// look is the entry of a word.
func (v *vocabulary) look(w string) *entry {
	e, _ := v.find(w)
	return e
}

// compile gathers what the tables say of each word.
func (b *book) compile() {
	b.vocabulary = newVocabulary(b.words())
	b.none.one, b.none.verb = &b.none, &b.none
	for c, name := range cueNames {
		for w := range b.cues[name] {
			b.look(w).cues[c>>6] |= 1 << (c & 63)
		}
	}
	for lemma, fs := range b.verbs {
		side := make([]frame, len(fs)) // side by side they are read faster
		for i, f := range fs {
			side[i], fs[i] = *f, &side[i]
		}
		e := b.look(lemma)
		e.frames, e.root, e.asks = fs, class(fs[0]), uint32(len(b.asks))
		for _, f := range fs {
			b.asks = append(b.asks, f.asks())
			e.roots |= 1 << class(f)
			b.require(f)
		}
	}
	for w, f := range b.nouns {
		e := b.look(w)
		e.noun, e.nounRoot = f, uint8(class(f))
	}
	for w, k := range b.kinds {
		b.look(w).kind = k
	}
	for w, t := range b.topics {
		b.look(w).topics = t
	}
	for w := range b.soldiers {
		b.look(w).soldiers = true
	}
	for key := range b.heard {
		kind, w, _ := strings.Cut(key, " ")
		e := b.look(w)
		e.heardVerb, e.heardNoun = e.heardVerb || kind == "v", e.heardNoun || kind == "n"
	}
	for w, list := range b.contexts {
		b.look(w).contexts = b.contextBits(list)
	}
	for w, list := range b.matters {
		b.look(w).matters = b.contextBits(list)
	}
	for i := range b.entries {
		e := &b.entries[i]
		e.one = b.look(strings.TrimSuffix(e.text, "s"))
		e.verb = b.look(b.lemma(e.text))
		e.person = b.person(e.text)
	}
}

// words are those of all tables, and the forms from which a reader is led to one of them: the
// plural of an object or of people, and the lemmas that are mended to a verb.
func (b *book) words() []string {
	all := map[string]bool{}
	nouns := func(list map[string]bool) {
		for w := range list {
			all[w], all[w+"s"] = true, true
		}
	}
	verb := func(w string) {
		all[w] = true
		if w != "" {
			all[w+w[len(w)-1:]], all[strings.TrimSuffix(w, "e")] = true, true
		}
	}
	for _, list := range b.cues {
		nouns(list)
	}
	for lemma, fs := range b.verbs {
		verb(lemma)
		for _, f := range fs {
			nouns(f.object)
		}
	}
	for w := range b.cues["carrier"] {
		verb(w)
	}
	for w := range b.soldiers {
		all[w] = true
	}
	for key := range b.heard {
		_, w, _ := strings.Cut(key, " ")
		all[w] = true
	}
	for _, w := range slices.Concat(keys(b.nouns), keys(b.kinds), keys(b.contexts)) {
		all[w] = true
	}
	return slices.Sorted(maps.Keys(all))
}

func keys[T any](m map[string]T) []string { return slices.Collect(maps.Keys(m)) }

// require turns the object that a frame asks for into an entry or the bit of a class.
func (b *book) require(f *frame) {
	if len(f.object) == 1 && f.kind == "" {
		for w := range f.object {
			f.thing = b.look(w)
		}
		return
	}
	if f.object == nil {
		return
	}
	f.things = b.classes[f.class]
	for w := range f.object {
		b.look(w).classes |= f.things
	}
}

// contextBits are the bits of contexts.
func (b *book) contextBits(list []string) uint64 {
	bits := uint64(0)
	for _, c := range list {
		bits |= 1 << slices.Index(b.order, c)
	}
	return bits
}

// class is the class of a frame's root.
func class(f *frame) uint32 { return uint32(classifier.Root(f.root)) }

// word is the hash of a word.
func word(s string) uint32 { return weights.Hash(0, s) }
