// Package places is the gazetteer: countries with their codes, demonyms and
// capitals, and 1,900 cities, states, regions, waters and mountains with
// coordinates, as tables that a person can read (countries.tsv, places.tsv).
//
//	g := places.Default()
//	g.Lookup("Kharkov")                          // Kharkiv, UKR, 49.99 N 36.23 E
//	g.CountryByDemonym("Ivorian")                // CIV
//	g.Resolve("Georgia", []string{"USA"})        // the state
//	g.Resolve("Georgia", []string{"RUS", "USA"}) // the country
//	g.Resolve("Paris, Texas", nil)               // nothing: it is not in the table
//
// # Contract
//
// Names are compared by [Fold]: case, diacritics, apostrophes, hyphens and a
// leading "the" do not count. Everything is built once, read-only after that and
// safe for concurrent use; every result is a function of the tables and the
// arguments.
//
// # Limits
//
// Villages and streets are not here: a name that is absent from the tables is
// not found, and Resolve then says so rather than guess. Coordinates are those
// of a city's middle, a country's capital or roughly the middle of a region, to
// about a kilometre for cities and a degree for regions. A place that several
// countries claim as a whole has no country. Codes are ISO 3166-1 alpha-3; states
// that are no more keep the alpha-3 code they had (SUN, YUG, CSK, DDR, SCG, YMD,
// VDR, ANT: ISO 3166-3), and Kosovo has XKX.
//
// Do not use it to find places in running text: that is extract/entities' work.
package places
