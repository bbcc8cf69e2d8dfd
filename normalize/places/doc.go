// Package places is the gazetteer. It has two parts:
//
//   - tables of our own that a person can read: countries with their codes, demonyms and
//     capitals (countries.tsv), and 4,700 cities, states, regions, waters and mountains
//     (places.tsv). Their rows have an identity ([Place.Row]) and ranks of how well
//     they are known;
//   - the atlas: 183,000 towns and 15,800 divisions of GeoNames, in a table of 4 MB that
//     is searched where it lies in the program (atlas.go; geonames/README.md has source
//     and licence). They say where on earth a name is, and no more: they have no row.
//
// What one may ask:
//
//	g := places.Default()
//	g.Lookup("Kharkov")                          // Kharkiv, UKR, 49.99 N 36.23 E
//	g.CountryByDemonym("Ivorian")                // CIV
//	g.Resolve("Georgia", []string{"USA"})        // the state
//	g.Resolve("Georgia", []string{"RUS", "USA"}) // the country
//	g.Resolve("Alexandria, Va.", nil)            // Alexandria, Virginia
//	in := g.Context([]string{"India", "Bihar"})  // what the names of a document tell
//	g.Locate("Bhagalpur", in)                    // 25.24 N 86.98 E
//	g.Locate("Paris, Texas", in)                 // of the atlas
//	g.Locate("Springfield", in)                  // nothing: there are 21
//	g.Parents(place)                             // district, state, country
//
// # Contract
//
// Lookup, Resolve, Qualified, Spread and Places know the tables of our own alone, so
// that each place they give has its row. Locate, CountryOf, Candidates and Parents know
// the atlas too; a place of ours always stands before one of the atlas. [Known] knows
// only the atlas: it is for those who look for names in a text, to whom a name of the
// atlas is weak evidence.
//
// Names are compared by [Fold]: case, diacritics, apostrophes, hyphens and a
// leading "the" do not count. The tables are read once, the atlas not before it is
// asked; both are read-only and safe for concurrent use; every result is a function of
// the tables and the arguments. No function returns an error or panics on any bytes:
// what is not known is false or nil.
//
// # Units and limits
//
// Coordinates are decimal degrees, north and east positive: of a city's middle to about
// a kilometre, of a country its capital, of a region roughly the middle (to a degree),
// of a division of the atlas its largest town. Distances are whole kilometres,
// populations powers of two times 500.
//
// The atlas has towns of 1,000 inhabitants (500 in countries with few) and seats of
// divisions as GeoNames had them in 2023 and 2026. Hamlets and streets are not here. A
// name that is absent is not found, and one that may be several places is not guessed.
// A place that several countries claim as a whole has no country in our tables; in the
// atlas it has the one that GeoNames gives it. Codes are ISO 3166-1 alpha-3; states
// that are no more keep the alpha-3 code they had (SUN, YUG, CSK, DDR, SCG, YMD,
// VDR, ANT: ISO 3166-3), and Kosovo has XKX.
//
// Do not use it to find places in running text: that is extract/entities' work.
package places
