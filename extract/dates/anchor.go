package dates

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// resolver values the expressions of one document in order of text.
type resolver struct {
	doc       *corpus.Document
	names     []holiday
	lists     lists
	pub       day
	hasPub    bool
	pubHow    string
	narrative bool

	last    point // the last mentioned date
	hasLast bool
	lastAt  int32 // where it ended
	// whether it opened its sentence
	lastOpens bool
	carry     point // the last date whose year the narrative goes on with
	hasCarry  bool
	lastDay   point // the last full date
	dayAt     int32
	newDay    point // the last full date of the month before publication
	newAt     int32
	explicit  point // the last date written with its year
	hasExp    bool
	expAt     int32
	quarter   point // the quarter that the text is about
	hasQ      bool

	at      int    // index of the item in hand
	before  string // the word before it
	runFrom point  // the first of the days told in a row ("July 8 and 9")

	quarterAt int32 // where a quarter was last mentioned
	longAt    int32 // where six or nine months of results were
}

// result is a valued expression.
type result struct {
	typ      corpus.DateType
	value    string
	mod      mod
	how      string
	point    point
	calendar bool
	clock    bool
	hour     int
	min      int
}

// choose decides between publication date and narrative from all expressions: a
// narrative has no publication date, or tells mostly of years far from it.
func (r *resolver) choose(pr *parse) {
	if !r.hasPub {
		r.narrative = true
		return
	}
	py, _, _ := r.pub.civil()
	told, here := 0, 0
	for i := range pr.items {
		it := &pr.items[i]
		if it.node < 0 {
			continue
		}
		e := &pr.nodes[it.node]
		switch {
		case e.digits == 4 && (e.month != 0 || e.bc):
			told += 2
		case e.digits == 4 && (int(e.year) > py+1 || int(e.year) < py-1):
			told++
		case e.weekday != 0 && e.month == 0, e.value == "" && e.dir == 0 && (e.rel == relThis || e.rel == relLast || e.rel == relNext) && e.unit != unitNone,
			e.rule != nil && strings.HasPrefix(e.rule.name, "ago"):
			here++
		}
	}
	r.narrative = told >= 8 && told > 4*here
}

// base is the day that deictic words count from.
func (r *resolver) base() (point, string, bool) {
	if r.narrative && r.hasLast {
		return r.last, corpus.HowNarrative, true
	}
	if r.hasPub && !r.narrative {
		return pointOfDay(r.pub), r.pubHow, true
	}
	return point{}, corpus.HowUnresolved, false
}

// anaphor is the date that "that day", "two days later" count from.
func (r *resolver) anaphor() (point, string, bool) {
	if r.hasLast {
		return r.last, corpus.HowNarrative, true
	}
	if r.hasPub && !r.narrative {
		return pointOfDay(r.pub), r.pubHow, true
	}
	return point{}, corpus.HowUnresolved, false
}

// anaphorOf is anaphor, but days are counted from the last full date where one
// stands near.
func (r *resolver) anaphorOf(u unit, at int32) (point, string, bool) {
	if r.hasLast && r.last.day == 0 && r.lastDay.day != 0 && at-r.dayAt < 1500 && u != unitNone && u <= unitFortnight &&
		r.lastDay.year == r.last.year {
		return r.lastDay, corpus.HowNarrative, true
	}
	if !r.narrative && r.last.day == 0 && r.newDay.day != 0 && at-r.newAt < 1500 && u != unitNone && u <= unitFortnight {
		return r.newDay, corpus.HowNarrative, true
	}
	if r.narrative && r.hasCarry && u >= unitYear && !(r.last.grain() == unitYear && at-r.lastAt < storyReach/2) {
		return r.carry, corpus.HowNarrative, true
	}
	return r.anaphor()
}

