package review

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/corpus"
	"dateline/golden/decide"
	"dateline/golden/diff"
	"dateline/normalize/names"
)

// Session is a review of the changes of one comparison.
type Session struct {
	result *diff.Result
	log    *decide.Log
	who    string
	now    func() time.Time

	mu       sync.Mutex
	rows     []row
	clusters []span // changes of each rank
	from     []int  // where they begin in the result
	byID     map[string]int
	byRank   map[string]int // cluster id to rank
	names    []string       // of layers, classes, fields, ...: rows refer to them by number
	numbers  map[string]uint16
	done     []undo
	mine     map[string]time.Time // of the last decision of this session, by id
	notes    int                  // of the log, that have been told
}

// Options of a session. The zero Options are right for people.
type Options struct {
	Who string           // stands in the decisions
	Now func() time.Time // nil: the clock
}

// row is what filters need to know of a change.
type row struct {
	rank                       int32
	confidence                 uint8 // hundredths
	layer, class, field, blame uint16
	verdict                    decide.Verdict
	cluster                    bool // the verdict is that of the cluster
}

type span struct{ first, end int }

// undo is a decision that can be taken back, with what was there before.
type undo struct {
	id     string
	change int // where the reviewer was
	before decide.Decision
	had    bool
}

// New starts a session over a comparison that was made with Options.Documents. Decisions
// of the log hold.
func New(r *diff.Result, log *decide.Log, o Options) (*Session, error) {
	s := &Session{result: r, log: log, who: o.Who, now: o.Now, byID: make(map[string]int, r.NumChanges()), byRank: make(map[string]int, r.NumClusters), numbers: map[string]uint16{}, mine: map[string]time.Time{}, notes: len(log.Notes)}
	if s.now == nil {
		s.now = time.Now
	}
	s.from = make([]int, r.NumClusters)
	for rank := range r.NumClusters {
		c, err := r.Cluster(rank)
		if err != nil {
			return nil, err
		}
		s.from[rank] = c.First()
		s.byRank[c.ID] = rank
		// Changes are numbered so that those of the largest cluster come first.
		first := len(s.rows)
		for n := c.First(); n < c.First()+c.Changes; n++ {
			x, err := r.Change(n)
			if err != nil {
				return nil, err
			}
			s.byID[x.ID] = len(s.rows)
			s.rows = append(s.rows, row{rank: int32(rank), confidence: uint8(x.Confidence*100 + 0.5), layer: s.number(x.Layer), class: s.number(string(x.Class)), field: s.number(x.Field), blame: s.number(x.Blame.Layer)})
			s.settle(len(s.rows)-1, x)
		}
		s.clusters = append(s.clusters, span{first, len(s.rows)})
	}
	return s, nil
}

func (s *Session) number(name string) uint16 {
	n, ok := s.numbers[name]
	if !ok {
		n = uint16(len(s.names))
		s.names = append(s.names, name)
		s.numbers[name] = n
	}
	return n
}

// settle takes the verdict about a change from the log.
func (s *Session) settle(n int, x *diff.Change) {
	d, ok := s.log.Set.Of(x.ID, x.Cluster)
	if !ok {
		d = decide.Decision{}
	}
	s.rows[n].verdict, s.rows[n].cluster = d.Verdict, d.Cluster
}

// Refresh takes into account what others have decided since in the same file. It costs next to nothing
// where there is no such thing. Notes say what was left out of the file.
func (s *Session) Refresh() (notes []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err = s.refresh()
	notes = s.log.Notes[s.notes:]
	s.notes = len(s.log.Notes)
	return notes, err
}

func (s *Session) refresh() error {
	ids, err := s.log.Refresh()
	for _, id := range ids {
		if rank, ok := s.byRank[id]; ok {
			if _, failed := s.settleCluster(rank); failed != nil {
				return failed
			}
		} else if n, ok := s.byID[id]; ok {
			x, failed := s.change(n)
			if failed != nil {
				return failed
			}
			s.settle(n, x)
		}
	}
	return err
}

