package diff

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/corpus/page"
)

const (
	pageClusters = 2000 // on a page at most, whatever is asked for
	pageChanges  = 20   // of a cluster in its list
	pageOpen     = 3    // clusters that are unfolded
	pageContext  = 500  // runes of a sentence or paragraph
	pageValue    = 160
)

// HTML writes the comparison as one page that needs nothing else: numbers, changes by layer and class and by where
// they began, and the largest clusters, at most so many (negative: 2,000), with samples in their sentences
// and their first changes. Besides the changes on the disk it holds only what it shows.
func (r *Result) HTML(w io.Writer, most int) error {
	if most < 0 || most > pageClusters {
		most = pageClusters
	}
	s := r.Summary()
	lead := fmt.Sprintf("%s of %s changed: %s in %s.", page.Number(s.Changed), number(s.Documents, "document"), page.Counted(s.Changes, "change"), page.Counted(s.Clusters, "cluster"))
	p := page.New(page.Head{Title: "What has changed", Kicker: "Dateline: two datasets compared", Lead: page.Text(lead)})
	c, err := r.count()
	if err != nil {
		return err
	}
	r.glance(p, s)
	r.matrix(p, s, c)
	r.origins(p, c)
	if r.pictures != nil {
		r.pictures.draw(p)
	}
	r.unchanged(p, s)
	if err := r.clustersPage(p, most); err != nil {
		return err
	}
	p.Foot(page.Text(fmt.Sprintf("Old: %s. New: %s. Made by dateline diff; “dateline review” decides about these changes, “dateline diff --format jsonl” lists all.", cmp.Or(r.Old, "golden records"), cmp.Or(r.New, "this program"))))
	return p.Write(w)
}

// counts are the changes that were kept, by what the page shows.
type counts struct {
	classes map[ClassName]int
	origins map[[2]string]int // layer where it began, layer that changed
	causes  map[string]int
}

// count reads all changes once.
func (r *Result) count() (*counts, error) {
	c := &counts{map[ClassName]int{}, map[[2]string]int{}, map[string]int{}}
	for n := range r.NumChanges() {
		x, err := r.Change(n)
		if err != nil {
			return nil, err
		}
		c.classes[ClassName{x.Layer, x.Class}]++
		c.origins[[2]string{x.Blame.Layer, x.Layer}]++
		b := x.Blame
		b.Evidence = ""
		cause := b.String()
		if _, ok := c.causes[cause]; !ok && len(c.causes) >= 1000 {
			cause = "other causes"
		}
		c.causes[cause]++
	}
	return c, nil
}

func (r *Result) glance(p *page.Page, s *Summary) {
	p.Section("summary", "At a glance", "")
	figures := []page.Figure{
		{Number: page.Number(s.Documents), Name: "documents on both sides"},
		{Number: page.Number(s.Changed), Name: "of them changed"},
		{Number: page.Number(s.Changes), Name: "changes"},
		{Number: page.Number(s.Clusters), Name: "clusters of changes that are alike"},
	}
	if s.Accepted > 0 {
		figures = append(figures, page.Figure{Number: page.Number(s.Accepted), Name: "more were accepted before"})
	}
	p.Figures(figures)
	moved := s.Documents - s.Equal - s.Changed
	rows := []page.Bar{}
	for _, x := range []struct {
		name string
		n    int
	}{{"the same in every byte", s.Equal}, {"only moved, or other ids and reasons", moved}, {"changed", s.Changed}} {
		rows = append(rows, page.Bar{Name: page.Text(x.name), Parts: []page.Part{{Value: x.n, Class: "plain"}}, Cells: []page.HTML{page.Share(x.n, s.Documents)}})
	}
	p.Bars(page.Bars{Caption: "Documents", Head: []string{"Documents", "Number", "Share"}, Numbers: []int{2}, Rows: rows, Of: max(1, s.Documents)})
	list := func(title string, lines []string) {
		if len(lines) == 0 {
			return
		}
		p.Heading(title)
		p.Raw("<ul>")
		for _, l := range lines {
			p.Raw("<li>" + page.Clip(l, 400) + "</li>\n")
		}
		p.Raw("</ul>\n")
	}
	list("What the two datasets are on record to differ in", s.Provenance)
	list("Notes", s.Notes)
}

