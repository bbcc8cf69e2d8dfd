package diff

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"dateline/corpus"
	"dateline/corpus/page"
)

// sides are numbers of happenings of the old dataset, of the new one, and of those that a document has in both.
type sides struct{ old, new, kept page.ByQuad }

func (s *sides) add(o *sides) {
	for q := range s.old {
		s.old[q] += o.old[q]
		s.new[q] += o.new[q]
		s.kept[q] += o.kept[q]
	}
}

// gone and come are what only one side has.
func (s *sides) gone() int { return s.old.Sum() - s.kept.Sum() }
func (s *sides) come() int { return s.new.Sum() - s.kept.Sum() }

// scenes are what the happenings of some documents add up to.
type scenes struct {
	when   map[string]*sides    // by their days, "" for none
	links  map[[2]string]*sides // by who acts and who is acted upon
	actors map[string]*sides    // by who takes part
	names  map[string]string    // of actors
}

func newScenes() *scenes {
	return &scenes{map[string]*sides{}, map[[2]string]*sides{}, map[string]*sides{}, map[string]string{}}
}

func sidesOf[K comparable](m map[K]*sides, key K) *sides {
	x := m[key]
	if x == nil {
		x = &sides{}
		m[key] = x
	}
	return x
}

// each counts happenings by what they are counted by.
func (s *scenes) each(list []happening, count func(x *sides, quad int)) {
	for i := range list {
		h := &list[i]
		count(sidesOf(s.when, h.days), h.quad)
		for _, from := range h.sources {
			count(sidesOf(s.actors, from), h.quad)
			for _, to := range h.targets {
				if from != to {
					count(sidesOf(s.links, [2]string{from, to}), h.quad)
				}
			}
		}
		for _, to := range h.targets {
			if !slices.Contains(h.sources, to) {
				count(sidesOf(s.actors, to), h.quad)
			}
		}
	}
}

// same counts those of a document that is the same on both sides.
func (s *scenes) same(list []happening) {
	s.each(list, func(x *sides, quad int) {
		x.old[quad]++
		x.new[quad]++
		x.kept[quad]++
	})
}

// document counts those of a document; one side is nil where it lacks it.
func (s *scenes) document(old, new *corpus.Document) {
	own := newScenes()
	if new != nil {
		own.each(happenings(new), func(x *sides, quad int) { x.new[quad]++ })
		namesOf(new, s.names)
	}
	if old != nil {
		own.each(happenings(old), func(x *sides, quad int) { x.old[quad]++ })
		namesOf(old, s.names)
	}
	join(s.when, own.when)
	join(s.links, own.links)
	join(s.actors, own.actors)
}

// join adds what one document has of each key; as many of a class as both sides have are kept.
func join[K comparable](to, from map[K]*sides) {
	for key, x := range from {
		for q := range x.old {
			x.kept[q] = min(x.old[q], x.new[q])
		}
		sidesOf(to, key).add(x)
	}
}

// pictures are what the page shows of all events, and not of changes only. They are counted while the
// datasets are merged, in bounded memory.
type pictures struct {
	all     sides
	undated sides // without a date
	when    *page.Tally[string, sides]
	links   *page.Tally[string, linked]
	moved   *page.Tally[string, linked] // of which something has come or gone
	actors  *page.Tally[string, known]
}

// linked are the happenings between two actors.
type linked struct {
	sides
	from, to string
}

// known is what is counted of an actor.
type known struct {
	sides
	name string
}

func newPictures(most int) *pictures {
	return &pictures{when: page.NewTally[string, sides](most), links: page.NewTally[string, linked](most), moved: page.NewTally[string, linked](most), actors: page.NewTally[string, known](most)}
}

// add takes the scenes of a batch of documents, in the order of their keys.
func (p *pictures) add(s *scenes) {
	for _, days := range slices.Sorted(maps.Keys(s.when)) {
		x := s.when[days]
		p.all.add(x)
		if days == "" {
			p.undated.add(x)
		} else {
			p.when.Add(days, x.old.Sum()+x.new.Sum()).add(x)
		}
	}
	for _, ends := range slices.SortedFunc(maps.Keys(s.links), func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }) {
		x, key := s.links[ends], ends[0]+"\x00"+ends[1]
		l := p.links.Add(key, x.old.Sum()+x.new.Sum())
		l.from, l.to = ends[0], ends[1]
		l.add(x)
		if n := x.gone() + x.come(); n > 0 {
			l := p.moved.Add(key, n)
			l.from, l.to = ends[0], ends[1]
			l.add(x)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.actors)) {
		x := s.actors[id]
		a := p.actors.Add(id, x.old.Sum()+x.new.Sum())
		a.add(x)
		a.name = cmp.Or(a.name, s.names[id])
	}
}

