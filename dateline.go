// Package dateline turns news articles into structured events: who did or said
// what to whom, when and where. It is the facade for Go programs; the command
// dateline does the same for files.
//
//	a, err := dateline.New()
//	if err != nil { … }
//	doc, err := a.Text("KYIV, March 3 — …", dateline.Published("2022-03-03"))
//
// An [Annotator] looks at one document at a time: its ids of actors are those of the knowledge base, or slugs
// that hold within the document. Actors and happenings over a whole dump take the command's run, or package
// pipeline; [Documents] reads what it has written. A stage of your own goes into a chain of package extract.
//
// # Stability
//
// Until version 1.0 what this package exports may change with a minor version, as the changelog then says; the
// record it gives is bound to the contract's number (dateline version) and only gains fields within one. The
// packages below corpus, extract, normalize, pipeline and golden are the parts, without such a promise.
package dateline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"

	"dateline/corpus"
	"dateline/extract"
	"dateline/pipeline"
)

// Release is the version of the program. It stands in manifests, so it changes only with a release:
// two builds of one release write the same bytes.
const Release = "0.1.0"

// Document is an annotated article: its text, and layers of spans into it, in bytes. See package corpus.
type Document = corpus.Document

// Annotator annotates documents. It is safe for concurrent use; one is enough for a program.
type Annotator struct {
	chain *extract.Chain
}

// New makes an annotator with the standard stages.
func New() (*Annotator, error) {
	chain, err := extract.Standard(extract.Options{})
	if err != nil {
		return nil, err
	}
	return &Annotator{chain}, nil
}

// Option sets what is known of an article besides its text.
type Option func(*Document)

// ID sets the document's id; without it, the id is its URL or a hash of its content.
func ID(id string) Option { return func(d *Document) { d.ID = id } }

// URL sets the address the article came from.
func URL(url string) Option { return func(d *Document) { d.URL = url } }

// Title sets the headline.
func Title(title string) Option { return func(d *Document) { d.Title = title } }

// Published sets the publication day, as "2006-01-02".
func Published(day string) Option { return func(d *Document) { d.Published = day } }

// Text annotates a plain-text article. An article that is not English gets no layers: [Document].Skipped says so.
func (a *Annotator) Text(text string, options ...Option) (*Document, error) {
	return a.annotate(corpus.Raw{Format: corpus.FormatText, Data: text}, options)
}

// HTML annotates an article that stands in an HTML page, given as UTF-8.
func (a *Annotator) HTML(page string, options ...Option) (*Document, error) {
	return a.annotate(corpus.Raw{Format: corpus.FormatHTML, Data: page}, options)
}

func (a *Annotator) annotate(raw corpus.Raw, options []Option) (*Document, error) {
	d := &Document{Raw: raw}
	for _, set := range options {
		set(d)
	}
	if d.ID == "" {
		d.ID = d.URL
	}
	if d.ID == "" {
		sum := sha256.Sum256([]byte(raw.Data))
		d.ID = hex.EncodeToString(sum[:8])
	}
	if err := a.chain.Apply(d); err != nil {
		return nil, err
	}
	return d, nil
}

// Documents reads the documents of a dataset directory that the command's run has written, in the order of their ids. The
// first error ends it: a directory that is no whole dataset, a record that cannot be read, or a file that is not the one
// its manifest tells of, which may show at the end only.
func Documents(dir string) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		man, err := pipeline.ReadManifest(dir)
		if err != nil {
			yield(nil, fmt.Errorf("dateline: %s is no dataset: %w", dir, err))
			return
		}
		for l, err := range man.Lines(dir, pipeline.DocumentsFile) {
			var d *Document
			if err == nil {
				if d, err = corpus.Decode(l.Text); err != nil {
					err = man.Blame(dir, pipeline.DocumentsFile, fmt.Errorf("%s: %w", l.Place, err))
				}
			}
			if err != nil {
				yield(nil, fmt.Errorf("dateline: %w", err))
				return
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}
