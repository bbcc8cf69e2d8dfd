// Package gazetteer holds the lists of names that extract/entities uses as
// evidence: given and family names by culture, bodies, media, companies,
// parties, armed groups, clubs, seats of power, peoples and faiths, named events,
// laws and products, the places of normalize/places and more towns, words that are common
// in lower case, common nouns that say what a name beside them is ("the startup"), and
// words that show what an article is about. All are tables that a person can read; a test lints them.
//
// A name may stand in several lists ("Jordan"); the tagger sees all of them. The
// lists are evidence about news of all years, not statements of fact about any
// one body. Names are matched as written, and in capitals.
package gazetteer
