package actors

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/normalize/names"
)

// Key is what the reduce needs to know of one actor of one document.
type Key struct {
	ID    string // within the document
	Type  corpus.EntityType
	Known bool     // the id is the knowledge base's
	Home  string   // the actor's country, else the one the document is clearly about, alpha-3
	Names []string // distinct names, sorted: full ones only where there are any
	Count int      // mentions by name
}

// KeysOf are the keys of a document's actors, in the order of d.Actors. They
// share no memory with the document's text.
func KeysOf(d *corpus.Document) []Key {
	if len(d.Actors) == 0 {
		return nil
	}
	base := Default()
	at := make(map[string]int, len(d.Actors))
	out := make([]Key, len(d.Actors))
	for i, a := range d.Actors {
		_, known := base.slugs[a.ID]
		out[i] = Key{ID: strings.Clone(a.ID), Type: corpus.EntityType(strings.Clone(string(a.Type))), Known: known, Count: a.Mentions}
		at[a.ID] = i
	}
	all := make([][]string, len(out))
	votes := map[string]int{}
	type surface struct {
		actor int
		text  string
	}
	seen := map[surface]bool{}
	for _, e := range d.Entities {
		i, ok := at[e.Actor]
		if !ok {
			continue
		}
		a := &d.Actors[i]
		if a.Country != "" && a.Country != "IGO" && a.Type == corpus.GPE {
			votes[a.Country]++
		}
		id := surface{i, e.Text}
		if !seen[id] {
			seen[id] = true
			if n := plain(e.Text); !slices.Contains(all[i], n) {
				all[i] = append(all[i], n)
			}
		}
	}
	home := ""
	for iso, n := range votes {
		if n > votes[home] || n == votes[home] && iso < home {
			home = iso
		}
	}
	for iso, n := range votes {
		if iso != home && 2*n > votes[home] {
			home = ""
			break
		}
	}
	for i := range out {
		out[i].Home = strings.Clone(cmp.Or(d.Actors[i].Country, home))
		out[i].Names = keyNames(kinOf(out[i].Type), all[i])
		if len(out[i].Names) == 0 {
			out[i].Names = []string{strings.Clone(d.Actors[i].Name)}
		}
	}
	return out
}

// keyNames are the names that identify an actor outside its document: a
// person's full names, and of several spellings in case or white space the first.
func keyNames(k kin, all []string) []string {
	slices.Sort(all)
	var out []string
	folded := map[string]bool{}
	add := func(full bool) {
		for _, n := range all {
			f := key(n)
			if f == "" || folded[f] {
				continue
			}
			if full && k == kinPerson && lone(n) {
				continue
			}
			folded[f] = true
			out = append(out, strings.Clone(n))
		}
	}
	add(true)
	if len(out) == 0 {
		add(false)
	}
	return out
}

// Reduce gives every actor of a dump its id. documents are the keys of each
// document; the result maps, for each document in the same order, local ids to
// ids of the dump. Ids are a function of the set of documents: their order
// changes nothing.
//
// Actors of the knowledge base keep their ids. Others are joined when they share
// a full name or names that are spellings of each other, and contradict in none.
// A single family name joins nothing of another document but its equals, and only
// when no full name of the dump has it. A name that only says what a body is
// ("Defence Ministry") joins its equals of the same country, and has the country in
// its id where the dump has another one of that name.
func Reduce(documents [][]Key) []map[string]string {
	r := newReducer(documents)
	r.link()
	return r.rename(documents)
}

// node is all actors of the dump that are called exactly alike.
type node struct {
	kin   kin
	types [10]int32
	names []int32 // into reducer.names
	known string
	scope string // what keeps equal names of different documents apart, or ""
	count int
	up    int32 // union-find
	// Of a root: everything its members are called.
	all []int32
}

// dumpName is one distinct name of the dump.
type dumpName struct {
	written
	key   string
	count int
	nodes []int32
}

// ambiguous reports whether the knowledge base knows several people whom a
// person's name may mean.
func (n *dumpName) ambiguous() bool {
	return n.kin == kinPerson && len(Default().short[shortName(withoutTitle(personTokens(n.text)))]) > 1
}

type reducer struct {
	names  []dumpName
	nodes  []node
	nodeOf [][]int32
}

