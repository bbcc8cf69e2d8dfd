package page

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// World is a map with dots. Longitude and latitude are its axes, as they are (the equirectangular projection).
type World struct {
	Title string
	Desc  string
	// Land are points on land, in hundredths of a degree north and east; where there are some, the
	// ground is darker. Nil: an empty ground.
	Land iter.Seq2[int, int]
	Dots []Dot // the largest first
}

// Dot is a place with what happened there.
type Dot struct {
	Name     string
	Lat, Lon int // hundredths of a degree north and east
	Counts   ByQuad
}

const (
	worldNorth  = 8000 // hundredths of a degree; beyond them nobody makes news
	worldSouth  = -5700
	worldUnit   = 37 // hundredths of a degree in a unit of the drawing
	worldCell   = 150
	worldLabels = 40
)

// World adds a map and the table of its dots.
func (p *Page) World(w World) {
	n := p.chart()
	width, height := 36000/worldUnit, (worldNorth-worldSouth)/worldUnit
	place := func(lat, lon int) point {
		return point{min(max(0, (lon+18000)/worldUnit), width), min(max(0, (worldNorth-lat)/worldUnit), height)}
	}
	p.add("<figure>\n"+`<svg class="world" viewBox="0 0 %d %d" role="img" aria-labelledby="c%d-title c%d-desc"><title id="c%d-title">%s</title><desc id="c%d-desc">%s</desc>`+"\n",
		width, height, n, n, n, Text(w.Title), n, Text(w.Desc))
	p.add(`<path class="grid" d="`)
	for lon := -15000; lon < 18000; lon += 3000 {
		p.add("M%d 0V%d", place(0, lon).x, height)
	}
	for lat := -3000; lat < worldNorth; lat += 3000 {
		p.add("M0 %dH%d", place(lat, 0).y, width)
	}
	p.add("\"/>\n")
	if w.Land != nil {
		p.ground(w.Land, place)
	}
	most := 1
	for i := range w.Dots {
		most = max(most, w.Dots[i].Counts.Sum())
	}
	radius := func(i int) int { return 3 + 13*isqrt(w.Dots[i].Counts.Sum()*10000)/max(1, isqrt(most*10000)) }
	var taken []box
	var names []label
	for i := range w.Dots {
		d := &w.Dots[i]
		at, r := place(d.Lat, d.Lon), radius(i)
		p.add(`<circle class="dot" cx="%d" cy="%d" r="%d"%s><title>%s: %s</title></circle>`+"\n", at.x, at.y, r, p.pick(d.Name), Text(d.Name), Text(d.Counts.Told()))
		taken = append(taken, box{at.x - r/2, at.y - r/2, at.x + r/2, at.y + r/2})
		names = append(names, label{d.Name, at, r + 2})
	}
	p.labels(names, taken, nil, worldLabels, width, height)
	p.add("</svg>\n<figcaption>%s</figcaption>\n", Text(w.Desc))
	t := Table{Caption: w.Title, Head: append([]string{"Place", "Latitude", "Longitude", "Events"}, Quads...), Numbers: []int{1, 2, 3, 4, 5, 6, 7}}
	for i := range w.Dots {
		d := &w.Dots[i]
		r := Row{Cells: []HTML{Text(d.Name), degrees(d.Lat), degrees(d.Lon), Number(d.Counts.Sum())}}
		for _, v := range d.Counts[1:] {
			r.Cells = append(r.Cells, Number(v))
		}
		t.Rows = append(t.Rows, r)
	}
	p.numbers(t)
	p.add("</figure>\n")
}

// ground draws the cells of a grid in which there is land, runs of them as one stretch.
func (p *Page) ground(land iter.Seq2[int, int], place func(lat, lon int) point) {
	const columns = 36000 / worldCell
	rows := (worldNorth - worldSouth) / worldCell
	cells := make([]bool, rows*columns)
	for lat, lon := range land {
		if y, x := (worldNorth-lat)/worldCell, (lon+18000)/worldCell; lat < worldNorth && y < rows && x >= 0 && x < columns {
			cells[y*columns+x] = true
		}
	}
	p.add(`<path class="land" d="`)
	for y := range rows {
		for x := 0; x < columns; x++ {
			if !cells[y*columns+x] {
				continue
			}
			from := x
			for x < columns && cells[y*columns+x] {
				x++
			}
			a := place(worldNorth-y*worldCell, from*worldCell-18000)
			b := place(worldNorth-(y+1)*worldCell, x*worldCell-18000)
			p.add("M%d %dH%dV%dH%dZ", a.x, a.y, b.x, b.y, a.x)
		}
	}
	p.add("\"/>\n")
}

// degrees writes hundredths of a degree.
func degrees(n int) HTML {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	s := strconv.Itoa(n % 100)
	return HTML(sign + strconv.Itoa(n/100) + "." + strings.Repeat("0", 2-len(s)) + s)
}

// SortDots puts the largest first.
func SortDots(dots []Dot) {
	slices.SortFunc(dots, func(a, b Dot) int { return cmp.Or(b.Counts.Sum()-a.Counts.Sum(), cmp.Compare(a.Name, b.Name)) })
}