// value resolves the expression at the item.
func (r *resolver) value(pr *parse, it *item) (result, bool) {
	e := &pr.nodes[it.node]
	res := result{typ: corpus.DateDate, mod: e.mod, how: corpus.HowAbsolute}
	switch {
	case e.value != "":
		res.value = e.value
		return res, true
	case e.set:
		return r.set(e)
	case it.classes&(cDur|cADur|cVDur|cVRel) != 0 && e.dir == 0:
		if e.unit == unitMonth && (e.qty == 60 || e.qty == 90) {
			r.longAt = it.end
		}
		res.typ = corpus.DateDuration
		res.value = e.duration()
		return res, true
	}
	if e.rel != relNone && (it.classes&cTheUnit != 0 || e.rule.name == "the.unit") && e.unit >= unitMonth && oneOf(pr.after(it.end), "ended", "ending") {
		c := *e // "the year ended March 31" is a stretch of that length
		c.qty, res.typ = 10, corpus.DateDuration
		if e.unit != unitQuarter {
			res.value = c.duration()
			return res, true
		}
		res.typ = corpus.DateDate
	}
	if e.rel != relNone && e.dir == 0 && e.unit != unitNone && e.unit < unitDay && !e.clock && e.part == "" {
		c := *e // "the last hour"
		c.qty, res.typ = 10, corpus.DateDuration
		res.value = c.duration()
		return res, true
	}
	var p point
	how, ok := "", false
	if e.rule.name == "today" || e.rule.name == "tonight" {
		p, ok = r.saidOn(pr, it)
		how = corpus.HowNarrative
	}
	if !ok && r.narrative && e.rule.name == "today" {
		res.value = "PRESENT_REF" // who speaks stands outside the story
		return res, true
	}
	if !ok {
		p, how, ok = r.point(pr, it, e)
	}
	if !ok {
		return res, false
	}
	res.how = how
	if strings.HasPrefix(e.rule.name, "eve.") {
		res.how = corpus.HowEvent
	}
	if p.digits == 4 && (p.year > 9999 || p.year < -9998) { // "65 million years ago"
		res.value = "FUTURE_REF"
		if p.year < 0 {
			res.value = "PAST_REF"
		}
		return res, true
	}
	if e.vague && e.dir != 0 && p == (point{}) {
		res.value = "PAST_REF"
		if e.dir > 0 {
			res.value = "FUTURE_REF"
		}
		return res, true
	}
	var buf [32]byte
	b := p.timex(buf[:0])
	res.point, res.calendar = p, true
	if e.clock || e.part != "" {
		res.typ = corpus.DateTime
		if p.grain() == unitNone {
			b = append(b, "-XX-XX"...)
		} else if p.grain() == unitMonth {
			b = append(b, "-XX"...)
		} else if p.grain() == unitYear {
			b = append(b, "-XX-XX"...)
		}
		b = append(b, 'T')
		if e.clock {
			h := int(e.hour)
			if e.ampm == 'p' && h < 12 {
				h += 12
			} else if e.ampm == 'a' && h == 12 {
				h = 0
			} else if e.ampm == 0 && h < 12 && (e.part == "AF" || e.part == "EV" || e.part == "NI" && h > 5) {
				h += 12
			}
			res.clock, res.hour, res.min = true, h, int(e.min)
			b = pad(append(pad(b, h, 2), ':'), int(e.min), 2)
			if e.sec != 0 {
				b = pad(append(b, ':'), int(e.sec), 2)
			}
			if e.zone == "Z" {
				b = append(b, 'Z')
			}
		} else {
			b = append(b, e.part...)
		}
	}
	res.value = string(b)
	r.before = pr.before(it.start)
	r.remember(it, e, &p)
	return res, true
}

// saidOn is the day of the speech that the expression is quoted from, where the
// text tells it: in the sentence itself ("…," he said on Monday) or shortly
// before. Who is quoted means that day by "today", not the day of publication.
func (r *resolver) saidOn(pr *parse, it *item) (point, bool) {
	if pr.after(it.end) == "'" || !pr.quoted(it.start) { // "today's youth" is of no day
		return point{}, false
	}
	for k := r.at + 1; k < len(pr.items) && k < r.at+12; k++ {
		o := &pr.items[k]
		if o.node < 0 || o.classes&cDate == 0 {
			continue
		}
		if pr.quoted(o.start) || !r.sameSentence(it.start, o.start) {
			break
		}
		x := &pr.nodes[o.node]
		switch {
		case x.dir != 0 || x.rel != relNone || x.value != "" || x.set:
		case x.day != 0 && x.month != 0 && x.month <= 12 && x.digits == 4 && !x.bc && int(x.day) <= monthDays(int(x.year), int(x.month)):
			return pointOfDay(dayOf(int(x.year), int(x.month), int(x.day))), true
		case x.weekday != 0 && x.month == 0 && r.hasPub && !r.narrative:
			t, _, ok := r.weekday(pr, o, int(x.weekday), -1)
			return pointOfDay(t), ok
		}
	}
	t, ok := r.lastDay.dayOf()
	if !ok || it.start-r.dayAt > 2*storyReach {
		return point{}, false
	}
	if r.narrative {
		return r.lastDay, r.sameSentence(r.dayAt-1, it.start)
	}
	return r.lastDay, t < r.pub && r.pub-t <= 14
}

