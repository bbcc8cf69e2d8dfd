package names

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Kind says what a name is known to name.
type Kind uint8

const (
	Any          Kind = iota // unknown: the words of the name decide
	Person                   // a human being
	Organisation             // a body, company, party, armed group, office, country, vessel
)

// Name is a parsed name. It is immutable and cheap to copy. The zero Name is
// the empty name, which equals nothing.
type Name struct{ p *parsed }

type parsed struct {
	text  string
	kind  Kind
	given Kind // as asked for

	// a person
	toks   []*token // what identifies, in the order written
	marks  []mark   // parallel to toks
	titles []string
	suffix string // "jr", "sr", "2", "3"
	family int    // index of the family name in toks, where the spelling shows it or the custom of most names says so
	shown  bool   // the spelling shows the family name (capitals, comma)
	asian  bool   // an East Asian name: family first, short syllables
	human  bool   // read as an organisation's, though its words say a person's

	*body // of an organisation, else nil
}

// body is what a name says as an organisation's.
type body struct {
	words   []word
	acronym string // the whole name is an abbreviation
	initial []string
}

// mark says what one token is within its name.
type mark struct {
	joined *token // the token run together with the particles before it, or nil
	light  bool   // may be left out without loss
	father bool   // a patronymic
	caps   bool
}

// Text is the name as it was given.
func (n Name) Text() string {
	if n.p == nil {
		return ""
	}
	return n.p.text
}

// Kind is Person or Organisation: what the name was read as.
func (n Name) Kind() Kind {
	if n.p == nil {
		return Any
	}
	return n.p.kind
}

// Titles are the titles and offices before a person's name, lower case.
func (n Name) Titles() []string {
	if n.p == nil {
		return nil
	}
	return n.p.titles
}

// Suffix is the generation: "jr", "sr", "2", "3", "4", or empty.
func (n Name) Suffix() string {
	if n.p == nil {
		return ""
	}
	return n.p.suffix
}

// Family is the family name of a person in plain letters, with its particles
// left out, as far as one name alone can tell; it is empty for organisations.
func (n Name) Family() string {
	if n.p == nil || n.p.kind != Person || len(n.p.toks) == 0 {
		return ""
	}
	return n.p.toks[n.p.family].plain
}

// Given is the rest of a person's name in plain letters: given names, initials,
// patronymic, further family names.
func (n Name) Given() []string {
	if n.p == nil || n.p.kind != Person {
		return nil
	}
	var out []string
	for i, t := range n.p.toks {
		if i != n.p.family {
			out = append(out, t.plain)
		}
	}
	return out
}

// Patronymic is a person's patronymic in plain letters, or empty.
func (n Name) Patronymic() string {
	if n.p != nil && n.p.kind == Person {
		for i, m := range n.p.marks {
			if m.father {
				return n.p.toks[i].plain
			}
		}
	}
	return ""
}

// Parse reads a name. With Any, the words of the name decide whether it is a
// person's. Any string is a name; one without letters and digits has no tokens.
func Parse(s string, k Kind) Name { return (&reader{}).parse(s, k) }

func (r *reader) parse(s string, k Kind) Name {
	p := &parsed{text: s, given: k, kind: k}
	fs := fields(s)
	rest := fs
	if k != Organisation {
		var titles []string
		rest, titles = cutTitles(fs)
		p.titles = titles
		if k == Any {
			p.kind = guessKind(fs, rest, len(titles) > 0)
		}
	}
	if p.kind == Person {
		r.person(p, rest)
	} else {
		p.titles = nil
		r.organisation(p, fs)
	}
	return Name{p}
}

// countryAt is the longest country name or demonym at a field.
func countryAt(fs []field, at int) (id int32, end int) {
	v, end := vocab().countries.Longest(at, len(fs), func(i int) string { return fs[i].plain })
	if end == at {
		return -1, at
	}
	return v[0], end
}

// cutTitles takes titles and offices off the front of a name. Something always
// remains.
func cutTitles(fs []field) (rest []field, titles []string) {
	v := vocab()
	i, last := 0, 0
	for i < len(fs)-1 {
		f := fs[i]
		if (v.words[f.plain]&title != 0 || i == 0 && !f.caps && v.misspeltTitle(f.plain)) && !(f.caps && f.comma) {
			// "Van Major" has no title, but a surname: given names stay.
			if len(v.given[f.plain]) > 0 && last == 0 {
				break
			}
			titles = append(titles, f.plain)
			i++
			last = i
			continue
		}
		if len(titles) > 0 && (f.plain == "of" || f.plain == "for" || f.plain == "the" || f.plain == "and") {
			i++
			continue
		}
		if _, end := countryAt(fs, i); end > i && end < len(fs)-1 {
			if len(titles) > 0 || v.words[fs[end].plain]&title != 0 {
				i = end
				continue
			}
		}
		if i == 0 && f.plain == "the" {
			i++
			continue
		}
		break
	}
	return fs[last:], titles
}

