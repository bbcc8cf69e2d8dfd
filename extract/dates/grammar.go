package dates

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/corpus/lexicon"
)

// The classes. The first group is of words and numerals, the second of phrases.
const (
	cMonth set = 1 << iota
	cWeekday
	cWeekdayAbbr
	cWeekdays
	cUnit
	cUnits
	cUnitQ
	cUnitY
	cUnitC
	cSeason
	cPart
	cParts
	cClockWord
	cCard
	cScale
	cDozen
	cDecadeWord
	cOrd
	cOrdSuffix
	cFew
	cAmPm
	cZone
	cEra
	cMod
	cModN
	cDeictic
	cNum    // a numeral, in digits or words
	cN      // one or two digits
	cMM     // two digits below 60
	cDay    // 1 to 31, or an ordinal
	cHour   // 0 to 24, in digits or words
	cYear   // 1000 to 2099 in four digits, or in words
	cYY     // one to four digits, for years with an era
	cYR2    // two digits
	cHHMM   // four digits that are a time
	cDecade // "1990s", "90s"
	cHalf   // "1/2", "½"
	cHoliday

	cDate
	cTime
	cDur
	cADur
	cVDur
	cVRel
	cTheUnit
	cNth
	cSet
	cShift
	cDateDay
	cDateWeek
	cDateQ
	cMonthish
	cYearish
	cDateNoYear
	cWeekdayDate
	cHidden
)

var wordClasses = map[string]set{
	"MONTH": cMonth, "MONTHABBR": cMonth, "WEEKDAY": cWeekday, "WEEKDAYABBR": cWeekdayAbbr, "WEEKDAYS": cWeekdays,
	"UNIT": cUnit, "UNITS": cUnits, "SEASON": cSeason, "PART": cPart, "PARTS": cParts, "CLOCKWORD": cClockWord,
	"CARD": cCard, "SCALE": cScale, "DOZEN": cDozen, "DECADEWORD": cDecadeWord, "ORDWORD": cOrd, "ORDSUFFIX": cOrdSuffix,
	"FEW": cFew, "AMPM": cAmPm, "ZONE": cZone, "ERA": cEra, "MOD": cMod, "MODN": cModN, "DEICTIC": cDeictic,
}

var classNames = map[string]set{
	"MONTH": cMonth, "WEEKDAY": cWeekday, "WDAY": cWeekday | cWeekdayAbbr, "WEEKDAYS": cWeekdays, "UNIT": cUnit, "UNITS": cUnits, "UNITQ": cUnitQ,
	"UNITY": cUnitY, "UNITC": cUnitC, "SEASON": cSeason, "PART": cPart, "PARTS": cParts, "CLOCKWORD": cClockWord,
	"DECADEWORD": cDecadeWord, "ORD": cOrd, "FEW": cFew, "AMPM": cAmPm, "ZONE": cZone, "ERA": cEra, "MOD": cMod, "MODN": cModN,
	"DEICTIC": cDeictic, "NUM": cNum, "N": cN, "MM": cMM, "DAY": cDay, "HOUR": cHour, "YEAR": cYear, "YY": cYY, "YR2": cYR2,
	"HHMM": cHHMM, "DECADE": cDecade, "HALF": cHalf, "HOLIDAY": cHoliday,
	"DATE": cDate, "TIME": cTime, "DUR": cDur, "ADUR": cADur, "VDUR": cVDur, "VREL": cVRel, "THEUNIT": cTheUnit, "NTH": cNth,
	"SET": cSet, "SHIFT": cShift, "DATEDAY": cDateDay, "DATEWEEK": cDateWeek, "DATEQ": cDateQ, "MONTHISH": cMonthish,
	"YEARISH": cYearish, "DATEND": cDateNoYear, "WEEKDAYDATE": cWeekdayDate, "HIDDEN": cHidden,
}

// symbol is what one step of a pattern asks of a piece: a word, or else a class.
type symbol struct {
	word  int32 // -1: the class decides
	class set
}

// element is a position of a pattern.
type element struct {
	symbols  []symbol
	optional bool
	mute     bool   // adds nothing to the value
	field    string // the field that its number goes into; empty: by its class
}

