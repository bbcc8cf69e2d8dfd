package dates

import (
	"dateline/corpus"
)

// reference values "last week", "the same month", "next Friday", "that morning".
func (r *resolver) reference(pr *parse, it *item, e *expression, p point) (point, string, bool) {
	anaphoric := e.last
	step := 0
	switch e.rel {
	case relLast, relPast:
		step = -1
	case relNext, relComing:
		step = 1
		if e.qty == 0 && (e.unit == unitDay && e.rule.name == "rel.unit" || e.part != "" && e.weekday == 0 && !e.said) {
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
		p.some = e.unit
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
			return pointOfDay(bd - day(floorMod(bd.weekday()-int(e.weekday)-1, 7)+1) + day(7*(step+1))), how, true
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
