package entities

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/extract/entities/gazetteer"
)

// context mends mentions by the words that stand beside them: persons by titles
// and appositions, ships by what they are called, treaties named after towns,
// seats of power that are visited. It reports whether a mention is no name: a language.
func (s *Stage) context(d *corpus.Document, e *corpus.Entity, next int) (drop bool) {
	before, after := wordBefore(d.Text, e.Start), wordAfter(d.Text, e.End)
	if e.Type == corpus.Product && wordy.of(after) && tongues.of(e.Text) && after != "for" {
		return true
	}
	switch e.Type {
	case corpus.Norp:
		if s.language(d.Text, e, before, after) {
			return true
		}
	case corpus.Person, corpus.Product, corpus.EventT, corpus.Fac:
		if bodies.of(e.Text) && strings.EqualFold(before, "the") {
			e.Type = corpus.Org
		}
	case corpus.GPE, corpus.Loc:
		if bodies.of(e.Text) && strings.EqualFold(before, "the") {
			e.Type = corpus.Org
		}
		// "the Kharkiv accords", but "the Iran agreement"
		if c := s.classes(e.Text); pacts.of(after) && before == "the" && c&gazetteer.Country == 0 && (c&gazetteer.City != 0 || e.Type == corpus.Loc) {
			if end := e.End + 1 + len(after); end <= next {
				e.End, e.Text, e.Type = end, d.Text[e.Start:end], corpus.Law
				return false
			}
		}
	case corpus.Org:
		if rest, ok := strings.CutSuffix(e.Text, " party"); ok && (acronym(rest) || s.classes(rest) != 0 && gazetteer.Only(s.classes(rest)) == corpus.Org) {
			e.Text, e.End = rest, e.Start+len(rest)
		}
	}
	switch e.Type {
	case corpus.Work, corpus.Org, corpus.Product:
		if drilled(d.Text, e.Start) && s.classes(e.Text) == 0 {
			e.Type = corpus.EventT
			return false
		}
	case corpus.EventT:
		// "before a G20 summit": the body that meets.
		if body, ok := strings.CutSuffix(e.Text, " summit"); ok && (before == "a" || before == "an") && gazetteer.Interstate(s.classes(body)) {
			e.End, e.Text, e.Type = e.Start+len(body), body, corpus.Org
			return false
		}
	}
	switch e.Type {
	case corpus.Org, corpus.Product, corpus.Fac, corpus.Work:
		// "the Arda museum", "the Lantern protests"; bodies that are known or go by capitals have museums and protests.
		end := e.End + 1 + len(after)
		if before != "the" || end > next || s.classes(e.Text) != 0 || acronym(e.Text) || strings.IndexByte(e.Text, ' ') >= 0 {
			break
		}
		if halls.of(after) {
			e.End, e.Text, e.Type = end, d.Text[e.Start:end], corpus.Fac
			return false
		}
		if upheavals.of(after) && gazetteer.Default().IsCommon(strings.ToLower(e.Text)) {
			e.End, e.Text, e.Type = end, d.Text[e.Start:end], corpus.EventT
			return false
		}
	}
	switch e.Type {
	case corpus.Org, corpus.Fac:
		if before == "the" && visited.of(wordBefore(d.Text, e.Start-len("the "))) && s.classes(e.Text) == gazetteer.Seat {
			e.Type = corpus.Fac
			return false
		}
	}
	switch e.Type {
	case corpus.Org, corpus.GPE, corpus.Loc, corpus.Fac, corpus.Norp, corpus.Product, corpus.EventT, corpus.Work:
		if s.person(d.Text, e, before, after) {
			e.Type = corpus.Person
		} else if vessels.of(before) && e.Type != corpus.Work && s.classes(e.Text)&^gazetteer.Personal == 0 {
			e.Type = corpus.Product
		}
	}
	return false
}

