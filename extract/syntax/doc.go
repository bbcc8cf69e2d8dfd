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
// default, has a tagger of our own: an averaged perceptron with hashed features.
// "prose" (github.com/jdkato/prose/v3) is the baseline. Both take sentences and words
// from prose, adapted to the conventions of Universal Dependencies for English where
// that is a matter of rules: hyphens, brackets, paragraph breaks, quotation marks
// after a full stop.
//
// The parser is ours, since prose has none: greedy, transition-based
// (arc-hybrid; Kuhlmann, Gómez-Rodríguez and Satta 2011), an averaged perceptron
// with hashed features, trained with a dynamic oracle (Goldberg and Nivre 2013)
// by extract/syntax/train. Its weights and their model card are in weights/.
//
// # Limits
//
// English only. A sentence of more than [MaxParse] tokens gets a flat tree, and a run
// of more than 1 KiB without white space is one token, so that no input costs more
// than linear time. Trees are wrong in about one arc of four (figures in
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
