package events

import (
	"encoding/binary"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/normalize/places"
)

// reader is the working state of one document. Its memory serves one document after the other.
type reader struct {
	d      *corpus.Document
	b      *book
	g      *places.Gazetteer
	around *places.Context // see setting

	// By token.
	low       []string // the token in lower case
	forms     []*entry // of the token in lower case
	lemmas    []*entry // of the lemma as it stands: that of a name in capitals is no word of the tables
	plain     []*entry // of the lemma in lower case
	formHash  []uint32
	lemmaHash []uint32 // of the lemma in lower case
	entityAt  []int    // index in Entities of the entity that holds it, or -1
	dateAt    []int    // index in Dates of the expression that holds it, or -1
	quoteAt   []int    // index in Quotes of the quotation that holds it, or -1
	referAt   []int    // index in References of the last one that ends with it, or -1
	chunkAt   []int    // index in chunks of the chunk that holds it, or -1
	predicate []int    // the clause that it heads, or -1
	clauseOf  []int    // the innermost clause that it stands in, or -1
	kids      [][]int  // its dependents, in text order
	heading   []string // of the verb of a headline that was read as a noun, its lemma; one more than there are tokens
	used      []bool   // it is the object that a verb's frame asked for

	// By sentence.
	polled   []bool
	sport    []bool
	accident []bool
	bare     []bool   // a headline without a finite verb
	openAt   []int    // the first token after a dateline
	games    []*entry // see topical

	countries map[corpus.Range]string  // see countryIn
	refersAt  map[int][]int            // last token to the references that end there, where there is more than one
	actors    map[string]*corpus.Actor // by id, once one was asked for
	clauses   []clause                 // the document's, mended from the surface
	fitting   []fit                    // what the clauses' fits are cut from
	chunks    []chunk
	armed     bool   // a word of war or attack other than "strike" stands in the document
	told      uint32 // the bits of entry.topics that words of the document have
	story     uint32 // how much of names of states, bodies and offices there is in the document, 0 to 7
	dropped   []int  // triggers whose event the classifier took away
	judge     judge

	// Memory that is used again.
	taken  []bool           // see mentions
	found  []corpus.Mention // see mentions
	raised []corpus.Event   // before they are settled
	seen   map[string]bool  // see settle
	spoke  map[int]bool     // see statements
	near   []corpus.Noun    // see after
	nouns  []corpus.Noun    // see keep
	counts []int            // see kinship
	kin    []int            // what kids are cut from
}

// keep is a list of phrases, in memory that lasts as long as the document is read.
func (r *reader) keep(ns ...corpus.Noun) []corpus.Noun {
	first := len(r.nouns)
	r.nouns = append(r.nouns, ns...)
	return r.nouns[first:len(r.nouns):len(r.nouns)]
}

// clause is a clause with what has been found out about it.
type clause struct {
	corpus.Clause
	word *entry // what the tables say of its lemma

	// What is worked out once, when it is first asked for: see matches and view.
	matched, viewed bool
	fits            []fit
	outlook         outlook
}

// newReader reads a document.
func newReader(d *corpus.Document, b *book) *reader {
	r := blank()
	r.read(d, b)
	return r
}

// blank is a reader of no document.
func blank() *reader {
	return &reader{countries: map[corpus.Range]string{}, refersAt: map[int][]int{}, actors: map[string]*corpus.Actor{}, seen: map[string]bool{}, spoke: map[int]bool{}, judge: judge{model: loadModel(), packed: loadPacked()}}
}

// read makes the reader one of another document.
func (r *reader) read(d *corpus.Document, b *book) {
	r.d, r.b, r.g, r.around = d, b, places.Default(), nil
	r.armed, r.dropped, r.judge.cases = false, r.dropped[:0], nil
	clear(r.refersAt)
	clear(r.countries)
	clear(r.actors)
	r.fitting, r.nouns = r.fitting[:0], r.nouns[:0]
	r.words()
	r.layers()
	r.kinship()
	r.headlines()
	r.chunking()
	r.mend()
	r.topical()
}

// sized is a slice of n elements, of whatever there was, in the memory of s if that is enough.
func sized[T any](s []T, n int) []T { return slices.Grow(s[:0], n)[:n] }

// cleared is a slice of n zeros, in the memory of s if that is enough.
func cleared[T any](s []T, n int) []T {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}

// unset is a slice of n times -1, in the memory of s if that is enough.
func unset(s []int, n int) []int {
	s = slices.Grow(s[:0], n)[:n]
	for i := range s {
		s[i] = -1
	}
	return s
}