// rule is a row of the grammar.
type rule struct {
	name     string
	order    int
	elements []element
	gives    set
	hidden   bool
	fixed    expression
	check    check
}

type edge struct {
	symbol
	next int32
}

// variant is a rule with its optional elements decided: step i of the pattern is
// element at[i] of the rule.
type variant struct {
	rule *rule
	at   []int8
}

type state struct {
	edges   []edge
	accepts []variant
}

// pass is the automaton of the rules of one pass; state 0 is the start. The start
// is indexed by word and by class because most pieces start nothing.
type pass struct {
	name    string
	states  []state
	byWord  []int32 // state by word; 0 when the word starts nothing
	byClass []edge
	starts  set
}

// grammar is the compiled data/grammar.tsv.
type grammar struct {
	passes []*pass
	rules  []*rule
}

var grammarColumns = []string{"pass", "rule", "pattern", "gives", "set"}

func loadGrammar(ws *words) (*grammar, error) {
	t, err := lexicon.Open(data, "data/grammar.tsv", grammarColumns...)
	if err != nil {
		return nil, err
	}
	g := &grammar{}
	for _, row := range t.Rows {
		r := &rule{name: row.Get("rule"), order: len(g.rules)}
		if err := r.parse(row, ws); err != nil {
			return nil, fmt.Errorf("dates: %s: %w", row.Place(), err)
		}
		g.rules = append(g.rules, r)
		name := row.Get("pass")
		if len(g.passes) == 0 || g.passes[len(g.passes)-1].name != name {
			g.passes = append(g.passes, &pass{name: name, states: make([]state, 1)})
		}
		g.passes[len(g.passes)-1].add(r)
	}
	for _, r := range g.rules {
		r.mark(ws)
	}
	for _, p := range g.passes {
		p.byWord = make([]int32, len(ws.list))
		for _, e := range p.states[0].edges {
			if e.word >= 0 {
				p.byWord[e.word] = e.next
			} else {
				p.byClass = append(p.byClass, e)
				p.starts |= e.class
			}
		}
	}
	return g, nil
}

func (r *rule) parse(row lexicon.Row, ws *words) error {
	for _, f := range strings.Fields(row.Get("pattern")) {
		var el element
		if len(f) > 1 && strings.HasSuffix(f, "?") {
			el.optional, f = true, f[:len(f)-1]
		}
		if len(f) > 1 && f[0] == '=' {
			el.mute, f = true, f[1:]
		}
		if i := strings.IndexByte(f, ':'); i > 0 {
			el.field, f = f[:i], f[i+1:]
			if _, ok := fields[el.field]; !ok {
				return fmt.Errorf("unknown field %q", el.field)
			}
		}
		for _, alt := range strings.Split(f, "|") {
			if alt != "" && alt[0] >= 'A' && alt[0] <= 'Z' {
				c, ok := classNames[alt]
				if !ok {
					return fmt.Errorf("unknown class %q", alt)
				}
				el.symbols = append(el.symbols, symbol{-1, c})
			} else {
				el.symbols = append(el.symbols, symbol{ws.get(alt).id, 0})
			}
		}
		r.elements = append(r.elements, el)
	}
	if len(r.elements) == 0 || r.elements[0].optional && len(r.elements) == 1 {
		return fmt.Errorf("empty pattern")
	}
	gives := row.Get("gives")
	if gives == "HIDDEN" {
		r.hidden, r.gives = true, cHidden
	} else if c, ok := classNames[gives]; ok {
		r.gives = c
	} else {
		return fmt.Errorf("unknown class %q", gives)
	}
	r.fixed.set = r.gives == cSet
	r.fixed.rule = r
	for _, f := range strings.Fields(row.Get("set")) {
		k, v, _ := strings.Cut(f, "=")
		n, _ := strconv.Atoi(v)
		e := &r.fixed
		ok := true
		switch k {
		case "check":
			r.check, ok = checks[v]
		case "mod":
			e.mod, ok = mods[v]
		case "rel":
			e.rel, ok = rels[v]
		case "unit":
			e.unit, ok = unitCodes[v]
		case "value":
			e.value = v
		case "part":
			e.part = v
		case "qty":
			e.qty = int64(n) * 10
		case "half":
			if r.gives == cDur {
				e.plus = true
			} else {
				e.half = uint8(n)
			}
		case "vague":
			e.vague = true
		case "dir":
			e.dir = int8(n)
		case "anchor":
			e.last = v == "last"
		case "lastq":
			e.lastq = true
		case "back":
			e.back = true
		case "weekend":
			e.weekend = true
		case "week":
			e.week = true
		case "month":
			e.month = uint8(n)
		case "day":
			e.day = uint8(n)
		case "min":
			e.min = uint8(n)
		default:
			ok = false
		}
		if !ok {
			return fmt.Errorf("cannot set %q", f)
		}
	}
	return nil
}

