// Package events is the stage that finds who did what to whom: PLOVER and CAMEO
// events over the clause view, mentions of other happenings, and the phrases of
// the document's main event.
//
// # How
//
// A clause whose predicate stands in data/verbs.tsv (with its particle, object
// and preposition) or a noun of data/nouns.tsv is a candidate. The frame says
// where the target stands; subjects, by-agents, possessors and adjectives give
// the source. Realis and the changes of code by negation, refusal, promise and
// threat follow from the clause and the clauses above it. Participants are noun
// phrases, common nouns included; an actor id is taken from the entity that holds
// the phrase's head, else from a reference, else from an entity in the phrase.
//
// # Contract
//
// The stage needs text, sentences, tokens, tags, tree, clauses, entities, dates,
// actors and quotes, and gives events, mentions and main. Events stand in text
// order of their triggers; at most one has Main. Offsets are bytes into
// Document.Text. EventID is left to the reduction over documents.
//
//	stage := events.New()
//	err := stage.Apply(document)
//
// # Limits
//
// English only. One sentence at a time: an event told over two sentences has the
// participants of one. Sarcasm, headlines without a verb and deep nominal chains
// are missed. When not to use it: for text that is no news, where most verbs of
// the lexicon mean something else.
package events
