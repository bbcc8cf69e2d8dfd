package actors

import (
	"slices"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
)

var nounColumns = []string{"kind", "noun", "fits", "sector"}

// nouns are the common nouns that may mean an actor.
type nouns struct {
	person lexicon.Trie[string] // roles, in lower case, with their sector
	ending wordTable            // last words of roles
	thing  index[*thingNoun]    // nouns for bodies, places and agreements
	word   index[string]        // words of bodies' names that tell the sector
	verb   map[string]string    // verbs that tell a person's calling, with its sector
	law    map[string]bool      // nouns for agreements
	group  map[string]string    // nouns in the plural for "person", "country" or "body"

	collective map[string]int // nouns for so many persons
}

// thingNoun is what a noun may mean.
type thingNoun struct {
	place string          // "country", "city" and the like, or empty
	law   bool            // an agreement
	fits  map[string]bool // words of the names of bodies that may be called so, or nil
}

var nounTable = sync.OnceValue(func() *nouns {
	n := &nouns{verb: map[string]string{}, law: map[string]bool{}, group: map[string]string{}, collective: map[string]int{}, ending: wordTable{at: newIndex[uint64](512)}}
	thing := func(noun string) *thingNoun {
		t, ok := n.thing.get(noun)
		if !ok {
			t = new(thingNoun)
			n.thing.put(textKey(noun), t)
		}
		return t
	}
	for _, r := range lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...).Rows {
		switch r.Get("kind") {
		case "person":
			n.person.AddPhrase(r.Get("noun"), r.Get("sector"))
			if last := lastWord(r.Get("noun")); n.ending.classes(last) == 0 {
				n.ending.may.add(last)
				n.ending.at.put(textKey(last), 1)
			}
		case "country", "city", "region", "government", "capital":
			thing(r.Get("noun")).place = r.Get("kind")
		case "name":
			if k := textKey(r.Get("noun")); len(n.word.list(k)) == 0 {
				n.word.put(k, r.Get("sector"))
			}
		case "verb":
			n.verb[r.Get("noun")] = r.Get("sector")
		case "law":
			n.law[r.Get("noun")] = true
			thing(r.Get("noun")).law = true
		case "persons", "countries":
			n.group[r.Get("noun")] = r.Get("kind")
		case "two", "three":
			n.collective[r.Get("noun")] = numeral(r.Get("kind"))
		case "body":
			fits := map[string]bool{}
			for _, w := range r.List("fits") {
				fits[w] = true
			}
			thing(r.Get("noun")).fits = fits
		}
	}
	return n
})

// readTitles collects the roles that the text gives to persons: the titles
// before their names, and phrases set off by commas behind them.
func (r *reader) readTitles() {
	for i := range r.d.Entities {
		e := &r.d.Entities[i]
		if e.Type != corpus.Person {
			continue
		}
		if e.Title != "" {
			if t, ok := r.readTitle(i); ok {
				r.titles = append(r.titles, t)
				continue
			}
		}
		if t, ok := r.readApposition(i); ok {
			r.titles = append(r.titles, t)
		} else if t, ok := r.readBefore(i); ok {
			r.titles = append(r.titles, t)
		}
	}
}

// readTitle takes the title of a mention apart.
func (r *reader) readTitle(i int) (intro, bool) {
	e := &r.d.Entities[i]
	end := len(strings.TrimRight(r.d.Text[:e.Start], " \n\t\u00a0"))
	start := end - len(e.Title)
	if start < 0 || r.d.Text[start:end] != e.Title {
		return intro{}, false
	}
	for start > 1 && r.d.Text[start-1] == '-' {
		at := start - 1 // "Secretary-General" of which the title has the second half
		for at > 0 && letter(r.d.Text[at-1]) {
			at--
		}
		if at == start-1 {
			break
		}
		start = at
	}
	t := intro{of: -1, entity: int32(i), start: start}
	var b strings.Builder
	at := start
	first := i
	for first > 0 && r.d.Entities[first-1].Start >= start {
		first--
	}
	for j := first; j < i; j++ {
		x := &r.d.Entities[j]
		if x.Start < at || x.End > end {
			continue
		}
		b.WriteString(r.d.Text[at:x.Start])
		b.WriteByte(' ')
		at = x.End
		if c := r.clusterOf(j); c >= 0 && t.of < 0 && r.clusters[c].kin == kinThing {
			t.of = c
		}
	}
	b.WriteString(r.d.Text[at:end])
	if first > 0 && t.of < 0 {
		// "UN Secretary-General", where the title begins behind the body.
		if x := &r.d.Entities[first-1]; x.End < start && start-x.End <= len("’s ") && kinOf(x.Type) == kinThing {
			if gap := r.d.Text[x.End:start]; gap == " " || gap == "'s " || gap == "’s " {
				t.of = r.clusterOf(first - 1)
			}
		}
	}
	if j := i + 1; t.of < 0 && j < len(r.d.Entities) && r.d.Entities[j].Start > e.End {
		// "Prime Minister Fumio Kishida of Japan"
		if gap := r.d.Text[e.End:r.d.Entities[j].Start]; gap == " of " || gap == " of the " {
			if c := r.clusterOf(j); c >= 0 && r.clusters[c].kin == kinThing {
				t.of = c
			}
		}
	}
	t.role, t.former = r.role(b.String())
	return t, t.role != ""
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= 0x80 }

