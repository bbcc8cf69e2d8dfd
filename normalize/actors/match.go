package actors

import (
	"dateline/corpus"
	"dateline/normalize/names"
)

// Match says how surely two bare names are one actor, from 0 to 1 in steps of
// 0.01; 0.7 and above means the same. Schema is FollowTheMoney's: Person,
// Organization, Company, PublicBody, Vessel and the like; LegalEntity, an empty
// or an unknown one let the names' own words decide. It knows
// the two names (see [names.Compare]) and the people of the tables: two of
// these are two, and a name that may be either's ("George Bush") is neither's.
func (b *Base) Match(name1, name2, schema string) (score float64, why string) {
	k := names.Any
	switch schema {
	case "Person":
		k = names.Person
	case "Organization", "Company", "PublicBody", "Vessel", "Airplane", "Vehicle", "Asset":
		k = names.Organisation
	}
	if name1 != name2 {
		if one := b.sure(name1); one != "" && one == b.sure(name2) {
			switch {
			case b.own != nil && (b.added(name1) || b.added(name2)):
				return 1, "the user's actors know them as one"
			case k != names.Person || kinOf(b.typeOf(one)) == kinPerson:
				return 1, "the actors' tables know them as one"
			}
		}
	}
	score, why = names.Compare(names.Parse(name1, k), names.Parse(name2, k))
	if score >= names.Same && name1 != name2 {
		if s, w, ok := b.told(name1, name2); ok {
			return s, w
		}
	}
	return score, why
}

// typeOf is the type of an actor of the tables.
func (b *Base) typeOf(id string) corpus.EntityType {
	e, _ := b.ByID(id)
	return e.Type
}

// added reports whether a user's file has a name of a person, body or place.
func (b *Base) added(name string) bool {
	k := key(name)
	return len(b.own.lists[byPerson][k]) > 0 || len(b.own.lists[byThing][k]) > 0
}

// Match is that of the [Default] base.
func Match(name1, name2, schema string) (score float64, why string) {
	return Default().Match(name1, name2, schema)
}
