package actors

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/normalize/names"
	"dateline/normalize/places"
)

// things resolves places, peoples and bodies: through the knowledge base, by
// acronyms and long forms, by names within longer names, by spelling.
func (r *reader) things() {
	var open []int32 // forms that the knowledge base does not have
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinThing {
			continue
		}
		e, why := r.known(f)
		if e < 0 {
			open = append(open, int32(i))
			continue
		}
		if c, ok := r.byEntry[e]; ok {
			r.join(int32(i), c, why)
		} else {
			c := r.newCluster(int32(i), e)
			r.clusters[c].why = append(r.clusters[c].why, why)
		}
	}
	open = r.plurals(open)
	open = r.nicknames(open)
	open = r.cores(open)
	open = r.acronyms(open)
	open = r.otherNames(open)
	open = r.spellings(open)
	open = r.parts(open)
	for _, i := range open {
		if r.forms[i].cluster < 0 {
			r.newCluster(i, -1)
		}
	}
	r.qualified()
}

// known is the entry of the knowledge base that a form names, or -1.
func (r *reader) known(f *form) (int32, string) {
	if e := r.b.claim(f.key); e >= 0 && r.claimed(f, r.b.entry(e)) {
		return e, r.space.reason(f.text, " is a name of ", r.b.entry(e).Name, " (the user's actors)")
	}
	body, place := int32(-1), int32(-1)
	for _, i := range r.b.things(f.key) {
		e := r.b.entry(i)
		if e.Sector != "BUS" && vocab().exchange.has(f.key) && r.beforeShare(int(f.first)) {
			continue // "(LSE: ACM)" is no school of economics
		}
		if e.kind == "" && body < 0 && (!r.b.acronym(f.key) || capitals(f.text) >= 2) && !(private(e) && (f.typ == corpus.Norp || f.typ == corpus.Loc)) {
			body = i
		}
	}
	if body < 0 && f.typ == corpus.Org {
		body = r.bodyOfNext(f)
	}
	if body < 0 && f.typ == corpus.Org {
		if rest, of, ok := r.homeless(f); ok && strings.Contains(rest, " ") {
			body = r.bodyWithin(of, key(rest)) // "United Kingdom Home Office"
		}
	}
	if n := len(f.tokens); body < 0 && f.typ == corpus.Org && n > 0 && vocab().kind.has(f.tokens[n-1]) {
		body = r.national(f)
	}
	if f.typ == corpus.Norp {
		if c, ok := r.b.native(f.key); ok {
			return c, r.space.reason(f.text, " is of ", r.b.entry(c).Name)
		}
		if rest, ok := compassless(f.key); ok {
			if c, ok := r.b.native(rest); ok {
				return c, r.space.reason(f.text, " is of ", r.b.entry(c).Name)
			}
		}
	}
	if of := r.b.peopleOf(f.key); of.demonym >= 0 && f.typ != corpus.Loc && f.typ != corpus.Fac {
		if i := of.demonym; of.native < 0 && len(r.b.things(f.key)) == 0 {
			return i, r.space.reason(f.text, " is of ", r.b.entry(i).Name)
		}
	}
	p, ok := r.place(f)
	if town, city := strings.CutSuffix(f.key, " city"); city && !ok && f.types[typeIndex(corpus.Org)] == 0 && r.b.places.Spread(town) > 0 {
		if q, found := r.b.places.Resolve(strings.TrimSuffix(f.text, " City"), r.context); found && q.Kind == places.KindCity {
			p, ok = q, true
		}
	}
	if ok {
		place = r.b.placeEntry(p)
		if f.typ == corpus.Org && p.Kind != places.KindCountry && !r.capital(p) {
			place = -1 // a club or firm named by its city
		}
		if f.typ == corpus.Fac && p.Kind != places.KindCountry && r.beginsSite(f) {
			place = -1 // Heathrow, where the text has Heathrow Airport
		}
	}
	org := f.typ != corpus.GPE && f.typ != corpus.Loc && f.typ != corpus.Norp
	if body >= 0 && (org || place < 0) {
		return body, r.nameOf(f, body)
	}
	if place >= 0 {
		e := r.b.entry(place)
		if e.Country != "" && e.kind != places.KindCountry {
			return place, r.space.reason(f.text, " is the ", string(e.kind), " ", e.Name, " in ", e.Country)
		}
		return place, r.space.reason(f.text, " is the ", string(e.kind), " ", e.Name)
	}
	if e := r.nation(f); e >= 0 {
		return e, r.space.reason(f.text, " is of ", r.b.entry(e).Name)
	}
	return -1, ""
}

// beginsSite reports whether the name of a building or site is the beginning of a longer
// one in the text.
func (r *reader) beginsSite(f *form) bool {
	if r.begins == nil {
		r.begins = map[string]bool{}
		for i := range r.forms {
			g := &r.forms[i]
			if g.typ != corpus.Fac || g.kin != kinThing {
				continue
			}
			for n := 1; n < len(g.tokens) && n <= 3; n++ {
				r.begins[strings.Join(g.tokens[:n], " ")] = true
			}
		}
	}
	return r.begins[f.key]
}

