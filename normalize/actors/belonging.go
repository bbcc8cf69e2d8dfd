package actors

import (
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/normalize/places"
)

// belonging is the country and the sector of an actor, with what says so.
type belonging struct {
	country, sector string
	why             []string
}

func (b *belonging) place(iso, why string) {
	if b.country == "" && iso != "" {
		b.country, b.why = iso, append(b.why, why)
	}
}

// belongings finds the country and sector of every actor, places and bodies
// before persons, who may have theirs from a body.
func (r *reader) belongings(order []int32, office []*intro) []belonging {
	home := r.focus(order)
	r.focusOf = home
	w := r.space
	out := append(w.belong[:0], make([]belonging, len(r.clusters))...) // by cluster
	w.belong = out
	for _, c := range order {
		cl := &r.clusters[c]
		if cl.entry >= 0 {
			e := r.b.entry(cl.entry)
			b := &out[c]
			b.country, b.sector = e.Country, e.Sector
			if cl.kin == kinPerson {
				r.inOffice(b, cl.entry, r.d.Entities[cl.first].Start, office[c])
			}
			continue
		}
		b := &out[c]
		switch cl.typ {
		case corpus.Org:
			r.bodyBelongs(b, cl, home)
		case corpus.GPE, corpus.Fac:
			r.placeBelongs(b, cl, home)
		}
	}
	for _, c := range order {
		if cl := &r.clusters[c]; cl.entry < 0 && cl.kin == kinPerson {
			r.personBelongs(&out[c], cl, office[c], out, home)
		}
	}
	return out
}

// focus is the country that the text is about: the one whose places and people
// it names at least twice as often as any other's, else that of its dateline if none is
// named more often.
func (r *reader) focus(order []int32) string {
	var few [8]landCount
	count := lands(few[:0])
	for _, c := range order {
		cl := &r.clusters[c]
		if cl.entry < 0 || cl.kin != kinThing {
			continue
		}
		e := r.b.entry(cl.entry)
		if (e.Type == corpus.GPE || e.Type == corpus.Loc) && e.Country != "" {
			count.add(e.Country, cl.count, 0)
		}
	}
	best, most, next := "", int32(0), int32(0)
	for _, c := range count {
		if best == "" || c.n > most || c.n == most && c.iso < best {
			next = max(next, most)
			best, most = c.iso, c.n
		} else {
			next = max(next, c.n)
		}
	}
	if best != "" && most >= 2*next {
		return best
	}
	if d := r.d.Dateline; d != nil {
		if p, ok := r.b.places.Resolve(d.Place, r.context); ok && (best == "" || count.of(p.Country) == most) {
			return p.Country
		}
	}
	return ""
}

// inOffice corrects what the table says of a person for the days that byte at
// of the text speaks of:
// who heads an international body then belongs to it, and a former official
// without another office is one of the elite (PLOVER's ELI).
func (r *reader) inOffice(b *belonging, entry int32, at int, t *intro) {
	from, until := r.when(at)
	serves := false
	held := r.b.held(entry)
	if from != "" {
		for _, h := range held {
			if h.from > until || h.until < from {
				continue
			}
			serves = true
			if of := r.b.entry(h.of); of.Country == "IGO" && of.kind == "" && of.Sector != "" {
				b.country, b.sector = "IGO", of.Sector
				b.why = append(b.why, fmt.Sprintf("%s of %s at the time (%s)", h.role, of.Name, h.place()))
				return
			}
		}
	}
	if t == nil {
		return
	}
	if of := r.entryOf(t.of); of != nil && of.Country == "IGO" && of.kind == "" && !envoy(t.role) && nounTable().ends(t.role) {
		b.country, b.why = "IGO", append(b.why, fmt.Sprintf("the text calls them %s of %s", t.role, of.Name))
		if b.sector = of.Sector; t.former {
			b.sector = "ELI"
		}
		return
	}
	if serves {
		return
	}
	switch s := r.sectorOf(t); {
	case t.former && (b.sector == "GOV" || b.sector == "LEG" || b.sector == "IGO"):
		b.sector, b.why = "ELI", append(b.why, fmt.Sprintf("the text calls them a former %s", t.role))
	case s != "" && s != "ELI" && s != b.sector && from != "" && len(held) > 0:
		b.sector, b.why = s, append(b.why, fmt.Sprintf("the text calls them %s, and the tables know no office of theirs then", t.role))
	}
}

