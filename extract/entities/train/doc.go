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
// internal/tagger. Corpora with coarser guidelines are trained with partial
// supervision: a mark "LOC" allows GPE, LOC and FAC, and the update goes toward
// the best allowed path. Each corpus has a bias of its own that is absent when
// tagging, so that only one guideline comes out. The memory of a document is
// learnt from jackknifed first passes (each quarter of the articles is tagged
// by a model of the other three), and every region is seen once without memory
// and once with it, so that one set of weights serves both passes.
//
// The corpora are small, and a name in the news is mostly one that they lack. So
// half of the features are left out of each update, words of few articles are
// hidden in whole articles, and a fifth of the gazetteer's phrases too. Of the
// rows learnt, only those of the largest weights are kept.
package main
