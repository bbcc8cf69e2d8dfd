package overview

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus/page"
	"dateline/normalize/names"
	"dateline/normalize/places"
	"dateline/pipeline/export"
)

const (
	timeColumns = 72 // of the timeline at most
	heatColumns = 20 // of the table of kinds by time
	topRows     = 15
)

func (v *overview) page() *page.Page {
	c := v.manifest.Counts
	p := page.New(page.Head{Title: v.options.Title, Kicker: "Dateline: events of a dataset", Filter: true, Lead: v.lead()})
	p.Section("summary", "At a glance", "")
	p.Figures([]page.Figure{
		{Number: page.Number(c.Documents), Name: plural(c.Documents, "article", "articles")},
		{Number: page.Number(v.shown), Name: plural(v.shown, "event shown", "events shown")},
		{Number: page.Number(v.actors.Len()), Name: "actors in them"},
		{Number: page.Number(c.Actors), Name: "actors named in all"},
		{Number: page.Number(v.quotes), Name: "quotations"},
		{Number: page.Number(v.places.Len()), Name: "places of events"},
	})
	p.Bars(page.Bars{Caption: "Events by class", Head: []string{"Class", "Events", "Share"}, Numbers: []int{2}, Rows: v.classes()})
	v.time(p)
	v.network(p)
	v.heat(p)
	v.world(p)
	v.people(p)
	v.speech(p)
	v.events(p)
	v.figures(p)
	p.Foot(page.Text("Made by Dateline " + v.manifest.Version + ". Nothing on this page was written by hand: every event was read from an article by a program, can be wrong, and says which sentence it rests on. " +
		"The map's ground shows where the towns of GeoNames (geonames.org, CC BY 4.0) lie."))
	return p
}

func (v *overview) lead() page.HTML {
	c := v.manifest.Counts
	s := fmt.Sprintf("Who did what to whom, when and where, as %s %s it", page.Counted(c.Documents, "article"), plural(c.Documents, "reports", "report"))
	if v.first != "" && v.first != v.last {
		s += ", published from " + v.first + " to " + v.last
	} else if v.first != "" {
		s += ", published on " + v.first
	}
	s += "."
	if v.options.Confidence > 0 {
		s += " Shown is what is reported as having happened, with a confidence of " + confidence(v.options.Confidence) + " or more; an event that is told several times counts once."
	} else {
		s += " Shown is what is reported as having happened; an event that is told several times counts once."
	}
	return page.Text(s)
}

func confidence(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) }

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func (v *overview) classes() []page.Bar {
	var out []page.Bar
	for i, name := range page.Quads {
		n := v.quads[i+1]
		out = append(out, page.Bar{Name: page.Text(name), Parts: []page.Part{{Value: n, Class: "q" + strconv.Itoa(i+1)}}, Cells: []page.HTML{page.Share(n, v.shown)}})
	}
	if n := v.quads[0]; n > 0 {
		out = append(out, page.Bar{Name: "no class", Parts: []page.Part{{Value: n, Class: "q0"}}, Cells: []page.HTML{page.Share(n, v.shown)}})
	}
	return out
}

// parts are the stretches of a bar by class.
func parts(q page.ByQuad) []page.Part {
	var out []page.Part
	for i, n := range q {
		if n > 0 && i > 0 {
			out = append(out, page.Part{Value: n, Class: "q" + strconv.Itoa(i)})
		}
	}
	if q[0] > 0 {
		out = append(out, page.Part{Value: q[0], Class: "q0"})
	}
	return out
}

