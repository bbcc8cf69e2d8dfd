package names

import (
	"embed"
	"math/bits"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dateline/corpus/hash"
	"dateline/corpus/lexicon"
	"dateline/normalize/places"
)

//go:embed data/*.tsv
var tables embed.FS

// class is a set of word classes of words.tsv.
type class uint16

const (
	title class = 1 << iota
	honour
	particle
	suffix
	degree
	legal
	stop
	frequentFamily
	ambiguous
)

var classNames = map[string]class{"title": title, "honour": honour, "particle": particle, "suffix": suffix, "degree": degree,
	"legal": legal, "stop": stop, "ambiguous": ambiguous}

// concept is a meaning that several words of organisations' names share.
type concept struct {
	id     int32
	weight uint8
}

type vocabulary struct {
	words     map[string]class
	concepts  map[string]concept
	given     map[string][]uint16 // rows of given.tsv by plain form
	sounds    map[string][]uint16 // the same by the English reading
	surnames  map[string][]uint16 // rows of surnames.tsv by plain form
	syllables map[string][]uint16 // the same, of syllables that are no surnames
	apart     map[string][]uint16 // rows of apart.tsv by plain form
	countries lexicon.Trie[int32] // country names and demonyms to a concept
	names     []string            // names of concepts, for explanations
	numbers   map[string]int      // numbers in words
	titles    []string            // the long ones
}

var vocab = sync.OnceValue(loadVocabulary)

func loadVocabulary() *vocabulary {
	v := &vocabulary{words: map[string]class{}, concepts: map[string]concept{}, given: map[string][]uint16{}, sounds: map[string][]uint16{}, surnames: map[string][]uint16{}, syllables: map[string][]uint16{}, apart: map[string][]uint16{}, numbers: map[string]int{}}
	for _, row := range lexicon.MustOpen(tables, "data/words.tsv", "class", "words").Rows {
		for _, w := range row.List("words") {
			v.words[plain(w)] |= classNames[row.Get("class")]
		}
	}
	for w, c := range v.words {
		if c&title != 0 && len(w) >= 8 && c&(honour|frequentFamily) == 0 {
			v.titles = append(v.titles, w)
		}
	}
	slices.Sort(v.titles)
	for _, row := range lexicon.MustOpen(tables, "data/concepts.tsv", "concept", "weight", "words").Rows {
		c := concept{int32(len(v.names)), row.Get("weight")[0] - '0'}
		v.names = append(v.names, row.Get("concept"))
		for _, w := range row.List("words") {
			v.concepts[plain(w)] = c
		}
	}
	for i, row := range lexicon.MustOpen(tables, "data/given.tsv", "names", "why").Rows {
		for _, w := range row.List("names") {
			v.given[w] = append(v.given[w], uint16(i))
			if len(w) >= 4 {
				s := string(readEnglish(w, nil))
				if l := v.sounds[s]; len(l) == 0 || l[len(l)-1] != uint16(i) {
					v.sounds[s] = append(l, uint16(i))
				}
			}
		}
	}
	for _, row := range lexicon.MustOpen(tables, "data/frequent.tsv", "sort", "names").Rows {
		if row.Get("sort") != "family" {
			continue
		}
		for _, w := range row.List("names") {
			v.words[plain(w)] |= frequentFamily
		}
	}
	for i, row := range lexicon.MustOpen(tables, "data/surnames.tsv", "sort", "names").Rows {
		to := v.surnames
		if row.Get("sort") == "syllable" {
			to = v.syllables
		}
		for _, w := range row.List("names") {
			to[plain(w)] = append(to[plain(w)], uint16(i))
		}
	}
	for i, row := range lexicon.MustOpen(tables, "data/apart.tsv", "names").Rows {
		for _, w := range row.List("names") {
			v.apart[w] = append(v.apart[w], uint16(i))
		}
	}
	for _, row := range lexicon.MustOpen(tables, "data/numbers.tsv", "value", "words").Rows {
		n, _ := strconv.Atoi(row.Get("value"))
		for _, w := range row.List("words") {
			v.numbers[w] = n
		}
	}
	ids := map[string]int32{}
	for _, c := range places.Default().Countries() {
		ids[c.ISO3] = int32(len(v.names))
		v.names = append(v.names, c.ISO3)
	}
	v.eachCountryName(func(iso, name string) {
		var toks []string
		for _, f := range fields(name) {
			if f.plain != "the" {
				toks = append(toks, f.plain)
			}
		}
		v.countries.Add(toks, ids[iso])
	})
	return v
}