// mark notes the words that a rule without any class hangs on: pieces that stand
// among neither classes nor such words can be dropped before the first pass.
func (r *rule) mark(ws *words) {
	var key *element
	best := 0
	for i := range r.elements {
		el := &r.elements[i]
		if el.optional {
			continue
		}
		short, class := 1<<10, 0
		for _, s := range el.symbols {
			if s.word < 0 {
				class++
			} else {
				short = min(short, len(ws.list[s.word].text))
			}
		}
		if class == len(el.symbols) {
			return
		}
		if class == 0 && short > best {
			best, key = short, el
		}
	}
	if key != nil {
		for _, s := range key.symbols {
			ws.list[s.word].key = true
		}
	}
}

// add enters all variants of a rule.
func (p *pass) add(r *rule) {
	var at []int8
	var walk func(i int, s int32)
	walk = func(i int, s int32) {
		if i == len(r.elements) {
			if s != 0 {
				p.states[s].accepts = append(p.states[s].accepts, variant{r, append([]int8(nil), at...)})
			}
			return
		}
		el := r.elements[i]
		for _, sym := range el.symbols {
			at = append(at, int8(i))
			walk(i+1, p.step(s, sym))
			at = at[:len(at)-1]
		}
		if el.optional {
			walk(i+1, s)
		}
	}
	walk(0, 0)
}

func (p *pass) step(s int32, sym symbol) int32 {
	for _, e := range p.states[s].edges {
		if e.symbol == sym {
			return e.next
		}
	}
	next := int32(len(p.states))
	p.states = append(p.states, state{})
	p.states[s].edges = append(p.states[s].edges, edge{sym, next})
	return next
}

// match is the longest match of a pass at a piece.
type match struct {
	variant variant
	end     int
}

// starting tells whether a rule of the pass can start with the piece: few do.
func (p *pass) starting(it *item) bool {
	return it.classes&p.starts != 0 || it.word != nil && int(it.word.id) < len(p.byWord) && p.byWord[it.word.id] != 0
}

// longest finds the longest rule of the pass that starts at piece i and passes
// its check; the first row of the table wins a tie. Patterns are of bounded
// length, so it takes constant time.
func (p *pass) longest(pr *parse, i int) (match, bool) {
	it := &pr.items[i]
	m := match{end: i}
	if it.word != nil && int(it.word.id) < len(p.byWord) {
		if s := p.byWord[it.word.id]; s != 0 {
			p.walk(pr, i, i+1, s, &m)
		}
	}
	if it.classes&p.starts != 0 {
		for _, e := range p.byClass {
			if e.class&it.classes != 0 {
				p.walk(pr, i, i+1, e.next, &m)
			}
		}
	}
	return m, m.end > i
}

func (p *pass) walk(pr *parse, from, at int, s int32, m *match) {
	st := &p.states[s]
	if at > m.end || at == m.end && m.variant.rule != nil {
		for _, v := range st.accepts {
			if at == m.end && m.variant.rule.order <= v.rule.order {
				continue
			}
			if v.rule.check != nil && !v.rule.check(pr, from, at) {
				continue
			}
			*m = match{v, at}
		}
	}
	if at >= len(pr.items) || pr.items[at].gap {
		return
	}
	it := &pr.items[at]
	for _, e := range st.edges {
		if e.word >= 0 && it.word != nil && it.word.id == e.word || e.word < 0 && e.class&it.classes != 0 {
			p.walk(pr, from, at+1, e.next, m)
		}
	}
}

