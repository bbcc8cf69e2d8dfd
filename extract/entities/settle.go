package entities

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/extract/entities/gazetteer"
	"dateline/extract/entities/internal/tagger"
)

// settle mends what the tagger leaves uneven: names lose possessives and
// titles, roles that were taken for names are dropped, countries and peoples get
// their types, an acronym in brackets has the type of the long name before it,
// and a name that is of one type nearly everywhere is so everywhere. The spans
// of what is no name at all come back, in order.
func (s *Stage) settle(d *corpus.Document) (dropped []corpus.Span) {
	agency(d)
	kept := make([]corpus.Entity, 0, len(d.Entities)+4)
	var introduced map[string]bool // acronyms behind their long forms
	spelt := spelled(d)
	var marked map[string]bool // surfaces, made when first asked for
	alone := func(name string) bool {
		if marked == nil {
			marked = make(map[string]bool, len(d.Entities))
			for i := range d.Entities {
				marked[d.Entities[i].Text] = true
			}
		}
		return marked[name]
	}
	for i, e := range d.Entities {
		sentence := d.SentenceAt(e.Start)
		undated(d, &e)
		after := len(d.Text)
		if i+1 < len(d.Entities) {
			after = d.Entities[i+1].Start
		}
		s.edges(d, &e, after)
		s.trim(&e, sentence < 0 || d.Sentences[sentence].Start == e.Start)
		if i > 0 && notNames.of(e.Text) == "acronym" && bracketed(d, &d.Entities[i-1], &e) {
			if introduced == nil {
				introduced = map[string]bool{}
			}
			introduced[e.Text] = true
		}
		pair := s.pair(e)
		if pair == nil {
			pair = s.parted(e, alone)
		}
		if pair != nil {
			kept = append(kept, pair...)
			continue
		}
		if e.Type == corpus.Org {
			floor := 0
			if sentence >= 0 {
				floor = d.Sentences[sentence].Start
			}
			if formOnly(d.Text, &e, floor) {
				for n := len(kept) - 1; n >= 0 && kept[n].End > e.Start; n-- {
					e.Start = min(e.Start, kept[n].Start)
					kept = kept[:n]
				}
				e.Text = d.Text[e.Start:e.End]
			}
		}
		s.lengthen(d, &e, after)
		if len(kept) > 0 && s.twofold(d, &kept[len(kept)-1], &e) {
			kept = kept[:len(kept)-1]
		}
		if len(kept) > 0 && s.joined(d, &kept[len(kept)-1], &e) {
			kept = kept[:len(kept)-1]
		}
		if e.Start >= e.End {
			continue
		}
		if spelt[e.Text] || inAddress(d.Text, e.Start, e.End) || s.notName(d, &e, introduced) {
			dropped = append(dropped, e.Span)
			continue
		}
		if i+1 < len(d.Entities) && (addresses.lower(e.Text) || courtesies.lower(e.Text) && !s.given(e.Text)) && d.Entities[i+1].Type == corpus.Person && d.Entities[i+1].Start == e.End+1 && d.Text[e.End] == ' ' {
			continue // "Lt. [Gen.] [Mark Milley]", "Rear [Admiral] [Otto Roe]"
		}
		if e.Type == corpus.Person && i > 0 {
			if j, ok := nicknamed(d, kept, e.Start); ok {
				e.Start = j
				e.Text = d.Text[e.Start:e.End]
				for n := len(kept); n > 0 && kept[n-1].Start >= j; n = len(kept) {
					kept = kept[:n-1]
				}
			}
		}
		if e.Type != corpus.Work && rolesAlone.lower(e.Text) && strings.EqualFold(wordBefore(d.Text, e.Start), "the") {
			dropped = append(dropped, e.Span) // "the Amir"
			continue
		}
		if e.Type != corpus.Work && e.Type != corpus.Person && roleOnly(e.Text) && s.classes(e.Text) == 0 && !s.holder(&e) {
			continue
		}
		if e.Type != corpus.Work && e.Type != corpus.Person && s.office(&e) {
			continue
		}
		if e.Type == corpus.Person && particles.lower(e.Text) || s.term(d.Text, &e) {
			dropped = append(dropped, e.Span)
			continue // "La educación", "Plan of [Action]"
		}
		s.frame(&e)
		s.head(&e)
		switch c := s.classes(e.Text); {
		case c == gazetteer.Country || c == gazetteer.Country|gazetteer.City:
			if e.Type != corpus.Person && e.Type != corpus.Norp {
				e.Type = corpus.GPE
			}
		case c == gazetteer.Demonym:
			if e.Type != corpus.Person {
				e.Type = corpus.Norp
			}
		case gazetteer.Building(c) && (e.Type == corpus.Loc && wordBefore(d.Text, e.Start) == "the" || e.Type == corpus.GPE && wordBefore(d.Text, e.Start) == "at"): // towns and islands share their names
			e.Type = corpus.Fac
		default:
			if t := gazetteer.Only(c); t != "" && e.Type != corpus.Work {
				e.Type = t
			} else if (e.Type == corpus.GPE || e.Type == corpus.Loc) && sentence >= 0 && d.Sentences[sentence].Start == e.Start && c&gazetteer.Surname != 0 && c&^gazetteer.Personal == 0 {
				e.Type = corpus.Person // "Netanyahu Says": where nothing stands before it that speaks for a place
			}
		}
		next := len(d.Text)
		if i+1 < len(d.Entities) {
			next = d.Entities[i+1].Start
		}
		if s.context(d, &e, next) {
			dropped = append(dropped, e.Span)
			continue
		}
		kept = append(kept, e)
	}
	d.Entities = kept
	acronyms(d)
	s.surnames(d)
	majority(d)
	return dropped
}

