// Package actors says who a name means: it holds the knowledge base, gives the
// entities of a document their actors, resolves pronouns and definite phrases,
// and joins the actors of a dump.
//
//	stage := actors.New(actors.Options{})
//	err := stage.Apply(doc) // needs doc.Entities, tokens with tags and trees, dates
//	for _, e := range doc.Entities {
//		fmt.Println(e.Text, e.Actor) // Yatseniuk arseniy-yatsenyuk
//	}
//	for _, r := range doc.References {
//		fmt.Println(doc.Surface(r.Span), r.Actor, r.Why) // the Ukrainian president viktor-yushchenko ...
//	}
//
// # Knowledge base
//
// [Default] is built from tables that a person can read: people.tsv, roles.tsv
// (who held which office when), bodies.tsv, events.tsv, demonyms.tsv, and the
// gazetteer of normalize/places. An entry's id is its Wikidata item where the
// table is sure of it, else the slug of its name.
//
// # In a document
//
// Every entity of every type gets an actor. The rules, in order:
//
//   - Places, peoples and bodies through the tables; a people and an adjective
//     mean their country, a capital keeps its own id.
//   - Acronyms through the initials of a long name; names that differ in the legal
//     form, in spelling, in the country they begin with; a name that begins or ends
//     exactly one longer one; "the Alliance" for the one body of the text that
//     may be called so.
//   - Full names of people by the tables, then by spelling. Two names whose given
//     names contradict each other are two people.
//   - A single name means the person of the text who has it as a family name, else as
//     a given name, before the full name too (headlines). Of several the title
//     decides (Mr, Mrs), then the nearest before; relatives that the text brings in
//     as such ("his wife, Karen Olsen") do not take the bare family name.
//   - A single name without a full one means the holder of the office in its title at
//     the time ("President Bush" in 2007), or, if it is rare and the text is about
//     that country, the only office holder known.
//   - A name that is marked as a person here and as a body there is one actor when
//     one of the two has support (a full name, the tables) and the other has none.
//
// An id is the knowledge base's, else the slug of the fullest and then most
// frequent name; where the base or another actor of the text has that slug, the
// type or a hash of the actor's names is added. Actor.Why says how each spelling
// was joined.
//
// # References
//
// Role phrases ("the minister", "Ukraine's president", "the president of Moldova")
// mean the last person to whom the text gave that role, by title or apposition,
// unless two share it; else the holder of the office, by the date in the sentence
// or the day of publication. When two people held it in those days, nobody is
// meant. A person whom only such a phrase means is added to the actors with no
// named mention. Nouns for bodies ("the alliance", "the bank") mean the only body
// that fits.
//
// "He" and "she" go to the candidate of up to three sentences before who stands
// out: subject, recency, gender by given name and title, the person the text is
// mostly about. Persons without a name ("a woman", "the driver") are candidates
// too, and then nobody is meant. "It" and "its" go to a body or country only where
// it is the subject and no other noun competes. "They" and "I" are left alone.
//
// # Over a dump
//
// [Reduce] works on [Key] values and never sees a text. Ids of the knowledge base
// stay. Full names, spellings of full names, and names of bodies join; a family
// name alone joins nobody of another document unless no full name of the dump
// has it; a name that only says what a body is ("Supreme Court") joins within
// documents about one country. Two actors whose names contradict each other are
// never joined through a third. The outcome depends on the set of documents, not on
// their order.
//
// # Limits
//
// English text. Two people of one full name are one actor. Nicknames that the
// tables lack are names of their own. Everything is linear in the document: a
// name is compared only with those that share its skeleton (see skeleton.go), and
// with at most 24 of them.
package actors
