package overview

import (
	"cmp"
	"container/heap"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/corpus/page"
	"dateline/pipeline"
	"dateline/pipeline/export"
)

// Options say what is shown. The zero Options take the defaults.
type Options struct {
	Title      string
	Confidence float64 // events below it are counted, not shown; the zero value shows all
	Events     int     // in the list at most; 0: 300
	Edges      int     // in the network at most; 0: 40
}

const (
	mostHappenings = 1 << 20 // told apart exactly
	mostParties    = 12      // of a side of one event that are counted
	mostName       = 120     // runes of a name that are kept
	mostQuote      = 240     // runes of a sample
)

// actor is what is counted of an actor.
type actor struct {
	name   string
	quads  page.ByQuad // of its events
	source int         // in how many it is the source
}

type pair struct {
	from, to [2]string // id and name
	quads    page.ByQuad
}

type place struct {
	name, country string
	lat, lon      int // hundredths of a degree
	known         bool
	quads         page.ByQuad
}

type speaker struct {
	name   string
	direct int
	sample string
}

type days struct {
	quads page.ByQuad
	roots [len(roots)]int
}

func addDays(to *days, from days) {
	for q, n := range from.quads {
		to.quads[q] += n
	}
	for r, n := range from.roots {
		to.roots[r] += n
	}
}

// roots are the kinds of events, the cooperative ones first.
var roots = [16]string{"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}

// overview is what is counted of a dataset.
type overview struct {
	options  Options
	manifest pipeline.Manifest

	reports     int // events but statements
	statements  int
	doubtful    int // below the confidence
	unreal      int // planned, denied, hypothetical
	repeated    int // further reports of a happening
	shown       int // happenings in the pictures
	quads       page.ByQuad
	sumOfRoots  [len(roots)]int
	realis      *page.Tally[string, struct{}]
	seen        map[uint64]uint32 // happenings to their reports
	undated     int
	when        *page.Tally[string, days] // by first and last day
	actors      *page.Tally[string, actor]
	pairs       *page.Tally[string, pair]
	places      *page.Tally[string, place]
	speakers    *page.Tally[string, speaker]
	publishers  *page.Tally[string, [2]int] // documents, and happenings
	foreign     *page.Tally[string, struct{}]
	refused     *page.Tally[string, struct{}]
	quotes      int
	unspoken    int // quotations of nobody named
	list        listed
	first, last string // day of publication
}

// Write writes the page of a dataset.
func Write(ctx context.Context, w io.Writer, dir string, o Options) error {
	v, err := read(ctx, dir, o)
	if err != nil {
		return err
	}
	return v.page().Write(w)
}

func read(ctx context.Context, dir string, o Options) (*overview, error) {
	s, err := export.Open(dir)
	if err != nil {
		return nil, err
	}
	o.Title = cmp.Or(o.Title, filepath.Base(filepath.Clean(dir)))
	o.Events, o.Edges = cmp.Or(o.Events, 300), cmp.Or(o.Edges, 40)
	v := &overview{options: o, manifest: s.Manifest, seen: map[uint64]uint32{}, realis: page.NewTally[string, struct{}](1000), when: page.NewTally[string, days](page.MostKeys),
		actors: page.NewTally[string, actor](page.MostKeys), pairs: page.NewTally[string, pair](page.MostKeys), places: page.NewTally[string, place](page.MostKeys),
		speakers: page.NewTally[string, speaker](page.MostKeys), publishers: page.NewTally[string, [2]int](10_000), foreign: page.NewTally[string, struct{}](1000), refused: page.NewTally[string, struct{}](1000)}
	for d, err := range s.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		v.document(d)
	}
	for l, err := range s.Manifest.Lines(dir, pipeline.ErrorsFile) {
		var letter pipeline.Letter
		if err == nil {
			if err = json.Unmarshal(l.Text, &letter); err != nil {
				err = fmt.Errorf("%s: %w", l.Place, err)
			}
		}
		if err != nil {
			return nil, fmt.Errorf("overview: %w", err)
		}
		v.refused.Add(short(letter.Reason, mostName), 1)
	}
	return v, nil
}

func (v *overview) document(d *corpus.Document) {
	rows := export.RowsOf(d)
	doc := &rows.Document
	if day, _ := corpus.Days(doc.Published); day != "" {
		if v.first == "" || day < v.first {
			v.first = day
		}
		v.last = max(v.last, day)
	}
	if doc.Skipped != "" {
		v.foreign.Add(short(doc.Skipped, mostName), 1)
	}
	publisher := v.publishers.Add(short(doc.Publisher, mostName), 1)
	publisher[0]++
	for i := range rows.Events {
		if v.event(&rows.Events[i]) {
			publisher[1]++
		}
	}
	for i := range rows.Quotes {
		v.quote(&rows.Quotes[i])
	}
}

