package actors

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strings"

	"dateline/normalize/names"
)

// cast is a part of the dump whose names have to do with each other, while it is
// decided who is who: some names, as a rule, all of one kin.
type cast struct {
	*parts

	names   []castName
	members []member
	spelled []spelling
	of      []ownSighting

	// The scoped actor that is being added up.
	scoped struct {
		total
		key   []byte
		types typeCounts
		of    []int32
		open  bool
	}
}

// castName is a name of the part.
type castName struct {
	written
	key       string
	count     int
	number    int32   // in the dump
	members   []int32 // in the order of their contents
	ambiguous bool
}

// member is all actors of the dump without scope that are called exactly alike.
type member struct {
	known   string
	names   []int32 // into cast.names, ascending
	content string
	types   typeCounts
	plain   int32   // the name of which it is the plain actor, or -1
	up      int32   // union-find
	all     []int32 // of a root: everything that its members are called
}

// spelling is a wish to join two names, into cast.names.
type spelling struct{ a, b int32 }

// ownSighting is a sighting and the member that it is of.
type ownSighting struct{ number, member int32 }

// add takes a row of the part. Names come first, scoped actors last.
func (c *cast) add(kind byte, key, value []byte) error {
	switch kind {
	case rowName:
		var f fact
		parseFact(value[1:], &f)
		n := castName{written: f.written, key: f.key, count: f.count, number: int32(binary.BigEndian.Uint32(key)), ambiguous: f.ambiguous}
		if guest := value[0] == 1; len(f.plain) > 0 && !guest && !c.slight.has(n.number) {
			at := int32(len(c.names))
			c.members = append(c.members, member{names: []int32{at}, types: f.plain, plain: at})
		}
		c.names = append(c.names, n)
	case rowEdge:
		c.spelled = append(c.spelled, spelling{c.index(key[2:]), c.index(key[6:])})
	case rowSighting:
		known, key := cutString(key)
		_, key = cutString(key)
		_, key = cutString(key)
		m := member{known: string(known), plain: -1}
		for ; len(key) >= 4; key = key[4:] {
			m.names = append(m.names, c.index(key))
		}
		number, typ := int32(binary.LittleEndian.Uint32(value)), value[4]
		count, _ := binary.Uvarint(value[5:])
		if last := len(c.members) - 1; last >= 0 && c.members[last].plain < 0 && c.members[last].known == m.known && slices.Equal(c.members[last].names, m.names) {
			c.members[last].types.add(typ, int(count))
		} else {
			m.types.add(typ, int(count))
			c.members = append(c.members, m)
		}
		c.of = append(c.of, ownSighting{number, int32(len(c.members) - 1)})
	case rowScoped:
		return c.addScoped(key, value)
	}
	return nil
}

// index is the place of a name in the part.
func (c *cast) index(number []byte) int32 {
	i, _ := slices.BinarySearchFunc(c.names, int32(binary.BigEndian.Uint32(number)), func(n castName, t int32) int { return cmp.Compare(n.number, t) })
	return int32(i)
}

// addScoped takes a sighting whose scope no other name crosses: it is joined with
// none but its equals, which come one after the other.
func (c *cast) addScoped(key, value []byte) error {
	s := &c.scoped
	if s.open && string(s.key) != string(key) {
		if err := c.endScoped(); err != nil {
			return err
		}
	}
	if !s.open {
		s.open, s.key, s.types, s.of = true, append(s.key[:0], key...), s.types[:0], s.of[:0]
	}
	count, _ := binary.Uvarint(value[5:])
	s.types.add(value[4], int(count))
	s.of = append(s.of, int32(binary.LittleEndian.Uint32(value)))
	return nil
}

func (c *cast) endScoped() error {
	s := &c.scoped
	if !s.open {
		return nil
	}
	s.open = false
	_, key := cutString(s.key)
	suffix, key := cutString(key)
	_, key = cutString(key)
	var all []int32
	var keys []string
	for ; len(key) >= 4; key = key[4:] {
		i := c.index(key)
		all, keys = append(all, i), append(keys, c.names[i].key)
	}
	t := total{name: c.canonical(all), suffix: string(suffix)}
	t.content = content(c.names[0].kin, "", t.suffix, keys...)
	t.typ, t.count = s.types.most()
	n, err := c.ids.add(&t)
	for _, o := range s.of {
		c.r.first.set(o, -1-n)
	}
	return err
}

// end decides the part, and makes room for the next.
func (c *cast) end() error {
	if len(c.names) == 0 {
		return nil
	}
	if err := c.endScoped(); err != nil {
		return err
	}
	if len(c.members) > 0 {
		c.sort()
		c.link()
		if err := c.name(); err != nil {
			return err
		}
	}
	clear(c.names)
	clear(c.members)
	c.names, c.members, c.spelled, c.of = c.names[:0], c.members[:0], c.spelled[:0], c.of[:0]
	return nil
}

// sort puts the members into the order of their contents, equal ones together, and
// tells the names of theirs.
func (c *cast) sort() {
	var keys []string
	for i := range c.members {
		m := &c.members[i]
		keys = keys[:0]
		for _, n := range m.names {
			keys = append(keys, c.names[n].key)
		}
		m.content = content(c.names[0].kin, m.known, "", keys...)
	}
	order := make([]int32, len(c.members))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return strings.Compare(c.members[a].content, c.members[b].content) })
	now := make([]int32, len(order)) // where each member is
	sorted := make([]member, 0, len(order))
	for _, i := range order {
		m := &c.members[i]
		if last := len(sorted) - 1; last >= 0 && sorted[last].content == m.content {
			sorted[last].types.addAll(m.types)
			sorted[last].plain = max(sorted[last].plain, m.plain)
		} else {
			sorted = append(sorted, *m)
		}
		now[i] = int32(len(sorted) - 1)
	}
	c.members = append(c.members[:0], sorted...)
	for i := range c.of {
		c.of[i].member = now[c.of[i].member]
	}
	for i := range c.members {
		m := &c.members[i]
		m.up, m.all = int32(i), m.names
		for _, n := range m.names {
			c.names[n].members = append(c.names[n].members, int32(i))
		}
	}
}

