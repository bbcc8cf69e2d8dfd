package duplicates

import "strings"

// days is a range of days counted from 1 for January 1 of the year 1, both ends
// included. The zero value is unknown.
type days struct{ from, until int32 }

func (d days) known() bool { return d.from != 0 }

// disjoint reports whether two ranges that are known have no day in common.
func (d days) disjoint(o days) bool {
	return d.known() && o.known() && (d.until < o.from || o.until < d.from)
}

// and is what two ranges have in common; of those that are disjoint, the first.
func (d days) and(o days) days {
	switch {
	case !d.known():
		return o
	case !o.known() || d.disjoint(o):
		return d
	}
	return days{max(d.from, o.from), min(d.until, o.until)}
}

// daysOf is the days that a TIMEX3 day, month or year covers; other values are
// unknown here, since their days take a calendar that callers resolve.
func daysOf(value string) days {
	value, _, _ = strings.Cut(value, "T")
	year, month, day := number(value, 0, 4), number(value, 5, 7), number(value, 8, 10)
	switch {
	case year < 1 || len(value) > 4 && (value[4] != '-' || month < 1 || month > 12):
	case len(value) == 4:
		return days{dayOf(year, 1, 1), dayOf(year+1, 1, 1) - 1}
	case len(value) == 7:
		if month == 12 {
			return days{dayOf(year, 12, 1), dayOf(year+1, 1, 1) - 1}
		}
		return days{dayOf(year, month, 1), dayOf(year, month+1, 1) - 1}
	case len(value) == 10 && value[7] == '-' && day >= 1:
		n := dayOf(year, month, day)
		if month == 12 && day > 31 || month < 12 && n >= dayOf(year, month+1, 1) {
			break
		}
		return days{n, n}
	}
	return days{}
}

// number is the value of the digits s[from:to], or -1.
func number(s string, from, to int) int {
	if len(s) < to {
		return -1
	}
	n := 0
	for _, c := range []byte(s[from:to]) {
		if c < '0' || c > '9' {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// dayOf counts days of the proleptic Gregorian calendar (Hinnant's algorithm, with
// years that begin in March).
func dayOf(year, month, day int) int32 {
	if month < 3 {
		year--
		month += 12
	}
	return int32(365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + day - 306)
}
