package actors

import (
	"encoding/binary"
	"iter"

	"dateline/corpus/spill"
)

// parts are the linked parts of the dump, to be decided one by one.
type parts struct {
	*links
	ids    *ids
	rows   spill.Sorter // by part, then as below
	guests spill.Sorter // names with parts that they are not of, but whose sightings have them
	claims spill.Sorter // slight names with the clusters that have them
	waits  spill.Log    // clusters with such names, which may have more mentions by these
	gains  spill.Sorter // of these: their place among them, with the name's mentions
}

// The rows of a part, in their order.
const (
	rowName byte = iota
	rowSighting
	rowEdge
	rowScoped
)

// cast decides who is who. Names that are alone are actors as they are; the others
// are brought together by the parts of the dump that they belong to.
func (l *links) cast(ids *ids) error {
	p := parts{links: l, ids: ids}
	memory := l.r.memory()
	p.rows.Memory, p.guests.Memory, p.claims.Memory, p.gains.Memory = max(memory/4, 1), max(memory/16, 1), max(memory/16, 1), max(memory/16, 1)
	p.rows.Dir, p.guests.Dir, p.claims.Dir, p.gains.Dir, p.waits.Dir = l.r.Dir, l.r.Dir, l.r.Dir, l.r.Dir, l.r.Dir
	defer p.close()
	for _, step := range []func() error{p.gather, p.settle, p.decide, p.shorten, p.gain} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *parts) close() {
	p.rows.Close()
	p.guests.Close()
	p.claims.Close()
	p.waits.Close()
	p.gains.Close()
}

func (p *parts) begin(root int32, kind byte) {
	p.buf = append(binary.BigEndian.AppendUint32(p.buf[:0], uint32(root)), kind)
}

// add takes the row in the buffer, of which the first k bytes are the key.
func (p *parts) add(k int) error { return p.rows.Add(p.buf[:k], p.buf[k:]) }

func (p *parts) addName(root, n int32, guest byte, fact []byte) error {
	p.begin(root, rowName)
	p.buf = binary.BigEndian.AppendUint32(p.buf, uint32(n))
	k := len(p.buf)
	p.buf = append(append(p.buf, guest), fact...)
	return p.add(k)
}

// gather puts names, spellings and sightings into their parts.
func (p *parts) gather() error {
	n := int32(0)
	for b, err := range p.facts.Records() {
		if err == nil && p.linked.has(n) {
			err = p.addName(p.forest.root(n), n, 0, b)
		}
		if err != nil {
			return err
		}
		n++
	}
	for b, err := range p.edges.Records() {
		if err != nil {
			return err
		}
		p.begin(p.forest.root(int32(binary.BigEndian.Uint32(b[2:]))), rowEdge)
		p.buf = append(p.buf, ^b[0], ^b[1]) // the best first
		p.buf = append(p.buf, b[2:]...)
		if err := p.add(len(p.buf)); err != nil {
			return err
		}
	}
	return p.each(func(o *other) error {
		root := p.forest.root(p.home(o))
		for _, n := range o.at {
			if p.forest.root(n) != root {
				p.buf = binary.BigEndian.AppendUint32(p.buf[:0], uint32(n))
				p.buf = binary.BigEndian.AppendUint32(p.buf, uint32(root))
				if err := p.guests.Add(p.buf, nil); err != nil {
					return err
				}
			}
		}
		kind := rowSighting
		if o.scope != scopeNone {
			kind = rowScoped
		}
		p.begin(root, kind)
		p.buf = appendString(p.buf, o.known)
		p.buf = appendString(p.buf, o.suffix)
		p.buf = appendString(p.buf, o.salt)
		for _, n := range o.at {
			p.buf = binary.BigEndian.AppendUint32(p.buf, uint32(n))
		}
		k := len(p.buf)
		p.buf = binary.LittleEndian.AppendUint32(p.buf, uint32(o.number))
		p.buf = append(p.buf, o.typ)
		p.buf = binary.AppendUvarint(p.buf, uint64(o.count))
		return p.add(k)
	})
}

// numbered steps through rows whose keys begin with ascending numbers.
type numbered struct {
	next func() (spill.Row, error, bool)
	stop func()
	row  spill.Row
	more bool
}

func number(rows iter.Seq2[spill.Row, error]) (*numbered, error) {
	next, stop := iter.Pull2(rows)
	n := &numbered{next: next, stop: stop}
	return n, n.step()
}

func (n *numbered) step() (err error) {
	n.row, err, n.more = n.next()
	return err
}

// at reports whether the row is of that number.
func (n *numbered) at(i int32) bool {
	return n.more && int32(binary.BigEndian.Uint32(n.row.Key)) == i
}

// settle makes actors of the names that are alone, and sends the others to the parts
// that they are guests of. Nobody asks for roots any more: the forest takes clusters.
func (p *parts) settle() error {
	p.used, p.full, p.r.further, p.r.singles = nil, nil, column{}, hashes{}
	guests, err := number(p.guests.Rows())
	defer guests.stop()
	if err != nil {
		return err
	}
	n := int32(0)
	for b, err := range p.facts.Records() {
		if err == nil && !p.linked.has(n) {
			err = p.alone(n, b)
		}
		last := int32(-1)
		for err == nil && guests.at(n) {
			if root := int32(binary.BigEndian.Uint32(guests.row.Key[4:])); root != last {
				err = p.addName(root, n, 1, b)
				last = root
			}
			if err == nil {
				err = guests.step()
			}
		}
		if err != nil {
			return err
		}
		n++
	}
	return nil
}

