package diff

import "bytes"

// count counts a record that is the same on both sides as [Tally.equal] does, from its bytes: nine
// records in ten of a comparison are equal, and decoding them would take most of the time. It
// returns the record's links and reports whether it understood the record, and counts nothing otherwise. With
// scenes, its happenings go there.
func (t *Tally) count(line []byte, missing map[string]bool, s *scenes) ([]link, bool) {
	c := counter{scanner: scanner{b: line}, layers: map[string]int{}, fields: map[FieldName]int{}, groups: map[string][]string{}}
	if s != nil {
		c.heard = &listener{names: s.names}
	}
	c.record(missing)
	c.space()
	id, err := idOf(line)
	if c.bad || c.i != len(line) || err != nil || s != nil && c.heard.failed {
		return nil, false
	}
	if s != nil {
		s.same(c.heard.happenings())
	}
	t.Documents++
	t.Equal++
	c.layers[Document], c.layers[Text] = 1, 1
	for name, n := range c.layers {
		l := t.layer(name)
		l.Old, l.New, l.Paired = l.Old+n, l.New+n, l.Paired+n
	}
	for k, n := range c.fields {
		f := t.Fields[k]
		if f == nil {
			f = &FieldTally{}
			t.Fields[k] = f
		}
		f.Compared, f.Unchanged = f.Compared+n, f.Unchanged+n
	}
	links := ownLinks(id, c.groups[Events], c.groups[Quotes])
	t.linked(links)
	return links, true
}

type counter struct {
	scanner
	layers map[string]int
	fields map[FieldName]int
	heard  *listener           // nil: nobody listens
	groups map[string][]string // event_id and quote_id of the items of a layer, "" for none
}

// keysOfFields names the fields of a layer by their keys in the record. Empty values have no key.
var keysOfFields = map[string]map[string]string{
	Document:   {"title": "title", "byline": "byline", "publisher": "publisher", "published": "published", "canonical": "canonical", "dateline": "dateline", "lang": "lang", "skipped": "skipped", "duplicate_of": "duplicate_of"},
	Sentences:  {},
	Entities:   {"type": "type", "title": "title", "actor": "actor"},
	Dates:      {"type": "type", "value": "value", "mod": "mod", "how": "how"},
	Periods:    {"begin": "begin", "until": "until"},
	Quotes:     {"kind": "kind", "cue": "cue", "speaker": "speaker"},
	References: {"kind": "kind", "actor": "actor"},
	Actors:     {"name": "name", "type": "type", "country": "country", "sector": "sector"},
	Events:     {"type": "type", "mode": "mode", "cameo": "cameo", "realis": "realis", "reported_by": "reported_by", "source_spans": "source", "target_spans": "target", "contexts": "contexts", "location": "location"},
	Mentions:   {},
}

// groupKeys are the keys of what makes items of several documents one.
var groupKeys = map[string]string{Events: "event_id", Quotes: "quote_id"}

func (c *counter) record(missing map[string]bool) {
	c.object(func(key []byte) {
		name := string(key)
		names, known := keysOfFields[name]
		switch {
		case known && name != Document:
			layer := name
			hidden := missing[layer] || layer == References && missing[Actors]
			c.array(func() {
				if !hidden {
					c.layers[layer]++
				}
				c.item(layer, names, hidden, missing[Actors])
			})
		case name == Main:
			hidden := missing[Main]
			c.object(func([]byte) {
				if !hidden {
					c.layers[Main]++
				}
				c.object(func(key []byte) {
					if c.filled() && !hidden {
						c.fields[FieldName{Main, string(key)}]++
					}
				})
			})
		default:
			if field := keysOfFields[Document][name]; c.filled() && field != "" {
				c.fields[FieldName{Document, field}]++
			}
		}
	})
}