// remember keeps what later expressions count from.
func (r *resolver) remember(it *item, e *expression, p *point) {
	if p.quarter != 0 && p.digits == 4 {
		r.quarterAt = it.end
	}
	if p.quarter != 0 && p.digits == 4 && !e.back && e.dir == 0 && e.rel != relLast && e.digits == 0 && !(r.hasQ && r.running(p)) {
		r.quarter, r.hasQ = *p, true
	}
	if p.digits != 4 || e.dir != 0 && e.mod != modNone {
		return // "less than two weeks earlier" is no day to count from
	}
	if r.hasLast && r.last.month != 0 && p.grain() == unitYear && p.year > r.last.year && oneOf(r.before, "until", "till", "through", "by", "to", "beyond") {
		return // "may stay until 2042" is a term, not where the story stands
	}
	if r.narrative || e.digits == 4 || p.month != 0 || p.week != 0 {
		r.last, r.hasLast, r.lastAt, r.lastOpens = *p, true, it.end, r.opens(it, 8)
	}
	if p.day != 0 {
		a, _ := r.lastDay.dayOf()
		b, _ := p.dayOf()
		if r.lastDay.day == 0 || b != a+1 || it.start-r.dayAt > 12 {
			r.runFrom = *p
		}
		r.lastDay, r.dayAt = *p, it.end
		if b <= r.pub && r.pub-b < 31 {
			r.newDay, r.newAt = *p, it.end
		}
	}
	if r.moves(it, e, p) {
		r.carry, r.hasCarry = *p, true
	}
	if e.digits == 4 {
		r.explicit, r.hasExp, r.expAt = *p, true, it.end
	}
}

// moves tells whether the story goes on from a date. One that opens its sentence
// does; in passing, a year alone ("as in 1614"), a term ("until May 1978"), a look
// ahead ("next summer") or back ("a veteran of the May 1871 rising") does not.
func (r *resolver) moves(it *item, e *expression, p *point) bool {
	if !r.hasCarry || r.carry.digits != 4 {
		return true
	}
	if oneOf(r.before, "(", "until", "till") || e.rel == relNext || e.rel == relComing || e.holiday != 0 && e.digits == 0 {
		return false
	}
	if r.opens(it, 24) {
		return true
	}
	if p.month == 0 && p.season == "" {
		return false
	}
	return p.year >= r.carry.year || p.day != 0 || r.explicit.month != 0 && r.explicit.year == p.year
}

// running tells whether a quarter is not over at the publication date: results
// are not of it.
func (r *resolver) running(p *point) bool {
	_, last, ok := p.bounds()
	return r.hasPub && ok && last >= r.pub
}

func (r *resolver) set(e *expression) (result, bool) {
	res := result{typ: corpus.DateSet, how: corpus.HowAbsolute, mod: e.mod}
	switch {
	case e.weekday != 0:
		res.value = "XXXX-WXX-" + string(rune('0'+e.weekday))
		if e.part != "" {
			res.value += "T" + e.part
		}
	case e.month != 0 && e.day != 0:
		res.value = string(pad(append(pad([]byte("XXXX-"), int(e.month), 2), '-'), int(e.day), 2))
	case e.month != 0:
		res.value = string(pad([]byte("XXXX-"), int(e.month), 2))
	case e.season != "":
		res.value = "XXXX-" + e.season
	case e.part != "":
		res.value = "XXXX-XX-XXT" + e.part
	case e.unit != unitNone:
		if e.qty == 0 && !e.vague {
			c := *e
			c.qty = 10
			res.value = c.duration()
		} else {
			res.value = e.duration()
		}
	default:
		return res, false
	}
	return res, true
}

