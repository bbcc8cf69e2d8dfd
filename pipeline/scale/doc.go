// Command scale writes a generated dump of short news articles, to measure memory
// and speed where no real dump is large enough or new enough.
//
//	go run ./pipeline/scale -n 1000000 > dump.jsonl
//
// What grows in a run is what is new: ids, addresses, names, happenings. A small
// corpus repeated has none of that, so here nearly all of it is new in every document:
// each has an id, an address and a story of its own with people, bodies and places that
// were built from syllables, beside countries, capitals and international bodies that
// exist. What joins documents is there too, in fixed shares: people who come back with
// their names spelt otherwise, a happening told again in other words, articles copied
// whole or shortened. The stories hold meetings, attacks, agreements, protests and the
// like with their days, and quotations, direct and indirect, so that every stage and
// every part of the reduce has work.
//
// A document is a function of the seed, of its number and of -words, at least so many
// words to an article. A dump of n documents is the beginning of every longer one, and
// writing takes no memory to speak of.
//
// The text is no measure of quality. It is told by a handful of patterns of our own,
// its people and their words are invented, and how well the program does on it says
// nothing about real news. Nothing is to be trained or tuned on it.
package main