func (c *counter) item(layer string, names map[string]string, hidden, actorless bool) {
	add := func(field string) {
		if !hidden {
			c.fields[FieldName{layer, field}]++
		}
	}
	// These have a value in every item.
	switch layer {
	case Quotes:
		add("pieces")
	case Events:
		add("main")
	}
	group := groupKeys[layer]
	if group != "" && !hidden {
		c.groups[layer] = append(c.groups[layer], "")
	}
	listens := c.heard != nil && !hidden && (layer == Actors || layer == Dates || layer == Events)
	if listens {
		c.heard.begin()
	}
	c.object(func(key []byte) {
		from := c.i
		switch {
		case group != "" && !hidden && string(key) == group:
			id := c.text()
			if bytes.IndexByte(id, '\\') >= 0 {
				c.fail() // rare enough to be decoded
			} else {
				list := c.groups[layer]
				list[len(list)-1] = string(id)
			}
		case layer == Quotes && string(key) == "speaker":
			c.object(func(key []byte) {
				if c.filled() {
					switch string(key) {
					case "text":
						add("speaker")
					case "actor":
						add("actor")
					}
				}
			})
		case layer == Events && string(key) == "date":
			c.object(func(key []byte) {
				if c.filled() {
					switch string(key) {
					case "value":
						add("date")
					case "how":
						add("date how")
					}
				}
			})
		default:
			if field := names[string(key)]; c.filled() && field != "" && !(actorless && layer == Entities && field == "actor") {
				add(field)
			}
		}
		if listens && !c.bad {
			c.heard.take(layer, key, c.b[from:c.i])
		}
	})
	if listens && !c.bad {
		c.heard.end(layer)
	}
}

// scanner walks through JSON without building anything.
type scanner struct {
	b   []byte
	i   int
	bad bool
}

func (s *scanner) space() {
	for s.i < len(s.b) && (s.b[s.i] == ' ' || s.b[s.i] == '\t' || s.b[s.i] == '\n' || s.b[s.i] == '\r') {
		s.i++
	}
}

// take reads a mark, if it is next.
func (s *scanner) take(mark byte) bool {
	s.space()
	if s.i < len(s.b) && s.b[s.i] == mark {
		s.i++
		return true
	}
	return false
}

func (s *scanner) fail() { s.bad, s.i = true, len(s.b) }

// text reads a string and returns what is between the marks, as it is written.
func (s *scanner) text() []byte {
	if !s.take('"') {
		s.fail()
		return nil
	}
	from := s.i
	for {
		n := bytes.IndexByte(s.b[s.i:], '"')
		if n < 0 {
			s.fail()
			return nil
		}
		s.i += n
		slashes := 0
		for k := s.i - 1; k >= from && s.b[k] == '\\'; k-- {
			slashes++
		}
		s.i++
		if slashes%2 == 0 {
			return s.b[from : s.i-1]
		}
	}
}

// object reads an object; each must read the value of the key. What is no object is a failure.
func (s *scanner) object(each func(key []byte)) {
	if !s.take('{') {
		s.fail()
		return
	}
	if s.take('}') {
		return
	}
	for !s.bad {
		key := s.text()
		if bytes.IndexByte(key, '\\') >= 0 || !s.take(':') {
			s.fail()
			return
		}
		each(key)
		if !s.take(',') {
			if !s.take('}') {
				s.fail()
			}
			return
		}
	}
}

// array reads an array; each must read an element.
func (s *scanner) array(each func()) {
	if !s.take('[') {
		s.fail()
		return
	}
	if s.take(']') {
		return
	}
	for !s.bad {
		each()
		if !s.take(',') {
			if !s.take(']') {
				s.fail()
			}
			return
		}
	}
}

// filled reads a value of any kind and reports whether it is more than "", null, [] or {}.
func (s *scanner) filled() bool {
	s.space()
	if s.i >= len(s.b) {
		s.fail()
		return false
	}
	switch s.b[s.i] {
	case '"':
		return len(s.text()) > 0
	case '{', '[':
		from, depth := s.i, 0
		for s.i < len(s.b) {
			switch s.b[s.i] {
			case '"':
				s.text()
				continue
			case '{', '[':
				depth++
			case '}', ']':
				depth--
			}
			s.i++
			if depth == 0 {
				return s.i-from > 2
			}
		}
		s.fail()
		return false
	}
	from := s.i
	for s.i < len(s.b) && s.b[s.i] != ',' && s.b[s.i] != '}' && s.b[s.i] != ']' {
		s.i++
	}
	word := bytes.TrimSpace(s.b[from:s.i])
	if len(word) == 0 {
		s.fail()
	}
	return string(word) != "null"
}