// matrix are the changes by layer and class.
func (r *Result) matrix(p *page.Page, s *Summary, c *counts) {
	p.Section("layers", "Changes by layer and class", "Each layer is a stage of the work: a change in one often comes of a change in a layer above it. What is in a document that came or went is counted with the items, and not listed.")
	h := page.Heat{Caption: "Changes by layer and class (darker is more)", Corner: "Layer", Total: true}
	classes := Classes[:len(Classes)-1] // moved is none
	for _, class := range classes {
		name := string(class)
		if class == Rewritten {
			name = "text"
		}
		h.Head = append(h.Head, name)
	}
	for _, layer := range Layers {
		row := page.HeatRow{Name: page.Text(layer)}
		sum := 0
		for _, class := range classes {
			n := c.classes[ClassName{layer, class}]
			row.Values = append(row.Values, n)
			sum += n
		}
		if sum > 0 {
			h.Rows = append(h.Rows, row)
		}
	}
	if len(h.Rows) > 0 {
		p.Heat(h)
	} else {
		p.Note("Nothing has changed.")
	}
	t := page.Table{Caption: "Items of each layer on both sides", Head: []string{"Layer", "Old", "New", "Difference", "Moved only", "Changes"}, Numbers: []int{1, 2, 3, 4}}
	for i := range s.Layers {
		l := &s.Layers[i]
		moved := 0
		rest := *l
		rest.Classes = nil
		for _, x := range l.Classes {
			if x.Name == string(Moved) {
				moved = x.Count
			} else {
				rest.Classes = append(rest.Classes, x)
			}
		}
		listed := page.HTML("–")
		if rest.Classes != nil {
			listed = page.Text(classesOf(&rest))
		}
		t.Rows = append(t.Rows, page.Row{Cells: []page.HTML{page.Text(l.Layer), page.Number(l.Old), page.Number(l.New), page.Difference(l.New - l.Old), page.Number(moved), listed}})
	}
	p.Table(t)
}

// origins say in which layer the changes began, and by what.
func (r *Result) origins(p *page.Page, c *counts) {
	if len(c.origins) == 0 {
		return
	}
	p.Section("blame", "Where the changes began", "For each change, the first layer that differs where it stands: an event has another actor because the name it rests on was read otherwise.")
	all := append([]string{Source}, Layers...)
	has := func(at int, layer string) bool {
		for k := range c.origins {
			if k[at] == layer {
				return true
			}
		}
		return false
	}
	// A layer that the order does not know comes last.
	extra := map[string]bool{}
	for k := range c.origins {
		for _, layer := range k {
			if !slices.Contains(all, layer) {
				extra[layer] = true
			}
		}
	}
	var rest []string
	for layer := range extra {
		rest = append(rest, layer)
	}
	slices.Sort(rest)
	all = append(all, rest...)
	h := page.Heat{Caption: "Where changes began (rows) and what changed (columns); darker is more", Corner: "Began in", Total: true}
	var changed []string
	for _, layer := range all {
		if has(1, layer) {
			changed = append(changed, layer)
		}
	}
	h.Head = changed
	for _, from := range all {
		if !has(0, from) {
			continue
		}
		row := page.HeatRow{Name: page.Text(from)}
		for _, to := range changed {
			row.Values = append(row.Values, c.origins[[2]string{from, to}])
		}
		h.Rows = append(h.Rows, row)
	}
	p.Heat(h)
	list := Counts(c.causes)
	b := page.Bars{Caption: "The causes on record", Head: []string{"Since", "Changes", "Share"}, Numbers: []int{2}}
	for _, x := range list[:min(len(list), 20)] {
		b.Rows = append(b.Rows, page.Bar{Name: page.Clip(x.Name, pageValue), Parts: []page.Part{{Value: x.Count, Class: "plain"}}, Cells: []page.HTML{page.Share(x.Count, r.NumChanges())}})
	}
	p.Bars(b)
	if n := len(list) - len(b.Rows); n > 0 {
		p.Note(page.Text(page.Counted(n, "more cause") + " are not in the table."))
	}
}

