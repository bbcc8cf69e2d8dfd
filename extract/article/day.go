package article

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/lexicon"
)

// day is a calendar day as a page states it.
type day struct {
	year, month, date int
	// utc says that the day is that of an instant in universal time, which may
	// be another one where the page was written. minute is the minute of the day.
	utc    bool
	minute int
}

func (d day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.date) }

// valid reports whether there is such a day in the time of the web.
func (d day) valid() bool { return d.year >= 1990 && d.year <= 2100 && d.exists() }

// exists reports whether there is such a day.
func (d day) exists() bool {
	if d.month < 1 || d.month > 12 || d.date < 1 || d.date > 31 {
		return false
	}
	return d.time().Day() == d.date
}

func (d day) time() time.Time {
	return time.Date(d.year, time.Month(d.month), d.date, 0, 0, 0, 0, time.UTC)
}

// apart is the number of days from d to e.
func (d day) apart(e day) int { return int(e.time().Sub(d.time()) / (24 * time.Hour)) }

// shifted is the day of the same instant at a place so many minutes ahead of
// universal time.
func (d day) shifted(minutes int) day {
	t := d.time().Add(time.Duration(d.minute+minutes) * time.Minute)
	return day{year: t.Year(), month: int(t.Month()), date: t.Day()}
}

// swapped is the day that a date in digits gives when day and month change places.
func (d day) swapped() day { return day{year: d.year, month: d.date, date: d.month} }

// isoDay is the ISO day of a date that came with the input; what cannot be read
// is empty. An ISO day is believed whatever its year: archives reach back further
// than the web.
func isoDay(s string) string {
	if s == "" {
		return ""
	}
	if len(s) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil {
			return t.Format(time.DateOnly)
		}
	}
	if d, ok := findDay(s, true); ok {
		return d.String()
	}
	return ""
}

// statedDay reads the date that a page gives as data. An ISO day is believed if it
// is no default of a program and newspapers were printed then.
func statedDay(s string, dayFirst bool) (day, bool) {
	s = strings.TrimSpace(s)
	if len(s) >= len(time.DateOnly) && s[:2] < "20" {
		if t, err := time.Parse(time.DateOnly, s[:len(time.DateOnly)]); err == nil {
			d := day{year: t.Year(), month: int(t.Month()), date: t.Day()}
			old := d.year < 1800 || d.date == 1 && d.month == 1 && (d.year == 1900 || d.year == 1970) || d.year == 1969 && d.month == 12 && d.date == 31
			return d, !old
		}
	}
	if d, ok := findDay(s, dayFirst); ok {
		return d, true
	}
	return epochDay(s)
}

// monthNames are the rows of months.tsv.
var monthNames = func() map[string]int {
	m := map[string]int{}
	for _, row := range lexicon.MustOpen(data, "data/months.tsv", "name", "month").Rows {
		n := 0
		for _, c := range row.Get("month") {
			n = n*10 + int(c-'0')
		}
		for _, name := range row.List("name") {
			m[name] = n
		}
	}
	return m
}()

// part is a number or a word of a line.
type part struct {
	start, end int
	number     int // -1 for a word
	digits     int
}

// findDay finds the first date in a short text. dayFirst decides between day and
// month of a date such as 3/4/2020.
func findDay(s string, dayFirst bool) (day, bool) {
	d, _, _, ok := locateDay(s, dayFirst)
	return d, ok
}

// longestDated is the length of the start of a text in which a date is looked for.
const longestDated = 400

// locateDay is findDay with the place of the date in the text.
func locateDay(s string, dayFirst bool) (d day, start, end int, ok bool) {
	if len(s) > longestDated {
		s = s[:longestDated]
	}
	if !hasNumber(s) {
		return day{}, 0, 0, false
	}
	var room [32]part
	parts := appendParts(room[:0], s)
	for i := range parts {
		if d, n, ok := dayAt(s, parts, i, dayFirst); ok && d.valid() {
			return d, parts[i].start, parts[i+n-1].end, true
		}
	}
	return day{}, 0, 0, false
}

// hasNumber reports whether a text may hold a number: it has a digit, or letters
// of other scripts, which have digits of their own.
func hasNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= '0' && c <= '9' || c >= 0xd8 {
			return true
		}
	}
	return false
}