func (v *overview) time(p *page.Page) {
	p.Section("time", "When it happened", "Dates are those of the events, not of the articles; articles tell history too.")
	t := page.NewTimeline(v.when, timeColumns, addDays)
	if len(t.Labels) == 0 {
		p.Note("No event has a date.")
		return
	}
	peak, most, drawn := 0, 0, 0
	series := make([]page.Series, 0, 5)
	for q := 1; q <= 5; q++ {
		s := page.Series{Class: "q" + strconv.Itoa(q%5), Name: "no class", Values: make([]int, len(t.Columns))}
		if q < 5 {
			s.Name = page.Quads[q-1]
		}
		sum := 0
		for i := range t.Columns {
			s.Values[i] = t.Columns[i].quads[q%5]
			sum += s.Values[i]
		}
		drawn += sum
		if sum > 0 || q < 5 {
			series = append(series, s)
		}
	}
	for i := range t.Columns {
		n := 0
		for _, x := range t.Columns[i].quads {
			n += x
		}
		if n > most {
			peak, most = i, n
		}
	}
	unit := t.Unit
	desc := fmt.Sprintf("Events by %s, from %s to %s; most of them, %s, in %s.", unit, t.Labels[0], t.Labels[len(t.Labels)-1], page.Number(most), t.Labels[peak])
	p.Columns(page.Columns{Title: "Events by " + unit + " and class", Desc: desc, Corner: unit, Labels: t.Labels, Series: series})
	var out []string
	for _, x := range []struct {
		n    int
		what string
	}{{t.Before, "before " + t.Labels[0]}, {t.After, "after " + t.Labels[len(t.Labels)-1]}, {t.Coarse, "with a date longer than a " + unit}, {v.undated, "without a date"}} {
		if x.n > 0 {
			out = append(out, string(page.Number(x.n))+" "+x.what)
		}
	}
	if out != nil {
		p.Note(page.Text(fmt.Sprintf("The columns hold %s of %s. Not in them: %s.", page.Counted(drawn, "event"), page.Number(v.shown), strings.Join(out, ", "))))
	}
	if h := page.NewTimeline(v.when, heatColumns, addDays); len(h.Labels) > 1 {
		heat := page.Heat{Caption: "Kinds of events by " + h.Unit + " (PLOVER roots; darker is more)", Corner: "Kind", Total: true}
		used := []int{} // empty columns say nothing
		for i := range h.Columns {
			n := 0
			for _, x := range h.Columns[i].roots {
				n += x
			}
			if n > 0 {
				used = append(used, i)
				heat.Head = append(heat.Head, h.Labels[i])
			}
		}
		for r, name := range roots {
			row := page.HeatRow{Name: page.Text(kind(name))}
			sum := 0
			for _, i := range used {
				row.Values = append(row.Values, h.Columns[i].roots[r])
				sum += h.Columns[i].roots[r]
			}
			if sum > 0 {
				heat.Rows = append(heat.Rows, row)
			}
		}
		if len(heat.Rows) > 0 {
			p.Heading("What kind of events, and when")
			p.Heat(heat)
		}
	}
}

// kind is the name of a root as it is read: "Assault".
func kind(root string) string {
	if root == "" {
		return ""
	}
	return root[:1] + strings.ToLower(root[1:])
}

func (v *overview) network(p *page.Page) {
	p.Section("network", "Who did what to whom", "An arrow leads from who acts to who is acted upon. Its colour and stroke are the class of most of their events, its width their number; a circle's size is the number of an actor's events.")
	// Of pairs with equal numbers those between actors with many events come first: they hang together.
	list := v.pairs.Top(v.pairs.Len())
	weight := func(id string) int {
		n, _ := v.actors.Of(id)
		return max(1, n)
	}
	busy := func(e page.Entry[string, pair]) int { return min(weight(e.Value.from[0]), weight(e.Value.to[0])) }
	slices.SortStableFunc(list, func(a, b page.Entry[string, pair]) int {
		return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(busy(b), busy(a)))
	})
	net := page.Network{Title: "Who did what to whom", Legend: page.QuadKeys(true), Head: append([]string{"Events"}, page.Quads...)}
	node := func(x [2]string) page.Node {
		n := weight(x[0])
		return page.Node{ID: x[0], Name: x[1], Weight: n, Told: page.Counted(n, "event")}
	}
	for _, e := range list {
		if _, n := net.Size(); n == v.options.Edges {
			break
		}
		net.Link(node(e.Value.from), node(e.Value.to), page.QuadEdge(e.Value.quads))
	}
	nodes, edges := net.Size()
	if edges == 0 {
		p.Note("No event names who acts and who is acted upon.")
		return
	}
	net.Desc = fmt.Sprintf("%s between %s, of %s in all.", page.Counted(edges, "arrow"), page.Counted(nodes, "actor"), page.Counted(v.pairs.Len(), "pair"))
	if v.pairs.Short() > 0 {
		net.Desc += fmt.Sprintf(" Rare pairs were forgotten on the way: each number may be short by up to %s.", page.Number(v.pairs.Short()))
	}
	p.Network(net)
}

