package actors

import (
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/normalize/names"
)

// samePerson is the score from which two full names are one person's.
const samePerson = 0.7

// intro is a role that the text gives to a named person ("Prime Minister Arseniy
// Yatsenyuk", "Maia Sandu, president of Moldova").
type intro struct {
	role   string // folded, without the country or body
	former bool
	of     int32 // cluster of the country or body, or -1
	entity int32 // the person's mention
	start  int   // byte where the role begins, or the name for a role behind it
}

// persons resolves people: full names first, then single names.
func (r *reader) persons() {
	var full, single []int32
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinPerson {
			continue
		}
		f.tokens = withoutTitle(f.tokens)
		if len(familyTokens(f.tokens)) < len(f.tokens) {
			full = append(full, int32(i))
		} else {
			single = append(single, int32(i))
		}
	}
	r.readTitles()
	r.fullNames(full)
	r.singleNames(single)
	for i := range r.clusters {
		if c := &r.clusters[i]; c.kin == kinPerson {
			c.gender = r.genderOf(c)
		}
	}
	for _, t := range r.titles {
		if c := r.clusterOf(int(t.entity)); c >= 0 {
			if g := titleGender(strings.Fields(t.role)); g.known() && r.clusters[c].gender == 0 {
				r.clusters[c].gender = g
			}
		}
	}
}

// withoutTitle drops a courtesy title that the name holds.
func withoutTitle(tokens []string) []string {
	for len(tokens) > 1 {
		if !vocab().title[tokens[0]] {
			break
		}
		tokens = tokens[1:]
	}
	return tokens
}

func (r *reader) genderOf(c *cluster) gender {
	var g gender
	for _, f := range c.forms {
		g |= r.b.givenGender(r.forms[f].tokens)
	}
	if g == 0 && c.entry >= 0 {
		g = r.b.givenGender(strings.Fields(key(r.b.entries[c.entry].Name)))
	}
	return g
}

// fullNames clusters names of a given and a family name.
func (r *reader) fullNames(full []int32) {
	blocks := map[string][]int32{} // key to clusters
	for _, i := range full {
		f := &r.forms[i]
		n := f.parse()
		keys := n.Keys()
		e, known := r.knownPerson(f, n, keys)
		if c, ok := r.byEntry[e]; ok && e >= 0 {
			r.join(i, c, known)
			continue
		}
		best, score, why := int32(-1), 0.0, ""
		seen := map[int32]bool{}
		for _, k := range keys {
			for _, c := range blocks[k] {
				if seen[c] {
					continue
				}
				seen[c] = true
				if e >= 0 && r.clusters[c].entry >= 0 {
					continue
				}
				if s, w, ok := r.fits(c, f, n); ok && s > score {
					best, score, why = c, s, w
				}
			}
		}
		if best >= 0 {
			r.join(i, best, fmt.Sprintf("%q and %q are one name: %s", r.forms[r.clusters[best].forms[0]].text, f.text, why))
			if e >= 0 {
				r.clusters[best].entry = e
				r.clusters[best].why = append(r.clusters[best].why, known)
				r.byEntry[e] = best
			}
		} else {
			best = r.newCluster(i, e)
			if e >= 0 {
				r.clusters[best].why = append(r.clusters[best].why, known)
			}
		}
		for _, k := range keys {
			if l := blocks[k]; len(l) < maxBlock && !slices.Contains(l, best) {
				blocks[k] = append(l, best)
			}
		}
	}
}

// fits compares a name with the names of an actor: it must agree with one and
// contradict none.
func (r *reader) fits(c int32, g *form, n names.Name) (float64, string, bool) {
	best, why := 0.0, ""
	for k, f := range r.clusters[c].forms {
		if k == 8 {
			break
		}
		if len(r.forms[f].tokens) < 2 {
			continue
		}
		m := r.forms[f].parse()
		if names.Contradict(m, n) {
			return 0, "", false
		}
		if s, w := names.Compare(m, n); s > best {
			best, why = s, w
		}
		if best < samePerson && shortened(r.forms[f].tokens, g.tokens) {
			best, why = samePerson, "one leaves out middle names"
		}
	}
	return best, why, best >= samePerson
}