// nameOf is the reason that a form is a name of an entry.
func (r *reader) nameOf(f *form, entry int32) string {
	e := r.b.entry(entry)
	return r.space.reason(f.text, " is a name of ", e.Name, " (", e.place(), ")")
}

// claimed reports whether a form is what a user's file has under its name. A body
// goes through the same rules as those of the tables, before which it stands; a
// place or people need not.
func (r *reader) claimed(f *form, e *Entry) bool {
	switch {
	case e.Type == corpus.Org, r.b.acronym(f.key) && capitals(f.text) < 2:
		return false
	case f.typ == corpus.Org && e.kind != "" && e.kind != places.KindCountry:
		return false // a club or firm named by its city
	}
	return true
}

// private reports whether a body is a company or a newspaper, whose name may be a
// people's or a region's as well ("The Hindu").
func private(e *Entry) bool { return e.Sector == "BUS" || e.Sector == "MNC" || e.Sector == "JRN" }

// bodyOfNext is the body whose name goes on behind the mention: "the General
// Assembly of the United Nations", or -1.
func (r *reader) bodyOfNext(f *form) int32 {
	i := int(f.first)
	if i+1 >= len(r.d.Entities) {
		return -1
	}
	e, n := &r.d.Entities[i], &r.d.Entities[i+1]
	if n.Start < e.End || kinOf(n.Type) != kinThing {
		return -1
	}
	if gap := r.d.Text[e.End:n.Start]; gap != " of " && gap != " of the " {
		return -1
	}
	of := key(plain(n.Text))
	for _, k := range [...]string{of + " " + f.key, f.key + " of " + of} {
		for _, i := range r.b.things(k) {
			if r.b.entry(i).kind == "" {
				return i
			}
		}
	}
	for _, o := range r.b.things(of) {
		if i := r.bodyIn(o, f.key); i >= 0 {
			return i
		}
	}
	return -1
}

// bodyWithin is the body of a country that has a name by itself, or -1.
func (r *reader) bodyWithin(of int32, name string) int32 {
	for _, i := range r.b.things(name) {
		if e := r.b.entry(i); e.kind == "" && e.Country != "" && e.Country == r.b.entry(of).Country {
			return i
		}
	}
	return -1
}

// bodyIn is the body of the tables whose name is a generic one after that of its
// country or parent, by any of its names.
func (r *reader) bodyIn(of int32, generic string) int32 {
	o := r.b.entry(of)
	var before []string
	if c, ok := r.b.places.Country(o.Country); ok && o.kind == places.KindCountry {
		before = slices.Concat(c.Adjectives, []string{c.Name}, c.Aliases)
	} else {
		before = append([]string{o.Name}, r.b.aliases(of)...)
	}
	for _, b := range before {
		for _, i := range r.b.things(key(b) + " " + generic) {
			if e := r.b.entry(i); e.kind == "" && (o.Country == "" || e.Country == o.Country) {
				return i
			}
		}
	}
	return -1
}

// nearBodies is how many names before a bare one may tell whose body it is, and
// nearSentences how many sentences back they may stand.
const (
	nearBodies    = 10
	nearSentences = 2
)

// national is the body that a bare name means ("Congress"): that of the country
// named before it in its sentence, else of the text's own country, else of the
// country named last in the sentences before; or -1.
func (r *reader) national(f *form) int32 {
	s := r.d.SentenceAt(r.d.Entities[f.first].Start)
	tried := false
	for i := int(f.first) - 1; i >= 0 && i >= int(f.first)-nearBodies && s >= 0; i-- {
		at := r.d.SentenceAt(r.d.Entities[i].Start)
		if at >= 0 && s-at > nearSentences {
			break
		}
		if at != s && !tried {
			tried = true
			if r.home >= 0 && r.oneHome {
				if i := r.bodyIn(r.home, f.key); i >= 0 {
					return i
				}
			}
		}
		g := &r.forms[r.formOf[i]]
		if g.kin != kinThing {
			continue
		}
		iso := ""
		if e := r.nation(g); e >= 0 {
			iso = r.b.entry(e).Country
		} else if g.typ == corpus.GPE {
			if p, ok := r.place(g); ok {
				iso = p.Country
			}
		}
		if c, ok := r.b.country[iso]; ok {
			return r.bodyIn(c, f.key)
		}
	}
	if tried || r.home < 0 || !r.oneHome {
		return -1
	}
	return r.bodyIn(r.home, f.key)
}

// compassless is the people in "ethnic Russian" or "southern Sudanese".
func compassless(k string) (string, bool) {
	first, rest, ok := strings.Cut(k, " ")
	switch first {
	case "northern", "southern", "eastern", "western", "central", "pro", "anti", "non", "ethnic":
		return rest, ok
	}
	return "", false
}