// Len is the number of changes.
func (s *Session) Len() int { return len(s.rows) }

// NumClusters is the number of clusters. They are ranked by size, the largest first.
func (s *Session) NumClusters() int { return len(s.clusters) }

// Change is a change of the list, with the verdict that holds. Changes are numbered in the
// order of clusters.
func (s *Session) Change(n int) (*diff.Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.change(n)
}

func (s *Session) change(n int) (*diff.Change, error) {
	if n < 0 || n >= len(s.rows) {
		return nil, fmt.Errorf("review: there is no change %d of %d", n, len(s.rows))
	}
	of := s.rows[n].rank
	x, err := s.result.Change(s.from[of] + n - s.clusters[of].first)
	if err != nil {
		return nil, err
	}
	x.Verdict = string(s.rows[n].verdict)
	return x, nil
}

// Decision is the decision that holds about a change, of its own or of its cluster.
func (s *Session) Decision(n int) (decide.Decision, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, err := s.change(n)
	if err != nil {
		return decide.Decision{}, false
	}
	return s.log.Set.Of(x.ID, x.Cluster)
}

// Find is the number of the change of an id, or -1.
func (s *Session) Find(id string) int {
	if n, ok := s.byID[id]; ok {
		return n
	}
	return -1
}

// Cluster is the cluster of a rank, and the numbers [first, end) of its changes.
func (s *Session) Cluster(rank int) (c *diff.Cluster, first, end int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rank < 0 || rank >= len(s.clusters) {
		return nil, 0, 0, fmt.Errorf("review: there is no cluster %d of %d", rank, len(s.clusters))
	}
	c, err = s.result.Cluster(rank)
	return c, s.clusters[rank].first, s.clusters[rank].end, err
}

// RankOf is the rank of the cluster that a change belongs to.
func (s *Session) RankOf(n int) int { return int(s.rows[n].rank) }

// Around are the numbers [first, end) of the changes of the cluster that a change belongs to.
func (s *Session) Around(n int) (first, end int) {
	c := s.clusters[s.rows[n].rank]
	return c.first, c.end
}

// FindCluster is the rank of the cluster of an id, or -1.
func (s *Session) FindCluster(id string) int {
	if rank, ok := s.byRank[id]; ok {
		return rank
	}
	return -1
}

// Documents are the two records of a document; one is nil where one dataset lacks it. Records are
// read where they stood when the review began: a dataset that has gone since, or has been
// written again, is an error.
func (s *Session) Documents(id string) (old, new *corpus.Document, err error) {
	old, new, err = s.result.Documents(id)
	if err == nil && (old != nil && old.ID != id || new != nil && new.ID != id) {
		err = errors.New("another record stands there now")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("review: %q cannot be read again (has the dataset changed since the review began? if so, start it again): %w", id, err)
	}
	return old, new, nil
}

// Who decides, and in which file decisions are kept.
func (s *Session) Who() (who, decisions string) { return s.who, s.log.Path() }

// Summary is that of the comparison.
func (s *Session) Summary() *diff.Summary { return s.result.Summary() }

// Filter chooses changes. Empty fields choose all.
type Filter struct {
	Layers, Classes, Fields []string
	Blame                   []string // layers in which changes began
	Verdicts                []string // "" is what is not decided yet
	Cluster                 string   // id
	Document                string   // id
	Actor                   string   // an actor id that stands in the old or the new value
	Words                   string   // that stand in the surface, part, values or document id, whatever their case, accents and romanisation
	// Confidence of the item, both ends included, in hundredths; 0 to 0: any.
	Least, Most int
}

// matcher is a filter made ready: which changes are to be asked, and whether one is chosen.
type matcher struct {
	s          *Session
	f          Filter
	words      string          // in lower case
	plain      string          // see [names.Slug], with a hyphen before it
	folded     string          // see [names.Fold], with a blank before it; empty where that is too short to tell anything
	known      map[string]bool // values that hold the words
	first, end int
}

