package events

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

//go:embed data/*.tsv
var tables embed.FS

var (
	rootColumns    = []string{"root", "quad", "intensity", "cameo"}
	modeColumns    = []string{"root", "mode", "intensity"}
	classColumns   = []string{"class", "words"}
	verbColumns    = []string{"root", "mode", "cameo", "frame", "words"}
	nounColumns    = []string{"root", "mode", "cameo", "frame", "strong", "words"}
	cueColumns     = []string{"kind", "words"}
	contextColumns = []string{"context", "words"}
	actColumns     = []string{"root", "mode", "cameo", "sides", "context"}
	heardColumns   = []string{"kind", "words"}
	kindColumns    = []string{"kind", "words"}
)

// code is a root with its details.
type code struct {
	root  corpus.EventType
	mode  string
	cameo string
}

// frame is one predicate: what must stand around it, and where its target is.
type frame struct {
	code
	words  string          // as the table writes it, for Why
	after  []string        // particle words, right after the predicate
	object map[string]bool // head lemmas of the object; nil: any or none
	class  string          // the name of the object's class, or empty
	kind   string          // the object's class where it is no list of lemmas: any, money, person, or place besides its list
	with   []string        // words that must follow soon (prepositions, set nouns)
	target []string
	sym    bool
	alone  bool // it may have no target
	strong bool
	why    [3]string // what it says of an event: its words, of a noun too, and where its target is
	thing  *entry    // the one noun that object is, or nil
	things uint64    // else the bit of its class
}

// wants reports whether a word is the object that the frame asks for.
func (f *frame) wants(e *entry) bool { return e == f.thing || e.classes&f.things != 0 }

// weight orders frames: the more a frame asks for, the surer it is.
func (f *frame) weight() int {
	w := 3*len(f.after) + 3*len(f.with)
	switch {
	case len(f.object) == 1 && f.kind == "": // one noun is surer than a class
		w += 5
	case len(f.object) > 0:
		w += 4
	}
	return w
}

// explain prepares what because and becauseNoun give.
func (f *frame) explain() {
	f.why = [...]string{fmt.Sprintf("trigger %q", f.words), "trigger noun \"" + f.words + "\"", "frame " + strings.Join(f.target, ",")}
}

// reasons is how many reasons an event mostly has, with those of its sides and its date.
const reasons = 6

// because are the reasons of an event of a verb that is raised by the frame, before others.
func (f *frame) because(why []string) []string {
	return append(append(make([]string, 0, reasons), f.why[0], f.why[2]), why...)
}

// becauseNoun is because of an event of a noun.
func (f *frame) becauseNoun(why []string) []string {
	return append(append(make([]string, 0, reasons), f.why[1]), why...)
}

// Bits of book.topics.
const (
	topicPoll uint8 = 1 << iota
	topicSport
	topicAccident
	topicPlant // works that explode by themselves
	topicHostile
	topicLabour
	topicCivic // offices and governments
	topicGame
)

// act is a context that an event has by its code.
type act struct {
	code
	apart bool   // only between different countries
	bit   uint64 // of the context
}

type rootFact struct {
	quad      int
	intensity float64
	cameo     string
}

type book struct {
	vocabulary
	roots    map[corpus.EventType]rootFact
	modes    map[[2]string]float64
	verbs    map[string][]*frame
	nouns    map[string]*frame
	cues     map[string]map[string]bool
	contexts map[string][]string // lemma to contexts
	acts     []act
	kinds    map[string]uint32   // lemma to kind, for the classifier
	heard    map[string]bool     // "v LEMMA", "n LEMMA": triggers of the teaching corpus besides
	matters  map[string][]string // lemma to the contexts that can be a document's matter
	topics   map[string]uint8    // words of polls, sport and accidents
	order    []string            // contexts in table order
	soldiers map[string]bool     // who retreats
	classes  map[string]uint64   // a bit for each class of objects
	pacts    uint64              // the bit of the class of agreements
	pleas    uint64              // that of what is asked for and proposed
	lawful   map[uint32]bool     // kinds of those who act also in a story of sport

	diplomatic, legislative uint64 // the bits of these contexts
}