func newReducer(documents [][]Key) *reducer {
	r := &reducer{nodeOf: make([][]int32, len(documents))}
	type nameKey struct {
		kin  kin
		text string
	}
	index := map[nameKey]int32{}    // by key
	surfaces := map[nameKey]int32{} // as written, so that a name is folded once
	// All names first: whether a single name may join others depends on them.
	families := map[string]bool{}
	for _, keys := range documents {
		for _, k := range keys {
			kin := kinOf(k.Type)
			for _, n := range k.Names {
				i, ok := surfaces[nameKey{kin, n}]
				if !ok {
					nk := nameKey{kin, key(n)}
					if i, ok = index[nk]; !ok {
						i = int32(len(r.names))
						r.names = append(r.names, dumpName{written: written{text: n, kin: kin}, key: nk.text})
						index[nk] = i
					}
					surfaces[nameKey{kin, n}] = i
					if n < r.names[i].text {
						r.names[i].text = n
					}
				}
				r.names[i].count += k.Count
			}
		}
	}
	for i := range r.names {
		if n := &r.names[i]; n.kin == kinPerson && !lone(n.text) {
			t := withoutTitle(personTokens(n.text))
			families[strings.Join(familyTokens(t), " ")] = true
			families[t[0]] = true
		}
	}
	byContent := map[string]int32{}
	base := Default()
	for d, keys := range documents {
		r.nodeOf[d] = make([]int32, len(keys))
		hash := ""
		for j, k := range keys {
			n := node{kin: kinOf(k.Type)}
			generic := n.kin == kinThing && k.Type == corpus.Org
			for _, name := range k.Names {
				i := surfaces[nameKey{n.kin, name}]
				n.names = append(n.names, i)
				generic = generic && telllessKey(r.names[i].key)
			}
			slices.Sort(n.names)
			n.names = slices.Compact(n.names)
			single := n.kin == kinPerson && len(n.names) > 0 && lone(r.names[n.names[0]].text)
			switch {
			case k.Known:
				n.known = k.ID
			case generic && k.Home == "IGO":
				// A body of states is one everywhere.
			case generic && k.Home != "":
				n.scope = strings.ToLower(k.Home)
			case generic, single && (families[r.names[n.names[0]].key] || len(base.family[r.names[n.names[0]].key]) > 0):
				if hash == "" {
					hash = documentHash(keys)
				}
				n.scope = hash
			}
			content := r.content(&n)
			i, ok := byContent[content]
			if !ok {
				i = int32(len(r.nodes))
				n.up = i
				n.all = n.names
				r.nodes = append(r.nodes, n)
				byContent[content] = i
				if n.scope == "" {
					for _, name := range n.names {
						r.names[name].nodes = append(r.names[name].nodes, i)
					}
				}
			}
			r.nodes[i].count += k.Count
			r.nodes[i].types[typeIndex(k.Type)] += int32(k.Count)
			r.nodeOf[d][j] = i
		}
	}
	return r
}

// documentHash is a suffix for names that hold within one document only.
func documentHash(keys []Key) string {
	var all []string
	for _, k := range keys {
		all = append(all, fmt.Sprintf("%s|%d|%s", k.Type, k.Count, strings.Join(k.Names, "|")))
	}
	slices.Sort(all)
	return contentHash(all...)
}

// telllessKey reports whether a name only says what kind of body it is.
func telllessKey(k string) bool {
	v := vocab()
	for t := range strings.FieldsSeq(k) {
		if !v.kind[t] {
			return false
		}
	}
	return true
}

// content is what tells a node from every other one, whatever the order of
// documents.
func (r *reducer) content(n *node) string {
	parts := []string{string(rune('0' + n.kin)), n.known, n.scope}
	var all []string
	for _, i := range n.names {
		all = append(all, r.names[i].key)
	}
	slices.Sort(all)
	return strings.Join(append(parts, all...), "|")
}

func (r *reducer) root(i int32) int32 {
	for r.nodes[i].up != i {
		r.nodes[i].up = r.nodes[r.nodes[i].up].up
		i = r.nodes[i].up
	}
	return i
}

// maxNames bounds the names of a cluster that a merge looks at.
const maxNames = 12

// unite joins two nodes unless they are two actors of the knowledge base or
// names of theirs contradict each other.
func (r *reducer) unite(i, j int32) bool {
	i, j = r.root(i), r.root(j)
	if i == j {
		return true
	}
	a, b := &r.nodes[i], &r.nodes[j]
	if a.known != "" && b.known != "" || a.kin != b.kin {
		return false
	}
	if a.kin == kinPerson {
		for _, x := range a.all[:min(len(a.all), maxNames)] {
			for _, y := range b.all[:min(len(b.all), maxNames)] {
				if x != y && names.Contradict(r.names[x].parse(), r.names[y].parse()) {
					return false
				}
			}
		}
	}
	if b.known != "" || a.known == "" && r.content(b) < r.content(a) {
		i, j = j, i
		a, b = b, a
	}
	b.up = i
	for _, x := range b.all {
		if len(a.all) < 4*maxNames && !slices.Contains(a.all, x) {
			a.all = append(a.all[:len(a.all):len(a.all)], x)
		}
	}
	return true
}

