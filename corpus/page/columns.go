package page

import "strings"

// Columns is a chart of stacked columns over time, or whatever has an order.
type Columns struct {
	Title  string
	Desc   string   // what is to be seen, in a sentence or two
	Corner string   // what the columns are: "month"
	Labels []string // of the columns
	Series []Series
}

// Series are the values of one class, one for each column.
type Series struct {
	Name   string
	Class  string
	Values []int
}

const (
	columnsHeight = 220 // pixels of the plot
	columnsTop    = 16
	columnsFoot   = 26
)

// Columns adds a chart of columns. Its width is that of the screen; letters keep their size.
func (p *Page) Columns(c Columns) {
	n := p.chart()
	sums := make([]int, len(c.Labels))
	most := 0
	for _, s := range c.Series {
		for i, v := range s.Values {
			sums[i] += v
			most = max(most, sums[i])
		}
	}
	step := gridStep(most)
	top := max(step, (most+step-1)/step*step)
	var keys []Key
	for _, s := range c.Series {
		keys = append(keys, Key{Class: s.Class, Name: s.Name})
	}
	p.add("<figure>\n")
	if len(keys) > 1 {
		p.Legend(keys)
	}
	p.add(`<svg class="columns" height="%d" role="img" aria-labelledby="c%d-title c%d-desc"><title id="c%d-title">%s</title><desc id="c%d-desc">%s</desc>`+"\n",
		columnsTop+columnsHeight+columnsFoot, n, n, n, Text(c.Title), n, Text(c.Desc))
	for v := 0; v <= top; v += step {
		y := columnsTop + columnsHeight - v*columnsHeight/top
		p.add(`<line x1="0" x2="100%%" y1="%d" y2="%d"/>`, y, y)
		if v > 0 {
			p.add(`<text x="0" y="%d">%s</text>`, y-4, Number(v))
		}
	}
	p.add("\n")
	// The first columns would stand under the numbers of the grid.
	const edge = 4
	each := func(i int) int { return edge*100 + i*(100-edge)*100/len(c.Labels) } // of 10,000
	for i, label := range c.Labels {
		if sums[i] == 0 {
			continue
		}
		x, w := each(i), each(i+1)-each(i)
		w -= min(w/5, 60)
		var told []string
		y := columnsTop + columnsHeight
		var rects strings.Builder
		for _, s := range c.Series {
			v := s.Values[i]
			if v == 0 {
				continue
			}
			told = append(told, s.Name+" "+grouped(v))
			h := max(1, v*columnsHeight/top)
			y -= h
			rects.WriteString(`<rect class="` + s.Class + `" x="` + percent(x, 10000) + `" width="` + percent(w, 10000) + `" y="` + string(Number(y)) + `" height="` + string(Number(h)) + `"/>`)
		}
		p.add("<g><title>%s: %s</title>%s</g>\n", Text(label), Text(strings.Join(told, ", ")), rects.String())
	}
	// No more labels than fit: about eight on a wide screen, every other of them on a narrow one.
	gap := max(1, (len(c.Labels)+7)/8)
	for k, i := 0, 0; i < len(c.Labels); k, i = k+1, i+gap {
		x := (each(i) + each(i+1)) / 2
		class, anchor := "", "middle"
		if k%2 == 1 {
			class = ` class="broad"`
		}
		if x > 9600 {
			anchor = "end"
		}
		p.add(`<text%s x="%s" y="%d" text-anchor="%s">%s</text>`, class, percent(x, 10000), columnsTop+columnsHeight+18, anchor, Clip(c.Labels[i], 12))
	}
	p.add("</svg>\n<figcaption>%s</figcaption>\n", Text(c.Desc))
	t := Table{Caption: c.Title, Head: []string{c.Corner}}
	for i, s := range c.Series {
		t.Head, t.Numbers = append(t.Head, s.Name), append(t.Numbers, i+1)
	}
	for i, label := range c.Labels {
		if sums[i] == 0 {
			continue
		}
		r := Row{Cells: []HTML{Text(label)}}
		for _, s := range c.Series {
			r.Cells = append(r.Cells, Number(s.Values[i]))
		}
		t.Rows = append(t.Rows, r)
	}
	p.numbers(t)
	p.add("</figure>\n")
}

// gridStep is the distance of the lines of a grid: 1, 2 or 5 times a power of ten, so that there are at most five.
func gridStep(most int) int {
	for step := 1; ; step *= 10 {
		for _, s := range []int{step, 2 * step, 5 * step} {
			if s*5 >= most {
				return s
			}
		}
	}
}