// envoy reports whether a role is held at a body, not in it.
func envoy(role string) bool {
	return strings.Contains(role, "ambassador") || strings.Contains(role, "envoy") || strings.Contains(role, "representative") && !strings.Contains(role, "high representative") ||
		strings.Contains(role, "negotiator") || strings.Contains(role, "critic")
}

func (r *reader) entryOf(c int32) *Entry {
	if c < 0 || r.clusters[c].entry < 0 {
		return nil
	}
	return r.b.entry(r.clusters[c].entry)
}

// sectorOf is the sector of a role that the text gives: that of its noun, unless
// the body in which it is held says more ("leader" of a party, "commander" of
// rebels). Former officials are of the elite, other former callings are no
// sector any more.
func (r *reader) sectorOf(t *intro) string {
	s := nounTable().sector(t.role)
	if of := r.entryOf(t.of); of != nil {
		switch {
		case of.kind != "":
			if s == "BUS" && strings.HasSuffix(t.role, "chief executive") {
				s = "GOV" // of a territory
			}
		case s == "" || s == "GOV" && of.Sector != "" && of.Country != "IGO" || of.Sector == "REB" || of.Sector == "PTY" && s != "LEG":
			s = of.Sector
		}
	}
	if !t.former {
		return s
	}
	switch s {
	case "GOV", "LEG", "MIL", "JUD", "IGO", "COP", "SPY":
		return "ELI" // CAMEO: former officials are elites
	case "":
		return ""
	}
	return "CVL"
}

// bodyBelongs reads the country and sector of a body from its name, else from
// the words beside its first mention.
func (r *reader) bodyBelongs(b *belonging, cl *cluster, home string) {
	generic := true
	for _, i := range cl.forms {
		f := &r.forms[i]
		generic = generic && len(f.tokens) > 1 && telllessKey(f.key) // "the Alliance" is no state's
		if b.sector == "" {
			b.sector = nounTable().sectorOfName(f.tokens)
		}
	}
	b.place(r.seat(cl), "a country in its name")
	b.place(r.city(cl), "the city that its name begins with")
	e := &r.d.Entities[cl.first]
	if i := int(cl.first) - 1; i >= 0 { // "the Polish Road Directorate" marked as two names
		if p := &r.d.Entities[i]; p.End <= e.Start && strings.TrimSpace(r.d.Text[p.End:e.Start]) == "" {
			b.place(r.isoAt(i), "the name before it")
		}
	}
	b.place(r.placeBehind(int(cl.first)), "the place behind it")
	if generic || b.sector == "GOV" || b.sector == "LEG" || b.sector == "JUD" || b.sector == "MIL" || b.sector == "COP" {
		b.place(r.nearIso(int(cl.first)), "the only country of its sentence")
		if !r.abroad(int(cl.first), home) {
			b.place(home, "the country that the text is about")
		}
	}
}

// city is the country of the one city with which the name of a body begins that
// belongs to a place: "Vilnius University".
func (r *reader) city(cl *cluster) string {
	for _, i := range cl.forms {
		f := &r.forms[i]
		if len(f.tokens) < 2 || !vocab().kind.has(f.tokens[1]) || vocab().kind.has(f.tokens[0]) || r.b.places.Spread(f.tokens[0]) != 1 {
			continue
		}
		if list := r.b.places.Lookup(f.tokens[0]); len(list) > 0 && list[0].Kind == places.KindCity {
			return list[0].Country
		}
	}
	return ""
}

// placeBelongs gives a place that the gazetteer lacks the country beside it.
func (r *reader) placeBelongs(b *belonging, cl *cluster, home string) {
	if cl.site != nil {
		b.place(cl.site.Country, "the place that stands behind its name")
	}
	b.place(r.seat(cl), "a country in its name")
	b.place(r.placeBehind(int(cl.first)), "the place behind it")
	if cl.typ == corpus.GPE {
		for _, i := range cl.forms {
			if iso, ok := r.b.places.CountryOf(r.forms[i].text, places.Context{Countries: r.context}); ok {
				b.place(iso, "the town of that name")
			}
		}
	}
	b.place(r.nearIso(int(cl.first)), "the only country of its sentence")
	b.place(home, "the country that the text is about")
}

