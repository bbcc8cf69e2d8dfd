package dates

import (
	"strings"

	"dateline/corpus"
)

// running tells whether a quarter is not over at the publication date: results
// are not of it.
func (r *resolver) running(p *point) bool {
	_, last, ok := p.bounds()
	return r.hasPub && ok && last >= r.pub
}

// lastQuarter is the quarter that company results speak of.
func (r *resolver) lastQuarter(pr *parse, it *item, e *expression) (point, string, bool) {
	q, how := r.quarter, corpus.HowNarrative
	if r.hasPub && r.hasQ && r.longAt > r.quarterAt && (e.digits == 4 || e.back && e.quarter == 0 && e.rule.name == "quarter.yearago.plain") {
		// After "in the nine months": no quarter but that part of the year.
		y := r.newest().year - 1
		if e.digits == 4 {
			y = int(e.year)
		}
		return point{year: y, digits: 4}, how, true
	}
	if !r.hasQ {
		if !r.hasPub {
			return point{}, "", false
		}
		y, m, _ := r.pub.civil()
		n := y*4 + (m-1)/3 - 1
		q = point{year: floorDiv(n, 4), digits: 4, quarter: floorMod(n, 4) + 1}
		how = r.pubHow
		if e.back && e.digits == 0 {
			if !strings.Contains(pr.text[it.start:it.end], "uarter") {
				// "in February, from 4 in the same period last year"
				if r.hasLast && r.last.digits == 4 && r.last.month != 0 && r.sameSentence(r.lastAt-1, it.start) {
					return point{year: r.last.year - 1, digits: 4, month: r.last.month}, corpus.HowNarrative, true
				}
				return point{year: y - 1, digits: 4}, how, true
			}
			q.year--
		}
		if e.rule.name == "quarter.yearago.plain" {
			return point{year: y - 1, digits: 4}, how, true
		}
	}
	if e.digits == 4 {
		q.year = int(e.year)
	} else if e.rel == relLast || e.rel == relPrevious {
		y, _, _ := r.pub.civil()
		q.year = y - 1
	}
	if e.back && r.hasQ {
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
