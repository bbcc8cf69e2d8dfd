package tagger

// GivenName is the gazetteer class of given names, which the evidence of a
// document asks for: who has a given name once is a person when the surname
// stands alone.
const GivenName = 1 << 6

// What a document shows of a word at any of its places, as bits.
const (
	titled       = 1 << iota // after Mr, Dr, ...
	surname                  // behind a given name
	speaks                   // before said, told, ...
	placed                   // after in, near, ...
	articled                 // after the
	bare                     // after no determiner, within a sentence
	owning                   // before 's
	aged                     // before an age: "Okello, 43,"
	longer                   // within a longer run of capitals
	alone                    // as the only capital
	held                     // behind "founder of", "shares of"
	staffed                  // before a role: "Uld chief executive"
	asPerson                 // a role or kin in apposition to it
	asBody                   // a body in apposition to it
	asPlace                  // a town, region or building in apposition to it
	asThing                  // a thing, work or event in apposition to it
	calledPerson             // right behind a role or kin in lower case
	calledBody               // right behind a body in lower case
	calledPlace              // right behind a place in lower case, or "the town of"
	calledThing              // right behind a thing, work or event in lower case
	beforeBody               // right before a body in lower case
	beforePlace              // right before a place in lower case
	beforeThing              // right before a thing, work, event or law in lower case
	beforeStaff              // right before what bodies have: "shares", "employees"
	inwards                  // after from, to, at
	evidences    = iota

	// plainEvidence is what is looked at as a whole.
	plainEvidence = held - 1
)

var (
	courtesy = newWordSet("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "prof", "prof.", "sir", "dame", "lord", "lady", "rev", "rev.", "sgt", "sgt.", "capt", "capt.", "col", "col.", "gen", "gen.", "lt", "lt.", "maj", "maj.", "sen", "sen.", "rep", "rep.", "gov", "gov.")
	speech   = newWordSet("said", "says", "told", "added", "adds", "explained", "argued", "insisted", "recalled", "replied", "wrote", "tweeted", "noted", "stressed", "claimed", "warned", "declared", "stated", "remarked", "thinks", "believes", "thought", "joked", "admitted", "who")
	place    = newWordSet("in", "near", "outside", "inside", "across", "around", "throughout", "toward", "towards")
	hither   = newWordSet("from", "to", "at")
	belongs  = newWordSet("of", "at", "for")
	of       = lowerHash("of")
	the      = lowerHash("the")
	articles = newWordSet("the", "a", "an")
)

// readEvidence gathers what all mentions of a word show (Chieu and Ng 2003), so
// that a mention in poor company has the company of the others. Headlines, where
// every word is capitalised, show nothing.
func (d *Document) readEvidence() {
	for _, r := range d.Regions {
		for i := r.First; i < r.End; i++ {
			if int(d.runs[i].first) != i || !d.Pieces[i].Capital() {
				continue
			}
			s := d.Pieces[i].Sentence
			if d.sentences[s].style != 0 {
				continue
			}
			last := int(d.runs[i].last)
			first := i
			seen := uint32(0)
			for first < last && courtesy.has(d.Pieces[first].Lower) {
				first++
				seen |= titled
			}
			before, after := d.at(i-1, s), d.at(last+1, s)
			switch {
			case after.Shape == Lower && speech.has(after.Lower):
				seen |= speaks
			case possessives.has(after.Lower):
				seen |= owning
			case after.Shape == Comma:
				if age := d.at(last+2, s); age.Shape == Number && age.End-age.Start == 2 && d.at(last+3, s).Shape == Comma {
					seen |= aged
				}
			}
			switch {
			case before.Shape != Lower:
			case before.Lower == the:
				seen |= articled
			case place.has(before.Lower):
				seen |= placed
			case hither.has(before.Lower):
				seen |= inwards
			default:
				seen |= called(before.Kind)
			}
			if before.Shape == Lower && belongs.has(before.Lower) {
				switch k := d.at(i-2, s).Kind; {
				case k == RoleKind || k == StaffKind:
					seen |= held
				case k == TownKind && before.Lower == of:
					seen |= calledPlace
				}
			}
			seen |= followed(after.Kind)
			if k := d.runs[i].kind; k != NoKind {
				seen |= called(k) >> (calledShift - apposedShift)
			}
			if int32(i) != d.sentences[s].first && !articles.has(before.Lower) {
				seen |= bare
			}
			if first == last {
				seen |= alone
			} else {
				seen |= longer
			}
			for k := first; k <= last; k++ {
				w := &d.words[d.Pieces[k].ID]
				w.seen |= seen
				if k > first && d.Pieces[first].Gaz&GivenName != 0 {
					w.seen |= surname
				}
			}
		}
	}
}

// The first bits of the kinds in apposition and of those right before a name, in the same order.
const (
	apposedShift = 12
	calledShift  = 16
)

// called is the evidence of a noun of kind k right before a name.
func called(k Kind) uint32 {
	switch k {
	case RoleKind, PersonKind:
		return calledPerson
	case BodyKind:
		return calledBody
	case TownKind, LandKind, BuildingKind:
		return calledPlace
	case ThingKind, WorkKind, EventKind, LawKind:
		return calledThing
	}
	return 0
}

// followed is the evidence of a noun of kind k right behind a name.
func followed(k Kind) uint32 {
	switch k {
	case RoleKind:
		return staffed
	case BodyKind:
		return beforeBody
	case TownKind, LandKind, BuildingKind:
		return beforePlace
	case ThingKind, WorkKind, EventKind, LawKind:
		return beforeThing
	case StaffKind:
		return beforeStaff
	}
	return 0
}

// maxApposed bounds the pieces behind a name that an apposition is read from.
const maxApposed = 9

var (
	// determiners may open an apposition: ", a lawyer", ", his wife", ", one of the firms".
	determiners = newWordSet("the", "a", "an", "his", "her", "its", "their", "our", "my", "another", "one", "who", "now", "then", "also", "currently", "formerly")
	// closers end the noun phrase of an apposition.
	closers = newWordSet("of", "for", "in", "at", "on", "from", "with", "to", "by", "that", "which", "who", "whose", "where", "and", "or", "but", "is", "was", "has", "had", "said", "says", "told", "were", "are", "as", "when", "after", "before")
)

// apposed reads the noun in apposition behind a name that ends before piece i: the
// last word with a kind of the noun phrase behind a comma ("Uld Air, a small
// regional carrier that", "Ana Roe, head of").
func (d *Document) apposed(i int, s int32) (kind Kind, noun uint32) {
	if c := d.at(i, s); c.Shape != Comma || d.Text[c.Start] != ',' {
		return NoKind, 0
	}
	for k := i + 1; k < i+maxApposed; k++ {
		p := d.at(k, s)
		if k == i+1 {
			if p.Shape != Lower {
				return NoKind, 0
			}
			if determiners.has(p.Lower) {
				continue
			}
			if p.Kind != RoleKind {
				return NoKind, 0
			}
		}
		switch {
		case p.Shape == Lower && closers.has(p.Lower):
			return kind, noun
		case p.Shape == Lower:
			if p.Kind != NoKind && p.Kind != SaysKind && p.Kind != StaffKind {
				kind, noun = p.Kind, p.Lower
			}
		case p.Shape == Hyphen, p.Shape == Number, p.Capital():
		default:
			return kind, noun
		}
	}
	return kind, noun
}

// The lengths of an acronym in letters, and of the name behind it in capitals.
const (
	minAcronym = 2
	maxAcronym = 7
)

// acronymHash hashes the letters of an acronym, and their number; it is 0 for
// anything else.
func acronymHash(w string) (h uint32, n int) {
	h = fnvStart
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case 'A' <= c && c <= 'Z':
			h = (h ^ uint32(c)) * fnvPrime
			n++
		case c != '.':
			return 0, 0
		}
	}
	if n < minAcronym || n > maxAcronym {
		return 0, 0
	}
	return h, n
}

