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
	// Sentences appends the sentences of one paragraph, which begins at byte base of
	// the document's text, as spans into that text, in order and without overlap.
	Sentences(paragraph string, base int, to []corpus.Span) []corpus.Span
	// Words appends the spans of the words of one sentence likewise.
	Words(sentence string, base int, to []corpus.Span) []corpus.Span
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

func (l lazy) Sentences(paragraph string, base int, to []corpus.Span) []corpus.Span {
	return l.load().Sentences(paragraph, base, to)
}

func (l lazy) Words(sentence string, base int, to []corpus.Span) []corpus.Span {
	return l.load().Words(sentence, base, to)
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
