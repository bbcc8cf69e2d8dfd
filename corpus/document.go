package corpus

import (
	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
)

// Document is one article: where it came from, its text, and layers of spans
// into that text. The order of the fields is the order of the keys in a record.
type Document struct {
	ID        string    `json:"id"`
	URL       string    `json:"url,omitempty"`
	Canonical string    `json:"canonical,omitempty"`
	Title     string    `json:"title,omitempty"`
	Byline    []string  `json:"byline,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Published string    `json:"published,omitempty"` // ISO day, "2022-02-24", or empty
	Dateline  *Dateline `json:"dateline,omitempty"`
	Lang      string    `json:"lang,omitempty"`    // ISO 639-1
	Skipped   string    `json:"skipped,omitempty"` // why there are no English layers
	Text      string    `json:"text,omitempty"`    // immutable once the article stage has set it
	Source    Source    `json:"source,omitzero"`
	// DuplicateOf is the smallest document id of the cluster of copies this
	// article belongs to; the cluster's first document names itself.
	DuplicateOf string `json:"duplicate_of,omitempty"`

	Sentences  []Sentence  `json:"sentences,omitempty"`
	Tokens     []Token     `json:"-"` // written as "tokens", one list a sentence, on request
	Entities   []Entity    `json:"entities,omitempty"`
	Dates      []Date      `json:"dates,omitempty"`
	Periods    []Period    `json:"periods,omitempty"`
	Quotes     []Quote     `json:"quotes,omitempty"`
	References []Reference `json:"references,omitempty"`
	Actors     []Actor     `json:"actors,omitempty"`
	Events     []Event     `json:"events,omitempty"`
	Mentions   []Mention   `json:"mentions,omitempty"`
	Dropped    []Dropped   `json:"dropped,omitempty"`
	Origin     []Origin    `json:"origin,omitempty"`
	Main       *Main       `json:"main,omitempty"`

	Raw     Raw      `json:"-"` // the input; released by the article stage
	Clauses []Clause `json:"-"` // clause view, in order of predicate

	// Asked is what the stages have asked of dictionaries that a user can add to:
	// the layers may be kept as long as these have the same to say.
	Asked lexicon.Asked `json:"-"`
}

// Format says how Raw.Data is to be read.
type Format uint8

const (
	FormatText Format = iota // plain text
	FormatHTML
)

// Raw is a document's input as UTF-8, before extraction.
type Raw struct {
	Format Format
	Data   string
}

// Source says where the bytes of a document came from.
type Source struct {
	Path   string `json:"path"`   // as the user gave it, "/" separators
	Offset int64  `json:"offset"` // byte offset of the record in the (decompressed) file
	SHA256 string `json:"sha256"` // of the record's bytes, lower-case hex
	Place  string `json:"-"`      // where the record stands in its file, as errors give it; empty for a whole file
	// Capture says that the document is one capture of an address, with no id of its own: several
	// of one address are no fault of an archive.
	Capture bool `json:"-"`
}

// Dateline is the place and date that open an agency report ("KYIV, March 3 (Agency) —").
type Dateline struct {
	Place string `json:"place,omitempty"`
	Date  string `json:"date,omitempty"` // as written
}

// Sentence is a sentence span with the range of its tokens. The first Opening of these are
// no part of what it says: a dateline, an hour, or the name of who speaks in a transcript,
// with the mark behind it.
type Sentence struct {
	Span
	Tokens  Range `json:"-"`
	Opening int   `json:"-"`
}

// Body is the range of the tokens behind the opening.
func (s *Sentence) Body() Range { return Range{First: s.Tokens.First + s.Opening, End: s.Tokens.End} }

// Token is a word or mark. Head is the index of the token it depends on within
// its sentence, counted from 1; 0 is the root.
type Token struct {
	Span
	Lemma string // lower case unless a proper noun
	UPOS  ud.UPOS
	XPOS  ud.XPOS
	Rel   ud.Rel
	Head  int
}

// Entity is a named mention.
type Entity struct {
	Span
	Text   string     `json:"text"`
	Type   EntityType `json:"type"`
	Title  string     `json:"title,omitempty"` // title or role before the name ("NATO Secretary General"), as written
	Actor  string     `json:"actor,omitempty"`
	Tokens Range      `json:"-"`
}

// EntityType is the class of a named mention.
type EntityType string

// The entity types.
const (
	Person  EntityType = "PERSON"
	Org     EntityType = "ORG"
	GPE     EntityType = "GPE" // countries, states, cities
	Loc     EntityType = "LOC" // rivers, mountains, regions, continents
	Fac     EntityType = "FAC" // airports, bridges, buildings
	Norp    EntityType = "NORP"
	EventT  EntityType = "EVENT" // named wars, summits, storms
	Work    EntityType = "WORK"
	Product EntityType = "PRODUCT"
	Law     EntityType = "LAW"
)

// Date is a time expression with its TIMEX3 value.
type Date struct {
	Span
	Text   string   `json:"text"`
	Type   DateType `json:"type"`
	Value  string   `json:"value,omitempty"` // TIMEX3: "2014-02", "2021-W12", "P3D", "PRESENT_REF"
	Mod    string   `json:"mod,omitempty"`   // TIMEX3 modifier: START, MID, END, APPROX, ...
	Begin  string   `json:"begin,omitempty"` // first instant of the value, ISO 8601
	Until  string   `json:"until,omitempty"` // last instant (inclusive, at the value's own granularity), ISO 8601
	How    string   `json:"how,omitempty"`   // one of the How constants
	Rule   string   `json:"-"`               // the grammar rule that valued it, for explain
	Tokens Range    `json:"-"`
}

// DateType is the TIMEX3 type.
type DateType string

// The TIMEX3 types.
const (
	DateDate     DateType = "DATE"
	DateTime     DateType = "TIME"
	DateDuration DateType = "DURATION"
	DateSet      DateType = "SET"
)

// How a date got its value.
const (
	HowAbsolute   = "absolute"   // the words alone
	HowPublished  = "published"  // the publication date
	HowDateline   = "dateline"   // the dateline's date
	HowNarrative  = "narrative"  // the last mentioned date
	HowEvent      = "event"      // the date of another event
	HowUnresolved = "unresolved" // no anchor: under-specified
)

// Period is a range between two dates; From and To index Document.Dates.
type Period struct {
	Span
	Text  string `json:"text"`
	Begin string `json:"begin,omitempty"`
	Until string `json:"until,omitempty"`
	From  int    `json:"from"`
	To    int    `json:"to"`
}

// Quote is a quotation, reported speech included.
type Quote struct {
	ID      string `json:"id"`
	QuoteID string `json:"quote_id,omitempty"` // the same for near-identical quotations across documents
	Span
	Spans      []Piece   `json:"spans,omitempty"` // the pieces of an interrupted quotation; one piece otherwise
	Text       string    `json:"text"`
	Kind       QuoteKind `json:"kind"`
	Cue        *Phrase   `json:"cue,omitempty"`
	Speaker    *Speaker  `json:"speaker,omitempty"`
	Confidence float64   `json:"confidence"`
	Rule       string    `json:"rule,omitempty"`
	Local      string    `json:"-"` // see AssignIDs
}

// Piece is one span of an interrupted quotation, written as [start, end].
type Piece [2]int

// QuoteKind tells direct from reported speech.
type QuoteKind string

// The kinds of quotation.
const (
	Direct   QuoteKind = "direct"   // (nearly) all inside marks
	Indirect QuoteKind = "indirect" // no marks
	Mixed    QuoteKind = "mixed"    // partly inside marks
)

// Phrase is a span with its surface form.
type Phrase struct {
	Span
	Text string `json:"text"`
}

// Speaker is the mention beside the cue and the actor it was resolved to.
type Speaker struct {
	Span
	Text  string `json:"text"`
	Actor string `json:"actor,omitempty"`
}

// Reference is a pronoun or common noun phrase resolved to an actor.
type Reference struct {
	Span
	Actor string        `json:"actor"`
	Kind  ReferenceKind `json:"kind"`
	Why   string        `json:"-"` // rule and antecedent, for explain
}

// ReferenceKind is the kind of an unnamed mention.
type ReferenceKind string

// The kinds of reference.
const (
	Pronoun    ReferenceKind = "pronoun"
	Definite   ReferenceKind = "definite" // "the minister", "the alliance"
	Possessive ReferenceKind = "possessive"
)

// Actor is an actor of the document (persons, bodies, places, works: whatever an
// entity names). ID is a Wikidata item ("Q7184") or a slug.
type Actor struct {
	ID       string     `json:"id"`
	Name     string     `json:"name"`
	Type     EntityType `json:"type"`
	Country  string     `json:"country,omitempty"` // ISO 3166 alpha-3, "IGO" for international bodies
	Sector   string     `json:"sector,omitempty"`  // CAMEO sector: GOV, MIL, OPP, ...
	Wikidata string     `json:"wikidata,omitempty"`
	Mentions int        `json:"mentions"`
	Why      []string   `json:"-"` // how the mentions were joined, for explain
}

// Mention is an event mention that is no PLOVER event (a crash, a signing of a
// player), with the identity it shares with other mentions.
type Mention struct {
	Span
	EventID string `json:"event_id"`
	Lemma   string `json:"-"` // what happened, as the lemma of the trigger ("crash", "die")
	Local   string `json:"-"` // see AssignIDs
}

// Dropped is a block of the source that is not in the text.
type Dropped struct {
	Text   string `json:"text"`
	Place  string `json:"place"`  // where: an element path, or bytes "120-310" of a plain text
	Reason string `json:"reason"` // a reason code of extract/article
	Why    string `json:"-"`      // the evidence in words, for explain
	// At is one more than the byte of the text before which it stood; 0 where that is not known,
	// as in a record that has been read.
	At int `json:"-"`
}

// Origin maps a stretch of the text to the source: start in the text, start in
// the source, length, all in bytes.
type Origin [3]int

// Main is the document's main event as phrases.
type Main struct {
	Who   *Answer `json:"who,omitempty"`
	What  *Answer `json:"what,omitempty"`
	When  *Answer `json:"when,omitempty"`
	Where *Answer `json:"where,omitempty"`
	Why   *Answer `json:"why,omitempty"`
	How   *Answer `json:"how,omitempty"`
}

// Answer is a phrase of Main; Value is the TIMEX3 value of When.
type Answer struct {
	Text  string `json:"text"`
	Value string `json:"value,omitempty"`
}

// Surface is the text of s.
func (d *Document) Surface(s Span) string { return d.Text[s.Start:s.End] }

// SpanOf is the text span of a non-empty token range.
func (d *Document) SpanOf(r Range) Span {
	return Span{d.Tokens[r.First].Start, d.Tokens[r.End-1].End}
}

// Word is the surface form of token i.
func (d *Document) Word(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// SentenceAt is the index of the sentence that holds byte offset at, or -1.
// It takes logarithmic time.
func (d *Document) SentenceAt(at int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.Sentences[mid].End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(d.Sentences) && d.Sentences[lo].Start <= at {
		return lo
	}
	return -1
}

// TokensIn is the range of tokens that lie wholly within s, by binary search;
// it is empty when there are none.
func (d *Document) TokensIn(s Span) Range {
	first := search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Start >= s.Start })
	end := search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > s.End })
	return Range{first, max(first, end)}
}

// TokensOver is the range of tokens that share a byte with s, by binary search for
// the first. A token may reach beyond s, where the language engine keeps
// "Ukraine-NATO" in one piece.
func (d *Document) TokensOver(s Span) Range {
	first := search(len(d.Tokens), func(i int) bool { return d.Tokens[i].End > s.Start })
	end := first
	for end < len(d.Tokens) && d.Tokens[end].Start < s.End {
		end++
	}
	return Range{first, end}
}

func search(n int, f func(int) bool) int {
	lo, hi := 0, n
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if !f(mid) {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// HeadOf is the index in Document.Tokens of the head of token i, whose sentence
// has the token range r; it is -1 for a root or where there is no tree.
func (d *Document) HeadOf(i int, r Range) int {
	if h := d.Tokens[i].Head; h > 0 {
		return r.First + h - 1
	}
	return -1
}

// SourceOffset is the byte of the source record (decoded to UTF-8) that the byte
// of the text came from. It is false where the document has no origin layer or
// the byte was made by extraction (a paragraph break).
func (d *Document) SourceOffset(at int) (int, bool) {
	i := search(len(d.Origin), func(i int) bool { return d.Origin[i][0] > at }) - 1
	if i < 0 || at >= d.Origin[i][0]+d.Origin[i][2] {
		return 0, false
	}
	return d.Origin[i][1] + at - d.Origin[i][0], true
}