// maxAddress bounds the bytes on either side of a mention in which an address is looked for.
const maxAddress = 120

// inAddress reports whether the mention [start, end) is part of an address on the net: a
// run without spaces that holds "://", "www." before it, or the mark of a mail address.
// Names joined by that mark with no host behind it ("Ana Roe@ACME") are names.
func inAddress(text string, start, end int) bool {
	const spaces = " \t\n\r\u00a0<>\"()[]"
	if (start == 0 || text[start-1] == ' ') && (end == len(text) || text[end] == ' ') {
		return false // as nearly all
	}
	before := text[max(0, start-maxAddress):start]
	if at := strings.LastIndexAny(before, spaces); at >= 0 {
		before = before[at:]
	}
	if strings.Contains(before, "://") || strings.Contains(before, "www.") {
		return true
	}
	after := text[end:min(len(text), end+maxAddress)]
	if at := strings.IndexAny(after, spaces); at >= 0 {
		after = after[:at]
	}
	if host, ok := strings.CutPrefix(after, "@"); ok || strings.Contains(after, "@") {
		if !ok {
			_, host, _ = strings.Cut(after, "@")
		}
		at := strings.IndexByte(host, '.')
		return at > 0 && at+1 < len(host) && host[at+1]|0x20 >= 'a' && host[at+1]|0x20 <= 'z'
	}
	host := strings.LastIndexByte(before, '@') // "@" and a host before it
	return host > 0 && len(before) > host && before[host-1] > ' ' && strings.HasPrefix(after, ".") && len(after) > 1 && after[1]|0x20 >= 'a' && after[1]|0x20 <= 'z'
}

// undated takes off a name the day that stands before it without a comma: "On Monday
// [France] expelled …", "last May [Russia] recalled …".
func undated(d *corpus.Document, e *corpus.Entity) {
	k, _ := slices.BinarySearchFunc(d.Dates, e.Start, func(t corpus.Date, at int) int { return cmp.Compare(t.End, at+1) })
	if k == len(d.Dates) {
		return
	}
	t := &d.Dates[k]
	if t.Start > e.Start || t.End <= e.Start || t.End >= e.End || d.Text[t.End] != ' ' {
		return
	}
	if t.Start == e.Start && !dayOpeners.lower(wordBefore(d.Text, e.Start)) {
		return // "the Sunday Times"
	}
	if r, _ := utf8.DecodeRuneInString(d.Text[t.End+1:]); !unicode.IsUpper(r) {
		return
	}
	e.Start = t.End + 1
	e.Text = d.Text[e.Start:e.End]
}

// The bounds of a dateline and of an agency's name in it, in bytes.
const (
	maxDateline = 120
	maxAgency   = 60
)

