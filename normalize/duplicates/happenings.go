package duplicates

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
	"time"
)

// Happening is the key of an event mention.
type Happening struct {
	ID       string
	Document string   // id of the document, or empty
	Type     string   // PLOVER root, or empty for a mention that is no PLOVER event
	Lemma    string   // of the trigger
	Sources  []string // actor ids over the dump
	Targets  []string
	Place    string
	Date     string   // TIMEX3 value, or empty
	Context  []string // ids of the other actors of the sentence, for mentions without sides
	Cast     []string // ids of all actors of the document, sorted; they tell whether two documents have one story
}

// Agreement of two keys in points; a pair joins at sameHappening or more.
const (
	sameHappening = 5
	pointDay      = 3 // the same day
	pointNear     = 1 // at most two days apart, or one date within the other
	pointSide     = 2 // a shared actor on the same side (or on either side of a symmetric event)
	pointPlace    = 2
	pointLemma    = 1 // the same stem
	pointContext  = 2
	pointStory    = 4  // the two documents tell one story, by the actors they share
	pointTopic    = 2  // they may
	farDays       = 3  // dates further apart than this are never one happening
	blockReach    = 64 // how many neighbours of a block, by date, a key is compared with
)

// The likeness of two documents is the sum of the information of the actors they
// share: each counts the bits of (documents / documents that name it).
const (
	storyBits  = 14
	topicBits  = 8
	storyShare = 32 // and of the smaller document's marks so many in a hundred
	topicShare = 16
	smallDump  = 256     // a smaller dump counts as one of so many documents
	castBlocks = 12      // by how many of its rarest actors a document looks for others
	mostLikes  = 1 << 20 // pairs of documents whose likeness is remembered
	widest     = 512     // an actor of more documents than this opens no block
)

// Happenings gives every key the id of its happening: the smallest id among the
// mentions of it.
func Happenings(keys []Happening) map[string]string {
	ks := slices.Clone(keys)
	slices.SortFunc(ks, func(a, b Happening) int { return cmp.Compare(a.ID, b.ID) })
	m := newMatcher(ks)
	blocks := map[string][]int{}
	for i := range ks {
		k := &ks[i]
		seen := map[string]bool{}
		put := func(name string) {
			if !seen[name] {
				seen[name] = true
				blocks[name] = append(blocks[name], i)
			}
		}
		if k.Type != "" {
			for _, by := range slices.Concat(k.Sources, k.Targets, k.Context) {
				if by != "" {
					put(k.Type + "\x00" + by)
				}
			}
			if k.Place != "" {
				put(k.Type + "\x00at " + k.Place)
			}
		}
		if m.stems[i] == "" {
			continue
		}
		if k.Document != "" {
			put(m.stems[i] + "\x01" + k.Document)
		}
		for _, by := range m.rare[k.Document] {
			put(m.stems[i] + "\x02" + by)
		}
		for _, by := range k.Context {
			if by != "" {
				put(m.stems[i] + "\x02" + by)
			}
		}
	}
	names := make([]string, 0, len(blocks))
	for name := range blocks {
		names = append(names, name)
	}
	slices.Sort(names)
	f := newForest(len(ks))
	for _, name := range names {
		b := blocks[name]
		slices.SortFunc(b, func(i, j int) int {
			return cmp.Or(cmp.Compare(m.spans[i].from, m.spans[j].from), cmp.Compare(i, j))
		})
		for x, i := range b {
			for _, j := range b[x+1 : min(len(b), x+1+blockReach)] {
				if f.root(i) != f.root(j) && m.agree(i, j) >= sameHappening {
					f.join(i, j)
				}
			}
		}
	}
	out := make(map[string]string, len(ks))
	for i := range ks {
		out[ks[i].ID] = ks[f.root(i)].ID
	}
	return out
}

// matcher holds what is compared again and again.
type matcher struct {
	keys  []Happening
	spans []interval
	stems []string
	count map[string]int      // actor to the number of documents that name it
	marks map[string][]string // document to its actors and the stems of its triggers, sorted
	rare  map[string][]string // document to its rarest actors
	like  map[[2]string]int   // points for the likeness of two documents, smaller id first
	total map[string]int      // document to the bits of all its marks
	size  int                 // number of documents, at least smallDump
}

func newMatcher(ks []Happening) *matcher {
	m := &matcher{keys: ks, spans: make([]interval, len(ks)), stems: make([]string, len(ks)),
		count: map[string]int{}, rare: map[string][]string{}, marks: map[string][]string{}, like: map[[2]string]int{}, total: map[string]int{}}
	for i := range ks {
		m.spans[i] = intervalOf(ks[i].Date)
		m.stems[i] = stem(ks[i].Lemma)
		if d := ks[i].Document; d != "" {
			if _, ok := m.marks[d]; !ok {
				m.marks[d] = slices.Clone(ks[i].Cast)
				m.rare[d] = ks[i].Cast
			}
			if m.stems[i] != "" {
				m.marks[d] = append(m.marks[d], "\x00"+m.stems[i])
			}
		}
	}
	for d, marks := range m.marks {
		slices.Sort(marks)
		m.marks[d] = slices.Compact(marks)
		for _, a := range m.marks[d] {
			m.count[a]++
		}
	}
	m.size = max(smallDump, len(m.rare))
	for d, marks := range m.marks {
		for _, a := range marks {
			m.total[d] += m.bits(a)
		}
	}
	for d, cast := range m.rare {
		r := slices.Clone(cast)
		r = slices.DeleteFunc(r, func(a string) bool { return m.count[a] > widest || m.bits(a) < 2 })
		slices.SortFunc(r, func(a, b string) int { return cmp.Or(cmp.Compare(m.count[a], m.count[b]), cmp.Compare(a, b)) })
		// An actor of one document alone finds nobody.
		r = slices.DeleteFunc(r, func(a string) bool { return m.count[a] < 2 })
		m.rare[d] = r[:min(len(r), castBlocks)]
	}
	return m
}

