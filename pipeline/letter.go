package pipeline

import (
	"errors"
	"fmt"

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

// failure is the result of an input that was refused or passed over.
func failure[T any](err error, it *read.Item) Result[T] {
	var passed *read.Passed
	if errors.As(err, &passed) {
		return Result[T]{Passed: passed.Reason}
	}
	var end fatal
	if errors.As(err, &end) {
		return Result[T]{err: end.error}
	}
	l := letterOf(err, it)
	return Result[T]{Letter: &l}
}
