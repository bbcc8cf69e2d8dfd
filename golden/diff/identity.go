package diff

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/spill"
)

// Identity is the field of changes in which reports are of one happening (event_id), and which quotations are one
// utterance (quote_id). The ids are names that a run gives and another may give otherwise: what counts is who
// shares one with whom.
const Identity = "identity"

// link says which groups an event or a quotation belongs to that both sides have.
type link struct {
	document         string
	quote            bool
	oldItem, newItem int    // index in the record's list
	old, new         string // ids of the groups
}

// member is an item of a group.
type member struct {
	Document         string
	OldFrom, NewFrom int64 // where the records start
	OldItem, NewItem int
	Changed          bool   // the document has other changes
	New              string // id of its group
	Group            string // digest of the old group
	Size             int    // of the old group
	Partners         string // in the old group
}

// identities collects links while two datasets are compared, and finds which groups have changed. Only what both
// sides have counts: what came or went is a change of its own.
type identities struct {
	by   spill.Sorter // by old group
	temp string
	key  []byte
}

func newIdentities(temp string) *identities {
	return &identities{by: spill.Sorter{Dir: temp, Memory: 32 << 20}, temp: temp}
}

func (s *identities) close() { s.by.Close() }

func (s *identities) add(l *link, oldFrom, newFrom int64, changed bool) error {
	m := member{Document: l.document, OldFrom: oldFrom, NewFrom: newFrom, OldItem: l.oldItem, NewItem: l.newItem, Changed: changed, New: l.new}
	s.key = groupKey(s.key[:0], l.quote, l.old, &m)
	return s.by.Add(s.key, pack.Append(nil, &m))
}

// groupKey sorts members by layer and group, and within one in a way that is the same on both sides.
func groupKey(buf []byte, quote bool, group string, m *member) []byte {
	layer := byte('e')
	if quote {
		layer = 'q'
	}
	buf = append(append(buf, layer), group...)
	buf = append(append(buf, 0), m.Document...)
	return binary.BigEndian.AppendUint32(append(buf, 0), uint32(m.OldItem))
}

