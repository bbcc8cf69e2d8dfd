// Package dates finds time expressions and gives each its TIMEX3 value.
//
// # Contract
//
// [Stage] needs the text with sentences and tags, and gives the layers dates and
// periods. Expressions are in order of text and do not overlap; a whole phrase
// is one expression ("early in the summer of 1914"). Coordinated dates
// ("February 22 and 23, 1992") are two expressions that share month and year; a
// range ("from January 25 until March 4, 2008") is two expressions and a
// [corpus.Period]. Each expression says what it was counted from (How) and which
// row of the grammar built it (Rule).
//
// # Method
//
// The text is cut into pieces (piece.go): numerals (numeral.go) and the words of
// data/words.tsv; everything else is a gap. Pieces are cut from the text itself,
// so that it does not matter whether the tokeniser keeps "1991-1994" or "5pm" in
// one token. The grammar, data/grammar.tsv, then builds phrases of neighbouring
// pieces in a few passes, each left to right and longest match first (automaton.go).
// A phrase is a typed record of calendar fields (expression.go, build.go); a rule
// unites the records of its parts, so that "the third quarter of last year" needs no
// code of its own.
// Lists and ranges share what they write only once (share.go). Last, expressions
// are valued in order of text (resolve.go): from the anchors (anchor.go) and what
// was told before (story.go, quarter.go, speech.go), by the kind of reference
// (reference.go, shift.go, weekday.go, year.go) and the tense beside it (tense.go).
// No regular expressions over the text, one pass over the bytes, time linear in the
// length of the text.
//
// To teach it a phrase, add a row to grammar.tsv; to teach it a word, a row to
// words.tsv; a named day, a row to holidays.tsv. Tests of the surroundings
// ("check=") are in checks.go; the longer lists of words that they and the anchors
// ask for are data/context.tsv (context.go). Clock phrases that the grammar has isolated
// ("5pm on Friday") are read by olebedev/when (clock.go); their rule ends in
// "+when".
//
// # Anchors
//
// News counts from the publication date (the date of the dateline where there is
// none); tense beside the expression tells last March from next March. A text
// that tells of other years (most of its full dates lie far from the publication
// date, or it has none) is a narrative: what lacks a year takes it from the last
// mentioned date that moves the story. A date that opens its sentence does; a year
// in passing, a term ("until 2042"), a look ahead or back does not. In news a day
// without a year keeps the year that its story has reached. "Today" in a quotation
// is the day of the speech where the sentence or the one before tells it. In company
// results "a year ago" is the quarter a year ago. Slashed dates are American, unless
// one of the text can only give the day first; points and dashes give it first. Where
// there is nothing to count from, values are under-specified ("XXXX-12-21") and
// never taken from the clock of the machine.
//
// A date alone on its line is a heading: weekdays, "yesterday" and clock times below
// it count from it until the next one (How is narrative), and months below a month
// or a year take its year. One that opens a line before a colon or a dash does so for its
// paragraph and takes its year from the entries before it (head.go). Bare weekdays
// or months that a list joins are of one run (list.go): "on Thursday and Friday".
//
// # Limits
//
// English and the (proleptic) Gregorian calendar only. The seasons are those of
// the northern hemisphere; a winter counts for the year that it begins in. Events
// are no anchors ("two days after the battle"), but for an apposition ("On Thursday,
// the eve of his flight"). Zones are kept only where an offset is certain.
//
// Conventions are those of TimeML as its corpora follow them: "recent years" is
// PAST_REF, "in five years" a duration, "the past decade" in news a decade, "an hour
// later" the hour. In a long history "former" is PAST_REF too, as TIMEX2 has it.
//
// Values are TIMEX3: "2014-02", "2021-W12", "1995-SU", "2022-Q1", "199" (a decade),
// "18" (a century), "BC0146", "2014-02-28TNI" (a night), "P3D", "XXXX-WXX-5" (every
// Friday), "PRESENT_REF". A zone stands in the value only as Z (UTC); other zones
// whose offset is certain stand in Begin and Until.
//
//	d := &corpus.Document{Text: "He left on Friday.", Published: "2014-03-05"}
//	err := dates.New().Apply(d) // d.Dates[0].Value is "2014-02-28"
package dates
