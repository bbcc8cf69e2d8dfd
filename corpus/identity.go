package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AssignIDs gives quotations, events and mentions their ids. An id is a hash of
// the document's id and of a local id, which is a hash of the layer, the surface,
// the words of the sentence, and the ordinal among equals. No offset goes in, so a
// paragraph inserted before changes none; and when a document must be renamed, its
// new ids follow from the local ones ([MentionID]).
//
// Stages may use any provisional ids that are unique in the document; events'
// references to quotations are carried over. The call is idempotent.
func AssignIDs(d *Document) {
	n := len(d.Quotes) + len(d.Events) + len(d.Mentions)
	if n == 0 {
		return
	}
	l := locals{d: d, seen: make(map[[idSize]byte]int, n)}
	l.digits.Grow(idSize * (n + len(d.Quotes) + len(d.Events)))
	var renamed map[string]string
	if len(d.Quotes) > 0 {
		renamed = make(map[string]string, len(d.Quotes))
	}
	for i := range d.Quotes {
		q := &d.Quotes[i]
		q.Local = l.id(q.Start, "quotes", q.Text)
		fresh := l.string(mentionID(d.ID, q.Local))
		renamed[q.ID] = fresh
		q.ID = fresh
	}
	for i := range d.Events {
		e := &d.Events[i]
		e.Local = l.id(e.Trigger.Start, "events", string(e.Type), " ", e.Trigger.Text)
		e.ID = l.string(mentionID(d.ID, e.Local))
		if e.Quote != "" {
			e.Quote = renamed[e.Quote]
		}
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.Local = l.id(m.Start, "mentions", d.Surface(m.Span))
	}
}

const idSize = 16 // hex digits

// locals makes the local ids of a document.
type locals struct {
	d         *Document
	seen      map[[idSize]byte]int
	sentences [][idSize]byte  // hashes, zero where not made: hashing a long sentence for each of its mentions takes quadratic time
	digits    strings.Builder // of all ids, which are parts of it
}

// id is the local id of what begins at a place, in a layer, with a surface in pieces.
func (l *locals) id(at int, layer string, surface ...string) string {
	i := l.d.SentenceAt(at)
	if l.sentences == nil {
		l.sentences = make([][idSize]byte, 1+len(l.d.Sentences))
	}
	sentence := &l.sentences[1+i]
	if sentence[0] == 0 {
		*sentence = l.d.hashSentence(i)
	}
	var room [512]byte
	b := append(append(room[:0], layer...), 0)
	for _, s := range surface {
		b = append(b, s...)
	}
	key := digits(append(append(append(b, 0), sentence[:]...), 0))
	n := l.seen[key]
	l.seen[key]++
	if n > 0 {
		b = append(append(room[:0], key[:]...), 0)
		key = digits(append(strconv.AppendInt(b, int64(n), 10), 0))
	}
	return l.string(key)
}

// string is an id as a string.
func (l *locals) string(id [idSize]byte) string {
	l.digits.Write(id[:])
	all := l.digits.String()
	return all[len(all)-idSize:]
}

// MentionID is the id of a mention, of its document's id and its local id.
func MentionID(document, local string) string {
	id := mentionID(document, local)
	return string(id[:])
}

func mentionID(document, local string) [idSize]byte {
	var room [512]byte
	b := append(append(room[:0], document...), 0)
	return digits(append(append(b, local...), 0))
}

// RenameActors replaces actor ids in every layer. Ids that the map lacks stay.
func (d *Document) RenameActors(to map[string]string) {
	rename := func(id *string) {
		if fresh, ok := to[*id]; ok {
			*id = fresh
		}
	}
	for i := range d.Entities {
		rename(&d.Entities[i].Actor)
	}
	for i := range d.Quotes {
		if s := d.Quotes[i].Speaker; s != nil {
			rename(&s.Actor)
		}
	}
	for i := range d.References {
		rename(&d.References[i].Actor)
	}
	for i := range d.Actors {
		rename(&d.Actors[i].ID)
	}
	for i := range d.Events {
		e := &d.Events[i]
		rename(&e.ReportedBy)
		for j := range e.Sources {
			rename(&e.Sources[j].Actor)
		}
		for j := range e.Targets {
			rename(&e.Targets[j].Actor)
		}
	}
}

// digits are the first hex digits of the SHA-256 of what is hashed: strings, each with a
// zero byte behind it.
func digits(b []byte) (id [idSize]byte) {
	sum := sha256.Sum256(b)
	hex.Encode(id[:], sum[:idSize/2])
	return id
}

// hashSentence is the hash of sentence i with its white space normalised, or of nothing
// for -1.
func (d *Document) hashSentence(i int) [idSize]byte {
	if i < 0 {
		return digits([]byte{0})
	}
	var room [512]byte
	return digits(append(appendNormal(room[:0], d.Surface(d.Sentences[i].Span)), 0))
}

// appendNormal appends the words of a text with one space between two.
func appendNormal(b []byte, text string) []byte {
	if isNormal(text) {
		return append(b, text...)
	}
	start := len(b)
	for word := range strings.FieldsSeq(text) {
		if len(b) > start {
			b = append(b, ' ')
		}
		b = append(b, word...)
	}
	return b
}

// OneSpace is a text with one space between its words, and none around them.
func OneSpace(text string) string {
	if isNormal(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// isNormal says whether a text is words with one space between two, as most sentences are.
func isNormal(text string) bool {
	space := true // before what comes
	for _, r := range text {
		switch {
		case r == ' ':
			if space {
				return false
			}
			space = true
			continue
		case r < ' ' || r >= utf8.RuneSelf:
			if unicode.IsSpace(r) {
				return false
			}
		}
		space = false
	}
	return !space
}
