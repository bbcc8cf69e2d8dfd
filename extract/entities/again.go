package entities

import (
	"strings"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/extract/entities/gazetteer"
	"dateline/extract/entities/internal/tagger"
)

// maxAgain bounds the pieces of a name that is looked for again.
const maxAgain = 6

// naming is what a document shows of a surface that was marked.
type naming struct {
	votes  [len(tagger.Types)]uint16
	marked int  // mentions the tagger found
	left   int  // further places in plain company that it passed over
	short  bool // the surname or the head of a longer name, never marked by itself
	typ    corpus.EntityType
}

// place is an unmarked place of a known name, in pieces [first, end).
type place struct {
	first, end int
	of         *naming
	company    bool // other capitals without a mark stand beside it
}

// again marks further places of names that the tagger found once and passed over
// elsewhere: one sense a discourse (Gale, Church and Yarowsky 1992). A name that
// was passed over nearly everywhere is taken for the tagger's error and is left, and so
// are common words, pieces of longer unmarked names, sums of money and numerals.
func (s *Stage) again(d *corpus.Document, t *tagger.Document, dropped []corpus.Span) {
	names := s.namings(d)
	var places []place
	ps := t.Pieces
	taken := spans(d.Entities, dropped)
	next := 0                  // first taken span that ends behind the piece
	free := func(i int) bool { // whether piece i is not taken; i never falls by more than maxAgain
		for next > 0 && taken[next-1].End > ps[i].Start {
			next--
		}
		for next < len(taken) && taken[next].End <= ps[i].Start {
			next++
		}
		return next == len(taken) || taken[next].Start >= ps[i].End
	}
	freeTo := func(i, end int) bool {
		for i < end && free(i) {
			i++
		}
		return i == end
	}
	for _, r := range t.Regions {
		for i := r.First; i < r.End; i++ {
			if !ps[i].Capital() || !free(i) {
				continue
			}
			// Where every word has a capital, or many have, only what the lists know as an event or law.
			plain := t.Plain(i)
			var best place
			for k := i; plain && k < r.End && k < i+maxAgain && free(k); k++ {
				if n := names[d.Text[ps[i].Start:ps[k].End]]; n != nil {
					best = place{first: i, end: k + 1, of: n}
				}
			}
			if best.of == nil {
				if k, typ := s.known(t, i, r.End); k > i && (plain || typ == corpus.EventT || typ == corpus.Law) && freeTo(i, k) && !(beside(t, i-1, i, free) || beside(t, k, k-1, free)) {
					best = place{first: i, end: k, of: &naming{short: true, typ: typ}}
					places = append(places, best)
					i = k - 1
				}
				continue
			}
			if !s.mayRecur(t, &best) {
				continue
			}
			best.company = beside(t, best.first-1, best.first, free) || beside(t, best.end, best.end-1, free)
			if !best.company {
				best.of.left++
			}
			places = append(places, best)
			i = best.end - 1
		}
	}
	var found []corpus.Entity
	for _, p := range places {
		n := p.of
		switch {
		case n.short:
			if p.company {
				continue
			}
		case n.left > againLimit*n.marked, p.company && (n.left >= n.marked || n.marked < 2):
			continue
		}
		span := corpus.Span{Start: ps[p.first].Start, End: ps[p.end-1].End}
		found = append(found, corpus.Entity{Span: span, Text: d.Text[span.Start:span.End], Type: n.typ})
	}
	d.Entities = merge(d.Entities, found)
}

