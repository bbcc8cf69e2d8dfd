package actors

import (
	"fmt"
	"slices"

	"dateline/corpus"
	"dateline/normalize/places"
)

// qualified gives mentions of places that stand together ("Atlanta, Georgia",
// "Paris, Texas") the places that they mean there, whatever the names mean in
// the rest of the text.
func (r *reader) qualified() {
	var changed []int32 // forms
	for i := 0; i+1 < len(r.d.Entities); i++ {
		a, b := &r.d.Entities[i], &r.d.Entities[i+1]
		if !placed(a.Type) || !placed(b.Type) || b.Start-a.End != 2 || r.d.Text[a.End:b.Start] != ", " {
			continue
		}
		f, g := &r.forms[r.formOf[i]], &r.forms[r.formOf[i+1]]
		if r.b.places.Spread(g.key) == 0 || r.b.places.Spread(f.key) == 0 || r.b.claim(f.key) >= 0 || r.b.claim(g.key) >= 0 {
			continue
		}
		place, by, ok := r.b.places.Qualified(f.text, g.text)
		switch {
		case ok:
			if r.means(i, r.b.placeEntry(place), fmt.Sprintf("%q is the one in %s", f.text, by.Name)) {
				changed = append(changed, r.formOf[i])
			}
			if r.means(i+1, r.b.placeEntry(by), fmt.Sprintf("%q is where %s lies", g.text, place.Name)) {
				changed = append(changed, r.formOf[i+1])
			}
		case !r.listed(i) && r.elsewhere(f, g):
			r.means(i, -1, fmt.Sprintf("%q in %s is none that the gazetteer has", f.text, g.text))
			changed = append(changed, r.formOf[i])
		}
	}
	for _, k := range changed {
		r.left(k)
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
	if !slices.Contains(r.clusters[c].forms, k) {
		r.clusters[c].forms = append(r.clusters[c].forms, k)
		r.clusters[c].why = append(r.clusters[c].why, why)
	}
	r.own[entity] = c
	return true
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
