// Package syntax splits text into sentences and tokens, tags them, and reads
// dependency trees and clauses off them. It holds three stages:
//
//	segment  tokens and sentences
//	tag      parts of speech (UPOS, XPOS) and lemmas
//	parse    dependency trees (UD relations) and the clause view
//
// # Engine
//
// Tokens, sentences and tags come from an [Engine]. The one there is now is
// "prose" (github.com/jdkato/prose/v3), adapted to the conventions of Universal
// Dependencies for English where that is a matter of rules: hyphens, brackets,
// paragraph breaks, quotation marks after a full stop.
//
// The parser is ours, since prose has none: greedy, transition-based
// (arc-hybrid; Kuhlmann, Gómez-Rodríguez and Satta 2011), an averaged perceptron
// with hashed features, trained with a dynamic oracle (Goldberg and Nivre 2013)
// by extract/syntax/train. Its weights and their model card are in weights/.
//
// # Limits
//
// English only. A sentence of more than [MaxParse] tokens gets a flat tree, so that
// no input costs more than linear time.
package syntax