// agency makes one body of what a dateline has in brackets before its dash, in
// however many pieces the tagger found it: "TUNIS, Jan 16 (Sahel and Sea Wire) –".
func agency(d *corpus.Document) {
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Start > maxDateline {
			return
		}
		if e.Start == 0 || d.Text[e.Start-1] != '(' {
			continue
		}
		end := strings.IndexAny(d.Text[e.Start:min(len(d.Text), e.Start+maxAgency)], "),.\n")
		if end < 0 || d.Text[e.Start+end] != ')' {
			continue
		}
		end += e.Start
		rest := strings.TrimPrefix(d.Text[end+1:], " ")
		if line := strings.LastIndexByte(d.Text[:e.Start], '\n') + 1; !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—") && !strings.HasPrefix(rest, "-") || strings.Contains(d.Text[line:e.Start], ". ") {
			continue
		}
		k := i + 1
		for k < len(d.Entities) && d.Entities[k].Start < end {
			k++
		}
		if d.Entities[k-1].End > end {
			continue
		}
		e.End, e.Text, e.Type = end, d.Text[e.Start:end], corpus.Org
		d.Entities = append(d.Entities[:i+1], d.Entities[k:]...)
		return
	}
}

// surnames gives a mention that closes a person's full name elsewhere in the
// document, and that the gazetteer knows as nothing else, to that person.
func (s *Stage) surnames(d *corpus.Document) {
	var closing map[string]bool
	var spellings []string
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Type != corpus.Person {
			continue
		}
		for n, rest := 0, e.Text; n < maxNames; n++ {
			_, after, ok := strings.Cut(rest, " ")
			if !ok || after == "" {
				break
			}
			if closing == nil {
				closing = map[string]bool{}
			}
			closing[after] = true
			if !strings.Contains(after, " ") && len(spellings) < maxSpellings {
				spellings = append(spellings, after)
			}
			rest = after
		}
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		switch e.Type {
		case corpus.Org, corpus.GPE, corpus.Loc, corpus.Fac, corpus.Norp, corpus.Product:
			if (closing[e.Text] || strings.HasPrefix(e.Text, "Al-") && closing["al-"+e.Text[len("al-"):]]) && s.classes(e.Text)&^gazetteer.Personal == 0 {
				e.Type = corpus.Person
			}
			// "Rohani" beside "Hassan Rouhani": an adherent or a body of one unknown word.
			if (e.Type == corpus.Norp || e.Type == corpus.Org) && s.surname(e.Text) && !acronym(e.Text) {
				for _, name := range spellings {
					if name != e.Text && near(name, e.Text) {
						e.Type = corpus.Person
						break
					}
				}
			}
		}
	}
}

// maxSpellings bounds the surnames that an unknown word is compared with.
const maxSpellings = 64

// maxNames bounds the names of a person whose endings are looked at.
const maxNames = 6

// envoy cuts "Yemen Hans Grundberg" and "Kuwaiti Omar Al-Anzi" in two: a country or people, and
// a person whose given name follows.
func (s *Stage) envoy(e corpus.Entity) []corpus.Entity {
	land, name, _ := strings.Cut(e.Text, " ")
	given, rest, ok := strings.Cut(name, " ")
	if !ok || !s.given(given) || s.classes(e.Text)|s.classes(name) != 0 {
		return nil
	}
	if last := rest[strings.LastIndexByte(rest, ' ')+1:]; heads.of(last) != "" || bodies.of(last) {
		return nil
	}
	switch e.Type {
	case corpus.Person, corpus.Org, corpus.GPE, corpus.Loc:
	default:
		return nil
	}
	t := corpus.GPE
	switch s.classes(land) {
	case gazetteer.Country:
	case gazetteer.Demonym:
		t = corpus.Norp
	default:
		return nil
	}
	at := e.Start + len(land)
	return []corpus.Entity{
		{Span: corpus.Span{Start: e.Start, End: at}, Text: land, Type: t},
		{Span: corpus.Span{Start: at + 1, End: e.End}, Text: name, Type: corpus.Person},
	}
}

// pair cuts a name such as "Ukraine-NATO" in two where both halves are known
// names and the whole is none.
func (s *Stage) pair(e corpus.Entity) []corpus.Entity {
	if two := s.envoy(e); two != nil {
		return two
	}
	at := strings.IndexAny(e.Text, "-–")
	if at <= 0 || s.classes(e.Text) != 0 {
		return nil
	}
	_, size := utf8.DecodeRuneInString(e.Text[at:])
	a, b := e.Text[:at], e.Text[at+size:]
	if descents[a] && (b == "American" || b == "Americans") {
		return nil // one people
	}
	ta, tb := gazetteer.TypeOf(s.classes(a)), gazetteer.TypeOf(s.classes(b))
	if ta == "" || tb == "" {
		return nil
	}
	return []corpus.Entity{
		{Span: corpus.Span{Start: e.Start, End: e.Start + at}, Text: a, Type: ta},
		{Span: corpus.Span{Start: e.Start + at + size, End: e.End}, Text: b, Type: tb},
	}
}

