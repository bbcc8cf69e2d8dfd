package dates

import "strconv"

// point is a place in the calendar at some granularity: unknown fields are zero.
// Years count astronomically (1 BC is 0) when all their digits are known.
type point struct {
	year    int
	digits  uint8 // known digits of the year: 0, 2, 3 or 4
	bc      bool  // of a decade or century
	half    int
	quarter int
	season  string
	month   int
	week    int
	weekend bool
	weekday int // of an unknown week
	day     int
	someDay bool // a day, but not known which
	some    unit // a week, month or quarter of an unknown year, but not known which
}

// grain is the unit of the point.
func (p *point) grain() unit {
	switch {
	case p.day != 0 || p.weekday != 0 || p.someDay:
		return unitDay
	case p.weekend:
		return unitWeekend
	case p.week != 0:
		return unitWeek
	case p.month != 0:
		return unitMonth
	case p.quarter != 0, p.half != 0, p.season != "":
		return unitQuarter
	case p.digits == 4:
		return unitYear
	case p.digits == 3:
		return unitDecade
	case p.digits == 2:
		return unitCentury
	}
	return unitNone
}

func pointOfDay(t day) point {
	y, m, d := t.civil()
	return point{year: y, digits: 4, month: m, day: d}
}

func pointOfWeek(t day) point {
	y, w := t.week()
	return point{year: y, digits: 4, week: w}
}

// monthOf is the month of the point as a count of months, if it has one.
func (p *point) monthOf() (int, bool) {
	if p.digits != 4 {
		return 0, false
	}
	if p.month != 0 {
		return p.year*12 + p.month - 1, true
	}
	if p.week != 0 {
		_, m, _ := weekStart(p.year, p.week).civil()
		return p.year*12 + m - 1, true
	}
	return 0, false
}

func pointOfMonth(n int) point {
	return point{year: floorDiv(n, 12), digits: 4, month: floorMod(n, 12) + 1}
}

// dayOf is the day of the point, if it has one.
func (p *point) dayOf() (day, bool) {
	if p.digits == 4 && p.month != 0 && p.day != 0 {
		return dayOf(p.year, p.month, p.day), true
	}
	return noDay, false
}

// pad appends a number that is not negative with leading zeros.
func pad(b []byte, n, width int) []byte {
	var digits [20]byte
	k := len(digits)
	for ; n > 0 || k == len(digits); n /= 10 {
		k--
		digits[k] = byte('0' + n%10)
	}
	for len(digits)-k < width {
		k--
		digits[k] = '0'
	}
	return append(b, digits[k:]...)
}

// appendYear writes the year as TIMEX3 does: "1914", "191", "19", "BC0490".
func (p *point) appendYear(b []byte) []byte {
	switch {
	case p.digits == 0:
		return append(b, "XXXX"...)
	case p.digits == 4 && p.year <= 0:
		return pad(append(b, "BC"...), 1-p.year, 4)
	case p.bc:
		b = append(b, "BC"...)
	}
	return pad(b, p.year, int(p.digits))
}

// timex is the TIMEX3 value of the point.
func (p *point) timex(b []byte) []byte {
	b = p.appendYear(b)
	switch {
	case p.digits == 0 && p.some != unitNone && p.month == 0 && p.season == "":
		return append(b, someCodes[p.some]...)
	case p.weekday != 0:
		return pad(append(b, "-WXX-"...), p.weekday, 1)
	case p.weekend && p.week != 0:
		return append(pad(append(b, "-W"...), p.week, 2), "-WE"...)
	case p.weekend:
		return append(b, "-WXX-WE"...)
	case p.week != 0:
		return pad(append(b, "-W"...), p.week, 2)
	case p.season != "":
		return append(append(b, '-'), p.season...)
	case p.quarter != 0:
		return pad(append(b, "-Q"...), p.quarter, 1)
	case p.half != 0:
		return pad(append(b, "-H"...), p.half, 1)
	case p.month == 0 && (p.day != 0 || p.someDay):
		b = append(b, "-XX"...)
	case p.month != 0:
		b = pad(append(b, '-'), p.month, 2)
	}
	if p.day != 0 {
		b = pad(append(b, '-'), p.day, 2)
	} else if p.someDay {
		b = append(b, "-XX"...)
	}
	return b
}

