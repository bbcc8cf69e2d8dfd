// Command train makes the weights of extract/article: of its classifier of the blocks of
// a page (blocks.dlw) and of its model of the lines of a plain text (lines.dlw).
//
//	BENCH=… go generate ./extract/article
//
// runs it for one after the other as the weights of the tree were made, on the development halves
// of the benchmark folder's boilerplate sets: SET.in.jsonl.gz with pages or texts and
// SET.gold.jsonl with what people marked. What is learnt is weights and limits of numbers;
// no text of a page is kept.
//
// The lines come second, since some of what they learn from is what the block
// classifier that is embedded finds.
//
// # Blocks
//
// A block is in the article if half of its runs of four words are in the marked text,
// and a shorter one if it continues a marked line before or after it. A second copy of a marked
// text on a page teaches nothing, nor do paragraphs that the markers leave open.
// "segments" marks a few wanted and unwanted stretches a page: only blocks that
// hold one of these, or that one holds, teach.
//
// They are learnt by logistic regression, stochastic gradient descent with step sizes of AdaGrad
// (Duchi et al. 2011); two in five features are left out of each step, features of
// fewer than two hosts count nothing, and a block weighs by its share of the
// article's words.
//
// # Lines
//
// A page is taken as all the text visible on it. A line is in the article if
// it stands in the marked text, where short lines must stand in its order. A page whose text
// is not marked, or marked in part, teaches what its elements give ("silver"), with
// less weight; so does every marked article by itself, without a page around.
//
// They are learnt by gradient boosting of oblivious trees (Friedman 2001; leaves by a Newton step
// as in XGBoost, Chen and Guestrin 2016); half of the lines and half of the numbers are left
// out of each tree.
//
// # Figures
//
// It prints the benchmark's own figure of each set, as a table for the model card: for the rules
// alone, for the rules and a model trained on the other sites (five parts by site: what to
// expect on sites never seen), and for the weights written, which have seen all of it.
//
// The same files and the same rules give the same bytes.
package main
