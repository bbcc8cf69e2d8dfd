package page

import (
	"cmp"
	"strconv"
)

// Table is a table of a page.
type Table struct {
	Caption string
	Head    []string
	Numbers []int // columns of numbers
	Rows    []Row
	Stack   bool // on a narrow screen cells stand below one another
}

// Row is a row of a table. Its first cell names it.
type Row struct {
	Cells []HTML
	Class string   // of the style sheet
	Data  []string // pairs: name of an attribute behind "data-", value
}

// Table adds a table.
func (p *Page) Table(t Table) { p.table(t, "") }

// Listed adds the table that [Page.Filter] filters.
func (p *Page) Listed(t Table) { p.table(t, "list") }

func (p *Page) table(t Table, id string) {
	numeric := map[int]bool{}
	for _, n := range t.Numbers {
		numeric[n] = true
	}
	mark := func(i int) string {
		if numeric[i] {
			return ` class="n"`
		}
		return ""
	}
	p.scroll(t.Caption)
	p.add("<table")
	if id != "" {
		p.add(` id="%s"`, id)
	}
	if t.Stack {
		p.add(` class="stack"`)
	}
	p.add("><caption>%s</caption>\n<thead><tr>", Text(t.Caption))
	for i, h := range t.Head {
		p.add(`<th scope="col"%s>%s</th>`, mark(i), Text(h))
	}
	p.add("</tr></thead>\n<tbody>\n")
	for _, r := range t.Rows {
		p.add("<tr")
		if r.Class != "" {
			p.add(` class="%s"`, r.Class)
		}
		for i := 0; i+1 < len(r.Data); i += 2 {
			p.add(` data-%s="%s"`, r.Data[i], Text(r.Data[i+1]))
		}
		p.add(">")
		for i, c := range r.Cells {
			if i == 0 {
				p.add(`<th scope="row"%s>%s</th>`, mark(i), c)
			} else {
				p.add("<td%s>%s</td>", mark(i), c)
			}
		}
		p.add("</tr>\n")
	}
	p.add("</tbody></table></div>\n")
}

// scroll begins a box whose content may be wider than the screen; who has no mouse can scroll it too.
func (p *Page) scroll(name string) {
	p.add(`<div class="scroll" tabindex="0" role="region" aria-label="%s">`, Text(name))
}

// numbers adds the table behind a chart, folded.
func (p *Page) numbers(t Table) {
	p.add(`<details class="numbers"><summary>The numbers as a table</summary>`)
	p.Table(t)
	p.add("</details>\n")
}

// Bars is a table with a bar in each row.
type Bars struct {
	Caption string
	Head    []string // the name, the number, then what else a row has
	Numbers []int    // further columns of numbers
	Rows    []Bar
	Legend  []Key
	Of      int // the number that fills the bar; 0: the largest
}

// Bar is a row of [Bars].
type Bar struct {
	Name  HTML
	Parts []Part // make up its number
	Cells []HTML
	Of    int // the number that fills this bar; 0: that of [Bars]
}

// Part is a stretch of a bar or column. Class is one of the style sheet: q0 to q4, plain.
type Part struct {
	Value int
	Class string
}

func (b *Bar) value() int {
	n := 0
	for _, p := range b.Parts {
		n += p.Value
	}
	return n
}

// Bars adds a table with bars.
func (p *Page) Bars(b Bars) {
	most := b.Of
	if most == 0 {
		for i := range b.Rows {
			most = max(most, b.Rows[i].value())
		}
	}
	p.Legend(b.Legend)
	p.scroll(b.Caption)
	p.add("<table><caption>%s</caption>\n<thead><tr>", Text(b.Caption))
	numeric := map[int]bool{1: true}
	for _, n := range b.Numbers {
		numeric[n] = true
	}
	for i, h := range b.Head {
		if numeric[i] {
			p.add(`<th scope="col" class="n">%s</th>`, Text(h))
		} else {
			p.add(`<th scope="col">%s</th>`, Text(h))
		}
		if i == 1 {
			p.add(`<td class="bar"></td>`)
		}
	}
	p.add("</tr></thead>\n<tbody>\n")
	for i := range b.Rows {
		r := &b.Rows[i]
		p.add(`<tr><th scope="row">%s</th><td class="n">%s</td><td class="bar"><svg aria-hidden="true" focusable="false">`, r.Name, Number(r.value()))
		at, full := 0, cmp.Or(r.Of, most)
		if r.Of > 0 {
			p.add(`<rect class="rest" width="100%%" y="1" height="100%%"/>`)
		}
		for _, part := range r.Parts {
			if part.Value > 0 {
				p.add(`<rect class="%s" x="%s" width="%s" y="1" height="100%%"/>`, part.Class, percent(at, full), percent(part.Value, full))
				at += part.Value
			}
		}
		p.add("</svg></td>")
		for k, c := range r.Cells {
			if numeric[k+2] {
				p.add(`<td class="n">%s</td>`, c)
			} else {
				p.add("<td>%s</td>", c)
			}
		}
		p.add("</tr>\n")
	}
	p.add("</tbody></table></div>\n")
}