// known finds a name of the gazetteer at piece i: countries and peoples, and
// bodies that are nothing else, of several words or of capitals. It returns its
// end in pieces, 0 when there is none.
func (s *Stage) known(t *tagger.Document, i, end int) (int, corpus.EntityType) {
	p := &t.Pieces[i]
	k := i + 1
	switch p.GazAt {
	case 1:
	case 2:
		for k < end && t.Pieces[k].GazAt >= 3 {
			k++
			if t.Pieces[k-1].GazAt == 4 {
				break
			}
		}
	default:
		return 0, ""
	}
	text := t.Text[p.Start:t.Pieces[k-1].End]
	c := s.classes(text)
	switch {
	case k == i+1 && blocs.of(text) && s.bloc(t, i):
		return k, corpus.Loc
	case c == 0 || c != p.Gaz || k == i+1 && (p.Common > 0 || t.Lowered(i)) || notNames.of(text) != "" || notNames.of(wordAfter(t.Text, t.Pieces[k-1].End)) == "money":
		return 0, ""
	case wordBefore(t.Text, p.Start) == "of" && roleNouns.lower(wordBefore(t.Text, p.Start-len("of "))):
		return 0, "" // "Minister of Foreign Affairs" is a title
	case k == i+1 && p.Shape != tagger.Dotted && p.Shape != tagger.Upper && c != gazetteer.Country && c != gazetteer.Demonym && gazetteer.Only(c) != corpus.EventT:
		return 0, ""
	case k < len(t.Pieces) && !t.Pieces[k].Spaced && t.Text[t.Pieces[k].Start] == '$':
		return 0, ""
	case c == gazetteer.Country:
		return k, corpus.GPE
	}
	switch t := gazetteer.Only(c); t {
	case corpus.Org, corpus.Norp, corpus.EventT, corpus.Law:
		return k, t
	}
	return 0, ""
}

// bloc reports whether the side of the world at piece i stands for the states there: "from the
// West that", "the West's", but not "the West of the island", "in the West", "the West side".
func (s *Stage) bloc(t *tagger.Document, i int) bool {
	p := &t.Pieces[i]
	if wordBefore(t.Text, p.Start) != "the" || strings.EqualFold(wordBefore(t.Text, p.Start-len("the ")), "in") {
		return false
	}
	if strings.HasPrefix(t.Text[p.End:], "'s ") || strings.HasPrefix(t.Text[p.End:], "’s ") {
		return true
	}
	switch wordAfter(t.Text, p.End) {
	case "and", "as", "but", "by", "for", "has", "have", "in", "is", "must", "that", "to", "was", "which", "will", "with", "would":
		return true
	}
	return p.End < len(t.Text) && strings.IndexByte(".,;", t.Text[p.End]) >= 0
}

// againLimit is how many unmarked places of a name a marked one stands for.
const againLimit = 8

// namings are the names of a document by surface, with the type that most
// mentions have, and the short forms that their long forms introduce.
func (s *Stage) namings(d *corpus.Document) map[string]*naming {
	if len(d.Entities) == 0 {
		return nil
	}
	names := make(map[string]*naming, len(d.Entities))
	all := make([]naming, len(d.Entities)) // room for those of the mentions
	for i := range d.Entities {
		e := &d.Entities[i]
		n := names[e.Text]
		if n == nil {
			n = &all[len(names)]
			names[e.Text] = n
		}
		n.marked++
		if t := typeIndex(e.Type); t >= 0 && n.votes[t] < 1<<16-1 {
			n.votes[t]++
		}
	}
	for _, n := range names {
		best := 0
		for t := range n.votes {
			if n.votes[t] > n.votes[best] {
				best = t
			}
		}
		n.typ = types[best]
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		at := strings.LastIndexByte(e.Text, ' ')
		if at <= 0 {
			continue
		}
		var short string
		switch e.Type {
		case corpus.Person:
			short = e.Text[at+1:]
			if !s.surname(short) {
				continue
			}
		case corpus.Org:
			short = headOf(e.Text)
		}
		if short != "" && names[short] == nil {
			names[short] = &naming{short: true, typ: e.Type}
		}
	}
	for acronym, head := range heldBy {
		if names[acronym] != nil && names[head] == nil {
			names[head] = &naming{short: true, typ: corpus.Org}
		}
	}
	return names
}