func (c *cast) root(i int32) int32 {
	for c.members[i].up != i {
		c.members[i].up = c.members[c.members[i].up].up
		i = c.members[i].up
	}
	return i
}

// maxNames bounds the names of a cluster that a merge looks at.
const maxNames = 12

// contradict reports whether any names of two clusters of people do.
func (c *cast) contradict(a, b *member) bool {
	for _, x := range a.all[:min(len(a.all), maxNames)] {
		for _, y := range b.all[:min(len(b.all), maxNames)] {
			if x != y && names.Contradict(c.names[x].parse(), c.names[y].parse()) {
				return true
			}
		}
	}
	return false
}

func (c *cast) people() bool { return c.names[0].kin == kinPerson }

// unite joins two members unless they are two actors of the knowledge base or
// names of theirs contradict each other.
func (c *cast) unite(i, j int32) {
	i, j = c.root(i), c.root(j)
	if i == j {
		return
	}
	a, b := &c.members[i], &c.members[j]
	if a.known != "" && b.known != "" || c.people() && c.contradict(a, b) {
		return
	}
	if b.known != "" || a.known == "" && j < i {
		i, j = j, i
		a, b = b, a
	}
	b.up = i
	for _, x := range b.all {
		if len(a.all) < 4*maxNames && !slices.Contains(a.all, x) {
			a.all = append(a.all[:len(a.all):len(a.all)], x)
		}
	}
}

// link joins members: those that share a name, then those whose names are
// spellings of each other, the surest first.
func (c *cast) link() {
	for i := range c.names {
		n := &c.names[i]
		switch {
		case c.slight.has(n.number):
			// see parts.shorten
		case n.ambiguous:
			// "George Bush" where nothing tells which: none of those known.
			c.uniteAll(slices.DeleteFunc(slices.Clone(n.members), func(m int32) bool { return c.members[m].known != "" }))
		default:
			c.uniteAll(n.members)
		}
	}
	for _, s := range c.spelled {
		if a, b := c.names[s.a].members, c.names[s.b].members; len(a) > 0 && len(b) > 0 {
			c.unite(a[0], b[0])
		}
	}
}

// uniteAll joins the members that share a name, if all of them may be one. Where
// two of them contradict each other the name is ambiguous and joins none.
func (c *cast) uniteAll(list []int32) {
	if len(list) < 2 {
		return
	}
	roots := make([]int32, len(list))
	for i, m := range list {
		roots[i] = c.root(m)
	}
	slices.Sort(roots)
	roots = slices.Compact(roots)
	if len(roots) <= maxBlock {
		known := 0
		for i, a := range roots {
			if c.members[a].known != "" {
				known++
			}
			if !c.people() {
				continue
			}
			for _, b := range roots[i+1:] {
				if c.contradict(&c.members[a], &c.members[b]) {
					return
				}
			}
		}
		if known > 1 {
			return
		}
	}
	// Where they are too many to look for contradictions among all of them, each is
	// held against what has been joined so far.
	for _, m := range roots[min(1, len(roots)):] {
		c.unite(roots[0], m)
	}
}

// name adds up the clusters and hands them on.
func (c *cast) name() error {
	type sum struct {
		types  typeCounts
		least  int32   // the first member, whose content is the cluster's
		slight []int32 // names
		number int32
		named  bool
	}
	sums := map[int32]*sum{}
	for i := range c.members {
		m := &c.members[i]
		r := c.root(int32(i))
		s := sums[r]
		if s == nil {
			s = &sum{least: int32(i)}
			sums[r] = s
		}
		s.types.addAll(m.types)
		for _, n := range m.names {
			if n := c.names[n].number; c.slight.has(n) {
				s.slight = append(s.slight, n)
			}
		}
	}
	for i := range c.members {
		r := c.root(int32(i))
		s := sums[r]
		if !s.named {
			m := &c.members[r]
			t := total{known: m.known, content: c.members[s.least].content, name: c.canonical(m.all)}
			t.typ, t.count = s.types.most()
			var err error
			if len(s.slight) > 0 {
				slices.Sort(s.slight)
				s.slight = slices.Compact(s.slight)
				s.number, err = c.wait(&t, s.types, s.slight)
			} else {
				s.number, err = c.ids.add(&t)
			}
			if err != nil {
				return err
			}
			s.named = true
		}
		if p := c.members[i].plain; p >= 0 {
			c.forest.set(c.names[p].number, -1-s.number)
		}
	}
	for _, o := range c.of {
		c.r.first.set(o.number, -1-sums[c.root(o.member)].number)
	}
	return nil
}

// canonical is the name of a cluster: of the names with most words the most
// frequent, then the one that sorts first.
func (c *cast) canonical(all []int32) string {
	var best *castName
	for _, i := range all {
		n := &c.names[i]
		if best == nil || cmp.Or(cmp.Compare(strings.Count(n.key, " "), strings.Count(best.key, " ")), cmp.Compare(n.count, best.count), -cmp.Compare(n.key, best.key)) > 0 {
			best = n
		}
	}
	if best == nil {
		return ""
	}
	return best.text
}