// percent is a part of a whole with two decimals.
func percent(part, of int) string {
	if of <= 0 {
		return "0%"
	}
	n := part * 10000 / of
	s := strconv.Itoa(n % 100)
	if len(s) < 2 {
		s = "0" + s
	}
	return strconv.Itoa(n/100) + "." + s + "%"
}

// Key is an entry of a legend.
type Key struct {
	Class string
	Name  string
	Line  bool // a line of the class "e" and its number
}

// Quads are the four classes of events, in the order of their numbers.
var Quads = []string{"verbal cooperation", "material cooperation", "verbal conflict", "material conflict"}

// QuadKeys is the legend of the four classes; as lines if so wanted.
func QuadKeys(line bool) []Key {
	var out []Key
	for i, name := range Quads {
		n := strconv.Itoa(i + 1)
		if line {
			out = append(out, Key{"e e" + n, name, true})
		} else {
			out = append(out, Key{"q" + n, name, false})
		}
	}
	return out
}

// Legend adds a legend.
func (p *Page) Legend(keys []Key) {
	if len(keys) == 0 {
		return
	}
	p.add(`<ul class="legend">`)
	for _, k := range keys {
		if k.Line {
			p.add(`<li class="key"><svg aria-hidden="true" focusable="false" viewBox="0 0 26 14"><path class="%s" stroke-width="3" d="M0 7H26"/></svg>%s</li>`, k.Class, Text(k.Name))
		} else {
			p.add(`<li class="key"><svg aria-hidden="true" focusable="false"><rect class="%s" width="100%%" height="100%%"/></svg>%s</li>`, k.Class, Text(k.Name))
		}
	}
	p.add("</ul>\n")
}

// Heat is a table whose cells are the darker, the larger their number.
type Heat struct {
	Caption string
	Corner  string   // names the rows
	Head    []string // of the columns
	Classes []string // of the columns, "cq1" to "cq4" for a colour of their own
	Rows    []HeatRow
	Total   bool // a last column with the sum of the row
	Signed  bool // values are differences: they have a sign, and a colour for more and one for less
}

// HeatRow is a row of [Heat].
type HeatRow struct {
	Name   HTML
	Values []int
}

// Heat adds a heat table.
func (p *Page) Heat(h Heat) {
	most := 0
	for _, r := range h.Rows {
		for _, v := range r.Values {
			most = max(most, v, -v)
		}
	}
	number := Number
	if h.Signed {
		number = Difference
	}
	p.scroll(h.Caption)
	p.add(`<table class="heat"><caption>%s</caption>`+"\n"+`<thead><tr><th scope="col">%s</th>`, Text(h.Caption), Text(h.Corner))
	for _, name := range h.Head {
		p.add(`<th scope="col">%s</th>`, Text(name))
	}
	if h.Total {
		p.add(`<th scope="col">all</th>`)
	}
	p.add("</tr></thead>\n<tbody>\n")
	for _, r := range h.Rows {
		p.add(`<tr><th scope="row">%s</th>`, r.Name)
		sum := 0
		for i, v := range r.Values {
			sum += v
			class := "z"
			if v != 0 {
				class = "h" + strconv.Itoa(level(max(v, -v), most))
			}
			if h.Signed && v < 0 {
				class += " less"
			} else if h.Signed && v > 0 {
				class += " more"
			}
			if i < len(h.Classes) {
				class += " " + h.Classes[i]
			}
			if v == 0 {
				p.add(`<td class="%s">·</td>`, class)
			} else {
				p.add(`<td class="%s">%s</td>`, class, number(v))
			}
		}
		if h.Total {
			p.add("<td>%s</td>", number(sum))
		}
		p.add("</tr>\n")
	}
	p.add("</tbody></table></div>\n")
}

// level is a shade from 1 to 7, by the square root, so that one large number does not pale all others.
func level(v, most int) int {
	return min(7, 1+6*isqrt(v*10000)/max(1, isqrt(most*10000)))
}

// isqrt is the whole part of a square root (Newton).
func isqrt(n int) int {
	if n <= 0 {
		return 0
	}
	x := n
	for y := (x + 1) / 2; y < x; y = (x + n/x) / 2 {
		x = y
	}
	return x
}
