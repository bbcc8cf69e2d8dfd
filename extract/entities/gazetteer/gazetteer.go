package gazetteer

import (
	"embed"
	"strconv"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/extract/entities/internal/tagger"
	"dateline/normalize/places"
)

//go:embed *.tsv
var tables embed.FS

// The classes of a gazetteer as bits of a piece's mask. A phrase may stand in several.
const (
	Country = 1 << iota
	Demonym
	City
	state
	area
	water
	Given // given names
	Family
	body
	Seat // stands for who sits there
	media
	company
	party
	armed
	club
	people
	event
	law
	product
	building
	code
	agency   // of states: ministries, courts, armies, police
	school   // universities and schools
	house    // hospitals, museums, galleries, libraries
	church   // churches and orders
	union    // trade unions and chambers
	work     // books, films, shows, songs
	wordName // family names that are words
	town     // kept for towns that are known by a list of coordinates only
)

// Classes of persons' names.
const (
	Surname  = Family | wordName
	Personal = Given | Surname
)

// bodies are the classes of what acts as one body.
const bodies = body | Seat | media | company | party | armed | club | agency | school | house | church | union

// TypeOf is the entity type that the classes of a whole name speak for, empty
// when they are none or name a thing. Of several the first in this order counts:
// countries, peoples, bodies, cities, regions.
func TypeOf(classes uint32) corpus.EntityType {
	switch {
	case classes&Country != 0:
		return corpus.GPE
	case classes&(Demonym|people) != 0:
		return corpus.Norp
	case classes&(body|armed|party|Seat|agency|union) != 0:
		return corpus.Org
	case classes&(City|state) != 0:
		return corpus.GPE
	case classes&(area|water) != 0:
		return corpus.Loc
	}
	return ""
}

// Only is the entity type of a whole name that stands in lists of one type and
// in none of places or persons, empty for any other. Seats of power are bodies:
// who sits there acts ("the White House said").
func Only(classes uint32) corpus.EntityType {
	switch {
	case classes == 0:
	case classes&^bodies == 0:
		return corpus.Org
	case classes&^(Demonym|people) == 0:
		return corpus.Norp
	case classes == event:
		return corpus.EventT
	case classes == law:
		return corpus.Law
	case classes == product:
		return corpus.Product
	}
	return ""
}

// Interstate reports whether the classes of a whole name are those of a body between states and no more.
func Interstate(classes uint32) bool { return classes == body }

// Building reports whether the classes of a whole name are those of a building and no more.
func Building(classes uint32) bool { return classes == building }

// kindTables are the tables of names by kind.
var kindTables = []string{"bodies.tsv", "agencies.tsv", "companies.tsv", "media.tsv", "parties.tsv", "clubs.tsv", "schools.tsv", "things.tsv"}

// nameTables are the tables of persons' names with their classes.
var nameTables = []struct {
	file  string
	class uint32
}{{"given.tsv", Given}, {"family.tsv", Family}, {"wordnames.tsv", wordName}}

// kinds are the classes of the tables of kindTables by name.
var kinds = map[string]uint32{
	"body": body, "seat": Seat, "media": media, "company": company, "party": party, "armed": armed,
	"club": club, "people": people, "event": event, "law": law, "product": product, "building": building, "code": code,
	"agency": agency, "school": school, "house": house, "church": church, "union": union, "work": work,
}

// nounKinds are the kinds of kinds.tsv by name.
var nounKinds = map[string]tagger.Kind{
	"role": tagger.RoleKind, "person": tagger.PersonKind, "body": tagger.BodyKind, "town": tagger.TownKind, "land": tagger.LandKind,
	"building": tagger.BuildingKind, "thing": tagger.ThingKind, "work": tagger.WorkKind, "event": tagger.EventKind,
	"people": tagger.PeopleKind, "law": tagger.LawKind, "says": tagger.SaysKind, "staff": tagger.StaffKind,
}

// townKinds are the classes of towns.tsv by kind.
var townKinds = map[string]uint32{"city": City, "state": state, "land": area}

// topics are the topics of topics.tsv by name.
var topics = map[string]tagger.Topic{"sport": tagger.Sport, "business": tagger.Business, "personal": tagger.Personal}

// placeKinds are the classes of the places by kind.
var placeKinds = map[places.Kind]uint32{
	places.KindCountry: Country, places.KindCity: City, places.KindState: state, places.KindRegion: area, places.KindArea: area,
	places.KindContinent: area, places.KindWater: water, places.KindMountain: water,
}

// atLeast is how many phrases the tables hold, or somewhat fewer.
const atLeast = 68_000

// Default is the gazetteer of the embedded tables, built once.
var Default = sync.OnceValue(build)

func build() *tagger.Gazetteer {
	g := tagger.NewGazetteer(atLeast)
	for _, p := range places.Default().Places() {
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			g.Add(strings.TrimPrefix(strings.TrimPrefix(n, "the "), "The "), placeKinds[p.Kind])
		}
	}
	for _, c := range places.Default().Countries() {
		for _, d := range append(append([]string{}, c.Adjectives...), c.People...) {
			g.Add(d, Demonym)
		}
	}
	for _, t := range nameTables {
		for _, r := range lexicon.MustOpen(tables, t.file, "culture", "names").Rows {
			for _, n := range r.List("names") {
				g.Add(n, t.class)
			}
		}
	}
	for _, file := range kindTables {
		for _, r := range lexicon.MustOpen(tables, file, "kind", "of", "names").Rows {
			class := kinds[r.Get("kind")]
			for _, n := range r.List("names") {
				g.Add(n, class)
			}
		}
	}
	for _, r := range lexicon.MustOpen(tables, "towns.tsv", "country", "kind", "names").Rows {
		class := townKinds[r.Get("kind")]
		for _, n := range r.List("names") {
			g.Add(n, class)
		}
	}
	for _, r := range lexicon.MustOpen(tables, "common.tsv", "word", "level").Rows {
		level, _ := strconv.Atoi(r.Get("level"))
		g.AddCommon(r.Get("word"), uint8(level))
	}
	for _, r := range lexicon.MustOpen(tables, "kinds.tsv", "kind", "words").Rows {
		for _, w := range r.List("words") {
			g.AddKind(w, nounKinds[r.Get("kind")])
		}
	}
	for _, r := range lexicon.MustOpen(tables, "topics.tsv", "topic", "words").Rows {
		for _, w := range r.List("words") {
			g.AddTopic(w, topics[r.Get("topic")])
		}
	}
	return g
}