// personBelongs reads a person's country and sector from the role that the text
// gives, the words set off behind the name, and the place of the scene.
func (r *reader) personBelongs(b *belonging, cl *cluster, t *intro, all []belonging, home string) {
	private := false // introduced by age or calling, as ordinary people are
	if t != nil {
		b.sector = r.sectorOf(t)
		b.why = append(b.why, fmt.Sprintf("the text calls them %s", t.role))
		if t.of >= 0 {
			iso := ""
			if of := r.entryOf(t.of); of != nil {
				iso = of.Country
			} else {
				iso = all[t.of].country
			}
			if iso == "IGO" && envoy(t.role) {
				iso = ""
			}
			b.place(iso, "the country or body of that role")
			if b.country == "IGO" && (b.sector == "GOV" || b.sector == "") {
				b.sector = "IGO"
			}
		}
	}
	l := r.lifeBehind(int(cl.first), all)
	if b.sector == "" {
		b.sector = l.sector
	}
	if b.sector == "" && l.age && t == nil {
		b.sector = "CVL"
	}
	private = l.age || b.sector == "CVL"
	b.place(l.country, "the words behind the name")
	if private || t != nil {
		b.place(r.scene(int(cl.first)), "the place that opens the sentence")
	}
	if s := b.sector; t != nil && t.former {
		s = nounTable().sector(t.role)
		private = private || s == "LEG" || s == "COP" || s == "MIL" || s == "JUD"
	} else {
		private = private || s == "LEG" || s == "COP" || s == "MIL" || s == "JUD"
	}
	if private && !r.abroad(int(cl.first), home) {
		b.place(home, "the country that the text is about")
	}
}

// life is what the words behind a name tell.
type life struct {
	country, sector string
	age             bool
}

// maxLife bounds the tokens behind a name that tell of a person.
const maxLife = 16

// lifeBehind reads "Anna Berg, 41, an Italian nurse", "Jon Dahl, who teaches law
// at Alder College in Boston": age, calling, country.
func (r *reader) lifeBehind(i int, all []belonging) life {
	d := r.d
	e := &d.Entities[i]
	var l life
	s := d.SentenceAt(e.Start)
	at := e.Tokens.End
	if s < 0 || at >= d.Sentences[s].Tokens.End {
		return l
	}
	if d.Word(at) != "," {
		if r.lower(at) == "of" { // "Aleksei Chaly of Sevastopol"
			l.country = r.placeBehind(i)
		}
		return l
	}
	end := min(at+1+maxLife, d.Sentences[s].Tokens.End)
	table := nounTable()
	x, verbs, body, abroad, calling := i+1, 0, false, false, false
	for k := at + 1; k < end; k++ {
		for x < len(d.Entities) && d.Entities[x].End <= d.Tokens[k].Start {
			x++
		}
		if x < len(d.Entities) && d.Entities[x].Start < d.Tokens[k].End {
			en := &d.Entities[x]
			if en.Type == corpus.Person {
				return l
			}
			c := r.clusterOf(x)
			if c >= 0 && l.country == "" && (calling || l.age || verbs > 0 || k <= at+3) {
				iso := r.isoAt(x)
				if iso == "" {
					iso = all[c].country
				}
				if !(body && l.sector != "EDU") && !abroad {
					l.country = iso
				}
				body = body || en.Type == corpus.Org
				if iso == "IGO" {
					l.country = ""
				}
			}
			k = max(k, en.Tokens.End-1)
			continue
		}
		w := r.lower(k)
		t := &d.Tokens[k]
		if t.UPOS == ud.NUM && k == at+1 && len(w) == 2 && w[0] >= '1' && w[0] <= '9' {
			l.age = true
			if k+1 < end && d.Word(k+1) == "," {
				k++
			}
			continue
		}
		if strings.HasSuffix(w, "-year-old") || w == "old" && k > at+3 && r.lower(k-2) == "year" {
			l.age = true
			continue
		}
		if values, to := table.person.Longest(k, end, r.lower); to > k {
			if l.sector == "" && verbs == 0 {
				l.sector = values[0]
				for n := at + 1; n < k; n++ {
					if vocab().former.has(r.lower(n)) && l.sector != "" {
						l.sector = "CVL"
					}
				}
			}
			calling, abroad = true, abroad || vocab().abroad.has(r.lower(to-1))
			k = to - 1
			continue
		}
		if t.UPOS == ud.VERB {
			sector, telling := table.verb[t.Lemma]
			if verbs++; verbs > 1 || !telling {
				return l
			}
			if l.sector == "" {
				l.sector = sector
			}
			continue
		}
		if w == "," && k > at+1 || w == ";" || w == ":" || w == "”" || w == "\"" {
			return l
		}
	}
	return l
}