// words looks every token up in the vocabulary.
func (r *reader) words() {
	d, n := r.d, len(r.d.Tokens)
	r.low, r.forms, r.lemmas, r.plain = sized(r.low, n), sized(r.forms, n), sized(r.lemmas, n), sized(r.plain, n)
	r.formHash, r.lemmaHash = sized(r.formHash, n), sized(r.lemmaHash, n)
	text, whole := lowered(d.Text)
	// No hash hangs on a look at the tables, and no look at the one on the other: many are under way at once.
	for i := range d.Tokens {
		if t := &d.Tokens[i]; whole {
			r.low[i] = text[t.Start:t.End]
		} else {
			r.low[i] = strings.ToLower(d.Word(i))
		}
		r.formHash[i] = word(r.low[i])
	}
	at := r.lemmaHash // which are known after that
	for i, hash := range r.formHash {
		at[i] = r.b.first(hash)
	}
	for i := range d.Tokens {
		t := &d.Tokens[i]
		r.forms[i] = r.b.from(r.formHash[i], at[i], r.low[i])
		r.lemmas[i], r.plain[i], r.lemmaHash[i] = r.forms[i], r.forms[i], r.formHash[i]
		if t.Lemma == r.low[i] {
			continue
		}
		if t.Lemma == d.Word(i) { // a name, whose capitals no table has
			r.lemmas[i], r.lemmaHash[i] = &r.b.none, r.formHash[i]
			continue
		}
		r.lemmas[i], r.lemmaHash[i] = r.b.find(t.Lemma)
		r.plain[i] = r.lemmas[i]
		if folded := strings.ToLower(t.Lemma); folded != t.Lemma {
			r.plain[i], r.lemmaHash[i] = r.b.find(folded)
		}
	}
}

// lowered is a text in lower case with every character at the byte where it was, or false
// where that cannot be.
func lowered(text string) (string, bool) {
	var b strings.Builder
	b.Grow(len(text))
	var eight [8]byte
	for i := 0; i < len(text); {
		if i+len(eight) <= len(text) {
			copy(eight[:], text[i:])
			if word := binary.LittleEndian.Uint64(eight[:]); word&signs == 0 {
				binary.LittleEndian.PutUint64(eight[:], lowerEight(word))
				b.Write(eight[:])
				i += len(eight)
				continue
			}
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		if c = unicode.ToLower(c); utf8.RuneLen(c) != size {
			return "", false
		}
		b.WriteRune(c)
		i += size
	}
	return b.String(), true
}

const (
	ones  = 0x0101010101010101
	signs = 0x8080808080808080
)

// lowerEight is eight bytes of ASCII in lower case. The top bit of each, which ASCII leaves free, tells
// whether the byte is at least "A", and then whether it is beyond "Z".
func lowerEight(word uint64) uint64 {
	upper := (word + (0x80-'A')*ones) &^ (word + (0x80-'Z'-1)*ones) & signs
	return word + upper>>2
}

// layers marks the tokens that hold names, dates, quotations and references, and the predicates.
func (r *reader) layers() {
	d, n := r.d, len(r.d.Tokens)
	r.entityAt, r.dateAt, r.quoteAt, r.referAt = unset(r.entityAt, n), unset(r.dateAt, n), unset(r.quoteAt, n), unset(r.referAt, n)
	r.predicate, r.used = unset(r.predicate, n), cleared(r.used, n)
	for i := range d.Dates {
		in := d.TokensIn(d.Dates[i].Span)
		for t := in.First; t < in.End; t++ {
			r.dateAt[t] = i
		}
	}
	for i := range d.Quotes {
		in := d.TokensIn(d.Quotes[i].Span)
		for t := in.First; t < in.End; t++ {
			if r.quoteAt[t] < 0 {
				r.quoteAt[t] = i
			}
		}
	}
	for i := range d.Entities {
		in := d.TokensIn(d.Entities[i].Span)
		for t := in.First; t < in.End; t++ {
			r.entityAt[t] = i
		}
	}
	for i := range d.References {
		in := d.TokensIn(d.References[i].Span)
		if in.Len() == 0 {
			continue
		}
		end := in.End - 1
		if first := r.referAt[end]; first >= 0 {
			at := r.refersAt[end]
			if at == nil {
				at = []int{first}
			}
			r.refersAt[end] = r.again(at, i)
		}
		r.referAt[end] = i
	}
	for i := range d.Clauses {
		r.predicate[d.Clauses[i].Predicate] = i
	}
}

// nobody is the actor of an id that the document does not have.
var nobody corpus.Actor

// actor is the document's actor of an id.
func (r *reader) actor(id string) *corpus.Actor {
	if id == "" {
		return &nobody
	}
	if len(r.actors) == 0 {
		for i := range r.d.Actors {
			r.actors[r.d.Actors[i].ID] = &r.d.Actors[i]
		}
	}
	if a := r.actors[id]; a != nil {
		return a
	}
	return &nobody
}

// kinship fills kids, and where each sentence opens.
func (r *reader) kinship() {
	d, n := r.d, len(r.d.Tokens)
	r.kids, r.kin = cleared(r.kids, n), slices.Grow(r.kin[:0], n)
	r.counts, r.openAt = cleared(r.counts, n), r.openAt[:0]
	for s := range d.Sentences {
		r.openAt = append(r.openAt, d.Sentences[s].Body().First)
		in := d.Sentences[s].Tokens
		for i := in.First; i < in.End; i++ {
			if h := d.HeadOf(i, in); h >= 0 && h != i {
				r.counts[h]++
			}
		}
		back := r.kin[len(r.kin):cap(r.kin)]
		total := 0
		for i := in.First; i < in.End; i++ {
			k := r.counts[i]
			r.kids[i] = back[total : total : total+k]
			total += k
		}
		r.kin = r.kin[:len(r.kin)+total]
		for i := in.First; i < in.End; i++ {
			if h := d.HeadOf(i, in); h >= 0 && h != i {
				r.kids[h] = append(r.kids[h], i)
			}
		}
	}
}