// event counts an event and reports whether it is in the pictures.
func (v *overview) event(e *export.Event) bool {
	if e.Type == string(corpus.Statement) {
		v.statements++
		return false
	}
	v.reports++
	v.realis.Add(e.Realis, 1)
	switch {
	case e.Confidence < v.options.Confidence:
		v.doubtful++
		return false
	case e.Realis != string(corpus.Actual) && e.Realis != string(corpus.Claimed):
		v.unreal++
		return false
	case !v.fresh(e):
		v.repeated++
		return false
	}
	v.shown++
	q := min(max(0, int(e.Quad)), 4)
	v.quads[q]++
	root := slices.Index(roots[:], e.Type)
	if root >= 0 {
		v.sumOfRoots[root]++
	}
	if e.DateBegin == "" || e.DateEnd == "" {
		v.undated++
	} else {
		t := v.when.Add(page.Days(e.DateBegin, e.DateEnd), 1)
		t.quads[q]++
		if root >= 0 {
			t.roots[root]++
		}
	}
	sources, targets := named(e.Sources), named(e.Targets)
	told := map[string]bool{}
	for side, list := range [][]*export.Party{sources, targets} {
		for _, p := range list {
			if told[p.Actor] {
				continue
			}
			told[p.Actor] = true
			a := v.actors.Add(p.Actor, 1)
			a.name = cmp.Or(a.name, short(p.Name, mostName))
			a.quads[q]++
			if side == 0 {
				a.source++
			}
		}
	}
	for _, from := range sources {
		for _, to := range targets {
			if from.Actor == to.Actor {
				continue
			}
			p := v.pairs.Add(from.Actor+"\x00"+to.Actor, 1)
			p.from, p.to = [2]string{from.Actor, short(from.Name, mostName)}, [2]string{to.Actor, short(to.Name, mostName)}
			p.quads[q]++
		}
	}
	if l := e.Place; l != nil && l.Name != "" {
		p := v.places.Add(l.Name+"\x00"+l.Country, 1)
		p.name, p.country = short(l.Name, mostName), l.Country
		p.quads[q]++
		if l.Lat != nil && l.Lon != nil && !p.known {
			p.lat, p.lon, p.known = int(*l.Lat*100), int(*l.Lon*100), true
		}
	}
	v.list.add(e, score(e, len(sources) > 0, len(targets) > 0), v.options.Events)
	return true
}

// fresh reports whether a happening has not been seen, and counts its reports.
func (v *overview) fresh(e *export.Event) bool {
	key, ok := number(e.EventID)
	if !ok {
		return true
	}
	if n, ok := v.seen[key]; ok {
		v.seen[key] = n + 1
		return false
	}
	if len(v.seen) < mostHappenings {
		v.seen[key] = 1
		return true
	}
	return e.ID == e.EventID
}

// reportsOf is how many reports in the pictures an event has.
func (v *overview) reportsOf(id string) int {
	key, _ := number(id)
	return max(1, int(v.seen[key]))
}

func number(id string) (uint64, bool) {
	n, err := strconv.ParseUint(id, 16, 64)
	return n, err == nil
}

// named are the parties of a side that are actors, each once.
func named(list []export.Party) []*export.Party {
	var out []*export.Party
	for i := range list {
		p := &list[i]
		if p.Actor == "" || slices.ContainsFunc(out, func(o *export.Party) bool { return o.Actor == p.Actor }) {
			continue
		}
		if out = append(out, p); len(out) == mostParties {
			break
		}
	}
	return out
}

func (v *overview) quote(q *export.Quote) {
	if q.Confidence < 0.5 {
		return // no speech, by the contract
	}
	v.quotes++
	if q.SpeakerActor == "" {
		v.unspoken++
		return
	}
	s := v.speakers.Add(q.SpeakerActor, 1)
	s.name = cmp.Or(s.name, short(q.SpeakerName, mostName), short(q.Speaker, mostName))
	if q.Kind == string(corpus.Direct) {
		s.direct++
		if n := len(q.Text); s.sample == "" && n >= 40 && n <= mostQuote {
			s.sample = strings.Clone(q.Text)
		}
	}
}

// short is a text of so many runes at most, in memory of its own.
func short(s string, runes int) string {
	for i := range s {
		if runes == 0 {
			return strings.Clone(s[:i]) + "…"
		}
		runes--
	}
	return strings.Clone(s)
}

// score says how much an event tells.
func score(e *export.Event, source, target bool) int {
	n := int(e.Confidence * 100)
	if source && target {
		n += 120
	} else if source || target {
		n += 60
	}
	if e.Main {
		n += 60
	}
	if e.DateBegin != "" {
		n += 20
	}
	if e.Place != nil {
		n += 20
	}
	if e.URL != "" {
		n += 10
	}
	return n
}

// listed are the events that score best: a heap with the worst on top.
type listed []row

type row struct {
	score int
	event export.Event
}

func (l listed) Len() int           { return len(l) }
func (l listed) Less(i, j int) bool { return l[i].order(&l[j]) > 0 }
func (l listed) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }
func (l *listed) Push(x any)        { *l = append(*l, x.(row)) }
func (l *listed) Pop() any {
	old := *l
	x := old[len(old)-1]
	*l = old[:len(old)-1]
	return x
}

// order is negative where a row is better than another one.
func (r *row) order(o *row) int { return cmp.Or(o.score-r.score, cmp.Compare(r.event.ID, o.event.ID)) }

func (l *listed) add(e *export.Event, score, most int) {
	r := row{score, *e}
	if len(*l) == most {
		if most == 0 || r.order(&(*l)[0]) > 0 {
			return
		}
		heap.Pop(l)
	}
	// The sentence is cut out of the document's text, which would be held as a whole.
	r.event.Sentence = strings.Clone(short(e.Sentence, 600))
	heap.Push(l, r)
}