// misspeltTitle says whether a word is a long title with one slip of the hand.
func (v *vocabulary) misspeltTitle(w string) bool {
	if _, ok := v.concepts[w]; ok || len(w) < 7 || len(v.given[w]) > 0 || v.words[w] != 0 {
		return false
	}
	for _, t := range v.titles {
		if t[0] == w[0] && t[len(t)-1] == w[len(w)-1] && edits(t, w, 1) == 1 {
			return true
		}
	}
	return false
}

// guessKind decides what a bare name names.
func guessKind(fs, rest []field, titled bool) Kind {
	v := vocab()
	strong, weak, links := 0, 0, 0
	for i, f := range rest {
		w := v.words[f.plain]
		switch f.plain {
		case "of", "for", "and", "the", "in", "to", "against":
			links++
		}
		if w&legal != 0 && i > 0 && w&(particle|honour|suffix|degree) == 0 && len(v.given[f.plain]) == 0 {
			strong++
		}
		if c, ok := v.concepts[f.plain]; ok && !f.dottedInitials() {
			switch {
			case w&ambiguous != 0 || len(v.given[f.plain]) > 0:
				weak++
			case c.weight <= 1 || len(rest) > 2:
				strong++
			default:
				weak++
			}
		}
	}
	if strong > 0 || weak > 1 || weak == 1 && links > 0 {
		return Organisation
	}
	// "Israel Defence Forces": what is left behind words of an office is a sort of body.
	if weak == 1 && len(rest) == 1 && len(fs) > 1 && len(v.given[rest[0].plain]) == 0 && v.words[rest[0].plain]&frequentFamily == 0 {
		return Organisation
	}
	if id, end := countryAt(rest, 0); id >= 0 && (end == len(rest) || weak > 0) && !titled {
		return Organisation
	}
	if links > 0 && len(rest) > 2 {
		return Organisation
	}
	if len(rest) == 1 {
		f := rest[0]
		if v.words[f.plain]&title != 0 && len(v.given[f.plain]) == 0 {
			return Organisation
		}
		if n := utf8.RuneCountInString(f.plain); !titled && (n <= 4 || n <= 6 && !pronounceable(f.plain)) && len(fs) == 1 && len(v.given[f.plain]) == 0 && (f.dotted > 1 || f.caps && v.words[f.plain]&frequentFamily == 0) {
			return Organisation
		}
	}
	for _, f := range rest {
		if strings.ContainsAny(f.plain, "0123456789") {
			if letters := strings.Trim(f.plain, "0123456789"); letters == "" {
				return Organisation
			}
		}
	}
	return Person
}

// pronounceable says whether a word in capitals may be a word, not an abbreviation.
func pronounceable(s string) bool {
	run, vowels := 0, 0
	for _, r := range s {
		if isVowel(r) {
			run = 0
			vowels++
			continue
		}
		if run++; run > 2 {
			return false
		}
	}
	return vowels >= 2
}

func (f field) dottedInitials() bool { return f.dotted > 1 }