// readAcronyms finds for each acronym the first name in the document whose
// capitals it is made of: "HBU" and "Harbour Board of Uld".
func (d *Document) readAcronyms() {
	if d.acronyms == nil {
		d.acronyms = map[uint32]int32{}
	}
	clear(d.acronyms)
	var letters uint32 // first letters of the acronyms there are
	for _, r := range d.Regions {
		for i := r.First; i < r.End; i++ {
			p := &d.Pieces[i]
			if p.Shape != Upper && p.Shape != Dotted || d.sentences[p.Sentence].style == 2 {
				continue
			}
			if h, n := acronymHash(d.Text[p.Start:p.End]); n > 0 {
				d.acronyms[h] = p.ID
				letters |= 1 << (d.Text[p.Start] - 'A')
			}
		}
	}
	if letters == 0 {
		return
	}
	for _, r := range d.Regions {
		for i := r.First; i < r.End; i++ {
			p := &d.Pieces[i]
			if !p.Capital() {
				continue
			}
			c := d.Text[p.Start]
			if c < 'A' || c > 'Z' || letters>>(c-'A')&1 == 0 {
				continue
			}
			h, n := uint32(fnvStart), 0
			for k := i; k < r.End && n < maxAcronym; k++ {
				q := &d.Pieces[k]
				if !q.Capital() {
					if q.Shape != Lower && q.Shape != Hyphen {
						break
					}
					continue
				}
				h = (h ^ uint32(d.Text[q.Start])) * fnvPrime
				n++
				if n < minAcronym {
					continue
				}
				if id, ok := d.acronyms[h]; ok && d.words[id].long < 0 && p.ID != id && q.ID != id {
					d.words[id].long = int32(i)
					d.words[id].longFirst, d.words[id].longLast = p.Lower, q.Lower
				}
			}
		}
	}
}
