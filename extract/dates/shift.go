package dates

import (
	"dateline/corpus"
)

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
		if !r.narrative && dir < 0 && e.unit <= unitFortnight && b.day == 0 && r.hasPub {
			b, how, ok = r.base() // "since mid-June, and up from 19 the day before"
		}
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
		return point{someDay: e.unit == unitDay, some: e.unit}, corpus.HowUnresolved, true
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
	return point{someDay: e.unit == unitDay, some: e.unit}, corpus.HowUnresolved, true
}
