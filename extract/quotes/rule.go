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
	ruleRunsOn                 // a sentence that goes on with reported speech
)

// rules holds the name and the confidence of each rule: about how often what it
// finds is right, span and speaker, on the development texts.
var rules = [...]struct {
	name       string
	confidence float64
}{
	ruleAfter:      {"marks-cue", 0.97},
	ruleBefore:     {"cue-marks", 0.82},
	ruleColon:      {"colon-block", 0.75},
	ruleTurn:       {"turn", 0.93},
	ruleAlone:      {"marks-same-turn", 0.75},
	ruleNamed:      {"marks-named", 0.6},
	ruleUnnamed:    {"marks", 0.5},
	ruleThat:       {"that-clause", 0.78},
	ruleBare:       {"bare-clause", 0.8},
	ruleWh:         {"wh-clause", 0.58},
	ruleInfinitive: {"infinitive", 0.5},
	ruleObject:     {"object", 0.5},
	ruleDescribed:  {"described-as", 0.6},
	ruleBehind:     {"clause-cue", 0.78},
	ruleSource:     {"source-phrase", 0.75},
	ruleNoun:       {"noun", 0.4},
	ruleRunsOn:     {"runs-on", 0.4},
}

// strong reports whether what the rule finds is speech of somebody, whose turn
// quoted words may continue.
func (r rule) strong() bool {
	switch r {
	case ruleObject, ruleInfinitive, ruleDescribed, ruleNoun:
		return false
	}
	return true
}
