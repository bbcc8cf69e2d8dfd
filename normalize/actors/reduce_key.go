package actors

import (
	"cmp"
	"slices"
	"strings"

	"dateline/corpus"
)

// Key is what the reduce needs to know of one actor of one document.
type Key struct {
	Known string // the knowledge base's id, or empty
	Type  corpus.EntityType
	Names []string // distinct names, sorted: full ones only where there are any
	Count int      // mentions by name
	// Bare is set where no knowledge base and no name tells the actor outside its
	// document: a family or given name alone, or a name that only says what kind of
	// body it is.
	Bare bool
	// Home is of a bare body its country, alpha-3 or "IGO", else the one the document
	// is clearly about, else empty. Others have none.
	Home string
}

// KeysOf are the keys of a document's actors, in the order of d.Actors. They
// share no memory with the document's text. A nil base is [Default]; it must be
// the one that the actors have their ids from.
func KeysOf(d *corpus.Document, base *Base) []Key {
	if len(d.Actors) == 0 {
		return nil
	}
	if base == nil {
		base = Default()
	}
	at := make(map[string]int32, len(d.Actors))
	for i := range d.Actors {
		at[d.Actors[i].ID] = int32(i)
	}
	// The distinct surfaces of each actor, all actors in one slice.
	type surface struct {
		actor int32
		text  string
	}
	list := make([]surface, 0, len(d.Entities))
	for i := range d.Entities {
		if a, ok := at[d.Entities[i].Actor]; ok {
			list = append(list, surface{a, d.Entities[i].Text})
		}
	}
	var homes tally
	for i := range list {
		if a := &d.Actors[list[i].actor]; a.Type == corpus.GPE && a.Country != "" && a.Country != "IGO" {
			homes.add(a.Country)
		}
	}
	order := func(a, b surface) int { return cmp.Or(cmp.Compare(a.actor, b.actor), strings.Compare(a.text, b.text)) }
	slices.SortFunc(list, order)
	list = slices.Compact(list)
	for i := range list {
		list[i].text = plain(list[i].text)
	}
	slices.SortFunc(list, order)
	list = slices.Compact(list)

	keys := make([]Key, len(d.Actors))
	var all []string
	size := 0
	for i := range keys {
		k, a := &keys[i], &d.Actors[i]
		k.Type, k.Count = a.Type, a.Mentions
		if base.Has(a.ID) {
			k.Known = a.ID
		}
		all = all[:0]
		for len(list) > 0 && list[0].actor == int32(i) {
			all = append(all, list[0].text)
			list = list[1:]
		}
		if k.Names = keyNames(kinOf(a.Type), all); len(k.Names) == 0 || k.Known == "" && a.Type == corpus.GPE && strings.Contains(a.Name, ", ") {
			k.Names = []string{a.Name} // "Paris, Texas" is called Paris in the text
		}
		k.Bare = k.Known == "" && bare(k)
		if k.Bare && kinOf(a.Type) == kinThing {
			k.Home = cmp.Or(a.Country, homes.most())
		}
		for _, n := range k.Names {
			size += len(n)
		}
		size += len(k.Known) + len(k.Home)
	}

	// One string holds all, so that nothing keeps the text alive.
	var b strings.Builder
	b.Grow(size)
	hold := func(s *string) {
		n := b.Len()
		b.WriteString(*s)
		*s = b.String()[n:]
	}
	for i := range keys {
		k := &keys[i]
		k.Type = entityTypes[typeIndex(k.Type)]
		hold(&k.Known)
		hold(&k.Home)
		for j := range k.Names {
			hold(&k.Names[j])
		}
	}
	return keys
}

// tally counts the countries that a text names.
type tally []struct {
	iso   string
	count int
}

func (t *tally) add(iso string) {
	for i := range *t {
		if (*t)[i].iso == iso {
			(*t)[i].count++
			return
		}
	}
	*t = append(*t, struct {
		iso   string
		count int
	}{iso, 1})
}

// most is the country that is named most, if no other is named half as often.
func (t tally) most() string {
	best := 0
	for i := range t {
		if c := cmp.Compare(t[i].count, t[best].count); c > 0 || c == 0 && t[i].iso < t[best].iso {
			best = i
		}
	}
	for i := range t {
		if i != best && 2*t[i].count > t[best].count {
			return ""
		}
	}
	if len(t) == 0 {
		return ""
	}
	return t[best].iso
}

// keyNames are the names that identify an actor outside its document: a person's
// full names where there are any, and of several spellings in case or white space
// the first. The legal form alone of a body that has a name ("Co Inc") is none. all is sorted.
func keyNames(k kin, all []string) []string {
	if len(all) == 1 && key(all[0]) != "" {
		return []string{all[0]}
	}
	var names []string
	folded := map[string]bool{}
	pick := func(full bool) {
		for _, n := range all {
			f := key(n)
			if full && (k == kinPerson && lone(n) || k == kinThing && legalForm(f)) {
				continue
			}
			if f != "" && !folded[f] {
				folded[f] = true
				names = append(names, n)
			}
		}
	}
	pick(k != kinWork)
	if len(names) == 0 {
		pick(false)
	}
	return names
}

// bare reports whether none of an unknown actor's names tells it outside its
// document.
func bare(k *Key) bool {
	switch kinOf(k.Type) {
	case kinPerson:
		return lone(k.Names[0]) // all or none are full names
	case kinThing:
		return k.Type == corpus.Org && !slices.ContainsFunc(k.Names, func(n string) bool { return !telllessKey(key(n)) })
	}
	return false
}

// telllessKey reports whether a name only says what kind of body it is.
func telllessKey(k string) bool {
	v := vocab()
	for t := range strings.FieldsSeq(k) {
		if !v.kind.has(t) && !v.leaning.has(t) {
			return false
		}
	}
	return true
}
