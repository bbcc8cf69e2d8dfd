package actors

import "dateline/normalize/names"

// Match says how surely two bare names are one actor, from 0 to 1 in steps of
// 0.01; 0.7 and above means the same. Schema is FollowTheMoney's: Person,
// Organization, Company, PublicBody, Vessel and the like; LegalEntity, an empty
// or an unknown one let the names' own words decide. It knows nothing but
// the two names (see [names.Compare]).
func Match(name1, name2, schema string) (score float64, why string) {
	k := names.Any
	switch schema {
	case "Person":
		k = names.Person
	case "Organization", "Company", "PublicBody", "Vessel", "Airplane", "Vehicle", "Asset":
		k = names.Organisation
	}
	return names.Compare(names.Parse(name1, k), names.Parse(name2, k))
}
