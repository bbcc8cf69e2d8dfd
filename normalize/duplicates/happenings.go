package duplicates

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"dateline/corpus/hash"
	"dateline/corpus/spill"
)

// Happening is the key of an event mention.
type Happening struct {
	ID      string
	Type    string   // PLOVER root, or empty for a mention that is no PLOVER event
	Lemma   string   // of the trigger
	Sources []string // actor ids over the dump
	Targets []string
	Place   string
	Site    Site   // where that lies, as far as it is known
	Date    string // TIMEX3 value, or empty
	Told    Telling
	Context []string // ids of the other actors of the sentence, for mentions without sides
	Near    []uint32 // see NearOf
}

// Telling is how a mention tells its date.
type Telling uint8

// The tellings.
const (
	Guessed  Telling = iota // it is carried from elsewhere, or that of the publication
	Relative                // it stands with the mention and goes by another date of the text ("the next day")
	Sure                    // it stands with the mention in full, or goes by the day of the publication
)

// Site is where a place lies, from the outermost in. What is empty is unknown, or, of
// the inner ones, wider than that: a country has neither State nor Town. Each may be any
// string that is the same for the same place.
type Site struct{ Country, State, Town string }

// Agreement of two keys in points; a pair joins at sameHappening or more.
const (
	sameHappening = 5
	pointDay      = 3 // the same day
	pointNear     = 1 // at most two days apart, or one date within the other
	pointSide     = 2 // a shared actor on the same side (or on either side of a symmetric event)
	pointPlace    = 2
	pointLemma    = 1 // the same stem
	pointContext  = 2
	pointStory    = 4  // the two documents tell one story
	fewestNear    = 2  // words that two mentions share that say little by themselves
	shareNear     = 50 // and so many in a hundred of those of one of them
	farDays       = 3  // dates further apart than this are never one happening
	blockReach    = 64 // how many neighbours of a block, by date, a key is compared with
	mostActors    = 64 // of a list of actors that count
)

const (
	smallDump = 256 // a smaller dump counts as one of so many documents
	widest    = 512 // an actor or word of more documents than this tells no document from others
)

// What a document brings to the comparison with others at most. Only documents of a
// hundred kilobytes and more have as much.
const (
	mostMarks      = 128
	mostNear       = 32
	mostHappenings = 1024 // the first ones
	mostBlocks     = 256  // by how many actors
)

// Happenings gives every event mention the id of its happening: the smallest id
// among the mentions of it.
//
// Only what meets in a block is compared. Mentions of one document meet where they
// share a stem, or a type and an actor or place. Those of two documents meet where
// they share a stem and the documents a story, or the sentences an actor; and where
// they are events of one type with a common actor or place.
type Happenings struct {
	Memory int    // bytes for sorting and sieving; 0 means 64 MiB
	Dir    string // of temporary files; "" means that of the system

	members members
	papers  spill.Log
	last    string
	types   types

	// Marks are counted exactly, but only those that the sieve lets pass get a place:
	// most actors are of one document.
	sieve *sieve
	docs  *tally

	one   paper
	names []noted
	file  []byte
}

// types numbers the types of events, from 1.
type types struct {
	numbers   map[string]int32
	hashes    []uint64
	symmetric []bool
}

var symmetric = map[string]bool{"AGREE": true, "CONSULT": true, "COOPERATE": true}

// local are events that happen at the place that is told with them; the leading ones of
// an article are what it is about.
var local = map[string]bool{"ASSAULT": true, "PROTEST": true}

const leading = 4

func (t *types) number(name string) int32 {
	n, ok := t.numbers[name]
	if !ok {
		n = int32(len(t.hashes))
		t.numbers[name] = n
		t.hashes, t.symmetric = append(t.hashes, typeSpace.hash(name)), append(t.symmetric, symmetric[name])
	}
	return n
}

// noted is a name with its note.
type noted struct {
	name uint64
	note note
}

func (hs *Happenings) memory() int { return cmp.Or(hs.Memory, defaultMemory) }

