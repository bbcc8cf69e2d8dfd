package dates

import "strings"

// check is a test of the surroundings of the items [from, to).
type check func(pr *parse, from, to int) bool

// checks are the tests that a row of the grammar may name.
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
			return m >= 1 && m <= 12 && d >= 1 && d <= 31 && !(pr.dayFirst && d <= 12)
		},
		"slashday": func(pr *parse, from, to int) bool {
			d, m := pr.items[from].num, pr.items[from+2].num
			return d >= 1 && d <= 31 && m >= 1 && m <= 12 && (d > 12 || pr.dayFirst)
		},
		"qcode": func(pr *parse, from, to int) bool {
			// "in Q3", "Q3 revenue"; but the car Q3
			b, a := pr.before(pr.items[from].start), pr.after(pr.items[to-1].end)
			return oneOf(b, "in", "of", "for", "during", "since", "from", "by", "until", "through", "than", "fiscal", "over", "last", "this", "next") && !pr.nameNext(pr.items[to-1].end) || pr.lists["result"][a]
		},
		"dashes": func(pr *parse, from, to int) bool {
			// "02-09-2021": the day first, as everywhere that writes it so but in America
			d, m := pr.items[from].num, pr.items[from+2].num
			return m >= 1 && m <= 12 && d >= 1 && d <= 31 && pr.items[from].end == pr.items[from+1].start && pr.items[from+2].end == pr.items[from+3].start
		},
		"ymd": func(pr *parse, from, to int) bool {
			m, d := pr.items[from+2].num, pr.items[from+4].num
			return m >= 1 && m <= 12 && d >= 1 && d <= 31
		},
		"nineeleven": func(pr *parse, from, to int) bool {
			a := pr.after(pr.items[to-1].end)
			return pr.items[from].num == 9 && pr.items[to-1].num == 11 && a != "/" && a != "-" && pr.before(pr.items[from].start) != "fahrenheit"
		},
		"nothan": func(pr *parse, from, to int) bool {
			return pr.after(pr.items[to-1].end) != "than" // "a month later than usual"
		},
		"tight": func(pr *parse, from, to int) bool {
			// "end-2024"; not "until the end - Friday"
			return pr.items[from].end == pr.items[from+1].start && pr.items[from+1].end == pr.items[to-1].start
		},
		"onweekends": func(pr *parse, from, to int) bool {
			return oneOf(pr.before(pr.items[from].start), "on", "at", "and", "or", "during")
		},
		"partclock": func(pr *parse, from, to int) bool {
			a, b := &pr.nodes[pr.items[from].node], &pr.nodes[pr.items[to-1].node]
			return a.part != "" && !a.clock && b.clock && b.part == "" && b.rel == relNone && b.weekday == 0 && b.day == 0
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
			if pr.before(pr.items[from].start) == "the" && letterFirst(pr.after(pr.items[to-1].end)) {
				return true // "the '72 election"
			}
			return oneOf(pr.before(pr.items[from].start), "in", "of", "since", "late", "early", "by", "from", "until", "and", "to", "-", "spring", "summer", "winter", "spring", "autumn", "fall")
		},
		"decade": func(pr *parse, from, to int) bool {
			for k := from; k < to; k++ {
				if it := &pr.items[k]; it.classes&cDecade != 0 && it.num < 1000 {
					return pr.items[to-1].classes&cEra != 0
				} else if it.classes&cDecade != 0 && it.end-it.start <= 3 {
					return !oneOf(pr.before(it.start), "high", "low", "upper", "lower") && !oneOf(pr.before(pr.items[from].start), "his", "her", "their", "my", "our", "your", "its")
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
		"todate": func(pr *parse, from, to int) bool {
			// "has failed to date"; not "to date the coin"
			a := pr.after(pr.items[to-1].end)
			if oneOf(pr.before(pr.items[from].start), "up", "year", "-") {
				return false // "brought up to date", "the year to date"
			}
			return !letterFirst(a) || oneOf(a, "has", "have", "had", "is", "was", "and", "but", "for", "in", "with", "are", "were", "on", "by")
		},
		"noon": func(pr *parse, from, to int) bool {
			// a person: "J Noon"
			it := &pr.items[from]
			b := pr.before(it.start)
			return !it.capital || !letterFirst(b) || pr.timePreposition(b) || pr.opensLine(it.start)
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
					if to+1 < len(pr.items) && !pr.items[to+1].gap && pr.items[to+1].classes&cMonth != 0 {
						return false // "the first half of March"
					}
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
				return oneOf(pr.before(pr.items[from].start), "in", "by", "until", "during", "since", "throughout") && a != "of" && a != "in"
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
			if q := pr.prior(1); q != nil && !it.gap && !q.gap && oneOf(pr.before(it.start), "and", "or", "to") {
				// "the spring and summer"
				if p := pr.prior(2); p != nil && p.classes&cSeason != 0 || p != nil && p.node >= 0 && pr.nodes[p.node].season != "" {
					return true
				}
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
				if pr.besideMonth(from, to) && b != "'" {
					return true // "February, March and April"
				}
				if p := pr.prior(1); p != nil && !it.gap && p.classes&(cMod|cDeictic|cDate) != 0 || oneOf(a, "-", "\u2013") && pr.timePreposition(b) {
					return true
				}
				return oneOf(b, "in", "since", "by", "until", "till", "of", "from", "during", "before", "after", "early", "late", "mid", "last", "next", "this", "through", "and", "to", "on", "for", "between", "or", "-", "late-", "previous", "following") &&
					!oneOf(a, "'") ||
					oneOf(b, "the", "a", "an") && letterFirst(a) && a != "of" && a != "on" && !pr.nameNext(it.end)
			}
			return true
		},
		"adjective": func(pr *parse, from, to int) bool {
			w := pr.after(pr.items[to-1].end)
			return w != "" && letter[w[0]] && !oneOf(w, "and", "or", "account", "accounts", "events", "affairs", "a", "an", "the", "is", "was", "were", "of", "being")
		},
		"noun": func(pr *parse, from, to int) bool {
			w := pr.after(pr.items[to-1].end)
			return w == "" || !letter[w[0]] && !digit(w[0]) || letter[w[0]] && oneOf(pr.before(pr.items[from].start), "in", "of") || oneOf(w, "and", "or", "is", "was", "to", "for", "as", "that", "but", "have", "has", "had", "by", "in", "with", "when", "will")
		},
		"thistime": func(pr *parse, from, to int) bool {
			return oneOf(pr.before(pr.items[from].start), "at", "by", "until", "since", "during") && !oneOf(pr.after(pr.items[to-1].end), "of", "last", "next", "around", "tomorrow", "yesterday")
		},
		"soon": func(pr *parse, from, to int) bool {
			return !oneOf(pr.before(pr.items[from].start), "as", "too", "how", "so") && !oneOf(pr.after(pr.items[to-1].end), "after", "as", "became", "afterwards", "afterward", "began", "found")
		},
		"circa": func(pr *parse, from, to int) bool {
			w := pr.items[from].word.text
			if w == "c" {
				return to-from > 2
			}
			return w != "ca" || to-from > 1
		},
		"thing": func(pr *parse, from, to int) bool {
			// "a two-year-old war": a stretch; a two-year-old is of an age
			return pr.lists["thing"][pr.after(pr.items[to-1].end)]
		},
		"titled": func(pr *parse, from, to int) bool {
			// "the Sunday Times", "Bloody Sunday": a name, of no day in particular
			it, end := &pr.items[from], pr.items[to-1].end
			if !it.capital || to-from > 1 && !pr.items[to-1].capital {
				return false
			}
			return pr.nameNext(end) && pr.lists["titled"][pr.after(end)] ||
				to-from == 1 && pr.lists["epithet"][pr.before(it.start)] && pr.capitalBefore(it.start)
		},
		"onsunday": func(pr *parse, from, to int) bool {
			// "the Mail on Sunday"
			at := pr.items[from].start
			return !pr.items[from].capital && pr.items[to-1].capital && oneOf(pr.before(at), "mail", "independent") && pr.capitalBefore(at)
		},
		"nextyear": func(pr *parse, from, to int) bool {
			// "FY2023-24" is one year; "FY2020-24" are some
			for k := from + 1; k < to-1; k++ {
				if w, a, b := pr.items[k].word, &pr.items[k-1], &pr.items[k+1]; w != nil && oneOf(w.text, "-", "/") && a.node < 0 && b.node < 0 {
					return b.num%100 == (a.num+1)%100 && a.end == pr.items[k].start && b.start == pr.items[k].end
				}
			}
			return false
		},
		"unnamed": func(pr *parse, from, to int) bool {
			// "Publishers Weekly", "the Atlantic Monthly": names of papers
			it := &pr.items[from]
			return !it.capital || !letterFirst(pr.before(it.start)) || pr.opensLine(it.start)
		},
		"nonewspaper": func(pr *parse, from, to int) bool {
			// "the daily Granma", "the party daily said", "the Apple Daily"
			return checks["unnamed"](pr, from, to) && !pr.nameNext(pr.items[to-1].end) && !oneOf(pr.after(pr.items[to-1].end), "newspaper", "newspapers", "paper", "said", "reported")
		},
		"theunits": func(pr *parse, from, to int) bool {
			// "over the years", "in the days before the vote"
			b, a := pr.before(pr.items[from].start), pr.after(pr.items[to-1].end)
			return oneOf(b, "over", "through", "throughout") && a != "of" ||
				oneOf(b, "over", "in", "during", "for", "through", "throughout", "spent") && oneOf(a, "before", "after", "since", "ahead", "following", "leading", "that", "between", "immediately")
		},
		"dayended": func(pr *parse, from, to int) bool {
			// "to end the day at 7,114 points"
			return pr.lists["dayended"][pr.before(pr.items[from].start)]
		},
		"sometime": func(pr *parse, from, to int) bool { return pr.items[from].word.text == "sometime" },
		"quarterly": func(pr *parse, from, to int) bool {
			w := pr.after(pr.items[to-1].end)
			return w == "" || !letter[w[0]] || oneOf(w, "and", "or", "in", "to", "by", "for", "from", "at", "since")
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

// yearStands tells whether a numeral of four digits alone is a year.
func (pr *parse) yearStands(from, to int) bool {
	it := &pr.items[from]
	if it.glued {
		return false
	}
	a, b := pr.after(it.end), pr.before(it.start)
	// "in 1500 houses"; but "In 2014 soldiers took", "in 1914 British troops landed"
	if pr.lists["counted"][a] && !(it.num >= 1900 && it.num <= 2040 && oneOf(b, "in", "since", "until", "during") && pr.capitalBefore(it.start)) ||
		pr.lists["nation"][a] && !oneOf(b, "in", "since", "until", "during", "by", "from", "of") || b == "$" || b == "\u00a3" || b == "no" || b == "number" || b == "about" && it.num < 1900 {
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
		next := &pr.items[to+1]
		return it.num >= 1000 && !pr.lists["counted"][pr.after(next.end)] && !(next.word == nil && next.node < 0 && next.classes&cYear != 0 && next.num < it.num) // "tel. 2021-1234"
	}
	if it.num >= 1900 && it.num <= 2040 || pr.firstYear > 0 && it.num >= pr.firstYear-30 && it.num <= pr.lastYear+30 {
		return true
	}
	if p := pr.prior(2); b == "-" && p != nil && p.node < 0 && p.word == nil && p.classes&cYear != 0 && p.num > it.num {
		return false
	}
	if b == "." {
		if s := strings.TrimRight(pr.text[max(0, it.start-6):it.start], " "); strings.HasSuffix(s, "c.") || strings.HasSuffix(s, "ca.") {
			return it.num >= 100 // "c. 1250"
		}
	}
	switch b {
	case "(":
		return it.num >= 1400 && !(a != "" && digit(a[0]))
	case "in", "since", "until", "till", "during", "before", "after", "early", "late", "mid", "between", "circa", "by", "year", "-", "\u2013":
		return true
	case "of", "from", "and", "to", "through", "the":
		return it.num >= 1400 && !(a != "" && letter[a[0]] && a[len(a)-1] == 's')
	}
	return it.num >= 1500 && (a == ")" || a == "," && b == ",")
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

// besideMonth tells whether another month is joined to the one at [from, to):
// "April and May", "May to June".
func (pr *parse) besideMonth(from, to int) bool {
	if to+1 < len(pr.items) && !pr.items[to].gap && connector(&pr.items[to]) != 0 && !pr.items[to+1].gap && pr.items[to+1].classes&(cMonth|cMonthish) != 0 {
		return true
	}
	a, b := pr.prior(1), pr.prior(2)
	return b != nil && !pr.items[from].gap && !a.gap && connector(a) != 0 && b.classes&(cMonth|cMonthish) != 0
}
