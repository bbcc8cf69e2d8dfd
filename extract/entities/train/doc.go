// Command train makes the weights of extract/entities.
//
//	TRAIN=… BENCH=… go generate ./extract/entities
//
// runs it as the weights of the tree were made; the folders are named in
// weights/MODEL_CARD.md. The weights are a function of the inputs and flags: the
// same files give the same bytes. Without -all, a tenth of the teaching corpus (by
// hash of the article's id) is never trained on and scored at the end; -eval names
// further files to score. It is run by hand and is no part of the tests.
//
// # Method
//
// An averaged structured perceptron (Collins 2002) over the features of
// internal/tagger, and one over whole names for the second stage. Corpora with
// coarser guidelines are trained with partial supervision: a mark "LOC" allows GPE,
// LOC and FAC, and the update goes toward the best allowed path. Each corpus but ours has a
// bias of its own that is absent when tagging, so that only one guideline comes out. The memory of a document is
// learnt from jackknifed first passes (each quarter of the articles is tagged
// by a model of the other three), and every region is seen once without memory
// and once with it, so that one set of weights serves both passes. The second
// stage learns from what such models find in the fourth they have not seen: what a
// model finds in its own lessons has no errors to learn from.
//
// The names of UD English EWT are marked in ewt.tsv, by sentence and words, after the
// guide of the teaching corpus. They were proposed by a tagger that had to
// cover the proper nouns of the treebank, and then corrected by string, twice; what stayed
// doubtful is left open. Those of GUM (gum.tsv) come from its own entities: the proper nouns about a mention's
// head, without titles, typed by the mention; proper nouns outside are left open. One string with a wrong type at all its places does the most harm: it is
// what to look for. A treebank without
// marks gives what is no name, and GUM's types of entities.
//
// The corpora are small, and a name in the news is mostly one that they lack. So
// three tenths of the features are left out of each update, words of few articles are
// hidden in whole articles, and a fifth of the gazetteer's phrases too. Of the
// rows learnt, only those of the largest weights are kept.
//
// What did not pay (figures in weights/MODEL_CARD.md): a conditional random field
// (AdaGrad) in place of the perceptron, a margin by cost, the mean of several models.
package main
