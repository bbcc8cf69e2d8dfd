package review

import (
	"cmp"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/golden/diff"
)

// Side says which article is to be seen.
type Side int

// The sides.
const (
	Both    Side = iota // the new article, what differs in it marked; the old one where there is no new one
	OldSide             // the old article
	NewSide             // the new article
)

// Article is a text with a change marked in it, in pieces.
type Article struct {
	Title  string  `json:"title,omitempty"`
	Pieces []Piece `json:"pieces"`
	Before int     `json:"before,omitempty"` // bytes of the text that were left out
	After  int     `json:"after,omitempty"`
	// Editable says that offsets are those of the text in which a correction's span stands.
	Editable bool `json:"editable,omitempty"`
}

// Piece is a stretch of a text under the same marks.
type Piece struct {
	Text string `json:"text"`
	// At is where it begins, in bytes of the text, or -1 for what stands in the other text only.
	At    int    `json:"at"`
	Mark  string `json:"mark,omitempty"`  // "old", "new", "both"
	First bool   `json:"first,omitempty"` // a marked stretch begins here
	Last  bool   `json:"last,omitempty"`
}

// most is how much of a text an article has before and behind what is marked, in bytes.
const most = 100 << 10

// Article is the article of a change with the change marked in it. It is nil where the side
// has no such document.
func (s *Session) Article(x *diff.Change, side Side) (*Article, error) {
	old, new, err := s.Documents(x.Document)
	if err != nil {
		return nil, err
	}
	editable := side != OldSide || new == nil
	var m marks
	d := new
	switch {
	case side == OldSide || new == nil && side == Both:
		d = old
		m.put("old", x.OldSpan)
	case side == NewSide || old == nil:
		m.put("new", x.NewSpan)
	default:
		m.put("new", x.NewSpan)
		if x.OldSpan != nil {
			there := diff.MapText(old.Text, new.Text).ToNew(*x.OldSpan)
			if there.Exact && new.Surface(there.Span) == old.Surface(*x.OldSpan) {
				m.put("old", &there.Span)
			} else {
				// What the new text does not have is put in where it stood.
				at := there.Start
				if x.NewSpan != nil {
					at = x.NewSpan.Start
				}
				m.gone, m.goneAt = old.Surface(*x.OldSpan), at
			}
		}
	}
	if d == nil {
		return nil, nil
	}
	a := m.article(d.Text)
	a.Title, a.Editable = d.Title, editable
	return a, nil
}

// marks are what is to be marked in one text.
type marks struct {
	old, new *corpus.Span
	gone     string // words of the other text
	goneAt   int
}

func (m *marks) put(mark string, s *corpus.Span) {
	switch {
	case s == nil || s.Start < 0 || s.End <= s.Start:
	case mark == "old":
		m.old = s
	default:
		m.new = s
	}
}

func (m *marks) article(text string) *Article {
	cuts := []int{}
	for _, s := range []*corpus.Span{m.old, m.new} {
		if s != nil {
			cuts = append(cuts, s.Start, s.End)
		}
	}
	if m.gone != "" {
		m.goneAt = min(max(m.goneAt, 0), len(text))
		cuts = append(cuts, m.goneAt)
	}
	from, end := 0, min(len(text), 2*most)
	if len(cuts) > 0 {
		from, end = max(0, slices.Min(cuts)-most), min(len(text), slices.Max(cuts)+most)
	}
	// The window ends between lines, or at least between runes.
	if from > 0 {
		from += lineStart(text[from:])
	}
	if end < len(text) {
		end -= lineEnd(text[:end])
	}
	a := &Article{Before: from, After: len(text) - end}
	cuts = append(cuts, from, end)
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	in := func(s *corpus.Span, at int) bool { return s != nil && s.Start <= at && at < s.End }
	for i, at := range cuts {
		if m.gone != "" && at == m.goneAt {
			a.Pieces = append(a.Pieces, Piece{Text: m.gone, At: -1, Mark: "old", First: true, Last: true})
		}
		if i+1 == len(cuts) {
			break
		}
		p := Piece{Text: text[at:cuts[i+1]], At: at}
		isOld, isNew := in(m.old, at), in(m.new, at)
		switch {
		case isOld && isNew:
			p.Mark = "both"
		case isOld:
			p.Mark = "old"
		case isNew:
			p.Mark = "new"
		}
		for _, s := range []*corpus.Span{m.old, m.new} {
			p.First = p.First || s != nil && s.Start == at
			p.Last = p.Last || s != nil && s.End == cuts[i+1]
		}
		p.First, p.Last = p.First && p.Mark != "", p.Last && p.Mark != ""
		a.Pieces = append(a.Pieces, p)
	}
	return a
}

// lineStart is where the first line begins that is whole, or the first rune, in what may begin in
// the midst of one.
func lineStart(s string) int {
	if n := strings.IndexByte(s[:min(len(s), most/2)], '\n'); n >= 0 {
		return n + 1
	}
	n := 0
	for n < len(s) && s[n]&0xc0 == 0x80 {
		n++
	}
	return n
}

// lineEnd is how many bytes stand behind the last line that is whole, or the last rune.
func lineEnd(s string) int {
	from := max(0, len(s)-most/2)
	if n := strings.LastIndexByte(s[from:], '\n'); n >= 0 {
		return len(s) - from - n - 1
	}
	n := len(s)
	for n > 0 && s[n-1]&0xc0 == 0x80 {
		n--
	}
	if n > 0 && s[n-1] >= 0x80 {
		n-- // the first byte of the last rune, which may be cut short
	}
	return len(s) - n
}

// Aspect is a field of an item in both datasets.
type Aspect struct {
	Name string `json:"name"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
}

// Aspects are the fields of the item that a change is about, as both datasets have them.
func (s *Session) Aspects(x *diff.Change) ([]Aspect, error) {
	if x.OldItem < 0 && x.NewItem < 0 {
		return nil, nil
	}
	old, new, err := s.Documents(x.Document)
	if err != nil {
		return nil, err
	}
	fields := func(d *corpus.Document, n int) []diff.Field {
		if d == nil || n < 0 {
			return nil
		}
		if items := diff.Items(d); n < len(items) {
			return items[n].Fields
		}
		return nil
	}
	var out []Aspect
	at := map[string]int{}
	put := func(name string) *Aspect {
		n, ok := at[name]
		if !ok {
			n = len(out)
			at[name] = n
			out = append(out, Aspect{Name: name})
		}
		return &out[n]
	}
	for _, f := range fields(old, x.OldItem) {
		put(f.Name).Old = diff.OneLine(f.Value)
	}
	for _, f := range fields(new, x.NewItem) {
		put(f.Name).New = diff.OneLine(f.Value)
	}
	return slices.DeleteFunc(out, func(a Aspect) bool { return cmp.Or(a.Old, a.New) == "" }), nil
}