// zeros are the digits 0 of the scripts in whose dates other digits stand: Arabic,
// Persian, Devanagari, Bengali, full width.
var zeros = [...]rune{0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10}

// digit is the value of a digit of any of the scripts, or -1.
func digit(r rune) int {
	if r < utf8.RuneSelf {
		if r >= '0' && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	for _, z := range zeros {
		if r >= z && r <= z+9 {
			return int(r - z)
		}
	}
	return -1
}

// split cuts a text into its numbers and words. The counters of Chinese, Japanese
// and Korean dates are words of their own.
func split(s string) []part { return appendParts(make([]part, 0, 12), s) }

// appendParts appends the parts of a text.
func appendParts(parts []part, s string) []part {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case digit(r) >= 0:
			p := part{start: i}
			for i < len(s) {
				r, n := utf8.DecodeRuneInString(s[i:])
				v := digit(r)
				if v < 0 {
					break
				}
				if p.digits < 9 {
					p.number = p.number*10 + v
				}
				p.digits++
				i += n
			}
			p.end = i
			parts = append(parts, p)
		case unicode.IsLetter(r):
			p := part{start: i, number: -1}
			for i < len(s) {
				r, n := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				i += n
			}
			p.end = i
			parts = append(parts, p)
		default:
			i += n
		}
	}
	return parts
}

// fillers are words that stand between the parts of a date: "29 de marzo de 2017",
// "29th of March", "2020 m. kovo 5 d.".
var fillers = map[string]bool{
	"st": true, "nd": true, "rd": true, "th": true, "of": true, "de": true, "del": true, "er": true, "º": true, "ª": true, "do": true, "di": true, "d": true,
	"m": true, "gada": true, "den": true, "η": true, "ης": true,
}

// skip is the place of the next part from i on that is no filler; at most two are
// passed over.
func skip(s string, parts []part, i int) int {
	for n := 0; n < 2 && i < len(parts) && parts[i].number < 0 && fillers[word(s, parts[i])]; n++ {
		i++
	}
	return i
}

// month is the month that a part names, or 0.
func month(s string, parts []part, i int) int {
	if i >= len(parts) || parts[i].number >= 0 || parts[i].end-parts[i].start > 40 {
		return 0
	}
	return monthNames[word(s, parts[i])]
}

// isDate reports whether a part is a number that can be the day of a month.
func isDate(parts []part, i int) bool {
	return i < len(parts) && parts[i].number > 0 && parts[i].digits <= 2 && parts[i].number <= 31
}

// isYear reports whether a part is a number of four digits.
func isYear(parts []part, i int) bool {
	return i < len(parts) && parts[i].number >= 0 && parts[i].digits == 4
}

// yearOf is the year of a part; a Thai year counts from 543 years earlier.
func yearOf(s string, parts []part, i, monthAt int) int {
	y := parts[i].number
	if r, _ := utf8.DecodeRuneInString(s[parts[monthAt].start:]); y > 2500 && unicode.Is(unicode.Thai, r) {
		y -= 543
	}
	return y
}

// dayAt reads a date that begins with a part and returns how many parts it has.
func dayAt(s string, parts []part, i int, dayFirst bool) (day, int, bool) {
	p := parts[i]
	if p.number < 0 {
		return monthFirstAt(s, parts, i)
	}
	switch {
	case p.digits == 8 || (p.digits == 12 || p.digits == 14) && p.end-p.start == p.digits: // 20170329, 201703291745
		n, digits := 0, 0
		for _, r := range s[p.start:p.end] {
			if digits++; digits > 8 {
				break
			}
			n = n*10 + digit(r)
		}
		d := day{year: n / 10000, month: n / 100 % 100, date: n % 100}
		return d, 1, d.valid()
	case p.digits == 4:
		return yearFirstAt(s, parts, i)
	case p.number == 0 || p.digits > 2:
		return day{}, 0, false
	}
	if d, n, ok := digitsAt(s, parts, i, dayFirst); n > 0 {
		return d, n, ok
	}
	// 29 March 2017, 29. März 2017, 29th of March, 2017, 29 de marzo de 2017
	j := skip(s, parts, i+1)
	if m := month(s, parts, j); m > 0 {
		k := skip(s, parts, j+1)
		if isYear(parts, k) {
			d := day{year: yearOf(s, parts, k, j), month: m, date: p.number}
			d.universal(s[parts[k].end:])
			return d, k - i + 1, d.valid()
		}
		// 29-Mar-17
		if j == i+1 && k == j+1 && k < len(parts) && parts[k].digits == 2 && s[p.end] == '-' && s[parts[j].end] == '-' {
			d := day{year: century(parts[k].number), month: m, date: p.number}
			return d, 3, d.valid()
		}
		return day{}, 0, false
	}
	// 5 tháng 3 năm 2020, 5 tháng 3, 2020
	if i+3 < len(parts) && word(s, parts[i+1]) == "tháng" && isDate(parts, i+2) {
		k := i + 3
		if word(s, parts[k]) == "năm" {
			k++
		}
		if isYear(parts, k) {
			d := day{year: parts[k].number, month: parts[i+2].number, date: p.number}
			return d, k - i + 1, d.valid()
		}
	}
	return day{}, 0, false
}

