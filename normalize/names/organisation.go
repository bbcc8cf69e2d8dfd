package names

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// word is one word of an organisation's name that says something.
type word struct {
	tok     *token
	concept int32 // what it means, or -1
	weight  int
	country bool
	number  bool
	id      uint32 // distinct within a reader that remembers, else 0
}

// Weights of words: a name of its own, and the three weights of concepts.tsv.
const weightOwn = 8

var conceptWeight = [3]int{1, 3, 5}

// organisation fills in the words of an organisation's name.
func (r *reader) organisation(p *parsed, fs []field) {
	v := vocab()
	p.body = &body{}
	if len(fs) == 1 && (fs[0].caps || fs[0].dotted > 1) && utf8.RuneCountInString(fs[0].plain) <= 8 {
		if _, end := countryAt(fs, 0); end == 0 || len(fs[0].plain) < 4 {
			p.acronym = fs[0].plain
		}
	}
	if len(fs) == 2 && fs[0].plain == "the" && (fs[1].caps || fs[1].dotted > 1 || len(fs[1].plain) <= 3) {
		p.acronym = fs[1].plain
	}
	var short, all strings.Builder
	for _, f := range fs {
		if f.inside {
			continue
		}
		c, _ := utf8.DecodeRuneInString(f.plain)
		all.WriteRune(c)
		if v.words[f.plain]&stop == 0 {
			short.WriteRune(c)
		}
	}
	if len(fs) > 1 {
		p.initial = append(p.initial, short.String())
		if all.String() != short.String() {
			p.initial = append(p.initial, all.String())
		}
	}

	// Legal forms stand at the front or at the end.
	from, to := 0, len(fs)
	isLegal := func(f field) bool { return v.words[f.plain]&legal != 0 }
	for to > from+1 && (isLegal(fs[to-1]) || v.words[fs[to-1].plain]&stop != 0 && to-2 > from && isLegal(fs[to-2])) {
		to--
	}
	for from < to-1 && (isLegal(fs[from]) || v.words[fs[from].plain]&stop != 0) {
		from++
	}
	if n := stateForm(fs[:to], from); n > from {
		from = n
	}
	for i := from; i < to; {
		if id, end := countryAt(fs[:to], i); end > i {
			var text, pl strings.Builder
			for _, f := range fs[i:end] {
				text.WriteString(f.text)
				pl.WriteString(f.plain)
			}
			p.words = append(p.words, word{tok: r.token(text.String(), pl.String()), concept: id, weight: conceptWeight[2], country: true})
			i = end
			continue
		}
		f := fs[i]
		i++
		w := v.words[f.plain]
		if w&stop != 0 && to-from > 1 {
			continue
		}
		if w&legal != 0 && to-from > 2 && f.inside {
			continue
		}
		pl, text := f.plain, f.text
		// The possessive is the word itself.
		if len(pl) > 3 && strings.HasSuffix(pl, "s") && v.concepts[pl].weight == 0 {
			if _, ok := v.concepts[pl]; !ok {
				if _, ok := v.concepts[pl[:len(pl)-1]]; ok {
					pl = pl[:len(pl)-1]
				}
			}
		}
		if n, used := numberAt(fs[:to], i-1); used > 0 && (i > from+1 || used > 1 || len(f.plain) > 2) {
			i += used - 1
			d := strconv.Itoa(n)
			p.words = append(p.words, word{tok: r.token(d, d), concept: -1, weight: conceptWeight[2], number: true})
			continue
		}
		t := r.token(text, f.plain)
		x := word{tok: t, concept: -1, weight: weightOwn, number: t.number}
		if c, ok := v.concepts[pl]; ok {
			x.concept, x.weight = c.id, conceptWeight[c.weight]
		}
		p.words = append(p.words, x)
	}
	if len(p.words) == 0 {
		for _, f := range fs {
			p.words = append(p.words, word{tok: r.token(f.text, f.plain), concept: -1, weight: weightOwn})
		}
	}
	if r.words != nil {
		for i := range p.words {
			w := &p.words[i]
			id := r.words[*w]
			if id == 0 {
				id = uint32(len(r.words) + 1)
				r.words[*w] = id
			}
			w.id = id
		}
	}
}

