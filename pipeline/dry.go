package pipeline

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus/pack"
	"dateline/corpus/read"
	"dateline/corpus/spill"
	"dateline/extract"
	"dateline/pipeline/cache"
)

// Redo is a document that a run would work on, or leave out, and why.
type Redo struct {
	Path  string `json:"path"`
	Place string `json:"place,omitempty"` // line or byte offset within the file
	ID    string `json:"id,omitempty"`    // as far as the record tells
	What  string `json:"what"`            // the first section to be worked out again: text, layers or events; or gone
	Why   string `json:"why"`
}

// The reasons of a Redo, besides those that name stages.
const (
	WhyNew     = "new"
	WhyChanged = "the record has changed"
	WhyGone    = "the record is there no more"
	WhyLost    = "the cache holds it no more"
	WhyActors  = "an entry of the actors file that it asked for has changed"
	WhySites   = "the lines of its site in the sites file have changed"
)

// planned is what a dry run finds of one record.
type planned struct {
	Redo   Redo
	SHA256 string
}

// DryRun says what Run would work out, and why, without doing it. Every record is
// read, nothing is written. Redos come in no order of interest. Records that cannot be
// read are reported as a run would. Layers and events are those of the documents whose
// text or layers change: where the same text comes out of a changed page, a run does less.
func DryRun(ctx context.Context, c Config, paths []string, dir string, report func(Letter), redo func(Redo) error) (Work, Counts, error) {
	var sum Work
	var counts Counts
	var to shelf = &scratch{}
	at := cmp.Or(c.CacheDir, filepath.Join(dir, cacheDir))
	if _, err := os.Stat(at); err == nil && !c.Fresh {
		store, err := cache.Open(at, cache.Options{ReadOnly: true})
		if err != nil {
			return sum, counts, fmt.Errorf("pipeline: %w", err)
		}
		defer store.Close()
		to = &kept{store: store}
	}
	m, err := c.mapper(to)
	if err != nil {
		return sum, counts, err
	}
	now := spill.Sorter{Dir: c.TempDir}
	defer now.Close()
	type found struct {
		slot cache.Key
		planned
	}
	flow := Flow[found]{Jobs: c.Jobs, Work: func(it *read.Item) (found, error) {
		p, err := m.find(it)
		if err != nil {
			return found{}, err
		}
		id := cmp.Or(p.ID, p.d.URL, it.IDOf(p.d))
		return found{p.Slot, planned{Redo{Path: it.Path, Place: it.Place(), ID: id, What: p.missing()}, p.Source.SHA256}}, nil
	}}
	err = flow.Run(ctx, c.open(paths, nil), func(r Result[found]) error {
		c.Progress.add(r.Letter != nil)
		if r.Letter != nil && c.Shard.owns(*r.Letter) {
			counts.refuse(*r.Letter)
			report(*r.Letter)
		}
		if r.Letter != nil || r.Passed != "" {
			return nil
		}
		sum.Documents++
		switch r.Value.Redo.What {
		case extract.TextSection:
			sum.Text++
			fallthrough
		case extract.LayersSection:
			sum.Layers++
			fallthrough
		case extract.EventsSection:
			sum.Events++
		default:
			sum.Kept++
		}
		return now.Add(r.Value.slot[:], pack.Append(nil, &r.Value.planned))
	})
	if err != nil {
		return sum, counts, err
	}
	old, err := openJournal(dir)
	if errors.Is(err, errNoJournal) {
		old = &journal{}
	} else if err != nil {
		return sum, counts, err
	} else {
		defer old.close()
	}
	before, err := old.bySlot(c.TempDir)
	if err != nil {
		return sum, counts, err
	}
	defer before.Close()
	counts.Documents = sum.Documents
	return sum, counts, m.compare(&now, before, &old.journalHead, redo)
}

// missing is the name of the first section that would have to be worked out, or empty.
func (p *place) missing() string {
	switch {
	case !p.haveText:
		return extract.TextSection
	case !p.haveLayers:
		return extract.LayersSection
	case !p.haveEvents:
		return extract.EventsSection
	}
	return ""
}

// compare joins what a dry run found with the journal of the last run, both by slot.
func (m *mapper) compare(now, before *spill.Sorter, old *journalHead, redo func(Redo) error) error {
	next, stop := iter.Pull2(before.Rows())
	defer stop()
	var was mapped
	key, live := []byte(nil), true
	step := func() error {
		row, err, ok := next()
		if live = ok; !ok || err != nil {
			return err
		}
		key = append(key[:0], row.Key...)
		return pack.Read(string(row.Value), &was)
	}
	gone := func() error {
		if err := redo(Redo{Path: was.Source.Path, ID: was.ID, What: "gone", Why: WhyGone}); err != nil {
			return err
		}
		return step()
	}
	if err := step(); err != nil {
		return err
	}
	for row, err := range now.Rows() {
		var p planned
		if err == nil {
			err = pack.Read(string(row.Value), &p)
		}
		if err != nil {
			return err
		}
		for live && bytes.Compare(key, row.Key) < 0 {
			if err := gone(); err != nil {
				return err
			}
		}
		known := live && bytes.Equal(key, row.Key)
		if p.Redo.What != "" {
			p.Redo.Why = WhyNew
			if known {
				p.Redo.Why = m.why(p, &was, old)
			}
			if err := redo(p.Redo); err != nil {
				return err
			}
		}
		if known {
			if err := step(); err != nil {
				return err
			}
		}
	}
	for live {
		if err := gone(); err != nil {
			return err
		}
	}
	return nil
}

// why says why a record that was there before must be worked on.
func (m *mapper) why(p planned, was *mapped, old *journalHead) string {
	if p.SHA256 != was.Source.SHA256 {
		return WhyChanged
	}
	var section int
	var before, now string
	switch p.Redo.What {
	case extract.TextSection:
		section, before, now = 0, old.Digests.Text, m.digests.Text
	case extract.LayersSection:
		section, before, now = 1, old.Digests.Layers, m.digests.Layers
	case extract.EventsSection:
		section, before, now = 2, old.Digests.Events, m.digests.Events
	}
	if before == now {
		if section == 0 && old.Config.Sites != m.config.sitesDigest() {
			return WhySites
		}
		if section == 1 && old.Config.Actors != m.config.actorsDigest() {
			return WhyActors
		}
		return WhyLost
	}
	var changed []string
	for _, stage := range m.sections[section].Stages() {
		if old.Stages[stage] != m.versions[stage] {
			changed = append(changed, stage)
		}
	}
	config := m.config.manifest(nil)
	for _, x := range []struct{ name, before, now string }{
		{"boilerplate", old.Config.Boilerplate, config.Boilerplate}, {"engine", old.Config.Engine, config.Engine}, {"layers", old.Config.Layers, config.Layers},
	} {
		if x.before != x.now {
			return fmt.Sprintf("%s was %s and is %s", x.name, x.before, x.now)
		}
	}
	if len(changed) == 0 {
		return "the program has changed"
	}
	slices.Sort(changed)
	return "the program has changed: " + strings.Join(changed, ", ")
}