// century is the year that two digits stand for.
func century(n int) int {
	if n > 60 {
		return 1900 + n
	}
	return 2000 + n
}

// between is what stands between two parts, white space aside.
func between(s string, parts []part, i int) string {
	return strings.TrimSpace(s[parts[i].end:parts[i+1].start])
}

// yearFirstAt reads 2017-03-29, 2017/3/29, 2017年3月29日, 2017년 3월 29일, 2017. március 29.
func yearFirstAt(s string, parts []part, i int) (day, int, bool) {
	if i+2 >= len(parts) {
		return day{}, 0, false
	}
	p, q, r := parts[i], parts[i+1], parts[i+2]
	if q.number >= 0 && r.number >= 0 && q.digits <= 2 && r.digits <= 2 {
		sep := between(s, parts, i)
		if sep == between(s, parts, i+1) && (sep == "-" || sep == "/" || sep == "." || sep == ":" || sep == "–") {
			d := day{year: p.number, month: q.number, date: r.number}
			d.universal(s[r.end:])
			return d, 3, d.valid()
		}
		return day{}, 0, false
	}
	if q.number >= 0 {
		return day{}, 0, false
	}
	if i+4 < len(parts) && r.number > 0 && isDate(parts, i+4) {
		y, m := word(s, q), word(s, parts[i+3])
		if y == "年" && m == "月" || y == "년" && m == "월" {
			d := day{year: p.number, month: r.number, date: parts[i+4].number}
			return d, 5, d.valid()
		}
	}
	j := skip(s, parts, i+1)
	if m := month(s, parts, j); m > 0 && isDate(parts, j+1) && !isYear(parts, j+2) {
		d := day{year: p.number, month: m, date: parts[j+1].number}
		return d, j + 2 - i, d.valid()
	}
	// 2020. gada 5. marts
	if j > i+1 && isDate(parts, j) {
		if m := month(s, parts, j+1); m > 0 {
			d := day{year: p.number, month: m, date: parts[j].number}
			return d, j + 2 - i, d.valid()
		}
	}
	return day{}, 0, false
}

// digitsAt reads 29/03/2017, 3.29.17. It returns no parts where there are not
// three numbers of such a form.
func digitsAt(s string, parts []part, i int, dayFirst bool) (day, int, bool) {
	if i+2 >= len(parts) {
		return day{}, 0, false
	}
	p, q, r := parts[i], parts[i+1], parts[i+2]
	if q.number <= 0 || q.digits > 2 || r.number < 0 || r.digits != 4 && r.digits != 2 {
		return day{}, 0, false
	}
	sep := between(s, parts, i)
	if sep != between(s, parts, i+1) || sep != "/" && sep != "." && sep != "-" && sep != "–" {
		return day{}, 3, false
	}
	y := r.number
	if r.digits == 2 {
		y = century(y)
	}
	d := day{year: y, month: q.number, date: p.number}
	if q.number > 12 || p.number <= 12 && !dayFirst && sep != "." {
		d.month, d.date = p.number, q.number
	}
	d.universal(s[r.end:])
	return d, 3, d.valid()
}

