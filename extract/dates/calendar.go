package dates

// day is a day of the proleptic Gregorian calendar as a count from 1970-01-01.
type day int32

const noDay day = -1 << 30

// dayOf is the day of a civil date (Hinnant, "chrono-Compatible Low-Level Date
// Algorithms", days_from_civil).
func dayOf(y, m, d int) day {
	if m <= 2 {
		y--
	}
	era := floorDiv(y, 400)
	yoe := y - era*400
	mp := (m + 9) % 12
	doy := (153*mp+2)/5 + d - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return day(era*146097 + doe - 719468)
}

// civil is the civil date of a day.
func (t day) civil() (y, m, d int) {
	z := int(t) + 719468
	era := floorDiv(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	y = yoe + era*400
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	m = mp + 3
	if m > 12 {
		m -= 12
	}
	if m <= 2 {
		y++
	}
	return
}

// weekday is 1 on Monday to 7 on Sunday.
func (t day) weekday() int { return floorMod(int(t)+3, 7) + 1 }

// week is the ISO 8601 week with its year.
func (t day) week() (year, week int) {
	thursday := t + day(4-t.weekday())
	year, _, _ = thursday.civil()
	return year, int(thursday-dayOf(year, 1, 1))/7 + 1
}

// weekStart is the Monday of an ISO week.
func weekStart(year, week int) day {
	jan4 := dayOf(year, 1, 4)
	return jan4 - day(jan4.weekday()-1) + day(7*(week-1))
}

func monthDays(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// nthWeekday is the nth weekday of a month, or the last one for n below 0.
func nthWeekday(year, month, weekday, n int) day {
	if n < 0 {
		last := dayOf(year, month, monthDays(year, month))
		return last - day(floorMod(last.weekday()-weekday, 7))
	}
	first := dayOf(year, month, 1)
	return first + day(floorMod(weekday-first.weekday(), 7)) + day(7*(n-1))
}

// easter is Western Easter Sunday (the anonymous Gregorian computus of Meeus).
func easter(y int) day {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return dayOf(y, n/31, n%31+1)
}

// orthodoxEaster is Easter Sunday of the Julian computus (Meeus) in the Gregorian
// calendar.
func orthodoxEaster(y int) day {
	d := (19*(y%19) + 15) % 30
	e := (2*(y%4) + 4*(y%7) - d + 34) % 7
	n := d + e + 114
	return dayOf(y, n/31, n%31+1) + day(y/100-y/400-2)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int) int { return a - b*floorDiv(a, b) }

// parseDay reads the first ten bytes of an ISO 8601 date.
func parseDay(s string) (day, bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return noDay, false
	}
	n := 0
	for i := 0; i < 10; i++ {
		if i == 4 || i == 7 {
			continue
		}
		if !digit(s[i]) {
			return noDay, false
		}
		n = n*10 + int(s[i]-'0')
	}
	y, m, d := n/10000, n/100%100, n%100
	if m < 1 || m > 12 || d < 1 || d > monthDays(y, m) || len(s) > 10 && digit(s[10]) {
		return noDay, false
	}
	return dayOf(y, m, d), true
}
