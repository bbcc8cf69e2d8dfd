package dates

import (
	"strings"

	"dateline/corpus"
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
	history   bool // a long narrative of years far from the publication date

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

	buf     []byte // the calendar value in hand
	at      int    // index of the item in hand
	before  string // the word before it
	runFrom point  // the first of the days told in a row ("July 8 and 9")

	storyAt   int32 // where a month ended whose year an earlier story gave; 0 at first
	heads     heads
	headYear  int // the year of the heading above, where that has no day; 0 when none
	headMonth int // its month

	quarterAt int32 // where a quarter was last mentioned
	shortAt   int32 // where three months of results were
	longAt    int32 // where six or nine months of results were
}

// chapter is the length in bytes from which a narrative is a piece of history rather
// than a feature of a newspaper.
const chapter = 12 << 10

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
	r.history = told > 10*here && len(r.doc.Text) >= chapter
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