// stateForm is where the country begins in "Kingdom of Jordan", or from. Names that
// two countries have are left as they are: their form tells them apart.
func stateForm(fs []field, from int) int {
	i := from
	if i < len(fs) && fs[i].plain == "the" {
		i++
	}
	if i+2 >= len(fs) || fs[i+1].plain != "of" {
		return from
	}
	switch fs[i].plain {
	case "kingdom", "republic", "commonwealth", "sultanate", "emirate", "principality", "federation", "state", "union":
	default:
		return from
	}
	if _, whole := countryAt(fs, i); whole == len(fs) {
		return from // the tables know it as it is
	}
	i += 2
	if fs[i].plain == "the" && i+1 < len(fs) {
		i++
	}
	switch fs[i].plain {
	case "korea", "china", "congo", "yemen", "vietnam", "germany", "samoa", "sudan":
		return from
	}
	if _, end := countryAt(fs, i); end == len(fs) {
		return i
	}
	return from
}

// numberAt is the number that starts at a field in words, Roman figures or
// digits, and how many fields it takes ("forty 4" is 44).
func numberAt(fs []field, at int) (n, used int) {
	value := func(s string) (int, bool) {
		if n, ok := vocab().numbers[s]; ok {
			return n, true
		}
		n, err := strconv.Atoi(s)
		return n, err == nil && len(s) < 9
	}
	n, ok := value(fs[at].plain)
	if !ok {
		return 0, 0
	}
	if n >= 20 && n < 100 && n%10 == 0 && at+1 < len(fs) {
		if m, ok := value(fs[at+1].plain); ok && m > 0 && m < 10 {
			return n + m, 2
		}
	}
	return n, 1
}