// Add takes the happenings of a document, with its gist and the ids of all its actors.
// Documents come in the order of their ids; what a happening names belongs to the
// cast, even where that lacks it.
func (hs *Happenings) Add(document string, gist Gist, cast []string, all []Happening) error {
	if hs.sieve == nil {
		hs.sieve, hs.docs = newSieve(hs.memory()/4), &tally{}
		hs.members.ids.Dir, hs.papers.Dir = hs.Dir, hs.Dir
		hs.types = types{map[string]int32{"": 0}, []uint64{0}, []bool{false}}
	} else if document <= hs.last {
		return fmt.Errorf("duplicates: document %q after %q", document, hs.last)
	}
	hs.last = document
	if len(all) == 0 {
		return nil
	}
	p := &hs.one
	*p = paper{first: int32(hs.members.ids.Len()), names: p.names[:0], notes: p.notes[:0], refs: p.refs[:0], words: p.words[:0], all: p.all[:0]}
	hs.names = hs.names[:0]
	actor := noteActor | noteMark
	if len(gist) == 0 {
		actor |= gistName << noteClass
	}
	for _, w := range gist {
		hs.names = append(hs.names, noted{hash.Mix(uint64(wordSpace)<<32 | uint64(w>>2)), noteMark | note(w&3)<<noteClass})
	}
	for _, id := range cast {
		if id != "" {
			hs.names = append(hs.names, noted{actorSpace.hash(id), actor})
		}
	}
	list := func(ids []string) int32 {
		at := len(p.refs)
		for _, id := range ids {
			if id != "" {
				p.refs = append(p.refs, actorSpace.hash(id))
			}
		}
		slices.Sort(p.refs[at:])
		p.refs = p.refs[:at+min(len(slices.Compact(p.refs[at:])), mostActors)]
		for _, a := range p.refs[at:] {
			hs.names = append(hs.names, noted{a, actor})
		}
		return int32(at)
	}
	var town *Site // the first one
	towns := false // there are others
	for i := range all {
		k := &all[i]
		if err := hs.members.add(k.ID); err != nil {
			return err
		}
		h := happening{kind: hs.types.number(k.Type), when: daysOf(k.Date)}
		told := k.Told & 3
		if said := yearIn(k.Lemma); said.known() && (told == Guessed || !h.when.known()) {
			h.when, told = said, Sure
		}
		if s := stem(k.Lemma); s != "" {
			h.stem = stemSpace.hash(s)
		} else if len(k.Near) > 0 {
			h.stem = vagueSpace.hash(strings.ToLower(k.Lemma))
			h.words = int32(len(p.words))
			p.words = append(p.words, k.Near[:min(len(k.Near), mostNear)]...)
			h.wordsEnd = int32(len(p.words))
		}
		if h.stem != 0 {
			hs.names = append(hs.names, noted{h.stem, 0})
		}
		if k.Place != "" {
			h.where = placeSpace.hash(k.Place)
			hs.names = append(hs.names, noted{h.where, 0})
		}
		for i, name := range [len(h.site)]string{k.Site.Country, k.Site.State, k.Site.Town} {
			if name != "" {
				h.site[i] = siteSpaces[i].hash(name)
				hs.names = append(hs.names, noted{h.site[i], 0})
			}
		}
		if h.when.known() {
			h.told = told
		}
		if h.site[2] != 0 && local[k.Type] && i < leading {
			switch {
			case town == nil:
				town = &k.Site
			case *town != k.Site:
				towns = true
			}
		}
		h.sources, h.targets, h.context = list(k.Sources), list(k.Targets), list(k.Context)
		h.end = int32(len(p.refs))
		p.all = append(p.all, h)
	}
	if town != nil && !towns {
		// What an article tells happened in the one town that it has, unless it says otherwise.
		for i := range p.all {
			if h := &p.all[i]; h.where == 0 && h.site == ([3]uint64{}) {
				h.site = [3]uint64{countrySpace.hash(town.Country), 0, townSpace.hash(town.Town)}
			}
		}
	}
	slices.SortFunc(hs.names, func(a, b noted) int { return cmp.Compare(a.name, b.name) })
	for _, n := range hs.names {
		if last := len(p.names) - 1; last >= 0 && p.names[last] == n.name {
			p.notes[last] |= n.note
			continue
		}
		p.names, p.notes = append(p.names, n.name), append(p.notes, n.note)
	}
	for i, name := range p.names {
		if p.notes[i]&noteMark != 0 && hs.sieve.see(name) {
			hs.docs.enter(name)
		}
	}
	hs.file = p.appendHead(hs.file[:0])
	hs.file = p.appendBody(hs.file)
	_, err := hs.papers.Add(hs.file)
	return err
}

// Result yields the id of the happening of each event mention, in the order of Add.
// It may be ranged over once.
func (hs *Happenings) Result() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		defer hs.Close()
		f, err := hs.join()
		if err != nil {
			yield("", err)
			return
		}
		hs.members.named(f, func(id []byte) string { return string(id) })(yield)
	}
}

// Close drops what was added. Result calls it.
func (hs *Happenings) Close() {
	hs.members.ids.Close()
	hs.papers.Close()
	hs.sieve, hs.docs, hs.last = nil, nil, ""
}

func (hs *Happenings) join() (forest, error) {
	if hs.papers.Len() == 0 {
		return newForest(hs.members.ids.Len()), nil
	}
	if err := hs.count(); err != nil {
		return nil, err
	}
	m := matcher{
		types:  hs.types,
		count:  hs.members.ids.Len(),
		papers: spill.Log{Dir: hs.Dir},
		actors: spill.Sorter{Memory: hs.memory() / 8, Dir: hs.Dir},
		blocks: spill.Sorter{Memory: hs.memory() / 8, Dir: hs.Dir},
		words:  spill.Sorter{Memory: hs.memory() / 8, Dir: hs.Dir},
		alike:  spill.Sorter{Memory: hs.memory() / 8, Dir: hs.Dir},

		component: spill.Sorter{Memory: hs.memory() / 8, Dir: hs.Dir},
		links:     spill.Sorter{Memory: hs.memory() / 4, Dir: hs.Dir},
		shelf:     make([]*paper, max(1, hs.memory()/8/paperMemory)),
	}
	defer m.papers.Close()
	defer m.actors.Close()
	defer m.blocks.Close()
	defer m.words.Close()
	defer m.alike.Close()
	defer m.component.Close()
	defer m.links.Close()
	size := max(smallDump, hs.papers.Len())
	for r, err := range hs.papers.Records() {
		if err == nil {
			err = m.settle(r, hs.docs, size)
		}
		if err != nil {
			return nil, err
		}
	}
	hs.docs = nil
	hs.papers.Close()
	for _, match := range []func() error{m.matchStories, m.matchActors, m.matchBlocks} {
		if err := match(); err != nil {
			return nil, err
		}
	}
	m.actors.Close()
	m.blocks.Close()
	m.papers.Close()
	return m.cluster()
}

// count counts the documents of the marks that have a place.
func (hs *Happenings) count() error {
	for r, err := range hs.papers.Records() {
		if err == nil {
			_, err = hs.one.readHead(r)
		}
		if err != nil {
			return err
		}
		for i, n := range hs.one.notes {
			if n&noteMark != 0 {
				hs.docs.count(hs.one.names[i])
			}
		}
	}
	hs.sieve = nil
	return nil
}
