package dates

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/lexicon"
)

// check is a test of the surroundings of the items [from, to).
type check func(pr *parse, from, to int) bool

// before is the lower-case word that ends before byte at, with only spaces
// between; a mark stands for itself. It looks at a few bytes only.
func (pr *parse) before(at int32) string {
	i := int(at)
	for i > 0 && (pr.text[i-1] == ' ' || pr.text[i-1] == '\n') && int(at)-i < 8 {
		i--
	}
	if i == 0 {
		return ""
	}
	end := i
	if pr.text[i-1] >= utf8.RuneSelf {
		if r, size := utf8.DecodeLastRuneInString(pr.text[:i]); !unicode.IsLetter(r) {
			return pr.text[i-size : i]
		}
	}
	for i > 0 && letter[pr.text[i-1]] && end-i < 24 {
		i--
	}
	if i == end {
		i--
	}
	return pr.lower(i, end, 0)
}

// after is the lower-case word that follows byte at.
func (pr *parse) after(at int32) string {
	i := int(at)
	for i < len(pr.text) && (pr.text[i] == ' ' || pr.text[i] == '\n') && i-int(at) < 8 {
		i++
	}
	start := i
	for i < len(pr.text) && letter[pr.text[i]] && i-start < 24 {
		i++
	}
	if i == start && i < len(pr.text) {
		i++
	}
	return pr.lower(start, i, 32)
}

func (pr *parse) lower(start, end, off int) string {
	s := pr.text[start:end]
	for k := 0; k < len(s); k++ {
		if s[k] >= 'A' && s[k] <= 'Z' {
			b := pr.low[off:off]
			for j := 0; j < len(s); j++ {
				c := s[j]
				if c >= 'A' && c <= 'Z' {
					c |= 0x20
				}
				b = append(b, c)
			}
			return string(b)
		}
	}
	return s
}

func oneOf(s string, words ...string) bool {
	for _, w := range words {
		if s == w {
			return true
		}
	}
	return false
}

// lists are the words of data/context.tsv by the name of their list.
type lists map[string]map[string]bool

var contextColumns = []string{"list", "word"}

// listNames are the lists that the code asks for.
var listNames = []string{"preposition", "counted", "treaty", "event", "place", "ahead", "intent", "defer", "timetable", "title", "opener"}

func loadLists() (lists, error) {
	t, err := lexicon.Open(data, "data/context.tsv", contextColumns...)
	if err != nil {
		return nil, err
	}
	l := lists{}
	for _, name := range listNames {
		l[name] = map[string]bool{}
	}
	for _, row := range t.Rows {
		words := l[row.Get("list")]
		if words == nil {
			return nil, fmt.Errorf("dates: %s: unknown list %q", row.Place(), row.Get("list"))
		}
		words[row.Get("word")] = true
	}
	return l, nil
}

// timePreposition tells whether a year or a month alone may follow the word.
func (pr *parse) timePreposition(w string) bool { return pr.lists["preposition"][w] }

var checks map[string]check