func (m *matcher) bits(actor string) int { return bits.Len(uint(m.size/max(1, m.count[actor]))) - 1 }

// likeness is how many points the marks that the documents of two keys share give.
func (m *matcher) likeness(a, b *Happening) int {
	if a.Document == "" || b.Document == "" {
		return 0
	}
	if a.Document == b.Document {
		return pointStory
	}
	pair := [2]string{min(a.Document, b.Document), max(a.Document, b.Document)}
	if n, ok := m.like[pair]; ok {
		return n
	}
	n := 0
	p, q := m.marks[a.Document], m.marks[b.Document]
	for x, y := 0, 0; x < len(p) && y < len(q); {
		switch c := cmp.Compare(p[x], q[y]); {
		case c < 0:
			x++
		case c > 0:
			y++
		default:
			n += m.bits(p[x])
			x++
			y++
		}
	}
	share := 100 * n / max(1, min(m.total[a.Document], m.total[b.Document]))
	switch {
	case n >= storyBits && share >= storyShare:
		n = pointStory
	case n >= topicBits && share >= topicShare:
		n = pointTopic
	default:
		n = 0
	}
	if len(m.like) >= mostLikes {
		clear(m.like) // it only saves work
	}
	m.like[pair] = n
	return n
}

func (m *matcher) agree(i, j int) int {
	a, b, x, y := &m.keys[i], &m.keys[j], m.spans[i], m.spans[j]
	points := 0
	switch {
	case !x.known() || !y.known():
	case x == y && x.until-x.from < 1:
		points += pointDay
	case x.until < y.from-farDays || y.until < x.from-farDays:
		return 0
	case x.until >= y.from-2 && y.until >= x.from-2 && x.until-x.from <= 31 && y.until-y.from <= 31:
		points += pointNear
	}
	akin := m.stems[i] != "" && m.stems[i] == m.stems[j]
	if a.Type != b.Type && !akin || a.Type == "" && !akin {
		return 0
	}
	straight := shared(a.Sources, b.Sources)*pointSide + shared(a.Targets, b.Targets)*pointSide
	crossed := 0
	if symmetric[a.Type] {
		crossed = shared(a.Sources, b.Targets)*pointSide + shared(a.Targets, b.Sources)*pointSide
	}
	points += max(straight, crossed)
	if contradict(a.Targets, b.Targets) && !symmetric[a.Type] || contradict(a.Sources, b.Sources) && !symmetric[a.Type] {
		return 0
	}
	switch {
	case a.Place == "" || b.Place == "":
	case a.Place == b.Place:
		points += pointPlace
	default:
		points--
	}
	if shared(a.Context, b.Context) > 0 {
		points += pointContext
	}
	like := m.likeness(a, b)
	if akin {
		points += pointLemma + like
	}
	if like == 0 && (a.Document != "" || b.Document != "") && (!x.known() || !y.known()) {
		return min(points, sameHappening-1) // nothing says that they are of one time
	}
	return points
}

var symmetric = map[string]bool{"AGREE": true, "CONSULT": true, "COOPERATE": true}

// shared is 1 when the lists have a common actor.
func shared(a, b []string) int {
	for _, x := range a {
		if x != "" && slices.Contains(b, x) {
			return 1
		}
	}
	return 0
}

// contradict reports whether both sides are named and share nobody.
func contradict(a, b []string) bool {
	return named(a) && named(b) && shared(a, b) == 0
}

func named(a []string) bool { return slices.ContainsFunc(a, func(s string) bool { return s != "" }) }

// interval is a range of days counted from 1 for January 1 of the year 1, both ends
// included. The zero interval is unknown.
type interval struct{ from, until int }

func (i interval) known() bool { return i != interval{} }

// intervalOf is the days that a TIMEX3 day, month or year covers; other values
// are unknown here, since their days take a calendar that callers resolve.
func intervalOf(value string) interval {
	value, _, _ = strings.Cut(value, "T")
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		t, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		end := t
		switch len(layout) {
		case 7:
			end = t.AddDate(0, 1, -1)
		case 4:
			end = t.AddDate(1, 0, -1)
		}
		const (
			day   = 24 * 60 * 60
			epoch = 719163 // January 1, 1970
		)
		return interval{int(t.Unix()/day) + epoch, int(end.Unix()/day) + epoch}
	}
	return interval{}
}
