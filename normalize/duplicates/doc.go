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
// Happenings are compared within their stories. An article brings its gist, up to 64 of
// its words ([GistOf]), and stories are groups of articles whose gists are alike: they
// join by the average likeness between two groups, where that is no less than half of
// what it is within them. So two earthquakes that are told in much the same words are two
// stories, and one that is told in many ways is one. In a story, mentions join that have
// one family of words (data/stems.tsv: "kill", "murder"), and those whose trigger says
// little ("take") where the words about it are the same ([NearOf]). Outside of stories it
// takes two things in common besides the type.
//
// Happenings that say different things of their days, their place or their sides are kept
// apart, and nothing that says less ties them together: pairs that agree are joined in the
// order of their points, unless what they belong to by then is apart. Days and places hold
// between documents, sides and days that go by other days of the text within one; a town
// is not apart from its state or country ([Site]). What names no place happened in the
// town of the attack or protest that its article begins with. A year in a name
// ("2014 elections") is a date.
//
// # Measured
//
// On ECB+ (Cybulska, Vossen 2014; topics 1 to 35, whose articles were read to write the
// families and to choose the figures of stories.go), B-cubed from end to end is .791
// (precision .865, recall .729); a perfect clustering of the mentions that are found would
// be .928. Choosing the figures on four fifths of the topics, time and again, always gives
// the same, a little wider than those taken here. No mention is joined with one of another
// topic. What is left are words of two families for one happening ("cut" and "damage" of a
// cable), nearly all of what is wanting in recall, and several happenings of one family in
// a story, three quarters of it in precision.
//
// # Limits
//
// Memory: Memory bytes (64 MiB by default), four bytes a key, forty for each cluster,
// and for happenings twenty a document, sixty for each cluster with a day, a place or a side,
// and twenty for each actor or word that several documents share; four megabytes more while
// the articles of one story are compared. Temporary files take some 300 bytes a document for copies,
// 40 a quotation, and for a document with happenings two kilobytes, for each of them 100 and some
// 50 for each other that it agrees with.
//
// Articles are compared by an estimate of the share of common five-word
// shingles, so copies shorter than about 25 words are not found, and an excerpt of
// less than half an article only by luck. An article is compared with the 64 nearest in
// time of those that share one of its twelve rarest words, and a story has at most 2048
// articles. Articles without a gist are compared by their actors. Two happenings of one
// family in one story, without dates, places or sides, are taken for one.
// A village that no gazetteer has is apart from nothing in its country.
// Mentions of a story join in chains, so in a dump that tells of one matter for months,
// what has no date gathers in large clusters. Short texts without dates of publication on
// one kind of happening in one place (three attacks on one town) are taken for one story.
package duplicates