// shortened reports whether one name is the other without middle names or with
// their initials only: "Gerald Ford", "Gerald R. Ford", "Gerald Rudolph Ford".
func shortened(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := len(a)
	if n < 2 || a[0] != b[0] || a[n-1] != b[len(b)-1] {
		return false
	}
	j := 1
	for _, t := range a[1 : n-1] {
		for j < len(b)-1 && b[j] != t && !(len(t) == 1 && strings.HasPrefix(b[j], t)) && !(len(b[j]) == 1 && strings.HasPrefix(t, b[j])) {
			j++
		}
		if j == len(b)-1 {
			return false
		}
		j++
	}
	return true
}

// knownPerson is the entry of a full name, or -1.
func (r *reader) knownPerson(f *form, n names.Name, keys []string) (int32, string) {
	list := r.b.people[strings.Join(f.tokens, " ")]
	if len(list) == 0 {
		list = r.b.people[f.key]
	}
	if len(list) == 1 {
		return list[0], fmt.Sprintf("%q is a name of %s (%s)", f.text, r.b.entries[list[0]].Name, r.b.entries[list[0]].from)
	}
	if len(list) > 1 {
		return -1, ""
	}
	return r.b.spelled(f.text, n, keys)
}

// singleNames resolves family names and given names alone.
func (r *reader) singleNames(single []int32) {
	type rank uint8
	const (
		family rank = iota
		given
		other
	)
	type candidate struct {
		cluster int32
		rank    rank
	}
	index := map[string][]candidate{}
	add := func(k string, c int32, n rank) {
		for i, x := range index[k] {
			if x.cluster == c {
				index[k][i].rank = min(x.rank, n)
				return
			}
		}
		index[k] = append(index[k], candidate{c, n})
	}
	for c := range r.clusters {
		cl := &r.clusters[c]
		if cl.kin != kinPerson {
			continue
		}
		for _, f := range cl.forms {
			t := r.forms[f].tokens
			fam := strings.Join(familyTokens(t), " ")
			add(fam, int32(c), family)
			for _, k := range familyKeys(fam) {
				add("\x00"+k, int32(c), family)
			}
			if last := t[len(t)-1]; last != fam {
				add(last, int32(c), family)
			}
			if t[0] != fam {
				add(t[0], int32(c), given)
			}
			for _, w := range t[1:] {
				if len(w) > 2 {
					add(w, int32(c), other)
				}
			}
		}
	}
	spelled := map[string][]int32{} // single names that stand for themselves, by key
	for _, i := range single {
		f := &r.forms[i]
		k := strings.Join(f.tokens, " ")
		list := index[k]
		how := "is the family name of"
		if len(list) == 0 {
			for _, fk := range familyKeys(k) {
				list = append(list, index["\x00"+fk]...)
			}
			how = "is a spelling of the family name of"
		}
		if len(list) == 0 && len(f.tokens) == 1 {
			// "Sadr" for "al-Sadr".
			list, how = index["al "+k], "is the family name of"
		}
		best := other
		for _, c := range list {
			best = min(best, c.rank)
		}
		var ids []int32
		for _, c := range list {
			if c.rank == best && !slices.Contains(ids, c.cluster) {
				ids = append(ids, c.cluster)
			}
		}
		if best != family && len(ids) > 0 {
			how = "is a name of"
		}
		r.singleName(i, ids, how, spelled)
	}
}

// familyKeys are the keys under which spellings of a single family name meet.
func familyKeys(k string) []string { return names.Parse(k, names.Person).Keys() }

