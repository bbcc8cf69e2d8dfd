package dates

import "strings"

// connectors are the words and marks that join two dates.
var connectors = []string{",", "-", "/", "and", "or", "to", "until", "till", "through", "thru"}

// connector tells how a word or mark joins two dates: 0 not at all, 1 as a list,
// 2 as a list or a range, 3 as a range.
func connector(it *item) int {
	if it.word == nil || it.gap {
		return 0
	}
	switch it.word.text {
	case ",", "or":
		return 1
	case "and", "/":
		return 2
	case "-", "to", "until", "till", "through", "thru":
		return 3
	}
	return 0
}

// shareDays makes dates of day numbers that share a month with a neighbour:
// "22-25 April 1951", "February 22 and 23, 1992".
func (pr *parse) shareDays() {
	items := pr.items
	// From the right: "3, 4 and 5 May".
	for i := len(items) - 3; i >= 0; i-- {
		it, date := &items[i], &items[i+2]
		if w, x := items[i+1].word, items[i+2].word; w != nil && w.text == "," && x != nil && !date.gap && oneOf(x.text, "and", "or") && i+3 < len(items) &&
			i > 1 && items[i-2].classes&cDay != 0 && items[i-2].node < 0 && connector(&items[i-1]) == 1 && !it.gap {
			date = &items[i+3] // "3, 4, and 5 May"
		}
		if it.node >= 0 || it.classes&cDay == 0 || it.glued || date.node < 0 || connector(&items[i+1]) == 0 || date.gap {
			continue
		}
		e := pr.nodes[date.node]
		if e.day == 0 || e.month == 0 || e.clock || date.classes&cDate == 0 || !pr.leadsWithDay(date) {
			continue
		}
		if it.num >= int32(e.day) || it.word != nil && it.classes&cOrd == 0 {
			continue
		}
		e.day, e.weekday, e.holiday = uint8(it.num), 0, 0
		pr.setNode(it, e)
		if i > 0 && items[i-1].word != nil && items[i-1].word.text == "the" && !it.gap && items[i-1].node < 0 {
			it.start = items[i-1].start // the article stays behind as a word that starts nothing
			items[i-1].word, items[i-1].classes = nil, 0
		}
	}
	// From the left: "May 3, 4 and 5, 1990".
	out := items[:0]
	for i := 0; i < len(items); i++ {
		out = append(out, items[i])
		for shared := false; i+2 < len(items); shared = true {
			date := &out[len(out)-1]
			if date.node < 0 || date.classes&cDate == 0 {
				break
			}
			e := pr.nodes[date.node]
			if e.day == 0 || e.month == 0 || e.digits != 0 || e.clock || !shared && pr.leadsWithDay(date) && date.word == nil && pr.startsDigit(date) {
				break
			}
			at, c := pr.nextDay(i, int32(e.day))
			if at < 0 {
				break
			}
			it := &items[at]
			end := at + 1
			e.weekday = 0
			e.day = uint8(it.num)
			if end < len(items) && !items[end].gap {
				k := end
				if w := items[k].word; w != nil && w.text == "," && k+1 < len(items) && !items[k+1].gap {
					k++
				}
				if y := &items[k]; y.classes&cYear != 0 && y.node < 0 {
					e.year, e.digits = y.num, 4
					end = k + 1
				}
			}
			if e.digits == 0 {
				// "on May 3 and 20 people": a number of something else. A comma joins only
				// what the list goes on with: "May 3, 4 and 5".
				if c == 1 && !pr.daysGoOn(at) || c != 1 && !pr.tight(i+1) && pr.counts(it.end) {
					break
				}
			}
			n := *it
			n.end = items[end-1].end
			pr.setNode(&n, e)
			out = append(out, items[at-1], n)
			i = end - 1
			if e.digits != 0 {
				break
			}
		}
	}
	pr.items = out
}

// nextDay finds a later day number that a connector joins to item i, and how it
// does so: 1 with a comma, 2 in a list, 3 in a range. at is -1 when there is none.
func (pr *parse) nextDay(i int, day int32) (at, how int) {
	items := pr.items
	if i+2 >= len(items) {
		return -1, 0
	}
	how, at = connector(&items[i+1]), i+2
	if how == 1 {
		if w := items[at].word; items[i+1].word.text == "or" || w != nil && !items[at].gap && oneOf(w.text, "and", "or") && at+1 < len(items) {
			how = 2
			if items[i+1].word.text == "," {
				at++ // "May 3, 4, and 5"
			}
		}
	}
	it := &items[at]
	if how == 0 || it.gap || it.node >= 0 || it.classes&cDay == 0 || it.glued || it.num <= day || it.word != nil && it.classes&cOrd == 0 {
		return -1, 0
	}
	return at, how
}

// daysGoOn tells whether the day number at item i is followed by more of them up to
// one that is no count of something.
func (pr *parse) daysGoOn(i int) bool {
	for range 31 {
		at, how := pr.nextDay(i, pr.items[i].num)
		switch {
		case at < 0:
			return false
		case how != 1:
			return pr.tight(i+1) || !pr.counts(pr.items[at].end)
		}
		i = at
	}
	return false
}

// tight tells whether the item is a hyphen or dash that touches both its neighbours.
func (pr *parse) tight(i int) bool {
	return pr.items[i].word.text == "-" && pr.items[i-1].end == pr.items[i].start && pr.items[i].end == pr.items[i+1].start
}

