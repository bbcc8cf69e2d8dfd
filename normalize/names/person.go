package names

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// link is how one token of a name answers to one of the other.
type link uint8

const (
	none     link = iota
	same          // the same letters
	sound         // the same sounds in some custom
	variant       // forms of one given name
	close         // nearly the same sounds
	initial       // an initial and a name
	sexes         // a surname's two sexes
	misspelt      // a misprint apart
	slip          // a misprint in a short word: needs two witnesses
)

var linkWords = [...]string{none: "", same: "same", sound: "one sound", variant: "forms of one name", close: "nearly one sound", initial: "initial", sexes: "surname of the other sex", misspelt: "a misprint apart", slip: "a misprint apart"}

// pairing is an alignment of the tokens of two persons' names.
type pairing struct {
	memo      *memo
	a, b      *parsed
	to        [maxTokens]int8 // token of a to token of b, -1 none, -2 part of a join
	from      [maxTokens]int8
	how       [maxTokens]link // by token of a
	sim       [maxTokens]uint8
	na, nb    int
	full      int // tokens linked that are words
	exact     int // of these, the same or one sound
	weak      int // linked by close, sexes or misspelt
	leftA     int // words of a without an answer
	leftB     int
	initials  int
	lightLeft int
	lettersA  int
	lettersB  int
}

// singleNever is how unlike two lone words must sound to be kept apart for good.
const singleNever = 92

const maxTokens = 12

// leastClose is the least likeness of sound that links two words, of which the
// shorter has n sounds or letters; names are two known given names.
func leastClose(n int, names bool) int {
	switch {
	case n < 3:
		return 101
	case names:
		return 93
	case n < 5:
		return 92
	case n < 8:
		return 88
	}
	return 86
}

// answer says how token i of a and token k of b may be linked, without regard to
// the rest.
func (g *pairing) answer(i, k int) (link, int) {
	x, y := g.a.toks[i], g.b.toks[k]
	asian := g.a.asian && g.b.asian
	m, n := g.a.marks[i].joined, g.b.marks[k].joined
	if m == nil && n == nil {
		return g.memo.link(x, y, asian)
	}
	if x.initial || y.initial || x.plain == y.plain {
		return linkTokens(x, y, asian, 0)
	}
	if g.memo == nil || asian {
		return answerJoined(x, y, m, n, asian)
	}
	e, ids := g.memo.atJoined(x, y, m, n)
	if e == nil {
		return answerJoined(x, y, m, n, asian)
	}
	if e.ids != ids {
		l, s := answerJoined(x, y, m, n, asian)
		*e = rememberedJoined{ids, l, uint8(s)}
	}
	return e.how, int(e.score)
}

// answerJoined is answer for words of which one has particles, m and n being the words with
// theirs, or nil.
func answerJoined(x, y, m, n *token, asian bool) (link, int) {
	// With its particles or without them, whichever answers better.
	floor := leastClose(min(x.least, y.least), len(x.given) > 0 && len(y.given) > 0)
	best := alikeTokens(x, y, floor)
	if m != nil && best < 97 {
		if s := alikeTokens(m, y, 90); s >= 90 {
			best = max(best, s-1)
		}
		if n != nil {
			best = max(best, alikeTokens(m, n, floor+1)-1)
		}
	}
	if n != nil && best < 97 {
		if s := alikeTokens(x, n, 90); s >= 90 {
			best = max(best, s-1)
		}
	}
	return linkTokens(x, y, asian, best)
}

