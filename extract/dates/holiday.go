package dates

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/corpus/lexicon"
)

// holiday is a named day with the rule of its date.
type holiday struct {
	name    string
	month   int
	day     int // fixed day; or the day that the weekday comes after
	weekday int
	nth     int // 1 to 5, -1 the last, 0 after day
	easter  bool
	julian  bool // Easter of the Orthodox churches
	offset  int
}

var holidayColumns = []string{"name", "rule"}

func loadHolidays(ws *words) ([]holiday, *lexicon.Trie[int], error) {
	t, err := lexicon.Open(data, "data/holidays.tsv", holidayColumns...)
	if err != nil {
		return nil, nil, err
	}
	var list []holiday
	trie := &lexicon.Trie[int]{}
	for _, row := range t.Rows {
		h := holiday{name: row.Get("name")}
		if err := h.parse(row.Get("rule")); err != nil {
			return nil, nil, fmt.Errorf("dates: %s: %w", row.Place(), err)
		}
		list = append(list, h)
		parts := strings.Fields(h.name)
		for i, p := range parts {
			w := ws.get(strings.TrimSuffix(p, "."))
			if len(p) > 1 && strings.HasSuffix(p, ".") {
				w.stop = true
			}
			parts[i] = w.text
			if i == 0 {
				w.classes |= cHoliday
			}
		}
		trie.Add(parts, len(list))
	}
	return list, trie, nil
}

func (h *holiday) parse(rule string) error {
	bad := fmt.Errorf("bad rule %q", rule)
	if s, ok := strings.CutPrefix(rule, "J"); ok {
		h.julian, rule = true, "E"+s
	}
	if s, ok := strings.CutPrefix(rule, "E"); ok {
		n, err := strconv.Atoi(s)
		if err != nil {
			return bad
		}
		h.easter, h.offset = true, n
		return nil
	}
	m, rest, _ := strings.Cut(rule, "-")
	n, err := strconv.Atoi(m)
	if err != nil || n < 1 || n > 12 {
		return bad
	}
	h.month = n
	if len(rest) == 2 {
		if h.day, err = strconv.Atoi(rest); err != nil || h.day < 1 || h.day > 31 {
			return bad
		}
		return nil
	}
	if len(rest) < 4 || rest[0] != 'W' || rest[1] < '1' || rest[1] > '7' {
		return bad
	}
	h.weekday = int(rest[1] - '0')
	switch arg := rest[3:]; rest[2] {
	case '-':
		if arg == "L" {
			h.nth = -1
			return nil
		}
		h.nth, err = strconv.Atoi(arg)
	case '>':
		h.day, err = strconv.Atoi(arg)
	default:
		return bad
	}
	if err != nil {
		return bad
	}
	return nil
}

// on is the day of the holiday in a year.
func (h *holiday) on(year int) day {
	switch {
	case h.julian:
		return orthodoxEaster(year) + day(h.offset)
	case h.easter:
		return easter(year) + day(h.offset)
	case h.weekday == 0:
		return dayOf(year, h.month, h.day)
	case h.nth != 0:
		return nthWeekday(year, h.month, h.weekday, h.nth)
	}
	after := dayOf(year, h.month, h.day) + 1
	return after + day(floorMod(h.weekday-after.weekday(), 7))
}

// holidays joins the words of named days.
func (pr *parse) holidays(trie *lexicon.Trie[int]) {
	in := pr.items
	key := func(i int) string {
		if w := in[i].word; w != nil {
			return w.text
		}
		return ""
	}
	out := in[:0]
	for i := 0; i < len(in); {
		it := in[i]
		if it.classes&cHoliday != 0 {
			it.classes &^= cHoliday
			n := i + 1
			for n < len(in) && n < i+6 && !in[n].gap {
				n++
			}
			if v, end := trie.Longest(i, n, key); end > i && it.capital {
				it.end = in[end-1].end
				it.classes, it.num, it.word = cHoliday, int32(v[0]), nil
				out = append(out, it)
				i = end
				continue
			}
		}
		out = append(out, it)
		i++
	}
	pr.items = out
}