func (s *Session) matcher(f Filter) matcher {
	m := matcher{s: s, f: f, words: strings.ToLower(f.Words), end: len(s.rows), known: map[string]bool{}}
	if plain := names.Slug(f.Words); plain != "" {
		m.plain = "-" + plain
	}
	if folded := names.Fold(f.Words); len(folded) > 2 {
		m.folded = " " + folded
	}
	if f.Cluster != "" {
		m.end = 0
		if rank, ok := s.byRank[f.Cluster]; ok {
			m.first, m.end = s.clusters[rank].first, s.clusters[rank].end
		}
	}
	return m
}

// The dimensions that changes are counted by.
const (
	byLayer = iota
	byClass
	byField
	byBlame
	byVerdict
)

// misses says in which dimensions a change is not of the filter, one bit each.
func (m *matcher) misses(n int) (bits uint8) {
	f, r := &m.f, &m.s.rows[n]
	for i, x := range [...]struct {
		list []string
		name uint16
	}{{f.Layers, r.layer}, {f.Classes, r.class}, {f.Fields, r.field}, {f.Blame, r.blame}} {
		if len(x.list) > 0 && !slices.Contains(x.list, m.s.names[x.name]) {
			bits |= 1 << i
		}
	}
	if len(f.Verdicts) > 0 && !slices.Contains(f.Verdicts, string(r.verdict)) {
		bits |= 1 << byVerdict
	}
	return bits
}

// fits reports whether a change is of the rest of the filter. It asks what is in memory first: most filters need no
// change from the disk.
func (m *matcher) fits(n int) (bool, error) {
	f, r := &m.f, &m.s.rows[n]
	if f.Most > 0 && (int(r.confidence) < f.Least || int(r.confidence) > f.Most) {
		return false, nil
	}
	if f.Document == "" && f.Actor == "" && m.words == "" {
		return true, nil
	}
	x, err := m.s.change(n)
	if err != nil {
		return false, err
	}
	return (f.Document == "" || x.Document == f.Document) && (f.Actor == "" || mentions(x, f.Actor)) &&
		(m.words == "" || m.holds(x.Surface) || m.holds(x.Part) || m.holds(x.Old) || m.holds(x.New) || m.holds(x.Document)), nil
}

// mostKnown is how many values a matcher keeps in mind. They are few as a rule: changes are alike.
const mostKnown = 1 << 16

// holds reports whether a text holds the words that are asked for, whatever their case, or words that begin so but for accents, or for
// how they are romanised.
func (m *matcher) holds(s string) bool {
	if s == "" {
		return false
	}
	held, ok := m.known[s]
	if !ok {
		held = strings.Contains(strings.ToLower(s), m.words) || m.plain != "" && strings.Contains("-"+names.Slug(s), m.plain) || m.folded != "" && strings.Contains(" "+names.Fold(s), m.folded)
		if len(m.known) == mostKnown {
			clear(m.known)
		}
		m.known[s] = held
	}
	return held
}

// Select lists the numbers of the changes that a filter chooses, in order.
func (s *Session) Select(f Filter) ([]int, error) {
	chosen, _, err := s.Choose(f)
	return chosen, err
}

// Choose is Select, with the counts of what a further choice would find: those of a dimension, such as
// the layer, are of the changes that the filter would choose without its own choice of layers.
func (s *Session) Choose(f Filter) ([]int, *Facets, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.matcher(f)
	var out []int
	var counts [byVerdict][]int
	for i := range counts {
		counts[i] = make([]int, len(s.names))
	}
	verdicts := map[string]int{}
	for n := m.first; n < m.end; n++ {
		missed := m.misses(n)
		if missed&(missed-1) != 0 { // more than one
			continue
		}
		ok, err := m.fits(n)
		if err != nil {
			return nil, nil, err
		}
		if !ok {
			continue
		}
		if missed == 0 {
			out = append(out, n)
		}
		r := &s.rows[n]
		for i, name := range [...]uint16{r.layer, r.class, r.field, r.blame} {
			if missed&^(1<<i) == 0 {
				counts[i][name]++
			}
		}
		if missed&^(1<<byVerdict) == 0 {
			verdicts[string(r.verdict)]++
		}
	}
	facet := func(i int) []diff.Count {
		by := map[string]int{}
		for name, n := range counts[i] {
			if n > 0 && (i != byField || s.names[name] != "") {
				by[s.names[name]] = n
			}
		}
		return diff.Counts(by)
	}
	return out, &Facets{facet(byLayer), facet(byClass), facet(byField), facet(byBlame), diff.Counts(verdicts)}, nil
}

