package page

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Network is a drawing of who did what to whom.
type Network struct {
	Title  string
	Desc   string
	Legend []Key
	Head   []string // of the table of edges, behind who and to whom
	nodes  []Node
	edges  []edge
	index  map[string]int
}

// Node is an actor. One that is given several times is one by its id; what it was given with first counts.
type Node struct {
	ID, Name string
	Weight   int    // how large it is drawn
	Told     string // what its size says, in words
}

// Edge is what one node did to another.
type Edge struct {
	Weight int    // how wide it is drawn
	Class  string // of the style sheet, behind "e" and "a": "0" to "4", "old", "new", "both"
	Told   string
	Cells  []HTML // of its row in the table
}

type edge struct {
	from, to int // indexes of nodes
	Edge
}

// MostNodes is how many nodes a network has room for.
const MostNodes = 34

// Link adds an edge, with its nodes, if there is room for them.
func (net *Network) Link(from, to Node, e Edge) bool {
	if net.index == nil {
		net.index = map[string]int{}
	}
	fresh := 0
	for _, v := range []*Node{&from, &to} {
		if _, ok := net.index[v.ID]; !ok {
			fresh++
		}
	}
	if len(net.nodes)+fresh > MostNodes {
		return false
	}
	ends := [2]int{}
	for k, v := range []*Node{&from, &to} {
		at, ok := net.index[v.ID]
		if !ok {
			at = len(net.nodes)
			net.index[v.ID] = at
			net.nodes = append(net.nodes, *v)
		}
		ends[k] = at
	}
	net.edges = append(net.edges, edge{ends[0], ends[1], e})
	return true
}

// Size is how many nodes and edges there are.
func (net *Network) Size() (nodes, edges int) { return len(net.nodes), len(net.edges) }

// heaviest puts the largest nodes first, since the first have their labels and the middle.
func (net *Network) heaviest() {
	order := make([]int, len(net.nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(net.nodes[b].Weight, net.nodes[a].Weight) })
	nodes, at := make([]Node, len(order)), make([]int, len(order))
	for i, old := range order {
		nodes[i], at[old] = net.nodes[old], i
		net.index[nodes[i].ID] = i
	}
	net.nodes = nodes
	for i := range net.edges {
		net.edges[i].from, net.edges[i].to = at[net.edges[i].from], at[net.edges[i].to]
	}
}

// distinct adds the ids to names that several nodes have.
func (net *Network) distinct() {
	count := map[string]int{}
	for i := range net.nodes {
		count[net.nodes[i].Name]++
	}
	for i := range net.nodes {
		if v := &net.nodes[i]; count[v.Name] > 1 {
			v.Name += " (" + v.ID + ")"
		}
	}
}

// QuadEdge is an edge of events by class, for a network of [Quads].
func QuadEdge(n ByQuad) Edge {
	e := Edge{Weight: n.Sum(), Class: strconv.Itoa(n.top()), Told: n.Told(), Cells: []HTML{Number(n.Sum())}}
	for _, v := range n[1:] {
		e.Cells = append(e.Cells, Number(v))
	}
	return e
}

// The size of the drawing in its own units, and how finely positions are computed.
const (
	netWidth = 960
	netFine  = 64
	netSteps = 300
	netEdge  = 96 // how long an edge is at rest
	netSide  = 78 // room for labels beside the outermost nodes
	netAbove = 30 // above and below them
)

type point struct{ x, y int }

// layout places the nodes of a drawing and says how high it is. What hangs together is laid out by itself, then the
// parts are put into rows, the largest first.
func layout(n int, edges []edge) ([]point, int) {
	parts := components(n, edges)
	at := make([]point, n)
	type placed struct {
		nodes []int
		w, h  int
	}
	var list []placed
	for _, nodes := range parts {
		w, h := spread(nodes, edges, at)
		list = append(list, placed{nodes, w, h})
	}
	y := 0
	for i := 0; i < len(list); {
		// As many as fit beside one another make a row.
		k, width, height := i, 0, 0
		for k < len(list) && (k == i || width+list[k].w <= netWidth) {
			width, height = width+list[k].w, max(height, list[k].h)
			k++
		}
		x, gap := 0, (netWidth-width)/(k-i+1)
		for ; i < k; i++ {
			x += gap
			for _, v := range list[i].nodes {
				at[v].x, at[v].y = at[v].x+x, at[v].y+y+(height-list[i].h)/2
			}
			x += list[i].w
		}
		y += height
	}
	return at, max(y, 60)
}