// fields are the fields that a pattern may name: how a number goes into each.
var fields = map[string]func(*expression, int32){
	"dayord":  func(e *expression, n int32) { e.day = uint8(min(n, 40)) },
	"nth":     func(e *expression, n int32) { e.nth = uint8(min(n, 40)) },
	"day":     func(e *expression, n int32) { e.day = uint8(min(n, 40)) },
	"month":   func(e *expression, n int32) { e.month = uint8(min(n, 40)) },
	"min":     func(e *expression, n int32) { e.min = uint8(min(n, 99)) },
	"sec":     func(e *expression, n int32) { e.sec = uint8(min(n, 99)) },
	"quarter": func(e *expression, n int32) { e.quarter = uint8(min(n, 9)) },
	"half":    func(e *expression, n int32) { e.half = uint8(min(n, 9)) },
	"century": func(e *expression, n int32) { e.year, e.digits = min(n, 99)-1, 2 },
	"yy":      func(e *expression, n int32) { e.year, e.digits = shortYear(n), 4 },
}

// shortYear is the year of a two-digit one, as newspapers write it.
func shortYear(n int32) int32 {
	if n < 40 {
		return 2000 + n
	}
	return 1900 + n
}

// build makes the expression of a match.
func (pr *parse) build(m match, from int) expression {
	r := m.variant.rule
	e := r.fixed
	e.rule = r
	for k := from; k < m.end; k++ {
		el := &r.elements[m.variant.at[k-from]]
		if el.mute {
			continue
		}
		it := &pr.items[k]
		if el.field != "" {
			fields[el.field](&e, it.num)
			continue
		}
		for _, s := range el.symbols {
			if s.word < 0 && s.class&it.classes != 0 {
				pr.view(&e, it, s.class&it.classes)
				break
			}
		}
	}
	return e
}

// view reads the piece as a member of the class into the expression.
func (pr *parse) view(e *expression, it *item, c set) {
	if it.node >= 0 {
		e.merge(&pr.nodes[it.node])
		return
	}
	switch c & -c {
	case cMonth:
		e.month = uint8(it.word.num)
	case cWeekday, cWeekdayAbbr, cWeekdays:
		e.weekday = uint8(it.word.num)
	case cUnit, cUnits:
		if e.unit == unitNone {
			e.unit = it.word.unit
		}
	case cSeason:
		e.season = it.word.code
	case cPart, cParts:
		e.part = it.word.code
		if e.part == "MI" {
			e.part, e.clock, e.hour, e.min = "", true, 12, 0
		}
	case cClockWord:
		e.clock, e.hour, e.min = true, 12, 0
		if it.word.code == "24:00" {
			e.hour = 24
		}
	case cDecadeWord:
		e.year, e.digits = 190+it.word.num/10, 3
	case cFew:
		e.vague = true
	case cAmPm:
		e.ampm = 'a'
		if it.word.code == "PM" {
			e.ampm = 'p'
		}
	case cZone:
		e.zone = it.word.code
	case cEra:
		e.bc = it.word.code == "BC"
	case cMod, cModN:
		if e.mod == modNone {
			e.mod = it.word.mod
		}
	case cDeictic:
		if e.rel == relNone {
			e.rel = it.word.rel
		}
	case cNum:
		e.qty = it.tenths
	case cDay:
		e.day = uint8(it.num)
	case cHour:
		e.clock, e.hour = true, uint8(it.num)
	case cYear, cYY:
		e.year, e.digits = it.num, 4
	case cYR2:
		e.year, e.digits = shortYear(it.num), 4
	case cHHMM:
		e.clock, e.hour, e.min = true, uint8(it.num/100), uint8(it.num%100)
	case cDecade:
		e.year, e.digits = it.num/10, 3
	case cHoliday:
		e.holiday = int16(it.num)
	}
}
