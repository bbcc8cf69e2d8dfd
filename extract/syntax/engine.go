package syntax

import (
	"fmt"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// Engine is a language engine: it cuts text and tags words. It is safe for
// concurrent use.
type Engine interface {
	Name() string
	// Cut cuts the paragraphs of a text, spans of it in order: it appends the words, as
	// spans of the text, in order and without overlap, and for each sentence the length of
	// words at its end. Words cover all of a paragraph but white space; no sentence is
	// empty, and none goes on over the end of a paragraph.
	Cut(text string, paragraphs, words []corpus.Span, ends []int) ([]corpus.Span, []int)
	// Tags tags the words of a sentence.
	Tags(words []string, to []ud.XPOS) []ud.XPOS
}

// DefaultEngine is the name of the engine that Open gives for an empty name.
const DefaultEngine = "dateline"

// lazy is an engine that is loaded when it is first asked for something: a run that
// finds all its results in the cache needs none. The error is of embedded data, which the
// tests read, so it is a panic, which costs the document.
type lazy struct {
	name string
	open func() (Engine, error)
}

func (l lazy) load() Engine {
	e, err := l.open()
	if err != nil {
		panic(err)
	}
	return e
}

func (l lazy) Name() string { return l.name }

func (l lazy) Cut(text string, paragraphs, words []corpus.Span, ends []int) ([]corpus.Span, []int) {
	return l.load().Cut(text, paragraphs, words, ends)
}

func (l lazy) Tags(words []string, to []ud.XPOS) []ud.XPOS { return l.load().Tags(words, to) }

// Open is the engine of that name: "dateline" (the default) or "prose".
func Open(name string) (Engine, error) {
	switch name {
	case "", DefaultEngine:
		return lazy{DefaultEngine, func() (Engine, error) { return openOwn() }}, nil
	case "prose":
		return lazy{"prose", func() (Engine, error) { return openProse() }}, nil
	}
	return nil, fmt.Errorf("syntax: unknown engine %q (known: %s, prose)", name, DefaultEngine)
}