// person fills in the tokens of a person's name.
func (r *reader) person(p *parsed, fs []field) {
	v := vocab()
	// Words in brackets are remarks, unless nothing else is there.
	if slices.ContainsFunc(fs, func(f field) bool { return f.inside }) {
		var kept []field
		for _, f := range fs {
			if !f.inside {
				kept = append(kept, f)
			}
		}
		if len(kept) > 0 {
			fs = kept
		}
	}

	// Generations and degrees stand last.
	for len(fs) > 1 {
		f := fs[len(fs)-1]
		w := v.words[f.plain]
		if f.plain == "i" && strings.HasSuffix(p.text, " I") && len(fs) > 2 && len(v.given[fs[len(fs)-2].plain]) > 0 {
			p.suffix = "1" // "John Paul I"
			fs = fs[:len(fs)-1]
			continue
		}
		if w&suffix != 0 && len(fs) > 2 {
			p.suffix = generation(f.plain)
			fs = fs[:len(fs)-1]
			continue
		}
		if w&(degree|legal) != 0 && w&(honour|particle) == 0 && len(fs) > 2 && len(v.given[f.plain]) == 0 && v.words[f.plain]&frequentFamily == 0 {
			fs = fs[:len(fs)-1]
			continue
		}
		break
	}
	fs = r.regnal(p, fs)
	fs = mergeArabic(fs)

	mixed := false
	for _, f := range fs {
		if !f.caps && utf8.RuneCountInString(f.plain) > 1 && v.words[f.plain]&particle == 0 {
			mixed = true
		}
	}
	comma := -1
	run := ""
	hasComma := false
	for i, f := range fs {
		if f.comma && i < len(fs)-1 {
			hasComma = true
		}
	}
	full := 0
	for _, f := range fs {
		if v.words[f.plain]&(particle|honour|title) == 0 {
			full++
		}
	}
	p.toks, p.marks = make([]*token, 0, len(fs)), make([]mark, 0, len(fs))
	before := true // the comma is still to come
	for i, f := range fs {
		if f.dotted > 1 && utf8.RuneCountInString(f.plain) == f.dotted {
			for _, c := range f.plain {
				p.toks = append(p.toks, r.token(string(c), string(c)))
				p.marks = append(p.marks, mark{})
			}
			run = ""
			continue
		}
		text, pl := f.text, f.plain
		if full > 0 && strings.ContainsAny(pl, "0123456789") {
			// Digits within a word are letters in disguise.
			pl = disguised.Replace(pl)
			text = pl
		}
		w := v.words[pl]
		isLast := i == len(fs)-1
		if pl == "van" && i > 0 && (text != pl || vietnamese[fs[0].plain]) {
			w &^= particle // "Phạm Văn Tấn"
		}
		if w&particle != 0 && !isLast && utf8.RuneCountInString(pl) > 1 && !(i == 0 && pl == "ben" && len(fs) == 2) {
			run += pl
			continue
		}
		if w&particle != 0 && isLast && len(p.toks) >= 2 && (pl == "de" || pl == "al" || pl == "el") {
			continue // cut short
		}
		if w&suffix != 0 && !isLast && len(p.toks) > 0 && utf8.RuneCountInString(pl) > 1 && len(fs) > 3 && (pl == "jr" || pl == "sr" || pl == "ii" || pl == "iii") {
			p.suffix = generation(pl)
			continue
		}
		t := r.token(text, pl)
		if t.abjad != f.abjad {
			c := *t
			c.abjad, c.id = f.abjad, 0
			t = &c
		}
		m := mark{light: w&(honour|title) != 0 && full > 1, caps: f.caps && mixed && utf8.RuneCountInString(pl) > 1}
		if run != "" {
			m.joined = r.token(run+text, run+pl)
			run = ""
		}
		p.toks = append(p.toks, t)
		p.marks = append(p.marks, m)
		if hasComma && before && f.comma {
			comma, before = len(p.toks)-1, false
		}
	}
	if len(p.toks) == 0 {
		for _, f := range fs {
			p.toks = append(p.toks, r.token(f.text, f.plain))
			p.marks = append(p.marks, mark{})
		}
	}
	n := len(p.toks)
	if n == 0 {
		return
	}
	defer p.shareMarks()
	for i := range p.toks {
		if p.toks[i].father && n >= 3 {
			p.marks[i].father = i > 0
		}
	}
	// An initial in a name that is not all initials may be left out.
	p.family = n - 1
	for p.family > 0 && (p.marks[p.family].light || p.toks[p.family].initial || p.marks[p.family].father && p.family > 1) {
		p.family--
	}
	switch {
	case comma >= 0:
		p.family, p.shown = comma, true
	default:
		for i, m := range p.marks {
			if m.caps && !p.toks[i].initial {
				p.family, p.shown = i, true
			}
		}
	}
	if !p.shown && n >= 2 && n <= 4 {
		short := len(p.toks[0].family) > 0
		for _, t := range p.toks {
			if utf8.RuneCountInString(t.plain) > 6 || t.named && len(t.asian) == 0 {
				short = false
			}
		}
		if short && (n == 3 || n == 2 && len(p.toks[1].family) == 0 || n == 4) {
			p.asian, p.family = true, 0
			for i := range p.marks {
				p.marks[i].light = false // "Un" is a syllable, not the United Nations
			}
		}
	}
	if !p.asian {
		for _, m := range [2]int{0, p.family} {
			if len(p.toks[m].family) > 0 && n >= 2 {
				p.asian = p.asian || p.shown
			}
		}
	}
}

// vietnamese are family names of Vietnam, behind which Van is a name.
var vietnamese = map[string]bool{"nguyen": true, "tran": true, "pham": true, "le": true, "hoang": true, "huynh": true, "phan": true, "vu": true, "vo": true, "dang": true,
	"bui": true, "do": true, "ho": true, "ngo": true, "duong": true, "ly": true, "dinh": true, "truong": true, "trinh": true, "dao": true, "luong": true, "ha": true, "ta": true, "thai": true}

var disguised = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s")

// noMarks are the marks of most names, which share them.
var noMarks [maxTokens]mark

func (p *parsed) shareMarks() {
	if len(p.marks) <= len(noMarks) && !slices.ContainsFunc(p.marks, func(m mark) bool { return m != mark{} }) {
		p.marks = noMarks[:len(p.marks):len(p.marks)]
	}
}