// counts tells whether a number that ends at byte at counts the word behind it.
func (pr *parse) counts(at int32) bool {
	a := pr.after(at)
	return letterFirst(a) && !pr.timePreposition(a) && !pr.lists["uncounted"][a]
}

// leadsWithDay tells whether a date is written with its day first.
func (pr *parse) leadsWithDay(it *item) bool {
	return pr.startsDigit(it) || hasPrefixFold(pr.text[it.start:], "the ")
}

func (pr *parse) startsDigit(it *item) bool { return digit(pr.text[it.start]) }

// shareYears makes years of two digits after a full one ("1991-94").
func (pr *parse) shareYears() {
	items := pr.items
	// "499-493 BC": the era belongs to both.
	for i := len(items) - 3; i >= 0; i-- {
		a, b := &items[i], &items[i+2]
		if a.node >= 0 || b.node < 0 || b.gap || a.classes&cYY == 0 || a.glued || connector(&items[i+1]) < 2 {
			continue
		}
		e := pr.nodes[b.node]
		if !e.bc || e.digits != 4 || e.month != 0 || a.num <= e.year {
			continue
		}
		e.year = a.num
		pr.setNode(a, e)
	}
	for i := 0; i+2 < len(items); i++ {
		a, b := &items[i], &items[i+2]
		if a.node < 0 || b.node >= 0 || b.gap || b.glued || b.classes&cYR2 == 0 || connector(&items[i+1]) != 3 && connector(&items[i+1]) != 2 {
			continue
		}
		w := items[i+1].word.text
		if w != "-" && w != "/" || items[i+1].start != a.end || b.start != items[i+1].end {
			continue
		}
		e := pr.nodes[a.node]
		if e.digits != 4 || e.month != 0 || e.bc || e.year%100 >= b.num {
			continue
		}
		e.year = e.year - e.year%100 + b.num
		pr.setNode(b, e)
	}
}

// carryBack gives the year of the later of two joined dates to the earlier:
// "from January 25 until March 4, 2008", "August-September 2006".
func (pr *parse) carryBack() {
	items := pr.items
	for i := len(items) - 3; i >= 0; i-- {
		a, b := &items[i], &items[i+2]
		if a.node < 0 || b.node < 0 || b.gap || (a.classes|b.classes)&(cDate|cTime) == 0 {
			continue
		}
		c := connector(&items[i+1])
		if c == 0 || c == 1 && items[i+1].word.text == "," {
			continue
		}
		x, y := &pr.nodes[a.node], &pr.nodes[b.node]
		if x.digits == 0 && y.digits == 4 && x.rel == relNone && x.dir == 0 && (x.month != 0 && y.month != 0 || x.season != "" && y.season != "" || x.quarter != 0 && y.quarter != 0) && x.value == "" {
			x.year, x.digits, x.bc = y.year, 4, y.bc
			if c == 3 && x.month > y.month {
				if x.bc {
					x.year++
				} else {
					x.year--
				}
			}
		}
		if x.digits == 0 && x.rel == relNone && x.dir == 0 && x.month != 0 && x.value == "" && y.digits == 0 && y.month != 0 && y.unit == unitYear {
			switch y.rel {
			case relFollowing, relPrevious: // "January and May of the following year": of one and the same
				x.rel, x.unit, y.rel = y.rel, unitYear, relSame
			case relLast, relNext, relThis:
				x.rel, x.unit = y.rel, unitYear
			}
		}
		if y.bc && !x.bc && x.digits == 4 && x.month == 0 && y.month == 0 && c >= 2 && x.year > y.year {
			x.bc = true // "from 499 to 493 BC"
		}
	}
}

func (pr *parse) setNode(it *item, e expression) {
	if it.node >= 0 {
		pr.nodes[it.node] = e
	} else {
		it.node = int32(len(pr.nodes))
		pr.nodes = append(pr.nodes, e)
	}
	it.classes = cDate | e.classes()
	it.word = nil
}

// shareSets makes sets of weekdays that share "every" or a plural with a
// neighbour: "every Tuesday and Thursday", "Monday and Tuesday nights".
func (pr *parse) shareSets() {
	items := pr.items
	plain := func(it *item) bool {
		if it.node < 0 || it.classes&(cDate|cTime) == 0 {
			return false
		}
		e := &pr.nodes[it.node]
		return e.weekday != 0 && e.rel == relNone && e.month == 0 && e.day == 0 && e.dir == 0 && !e.set && !e.clock
	}
	weekly := func(it *item) bool {
		return it.node >= 0 && pr.nodes[it.node].set && pr.nodes[it.node].weekday != 0
	}
	join := func(k int) bool { c := connector(&items[k]); return c == 1 || c == 2 }
	for i := 0; i+2 < len(items); i++ { // from the left: "every Tuesday and Thursday"
		a, b := &items[i], &items[i+2]
		if weekly(a) && !b.gap && plain(b) && join(i+1) && strings.HasPrefix(pr.nodes[a.node].rule.name, "set.every") {
			pr.nodes[b.node].set, b.classes = true, cSet
		}
	}
	for i := len(items) - 3; i >= 0; i-- { // from the right: "Monday and Tuesday nights"
		a, b := &items[i], &items[i+2]
		if weekly(b) && !b.gap && join(i+1) && plain(a) && !strings.HasPrefix(pr.nodes[b.node].rule.name, "set.every") {
			if e := &pr.nodes[a.node]; e.part == "" {
				e.part = pr.nodes[b.node].part
			}
			pr.nodes[a.node].set, a.classes = true, cSet
		}
	}
}