// eachCountryName yields all names, adjectives and peoples of countries.
func (v *vocabulary) eachCountryName(yield func(iso3, name string)) {
	foreign := map[string][]string{}
	for _, row := range lexicon.MustOpen(tables, "data/countries.tsv", "iso3", "names").Rows {
		foreign[row.Get("iso3")] = row.List("names")
	}
	for _, c := range places.Default().Countries() {
		for _, list := range [][]string{{c.Name}, c.Aliases, c.Adjectives, c.People, foreign[c.ISO3]} {
			for _, n := range list {
				yield(c.ISO3, n)
			}
		}
	}
}

// isPlainASCII says that a string has neither letters beyond ASCII nor apostrophes.
func isPlainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || c == '\'' || c == '`' {
			return false
		}
	}
	return true
}

// field is a piece of a name between separators, as it was written.
type field struct {
	text   string // lower case, Latin, with diacritics
	plain  string // the same without
	caps   bool   // two letters or more, all capitals
	upper  bool   // all capitals
	comma  bool   // a comma follows
	hyphen bool   // a hyphen joins it to the one before
	dotted int    // letters of an abbreviation such as J.J.
	inside bool   // in brackets
	abjad  bool   // from a script without vowels
}

// fields splits a name. It is total: any bytes give fields that are valid UTF-8.
func fields(s string) []field {
	lower := "" // of s, if that is plain ASCII
	if isPlainASCII(s) {
		lower = strings.ToLower(s)
	} else {
		s = norm.NFC.String(strings.ToValidUTF8(s, " "))
	}
	out := make([]field, 0, 4)
	depth, hyphen := 0, false
	start := -1
	flush := func(end int, comma bool) {
		if start < 0 {
			if comma && len(out) > 0 {
				out[len(out)-1].comma = true
			}
			return
		}
		raw, at := s[start:end], start
		start = -1
		letters, upper := 0, 0
		for _, r := range raw {
			if unicode.IsLetter(r) {
				letters++
				if unicode.IsUpper(r) {
					upper++
				}
			}
		}
		add := func(raw string, dotted int) {
			low := strings.ToLower(raw)
			low, abjad := romanise(norm.NFC.String(low))
			low = strings.Map(func(r rune) rune {
				if isApostrophe(r) || unicode.Is(unicode.Mn, r) && r != 0x307 {
					return -1
				}
				return r
			}, low)
			low = strings.ReplaceAll(low, "i\u0307", "i")
			if rest, ok := strings.CutPrefix(low, "al"); ok && abjad && len(rest) > 2 && strings.HasPrefix(raw, "ال") {
				low = rest // the article
			} else if rest, ok := strings.CutPrefix(low, "bdal"); ok && abjad && len(rest) > 1 {
				low = "abdul" + rest
				if rest == "lh" {
					low = "abdullah"
				}
			}
			if low == "" {
				return
			}
			out = append(out, field{text: low, plain: plain(low), caps: letters >= 2 && upper == letters, upper: upper == letters, hyphen: hyphen,
				dotted: dotted, inside: depth > 0, abjad: abjad})
			hyphen = false
		}
		if n := hangulFamily(raw); n > 0 {
			for i, r := range raw {
				if i == 0 && n == 1 || i > 0 && (n == 1 || i >= 6) {
					add(string(r), 0)
				} else if i == 0 {
					add(raw[:6], 0)
				}
			}
		} else if strings.IndexByte(raw, '.') < 0 {
			if lower != "" {
				low := lower[at:end]
				out = append(out, field{text: low, plain: low, caps: letters >= 2 && upper == letters, upper: upper == letters, hyphen: hyphen, inside: depth > 0})
				hyphen = false
			} else {
				add(raw, 0)
			}
		} else {
			parts := strings.FieldsFunc(raw, func(r rune) bool { return r == '.' })
			short := len(parts) > 0
			for _, p := range parts {
				if utf8.RuneCountInString(p) > 2 {
					short = false
				}
			}
			if short {
				add(strings.Join(parts, ""), len(parts))
			} else {
				for _, p := range parts {
					add(p, 0)
				}
			}
		}
		if comma && len(out) > 0 {
			out[len(out)-1].comma = true
		}
	}
	for i, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) || isApostrophe(r) || r == '.' || r == 'ー':
			if start < 0 && r != '.' && !isApostrophe(r) {
				start = i
			}
		case r == '&':
			flush(i, false)
			out = append(out, field{text: "and", plain: "and", inside: depth > 0})
			hyphen = false
		case r == ',' || r == ';':
			flush(i, true)
		case r == '(' || r == '[':
			flush(i, false)
			depth++
		case r == ')' || r == ']':
			flush(i, false)
			depth = max(0, depth-1)
		case unicode.Is(unicode.Pd, r) || r == '·' || r == '・':
			flush(i, false)
			hyphen = len(out) > 0
		case r == '\u200c' || r == '\u200d' || r == '\u00ad':
		default:
			flush(i, false)
			hyphen = false
		}
	}
	flush(len(s), false)
	return out
}

