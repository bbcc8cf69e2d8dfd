package tagger

// Kind is what a common noun or verb says of a name beside it: "the startup",
// ", a lawyer for", "shares of".
type Kind uint8

// The kinds, as gazetteer/kinds.tsv names them.
const (
	NoKind Kind = iota
	RoleKind
	PersonKind
	BodyKind
	TownKind
	LandKind
	BuildingKind
	ThingKind
	WorkKind
	EventKind
	PeopleKind
	LawKind
	SaysKind
	StaffKind
	NumKinds = iota
)

// Topic is what an article is about, where names of one form are of other types: a
// town is a club in sport. Topics are bits.
type Topic uint8

// The topics, as gazetteer/topics.tsv names them.
const (
	Sport Topic = 1 << iota
	Business
	Personal  // of one person to others: mail, reviews, forums; capitals tell less there
	numTopics = iota
)

// minTopic is how many words of a topic, of a hundred, make it an article's. News quotes who
// speaks of himself, so that it takes more of them to make it personal.
var minTopic = [numTopics]int{2, 2, 3}

// common is what a gazetteer knows of a word in lower case.
type common struct {
	level uint8 // how common it is, 1 to 7
	kind  Kind
	topic Topic
}