// singleName decides what the mentions of a single name mean.
func (r *reader) singleName(i int32, ids []int32, how string, spelled map[string][]int32) {
	f := &r.forms[i]
	if len(ids) == 0 {
		e, why := r.knownSingle(f)
		if e >= 0 {
			if c, ok := r.byEntry[e]; ok {
				r.join(i, c, why)
				return
			}
			c := r.newCluster(i, e)
			r.clusters[c].why = append(r.clusters[c].why, why)
			return
		}
		n := names.Parse(f.text, names.Person)
		for _, k := range n.Keys() {
			for _, j := range spelled[k] {
				if s, w := names.Compare(r.forms[j].parse(), n); s >= sameThing {
					r.join(i, r.forms[j].cluster, fmt.Sprintf("%q and %q are spellings of one name: %s", r.forms[j].text, f.text, w))
					return
				}
			}
			spelled[k] = append(spelled[k], i)
		}
		r.newCluster(i, -1)
		return
	}
	if len(ids) == 1 && !r.contested(f) {
		r.join(i, ids[0], fmt.Sprintf("%q %s %s", f.text, how, r.label(ids[0])))
		return
	}
	// Several persons share the name: each mention goes to the nearest one that
	// its title allows, first among those named before it.
	var walk []int32 // mentions of the name and of its candidates, in text order
	for e := f.first; e >= 0; e = r.next[e] {
		walk = append(walk, e)
	}
	firstOf := map[int32]int32{}
	for _, c := range ids {
		for _, k := range r.clusters[c].forms {
			for e := r.forms[k].first; e >= 0; e = r.next[e] {
				if r.clusterOf(int(e)) == c {
					walk = append(walk, e)
					if at, ok := firstOf[c]; !ok || e < at {
						firstOf[c] = e
					}
				}
			}
		}
	}
	slices.Sort(walk)
	walk = slices.Compact(walk)
	last := map[int32]int32{} // cluster to its last mention so far
	several := ""
	if len(ids) > 1 {
		several = ", the nearest of several"
	}
	kin := r.relatives(ids)
	var alone int32 = -1
	told := map[int32]bool{}
	for _, at := range walk {
		e := int(at)
		c := r.clusterOf(e)
		if c >= 0 && slices.Contains(ids, c) {
			last[c] = int32(e)
		}
		if r.formOf[e] != i {
			continue
		}
		title := foldRole(r.d.Entities[e].Title)
		best := int32(-1)
		for _, id := range ids {
			if !r.titleFits(id, title) || kin[id] {
				continue
			}
			if best < 0 {
				best = id
				continue
			}
			a, aok := last[id]
			b, bok := last[best]
			switch {
			case aok && (!bok || a > b):
				best = id
			case !aok && !bok && firstOf[id] < firstOf[best]:
				best = id
			}
		}
		if best < 0 {
			// The title speaks of somebody else of that name.
			if k, why := r.officer(f, e); k >= 0 {
				best = r.clusterOfEntry(k, i, why)
			}
		}
		if best < 0 {
			if alone < 0 {
				alone = int32(len(r.clusters))
				r.clusters = append(r.clusters, cluster{kin: kinPerson, typ: corpus.Person, entry: -1, forms: []int32{i}})
			}
			best = alone
		}
		r.own[e] = best
		last[best] = int32(e)
		if !told[best] {
			told[best] = true
			if best != alone {
				r.clusters[best].forms = append(r.clusters[best].forms, i)
				r.clusters[best].why = append(r.clusters[best].why, fmt.Sprintf("%q %s %s%s", f.text, how, r.label(best), several))
			}
		}
	}
	f.cluster = r.own[f.first]
}

// relatives are those of several persons of one family name that the text brings
// in as a relative of another ("his wife, Laura Bush") and names less often. A
// family name alone does not mean them, unless all of them are such.
func (r *reader) relatives(ids []int32) map[int32]bool {
	if len(ids) < 2 {
		return nil
	}
	v := vocab()
	full := make([]int32, len(ids))
	out := map[int32]bool{}
	most := int32(0)
	for n, c := range ids {
		first := int32(-1)
		for _, i := range r.clusters[c].forms {
			f := &r.forms[i]
			if len(f.tokens) > 1 {
				full[n] += f.count
				if first < 0 || f.first < first {
					first = f.first
				}
			}
		}
		most = max(most, full[n])
		if first < 0 {
			continue
		}
		in := r.d.Entities[first].Tokens
		near := 0
		s := r.d.SentenceAt(r.d.Entities[first].Start)
		if s < 0 {
			continue
		}
		bounds := r.d.Sentences[s].Tokens
		for k := max(bounds.First, in.First-7); k < min(bounds.End, in.End+5); k++ {
			if v.relative[r.lower(k)] {
				near++
			}
		}
		out[c] = near > 0
	}
	rest := 0
	for n, c := range ids {
		if out[c] && full[n] > most/2 && full[n] > 1 {
			out[c] = false
		}
		if !out[c] {
			rest++
		}
	}
	if rest == 0 {
		return nil
	}
	return out
}