// isoAt is the country of an entity that the knowledge base has, or that an
// adjective names.
func (r *reader) isoAt(i int) string {
	c := r.clusterOf(i)
	if c < 0 || r.clusters[c].kin != kinThing {
		return ""
	}
	return r.countryOf(c)
}

// placeBehind is the country of the place that follows a name: "Alder College in
// Boston", "Thala, Tunisia".
func (r *reader) placeBehind(i int) string {
	d := r.d
	if i+1 >= len(d.Entities) {
		return ""
	}
	e, n := &d.Entities[i], &d.Entities[i+1]
	if n.Start < e.End || n.Start-e.End > 12 || n.Type != corpus.GPE && n.Type != corpus.Loc {
		return ""
	}
	switch strings.TrimSpace(d.Text[e.End:n.Start]) {
	case "in", "of", "in the", "of the", ",", ", in", "(", "near":
		return r.isoAt(i + 1)
	}
	return ""
}

// nearIso is the country of the places that the sentence of a mention names, if
// they are of one.
func (r *reader) nearIso(i int) string {
	d := r.d
	s := d.SentenceAt(d.Entities[i].Start)
	if s < 0 {
		return ""
	}
	in := d.Sentences[s].Span
	iso := ""
	for _, step := range [...]int{-1, 1} {
		for k := i + step; k >= 0 && k < len(d.Entities) && k > i-12 && k < i+12 && in.Contains(d.Entities[k].Span); k += step {
			if t := d.Entities[k].Type; t != corpus.GPE && t != corpus.Loc && t != corpus.Norp {
				continue
			}
			got := r.isoAt(k)
			if got == "" || got == "IGO" {
				continue
			}
			if iso != "" && iso != got {
				return ""
			}
			iso = got
		}
	}
	return iso
}

// abroad reports whether the sentence of a mention names a country, its people or
// places other than the text's own.
func (r *reader) abroad(i int, home string) bool {
	d := r.d
	s := d.SentenceAt(d.Entities[i].Start)
	if s < 0 {
		return false
	}
	in := d.Sentences[s].Span
	for _, step := range [...]int{-1, 1} {
		for k := i + step; k >= 0 && k < len(d.Entities) && k > i-12 && k < i+12 && in.Contains(d.Entities[k].Span); k += step {
			if iso := r.isoAt(k); iso != "" && iso != "IGO" && iso != home {
				return true
			}
		}
	}
	return false
}

// scene is the country of the place with which a sentence opens before it comes
// to a person: "In Belgrade, the economist Nenad Savić".
func (r *reader) scene(i int) string {
	d := r.d
	e := &d.Entities[i]
	s := d.SentenceAt(e.Start)
	if s < 0 || e.Tokens.Len() == 0 {
		return ""
	}
	first := d.Sentences[s].Tokens.First
	for k := i - 1; k >= 0 && d.Entities[k].Start >= d.Sentences[s].Start; k-- {
		p := &d.Entities[k]
		if p.Type != corpus.GPE && p.Type != corpus.Loc || p.Tokens.Len() == 0 {
			return ""
		}
		at := p.Tokens.First
		if at > first && at <= first+6 && (r.lower(at-1) == "in" || r.lower(at-1) == "from") && p.Tokens.End < len(d.Tokens) && d.Word(p.Tokens.End) == "," {
			c := r.clusterOf(k)
			if iso := r.countryOf(c); iso != "" {
				return iso
			}
		}
	}
	return ""
}

// isCountry reports whether an actor is a country of the gazetteer.
func (r *reader) isCountry(c int32) bool {
	e := r.entryOf(c)
	return e != nil && e.kind == places.KindCountry
}

// sectorOfName is the sector of a body by the words of its name, the last ones first.
func (n *nouns) sectorOfName(tokens []string) string {
	for _, t := range slices.Backward(tokens) {
		if s, ok := n.word.get(t); ok {
			return s
		}
	}
	return ""
}