// edge is a wish to join two names, with the score in thousandths.
type edge struct {
	score int
	a, b  int32 // names, a before b by key
}

// link joins nodes: those that share a name, then those whose names are
// spellings of each other, the surest first.
func (r *reducer) link() {
	order := make([]int32, len(r.names))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		return cmp.Or(cmp.Compare(r.names[i].key, r.names[j].key), cmp.Compare(r.names[i].kin, r.names[j].kin))
	})
	for _, i := range order {
		slices.SortFunc(r.names[i].nodes, func(x, y int32) int { return cmp.Compare(r.content(&r.nodes[x]), r.content(&r.nodes[y])) })
	}
	for _, i := range order {
		n := &r.names[i]
		if n.kin != kinPerson && letters(n.text) != "" {
			continue // acronyms come last
		}
		if n.ambiguous() {
			// "George Bush" where nothing tells which: none of those known.
			r.uniteAll(slices.DeleteFunc(slices.Clone(n.nodes), func(i int32) bool { return r.nodes[i].known != "" }))
			continue
		}
		r.uniteAll(n.nodes)
	}
	for _, e := range r.edges(order) {
		if a, b := r.names[e.a].nodes, r.names[e.b].nodes; len(a) > 0 && len(b) > 0 {
			r.unite(a[0], b[0])
		}
	}
	for _, i := range order {
		if n := &r.names[i]; n.kin != kinPerson && letters(n.text) != "" {
			r.uniteAll(n.nodes)
		}
	}
}

// uniteAll joins the nodes that share a name, if all of them may be one. Where
// two of them contradict each other the name is ambiguous and joins none.
func (r *reducer) uniteAll(nodes []int32) {
	if len(nodes) < 2 {
		return
	}
	var roots []int32
	for _, n := range nodes {
		roots = append(roots, r.root(n))
	}
	slices.SortFunc(roots, func(x, y int32) int { return cmp.Compare(r.content(&r.nodes[x]), r.content(&r.nodes[y])) })
	roots = slices.Compact(roots)
	if len(roots) > maxBlock {
		// Too many to look for contradictions among all of them: each is held
		// against what has been joined so far.
		for _, n := range roots[1:] {
			r.unite(roots[0], n)
		}
		return
	}
	long := 0 // different actors that have more than this name
	for _, c := range roots {
		if len(r.nodes[c].all) > 1 || r.nodes[c].known != "" {
			long++
		}
	}
	if r.nodes[nodes[0]].kin != kinPerson && long > 1 {
		acro := true
		for _, c := range roots {
			acro = acro && slices.ContainsFunc(r.nodes[c].all, func(x int32) bool { return letters(r.names[x].text) != "" })
		}
		if acro {
			return // one acronym of several bodies
		}
	}
	for i, a := range roots {
		for _, b := range roots[i+1:] {
			if r.nodes[a].known != "" && r.nodes[b].known != "" {
				return
			}
			for _, x := range r.nodes[a].all[:min(len(r.nodes[a].all), maxNames)] {
				for _, y := range r.nodes[b].all[:min(len(r.nodes[b].all), maxNames)] {
					if r.nodes[a].kin == kinPerson && x != y && names.Contradict(r.names[x].parse(), r.names[y].parse()) {
						return
					}
				}
			}
		}
	}
	for _, n := range roots[1:] {
		r.unite(roots[0], n)
	}
}