func capitals(s string) int {
	n := 0
	for _, c := range s {
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n
}

// place is the place that a form names in this document.
func (r *reader) place(f *form) (places.Place, bool) {
	if r.b.places.Spread(f.key) == 0 && !strings.Contains(f.text, ",") {
		return places.Place{}, false
	}
	e := &r.d.Entities[f.first]
	if int(f.first)+1 < len(r.d.Entities) {
		next := &r.d.Entities[f.first+1]
		if kinOf(next.Type) == kinThing && next.Start > e.End && (next.Start-e.End <= 2 && r.d.Text[e.End] == ',' || r.d.Text[e.End:next.Start] == " in ") {
			if p, ok := r.b.places.Resolve(f.text+", "+plain(next.Text), r.lands); ok && p.Kind != places.KindCountry {
				return p, true
			}
		}
	}
	if r.twoPlaces(f.key) {
		if p, ok := r.stateOrNation(f); ok {
			return p, true
		}
	}
	return r.b.places.Resolve(f.text, r.lands)
}

// capital reports whether a place is its country's capital.
func (r *reader) capital(p places.Place) bool {
	c, ok := r.b.places.Country(p.Country)
	return ok && p.Kind == places.KindCity && key(c.Capital) == key(p.Name)
}

// plurals joins "Republican" and "Republicans", "Misseriya" and "Misseriyas".
func (r *reader) plurals(open []int32) []int32 {
	one := map[string]int32{}
	var towns map[string]int32
	for _, i := range open {
		if f := &r.forms[i]; (f.typ == corpus.Norp || f.typ == corpus.Org && len(f.tokens) > 1) && len(f.key) > 3 {
			one[f.key] = i
		}
	}
	for _, i := range open {
		f := &r.forms[i]
		base, ok := strings.CutSuffix(f.key, "s")
		if !ok {
			continue
		}
		if j, ok := one[base]; ok && f.typ == r.forms[j].typ {
			why := "%q are more than one %q"
			if f.typ == corpus.Org {
				why = "%q is a spelling of %q"
			}
			r.unite(j, i, fmt.Sprintf(why, f.text, r.forms[j].text))
		} else if base, ok := strings.CutSuffix(base, "er"); ok && f.typ == corpus.Norp && len(base) > 3 {
			if towns == nil {
				towns = r.placeForms()
			}
			if j, ok := towns[base]; ok {
				r.unite(j, i, fmt.Sprintf("%q are the people of %q", f.text, r.forms[j].text))
			}
		}
	}
	return slices.DeleteFunc(open, func(i int32) bool { return r.forms[i].cluster >= 0 })
}

// placeForms are the places that the text names, by their keys.
func (r *reader) placeForms() map[string]int32 {
	out := map[string]int32{}
	for i := range r.forms {
		if f := &r.forms[i]; f.typ == corpus.GPE || f.typ == corpus.Loc {
			out[f.key] = int32(i)
		}
	}
	return out
}

// nicknames joins "the Alliance" with the one body of the text that the
// knowledge base says may be called so.
func (r *reader) nicknames(open []int32) []int32 {
	var left []int32
	for _, i := range open {
		f := &r.forms[i]
		found, n := int32(-1), 0
		if told := r.b.nouns(f.key); len(told) <= len(r.byEntry) {
			for _, e := range told {
				if c, ok := r.byEntry[e]; ok {
					found, n = c, n+1
				}
			}
		} else {
			for e, c := range r.byEntry {
				if _, ok := slices.BinarySearch(told, e); ok {
					found, n = c, n+1
				}
			}
		}
		if n != 1 || f.typ == corpus.Norp {
			left = append(left, i)
			continue
		}
		r.join(i, found, fmt.Sprintf("%q may mean %s, which the text names (%s)", f.text, r.label(found), r.b.entry(r.clusters[found].entry).place()))
	}
	return left
}

// core is the tokens of a body's name without its legal form.
func core(tokens []string) []string {
	v := vocab()
	n := len(tokens)
	for n > 1 && v.legal.has(tokens[n-1]) {
		n--
	}
	return tokens[:n]
}

// cores joins "Apple" and "Apple Inc." and finds known bodies behind legal forms.
func (r *reader) cores(open []int32) []int32 {
	byCore := map[string]int32{}
	for i := range r.forms {
		if f := &r.forms[i]; f.kin == kinThing && f.cluster >= 0 {
			if _, ok := byCore[f.key]; !ok {
				byCore[f.key] = int32(i)
			}
		}
	}
	var left []int32
	for _, i := range open {
		f := &r.forms[i]
		k := f.key
		if c := core(f.tokens); len(c) < len(f.tokens) {
			k = strings.Join(c, " ")
			if list := r.b.things(k); len(list) > 0 && f.typ == corpus.Org && r.b.entry(list[0]).kind == "" {
				why := fmt.Sprintf("%q is %s with its legal form", f.text, r.b.entry(list[0]).Name)
				if c, ok := r.byEntry[list[0]]; ok {
					r.join(i, c, why)
				} else {
					c := r.newCluster(i, list[0])
					r.clusters[c].why = append(r.clusters[c].why, why)
				}
				continue
			}
		}
		if first, ok := byCore[k]; ok && (r.forms[first].cluster < 0 || r.clusters[r.forms[first].cluster].typ == f.typ) {
			if r.forms[first].cluster < 0 {
				r.newCluster(first, -1)
			}
			r.join(i, r.forms[first].cluster, fmt.Sprintf("%q and %q differ in the legal form only", f.text, r.forms[first].text))
			continue
		}
		byCore[k] = i
		left = append(left, i)
	}
	return left
}

// letters are the capitals and digits of an acronym, or "" for other names.
// "NYPD", "U.N.", "MI6", "IAEA" are acronyms; so is "UoM" with its small letter.
func letters(text string) string {
	if len(text) > 12 {
		return ""
	}
	plain := true
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == ' ':
			return ""
		case c < 'A' && (c < '0' || c > '9') || c > 'Z':
			plain = plain && c < utf8.RuneSelf
		}
	}
	upper, lower, digits := 0, 0, 0
	if plain {
		for i := 0; i < len(text); i++ {
			switch c := text[i]; {
			case 'A' <= c && c <= 'Z':
				upper++
			case 'a' <= c && c <= 'z':
				lower++
			case '0' <= c && c <= '9':
				digits++
			}
		}
		if upper < 2 || lower > upper/2 {
			return ""
		}
		if upper+digits == len(text) {
			return text
		}
	}
	if strings.Contains(text, "\u00a0") {
		return ""
	}
	upper, lower = 0, 0
	var b strings.Builder
	for _, c := range text {
		switch {
		case unicode.IsUpper(c):
			upper++
			b.WriteRune(c)
		case unicode.IsLower(c):
			lower++
		case unicode.IsDigit(c):
			b.WriteRune(c)
		}
	}
	if upper < 2 || lower > upper/2 {
		return ""
	}
	return b.String()
}