func (v *overview) heat(p *page.Page) {
	list := v.pairs.Top(topRows)
	if len(list) == 0 {
		return
	}
	h := page.Heat{Caption: "Pairs of actors by class of events (darker is more)", Corner: "Who → to whom", Head: page.Quads, Classes: []string{"cq1", "cq2", "cq3", "cq4"}, Total: true}
	for _, e := range list {
		h.Rows = append(h.Rows, page.HeatRow{Name: pick(e.Value.from[1]) + " → " + pick(e.Value.to[1]), Values: e.Value.quads[1:]})
	}
	p.Heading("The pairs with the most events")
	p.Heat(h)
	if n := v.pairs.Len() - len(list); n > 0 {
		p.Note(page.Text(fmt.Sprintf("%s are not in the table.", page.Counted(n, "more pair"))))
	}
}

// pick is a name that leads to its events in the list.
func pick(name string) page.HTML {
	return `<a href="#events" data-pick="` + page.Clip(name, 80) + `">` + page.Clip(name, 60) + `</a>`
}

func (v *overview) world(p *page.Page) {
	p.Section("places", "Where it happened", "")
	all := v.places.Top(v.places.Len())
	if len(all) == 0 {
		p.Note("No event has a place.")
		return
	}
	var dots []page.Dot
	located, sum := 0, 0
	for _, e := range all {
		sum += e.N
		if e.Value.known && len(dots) < 200 {
			located += e.N
			dots = append(dots, page.Dot{Name: e.Value.name, Lat: e.Value.lat, Lon: e.Value.lon, Counts: e.Value.quads})
		}
	}
	page.SortDots(dots)
	if len(dots) > 0 {
		p.World(page.World{Title: "Events on the map", Land: places.Towns(), Dots: dots,
			Desc: fmt.Sprintf("%s with %s; %s of all %s have a place. The ground is where towns are; the lines are 30 degrees apart.", page.Counted(len(dots), "place"), page.Counted(located, "event"), page.Share(sum, v.shown), page.Number(v.shown))})
	}
	b := page.Bars{Caption: "The places with the most events", Head: []string{"Place", "Events", "Country"}, Legend: page.QuadKeys(false)}
	for _, e := range all[:min(len(all), topRows)] {
		b.Rows = append(b.Rows, page.Bar{Name: pick(e.Value.name), Parts: parts(e.Value.quads), Cells: []page.HTML{page.Clip(e.Value.country, 8)}})
	}
	p.Bars(b)
	v.more(p, len(all)-len(b.Rows), "place", v.places.Short())
}

// more says what a table leaves out.
func (v *overview) more(p *page.Page, n int, what string, short int) {
	s := ""
	if n > 0 {
		s = fmt.Sprintf("%s are not in the table.", page.Counted(n, "more "+what))
	}
	if short > 0 {
		s += fmt.Sprintf(" Rare ones were forgotten on the way: each number may be short by up to %s.", page.Number(short))
	}
	p.Note(page.Text(s))
}

func (v *overview) people(p *page.Page) {
	p.Section("actors", "The actors", "Persons, states and bodies by the number of events in which they act or are acted upon. A name leads to its events.")
	list := v.actors.Top(topRows)
	if len(list) == 0 {
		p.Note("No event names an actor.")
		return
	}
	b := page.Bars{Caption: "The actors with the most events", Head: []string{"Actor", "Events", "acting", "acted upon"}, Numbers: []int{2, 3}, Legend: page.QuadKeys(false)}
	for _, e := range list {
		b.Rows = append(b.Rows, page.Bar{Name: pick(cmp.Or(e.Value.name, e.Key)), Parts: parts(e.Value.quads), Cells: []page.HTML{page.Number(e.Value.source), page.Number(e.N - e.Value.source)}})
	}
	p.Bars(b)
	v.more(p, v.actors.Len()-len(list), "actor", v.actors.Short())
}