// linkTokens says how two words may be linked. East Asian family names of one sign
// answer to each other where both names are East Asian. A likeness
// that is known already is not sought again; 0 is unknown.
func linkTokens(x, y *token, asian bool, best int) (link, int) {
	if x.initial != y.initial {
		w, s := x, y
		if y.initial {
			w, s = y, x
		}
		if initialOf(w, s) {
			return initial, 80
		}
		return none, 0
	}
	if x.initial {
		if x.plain == y.plain {
			return same, 100
		}
		return none, 0
	}
	if x.plain == y.plain {
		return same, 100
	}
	if best == 0 && !mayBeAlike(x, y) {
		switch {
		case x.apartFrom(y):
			return slip, 70
		case czech(x, y) || czech(y, x):
			return sexes, 84
		case share(x.given, y.given):
			return variant, 92
		case asian && share(x.asian, y.asian):
			return variant, 91
		case servant(x, y) || servant(y, x):
			return close, 88
		case short(x, y) || short(y, x):
			return variant, shortened
		case suffixed(x, y) || suffixed(y, x):
			return misspelt, 80
		}
		return none, 0
	}
	if x.apartFrom(y) {
		return slip, 70
	}
	n := min(x.least, y.least)
	// Two known given names that are no forms of one are two names, however alike.
	names := len(x.given) > 0 && len(y.given) > 0
	if (x.named && y.named || sexesOfGiven(x, y)) && !share(x.given, y.given) {
		return none, 0
	}
	if best == 0 {
		best = alikeTokens(x, y, leastClose(n, names))
	}
	switch {
	case best == 100:
		return same, 100
	case best >= 96 && (!names || share(x.given, y.given) || len(x.sounds) > 0 && len(y.sounds) > 0 && x.sounds[0] == y.sounds[0]):
		return sound, best
	}
	if share(x.given, y.given) {
		return variant, 92
	}
	if asian && share(x.asian, y.asian) {
		return variant, 91
	}
	switch {
	case servant(x, y) || servant(y, x):
		return close, 88
	case n < 5 && best >= leastClose(n, names) && best < 96 && x.plain[0] != y.plain[0]:
		return slip, 70
	case n < 4 && best >= leastClose(n, names) && best < 96:
		return slip, 70
	case best >= leastClose(n, names) && best < 96:
		return close, best
	case names:
		return none, best
	case suffixed(x, y) || suffixed(y, x):
		return misspelt, 80
	case n >= 3 && (x.endsInA != y.endsInA) && (otherSex(x, y) || czech(x, y) || czech(y, x)):
		return sexes, 84
	case misprint(x.plain, y.plain):
		return misspelt, max(leastAlike, alikeTokens(x, y, leastAlike))
	case n >= 3 && len(x.plain) <= 5 && len(y.plain) <= 5 && len(x.plain) >= 4 && x.plain[0] == y.plain[0] && edits(x.plain, y.plain, 1) <= 1:
		return slip, 70
	case short(x, y) || short(y, x):
		return variant, shortened
	case suffixed(x, y) || suffixed(y, x):
		return misspelt, 80
	}
	return none, best
}

// sexesOfGiven says whether two words are a man's given name and the woman's that
// is made of it.
func sexesOfGiven(x, y *token) bool {
	return x.named && len(y.plain) == len(x.plain)+1 && y.endsInA && strings.HasPrefix(y.plain, x.plain) ||
		y.named && len(x.plain) == len(y.plain)+1 && x.endsInA && strings.HasPrefix(x.plain, y.plain)
}

// czech says whether woman is the form that Czech and Slovak give man's surname, or
// a surname that is a woman's already, when they write of a woman: "Merkelová".
func czech(woman, man *token) bool {
	stem, ok := strings.CutSuffix(woman.text, "ová")
	if !ok || len(stem) < 3 || len(man.sounds) == 0 || len(man.plain) < 3 {
		return false
	}
	stem = plain(stem)
	for _, end := range [...]string{"", "a", "o", "e", "y", "u"} {
		if stem+end == man.plain {
			return true
		}
	}
	for _, s := range readings(stem) {
		for _, m := range man.sounds {
			if s == m || s == trimLastVowel(m) && len(s) > 2 {
				return true
			}
		}
	}
	return false
}

// shortened is the score of a given name and its beginning.
const shortened = 85

// pinyin holds the syllables of Pinyin, and some more of the same build.
var pinyin = func() map[string]bool {
	out := map[string]bool{}
	for _, first := range append(strings.Fields("b p m f d t n l g k h j q x zh ch sh r z c s y w"), "") {
		for _, rest := range strings.Fields("a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue") {
			out[first+rest] = true
		}
	}
	return out
}()