var load = sync.OnceValue(func() *book {
	b := &book{
		roots: map[corpus.EventType]rootFact{}, modes: map[[2]string]float64{}, verbs: map[string][]*frame{},
		nouns: map[string]*frame{}, cues: map[string]map[string]bool{}, contexts: map[string][]string{}, matters: map[string][]string{},
	}
	number := func(s string) float64 { f, _ := strconv.ParseFloat(s, 64); return f }
	for _, r := range lexicon.MustOpen(tables, "data/roots.tsv", rootColumns...).Rows {
		b.roots[corpus.EventType(r.Get("root"))] = rootFact{int(number(r.Get("quad"))), number(r.Get("intensity")), r.Get("cameo")}
	}
	for _, r := range lexicon.MustOpen(tables, "data/modes.tsv", modeColumns...).Rows {
		b.modes[[2]string{r.Get("root"), r.Get("mode")}] = number(r.Get("intensity"))
	}
	b.kinds = map[string]uint32{}
	for i, r := range lexicon.MustOpen(tables, "data/kinds.tsv", kindColumns...).Rows {
		for _, w := range r.List("words") {
			if b.kinds[w] == 0 { // the first row has it
				b.kinds[w] = uint32(i) + firstKind
			}
		}
	}
	b.lawful = map[uint32]bool{}
	for _, w := range []string{"police", "soldier", "rebel", "government", "parliament", "court", "diplomat", "protester"} {
		b.lawful[b.kinds[w]] = true
	}
	b.heard = map[string]bool{}
	for _, r := range lexicon.MustOpen(tables, "data/heard.tsv", heardColumns...).Rows {
		for _, w := range r.List("words") {
			b.heard[r.Get("kind")+" "+w] = true
		}
	}
	classes := map[string]map[string]bool{}
	b.classes = map[string]uint64{}
	for i, r := range lexicon.MustOpen(tables, "data/classes.tsv", classColumns...).Rows {
		classes[r.Get("class")] = setOf(r.List("words"))
		b.classes[r.Get("class")] = 1 << i
	}
	b.soldiers = classes["soldiers"]
	b.pacts, b.pleas = b.classes["pact"], b.classes["pressure"]
	for _, r := range lexicon.MustOpen(tables, "data/verbs.tsv", verbColumns...).Rows {
		for _, w := range r.List("words") {
			f := parseFrame(w, r.Get("frame"), classes)
			f.code = code{corpus.EventType(r.Get("root")), r.Get("mode"), r.Get("cameo")}
			lemma, _, _ := strings.Cut(strings.FieldsFunc(w, func(c rune) bool { return c == ' ' || c == '=' || c == '+' })[0], " ")
			b.verbs[lemma] = append(b.verbs[lemma], f)
		}
	}
	for _, r := range lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...).Rows {
		for _, w := range r.List("words") {
			f := parseFrame(w, r.Get("frame"), nil)
			f.code = code{corpus.EventType(r.Get("root")), r.Get("mode"), r.Get("cameo")}
			f.strong = r.Get("strong") == "yes"
			if b.nouns[w] == nil {
				b.nouns[w] = f
			}
		}
	}
	for _, r := range lexicon.MustOpen(tables, "data/cues.tsv", cueColumns...).Rows {
		b.cues[r.Get("kind")] = setOf(r.List("words"))
	}
	b.topics = map[string]uint8{}
	for kind, bit := range map[string]uint8{"poll": topicPoll, "sport": topicSport, "accident": topicAccident, "plant": topicPlant, "hostile": topicHostile, "toil": topicLabour, "game": topicGame} {
		for w := range b.cues[kind] {
			b.topics[w] |= bit
		}
	}
	for _, kind := range []string{"office", "cabinet"} {
		for w := range b.cues[kind] {
			b.topics[w] |= topicCivic
		}
	}
	for _, r := range lexicon.MustOpen(tables, "data/contexts.tsv", contextColumns...).Rows {
		b.order = append(b.order, r.Get("context"))
		for _, w := range r.List("words") {
			b.contexts[w] = append(b.contexts[w], r.Get("context"))
			if b.is("matter", r.Get("context")) {
				b.matters[w] = append(b.matters[w], r.Get("context"))
			}
		}
	}
	for _, r := range lexicon.MustOpen(tables, "data/acts.tsv", actColumns...).Rows {
		b.acts = append(b.acts, act{code{corpus.EventType(r.Get("root")), r.Get("mode"), r.Get("cameo")}, r.Get("sides") == "apart", b.contextBits([]string{r.Get("context")})})
	}
	b.diplomatic, b.legislative = b.contextBits([]string{"diplomatic"}), b.contextBits([]string{"legislative"})
	b.compile()
	return b
})