// descents make one people of "American" behind a hyphen: "African-American", but
// "Russian-American talks".
var descents = map[string]bool{"African": true, "Native": true, "Asian": true, "Latin": true, "Afro": true}

// classes are the gazetteer classes of a whole name.
func (s *Stage) classes(name string) uint32 { return gazetteer.Default().Classes(name) }

// given reports whether a word is a given name and names no place or body.
func (s *Stage) given(word string) bool {
	c := s.classes(word)
	return c&gazetteer.Given != 0 && c&^gazetteer.Personal == 0
}

// surname reports whether a word may be a family name: it names no place or body,
// and is no given name only.
func (s *Stage) surname(word string) bool {
	c := s.classes(word)
	return c != gazetteer.Given && c&^gazetteer.Personal == 0
}

// frame mends names that hold a word too many around a country or a people:
// "pro-Russia", "Russian de-escalation", and regions named by the compass.
func (s *Stage) frame(e *corpus.Entity) {
	for _, prefix := range [...]string{"pro-", "anti-", "non-", "post-", "ex-", "Pro-", "Anti-", "Non-", "Post-", "Ex-"} {
		if rest, ok := strings.CutPrefix(e.Text, prefix); ok {
			if t := gazetteer.TypeOf(s.classes(rest)); t != "" {
				e.Start, e.Text, e.Type = e.End-len(rest), rest, t
			}
			return
		}
	}
	first, rest, ok := strings.Cut(e.Text, " ")
	if !ok {
		return
	}
	if e.Type == corpus.Org && strings.ToLower(rest) == rest && s.classes(first) == gazetteer.Demonym && s.classes(e.Text) == 0 {
		e.Text, e.End, e.Type = first, e.Start+len(first), corpus.Norp
		return
	}
	if compass.lower(first) && s.classes(rest)&gazetteer.Country != 0 && s.classes(e.Text) == 0 && e.Type != corpus.Person {
		e.Type = corpus.Loc
	}
}

// holder cuts a role down to the body or place it belongs to ("ANC President"
// to "ANC"), or reports that there is none.
func (s *Stage) holder(e *corpus.Entity) bool {
	for at := strings.LastIndexByte(e.Text, ' '); at > 0; at = strings.LastIndexByte(e.Text[:at], ' ') {
		if t := gazetteer.TypeOf(s.classes(e.Text[:at])); t != "" {
			e.Text, e.End, e.Type = e.Text[:at], e.Start+at, t
			return true
		}
	}
	return false
}

// office reports whether a name is an office with what it is for ("Deputy Minister of
// Mines", "Undersecretary for Trade"), or cuts it down to the country or body behind it.
func (s *Stage) office(e *corpus.Entity) bool {
	at, size := strings.Index(e.Text, " of "), len(" of ")
	if k := strings.Index(e.Text, " for "); k >= 0 && (at < 0 || k < at) {
		at, size = k, len(" for ")
	}
	if at < 0 || s.classes(e.Text) != 0 {
		return false
	}
	left, rest := e.Text[:at], e.Text[at+size:]
	last := rest[strings.LastIndexByte(rest, ' ')+1:]
	if !rolesAlone.lower(left[strings.LastIndexByte(left, ' ')+1:]) || bodies.of(last) || heads.of(last) != "" {
		return false
	}
	t := gazetteer.TypeOf(s.classes(rest))
	if t == "" {
		return true
	}
	e.Start, e.Text, e.Type = e.End-len(rest), rest, t
	return false
}