// servant says whether b is a with the servant-of that many names begin with.
func servant(a, b *token) bool {
	rest, ok := strings.CutPrefix(b.plain, "abdul")
	return ok && rest == a.plain
}

// familyEnds are endings by which given names become surnames: "Ivanov" is not short
// for "Ivan".
var familyEnds = func() map[string]bool {
	out := map[string]bool{}
	for _, e := range strings.Fields("ov ova ev eva off eff yev yeva enko chenko uk chuk son sson sen sson ian yan iants ski sky skiy ovic ovich ovych evic evich escu ez es iz idze adze dze shvili ashvili is akis ides idis opoulos oglu zade zadeh pour poor nejad bekov baev bayev ovski ovsky os as us y") {
		out[e] = true
	}
	return out
}()

// suffixes are what names of Central Asia and Mongolia have in some spellings alone:
// the Russian ending of a surname, that of respect of a given name, and the genitive of
// a father's name ("Rahmonov", "Azimbek", "Gombojavyn").
var suffixes = map[string]bool{"ov": true, "ev": true, "ova": true, "eva": true, "bek": true, "jon": true, "yn": true, "iin": true, "giin": true, "giyn": true, "iyn": true, "ijn": true}

// suffixed says whether b is a with such a suffix, and neither a known given name:
// "Ivanov" is not "Ivan".
func suffixed(a, b *token) bool {
	return len(a.plain) >= 4 && len(a.given) == 0 && !b.named && strings.HasPrefix(b.plain, a.plain) && suffixes[b.plain[len(a.plain):]]
}

// short says whether a is the beginning of the given name b.
func short(a, b *token) bool {
	if len(a.plain) < 3 || len(b.plain)-len(a.plain) < 2 || !strings.HasPrefix(b.plain, a.plain) || len(a.given)+len(b.given) == 0 {
		return false
	}
	return !a.named || b.named || !familyEnds[b.plain[len(a.plain):]]
}

func initialOf(letter, word *token) bool {
	if letter.plain == "i" && strings.Trim(word.plain, "ivx") == "" {
		return false // "Francis I" is not "Francis II"
	}
	if strings.HasPrefix(word.plain, letter.plain) {
		return true
	}
	for _, x := range letter.sounds {
		for _, y := range word.sounds {
			if len(y) > 0 && x[0] == y[0] && !isSoundVowel(x[0]) {
				return true
			}
		}
	}
	return false
}

// align aligns two persons' names: best links first, and among equals those that
// keep the order.
func (g *pairing) align(a, b *parsed, m *memo) {
	*g = pairing{memo: m, a: a, b: b, na: min(len(a.toks), maxTokens), nb: min(len(b.toks), maxTokens)}
	for i := range g.to {
		g.to[i], g.from[i] = -1, -1
	}
	type cand struct {
		i, k int8
		l    link
		s    uint8
	}
	var cands [maxTokens * maxTokens]cand
	n := 0
	for i := 0; i < g.na; i++ {
		for k := 0; k < g.nb; k++ {
			if l, s := g.answer(i, k); l != none {
				cands[n] = cand{int8(i), int8(k), l, uint8(s)}
				n++
			}
		}
	}
	for {
		best := -1
		for c := 0; c < n; c++ {
			x := cands[c]
			if g.to[x.i] != -1 || g.from[x.k] != -1 {
				continue
			}
			if best < 0 || x.s > cands[best].s || x.s == cands[best].s && g.shift(x.i, x.k) < g.shift(cands[best].i, cands[best].k) {
				best = c
			}
		}
		if best < 0 {
			break
		}
		x := cands[best]
		g.to[x.i], g.from[x.k] = x.k, x.i
		g.how[x.i], g.sim[x.i] = x.l, x.s
	}
	g.joins()
	g.count()
}