func init() {
	checks = map[string]check{
		"modal": func(pr *parse, from, to int) bool {
			w := pr.items[from].word
			return w != nil && w.text == "may"
		},
		"notquarter": func(pr *parse, from, to int) bool {
			return pr.nodes[pr.items[to-1].node].unit != unitQuarter // "about a quarter" is a share
		},
		"capital": func(pr *parse, from, to int) bool { return pr.items[to-1].capital },
		"show": func(pr *parse, from, to int) bool {
			// a programme: "on CBS's 60 Minutes"
			return pr.items[to-1].capital && pr.items[from].num == 60 && pr.startsDigit(&pr.items[from])
		},
		"clock": func(pr *parse, from, to int) bool {
			if pr.items[to-1].classes&(cAmPm|cZone) != 0 {
				return true
			}
			return oneOf(pr.before(pr.items[from].start), "at", "by", "around", "about", "until", "till", "from", "before", "after", "since", "and", "between", "to", "-") &&
				!oneOf(pr.after(pr.items[to-1].end), "in", "of")
		},
		"zone": func(pr *parse, from, to int) bool {
			return oneOf(pr.before(pr.items[from].start), "at", "by", "around", "until", "from", "before", "after", "(")
		},
		"slash": func(pr *parse, from, to int) bool {
			m, d := pr.items[from].num, pr.items[from+2].num
			return m >= 1 && m <= 12 && d >= 1 && d <= 31
		},
		"nth": func(pr *parse, from, to int) bool {
			it := &pr.items[to-1]
			if it.word != nil || it.num > 31 {
				return false
			}
			return oneOf(pr.before(pr.items[from].start), "on", "of", "by", "until", "from", "and", "to", "since", "night", "morning") &&
				oneOf(pr.after(it.end), ".", ",", "", ";", ")", "and", "to", "the", "when", "but", "at", "a")
		},
		"yr2": func(pr *parse, from, to int) bool {
			return oneOf(pr.before(pr.items[from].start), "in", "of", "since", "late", "early", "by", "from", "until", "and", "to", "-", "summer", "winter", "spring", "autumn", "fall")
		},
		"decade": func(pr *parse, from, to int) bool {
			for k := from; k < to; k++ {
				if it := &pr.items[k]; it.classes&cDecade != 0 && it.num < 1000 {
					return pr.items[to-1].classes&cEra != 0
				} else if it.classes&cDecade != 0 && it.end-it.start <= 3 {
					return !oneOf(pr.before(pr.items[from].start), "his", "her", "their", "my", "our", "your", "its")
				}
			}
			return true
		},
		"nineteen": func(pr *parse, from, to int) bool {
			for k := from; k < to; k++ {
				if pr.items[k].classes&cNum != 0 {
					return pr.items[k].num == 19
				}
			}
			return false
		},
		"weekunit": func(pr *parse, from, to int) bool {
			return pr.nodes[pr.items[from].node].unit == unitWeek
		},
		"relspan": func(pr *parse, from, to int) bool {
			w := pr.items[from].word // "will last two hours" is a verb
			return w == nil || w.text != "that" && (w.text != "last" || !oneOf(pr.before(pr.items[from].start), "will", "to", "may", "would", "could", "can", "should", "might", "must", "not"))
		},
		"noname": func(pr *parse, from, to int) bool {
			// "Today" in a name: "she told USA Today"
			it := &pr.items[from]
			b := pr.before(it.start)
			return !it.capital || b == "" || !letter[b[0]] || pr.opensLine(it.start)
		},
		"noagreement": func(pr *parse, from, to int) bool {
			// "the Good Friday Agreement": a treaty named after a day is no day
			return !pr.nameNext(pr.items[to-1].end) || !pr.lists["treaty"][pr.after(pr.items[to-1].end)]
		},
		"notthat": func(pr *parse, from, to int) bool {
			// "said that Monday's vote": a conjunction far more often than not, but
			// "That Friday they met" opens a sentence
			it := &pr.items[from]
			if it.word == nil || it.word.text != "that" {
				return true
			}
			if pr.after(pr.items[to-1].end) == "'" {
				return false
			}
			return it.capital || oneOf(pr.before(it.start), "on", "by", "later", "until", "of", "since")
		},
		"lower": func(pr *parse, from, to int) bool {
			return !pr.items[to-1].capital
		},
		"decadeword": func(pr *parse, from, to int) bool {
			if to-from > 1 {
				return true
			}
			return oneOf(pr.before(pr.items[from].start), "the", "early", "late", "mid", "-")
		},
		"year": (*parse).yearStands,
		"halfunit": func(pr *parse, from, to int) bool {
			it := &pr.items[to-1]
			return it.word != nil && it.word.unit >= unitHour && it.word.unit != unitQuarter
		},
		"quarter": func(pr *parse, from, to int) bool {
			for k := from; k < to; k++ {
				if pr.items[k].classes&cOrd != 0 {
					return pr.items[k].num <= 4 && !oneOf(pr.after(pr.items[to-1].end), "final", "finals", "century")
				}
			}
			return false
		},
		"half": func(pr *parse, from, to int) bool {
			for k := from; k < to; k++ {
				if pr.items[k].classes&cOrd != 0 && pr.items[k].num <= 2 {
					return pr.hasQuarters()
				}
			}
			return false
		},
		"date": func(pr *parse, from, to int) bool {
			return to-from > 2 || oneOf(pr.before(pr.items[from].start), "on", "by", "until", "since", "from", "before", "after", "to")
		},
		"forwhile": func(pr *parse, from, to int) bool {
			return oneOf(pr.before(pr.items[from].start), "for", "after", "quite")
		},
		"onnth": func(pr *parse, from, to int) bool {
			return oneOf(pr.before(pr.items[from].start), "on", "by", "until") && !oneOf(pr.after(pr.items[to-1].end), "of", "in", "after")
		},
		"thepart": func(pr *parse, from, to int) bool {
			it := &pr.items[to-1]
			return it.word != nil && oneOf(it.word.text, "morning", "afternoon", "evening", "night") &&
				oneOf(pr.before(pr.items[from].start), "in", "during", "by", "throughout", "into", "of") && !oneOf(pr.after(it.end), "of", "on", "sky", "air", "star")
		},
		"oneday": func(pr *parse, from, to int) bool {
			// "will one day be", "hoped one day to": not a length but a time to come
			return oneOf(pr.before(pr.items[from].start), "will", "would", "could", "might", "may", "can", "shall", "should", "to", "must", "hopes", "hoped", "that", "'ll") &&
				!oneOf(pr.after(pr.items[to-1].end), "after", "before", "later", "earlier", "of", "in", "'", "ago", "per", "long", "short", "and", "or", "-", "a") ||
				pr.hoped(pr.items[from].start) && oneOf(pr.after(pr.items[to-1].end), ".", ",", "")
		},
		"endclause": func(pr *parse, from, to int) bool {
			if e := int(pr.items[to-1].end); e < len(pr.text) && pr.text[e] == '\n' {
				return true
			}
			return oneOf(pr.after(pr.items[to-1].end), ".", ",", ";", ")", "", "and", "\"", ":", "in", "at")
		},
		"newclause": func(pr *parse, from, to int) bool {
			// "Five days after that the committee met": no meeting that it comes after
			return oneOf(pr.after(pr.items[to-1].end), ".", ",", ";", ")", "", "and", "\"", ":", "the", "a", "an", "he", "she", "it", "they", "we", "i")
		},
		"overnight": func(pr *parse, from, to int) bool {
			return !oneOf(pr.before(pr.items[from].start), "an", "the", "of", "in") && !oneOf(pr.after(pr.items[to-1].end), "delivery", "mail", "stay", "rates", "rate", "success", "bus", "flight")
		},
		"theseason": func(pr *parse, from, to int) bool {
			it := &pr.items[to-1]
			a := pr.after(it.end)
			if it.word.text == "fall" {
				return oneOf(pr.before(pr.items[from].start), "in", "by", "until", "during", "since") && a != "of" && a != "in"
			}
			return oneOf(pr.before(pr.items[from].start), "in", "by", "until", "till", "during", "since", "through", "of", "for", "throughout", "over", "into", "spent", "passed", "early", "late", "before", "after", "following") &&
				!pr.lists["place"][a] && a != "offensive" ||
				oneOf(a, "and", "or") && to+1 < len(pr.items) && !pr.items[to].gap && !pr.items[to+1].gap && (pr.items[to+1].classes&(cSeason|cMod|cDate) != 0 || pr.items[to+1].word != nil && pr.items[to+1].word.text == "the")
		},
		"partgeneric": func(pr *parse, from, to int) bool {
			it := &pr.items[from]
			if it.word == nil || it.word.text == "overnight" || it.word.code == "MI" {
				return it.word != nil && it.word.code == "MI" && oneOf(pr.before(it.start), "at", "by", "around")
			}
			if oneOf(it.word.text, "dawn", "daybreak", "nightfall") {
				return oneOf(pr.before(it.start), "at", "by", "before", "until")
			}
			return oneOf(pr.before(it.start), "at", "by", "in", "during") && it.word.code != "MO" && it.word.code != "EV"
		},
		"season": func(pr *parse, from, to int) bool {
			it := &pr.items[to-1]
			if pr.lists["event"][pr.after(it.end)] {
				return true
			}
			if pr.lists["place"][pr.after(it.end)] {
				return false
			}
			b := pr.before(pr.items[from].start)
			return oneOf(b, "in", "by", "until", "till", "during", "since", "through", "early", "late", "mid", "of", "before", "-") && !(it.word.text == "fall" && oneOf(b, "of", "-", "before")) ||
				to < len(pr.items) && !pr.items[to].gap && pr.items[to].classes&cDate != 0
		},
		"month": func(pr *parse, from, to int) bool {
			it := &pr.items[from]
			t := it.word.text
			b, a := pr.before(it.start), pr.after(it.end)
			if t == "may" && !pr.besideMonth(from, to) && (pr.lists["title"][b] || pr.person && !oneOf(b, "in", "since", "until", "till", "during", "early", "late", "mid", "last", "next", "this", "previous", "following", "-")) {
				return false
			}
			if it.word.stop && pr.text[it.end-1] != '.' && pr.nameNext(it.end) {
				return false // "Jan Kavan"
			}
			if t == "may" || t == "march" || t == "august" || it.word.stop {
				if from > 0 && !it.gap && pr.items[from-1].classes&(cMod|cDeictic|cDate) != 0 || oneOf(a, "-", "\u2013") && pr.timePreposition(b) {
					return true
				}
				return oneOf(b, "in", "since", "by", "until", "till", "of", "from", "during", "before", "after", "early", "late", "mid", "last", "next", "this", "through", "and", "to", "on", "for", "between", "or", "-", "late-", "previous", "following") &&
					!oneOf(a, "'")
			}
			return true
		},
		"adjective": func(pr *parse, from, to int) bool {
			w := pr.after(pr.items[to-1].end)
			return w != "" && letter[w[0]] && !oneOf(w, "and", "or", "account", "accounts", "events", "affairs")
		},
		"noun": func(pr *parse, from, to int) bool {
			w := pr.after(pr.items[to-1].end)
			return w == "" || !letter[w[0]] || oneOf(pr.before(pr.items[from].start), "in", "of") || oneOf(w, "and", "or", "is", "was", "to", "for", "as", "that", "but", "have", "has", "had", "by", "in", "with", "when", "will")
		},
		"thistime": func(pr *parse, from, to int) bool {
			return oneOf(pr.before(pr.items[from].start), "at", "by", "until", "since", "during")
		},
		"soon": func(pr *parse, from, to int) bool {
			return !oneOf(pr.before(pr.items[from].start), "as", "too", "how", "so", "very") && !oneOf(pr.after(pr.items[to-1].end), "after", "as", "became", "afterwards", "afterward", "began", "found")
		},
		"circa": func(pr *parse, from, to int) bool {
			w := pr.items[from].word.text
			if w == "c" {
				return to-from > 2
			}
			return w != "ca" || to-from > 1
		},
		"sometime": func(pr *parse, from, to int) bool { return pr.items[from].word.text == "sometime" },
		"quarterly": func(pr *parse, from, to int) bool {
			w := pr.after(pr.items[to-1].end)
			return w == "" || !letter[w[0]] || oneOf(w, "and", "or", "in", "to", "by", "for", "from", "at", "since")
		},
		"annual": func(pr *parse, from, to int) bool {
			return pr.items[from].word.text != "annual"
		},
		"fraction": func(pr *parse, from, to int) bool {
			return oneOf(pr.after(pr.items[to-1].end), "of", "full", "majority", "the")
		},
		"notadj": func(pr *parse, from, to int) bool {
			e := &pr.nodes[pr.items[to-1].node]
			return !strings.HasPrefix(e.rule.name, "dur.adj")
		},
		"thedur": func(pr *parse, from, to int) bool {
			e := &pr.nodes[pr.items[from].node]
			return e.rel != relNone
		},
		"wdord": func(pr *parse, from, to int) bool {
			it := &pr.items[to-1]
			a := pr.after(it.end)
			return it.word == nil && (a == "" || !letter[a[0]] || pr.timePreposition(a))
		},
		"over": func(pr *parse, from, to int) bool {
			return oneOf(pr.before(pr.items[from].start), "for", "in", "after", "of", "lasted", "took", "just", "little", "well") &&
				!hasPrefixFold(pr.text[pr.items[to-1].start:], "the ")
		},
	}
}

