package dates

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
	"yy":      func(e *expression, n int32) { e.year, e.digits, e.short = shortYear(n), 4, true },
}

// shortYear is the year of a two-digit one, as newspapers write it.
func shortYear(n int32) int32 {
	if n < 40 {
		return 2000 + n
	}
	return 1900 + n
}

// build makes the expression of a match, in place: one at the heap for each phrase
// would cost as much as reading it.
func (pr *parse) build(m match, from int) *expression {
	r := m.variant.rule
	pr.nodes = append(pr.nodes, r.fixed)
	e := &pr.nodes[len(pr.nodes)-1]
	for k := from; k < m.end; k++ {
		el := &r.elements[m.variant.at[k-from]]
		if el.mute {
			continue
		}
		it := &pr.items[k]
		if el.field != "" {
			fields[el.field](e, it.num)
			continue
		}
		for _, s := range el.symbols {
			if s.word < 0 && s.class&it.classes != 0 {
				pr.view(e, it, s.class&it.classes)
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
	case cFiscal:
		e.year, e.digits = it.num, 4
	case cDotted:
		e.year, e.digits, e.month, e.day = it.num/10000, 4, uint8(it.num/100%100), uint8(it.num%100)
	case cYear, cYY:
		e.year, e.digits = it.num, 4
	case cYR2:
		e.year, e.digits, e.short = shortYear(it.num), 4, true
	case cHHMM, cHM:
		e.clock, e.hour, e.min = true, uint8(it.num/100), uint8(it.num%100)
	case cDecade:
		e.year, e.digits = it.num/10, 3
	case cHoliday:
		e.holiday = int16(it.num)
	}
}