// initials are the first letters of a long name's words: without and with the
// small words.
func initials(text string) (short, long string) {
	v := vocab()
	var a, b [64]byte
	s, l := a[:0], b[:0]
	for w := range strings.FieldsFuncSeq(text, func(c rune) bool { return c == ' ' || c == '-' || c == '/' || c == '&' }) {
		c, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			continue
		}
		c = unicode.ToUpper(c)
		l = utf8.AppendRune(l, c)
		if !(v.small.of.may.has(w) && v.small.has(strings.ToLower(w))) {
			s = utf8.AppendRune(s, c)
		}
	}
	long = string(l)
	if len(s) == len(l) {
		return long, long
	}
	return string(s), long
}

// acronyms joins an acronym with the long name whose initials it has: beside it
// in brackets, or, from three letters on, anywhere in the document.
func (r *reader) acronyms(open []int32) []int32 {
	short := map[string][]int32{}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinThing && f.kin != kinWork {
			continue
		}
		if l := letters(f.text); l != "" {
			short[l] = append(short[l], int32(i))
			if all := strings.ToUpper(f.text); len(l) == 2 && len(all) == 3 && all != f.text {
				short[all] = append(short[all], int32(i)) // "BoH" for "Bank of Holm"
			}
		}
	}
	halves := slices.ContainsFunc(open, func(i int32) bool { return r.forms[i].half() })
	if len(short) == 0 && !halves {
		return open
	}
	pending := make(map[int32]bool, len(open))
	for _, i := range open {
		pending[i] = true
	}
	long := slices.Clone(open)
	for i := range r.forms {
		if f := &r.forms[i]; f.kin == kinThing && f.cluster >= 0 && len(f.tokens) > 1 {
			long = append(long, int32(i))
		}
	}
	if halves {
		r.halfAcronyms(pending, long)
	}
	beside := map[[2]int32]bool{}
	for i := 1; i < len(r.d.Entities); i++ {
		a, b := &r.d.Entities[i-1], &r.d.Entities[i]
		if gap := b.Start - a.End; gap > 0 && gap <= 3 && strings.ContainsAny(r.d.Text[a.End:b.Start], "([") {
			beside[[2]int32{r.formOf[i-1], r.formOf[i]}] = true
		}
	}
	for _, i := range long {
		f := &r.forms[i]
		if len(f.tokens) < 2 || f.typ == corpus.Norp {
			continue
		}
		a, b := initials(f.text)
		tries := []string{a, b}
		if rest, _, ok := r.homeless(f); ok {
			// "FDA" for "U.S. Food and Drug Administration"
			c, d := initials(rest)
			if len(c) >= 3 {
				tries = append(tries, c, d)
			}
		}
		for n, l := range tries {
			if slices.Contains(tries[:n], l) {
				continue
			}
			for _, s := range short[l] {
				near := beside[[2]int32{i, s}] || beside[[2]int32{s, i}]
				if s == i || !near && (len(l) < 2 || r.forms[s].kin != kinThing) {
					continue
				}
				if !near && len(l) == 2 && (f.typ != corpus.Org || r.forms[s].typ != corpus.Org || len(f.tokens) != 2) {
					continue
				}
				if !near && f.typ != corpus.Org && r.forms[s].typ != f.typ {
					continue
				}
				if !r.ownShort(i, s, near) {
					continue
				}
				if r.unite(i, s, fmt.Sprintf("%q has the initials of %q", r.forms[s].text, f.text)) {
					delete(pending, i)
					delete(pending, s)
				}
			}
		}
	}
	return slices.DeleteFunc(open, func(i int32) bool { return !pending[i] })
}

