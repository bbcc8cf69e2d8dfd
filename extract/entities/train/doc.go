// Command train makes the weights of extract/entities.
//
//	go run ./extract/entities/train -teach '../shared/teach/*.txt' \
//	    -ner ../shared/bench/entities/ner/wikigold.dev.jsonl.gz,... \
//	    -out extract/entities/weights/names.dlw
//
// The weights are a function of the inputs: the same files give the same bytes.
// A tenth of the teaching corpus (by hash of the article's id) is never trained
// on and scored at the end; -eval names further files to score.
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
package main