// compareOrganisations weighs two organisations' names. It is symmetric: the
// caller orders them.
// Without explain there is no reason.
func compareOrganisations(a, b *parsed, m *memo, explain bool) verdict {
	if len(a.words) == 0 || len(b.words) == 0 {
		return verdict{why: "no name"}
	}
	// An abbreviation and what it stands for.
	for _, pq := range [2][2]*parsed{{a, b}, {b, a}} {
		x, y := pq[0], pq[1]
		if x.acronym == "" {
			continue
		}
		if y.acronym != "" && y.acronym == x.acronym {
			return verdict{100, false, "the same abbreviation"}
		}
		if slices.Contains(y.initial, x.acronym) {
			v, how := verdict{score: 66}, "may be"
			if utf8.RuneCountInString(x.acronym) >= 3 {
				v, how = verdict{score: 80}, "is"
			}
			if explain {
				v.why = fmt.Sprintf("%s %s made of the first letters of %q", strings.ToUpper(x.acronym), how, y.text)
			}
			return v
		}
	}

	if (a.acronym != "") != (b.acronym != "") && len(a.words) == 1 && len(b.words) == 1 {
		if a.words[0].tok.plain == b.words[0].tok.plain {
			return verdict{98, false, "the same letters"}
		}
		return verdict{0, true, "an abbreviation and another word"}
	}
	if a.acronym != "" && b.acronym != "" {
		return verdict{0, true, "other abbreviations"}
	}
	n, o := min(len(a.words), 30), min(len(b.words), 30)
	var usedA, usedB [30]bool
	matched, own := 0, 0
	type cand struct{ i, k, s uint8 }
	var few [40]cand
	cands := few[:0]
	for i := 0; i < n; i++ {
		for k := 0; k < o; k++ {
			if s := m.words(&a.words[i], &b.words[k]); s > 0 {
				cands = append(cands, cand{uint8(i), uint8(k), uint8(s)})
			}
		}
	}
	slices.SortStableFunc(cands, func(x, y cand) int { return int(y.s) - int(x.s) })
	lost := 0
	var notes []string
	for _, c := range cands {
		if usedA[c.i] || usedB[c.k] {
			continue
		}
		usedA[c.i], usedB[c.k] = true, true
		w := min(a.words[c.i].weight, b.words[c.k].weight)
		matched += w
		if w >= weightOwn {
			own++
		}
		if c.s < 100 {
			lost += w * (100 - int(c.s))
			if explain && len(notes) < 3 {
				notes = append(notes, a.words[c.i].tok.plain+"/"+b.words[c.k].tok.plain)
			}
		}
	}
	left := func(p *parsed, used *[30]bool, n int) (weight int, country, number, name bool, words []string) {
		for i := 0; i < n; i++ {
			if used[i] {
				continue
			}
			w := p.words[i]
			weight += w.weight
			country = country || w.country
			number = number || w.number
			name = name || w.weight >= weightOwn
			if explain {
				words = append(words, w.tok.plain)
			}
		}
		return
	}
	la, ca, na, oa, wordsA := left(a, &usedA, n)
	lb, cb, nb, ob, wordsB := left(b, &usedB, o)
	if la == 0 && lb == 0 {
		score := 100
		if matched > 0 {
			score -= lost / matched
		}
		if !sameOrder(a, b, m) {
			score -= 2
		}
		why := "the same words"
		if len(notes) > 0 {
			why = "the same words but for " + strings.Join(notes, ", ")
		}
		return verdict{max(0, score), false, why}
	}
	if ca && cb && allCountry(a) && allCountry(b) {
		return verdict{20, true, "two countries"}
	}
	countries := allCountry(a) || allCountry(b)
	if x, y := letters(a), letters(b); x == y || countries && x-y <= 2 && y-x <= 2 {
		if x, y := runTogether(a), runTogether(b); x == y {
			return verdict{97, false, "the same letters, divided otherwise"}
		} else if countries && !personalName(a) && !personalName(b) && len(x) >= 6 && len(y) >= 6 && (misprint(x, y) || len(x) >= 10 && edits(x, y, 2) <= 2) {
			return verdict{86, false, "a misprint apart"}
		}
	}
	if allCountry(a) != allCountry(b) {
		if matched > 0 {
			return verdict{20, true, "a country, and something of it"}
		}
		return verdict{0, n > 1 || o > 1, "no word in common"}
	}
	if matched == 0 {
		return verdict{0, true, "no word in common"}
	}
	// A name without a word for a body may be a person's, of whom a company has
	// one name at most.
	if a.given == Any && b.given == Any && (a.human && la > 0 && !b.human && b.acronym == "" || b.human && lb > 0 && !a.human && a.acronym == "") {
		return verdict{30, true, "a person and a body"}
	}
	differ := ""
	if explain {
		differ = fmt.Sprintf("%q and %q differ", strings.Join(wordsA, " "), strings.Join(wordsB, " "))
	}
	if ca && cb {
		return verdict{30, true, "countries: " + differ}
	}
	if na && nb {
		return verdict{40, true, "numbers: " + differ}
	}
	if oa && ob {
		// Names of their own on both sides: another body, unless much else agrees.
		if own < 2 || la+lb > matched {
			return verdict{min(45, 10+matched), true, differ}
		}
	}
	clash := 0
	if la > 0 && lb > 0 {
		la, lb = max(la, 3), max(lb, 3)
		clash = 3 * min(la, lb)
	}
	score := 100 * (2*matched - 2*lost/100) / (2*matched + la + lb + clash)
	why := ""
	if explain {
		why = fmt.Sprintf("%d%% of the weight of their words agrees", score)
	}
	if !explain {
	} else if len(wordsA) > 0 && len(wordsB) > 0 {
		why += "; " + differ
	} else {
		why += fmt.Sprintf("; %q in one alone", strings.Join(append(wordsA, wordsB...), " "))
	}
	if own == 0 && la+lb > 0 && !(matched >= 11 && la+lb <= 5) {
		// Only words that many bodies share.
		score = min(score, 68)
		if la > 0 && lb > 0 {
			score = min(score, 60)
		}
	}
	if own == 1 && (oa || ob) {
		score = min(score, 68) // one name in common, and another in one alone
	}
	return verdict{score, score < 40 || clash > 0 && score < 70, why}
}

