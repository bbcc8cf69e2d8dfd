package dates

import (
	"dateline/corpus"
)

// monthOf is a month of the expression's season, quarter or holiday, to compare.
func (r *resolver) monthOf(e *expression, year int) int {
	switch {
	case e.month != 0:
		return int(e.month)
	case e.quarter != 0:
		return int(e.quarter) * 3
	case e.half != 0:
		return int(e.half) * 6
	case e.holiday != 0:
		_, m, _ := r.names[e.holiday-1].on(year).civil()
		return m
	}
	switch e.season {
	case "SP":
		return 4
	case "SU":
		return 7
	case "FA":
		return 10
	}
	return 12
}

// yearFor finds the year of a month, season, quarter or holiday without one.
func (r *resolver) yearFor(pr *parse, it *item, e *expression) (int, string, bool) {
	if r.hasExp && r.explicit.grain() == unitYear && it.start > r.expAt && it.start-r.expAt <= 6 && r.sameSentence(r.expAt-1, it.start) {
		return r.explicit.year, corpus.HowNarrative, true // "in 216 BC, on 2 August"
	}
	if y, ok := r.headYearOf(pr, it, e); ok {
		return y, corpus.HowNarrative, true
	}
	if r.headYear != 0 && e.quarter == 0 {
		y, m := r.headYear, r.headMonth
		if r.hasCarry && r.carry.digits == 4 && r.carry.month != 0 && (r.carry.year == y || r.carry.year == y+1) {
			y, m = r.carry.year, r.carry.month
		}
		if e.month != 0 && m-int(e.month) >= 8 {
			y++
		}
		return y, corpus.HowNarrative, true
	}
	if r.narrative {
		if y, ok := r.coming(pr, it, e); ok {
			return y, corpus.HowNarrative, true
		}
		if r.hasExp && r.explicit.month != 0 && int(e.month) >= r.explicit.month && r.sameSentence(r.expAt-1, it.start) {
			return r.explicit.year, corpus.HowNarrative, true
		}
		if !r.hasCarry || r.carry.digits != 4 {
			return 0, "", false
		}
		year := r.carry.year
		if e.month != 0 && r.carry.month-int(e.month) >= 8 {
			year++ // after December comes January of the next year
		}
		if r.carry.season == "WI" && (e.season == "SP" || e.month >= 1 && e.month <= 5) {
			year++ // a winter counts for the year that it begins in
		}
		return year, corpus.HowNarrative, true
	}
	py, pm, pd := r.pub.civil()
	if y, ok := r.monthListed(pr, it, e); ok {
		return y, r.pubHow, true
	}
	if y, ok := r.coming(pr, it, e); ok && y < py && r.hasLast && r.last.year == y {
		return y, corpus.HowNarrative, true
	}
	// A year in the same breath goes before the publication date.
	if r.hasExp && r.explicit.year != py && e.quarter == 0 {
		close := r.explicit.month != 0 && r.sameSentence(r.expAt-1, it.start) ||
			r.explicit.day != 0 && e.day != 0 && it.start-r.expAt < 300 && r.explicit.year < py-1 && !r.justPast(py, int(e.month), int(e.day))
		// "applied in May 2022 and joined in April": April of the next year
		next := r.explicit.day == 0 && e.day == 0 && e.month != 0 && r.explicit.year == py-1 && int(e.month) < r.explicit.month && int(e.month) <= pm
		if close && !next && r.tense(it) <= 0 {
			return r.explicit.year, corpus.HowNarrative, true
		}
	}
	// So does the year that the story has reached: "In February of that year they
	// met. On 25 July …".
	if r.inStory(pr, it, e, py) && r.tense(it) < 0 {
		on := r.storyAt == r.lastAt && e.day == 0 && int(e.month) < r.last.month // "in September, then in March"
		r.storyAt = it.end
		if on || r.last.month-int(e.month) >= 8 {
			return r.last.year + 1, corpus.HowNarrative, true // after December comes January of the next year
		}
		return r.last.year, corpus.HowNarrative, true
	}
	m := r.monthOf(e, py)
	year := py
	dir, term := 0, false
	if e.quarter == 0 {
		dir = r.tense(it)
		if dir > 0 && e.month != 0 && e.day == 0 && pm >= m && pm-m <= 4 && r.attributive(pr, it) {
			dir = -1
		}
		switch b := pr.before(it.start); b {
		case "to", "until", "till":
			if r.deferred(it) {
				dir = 1
				break
			}
			if b != "to" && dir < 0 {
				dir = 0
			}
			term = b != "to"
		case "ended", "dated", "since":
			dir = -1
		case "through", "by", "for", "commencing", "starting", "beginning", "effective":
			if dir < 0 {
				dir = 0
			}
			term = true
		}
	}
	switch {
	case e.quarter != 0 || e.half != 0:
		// The nearest one; the current one when in doubt.
		if m-3 > pm+2 && dir <= 0 {
			year--
		}
		if e.quarter == 4 && pm <= 3 {
			year = py - 1
		}
		if e.quarter == 1 && pm >= 11 {
			year = py + 1
		}
	case e.day != 0 && !oneOf(pr.before(it.start), "ended", "dated", "since") && r.plainlyNear(py, m, int(e.day), &year):
	case dir > 0:
		if m < pm || m == pm && e.day != 0 && int(e.day) < pd {
			year++
		}
	case dir < 0:
		if e.season == "" && e.day == 0 && (m-pm == 1 || m-pm == 2) && r.promised(it) {
			break
		}
		if m > pm || m == pm && e.day != 0 && int(e.day) > pd+1 {
			year--
		}
		if e.season != "" && m == pm+1 {
			year = py
		}
	default:
		if m-pm > 6 {
			year--
		} else if pm-m > 9 || term && pm-m > 8 {
			year++
		}
	}
	if e.month != 0 && e.day == 0 && dir <= 0 {
		if end := r.listEnd(pr, it); end != nil && e.month < end.month && year == py && int(end.month) > pm && m <= pm && r.tense(it) < 0 {
			year-- // "in March and April", told in March: both of last year
		}
	}
	return year, r.pubHow, true
}

