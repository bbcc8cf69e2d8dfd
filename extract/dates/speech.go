package dates

// saidOn is the day of the speech that the expression is quoted from, where the
// text tells it: in the sentence itself ("…," he said on Monday) or shortly
// before, if that may count. Who is quoted means that day by "today", not the day
// of publication.
func (r *resolver) saidOn(pr *parse, it *item, before bool) (point, bool) {
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
	if !ok || !before || it.start-r.dayAt > 2*storyReach {
		return point{}, false
	}
	if r.narrative {
		return r.lastDay, r.sameSentence(r.dayAt-1, it.start)
	}
	return r.lastDay, t < r.pub && r.pub-t <= 14
}