// ownShort reports whether an acronym that the tables know may be short for a long name that
// they do not know: where that is much like the body's names, or where the text has brought
// the long name in before, or beside it. Then the acronym is the text's own, and no longer
// the known body's: "the Southern Eel Conference (SEC)" is no regulator.
func (r *reader) ownShort(long, short int32, near bool) bool {
	c := r.forms[short].cluster
	if c < 0 || r.clusters[c].entry < 0 {
		return true
	}
	if l := r.forms[long].cluster; l >= 0 && r.clusters[l].entry >= 0 {
		return true // unite tells the two apart
	}
	e := r.clusters[c].entry
	if r.b.entry(e).kind != "" {
		return true
	}
	v := vocab()
	words := map[string]bool{}
	for _, n := range append([]string{r.b.entry(e).Name}, r.b.aliases(e)...) {
		for w := range strings.FieldsSeq(key(n)) {
			words[skeleton(w)] = words[skeleton(w)] || !v.small.has(w)
		}
	}
	told, shared := 0, 0
	for _, t := range r.forms[long].tokens {
		if v.small.has(t) {
			continue
		}
		if told++; words[skeleton(t)] {
			shared++
		}
	}
	if 2*shared > told {
		return true
	}
	if !near && r.forms[long].first > r.forms[short].first || len(r.clusters[c].forms) > 1 {
		return false
	}
	r.forms[short].cluster = -1
	r.clusters[c].forms = nil
	delete(r.byEntry, e)
	return true
}

// half reports whether a body's name is an acronym and one more word.
func (f *form) half() bool {
	if f.typ != corpus.Org || len(f.tokens) != 2 {
		return false
	}
	first, _, ok := strings.Cut(f.text, " ")
	return ok && letters(first) != ""
}

// halfAcronyms joins "UC Berkeley" with "University of California, Berkeley": a name
// that begins with the initials of a longer one and goes on as it does.
func (r *reader) halfAcronyms(pending map[int32]bool, long []int32) {
	byEnd := map[string][]int32{} // names by their last word
	for _, i := range long {
		if f := &r.forms[i]; f.typ == corpus.Org && len(f.tokens) > 2 {
			k := f.tokens[len(f.tokens)-1]
			if l := byEnd[k]; len(l) < maxBlock {
				byEnd[k] = append(l, i)
			}
		}
	}
	if len(byEnd) == 0 {
		return
	}
	for i := range r.forms {
		f := &r.forms[i]
		if !pending[int32(i)] || !f.half() {
			continue
		}
		first, rest, _ := strings.Cut(f.text, " ")
		found := int32(-1)
		for _, j := range byEnd[f.tokens[1]] {
			g := &r.forms[j]
			before := g.text[:max(0, len(g.text)-len(rest))]
			if j == int32(i) || !strings.HasSuffix(g.text, " "+rest) {
				continue
			}
			a, b := initials(before)
			at, _ := initials(strings.TrimSuffix(before, " at "))
			if l := letters(first); l != a && l != b && l != at {
				continue
			}
			if found >= 0 && !r.sameCluster(found, j) {
				found = -2
				break
			}
			found = j
		}
		if found >= 0 && r.unite(found, int32(i), fmt.Sprintf("%q begins with the initials of %q", f.text, r.forms[found].text)) {
			delete(pending, int32(i))
			delete(pending, found)
		}
	}
}

// otherNames joins a name with the acronym in another language that stands in
// brackets behind it ("the National Liberation Army (ELN)"), and with the name it is
// known as.
func (r *reader) otherNames(open []int32) []int32 {
	for i := 1; i < len(r.d.Entities); i++ {
		f := &r.forms[r.formOf[i]]
		if f.kin != kinThing {
			continue
		}
		k, why := r.otherName(i)
		if k < 0 {
			if k = r.shareOf(i); k >= 0 {
				why = fmt.Sprintf("%q is the sign of the share of %q", plain(r.d.Entities[i].Text), plain(r.d.Entities[k].Text))
			}
		}
		if k < 0 || r.formOf[k] == r.formOf[i] {
			continue
		}
		g := &r.forms[r.formOf[k]]
		if g.kin != kinThing {
			continue
		}
		if c := f.cluster; c >= 0 && r.clusters[c].entry >= 0 && (f.typ != corpus.Org || r.b.entry(r.clusters[c].entry).kind != "") {
			continue // what the tables know as a place is no short name
		}
		org := f.typ == corpus.Org || f.typ == corpus.Norp
		if (g.typ == corpus.Org) != org {
			continue
		}
		r.unite(r.formOf[k], r.formOf[i], why)
	}
	return slices.DeleteFunc(open, func(i int32) bool { return r.forms[i].cluster >= 0 })
}

// beforeShare reports whether a mention stands in brackets before a colon, as the name
// of the exchange before the sign of a share.
func (r *reader) beforeShare(i int) bool {
	e, text := &r.d.Entities[i], r.d.Text
	return e.Start > 0 && text[e.Start-1] == '(' && e.End < len(text) && text[e.End] == ':'
}