// point finds the place in the calendar.
func (r *resolver) point(pr *parse, it *item, e *expression) (point, string, bool) {
	if e.dir != 0 {
		return r.shift(pr, it, e)
	}
	if e.lastq {
		return r.lastQuarter(e)
	}
	p := point{
		half: int(e.half), quarter: int(e.quarter), season: e.season, month: int(e.month), day: int(e.day), weekend: e.weekend,
	}
	if e.digits != 0 {
		p.year, p.digits, p.bc = int(e.year), e.digits, e.bc
		if e.bc && e.digits == 4 {
			p.year, p.bc = 1-p.year, false
		}
		if e.digits < 4 && e.bc {
			p.bc = true
		}
		if e.holiday != 0 && p.digits == 4 {
			p = pointOfDay(r.names[e.holiday-1].on(p.year))
		}
		if p.day != 0 && (p.month == 0 || p.day > monthDays(p.year, p.month)) {
			if p.month != 0 {
				p.day = 0
			}
		}
		if p.month > 12 {
			return p, "", false
		}
		if e.week && p.day != 0 {
			p = pointOfWeek(dayOf(p.year, p.month, p.day))
		}
		return p, corpus.HowAbsolute, true
	}
	if p.month > 12 {
		return p, "", false
	}
	if e.rel != relNone {
		return r.reference(pr, it, e, p)
	}
	how := corpus.HowUnresolved
	switch {
	case e.nth != 0: // "on the second day"
		t, ok := r.runFrom.dayOf()
		if !ok || e.nth < 2 || it.start-r.dayAt > storyReach {
			return p, how, false
		}
		return pointOfDay(t + day(e.nth) - 1), corpus.HowNarrative, true
	case e.last && e.part != "": // "in the evening"
		b, h, ok := r.anaphorOf(unitDay, it.start)
		if !r.narrative && (r.lastDay.day == 0 || it.start-r.dayAt > storyReach || r.newAt != r.dayAt && strings.Contains(pr.text[r.dayAt:it.start], "\n\n")) {
			b, h, ok = r.base()
		}
		return b, h, ok && b.day != 0
	case e.month != 0 || e.holiday != 0 || e.season != "" || e.quarter != 0 || e.half != 0:
		y, h, ok := r.yearFor(pr, it, e)
		if ok {
			p.year, p.digits, how = y, 4, h
			if e.holiday != 0 {
				p = pointOfDay(r.names[e.holiday-1].on(y))
			}
			if p.day > 0 && p.day > monthDays(y, p.month) {
				p.day = 0
			}
			if e.back {
				p.year--
			}
			if e.week && p.day != 0 {
				p = pointOfWeek(dayOf(p.year, p.month, p.day))
			}
		} else if e.holiday != 0 {
			h := &r.names[e.holiday-1]
			if h.easter || h.weekday != 0 {
				p.someDay = true
				p.month = h.month
			} else {
				p.month, p.day = h.month, h.day
			}
		}
		return p, how, true
	case e.weekday != 0:
		t, h, ok := r.weekday(pr, it, int(e.weekday), 0)
		if !ok {
			p.weekday = int(e.weekday)
			return p, how, true
		}
		return pointOfDay(t), h, true
	case e.weekend:
		b, h, ok := r.base()
		t, isDay := b.dayOf()
		if !ok || !isDay {
			return p, how, true
		}
		y, w := r.weekendNear(pr, it, t).week()
		return point{year: y, digits: 4, week: w, weekend: true}, h, true
	case e.day != 0: // "the 13th"
		b, h, ok := r.anaphor()
		if !ok || b.month == 0 || b.digits != 4 || p.day > monthDays(b.year, b.month) {
			return p, how, ok
		}
		p.year, p.digits, p.month = b.year, 4, b.month
		return p, h, true
	case e.clock || e.part != "":
		if q, h, ok := r.dayAfter(pr, it); ok {
			return q, h, true
		}
		b, h, ok := r.base()
		if !r.narrative && r.hasLast && r.sameSentence(r.lastAt, it.start) {
			b, h, ok = r.last, corpus.HowNarrative, true
		}
		if ok {
			if _, isDay := b.dayOf(); isDay {
				return b, h, true
			}
		}
		return p, how, true
	}
	return p, how, false
}

// dayAfter is the day that follows a clock time closely: "at 5:34 a.m. local time
// on March 20", "at 9:10 a.m. (0810 GMT) Monday".
func (r *resolver) dayAfter(pr *parse, it *item) (point, string, bool) {
	for k := r.at + 1; k < len(pr.items) && k < r.at+6 && pr.items[k].start-it.end < 30; k++ {
		o := &pr.items[k]
		if o.node < 0 || o.classes&cDateDay == 0 || o.classes&cDate == 0 {
			continue
		}
		x := &pr.nodes[o.node]
		if x.day == 0 && x.weekday == 0 || x.dir != 0 || x.clock || !r.sameSentence(it.start, o.start) {
			break
		}
		p, how, ok := r.point(pr, o, x)
		return p, how, ok && p.day != 0
	}
	return point{}, "", false
}

// lastQuarter is the quarter that company results speak of.
func (r *resolver) lastQuarter(e *expression) (point, string, bool) {
	q, how := r.quarter, corpus.HowNarrative
	if !r.hasQ {
		if !r.hasPub {
			return point{}, "", false
		}
		y, m, _ := r.pub.civil()
		n := y*4 + (m-1)/3 - 1
		q = point{year: floorDiv(n, 4), digits: 4, quarter: floorMod(n, 4) + 1}
		how = r.pubHow
		if e.rule.name == "quarter.yearago.plain" {
			return point{year: y - 1, digits: 4}, how, true
		}
	}
	if e.digits == 4 {
		q.year = int(e.year)
	} else if e.rel == relLast {
		y, _, _ := r.pub.civil()
		q.year = y - 1
	}
	if e.back {
		// "the year-earlier quarter" is the one before the newest
		q.year = r.newest().year - 1
	}
	return q, how, true
}

// newest is the quarter in the year of the publication date, so that naming the
// year-earlier quarter twice does not go back two years.
func (r *resolver) newest() point {
	q := r.quarter
	if r.hasPub {
		y, m, _ := r.pub.civil()
		if q.quarter*3-2 > m {
			y--
		}
		if y-q.year <= 1 {
			q.year = y
		}
	}
	return q
}