func (v *overview) speech(p *page.Page) {
	p.Section("speakers", "Who spoke", "Speakers by the number of their quotations, direct and indirect.")
	list := v.speakers.Top(topRows)
	if len(list) == 0 {
		p.Note("No quotation has a speaker with a name.")
		return
	}
	b := page.Bars{Caption: "The speakers with the most quotations", Head: []string{"Speaker", "Quotations", "direct", "For example"}, Numbers: []int{2}}
	for _, e := range list {
		sample := page.HTML("")
		if e.Value.sample != "" {
			sample = "“" + page.Clip(strings.Trim(e.Value.sample, `"“” `), 160) + "”"
		}
		b.Rows = append(b.Rows, page.Bar{Name: page.Clip(cmp.Or(e.Value.name, e.Key), 60), Parts: []page.Part{{Value: e.N, Class: "plain"}}, Cells: []page.HTML{page.Number(e.Value.direct), sample}})
	}
	p.Bars(b)
	v.more(p, v.speakers.Len()-len(list), "speaker", v.speakers.Short())
	if v.unspoken > 0 {
		p.Note(page.Text(fmt.Sprintf("%s of %s name no speaker that is known.", page.Number(v.unspoken), page.Counted(v.quotes, "quotation"))))
	}
}

func (v *overview) events(p *page.Page) {
	rows := slices.Clone(v.list)
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.event.DateBegin, a.event.DateBegin), a.order(&b))
	})
	lead := ""
	if n := v.shown - len(rows); n > 0 {
		lead = fmt.Sprintf("The %s that tell most: both sides named, main event of their article, a date, a place. %s more are in the dataset; “dateline query” finds them.", page.Counted(len(rows), "event"), page.Number(n))
	}
	p.Section("events", "The events", page.Text(lead))
	if len(rows) == 0 {
		p.Note("There is none.")
		return
	}
	var used []string
	for i, name := range roots {
		if v.sumOfRoots[i] > 0 {
			used = append(used, name)
		}
	}
	var f page.Folding
	f.Marked, f.Letters, f.Collapse = names.Folding()
	p.Filter(used, f)
	t := page.Table{Caption: "Events, the latest first", Head: []string{"Date", "What", "Who → to whom", "The sentence that says so"}, Stack: true}
	for i := range rows {
		e := &rows[i].event
		q := strconv.Itoa(min(max(0, int(e.Quad)), 4))
		what := `<span class="t t` + page.HTML(q) + `">` + page.Clip(e.Type, 20) + `</span>`
		small := []string{"class " + q}
		if e.Mode != "" {
			small = append([]string{e.Mode}, small...)
		}
		if e.Realis != "actual" {
			small = append(small, e.Realis)
		}
		small = append(small, "confidence "+confidence(e.Confidence))
		what += "<br><small>" + page.Text(strings.Join(small, ", ")) + "</small>"
		sides := parties(e.Sources)
		if len(e.Targets) > 0 {
			sides += " → " + parties(e.Targets)
		}
		if e.Place != nil {
			sides += "<br><small>in " + page.Clip(e.Place.Name, 60) + "</small>"
		}
		from := page.Clip(cmp.Or(e.Title, e.Document), 120)
		source := page.Link(e.URL, from)
		if n := v.reportsOf(e.EventID); n > 1 {
			source += " " + page.Text(fmt.Sprintf("and %s", page.Counted(n-1, "other report")))
		}
		date := e.Date
		if date == "" {
			date = "–"
		}
		t.Rows = append(t.Rows, page.Row{Class: "r" + q, Data: []string{"root", e.Type, "from", e.DateBegin, "until", e.DateEnd},
			Cells: []page.HTML{`<span class="nowrap">` + page.Clip(date, 24) + `</span>`, what, sides, page.Clip(e.Sentence, 420) + "<br><small>" + source + "</small>"}})
	}
	p.Listed(t)
}

