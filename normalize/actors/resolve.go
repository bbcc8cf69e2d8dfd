package actors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"dateline/corpus"
	"dateline/normalize/names"
	"dateline/normalize/places"
)

// Resolved is the actor of one bare name.
type Resolved struct {
	Name  string // as given
	Actor string // the knowledge base's id where the name is surely known, else a slug
	Why   string // the link that brought it there
}

// Resolve gives one actor to all spellings of a name: one row for each input
// name, in input order. The names alone count; there is no context. Which names
// share an actor, and the actor's id, are functions of the set of names.
//
// A name that the knowledge base has once brings its actor to its cluster (see
// [names.Cluster]); the capital of a country stands for it. Clusters with one
// actor are one. Other clusters get the slug of their fullest
// spelling; two clusters of one slug add the hash of their smallest name.
func Resolve(all []string) []Resolved {
	out := make([]Resolved, len(all))
	joined := names.ClusterWhy(all, names.Any)
	base := Default()

	type cluster struct {
		ids    map[string]int
		name   string // canonical
		least  string
		actor  string
		origin string
	}
	var clusters []*cluster
	for i, n := range all {
		for joined[i].Cluster >= len(clusters) {
			clusters = append(clusters, &cluster{ids: map[string]int{}})
		}
		c := clusters[joined[i].Cluster]
		if c.name == "" || fuller(n, c.name) {
			c.name = n
		}
		if c.least == "" || n < c.least {
			c.least = n
		}
		if id := base.sure(n); id != "" {
			c.ids[id]++
		}
	}
	slugs := map[string]int{}
	for _, c := range clusters {
		if len(c.ids) == 1 {
			for id := range c.ids {
				c.actor, c.origin = id, "known to the actors' tables"
			}
			continue
		}
		slugs[names.Slug(c.name)]++
	}
	for _, c := range clusters {
		if c.actor != "" {
			continue
		}
		c.actor = names.Slug(c.name)
		if _, known := base.ByID(c.actor); slugs[c.actor] > 1 || c.actor == "" || known {
			sum := sha256.Sum256([]byte(c.least))
			suffix := hex.EncodeToString(sum[:4])
			if c.actor == "" {
				c.actor = suffix
			} else {
				c.actor += "-" + suffix
			}
		}
	}
	for i, n := range all {
		c := clusters[joined[i].Cluster]
		out[i] = Resolved{Name: n, Actor: c.actor}
		switch {
		case joined[i].Why != "":
			out[i].Why = fmt.Sprintf("%.2f with %q: %s", joined[i].Score, joined[i].To, joined[i].Why)
			if c.origin != "" {
				out[i].Why += "; " + c.origin
			}
		default:
			out[i].Why = cmp.Or(c.origin, "no other spelling")
		}
	}
	return out
}

// sure is the id of the one actor that bears a name, or empty. A country's
// capital stands for the country.
func (b *Base) sure(name string) string {
	var ids []string
	for _, t := range []corpus.EntityType{corpus.Person, corpus.Org} {
		for _, e := range b.Lookup(name, t) {
			id := e.ID
			if e.kind == places.KindCity {
				if c, ok := b.places.Country(e.Country); ok && c.Capital == e.Name {
					for _, s := range b.Lookup(c.Name, corpus.GPE) {
						if s.kind == places.KindCountry && s.Country == e.Country {
							id = s.ID
						}
					}
				}
			}
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
			if t == corpus.Org {
				break // places and bodies come likeliest first
			}
		}
	}
	if len(ids) != 1 {
		return ""
	}
	return ids[0]
}

// fuller orders spellings for the canonical one: more words without being a
// title, then letters, then the alphabet.
func fuller(a, b string) bool {
	x, y := names.Parse(a, names.Any), names.Parse(b, names.Any)
	if d := len(x.Titles()) - len(y.Titles()); d != 0 {
		return d < 0
	}
	if d := len(x.Given()) - len(y.Given()); d != 0 {
		return d > 0
	}
	if d := len(a) - len(b); d != 0 {
		return d > 0
	}
	return a < b
}
