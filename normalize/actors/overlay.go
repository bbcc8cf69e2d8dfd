package actors

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"dateline/corpus"
)

// overlay is what a user's file has changed: whole lists, to be read instead of
// those of the tables.
type overlay struct {
	lists    [bys]map[string][]int32
	slugs    map[string]int32 // id to entry
	acronyms map[string]bool  // see table
	offices  offices
	below    []Entry // of the tables
	notes    []error
	added    []addition // in order of the rows
}

// addition is what a row has added to an entry, as far as names go: those that the
// tables do not have for it.
type addition struct {
	entry int32
	names []string
}

// With lays a user's file over the embedded tables: a new base that shares them,
// in time that the file alone decides.
//
// A row with the id of an entry of the tables, or with one of its names and no other
// country or Wikidata item, is that entry: its aliases, nouns and roles are added,
// and what else it says goes before what the tables say. (Places of the gazetteer keep
// name, type and country.) Any other row is an actor of its own, with its id or else
// the slug of its name, to which something is added where the slug is taken; no other
// entry's id changes. A name that both the file and the tables have is the file's.
//
// The error reports every row that cannot be laid over, as "FILE:LINE: column: what".
// A base takes one file.
func (b *Base) With(f *File) (*Base, error) {
	if b.own != nil {
		return nil, errors.New("normalize/actors: a base takes one file of actors")
	}
	if !f.sound {
		if faults := f.Lint(); len(faults) > 0 {
			return nil, errors.Join(faults...)
		}
	}
	own := &overlay{slugs: make(map[string]int32, len(f.Rows)), acronyms: map[string]bool{}, offices: newOffices(), below: b.entries}
	for i := range own.lists {
		own.lists[i] = map[string][]int32{}
	}
	nb := &Base{
		fixed: b.fixed, table: b.table, embedded: b.embedded, own: own,
		entries: append(make([]Entry, 0, len(b.entries)+len(f.Rows)), b.entries...),
	}
	nb.bearers = sync.OnceValue(nb.byLastWord)
	nb.contribed = sync.OnceValue(nb.contribute)
	l := layer{Base: nb, file: f, below: b}
	l.lay()
	if len(l.faults) > 0 {
		return nil, errors.Join(l.faults...)
	}
	return nb, nil
}

// layer lays a file over a base.
type layer struct {
	*Base
	file   *File
	below  *Base // the embedded tables
	faults []error
}

func (l *layer) bad(r *Row, column, format string, args ...any) {
	fault := fmt.Errorf("%s: %s: %s", l.file.place(r), column, fmt.Sprintf(format, args...))
	if l.file.lenient {
		l.own.notes = append(l.own.notes, fault)
		return
	}
	l.faults = append(l.faults, fault)
}

// Notes say what of an imported file does not fit the tables and was left out.
func (b *Base) Notes() []error {
	if b.own == nil {
		return nil
	}
	return b.own.notes
}

func (l *layer) lay() {
	rows := l.file.Rows
	at := make([]int32, len(rows)) // entries of the rows, or -1
	rowOf := map[int32]*Row{}      // rows of embedded entries
	for i := range rows {
		r := &rows[i]
		at[i] = -1
		e, ok := l.target(r)
		if !ok {
			continue
		}
		if e < 0 {
			if r.Type == "" {
				l.bad(r, "type", "is empty, and the tables know no %q", r.Name)
				continue
			}
			e = int32(len(l.entries))
			l.entries = append(l.entries, Entry{ID: r.ID, user: true, Type: r.Type, Name: r.Name})
		} else if was := rowOf[e]; was != nil {
			l.bad(r, "name", "%q is %s of the tables, as is %s", r.Name, l.entries[e].Name, l.file.place(was))
			continue
		} else {
			rowOf[e] = r
		}
		at[i] = e
	}
	for i := range rows {
		if r := &rows[i]; at[i] >= 0 && r.ID != "" {
			l.own.slugs[r.ID] = at[i]
		}
	}
	l.own.added = make([]addition, 0, len(rows))
	for i := range rows {
		if at[i] >= 0 {
			l.own.added = append(l.own.added, l.add(&rows[i], at[i]))
		}
	}
	l.overlay()
	for i := range rows {
		if at[i] >= 0 && len(rows[i].Roles) > 0 {
			l.roles(&rows[i], at[i])
		}
	}
	for holder, held := range l.own.offices.held {
		l.own.offices.held[holder] = append(held, l.table.offices.of(holder)...)
	}
	for role := range l.own.offices.roles {
		if l.table.offices.roles[role] {
			delete(l.own.offices.roles, role)
		}
	}
}

