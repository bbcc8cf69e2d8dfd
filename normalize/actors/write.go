package actors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
)

// rest makes an actor of every work, law, product and event by its name. Two
// that differ in a leading article or in small words are one already by the key.
func (r *reader) rest() {
	defer r.shortWorks()
	defer r.partWorks()
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinWork || f.cluster >= 0 {
			continue
		}
		list := r.b.works(f.key)
		if len(list) != 1 {
			r.newCluster(int32(i), -1)
			continue
		}
		why := r.nameOf(f, list[0])
		if c, ok := r.byEntry[list[0]]; ok {
			r.join(int32(i), c, why)
		} else {
			c := r.newCluster(int32(i), list[0])
			r.clusters[c].why = append(r.clusters[c].why, why)
		}
	}
}

// partWorks joins the name of a product, event or law with the only longer one named
// before it that begins or ends with it: "Chrome" after "Google Chrome", "the
// Revolutionary War" after "the American Revolutionary War". What a year tells apart stays:
// "the Oscars" are not those of 2014 only.
func (r *reader) partWorks() {
	v := vocab()
	index := map[string][]int32{}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinWork || f.typ == corpus.Work || len(f.tokens) < 2 || len(f.tokens) > 10 {
			continue
		}
		for n := 1; n < len(f.tokens) && n <= 3; n++ {
			for _, k := range [...]string{strings.Join(f.tokens[:n], " "), strings.Join(f.tokens[len(f.tokens)-n:], " ")} {
				if l := index[k]; len(l) < 8 {
					index[k] = append(l, int32(i))
				}
			}
		}
	}
	if len(index) == 0 {
		return
	}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinWork || f.typ == corpus.Work || len(f.tokens) == 0 {
			continue
		}
		if c := f.cluster; c >= 0 && (r.clusters[c].entry >= 0 || len(r.clusters[c].forms) > 1) {
			continue
		}
		if r.b.peopleOf(f.tokens[0]).native >= 0 || !slices.ContainsFunc(f.tokens, func(t string) bool { return !v.kind.has(t) && !digits(t) }) {
			continue
		}
		target, several := int32(-1), false
		for _, j := range index[f.key] {
			if g := &r.forms[j]; j != int32(i) && g.typ == f.typ && g.first < f.first && !slices.ContainsFunc(g.tokens, func(t string) bool { return digits(t) && !slices.Contains(f.tokens, t) }) {
				several = several || target >= 0 && !r.sameCluster(target, j)
				target = j
			}
		}
		if target >= 0 && !several {
			r.unite(target, int32(i), fmt.Sprintf("%q is short for %q", f.text, r.forms[target].text))
		}
	}
}

// digits reports whether a word is written in digits.
func digits(t string) bool { return strings.Trim(t, "0123456789") == "" }

// shortWorks joins an agreement, law or event with its acronym, which stands in
// brackets behind it, or has its initials: "the Joint Comprehensive Plan of Action
// (JCPOA)".
func (r *reader) shortWorks() {
	short := map[string]int32{}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin == kinPerson || f.cluster >= 0 && r.clusters[f.cluster].entry >= 0 {
			continue
		}
		if l := letters(f.text); len(l) > 2 {
			if _, ok := short[l]; !ok {
				short[l] = int32(i)
			}
		}
	}
	if len(short) == 0 {
		return
	}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinWork || len(f.tokens) < 3 || f.typ == corpus.Work {
			continue
		}
		a, b := initials(f.text)
		for _, l := range [...]string{a, b} {
			s, ok := short[l]
			if !ok || s == int32(i) || r.sameCluster(int32(i), s) {
				continue
			}
			if c := r.forms[s].cluster; c >= 0 && len(r.clusters[c].forms) > 1 {
				continue // short for something else
			}
			r.unite(int32(i), s, fmt.Sprintf("%q has the initials of %q", r.forms[s].text, f.text))
		}
	}
}

// strays brings home the mentions of a name whose type differs from the type
// that the rest of the document gives it: a surname marked as a body, a body
// marked as a work.
func (r *reader) strays() {
	type best struct {
		form  int32
		count int32
	}
	byKey := make(map[string]best, len(r.forms))
	for i := range r.forms {
		f := &r.forms[i]
		n := f.count
		if c := f.cluster; c >= 0 && (r.clusters[c].entry >= 0 || len(r.clusters[c].forms) > 1) {
			n += 1000 // a name with support outweighs any number of bare ones
		}
		if b, ok := byKey[f.key]; !ok || n > b.count {
			byKey[f.key] = best{int32(i), n}
		}
	}
	for i := range r.forms {
		f := &r.forms[i]
		b := byKey[f.key]
		if b.form == int32(i) || f.cluster < 0 {
			continue
		}
		from, to := f.cluster, r.forms[b.form].cluster
		if to < 0 || from == to || r.clusters[from].entry >= 0 || len(r.clusters[from].forms) > 1 {
			continue
		}
		// A work may well be called like a person or a place.
		if f.typ == corpus.Work && r.forms[b.form].count < 2*f.count {
			continue
		}
		if f.kin == kinPerson && len(f.tokens) == 1 && r.clusters[to].typ != corpus.Org && r.clusters[to].entry >= 0 && 3*f.count > r.forms[b.form].count {
			continue // a person called like a city or a people
		}
		r.clusters[from].forms = nil
		r.join(int32(i), to, fmt.Sprintf("%q (%s) is %q (%s) elsewhere in the text", f.text, f.typ, r.forms[b.form].text, r.forms[b.form].typ))
	}
}

