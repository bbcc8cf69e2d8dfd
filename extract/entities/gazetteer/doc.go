// Package gazetteer holds the lists of names that extract/entities uses as
// evidence: given and family names by culture, family names that are words too,
// bodies between states, what states have (ministries, courts, armies), companies,
// media, parties and armed groups, clubs, schools, hospitals and museums, churches,
// unions, seats of power, buildings, peoples and faiths, named events, laws, products,
// the places of normalize/places and more towns, words that are common
// in lower case, common nouns that say what a name beside them is ("the startup"), and
// words that show what an article is about. All are tables that a person can read; a test
// lints them: names of a row in order, none twice in a class.
//
// Each kind is a class of its own, a bit of a piece's mask, since what stands beside a
// ministry is not what stands beside a company. A name that is a town's, a person's or a
// common word and nothing but its form speaks for the body is left out ("Reading", "Next").
//
// A name may stand in several lists ("Jordan"); the tagger sees all of them. The
// lists are evidence about news of all years, not statements of fact about any
// one body. Names are matched as written, and in capitals.
package gazetteer