// shareOf is the mention of the firm whose share's sign mention i is, or -1:
// "Kestrel Mining (LSE: KST)", where the exchange may be a mention or not.
func (r *reader) shareOf(i int) int {
	d := r.d
	e := &d.Entities[i]
	if e.End >= len(d.Text) || d.Text[e.End] != ')' && d.Text[e.End] != ',' || letters(plain(e.Text)) == "" {
		return -1
	}
	open := strings.LastIndexByte(d.Text[max(0, e.Start-16):e.Start], '(')
	if open < 0 {
		return -1
	}
	open += max(0, e.Start-16)
	market, rest, ok := strings.Cut(d.Text[open+1:e.Start], ":")
	if !ok || strings.TrimSpace(rest) != "" || !vocab().exchange.has(key(market)) {
		return -1
	}
	for k := i - 1; k >= 0 && k >= i-2; k-- {
		if p := &d.Entities[k]; p.End <= open {
			if p.End == open-1 && p.Type == corpus.Org {
				return k
			}
			break
		}
	}
	return -1
}

// maxKnownAs bounds the bytes between a name and the one it is known as.
const maxKnownAs = 110

// otherName is the mention whose other name mention i is, or -1: the name before
// the brackets in which i stands as an acronym or in another script, or the last
// name before "known as".
func (r *reader) otherName(i int) (int, string) {
	d := r.d
	e := &d.Entities[i]
	p := &d.Entities[i-1]
	if p.End > e.Start {
		return -1, ""
	}
	gap := d.Text[p.End:e.Start]
	brackets := gap == " (" || gap == " (the "
	if !brackets && (len(gap) > maxKnownAs || !knownAs(gap)) {
		return -1, ""
	}
	a, b := plain(p.Text), plain(e.Text)
	if brackets {
		closed := e.End < len(d.Text) && (d.Text[e.End] == ')' || d.Text[e.End] == ',' || d.Text[e.End] == ';')
		switch {
		case !closed:
		case latin(a) && !latin(b):
			return i - 1, fmt.Sprintf("%q is the original of %q, in brackets behind it", b, a)
		case p.Type == corpus.Org && letters(b) != "" && letters(a) == "" && strings.Contains(a, " ") && len(letters(b)) >= 2:
			return i - 1, fmt.Sprintf("%q is the short form of %q, in brackets behind it", b, a)
		case p.Type == corpus.Org && e.Type == corpus.Org && letters(a) != "" && letters(b) == "" && strings.Contains(b, " "):
			return i - 1, fmt.Sprintf("%q is the long form of %q, in brackets behind it", b, a)
		}
		return -1, ""
	}
	return i - 1, fmt.Sprintf("%q is known as %q", a, b)
}

// knownAs reports whether the words between two names say that the second is
// another name of the first.
func knownAs(gap string) bool {
	if len(gap) < len(" born ") {
		return false
	}
	for gap != "" {
		if c := gap[len(gap)-1]; c == ' ' || c == '"' || c == '\'' {
			gap = gap[:len(gap)-1]
		} else if strings.HasSuffix(gap, "“") || strings.HasSuffix(gap, "‘") {
			gap = gap[:len(gap)-len("“")]
		} else {
			break
		}
	}
	if gap == "" {
		return false
	}
	switch gap[len(gap)-1] {
	case 'm', 'e', 's', '.', 'd', 'n':
	default:
		return false // none of the ends below
	}
	gap = withoutBrackets(gap)
	for _, by := range [...]string{"pseudonym", "stage name", "pen name", "nickname", "alias", "nom de guerre", "birth name", "maiden name"} {
		if before, ok := strings.CutSuffix(gap, by); ok {
			for _, whose := range [...]string{" known by his ", " known by her ", " known by their ", " known by the ", " known under the "} {
				if before, ok := strings.CutSuffix(before, whose); ok && strings.HasPrefix(before, ",") && !strings.ContainsAny(before, ".;:\n") {
					return true
				}
			}
		}
	}
	for _, end := range [...]string{"known as", "known by his nom de guerre", "known by his alias", "nom de guerre", "a.k.a.", "also called", "born"} {
		if before, ok := strings.CutSuffix(gap, end); ok {
			return !strings.ContainsAny(before, ".;:\n") && !strings.Contains(before, " and ") && (strings.HasPrefix(before, ",") || strings.HasPrefix(before, " (") || strings.TrimSpace(before) == "" || end == "known as" && len(before) < 12)
		}
	}
	return false
}

// withoutBrackets drops what stands in brackets at the beginning of the words between
// two names, such as the day of birth.
func withoutBrackets(gap string) string {
	if !strings.HasPrefix(gap, " (") {
		return gap
	}
	if end := strings.LastIndexByte(gap, ')'); end > 0 && end+1 < len(gap) {
		return gap[end+1:]
	}
	return gap
}

// latin reports whether a name is written in Latin letters.
func latin(s string) bool {
	for _, c := range s {
		if unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) {
			return false
		}
	}
	return true
}

// homeless is a body's name without the country or people it begins with, and
// that country's entry.
func (r *reader) homeless(f *form) (string, int32, bool) {
	if f.kin != kinThing {
		return r.readHomeless(f)
	}
	if !f.homeRead {
		f.rest, f.home, f.homeRead = "", -1, true
		if rest, c, ok := r.readHomeless(f); ok {
			f.rest, f.home = rest, c
		}
	}
	if f.home < 0 {
		return "", 0, false
	}
	return f.rest, f.home, true
}