// edges are the pairs of names that are spellings of each other, best first.
func (r *reducer) edges(order []int32) []edge {
	blocks := map[string][]int32{}
	for _, i := range order {
		n := &r.names[i]
		if len(n.nodes) == 0 || n.ambiguous() || n.kin == kinWork || !strings.Contains(n.key, " ") || n.kin == kinPerson && lone(n.text) || letters(n.text) != "" {
			continue
		}
		tokens := strings.Fields(n.key)
		k := ""
		if n.kin == kinPerson {
			k = "p" + fullSkeleton(withoutTitle(personTokens(n.text)))
		} else {
			for i, t := range tokens {
				tokens[i] = skeleton(t)
			}
			slices.Sort(tokens)
			k = "t" + strings.Join(tokens, " ")
		}
		blocks[k] = append(blocks[k], i)
	}
	var out []edge
	seen := map[[2]int32]bool{}
	compare := func(list []int32) {
		for x, i := range list {
			for _, j := range list[x+1:] {
				if r.root(r.names[i].nodes[0]) == r.root(r.names[j].nodes[0]) || seen[[2]int32{i, j}] {
					continue
				}
				seen[[2]int32{i, j}] = true
				a, b := &r.names[i], &r.names[j]
				if a.kin == kinPerson && !nearlySpelled(withoutTitle(personTokens(a.text)), withoutTitle(personTokens(b.text))) || names.Contradict(a.parse(), b.parse()) {
					continue
				}
				s, _ := names.Compare(a.parse(), b.parse())
				if s >= surePerson {
					out = append(out, edge{int(s * 1000), i, j})
				}
			}
		}
	}
	for _, list := range blocks {
		if len(list) <= maxBlock {
			compare(list)
			continue
		}
		// A common key: names must agree in their first letter too, and in the
		// first three where that does not suffice.
		for n := 1; n <= 3; n += 2 {
			sub := map[string][]int32{}
			for _, i := range list {
				k := r.names[i].key
				sub[k[:min(n, len(k))]] = append(sub[k[:min(n, len(k))]], i)
			}
			list = nil
			for _, l := range sub {
				if len(l) <= maxBlock {
					compare(l)
				} else {
					list = append(list, l...)
				}
			}
		}
	}
	slices.SortFunc(out, func(x, y edge) int {
		return cmp.Or(-cmp.Compare(x.score, y.score), cmp.Compare(r.names[x.a].key, r.names[y.a].key), cmp.Compare(r.names[x.b].key, r.names[y.b].key))
	})
	return out
}

// rename names the clusters and says which local id becomes which.
func (r *reducer) rename(documents [][]Key) []map[string]string {
	type total struct {
		root    int32
		count   int
		content string
		id      string
		typ     corpus.EntityType
	}
	sums := map[int32]*total{}
	types := map[int32]*[10]int32{}
	scope := map[int32]string{}
	content := map[int32]string{}
	for i := range r.nodes {
		c := r.root(int32(i))
		t := sums[c]
		if t == nil {
			t = &total{root: c}
			sums[c] = t
			types[c] = new([10]int32)
		}
		t.count += r.nodes[i].count
		for k, n := range r.nodes[i].types {
			types[c][k] += n
		}
		if s := r.content(&r.nodes[i]); content[c] == "" || s < content[c] {
			content[c] = s
		}
		scope[c] = cmp.Or(scope[c], r.nodes[i].scope)
	}
	taken := map[string]bool{}
	var fresh []*total
	for c, t := range sums {
		if id := r.nodes[c].known; id != "" {
			t.id = id
			continue
		}
		best := 0
		for k, n := range types[c] {
			if n > types[c][best] {
				best = k
			}
		}
		t.typ, t.content = entityTypes[best], content[c]
		fresh = append(fresh, t)
	}
	slices.SortFunc(fresh, func(a, b *total) int {
		return cmp.Or(-cmp.Compare(a.count, b.count), cmp.Compare(a.content, b.content))
	})
	base := Default()
	alike := map[string]int{} // slugs to actors
	for _, t := range fresh {
		alike[slug(r.canonical(t.root))]++
	}
	for _, t := range fresh {
		name := r.canonical(t.root)
		id := slug(name)
		if id == "" {
			id = "actor-" + contentHash(name)
		}
		tries := []string{id, id + "-" + strings.ToLower(string(t.typ)), id + "-" + contentHash(t.content)}
		if s := scope[t.root]; s != "" && (t.typ == corpus.Person || alike[id] > 1) {
			// The only one of that name in the dump needs no country.
			tries = []string{id + "-" + s, id + "-" + s + "-" + contentHash(t.content)}
		}
		for n := 0; ; n++ {
			if n < len(tries) {
				t.id = tries[n]
			} else {
				t.id = id + "-" + contentHash(t.content, strings.Repeat("+", n))
			}
			if _, known := base.slugs[t.id]; !known && !taken[t.id] {
				break
			}
		}
		taken[t.id] = true
	}
	out := make([]map[string]string, len(documents))
	for d, keys := range documents {
		if len(keys) == 0 {
			continue
		}
		out[d] = make(map[string]string, len(keys))
		for j, k := range keys {
			out[d][k.ID] = sums[r.root(r.nodeOf[d][j])].id
		}
	}
	return out
}

// canonical is the name of a cluster: of the names with most words the most
// frequent, then the one that sorts first.
func (r *reducer) canonical(c int32) string {
	var best *dumpName
	for _, i := range r.nodes[c].all {
		n := &r.names[i]
		if best == nil || cmp.Or(cmp.Compare(strings.Count(n.key, " "), strings.Count(best.key, " ")), cmp.Compare(n.count, best.count), -cmp.Compare(n.key, best.key)) > 0 {
			best = n
		}
	}
	if best == nil {
		return ""
	}
	return best.text
}
