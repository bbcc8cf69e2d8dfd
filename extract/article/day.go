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
	// be another one where the page was written.
	utc bool
}

func (d day) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.date) }

func (d day) valid() bool {
	if d.year < 1990 || d.year > 2100 || d.month < 1 || d.month > 12 || d.date < 1 || d.date > 31 {
		return false
	}
	t := time.Date(d.year, time.Month(d.month), d.date, 0, 0, 0, 0, time.UTC)
	return t.Day() == d.date
}

// apart is the number of days from d to e.
func (d day) apart(e day) int {
	a := time.Date(d.year, time.Month(d.month), d.date, 0, 0, 0, 0, time.UTC)
	b := time.Date(e.year, time.Month(e.month), e.date, 0, 0, 0, 0, time.UTC)
	return int(b.Sub(a) / (24 * time.Hour))
}

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

// locateDay is findDay with the place of the date in the text.
func locateDay(s string, dayFirst bool) (d day, start, end int, ok bool) {
	if len(s) > 400 {
		s = s[:400]
	}
	parts := split(s)
	for i := range parts {
		if d, n, ok := dayAt(s, parts, i, dayFirst); ok && d.valid() {
			return d, parts[i].start, parts[i+n-1].end, true
		}
	}
	return day{}, 0, 0, false
}

func split(s string) []part {
	var parts []part
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			p := part{start: i}
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				if p.digits < 9 {
					p.number = p.number*10 + int(s[i]-'0')
				}
				p.digits++
				i++
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

// dayAt reads a date that begins with a part and returns how many parts it has.
func dayAt(s string, parts []part, i int, dayFirst bool) (day, int, bool) {
	p := parts[i]
	between := func(j int) string { return strings.TrimSpace(s[parts[j].end:parts[j+1].start]) }
	if p.number >= 0 && p.digits > 8 {
		return day{}, 0, false
	}
	if p.number >= 0 && p.digits == 8 { // 20170329
		d := day{year: p.number / 10000, month: p.number / 100 % 100, date: p.number % 100}
		return d, 1, d.valid()
	}
	if i+2 >= len(parts) {
		return day{}, 0, false
	}
	q, r := parts[i+1], parts[i+2]
	// 2017-03-29, 2017/3/29, 2017.03.29, 2017年3月29日
	if p.number >= 0 && p.digits == 4 && q.number >= 0 && r.number >= 0 && q.digits <= 2 && r.digits <= 2 {
		sep := between(i)
		if sep == between(i+1) && (sep == "-" || sep == "/" || sep == "." || sep == ":") {
			d := day{year: p.number, month: q.number, date: r.number}
			d.utc = isUniversal(s[r.end:])
			return d, 3, d.valid()
		}
	}
	if p.number >= 0 && p.digits == 4 && i+4 < len(parts) && word(s, q) == "年" && parts[i+2].number > 0 && word(s, parts[i+3]) == "月" && parts[i+4].number > 0 {
		d := day{year: p.number, month: parts[i+2].number, date: parts[i+4].number}
		return d, 5, d.valid()
	}
	// 29/03/2017, 3.29.17
	if p.number > 0 && p.digits <= 2 && q.number > 0 && q.digits <= 2 && (r.digits == 4 || r.digits == 2) && r.number >= 0 {
		sep := between(i)
		if sep == between(i+1) && (sep == "/" || sep == "." || sep == "-") {
			y := r.number
			if r.digits == 2 {
				if y += 2000; y > 2060 {
					y -= 100
				}
			}
			d := day{year: y, month: q.number, date: p.number}
			if q.number > 12 || p.number <= 12 && !dayFirst && sep != "." {
				d.month, d.date = p.number, q.number
			}
			return d, 3, d.valid()
		}
		return day{}, 0, false
	}
	// 29 March 2017, 29. März 2017, 29th of March, 2017, 29 de marzo de 2017
	if p.number > 0 && p.digits <= 2 {
		j := i + 1
		for j < len(parts) && j <= i+2 && parts[j].number < 0 {
			switch word(s, parts[j]) {
			case "st", "nd", "rd", "th", "of", "de", "er", "º", "do", "di":
				j++
				continue
			}
			break
		}
		if j+1 < len(parts) && parts[j].number < 0 {
			if m := monthNames[word(s, parts[j])]; m > 0 {
				k := j + 1
				for k < len(parts) && k <= j+1 && parts[k].number < 0 {
					if w := word(s, parts[k]); w == "de" || w == "of" || w == "del" || w == "do" {
						k++
						continue
					}
					break
				}
				if k < len(parts) && parts[k].digits == 4 {
					d := day{year: parts[k].number, month: m, date: p.number}
					return d, k - i + 1, d.valid()
				}
			}
		}
	}
	// March 29, 2017; Mar 29th 2017
	if p.number < 0 {
		m := monthNames[word(s, p)]
		if m == 0 || q.number <= 0 || q.digits > 2 {
			return day{}, 0, false
		}
		j := i + 2
		for j < len(parts) && j <= i+2 && parts[j].number < 0 {
			switch word(s, parts[j]) {
			case "st", "nd", "rd", "th", "de":
				j++
				continue
			}
			break
		}
		if j < len(parts) && parts[j].digits == 4 {
			d := day{year: parts[j].number, month: m, date: q.number}
			return d, j - i + 1, d.valid()
		}
		// Sat Oct 10 12:00:00 +0000 2015
		for ; j < len(parts) && j < i+8; j++ {
			if parts[j].digits == 4 && parts[j].number >= 1990 && parts[j].number <= 2100 && parts[j].end == len(strings.TrimRight(s, " \n")) && strings.Contains(s[q.end:parts[j].start], ":") {
				d := day{year: parts[j].number, month: m, date: q.number}
				return d, j - i + 1, d.valid()
			}
		}
	}
	return day{}, 0, false
}

func word(s string, p part) string { return strings.ToLower(s[p.start:p.end]) }

// isUniversal reports whether what follows an ISO day is a time of day in
// universal time.
func isUniversal(rest string) bool {
	rest = strings.TrimSpace(rest)
	if len(rest) < 6 || rest[0] != 'T' && rest[0] != 't' && (rest[0] < '0' || rest[0] > '9') {
		return false
	}
	for _, zone := range []string{"Z", "z", "+00:00", "+0000", "UTC", "GMT", "-00:00"} {
		if strings.HasSuffix(rest, zone) {
			return true
		}
	}
	return false
}

// dayOfURL is the date that a path holds, as /2017/03/29/ or -20170329.
func dayOfURL(url string) (day, bool) {
	_, path, ok := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(url, "https://"), "http://"), "/")
	if !ok {
		return day{}, false
	}
	path, _, _ = strings.Cut(path, "?")
	if len(path) > 400 {
		path = path[:400]
	}
	parts := split(path)
	for i, p := range parts {
		if p.number < 0 {
			continue
		}
		if p.digits == 8 {
			if d := (day{year: p.number / 10000, month: p.number / 100 % 100, date: p.number % 100}); d.valid() {
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
