package corpus

// Clause is one predicate with its participants, read off the dependency tree,
// so that quotes and events ask for roles and never walk trees. All indices
// point into Document.Tokens, Parent and Complement into Document.Clauses (-1: none).
type Clause struct {
	Sentence  int   // index in Document.Sentences
	Tokens    Range // smallest range that covers the clause with everything below it
	Predicate int   // main verb, or the noun or adjective of a copular clause
	Lemma     string
	Particle  string // "down" of "step down", lower case; or empty

	Subjects []Noun // coordination expanded; of a passive clause, the patients
	Objects  []Noun // direct objects
	Indirect []Noun // indirect objects
	Agents   []Noun // by-phrase of a passive clause
	Obliques []Noun // prepositional phrases that depend on the predicate, in text order

	Passive  bool
	Copular  bool
	Negated  bool
	Modal    string // lemma of the modal auxiliary ("may", "would"), or empty
	Tense    Tense
	Perfect  bool
	Progress bool // progressive
	Finite   bool

	Parent     int
	Link       Link   // how the clause hangs on Parent
	Mark       string // subordinator ("that", "if", "after", "to"), lower case; or empty
	Complement int    // the clausal complement (reported clause or infinitive), or -1
}

// Tense of a finite clause; infinitives and participles have None.
type Tense uint8

// The tenses. A clause with "will", "shall" or "is going to" is Future.
const (
	None Tense = iota
	Past
	Present
	Future
)

func (t Tense) String() string { return [...]string{"none", "past", "present", "future"}[t] }

// Link says how a clause hangs on its parent clause.
type Link uint8

// The links.
const (
	RootClause    Link = iota // the root of a sentence
	Reported                  // UD ccomp: a reported or that-clause
	OpenClause                // UD xcomp: "agreed to meet"
	Adverbial                 // UD advcl
	Relative                  // UD acl, acl:relcl
	Coordinate                // UD conj
	Parataxis                 // UD parataxis: "…, he said"
	SubjectClause             // UD csubj
)

func (l Link) String() string {
	return [...]string{"main", "complement", "open", "adverbial", "relative", "coordinate", "parataxis", "subject"}[l]
}

// Noun is a participant: a noun phrase without the clauses that hang on it.
// Apposition is the phrase's appositive ("Sandu" of "the president, Maia Sandu"), if any.
type Noun struct {
	Tokens     Range
	Head       int
	Prep       string // lower-case preposition of an oblique ("with", "according to"), or empty
	Apposition Range  // empty range when there is none
}
