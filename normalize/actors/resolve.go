package actors

import "dateline/normalize/names"

// Resolved is the actor of one name.
type Resolved struct {
	Name  string // as given
	Actor string // id: the knowledge base's, else a slug
	Why   string // what joined it
}

// Resolve gives one actor id to all spellings of a name; one row per input name, in input order.
func Resolve(all []string) []Resolved {
	out := make([]Resolved, len(all))
	first := map[int]string{}
	for i, c := range names.Cluster(all, names.Any) {
		if s, ok := first[c]; !ok || all[i] < s {
			first[c] = all[i]
		}
		out[i].Name = all[i]
	}
	for i, c := range names.Cluster(all, names.Any) {
		out[i].Actor = names.Slug(first[c])
	}
	return out
}