// target is the entry of the tables that a row adds to, or -1 for a new one. It is
// false when the row has a fault.
func (l *layer) target(r *Row) (int32, bool) {
	if r.ID != "" {
		if list := l.table.ids.named(r.ID); len(list) > 0 {
			i := list[0]
			e := &l.entries[i]
			if r.Type != "" && (kinOf(r.Type) != kinOf(e.Type) || e.kind != "" && r.Type != corpus.GPE && r.Type != corpus.Loc) {
				l.bad(r, "type", "%s is the id of %s, which is of type %s", r.ID, e.Name, e.Type)
				return -1, false
			}
			if e.kind != "" && r.Country != "" && r.Country != e.Country {
				l.bad(r, "country", "%s is the id of %s, which lies in %s", r.ID, e.Name, cmp.Or(e.Country, "no country"))
				return -1, false
			}
			return i, true
		}
	}
	found := int32(-1)
	k := key(r.Name)
	for _, kin := range allKins {
		if r.Type != "" && kinOf(r.Type) != kin {
			continue
		}
		i := l.like(r, kin, k)
		if i < 0 {
			continue
		}
		if found >= 0 {
			l.bad(r, "type", "is empty, and the tables know several of the name %q", r.Name)
			return -1, false
		}
		found = i
	}
	return found, true
}

// like is the entry of the tables of that kin with the name of a row, or -1.
func (l *layer) like(r *Row, kn kin, k string) int32 {
	fits := func(i int32) bool {
		e := &l.entries[i]
		if e.Wikidata != "" && item(r.ID) && e.Wikidata != r.ID || slices.Contains(r.Apart, e.ID) {
			return false
		}
		if e.kind != "" && (r.Type != "" && r.Type != corpus.GPE && r.Type != corpus.Loc || r.Country != "" && r.Country != e.Country) {
			return false
		}
		if e.kind == "" && (r.Type == corpus.GPE || r.Type == corpus.Loc) && r.Type != e.Type {
			return false
		}
		return key(e.Name) == k || r.Country == "" || e.Country == "" || r.Country == e.Country
	}
	for _, i := range l.below.named(kn, k) {
		if fits(i) {
			return i
		}
	}
	if kn == kinThing {
		for _, p := range l.places.Lookup(r.Name) {
			if i := l.placeEntry(p); fits(i) {
				return i
			}
		}
	}
	return -1
}

// add fills an entry from its row.
func (l *layer) add(r *Row, i int32) addition {
	e := &l.entries[i]
	a := addition{entry: i}
	if e.user {
		e.Country, e.Sector, e.Aliases = r.Country, r.Sector, r.Aliases
		if item(r.ID) {
			e.Wikidata = r.ID
		}
		if e.ID == "" {
			e.ID = l.freeID(e)
			l.own.slugs[e.ID] = i
		}
		a.names = append([]string{r.Name}, r.Aliases...)
	} else {
		known := map[string]bool{key(e.Name): true}
		e.Aliases = slices.Clip(e.Aliases)
		for _, n := range e.Aliases {
			known[key(n)] = true
		}
		if e.kind == "" && r.Name != e.Name {
			e.Aliases = append(e.Aliases, e.Name)
			e.Name = r.Name
		}
		for _, n := range append([]string{r.Name}, r.Aliases...) {
			if k := key(n); !known[k] {
				known[k] = true
				a.names = append(a.names, n)
				if n != e.Name {
					e.Aliases = append(e.Aliases, n)
				}
			}
		}
		if e.kind == "" {
			e.Type, e.Country = cmp.Or(r.Type, e.Type), cmp.Or(r.Country, e.Country)
		}
		e.Sector = cmp.Or(r.Sector, e.Sector)
		if r.ID != "" {
			e.ID = r.ID
			if item(r.ID) {
				e.Wikidata = r.ID
			}
		}
	}
	e.Nouns = slices.Clip(e.Nouns)
	for _, n := range r.Nouns {
		n = strings.ToLower(n)
		if !slices.Contains(e.Nouns, n) {
			e.Nouns = append(e.Nouns, n)
			l.own.lists[byNoun][n] = append(l.own.lists[byNoun][n], i)
		}
	}
	for n, name := range a.names {
		k := key(name)
		if k != "" && l.own.put(byKin[kinOf(e.Type)], k, i) && shortAcronym(name, k) {
			l.own.acronyms[k] = true
		}
		if kinOf(e.Type) == kinPerson {
			l.own.spell(l.fixed, i, e.Country, name, !e.user || n > 0)
		}
	}
	return a
}