// hasQuarters tells whether the text speaks of quarters of the year: only then is
// "the first half" one of a year rather than of a match.
func (pr *parse) hasQuarters() bool { return pr.quarters }

// yearStands tells whether a numeral of four digits alone is a year.
func (pr *parse) yearStands(from, to int) bool {
	it := &pr.items[from]
	if it.glued {
		return false
	}
	a, b := pr.after(it.end), pr.before(it.start)
	if pr.lists["counted"][a] || b == "$" || b == "\u00a3" || b == "no" || b == "number" || b == "about" && it.num < 1900 {
		return false
	}
	if it.end < int32(len(pr.text)) && pr.text[it.end] == '-' {
		// "2000-strong", "1500-metre"; but "1914-1918", "2008-elected" is rare
		j := it.end + 1
		if j < int32(len(pr.text)) && letter[pr.text[j]] && !pr.timePreposition(b) {
			return false
		}
	}
	if it.start > 0 && pr.text[it.start-1] == '/' || it.end < int32(len(pr.text)) && pr.text[it.end] == '/' && (it.end+1 >= int32(len(pr.text)) || !digit(pr.text[it.end+1])) {
		return false
	}
	if to < len(pr.items)-1 && !pr.items[to].gap && pr.items[to].word != nil && pr.items[to].word.text == "-" && pr.items[to+1].classes&(cYear|cYR2|cDate) != 0 {
		return it.num >= 1000
	}
	if it.num >= 1900 && it.num <= 2040 || pr.firstYear > 0 && it.num >= pr.firstYear-30 && it.num <= pr.lastYear+30 {
		return true
	}
	switch b {
	case "in", "since", "until", "till", "during", "before", "after", "early", "late", "mid", "between", "circa", "(", "by", "year", "-", "\u2013":
		return true
	case "of", "from", "and", "to", "through", "the":
		return it.num >= 1400 && !(a != "" && letter[a[0]] && a[len(a)-1] == 's')
	}
	return it.num >= 1500 && (a == ")" || a == "," && b == ",")
}

