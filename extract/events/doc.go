// Package events is the stage that finds who did what to whom: PLOVER and CAMEO
// events over the clause view, mentions of other happenings, and the phrases of
// the document's main event.
//
// # How
//
// The clause view is first mended from the surface (surface.go): noun chunks give
// lost subjects, objects, agents and prepositional phrases, and verbs that the
// parser gave no clause get one.
//
// A clause whose predicate stands in data/verbs.tsv (with its particle, object
// and preposition) or a noun of data/nouns.tsv is a candidate. Of the frames that
// fit, the one that asks for most is tried first; one whose sense the phrases
// contradict gives way to the next. The frame says where the target stands;
// subjects, by-agents, possessors and adjectives give the source. A noun that is
// the object of a verb that only carries it ("announced sanctions on B") has that
// verb's subject. Where a frame's own places hold nobody, the first name to the
// right is the target. A linear classifier (case.go, judge.go, weights) then has a second
// opinion: against a clear no it takes an event away, against a clear other root it changes
// it, and it adds events whose trigger the lexicon knows in no such frame, or which the
// teaching corpus uses. What the rules are sure of stays: a frame that asks for an object, known
// actors on both sides. Confidence is how often events of the same score were
// right on texts that the classifier had not seen (weights/MODEL_CARD.md). Realis and the changes of code by negation, refusal, promise and
// threat follow from the clause and the clauses above it. Participants are noun
// phrases, common nouns included; an actor id is taken from the entity that holds
// the phrase's head, else from a reference, else from an entity in the phrase.
//
// # Contract
//
// The stage needs text, sentences, tokens, tags, tree, clauses, entities, dates,
// actors and quotes, and gives events, mentions and main. Events stand in text
// order of their triggers; at most one has Main. Offsets are bytes into
// Document.Text. EventID is left to the reduction over documents. A date is the
// event's own only from its clause or one above it, and never from inside what is
// said; it carries over to later events of the paragraph. Else public deeds take the
// day that the first paragraph gives its news, all others the day of publication. ReportedBy is set wherever a clause of saying stands above.
//
// Main answers who and what from the headline, where that has a verb that the
// lexicon or the text knows, a short name there filled up from the main event;
// else from the main event or the first clauses. When and where are the main
// event's, else the first of the text, never the dateline's date.
//
// Realis is denied for what a clause negates, what a party denies or what stands
// behind "without", hypothetical for conditions, open questions and yes-or-no
// questions, claimed for charges, hearsay and what a party tells of itself, planned
// for what is to come where the root does not change. A refusal, a promise and a
// threat are events of their own and actual. What is only asked for, possible or
// averted gives no event. Denied and hypothetical events are never chosen as main
// while there is another.
//
// A habit, an attempt to help, a count ("the number of states to sign") and what is only recalled are not told as
// done; "may attack" is a hypothetical THREATEN. What people without a name think of a plan, what traders cheer, what
// rescuers warn of, and a story of sport from end to end give no event (sense.go).
//
// A date, a score or a bare number is no party, nor is a street, a sum, a pact or one's own envoy; the place of a
// march or of a deed at home is none, while a place that is visited, attacked or raided stands for those in it. The actor of a phrase is that of its
// head, of the name nearest before the head or of its of-phrase; a place behind another
// preposition gives a country and no actor.
//
//	stage := events.New()
//	err := stage.Apply(document)
//
// # Limits
//
// English only. One sentence at a time: an event told over two sentences has the
// participants of one. Sarcasm, headlines without a verb and deep nominal chains
// are missed; the verb of a headline that the tagger took for a noun is found by its form. When not to use it: for text that is no news, where most verbs of
// the lexicon mean something else.
package events
