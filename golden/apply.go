package golden

import (
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/golden/decide"
	"dateline/golden/diff"
)

// Changes are the changes from the golden records to the given ones, as package diff
// finds them, and what the two sides are on documents of one id.
func (c Case) Changes(got []*corpus.Document) ([]diff.Change, *diff.Tally) {
	tally := diff.NewTally()
	var out []diff.Change
	c.paired(got, func(want, d *corpus.Document) {
		switch {
		case d == nil:
			out = append(out, diff.Whole(want, diff.Removed, tally))
		case want == nil:
			out = append(out, diff.Whole(d, diff.Added, tally))
		default:
			changes, t := diff.Documents(want, d)
			out = append(out, changes...)
			tally.Add(t)
		}
	})
	return out, tally
}

// Unlisted are the changes behind differences that known.tsv does not list.
func (c Case) Unlisted(got []*corpus.Document) []diff.Change {
	type key struct{ document, layer, item string }
	listed := map[key]bool{}
	for _, x := range c.Check(got).New {
		if x.Layer == diff.Text {
			x.Item = ""
		}
		listed[key{x.Document, x.Layer, x.Item}] = true
		if x.Layer == diff.Document && (x.Class == Missing || x.Class == Extra) {
			listed[key{x.Document, x.Layer, "*"}] = true
		}
	}
	all, _ := c.Changes(got)
	var out []diff.Change
	for _, x := range all {
		item := x.Surface
		if x.Layer == diff.Text {
			item = ""
		}
		if listed[key{x.Document, x.Layer, item}] || x.Layer == diff.Document && x.Field == "" && listed[key{x.Document, x.Layer, "*"}] {
			out = append(out, x)
		}
	}
	return out
}

// AcceptFrom rewrites golden.json by the changes that were accepted or corrected, and by no others. Notes
// say which of them could not be taken over. It reports whether it wrote.
func (c Case) AcceptFrom(got []*corpus.Document, set *decide.Set) (wrote bool, notes []string, err error) {
	byID := map[string]*corpus.Document{}
	for _, d := range got {
		byID[d.ID] = d
	}
	changed := false
	var out []*corpus.Document
	for _, want := range c.Golden {
		d := byID[want.ID]
		delete(byID, want.ID)
		if d == nil {
			x := diff.Whole(want, diff.Removed, diff.NewTally())
			if v, ok := set.Of(x.ID, x.Cluster); ok && v.Verdict == decide.Accept {
				changed = true
				continue
			}
			out = append(out, want)
			continue
		}
		merged, n, told := apply(want, d, set)
		notes = append(notes, told...)
		if n > 0 {
			changed = true
			if err := merged.Check(); err != nil {
				return false, notes, fmt.Errorf("golden: %s: the accepted changes do not go together: %w", filepath.Join(c.Dir, goldenFile), err)
			}
		}
		out = append(out, merged)
	}
	for _, d := range got {
		if byID[d.ID] == nil {
			continue
		}
		x := diff.Whole(d, diff.Added, diff.NewTally())
		if v, ok := set.Of(x.ID, x.Cluster); ok && v.Verdict == decide.Accept {
			changed = true
			out = append(out, d)
		}
	}
	if !changed {
		return false, notes, nil
	}
	if len(out) == 0 {
		return false, notes, fmt.Errorf("golden: %s: nothing would be left", c.Dir)
	}
	if err := c.rewrite(out); err != nil {
		return false, notes, err
	}
	return true, notes, nil
}

// merge is a golden record that takes over changes.
type merge struct {
	to, from *corpus.Document
	a, b     []diff.Item
	m        *diff.TextMap
	onNew    bool // the text is the new one
	gone     map[string]map[int]bool
	more     bool // something was added
}

// errNeedsText is a change that stands in text which was not accepted.
var errNeedsText = errors.New("it stands in text that was not accepted")