// opensLine tells whether byte at begins its paragraph, quotation marks aside.
func (pr *parse) opensLine(at int32) bool {
	i := int(at)
	for i > 0 && (pr.text[i-1] == ' ' || pr.text[i-1] == '"' || pr.text[i-1] == '`') {
		i--
	}
	return i == 0 || pr.text[i-1] == '\n' || strings.HasSuffix(pr.text[:i], "\u201c")
}

// hoped tells whether the few words before byte at speak of what is hoped or
// would be: "seek to join NATO one day".
func (pr *parse) hoped(at int32) bool {
	for range 6 {
		w := pr.before(at)
		if w == "" || !letter[w[0]] {
			return false
		}
		if oneOf(w, "to", "will", "would", "could", "might", "may") {
			return true
		}
		for at > 0 && !letter[pr.text[at-1]] {
			at--
		}
		at = max(0, at-int32(len(w)))
	}
	return false
}

// persons notes whether the text names a person May: a title or a given name
// stands before the word ("Mrs May", "Theresa May").
func (pr *parse) persons() {
	pr.person = false
	for i := range pr.items {
		it := &pr.items[i]
		if it.word == nil || it.word.text != "may" || !it.capital || it.start < 2 || pr.text[it.start-1] != ' ' {
			continue
		}
		end := it.start - 1
		at := end
		if pr.text[at-1] == '.' {
			at-- // "Mrs. May"
		}
		for at > 0 && letter[pr.text[at-1]] {
			at--
		}
		if b := pr.text[at]; at == end || b < 'A' || b > 'Z' || i > 0 && !it.gap && pr.items[i-1].classes != 0 {
			continue
		}
		w := strings.ToLower(pr.text[at:end])
		if pr.lists["title"][strings.TrimSuffix(w, ".")] {
			pr.person = true
			return
		}
		// A capital that is no preposition or conjunction before the month.
		if !pr.timePreposition(w) && !pr.lists["opener"][w] && !(i+1 < len(pr.items) && !pr.items[i+1].gap && pr.items[i+1].classes&(cDay|cYear) != 0) {
			pr.person = true
			return
		}
	}
}

