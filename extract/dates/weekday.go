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