// contested reports whether a mention of a single name has a title that tells
// a gender or an office, so that it may speak against the only candidate.
func (r *reader) contested(f *form) bool {
	for e := f.first; e >= 0; e = r.next[e] {
		if r.d.Entities[e].Title != "" {
			return true
		}
	}
	return false
}

// titleFits reports whether a title may stand before a person's name.
func (r *reader) titleFits(c int32, title string) bool {
	if title == "" {
		return true
	}
	g := titleGender(strings.Fields(title))
	own := r.clusters[c].gender
	if own == 0 {
		own = r.genderOf(&r.clusters[c])
	}
	return !g.known() || own.agrees(g)
}

// clusterOfEntry is the actor of an entry, made if need be without giving it
// the whole form.
func (r *reader) clusterOfEntry(e, form int32, why string) int32 {
	if c, ok := r.byEntry[e]; ok {
		return c
	}
	r.clusters = append(r.clusters, cluster{kin: kinPerson, typ: corpus.Person, entry: e, forms: []int32{form}, why: []string{why}})
	r.byEntry[e] = int32(len(r.clusters) - 1)
	return r.byEntry[e]
}

// label is what to call an actor in a reason.
func (r *reader) label(c int32) string {
	cl := &r.clusters[c]
	if cl.entry >= 0 {
		return r.b.entries[cl.entry].Name
	}
	best := cl.forms[0]
	for _, f := range cl.forms {
		if len(r.forms[f].tokens) > len(r.forms[best].tokens) {
			best = f
		}
	}
	return r.forms[best].text
}

// knownSingle is the entry that a single name means without a full name in
// the document: by the office in its title, else where the table gives the bare
// name to one person only.
func (r *reader) knownSingle(f *form) (int32, string) {
	for e := f.first; e >= 0; e = r.next[e] {
		if r.d.Entities[e].Title != "" {
			if k, why := r.officer(f, int(e)); k >= 0 {
				return k, why
			}
		}
	}
	if list := r.b.people[f.key]; len(list) == 1 {
		return list[0], fmt.Sprintf("%q alone is a name of %s (%s)", f.text, r.b.entries[list[0]].Name, r.b.entries[list[0]].from)
	}
	return -1, ""
}

// officer is the person of that family name who held the office of the title
// at the time, or -1.
func (r *reader) officer(f *form, entity int) (int32, string) {
	list := r.b.family[strings.Join(f.tokens, " ")]
	if len(list) == 0 {
		return -1, ""
	}
	t := r.titleOf(entity)
	if t.role == "" {
		return -1, ""
	}
	from, until := r.when(r.d.Entities[entity].Start)
	if t.former {
		from, until = "", ""
	}
	found, held := int32(-1), officeHeld{}
	for _, p := range list {
		of := int32(-1)
		if t.of >= 0 && r.clusters[t.of].entry >= 0 {
			of = r.clusters[t.of].entry
		}
		h, ok := r.b.offices.served(p, t.role, of, from, until)
		if !ok {
			continue
		}
		if found >= 0 {
			return -1, "" // two of that name held it
		}
		found, held = p, h
	}
	if found < 0 {
		return -1, ""
	}
	return found, fmt.Sprintf("%q before %q: %s was %s of %s (%s)", r.d.Entities[entity].Title, f.text, r.b.entries[found].Name, held.role, r.b.entries[held.of].Name, held.place)
}

// titleOf is the role in the title before a mention, or an empty one.
func (r *reader) titleOf(entity int) intro {
	i, ok := slices.BinarySearchFunc(r.titles, int32(entity), func(t intro, e int32) int { return int(t.entity) - int(e) })
	if !ok {
		return intro{of: -1}
	}
	return r.titles[i]
}