// unchanged is the share of values that are as they were.
func (r *Result) unchanged(p *page.Page, s *Summary) {
	if len(s.Fields) == 0 {
		return
	}
	p.Section("fields", "What stayed the same", "Of the items that both sides have, how many values of each field are as they were. A full bar is all.")
	b := page.Bars{Caption: "Values that are as they were, by field", Head: []string{"Field", "Unchanged", "Share", "compared"}, Numbers: []int{2, 3}}
	same := 0
	for _, f := range s.Fields {
		if f.Compared == f.Unchanged {
			same++
		}
	}
	// Each bar is of its own whole, so that fields of few and of many values can be compared.
	for _, f := range s.Fields {
		if f.Compared > f.Unchanged {
			b.Rows = append(b.Rows, page.Bar{Name: page.Text(f.Layer + " " + f.Field), Parts: []page.Part{{Value: f.Unchanged, Class: "plain"}}, Of: f.Compared,
				Cells: []page.HTML{page.Share(f.Unchanged, f.Compared), page.Number(f.Compared)}})
		}
	}
	if len(b.Rows) > 0 {
		p.Bars(b)
	}
	if same > 0 {
		p.Note(page.Text(fmt.Sprintf("Besides, %s unchanged in every value.", are(same))))
	}
}

func are(n int) string {
	if n == 1 {
		return "1 field is"
	}
	return fmt.Sprintf("%d fields are", n)
}

// clustersPage shows the largest clusters and says what it leaves out.
func (r *Result) clustersPage(p *page.Page, most int) error {
	p.Section("clusters", "The largest clusters", "Changes that are alike, or have one cause, are one entry. What was is marked so: "+
		`<del class="old">old</del>, broken line; what is: <ins class="new">new</ins>, full line.`)
	n, changes := 0, 0
	for c, err := range r.Clusters() {
		if err != nil {
			return err
		}
		if n == most {
			break
		}
		if err := r.card(p, c, n < pageOpen); err != nil {
			return err
		}
		n++
		changes += c.Changes
	}
	if n == 0 {
		p.Note("There is none.")
	}
	if left := r.NumClusters - n; left > 0 {
		p.Note(page.Text(fmt.Sprintf("Not on this page: %s with %s. “--limit 0” shows up to %s clusters; “dateline diff --format jsonl” lists every change.",
			page.Counted(left, "smaller cluster"), page.Counted(r.NumChanges()-changes, "change"), page.Number(pageClusters))))
	}
	return nil
}

// card is a cluster: what it is about, samples in their sentences, and its first changes.
func (r *Result) card(p *page.Page, c *Cluster, open bool) error {
	p.Raw(`<details class="card"`)
	if open {
		p.Raw(" open")
	}
	p.Raw("><summary>" + labelled(c.Label) + " <small>" + page.Text(fmt.Sprintf("%s in %s", page.Counted(c.Changes, "change"), page.Counted(c.Documents, "document"))))
	if c.Verdict != "" {
		p.Raw(", decided: " + page.Text(c.Verdict))
	}
	p.Raw("</small></summary>\n")
	meta := "Since " + page.Text(c.Blame.String()) + "."
	if len(c.Layers) > 1 {
		meta += " In " + page.Text(countsLine(c.Layers)) + "."
	}
	p.Note(meta + " Cluster <code>" + page.Text(c.ID) + "</code>.")
	for i := range c.Samples {
		sample(p, &c.Samples[i])
	}
	shown := min(c.Changes, pageChanges)
	if shown > len(c.Samples) {
		p.Raw("<details><summary>" + page.Text(fmt.Sprintf("List of changes: %s of %s", page.Number(shown), page.Number(c.Changes))) + "</summary>\n")
		t := page.Table{Caption: "Changes of cluster " + c.ID, Head: []string{"Document", "Where", "Old", "New", "Change"}, Stack: true}
		for k := range shown {
			x, err := r.Change(c.First() + k)
			if err != nil {
				return err
			}
			what := x.Layer
			if x.Field != "" {
				what += ", " + x.Field
			}
			old, new := value(x, x.Old), value(x, x.New)
			t.Rows = append(t.Rows, page.Row{Cells: []page.HTML{page.Clip(x.Document, 100), page.Text(what) + ": " + page.Clip(cmp.Or(x.Part, x.Surface), 80), old, new,
				page.Text(string(x.Class)) + " <code>" + page.Text(x.ID) + "</code>"}})
		}
		p.Table(t)
		if n := c.Changes - shown; n > 0 {
			p.Note(page.Text(page.Counted(n, "more change")+": ") + "<code>dateline diff --cluster " + page.Text(c.ID) + " --format jsonl</code>")
		}
		p.Raw("</details>\n")
	}
	p.Raw("</details>\n")
	return nil
}

