package dates

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"dateline/corpus"
)

// phrases are expressions of many kinds, from fine to coarse: each lies within the
// next one of its row.
var phrases = [][]string{
	{"3:30 p.m. on May 7, 1997", "the afternoon of May 7, 1997", "7 May 1997", "the week of May 7, 1997"},
	{"May 7, 1997", "May 1997", "the second quarter of 1997", "the first half of 1997", "1997", "the 1990s", "the 20th century"},
	{"16.05.2023", "mid-May 2023", "the spring of 2023", "FY23", "the 2020s", "the 21st century"},
	{"the first Tuesday in November 2014", "Nov. 2014", "Q4 2014", "H2 2014", "the end of 2014"},
	{"11 August 490 BC", "August 490 BC", "490 BC"},
	{"January 2000", "the winter of 1999"},
	{"Good Friday, 1998", "April 1998", "early 1998"},
}

// parsed checks that a value is one of the forms of the package and that its parts
// are in range.
func parsed(value string) bool {
	switch {
	case value == "PAST_REF", value == "PRESENT_REF", value == "FUTURE_REF", value == "XXXX":
		return true
	case value == "":
		return false
	case value[0] == 'P':
		return strings.Trim(value, "PTXYMWDHSQEC0123456789.") == "" && len(value) > 2
	}
	day, clock, timed := strings.Cut(value, "T")
	if timed {
		switch clock {
		case "MO", "AF", "EV", "NI", "DT":
		default:
			h, m, ok := strings.Cut(strings.TrimSuffix(clock, "Z"), ":")
			if !ok || !below(h, 25) || !below(strings.Split(m, ":")[0], 60) {
				return false
			}
		}
	}
	parts := strings.Split(strings.TrimPrefix(day, "BC"), "-")
	if y := parts[0]; y != "XXXX" && !below(y, 10000) || len(parts) > 3 {
		return false
	}
	for i, p := range parts[1:] {
		switch {
		case p == "XX", p == "WXX", p == "QX", p == "WE", p == "SP", p == "SU", p == "FA", p == "WI":
		case p[0] == 'Q' && below(p[1:], 5), p[0] == 'H' && below(p[1:], 3), p[0] == 'W' && below(p[1:], 54):
		case i == 0 && below(p, 13), i == 1 && below(p, 32):
		default:
			return false
		}
	}
	return true
}

func below(digits string, n int) bool {
	v, err := strconv.Atoi(digits)
	return err == nil && v >= 0 && v < n
}

// start and limit widen the bounds of an interval to the second.
func start(s string) string { return (s + "T00:00")[:len("2006-01-02T15:04")] }

func limit(s string) string {
	if strings.Contains(s, "T") {
		return s[:len("2006-01-02T15:04")]
	}
	return s + "T23:59"
}

func TestFinerLiesWithinCoarser(t *testing.T) {
	for _, row := range phrases {
		var outer *corpus.Date
		for i := len(row) - 1; i >= 0; i-- {
			d := apply(t, "", "It was seen in "+row[i]+".")
			if len(d.Dates) != 1 || !strings.HasSuffix(row[i], d.Dates[0].Text) {
				t.Errorf("%q: %q", row[i], show(d))
				break
			}
			x := &d.Dates[0]
			if !parsed(x.Value) || x.Begin == "" || x.Until == "" || x.Begin[0] != '-' && start(x.Begin) > limit(x.Until) {
				t.Errorf("%q: %+v", row[i], *x)
			}
			if outer != nil && x.Begin[0] != '-' && (start(x.Begin) < start(outer.Begin) || limit(x.Until) > limit(outer.Until)) {
				t.Errorf("%q (%s to %s) is not within %q (%s to %s)", x.Text, x.Begin, x.Until, outer.Text, outer.Begin, outer.Until)
			}
			outer = x
		}
	}
}

// Every expression of the table of values has a value that parses, a reason and an
// interval that does not end before it begins.
func TestEveryValueParses(t *testing.T) {
	for _, c := range valueCases {
		for _, x := range apply(t, c.published, c.text).Dates {
			if !parsed(x.Value) {
				t.Errorf("%q: %q has the value %q", c.text, x.Text, x.Value)
			}
			if (x.Begin == "") != (x.Until == "") || x.Begin != "" && x.Begin[0] != '-' && start(x.Begin) > limit(x.Until) {
				t.Errorf("%q: %q begins %q and ends %q", c.text, x.Text, x.Begin, x.Until)
			}
			if x.Type == corpus.DateDate && x.Begin == "" && !strings.Contains(x.Value, "X") && !strings.HasSuffix(x.Value, "_REF") {
				t.Errorf("%q: %q = %q has no interval", c.text, x.Text, x.Value)
			}
			switch x.How {
			case corpus.HowAbsolute, corpus.HowPublished, corpus.HowDateline, corpus.HowNarrative, corpus.HowEvent, corpus.HowUnresolved:
			default:
				t.Errorf("%q: %q is how %q", c.text, x.Text, x.How)
			}
		}
	}
}

// Without a date of publication nothing is counted from today.
func TestNeverToday(t *testing.T) {
	year := strconv.Itoa(time.Now().Year())
	for _, text := range []string{
		"He left today.", "He left yesterday at 5pm.", "She will come tomorrow at noon.", "It rained last week.", "He left on Friday at 5pm.",
		"They met two days ago.", "They meet next month.", "It rose this year.", "It fell in December.", "It fell in the third quarter.",
		"They voted at Easter.", "It was cold this winter.", "The vote is on Sunday week.", "It ends at midnight.", "He died on the first Monday in May.",
		"It grew in the same period a year ago.", "It grew in Q3 results.", "It was a decade ago.", "It was over the weekend.", "It was on 3 May.",
	} {
		for _, x := range apply(t, "", text).Dates {
			if strings.Contains(x.Value+x.Begin+x.Until, year) || x.Begin != "" {
				t.Errorf("%q: %+v", text, x)
			}
		}
	}
}