// components are the parts of a graph, the one of most nodes first, then by their first node.
func components(n int, edges []edge) [][]int {
	root := make([]int, n)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, e := range edges {
		if a, b := find(e.from), find(e.to); a != b {
			root[max(a, b)] = min(a, b)
		}
	}
	by := make([][]int, n)
	for i := range n {
		by[find(i)] = append(by[find(i)], i)
	}
	var out [][]int
	for _, nodes := range by {
		if len(nodes) > 0 {
			out = append(out, nodes)
		}
	}
	slices.SortStableFunc(out, func(a, b []int) int { return len(b) - len(a) })
	return out
}

// spread places the nodes of one part of a graph: springs along the edges, and all nodes push each other
// away (Fruchterman and Reingold 1991), in whole numbers and with a fixed number of
// steps, so that the picture is the same everywhere. It returns the room that the part takes.
func spread(nodes []int, edges []edge, at []point) (w, h int) {
	if len(nodes) <= 2 {
		for i, v := range nodes {
			at[v] = point{netSide + i*netEdge*4/3, netAbove}
		}
		return 2*netSide + (len(nodes)-1)*netEdge*4/3, 2 * netAbove
	}
	const k = netEdge * netFine
	// They start on a spiral, the most important in the middle.
	index := map[int]int{}
	for i, v := range nodes {
		index[v] = i
		r := isqrt(i*10000) * netEdge / 100
		at[v] = point{r * sine(i*137+90) * netFine / 1000, r * sine(i*137) * netFine / 1000}
	}
	var inner [][2]int
	for _, e := range edges {
		a, ok := index[e.from]
		if ok {
			inner = append(inner, [2]int{a, index[e.to]})
		}
	}
	force := make([]point, len(nodes))
	for step := range netSteps {
		clear(force)
		for i, v := range nodes {
			for j, u := range nodes[:i] {
				dx, dy := at[v].x-at[u].x, at[v].y-at[u].y
				if dx == 0 && dy == 0 {
					dx = 1 + i%3
				}
				d := max(1, isqrt(dx*dx+dy*dy))
				fx, fy := dx*k/d*k/d, dy*k/d*k/d
				force[i].x, force[i].y = force[i].x+fx, force[i].y+fy
				force[j].x, force[j].y = force[j].x-fx, force[j].y-fy
			}
		}
		for _, e := range inner {
			a, b := nodes[e[0]], nodes[e[1]]
			dx, dy := at[b].x-at[a].x, at[b].y-at[a].y
			d := isqrt(dx*dx + dy*dy)
			fx, fy := dx*d/k, dy*d/k
			force[e[0]].x, force[e[0]].y = force[e[0]].x+fx, force[e[0]].y+fy
			force[e[1]].x, force[e[1]].y = force[e[1]].x-fx, force[e[1]].y-fy
		}
		most := 1 + k*(netSteps-step)/netSteps
		for i, f := range force {
			d := max(1, isqrt(f.x*f.x+f.y*f.y))
			by := min(d, most)
			at[nodes[i]].x += f.x * by / d
			at[nodes[i]].y += f.y * by / d
		}
	}
	lo, hi := at[nodes[0]], at[nodes[0]]
	for _, v := range nodes {
		q := at[v]
		lo, hi = point{min(lo.x, q.x), min(lo.y, q.y)}, point{max(hi.x, q.x), max(hi.y, q.y)}
	}
	// A large part is as wide as the drawing and not much higher than a screen; labels need width more than height.
	w, h = max(1, (hi.x-lo.x)/netFine), max(1, (hi.y-lo.y)/netFine)
	if h > w {
		for _, v := range nodes {
			at[v].x, at[v].y = at[v].y, at[v].x
		}
		lo, hi, w, h = point{lo.y, lo.x}, point{hi.y, hi.x}, h, w
	}
	wide, high := w*5/4, h*3/4
	if len(nodes) > 8 {
		wide = netWidth - 2*netSide
	}
	wide, high = min(wide, netWidth-2*netSide), min(high, 460)
	for _, v := range nodes {
		at[v] = point{netSide + (at[v].x-lo.x)*wide/(w*netFine), netAbove + (at[v].y-lo.y)*high/(h*netFine)}
	}
	return wide + 2*netSide, high + 2*netAbove
}