// quoted tells whether byte at stands within quotation marks that its paragraph
// opens. It looks back a few sentences at most.
func (pr *parse) quoted(at int32) bool {
	lo := max(0, int(at)-800)
	if i := strings.LastIndexByte(pr.text[lo:at], '\n'); i >= 0 {
		lo += i + 1
	}
	open := false
	for i := lo; i < int(at); i++ {
		switch s := pr.text[i:at]; {
		case s[0] == '"':
			open = !open
		case strings.HasPrefix(s, "\u201c"), strings.HasPrefix(s, "``"):
			open = true
		case strings.HasPrefix(s, "\u201d"), strings.HasPrefix(s, "''"):
			open = false
		}
	}
	return open
}

// nameNext tells whether a capital follows byte at after a space.
func (pr *parse) nameNext(at int32) bool {
	i := int(at)
	return i+1 < len(pr.text) && pr.text[i] == ' ' && pr.text[i+1] >= 'A' && pr.text[i+1] <= 'Z'
}

// besideMonth tells whether another month is joined to the one at [from, to):
// "April and May", "May to June".
func (pr *parse) besideMonth(from, to int) bool {
	if to+1 < len(pr.items) && !pr.items[to].gap && connector(&pr.items[to]) != 0 && !pr.items[to+1].gap && pr.items[to+1].classes&(cMonth|cMonthish) != 0 {
		return true
	}
	return from > 1 && !pr.items[from].gap && !pr.items[from-1].gap && connector(&pr.items[from-1]) != 0 && pr.items[from-2].classes&(cMonth|cMonthish) != 0
}
