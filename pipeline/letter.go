package pipeline

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"dateline/corpus/read"
	"dateline/extract"
)

// Letter is a dead letter: an input or a document that was refused, and why.
type Letter struct {
	Path     string `json:"path"`
	Place    string `json:"place,omitempty"` // line or byte offset within the file
	Document string `json:"document,omitempty"`
	Stage    string `json:"stage"` // "read" or the stage that failed
	Reason   string `json:"reason"`

	unopened bool // see read.Error
}

// String is the line that reports print: FILE:PLACE: reason.
func (l Letter) String() string {
	e := read.Error{Path: l.Path, Place: l.Place, Reason: l.Reason}
	if l.Stage != "read" {
		e.Reason = fmt.Sprintf("extract/%s: doc %s: %s", l.Stage, l.Document, l.Reason)
	}
	return e.Error()
}

// letterOf makes a dead letter of an error; it is the item being processed, or nil.
func letterOf(err error, it *read.Item) Letter {
	var bad *read.Error
	if errors.As(err, &bad) {
		return Letter{Path: bad.Path, Place: bad.Place, Stage: "read", Reason: bad.Reason, unopened: bad.Unopened}
	}
	l := Letter{Stage: "read", Reason: err.Error()}
	if it != nil {
		l.Path, l.Place = it.Path, it.Place()
	}
	var failed *extract.Error
	if errors.As(err, &failed) {
		l.Stage, l.Document, l.Reason = failed.Stage, failed.Document, failed.Err.Error()
	}
	return l
}

// sortLetters puts letters into the order of path, place and stage, which does
// not depend on when the failures were met.
func sortLetters(ls []Letter) {
	slices.SortStableFunc(ls, func(a, b Letter) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(len(a.Place), len(b.Place)),
			cmp.Compare(a.Place, b.Place), cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Reason, b.Reason))
	})
}
