package actors

import "dateline/normalize/names"

// Match says how surely two names are one actor: 0.7 and above is the same.
func Match(name1, name2, schema string) (score float64, why string) {
	k := names.Any
	switch schema {
	case "Person":
		k = names.Person
	case "Organization", "Company", "Vessel":
		k = names.Organisation
	}
	return names.Compare(names.Parse(name1, k), names.Parse(name2, k))
}
