package view

import (
	_ "embed"
	"html/template"
	"io"
	"strings"
	"unicode"

	"dateline/corpus"
)

//go:embed index.html
var indexSource string

var index = template.Must(template.New("index").Funcs(colours).Parse(indexSource))

// Entry is a document's line in an index of pages.
type Entry struct {
	Page, Title, Publisher, Published string
	Events, Quotes, Actors            int
}

// EntryOf is the index entry of a document whose page has that file name.
func EntryOf(d *corpus.Document, name string) Entry {
	title := d.Title
	if title == "" {
		title = d.ID
	}
	return Entry{name, title, d.Publisher, d.Published, len(d.Events), len(d.Quotes), len(d.Actors)}
}

// Index writes a page that links to the pages of documents.
func Index(w io.Writer, entries []Entry) error { return index.Execute(w, entries) }

// PageName is a file name for the page of a document: its id, cut down to the
// letters that every file system takes.
func PageName(id string) string {
	if _, rest, ok := strings.Cut(id, "://"); ok {
		id = rest
	}
	name := strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '.' || r == '~') {
			return r
		}
		return '_'
	}, id)
	if len(name) > 100 {
		name = name[len(name)-100:]
	}
	return strings.TrimLeft(strings.TrimSuffix(name, ".html"), ".") + ".html"
}