// reference values "last week", "the same month", "next Friday", "that morning".
func (r *resolver) reference(pr *parse, it *item, e *expression, p point) (point, string, bool) {
	anaphoric := e.last
	step := 0
	switch e.rel {
	case relLast, relPast:
		step = -1
	case relNext, relComing:
		step = 1
		if e.qty == 0 && (e.unit == unitDay && e.rule.name == "rel.unit" || e.part != "" && e.weekday == 0) {
			anaphoric = true // "the next day", "the next morning"
		}
		if e.unit >= unitWeek && e.qty == 0 && e.month == 0 && e.weekday == 0 && r.hasLast && it.start-r.lastAt < storyReach &&
			hasPrefixFold(pr.text[it.start:], "the ") && r.tense(it) < 0 {
			anaphoric = true // "In 1991 they met. The next year they left"
		}
	case relThat, relSame:
		anaphoric = true
	case relFollowing:
		anaphoric, step = true, 1
	case relPrevious:
		anaphoric, step = true, -1
	}
	if e.qty != 0 {
		step *= int(min(e.qty, 1<<20) / 10)
	}
	b, how, ok := r.base()
	if anaphoric {
		u := e.unit
		if u == unitNone && (e.part != "" || e.weekday != 0) {
			u = unitDay
		}
		b, how, ok = r.anaphorOf(u, it.start)
	}
	if !ok {
		if e.unit == unitDay || e.weekday != 0 {
			return point{someDay: e.weekday == 0, weekday: int(e.weekday)}, corpus.HowUnresolved, true
		}
		return p, corpus.HowUnresolved, true
	}
	if e.rel == relCurrent || e.rel == relThe || e.rel == relThis {
		step = 0
	}
	bm, hasMonth := b.monthOf()
	bd, hasDay := b.dayOf()
	switch {
	case e.month != 0 || e.season != "" || e.holiday != 0 || e.quarter != 0 || e.half != 0:
		if b.digits != 4 {
			return p, corpus.HowUnresolved, true
		}
		p.year, p.digits = b.year, 4
		switch e.unit {
		case unitYear:
			p.year += step
		case unitMonth, unitQuarter:
		default:
			if !hasMonth && r.narrative {
				p.year += step
			}
			if hasMonth && step != 0 {
				m := r.monthOf(e, p.year)
				cur := bm - b.year*12 + 1
				if step < 0 && m >= cur {
					p.year--
				}
				if step > 0 && m <= cur {
					p.year++
				}
				if e.season == "WI" && step < 0 && cur <= 2 {
					p.year--
				}
			}
		}
		if e.holiday != 0 {
			p = pointOfDay(r.names[e.holiday-1].on(p.year))
		}
		if p.day > 0 && p.month > 0 && p.day > monthDays(p.year, p.month) {
			p.day = 0
		}
		return p, how, true
	case e.weekday != 0:
		if !hasDay {
			return point{weekday: int(e.weekday)}, corpus.HowUnresolved, true
		}
		switch {
		case e.unit == unitWeek:
			return pointOfDay(bd - day(bd.weekday()-int(e.weekday)) + day(7*step)), how, true
		case step < 0:
			return pointOfDay(bd - day(floorMod(bd.weekday()-int(e.weekday)-1, 7)+1)), how, true
		case step > 0:
			return pointOfDay(bd + day(floorMod(int(e.weekday)-bd.weekday()-1, 7)+1)), how, true
		}
		if anaphoric && how == corpus.HowNarrative { // "That Friday": the day told, or the next one
			return pointOfDay(bd + day(floorMod(int(e.weekday)-bd.weekday(), 7))), how, true
		}
		dir := 1
		if anaphoric {
			dir = 0 // nothing told yet: the tense decides
		}
		t, h, ok := r.weekday(pr, it, int(e.weekday), dir)
		return pointOfDay(t), h, ok
	}
	switch e.unit {
	case unitDay, unitNone:
		if hasDay {
			return pointOfDay(bd + day(step)), how, true
		}
		b.someDay = true
		b.season, b.week, b.weekend, b.quarter, b.half = "", 0, false, 0, 0
		return b, how, true
	case unitWeek, unitWeekend:
		t := bd
		if !hasDay {
			if b.week == 0 {
				return point{year: b.year, digits: b.digits, month: b.month}, how, b.digits != 0
			}
			t = weekStart(b.year, b.week)
		}
		q := pointOfWeek(t + day(7*step))
		q.weekend = e.unit == unitWeekend
		return q, how, true
	case unitMonth:
		if hasMonth {
			q := pointOfMonth(bm + step)
			if int(e.day) <= monthDays(q.year, q.month) {
				q.day = int(e.day) // "the 11th of the same month"
			}
			return q, how, true
		}
	case unitQuarter:
		if e.rel == relSame || e.rel == relThat {
			if r.hasQ {
				return r.quarter, how, true
			}
		}
		if hasMonth {
			n := floorDiv(bm, 3) + step
			return point{year: floorDiv(n, 4), digits: 4, quarter: floorMod(n, 4) + 1}, how, true
		}
	case unitYear:
		if b.digits == 4 {
			return point{year: b.year + step, digits: 4}, how, true
		}
	case unitDecade:
		if b.digits == 4 {
			return decade(b.year, step), how, true
		}
	case unitCentury:
		if b.digits == 4 {
			return point{year: floorDiv(b.year, 100) + step, digits: 2}, how, b.year > 0
		}
	}
	return p, corpus.HowUnresolved, b.digits != 0
}