const (
	timeColumns = 72 // of the timeline at most
	heatColumns = 20 // of the table of classes by time
	mostLinks   = 40 // of the network
)

func (s *pictures) draw(p *page.Page) {
	p.Section("events", "The events", page.Text("All events of both datasets that are reported as having happened are counted here, whatever changes were chosen; one that several articles tell counts for each. "+
		"An event is kept if its document has, on the other side, one of the same days and class; else it has gone, or come."))
	if s.all.old.Sum()+s.all.new.Sum() == 0 {
		p.Note("There is none.")
		return
	}
	t := page.Table{Caption: "Events by class", Head: []string{"Class", "Old", "New", "±", "Gone", "Come"}, Numbers: []int{1, 2, 3, 4, 5}}
	row := func(name string, old, new, kept int) {
		t.Rows = append(t.Rows, page.Row{Cells: []page.HTML{page.Text(name), page.Number(old), page.Number(new), page.Difference(new - old), page.Number(old - kept), page.Number(new - kept)}})
	}
	for q := 1; q <= 5; q++ {
		x, y, z := s.all.old[q%5], s.all.new[q%5], s.all.kept[q%5]
		if q < 5 {
			row(page.Quads[q-1], x, y, z)
		} else if x+y > 0 {
			row("no class", x, y, z)
		}
	}
	row("all", s.all.old.Sum(), s.all.new.Sum(), s.all.kept.Sum())
	p.Table(t)
	s.time(p)
	s.network(p)
}

func (s *pictures) time(p *page.Page) {
	p.Section("time", "When it happened", "Dates are those of the events, not of the articles.")
	add := func(to *sides, from sides) { to.add(&from) }
	t := page.NewTimeline(s.when, timeColumns, add)
	if len(t.Labels) == 0 {
		p.Note("No event has a date.")
		return
	}
	span := fmt.Sprintf("Events by %s, from %s to %s", t.Unit, t.Labels[0], t.Labels[len(t.Labels)-1])
	old, new := 0, 0
	gone, come := page.Series{Class: "qold", Name: "gone", Below: true}, page.Series{Class: "qnew", Name: "come"}
	for i := range t.Columns {
		x := &t.Columns[i]
		old, new = old+x.old.Sum(), new+x.new.Sum()
		gone.Values, come.Values = append(gone.Values, x.gone()), append(come.Values, x.come())
	}
	if total(gone.Values)+total(come.Values) > 0 {
		p.Heading("What has come and what has gone")
		p.Columns(page.Columns{Title: "Events that have come and gone, by " + t.Unit, Corner: t.Unit, Labels: t.Labels, Series: []page.Series{come, gone}, Above: "new", Below: "old",
			Desc: fmt.Sprintf("%s: %s have come and %s have gone. One with another date or class has gone where it was and come where it is.", span, page.Number(total(come.Values)), page.Number(total(gone.Values)))})
	} else {
		p.Note("No event has come or gone.")
	}
	var series []page.Series
	for _, below := range []bool{false, true} {
		for q := 1; q <= 5; q++ {
			x := page.Series{Class: fmt.Sprint("q", q%5), Name: "no class", Below: below}
			if q < 5 {
				x.Name = page.Quads[q-1]
			}
			for i := range t.Columns {
				n := t.Columns[i].old[q%5]
				if below {
					n = t.Columns[i].new[q%5]
				}
				x.Values = append(x.Values, n)
			}
			if q < 5 || total(x.Values) > 0 {
				series = append(series, x)
			}
		}
	}
	p.Heading("Old against new, by class")
	p.Columns(page.Columns{Title: "Events by " + t.Unit + " and class, old above new", Corner: t.Unit, Labels: t.Labels, Series: series, Above: "old", Below: "new",
		Desc: fmt.Sprintf("%s: %s old ones above the line, %s new ones below it.", span, page.Number(old), page.Number(new))})
	var out string
	dated := s.all
	for _, x := range []struct {
		n    int
		what string
	}{{t.Before, "before " + t.Labels[0]}, {t.After, "after " + t.Labels[len(t.Labels)-1]}, {t.Coarse, "with a date longer than a " + t.Unit}, {s.undated.old.Sum() + s.undated.new.Sum(), "without a date"}} {
		if x.n > 0 {
			out += ", " + string(page.Number(x.n)) + " " + x.what
		}
	}
	if out != "" {
		p.Note(page.Text(fmt.Sprintf("The columns hold %s of %s, old and new. Not in them: %s.", page.Number(old+new), page.Counted(dated.old.Sum()+dated.new.Sum(), "event"), out[2:])))
	}
	short(p, "dates", s.when.Short())
	h := page.NewTimeline(s.when, heatColumns, add)
	heat := page.Heat{Caption: "Events of each class by " + h.Unit + ": new less old (darker is more)", Corner: "Class", Total: true, Signed: true}
	var used []int // columns without a difference say nothing
	for i := range h.Columns {
		if x := &h.Columns[i]; x.old != x.new {
			used = append(used, i)
			heat.Head = append(heat.Head, h.Labels[i])
		}
	}
	for q := 1; q <= 5; q++ {
		name, any := "no class", false
		if q < 5 {
			name = page.Quads[q-1]
		}
		row := page.HeatRow{Name: page.Text(name)}
		for _, i := range used {
			n := h.Columns[i].new[q%5] - h.Columns[i].old[q%5]
			any = any || n != 0
			row.Values = append(row.Values, n)
		}
		if any {
			heat.Rows = append(heat.Rows, row)
		}
	}
	p.Heading("Which classes have more events, and which have fewer")
	if len(heat.Rows) == 0 {
		p.Note(page.Text("In each " + h.Unit + " there are as many of each class as there were."))
		return
	}
	p.Heat(heat)
}

