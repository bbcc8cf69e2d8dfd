package actors

import (
	"slices"
	"sync"

	"dateline/normalize/names"
)

// bearers are the people of the tables by the last word of their names.
var bearers = sync.OnceValue(func() map[string][]int32 {
	out := map[string][]int32{}
	base := Default()
	for i := range base.entries {
		if e := &base.entries[i]; kinOf(e.Type) == kinPerson {
			last := lastWord(key(e.Name))
			out[last] = append(out[last], int32(i))
		}
	}
	return out
})

// rival is the name of another person of the tables than id whom a name may mean as
// well, or empty: who "George Bush" is cannot be known where two presidents bear
// the name, each with an initial of his own. Bodies have none.
func rival(name, id string) string {
	base := Default()
	e, ok := base.ByID(id)
	if !ok || kinOf(e.Type) != kinPerson {
		return ""
	}
	list := bearers()[lastWord(key(name))]
	if len(list) < 2 {
		return ""
	}
	n := names.Parse(name, names.Person)
	if len(n.Given()) == 0 {
		return "" // a family name alone: its cluster tells
	}
	for _, i := range list {
		if o := &base.entries[i]; o.ID != id {
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
func told(name1, name2 string) (score float64, why string, ok bool) {
	base := Default()
	a, b := base.sure(name1), base.sure(name2)
	if a == "" && b == "" || a == b {
		return 0, "", false
	}
	if a != "" && b != "" {
		x, _ := base.ByID(a)
		y, _ := base.ByID(b)
		if kinOf(x.Type) != kinPerson || kinOf(y.Type) != kinPerson {
			return 0, "", false
		}
		return 0.3, "the actors' tables know them as two", true
	}
	name, id := name2, a
	if a == "" {
		name, id = name1, b
	}
	if o := rival(name, id); o != "" {
		return 0.6, "it may be " + o + " as well", true
	}
	return 0, "", false
}

// unsettled takes out of the clusters with one known person the names that may be
// another's as well; they get an actor of their own.
func unsettled(all []string, cluster func(i int) (known []string)) []int {
	var out []int
	seen := map[string]bool{}
	base := Default()
	for i, n := range all {
		known := cluster(i)
		if len(known) != 1 || base.sure(n) != "" {
			continue
		}
		may, done := seen[n]
		if !done {
			may = rival(n, known[0]) != ""
			seen[n] = may
		}
		if may {
			out = append(out, i)
		}
	}
	return slices.Clip(out)
}