// token is one word of a parsed name.
type token struct {
	id      uint32 // distinct within a reader that remembers, else 0
	text    string // with diacritics
	plain   string
	sounds  []string // readings
	shapes  []shape  // of the readings
	least   int      // letters or sounds of its shortest form
	most    int      // sounds of its longest reading
	first   end      // first sounds
	last    end      // last sounds
	given   []uint16 // rows of given.tsv
	family  []uint16 // rows of surnames.tsv
	asian   []uint16 // the same, and of syllables
	apart   []uint16 // rows of apart.tsv
	named   bool     // stands in given.tsv as it is written
	class   class
	initial bool // one letter
	abjad   bool
	father  bool // looks like a patronymic
	number  bool
	endsInA bool
	some    uint16 // consonant classes that some reading has
	all     uint16 // consonant classes that all readings have
}

// a reader makes tokens and remembers them, since a dump repeats its words.
type reader struct {
	known map[string]*token
	words map[word]uint32
}

// lately holds tokens that readers without a memory of their own met, by a hash
// of their letters. Tokens are immutable and a function of their letters, so
// that it changes no result. It never grows: a few megabytes when full.
var lately [1 << 13]atomic.Pointer[token]

const longestKept = 48 // bytes of a token that lately may hold

func (r *reader) token(text, plain string) *token {
	if r.known != nil {
		t := r.known[text]
		if t == nil {
			text = strings.Clone(text)
			t = newToken(text, plain)
			t.id = uint32(len(r.known) + 1)
			r.known[text] = t
		}
		return t
	}
	if len(text) > longestKept {
		return newToken(text, plain)
	}
	at := &lately[hash.FNV(text)>>40%uint64(len(lately))]
	t := at.Load()
	if t == nil || t.text != text || t.plain != plain {
		t = newToken(strings.Clone(text), plain)
		at.Store(t)
	}
	return t
}

func newToken(text, plain string) *token {
	if plain == text {
		plain = text // share the letters
	} else {
		plain = strings.Clone(plain)
	}
	v := vocab()
	t := &token{text: text, plain: plain, class: v.words[plain], given: v.given[plain], family: v.surnames[plain], apart: v.apart[plain]}
	t.named = len(t.given) > 0
	t.asian = t.family
	if more := v.syllables[plain]; len(more) > 0 {
		t.asian = slices.Concat(t.family, more)
	}
	t.sounds = readings(text)
	if len(t.given) == 0 {
		for _, s := range t.sounds {
			if t.given = v.sounds[s]; len(t.given) > 0 {
				break
			}
		}
	}
	n := utf8.RuneCountInString(plain)
	first, _ := utf8.DecodeRuneInString(plain)
	t.initial = n == 1 && unicode.IsLetter(first)
	for _, c := range plain {
		if unicode.IsDigit(c) {
			t.number = true
		}
	}
	t.endsInA = strings.HasSuffix(plain, "a")
	t.all = ^uint16(0)
	var buf [64]byte
	t.shapes = make([]shape, len(t.sounds))
	t.least = utf8.RuneCountInString(plain)
	for i, s := range t.sounds {
		t.least = min(t.least, len(s))
		t.most = max(t.most, len(s))
		t.first.add(s[0])
		t.last.add(s[len(s)-1])
		t.shapes[i] = shapeOf(s)
		m := uint16(0)
		for _, c := range bones(s, buf[:0]) {
			m |= 1 << (c & 15)
		}
		m &^= 1 << ('a' & 15)
		t.some |= m
		t.all &= m
	}
	t.father = n >= 6 && isPatronymic(plain)
	return t
}

