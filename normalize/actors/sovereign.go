package actors

import (
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
)

// sovereigns gives the mentions of kings and the like, whom the news calls by title
// and given name, their own people of the tables: two King Abdullahs are told apart by
// the country beside the name ("King Abdullah of Jordan", "the Saudi King Abdullah"),
// else by the only one of the countries that the text names which had a king of that
// name at the time. It returns the single names that are left.
func (r *reader) sovereigns(single []int32) []int32 {
	v := vocab()
	return slices.DeleteFunc(single, func(i int32) bool {
		f := &r.forms[i]
		// The title stands in the name, or before it.
		t := r.personTokens(f)
		inside := len(t) > 1 && v.sovereign.has(t[0])
		left := false
		for m := f.first; m >= 0; m = r.next[m] {
			role := ""
			if inside {
				role = t[0]
			} else {
				role = sovereignTitle(r.d.Entities[m].Title)
			}
			if role == "" || !r.sovereign(i, int(m), role) {
				left = true
			}
		}
		if !left {
			f.cluster = r.own[f.first]
		}
		return !left
	})
}

// sovereign gives one mention its holder of a throne, and reports whether it did.
func (r *reader) sovereign(i int32, mention int, role string) bool {
	f := &r.forms[i]
	from, until := r.when(r.d.Entities[mention].Start)
	if from == "" {
		from, until = "", "9999"
	}
	r.b.called(f.tokens[0])
	found := int32(-1)
	var held office
	try := func(country int32) {
		o, ok := r.b.holder(role, country, from, until)
		if !ok {
			return
		}
		for _, n := range append([]string{r.b.entry(o.holder).Name}, r.b.otherNames(o.holder)...) {
			if t := withoutTitle(personTokens(n)); len(t) > 0 && t[0] == f.tokens[0] {
				if found >= 0 && found != o.holder {
					found = -2
				} else if found != -2 {
					found, held = o.holder, o
				}
				return
			}
		}
	}
	of := r.realm(mention)
	if of >= 0 {
		try(of)
	} else {
		for _, iso := range r.context[:min(len(r.context), maxRealms)] {
			if c, ok := r.b.country[iso]; ok {
				try(c)
			}
		}
	}
	if found < 0 {
		return false
	}
	why := fmt.Sprintf("%q: %s was %s of %s (%s)", f.text, r.b.entry(found).Name, role, r.b.entry(held.of).Name, held.place())
	c := r.clusterOfEntry(found, i, why)
	if !slices.Contains(r.clusters[c].forms, i) {
		r.clusters[c].forms = append(r.clusters[c].forms, i)
		r.clusters[c].why = append(r.clusters[c].why, why)
	}
	r.own[mention] = c
	return true
}

// maxRealms bounds the countries of a text that are asked for a king.
const maxRealms = 12

// realm is the entry of the country that stands with a sovereign: in the title before the
// name, right before it, or behind it with "of". It is -1 where there is none.
func (r *reader) realm(mention int) int32 {
	if t := r.titleOf(mention); t.of >= 0 && r.clusters[t.of].entry >= 0 && r.isCountry(t.of) {
		return r.clusters[t.of].entry
	}
	e := &r.d.Entities[mention]
	country := func(k int, gaps ...string) int32 {
		if k < 0 || k >= len(r.d.Entities) {
			return -1
		}
		a, b := e.End, r.d.Entities[k].Start
		if k < mention {
			a, b = r.d.Entities[k].End, e.Start
		}
		if b < a || kinOf(r.d.Entities[k].Type) != kinThing || r.d.Entities[k].Type == corpus.Org {
			return -1
		}
		gap := r.d.Text[a:b]
		if e.Title != "" {
			gap = strings.TrimSuffix(gap, e.Title+" ")
		}
		if !slices.Contains(gaps, gap) {
			return -1
		}
		if c := r.clusterOf(k); c >= 0 && r.isCountry(c) {
			return r.clusters[c].entry
		}
		return -1
	}
	if c := country(mention+1, " of ", " of the "); c >= 0 {
		return c
	}
	return country(mention-1, " ", "'s ", "’s ")
}
