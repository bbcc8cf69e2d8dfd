// Package extract turns raw articles into annotated documents. It holds the
// interface of a stage, the standard order of the stages, and the [Chain] that
// runs them; each layer has a package of its own below this one:
//
//	article   main text, title, date out of HTML or plain text
//	syntax    tokens, sentences, tags, trees, clauses
//	dates     time expressions and their TIMEX3 values
//	entities  named mentions
//	quotes    quotations and their speakers
//	events    who did what to whom
//
// Actors (within the document) come from normalize/actors, which is a stage of
// the same kind.
//
// # Contract
//
// A stage adds the layers it gives and leaves all others alone. It is a pure
// function of the document and its own configuration, safe for concurrent use,
// and linear in the size of the document. Its errors and panics concern one
// document only: the chain turns both into an error that names stage and document.
package extract