func setOf(words []string) map[string]bool {
	m := make(map[string]bool, len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// parseFrame reads "LEMMA [PARTICLE] [=OBJECT or =@class] [+WORDS]".
func parseFrame(words, target string, classes map[string]map[string]bool) *frame {
	f := &frame{words: words}
	for _, t := range strings.Split(target, ",") {
		switch t {
		case "sym":
			f.sym = true
		case "none":
			f.alone = true
		case "":
		default:
			f.target = append(f.target, t)
		}
	}
	rest := words
	if head, with, ok := strings.Cut(rest, "+"); ok {
		if with, object, ok := strings.Cut(with, "="); ok {
			f.with, head = strings.Fields(with), head+"="+object
		} else {
			f.with = strings.Fields(with)
		}
		rest = head
	}
	if head, object, ok := strings.Cut(rest, "="); ok {
		if class, ok := strings.CutPrefix(object, "@"); ok {
			f.object, f.class = classes[class], class
			switch class {
			case "any", "money", "person", "place":
				f.kind = class
			}
			if f.object == nil {
				f.object = map[string]bool{"@" + class: true}
			}
		} else {
			f.object = map[string]bool{object: true}
		}
		rest = head
	}
	if parts := strings.Fields(rest); len(parts) > 1 {
		f.after = parts[1:]
	}
	f.explain()
	return f
}

// is reports whether a word is in a list of data/cues.tsv, while the tables are read; later the word's entry knows that.
func (b *book) is(kind, word string) bool { return b.cues[kind][word] }

// lemma mends a verb's lemma that kept the doubled consonant of its past tense
// ("expell") or lost its last letter ("fil"), where that gives a word of the tables.
func (b *book) lemma(lemma string) string {
	n := len(lemma)
	if n < 3 || b.known(lemma) {
		return lemma
	}
	if lemma[n-1] == lemma[n-2] && b.known(lemma[:n-1]) {
		return lemma[:n-1]
	}
	if b.known(lemma + "e") {
		return lemma + "e"
	}
	return lemma
}

func (b *book) known(lemma string) bool { return b.verbs[lemma] != nil || b.is("carrier", lemma) }

// endings of nouns that mostly name persons; cue "thing" holds those that do not.
var endings = []string{"ist", "man", "men", "er", "or", "ee", "eer", "ian", "crat", "ant", "ster", "woman", "women", "ite", "ling"}

// person reports whether a common noun names a person or a body of persons.
func (b *book) person(lemma string) bool {
	if b.is("people", lemma) {
		return true
	}
	if b.is("thing", lemma) || len(lemma) < 5 {
		return false
	}
	for _, e := range endings {
		if strings.HasSuffix(lemma, e) {
			return true
		}
	}
	return false
}

// personal is person for the lemma of token i.
func (r *reader) personal(i int) bool {
	if e := r.plain[i]; e != &r.b.none {
		return e.person
	}
	return r.b.person(strings.ToLower(r.d.Tokens[i].Lemma))
}