// mentions reports whether an actor stands in the values of a change.
func mentions(x *diff.Change, actor string) bool {
	for _, v := range []string{x.Old, x.New, x.Surface} {
		if v == actor || x.Layer != diff.Text && slices.Contains(strings.FieldsFunc(v, func(r rune) bool { return r == ' ' || r == ',' }), actor) {
			return true
		}
	}
	return false
}

// Facets counts changes by what a filter can choose.
type Facets struct {
	Layers   []diff.Count `json:"layers"`
	Classes  []diff.Count `json:"classes"`
	Fields   []diff.Count `json:"fields"`
	Blame    []diff.Count `json:"blame"`
	Verdicts []diff.Count `json:"verdicts"` // "" is what is not decided yet
}

// Next is the number of the first change behind from that is not decided, going round, or -1.
// With from -1, the search begins at the front.
func (s *Session) Next(from int) int {
	n, _ := s.NextOf(Filter{}, from) // without words there is nothing to be read
	return n
}

// NextOf is Next among the changes that a filter chooses, whatever verdicts it asks for.
func (s *Session) NextOf(f Filter, from int) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Verdicts = nil
	m := s.matcher(f)
	from = min(max(from, m.first-1), m.end-1)
	for k := range m.end - m.first {
		n := m.first + (from+1-m.first+k)%(m.end-m.first)
		if s.rows[n].verdict != "" {
			continue
		}
		if m.misses(n) != 0 {
			continue
		}
		if ok, err := m.fits(n); ok || err != nil {
			return n, err
		}
	}
	return -1, nil
}

// Verdict is what holds about a change; "" where nothing is decided.
func (s *Session) Verdict(n int) decide.Verdict {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.rows[n].verdict
}

// Decide decides one change. A correction goes with [decide.Edit] and is nil otherwise.
func (s *Session) Decide(n int, v decide.Verdict, note string, right *Correction) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, err := s.change(n)
	if err != nil {
		return err
	}
	d := decide.Decision{ID: x.ID, Verdict: v, Note: note, What: x.Document + ": " + x.Label()}
	if v == decide.Edit {
		if right == nil || right.Value == nil && right.Span == nil {
			return ErrNoCorrection
		}
		d.Value = right.Value
		if sp := right.Span; sp != nil {
			old, new, err := s.Documents(x.Document)
			if err != nil {
				return err
			}
			if !fits(cmp.Or(new, old), *sp) {
				return ErrNoCorrection
			}
			d.Start, d.End = &sp.Start, &sp.End
		}
	}
	before, had, err := s.add(d)
	if err != nil {
		return err
	}
	s.done = append(s.done, undo{x.ID, n, before, had})
	s.settle(n, x)
	return nil
}

// fits reports whether a span lies in a text, on the boundaries of runes.
func fits(d *corpus.Document, s corpus.Span) bool {
	if d == nil || s.Start < 0 || s.End <= s.Start || s.End > len(d.Text) {
		return false
	}
	continues := func(at int) bool { return at < len(d.Text) && d.Text[at]&0xc0 == 0x80 }
	return !continues(s.Start) && !continues(s.End)
}

