package teach

import (
	"cmp"
	"embed"
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// Rule names what a [Finding] complains of.
type Rule string

// RuleForm is every fault of form that [Parse] finds: it is never meant.
const RuleForm Rule = "form"

// The soft rules: what they find is most likely wrong, and may be meant.
const (
	RuleRepeat     Rule = "repeat"     // a name of the article stands unmarked
	RuleKnown      Rule = "known"      // a string that other articles mark stands unmarked
	RuleBare       Rule = "bare"       // a word with a capital within a sentence is no name and no known exception
	RuleTypes      Rule = "types"      // one string has two types in the article
	RuleOdd        Rule = "odd"        // a string has another type than nearly everywhere else
	RuleHead       Rule = "head"       // the last word of the name asks for another type
	RuleDeterminer Rule = "determiner" // a mark begins with a determiner
	RuleTitle      Rule = "title"      // a person's mark begins with a title
	RulePossessive Rule = "possessive" // a mark ends with 's
	RuleEdge       Rule = "edge"       // a mark begins or ends with a space or punctuation, or cuts a word
	RulePhrase     Rule = "phrase"     // a phrase of an event or a quotation stands only in parts of words
	RuleRoot       Rule = "root"       // the root does not go with the trigger
	RuleOddRoot    Rule = "oddroot"    // a trigger has another root than nearly everywhere else
	RuleTrigger    Rule = "trigger"    // a trigger is a whole predicate
	RulePlanned    Rule = "planned"    // what is planned has another root
	RuleSpeech     Rule = "speech"     // the kind of a quotation does not fit the marks about it
	RuleSpeaker    Rule = "speaker"    // a speaker is a name with its apposition
	RuleSaid       Rule = "said"       // somebody says something, and no quotation is marked
	RuleHeadline   Rule = "headline"   // an article without a headline
	RuleSentence   Rule = "sentence"   // a sentence stands in the corpus twice
	RuleTemplate   Rule = "template"   // two paragraphs are of one skeleton
	RulePublic     Rule = "public"     // words or conflict are given to a real person
	RuleFile       Rule = "file"       // an id does not begin with the name of its file
	RuleUnused     Rule = "unused"     // a "!" line that suppresses nothing
)

// SoftRules are the rules that a "!" line can name.
var SoftRules = []Rule{RuleRepeat, RuleKnown, RuleBare, RuleTypes, RuleOdd, RuleHead, RuleDeterminer, RuleTitle, RulePossessive, RuleEdge, RulePhrase, RuleRoot, RuleOddRoot, RuleTrigger, RulePlanned,
	RuleSpeech, RuleSpeaker, RuleSaid, RuleHeadline, RuleSentence, RuleTemplate, RulePublic, RuleFile}

// Soft reports whether a "!" line can name the rule.
func (r Rule) Soft() bool { return slices.Contains(SoftRules, r) }

// Finding is a fault with its place.
type Finding struct {
	File   string
	Line   int
	Rule   Rule
	Phrase string // what it is about; a "!" line repeats it
	What   string
}

// String is "file:line: rule "phrase": what".
func (f Finding) String() string {
	if f.Phrase == "" {
		return fmt.Sprintf("%s:%d: %s: %s", f.File, f.Line, f.Rule, f.What)
	}
	return fmt.Sprintf("%s:%d: %s %q: %s", f.File, f.Line, f.Rule, f.Phrase, f.What)
}

// SortFindings sorts by file, line, rule and phrase.
func SortFindings(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Phrase, b.Phrase))
	})
}

//go:embed titles.tsv heads.tsv triggers.tsv unmarked.tsv
var tables embed.FS

// titles are the words before a person, with the names that keep them.
var titles = func() map[string][]string {
	m := map[string][]string{}
	for _, r := range lexicon.MustOpen(tables, "titles.tsv", "word", "names").Rows {
		m[r.Get("word")] = r.List("names")
	}
	return m
}()

// unmarked are the words with a capital that are no names.
var unmarked = func() map[string]bool {
	m := map[string]bool{}
	for _, r := range lexicon.MustOpen(tables, "unmarked.tsv", "word", "why").Rows {
		m[r.Get("word")] = true
	}
	return m
}()

// heads are the types that a name's last word allows.
var heads = func() map[string][]corpus.EntityType {
	m := map[string][]corpus.EntityType{}
	for _, r := range lexicon.MustOpen(tables, "heads.tsv", "word", "types").Rows {
		for _, t := range r.List("types") {
			m[r.Get("word")] = append(m[r.Get("word")], corpus.EntityType(t))
		}
	}
	return m
}()

// triggerRule is a row of triggers.tsv.
type triggerRule struct {
	word    []string
	not     []string
	instead string
}

var triggers = func() []triggerRule {
	var out []triggerRule
	for _, r := range lexicon.MustOpen(tables, "triggers.tsv", "word", "not", "instead").Rows {
		out = append(out, triggerRule{strings.Fields(r.Get("word")), r.List("not"), r.Get("instead")})
	}
	return out
}()

// plannedRoots are the roots that PLOVER gives to what is only planned, by the root
// of the deed.
var plannedRoots = map[corpus.EventType]corpus.EventType{
	corpus.Consult: corpus.Agree, corpus.Support: corpus.Agree, corpus.Cooperate: corpus.Agree, corpus.Aid: corpus.Agree,
	corpus.Assault: corpus.Threaten, corpus.Coerce: corpus.Threaten, corpus.Sanction: corpus.Threaten, corpus.Mobilize: corpus.Threaten,
	corpus.Retreat: corpus.Concede,
}

// keptDeterminers are names that keep their determiner.
var keptDeterminers = []string{"The Hague", "The Pas", "The Dalles", "The Bronx", "A Coruña", "Les Cayes"}

// noWordOfPerson are words in names of persons that say nothing of the person.
var noWordOfPerson = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("The An In On At Of And For New North South East West United States Republic National Party Court Union Bank Ministry Council General City State Saint de la van von al bin ibn Abu Van Von De La Le El Al Del Dos Das Jr Jr. Sr. II III IV") {
		m[w] = true
	}
	return m
}()