// digestOf is a digest of the members of a group.
func digestOf(group []member) string {
	h := sha256.New()
	var at [4]byte
	for i := range group {
		h.Write([]byte(group[i].Document))
		binary.BigEndian.PutUint32(at[:], uint32(group[i].OldItem))
		h.Write(append([]byte{0}, at[:]...))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// partners names the documents of the other members of a group, the first few of them.
func partners(group []member, of int) string {
	const most = 3
	var names []string
	for i := 0; i < len(group) && len(names) <= most; i++ {
		if i != of && !slices.Contains(names, group[i].Document) {
			names = append(names, group[i].Document)
		}
	}
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s, … (%d reports in all)", strings.Join(names[:most], ", "), len(group))
}

// groups hands over the members of each group, of a sorter by groups.
func groups(rows *spill.Sorter, each func(quote bool, group []member) error) error {
	var last []byte
	var group []member
	flush := func() error {
		if len(group) == 0 {
			return nil
		}
		defer func() { group = group[:0] }()
		return each(last[0] == 'q', group)
	}
	for row, err := range rows.Rows() {
		if err != nil {
			return err
		}
		name := row.Key[:bytes.IndexByte(row.Key, 0)]
		if !bytes.Equal(name, last) {
			if err := flush(); err != nil {
				return err
			}
			last = append(last[:0], name...)
		}
		var m member
		if err := pack.Read(string(row.Value), &m); err != nil {
			return err
		}
		group = append(group, m)
	}
	return flush()
}

// changed is a member of which the partners are others.
type changed struct {
	member
	now     string // partners in the new group
	cluster string
}

// find hands over what has changed, in the order of documents.
func (s *identities) find(each func(quote bool, x *changed) error) error {
	byNew := spill.Sorter{Dir: s.temp, Memory: 32 << 20}
	defer byNew.Close()
	var key []byte
	err := groups(&s.by, func(quote bool, group []member) error {
		sum := digestOf(group)
		for i := range group {
			m := group[i]
			m.Group, m.Size = sum, len(group)
			if len(group) > 1 {
				m.Partners = partners(group, i)
			}
			key = groupKey(key[:0], quote, m.New, &m)
			if err := byNew.Add(key, pack.Append(nil, &m)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	type packed struct {
		Member       member
		Now, Cluster string
	}
	byDocument := spill.Sorter{Dir: s.temp, Memory: 32 << 20}
	defer byDocument.Close()
	err = groups(&byNew, func(quote bool, group []member) error {
		sum := digestOf(group)
		for i := range group {
			m := group[i]
			if m.Group == sum {
				continue
			}
			// One merge, or one split, is one cluster: that of the larger group.
			p := packed{m, partners(group, i), sum}
			if m.Size > len(group) {
				p.Cluster = m.Group
			}
			key = append(append(key[:0], m.Document...), 0)
			if quote {
				key = append(key, 'q')
			} else {
				key = append(key, 'e')
			}
			key = binary.BigEndian.AppendUint32(key, uint32(m.OldItem))
			if err := byDocument.Add(key, pack.Append(nil, &p)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for row, err := range byDocument.Rows() {
		var p packed
		if err == nil {
			err = pack.Read(string(row.Value), &p)
		}
		if err == nil {
			err = each(row.Key[len(row.Key)-5] == 'q', &changed{p.Member, p.Now, p.Cluster})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// compare hands over the changes of identity, document by document. They are counted in the tally.
func (s *identities) compare(a, b *reader, t *Tally, take func(changes []Change, t *Tally, where map[string][2]int64) error) error {
	var old, new *corpus.Document
	var out []Change
	var where [2]int64
	count := NewTally()
	document, others := "", false
	seen := map[string]int{}
	flush := func() error {
		if len(out) == 0 {
			return nil
		}
		if !others {
			count.Changed++
		}
		err := take(out, count, map[string][2]int64{document: where})
		out, count = nil, NewTally()
		return err
	}
	err := s.find(func(quote bool, x *changed) error {
		if x.Document != document || old == nil {
			if err := flush(); err != nil {
				return err
			}
			var err error
			if old, err = recordAt(a.place(), x.OldFrom); err != nil {
				return err
			}
			if new, err = recordAt(b.place(), x.NewFrom); err != nil {
				return err
			}
			document, others, where = x.Document, x.Changed, [2]int64{x.OldFrom, x.NewFrom}
			clear(seen)
		}
		ch := Change{Document: document, Class: Revalued, Field: Identity, Old: x.Partners, New: x.now, OldItem: -1, NewItem: -1}
		if quote {
			p, q := &old.Quotes[x.OldItem], &new.Quotes[x.NewItem]
			ch.Layer, ch.Surface, ch.OldSpan, ch.NewSpan, ch.Confidence = Quotes, OneLine(p.Text), &p.Span, &q.Span, q.Confidence
		} else {
			p, q := &old.Events[x.OldItem], &new.Events[x.NewItem]
			ch.Layer, ch.Surface, ch.OldSpan, ch.NewSpan, ch.Confidence = Events, OneLine(p.Trigger.Text), &p.Trigger.Span, &q.Trigger.Span, q.Confidence
		}
		ch.OldContext, ch.NewContext = Context(old, *ch.OldSpan), Context(new, *ch.NewSpan)
		if ch.OldContext == ch.NewContext {
			ch.OldContext = ""
		}
		ch.Cluster = hash(Identity, ch.Layer, x.cluster)
		ch.identify(seen)
		ch.Blame = Blame{Layer: ch.Layer}
		if a.provenance != nil && b.provenance != nil {
			ch.Blame.Cause = a.provenance.differs(b.provenance, Identity)
		}
		count.Classes[ClassName{ch.Layer, Revalued}]++
		f := t.Fields[FieldName{ch.Layer, Identity}]
		f.Unchanged--
		out = append(out, ch)
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return fmt.Errorf("diff: %w", err)
	}
	return nil
}

// links are the events and quotations of both documents that belong to groups.
func (c *comparison) links() []link {
	var out []link
	for i, j := range c.pair {
		if j < 0 {
			continue
		}
		x, y := c.a[i].Index, c.b[j].Index
		l := link{document: c.old.ID, oldItem: x, newItem: y}
		switch c.a[i].Layer {
		case Events:
			l.old, l.new = c.old.Events[x].EventID, c.new.Events[y].EventID
		case Quotes:
			l.quote, l.old, l.new = true, c.old.Quotes[x].QuoteID, c.new.Quotes[y].QuoteID
		}
		if l.old != "" && l.new != "" {
			out = append(out, l)
		}
	}
	return out
}

// ownLinks are those of a document that is the same on both sides, by the ids of its groups.
func ownLinks(document string, events, quotes []string) []link {
	var out []link
	for n, list := range [][]string{events, quotes} {
		for i, id := range list {
			if id != "" {
				out = append(out, link{document, n == 1, i, i, id, id})
			}
		}
	}
	return out
}

// groupsOf are the ids of the groups of a document's events and quotations, "" for none.
func groupsOf(d *corpus.Document) (events, quotes []string) {
	for i := range d.Events {
		events = append(events, d.Events[i].EventID)
	}
	for i := range d.Quotes {
		quotes = append(quotes, d.Quotes[i].QuoteID)
	}
	return events, quotes
}

// identify gives a change its id; seen counts those of one document.
func (x *Change) identify(seen map[string]int) {
	x.ID = hash(x.Document, x.Layer, string(x.Class), x.Field, x.Surface, x.Part, x.Old, x.New)
	if k := seen[x.ID]; k > 0 {
		seen[x.ID]++
		x.ID = hash(x.ID, fmt.Sprint(k))
	} else {
		seen[x.ID] = 1
	}
}

// linked counts a field of identity over the links of a document.
func (t *Tally) linked(links []link) {
	for i := range links {
		t.field(cmp.Or(map[bool]string{true: Quotes}[links[i].quote], Events), Identity, true)
	}
}
