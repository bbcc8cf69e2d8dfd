// Command train makes the weights of the block classifier of extract/article.
//
//	BENCH=… go generate ./extract/article
//
// runs it as the weights of the tree were made, on the development halves of the
// benchmark folder's boilerplate sets (scrapinghub, naeb, fundus, wcxb, segments):
// SET.in.jsonl.gz with pages and SET.gold.jsonl with the text that people marked. What
// is learnt is weights of hashed features; no text of a page is kept.
//
// # Labels
//
// A block is in the article if half of its runs of four words are in the marked text,
// and a shorter one if it continues a marked line before or after it. A second copy of a marked
// text on a page teaches nothing, nor do paragraphs that the markers leave open.
// "segments" marks a few wanted and unwanted stretches a page: only blocks that
// hold one of these, or that one holds, teach.
//
// # Method
//
// Logistic regression by stochastic gradient descent with step sizes of AdaGrad
// (Duchi et al. 2011); two in five features are left out of each step, features of
// fewer than two sites count nothing, and a block weighs by its share of the
// article's words. The same files give the same bytes.
//
// # Figures
//
// It prints the benchmark's own figure of each set for the rules alone, for the rules
// and a classifier trained on the other sites (ten parts by host: what to
// expect on sites never seen), and for the weights written, which have seen all of it.
package main
