package actors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"

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
// actor are one, without the names in them that may be another known person's as
// well. Other clusters get the slug of their fullest
// spelling; two clusters of one slug add the hash of their smallest name.
func (b *Base) Resolve(all []string) []Resolved {
	out := make([]Resolved, len(all))
	joined := names.ClusterWhy(all, names.Any)

	// A dump has about as many clusters as names: what most do not need is not kept.
	type cluster struct {
		name, least   string // canonical, and smallest
		full          fullness
		actor, origin string
		known         []string // ids of the knowledge base
	}
	var clusters []cluster
	for i, n := range all {
		for joined[i].Cluster >= len(clusters) {
			clusters = append(clusters, cluster{name: n, least: n})
		}
		c := &clusters[joined[i].Cluster]
		if n != c.name {
			if !c.full.read {
				c.full = fullnessOf(c.name)
			}
			if full := fullnessOf(n); full.over(c.full, n, c.name) {
				c.name, c.full = n, full
			}
		}
		c.least = min(c.least, n)
		if id := b.sure(n); id != "" && !slices.Contains(c.known, id) {
			c.known = append(c.known, id)
		}
	}
	// A name that may mean two people of the tables is nobody's that is known.
	apart := map[string]int{}
	for _, i := range b.unsettled(all, func(i int) []string { return clusters[joined[i].Cluster].known }) {
		at, ok := apart[all[i]]
		if !ok {
			at = len(clusters)
			apart[all[i]] = at
			clusters = append(clusters, cluster{name: all[i], least: all[i], origin: "it may be more than one person's of the actors' tables"})
		}
		joined[i] = names.Joined{Cluster: at}
	}
	slugs := map[string]int{}
	for i := range clusters {
		c := &clusters[i]
		if len(c.known) == 1 {
			c.actor, c.origin = c.known[0], "known to the actors' tables"
			continue
		}
		slugs[names.Slug(c.name)]++
	}
	for i := range clusters {
		c := &clusters[i]
		if c.actor != "" {
			continue
		}
		c.actor = names.Slug(c.name)
		if _, known := b.ByID(c.actor); slugs[c.actor] > 1 || c.actor == "" || known {
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
		c := &clusters[joined[i].Cluster]
		out[i] = Resolved{Name: n, Actor: c.actor}
		switch {
		case joined[i].Why != "" && apart[joined[i].To] == 0:
			out[i].Why = strconv.FormatFloat(joined[i].Score, 'f', 2, 64) + " with " + strconv.Quote(joined[i].To) + ": " + joined[i].Why
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

// Resolve is that of the [Default] base.
func Resolve(all []string) []Resolved { return Default().Resolve(all) }

// fullness is how much of a name a spelling has.
type fullness struct {
	titles, given int32
	read          bool
}

func fullnessOf(name string) fullness {
	n := names.Parse(name, names.Any)
	return fullness{int32(len(n.Titles())), int32(len(n.Given())), true}
}

// over orders two spellings for the canonical one: more words without being a
// title, then letters, then the alphabet.
func (x fullness) over(y fullness, a, b string) bool {
	if d := x.titles - y.titles; d != 0 {
		return d < 0
	}
	if d := x.given - y.given; d != 0 {
		return d > 0
	}
	if d := len(a) - len(b); d != 0 {
		return d > 0
	}
	return a < b
}