// apply is the golden record with the accepted changes, and how many there were.
func apply(want, got *corpus.Document, set *decide.Set) (*corpus.Document, int, []string) {
	changes, _ := diff.Documents(want, got)
	type decided struct {
		*diff.Change
		decide.Decision
	}
	var list []decided
	texts, taken := 0, 0
	for n := range changes {
		x := &changes[n]
		d, ok := set.Of(x.ID, x.Cluster)
		accepted := ok && (d.Verdict == decide.Accept || d.Verdict == decide.Edit)
		if x.Layer == diff.Text {
			texts++
			if accepted {
				taken++
			}
		}
		if accepted {
			list = append(list, decided{x, d})
		}
	}
	if len(list) == 0 {
		return want, 0, nil
	}
	m := &merge{to: clone(want), from: got, a: diff.Items(want), b: diff.Items(got), m: diff.MapText(want.Text, got.Text), gone: map[string]map[int]bool{}}
	var notes []string
	if texts > 0 && texts == taken {
		m.rebase(want)
	}
	ranges := dateRanges(m.to)
	n := 0
	for _, x := range list {
		if x.Layer == diff.Text {
			if m.onNew {
				n++
			} else {
				notes = append(notes, fmt.Sprintf("%s: %s: a text is taken as a whole, and not all of its changes are accepted", x.Document, x.Label()))
			}
			continue
		}
		if x.Class == diff.Rewritten && !m.onNew {
			notes = append(notes, fmt.Sprintf("%s: %s: %v", x.Document, x.Label(), errNeedsText))
			continue
		}
		if err := m.take(x.Change, &x.Decision); err != nil {
			notes = append(notes, fmt.Sprintf("%s: %s: %v", x.Document, x.Label(), err))
			continue
		}
		n++
	}
	m.sweep()
	m.recount(want)
	ranges.restore(m.to)
	if n > 0 {
		corpus.AssignIDs(m.to)
	}
	return m.to, n, notes
}

// clone copies a document so far as a merge changes it.
func clone(d *corpus.Document) *corpus.Document {
	c := *d
	c.Sentences, c.Entities, c.Dates, c.Periods = slices.Clone(d.Sentences), slices.Clone(d.Entities), slices.Clone(d.Dates), slices.Clone(d.Periods)
	c.References, c.Actors, c.Mentions = slices.Clone(d.References), slices.Clone(d.Actors), slices.Clone(d.Mentions)
	c.Quotes = make([]corpus.Quote, len(d.Quotes))
	for i := range d.Quotes {
		c.Quotes[i] = cloneQuote(d.Quotes[i])
	}
	c.Events = make([]corpus.Event, len(d.Events))
	for i := range d.Events {
		c.Events[i] = cloneEvent(d.Events[i])
	}
	if d.Main != nil {
		main := *d.Main
		for _, a := range []**corpus.Answer{&main.Who, &main.What, &main.When, &main.Where, &main.Why, &main.How} {
			*a = copied(*a)
		}
		c.Main = &main
	}
	return &c
}