// monthListed is the year of a month that a list joins to the one before it.
func (r *resolver) monthListed(pr *parse, it *item, e *expression) (int, bool) {
	if &pr.items[r.at] != it || e.month == 0 || e.day != 0 || !r.hasLast || r.last.digits != 4 || r.last.month == 0 {
		return 0, false
	}
	j := pr.joined(r.at, -1)
	if j < 0 || pr.items[j].end != r.lastAt || forward(r.last.month, int(e.month), 12) == 0 {
		return 0, false
	}
	if int(e.month) < r.last.month {
		return r.last.year + 1, true
	}
	return r.last.year, true
}

// plainlyNear sets the year of a month and day that lies much nearer to the
// publication date in one year than in any other: "payable Dec. 15" in October.
func (r *resolver) plainlyNear(py, m, d int, year *int) bool {
	best, second := day(1<<30), day(1<<30)
	nearest := py
	for y := py - 1; y <= py+1; y++ {
		away := dayOf(y, m, min(d, monthDays(y, m))) - r.pub
		if away < 0 {
			away = -away
		}
		if away < best {
			best, second, nearest = away, best, y
		} else if away < second {
			second = away
		}
	}
	if best*5 >= second*2 {
		return false
	}
	*year = nearest
	return true
}

// promised tells whether a noun of what is still to come stands shortly before:
// "announced a cut of supplies in September", written in August.
func (r *resolver) promised(it *item) bool {
	t := r.doc.TokensOver(corpus.Span{Start: int(it.start), End: int(it.end)})
	for k := t.First - 1; k >= 0 && k >= t.First-12; k-- {
		w := r.doc.Word(k)
		if w == "." {
			return false
		}
		if r.lists["promise"][w] {
			return true
		}
	}
	return false
}

// attributive tells whether a month only says which: "will release April figures",
// "under a June agreement".
func (r *resolver) attributive(pr *parse, it *item) bool {
	a := pr.after(it.end)
	return letterFirst(a) && !pr.nameNext(it.end) && !pr.timePreposition(a) && !oneOf(pr.before(it.start), "in", "by", "until", "till", "from", "since", "during", "before", "after", "through", "next", "this", "coming", "early", "late", "mid", "-", "for", "and", "or", "to", "of")
}

// nearest is the year that ends in the two digits and lies nearest to the story.
func (r *resolver) nearest(yy int) int {
	y := r.carry.year - floorMod(r.carry.year-yy, 100)
	if y+100-r.carry.year < r.carry.year-y {
		y += 100
	}
	return y
}