// shift is how far apart two tokens stand in their names, counted from the ends.
func (g *pairing) shift(i, k int8) int {
	front := int(i) - int(k)
	back := (g.na - int(i)) - (g.nb - int(k))
	return min(max(front, -front), max(back, -back))
}

// joins links two tokens in a row, run together, to one of the other name.
func (g *pairing) joins() {
	try := func(p, q *parsed, np, nq int, to, from *[maxTokens]int8, byP bool) {
		for i := 0; i+1 < np; i++ {
			for k := 0; k < nq; k++ {
				free := 0
				if to[i] == -1 {
					free++
				}
				if to[i+1] == -1 {
					free++
				}
				// One of the two, or the whole, may have been linked by misprint.
				weak := func(t int) bool {
					if to[t] == -1 {
						return true
					}
					l, sim := g.linkAt(t, k, byP)
					return int(to[t]) == k && (l >= close || l == variant && sim == shortened)
				}
				if !weak(i) || !weak(i+1) || free == 0 || from[k] >= 0 && int(from[k]) != i && int(from[k]) != i+1 {
					continue
				}
				x, y, z := p.toks[i], p.toks[i+1], q.toks[k]
				if len(z.plain) < 4 || x.initial && y.initial || z.number {
					continue
				}
				d := len(x.plain) + len(y.plain) - len(z.plain)
				if d > 3 || d < -3 || !runMayBe(x, y, z) && !(g.a.asian && g.b.asian) {
					continue
				}
				run := x.plain + y.plain
				ok := run == z.plain
				if len(z.family) > 0 && !ok {
					ok = share(vocab().surnames[run], z.family)
				}
				if !ok {
					ok = g.a.asian && g.b.asian && oneReading(run, z.sounds)
				}
				if !ok {
					var u, w [64]byte
					ok = len(run) < 60 && len(z.plain) < 60 && alike(string(readEnglish(run, u[:0])), string(readEnglish(z.plain, w[:0])), 92) >= 92
				}
				if !ok {
					continue
				}
				to[i], to[i+1], from[k] = int8(k), -2, int8(i)
				if byP {
					g.how[i], g.sim[i] = sound, 96
				} else {
					g.how[k], g.sim[k] = sound, 96
				}
			}
		}
	}
	if g.na != g.nb || g.na > 0 {
		try(g.a, g.b, g.na, g.nb, &g.to, &g.from, true)
		try(g.b, g.a, g.nb, g.na, &g.from, &g.to, false)
	}
}

// oneReading says whether a word has one of some sounds in any custom.
func oneReading(word string, sounds []string) bool {
	for _, s := range readings(word) {
		if slices.Contains(sounds, s) {
			return true
		}
	}
	return false
}

// runMayBe is a cheap test that two words run together can be a third: the first
// sounds agree, and hardly any other differs.
func runMayBe(x, y, z *token) bool {
	if len(z.family) > 0 || x.abjad || y.abjad || z.abjad || len(x.sounds) == 0 || len(y.sounds) == 0 || len(z.sounds) == 0 {
		return true
	}
	a, b := x.sounds[0][0], z.sounds[0][0]
	return (nearCost(a, b) < costOther || a == 'h' || b == 'h' || a == 'j' || b == 'j') &&
		mayReach(x.shapes[0].counts()+y.shapes[0].counts(), z.shapes[0].counts(), len(z.sounds[0]), 80) &&
		bits.OnesCount16(z.all&^(x.some|y.some)) <= 1 && bits.OnesCount16((x.all|y.all)&^z.some) <= 1
}

func (g *pairing) linkAt(t, k int, byA bool) (link, uint8) {
	if byA {
		return g.how[t], g.sim[t]
	}
	return g.how[k], g.sim[k]
}

