package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
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
	seen := map[string]int{}
	sentence, digest := -2, "" // of the last mention: hashing a long sentence for each of its mentions takes quadratic time
	local := func(layer, surface string, at int) string {
		if i := d.SentenceAt(at); i != sentence {
			sentence, digest = i, d.hashSentence(i)
		}
		key := hash(layer, surface, digest)
		n := seen[key]
		seen[key]++
		if n > 0 {
			key = hash(key, strconv.Itoa(n))
		}
		return key
	}
	renamed := make(map[string]string, len(d.Quotes))
	for i := range d.Quotes {
		q := &d.Quotes[i]
		q.Local = local("quotes", q.Text, q.Start)
		fresh := MentionID(d.ID, q.Local)
		renamed[q.ID] = fresh
		q.ID = fresh
	}
	for i := range d.Events {
		e := &d.Events[i]
		e.Local = local("events", string(e.Type)+" "+e.Trigger.Text, e.Trigger.Start)
		e.ID = MentionID(d.ID, e.Local)
		if e.Quote != "" {
			e.Quote = renamed[e.Quote]
		}
	}
	for i := range d.Mentions {
		m := &d.Mentions[i]
		m.Local = local("mentions", d.Surface(m.Span), m.Start)
	}
}

// MentionID is the id of a mention, of its document's id and its local id.
func MentionID(document, local string) string { return hash(document, local) }

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

// hash is 16 hex digits of the SHA-256 of the parts, each with a zero byte behind it.
func hash(parts ...string) string {
	var room [512]byte
	b := room[:0]
	for _, p := range parts {
		b = append(append(b, p...), 0)
	}
	return digits(b)
}

func digits(b []byte) string {
	sum := sha256.Sum256(b)
	var out [16]byte
	hex.Encode(out[:], sum[:8])
	return string(out[:])
}

// hashSentence is the hash of sentence i with its white space normalised, or of nothing
// for -1.
func (d *Document) hashSentence(i int) string {
	if i < 0 {
		return hash("")
	}
	var room [512]byte
	b := room[:0]
	for word := range strings.FieldsSeq(d.Surface(d.Sentences[i].Span)) {
		b = append(append(b, word...), ' ')
	}
	if len(b) == 0 {
		return hash("")
	}
	b[len(b)-1] = 0 // in place of the last space
	return digits(b)
}
