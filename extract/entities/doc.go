// Package entities marks the names of an article: persons, organisations,
// countries and cities, other places, buildings, nationalities and adherents,
// named events, works, products and laws.
//
//	stage := entities.New()
//	err := stage.Apply(doc) // needs doc.Sentences and doc.Tokens
//	for _, e := range doc.Entities {
//		fmt.Println(e.Type, e.Text, e.Title) // PERSON "Jens Stoltenberg" "NATO Secretary General"
//	}
//
// # Contract
//
// Spans are byte ranges of the text, in order, and never overlap; the text of a
// mention is its surface. A mention holds no determiner, no title and no
// possessive. The title that stands before a person's name is in Entity.Title,
// as written; names within it ("NATO", "Ukrainian") are mentions of their own.
// Entity.Tokens covers the mention; a token may reach beyond it where the
// language engine keeps "Ukraine-NATO" in one piece. Types follow the marking
// rules of the teaching corpus: a country that acts is a GPE, a club named by its
// city an ORG, a demonym and a party's adherents are NORP.
//
// A Stage is safe for concurrent use, takes linear time, and decides by integer
// scores, so that every machine marks the same names. Tags are not read: they
// were tried as features, and cost half a point of F1 on news that was not trained on.
//
// # Method
//
// A linear model over BILOU classes with hashed features, Viterbi decoding, and
// two passes: the second knows what the first said of the same words elsewhere
// in the document (Ratinov and Roth 2009). A second linear model judges the type of each
// name found as a whole, and whether it is one, with a prior for the rare types. What all mentions of a word show
// together (after Mr, behind a given name, before "said", with ", a carmaker" in apposition,
// behind "the startup" or "shares of") and the long form of an acronym are features of each
// (Chieu and Ng 2003). So are what the article is about (a town is a
// club in sport), and the gazetteers (package gazetteer and normalize/places).
//
// In a sentence that writes every word with a capital the verbs of verbs.tsv, and what English writes
// small between names, are read in small letters, so that "Amazon Sues Perplexity" is not one name.
// The trainer does not do so.
//
// Rules follow. They take off possessives and titles, drop bare roles ("Defence
// Minister"), languages, what names a kind of thing (notnames.tsv: "MPs",
// "GDP", "US" in "US$5"), what is part of an address on the net and words that English writes
// small, part names at spaced dashes, give whole names that are
// only a country's, a people's or one body's that type, and so names that begin or
// end with a telling word (fronts.tsv, heads.tsv: "Battle of", "River"), mend where a
// name begins and ends ("-led", ", Inc.", a weekday), give
// acronyms the type of their long form and surnames that of the full name, read
// what stands beside a mention (", the chair of", "the freighter", "a drill called"), part two
// names that were marked as one ("the JCPOA Iran") and join one that was cut ("Best Buy", "Co Inc"),
// and let a clear majority of a document settle odd mentions. A last pass marks further places of
// names that the tagger found and then passed over, of surnames, and of the heads
// of bodies ("the Commission"): one sense a discourse (Gale, Church and Yarowsky
// 1992). How the model is trained: extract/entities/train; what it is good for:
// weights/MODEL_CARD.md.
//
// # Limits
//
// English only. Names in lower case are found only where a text spares capitals, and
// only those of the gazetteers. Text of capitals only is
// marked less well. Organisations are the weakest class. [NewProse] is the
// baseline that the figures in docs/benchmarks.md compare with: prose's own
// entity model, slower and weaker.
package entities