// figures says what is in the pictures and what is not.
func (v *overview) figures(p *page.Page) {
	c := v.manifest.Counts
	p.Section("figures", "What is left out", "")
	p.Bars(page.Bars{Caption: "Reports of events in the dataset", Head: []string{"Reports", "Number", "Share"}, Numbers: []int{2}, Of: max(1, v.reports), Rows: func() []page.Bar {
		var out []page.Bar
		for _, x := range []struct {
			name string
			n    int
		}{{"shown", v.shown}, {"further reports of these", v.repeated}, {"planned, denied or hypothetical", v.unreal}, {"below the confidence of " + confidence(v.options.Confidence), v.doubtful}} {
			out = append(out, page.Bar{Name: page.Text(x.name), Parts: []page.Part{{Value: x.n, Class: "plain"}}, Cells: []page.HTML{page.Share(x.n, v.reports)}})
		}
		return out
	}()})
	p.Note(page.Text(fmt.Sprintf("Besides, there are %s (STATEMENT), which say that somebody said something.", page.Counted(v.statements, "plain statement"))))
	realis := page.Bars{Caption: "Did it happen? Reports by realis", Head: []string{"Realis", "Reports", "Share"}, Numbers: []int{2}, Of: max(1, v.reports)}
	for _, e := range v.realis.Top(8) {
		realis.Rows = append(realis.Rows, page.Bar{Name: page.Clip(e.Key, 40), Parts: []page.Part{{Value: e.N, Class: "plain"}}, Cells: []page.HTML{page.Share(e.N, v.reports)}})
	}
	if len(realis.Rows) > 0 {
		p.Bars(realis)
	}
	p.Heading("The articles")
	rows := []page.Row{
		{Cells: []page.HTML{"read", page.Number(c.Documents), ""}},
		{Cells: []page.HTML{"not English, so without events", page.Number(c.Skipped), top(v.foreign)}},
		{Cells: []page.HTML{"copies of another article", page.Number(c.Copies), ""}},
		{Cells: []page.HTML{"refused: they could not be read", page.Number(c.Refused), top(v.refused)}},
	}
	p.Table(page.Table{Caption: "Articles of the dataset", Head: []string{"Articles", "Number", "Why"}, Numbers: []int{1}, Rows: rows})
	pub := page.Bars{Caption: "The publishers with the most articles", Head: []string{"Publisher", "Articles", "events first told"}, Numbers: []int{2}}
	list := v.publishers.Top(topRows)
	for _, e := range list {
		name := page.Clip(e.Key, 60)
		if e.Key == "" {
			name = "not known"
		}
		pub.Rows = append(pub.Rows, page.Bar{Name: name, Parts: []page.Part{{Value: e.N, Class: "plain"}}, Cells: []page.HTML{page.Number(e.Value[1])}})
	}
	if len(list) > 0 {
		p.Bars(pub)
		v.more(p, v.publishers.Len()-len(list), "publisher", v.publishers.Short())
	}
}

// top are the most frequent reasons, on one line.
func top(t *page.Tally[string, struct{}]) page.HTML {
	var out []string
	for _, e := range t.Top(4) {
		out = append(out, fmt.Sprintf("%s (%s)", e.Key, page.Number(e.N)))
	}
	if n := t.Len() - len(out); n > 0 {
		out = append(out, page.Counted(n, "more reason"))
	}
	return page.Clip(strings.Join(out, "; "), 400)
}

// parties are the names of a side, a few of them.
func parties(list []export.Party) page.HTML {
	if len(list) == 0 {
		return "?"
	}
	out := page.HTML("")
	for i := range list {
		if i > 0 {
			out += ", "
		}
		if i == 4 {
			out += page.Text(fmt.Sprintf("and %d more", len(list)-i))
			break
		}
		if list[i].Actor != "" {
			out += pick(list[i].Name)
		} else {
			out += page.Clip(list[i].Name, 60)
		}
	}
	return out
}