// readBefore reads a role before a name, mostly set off by a comma: "the Cuban
// president, Raúl Castro"; "the president of Moldova, Maia Sandu"; "the baker Samir
// Haddad".
func (r *reader) readBefore(i int) (intro, bool) {
	d := r.d
	e := &d.Entities[i]
	k := e.Tokens.First - 1
	if k < 1 || d.Tokens[k].End > e.Start {
		return intro{}, false
	}
	set := d.Word(k) == ","
	s := d.SentenceAt(e.Start)
	if s < 0 {
		return intro{}, false
	}
	floor := d.Sentences[s].Tokens.First
	t := intro{of: -1, entity: int32(i)}
	x := i - 1 // entity to the left
	inside := func(k int) bool {
		for x >= 0 && d.Entities[x].Start >= d.Tokens[k].End {
			x--
		}
		return x >= 0 && d.Entities[x].End > d.Tokens[k].Start
	}
	if set {
		k--
	}
	if set && k >= floor && inside(k) {
		in := &d.Entities[x]
		k = in.Tokens.First - 1
		if k > floor && r.lower(k) == "the" {
			k--
		}
		if kinOf(in.Type) != kinThing || k < floor || r.lower(k) != "of" {
			return intro{}, false
		}
		t.of = r.clusterOf(x)
		k--
	}
	end := k + 1
	for k >= floor && end-k <= 5 && !inside(k) {
		if u := d.Tokens[k].UPOS; u != ud.NOUN && u != ud.PROPN && u != ud.ADJ && d.Word(k) != "-" {
			break
		}
		k--
	}
	from := k + 1
	if k < floor || from >= end {
		return intro{}, false
	}
	switch w := r.lower(k); {
	case inside(k):
		if kinOf(d.Entities[x].Type) != kinThing || t.of >= 0 {
			return intro{}, false
		}
		t.of, t.start = r.clusterOf(x), d.Entities[x].Start
	case (w == "'s" || w == "’s") && k > floor && inside(k-1):
		if kinOf(d.Entities[x].Type) != kinThing || t.of >= 0 {
			return intro{}, false
		}
		t.of, t.start = r.clusterOf(x), d.Entities[x].Start
	case d.Tokens[k].XPOS == ud.DT:
		t.start = d.Tokens[k].Start
	case d.Tokens[k].XPOS == ud.PRPS && set:
		t.start, t.loose = d.Tokens[k].Start, true // "its chief executive, Jon Dahl"
	default:
		return intro{}, false
	}
	t.role, t.former = r.role(d.Text[d.Tokens[from].Start:d.Tokens[end-1].End])
	return t, t.role != "" && nounTable().ends(t.role)
}

// ends reports whether a role ends in a noun for a person.
func (n *nouns) ends(role string) bool {
	if !n.mayEnd(role) {
		return false
	}
	fields := strings.Fields(role)
	for at := range fields {
		if _, end := n.person.Longest(at, len(fields), func(i int) string { return fields[i] }); end == len(fields) {
			return true
		}
	}
	return false
}

// mayEnd reports whether the last word of a role is that of a noun for a person.
func (n *nouns) mayEnd(role string) bool {
	return n.ending.classes(lastWord(strings.TrimRight(role, " "))) != 0
}

var titleMarks = strings.NewReplacer("'s ", " ", "’s ", " ", ",", " ")

// role folds the words of a title and says whether they speak of the past.
func (r *reader) role(text string) (string, bool) {
	v := vocab()
	fields := strings.Fields(foldRole(titleMarks.Replace(text + " ")))
	former := false
	for len(fields) > 0 {
		switch w := fields[0]; {
		case v.former.has(w):
			former = true
		case w == "the" || w == "a" || w == "an" || w == "of" || w == "its" || w == "his" || w == "her" || w == "their" || w == "current":
		default:
			for n := len(fields) - 1; n > 0 && (fields[n] == "of" || fields[n] == "the" || fields[n] == "for"); n-- {
				fields = fields[:n]
			}
			return strings.Join(fields, " "), former
		}
		fields = fields[1:]
	}
	return "", former
}

// maxApposition bounds the tokens of a role behind a name.
const maxApposition = 10