func value(x *Change, s string) page.HTML {
	if s == "" && (x.Class == Added || x.Class == Removed || x.Class == Rewritten) {
		return ""
	}
	return page.Clip(null(s), pageValue)
}

// labelled is a text whose parts between backticks are set as such.
func labelled(s string) page.HTML {
	out := page.HTML("")
	s = page.Plain(s, 400)
	for i, part := range strings.Split(s, "`") {
		if i%2 == 1 {
			out += "<code>" + page.Mark(part, nil, "", "") + "</code>"
		} else {
			out += page.Mark(part, nil, "", "")
		}
	}
	return out
}

// sample shows a change in its sentence, old above new.
func sample(p *page.Page, x *Change) {
	p.Raw(`<div class="sample">`)
	old, new := page.HTML(""), page.HTML("")
	switch {
	case x.Layer == Text:
		a, b := page.Plain(x.Old, pageContext), page.Plain(x.New, pageContext)
		m := MapText(a, b)
		old, new = page.Mark(a, others(a, m.forward, m.same), "del", "old"), page.Mark(b, others(b, m.backward, m.same), "ins", "new")
	case x.OldContext == "" && x.NewContext != "" && x.Class != Added && x.Class != Rewritten:
		p.Raw(`<p><span class="sign">= both</span> ` + marked(x.NewContext, "mark", "both") + "</p>")
	default:
		old, new = marked(x.OldContext, "del", "old"), marked(x.NewContext, "ins", "new")
	}
	if old != "" {
		p.Raw(`<p><span class="sign signold">− old</span> ` + old + "</p>")
	}
	if new != "" {
		p.Raw(`<p><span class="sign signnew">+ new</span> ` + new + "</p>")
	}
	if x.Layer != Text && (x.Old != "" || x.New != "") {
		p.Raw(`<p>` + page.Text(cmp.Or(x.Field, x.Layer)) + ": ")
		switch {
		case x.Class == Added:
			p.Raw(`<ins class="new">` + page.Clip(x.New, pageValue) + `</ins>`)
		case x.Class == Removed:
			p.Raw(`<del class="old">` + page.Clip(x.Old, pageValue) + `</del>`)
		default:
			p.Raw(`<del class="old">` + page.Clip(null(x.Old), pageValue) + `</del> → <ins class="new">` + page.Clip(null(x.New), pageValue) + `</ins>`)
		}
		p.Raw("</p>")
	}
	note := page.Clip(x.Document, 120) + " <code>" + page.Text(x.ID) + "</code>"
	if x.Blame.Evidence != "" {
		note += page.Clip("; "+x.Blame.Evidence, 300)
	}
	p.Raw("<p><small>" + note + "</small></p></div>\n")
}

// marked is a sentence with the stretch between ⟦ and ⟧ in an element.
func marked(s, element, class string) page.HTML {
	before, rest, ok := strings.Cut(page.Plain(s, -1), "⟦")
	item, after, closed := strings.Cut(rest, "⟧")
	if !ok || !closed {
		return page.Clip(s, pageContext)
	}
	// A long sentence is cut around the item.
	if r := []rune(before); len(r) > pageContext/2 {
		before = "…" + string(r[len(r)-pageContext/2:])
	}
	if r := []rune(after); len(r) > pageContext/2 {
		after = string(r[:pageContext/2]) + "…"
	}
	if r := []rune(item); len(r) > pageContext {
		item = string(r[:pageContext]) + "…"
	}
	return page.Mark(before+item+after, [][2]int{{len(before), len(before) + len(item)}}, element, class)
}

// others are the stretches of a text that stand in no segment, without the space around them.
func others(text string, segs []segment, same bool) [][2]int {
	if same {
		return nil
	}
	var out [][2]int
	at := 0
	until := func(end int) {
		from := at
		for from < end && text[from] == ' ' {
			from++
		}
		for from < end && text[end-1] == ' ' {
			end--
		}
		if from < end {
			out = append(out, [2]int{from, end})
		}
	}
	for _, s := range segs {
		until(s.a)
		at = max(at, s.a+s.n)
	}
	until(len(text))
	return out
}
