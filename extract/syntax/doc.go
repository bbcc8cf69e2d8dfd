// Package syntax splits text into sentences and tokens, tags them, and reads
// dependency trees and clauses off them. It holds three stages:
//
//	segment  tokens and sentences
//	tag      parts of speech (UPOS, XPOS) and lemmas
//	parse    dependency trees (UD relations) and the clause view
//
// # Engine
//
// Tokens, sentences and tags come from an [Engine]; see [Open]. "dateline", the
// default, has a splitter and a tagger of our own. "prose" (github.com/jdkato/prose/v3)
// is the baseline: its sentences, words and tags are prose's, adapted to the conventions
// of Universal Dependencies for English where that is a matter of rules.
//
// The splitter (internal/segment) learns from the treebanks where words are parted within
// what stands between white space, and where sentences end: two linear models over hashed
// features, with tables of abbreviations and contractions, and rules for addresses,
// emoticons, clitics and numbered lists. It is trained by extract/syntax/train/splitter;
// its card is weights/SPLITTER.md.
//
// The tagger and the parser are small neural networks that run in whole numbers
// (internal/neural), so that every processor gives the same result. The tagger goes from
// left to right; the parser, which serves both engines since prose has none, is greedy and
// transition-based (arc-hybrid; Kuhlmann, Gómez-Rodríguez and Satta 2011), with a dynamic
// oracle (Goldberg and Nivre 2013). Both are pupils of several larger networks. They are
// trained by extract/syntax/train; weights and model card are in weights/.
//
// # Limits
//
// English only. A sentence of more than [MaxParse] tokens gets a flat tree, and a
// paragraph of more than 64 KiB is cut in pieces, so that no input costs more than linear
// time. Trees are wrong in about one arc of six (figures in
// weights/MODEL_CARD.md): ask the clause view for candidates, not for certainty.
//
// # Example
//
//	e, err := syntax.Open("")
//	if err != nil {
//		return err
//	}
//	d := &corpus.Document{ID: "1", Text: "Norway and Sweden signed a treaty in Oslo."}
//	if err := syntax.Segment(e).Apply(d); err != nil {
//		return err
//	}
//	if err := syntax.Tag(e).Apply(d); err != nil {
//		return err
//	}
//	if err := syntax.Parse().Apply(d); err != nil {
//		return err
//	}
//	fmt.Println(d.Clauses[0].Lemma) // sign
package syntax
