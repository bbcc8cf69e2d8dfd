package actors

import (
	"slices"
	"strings"

	"dateline/corpus/hash"
	"dateline/corpus/lexicon"
)

// office is a row of the table of roles.
type office struct {
	holder      int32
	of          int32       // entry of the country or body
	from, until string      // ISO days; from the first, up to and with the last possible day
	row         lexicon.Row // for explanations
}

// terms is the table of roles.
type terms struct {
	by    index[*office]  // by role and body
	held  [][]officeHeld  // by holder
	first int32           // of the holders, at 0 of held
	roles map[string]bool // every role of the table, folded
}

// offices are the roles of a user's file, likewise.
type offices struct {
	by    map[officeKey][]*office
	held  map[int32][]officeHeld // with those that the tables have of the holder
	roles map[string]bool        // those that the tables lack
}

type officeKey struct {
	role string
	of   int32
}

type officeHeld struct {
	role string
	*office
}

// foldRole is the form in which roles are compared: lower case, hyphens as
// spaces, no points.
func foldRole(role string) string {
	clean := true
	for i := 0; i < len(role); i++ {
		if c := role[i]; c == '-' || c == '.' || 'A' <= c && c <= 'Z' || c >= 0x80 {
			clean = false
		}
	}
	if clean {
		return role
	}
	return strings.Join(strings.Fields(roleMarks.Replace(strings.ToLower(role))), " ")
}

var roleMarks = strings.NewReplacer("-", " ", ".", "", "‑", " ", "–", " ")

func readOffices(t *lexicon.Table, b *Base, first int32, holders *index[int32]) terms {
	o := terms{by: newIndex[*office](2 * len(t.Rows)), roles: make(map[string]bool, 512),
		first: first, held: make([][]officeHeld, len(b.entries)-int(first))}
	all := make([]office, 0, len(t.Rows))
	for _, r := range t.Rows {
		holder := holders.named(r.Get("holder"))
		of, known := b.bodyOf(r.Get("of"))
		if len(holder) == 0 || !known {
			continue // the linter of the tables reports it
		}
		all = append(all, office{holder: holder[len(holder)-1], of: of, from: firstDay(r.Get("from")), until: lastDay(r.Get("until")), row: r})
		x := &all[len(all)-1]
		for role := range strings.SplitSeq(r.Get("role"), "|") {
			if role = strings.TrimSpace(role); role != "" {
				o.enter(foldRole(role), x)
			}
		}
	}
	return o
}

func (o *terms) enter(role string, x *office) {
	if !o.roles[role] {
		o.roles[role] = true
	}
	o.by.put(officeKey{role, x.of}.key(), x)
	h := &o.held[x.holder-o.first]
	*h = append(*h, officeHeld{role, x})
}

// of are the offices of a person.
func (o *terms) of(holder int32) []officeHeld {
	if at := int(holder - o.first); at >= 0 && at < len(o.held) {
		return o.held[at]
	}
	return nil
}

// key is that of the index.
func (k officeKey) key() uint64 { return max(hash.Mix(textKey(k.role)+uint64(k.of)), 1) }

func newOffices() offices {
	return offices{by: map[officeKey][]*office{}, held: map[int32][]officeHeld{}, roles: map[string]bool{}}
}

func (o *offices) enter(role string, x *office) {
	role = foldRole(role)
	o.roles[role] = true
	k := officeKey{role, x.of}
	o.by[k] = append(o.by[k], x)
	o.held[x.holder] = append(o.held[x.holder], officeHeld{role, x})
}

// place says where the term stands, for explanations.
func (x *office) place() string {
	if x.row.Line == 0 {
		return "the user's actors"
	}
	return x.row.Place()
}

// bodyOf is the entry that a cell "of" names: an alpha-3 code or a body's name.
func (b *Base) bodyOf(of string) (int32, bool) {
	if i, ok := b.country[of]; ok {
		return i, true
	}
	if list := b.table.lists[byThing].named(key(of)); len(list) > 0 {
		return list[0], true
	}
	return 0, false
}

// firstDay and lastDay turn an ISO date of any precision into the first and the
// last day it may mean. An empty date is the beginning and the end of time.
func firstDay(s string) string {
	switch len(s) {
	case 4:
		return s + "-01-01"
	case 7:
		return s + "-01"
	}
	return s[:min(len(s), 10)]
}

func lastDay(s string) string {
	switch len(s) {
	case 0:
		return "9999"
	case 4:
		return s + "-12-31"
	case 7:
		return s + "-31"
	}
	return s[:min(len(s), 10)]
}

// holders is the last of those who held an office at some time in the days from
// until (both ISO, inclusive), and their number.
func holders(terms []*office, from, until string) (office, int) {
	var found office
	n := 0
	for _, x := range terms {
		if x.from > until || x.until < from || n > 0 && x.holder == found.holder {
			continue
		}
		// On the day of a handover both are in office; the one who stays counts.
		if x.until == from && x.until < until || x.from == until && x.from > from {
			continue
		}
		if from == until && x.until == from {
			continue
		}
		found = *x
		n++
	}
	return found, n
}

// termOf is the first term of that role, of some body (any for -1), in those days.
// An empty from asks for one at any time.
func termOf(held []officeHeld, role string, of int32, from, until string) (officeHeld, bool) {
	i := slices.IndexFunc(held, func(h officeHeld) bool {
		return h.role == role && (of < 0 || h.of == of) && (from == "" || h.from <= until && h.until >= from)
	})
	if i < 0 {
		return officeHeld{}, false
	}
	return held[i], true
}