// person reports whether what stands beside a mention speaks for a person: a
// courtesy before an unknown name, or, for a name that begins with a given name,
// a role before it, a verb of saying or a role in apposition behind it.
func (s *Stage) person(text string, e *corpus.Entity, before, after string) bool {
	if s.classes(e.Text)&^gazetteer.Personal != 0 {
		return false
	}
	first, _, several := strings.Cut(e.Text, " ")
	if courtesies.lower(before) && before != strings.ToLower(before) && !acronym(e.Text) {
		if several {
			for w := range strings.FieldsSeq(e.Text) {
				if heads.of(w) != "" || bodies.of(w) || w == "of" || w == "for" || w == "and" {
					return false
				}
			}
		}
		return true
	}
	last := e.Text[strings.LastIndexByte(e.Text, ' ')+1:]
	if !several || heads.of(last) != "" {
		return false
	}
	if s.given(first) && (roleNouns.of(before) || speaking.of(after) || apposed(text, e.End)) {
		return true
	}
	return s.fullName(e.Text) && (presented(text, e) || !places.lower(before) && holds(text, e.End))
}

// drilled reports whether the name at byte at is called an exercise's: a drill called “[Ardo Hand]”.
func drilled(text string, at int) bool {
	before := strings.TrimRight(text[max(0, at-48):at], "\"'“‘ ")
	for range 2 {
		w := before[strings.LastIndexByte(before, ' ')+1:]
		switch {
		case drills.lower(w):
			return true
		case w != "called" && w != "named" && w != "dubbed" && w != "codenamed" && w != "code-named":
			return false
		}
		before = strings.TrimRight(before[:len(before)-len(w)], " ,")
	}
	return false
}

// maxFullName bounds the words of a name that may be a person's.
const maxFullName = 6

// fullName reports whether a name of several words may be a person's whose given name no
// list knows: its words begin with capitals or are particles, and none says what else it is.
func (s *Stage) fullName(name string) bool {
	n := 0
	for w := range strings.FieldsSeq(name) {
		r, _ := utf8.DecodeRuneInString(w)
		switch {
		case n > 0 && particles.of(w):
		case !unicode.IsUpper(r), heads.of(w) != "", bodies.of(w), forms.of(w), acronym(w), roleNouns.lower(w), fronts.of(w) != "", s.classes(w)&^gazetteer.Personal != 0 && n == 0:
			return false
		}
		n++
	}
	return n <= maxFullName
}

// presented reports whether a name stands between commas behind the role of one person: "the chief
// negotiator, [Otto Roe], then".
func presented(text string, e *corpus.Entity) bool {
	if e.Start < 2 || text[e.Start-2] != ',' || e.End >= len(text) || text[e.End] != ',' {
		return false
	}
	at := e.Start - 2
	role := text[:at]
	role = role[strings.LastIndexByte(role[max(0, at-24):], ' ')+1+max(0, at-24):]
	return roleNouns.of(role) && !shared.of(role)
}

// holds reports whether behind a comma at byte at stands an office or occupation of persons only, and
// nothing that it could belong to: ", the chair of the", ", a lawyer,", but not ", the author agency".
func holds(text string, at int) bool {
	if at+2 >= len(text) || text[at] != ',' || text[at+1] != ' ' {
		return false
	}
	rest := text[at+2 : min(len(text), at+80)]
	for n := 0; n < 6; n++ {
		end := 0
		for end < len(rest) && (rest[end]|0x20 >= 'a' && rest[end]|0x20 <= 'z' || rest[end] == '-') {
			end++
		}
		w := rest[:end]
		switch {
		case n == 0 && w != "the" && w != "a" && w != "an" && w != "his" && w != "her" && w != "its" && w != "their":
			return false
		case end == 0 || end == len(rest):
			return false
		case roleNouns.of(w) && !shared.of(w):
			switch rest[end] {
			case ',', '.', ';':
				return true
			case ' ':
				next, _, _ := strings.Cut(rest[end+1:], " ")
				return next == "of" || next == "for" || next == "who" || next == "from" || next == "and"
			}
			return false
		case rest[end] != ' ', places.of(w), w == "by", w == "that", w == "which":
			return false
		}
		rest = rest[end+1:]
	}
	return false
}