// DecideCluster decides all changes of a cluster as one, in this run and in later ones, but for
// those that are decided by themselves. It returns how many changes the decision holds for.
func (s *Session) DecideCluster(rank int, v decide.Verdict, note string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if rank < 0 || rank >= len(s.clusters) {
		return 0, fmt.Errorf("review: there is no cluster %d of %d", rank, len(s.clusters))
	}
	if v == decide.Edit {
		return 0, ErrNoCorrection // a correction is one of one place
	}
	c, err := s.result.Cluster(rank)
	if err != nil {
		return 0, err
	}
	before, had, err := s.add(decide.Decision{ID: c.ID, Verdict: v, Cluster: true, Note: note, What: fmt.Sprintf("%s (%d changes)", c.Label, c.Changes)})
	if err != nil {
		return 0, err
	}
	s.done = append(s.done, undo{c.ID, s.clusters[rank].first, before, had})
	return s.settleCluster(rank)
}

func (s *Session) settleCluster(rank int) (int, error) {
	held := 0
	for n := s.clusters[rank].first; n < s.clusters[rank].end; n++ {
		x, err := s.change(n)
		if err != nil {
			return held, err
		}
		s.settle(n, x)
		if s.rows[n].cluster {
			held++
		}
	}
	return held, nil
}

// add writes a decision, and returns the one about the same id that held before.
func (s *Session) add(d decide.Decision) (before decide.Decision, had bool, err error) {
	if err := s.refresh(); err != nil {
		return before, false, err
	}
	before, had = s.log.Set.Of(d.ID, "")
	d.Who, d.Time = s.who, s.now().UTC()
	if err := s.log.Add(d); err != nil {
		return before, had, err
	}
	now, _ := s.log.Set.Of(d.ID, "")
	s.mine[d.ID] = now.Time
	return before, had, nil
}

// ErrOvertaken is the error of an undo that would take back what somebody else has decided.
var ErrOvertaken = errors.New("somebody else has decided this since: it stays as it is")

// Undo takes back the last decision of this session: what held before holds again. It returns
// the change (or the first one of the cluster) that it was about; ok is false where nothing is left
// to take back. Where somebody else has decided about the same since, that stays, and the error is
// [ErrOvertaken]; the next call takes back the decision before.
func (s *Session) Undo() (n int, ok bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.done) == 0 {
		return 0, false, nil
	}
	if err := s.refresh(); err != nil {
		return 0, false, err
	}
	u := s.done[len(s.done)-1]
	if now, ok := s.log.Set.Of(u.id, ""); !ok || !now.Time.Equal(s.mine[u.id]) {
		s.done = s.done[:len(s.done)-1]
		return u.change, false, ErrOvertaken
	}
	d := u.before
	if !u.had {
		d = decide.Decision{ID: u.id, Verdict: decide.Open}
	}
	if _, _, err := s.add(d); err != nil {
		return 0, false, err
	}
	s.done = s.done[:len(s.done)-1]
	if rank, ok := s.byRank[u.id]; ok {
		_, err = s.settleCluster(rank)
		return u.change, true, err
	}
	x, err := s.change(u.change)
	if err == nil {
		s.settle(u.change, x)
	}
	return u.change, true, err
}

// Progress counts what is decided.
type Progress struct {
	Total    int `json:"total"`
	Accepted int `json:"accepted"`
	Rejected int `json:"rejected"`
	Flagged  int `json:"flagged"`
	Edited   int `json:"edited"`
	Left     int `json:"left"`
	Clusters int `json:"clusters"` // with changes left
	Of       int `json:"clusters_total"`
}

// Words says it in one line, for the end of a review.
func (p *Progress) Words() string {
	return fmt.Sprintf("%d of %d changes decided: %d accepted, %d rejected, %d edited, %d flagged", p.Total-p.Left, p.Total, p.Accepted, p.Rejected, p.Edited, p.Flagged)
}

// Progress counts what is decided.
func (s *Session) Progress() Progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := Progress{Total: len(s.rows), Of: len(s.clusters)}
	open := -1
	for n := range s.rows {
		switch s.rows[n].verdict {
		case decide.Accept:
			p.Accepted++
		case decide.Reject:
			p.Rejected++
		case decide.Flag:
			p.Flagged++
		case decide.Edit:
			p.Edited++
		default:
			p.Left++
			if rank := int(s.rows[n].rank); rank != open {
				open = rank
				p.Clusters++
			}
		}
	}
	return p
}