// put adds an entry to a list, unless it is there.
func (o *overlay) put(known by, k string, i int32) bool {
	if slices.Contains(o.lists[known][k], i) {
		return false
	}
	o.lists[known][k] = append(o.lists[known][k], i)
	return true
}

// spell enters a name of a person of that country among the family names, the short
// names and the skeletons.
func (o *overlay) spell(b *fixed, i int32, country, name string, alias bool) {
	var s nameKeys
	s.read(b, country, name, alias)
	for _, f := range s.family {
		o.put(byFamily, f, i)
	}
	if len(s.short) > 0 {
		o.put(byShort, string(s.short), i)
	}
	if len(s.skeleton) > 0 {
		o.put(bySpelling, string(s.skeleton), i)
	}
}

// freeID is the slug of a new entry, with more of it where that is taken.
func (l *layer) freeID(e *Entry) string {
	id := slug(e.Name)
	for _, more := range []string{e.Country, string(e.Type), contentHash(e.Name, string(e.Type))} {
		if id != "" && !l.Has(id) {
			return id
		}
		if more = slug(more); more != "" {
			id = strings.TrimPrefix(id+"-"+more, "-")
		}
	}
	for n := 1; l.Has(id); n++ {
		id = slug(e.Name) + "-" + contentHash(e.Name, string(e.Type), strings.Repeat("+", n))
	}
	return id
}

// overlay turns what the rows have entered into the lists to be read instead of
// those of the tables. A name of a person or work is the file's alone.
func (l *layer) overlay() {
	merge := func(known by) {
		own := l.own.lists[known]
		for k, list := range own {
			was := l.table.lists[known].named(k)
			if len(was) == 0 {
				continue
			}
			list = slices.DeleteFunc(list, func(i int32) bool { return slices.Contains(was, i) })
			if len(list) == 0 {
				delete(own, k) // the same as that of the tables
				continue
			}
			own[k] = append(list, was...)
		}
	}
	for _, known := range [...]by{byThing, byFamily, byShort, bySpelling, byNoun} {
		merge(known)
	}
	for _, list := range l.own.lists[byNoun] {
		slices.Sort(list)
	}
	for k := range l.own.acronyms {
		if l.table.acronyms[k] {
			delete(l.own.acronyms, k)
		}
	}
}

// roles enters the offices of a person.
func (l *layer) roles(r *Row, holder int32) {
	if kinOf(l.entries[holder].Type) != kinPerson {
		l.bad(r, "roles", "only a person has them")
		return
	}
	for _, x := range r.Roles {
		of, ok := l.country[x.Of]
		if !ok {
			list := l.named(kinThing, key(x.Of))
			if len(list) == 0 {
				l.bad(r, "roles", "%q: neither the file nor the tables know the body %q", x.Role, x.Of)
				continue
			}
			of = list[0]
		}
		l.own.offices.enter(x.Role, &office{holder: holder, of: of, from: firstDay(x.From), until: lastDay(x.Until)})
	}
}
