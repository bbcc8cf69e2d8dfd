package actors

import (
	"fmt"
	"slices"

	"dateline/corpus"
	"dateline/normalize/places"
)

// qualified gives mentions of places that stand together ("Atlanta, Georgia",
// "Paris, Texas") the places that they mean there, whatever the names mean in
// the rest of the text. The other mentions of a name follow where the text does not
// speak of the country in which the place lies that they would mean.
func (r *reader) qualified() {
	var changed []int32 // forms
	for i := 0; i+1 < len(r.d.Entities); i++ {
		if !r.twoTogether(i) {
			continue
		}
		f, g := &r.forms[r.formOf[i]], &r.forms[r.formOf[i+1]]
		if r.b.claim(f.key) >= 0 || r.b.claim(g.key) >= 0 {
			continue
		}
		if place, by, ok := r.b.places.Qualified(f.text, g.text); ok {
			if r.means(i, r.b.placeEntry(place), fmt.Sprintf("%q is the one in %s", f.text, by.Name)) {
				changed = append(changed, r.formOf[i])
			}
			if r.means(i+1, r.b.placeEntry(by), fmt.Sprintf("%q is where %s lies", g.text, place.Name)) {
				changed = append(changed, r.formOf[i+1])
			}
			continue
		}
		if place, ok := r.siteOf(i); ok {
			r.sited(i, place, fmt.Sprintf("%q is the one in %s", f.text, g.text))
			changed = append(changed, r.formOf[i])
			if by, ok := r.b.around(g.text, place); ok && r.means(i+1, r.b.placeEntry(by), fmt.Sprintf("%q is where %s lies", g.text, place.Name)) {
				changed = append(changed, r.formOf[i+1])
			}
			continue
		}
		if r.b.places.Spread(g.key) > 0 && r.b.places.Spread(f.key) > 0 && !r.listed(i) && r.elsewhere(f, g) {
			r.means(i, -1, fmt.Sprintf("%q in %s is none that the gazetteer has", f.text, g.text))
			changed = append(changed, r.formOf[i])
		}
	}
	for n, k := range changed {
		if slices.Index(changed, k) == n {
			r.follow(k)
			r.left(k)
		}
	}
}

// twoTogether reports whether a mention of a place and a comma stand before another one.
func (r *reader) twoTogether(i int) bool {
	if i+1 >= len(r.d.Entities) {
		return false
	}
	a, b := &r.d.Entities[i], &r.d.Entities[i+1]
	return placed(a.Type) && placed(b.Type) && b.Start-a.End == 2 && r.d.Text[a.End:b.Start] == ", "
}

// siteOf is the place of the atlas that a mention means by the name of the country or
// state behind it, where our own tables have no such place. In a list of places nothing is
// behind another.
func (r *reader) siteOf(i int) (places.Place, bool) {
	if !r.twoTogether(i) || r.listed(i) || r.goesOn(i+1) {
		return places.Place{}, false
	}
	f, g := &r.forms[r.formOf[i]], &r.forms[r.formOf[i+1]]
	if r.nation(f) >= 0 && r.nation(g) >= 0 {
		return places.Place{}, false // "Colombia, Brazil": two countries
	}
	p, ok := r.b.places.Locate(f.text+", "+g.text, places.Context{})
	return p, ok && p.Other() && p.Kind == places.KindCity
}

// goesOn reports whether a mention of a place stands before "and" or "or" and another
// one, which has none behind itself.
func (r *reader) goesOn(i int) bool {
	if i+1 >= len(r.d.Entities) {
		return false
	}
	e, n := &r.d.Entities[i], &r.d.Entities[i+1]
	if !placed(n.Type) || n.Start < e.End || r.twoTogether(i+1) {
		return false
	}
	switch r.d.Text[e.End:n.Start] {
	case " and ", " or ", ", and ", ", or ":
		return true
	}
	return false
}

// sited gives a mention the actor of a place of the atlas. It is called by its name alone,
// unless that is a place's of our own too.
func (r *reader) sited(entity int, p places.Place, why string) {
	at := siteName(p)
	c, ok := r.sites[at]
	if !ok {
		c = int32(len(r.clusters))
		name := p.Name
		if _, two := r.sites[name]; two || r.b.places.Spread(r.forms[r.formOf[entity]].key) > 0 {
			name = at
		}
		r.clusters = append(r.clusters, cluster{kin: kinThing, typ: corpus.GPE, entry: -1, site: &p, name: name})
		if r.sites == nil {
			r.sites = map[string]int32{}
		}
		r.sites[at], r.sites[name] = c, c
	}
	r.give(entity, c, why)
}

