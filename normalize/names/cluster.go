package names

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"strings"

	"dateline/corpus/hash"
)

// Limits of clustering, all deterministic.
const (
	narrowEach    = 10        // candidate pairs under keys of two words for each name, on average,
	wideEach      = 3         // under keys of one word, between names of more words,
	loneEach      = 6         // and between a lone word and any other,
	pairsLeast    = 400_000   // but at least so many
	pairsMost     = 1_000_000 // and at most, of each sort
	smallestCap   = 12        // the block size below which no budget cuts
	window        = 4         // neighbours compared within a block over the cap
	frequentScore = 62        // a lone last name that is frequent: see single
	crossChecked  = 24        // members of a cluster that a merge is checked against
)

// Cluster gives every name the number of its cluster, counted from 0 in the order
// of first appearance. Which names share a cluster is a function of the set of
// names alone: neither their order nor repetitions matter. No two names of a
// cluster contradict each other (see [Contradict]; of clusters of more than 24
// names, 24 are checked), so that a common name does not link what it stands
// between.
//
// The method: names that differ in case, order and marks alone are one node; nodes
// that share a key are compared; links are taken best first, each only if no
// member of the two clusters contradicts another (constrained agglomeration);
// a short name that answers to several clusters that contradict each other joins
// none; last, lone last names and short acronyms join the one cluster they can
// mean.
func Cluster(all []string, k Kind) []int {
	groups, _ := clusterNodes(all, k, nil)
	return groups
}

// Joined is what [ClusterWhy] says about one name: its cluster and the link that
// brought it there.
type Joined struct {
	Why     string // the best link to another name of the cluster, or empty
	To      string // that name
	Cluster int32
	Score   uint8 // of the link, in hundredths
	Titles  uint8 // words of a title before a person's name
	Given   uint8 // its words but for the family name
}