// alone makes an actor of a name.
func (p *parts) alone(n int32, b []byte) error {
	var f fact
	parseFact(b, &f)
	t := total{name: f.text, content: content(f.kin, "", "", f.key)}
	t.typ, t.count = f.plain.most()
	c, err := p.ids.add(&t)
	p.forest.set(n, -1-c)
	return err
}

// decide works on part after part.
func (p *parts) decide() error {
	c := cast{parts: p}
	root := int32(-1)
	for row, err := range p.rows.Rows() {
		if err != nil {
			return err
		}
		if at := int32(binary.BigEndian.Uint32(row.Key)); at != root {
			if err := c.end(); err != nil {
				return err
			}
			root = at
		}
		if err := c.add(row.Key[4], row.Key[5:], row.Value); err != nil {
			return err
		}
	}
	return c.end()
}

// wait puts off a cluster that slight names may add to.
func (p *parts) wait(t *total, types typeCounts, slight []int32) (int32, error) {
	n := p.ids.reserve()
	at := uint32(p.waits.Len())
	p.buf = binary.BigEndian.AppendUint32(p.buf[:0], uint32(n))
	p.buf = appendString(p.buf, t.known)
	p.buf = appendString(p.buf, t.name)
	p.buf = appendString(p.buf, t.content)
	p.buf = appendTypes(p.buf, types)
	if _, err := p.waits.Add(p.buf); err != nil {
		return n, err
	}
	for _, a := range slight {
		p.buf = binary.BigEndian.AppendUint32(p.buf[:0], uint32(a))
		p.buf = binary.BigEndian.AppendUint32(p.buf, at)
		p.buf = binary.BigEndian.AppendUint32(p.buf, uint32(n))
		if err := p.claims.Add(p.buf, nil); err != nil {
			return n, err
		}
	}
	return n, nil
}

// shorten gives each slight name that stands alone to the one cluster that has it too.
// The acronym of several bodies is nobody's.
func (p *parts) shorten() error {
	claims, err := number(p.claims.Rows())
	defer claims.stop()
	if err != nil {
		return err
	}
	n := int32(0)
	var f fact
	for b, err := range p.facts.Records() {
		if err != nil {
			return err
		}
		var at, cluster uint32
		several := 0
		for claims.at(n) {
			at, cluster = binary.BigEndian.Uint32(claims.row.Key[4:]), binary.BigEndian.Uint32(claims.row.Key[8:])
			several++
			if err := claims.step(); err != nil {
				return err
			}
		}
		if p.linked.has(n) && p.slight.has(n) {
			parseFact(b, &f)
			switch {
			case len(f.plain) == 0:
			case several != 1:
				err = p.alone(n, b)
			default:
				p.forest.set(n, -1-int32(cluster))
				p.buf = binary.BigEndian.AppendUint32(p.buf[:0], at)
				p.buf = binary.BigEndian.AppendUint32(p.buf, uint32(n))
				k := len(p.buf)
				p.buf = appendString(p.buf, content(f.kin, "", "", f.key))
				p.buf = appendTypes(p.buf, f.plain)
				err = p.gains.Add(p.buf[:k], p.buf[k:])
			}
		}
		if err != nil {
			return err
		}
		n++
	}
	p.facts.Close()
	return nil
}

// gain hands on the clusters that have waited.
func (p *parts) gain() error {
	gains, err := number(p.gains.Rows())
	defer gains.stop()
	if err != nil {
		return err
	}
	at := int32(0)
	var types typeCounts
	for b, err := range p.waits.Records() {
		if err != nil {
			return err
		}
		n := int32(binary.BigEndian.Uint32(b))
		known, b := cutString(b[4:])
		name, b := cutString(b)
		least, b := cutString(b)
		t := total{known: string(known), name: string(name), content: string(least)}
		types = types[:0]
		parseTypes(b, &types)
		for gains.at(at) {
			own, rest := cutString(gains.row.Value)
			t.content = min(t.content, string(own))
			parseTypes(rest, &types)
			if err := gains.step(); err != nil {
				return err
			}
		}
		t.typ, t.count = types.most()
		if err := p.ids.put(n, &t); err != nil {
			return err
		}
		at++
	}
	return nil
}

// content is what tells an actor from others, whatever the order of documents. The
// keys are in their order.
func content(k kin, known, suffix string, keys ...string) string {
	size := len(known) + len(suffix) + 3
	for _, k := range keys {
		size += len(k) + 1
	}
	b := make([]byte, 0, size)
	b = append(b, '0'+byte(k), '|')
	b = append(append(b, known...), '|')
	b = append(b, suffix...)
	for _, k := range keys {
		b = append(append(b, '|'), k...)
	}
	return string(b)
}
