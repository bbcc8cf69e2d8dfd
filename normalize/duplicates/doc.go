// Package duplicates finds what is told twice in a dump: copies of articles
// ([Copies]), one quotation in several articles ([Quotations]), and one happening
// behind several event mentions ([Happenings]).
//
// # Contract
//
// It works on small keys that the map step takes from each document, never on
// texts, and only gives identities: nothing is dropped or changed. Each result is
// a function of the set of keys; their order does not matter. The id of a cluster
// is its smallest member id.
//
// # Limits
//
// Articles are compared by an estimate of the share of common five-word
// shingles, so copies shorter than about 25 words are not found. Happenings need
// at least two things in common besides their type, or one family of words
// (data/stems.tsv) in two documents whose actors and triggers show one story; two
// happenings of one kind in one story, without dates or sides, are taken for one.
package duplicates