// mayRecur reports whether a place can be a name at all, whatever its surface is elsewhere.
func (s *Stage) mayRecur(t *tagger.Document, p *place) bool {
	ps := t.Pieces
	first, last := &ps[p.first], &ps[p.end-1]
	text := t.Text[first.Start:last.End]
	if p.end < len(ps) && !ps[p.end].Spaced && t.Text[ps[p.end].Start] == '$' {
		return false
	}
	if notNames.of(wordAfter(t.Text, last.End)) == "money" {
		return false
	}
	if p.end-p.first > 1 {
		return !p.of.short
	}
	if first.Shape == tagger.Initial || utf8.RuneCountInString(text) < 2 || notNames.of(text) != "" || roleNouns.lower(text) || roman(text) {
		return false
	}
	if p.of.short && p.of.typ == corpus.Org {
		return p.first > 0 && ps[p.first-1].Sentence == first.Sentence && strings.EqualFold(t.Text[ps[p.first-1].Start:ps[p.first-1].End], "the")
	}
	if first.Common > 0 || t.Lowered(p.first) {
		// "May" is a month and a verb too: what stands beside it must speak for a person.
		return p.of.typ == corpus.Person && first.Shape == tagger.Title && s.acts(t, p.first)
	}
	return !p.of.short || !t.Opens(p.first) || s.acts(t, p.first)
}

// acts reports whether the word at piece i says something, owns something or has a courtesy before it.
func (s *Stage) acts(t *tagger.Document, i int) bool {
	ps := t.Pieces
	if k := i + 1; k < len(ps) && ps[k].Sentence == ps[i].Sentence {
		switch w := t.Text[ps[k].Start:ps[k].End]; {
		case w == "'s" || w == "’s", speaking.of(w), w == "has", w == "had", !t.Opens(i) && ps[k].Shape == tagger.Lower && len(w) > 4 && strings.HasSuffix(w, "ed"):
			return true
		}
	}
	if k := i - 1; k >= 0 && ps[k].Sentence == ps[i].Sentence {
		return courtesies.lower(t.Text[ps[k].Start:ps[k].End])
	}
	return false
}

// beside reports whether piece i, a neighbour of the place's piece from, is a
// capitalised word without a mark that goes on with the same name.
func beside(t *tagger.Document, i, from int, free func(int) bool) bool {
	ps := t.Pieces
	if i < 0 || i >= len(ps) || ps[i].Sentence != ps[from].Sentence {
		return false
	}
	right := max(i, from)
	switch p := &ps[i]; {
	case p.Shape == tagger.Hyphen || t.Text[p.Start] == '&':
		return !ps[right].Spaced || t.Text[p.Start] == '&'
	case !p.Capital() || !free(i):
		return false
	case i < from && t.Opens(i) && p.Common > 0:
		return false // "When Santos left"
	case i < from && courtesies.lower(t.Text[p.Start:p.End]), i > from && roleNouns.lower(t.Text[p.Start:p.End]):
		return false
	}
	return true
}

// spans are the spans of mentions and those of dropped, in order.
func spans(es []corpus.Entity, dropped []corpus.Span) []corpus.Span {
	out := make([]corpus.Span, 0, len(es)+len(dropped))
	for i := range es {
		for len(dropped) > 0 && dropped[0].Start < es[i].Start {
			out, dropped = append(out, dropped[0]), dropped[1:]
		}
		out = append(out, es[i].Span)
	}
	return append(out, dropped...)
}

// merge puts two lists of mentions that do not overlap in order.
func merge(a, b []corpus.Entity) []corpus.Entity {
	if len(b) == 0 {
		return a
	}
	out := make([]corpus.Entity, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].Start <= b[0].Start {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// roman reports whether a word is a Roman numeral in capitals.
func roman(w string) bool { return strings.Trim(w, "IVXLC") == "" }

// headOf is the head of a body's name that may stand for it alone ("the
// Commission" for "European Commission", "the Church" for "Church of Uld"), or
// empty.
func headOf(name string) string {
	if at := strings.Index(name, " of "); at > 0 {
		name = name[:at]
	} else if at := strings.Index(name, " for "); at > 0 {
		name = name[:at]
	}
	if w := name[strings.LastIndexByte(name, ' ')+1:]; bodies.of(w) {
		return w
	}
	return ""
}

// heldBy are the heads of bodies that go by their acronyms only.
var heldBy = map[string]string{"EU": "Union", "E.U.": "Union", "AU": "Union"}