func decade(year, step int) point {
	if year <= 0 {
		return point{year: max(0, (1-year)/10-step), digits: 3, bc: true}
	}
	return point{year: max(0, year/10+step), digits: 3}
}

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

// shift values "two days ago", "a year later", "two weeks after March 3".
func (r *resolver) shift(pr *parse, it *item, e *expression) (point, string, bool) {
	dir := int(e.dir)
	var b point
	var how string
	ok := false
	own := *e
	own.dir, own.qty, own.unit, own.vague, own.plus = 0, 0, unitNone, false, false
	if e.rel == relSpan {
		own.rel = relNone
	}
	switch {
	case e.digits != 0 || e.month != 0 || e.weekday != 0 || e.holiday != 0 || own.rel != relNone || e.day != 0:
		if own.rel != relNone && e.month == 0 && e.weekday == 0 && e.season == "" {
			own.unit = e.unit
		}
		b, how, ok = r.point(pr, it, &own)
	case e.last:
		b, how, ok = r.anaphorOf(e.unit, it.start)
		if dir > 0 && how != corpus.HowNarrative {
			ok = false // nothing is told yet that it could come after
		}
	default:
		b, how, ok = r.base()
	}
	if e.vague && ok && e.unit != unitNone && e.unit <= unitHour && e.last && b.day != 0 {
		return b, how, true // "Hours earlier" is the same day, as far as one can tell
	}
	if e.vague {
		return point{}, how, true
	}
	if !ok {
		return point{someDay: e.unit == unitDay}, corpus.HowUnresolved, true
	}
	// In company results a year ago is the quarter a year ago.
	if e.unit == unitYear && e.qty == 10 && dir < 0 && r.hasQ && r.longAt <= r.quarterAt && !r.narrative && !e.plus && e.digits == 0 && e.month == 0 {
		q := r.newest()
		q.year--
		return q, corpus.HowNarrative, true
	}
	if e.plus && e.qty == 0 { // "half a year", "half a century"
		switch c := *e; e.unit {
		case unitYear:
			c.qty, c.plus, c.unit = 60, false, unitMonth
			e = &c
		case unitDecade, unitCentury:
			c.qty, c.plus, c.unit = 50, false, unitYear
			if e.unit == unitCentury {
				c.qty = 500
			}
			e = &c
		}
	}
	n := dir * int(min(e.qty, 1<<27)) / 10
	bd, hasDay := b.dayOf()
	bm, hasMonth := b.monthOf()
	switch e.unit {
	case unitSecond, unitMinute, unitHour:
		if hasDay {
			return b, how, true
		}
	case unitDay, unitWeekend:
		if hasDay {
			return pointOfDay(bd + day(n)), how, true
		}
		if b.digits == 4 {
			return point{year: b.year, digits: 4, month: b.month, someDay: true}, how, true
		}
	case unitWeek, unitFortnight:
		if e.unit == unitFortnight {
			n *= 2
		}
		if hasDay {
			if e.last || e.digits != 0 || e.weekday != 0 {
				return pointOfDay(bd + day(7*n)), how, true
			}
			return pointOfWeek(bd + day(7*n)), how, true
		}
		if b.digits == 4 {
			return point{year: b.year, digits: 4, month: b.month}, how, true
		}
	case unitMonth:
		if hasMonth {
			return pointOfMonth(bm + n), how, true
		}
	case unitQuarter:
		if hasMonth {
			return pointOfMonth(bm + 3*n), how, true
		}
	case unitYear, unitDecade, unitCentury:
		times := 1
		if e.unit == unitDecade {
			times = 10
		} else if e.unit == unitCentury {
			times = 100
		}
		if b.digits == 4 {
			return point{year: b.year + n*times, digits: 4}, how, true
		}
	}
	return point{someDay: e.unit == unitDay}, corpus.HowUnresolved, true
}

// opens tells whether the expression stands within so many bytes of the start of
// its sentence.
func (r *resolver) opens(it *item, within int) bool {
	s := r.doc.SentenceAt(int(it.start))
	return s >= 0 && int(it.start)-r.doc.Sentences[s].Start < within
}

// sameSentence tells whether two offsets lie in one sentence.
func (r *resolver) sameSentence(a, b int32) bool {
	i, j := r.doc.SentenceAt(int(a)), r.doc.SentenceAt(int(b))
	if i < 0 && a > 0 {
		i = r.doc.SentenceAt(int(a) - 1)
	}
	return i >= 0 && i == j
}