// apposed reports whether a role follows a comma at byte at: ", the chair of", ", who", ", 52,".
func apposed(text string, at int) bool {
	if at+2 >= len(text) || text[at] != ',' || text[at+1] != ' ' {
		return false
	}
	rest := text[at+2 : min(len(text), at+60)]
	for n := 0; n < 5; n++ {
		end := 0
		for end < len(rest) && rest[end]|0x20 >= 'a' && rest[end]|0x20 <= 'z' || end < len(rest) && (rest[end] == '-' || rest[end] >= '0' && rest[end] <= '9') {
			end++
		}
		w := rest[:end]
		switch {
		case w == "":
			return false
		case n == 0 && (w == "who" || w == "whose"):
			return true
		case n == 0 && len(w) == 2 && w[0] <= '9' && end < len(rest) && rest[end] == ',':
			return true
		case n == 0 && w != "the" && w != "a" && w != "an" && w != "his" && w != "her" && w != "its" && w != "their":
			return false
		case roleNouns.of(w):
			return true
		}
		if end == len(rest) || rest[end] != ' ' {
			return false
		}
		rest = rest[end+1:]
	}
	return false
}

// language reports whether the name of a people stands for what it speaks:
// "in Arabic.", "spoke Russian and", "a teacher of Crimean Tatar", "a Latin term".
// A language is none of the types.
func (s *Stage) language(text string, e *corpus.Entity, before, after string) bool {
	if !tongues.of(e.Text[strings.LastIndexByte(e.Text, ' ')+1:]) {
		return false
	}
	if wordy.of(after) {
		return true
	}
	if after == "" { // what follows may be a mark or a name
		if e.End < len(text) && strings.IndexByte(".,;:)\"\n", text[e.End]) < 0 && !strings.HasPrefix(text[e.End:], "”") {
			return false
		}
	} else if !functional.of(after) {
		return false
	}
	switch {
	case before == "in", before == "into", spoken.of(before):
		return true
	case before == "of":
		return teaching.of(wordBefore(text, e.Start-len("of ")))
	}
	return false
}

// wordBefore is the word of ASCII letters and hyphens that stands, with a space, before byte at, or empty.
func wordBefore(text string, at int) string {
	if at < 2 || at > len(text) || text[at-1] != ' ' {
		return ""
	}
	start := at - 1
	for start > 0 && at-start < 24 && (text[start-1]|0x20 >= 'a' && text[start-1]|0x20 <= 'z' || text[start-1] == '-') {
		start--
	}
	return text[start : at-1]
}

// acronym reports whether a word is made of capitals, digits and hyphens: "VMRO-DPMNE".
func acronym(w string) bool {
	capitals := 0
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= 'A' && c <= 'Z':
			capitals++
		case c != '-' && c != '.' && c != '&' && (c < '0' || c > '9'):
			return false
		}
	}
	return capitals >= 2
}

// alias reports whether the text between two mentions says that the second is another name of the first.
func alias(between string) bool {
	switch between {
	case ", known as ", ", also known as ", ", formerly ", ", formerly known as ", ", locally known as ", ", better known as ", " (formerly ", " (also known as ", ", also called ", ", once called ":
		return true
	}
	return false
}

// near reports whether two words of five runes or more differ by one letter at
// most, the first excepted: spellings of one surname.
func near(a, b string) bool {
	if utf8.RuneCountInString(a) < 5 || utf8.RuneCountInString(b) < 5 || a[0] != b[0] {
		return false
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(a) || a[i+1:] == b[i+1:]
	}
	return a[i+1:] == b[i:]
}