// readApposition reads a role behind a name: "Maia Sandu, the president of
// Moldova,"; "Mr Key, New Zealand's former prime minister".
func (r *reader) readApposition(i int) (intro, bool) {
	d := r.d
	e := &d.Entities[i]
	at := e.Tokens.End
	if at >= len(d.Tokens) || d.Tokens[at].Start != e.End || d.Word(at) != "," {
		return intro{}, false
	}
	t := intro{of: -1, entity: int32(i), start: e.Start}
	end := min(at+1+maxApposition, len(d.Tokens))
	if s := d.SentenceAt(e.Start); s >= 0 {
		end = min(end, d.Sentences[s].Tokens.End)
	}
	x := i + 1 // next entity
	var role []string
	table := nounTable()
	for k := at + 1; k < end; k++ {
		for x < len(d.Entities) && d.Entities[x].End <= d.Tokens[k].Start {
			x++
		}
		if x < len(d.Entities) && d.Entities[x].Start < d.Tokens[k].End {
			if d.Entities[x].Type == corpus.Person {
				return intro{}, false
			}
			if c := r.clusterOf(x); c >= 0 && t.of < 0 && r.clusters[c].kin == kinThing {
				t.of = c
			}
			continue
		}
		w := strings.ToLower(d.Word(k))
		if _, to := table.person.Longest(k, end, r.lower); to > k {
			for ; k < to; k++ {
				role = append(role, strings.ToLower(d.Word(k)))
			}
			// "general" alone may go on: "general secretary".
			if k < end && d.Tokens[k].UPOS == ud.NOUN {
				k--
				continue
			}
			if k+1 < end && d.Word(k) == "of" {
				for ; x < len(d.Entities) && d.Entities[x].End <= d.Tokens[k].Start; x++ {
				}
				if x < len(d.Entities) && d.Entities[x].Start-d.Tokens[k].End <= 5 {
					if c := r.clusterOf(x); c >= 0 && r.clusters[c].kin == kinThing {
						t.of = c
					}
				}
			}
			var text string
			text, t.former = r.role(strings.Join(role, " "))
			t.role = text
			return t, t.role != ""
		}
		switch d.Tokens[k].UPOS {
		case ud.DET, ud.ADJ, ud.NOUN, ud.PROPN, ud.PART, ud.ADV, ud.PUNCT:
			if w == "," || w == ";" || w == "." || w == "\"" || w == "”" || w == "“" {
				return intro{}, false
			}
			if w != "'s" && w != "’s" {
				role = append(role, w)
			}
		default:
			return intro{}, false
		}
	}
	return intro{}, false
}

// sector is the CAMEO sector of a role: that of the noun that ends it, or that
// begins it before "of" ("secretary of state").
func (n *nouns) sector(role string) string {
	if head, _, ok := strings.Cut(role, " of "); ok {
		role = head
	}
	if !n.mayEnd(role) {
		return ""
	}
	fields := strings.Fields(role)
	for at := range fields {
		if values, end := n.person.Longest(at, len(fields), func(i int) string { return fields[i] }); end == len(fields) {
			return values[0]
		}
	}
	return ""
}

// lower is token i in lower case.
func (r *reader) lower(i int) string {
	w := r.d.Word(i)
	for k := 0; k < len(w); k++ {
		if c := w[k]; 'A' <= c && c <= 'Z' || c >= 0x80 {
			if w == "The" {
				return "the"
			}
			return r.space.lower(w)
		}
	}
	return w
}

// when is the days that a place in the text speaks of: those of the nearest
// dated expression of its sentence if they are past and no longer than a year,
// else the day of publication, else the last such expression not far before.
// Where the text has no date, its era stands in (see readEra). Both are empty
// when nothing is known.
func (r *reader) when(at int) (from, until string) {
	d := r.d
	s := d.SentenceAt(at)
	i, _ := slices.BinarySearchFunc(d.Dates, at, func(x corpus.Date, at int) int { return x.Start - at })
	usable := func(k int) bool {
		if k < 0 || k >= len(d.Dates) {
			return false
		}
		x := &d.Dates[k]
		if x.Type != corpus.DateDate && x.Type != corpus.DateTime || len(x.Begin) < 10 || len(x.Until) < 4 || x.Begin[:4] != x.Until[:4] {
			return false
		}
		return d.Published == "" || x.Begin[:10] <= d.Published
	}
	day := func(k int) (string, string) { return d.Dates[k].Begin[:10], lastDay(d.Dates[k].Until) }
	if s >= 0 {
		in := d.Sentences[s].Span
		for gap := 0; gap < 3; gap++ {
			before, after := i-1-gap, i+gap
			if usable(before) && in.Contains(d.Dates[before].Span) {
				return day(before)
			}
			if usable(after) && in.Contains(d.Dates[after].Span) {
				return day(after)
			}
		}
	}
	if d.Published != "" {
		return d.Published, d.Published
	}
	for k := i - 1; k >= 0 && k >= i-8 && at-d.Dates[k].End < 1500; k-- {
		if usable(k) {
			return day(k)
		}
	}
	return r.eraFrom, r.eraUntil
}
