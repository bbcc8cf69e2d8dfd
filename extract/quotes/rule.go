package quotes

// rule says how a quotation was found.
type rule uint8

const (
	ruleAfter      rule = iota // marks, then the cue: "…," she said
	ruleBefore                 // the cue, then marks: she said: "…"
	ruleColon                  // a block of speech after a colon
	ruleTurn                   // a turn of an interview
	ruleAlone                  // marks without a cue, in the turn of the quotation before
	ruleNamed                  // marks without a cue, after a sentence about somebody
	ruleUnnamed                // marks without cue and speaker
	ruleThat                   // that-clause
	ruleBare                   // clause without "that"
	ruleWh                     // whether, if, how
	ruleInfinitive             // vowed to …, urged us to …
	ruleObject                 // a noun phrase, a gerund
	ruleDescribed              // called it …, described it as …
	ruleBehind                 // the clause, then the cue: …, she said
	ruleSource                 // according to …
	ruleNoun                   // the claim that …
	ruleThought                // a clause behind a verb of mind
	ruleShown                  // a clause behind a verb of evidence
	ruleRunsOn                 // a sentence that goes on with reported speech
)

// rules holds the name and the confidence of each rule: about how often what it
// finds is right, span and speaker, on the development texts. What some call no
// quotation has less than 0.5: orders, things asked for or rejected, beliefs. marked
// is the confidence where words of the content stand in marks, if it is another.
var rules = [...]struct {
	name       string
	confidence float64
	marked     float64
}{
	ruleAfter:      {name: "marks-cue", confidence: 0.97},
	ruleBefore:     {name: "cue-marks", confidence: 0.85},
	ruleColon:      {name: "colon-block", confidence: 0.75},
	ruleTurn:       {name: "turn", confidence: 0.93},
	ruleAlone:      {name: "marks-same-turn", confidence: 0.7},
	ruleNamed:      {name: "marks-named", confidence: 0.6},
	ruleUnnamed:    {name: "marks", confidence: 0.5},
	ruleThat:       {name: "that-clause", confidence: 0.78},
	ruleBare:       {name: "bare-clause", confidence: 0.8},
	ruleWh:         {name: "wh-clause", confidence: 0.5},
	ruleInfinitive: {name: "infinitive", confidence: 0.3, marked: 0.6},
	ruleObject:     {name: "object", confidence: 0.35, marked: 0.55},
	ruleDescribed:  {name: "described-as", confidence: 0.45, marked: 0.6},
	ruleBehind:     {name: "clause-cue", confidence: 0.75},
	ruleSource:     {name: "source-phrase", confidence: 0.75},
	ruleNoun:       {name: "noun", confidence: 0.4},
	ruleThought:    {name: "thought", confidence: 0.4, marked: 0.6},
	ruleShown:      {name: "shown", confidence: 0.35, marked: 0.5},
	ruleRunsOn:     {name: "runs-on", confidence: 0.35},
}

// confidenceUnsaid is the most that reported speech gets which nobody has uttered: "nobody said that …",
// "he has not said that …", "she will say that …", "if they say that …".
const confidenceUnsaid = 0.4

// strong reports whether what the rule finds is speech of somebody, whose turn
// quoted words may continue.
func (r rule) strong() bool {
	switch r {
	case ruleObject, ruleInfinitive, ruleDescribed, ruleNoun, ruleThought, ruleShown:
		return false
	}
	return true
}