// sine is the sine of whole degrees × 1000 (Bhaskara's formula, right to about 0.002).
func sine(deg int) int {
	deg = (deg%360 + 360) % 360
	sign := 1
	if deg >= 180 {
		deg, sign = deg-180, -1
	}
	p := deg * (180 - deg)
	return sign * 4000 * p / (40500 - p)
}

// Network adds a drawing of a network and the table of its edges.
func (p *Page) Network(net Network) {
	n := p.chart()
	net.heaviest()
	net.distinct()
	at, height := layout(len(net.nodes), net.edges)
	heaviest, strongest := 1, 1
	for _, v := range net.nodes {
		heaviest = max(heaviest, v.Weight)
	}
	back := map[[2]int]bool{}
	for i := range net.edges {
		e := &net.edges[i]
		strongest = max(strongest, e.Weight)
		back[[2]int{e.from, e.to}] = true
	}
	radius := func(i int) int { return 4 + 9*isqrt(net.nodes[i].Weight*10000)/max(1, isqrt(heaviest*10000)) }
	p.add("<figure>\n")
	p.Legend(net.Legend)
	p.add(`<svg class="network" viewBox="0 0 %d %d" role="img" aria-labelledby="c%d-title c%d-desc"><title id="c%d-title">%s</title><desc id="c%d-desc">%s</desc>`+"\n",
		netWidth, height, n, n, n, Text(net.Title), n, Text(net.Desc))
	var taken, crossed []box
	for i, q := range at {
		r := radius(i)
		taken = append(taken, box{q.x - r, q.y - r, q.x + r, q.y + r})
	}
	for i := range net.edges {
		e := &net.edges[i]
		a, b := at[e.from], at[e.to]
		dx, dy := b.x-a.x, b.y-a.y
		d := max(1, isqrt(dx*dx+dy*dy))
		// A curve bends aside, so that the way back is a line of its own.
		bend := d / 14
		if back[[2]int{e.to, e.from}] {
			bend = d / 7
		}
		c := point{(a.x+b.x)/2 - dy*bend/d, (a.y+b.y)/2 + dx*bend/d}
		ex, ey := b.x-c.x, b.y-c.y
		l := max(1, isqrt(ex*ex+ey*ey))
		width := 2 + 4*(isqrt(e.Weight*10000)-100)/max(1, isqrt(strongest*10000)) // 1.5 at least
		gap := radius(e.to) + 2
		size := 7 + width
		tip := point{b.x - ex*gap/l, b.y - ey*gap/l}
		base := point{b.x - ex*(gap+size)/l, b.y - ey*(gap+size)/l}
		for t := 1; t < 24; t++ { // along the curve (Bézier, of second degree)
			u := 24 - t
			x, y := (u*u*a.x+2*u*t*c.x+t*t*b.x)/576, (u*u*a.y+2*u*t*c.y+t*t*b.y)/576
			crossed = append(crossed, box{x - 3, y - 3, x + 3, y + 3})
		}
		p.add(`<g%s><title>%s</title><path class="e e%s" stroke-width="%d" d="M%d %dQ%d %d %d %d"/><path class="a a%s" d="M%d %dL%d %dL%d %dZ"/></g>`+"\n",
			p.pick(net.nodes[e.from].Name+" "+net.nodes[e.to].Name), Text(net.nodes[e.from].Name+" → "+net.nodes[e.to].Name+": "+e.Told), e.Class, width,
			a.x, a.y, c.x, c.y, base.x, base.y, e.Class, tip.x, tip.y, base.x-ey*size/2/l, base.y+ex*size/2/l, base.x+ey*size/2/l, base.y-ex*size/2/l)
	}
	for i, q := range at {
		p.add(`<circle cx="%d" cy="%d" r="%d"%s><title>%s: %s</title></circle>`+"\n", q.x, q.y, radius(i), p.pick(net.nodes[i].Name), Text(net.nodes[i].Name), Text(net.nodes[i].Told))
	}
	var names []label
	for i, q := range at {
		names = append(names, label{net.nodes[i].Name, q, radius(i) + 3})
	}
	p.labels(names, taken, crossed, 0, netWidth, height)
	p.add("</svg>\n<figcaption>%s</figcaption>\n", Text(net.Desc))
	t := Table{Caption: net.Title, Head: append([]string{"Who", "To whom"}, net.Head...)}
	for i := range net.Head {
		t.Numbers = append(t.Numbers, i+2)
	}
	list := slices.Clone(net.edges)
	slices.SortStableFunc(list, func(a, b edge) int { return cmp.Compare(b.Weight, a.Weight) })
	for _, e := range list {
		t.Rows = append(t.Rows, Row{Cells: append([]HTML{Text(net.nodes[e.from].Name), Text(net.nodes[e.to].Name)}, e.Cells...)})
	}
	p.numbers(t)
	p.add("</figure>\n")
}

