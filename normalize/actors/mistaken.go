package actors

import (
	"dateline/corpus"
)

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
		t := withoutTitle(personTokens(f.text))
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
		t := personTokens(f.text)
		if len(t) < 2 || v.kind[t[len(t)-1]] {
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