func (r *reader) readHomeless(f *form) (string, int32, bool) {
	for n := min(2, len(f.tokens)-1); n > 0; n-- {
		of := r.b.peopleOf(r.joined(f, 0, n))
		c := of.native
		if c < 0 {
			c = of.nation
		}
		if c < 0 {
			continue
		}
		words := strings.Fields(strings.ReplaceAll(f.text, "-", " "))
		if len(words) > len(f.tokens) && strings.EqualFold(words[0], "the") {
			words = words[1:]
		}
		if len(words) != len(f.tokens) {
			return "", 0, false
		}
		return strings.Join(words[n:], " "), c, true
	}
	return "", 0, false
}

// joined is the tokens from i to j of a form as a key. Mostly they are a part of its own.
func (r *reader) joined(f *form, i, j int) string {
	if j-i == 1 {
		return f.tokens[i]
	}
	n := j - i - 1
	for _, t := range f.tokens[i:j] {
		n += len(t)
	}
	k := ""
	switch {
	case n > len(f.key):
	case i == 0:
		k = f.key[:n]
	case j == len(f.tokens):
		k = f.key[len(f.key)-n:]
	}
	at := 0
	for _, t := range f.tokens[i:j] {
		if at+len(t) > len(k) || k[at:at+len(t)] != t || at > 0 && k[at-1] != ' ' {
			return r.space.texts.join(f.tokens[i:j])
		}
		at += len(t) + 1
	}
	return k
}

// unite puts two forms of which at most one has an actor into one. It reports
// whether they are in one then.
func (r *reader) unite(i, j int32, why string) bool {
	ci, cj := r.forms[i].cluster, r.forms[j].cluster
	switch {
	case ci >= 0 && cj >= 0:
		if ci == cj {
			return true
		}
		a, b := &r.clusters[ci], &r.clusters[cj]
		if a.entry >= 0 && b.entry >= 0 {
			return false
		}
		if b.entry >= 0 || a.entry < 0 && cj < ci {
			ci, cj = cj, ci
			a, b = b, a
		}
		for _, f := range b.forms {
			r.forms[f].cluster = ci
		}
		a.forms = append(a.forms, b.forms...)
		a.why = append(append(a.why, b.why...), why)
		b.forms = nil
	case ci >= 0:
		r.join(j, ci, why)
	case cj >= 0:
		r.join(i, cj, why)
	default:
		r.join(j, r.newCluster(i, -1), why)
	}
	return true
}

// maxBlock bounds the names that one name is compared with.
const maxBlock = 24

// spellings joins names of places and bodies that differ in spelling or in the
// order of their words.
func (r *reader) spellings(open []int32) []int32 {
	blocks := map[string][]int32{}
	var left []int32
	for _, i := range open {
		f := &r.forms[i]
		if f.cluster >= 0 {
			continue
		}
		if len(f.key) < 5 || letters(f.text) != "" {
			left = append(left, i)
			continue
		}
		bones := make([]string, len(f.tokens))
		for k, t := range f.tokens {
			bones[k] = r.space.skeleton("", t)
		}
		slices.Sort(bones)
		k := r.space.texts.join(bones)
		best, score, why := int32(-1), 0.0, ""
		for _, j := range blocks[k] {
			g := &r.forms[j]
			if g.typ != f.typ && !(g.typ == corpus.GPE && f.typ == corpus.Loc || g.typ == corpus.Loc && f.typ == corpus.GPE) {
				continue
			}
			if s, w := names.Compare(g.parse(), f.parse()); s >= sameThing && s > score {
				best, score, why = j, s, w
			}
		}
		if len(blocks[k]) < maxBlock {
			blocks[k] = append(blocks[k], i)
		}
		if best < 0 || !r.unite(best, i, fmt.Sprintf("%q and %q are spellings of one name: %s", r.forms[best].text, f.text, why)) {
			left = append(left, i)
		}
	}
	return left
}

// sameThing is the score from which two names of bodies or places are one.
const sameThing = 0.9