// yearFor finds the year of a month, season, quarter or holiday without one.
func (r *resolver) yearFor(pr *parse, it *item, e *expression) (int, string, bool) {
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
		if r.last.month-int(e.month) >= 8 {
			return r.last.year + 1, corpus.HowNarrative, true // after December comes January of the next year
		}
		return r.last.year, corpus.HowNarrative, true
	}
	m := r.monthOf(e, py)
	year := py
	dir := 0
	if e.quarter == 0 {
		dir = r.tense(it)
		switch pr.before(it.start) {
		case "ended", "dated":
			dir = -1
		case "until", "till", "through", "by", "for", "commencing", "starting", "beginning", "effective":
			if dir < 0 {
				dir = 0
			}
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
	case e.day != 0 && !oneOf(pr.before(it.start), "ended", "dated") && r.plainlyNear(py, m, int(e.day), &year):
	case dir > 0:
		if m < pm || m == pm && e.day != 0 && int(e.day) < pd {
			year++
		}
	case dir < 0:
		if m > pm || m == pm && e.day != 0 && int(e.day) > pd+1 {
			year--
		}
		if e.season != "" && m == pm+1 {
			year = py
		}
	default:
		if m-pm > 6 {
			year--
		} else if pm-m > 8 {
			year++
		}
	}
	return year, r.pubHow, true
}

// coming is the year of the next full date of the sentence, when the month of the
// expression leads up to it: "In September he came, and on 5 October 2013 he left."
func (r *resolver) coming(pr *parse, it *item, e *expression) (int, bool) {
	for k := r.at + 1; k < len(pr.items) && k < r.at+12 && pr.items[k].start-it.end < storyReach; k++ {
		o := &pr.items[k]
		if o.node < 0 {
			continue
		}
		x := &pr.nodes[o.node]
		if x.digits != 4 || x.month == 0 || x.bc || x.dir != 0 {
			continue
		}
		return int(x.year), e.month != 0 && x.month >= e.month && r.sameSentence(it.start, o.start)
	}
	return 0, false
}

// apposed tells whether the expression explains the day before it ("On Thursday,
// the eve of his flight, …"), and takes its noun into the span.
func (r *resolver) apposed(pr *parse, it *item) bool {
	if r.lastDay.day == 0 || it.start-r.dayAt > 8 || it.start < r.dayAt {
		return false
	}
	if s := strings.Trim(pr.text[r.dayAt:it.start], " \n"); s != "," && s != ", on" {
		return false
	}
	d := r.doc
	first := d.TokensOver(corpus.Span{Start: int(it.start), End: int(it.end)}).End
	for k := first; k < len(d.Tokens) && k < first+6 && letter[d.Text[d.Tokens[k].Start]]; k++ {
		switch d.Tokens[k].XPOS {
		case ud.JJ, ud.NN, ud.NNS, ud.NNP, ud.NNPS, ud.VBG, ud.CD:
			it.end = int32(d.Tokens[k].End)
			continue
		}
		break
	}
	return true
}

// storyReach is how many bytes after a dated sentence a day without a year still
// belongs to its year.
const storyReach = 250

// inStory tells whether a month, or a day of one, goes on with a story of an
// earlier year than that of publication, py.
func (r *resolver) inStory(pr *parse, it *item, e *expression, py int) bool {
	if !r.hasLast || r.last.digits != 4 || r.last.year >= py || e.month == 0 ||
		it.start-r.lastAt >= storyReach || strings.Contains(pr.text[r.lastAt:it.start], "\n\n") {
		return false
	}
	if r.last.month == 0 && r.last.season == "" && (r.last.year >= py-1 || !r.lastOpens) {
		return false // "the firm, founded in 1992, said on 5 March"
	}
	if e.day == 0 {
		return r.last.year < py-1 && int(e.month) >= r.last.month && it.start-r.lastAt < storyReach/2
	}
	return !r.justPast(py, int(e.month), int(e.day))
}

