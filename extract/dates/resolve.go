package dates

import (
	"strings"

	"dateline/corpus"
)

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

// value resolves the expression at the item.
func (r *resolver) value(pr *parse, it *item) (result, bool) {
	e := &pr.nodes[it.node]
	res := result{typ: corpus.DateDate, mod: e.mod, how: corpus.HowAbsolute}
	switch {
	case e.value != "":
		res.value = e.value
		if e.set {
			res.typ = corpus.DateSet
		}
		return res, true
	case e.set:
		return r.set(e)
	case it.classes&(cDur|cADur|cVDur|cVRel) != 0 && e.dir == 0:
		if e.unit == unitMonth && (e.qty == 60 || e.qty == 90) {
			r.longAt = it.end
		}
		if e.unit == unitMonth && e.qty == 30 {
			r.shortAt = it.end
		}
		res.typ = corpus.DateDuration
		res.value = e.duration()
		return res, true
	}
	if e.rel != relNone && (it.classes&cTheUnit != 0 || e.rule.name == "the.unit") && e.unit >= unitWeek && (oneOf(pr.after(it.end), "ended", "ending") || e.unit != unitQuarter && pr.toDay(r.at)) {
		c := *e // "the year ended March 31" is a stretch of that length
		c.qty, res.typ = 10, corpus.DateDuration
		if e.unit != unitQuarter {
			res.value = c.duration()
			return res, true
		}
		res.typ = corpus.DateDate
	}
	if e.rel == relLast && e.unit == unitDay && e.rule.name == "rel.unit" && e.part == "" {
		if !oneOf(pr.before(it.start), "in", "within", "over", "during", "for") {
			return res, false // "the last day of the trial"
		}
		c := *e
		c.qty, res.typ = 10, corpus.DateDuration
		res.value = c.duration()
		return res, true
	}
	if e.last && e.dir > 0 && e.unit != unitNone && e.unit < unitDay && !e.vague && !(r.narrative && r.hasLast && r.last.day != 0) {
		res.typ, res.value = corpus.DateDuration, e.duration() // "an hour later"
		return res, true
	}
	if e.rel != relNone && e.dir == 0 && e.unit != unitNone && e.unit < unitDay && !e.clock && e.part == "" {
		c := *e // "the last hour"
		c.qty, res.typ = 10, corpus.DateDuration
		res.value = c.duration()
		return res, true
	}
	if (e.rel == relNext || e.rel == relComing || r.narrative && (e.rel == relLast || e.rel == relPast)) && e.dir == 0 && e.unit == unitDecade {
		c := *e // "over the past decade": the ten years up to now, not the eighties
		c.qty, res.typ = 10, corpus.DateDuration
		res.value = c.duration()
		return res, true
	}
	var p point
	how, ok := "", false
	if e.said {
		if p, ok = r.saidOn(pr, it, e.rel == relThis); ok {
			t, _ := p.dayOf()
			switch e.rel {
			case relLast:
				t--
			case relNext:
				t++
			}
			p, how = pointOfDay(t), corpus.HowNarrative
		}
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
	b := p.timex(r.buf[:0])
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
	r.buf = b // with its interval it becomes one string
	r.before = pr.before(it.start)
	r.remember(it, e, &p)
	return res, true
}

// point finds the place in the calendar.
func (r *resolver) point(pr *parse, it *item, e *expression) (point, string, bool) {
	switch {
	case e.month > 12, e.month == 0 && e.day > 31: // "the 70th inst."
		return point{}, "", false
	case e.month != 0 && int(e.day) > monthDays(2000, int(e.month)): // "February 30"
		e.day = 0
	}
	if e.dir != 0 {
		return r.shift(pr, it, e)
	}
	if e.lastq {
		return r.lastQuarter(pr, it, e)
	}
	p := point{
		half: int(e.half), quarter: int(e.quarter), season: e.season, month: int(e.month), day: int(e.day), weekend: e.weekend,
	}
	if e.digits != 0 && !(e.nth != 0 && e.month != 0 && e.weekday != 0) {
		p.year, p.digits, p.bc = int(e.year), e.digits, e.bc
		if e.short && r.narrative && r.hasCarry && r.carry.digits == 4 && r.carry.year > 1000 {
			p.year = r.nearest(int(e.year) % 100) // "'89" in the French Revolution
		}
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
		if e.week && p.day != 0 {
			p = pointOfWeek(dayOf(p.year, p.month, p.day))
		}
		return p, corpus.HowAbsolute, true
	}
	if e.nth != 0 && e.month != 0 && e.weekday != 0 { // "the first Tuesday in November"
		return r.nthOfMonth(pr, it, e, p)
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
		if !r.narrative && r.hasLast && r.last.day != 0 && r.sameSentence(r.lastAt, it.start) {
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

func (r *resolver) set(e *expression) (result, bool) {
	res := result{typ: corpus.DateSet, how: corpus.HowAbsolute, mod: e.mod}
	switch {
	case e.weekend:
		res.value = "XXXX-WXX-WE"
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

// dayAfter is the day that follows a clock time closely: "at 5:34 a.m. local time
// on March 20", "at 9:10 a.m. (0810 GMT) Monday".
func (r *resolver) dayAfter(pr *parse, it *item) (point, string, bool) {
	for k := r.at + 1; k < len(pr.items) && k < r.at+6 && pr.items[k].start-it.end < 30; k++ {
		o := &pr.items[k]
		if o.gap && strings.Contains(pr.text[it.end:o.start], "\n\n") {
			break
		}
		// "8am-5pm Monday": both on that day
		joined := k == r.at+2 && !o.gap && connector(&pr.items[r.at+1]) >= 2
		if o.node < 0 || o.classes&cDateDay == 0 || o.classes&cDate == 0 && !joined {
			continue
		}
		x := &pr.nodes[o.node]
		if x.day == 0 && x.weekday == 0 || x.dir != 0 || x.clock && !joined || x.set || !r.sameSentence(it.start, o.start) {
			break
		}
		p, how, ok := r.point(pr, o, x)
		return p, how, ok && p.day != 0
	}
	return point{}, "", false
}

// nthOfMonth values a weekday counted in its month.
func (r *resolver) nthOfMonth(pr *parse, it *item, e *expression, p point) (point, string, bool) {
	year, how, ok := int(e.year), corpus.HowAbsolute, e.digits == 4 && !e.bc
	if !ok {
		year, how, ok = r.yearFor(pr, it, e)
	}
	if !ok {
		p.weekday, p.someDay = 0, true
		return p, corpus.HowUnresolved, true
	}
	n := int(e.nth)
	if n > 5 {
		n = -1
	}
	t := nthWeekday(year, p.month, int(e.weekday), n)
	if _, m, _ := t.civil(); m != p.month { // there is no fifth one
		return point{year: year, digits: 4, month: p.month}, how, true
	}
	return pointOfDay(t), how, true
}
