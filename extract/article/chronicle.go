package article

// leastChronicle are the dates that make a chronicle of a text, where the page's data
// do not tell that they are no days of publication.
const leastChronicle = 2

// chronicle finds the dates that head parts of a page's text, as in a timeline, a diary or
// a table: lines that are a day and nothing else, with text before the first and after each.
// They are text, and no days of publication. One alone is such a heading if the
// page's data give another day, and two paragraphs stand before it.
func (p *page) chronicle(m *metadata) {
	if p.tree == nil {
		return
	}
	out := p.condemned()
	stated, known := p.stated(m, p.dayFirst)
	body := &p.boxes[p.body]
	var dates []int // blocks that head a part
	var days []day
	opening, first, text, due := -1, -1, 0, -1
	for i := body.first; i < body.last; i++ {
		b := &p.blocks[i]
		if b.words == 0 {
			continue
		}
		if x, ok := p.headingDay(i, out); ok {
			if due = -1; text == 0 {
				opening = i
			} else {
				due = i
				if first < 0 {
					first = text
				}
				days = append(days, x)
			}
			continue
		}
		switch {
		case b.reason == Kept && b.level > 0:
			// Its part may have a heading as well.
		case b.reason == Kept:
			if b.score > 5 {
				text++
			}
			if due >= 0 {
				dates = append(dates, due)
				due = -1
			}
		default:
			due = -1
		}
	}
	if len(dates) == 0 || len(dates) < leastChronicle && (first < 2 || !known || stated.near(days[0]) < 2) {
		return
	}
	if len(dates) >= leastChronicle && !differ(days) {
		return
	}
	// One above the first paragraph is of a kind with them, unless it may be the article's own.
	if opening >= 0 && known && len(dates) >= leastChronicle {
		a, b := &p.blocks[opening], &p.blocks[dates[0]]
		if x, ok := p.headingDay(opening, out); ok && stated.near(x) == 2 && a.tag == b.tag && a.level == b.level {
			dates = append(dates, opening)
		}
	}
	for _, i := range dates {
		p.blocks[i].dated, p.blocks[i].reason, p.blocks[i].why = true, Kept, ""
	}
}

// headingDay is the day that a line of the text is, without a label or a link.
func (p *page) headingDay(i int, out []Reason) (day, bool) {
	b := &p.blocks[i]
	if b.words > 6 || b.links > 0 || b.reason != Kept && b.reason != Published || out[b.box] != Kept {
		return day{}, false
	}
	line := p.line(b)
	if !isDateLine(line, p.dayFirst) || !isPureDate(line, p.dayFirst) || publishing(line) || changing(line) {
		return day{}, false
	}
	if published, changed := dateNames(p.boxes[b.box].node); published || changed {
		return day{}, false
	}
	return findDay(line, p.dayFirst)
}

// differ reports whether days are not all the same.
func differ(days []day) bool {
	for _, x := range days[1:] {
		if x.apart(days[0]) != 0 {
			return true
		}
	}
	return false
}
