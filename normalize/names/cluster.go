package names

import (
	"cmp"
	"slices"
	"sort"
	"strings"
)

// Limits of clustering, all deterministic.
const (
	pairsEach     = 8       // candidate comparisons for each name, on average,
	pairsLeast    = 60_000  // but at least so many
	pairsMost     = 700_000 // and at most
	smallestCap   = 12      // the block size below which no budget cuts
	window        = 12      // neighbours compared within a block over the cap
	frequentScore = 62      // a lone last name that is frequent: see single
	crossChecked  = 24      // members of a cluster that a merge is checked against
)

// Cluster gives every name the number of its cluster, counted from 0 in the order
// of first appearance. Which names share a cluster is a function of the set of
// names alone: neither their order nor repetitions matter. No two names of a
// cluster contradict each other (see [Contradict]), so that a common name does
// not link what it stands between.
//
// The method: names that differ in case, order and marks alone are one node; nodes
// that share a key are compared; links are taken best first, each only if no
// member of the two clusters contradicts another (constrained agglomeration);
// a short name that answers to several clusters that contradict each other joins
// none; last, lone last names and short acronyms join the one cluster they can
// mean.
func Cluster(all []string, k Kind) []int {
	groups, _ := clusterNodes(all, k)
	return groups
}

// Joined is what [ClusterWhy] says about one name: its cluster and the link that
// brought it there.
type Joined struct {
	Cluster int
	Why     string // the best link to another name of the cluster, or empty
	To      string // that name
	Score   float64
}

// ClusterWhy is [Cluster] with the reason for every link.
func ClusterWhy(all []string, k Kind) []Joined {
	groups, c := clusterNodes(all, k)
	out := make([]Joined, len(all))
	for i := range all {
		out[i].Cluster = groups[i]
		n := c.nodeOf[c.index[all[i]]]
		if e := c.best[n]; e.score > 0 {
			other := e.a
			if other == n {
				other = e.b
			}
			v := c.compare(n, other)
			out[i].Why, out[i].To, out[i].Score = v.why, c.nodes[other].p.text, float64(v.score)/100
		} else if len(c.spellings[n]) > 1 {
			for _, s := range c.spellings[n] {
				if s != all[i] {
					out[i].Why, out[i].To, out[i].Score = "the same words", s, 1
					break
				}
			}
		}
	}
	return out
}

type edge struct {
	a, b  int32 // nodes, a < b
	score int16
}

type node struct {
	p *parsed
	q *parsed // read as an organisation, if ever asked
}

type clusterer struct {
	r         *reader
	index     map[string]int32 // name to its number in sorted order
	nodeOf    []int32          // by that number
	nodes     []node
	spellings [][]string
	titles    [][]string // of all spellings of a node
	root      []int32
	members   [][]int32
	best      []edge
	memo      memo
}

func clusterNodes(all []string, k Kind) ([]int, *clusterer) {
	c := &clusterer{r: &reader{known: map[string]*token{}}, index: make(map[string]int32, len(all))}
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	c.nodeOf = make([]int32, len(sorted))
	byForm := map[string]int32{}
	for i, s := range sorted {
		c.index[s] = int32(i)
		n := c.r.parse(s, k)
		form := n.p.form()
		at, ok := byForm[form]
		if !ok {
			at = int32(len(c.nodes))
			byForm[form] = at
			c.nodes = append(c.nodes, node{p: n.p})
			c.spellings = append(c.spellings, nil)
			c.titles = append(c.titles, nil)
		} else if n.p.shown && !c.nodes[at].p.shown {
			c.nodes[at].p = n.p // the spelling that shows the family name knows more
		}
		c.nodeOf[i] = at
		for _, t := range n.p.titles {
			if !slices.Contains(c.titles[at], t) {
				c.titles[at] = append(c.titles[at], t)
			}
		}
		c.spellings[at] = append(c.spellings[at], s)
	}
	c.link(c.candidates())

	out := make([]int, len(all))
	number := map[int32]int{}
	for i, s := range all {
		root := c.root[c.nodeOf[c.index[s]]]
		id, ok := number[root]
		if !ok {
			id = len(number)
			number[root] = id
		}
		out[i] = id
	}
	return out, c
}

// form is equal for names that differ in case, marks, particles and order alone.
func (p *parsed) form() string {
	var toks []string
	if p.kind == Person {
		for i, t := range p.toks {
			if m := p.marks[i].joined; m != nil {
				toks = append(toks, m.plain)
			} else {
				toks = append(toks, t.plain)
			}
		}
		// Two given names the other way round may be two people.
		if p.shown || p.asian || !bothGiven(p) {
			if p.shown || !p.asian {
				slices.Sort(toks)
			}
		}
		toks = append(toks, "."+p.suffix, "p")
	} else {
		for _, w := range p.words {
			toks = append(toks, w.tok.plain)
		}
		toks = append(toks, "."+p.acronym)
	}
	if len(toks) <= 2 {
		toks = append(toks, p.text) // no letters: the text stands for itself
	}
	return strings.Join(toks, " ")
}

