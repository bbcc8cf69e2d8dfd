package classifier

import (
	"slices"

	"dateline/corpus"
	"dateline/corpus/weights"
)

// Roots are the classes of the first model: no event, and the roots of PLOVER.
var Roots = []corpus.EventType{"", corpus.Agree, corpus.Consult, corpus.Support, corpus.Concede, corpus.Cooperate, corpus.Aid, corpus.Retreat,
	corpus.Request, corpus.Accuse, corpus.Reject, corpus.Threaten, corpus.Protest, corpus.Sanction, corpus.Mobilize, corpus.Coerce, corpus.Assault}

// firstDeed is the class of PROTEST, the first of the hostile deeds.
const firstDeed = 12

// Root is the class of a root, 0 of none.
func Root(t corpus.EventType) int {
	for i, r := range Roots {
		if r == t {
			return i
		}
	}
	return 0
}

// Sheet collects the features of one case. It can be used again after Reset.
type Sheet struct {
	Features []uint32
	Words    []uint32 // those that know which word the trigger is
	rows     []uint32 // see [Packed.Scores]
}

// Reset empties the sheet.
func (s *Sheet) Reset() { s.Features, s.Words = s.Features[:0], s.Words[:0] }

// Clone is a sheet that shares nothing with s.
func (s *Sheet) Clone() Sheet {
	return Sheet{Features: slices.Clone(s.Features), Words: slices.Clone(s.Words)}
}

// Put adds the feature of a template with up to three values: hashes or small numbers.
func (s *Sheet) Put(template, a, b, c uint32) {
	s.Features = append(s.Features, hash(template, a, b, c))
}

// Word adds a feature that knows which word the trigger is. Training hides them now
// and then, so that the others learn to do without.
func (s *Sheet) Word(template, a, b, c uint32) {
	s.Words = append(s.Words, hash(template, a, b, c))
}

func hash(template, a, b, c uint32) uint32 {
	h := weights.Seed(template)
	return weights.Mix(weights.Combine(weights.Combine(weights.Combine(h, a), b), c))
}

// Scores are the sums of the features' weights for each class, in the model's units.
func Scores(m *weights.Model, s *Sheet, to []int32) []int32 {
	n := len(m.Classes)
	to = append(to[:0], make([]int32, n)...)
	for _, features := range [2][]uint32{s.Features, s.Words} {
		for _, f := range features {
			row := m.W[int(f&(m.Rows-1))*n:]
			for i := range to[:n] {
				to[i] += int32(row[i])
			}
		}
	}
	return to
}

// Best is the highest class, the first of equals.
func Best(scores []int32) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// Margins, in tenths of a logit. The lexicon was written for the news at large, the
// teaching corpus is one writer's: what the rules see is only taken away against a clear no, and
// what they are sure of never.
const (
	marginNew   = -10 // of an event that the rules do not see, over no event
	marginOther = 10  // of another root over the rules'
	marginKept  = -15 // of an event in words or of help that the rules see, over no event
	marginDeed  = -25 // of a hostile deed that they see: its verbs say more by themselves
	sureOther   = 40  // of another root over the rules' where they are sure
)

// Decide joins the scores with the class that the rules propose, 0 for none, and whether they are
// sure of it. It gives the class, 0 for no event, and its lead over no event in tenths of a logit.
func Decide(m *weights.Model, scores []int32, proposal int, sure bool) (class, lead int) {
	unit := int64(m.Scale*10*(1<<16) + 0.5)
	over := func(a, b int) int { return int(int64(scores[a]-scores[b]) * unit >> 16) }
	other := marginOther
	if sure {
		other = sureOther
	}
	class = 1 + Best(scores[1:])
	best := over(class, 0)
	if proposal > 0 && over(class, proposal) < other {
		class = proposal
	}
	lead = over(class, 0)
	kept := marginKept
	if proposal >= firstDeed {
		kept = marginDeed
	}
	if proposal == 0 && best < marginNew || proposal > 0 && best < kept && !sure {
		return 0, lead
	}
	return class, lead
}

// step says how often, in percent, events of a lead below that were right: the reliability
// table of weights/MODEL_CARD.md, neighbours joined until it rises.
type step struct{ below, right int }

var steps = []step{{-35, 9}, {-15, 23}, {-10, 29}, {-5, 35}, {0, 48}, {5, 52}, {10, 63}, {15, 72}, {20, 75}, {25, 82}, {30, 86}, {35, 90}, {45, 92}}

// most is the confidence above the last step.
const most = 96

// Confidence is how likely an event of that lead is right, in percent.
func Confidence(lead int) int {
	for _, s := range steps {
		if lead < s.below {
			return s.right
		}
	}
	return most
}