// parts joins a name that begins or ends a longer one ("Goldman", "the Times")
// where the document has exactly one such longer name.
func (r *reader) parts(open []int32) []int32 {
	v := vocab()
	type place struct {
		form   int32
		suffix bool
	}
	if len(open) == 0 {
		return nil
	}
	// Beginnings and ends of longer names, up to three tokens, as far as somebody asks.
	type longer struct {
		index        []place
		bare, begins []int32 // names without their country, and what they begin with before "of"
	}
	at := make(map[string]int32, len(open))
	found := make([]longer, 0, len(open))
	for _, i := range open {
		if k := r.forms[i].key; r.forms[i].cluster < 0 {
			if _, ok := at[k]; !ok {
				at[k] = int32(len(found))
				found = append(found, longer{})
			}
		}
	}
	add := func(k string, p place) {
		if n, ok := at[k]; ok && len(found[n].index) < 8 {
			found[n].index = append(found[n].index, p)
		}
	}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinThing || len(f.tokens) < 2 {
			continue
		}
		if f.typ != corpus.Norp && len(f.tokens) <= 10 {
			for n := 1; n < len(f.tokens) && n <= 3; n++ {
				add(r.joined(f, 0, n), place{int32(i), false})
				add(r.joined(f, len(f.tokens)-n, len(f.tokens)), place{int32(i), true})
			}
		}
		if f.typ != corpus.Org {
			continue
		}
		if rest, _, ok := r.homeless(f); ok {
			k := key(rest)
			if n, ok := at[k]; ok {
				found[n].bare = append(found[n].bare, int32(i))
			}
			if b, _, ok := strings.Cut(k, " of "); ok && strings.Contains(b, " ") {
				if n, ok := at[b]; ok {
					found[n].begins = append(found[n].begins, int32(i))
				}
			}
		}
	}
	slices.SortFunc(open, func(i, j int32) int {
		return cmp.Or(-cmp.Compare(len(r.forms[i].tokens), len(r.forms[j].tokens)), cmp.Compare(i, j))
	})
	var left []int32
	for _, i := range open {
		f := &r.forms[i]
		if f.cluster >= 0 {
			continue
		}
		known := &found[at[f.key]]
		list := known.bare
		if len(list) == 0 {
			list = known.begins
		}
		if len(list) > 0 && f.typ == corpus.Org {
			same := true
			for _, j := range list[1:] {
				same = same && r.sameCluster(list[0], j)
			}
			if same && r.unite(list[0], i, fmt.Sprintf("%q is %q without its country", f.text, r.forms[list[0]].text)) {
				continue
			}
		}
		telling := slices.ContainsFunc(f.tokens, func(t string) bool { return !v.kind.has(t) })
		team := f.typ == corpus.Norp && strings.HasSuffix(f.key, "s") // "the Pistons"
		if !telling && !(len(f.tokens) == 1 && v.alone.has(f.tokens[0])) || f.typ == corpus.Norp && !team {
			left = append(left, i)
			continue
		}
		target, several := int32(-1), false
		before, earlier := int32(-1), 0 // introduced before this name
		for _, p := range known.index {
			g := &r.forms[p.form]
			site := g.typ == corpus.Fac && !p.suffix && (f.typ == corpus.GPE || f.typ == corpus.Loc) // "Heathrow" for the airport
			town := f.typ == corpus.GPE && !p.suffix && telling && g.first < f.first && (g.typ == corpus.GPE || g.typ == corpus.Loc || g.typ == corpus.Org) && r.noTown(f, g)
			hill := f.typ == corpus.Loc && !p.suffix && telling && g.first < f.first && (g.typ == corpus.GPE || g.typ == corpus.Fac)
			site = site || town || hill
			if p.form == i || g.typ != f.typ && !site && !(team && p.suffix && g.typ == corpus.Org) &&
				!(f.typ == corpus.Org && g.typ == corpus.Fac || f.typ == corpus.Fac && g.typ == corpus.Org) {
				continue
			}
			of := !p.suffix && g.typ == corpus.Org && len(g.tokens) > len(f.tokens)+1 && g.tokens[len(f.tokens)] == "of" // "the Church" of Holm
			if f.typ == corpus.GPE && !site || !telling && (!p.suffix && !of || g.first > f.first) {
				continue
			}
			if target >= 0 && !r.sameCluster(target, p.form) {
				several = true
			}
			if target < 0 {
				target = p.form
			}
			switch {
			case g.first > f.first:
			case earlier == 0:
				before, earlier = p.form, 1
			case !r.sameCluster(before, p.form):
				earlier++
			}
		}
		if several && earlier == 1 && f.typ == corpus.Org {
			target, several = before, false // the only one that the reader knows by then
		}
		if target < 0 || several || !r.unite(target, i, fmt.Sprintf("%q is short for %q", f.text, r.forms[target].text)) {
			left = append(left, i)
		}
	}
	return left
}

// noTown reports whether a name marked as a place that the gazetteer lacks may be
// short for a longer name that begins with it: another place but an area around
// the town ("Holm" is not Holm County), or a body ("Tsinghua" for its university), where
// nobody is said to be in it, and the body is none that every town has.
func (r *reader) noTown(f, body *form) bool {
	v := vocab()
	if r.b.gender[f.tokens[0]] != 0 {
		return false // somebody's given name
	}
	if last := f.tokens[len(f.tokens)-1]; v.local.has(last) || v.kind.has(last) {
		return false
	}
	for _, t := range body.tokens[len(f.tokens):] {
		if v.local.has(t) {
			return false
		}
	}
	if body.typ != corpus.Org {
		return true
	}
	for e := f.first; e >= 0; e = r.next[e] {
		t := r.d.Entities[e].Tokens
		if t.Len() == 0 || t.First == 0 {
			continue
		}
		switch r.lower(t.First - 1) {
		case "in", "near", "from", "to", "around", "outside", "into", "through":
			return false
		}
		if t.End < len(r.d.Tokens) && r.d.Word(t.End) == "," && e+1 < int32(len(r.d.Entities)) && placed(r.d.Entities[e+1].Type) && r.d.Entities[e+1].Tokens.First == t.End+1 {
			return false // "Holmby, Norway"
		}
	}
	return true
}

func (r *reader) sameCluster(i, j int32) bool {
	return i == j || r.forms[i].cluster >= 0 && r.forms[i].cluster == r.forms[j].cluster
}
