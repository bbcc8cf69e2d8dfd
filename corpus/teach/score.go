package teach

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"dateline/corpus"
)

// Tally is what a share of right answers is made of.
type Tally struct {
	Gold, Found, Right int
}

// Precision is the share of what was found that is right; 0 if nothing was.
func (c Tally) Precision() float64 { return ratio(c.Right, c.Found) }

// Recall is the share of what is marked that was found; 0 if nothing is.
func (c Tally) Recall() float64 { return ratio(c.Right, c.Gold) }

// F1 is the harmonic mean of precision and recall. It does not change when gold and found are
// exchanged: between two people it is their agreement.
func (c Tally) F1() float64 { return ratio(2*c.Right, c.Gold+c.Found) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Score compares markings of the same texts. The zero Score is ready.
type Score struct {
	Documents int

	Names     map[corpus.EntityType]*Tally // span and type exact
	Spans     Tally                        // span exact, whatever the type
	Events    map[corpus.EventType]*Tally  // triggers overlap, root equal
	Triggers  Tally                        // triggers overlap, whatever the root
	Sources   Tally                        // of events right in trigger and root: sides that overlap
	Targets   Tally
	Realis    Tally // of the same events
	Quotes    map[corpus.QuoteKind]*Tally
	Words     Tally // quotations, whatever the kind
	Speakers  Tally // of quotations right in words: the phrase overlaps, or is the same name elsewhere
	Cues      Tally
	Identity  Tally             // pairs of mentions that both markings have, and that are of one actor
	labels    map[[2]string]int // of tokens: pairs of types of names, "" for none
	rootPairs map[[2]string]int // of overlapping triggers
}

// sameWords is the least share of words (Jaccard) that two quotations must have in
// common to be one, in percent.
const sameWords = 80

// Add compares one text's markings. It is an error when the texts differ. Found events
// of type STATEMENT are left aside: the corpus has none.
func (s *Score) Add(gold, found *corpus.Document) error {
	if gold.Text != found.Text {
		return fmt.Errorf("%s: the texts differ", gold.ID)
	}
	if s.Names == nil {
		s.Names, s.Events, s.Quotes = map[corpus.EntityType]*Tally{}, map[corpus.EventType]*Tally{}, map[corpus.QuoteKind]*Tally{}
		s.labels, s.rootPairs = map[[2]string]int{}, map[[2]string]int{}
	}
	s.Documents++
	s.names(gold, found)
	s.events(gold, found)
	s.quotes(gold, found)
	s.identity(gold, found)
	return nil
}

// of is the count of a key, made when it is new.
func of[K comparable](m map[K]*Tally, k K) *Tally {
	if m[k] == nil {
		m[k] = new(Tally)
	}
	return m[k]
}

func (s *Score) names(gold, found *corpus.Document) {
	marked := map[corpus.Span]corpus.EntityType{}
	for _, e := range gold.Entities {
		marked[e.Span] = e.Type
		of(s.Names, e.Type).Gold++
		s.Spans.Gold++
	}
	for _, e := range found.Entities {
		of(s.Names, e.Type).Found++
		s.Spans.Found++
		if t, ok := marked[e.Span]; ok {
			s.Spans.Right++
			if t == e.Type {
				of(s.Names, t).Right++
			}
		}
	}
	i, j := 0, 0
	label := func(es []corpus.Entity, at *int, t corpus.Span) string {
		for *at < len(es) && es[*at].End <= t.Start {
			*at++
		}
		if *at < len(es) && es[*at].Overlaps(t) {
			return string(es[*at].Type)
		}
		return ""
	}
	for _, t := range tokens(gold.Text) {
		s.labels[[2]string{label(gold.Entities, &i, t), label(found.Entities, &j, t)}]++
	}
}

func (s *Score) events(gold, found *corpus.Document) {
	for _, e := range gold.Events {
		of(s.Events, e.Type).Gold++
		s.Triggers.Gold++
	}
	// Pairs of the same root come first: a trigger may carry two events.
	pair := make([]int, len(found.Events))
	taken := make([]bool, len(gold.Events))
	for i, f := range found.Events {
		pair[i] = -1
		if f.Type == corpus.Statement {
			continue
		}
		of(s.Events, f.Type).Found++
		s.Triggers.Found++
		for j, g := range gold.Events {
			if !taken[j] && g.Type == f.Type && g.Trigger.Overlaps(f.Trigger.Span) {
				pair[i], taken[j] = j, true
				of(s.Events, f.Type).Right++
				s.Realis.Gold++
				s.Realis.Found++
				if g.Realis == f.Realis {
					s.Realis.Right++
				}
				sides(&s.Sources, g.Sources, f.Sources)
				sides(&s.Targets, g.Targets, f.Targets)
				break
			}
		}
	}
	for i, f := range found.Events {
		if f.Type == corpus.Statement {
			continue
		}
		for j, g := range gold.Events {
			if pair[i] < 0 && !taken[j] && g.Trigger.Overlaps(f.Trigger.Span) {
				pair[i], taken[j] = j, true
			}
		}
		if pair[i] >= 0 {
			s.Triggers.Right++
			s.rootPairs[[2]string{string(gold.Events[pair[i]].Type), string(f.Type)}]++
		}
	}
}

func sides(c *Tally, gold, found []corpus.Participant) {
	c.Gold += len(gold)
	c.Found += len(found)
	taken := make([]bool, len(gold))
	for _, f := range found {
		for j, g := range gold {
			if !taken[j] && g.Overlaps(f.Span) {
				taken[j] = true
				c.Right++
				break
			}
		}
	}
}

func (s *Score) quotes(gold, found *corpus.Document) {
	all := tokens(gold.Text)
	words := func(q corpus.Quote) []int {
		var out []int
		spans := q.Spans
		if len(spans) == 0 {
			spans = []corpus.Piece{{q.Start, q.End}}
		}
		for _, p := range spans {
			i, _ := slices.BinarySearchFunc(all, p[0], func(t corpus.Span, at int) int { return t.Start - at })
			for ; i < len(all) && all[i].End <= p[1]; i++ {
				if letter(runeAt(gold.Text, all[i].Start)) {
					out = append(out, i)
				}
			}
		}
		return out
	}
	var marked [][]int
	for _, g := range gold.Quotes {
		of(s.Quotes, g.Kind).Gold++
		s.Words.Gold++
		marked = append(marked, words(g))
	}
	taken := make([]bool, len(gold.Quotes))
	for _, f := range found.Quotes {
		of(s.Quotes, f.Kind).Found++
		s.Words.Found++
		said := words(f)
		for j, g := range gold.Quotes {
			if taken[j] || !alike(marked[j], said) {
				continue
			}
			taken[j] = true
			s.Words.Right++
			if g.Kind == f.Kind {
				of(s.Quotes, f.Kind).Right++
			}
			phrase(&s.Speakers, gold.Text, speaker(g), speaker(f), true)
			phrase(&s.Cues, gold.Text, cue(g), cue(f), false)
			break
		}
	}
}

// alike compares two sorted lists of tokens.
func alike(a, b []int) bool {
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			common++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return common > 0 && 100*common >= sameWords*(len(a)+len(b)-common)
}

func speaker(q corpus.Quote) *corpus.Span {
	if q.Speaker == nil {
		return nil
	}
	return &q.Speaker.Span
}

func cue(q corpus.Quote) *corpus.Span {
	if q.Cue == nil {
		return nil
	}
	return &q.Cue.Span
}

func phrase(c *Tally, text string, g, f *corpus.Span, name bool) {
	if g != nil {
		c.Gold++
	}
	if f != nil {
		c.Found++
	}
	if g != nil && f != nil && (g.Overlaps(*f) || name && lastWord(text[g.Start:g.End]) == lastWord(text[f.Start:f.End])) {
		c.Right++
	}
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// identity counts pairs of mentions, as Rand (1971) compares clusterings.
func (s *Score) identity(gold, found *corpus.Document) {
	theirs := actorsOf(found)
	both, left, right := map[[2]string]int{}, map[string]int{}, map[string]int{}
	for span, a := range actorsOf(gold) {
		if b := theirs[span]; b != "" {
			both[[2]string{a, b}]++
			left[a]++
			right[b]++
		}
	}
	for _, n := range both {
		s.Identity.Right += n * (n - 1) / 2
	}
	for _, n := range left {
		s.Identity.Gold += n * (n - 1) / 2
	}
	for _, n := range right {
		s.Identity.Found += n * (n - 1) / 2
	}
}

// actorsOf are the actors of a document's names and references.
func actorsOf(d *corpus.Document) map[corpus.Span]string {
	m := map[corpus.Span]string{}
	for _, r := range d.References {
		m[r.Span] = r.Actor
	}
	for _, e := range d.Entities {
		if e.Actor != "" {
			m[e.Span] = e.Actor
		}
	}
	return m
}

// Kappa is Cohen's kappa over tokens, each with the type of its name or none: the agreement
// beyond what chance would give (1960). It is 0 where there is nothing to agree on.
func (s *Score) Kappa() float64 { return kappa(s.labels) }

// RootKappa is Cohen's kappa over the roots of events whose triggers both markings have.
func (s *Score) RootKappa() float64 { return kappa(s.rootPairs) }

func kappa(pairs map[[2]string]int) float64 {
	total, same := 0, 0
	left, right := map[string]int{}, map[string]int{}
	for p, n := range pairs {
		total += n
		left[p[0]] += n
		right[p[1]] += n
		if p[0] == p[1] {
			same += n
		}
	}
	chance := 0
	for k, n := range left {
		chance += n * right[k]
	}
	// In whole numbers, so that no order of a map shows in the last digit.
	if total == 0 || total*total == chance {
		return 0
	}
	return float64(same*total-chance) / float64(total*total-chance)
}

// Write prints the score as a table. Rows with neither gold nor found are left out.
func (s *Score) Write(to io.Writer) error {
	w := tabwriter.NewWriter(to, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "%d articles\tmarked\tfound\tright\tprecision\trecall\tF1\t\n", s.Documents)
	row := func(name string, c *Tally) {
		if c != nil && (c.Gold > 0 || c.Found > 0) {
			fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%.3f\t%.3f\t%.3f\t\n", name, c.Gold, c.Found, c.Right, c.Precision(), c.Recall(), c.F1())
		}
	}
	row("names", sum(s.Names))
	for _, t := range Types {
		row(string(t), s.Names[t])
	}
	row("whatever the type", &s.Spans)
	row("identity", &s.Identity)
	row("events", sum(s.Events))
	for _, r := range Roots {
		row(string(r), s.Events[r])
	}
	row("whatever the root", &s.Triggers)
	row("sources", &s.Sources)
	row("targets", &s.Targets)
	row("realis", &s.Realis)
	row("quotations", sum(s.Quotes))
	for _, k := range Kinds {
		row(string(k), s.Quotes[k])
	}
	row("whatever the kind", &s.Words)
	row("speakers", &s.Speakers)
	row("cues", &s.Cues)
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(to, "kappa: %.3f over the types of tokens, %.3f over the roots of events that both have\n", s.Kappa(), s.RootKappa())
	return err
}

// sum is all counts of a layer together.
func sum[K comparable](m map[K]*Tally) *Tally {
	var c Tally
	for _, x := range m {
		c.Gold += x.Gold
		c.Found += x.Found
		c.Right += x.Right
	}
	return &c
}
