package actors

import (
	"dateline/corpus"
)

// Key is what the reduce needs to know of one actor of one document.
type Key struct {
	ID      string // within the document
	Type    corpus.EntityType
	Country string
	Known   bool     // the id is the knowledge base's
	Names   []string // distinct names, sorted, the full ones only if there are any
}

// KeysOf are the keys of a document's actors, in order of their ids. They hold
// no part of the document's text.
func KeysOf(d *corpus.Document) []Key { return nil }

// Reduce gives every actor of the dump its id.
func Reduce(documents [][]Key) []map[string]string {
	return make([]map[string]string, len(documents))
}
