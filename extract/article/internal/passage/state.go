package passage

import "dateline/corpus/weights"

// Unit is the score of odds of e to 1: scores are logarithms of odds, so many times.
const Unit = 1000

// Costs are what the search pays, in units of the score.
type Costs struct {
	Gap  int // a gap begins
	Line int // each line of a gap
	Bias int // taken off the score of every line
}

// State is where a line stands.
type State uint8

// The states.
const (
	Before State = iota
	Text
	Gap
	After
)

// Search is the best sequence of states for the scores of lines: Before, then Text
// with Gaps, then After (Viterbi). At least one line is Text.
func Search(scores []int, c Costs) []State {
	n := len(scores)
	const none = -1 << 60
	// best[s] is the best sum of a sequence that ends in state s.
	best := [4]int{0, none, none, none}
	from := make([][4]State, n)
	for i, s := range scores {
		s -= c.Bias
		next := [4]int{best[Before], none, none, none}
		from[i] = [4]State{Before, Before, Text, Text}
		// Text: from Before, Text, Gap.
		next[Text] = best[Before]
		if best[Text] > next[Text] {
			next[Text], from[i][Text] = best[Text], Text
		}
		if best[Gap] > next[Text] {
			next[Text], from[i][Text] = best[Gap], Gap
		}
		if next[Text] > none/2 {
			next[Text] += s
		}
		next[Gap] = best[Text] - c.Gap
		if best[Gap] > next[Gap] {
			next[Gap], from[i][Gap] = best[Gap], Gap
		}
		next[Gap] -= c.Line
		next[After] = best[Text]
		if best[After] > next[After] {
			next[After], from[i][After] = best[After], After
		}
		best = next
	}
	states := make([]State, n)
	last := Text
	if best[After] > best[Text] {
		last = After
	}
	for i := n - 1; i >= 0; i-- {
		states[i] = last
		last = from[i][last]
	}
	return states
}

// costs are those with which articles were found best, by cross-validation over sites.
var costs = Costs{Gap: 700, Line: 150, Bias: -300}

// answered is taken off the scores of lines that come after a line that opens a
// reader's comment: comments are running text about the same things, and there
// may be more of them than of the article.
const answered = 3 * Unit / 2

// A page of fewer words than enough is searched again with a lower bar, at most retries
// times: little text is more often a miss than a short article.
const (
	enough  = 100
	retries = 3
	lower   = 7 * Unit / 10
)

// Find tells where every line stands; rows are those of the lines.
func Find(trees *weights.Forest, lines []Line, rows []Row) []State {
	if len(lines) == 0 {
		return nil
	}
	scores := make([]int, len(rows))
	commented := false
	for i := range rows {
		scores[i] = trees.Score(rows[i][:])
		if commented = commented || lines[i].Hint == Comment; commented {
			scores[i] -= answered
		}
	}
	c := costs
	states := Search(scores, c)
	for range retries {
		words := 0
		for i, s := range states {
			if s == Text {
				words += lines[i].Words
			}
		}
		if words >= enough {
			break
		}
		c.Bias -= lower
		states = Search(scores, c)
	}
	return states
}