// ClusterWhy is [Cluster] with the reason for every link. Known, which may be nil, is
// for each name whose it is known to be, or empty: no cluster holds names known to be
// two actors'. Equal names must be known alike.
func ClusterWhy(all []string, k Kind, known []string) []Joined {
	groups, c := clusterNodes(all, k, known)
	out := make([]Joined, len(all))
	for i := range all {
		j := &out[i]
		j.Cluster = int32(groups[i])
		n := c.nodeOf[i]
		j.Titles = c.titled[i]
		if p := c.nodes[n].p; p.kind == Person {
			j.Given = uint8(min(max(len(p.toks)-1, 0), 255))
		}
		if e := c.best[n]; e.score > 0 {
			v := c.compare(n, other(e, n), true)
			j.Why, j.To, j.Score = v.why, c.nodes[other(e, n)].p.text, uint8(v.score)
			continue
		}
		for _, s := range c.spellings[n] {
			if s != all[i] {
				j.Why, j.To, j.Score = "the same words", s, 100
				break
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
	nodeOf    []int32 // by the place of the name in the input
	nodes     []node
	briefs    []brief
	tokens    []*token           // by id
	ids       []uint32           // of tokens, for briefs
	spellings map[int32][]string // of nodes with more than one
	titles    map[int32][]string // of all spellings of a node
	titled    []uint8            // words of a title, by the place of the name in the input
	known     map[int32]string   // whose a cluster is known to be, by its root
	root      []int32
	members   [][]int32 // by root, nil for a cluster of one node
	best      []edge
	memo      *memo
	least     int // pairs of each sort that every list may have
	pairs     int // of nodes, looked at by candidates
	checks    int // of pairs, by join
}

func clusterNodes(all []string, k Kind, known []string) ([]int, *clusterer) {
	return clusterWithin(all, k, known, pairsLeast)
}

// clusterWithin is clusterNodes with a budget of at least so many pairs of each sort.
func clusterWithin(all []string, k Kind, known []string, least int) ([]int, *clusterer) {
	c := &clusterer{least: least, r: &reader{known: map[string]*token{}, words: map[word]uint32{}}, nodeOf: make([]int32, len(all)), titled: make([]uint8, len(all)),
		known: map[int32]string{}, spellings: map[int32][]string{}, titles: map[int32][]string{}, memo: newMemo(len(all))}
	order := make([]int32, len(all))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return strings.Compare(all[x], all[y]) })
	byForm := map[uint64]int32{}
	var buf []byte
	for i, o := range order {
		if i > 0 && all[order[i-1]] == all[o] {
			c.nodeOf[o], c.titled[o] = c.nodeOf[order[i-1]], c.titled[order[i-1]]
			continue
		}
		p := c.r.parse(all[o], k).p
		buf = p.form(buf[:0])
		h := hash.FNV(buf)
		at, ok := byForm[h]
		if ok && string(c.nodes[at].p.form(nil)) != string(buf) {
			ok = false // two forms of one hash
		}
		if !ok {
			at = int32(len(c.nodes))
			byForm[h] = at
			c.nodes = append(c.nodes, node{p: p})
		} else {
			if c.spellings[at] == nil {
				c.spellings[at] = []string{c.nodes[at].p.text}
			}
			c.spellings[at] = append(c.spellings[at], p.text)
			if p.shown && !c.nodes[at].p.shown {
				c.nodes[at].p = p // the spelling that shows the family name knows more
			}
		}
		c.nodeOf[o], c.titled[o] = at, uint8(min(len(p.titles), 255))
		if known != nil && known[o] != "" {
			c.know(at, known[o])
		}
		for _, t := range p.titles {
			if !slices.Contains(c.titles[at], t) {
				c.titles[at] = append(c.titles[at], t)
			}
		}
	}
	c.link(c.candidates())

	out := make([]int, len(all))
	number := make([]int32, len(c.nodes)) // from 1
	count := int32(0)
	for i := range all {
		root := c.root[c.nodeOf[i]]
		if number[root] == 0 {
			count++
			number[root] = count
		}
		out[i] = int(number[root] - 1)
	}
	return out, c
}

// know notes whose a node is. One that is two actors' is nobody's that is known.
func (c *clusterer) know(n int32, id string) {
	if had, ok := c.known[n]; ok && had != id {
		id = ""
	}
	c.known[n] = id
}

// form appends what is equal for names that differ in case, marks, particles
// and order alone.
func (p *parsed) form(buf []byte) []byte {
	var few [8]string
	toks := few[:0]
	if p.kind == Person {
		for i, t := range p.toks {
			if m := p.marks[i].joined; m != nil {
				toks = append(toks, m.plain)
			} else {
				toks = append(toks, t.plain)
			}
		}
		// Two given names the other way round may be two people, and so may two surnames
		// that many people bear.
		if p.shown || !p.asian && !bothGiven(p) && !(len(toks) > 2 && manyBear(p)) {
			slices.Sort(toks)
		}
	} else {
		for _, w := range p.words {
			toks = append(toks, w.tok.plain)
		}
	}
	for _, t := range toks {
		buf = append(append(buf, t...), ' ')
	}
	buf = append(buf, '.')
	if p.kind == Person {
		buf = append(append(buf, p.suffix...), " p"...)
	} else {
		buf = append(buf, p.acronym...)
	}
	if len(toks) == 0 {
		buf = append(append(buf, ' '), p.text...) // no letters: the text stands for itself
	}
	return buf
}

func (c *clusterer) compare(a, b int32, explain bool) verdict {
	x, y := &c.nodes[a], &c.nodes[b]
	if x.p.kind == Person && y.p.kind == Person {
		if x.p.text > y.p.text {
			x, y = y, x
		}
		v := comparePersons(x.p, y.p, c.memo, explain)
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
	return compareOrganisations(x.q, y.q, c.memo, explain)
}

// A key of a node is a number of 64 bits: a hash, two bits for what is compared in
// its block, and the node. Sorting keys gives the blocks; hashes that collide cost a
// comparison.
type keySort uint64

const (
	allPairs   keySort = iota
	fullPairs          // pairs of names of several words
	neighbours         // pairs a few places apart
	lonePairs          // pairs with a lone word
)

// What keys are made as: of two words or more, and of one.
const (
	narrowKey = allPairs
	wideKey   = fullPairs
)

// candidates compares the nodes under each key and returns the links worth a
// thought.
func (c *clusterer) candidates() []edge {
	c.brief()
	low := bits.Len(uint(len(c.nodes)))
	nodes := uint64(1)<<low - 1
	keys := make([]uint64, 0, 6*len(c.nodes))
	for i := range c.nodes {
		c.nodes[i].p.keys(func(key []byte, wide bool) {
			h := hash.FNV(key)
			h = (h^h>>29)<<(low+2) | uint64(i)
			if wide {
				h |= uint64(wideKey) << low
			}
			keys = append(keys, h)
		})
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	blocks := func(yield func(block []uint64, single int) bool) {
		for i := 0; i < len(keys); {
			j, single := i, 0
			for ; j < len(keys) && keys[j]>>low == keys[i]>>low; j++ {
				if c.briefs[keys[j]&nodes].n == 1 {
					single++
				}
			}
			if !yield(keys[i:j], single) {
				return
			}
			i = j
		}
	}
	// Each sort of pair has its budget, spent on the smallest blocks first.
	var narrow, wide, lone spending
	for block, single := range blocks {
		n := len(block)
		if keySort(block[0]>>low&3) == narrowKey {
			narrow.add(n, n*(n-1)/2)
		} else {
			wide.add(n, (n-single)*(n-single-1)/2)
			lone.add(single*n, single*n)
		}
	}
	narrowCap, wideCap := narrow.most(c.budget(narrowEach), smallestCap), wide.most(c.budget(wideEach), smallestCap)
	loneCap := lone.most(c.budget(loneEach), smallestCap*smallestCap)
	kept := 0
	for block, single := range blocks {
		n := len(block)
		sort := keySort(block[0] >> low & 3)
		lone, full := single > 0 && single*n <= loneCap, n-single > 1 && n <= wideCap
		switch {
		case n == 1:
			continue
		case sort == narrowKey && n <= narrowCap:
			sort = allPairs
		case sort == narrowKey, 2*single > n && !lone:
			sort = neighbours
		case lone && full:
			sort = allPairs
		case lone:
			sort = lonePairs
		case full:
			sort = fullPairs
		default:
			continue // blocks of two words hold what matters
		}
		for _, k := range block {
			keys[kept] = k&^(3<<low) | uint64(sort)<<low
			kept++
		}
	}
	keys = keys[:kept]

	// places lists for each node where it stands in keys.
	offsets := make([]uint32, len(c.nodes)+1)
	for _, k := range keys {
		offsets[k&nodes+1]++
	}
	for i := range c.nodes {
		offsets[i+1] += offsets[i]
	}
	places, next := make([]uint32, len(keys)), slices.Clone(offsets[:len(c.nodes)])
	for i, k := range keys {
		n := k & nodes
		places[next[n]] = uint32(i)
		next[n]++
	}
	var edges []edge
	seen := make([]int32, len(c.nodes)) // the last node that met it, from 1
	for a := range int32(len(c.nodes)) {
		single := c.briefs[a].n == 1
		for _, at := range places[offsets[a]:offsets[a+1]] {
			block := keys[at] >> low
			sort := keySort(block & 3)
			reach := len(keys)
			if sort == neighbours {
				reach = min(reach, int(at)+window+1)
			}
			for j := int(at) + 1; j < reach && keys[j]>>low == block; j++ {
				b := int32(keys[j] & nodes)
				if pair := single || c.briefs[b].n == 1; sort == lonePairs && !pair || sort == fullPairs && pair || seen[b] == a+1 {
					continue
				}
				seen[b] = a + 1
				c.pairs++
				if c.hopeless(a, b) {
					continue
				}
				if v := c.compare(a, b, false); v.score >= frequentScore {
					edges = append(edges, edge{a, b, int16(v.score)})
				}
			}
		}
	}
	return edges
}

// budget is how many pairs there may be of a sort that has so many for each node.
func (c *clusterer) budget(each int) int {
	return min(max(c.least, each*len(c.nodes)), pairsMost)
}

// spending counts the pairs in blocks by the size of the blocks.
type spending struct{ pairs map[int]int }

func (s *spending) add(size, pairs int) {
	if s.pairs == nil {
		s.pairs = map[int]int{}
	}
	s.pairs[size] += pairs
}

// most is the size of the largest blocks that a budget pays for.
func (s *spending) most(budget, least int) int {
	for _, size := range slices.Sorted(maps.Keys(s.pairs)) {
		if budget -= s.pairs[size]; budget < 0 {
			break
		}
		least = max(least, size)
	}
	return least
}

// link merges clusters along edges, best first.
func (c *clusterer) link(edges []edge) {
	n := len(c.nodes)
	c.root = make([]int32, n)
	c.members = make([][]int32, n)
	c.best = make([]edge, n)
	for i := range c.root {
		c.root[i] = int32(i)
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
	const most = 6 // links looked at for each node
	out := make([]bool, len(c.nodes))
	near, count := make([][most]int32, len(c.nodes)), make([]uint8, len(c.nodes))
	for i, e := range edges {
		for _, n := range [2]int32{e.a, e.b} {
			if count[n] < most {
				near[n][count[n]] = int32(i)
				count[n]++
			}
		}
	}
	for n := range int32(len(c.nodes)) {
		list := near[n][:count[n]]
		if len(list) < 2 {
			continue
		}
		top := edges[list[0]].score
		if top >= 97 {
			continue
		}
		first := other(edges[list[0]], n)
		for _, i := range list[1:] {
			second := other(edges[i], n)
			if edges[i].score < top-1 {
				break
			}
			if words(c.nodes[n].p) <= min(words(c.nodes[first].p), words(c.nodes[second].p)) && c.compare(first, second, false).never {
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
	if x == y {
		for _, n := range [2]int32{e.a, e.b} {
			if c.best[n].score == 0 {
				c.best[n] = e
			}
		}
		return false
	}
	if i, j := c.known[x], c.known[y]; i != "" && j != "" && i != j {
		return false
	}
	var alone [2]int32
	p, q := c.sample(x, alone[:1]), c.sample(y, alone[1:])
	for _, a := range p {
		for _, b := range q {
			if a == e.a && b == e.b || a == e.b && b == e.a {
				continue
			}
			c.checks++
			if c.compare(a, b, false).never {
				return false
			}
		}
	}
	if n, m := len(c.members[x]), len(c.members[y]); n < m || n == m && x > y {
		x, y = y, x // the larger keeps its name
	}
	if c.members[x] == nil {
		c.members[x] = []int32{x}
	}
	if c.members[y] == nil {
		c.members[y] = []int32{y}
	}
	for _, m := range c.members[y] {
		c.root[m] = x
	}
	if id := c.known[y]; id != "" {
		c.known[x] = id
	}
	c.members[x] = append(c.members[x], c.members[y]...)
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
func (c *clusterer) sample(root int32, alone []int32) []int32 {
	m := c.members[root]
	if m == nil {
		alone[0] = root
		return alone[:1]
	}
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
		if from == to || !c.alone(from) || c.known[from] != "" && c.known[from] != c.known[to] && (p.body == nil || p.acronym == "") {
			continue // who is known need not be guessed
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
	n := size(c.nodes[root].p) // the root is a member
	for _, m := range c.sample(root, make([]int32, 1)) {
		p := c.nodes[m].p
		if p.kind == Person && size(p) != 1 || size(p) != n {
			return false
		}
	}
	return true
}

// sharesTitle says whether members of two clusters bear one title.
func (c *clusterer) sharesTitle(x, y int32) bool {
	var alone [2]int32
	p, q := c.sample(x, alone[:1]), c.sample(y, alone[1:])
	for _, a := range p {
		for _, t := range c.titles[a] {
			if weakTitle(t) {
				continue
			}
			for _, b := range q {
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