func copied[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func cloneQuote(q corpus.Quote) corpus.Quote {
	q.Spans, q.Cue, q.Speaker = slices.Clone(q.Spans), copied(q.Cue), copied(q.Speaker)
	return q
}

func cloneEvent(e corpus.Event) corpus.Event {
	e.Sources, e.Targets, e.Date, e.Location = slices.Clone(e.Sources), slices.Clone(e.Targets), copied(e.Date), copied(e.Location)
	return e
}

// rebase puts the golden record on the new text. What has no place there is gone, as it is of
// class text and was accepted with the text.
func (m *merge) rebase(want *corpus.Document) {
	m.onNew = true
	m.to.Text, m.to.Source, m.to.Origin, m.to.Dropped = m.from.Text, m.from.Source, m.from.Origin, m.from.Dropped
	m.to.Tokens = nil
	there := func(s corpus.Span) (corpus.Span, bool) {
		p := m.m.ToNew(s)
		return p.Span, p.Exact || p.Found && p.Len() > 0
	}
	for n := range m.a {
		it := &m.a[n]
		if !it.Placed() {
			continue
		}
		if p := m.m.ToNew(it.Span); !p.Exact || !shift(m.to, it.Layer, it.Index, there) {
			m.drop(it.Layer, it.Index)
		}
	}
	for n := range m.to.Entities {
		if e := &m.to.Entities[n]; !m.gone[diff.Entities][n] {
			e.Text = m.to.Surface(e.Span)
		}
	}
}

// back maps a span of the new text to the text of the record.
func (m *merge) back(s corpus.Span) (corpus.Span, bool) {
	if m.onNew {
		return s, true
	}
	p := m.m.ToOld(s)
	return p.Span, p.Exact
}

func (m *merge) drop(layer string, index int) {
	if m.gone[layer] == nil {
		m.gone[layer] = map[int]bool{}
	}
	m.gone[layer][index] = true
}

// shift moves all spans of an item. It reports whether each has a place; optional ones without are
// left out.
func shift(d *corpus.Document, layer string, i int, to func(corpus.Span) (corpus.Span, bool)) bool {
	ok := true
	move := func(s *corpus.Span) {
		t, there := to(*s)
		*s = t
		ok = ok && there && t.Len() > 0
	}
	switch layer {
	case diff.Sentences:
		move(&d.Sentences[i].Span)
	case diff.Entities:
		move(&d.Entities[i].Span)
	case diff.Dates:
		move(&d.Dates[i].Span)
		if ok {
			d.Dates[i].Text = d.Surface(d.Dates[i].Span)
		}
	case diff.Periods:
		move(&d.Periods[i].Span)
		if ok {
			d.Periods[i].Text = d.Surface(d.Periods[i].Span)
		}
	case diff.References:
		move(&d.References[i].Span)
	case diff.Mentions:
		move(&d.Mentions[i].Span)
	case diff.Quotes:
		q := &d.Quotes[i]
		move(&q.Span)
		for k, p := range q.Spans {
			s := corpus.Span{Start: p[0], End: p[1]}
			move(&s)
			q.Spans[k] = corpus.Piece{s.Start, s.End}
		}
		if q.Cue != nil {
			move(&q.Cue.Span)
		}
		if q.Speaker != nil {
			move(&q.Speaker.Span)
		}
		if ok {
			q.Text = d.Surface(q.Span)
			if q.Cue != nil {
				q.Cue.Text = d.Surface(q.Cue.Span)
			}
			if q.Speaker != nil {
				q.Speaker.Text = d.Surface(q.Speaker.Span)
			}
		}
	case diff.Events:
		e := &d.Events[i]
		move(&e.Trigger.Span)
		move(&e.Sentence)
		for _, side := range [][]corpus.Participant{e.Sources, e.Targets} {
			for k := range side {
				move(&side[k].Span)
			}
		}
		if e.Date != nil && e.Date.Len() > 0 {
			move(&e.Date.Span)
		}
		if e.Location != nil && e.Location.Len() > 0 {
			move(&e.Location.Span)
		}
		if ok {
			e.Trigger.Text = d.Surface(e.Trigger.Span)
		}
	}
	return ok
}

// take takes over one change.
func (m *merge) take(x *diff.Change, by *decide.Decision) error {
	var old, new *diff.Item
	if x.OldItem >= 0 {
		old = &m.a[x.OldItem]
	}
	if x.NewItem >= 0 {
		new = &m.b[x.NewItem]
	}
	if by.Verdict == decide.Edit {
		return m.correct(x, old, new, by)
	}
	switch {
	case old == nil && new == nil:
		return errors.New("it is about no item")
	case old == nil:
		return m.insert(new)
	case new == nil:
		m.drop(old.Layer, old.Index)
		return nil
	case x.Class == diff.Boundary && x.Layer != diff.Events, x.Class == diff.Boundary && x.Field == "":
		return m.bound(old, new)
	}
	return m.copyField(x, old, new)
}

// insert adds an item of the new record.
func (m *merge) insert(it *diff.Item) error {
	d, s := m.to, m.from
	i := it.Index
	n := -1
	switch it.Layer {
	case diff.Sentences:
		d.Sentences, n = append(d.Sentences, s.Sentences[i]), len(d.Sentences)
	case diff.Entities:
		d.Entities, n = append(d.Entities, s.Entities[i]), len(d.Entities)
	case diff.Dates:
		d.Dates, n = append(d.Dates, s.Dates[i]), len(d.Dates)
	case diff.References:
		d.References, n = append(d.References, s.References[i]), len(d.References)
	case diff.Mentions:
		d.Mentions, n = append(d.Mentions, s.Mentions[i]), len(d.Mentions)
	case diff.Quotes:
		d.Quotes, n = append(d.Quotes, cloneQuote(s.Quotes[i])), len(d.Quotes)
	case diff.Events:
		d.Events, n = append(d.Events, cloneEvent(s.Events[i])), len(d.Events)
	case diff.Actors:
		d.Actors = append(d.Actors, s.Actors[i])
	case diff.Main:
		if d.Main == nil {
			d.Main = &corpus.Main{}
		}
		*answer(d.Main, it.Name) = copied(*answer(s.Main, it.Name))
	default:
		return fmt.Errorf("an item of %s cannot be added by itself", it.Layer)
	}
	m.more = true
	if n >= 0 && !shift(d, it.Layer, n, m.back) {
		m.drop(it.Layer, n)
		return errNeedsText
	}
	return nil
}

func answer(m *corpus.Main, name string) **corpus.Answer {
	return map[string]**corpus.Answer{"who": &m.Who, "what": &m.What, "when": &m.When, "where": &m.Where, "why": &m.Why, "how": &m.How}[name]
}

// bound gives an item the ends that it has in the new record.
func (m *merge) bound(old, new *diff.Item) error {
	s, ok := m.back(new.Span)
	if !ok {
		return errNeedsText
	}
	return m.setSpan(old, s)
}

func (m *merge) setSpan(it *diff.Item, s corpus.Span) error {
	d, i, text := m.to, it.Index, m.to.Surface(s)
	switch it.Layer {
	case diff.Sentences:
		d.Sentences[i].Span = s
	case diff.Entities:
		d.Entities[i].Span, d.Entities[i].Text = s, text
	case diff.Dates:
		d.Dates[i].Span, d.Dates[i].Text = s, text
	case diff.Periods:
		d.Periods[i].Span, d.Periods[i].Text = s, text
	case diff.References:
		d.References[i].Span = s
	case diff.Mentions:
		d.Mentions[i].Span = s
	case diff.Quotes:
		q := &d.Quotes[i]
		q.Span, q.Text = s, text
		if len(q.Spans) == 1 {
			q.Spans[0] = corpus.Piece{s.Start, s.End}
		}
	case diff.Events:
		d.Events[i].Trigger = corpus.Phrase{Span: s, Text: text}
	default:
		return fmt.Errorf("an item of %s has no ends", it.Layer)
	}
	return nil
}

// copyField gives a field the value of the new record.
func (m *merge) copyField(x *diff.Change, old, new *diff.Item) error {
	if x.Layer == diff.Events {
		e, f := &m.to.Events[old.Index], &m.from.Events[new.Index]
		switch x.Field {
		case "code":
			e.Type, e.Mode, e.CAMEO, e.Quad, e.Intensity = f.Type, f.Mode, f.CAMEO, f.Quad, f.Intensity
			return nil
		case "date":
			date := copied(f.Date)
			if date != nil && date.Len() > 0 {
				var ok bool
				if date.Span, ok = m.back(date.Span); !ok {
					return errNeedsText
				}
			}
			e.Date = date
			return nil
		case "location":
			place := copied(f.Location)
			if place != nil && place.Len() > 0 {
				var ok bool
				if place.Span, ok = m.back(place.Span); !ok {
					return errNeedsText
				}
			}
			e.Location = place
			return nil
		case "source", "source actor", "source country":
			return m.participant(x, &e.Sources, f.Sources, "")
		case "target", "target actor", "target country":
			return m.participant(x, &e.Targets, f.Targets, "")
		}
	}
	if x.Layer == diff.Quotes {
		q, r := &m.to.Quotes[old.Index], &m.from.Quotes[new.Index]
		switch x.Field {
		case "speaker", "cue", "pieces":
			other := cloneQuote(*r)
			probe := corpus.Document{Text: m.to.Text, Quotes: []corpus.Quote{other}}
			if !shift(&probe, diff.Quotes, 0, m.back) {
				return errNeedsText
			}
			switch x.Field {
			case "speaker":
				q.Speaker = probe.Quotes[0].Speaker
			case "cue":
				q.Cue = probe.Quotes[0].Cue
			default:
				q.Spans = probe.Quotes[0].Spans
			}
			return nil
		}
	}
	value := ""
	for _, f := range new.Fields {
		if f.Name == x.Field {
			value = f.Value
		}
	}
	if x.Layer == diff.Document && x.Field == "byline" {
		m.to.Byline = slices.Clone(m.from.Byline)
		return nil
	}
	if x.Layer == diff.Document && x.Field == "dateline" {
		m.to.Dateline = copied(m.from.Dateline)
		return nil
	}
	if x.Layer == diff.Dates && (x.Field == "value" || x.Field == "type") {
		// What follows from the value goes with it.
		to, from := &m.to.Dates[old.Index], &m.from.Dates[new.Index]
		if x.Field == "type" {
			to.Type = from.Type
		}
		to.Value, to.Begin, to.Until, to.How, to.Mod = from.Value, from.Begin, from.Until, from.How, from.Mod
		return nil
	}
	return m.set(old, x.Field, value)
}

var errGone = errors.New("the participant is there no more")

// participant takes over a change of one participant, whose actor may be corrected. Two may stand in the same
// words ("both delegations"): the one is meant that the change is true of.
func (m *merge) participant(x *diff.Change, side *[]corpus.Participant, from []corpus.Participant, actor string) error {
	relinked := strings.HasSuffix(x.Field, " actor")
	at := func(list []corpus.Participant, s corpus.Span, meant func(p corpus.Participant) bool) int {
		same := func(p corpus.Participant) bool { return p.Span == s }
		// From behind: changes come in order, and those before this one may have given that actor to one in front.
		for i := len(list) - 1; i >= 0; i-- {
			if same(list[i]) && meant(list[i]) {
				return i
			}
		}
		return slices.IndexFunc(list, same)
	}
	i, j := -1, -1
	if x.NewSpan != nil {
		j = at(from, *x.NewSpan, func(p corpus.Participant) bool {
			switch {
			case relinked:
				return p.Actor == x.New
			case x.OldSpan == nil: // one that is not there yet
				return !slices.ContainsFunc(*side, func(q corpus.Participant) bool { return q.Actor == p.Actor })
			}
			return true
		})
	}
	if x.NewSpan != nil && j < 0 {
		return errGone
	}
	if x.OldSpan != nil {
		old := *x.OldSpan
		if m.onNew {
			old = m.m.ToNew(old).Span
		}
		meant := func(p corpus.Participant) bool {
			switch {
			case relinked:
				return p.Actor == x.Old
			case x.NewSpan == nil: // one that is in the new record no more
				return !slices.ContainsFunc(from, func(q corpus.Participant) bool { return q.Actor == p.Actor })
			}
			return p.Actor == from[j].Actor
		}
		i = at(*side, old, meant)
		if i < 0 && j >= 0 { // its ends have been taken over before
			if s, ok := m.back(from[j].Span); ok {
				i = at(*side, s, meant)
			}
		}
	}
	switch {
	case x.OldSpan != nil && i < 0:
		return errGone
	case x.OldSpan == nil:
		p := from[j]
		s, ok := m.back(p.Span)
		if !ok {
			return errNeedsText
		}
		p.Span = s
		*side = append(*side, p)
		rank := func(p corpus.Participant) int {
			return slices.IndexFunc(from, func(q corpus.Participant) bool { return q.Actor == p.Actor })
		}
		slices.SortStableFunc(*side, func(a, b corpus.Participant) int {
			return cmp.Or(a.Start-b.Start, a.End-b.End, rank(a)-rank(b))
		})
	case x.NewSpan == nil:
		*side = slices.Delete(*side, i, i+1)
	case x.Class == diff.Boundary:
		s, ok := m.back(from[j].Span)
		if !ok {
			return errNeedsText
		}
		(*side)[i].Span = s
	case strings.HasSuffix(x.Field, " country"):
		(*side)[i].Country = from[j].Country
		if actor != "" {
			(*side)[i].Country = actor
		}
	default:
		to := &(*side)[i]
		to.Actor, to.Country = from[j].Actor, from[j].Country
		if actor != "" {
			to.Actor = actor
		} else if s, ok := m.back(from[j].Span); ok {
			to.Span = s // other ends are no change of their own beside another actor
		}
	}
	return nil
}

// correct takes over what a reviewer has said to be right.
func (m *merge) correct(x *diff.Change, old, new *diff.Item, by *decide.Decision) error {
	if by.Start != nil {
		s := corpus.Span{Start: *by.Start, End: *by.End}
		if x.NewSpan != nil {
			var ok bool
			if s, ok = m.back(s); !ok {
				return errNeedsText
			}
		}
		if s.End > len(m.to.Text) {
			return errors.New("the corrected span is none of the text")
		}
		if old == nil {
			if err := m.insert(new); err != nil {
				return err
			}
			at := *new
			at.Index = m.length(new.Layer) - 1
			return m.setSpan(&at, s)
		}
		return m.setSpan(old, s)
	}
	if by.Value == nil || old == nil {
		return errors.New("the correction is no value of a golden item")
	}
	value := *by.Value
	if x.Layer == diff.Events {
		e := &m.to.Events[old.Index]
		switch {
		case x.Field == "code":
			words := strings.Fields(value)
			if len(words) == 0 || len(words) > 2 {
				return fmt.Errorf("%q is no code; write ROOT/mode cameo", value)
			}
			root, mode, _ := strings.Cut(words[0], "/")
			e.Type, e.Mode, e.CAMEO = corpus.EventType(root), mode, ""
			if len(words) == 2 {
				e.CAMEO = words[1]
			}
			if f := &m.from.Events[new.Index]; f.Type == e.Type {
				e.Quad, e.Intensity = f.Quad, f.Intensity
			}
			return nil
		case x.Field == "date":
			if e.Date == nil {
				e.Date = &corpus.EventDate{}
			}
			e.Date.Value = value
			return nil
		case strings.HasPrefix(x.Field, "source "):
			return m.participant(x, &e.Sources, m.from.Events[new.Index].Sources, value)
		case strings.HasPrefix(x.Field, "target "):
			return m.participant(x, &e.Targets, m.from.Events[new.Index].Targets, value)
		}
	}
	return m.set(old, x.Field, value)
}

func (m *merge) length(layer string) int {
	d := m.to
	return map[string]int{diff.Sentences: len(d.Sentences), diff.Entities: len(d.Entities), diff.Dates: len(d.Dates), diff.References: len(d.References),
		diff.Mentions: len(d.Mentions), diff.Quotes: len(d.Quotes), diff.Events: len(d.Events)}[layer]
}

// set gives a field of an item a value as [diff.Item] writes it.
func (m *merge) set(it *diff.Item, field, value string) error {
	d, i := m.to, it.Index
	switch it.Layer + " " + field {
	case "document title":
		d.Title = value
	case "document byline":
		d.Byline = strings.Split(value, ", ")
	case "document publisher":
		d.Publisher = value
	case "document published":
		d.Published = value
	case "document canonical":
		d.Canonical = value
	case "document lang":
		d.Lang = value
	case "document skipped":
		d.Skipped = value
	case "document duplicate_of":
		d.DuplicateOf = value
	case "entities type":
		d.Entities[i].Type = corpus.EntityType(value)
	case "entities title":
		d.Entities[i].Title = value
	case "entities actor":
		d.Entities[i].Actor = value
	case "dates type":
		d.Dates[i].Type = corpus.DateType(value)
	case "dates value":
		d.Dates[i].Value, d.Dates[i].Begin, d.Dates[i].Until = value, "", ""
	case "dates mod":
		d.Dates[i].Mod = value
	case "dates how":
		d.Dates[i].How = value
	case "periods begin":
		d.Periods[i].Begin = value
	case "periods until":
		d.Periods[i].Until = value
	case "quotes kind":
		d.Quotes[i].Kind = corpus.QuoteKind(value)
	case "quotes actor":
		if d.Quotes[i].Speaker == nil {
			return errors.New("the quotation has no speaker")
		}
		d.Quotes[i].Speaker.Actor = value
	case "references kind":
		d.References[i].Kind = corpus.ReferenceKind(value)
	case "references actor":
		d.References[i].Actor = value
	case "actors name":
		d.Actors[i].Name = value
	case "actors type":
		d.Actors[i].Type = corpus.EntityType(value)
	case "actors country":
		d.Actors[i].Country = value
	case "actors sector":
		d.Actors[i].Sector = value
	case "events realis":
		d.Events[i].Realis = corpus.Realis(value)
	case "events reported_by":
		d.Events[i].ReportedBy = value
	case "events contexts":
		d.Events[i].Contexts = nil
		if value != "" {
			d.Events[i].Contexts = strings.Split(value, ", ")
		}
	case "events main":
		d.Events[i].Main = value == "true"
	case "events date how":
		if d.Events[i].Date == nil {
			return errors.New("the event has no date")
		}
		d.Events[i].Date.How = value
	case "main text", "main value":
		a := *answer(d.Main, it.Name)
		if field == "text" {
			a.Text = value
		} else {
			a.Value = value
		}
	default:
		return fmt.Errorf("the field %s of %s cannot be set by itself", field, it.Layer)
	}
	return nil
}

// sweep takes out what is gone and puts what was added into its place.
func (m *merge) sweep() {
	d := m.to
	d.Sentences = swept(d.Sentences, m.gone[diff.Sentences], m.more, func(x *corpus.Sentence) corpus.Span { return x.Span })
	d.Entities = swept(d.Entities, m.gone[diff.Entities], m.more, func(x *corpus.Entity) corpus.Span { return x.Span })
	d.Dates = swept(d.Dates, m.gone[diff.Dates], m.more, func(x *corpus.Date) corpus.Span { return x.Span })
	d.Periods = swept(d.Periods, m.gone[diff.Periods], false, func(x *corpus.Period) corpus.Span { return x.Span })
	d.Quotes = swept(d.Quotes, m.gone[diff.Quotes], m.more, func(x *corpus.Quote) corpus.Span { return x.Span })
	d.References = swept(d.References, m.gone[diff.References], m.more, func(x *corpus.Reference) corpus.Span { return x.Span })
	d.Events = swept(d.Events, m.gone[diff.Events], m.more, func(x *corpus.Event) corpus.Span { return x.Trigger.Span })
	d.Mentions = swept(d.Mentions, m.gone[diff.Mentions], m.more, func(x *corpus.Mention) corpus.Span { return x.Span })
	d.Actors = swept(d.Actors, m.gone[diff.Actors], false, nil)
	for i := range m.gone[diff.Main] {
		for _, it := range m.a {
			if it.Layer == diff.Main && it.Index == i {
				*answer(d.Main, it.Name) = nil
			}
		}
	}
	if d.Main != nil && *d.Main == (corpus.Main{}) {
		d.Main = nil
	}
	if m.more {
		slices.SortStableFunc(d.Actors, func(a, b corpus.Actor) int { return m.actorRank(a.ID) - m.actorRank(b.ID) })
	}
}

// recount makes the numbers of mentions, which are no changes of their own, follow those that
// were taken. A number that a reader gave stays what it was besides.
func (m *merge) recount(want *corpus.Document) {
	before, after := named(want), named(m.to)
	for i := range m.to.Actors {
		a := &m.to.Actors[i]
		if k := slices.IndexFunc(want.Actors, func(b corpus.Actor) bool { return b.ID == a.ID }); k >= 0 {
			a.Mentions = max(0, want.Actors[k].Mentions+after[a.ID]-before[a.ID])
		} else if n := after[a.ID]; n > 0 {
			a.Mentions = n
		}
	}
}

// named counts the mentions of each actor by name.
func named(d *corpus.Document) map[string]int {
	n := map[string]int{}
	for i := range d.Entities {
		n[d.Entities[i].Actor]++
	}
	return n
}

// actorRank is the place of an actor in the golden record, and behind these that in the new one.
func (m *merge) actorRank(id string) int {
	n := 0
	for _, items := range [][]diff.Item{m.a, m.b} {
		for i := range items {
			if items[i].Layer == diff.Actors {
				if items[i].Name == id {
					return n
				}
				n++
			}
		}
	}
	return n
}

func swept[T any](list []T, gone map[int]bool, sort bool, span func(*T) corpus.Span) []T {
	out := list[:0]
	for i := range list {
		if !gone[i] {
			out = append(out, list[i])
		}
	}
	if sort {
		slices.SortStableFunc(out, func(a, b T) int {
			s, t := span(&a), span(&b)
			if s.Start != t.Start {
				return s.Start - t.Start
			}
			return s.End - t.End
		})
	}
	return out
}

// ranges remembers the dates of periods, which are numbered.
type ranges []rangeOf

type rangeOf struct{ from, to corpus.Span }

func dateRanges(d *corpus.Document) ranges {
	var out ranges
	for _, p := range d.Periods {
		if p.From < len(d.Dates) && p.To < len(d.Dates) {
			out = append(out, rangeOf{d.Dates[p.From].Span, d.Dates[p.To].Span})
		} else {
			out = append(out, rangeOf{})
		}
	}
	return out
}

// restore numbers the dates of periods again. A period whose dates are gone is gone.
func (r ranges) restore(d *corpus.Document) {
	find := func(s corpus.Span) int {
		return slices.IndexFunc(d.Dates, func(t corpus.Date) bool { return t.Span == s })
	}
	if len(r) != len(d.Periods) {
		// Some were taken out: those that are left hold their dates.
		r = nil
		for _, p := range d.Periods {
			x := rangeOf{}
			for _, t := range d.Dates {
				if p.Contains(t.Span) {
					if x.from.End == 0 {
						x.from = t.Span
					}
					x.to = t.Span
				}
			}
			r = append(r, x)
		}
	}
	kept := d.Periods[:0]
	for i, p := range d.Periods {
		p.From, p.To = find(r[i].from), find(r[i].to)
		if p.From >= 0 && p.To >= 0 {
			kept = append(kept, p)
		}
	}
	d.Periods = kept
}