var someCodes = [...]string{unitWeekend: "-WXX-WE", unitWeek: "-WXX", unitFortnight: "-WXX", unitMonth: "-XX", unitQuarter: "-QX", unitMillennium: ""}

// bounds are the first and last day of the point.
func (p *point) bounds() (first, last day, ok bool) {
	if p.digits == 0 {
		return 0, 0, false
	}
	y := p.year
	if p.digits < 4 {
		n := 10
		if p.digits == 2 {
			n = 100
		}
		if p.bc {
			y = -(y*n + n - 2)
		} else {
			y *= n
		}
		if p.digits == 2 {
			y++
		}
		return dayOf(y, 1, 1), dayOf(y+n-1, 12, 31), true
	}
	months := func(from, to int) (day, day, bool) {
		return dayOf(y, from, 1), dayOf(y, to, monthDays(y, to)), true
	}
	switch {
	case p.weekday != 0:
		return 0, 0, false
	case p.weekend && p.week != 0:
		s := weekStart(y, p.week) + 5
		return s, s + 1, true
	case p.week != 0:
		s := weekStart(y, p.week)
		return s, s + 6, true
	case p.season == "SP":
		return months(3, 5)
	case p.season == "SU":
		return months(6, 8)
	case p.season == "FA":
		return months(9, 11)
	case p.season == "WI":
		return dayOf(y, 12, 1), dayOf(y+1, 2, monthDays(y+1, 2)), true
	case p.quarter != 0:
		return months(3*p.quarter-2, 3*p.quarter)
	case p.half != 0:
		return months(6*p.half-5, 6*p.half)
	case p.month == 0:
		return months(1, 12)
	case p.day == 0:
		return months(p.month, p.month)
	}
	d := dayOf(y, p.month, p.day)
	return d, d, true
}

// append writes a day as ISO 8601 ("-0489-08-11" is in 490 BC).
func (t day) append(b []byte) []byte {
	y, m, d := t.civil()
	if y < 0 {
		b, y = append(b, '-'), -y
	}
	return pad(append(pad(append(pad(b, y, 4), '-'), m, 2), '-'), d, 2)
}

// durationCodes are the designators of ISO 8601 and what a unit counts for.
var durationCodes = [...]struct {
	time  bool
	times int64
	code  string
}{
	unitSecond: {true, 1, "S"}, unitMinute: {true, 1, "M"}, unitHour: {true, 1, "H"}, unitDay: {false, 1, "D"},
	unitWeekend: {false, 1, "WE"}, unitWeek: {false, 1, "W"}, unitFortnight: {false, 2, "W"}, unitMonth: {false, 1, "M"},
	unitQuarter: {false, 1, "Q"}, unitYear: {false, 1, "Y"}, unitDecade: {false, 10, "Y"}, unitCentury: {false, 100, "Y"},
	unitMillennium: {false, 1000, "Y"},
}

// duration is the TIMEX3 value of a stretch: "P3D", "PT2H30M", "P2.5Y", "PXM".
func (e *expression) duration() string {
	if e.unit == unitNone {
		return "PXX"
	}
	c := durationCodes[e.unit]
	b := make([]byte, 0, 16)
	b = append(b, 'P')
	if c.time {
		b = append(b, 'T')
	}
	if e.vague || e.qty <= 0 && !e.plus {
		code := c.code
		switch e.unit {
		case unitDecade:
			code = "Y"
		case unitCentury:
			code = "C"
		}
		return string(append(append(b, 'X'), code...))
	}
	tenths := min(e.qty, 1<<50)
	if e.plus {
		tenths += 5
	}
	tenths *= c.times
	if tenths%10 == 0 {
		return string(append(strconv.AppendInt(b, tenths/10, 10), c.code...))
	}
	if tenths%10 == 5 && (e.unit == unitHour || e.unit == unitMinute) {
		if tenths > 10 {
			b = append(strconv.AppendInt(b, tenths/10, 10), c.code...)
		}
		b = append(b, "30"...)
		if e.unit == unitHour {
			return string(append(b, 'M'))
		}
		return string(append(b, 'S'))
	}
	b = strconv.AppendInt(b, tenths/10, 10)
	b = append(b, '.', byte('0'+tenths%10))
	return string(append(b, c.code...))
}
