package duplicates

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Happening is the key of an event mention.
type Happening struct {
	ID      string
	Type    string   // PLOVER root, or the lemma of a mention that is no PLOVER event
	Lemma   string   // of the trigger
	Sources []string // actor ids over the dump
	Targets []string
	Place   string
	Date    string   // TIMEX3 value, or empty
	Context []string // ids of the other actors of the sentence, for mentions without sides
}

// Agreement of two keys in points; a pair joins at sameHappening or more.
const (
	sameHappening = 5
	pointDay      = 3 // the same day
	pointNear     = 1 // at most two days apart, or one date within the other
	pointSide     = 2 // a shared actor on the same side (or on either side of a symmetric event)
	pointPlace    = 2
	pointLemma    = 1
	pointContext  = 2
	farDays       = 3  // dates further apart than this are never one happening
	blockReach    = 64 // how many neighbours of a block, by date, a key is compared with
)

// Happenings gives every key the id of its happening: the smallest id among the
// mentions of it.
func Happenings(keys []Happening) map[string]string {
	ks := slices.Clone(keys)
	slices.SortFunc(ks, func(a, b Happening) int { return cmp.Compare(a.ID, b.ID) })
	spans := make([]interval, len(ks))
	blocks := map[string][]int{}
	for i, k := range ks {
		spans[i] = intervalOf(k.Date)
		seen := map[string]bool{}
		for _, by := range slices.Concat(k.Sources, k.Targets, k.Context, []string{"at " + k.Place}) {
			if by != "" && by != "at " && !seen[by] {
				seen[by] = true
				blocks[k.Type+"\x00"+by] = append(blocks[k.Type+"\x00"+by], i)
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
			return cmp.Or(cmp.Compare(spans[i].from, spans[j].from), cmp.Compare(i, j))
		})
		for x, i := range b {
			for _, j := range b[x+1 : min(len(b), x+1+blockReach)] {
				if f.root(i) != f.root(j) && agree(&ks[i], &ks[j], spans[i], spans[j]) >= sameHappening {
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

func agree(a, b *Happening, x, y interval) int {
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
	if a.Lemma == b.Lemma {
		points += pointLemma
	}
	if shared(a.Context, b.Context) > 0 {
		points += pointContext
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

// interval is a range of days since the epoch, both ends included.
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
		const day = 24 * 60 * 60
		return interval{int(t.Unix() / day), int(end.Unix() / day)}
	}
	return interval{}
}
