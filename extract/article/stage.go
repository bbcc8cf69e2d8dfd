package article

import (
	"strings"

	"dateline/corpus"
)

// Options configure the stage. The zero value is the default.
type Options struct {
	Mode  Mode
	Sites *Sites        // lines that repeat across sites; nil: none. They do not count under Keep
	Leave corpus.Layers // which of LayerDropped and LayerOrigin not to give: each costs time and memory
}

// Stage extracts an article's text and metadata. It is safe for concurrent use.
type Stage struct {
	mode  Mode
	sites *Sites
	known *siteLines // those of the site of the document at hand
	leave corpus.Layers
}

// New makes the stage.
func New(o Options) *Stage { return &Stage{mode: o.Mode, sites: o.Sites, leave: o.Leave} }

// Name is "article".
func (*Stage) Name() string { return "article" }

// Needs is the raw input.
func (*Stage) Needs() []corpus.Layer { return []corpus.Layer{corpus.LayerRaw} }

// Gives are the text with the metadata, what was left out, and where the text
// came from; the last two unless the options say otherwise.
func (s *Stage) Gives() []corpus.Layer {
	gives := []corpus.Layer{corpus.LayerText}
	for _, l := range []corpus.Layer{corpus.LayerDropped, corpus.LayerOrigin} {
		if !s.leave.Has(l) {
			gives = append(gives, l)
		}
	}
	return gives
}

// Apply sets the document's text and metadata and releases the raw input. Fields
// that the input gave (title, published, URL) are left as they are. It never fails.
func (s *Stage) Apply(d *corpus.Document) error {
	known := s.sites.of(d)
	if known == nil || s.mode == Keep {
		s.apply(d)
		return nil
	}
	s.applyKnown(d, known)
	return nil
}

func (s *Stage) apply(d *corpus.Document) {
	d.Published = isoDay(d.Published)
	if s.mode != Keep || d.Raw.Format == corpus.FormatHTML {
		// A NUL is no character of a text; a space in its place keeps all offsets.
		d.Raw.Data = strings.ReplaceAll(d.Raw.Data, "\x00", " ")
	}
	switch {
	case d.Raw.Format == corpus.FormatHTML:
		s.html(d)
	case s.mode == Keep:
		d.Text = validText(d.Raw.Data)
		if len(d.Text) > 0 && len(d.Text) == len(d.Raw.Data) && !s.leave.Has(corpus.LayerOrigin) {
			d.Origin = []corpus.Origin{{0, 0, len(d.Text)}}
		}
		d.Dateline = datelineOf(d.Text)
	default:
		s.plain(d)
	}
	s.language(d)
	d.Raw = corpus.Raw{}
}
