package review

import (
	"errors"
	"strings"

	"dateline/corpus"
	"dateline/golden/diff"
)

// Correction is what an edit says is right: a value of the change's field, or a span of the new
// text (of the old one where there is no new one), or both.
type Correction struct {
	Value *string
	Span  *corpus.Span
}

var (
	// ErrNoCorrection is an edit that says nothing, or a span that is none of the text.
	ErrNoCorrection = errors.New("review: the correction is no value and no span of the text")
	// ErrNotThere is an edit by words that the text does not have near the item.
	ErrNotThere = errors.New("those words do not stand near there")
)

// OfWords reports whether a correction of a change is a matter of which words are taken, and not of
// the value of a field.
func OfWords(x *diff.Change) bool {
	return x.Field == "" || x.Class == diff.Boundary || x.Class == diff.Rewritten
}

// Correct reads what a person has typed as right: the value of a field, or for what has no
// field the words that should have been taken, which are looked for next to where the item stands.
// The error is [ErrNotThere] where they are not found.
func (s *Session) Correct(n int, line string) (*Correction, error) {
	x, err := s.Change(n)
	if err != nil {
		return nil, err
	}
	line = strings.TrimSpace(line)
	if !OfWords(x) {
		return &Correction{Value: &line}, nil
	}
	old, new, err := s.Documents(x.Document)
	if err != nil {
		return nil, err
	}
	d, near := new, x.NewSpan
	switch {
	case d == nil:
		d, near = old, x.OldSpan
	case near == nil && old != nil && x.OldSpan != nil:
		there := diff.MapText(old.Text, new.Text).ToNew(*x.OldSpan)
		near = &there.Span
	}
	if d == nil || near == nil || line == "" {
		return nil, ErrNotThere
	}
	span, ok := Nearest(d.Text, line, *near)
	if !ok {
		return nil, ErrNotThere
	}
	return &Correction{Value: &line, Span: &span}, nil
}

// nearby is how far from an item corrected words may stand, in bytes.
const nearby = 2000

// Nearest finds words in a text next to a span: the occurrence whose start is nearest to its.
func Nearest(text, words string, to corpus.Span) (corpus.Span, bool) {
	from, end := max(0, to.Start-nearby), min(len(text), to.End+nearby)
	best, found := corpus.Span{}, false
	for at := from; words != "" && at < end; {
		n := strings.Index(text[at:end], words)
		if n < 0 {
			break
		}
		s := corpus.Span{Start: at + n, End: at + n + len(words)}
		if !found || distance(s.Start, to.Start) < distance(best.Start, to.Start) {
			best, found = s, true
		}
		at = s.Start + 1
	}
	return best, found
}

func distance(a, b int) int { return max(a-b, b-a) }
