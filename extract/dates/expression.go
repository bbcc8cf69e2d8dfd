package dates

// unit is a unit of time, from short to long.
type unit uint8

const (
	unitNone unit = iota
	unitSecond
	unitMinute
	unitHour
	unitDay
	unitWeekend
	unitWeek
	unitFortnight
	unitMonth
	unitQuarter
	unitYear
	unitDecade
	unitCentury
	unitMillennium
)

var unitCodes = map[string]unit{
	"S": unitSecond, "M": unitMinute, "H": unitHour, "D": unitDay, "E": unitWeekend, "W": unitWeek,
	"F": unitFortnight, "MO": unitMonth, "Q": unitQuarter, "Y": unitYear, "T": unitDecade,
	"C": unitCentury, "K": unitMillennium,
}

// rel is a reference word: which one of the units is meant.
type rel uint8

const (
	relNone rel = iota
	relLast
	relNext
	relThis
	relPast
	relComing
	relCurrent
	relThat
	relSame
	relFollowing
	relPrevious
	relThe  // "the year": this or that one
	relSpan // a stretch counted from here ("the last two weeks"): a duration
)

var rels = map[string]rel{
	"none": relNone, "last": relLast, "next": relNext, "this": relThis, "past": relPast, "coming": relComing,
	"current": relCurrent, "that": relThat, "same": relSame, "following": relFollowing,
	"previous": relPrevious, "the": relThe, "span": relSpan,
}

// mod is a TIMEX3 modifier.
type mod uint8

const (
	modNone mod = iota
	modStart
	modMid
	modEnd
	modApprox
	modLess
	modMore
	modEqualOrLess
	modEqualOrMore
)

var modNames = [...]string{"", "START", "MID", "END", "APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE"}

var mods = map[string]mod{}

func init() {
	for i, n := range modNames {
		if n != "" {
			mods[n] = mod(i)
		}
	}
}

// expression is the typed record of a phrase. Zero fields are unknown; a rule
// unites the records of its parts (see merge).
type expression struct {
	rule    *rule
	value   string // a literal value: PAST_REF and its kin
	part    string // TIMEX3 part of the day: MO, AF, EV, NI, DT
	season  string // SP, SU, FA, WI
	zone    string
	year    int32 // full year, or the leading digits that digits counts
	qty     int64 // tenths of a unit
	holiday int16 // 1-based index of the table
	digits  uint8 // how many digits of the year are known: 0 none, 2 century, 3 decade, 4 all
	bc      bool
	short   bool // the year was written with two digits
	half    uint8
	quarter uint8
	month   uint8
	week    bool // the week of this day
	weekday uint8
	day     uint8
	nth     uint8 // "the second day" of those that the text tells of
	weekend bool
	clock   bool // hour and minute are set
	hour    uint8
	min     uint8
	sec     uint8
	ampm    uint8 // 'a', 'p' or 0
	mod     mod
	rel     rel
	unit    unit // of the duration, or of the reference
	vague   bool // an unknown number of units
	plus    bool // half a unit more
	dir     int8 // a shift by qty units: -1 back, +1 on
	last    bool // counted from the last mentioned date
	lastq   bool // the quarter that the text is about
	back    bool // a year back
	said    bool // counted from the day of the speech, where it is quoted
	set     bool
}

// merge takes over what o knows and e does not.
func (e *expression) merge(o *expression) {
	if e.value == "" {
		e.value = o.value
	}
	if e.part == "" {
		e.part = o.part
	}
	if e.season == "" {
		e.season = o.season
	}
	if e.zone == "" {
		e.zone = o.zone
	}
	if e.digits == 0 && o.digits != 0 {
		e.year, e.digits, e.short = o.year, o.digits, o.short
	}
	e.bc = e.bc || o.bc
	if e.qty == 0 {
		e.qty = o.qty
	}
	e.vague = e.vague || o.vague
	e.plus = e.plus || o.plus
	if e.unit == unitNone {
		e.unit = o.unit
	}
	if e.holiday == 0 {
		e.holiday = o.holiday
	}
	pick(&e.half, o.half)
	pick(&e.quarter, o.quarter)
	pick(&e.month, o.month)
	pick(&e.weekday, o.weekday)
	pick(&e.day, o.day)
	pick(&e.nth, o.nth)
	e.week = e.week || o.week
	e.weekend = e.weekend || o.weekend
	if !e.clock && o.clock {
		e.clock, e.hour, e.min, e.sec = true, o.hour, o.min, o.sec
	}
	pick(&e.ampm, o.ampm)
	if e.mod == modNone {
		e.mod = o.mod
	}
	if e.rel == relNone {
		e.rel = o.rel
	}
	if e.dir == 0 {
		e.dir = o.dir
	}
	e.last = e.last || o.last
	e.lastq = e.lastq || o.lastq
	e.back = e.back || o.back
	e.said = e.said || o.said
	e.set = e.set || o.set
}

func pick(to *uint8, from uint8) {
	if *to == 0 {
		*to = from
	}
}

// classes are the classes of phrase that a date belongs to by what it knows.
func (e *expression) classes() set {
	var s set
	if e.dir != 0 {
		s |= cShift
	}
	if e.value != "" || e.qty != 0 && e.dir == 0 {
		return s
	}
	plain := e.dir == 0 && !e.clock && e.part == ""
	switch {
	case e.dir != 0:
		if e.unit == unitDay {
			s |= cDateDay
		} else if e.unit == unitYear && e.month == 0 {
			s |= cYearish
		}
	case e.clock || e.part != "":
		if e.day != 0 || e.weekday != 0 || e.rel != relNone {
			s |= cDateDay
		}
	case e.day != 0 || e.holiday != 0:
		s |= cDateDay
	case e.weekday != 0:
		s |= cDateDay
		if e.rel == relNone {
			s |= cWeekdayDate
		}
	case e.month != 0:
		s |= cMonthish
	case e.quarter != 0 || e.half != 0 || e.lastq:
		s |= cDateQ
	case e.season != "":
	case e.weekend:
		s |= cDateDay
	case e.digits == 4 && e.rel == relNone:
		s |= cYearish
	case e.rel != relNone:
		switch e.unit {
		case unitDay:
			s |= cDateDay
		case unitWeek:
			s |= cDateWeek
		case unitMonth:
			s |= cMonthish
		case unitYear:
			s |= cYearish
		case unitQuarter:
			s |= cDateQ
		}
	}
	if plain && e.digits == 0 && e.rel == relNone && (e.month != 0 || e.season != "" || e.holiday != 0 || e.quarter != 0 || e.half != 0) {
		s |= cDateNoYear
	}
	return s
}