// write names and numbers the actors and sets those of the entities.
func (r *reader) write() {
	d := r.d
	var order []int32
	for i := range r.clusters {
		r.clusters[i].first = -1
	}
	for i := range d.Entities {
		c := r.clusterOf(i)
		if r.clusters[c].first < 0 {
			r.clusters[c].first = int32(i)
			order = append(order, c)
		}
		r.clusters[c].count++
	}
	taken := make(map[string]int32, len(order))
	for _, c := range order {
		cl := &r.clusters[c]
		if cl.entry >= 0 {
			cl.name, cl.typ, cl.id = r.b.entry(cl.entry).Name, r.b.entry(cl.entry).Type, r.b.entry(cl.entry).ID
			taken[cl.id] = c
			continue
		}
		site := cl.name
		if cl.name, cl.typ = r.canonical(cl); cl.site != nil {
			cl.name, cl.typ = site, corpus.GPE
		}
		cl.id = slug(cl.name)
		if cl.id == "" {
			cl.id = "actor-" + contentHash(cl.name)
		}
	}
	// Slugs that the knowledge base uses for somebody else, or that two actors of
	// the text share, get a suffix from the actor itself.
	for _, c := range order {
		cl := &r.clusters[c]
		if cl.entry >= 0 {
			continue
		}
		id := cl.id
		for n := 0; ; n++ {
			if _, here := taken[id]; !here && !r.b.taken(id) {
				break
			}
			switch n {
			case 0:
				id = cl.id + "-" + strings.ToLower(string(cl.typ))
			default:
				id = cl.id + "-" + contentHash(r.content(cl), strings.Repeat("+", n))
			}
		}
		cl.id = id
		taken[id] = c
	}
	belong := r.belongings(order, r.offices())
	d.Actors = make([]corpus.Actor, 0, len(order))
	for _, c := range order {
		cl := &r.clusters[c]
		a := corpus.Actor{ID: cl.id, Name: cl.name, Type: cl.typ, Mentions: int(cl.count), Why: cl.why}
		b := &belong[c]
		a.Country, a.Sector = b.country, b.sector
		cl.country, cl.sector = a.Country, a.Sector
		cl.why = append(cl.why, b.why...)
		a.Why = cl.why
		if cl.entry >= 0 {
			a.Wikidata = r.b.entry(cl.entry).Wikidata
		}
		d.Actors = append(d.Actors, a)
		taken[cl.id] = c
	}
	r.byID = taken
	for i := range d.Entities {
		d.Entities[i].Actor = r.clusters[r.clusterOf(i)].id
	}
}

// offices is the first role with a country or body, else the first role, that
// the text gives to each person.
func (r *reader) offices() []*intro {
	w := r.space
	out := append(w.offices[:0], make([]*intro, len(r.clusters))...) // by cluster
	w.offices = out
	for i := range r.titles {
		t := &r.titles[i]
		if t.loose {
			continue
		}
		c := r.clusterOf(int(t.entity))
		if old := out[c]; old == nil || old.of < 0 && t.of >= 0 {
			out[c] = t
		}
	}
	return out
}

// countryOf is the country of an actor that the knowledge base has.
func (r *reader) countryOf(c int32) string {
	switch {
	case c < 0:
	case r.clusters[c].entry >= 0:
		return r.b.entry(r.clusters[c].entry).Country
	case r.clusters[c].site != nil:
		return r.clusters[c].site.Country
	}
	return ""
}

// seat is the country in a body's name: "Russian Defence Ministry", "Bank of Japan".
func (r *reader) seat(cl *cluster) string {
	for _, i := range cl.forms {
		f := &r.forms[i]
		if _, c, ok := r.homeless(f); ok {
			return r.b.entry(c).Country
		}
		for n := 1; n <= 2 && n+1 < len(f.tokens); n++ {
			at := len(f.tokens) - n
			if f.tokens[at-1] != "of" {
				continue
			}
			if c := r.b.peopleOf(r.joined(f, at, len(f.tokens))).nation; c >= 0 {
				return r.b.entry(c).Country
			}
		}
	}
	return ""
}

// canonical is the name of an actor that the knowledge base does not have: of
// the spellings with most words the most frequent, then the earliest; and its type.
func (r *reader) canonical(cl *cluster) (string, corpus.EntityType) {
	best := &r.forms[cl.forms[0]]
	var types [10]int32
	for _, i := range cl.forms {
		f := &r.forms[i]
		for t, n := range f.types {
			types[t] += n
		}
		if cmp.Or(cmp.Compare(len(f.tokens), len(best.tokens)), cmp.Compare(f.count, best.count), -cmp.Compare(f.first, best.first)) > 0 {
			best = f
		}
	}
	t := 0
	for k, n := range types {
		if n > types[t] {
			t = k
		}
	}
	if cl.kin == kinPerson {
		return best.text, corpus.Person
	}
	return best.text, entityTypes[t]
}

// content is what an actor is called, in an order that no other text changes.
func (r *reader) content(cl *cluster) string {
	var all []string
	for _, f := range cl.forms {
		all = append(all, r.forms[f].key)
	}
	slices.Sort(all)
	return string(cl.typ) + "|" + strings.Join(all, "|")
}

// contentHash is six hex digits of the parts.
func contentHash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil)[:3])
}