func total(list []int) int {
	n := 0
	for _, x := range list {
		n += x
	}
	return n
}

func short(p *page.Page, what string, n int) {
	if n > 0 {
		p.Note(page.Text(fmt.Sprintf("There are more %s than are counted at once. Rare ones were forgotten on the way: each number may be short by up to %s.", what, page.Number(n))))
	}
}

func (s *pictures) network(p *page.Page) {
	p.Section("network", "Who did what to whom", "An arrow leads from who acts to who is acted upon. A full line is in the new dataset only, a broken one in the old one only, a dotted one in both; its width is the number of events, a circle's size that of an actor's.")
	net := page.Network{Title: "Who did what to whom, old and new", Head: []string{"Old", "New", "±", "Gone", "Come"}, Legend: []page.Key{
		{Class: "e enew", Name: "only new", Line: true}, {Class: "e eold", Name: "only old", Line: true}, {Class: "e eboth", Name: "in both", Line: true}}}
	node := func(id string) page.Node {
		n, a := s.actors.Of(id)
		if a == nil {
			return page.Node{ID: id, Name: id, Weight: 1, Told: "rare"}
		}
		return page.Node{ID: id, Name: cmp.Or(a.name, id), Weight: n, Told: fmt.Sprintf("%s old, %s new", page.Counted(a.old.Sum(), "event"), page.Number(a.new.Sum()))}
	}
	seen := map[string]bool{}
	fresh, lost, both := 0, 0, 0
	link := func(key string, l linked) {
		if seen[key] {
			return
		}
		old, new := l.old.Sum(), l.new.Sum()
		e := page.Edge{Weight: max(old, new), Class: "both", Told: "old " + told(l.old) + "; new " + told(l.new),
			Cells: []page.HTML{page.Number(old), page.Number(new), page.Difference(new - old), page.Number(l.gone()), page.Number(l.come())}}
		n := &both
		switch {
		case old == 0:
			e.Class, n = "new", &fresh
		case new == 0:
			e.Class, n = "old", &lost
		}
		if net.Link(node(l.from), node(l.to), e) {
			seen[key] = true
			*n++
		}
	}
	changed := 0
	for _, e := range s.moved.Top(s.moved.Len()) {
		if _, n := net.Size(); n == mostLinks/2 {
			break
		}
		if n, l := s.links.Of(e.Key); n > e.Value.old.Sum()+e.Value.new.Sum() {
			e.Value = *l
		}
		link(e.Key, e.Value)
		_, changed = net.Size()
	}
	for _, e := range s.links.Top(4 * mostLinks) {
		if _, n := net.Size(); n == mostLinks {
			break
		}
		link(e.Key, e.Value)
	}
	nodes, edges := net.Size()
	if edges == 0 {
		p.Note("No event names who acts and who is acted upon.")
		return
	}
	net.Desc = fmt.Sprintf("%s between %s: %s only new, %s only old, %s in both. Shown are the %s in which most events have come or gone, of %s with such, and beside them those of most events, of %s in all.",
		page.Counted(edges, "arrow"), page.Counted(nodes, "actor"), page.Number(fresh), page.Number(lost), page.Number(both), page.Number(changed), page.Number(s.moved.Len()), page.Number(s.links.Len()))
	p.Network(net)
	short(p, "pairs", max(s.links.Short(), s.moved.Short()))
	short(p, "actors", s.actors.Short())
}

// told names numbers by class, or says that there is none.
func told(n page.ByQuad) string { return cmp.Or(n.Told(), "none") }