func (g *pairing) count() {
	for i := 0; i < g.na; i++ {
		t, m := g.a.toks[i], g.a.marks[i]
		switch {
		case g.to[i] >= 0:
			switch g.how[i] {
			case initial:
				g.initials++
			default:
				if t.initial {
					g.initials++
					break
				}
				g.full++
				switch g.how[i] {
				case same, sound:
					g.exact++
				case close, sexes, misspelt, slip:
					g.weak++
				}
			}
		case g.to[i] == -2:
		case m.light:
			g.lightLeft++
		case t.initial:
			g.lettersA++
		default:
			g.leftA++
		}
	}
	for k := 0; k < g.nb; k++ {
		if g.from[k] != -1 {
			continue
		}
		switch {
		case g.b.marks[k].light:
			g.lightLeft++
		case g.b.toks[k].initial:
			g.lettersB++
		default:
			g.leftB++
		}
	}
}

// verdict is a comparison in hundredths with its reason; never says that the two
// can be no one actor whatever a third name says.
type verdict struct {
	score int
	never bool
	why   string
}

// comparePersons weighs two persons' names. It is symmetric: the caller orders them.
// Without explain there is no reason, which takes longer than the rest.
func comparePersons(a, b *parsed, m *memo, explain bool) verdict {
	if len(a.toks) == 0 || len(b.toks) == 0 {
		return verdict{why: "no name"}
	}
	if a.suffix != "" && b.suffix != "" && a.suffix != b.suffix {
		return verdict{10, true, "generations " + a.suffix + " and " + b.suffix}
	}
	var pairs pairing
	g := &pairs
	g.align(a, b, m)
	wa, wb := words(a), words(b)

	// Nothing but one word each.
	if wa == 1 && wb == 1 && g.na == 1 && g.nb == 1 {
		v := lone(g)
		if explain {
			v.why = a.toks[0].plain + " and " + b.toks[0].plain + " " + v.why
		}
		return v
	}
	if g.full == 0 {
		return verdict{0, true, "no word in common"}
	}

	leftA, leftB := g.leftA, g.leftB
	lettersA, lettersB := g.lettersA, g.lettersB
	// Words on both sides that answer to nothing contradict each other.
	if leftA > 0 && leftB > 0 {
		return conflict(g, "words", explain)
	}
	// So do initials that no word answers to.
	if lettersA > 0 && lettersB > 0 || lettersA > 0 && leftB > 0 && wb > 1 || lettersB > 0 && leftA > 0 && wa > 1 {
		if lettersA > 0 && lettersB > 0 || g.full < 3 {
			return conflict(g, "initials", explain)
		}
	}

	// Family names must agree, and more than by being a form of one given name.
	fa, fb := g.a.family, g.b.family
	reversed := false
	if fa < g.na && fb < g.nb {
		if int(g.to[fa]) == fb && g.to[fa] >= 0 {
			if g.how[fa] == variant && !(g.a.asian && g.b.asian) {
				s := alikeTokens(a.toks[fa], b.toks[fb], leastAlike)
				if s < 75 {
					return verdict{50, true, fmt.Sprintf("family names %s and %s differ", a.toks[fa].plain, b.toks[fb].plain)}
				}
			}
		}
	}

	if i, never := strayFamily(g); i != "" {
		return verdict{35, never, "the family name " + i + " is in one alone"}
	}
	if i := passedOver(g, leftA, leftB); i != "" {
		return verdict{45, true, i + " stands before the initial that answers"}
	}

	score := 100
	var notes []string
	typos := 0
	for i := 0; i < g.na; i++ {
		if g.to[i] < 0 {
			continue
		}
		x, y := a.toks[i], b.toks[g.to[i]]
		isFamily := i == fa && int(g.to[i]) == fb
		if g.how[i] >= close && g.how[i] != initial && pinyin[x.plain] && pinyin[y.plain] && chinese(a) && chinese(b) {
			return verdict{40, true, x.plain + " and " + y.plain + " are two syllables"} // Li Peng is not Li Ping
		}
		switch g.how[i] {
		case sound:
			score--
		case variant:
			score -= 3
		case close:
			score -= 2 + (100-int(g.sim[i]))/3
			if g.sim[i] < 87 {
				typos++
			}
		case initial:
			score -= 6
		case sexes:
			score -= 8
			if !isFamily || g.exact == 0 {
				score -= 30
			}
		case slip:
			score -= 14
			typos++
			if g.exact < 2 || g.weak > 1 {
				score -= 40
				if x.apartFrom(y) {
					return verdict{40, true, x.plain + " and " + y.plain + " are two surnames"}
				}
			}
		case misspelt:
			score -= 6 + (100-int(g.sim[i]))/2
			typos++
			if isFamily {
				score -= 3
			}
		}
		if explain && g.how[i] > same && len(notes) < 4 {
			notes = append(notes, fmt.Sprintf("%s/%s %s", x.plain, y.plain, linkWords[g.how[i]]))
		}
	}
	// A misprint needs a witness: another word that is exactly right.
	if g.weak > 0 {
		if g.exact == 0 {
			score -= 12 * g.weak
		}
		if typos > 1 && g.exact < 2 {
			score -= 15 * (typos - 1)
		}
		if g.full < 2 && g.initials == 0 {
			score -= 10
		}
	}

	left := leftA + leftB
	short, long := a, b
	if leftA > 0 || leftA == 0 && leftB == 0 && lettersA > lettersB {
		short, long = b, a
	}
	// Order: the linked words of the shorter name must stand in one order in the longer.
	reversed = !inOrder(g)
	if reversed {
		switch {
		case a.shown || b.shown || a.asian || b.asian:
			score -= 2
			notes = append(notes, "family name first in one")
		case left > 0:
			score -= 14
			notes = append(notes, "another order of words")
		case g.full > 2 && swapped(g):
			score -= 32
			notes = append(notes, "two surnames the other way round")
		case g.full == 2 && len(a.toks) == 2 && bothGiven(a) && a.marks[0].joined == nil && a.marks[1].joined == nil:
			score -= 32
			notes = append(notes, "two given names the other way round")
		default:
			score -= 6
			notes = append(notes, "another order of words")
		}
	}
	if left > 0 {
		fathers := 0
		for i, m := range long.marks {
			if m.father && i < maxTokens && (long == a && g.to[i] == -1 || long == b && g.from[i] == -1) {
				fathers++
			}
		}
		score -= 2*fathers + 4*(left-fathers)
		if n := words(short); n < 2 {
			// One word for a whole name: a last name after the full one, perhaps.
			single := single(g, short, long)
			if g.initials > 0 {
				score = min(score, 74)
			} else {
				score = min(score, single)
			}
			notes = append(notes, "only one word in common")
		} else {
			if explain {
				notes = append(notes, fmt.Sprintf("%q leaves out %s of %q", short.text, plural(left, "word", "words"), long.text))
			}
			firstLeft, lastLeft := ends(g, long == a)
			if firstLeft && lastLeft {
				score -= 8
			}
			if firstLeft && !lastLeft {
				score -= 2
			}
			if g.exact+g.initials < 2 && g.full < 3 {
				score -= 6
			}
			if commonplace(short) {
				score -= 5
			}
		}
	} else if g.full == 1 {
		// A surname and initials.
		if g.initials == 0 && g.lightLeft > 0 {
			score = min(score, 72)
		} else if g.initials == 0 {
			score = min(score, 68)
		} else if commonplace(a) || commonplace(b) {
			score = min(score, 80)
		}
	}
	score -= min(3, g.lightLeft) + 2*(lettersA+lettersB)
	if (a.suffix == "") != (b.suffix == "") {
		score -= 6
		notes = append(notes, "generation given once")
	}
	score = max(0, min(100, score))
	if !explain {
		return verdict{score: score, never: score < 30}
	}
	why := "the same words"
	if len(notes) > 0 {
		why = strings.Join(notes, "; ")
		if g.exact > 0 {
			why = plural(g.exact, "word agrees", "words agree") + "; " + why
		}
	}
	return verdict{score, score < 30, why}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// chinese says whether a name has nothing but syllables of Pinyin, one of them a
// family name.
func chinese(p *parsed) bool {
	family := false
	for _, t := range p.toks {
		if !pinyin[t.plain] {
			return false
		}
		family = family || len(t.family) > 0
	}
	return family && len(p.toks) > 1
}

// strayFamily is the family name of one person that answers to no more than an
// initial, or to another word that is not quite the same, while the other's family name answers
// to nothing: "Daniel Montrose" is not "Daniel M. Donovan", nor "Sergei Ivanov"
// "Sergei Ivanovich Petrov".
func strayFamily(g *pairing) (name string, never bool) {
	fa, fb := g.a.family, g.b.family
	if fa >= g.na || fb >= g.nb {
		return "", false
	}
	stray := func(l link) bool { return l == initial || l >= variant && l != none }
	if k := g.to[fa]; k >= 0 && int(k) != fb && g.from[fb] == -1 && stray(g.how[fa]) {
		return g.b.toks[fb].plain, g.how[fa] == initial
	}
	if i := g.from[fb]; i >= 0 && int(i) != fa && g.to[fa] == -1 && stray(g.how[i]) {
		return g.a.toks[fa].plain, g.how[i] == initial
	}
	return "", false
}

// passedOver is the first word of a name without an answer, where a later initial
// of it answers to the other's first word: "Ivan P. Novak" is not "Pavel Novak". Of
// middle initials too the first must have an answer.
func passedOver(g *pairing, leftA, leftB int) string {
	if leftA > 0 && g.to[0] == -1 && !g.a.toks[0].initial && !g.a.marks[0].light && g.from[0] > 0 && g.a.toks[g.from[0]].initial && !g.b.toks[0].initial && g.nb > 1 {
		return g.a.toks[0].plain
	}
	if leftB > 0 && g.from[0] == -1 && !g.b.toks[0].initial && !g.b.marks[0].light && g.to[0] > 0 && g.b.toks[g.to[0]].initial && !g.a.toks[0].initial && g.na > 1 {
		return g.b.toks[0].plain
	}
	for i := 1; i+1 < g.na && g.to[0] == 0; i++ {
		if g.to[i] == -1 && g.a.toks[i].initial && g.to[i+1] == 1 && g.a.toks[i+1].initial && g.b.toks[1].initial {
			return g.a.toks[i].plain // "George H. W. Bush" is not "George W. Bush"
		}
	}
	for k := 1; k+1 < g.nb && g.to[0] == 0; k++ {
		if g.from[k] == -1 && g.b.toks[k].initial && g.from[k+1] == 1 && g.b.toks[k+1].initial && g.a.toks[1].initial {
			return g.b.toks[k].plain
		}
	}
	return ""
}

// lone weighs two names of one word each.
func lone(g *pairing) verdict {
	x, y := g.a.toks[0], g.b.toks[0]
	switch g.how[0] {
	case same:
		return verdict{100, false, "are the same word"}
	case sound:
		return verdict{int(g.sim[0]) - 1, false, "sound the same in some custom"}
	case variant:
		if g.a.suffix != "" && g.a.suffix == g.b.suffix && isRegnal(g.a.suffix) {
			return verdict{90, false, "are forms of one name, with one number"}
		}
		return verdict{60, false, "are forms of one name, but nothing else is known"}
	}
	if x.apartFrom(y) {
		return verdict{40, true, "are two surnames"}
	}
	if x.endsInA != y.endsInA && otherSex(x, y) {
		return verdict{60, false, "are a surname's two sexes, but nothing else is known"}
	}
	s := alikeTokens(x, y, leastAlike)
	if min(x.least, y.least) >= 6 && (s >= 94 || misprint(x.plain, y.plain)) {
		return verdict{73, false, "are nearly the same"}
	}
	return verdict{min(60, s), s < singleNever, "are different words"}
}

// words counts the words that are neither initials nor light.
func words(p *parsed) int {
	n := 0
	for i, t := range p.toks {
		if !t.initial && !p.marks[i].light {
			n++
		}
	}
	return n
}

func bothGiven(p *parsed) bool {
	for _, t := range p.toks {
		if len(t.given) == 0 {
			return false
		}
	}
	return true
}

// manyBear says that two words of a name or more are surnames of very many people.
func manyBear(p *parsed) bool {
	n := 0
	for _, t := range p.toks {
		if t.class&frequentFamily != 0 {
			n++
		}
	}
	return n > 1
}

// commonplace says that a name's family name is one of the most frequent.
func commonplace(p *parsed) bool {
	return p.family < len(p.toks) && p.toks[p.family].class&frequentFamily != 0
}

// inOrder says whether linked tokens stand in one order in both names.
func inOrder(g *pairing) bool {
	last := int8(-1)
	for i := 0; i < g.na; i++ {
		if g.to[i] < 0 {
			continue
		}
		if g.to[i] < last {
			return false
		}
		last = g.to[i]
	}
	return true
}

// swapped says whether two surnames that many people bear have changed places: Juan
// López Pérez is not Juan Pérez López. With rarer ones nobody else is likely.
func swapped(g *pairing) bool {
	if g.na != g.nb || g.to[0] != 0 {
		return false
	}
	for i := range g.na {
		if int(g.to[i]) != i && g.a.toks[i].class&frequentFamily == 0 {
			return false
		}
	}
	return true
}

// ends says whether the first and the last word of the longer name are without
// an answer.
func ends(g *pairing, longIsA bool) (first, last bool) {
	if longIsA {
		return g.to[0] == -1 && !g.a.marks[0].light && !g.a.toks[0].initial, g.to[g.na-1] == -1
	}
	return g.from[0] == -1 && !g.b.marks[0].light && !g.b.toks[0].initial, g.from[g.nb-1] == -1
}

// single is the most that one word may score against a longer name: enough for
// Cluster to think about when the word is the family name.
func single(g *pairing, short, long *parsed) int {
	at, how, least := -1, none, 0
	for i := 0; i < g.na; i++ {
		if g.to[i] >= 0 && (g.how[i] == same || g.how[i] == sound) {
			at, how, least = i, g.how[i], min(g.a.toks[i].least, g.b.toks[g.to[i]].least)
			if long == g.b {
				at = int(g.to[i])
			}
		}
	}
	switch {
	case short.suffix != "" && short.suffix == long.suffix && isRegnal(short.suffix) && how == same:
		return 85 // "Abdullah II"
	case at != long.family, how == sound && least < 4:
		return 55
	case commonplace(short):
		return frequentScore
	case how == same:
		return 66
	}
	return 65
}

// conflict scores names whose remaining words contradict each other.
func conflict(g *pairing, what string, explain bool) verdict {
	var left [2]string
	var count [2]int
	for i := 0; i < g.na; i++ {
		if g.to[i] == -1 && !g.a.marks[i].light {
			left[0] = g.a.toks[i].plain
			count[0]++
		}
	}
	for k := 0; k < g.nb; k++ {
		if g.from[k] == -1 && !g.b.marks[k].light {
			left[1] = g.b.toks[k].plain
			count[1]++
		}
	}
	one := count == [2]int{1, 1}
	score := 20 + 8*min(g.exact, 4)
	never := true
	if g.exact >= 3 && one {
		score = 62
	}
	// Bad misprints of one word do not keep two spellings apart for good.
	if x, y := left[0], left[1]; one && g.exact > 0 {
		if n := min(len(x), len(y)); n >= 6 && x[0] == y[0] && edits(x, y, n/3) <= n/3 {
			score, never = 58, false
		}
	}
	if !explain {
		return verdict{score: score, never: never}
	}
	var x, y []string
	for i := 0; i < g.na; i++ {
		if g.to[i] == -1 && !g.a.marks[i].light {
			x = append(x, g.a.toks[i].plain)
		}
	}
	for k := 0; k < g.nb; k++ {
		if g.from[k] == -1 && !g.b.marks[k].light {
			y = append(y, g.b.toks[k].plain)
		}
	}
	return verdict{score, never, fmt.Sprintf("%s %q and %q differ", what, strings.Join(x, " "), strings.Join(y, " "))}
}