// regnal takes the number of a king or pope out of a name: a Roman figure in
// capitals behind a given name ("Mohammed VI", "Abdullah II bin Al-Hussein").
func (r *reader) regnal(p *parsed, fs []field) []field {
	for i := 1; i < len(fs) && p.suffix == ""; i++ {
		f := fs[i]
		n := roman(f.plain)
		if n == 0 || f.dotted > 0 || f.hyphen || len(vocab().given[fs[i-1].plain]) == 0 {
			continue
		}
		if !f.upper && len(f.plain) < 2 || len(fs) > 2 && i == len(fs)-1 && !f.upper {
			continue // "Nguyen Vi"
		}
		if len(f.plain) == 1 && (i != len(fs)-1 || len(fs) != 2 || p.text != "" && p.text[len(p.text)-1] == '.') {
			continue // an initial
		}
		p.suffix = strconv.Itoa(n)
		return slices.Delete(slices.Clone(fs), i, i+1)
	}
	return fs
}

// roman is the value of a Roman figure from one to thirty, or 0.
func roman(s string) int {
	n := 0
	for strings.HasPrefix(s, "x") && n < 30 {
		n, s = n+10, s[1:]
	}
	for i, end := range [...]string{"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"} {
		if s == end {
			return n + i
		}
	}
	return 0
}

// isRegnal says whether a suffix is a number.
func isRegnal(s string) bool { return s[0] >= '0' && s[0] <= '9' }

// generation is the canonical form of a suffix.
func generation(s string) string {
	switch s {
	case "jr", "junior", "jnr", "fils", "filho":
		return "jr"
	case "sr", "senior", "snr", "pere":
		return "sr"
	case "ii", "2nd":
		return "2"
	case "iii", "3rd":
		return "3"
	case "iv", "4th":
		return "4"
	}
	return s
}

var arabicArticle = map[string]bool{"al": true, "el": true, "ul": true, "ar": true, "as": true, "ash": true, "at": true, "ad": true, "an": true,
	"az": true, "er": true, "es": true, "ur": true, "us": true, "ud": true, "ed": true, "il": true, "ol": true}

// arabicPart holds the words that mergeArabic joins to others.
var arabicPart = map[string]bool{"abd": true, "abdul": true, "abdel": true, "abdal": true, "abdol": true, "abdur": true, "abdus": true, "abdu": true, "abed": true, "abdoul": true,
	"abu": true, "abou": true, "eddin": true, "eddine": true, "uddin": true, "addin": true, "aldin": true, "uddeen": true, "aldeen": true, "ettin": true, "din": true, "deen": true, "dine": true}

// mergeArabic joins what is one name in Arabic: servant-of names (Abd al-Aziz,
// Abdul Aziz), names in -al-Din, and Abu with what follows.
func mergeArabic(fs []field) []field {
	if !slices.ContainsFunc(fs, func(f field) bool { return arabicPart[f.plain] || f.abjad && f.plain == "bd" }) {
		return fs
	}
	out := make([]field, 0, len(fs))
	for i := 0; i < len(fs); i++ {
		f := fs[i]
		switch f.plain {
		case "bd", "abd", "abdul", "abdel", "abdal", "abdol", "abdur", "abdus", "abdu", "abed", "abdoul":
			j := i + 1
			for j < len(fs)-1 && arabicArticle[fs[j].plain] {
				j++
			}
			if j < len(fs) && !arabicArticle[fs[j].plain] && utf8.RuneCountInString(fs[j].plain) > 1 && (f.plain != "abed" || j > i+1) && (f.plain != "bd" || f.abjad) {
				g := fs[j]
				g.text, g.plain, g.hyphen, g.caps = "abdul"+g.text, "abdul"+g.plain, f.hyphen, g.caps && f.caps
				out = append(out, g)
				i = j
				continue
			}
		case "abu", "abou":
			if i+1 < len(fs) && !arabicArticle[fs[i+1].plain] && utf8.RuneCountInString(fs[i+1].plain) > 1 {
				g := fs[i+1]
				g.text, g.plain, g.hyphen, g.caps = "abu"+g.text, "abu"+g.plain, f.hyphen, g.caps && f.caps
				out = append(out, g)
				i++
				continue
			}
		case "eddin", "eddine", "uddin", "addin", "aldin", "uddeen", "aldeen", "ettin":
			if len(out) > 0 && utf8.RuneCountInString(out[len(out)-1].plain) > 2 && len(fs) > 2 {
				g := &out[len(out)-1]
				g.text, g.plain = g.text+"uddin", g.plain+"uddin"
				continue
			}
		case "din", "deen", "dine":
			if n := len(out); n > 1 && arabicArticle[out[n-1].plain] && len(fs) > 3 {
				g := &out[n-2]
				g.text, g.plain = g.text+"uddin", g.plain+"uddin"
				out = out[:n-1]
				continue
			}
		}
		out = append(out, f)
	}
	return out
}
