package actors

import (
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/normalize/places"
)

// mistakenNations turns single names marked as people's that are names of countries
// ("Jordan", "Chad") into those, where nobody of the text is called so in full and the text
// speaks of the country in another way too: through its people, its towns, its king or
// those whom the tables have in its offices.
func (r *reader) mistakenNations() {
	var borne map[string]bool
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinPerson || len(f.tokens) != 1 {
			continue
		}
		nation := r.b.peopleOf(f.key).nation
		if nation < 0 {
			continue
		}
		if borne == nil {
			borne = r.borne()
		}
		if borne[f.key] || r.contested(f) || len(r.b.people(f.key)) > 0 || !r.spokenOf(int32(i), nation) {
			continue
		}
		f.retype(kinThing, corpus.GPE)
	}
}

// retype makes all mentions of a form those of another type, as far as actors go.
func (f *form) retype(k kin, t corpus.EntityType) {
	f.kin, f.typ, f.parsed, f.nationRead = k, t, false, false
	f.types = [len(entityTypes)]int32{}
	f.types[typeIndex(t)] = f.count
}

// borne are the words of the full names of people in the text.
func (r *reader) borne() map[string]bool {
	out := map[string]bool{}
	for i := range r.forms {
		if f := &r.forms[i]; f.kin == kinPerson && len(f.tokens) > 1 {
			for _, w := range f.tokens {
				out[w] = true
			}
		}
	}
	return out
}

// spokenOf reports whether other names of the text than form i speak of a country.
func (r *reader) spokenOf(i, nation int32) bool {
	iso := r.b.entry(nation).Country
	for k := range r.forms {
		f := &r.forms[k]
		switch {
		case int32(k) == i:
		case f.kin == kinThing && f.typ != corpus.Org:
			if r.nation(f) == nation {
				return true
			}
			if f.typ != corpus.Norp && r.b.places.Spread(f.key) == 1 {
				if p, ok := r.b.places.Resolve(f.text, nil); ok && p.Kind != places.KindCountry && p.Country == iso {
					return true
				}
			}
		case f.kin == kinPerson && len(f.tokens) > 1:
			if list := r.b.people(f.key); len(list) == 1 && r.b.entry(list[0]).Country == iso {
				return true
			}
		case f.kin == kinPerson:
			for e := f.first; e >= 0; e = r.next[e] {
				if role := sovereignTitle(r.d.Entities[e].Title); role != "" && r.onThrone(role, nation, int(e), f.tokens[0]) {
					return true
				}
			}
		}
	}
	return false
}

// sovereignTitle is the title of a king or the like that a title ends in, or empty.
func sovereignTitle(title string) string {
	title = foldRole(title)
	for rest := title; rest != ""; {
		if vocab().sovereign.has(rest) {
			return rest
		}
		_, rest, _ = strings.Cut(rest, " ")
	}
	return ""
}

// onThrone reports whether the holder of a throne, on the day that a mention speaks of,
// has a given name.
func (r *reader) onThrone(role string, country int32, mention int, given string) bool {
	from, until := r.when(r.d.Entities[mention].Start)
	if from == "" {
		until = "9999"
	}
	o, ok := r.b.holder(role, country, from, until)
	if !ok {
		return false
	}
	return slices.ContainsFunc(append(r.b.aliases(o.holder), r.b.entry(o.holder).Name), func(n string) bool {
		t := withoutTitle(personTokens(n))
		return len(t) > 0 && t[0] == given
	})
}

// mistakenStorms turns single names marked as people's into those of storms that the
// text calls so in full ("Katrina" beside "Hurricane Katrina").
func (r *reader) mistakenStorms() {
	v := vocab()
	var storms map[string]bool
	for i := range r.forms {
		f := &r.forms[i]
		if n := len(f.tokens); f.kin == kinWork && n > 1 && v.storm.has(f.tokens[n-2]) {
			if storms == nil {
				storms = map[string]bool{}
			}
			storms[f.tokens[n-1]] = true
		}
	}
	if storms == nil {
		return
	}
	borne := r.borne()
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin == kinPerson && storms[f.key] && !r.contested(f) && !borne[f.key] {
			f.retype(kinWork, corpus.EventT)
		}
	}
}

// mistaken turns names that are marked as bodies, peoples or works into people's
// where the text itself tells: a title and a name that a person of the text has
// ("Professor Lindqvist"), or a given name and the single name of a person who
// has no full name so far ("Anna Lindqvist" beside "Lindqvist"). What the tables
// know, and what other names have been joined with, stays.
func (r *reader) mistaken() {
	single := map[string]bool{} // words of the people's names, true where one stands alone
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinPerson {
			continue
		}
		t := withoutTitle(r.personTokens(f))
		for _, w := range t {
			single[w] = single[w] || len(t) == 1
		}
	}
	if len(single) == 0 {
		return
	}
	v := vocab()
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinThing && f.kin != kinWork || f.typ == corpus.Loc || f.typ == corpus.Fac || len(f.tokens) < 2 || len(f.tokens) > 4 {
			continue
		}
		c := f.cluster
		if c >= 0 && (r.clusters[c].entry >= 0 || len(r.clusters[c].forms) > 1) {
			continue
		}
		t := r.personTokens(f)
		if len(t) < 2 || v.kind.has(t[len(t)-1]) {
			continue
		}
		rest := withoutTitle(t)
		family := familyTokens(rest)
		if len(family) == 0 {
			continue
		}
		last := lastWord(family[len(family)-1])
		_, borne := single[last]
		titled := len(rest) < len(t) && borne && t[0] != "st" && t[0] != "saint"
		full := len(rest) == len(t) && len(rest) > len(family) && (f.typ == corpus.Norp || r.b.givenGender(rest) != 0) && (single[last] || single[rest[0]])
		if !titled && !full {
			continue
		}
		f.kin, f.typ, f.cluster = kinPerson, corpus.Person, -1
		f.parsed = false
		if c >= 0 {
			r.clusters[c].forms = nil
		}
	}
}
