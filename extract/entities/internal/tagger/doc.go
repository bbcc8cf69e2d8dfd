// Package tagger marks names in pieces of text: a linear-chain model with
// hashed features over BILOU classes (Ratinov and Roth 2009), decoded by Viterbi
// with integer scores, in two passes over a document with a memory of the first.
//
// # Pieces
//
// The tagger reads pieces ([Split]), which are finer than tokens: a word without
// its possessive, a hyphen, a mark. So "Ukraine-NATO" is three pieces whatever
// the tokeniser of the language engine does, and the weights stay valid when
// that engine changes.
//
// # Regions
//
// Only regions around capitalised words are tagged; every piece outside one is
// no name. That costs names in lower case and makes the tagger four times as fast.
// In a sentence that begins in small letters or has "i" for "I", and everywhere in a
// text with many of those, words of the gazetteer's phrases count as capitalised
// ([Small]).
//
// # Two stages
//
// The first stage cuts names out and gives them types. The second looks at each
// of them as a whole: its words together, what stands on both sides of it, what the
// first stage thought of all names of its string, and the names beside it. It gives the
// last types and takes out what is no name, by a linear model over [Verdicts].
//
// # Speed
//
// What costs is memory that is far away. A row of weights fills one line of the cache, and the rows lie in
// large pages where the system has them ([weights.Large]). The features of some pieces are made before any is added
// up; meanwhile the processor is asked for what the index says of them, and then for their rows. Rows are added, and ways
// through the classes found, by AVX2 loops where there are some, and plainly elsewhere, with the same scores
// and the same classes. Ways that the spread of the transitions shows to be hopeless are left out.
//
// It is shared by the stage and by its trainer and is of no use elsewhere.
package tagger