// words is [alikeWords], remembered.
func (m *memo) words(x, y *word) int {
	if m == nil || x.id == 0 || y.id == 0 {
		return alikeWords(x, y)
	}
	// Persons' words have other numbers: the high bits keep the two apart.
	a, b := min(x.id, y.id)|1<<30, max(x.id, y.id)|1<<30
	e := m.at(a, b)
	if e.a != a || e.b != b {
		e.a, e.b, e.how, e.score = a, b, none, uint8(alikeWords(x, y))
	}
	return int(e.score)
}

func personalName(p *parsed) bool { return len(p.words) == 1 && personal(p.words[0].tok) }

// personal says whether people are called so: "Franco" is no misprint of "France".
func personal(t *token) bool { return t.named || t.class&frequentFamily != 0 || len(t.apart) > 0 }

func alikeWords(x, y *word) int {
	if x.concept >= 0 || y.concept >= 0 {
		if x.concept == y.concept {
			if x.tok.plain == y.tok.plain {
				return 100
			}
			return 98
		}
		if x.concept >= 0 && y.concept >= 0 {
			return 0
		}
		if x.number || y.number {
			return 0
		}
		if (x.country || y.country) && misprint(x.tok.plain, y.tok.plain) && len(x.tok.plain) >= 7 && len(y.tok.plain) >= 7 && len(x.tok.given)+len(y.tok.given) == 0 && !personal(x.tok) && !personal(y.tok) {
			return 90
		}
		if (x.country || y.country) && len(x.tok.plain) >= 7 && len(y.tok.plain) >= 7 && mayBeAlike(x.tok, y.tok) {
			if s := alikeTokens(x.tok, y.tok, 90); s >= 90 {
				return s
			}
		}
		if (x.country || y.country) && len(x.tok.plain) == len(y.tok.plain) && len(x.tok.plain) >= 5 && edits(x.tok.plain, y.tok.plain, 1) <= 1 && !personal(x.tok) && !personal(y.tok) {
			return 90
		}
		// A misspelt common word.
		if !((x.country || y.country) && (personal(x.tok) || personal(y.tok))) && len(x.tok.plain) >= 6 && len(y.tok.plain) >= 6 {
			if s := alike(x.tok.plain, y.tok.plain, 88); s >= 88 {
				return s
			}
		}
		return 0
	}
	a, b := x.tok.plain, y.tok.plain
	if a == b {
		return 100
	}
	if x.number || y.number {
		return 0
	}
	n := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b))
	switch {
	case n >= 4 && (a+"s" == b || b+"s" == a):
		return 97
	case n >= 4 && len(x.tok.sounds) > 0 && len(y.tok.sounds) > 0 && x.tok.sounds[0] == y.tok.sounds[0]:
		return 97
	case n < 4 || !mayBeAlike(x.tok, y.tok):
		return 0
	case misprint(a, b):
		return 90
	}
	if s := alikeTokens(x.tok, y.tok, 90); s >= 97 && n >= 5 {
		return 95
	} else if s >= 90 && n >= 7 {
		return s - 4
	}
	return 0
}

// allCountry says that a name is a country's and nothing else.
func allCountry(p *parsed) bool {
	for _, w := range p.words {
		if !w.country {
			return false
		}
	}
	return true
}

func sameOrder(a, b *parsed, m *memo) bool {
	if len(a.words) != len(b.words) {
		return true
	}
	for i := range a.words {
		if m.words(&a.words[i], &b.words[i]) == 0 {
			return false
		}
	}
	return true
}

func letters(p *parsed) int {
	n := 0
	for _, w := range p.words {
		n += len(w.tok.plain)
	}
	return n
}

func runTogether(p *parsed) string {
	var b strings.Builder
	for _, w := range p.words {
		b.WriteString(w.tok.plain)
	}
	return b.String()
}