// siteName is what a place of the atlas is called among all of the world.
func siteName(p places.Place) string {
	if p.Admin != "" && p.Admin != p.Name {
		return p.Name + ", " + p.Admin
	}
	if c, ok := places.Default().Country(p.Country); ok {
		return p.Name + ", " + c.Name
	}
	return p.Name
}

// around is the country or state of a name in which a place lies.
func (v *view) around(name string, p places.Place) (places.Place, bool) {
	for _, in := range v.places.Lookup(name) {
		if in.Country == p.Country && (in.Kind == places.KindCountry || in.Kind == places.KindState && key(in.Name) == key(p.Admin)) {
			return in, true
		}
	}
	return places.Place{}, false
}

// follow gives the mentions of a form that stand alone the one place that the others
// mean, unless the text speaks of the country that they would mean by themselves.
func (r *reader) follow(k int32) {
	f := &r.forms[k]
	to := int32(-1)
	for e := f.first; e >= 0; e = r.next[e] {
		switch c := r.own[e]; {
		case c < 0:
		case to >= 0 && to != c:
			return
		default:
			to = c
		}
	}
	if to < 0 || to == f.cluster {
		return
	}
	if c := f.cluster; c >= 0 && r.clusters[c].entry >= 0 {
		e := r.b.entry(r.clusters[c].entry)
		if e.kind == places.KindCountry || slices.Contains(r.context, e.Country) {
			return
		}
	}
	for e := f.first; e >= 0; e = r.next[e] {
		r.own[e] = to
	}
}

func placed(t corpus.EntityType) bool { return t == corpus.GPE || t == corpus.Loc }

// listed reports whether a mention stands behind another place and a comma: then
// what follows it is the next of a list.
func (r *reader) listed(i int) bool {
	if i == 0 {
		return false
	}
	p, e := &r.d.Entities[i-1], &r.d.Entities[i]
	return placed(p.Type) && e.Start-p.End == 2 && r.d.Text[p.End] == ','
}

// elsewhere reports whether a name means a place that is known not to lie in the
// state that the other one names.
func (r *reader) elsewhere(f, in *form) bool {
	states := r.b.places.Lookup(in.text)
	if len(states) == 0 || states[0].Kind != places.KindState {
		return false
	}
	p, ok := r.place(f)
	return ok && p.Kind != places.KindState && (p.Country != states[0].Country || p.Admin != "" && key(p.Admin) != key(states[0].Name))
}

// means makes one mention mean an entry, or with -1 an actor of its own. It reports
// whether that is another actor than that of its form.
func (r *reader) means(entity int, entry int32, why string) bool {
	k := r.formOf[entity]
	f := &r.forms[k]
	if f.cluster >= 0 && entry >= 0 && r.clusters[f.cluster].entry == entry {
		return false
	}
	c, ok := r.byEntry[entry]
	if entry < 0 || !ok {
		c = int32(len(r.clusters))
		r.clusters = append(r.clusters, cluster{kin: kinThing, typ: f.typ, entry: entry})
		if entry >= 0 {
			r.byEntry[entry] = c
		}
	}
	r.give(entity, c, why)
	return true
}

// give makes one mention mean an actor, whatever the others of its form mean.
func (r *reader) give(entity int, c int32, why string) {
	if k := r.formOf[entity]; !slices.Contains(r.clusters[c].forms, k) {
		r.clusters[c].forms = append(r.clusters[c].forms, k)
		r.clusters[c].why = append(r.clusters[c].why, why)
	}
	r.own[entity] = c
}

// left takes a form from its actor when all its mentions mean others.
func (r *reader) left(k int32) {
	f := &r.forms[k]
	for e := f.first; e >= 0; e = r.next[e] {
		if r.own[e] < 0 {
			return
		}
	}
	old := f.cluster
	f.cluster = r.own[f.first]
	if old < 0 || old == f.cluster {
		return
	}
	c := &r.clusters[old]
	c.forms = slices.DeleteFunc(slices.Clone(c.forms), func(x int32) bool { return x == k })
	if len(c.forms) == 0 && c.entry >= 0 && r.byEntry[c.entry] == old {
		delete(r.byEntry, c.entry)
	}
}