func (c *clusterer) compare(a, b int32) verdict {
	x, y := &c.nodes[a], &c.nodes[b]
	if x.p.kind == Person && y.p.kind == Person {
		if x.p.text > y.p.text {
			x, y = y, x
		}
		v := comparePersons(x.p, y.p, &c.memo)
		if len(x.p.toks) == 1 && len(y.p.toks) == 1 && v.score < 90 {
			v.score = min(v.score, 60) // among many lone words, nearly the same is not enough
		}
		return v
	}
	for _, n := range [2]*node{x, y} {
		if n.q == nil {
			n.q = c.r.asOrganisation(n.p)
		}
	}
	if x.p.text > y.p.text {
		x, y = y, x
	}
	return compareOrganisations(x.q, y.q)
}

type keyed struct {
	hash uint64
	node int32
	wide bool
}

func hashKey(key []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range key {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

// candidates compares the nodes under each key and returns the links worth a thought.
func (c *clusterer) candidates() []edge {
	var keys []keyed
	for i := range c.nodes {
		n := int32(i)
		c.nodes[i].p.keys(func(key []byte, wide bool) { keys = append(keys, keyed{hashKey(key), n, wide}) })
	}
	slices.SortFunc(keys, func(x, y keyed) int {
		if d := cmp.Compare(x.hash, y.hash); d != 0 {
			return d
		}
		return cmp.Compare(x.node, y.node)
	})
	keys = slices.CompactFunc(keys, func(x, y keyed) bool { return x.hash == y.hash && x.node == y.node })
	type block struct{ from, to int }
	var blocks []block
	for i := 0; i < len(keys); {
		j := i + 1
		for j < len(keys) && keys[j].hash == keys[i].hash {
			j++
		}
		if j-i > 1 {
			blocks = append(blocks, block{i, j})
		}
		i = j
	}
	budget := min(max(pairsLeast, pairsEach*len(c.nodes)), pairsMost)
	limit := func(wide bool) int {
		sizes := map[int]int{}
		for _, b := range blocks {
			if keys[b.from].wide == wide {
				sizes[b.to-b.from]++
			}
		}
		order := make([]int, 0, len(sizes))
		for s := range sizes {
			order = append(order, s)
		}
		sort.Ints(order)
		total, most := 0, smallestCap
		for _, s := range order {
			total += sizes[s] * s * (s - 1) / 2
			if total > budget {
				break
			}
			most = max(most, s)
		}
		return most
	}
	wideCap, narrowCap := limit(true), limit(false)
	var pairs []uint64
	add := func(a, b int32) {
		if a > b {
			a, b = b, a
		}
		if a != b {
			pairs = append(pairs, uint64(a)<<32|uint64(b))
		}
	}
	for _, b := range blocks {
		n := b.to - b.from
		most := narrowCap
		if keys[b.from].wide {
			most = wideCap
		}
		reach := n
		if n > most {
			if keys[b.from].wide {
				continue // blocks of two words hold what matters
			}
			reach = window
		}
		for i := b.from; i < b.to; i++ {
			for j := i + 1; j < b.to && j <= i+reach; j++ {
				add(keys[i].node, keys[j].node)
			}
		}
	}
	keys = nil
	slices.Sort(pairs)
	pairs = slices.Compact(pairs)
	var edges []edge
	for _, p := range pairs {
		a, b := int32(p>>32), int32(uint32(p))
		if v := c.compare(a, b); v.score >= frequentScore {
			edges = append(edges, edge{a, b, int16(v.score)})
		}
	}
	return edges
}

// link merges clusters along edges, best first.
func (c *clusterer) link(edges []edge) {
	n := len(c.nodes)
	c.root = make([]int32, n)
	c.members = make([][]int32, n)
	c.best = make([]edge, n)
	for i := range c.root {
		c.root[i] = int32(i)
		c.members[i] = []int32{int32(i)}
	}
	// Nodes are in the order of their texts, so that this order is one of content.
	slices.SortFunc(edges, func(x, y edge) int {
		if d := cmp.Compare(y.score, x.score); d != 0 {
			return d
		}
		if d := cmp.Compare(x.a, y.a); d != 0 {
			return d
		}
		return cmp.Compare(x.b, y.b)
	})
	strong := edges
	for i, e := range edges {
		if e.score < 70 {
			strong = edges[:i]
			break
		}
	}
	torn := c.torn(strong)
	for _, e := range strong {
		if torn[e.a] && e.score < 96 || torn[e.b] && e.score < 96 {
			continue
		}
		c.join(e)
	}
	c.lone(edges[len(strong):])
}

// torn marks short names that answer equally well to names that contradict each
// other: whom they mean cannot be known from the names.
func (c *clusterer) torn(edges []edge) []bool {
	out := make([]bool, len(c.nodes))
	near := map[int32][]edge{}
	for _, e := range edges {
		for _, n := range [2]int32{e.a, e.b} {
			if l := near[n]; len(l) < 6 {
				near[n] = append(l, e)
			}
		}
	}
	for n, list := range near {
		if len(list) < 2 {
			continue
		}
		top := list[0].score
		if top >= 97 {
			continue
		}
		first := other(list[0], n)
		for _, e := range list[1:] {
			if e.score < top-1 {
				break
			}
			if c.compare(first, other(e, n)).never && words(c.nodes[n].p) <= min(words(c.nodes[first].p), words(c.nodes[other(e, n)].p)) {
				out[n] = true
				break
			}
		}
	}
	return out
}

func other(e edge, n int32) int32 {
	if e.a == n {
		return e.b
	}
	return e.a
}

// join merges the clusters of an edge's ends unless members contradict.
func (c *clusterer) join(e edge) bool {
	x, y := c.root[e.a], c.root[e.b]
	for _, n := range [2]int32{e.a, e.b} {
		if x != y || c.best[n].score == 0 {
			break
		}
	}
	if x == y {
		for _, n := range [2]int32{e.a, e.b} {
			if c.best[n].score == 0 {
				c.best[n] = e
			}
		}
		return false
	}
	p, q := c.sample(x), c.sample(y)
	for _, a := range p {
		for _, b := range q {
			if a == e.a && b == e.b || a == e.b && b == e.a {
				continue
			}
			if c.compare(a, b).never {
				return false
			}
		}
	}
	if x > y {
		x, y = y, x
	}
	for _, m := range c.members[y] {
		c.root[m] = x
	}
	c.members[x] = append(c.members[x], c.members[y]...)
	slices.Sort(c.members[x])
	c.members[y] = nil
	for _, n := range [2]int32{e.a, e.b} {
		if c.best[n].score == 0 {
			c.best[n] = e
		}
	}
	return true
}

// sample is the members of a cluster that a merge is checked against: all of a
// small one, evenly spaced ones of a large one.
func (c *clusterer) sample(root int32) []int32 {
	m := c.members[root]
	if len(m) <= crossChecked {
		return m
	}
	out := make([]int32, crossChecked)
	for i := range out {
		out[i] = m[i*len(m)/crossChecked]
	}
	return out
}

// lone joins names that say too little by themselves (a last name, a short
// acronym, an office without its country) to the one cluster that they can mean;
// where they can mean several, a title in common may still tell, else they stay
// alone.
func (c *clusterer) lone(edges []edge) {
	type choice struct {
		edges []edge // best first, one for each cluster
		roots []int32
	}
	choices := map[int32]*choice{}
	var order []int32
	for _, e := range edges {
		short, long := e.a, e.b
		if size(c.nodes[short].p) > size(c.nodes[long].p) {
			short, long = long, short
		}
		p, q := c.nodes[short].p, c.nodes[long].p
		if size(p) >= size(q) || p.kind == Person && size(p) != 1 {
			continue
		}
		from, to := c.root[short], c.root[long]
		if from == to || !c.alone(from) {
			continue
		}
		ch := choices[from]
		if ch == nil {
			ch = &choice{}
			choices[from] = ch
			order = append(order, from)
		}
		if len(ch.roots) < 8 && !slices.Contains(ch.roots, to) {
			ch.edges, ch.roots = append(ch.edges, e), append(ch.roots, to)
		}
	}
	slices.Sort(order)
	for _, from := range order {
		ch := choices[from]
		best := ch.edges[:1]
		for _, e := range ch.edges[1:] {
			if e.score == best[0].score {
				best = append(best, e)
			}
		}
		if len(best) > 1 || best[0].score == frequentScore {
			// A title in common singles one out.
			var titled []edge
			for _, e := range best {
				to := c.root[e.a]
				if to == from {
					to = c.root[e.b]
				}
				if c.sharesTitle(from, to) {
					titled = append(titled, e)
				}
			}
			best = titled
		}
		if len(best) == 1 {
			c.join(best[0])
		}
	}
}

// alone says whether a cluster holds nothing but names that say too little.
func (c *clusterer) alone(root int32) bool {
	n := size(c.nodes[c.members[root][0]].p)
	for _, m := range c.members[root] {
		p := c.nodes[m].p
		if p.kind == Person && size(p) != 1 || size(p) != n {
			return false
		}
	}
	return true
}

// sharesTitle says whether members of two clusters bear one title.
func (c *clusterer) sharesTitle(x, y int32) bool {
	for _, a := range c.sample(x) {
		for _, t := range c.titles[a] {
			if weakTitle(t) {
				continue
			}
			for _, b := range c.sample(y) {
				if slices.Contains(c.titles[b], t) {
					return true
				}
			}
		}
	}
	return false
}

// weakTitle says that a title is everybody's.
func weakTitle(t string) bool {
	switch t {
	case "mr", "mrs", "ms", "miss", "dr", "sir", "prof", "professor", "former", "vice", "deputy", "of", "state", "foreign", "defense", "defence", "acting", "the":
		return true
	}
	return false
}

func size(p *parsed) int {
	if p.kind == Person {
		return words(p)
	}
	if p.acronym != "" {
		return 1
	}
	return len(p.words)
}
