package actors

import (
	"slices"

	"dateline/normalize/names"
)

// byLastWord are the people of the base by the last word of their names.
func (b *Base) byLastWord() map[string][]int32 {
	out := map[string][]int32{}
	for i := range b.entries {
		if e := &b.entries[i]; kinOf(e.Type) == kinPerson {
			last := lastWord(key(e.Name))
			out[last] = append(out[last], int32(i))
		}
	}
	return out
}

// rival is the name of another person of the tables than id whom a name may mean as
// well, or empty: who "George Bush" is cannot be known where two presidents bear
// the name, each with an initial of his own. Bodies have none.
func (b *Base) rival(name, id string) string {
	e, ok := b.ByID(id)
	if !ok || kinOf(e.Type) != kinPerson {
		return ""
	}
	list := b.bearers()[lastWord(key(name))]
	if len(list) < 2 {
		return ""
	}
	n := names.Parse(name, names.Person)
	if len(n.Given()) == 0 {
		return "" // a family name alone: its cluster tells
	}
	for _, i := range list {
		if o := &b.entries[i]; o.ID != id {
			other := names.Parse(o.Name, names.Person)
			if s, _ := names.Compare(n, other); s >= surelyNamed && len(n.Given()) <= len(other.Given()) {
				return o.Name
			}
		}
	}
	return ""
}

// surelyNamed is the score from which a name is a person's of the tables.
const surelyNamed = 0.9

// told corrects what two names say by what the tables know: two people of the
// tables are two, and a name that may be either's is neither's.
func (b *Base) told(name1, name2 string) (score float64, why string, ok bool) {
	one, two := b.sure(name1), b.sure(name2)
	if one == "" && two == "" || one == two {
		return 0, "", false
	}
	if one != "" && two != "" {
		x, _ := b.ByID(one)
		y, _ := b.ByID(two)
		if kinOf(x.Type) != kinOf(y.Type) {
			return 0, "", false
		}
		return 0.3, "the actors' tables know them as two", true
	}
	name, id := name2, one
	if one == "" {
		name, id = name1, two
	}
	if o := b.rival(name, id); o != "" {
		return 0.6, "it may be " + o + " as well", true
	}
	return 0, "", false
}

// unsettled takes out of the clusters with one known person the names that may be
// another's as well; they get an actor of their own.
func (b *Base) unsettled(all []string, cluster func(i int) (known []string)) []int {
	var out []int
	seen := map[string]bool{}
	for i, n := range all {
		known := cluster(i)
		if len(known) != 1 || b.sure(n) != "" {
			continue
		}
		may, done := seen[n]
		if !done {
			may = b.rival(n, known[0]) != ""
			seen[n] = may
		}
		if may {
			out = append(out, i)
		}
	}
	return slices.Clip(out)
}