// trim takes marks at the ends, the possessive and the titles off a name, and the
// article off one that opens a sentence.
func (s *Stage) trim(e *corpus.Entity, opens bool) {
	text := strings.TrimLeft(e.Text, "-–—/,;:.\"“”‘«»()[]{} \t\n")
	e.Start += len(e.Text) - len(text)
	e.Text = strings.TrimRight(text, "-–—/,;:\"“”«»([{ \t\n")
	e.End = e.Start + len(e.Text)
	// "Chemistry - Anna Roe", "Durban - Anna Roe": a dash with spaces parts names.
	for _, dash := range [...]string{" - ", " – ", " — "} {
		if at := strings.LastIndex(e.Text, dash); at >= 0 && s.classes(e.Text) == 0 {
			if e.Type == corpus.Person {
				e.Text = e.Text[at+len(dash):]
				e.Start = e.End - len(e.Text)
			} else {
				e.Text = e.Text[:strings.Index(e.Text, dash)]
				e.End = e.Start + len(e.Text)
			}
		}
	}
	if at := strings.IndexAny(e.Text, "<>"); at > 0 { // "Alder Trust Co <ALT>"
		e.Text = strings.TrimRight(e.Text[:at], " ")
		e.End = e.Start + len(e.Text)
	}
	for _, suffix := range [...]string{"'s", "’s", "'S", "’S"} {
		if base, ok := strings.CutSuffix(e.Text, suffix); ok && base != "" && s.classes(e.Text) == 0 {
			e.Text, e.End = base, e.Start+len(base)
		}
	}
	// A capital within a sentence belongs to the name: "fans of The Cult".
	if rest, ok := strings.CutPrefix(e.Text, "The "); ok && opens && e.Type != corpus.Work && s.classes(e.Text) == 0 && s.classes(rest)&gazetteer.City == 0 {
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) {
			e.Text, e.Start = rest, e.Start+len("The ")
		}
	}
	// "If Calder agrees": a conjunction has its capital from the sentence.
	if first, rest, ok := strings.Cut(e.Text, " "); ok && e.Type != corpus.Work && clauseOpeners.of(first) && s.classes(e.Text) == 0 {
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) {
			e.Text, e.Start = rest, e.Start+len(first)+1
		}
	}
	for {
		first, rest, ok := strings.Cut(e.Text, " ")
		if !ok || len(rest) < 3 || !courtesies.lower(first) || e.Type != corpus.Person && !addresses.lower(first) {
			return
		}
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if r, _ := utf8.DecodeRuneInString(rest); !unicode.IsUpper(r) {
			return
		}
		e.Start = e.End - len(rest)
		e.Text, e.Type = rest, corpus.Person
	}
}

// roleOnly reports whether a name is a role: "Defence Minister", "Minister of
// Public Works", "Attorney General".
func roleOnly(name string) bool {
	last := name[strings.LastIndexByte(name, ' ')+1:]
	first, rest, several := strings.Cut(name, " ")
	switch {
	case rolesAlone.lower(last):
		return true
	case several && len(rest) >= 3 && strings.ToLower(rest[:2]) == "of" && rest[2] == ' ' && rolesAlone.lower(first):
		return true
	case several && len(last) == len("general") && strings.ToLower(last) == "general":
		switch strings.ToLower(first) {
		case "secretary", "attorney", "comptroller", "director", "solicitor", "prosecutor", "governor":
			return true
		}
	}
	return false
}

// acronyms gives an acronym the type of its long form: "Long Name (LN)".
func acronyms(d *corpus.Document) {
	var types map[string]corpus.EntityType
	for i := 1; i < len(d.Entities); i++ {
		long, short := &d.Entities[i-1], &d.Entities[i]
		if bracketed(d, long, short) || short.Start > long.End && short.Start-long.End < 24 && alias(d.Text[long.End:short.Start]) && renames(long.Type, short.Type) || original(d, long, short) {
			if types == nil {
				types = map[string]corpus.EntityType{}
			}
			types[short.Text] = long.Type
		}
	}
	if len(types) == 0 {
		return
	}
	for i := range d.Entities {
		if t, ok := types[d.Entities[i].Text]; ok {
			d.Entities[i].Type = t
		}
	}
}

// spelled are the acronyms that stand behind common words which they shorten,
// "membership action plan (MAP)", and so name a kind of thing. Bodies in small
// letters ("the interior ministry (MVD)") are left.
func spelled(d *corpus.Document) map[string]bool {
	var found map[string]bool
	for i := range d.Entities {
		e := &d.Entities[i]
		if e.Start < 2 || e.End >= len(d.Text) || d.Text[e.Start-1] != '(' || d.Text[e.End] != ')' || d.Text[e.Start-2] != ' ' || found[e.Text] {
			continue
		}
		letters := strings.TrimSuffix(e.Text, "s")
		if !acronym(letters) {
			continue
		}
		at, n := e.Start-1, len(letters)-1
		last := wordBefore(d.Text, at)
		for ; n >= 0; n-- {
			w := wordBefore(d.Text, at)
			if w == "" || w[0] != letters[n]|0x20 {
				break
			}
			at -= len(w) + 1
		}
		if n < 0 && !bodies.of(capitalised(strings.TrimSuffix(last, "s"))) {
			if found == nil {
				found = map[string]bool{}
			}
			found[e.Text] = true
		}
	}
	return found
}