// monthFirstAt reads March 29, 2017; Mar 29th 2017; Sat Oct 10 12:00:00 +0000 2015.
func monthFirstAt(s string, parts []part, i int) (day, int, bool) {
	m := month(s, parts, i)
	if m == 0 {
		return day{}, 0, false
	}
	if !isDate(parts, i+1) {
		return day{}, 0, false
	}
	q := parts[i+1]
	j := skip(s, parts, i+2)
	if isYear(parts, j) {
		d := day{year: yearOf(s, parts, j, i), month: m, date: q.number}
		d.universal(s[parts[j].end:])
		return d, j - i + 1, d.valid()
	}
	for ; j < len(parts) && j < i+8; j++ {
		if isYear(parts, j) && parts[j].number >= 1990 && parts[j].number <= 2100 && parts[j].end == len(strings.TrimRight(s, " \n")) && strings.Contains(s[q.end:parts[j].start], ":") {
			d := day{year: parts[j].number, month: m, date: q.number}
			return d, j - i + 1, d.valid()
		}
	}
	return day{}, 0, false
}

func word(s string, p part) string { return strings.ToLower(s[p.start:p.end]) }

// universal marks a day as that of an instant in universal time if a time of day
// in it follows. Midnight sharp is how programs write a day without a time.
func (d *day) universal(rest string) {
	rest = strings.TrimLeft(rest, " ,")
	if rest != "" && (rest[0] == 'T' || rest[0] == 't') {
		rest = rest[1:]
	}
	if len(rest) < 6 || len(rest) > 40 || rest[2] != ':' {
		return
	}
	hour, minute := twoDigits(rest), twoDigits(rest[3:])
	if hour < 0 || hour > 23 || minute < 0 || minute > 59 {
		return
	}
	rest = strings.TrimRight(rest, " ")
	for _, zone := range [...]string{"Z", "z", "+00:00", "+0000", "UTC", "GMT", "-00:00"} {
		if strings.HasSuffix(rest, zone) {
			d.utc = hour > 0 || minute > 0 || len(rest) > 8 && rest[5] == ':' && rest[6:8] != "00"
			d.minute = hour*60 + minute
			return
		}
	}
}

// twoDigits is the number that two digits at the start of s make, or -1.
func twoDigits(s string) int {
	if len(s) < 2 || s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9' {
		return -1
	}
	return int(s[0]-'0')*10 + int(s[1]-'0')
}

// epochDay reads seconds or milliseconds since 1970.
func epochDay(s string) (day, bool) {
	if len(s) != 10 && len(s) != 13 {
		return day{}, false
	}
	n := int64(0)
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return day{}, false
		}
		if i < 10 {
			n = n*10 + int64(s[i]-'0')
		}
	}
	t := time.Unix(n, 0).UTC()
	x := day{year: t.Year(), month: int(t.Month()), date: t.Day(), utc: true, minute: t.Hour()*60 + t.Minute()}
	return x, x.valid()
}

// dayOfURL is the date that a path holds, as /2017/03/29/ or -20170329, or ends in, as
// /29-03-2017 if only one order makes sense.
func dayOfURL(url string) (day, bool) {
	_, path, ok := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://"), "/")
	if !ok {
		return day{}, false
	}
	path, _, _ = strings.Cut(path, "?")
	if len(path) > longestDated {
		path = path[:longestDated]
	}
	var room [32]part
	parts := appendParts(room[:0], path)
	for i, p := range parts {
		if p.number < 0 {
			continue
		}
		if p.digits == 8 {
			if d := (day{year: p.number / 10000, month: p.number / 100 % 100, date: p.number % 100}); d.valid() {
				return d, true
			}
		}
		if p.digits == 2 && i+2 < len(parts) && parts[i+1].digits == 2 && parts[i+2].digits == 4 && i+4 >= len(parts) &&
			path[p.end:parts[i+1].start] == "-" && path[parts[i+1].end:parts[i+2].start] == "-" && (p.number > 12 || parts[i+1].number > 12) {
			d := day{year: parts[i+2].number, month: parts[i+1].number, date: p.number}
			if d.month > 12 {
				d = d.swapped()
			}
			if d.valid() {
				return d, true
			}
		}
		if p.digits == 4 && i+2 < len(parts) {
			q, r := parts[i+1], parts[i+2]
			d := day{year: p.number, month: q.number, date: r.number}
			if q.number < 0 {
				d.month = monthNames[word(path, q)]
			}
			if (q.digits == 2 || q.digits == 1 || q.number < 0) && r.digits >= 1 && r.digits <= 2 && d.valid() &&
				q.start-p.end == 1 && r.start-q.end == 1 {
				return d, true
			}
		}
	}
	return day{}, false
}
