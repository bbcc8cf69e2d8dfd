package page

import "strings"

// Columns is a chart of stacked columns over time, or whatever has an order.
type Columns struct {
	Title  string
	Desc   string   // what is to be seen, in a sentence or two
	Corner string   // what the columns are: "month"
	Labels []string // of the columns
	Series []Series
	// Above and Below say what stands above the line and below it, where there are series below.
	Above, Below string
}

// Series are the values of one class, one for each column.
type Series struct {
	Name   string
	Class  string
	Values []int
	Below  bool // of the line
}

const (
	columnsHeight = 220 // pixels of the plot
	columnsTop    = 16
	columnsFoot   = 26
)

// Columns adds a chart of columns. Its width is that of the screen; letters keep their size.
func (p *Page) Columns(c Columns) {
	n := p.chart()
	var heights [2][]int // of the columns above and below the line
	var most [2]int
	for side := range heights {
		heights[side] = make([]int, len(c.Labels))
		for _, s := range c.Series {
			if s.Below != (side == 1) {
				continue
			}
			for i, v := range s.Values {
				heights[side][i] += v
				most[side] = max(most[side], heights[side][i])
			}
		}
	}
	step := gridStep(max(most[0], most[1]))
	top, bottom := max(step, (most[0]+step-1)/step*step), (most[1]+step-1)/step*step
	pixels := func(v int) int { return v * columnsHeight / (top + bottom) }
	line := columnsTop + pixels(top)
	var keys []Key
	known := map[Key]bool{}
	for _, s := range c.Series {
		if k := (Key{Class: s.Class, Name: s.Name}); !known[k] {
			known[k] = true
			keys = append(keys, k)
		}
	}
	p.add("<figure>\n")
	if len(keys) > 1 {
		p.Legend(keys)
	}
	if c.Below != "" {
		p.Note(Text("Above the line: " + c.Above + ". Below the line: " + c.Below + "."))
	}
	p.add(`<svg class="columns" height="%d" role="img" aria-labelledby="c%d-title c%d-desc"><title id="c%d-title">%s</title><desc id="c%d-desc">%s</desc>`+"\n",
		columnsTop+columnsHeight+columnsFoot, n, n, n, Text(c.Title), n, Text(c.Desc))
	for v := -bottom; v <= top; v += step {
		y := line - pixels(v)
		class := ""
		if v == 0 && bottom > 0 {
			class = ` class="axis"`
		}
		p.add(`<line%s x1="0" x2="100%%" y1="%d" y2="%d"/>`, class, y, y)
		if v != 0 {
			p.add(`<text x="0" y="%d">%s</text>`, y-4, Number(max(v, -v)))
		}
	}
	p.add("\n")
	// The first columns would stand under the numbers of the grid.
	const edge = 4
	each := func(i int) int { return edge*100 + i*(100-edge)*100/len(c.Labels) } // of 10,000
	for i, label := range c.Labels {
		if heights[0][i]+heights[1][i] == 0 {
			continue
		}
		x, w := each(i), each(i+1)-each(i)
		w -= min(w/5, 60)
		var told []string
		at := [2]int{line, line}
		var rects strings.Builder
		for _, s := range c.Series {
			v := s.Values[i]
			if v == 0 {
				continue
			}
			told = append(told, c.name(&s)+" "+grouped(v))
			h := max(1, pixels(v))
			y := at[1]
			if s.Below {
				at[1] += h
			} else {
				at[0] -= h
				y = at[0]
			}
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
		t.Head, t.Numbers = append(t.Head, c.name(&s)), append(t.Numbers, i+1)
	}
	for i, label := range c.Labels {
		if heights[0][i]+heights[1][i] == 0 {
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

// name is what a series is called beside those on the other side of the line.
func (c *Columns) name(s *Series) string {
	switch {
	case c.Below == "":
		return s.Name
	case s.Below:
		return c.Below + ", " + s.Name
	}
	return c.Above + ", " + s.Name
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