func capitalised(w string) string {
	if w == "" {
		return w
	}
	return strings.ToUpper(w[:1]) + w[1:]
}

// renames reports whether a mention of type b that another name of type a stands
// for is rather of type a: places speak for places and persons, bodies for no place.
func renames(a, b corpus.EntityType) bool {
	switch a {
	case corpus.GPE, corpus.Loc, corpus.Fac:
		return true
	case corpus.Org:
		return b != corpus.GPE && b != corpus.Loc && b != corpus.Fac
	}
	return false
}

// bracketed reports whether short is the acronym of long and stands in brackets behind it.
func bracketed(d *corpus.Document, long, short *corpus.Entity) bool {
	if short.Start < long.End || short.End >= len(d.Text) || d.Text[short.End] != ')' {
		return false
	}
	switch d.Text[long.End:short.Start] {
	case " (", "'s (", "’s (":
		return acronymOf(short.Text, long.Text) || long.Type == corpus.Org && syllables(short.Text, long.Text)
	}
	return false
}

// maxSyllables bounds the letters of a word made of the beginnings of others.
const maxSyllables = 12

// syllables reports whether short is one word made of the beginnings of three or more words of
// long, in order: "Numsa" of "National Union of Metalworkers of South Africa".
func syllables(short, long string) bool {
	if len(short) < 3 || len(short) > maxSyllables || strings.ContainsAny(short, " -") {
		return false
	}
	short = strings.ToLower(short)
	if len(short) > maxSyllables {
		return false
	}
	words := strings.FieldsFunc(strings.ToLower(long), func(r rune) bool { return r == ' ' || r == '-' })
	// reach[i] is the most words that the first i letters may be made of, 0 for none.
	var reach [maxSyllables + 1]int
	reach[0] = 1
	for _, w := range words {
		for i := len(short) - 1; i >= 0; i-- {
			if reach[i] == 0 {
				continue
			}
			for n := 1; n <= len(w) && i+n <= len(short) && w[n-1] == short[i+n-1]; n++ {
				reach[i+n] = max(reach[i+n], reach[i]+1)
			}
		}
	}
	return reach[len(short)] > 3
}

// original reports whether short, in brackets, is the name long in another script.
func original(d *corpus.Document, long, short *corpus.Entity) bool {
	if short.Start != long.End+2 || d.Text[long.End:short.Start] != " (" || short.Text == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(short.Text)
	return r > 0x2AF && unicode.IsLetter(r) // behind the Latin blocks
}

// acronymOf reports whether the capitals of short begin words of long, in order.
func acronymOf(short, long string) bool {
	n := 0
	at := 0
	for i := 0; i < len(short); i++ {
		c := short[i]
		if c < 'A' || c > 'Z' {
			continue
		}
		for at < len(long) && !(long[at] == c && (at == 0 || long[at-1] == ' ' || long[at-1] == '-')) {
			at++
		}
		if at == len(long) {
			return false
		}
		at++
		n++
	}
	return n >= 2
}

// majority retypes the few odd mentions of a name: three or more mentions of
// one type outvote a third of them of another. A city and its club differ on
// purpose, so places and bodies do not outvote each other.
func majority(d *corpus.Document) {
	if len(d.Entities) < 4 {
		return
	}
	type votes [len(tagger.Types)]int32
	count := make([]votes, 0, len(d.Entities))
	of := make([]int32, len(d.Entities)) // the votes of a mention
	names := make(map[string]int32, len(d.Entities))
	for i := range d.Entities {
		e := &d.Entities[i]
		k, ok := names[e.Text]
		if !ok {
			k = int32(len(count))
			names[e.Text] = k
			count = append(count, votes{})
		}
		of[i] = k
		count[k][typeIndex(e.Type)]++
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		v := &count[of[i]]
		own := typeIndex(e.Type)
		best := 0
		for t := range v {
			if v[t] > v[best] {
				best = t
			}
		}
		if best == own || v[best] < 3 || v[own]*3 > v[best] {
			continue
		}
		to := types[best]
		if e.Type == corpus.Org && to == corpus.GPE || e.Type == corpus.GPE && to == corpus.Org {
			continue
		}
		e.Type = to
	}
}
