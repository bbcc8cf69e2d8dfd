package actors

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

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
// [names.Cluster]); the capital of a country stands for it, and in a list that names
// the country so do its other cities and misspellings (see seats). Two names of
// two actors of the knowledge base are never one. Clusters with one
// actor are one, without the names in them that may be another known person's as
// well. Other clusters get the slug of their fullest
// spelling; two clusters of one slug add the hash of their smallest name.
func (b *Base) Resolve(all []string) []Resolved {
	out := make([]Resolved, len(all))
	sure := make([]string, len(all))
	for i, n := range all {
		sure[i] = b.sure(n)
	}
	named := b.countriesOf(sure)
	b.misspelt(all, sure, named)
	joined := names.ClusterWhy(all, names.Any, sure)

	// A dump has about as many clusters as names: what most do not need is not kept.
	type cluster struct {
		name, least   string // canonical, and smallest
		full          fullness
		actor, origin string
		known         []string // ids of the knowledge base
	}
	var clusters []cluster
	for i, n := range all {
		for int(joined[i].Cluster) >= len(clusters) {
			clusters = append(clusters, cluster{name: n, least: n, full: fullness{int(joined[i].Titles), int(joined[i].Given)}})
		}
		c := &clusters[joined[i].Cluster]
		if full := (fullness{int(joined[i].Titles), int(joined[i].Given)}); full.over(c.full, n, c.name) {
			c.name, c.full = n, full
		}
		c.least = min(c.least, n)
		if id := sure[i]; id != "" && !slices.Contains(c.known, id) {
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
		joined[i] = names.Joined{Cluster: int32(at)}
	}
	b.seats(all, joined, named, func(cluster int32, country, why string) {
		c := &clusters[cluster]
		c.known, c.origin = []string{country}, why
	}, func(cluster int32) []string { return clusters[cluster].known })
	slugs := map[string]int{}
	for i := range clusters {
		c := &clusters[i]
		if len(c.known) == 1 && c.origin != "" {
			c.actor = c.known[0]
			continue
		}
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
			out[i].Why = strconv.FormatFloat(float64(joined[i].Score)/100, 'f', 2, 64) + " with " + strconv.Quote(joined[i].To) + ": " + joined[i].Why
			if c.origin != "" {
				out[i].Why += "; " + c.origin
			}
		default:
			out[i].Why = cmp.Or(c.origin, "no other spelling")
		}
	}
	return out
}

// countriesOf are the ids of the countries that a list names, by alpha-3 code.
func (b *Base) countriesOf(sure []string) map[string]string {
	named := map[string]string{}
	for _, id := range sure {
		if id == "" {
			continue
		}
		if e, ok := b.ByID(id); ok && e.kind == places.KindCountry {
			named[e.Country] = id
		}
	}
	return named
}

// misspelt knows names of countries that the list names, where they have a slip of
// the hand.
func (b *Base) misspelt(all, sure []string, named map[string]string) {
	if len(named) == 0 {
		return
	}
	for i, n := range all {
		if sure[i] != "" {
			continue
		}
		if id := named[names.MisspeltCountry(n)]; id != "" && len(b.places.Lookup(n)) == 0 {
			sure[i] = id
		}
	}
}

// seats gives the clusters of cities, and of what is called a province, to their
// countries, where the list names the country too: as an actor among actors, a city is
// a part of its state. States and regions with a name of their own may have a will of
// their own ("Chechnya", "Scotland"), and stay apart; so does every place of a list that
// names no country.
func (b *Base) seats(all []string, joined []names.Joined, named map[string]string, give func(cluster int32, country, why string), known func(cluster int32) []string) {
	if len(named) == 0 {
		return
	}
	type seat struct {
		country  string
		place    places.Place
		region   bool // a state or region
		province bool // called a province
		not      bool
	}
	seats := map[int32]*seat{}
	for i, n := range all {
		rest := withoutKind(n)
		list := b.places.Lookup(n)
		if len(list) == 0 && rest != "" {
			list = b.places.Lookup(rest)
		}
		if len(list) == 0 {
			continue
		}
		s := seats[joined[i].Cluster]
		if s == nil {
			s = &seat{country: list[0].Country, place: list[0]}
			seats[joined[i].Cluster] = s
		}
		if list[0].Name < s.place.Name {
			s.place = list[0]
		}
		s.province = s.province || rest != ""
		for _, p := range list {
			switch p.Kind {
			case places.KindCity:
			case places.KindState, places.KindRegion:
				s.region = true
			default:
				s.not = true
			}
			s.not = s.not || p.Country != s.country
		}
	}
	for i := range all {
		if s := seats[joined[i].Cluster]; s != nil && joined[i].Titles > 0 {
			s.not = true
		}
	}
	for at, s := range seats {
		id := named[s.country]
		if s.not || id == "" || s.region && !s.province {
			continue
		}
		ok := true
		for _, k := range known(at) {
			e, _ := b.ByID(k)
			ok = ok && (e.kind != "" || k == id)
		}
		if ok {
			give(at, id, fmt.Sprintf("a %s in %s, which the list names", s.place.Kind, s.country))
		}
	}
}

// withoutKind is the name of a place without the word for its sort, and without the
// direction before it: "Western Anbar Province". It is empty where there is no such word.
func withoutKind(name string) string {
	cut := strings.LastIndexByte(name, ' ')
	if cut < 0 {
		return ""
	}
	switch strings.ToLower(name[cut+1:]) {
	case "province", "governorate", "oblast", "region", "district", "county", "state", "prefecture", "city", "department", "canton", "voivodeship":
	default:
		return ""
	}
	name = name[:cut]
	if first, rest, ok := strings.Cut(name, " "); ok {
		switch strings.ToLower(first) {
		case "western", "eastern", "northern", "southern", "central":
			return rest
		}
	}
	return name
}

// sure is the id of the one actor that bears a name, or empty. A country's
// capital stands for the country.
func (b *Base) sure(name string) string {
	k := key(name)
	if len(b.named(kinPerson, k)) == 0 && len(b.named(kinThing, k)) == 0 && b.places.Spread(k) == 0 && !strings.ContainsAny(name, ",(") {
		return "" // most names
	}
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
type fullness struct{ titles, given int }

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