// apartFrom says whether a table knows two words as two surnames, however alike they
// sound.
func (t *token) apartFrom(o *token) bool {
	return len(t.apart) > 0 && len(o.apart) > 0 && t.plain != o.plain && share(t.apart, o.apart)
}

var patronymicEnds = []string{"ovich", "evich", "ovych", "yovych", "ovitch", "evitch", "ovitsch", "owitsch", "ewitsch", "jewitsch", "ovic", "evic", "ovics", "evics", "ovitsj", "evitsj",
	"ovna", "evna", "ivna", "iwna", "owna", "ewna", "ichna", "ovytsch", "owytsch", "owicz", "ewicz", "ivich", "avich", "ijovych", "ovits", "oğlu", "oglu", "ogly", "qizi", "kyzy"}

func isPatronymic(s string) bool {
	for _, e := range patronymicEnds {
		if strings.HasSuffix(s, e) {
			return true
		}
	}
	return false
}

// memo remembers how words answer to each other, since a dump compares the same two
// again and again. It forgets at will, which changes no result. The zero memo
// remembers nothing.
type memo struct {
	pairs  []remembered
	joined []rememberedJoined
}

// newMemo makes a memo for a set of n names.
func newMemo(n int) *memo {
	size := min(max(bits.Len(uint(n))+2, 10), 20)
	return &memo{make([]remembered, 1<<size), make([]rememberedJoined, 1<<(size-2))}
}

type remembered struct {
	a, b  uint32
	how   link
	score uint8
}

// rememberedJoined is how two words answer of which one may have particles: the words with
// their particles are the second ones, 0 where there are none.
type rememberedJoined struct {
	ids   [4]uint32
	how   link
	score uint8
}

func mixed(h uint64) uint64 {
	h *= 0x9e3779b97f4a7c15
	return (h ^ h>>32) >> 12
}

func (m *memo) at(a, b uint32) *remembered {
	return &m.pairs[mixed(uint64(a)<<32|uint64(b))&uint64(len(m.pairs)-1)]
}

// atJoined is where the answer of four words stands, or nil where it is not remembered.
func (m *memo) atJoined(x, y, xJoined, yJoined *token) (*rememberedJoined, [4]uint32) {
	ids := [4]uint32{x.id, y.id}
	if xJoined != nil {
		ids[2] = xJoined.id
	}
	if yJoined != nil {
		ids[3] = yJoined.id
	}
	if m.joined == nil || ids[0] == 0 || ids[1] == 0 || xJoined != nil && ids[2] == 0 || yJoined != nil && ids[3] == 0 {
		return nil, ids
	}
	h := mixed(uint64(ids[0])<<32|uint64(ids[1])) ^ mixed(uint64(ids[2])<<32|uint64(ids[3]))*31
	return &m.joined[mixed(h)&uint64(len(m.joined)-1)], ids
}

func (m *memo) link(a, b *token, asian bool) (link, int) {
	if m == nil || m.pairs == nil || a.id == 0 || b.id == 0 {
		return linkTokens(a, b, asian, 0)
	}
	if a.id > b.id {
		a, b = b, a
	}
	x, y := a.id, b.id
	if asian {
		x |= 1 << 31
	}
	e := m.at(x, y)
	if e.a != x || e.b != y {
		l, s := linkTokens(a, b, asian, 0)
		e.a, e.b, e.how, e.score = x, y, l, uint8(s)
	}
	return e.how, int(e.score)
}

// mayBeAlike is a cheap test that alikeTokens can find anything: words whose
// consonants differ by more than slips are not compared letter by letter.
func mayBeAlike(a, b *token) bool {
	if a.abjad || b.abjad {
		return true
	}
	slack := 2
	if len(a.plain) >= 9 && len(b.plain) >= 9 {
		slack = 4
	}
	return bits.OnesCount16(a.all&^b.some)+bits.OnesCount16(b.all&^a.some) <= slack
}

