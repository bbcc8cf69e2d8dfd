package actors

import (
	"slices"

	"dateline/corpus"
	"dateline/normalize/places"
)

// stateOrNation is what the name of a country that a state of another country has too
// ("Georgia") means where the words beside it tell: a state has governors, counties and
// members of its country's parliament, a country has a president, a prime minister and embassies.
// Where they do not, it is the country if other names speak of it, and the state if the
// text is of the state's country first of all, or set among towns and states of it. It is false for other names.
func (r *reader) stateOrNation(f *form) (places.Place, bool) {
	nation := r.b.peopleOf(f.key).nation
	if nation < 0 {
		return places.Place{}, false
	}
	list := r.b.places.Lookup(f.text)
	state := slices.IndexFunc(list, func(p places.Place) bool { return p.Kind == places.KindState })
	own := slices.IndexFunc(list, func(p places.Place) bool {
		return p.Kind == places.KindCountry && p.Country == r.b.entry(nation).Country
	})
	if state < 0 || own < 0 {
		return places.Place{}, false
	}
	standing := 0
	for e := f.first; e >= 0; e = r.next[e] {
		standing += r.standing(int(e))
	}
	within := list[state].Country
	switch {
	case standing > 0:
		return list[state], true
	case standing < 0, slices.Contains(r.lands, list[own].Country), len(r.lands) == 0 || r.lands[0] != within:
		return list[own], true
	case slices.Contains(r.towns, within), len(r.context) > 0:
		return list[state], true
	}
	return list[own], true // a capital may stand for its country
}

// standing is 1 where the words beside a mention are said of a state of a country, -1
// where they are said of a country, else 0.
func (r *reader) standing(i int) int {
	d, v := r.d, vocab()
	in := d.Entities[i].Tokens
	if in.Len() == 0 {
		return 0
	}
	if k := in.First; k >= 2 && r.lower(k-1) == "of" {
		switch r.lower(k - 2) {
		case "state":
			return 1
		case "republic":
			return -1
		}
		if n := k - 3; n >= 0 && r.lower(k-2) == "state" {
			return 1
		}
	}
	if i > 0 {
		// "Sen. Jon Ossoff of Georgia"
		if p := &d.Entities[i-1]; p.Type == corpus.Person && p.Tokens.End+1 == in.First && r.lower(in.First-1) == "of" && p.Title != "" {
			return r.standingOf(foldRole(p.Title), "")
		}
	}
	k := in.End
	if k < len(d.Tokens) && (d.Word(k) == "'s" || d.Word(k) == "’s") {
		k++
	}
	if k >= len(d.Tokens) {
		return 0
	}
	next := ""
	if k+1 < len(d.Tokens) {
		next = r.lower(k + 1)
	}
	w := foldRole(r.lower(k))
	if s := r.standingOf(w, foldRole(next)); s != 0 {
		return s
	}
	if v.former.has(w) || v.deputy.has(w) {
		return r.standingOf(foldRole(next), "")
	}
	return 0
}

// standingOf is standing for a word and the one behind it.
func (r *reader) standingOf(word, next string) int {
	v := vocab()
	switch {
	case v.ofState.has(word), v.ofState.has(word + " " + next):
		return 1
	case v.ofNation.has(word), v.ofNation.has(word + " " + next):
		return -1
	}
	return 0
}
