// Package quotes finds who said what: direct, indirect and mixed quotations, each
// with the words that announce it (the cue) and the phrase that names the speaker.
//
// # Contract
//
// [Stage] needs the text with its trees, clauses, entities, dates and actors, and
// gives the layer quotes. Quotations stand in text order and do not overlap: what
// is reported within reported speech belongs to the outer quotation. A quotation
// that is interrupted ("…," he said, "…") has one span a piece; Start and End are
// the hull of the pieces. Marks of quotation belong to the span. Kind is direct
// where all but a twentieth of the words stand in marks (or are a turn of an
// interview, or a block after a colon), indirect where none does, else mixed.
//
// The speaker is the mention beside the cue as a whole noun phrase (title, name,
// apposition; a pronoun; a body, a poll, a document); Actor is that of the entity
// that holds its head, else of the reference there. Nobody is named: no speaker.
//
// What is no quotation: titles, nicknames, single words in marks that no cue
// governs, attributes of tags that were left in the text, heights and inches.
//
// # Method
//
// One pass each, over the document:
//
//	mark.go      marks of quotation, read a paragraph at a time. Doubles pair like
//	             brackets, so that an odd one costs one quotation and not the rest;
//	             single ones are told from apostrophes; a mark left open runs on
//	             where the next paragraph repeats it or closes it.
//	cue.go       verbs of the lexicon (data/verbs.tsv) with the frames of their
//	             content, outside quoted words.
//	direct.go    utterances in marks find the cue behind or before them.
//	turn.go      interviews, with labels ("LEE:", "Q (Daily Post):") or dashes, signed
//	             quotations, utterances that stand alone.
//	block.go     paragraphs after a colon; sentences that go on in the first person.
//	indirect.go  content behind a cue by its frames (that-clause, bare clause,
//	             question, infinitive, object), content before it ("…, she said"),
//	             source phrases (data/phrases.tsv: "according to").
//	noun.go      nouns of saying ("his claim that …", data/nouns.tsv).
//	speaker.go   the subject of the cue; data/people.tsv lists nouns that are somebody.
//
// Trees are wrong too often to be asked first: where the words are plain (a pronoun
// before the verb, a noun phrase that begins the clause and reaches the verb, an
// insertion between commas) they decide, and the clause view is asked for the rest.
// Tags are set right by the entities, since what is in a name is no verb, and by
// data/forms.tsv, words that are verbs of saying whatever the tag. A sentence begins
// behind its dateline or label.
//
// Content ends with the sentence, or before a cue of its own, before a clause that
// goes with the cue again ("… and urged", "…, but she", "…, while"), before a phrase
// behind a comma that the tree hangs on the cue, before an aside in brackets. A cue in
// the middle leaves a piece on either side; what it interrupts is one clause only ("The
// day was long; it would, she said, get worse"). Time is linear in the length of the text; what a rule looks back or
// ahead is bounded.
//
// Confidence comes from a table by rule (rule.go). Under 0.5 is what some call a
// quotation and others not: orders and things asked for, rejected or praised without
// words in marks, beliefs, what documents show. Who wants speech alone takes 0.5 and more.
//
// To teach it a verb, add it to a row of verbs.tsv with the frames it takes.
//
// # Limits
//
// English. Verbs of mind count with a clause only ("believes that"), and not in the
// first person of the writer. Quotations within quotations are not told apart.
// Free indirect speech without a cue is followed only in the first person.
// quote_id, the same for near-identical quotations of several articles, is given by
// normalize/duplicates.
//
// # Example
//
//	d := …                        // "The port is open," said Ann Lee, the mayor.
//	err := quotes.New().Apply(d)
//	q := d.Quotes[0]
//	fmt.Println(q.Kind, q.Cue.Text, q.Speaker.Text) // direct said Ann Lee, the mayor
package quotes