// nearlyOneSkeleton is the stricter test for likeness of sound, where hardly any
// consonant may differ.
func nearlyOneSkeleton(a, b *token) bool {
	return bits.OnesCount16(a.all&^b.some)+bits.OnesCount16(b.all&^a.some) <= 1
}

// alikeTokens compares two words sound by sound: 100 the same letters, 97 one
// reading in common, else the best likeness of two readings, or 0 below floor.
func alikeTokens(a, b *token, floor int) int {
	if a.plain == b.plain {
		return 100
	}
	if a.first.is&b.first.is != 0 && a.last.is&b.last.is != 0 {
		for _, x := range a.sounds {
			for _, y := range b.sounds {
				if x == y && len(x) > 1 {
					return 97
				}
			}
		}
	}
	if a.number || b.number {
		return 0
	}
	if a.abjad != b.abjad && len(a.sounds) > 0 && len(b.sounds) > 0 {
		var x, y [64]byte
		for _, s := range a.sounds {
			for _, t := range b.sounds {
				if p, q := bones(s, x[:0]), bones(t, y[:0]); len(p) >= 2 && string(trimVowel(p)) == string(trimVowel(q)) {
					return 96
				}
			}
		}
	}
	best := 0
	if !nearlyOneSkeleton(a, b) || floor > 100 {
		return 0
	}
	if (101-floor)*costLetter*max(a.most, b.most)/100 < costDrop && (a.first.is&b.first.may == 0 || a.last.is&b.last.may == 0) {
		return 0 // their ends alone cost too much
	}
	for i, x := range a.sounds {
		for j, y := range b.sounds {
			if i > 3 && j > 3 {
				break
			}
			if mayReach(a.shapes[i], b.shapes[j], max(len(x), len(y)), max(floor, best+1)) {
				best = max(best, alike(x, y, max(floor, best+1)))
			}
		}
	}
	return min(best, 95)
}

func trimVowel(b []byte) []byte {
	if len(b) > 0 && b[0] == 'a' {
		return b[1:]
	}
	return b
}

// share says whether two sorted lists of rows have one in common.
func share(a, b []uint16) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// feminine takes off the endings by which Slavic surnames show a woman (or,
// in Czech, any woman's surname), giving the stem that both sexes share.
func feminine(s string) (stem string, woman, ok bool) {
	for _, e := range []struct {
		end, stem string
		woman     bool
	}{
		{"skaja", "sk", true}, {"ckaja", "ck", true}, {"ska", "sk", true}, {"cka", "ck", true},
		{"ski", "sk", false}, {"cki", "ck", false}, {"skoi", "sk", false}, {"ska", "sk", true},
		{"ova", "ov", true}, {"eva", "ev", true}, {"ina", "in", true}, {"aja", "", true},
		{"ov", "ov", false}, {"ev", "ev", false}, {"in", "in", false}, {"i", "", false},
	} {
		if rest, found := strings.CutSuffix(s, e.end); found && len(rest) >= 2 {
			return rest + e.stem, e.woman, true
		}
	}
	return s, false, false
}

func trimLastVowel(s string) string {
	if n := len(s); n > 0 && isSoundVowel(s[n-1]) {
		return s[:n-1]
	}
	return s
}

// isWith says whether a word is another one with an ending.
func isWith(word, stem, end string) bool {
	return len(word) == len(stem)+len(end) && strings.HasPrefix(word, stem) && strings.HasSuffix(word, end)
}

// otherSex says whether two surnames differ by the ending of the sex alone.
func otherSex(a, b *token) bool {
	for _, x := range a.sounds {
		for _, y := range b.sounds {
			if len(x) < 3 || len(y) < 3 || x[:2] != y[:2] {
				continue
			}
			if isWith(x, y, "ova") || isWith(y, x, "ova") || isWith(x, trimLastVowel(y), "ova") || isWith(y, trimLastVowel(x), "ova") || isWith(x, y, "a") && y[len(y)-1] == 'v' || isWith(y, x, "a") && x[len(x)-1] == 'v' {
				return true
			}
			p, w1, ok1 := feminine(x)
			q, w2, ok2 := feminine(y)
			if ok1 && ok2 && w1 != w2 && p == q && len(p) >= 4 {
				return true
			}
		}
	}
	return false
}