// justPast tells whether a day of the year of publication lies in the few weeks
// before it.
func (r *resolver) justPast(py, m, d int) bool {
	if m == 0 || d == 0 || d > monthDays(py, m) {
		return false
	}
	t := dayOf(py, m, d)
	return t <= r.pub && r.pub-t < 45
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

// weekday finds the day of a bare weekday.
func (r *resolver) weekday(pr *parse, it *item, wd int, dir int) (day, string, bool) {
	if r.narrative {
		t, ok := r.last.dayOf()
		if !r.hasLast || !ok {
			if r.hasPub {
				return r.pub - day(floorMod(r.pub.weekday()-wd, 7)), r.pubHow, true
			}
			return noDay, "", false
		}
		return t + day(floorMod(wd-t.weekday(), 7)), corpus.HowNarrative, true
	}
	if !r.hasPub {
		return noDay, "", false
	}
	if dir == 0 {
		dir = r.tense(it)
		if b := pr.before(it.start); oneOf(b, "until", "till", "as") && dir >= 0 || oneOf(b, "until", "till", "to") && r.deferred(it) {
			dir = 1
		}
		if pr.after(it.end) == "'" && it.classes&cTime == 0 && !(dir > 0 && r.opens(it, 24)) {
			dir = -1 // "Sunday's debate"
		}
	}
	if dir > 0 {
		return r.pub + day(floorMod(wd-r.pub.weekday(), 7)), r.pubHow, true
	}
	return r.pub - day(floorMod(r.pub.weekday()-wd, 7)), r.pubHow, true
}

// deferred tells whether a verb of putting off stands shortly before: "postponed
// until Tuesday any action".
func (r *resolver) deferred(it *item) bool {
	t := r.doc.TokensOver(corpus.Span{Start: int(it.start), End: int(it.end)})
	if k := t.First - 2; k >= 0 && oneOf(r.doc.Word(k), "had", "has", "have", "given") {
		return true // "had until Friday to reply"
	}
	for k := t.First - 1; k >= 0 && k >= t.First-8; k-- {
		w := r.doc.Word(k)
		if w == "." {
			break
		}
		if r.lists["defer"][w] {
			return true
		}
	}
	return false
}

// weekendNear is a day of the weekend that "the weekend" means.
func (r *resolver) weekendNear(pr *parse, it *item, t day) day {
	if r.narrative || r.tense(it) > 0 || t.weekday() >= 6 {
		return t
	}
	return t - 7
}

// tense tells what the verbs beside an expression say of its place in time: -1
// past, +1 future, 0 neither.
func (r *resolver) tense(it *item) int {
	d := r.doc
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Tokens[mid].Start < int(it.start) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	first, end := 0, len(d.Tokens)
	if s := d.SentenceAt(int(it.start)); s >= 0 {
		for k := lo; k > 0 && lo-k < 60 && d.Tokens[k-1].Start >= d.Sentences[s].Start; k-- {
			first = k - 1
		}
		if first == 0 {
			first = max(0, lo-60)
		}
	} else {
		first = max(0, lo-40)
	}
	if lo-first > 40 {
		first = lo - 40
	}
	infinitive, participle := false, false
	for k := lo - 1; k >= first; k-- {
		w := d.Word(k)
		x := d.Tokens[k].XPOS
		if w == "." && k < lo-1 {
			break
		}
		switch {
		case x == ud.MD || x == 0 && oneOf(w, "will", "shall", "would", "could"):
			if oneOf(w, "will", "'ll", "shall", "wo", "\u2019ll", "would") {
				return 1
			}
			return 0
		case w == "," && participle && k+1 < lo && d.Tokens[k+1].XPOS == ud.VBN:
			return -1 // "the ruling, announced on Wednesday"
		case r.lists["ahead"][w]:
			if oneOf(w, "expected", "planned") && k > 0 && oneOf(d.Word(k-1), "than", "-", "previously", "originally") {
				continue // "lower-than-expected earnings" foretells nothing
			}
			if k > 0 && (x != ud.VBD || k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.TO && w != "expected") && !oneOf(d.Word(k-1), "had", "been", "was", "were") {
				return 1
			}
		case w == "set" && x != ud.VBD && k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.TO:
			return 1
		case x == ud.TO || w == "to" && k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.VB:
			infinitive = infinitive || k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.VB
		case x == ud.VBD:
			if infinitive {
				// "were to meet", "vowed to return"; but "agreed to meet", "was forced to resign"
				if k+1 < len(d.Tokens) && d.Tokens[k+1].XPOS == ud.TO && (oneOf(w, "was", "were") || r.lists["intent"][w]) {
					return 1
				}
				return 0
			}
			return -1
		case x == ud.VBN || x == 0 && len(w) > 3 && w[len(w)-2:] == "ed":
			participle = true
		case x == ud.VBZ || x == ud.VBP:
			if infinitive {
				return 1
			}
			if participle && oneOf(w, "has", "have", "'s", "'ve", "\u2019s", "\u2019ve") {
				return -1
			}
			if lo-k <= 5 && r.lists["timetable"][w] {
				return 1
			}
			return 0
		}
	}
	if infinitive {
		return 1
	}
	if participle {
		return -1
	}
	for k := lo; k < end && k < lo+25; k++ {
		w := d.Word(k)
		if w == "." {
			break
		}
		if k+1 < end && d.Tokens[k+1].XPOS == ud.TO && d.Tokens[k].XPOS != ud.VBD && d.Tokens[k].XPOS != ud.VBN && r.lists["ahead"][w] {
			return 1 // "On Tuesday the league plans to open …"
		}
		switch d.Tokens[k].XPOS {
		case ud.MD:
			if oneOf(w, "will", "'ll", "shall", "wo", "\u2019ll") {
				return 1
			}
			return 0
		case ud.VBD, ud.VBN:
			return -1
		case ud.VBZ, ud.VBP:
			if k < lo+3 && k+1 < end && oneOf(w, "is", "are", "'s") && oneOf(d.Word(k+1), "in", "still", "only", "just", "near", "ahead") {
				return 1 // "July is in five months"
			}
			return 0
		}
	}
	return 0
}
