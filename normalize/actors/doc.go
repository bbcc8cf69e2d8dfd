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
// # A user's own actors
//
// [ReadFile] reads a table of the user's, which [Base.With] lays over the embedded ones:
//
//	name	aliases	type	country	sector	id	nouns	roles	apart
//	Volodymyr Zelenskyy	Wolodymyr Selenskyj
//	Ada Example	A. Example	PERSON	UKR	GOV	own:17		grain envoy;UKR;2023-05-01;2024-02
//	Example Holding	EXH	ORG	CHE	BUS		group|trader
//
// A row with the id or a name of an entry adds to it and corrects it, and need not say
// its type and country again, unless the entry's id stands under apart. Any other row is a new actor, which goes before
// whoever has its names in the tables. Its id is the one given, else
// its slug; no other id changes. A user's bodies are resolved by the same rules as the
// tables'; a user's places, and other names of places, mean themselves wherever
// they stand. [Lint] reports what is wrong with a file, all at once. [Decide] enters what a
// user has decided on the actors of a dataset: that two are one, or that a name is
// another's.
//
// The file may be one of FollowTheMoney entities (OpenSanctions) as JSON lines, or an actor
// dictionary of PETRARCH with its codes and days, too. In these a name that
// two actors share is left out, with a note ([File].Notes, [Base.Notes]).
//
// A user's rows do not teach the tagger new names, are no demonyms or given names, and
// a user's place is not in the gazetteer: it has no coordinates and does
// not help to tell two places of one name apart.
//
// # Asks
//
// The stage notes in Document.Asked every entry that it has asked the base for and
// that a user's file could add or change, found or not. [Base.Contribution] says what
// the file has there: two files give a document different actors only where they contribute
// differently to one of its asks. So whoever keeps documents works again on those few that
// a new spelling can concern. What an entry is known for, its other names, its
// offices, and whom a single name may mean are asks of their own, so that a new spelling
// of somebody concerns the texts that may have the spelling, not all that
// have the name.
//
// # In a document
//
// Every entity of every type gets an actor. The rules, in order:
//
//   - Places, peoples and bodies through the tables; a people and an adjective
//     mean their country, a capital keeps its own id.
//   - A bare name of a body ("Congress") is that of the country named before it in
//     its sentence, else of the text's own, as far as the tables have such a body;
//     "the General Assembly of the United Nations" is read as a whole.
//   - Acronyms through the initials of a long name, or in brackets behind or before it in
//     another language, or with the word that both end in ("UC Berkeley"); the sign of a share
//     ("(LSE: KST)"). An acronym that the tables know is the text's own where the text has
//     brought in another long name with its initials. Names that differ in the legal form, in spelling, in the country they
//     begin with; a name that begins or ends exactly one longer one, or one of those
//     before it; "known as"; the
//     original script in brackets; "the Alliance" for the one body of the text
//     that may be called so.
//   - "Atlanta, Georgia" means the state there, whatever "Georgia" means in the rest of
//     the text. "Paris, Texas" is a place of the atlas with an actor of its own; "Paris" alone
//     means it too where the text does not speak of France.
//   - A name that a country and a state of another have ("Georgia") is the state's beside a governor,
//     a senator or a county, the country's beside a president or a ministry; else the country's
//     where its people or towns are named, and the state's where the text is of the
//     other country (see states.go). Other places lie in the countries that the text names,
//     then in those of its towns.
//   - "Jordan" marked as a person is the country where nobody of the text is called so in full
//     and the text speaks of the country in another way; "Zelda" beside "Cyclone Zelda" is
//     the storm.
//   - Names marked as bodies or peoples are people's behind a title or beside the
//     single name of a person ("Professor Lindqvist", see mistaken.go).
//   - Full names of people by the tables, then by spelling. Two names whose given
//     names contradict each other are two people.
//   - Of several people of the tables with one full name the title tells who is meant, then
//     the day: who was in an office. Two English surnames of one sound (Brown,
//     Browne) are two; a father and his "Jr." are two where the tables know them so, or
//     one sentence names both.
//   - A title marked as a name ("the Tsar") means whom the text calls so.
//   - Kings are told apart by title, given name, country and day (see sovereign.go).
//   - A single name means the person of the text who has it as a family name, else as
//     a given name or what is short for it ("Shaq", "Bill"), before the full name too
//     (headlines). Of several the title decides (Mr, Mrs), the pronoun ("Clinton said she
//     would"), whom the whole world calls so, whom the text has been calling so; then
//     the nearest before. Relatives that the text brings in
//     as such ("his wife, Karen Olsen") do not take the bare family name.
//   - Family names count in all names that the tables have of a person, and come first
//     in Chinese, Korean and Vietnamese ones.
//   - A single name without a full one means the holder of the office in its title at
//     the time ("President Bush" in 2007); one of a list of family names that
//     everybody knows ("Putin"), the only such person of those days; or, if it is rare and
//     the text is about that country, the only office holder known.
//   - A name that is marked as a person here and as a body there is one actor when
//     one of the two has support (a full name, the tables) and the other has none.
//
// An id is the knowledge base's, else the slug of the fullest and then most
// frequent name; where the base or another actor of the text has that slug, the
// type or a hash of the actor's names is added. Actor.Why says how each spelling
// was joined.
//
// # Countries and sectors
//
// Those of the tables, but who heads an international body on the day that the text
// speaks of has the country IGO and that body's sector, and a former official
// without an office is of the elite (ELI). Other people have theirs from the role that
// the text gives ("the Greek foreign minister", "leader of the FARC"), from the words
// behind the name ("41, a broker in Oslo", "who teaches law at ..."), from the place that
// opens the sentence, and, where they are brought in by age or as plain people, from
// the country that the text is about; bodies from their name and the place behind
// it, places from what stands beside them. Sectors are PLOVER's. What is not said is
// left empty: an analyst's country is not that of his institute.
//
// # References
//
// Role phrases ("the minister", "Ukraine's president", "the president of Moldova")
// mean the last person to whom the text gave that role, by title or apposition,
// unless two share it; else the only person named so far who held such an office;
// else the holder of the office, by the date in the sentence or the day of
// publication. "The Russian leader" is who heads that state, of those named; "his
// Russian counterpart" who holds the same office there. A phrase set off behind a name ("Lena Ek, the minister") is no reference. When two people held it in those days, nobody is
// meant. In a text that tells no day it is the only one named who ever held it. A person whom only such a phrase means is added to the actors with no
// named mention. Nouns for bodies ("the alliance", "the bank") mean the only body
// that fits, with the words before them ("the health ministry", "the Finnish company"),
// "the rebels" the only armed group, "the deal" the only agreement named, "the country" and
// "the government" the only country that the sentence or the one before speaks of (the
// government is not that of a passer-by's passport, nor of a country named once in passing), "the
// region" the only one named last.
//
// "The two men", "both governments", "the three leaders" mean the persons or countries
// that the sentences before name in just that number, or that were named together; "they"
// and "their" those who together were the subject just before, as long as no plural
// noun competes. "The pair", "the trio", "the two" and "both" as a subject mean the only
// persons just named, "the former" and "the latter" one of the two of the sentence
// before. Each of them gets a reference of the same span.
//
// "He" and "she" go to the candidate of up to three sentences before who stands
// out: subject, recency, gender by given name and title, the person the text is
// mostly about. Subject and objects of one clause are different people, whatever the text
// has called them before; and whom one person did something to, another does
// it to ("Berg called Lund. Dahl called him"). Persons without a name ("a woman", "the driver") are candidates
// too, and then nobody is meant. "It" and "its" go to a body or country only where
// it is the subject and no other noun competes. "I" and "we" are left alone: who speaks
// is found later.
//
// # Over a dump
//
// [Reducer] works on [Key] values and never sees a text, and its memory is bounded.
// Ids of the knowledge base stay. Full names, spellings of full names, and names of
// bodies join; a family name alone joins nobody of another document unless no full
// name of the dump has it; an acronym alone is the only body's that has it; a name
// that only says what a body is ("Supreme Court") or what a party stands for ("the
// Democrats") joins within one country, which is
// in its id where the dump has such a body of another. Two actors whose names
// contradict each other are never joined through a third. The outcome depends on the
// set of documents, not on their order.
//
// # Limits
//
// English text. Two people of one full name are one actor. Nicknames that the
// tables lack are names of their own. Everything is linear in the document: a
// name is compared only with those that share its skeleton (see skeleton.go), and
// with at most 24 of them.
package actors
