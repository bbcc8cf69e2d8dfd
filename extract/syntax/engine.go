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

// Open is the engine of that name: "dateline" (the default) or "prose".
func Open(name string) (Engine, error) {
	switch name {
	case "", DefaultEngine:
		return openOwn()
	case "prose":
		return openProse()
	}
	return nil, fmt.Errorf("syntax: unknown engine %q (known: %s, prose)", name, DefaultEngine)
}
