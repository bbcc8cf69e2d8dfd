package dates

import (
	"strings"

	"dateline/corpus"
)

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
	if t, ok := r.rangeStart(pr, it); ok { // "from Monday to Friday"
		return t + day(floorMod(wd-t.weekday(), 7)), r.pubHow, true
	}
	if dir == 0 {
		dir = r.tense(it)
		if b := pr.before(it.start); oneOf(b, "until", "till", "as") && dir >= 0 || oneOf(b, "until", "till", "to") && r.deferred(it) {
			dir = 1
		}
		if b := pr.before(it.start); b == "than" && strings.HasSuffix(strings.TrimRight(pr.text[:it.start], " \n"), "later than") {
			dir = 1 // "no later than Monday"
		}
		if pr.before(it.start) == "since" {
			dir = -1
		}
		if pr.after(it.end) == "'" && it.classes&cTime == 0 && !(dir > 0 && r.opens(it, 24)) {
			dir = -1 // "Sunday's debate"
		}
	}
	if t, ok := r.dayListed(pr, it, wd); ok {
		return t, r.pubHow, true
	}
	if dir > 0 {
		return r.pub + day(floorMod(wd-r.pub.weekday(), 7)), r.pubHow, true
	}
	t := r.pub - day(floorMod(r.pub.weekday()-wd, 7))
	if end := r.listEnd(pr, it); end != nil && r.pub-day(floorMod(r.pub.weekday()-int(end.weekday), 7)) < t {
		t -= 7 // "on Thursday and Friday", told on a Thursday: both of last week
	}
	return t, r.pubHow, true
}

// dayListed is the day of a weekday that a list joins to the one before it: both are
// of the same run of days.
func (r *resolver) dayListed(pr *parse, it *item, wd int) (day, bool) {
	if &pr.items[r.at] != it {
		return noDay, false
	}
	j := pr.joined(r.at, -1)
	if j < 0 || pr.items[j].end != r.dayAt {
		return noDay, false
	}
	t, ok := r.lastDay.dayOf()
	n := forward(int(pr.nodes[pr.items[j].node].weekday), wd, 7)
	return t + day(n), ok && n > 0
}

// listEnd is the last expression of the list that begins at the item, or nil where
// the list is none or does not go forward.
func (r *resolver) listEnd(pr *parse, it *item) *expression {
	if &pr.items[r.at] != it {
		return nil
	}
	e := &pr.nodes[it.node]
	var end *expression
	at, sum := r.at, 0
	for range longestList {
		j := pr.joined(at, 1)
		if j < 0 {
			break
		}
		x := &pr.nodes[pr.items[j].node]
		last := e
		if end != nil {
			last = end
		}
		n, cycle := forward(int(last.weekday), int(x.weekday), 7), 7
		if e.month != 0 {
			n, cycle = forward(int(last.month), int(x.month), 12), 12
		}
		if sum += n; n == 0 || sum >= cycle {
			return nil
		}
		at, end = j, x
	}
	return end
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

// rangeStart is the day of the weekday that a range to the one at hand begins with.
func (r *resolver) rangeStart(pr *parse, it *item) (day, bool) {
	i := r.at - 2
	if i < 0 || &pr.items[r.at] != it || it.gap || pr.items[i+1].gap || pr.items[i].node < 0 || pr.items[i].end != r.dayAt || connector(&pr.items[i+1]) < 2 {
		return noDay, false
	}
	e := &pr.nodes[pr.items[i].node]
	if e.weekday == 0 || e.month != 0 || e.set || connector(&pr.items[i+1]) == 2 && pr.before(pr.items[i].start) != "between" {
		return noDay, false
	}
	return r.lastDay.dayOf()
}
