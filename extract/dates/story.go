package dates

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// storyReach is how many bytes after a dated sentence a day without a year still
// belongs to its year.
const storyReach = 250

// remember keeps what later expressions count from.
func (r *resolver) remember(it *item, e *expression, p *point) {
	if p.quarter != 0 && p.digits == 4 {
		r.quarterAt = it.end
	}
	if p.quarter != 0 && p.digits == 4 && !e.back && e.dir == 0 && e.rel != relLast && e.digits == 0 && !(r.hasQ && r.running(p)) {
		r.quarter, r.hasQ = *p, true
	}
	if !r.hasQ && p.digits == 4 && p.day != 0 && p.month%3 == 0 && r.shortAt > 0 && it.start-r.shortAt < 14 && oneOf(r.before, "ended", "ending", "to") {
		// "the three months ended 31 March"
		r.quarter, r.hasQ, r.quarterAt = point{year: p.year, digits: 4, quarter: p.month / 3}, true, it.end
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

// inStory tells whether a month, or a day of one, goes on with a story of an
// earlier year than that of publication, py.
func (r *resolver) inStory(pr *parse, it *item, e *expression, py int) bool {
	month := int(e.month)
	if e.holiday != 0 {
		month = r.monthOf(e, py)
	}
	if !r.hasLast || r.last.digits != 4 || r.last.year >= py || month == 0 ||
		it.start-r.lastAt >= storyReach || strings.Contains(pr.text[r.lastAt:it.start], "\n\n") {
		return false
	}
	if r.last.month == 0 && r.last.season == "" && (r.last.year >= py-1 || !r.lastOpens) {
		return false // "the firm, founded in 1992, said on 5 March"
	}
	day := int(e.day)
	if e.holiday != 0 {
		_, _, day = r.names[e.holiday-1].on(py).civil()
	}
	if day == 0 {
		if (r.last.day != 0 && r.lastOpens || r.storyAt == r.lastAt) && r.last.year < py-1 && r.follows(pr) {
			return true // "On 3 May 2020 they rose. In September they took the town"
		}
		return r.last.year < py-1 && month >= r.last.month && it.start-r.lastAt < storyReach/2 && r.follows(pr)
	}
	return !r.justPast(py, month, day)
}

// follows tells whether no other expression stands between the last mentioned date
// and the item in hand.
func (r *resolver) follows(pr *parse) bool {
	for k := r.at - 1; k >= 0 && k > r.at-2*longestList; k-- {
		if o := &pr.items[k]; o.node >= 0 {
			return o.end == r.lastAt
		}
	}
	return false
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

// coming is the year of the next full date of the sentence, when the month of the
// expression leads up to it: "In September he came, and on 5 October 2013 he left."
func (r *resolver) coming(pr *parse, it *item, e *expression) (int, bool) {
	for k := r.at + 1; k < len(pr.items) && k < r.at+12 && pr.items[k].start-it.end < storyReach; k++ {
		o := &pr.items[k]
		if o.node < 0 {
			continue
		}
		x := &pr.nodes[o.node]
		if e.season != "" && e.month == 0 && x.digits == 4 && !x.bc && x.dir == 0 && r.narrative {
			return int(x.year), r.sameSentence(it.start, o.start) // "their summer offensive in June 1942"
		}
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
