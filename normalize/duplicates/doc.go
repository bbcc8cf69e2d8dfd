// Package duplicates finds what is told twice in a dump: copies of articles
// ([Copies]), one quotation in several articles ([Quotations]), and one happening
// behind several event mentions ([Happenings]).
//
// # Contract
//
// It works on small keys that the map step takes from each document, never on
// texts, and only gives identities: nothing is dropped or changed. The three work
// alike: keys are added, then the outcomes are read, once and in the same order.
//
//	var copies duplicates.Copies
//	defer copies.Close()
//	for _, d := range documents { // in the order of ids
//		if err := copies.Add(d.ID, duplicates.SketchOf(d.Text)); err != nil { … }
//	}
//	for cluster, err := range copies.Result() { … } // "" for a document without a copy
//
// Each outcome is a function of the set of keys: neither the memory that is granted
// nor the order in which documents were found changes it. The id of a cluster is its
// smallest member id.
//
// # How
//
// What a dump has once is by far the most, and drops out first: a sieve of two bits
// a slot passes only what may have been seen again. The rest is sorted on disk
// (corpus/spill) into blocks of keys that have something in common, and only what
// meets in a block is compared, with at most 64 neighbours, so that the time is
// linear in the number of keys but for sorting. A union-find forest over places in
// the input joins what agrees.
//
// Happenings that say different things of their days, their place or their sides are kept
// apart, and nothing that says less ties them together: pairs that agree are joined in the
// order of their points, unless what they belong to by then is apart. Days and places hold
// between documents, sides and days that go by other days of the text within one; a town
// is not apart from its state or country ([Site]).
//
// # Limits
//
// Memory: Memory bytes (64 MiB by default), four bytes a key, forty for each cluster,
// and for happenings eight a document, sixty for each cluster with a day, a place or a side,
// and twenty for each actor or word that several documents share. Temporary files take some 300 bytes a document for copies,
// 40 a quotation, and for a happening 100 and some 50 for each other that it agrees with.
//
// Articles are compared by an estimate of the share of common five-word
// shingles, so copies shorter than about 25 words are not found, and an excerpt of
// less than half an article only by luck. Happenings need
// at least two things in common besides their type, or one family of words
// (data/stems.tsv) in two documents whose actors and triggers show one story; two
// happenings of one kind in one story, without dates, places or sides, are taken for one.
// A village that no gazetteer has is apart from nothing in its country.
// Mentions join in chains, so in a dump that tells of one matter for months, what
// has no date gathers in large clusters.
package duplicates
