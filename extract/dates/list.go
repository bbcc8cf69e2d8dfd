package dates

// longestList is how many members of a list of days or months are looked at.
const longestList = 12

// alike tells whether two expressions are of one kind that a list shares: bare
// weekdays, or months without a day and a year.
func alike(a, b *expression) bool {
	plain := func(e *expression) bool {
		return e.digits == 0 && e.rel == relNone && e.dir == 0 && e.day == 0 && e.value == "" && !e.set && !e.week && e.nth == 0
	}
	return plain(a) && plain(b) && (a.month != 0 && b.month != 0 && a.weekday == 0 && b.weekday == 0 ||
		a.weekday != 0 && b.weekday != 0 && a.month == 0 && b.month == 0)
}

// joined is the item that a list joins to item i, by steps of +1 or -1: with "and",
// "or" or a comma. It is -1 when there is none.
func (pr *parse) joined(i, step int) int {
	j, link := i+2*step, i+step
	if j < 0 || j >= len(pr.items) {
		return -1
	}
	if pr.items[link].node >= 0 || pr.items[max(i, j)].gap || pr.items[i].node < 0 || pr.items[j].node < 0 {
		return -1
	}
	w := pr.items[link].word
	if w == nil || pr.items[link].gap || !oneOf(w.text, "and", "or", ",") || !alike(&pr.nodes[pr.items[i].node], &pr.nodes[pr.items[j].node]) {
		return -1
	}
	if w.text == "," && !pr.listCloses(max(i, j)) {
		return -1 // "On Monday, Friday prayers were held"
	}
	if pr.after(pr.items[max(i, j)].end) == "'" {
		return -1 // "on Monday and Tuesday's vote"
	}
	return j
}

// listCloses tells whether the list goes on after item i to a last "and" or "or".
func (pr *parse) listCloses(i int) bool {
	for range longestList {
		if i+2 >= len(pr.items) || pr.items[i+1].gap || pr.items[i+2].gap || pr.items[i+2].node < 0 || !alike(&pr.nodes[pr.items[i].node], &pr.nodes[pr.items[i+2].node]) {
			return false
		}
		switch w := pr.items[i+1].word; {
		case w == nil:
			return false
		case w.text == "and", w.text == "or":
			return true
		case w.text != ",":
			return false
		}
		i += 2
	}
	return false
}

// forward is how many steps of a cycle lead from one of its places to another, when
// they are few enough to be told in that order; 0 otherwise.
func forward(from, to, cycle int) int {
	if n := floorMod(to-from, cycle); n <= (cycle+1)/2 {
		return n
	}
	return 0
}