// label is a name beside a point.
type label struct {
	name string
	at   point
	gap  int // from the point, in units of the drawing
}

type box struct{ x0, y0, x1, y1 int }

// spot is where a name may stand: its left edge and base line, and how it is written there.
type spot struct {
	x, y   int
	anchor string
	at     int
}

func (s spot) box(w, h int) box { return box{s.x, s.y - h*8/10, s.x + w, s.y + h/4} }

// over is the area that two boxes share.
func (b box) over(o box) int {
	w, h := min(b.x1, o.x1)-max(b.x0, o.x0), min(b.y1, o.y1)-max(b.y0, o.y0)
	if w <= 0 || h <= 0 {
		return 0
	}
	return w * h
}

// labels adds the names twice: small ones for a wide screen, and as many in large letters as there is
// room for on a narrow one. Of the places around its point where it covers no other name and no
// point, a name takes the first of those where it covers least of the boxes crossed; where there is none it is
// left out, since the table has it.
func (p *Page) labels(names []label, taken, crossed []box, most, width, height int) {
	for _, of := range []struct {
		class      string
		size, clip int
	}{{"broad", 12, 26}, {"narrow", 26, 18}} {
		used := slices.Clone(taken)
		p.add(`<g class="%s" aria-hidden="true">`, of.class)
		for n, l := range names {
			if most > 0 && n >= most {
				break
			}
			name := Plain(l.name, of.clip)
			w, h := widthOf(name)*of.size/100, of.size
			g := l.gap
			best, least, found := spot{}, 0, false
			for _, c := range []spot{
				{l.at.x + g, l.at.y + h/3, "start", l.at.x + g},
				{l.at.x - g - w, l.at.y + h/3, "end", l.at.x - g},
				{l.at.x - w/2, l.at.y + g + h*8/10, "middle", l.at.x},
				{l.at.x - w/2, l.at.y - g - h/5, "middle", l.at.x},
				{l.at.x + g*2/3, l.at.y + g + h*7/10, "start", l.at.x + g*2/3},
				{l.at.x + g*2/3, l.at.y - g, "start", l.at.x + g*2/3},
				{l.at.x - g*2/3 - w, l.at.y + g + h*7/10, "end", l.at.x - g*2/3},
				{l.at.x - g*2/3 - w, l.at.y - g, "end", l.at.x - g*2/3},
			} {
				b := c.box(w, h)
				if b.x0 < 0 || b.y0 < 0 || b.x1 > width || b.y1 > height || slices.ContainsFunc(used, func(o box) bool { return b.over(o) > 0 }) {
					continue
				}
				n := 0
				for _, o := range crossed {
					n += b.over(o)
				}
				if !found || n < least {
					best, least, found = c, n, true
				}
			}
			if found {
				used = append(used, best.box(w, h))
				p.add(`<text x="%d" y="%d" text-anchor="%s">%s</text>`, best.at, best.y, best.anchor, HTML(escape(name)))
			}
		}
		p.add("</g>\n")
	}
}

// widthOf estimates the width of a text in hundredths of the size of its letters.
func widthOf(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x1100:
			n += 105
		case strings.ContainsRune("iljtfI.,'’ -()", r):
			n += 36
		case strings.ContainsRune("mwMW", r):
			n += 90
		case r >= 'A' && r <= 'Z':
			n += 70
		default:
			n += 60
		}
	}
	return n
}
