package actors

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/normalize/names"
)

// samePerson is the score from which two full names are one person's.
const samePerson = 0.85

// intro is a role that the text gives to a named person ("Prime Minister Arseniy
// Yatsenyuk", "Maia Sandu, president of Moldova").
type intro struct {
	role   string // folded, without the country or body
	former bool
	of     int32 // cluster of the country or body, or -1
	entity int32 // the person's mention
	start  int   // byte where the role begins, or the name for a role behind it
	loose  bool  // of somebody whom only a pronoun names: it tells no country and sector
}

// persons resolves people: full names first, then single names.
func (r *reader) persons() {
	r.mistaken()
	var full, single []int32
	long := map[string]bool{} // family names with a particle, of full names
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinPerson {
			continue
		}
		if f.tokens = withoutDegree(f.text, withoutTitle(r.personTokens(f))); len(f.tokens) == 0 {
			f.tokens = []string{f.key}
		}
		if len(f.tokens) > 1 {
			if fam := strings.Join(familyTokens(f.tokens), " "); strings.Contains(fam, " ") {
				long[fam] = true
			}
		}
	}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinPerson {
			continue
		}
		if len(f.tokens) > 1 {
			if k := r.space.texts.join(f.tokens); long[k] || r.familyAlone(f, k) {
				f.tokens = []string{k} // "Ben Ali" after "Zine El Abidine Ben Ali"
			}
		}
		if n := len(familyTokens(f.tokens)); n < len(f.tokens) && !(n == 1 && vocab().generation.has(f.tokens[1])) {
			full = append(full, int32(i))
		} else {
			single = append(single, int32(i))
		}
	}
	r.readTitles()
	r.fullNames(full)
	single = r.byNames(single)
	r.readEra()
	single = append(single, r.surnames()...)
	single = r.sovereigns(single)
	slices.SortFunc(single, func(i, j int32) int { return cmp.Compare(r.forms[i].first, r.forms[j].first) })
	r.singleNames(single)
	for i := range r.clusters {
		if c := &r.clusters[i]; c.kin == kinPerson {
			c.gender = r.genderOf(c)
		}
	}
	for i := range r.d.Entities {
		e := &r.d.Entities[i]
		k := e.Tokens.First - 1
		if e.Type != corpus.Person || k < 0 || r.d.Tokens[k].XPOS != ud.NN || r.d.Tokens[k].End >= e.Start {
			continue
		}
		// "His brother Behzad", "the actress Ann Holm"
		if c := r.clusterOf(i); c >= 0 && r.clusters[c].gender == 0 {
			r.clusters[c].gender = titleGender([]string{r.lower(k)})
		}
	}
	for _, t := range r.titles {
		if c := r.clusterOf(int(t.entity)); c >= 0 {
			if g := titleGender(strings.Fields(t.role)); g.known() && r.clusters[c].gender == 0 {
				r.clusters[c].gender = g
			}
		}
	}
}

// familyAlone reports whether a name that begins with a particle in capitals is a family
// name: "Bin Salman", "De Gaulle", but not "Al Gore" or "Ben Affleck".
func (r *reader) familyAlone(f *form, k string) bool {
	first := f.tokens[0]
	switch {
	case !vocab().particle.has(first):
		return false
	case first == "bin" || first == "ibn" || first == "bint":
		return len(f.tokens) == 2
	}
	return r.b.gender[first] == 0 && len(r.b.people(f.key)) == 0 && len(r.b.family(k)) > 0
}

func (r *reader) genderOf(c *cluster) gender {
	var g gender
	for _, f := range c.forms {
		g |= r.b.givenGender(r.forms[f].tokens)
	}
	if g == 0 && c.entry >= 0 {
		g = r.b.givenGender(strings.Fields(key(r.b.entry(c.entry).Name)))
	}
	return g
}

// byNames joins, among persons, the original script in brackets behind a name and
// the name that somebody is known as, and returns the single names that are left.
func (r *reader) byNames(single []int32) []int32 {
	for i := 1; i < len(r.d.Entities); i++ {
		if r.forms[r.formOf[i]].kin != kinPerson {
			continue
		}
		k, why := r.otherName(i)
		if k < 0 || r.forms[r.formOf[k]].kin != kinPerson {
			continue
		}
		a, b := r.formOf[k], r.formOf[i]
		if a != b && (r.forms[a].cluster >= 0 || len(r.forms[a].tokens) > 1) {
			r.unite(a, b, why)
		}
	}
	return slices.DeleteFunc(single, func(i int32) bool { return r.forms[i].cluster >= 0 })
}

// fullNames clusters names of a given and a family name. Names are compared
// where the skeletons of their family names meet.
func (r *reader) fullNames(full []int32) {
	blocks := map[string][]int32{} // skeleton to clusters
	for _, i := range full {
		f := &r.forms[i]
		e, known := r.knownPerson(f)
		c, ok := int32(-1), false
		if e >= 0 {
			c, ok = r.byEntry[e]
		}
		if ok {
			r.join(i, c, known)
		} else {
			c = r.spelledAlike(i, e, blocks)
			switch {
			case c < 0:
				c = r.newCluster(i, e)
			case e >= 0:
				r.clusters[c].entry = e
				r.byEntry[e] = c
			}
			if e >= 0 {
				r.clusters[c].why = append(r.clusters[c].why, known)
			}
		}
		for _, k := range [...]string{r.lastSkeleton(f.tokens), r.space.skeleton("", f.tokens[0])} {
			if l := blocks[k]; len(l) < maxBlock && !slices.Contains(l, c) {
				blocks[k] = append(l, c)
			}
		}
	}
}

// spelledAlike joins a full name with the actor whose names it agrees with best,
// and returns that actor, or -1.
func (r *reader) spelledAlike(i, e int32, blocks map[string][]int32) int32 {
	f := &r.forms[i]
	best, score, why := int32(-1), 0.0, ""
	for _, c := range blocks[r.lastSkeleton(f.tokens)] {
		if r.twoGenerations(c, f) {
			continue
		}
		if r.clusters[c].entry >= 0 && (e >= 0 || len(r.b.people(f.key)) > 0 || len(r.b.short(shortName(f.tokens))) > 1) {
			continue // the knowledge base tells the two apart
		}
		if e >= 0 && len(r.b.short(shortName(r.forms[r.clusters[c].forms[0]].tokens))) > 1 {
			continue // "George Bush" may be another than this George H. W. Bush
		}
		if s, w, ok := r.fits(c, f); ok && s > score {
			best, score, why = c, s, w
		}
		if score < samePerson && e < 0 && r.endOf(c, f) {
			best, score, why = c, samePerson, "one is the end of the other"
		}
	}
	if best >= 0 {
		r.join(i, best, fmt.Sprintf("%q and %q are one name: %s", r.forms[r.clusters[best].forms[0]].text, f.text, why))
	}
	return best
}

// fits compares a name with the names of an actor: it must agree with one and
// contradict none.
func (r *reader) fits(c int32, g *form) (float64, string, bool) {
	best, why := 0.0, ""
	for k, i := range r.clusters[c].forms {
		if k == 8 {
			break
		}
		f := &r.forms[i]
		if len(f.tokens) < 2 {
			continue
		}
		if shortened(f.tokens, g.tokens) {
			if best < samePerson {
				best, why = samePerson, "one leaves out middle names"
			}
			continue
		}
		if a, b := r.b.givenGender(f.tokens), r.b.givenGender(g.tokens); a.known() && b.known() && a != b {
			return 0, "", false // husband and wife
		}
		v := vocab()
		if soundAlike(strings.Join(familyTokens(f.tokens), " "), strings.Join(familyTokens(g.tokens), " ")) {
			return 0, "", false
		}
		if f.tokens[0] != g.tokens[0] && v.particle.has(f.tokens[0]) && v.particle.has(g.tokens[0]) || names.Contradict(f.parse(), g.parse()) {
			return 0, "", false
		}
		s, w := names.Compare(f.parse(), g.parse())
		if s > best && (s < samePerson || givenAgree(f.tokens, g.tokens)) {
			best, why = s, w
		}
	}
	return best, why, best >= samePerson
}

// twoGenerations reports whether a name is told from those of an actor by a "Jr."
// that only one of them has, where the tables know the other one or a sentence
// names both: a father and his son.
func (r *reader) twoGenerations(c int32, g *form) bool {
	for _, i := range r.clusters[c].forms {
		f := &r.forms[i]
		a, b := generation(f.tokens), generation(g.tokens)
		if a == b || a != "" && b != "" {
			continue
		}
		elder := f
		if a != "" {
			elder = g
		}
		if len(r.b.people(elder.key)) > 0 || r.together(f, g) {
			return true
		}
	}
	return false
}

// endOf reports whether a name of at least two words is the end of a longer one of an
// actor that the text has brought in before, as "Suu Kyi" is of Aung San Suu Kyi, and does
// not begin with a given name that somebody else may have.
func (r *reader) endOf(c int32, g *form) bool {
	if len(g.tokens) < 2 || r.b.gender[g.tokens[0]] != 0 || len(g.tokens[0]) < 3 {
		return false
	}
	for _, i := range r.clusters[c].forms {
		f := &r.forms[i]
		if n := len(f.tokens) - len(g.tokens); n > 0 && f.first < g.first && slices.Equal(f.tokens[n:], g.tokens) {
			return true
		}
	}
	return false
}

// generation is what stands behind a name to tell father and son, or empty.
func generation(tokens []string) string {
	if n := len(tokens) - 1; n > 0 && vocab().generation.has(tokens[n]) {
		return tokens[n]
	}
	return ""
}

// together reports whether the first mentions of two names stand in one sentence.
func (r *reader) together(f, g *form) bool {
	a, b := r.d.SentenceAt(r.d.Entities[f.first].Start), r.d.SentenceAt(r.d.Entities[g.first].Start)
	return a >= 0 && a == b
}

// givenAgree reports whether two names agree without their middle names too, so
// that a middle initial does not stand in for a given name.
func givenAgree(a, b []string) bool {
	if len(a) == 2 && len(b) == 2 || a[0] == b[0] || len(a[0]) == 1 || len(b[0]) == 1 {
		return true
	}
	short := func(t []string) names.Name {
		return names.Parse(t[0]+" "+strings.Join(familyTokens(t), " "), names.Person)
	}
	s, _ := names.Compare(short(a), short(b))
	return s >= samePerson
}

// shortened reports whether one name is the other without middle names or with
// their initials only: "Gerald Ford", "Gerald R. Ford", "Gerald Rudolph Ford".
func shortened(a, b []string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	n := len(a)
	if n < 2 || a[0] != b[0] || a[n-1] != b[len(b)-1] {
		return false
	}
	j := 1
	for _, t := range a[1 : n-1] {
		for j < len(b)-1 && b[j] != t && !(len(t) == 1 && strings.HasPrefix(b[j], t)) && !(len(b[j]) == 1 && strings.HasPrefix(t, b[j])) {
			j++
		}
		if j == len(b)-1 {
			return false
		}
		j++
	}
	return true
}

// knownPerson is the entry of a full name, or -1. Where several people have the
// name, the office in the title of a mention decides.
func (r *reader) knownPerson(f *form) (int32, string) {
	list := r.b.people(f.key)
	if len(f.tokens) > 0 && len(list) == 0 {
		list = r.b.people(r.space.texts.join(f.tokens))
	}
	if len(list) == 0 {
		// "George Bush" may be either of two whom the tables know by more names.
		if short := r.b.short(shortName(f.tokens)); len(short) > 1 {
			list = short
		}
	}
	switch len(list) {
	case 0:
		return r.spelled(f)
	case 1:
		return list[0], r.nameOf(f, list[0])
	}
	for e := f.first; e >= 0; e = r.next[e] {
		if r.d.Entities[e].Title != "" {
			if k, why := r.officer(f, int(e), list); k >= 0 {
				return k, why
			}
		}
	}
	return r.inOfficeThen(f, list)
}

// inOfficeThen is the only one of several people of a name who was in an office in
// the days that the first mention speaks of, as long as the text names nobody of them
// in another way.
func (r *reader) inOfficeThen(f *form, list []int32) (int32, string) {
	from, until := r.when(r.d.Entities[f.first].Start)
	if from == "" || len(list) > maxBlock {
		return -1, ""
	}
	found, held := int32(-1), officeHeld{}
	for _, p := range list {
		for _, h := range r.b.held(p) {
			if h.from > until || h.until < from {
				continue
			}
			if found >= 0 && found != p {
				return -1, ""
			}
			found, held = p, h
		}
	}
	if found < 0 {
		return -1, ""
	}
	for i := range r.forms {
		if g := &r.forms[i]; g != f && g.kin == kinPerson && len(g.tokens) > 1 && g.key != f.key && shortName(g.tokens) == shortName(f.tokens) {
			if named := r.b.people(g.key); len(named) == 1 && slices.Contains(list, named[0]) {
				return -1, "" // "George Bush and George W. Bush"
			}
		}
	}
	return found, fmt.Sprintf("%q on %s: of those of that name only %s was in an office then, %s of %s (%s)",
		f.text, span(from, until), r.b.entry(found).Name, held.role, r.b.entry(held.of).Name, held.place())
}

// surnames are the names of people that were marked as bodies or places: the
// family name, or the only such given name, of somebody named in full before. A
// body of the knowledge base keeps its name, unless it is a company and the text
// never calls it more fully. The forms become names of people.
func (r *reader) surnames() []int32 {
	// A body whose longer name begins so has the name to itself ("Ford Motor"),
	// unless it is called after the person ("Ford Library").
	v := vocab()
	longer := map[string]bool{}
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin == kinThing && f.typ == corpus.Org && len(f.tokens) > 1 && !slices.ContainsFunc(f.tokens[1:], func(t string) bool { return v.memorial.has(t) }) {
			longer[f.tokens[0]] = true
		}
	}
	var open []int32
	type holder struct {
		first  int32 // first full name
		family bool
		n      int // persons
	}
	holders := map[string]holder{} // of the names of the open forms
	for i := range r.forms {
		f := &r.forms[i]
		if f.kin != kinThing || longer[f.key] {
			continue
		}
		if c := f.cluster; c >= 0 {
			if e := r.clusters[c].entry; len(r.clusters[c].forms) > 1 || e >= 0 && !private(r.b.entry(e)) {
				continue
			}
		}
		open = append(open, int32(i))
		holders[f.key] = holder{}
	}
	if len(open) == 0 {
		return nil
	}
	hold := func(k string, first int32, family bool) {
		h, ok := holders[k]
		if !ok {
			return
		}
		if h.n == 0 || family && first < h.first {
			h.first = first
		}
		h.family, h.n = h.family || family, h.n+1
		holders[k] = h
	}
	known := false
	for c := range r.clusters {
		cl := &r.clusters[c]
		if cl.kin != kinPerson || len(cl.forms) == 0 {
			continue
		}
		first := r.forms[cl.forms[0]].first
		var fam, given []string
		for _, i := range cl.forms {
			f := &r.forms[i]
			first = min(first, f.first)
			if k := strings.Join(familyTokens(f.tokens), " "); !slices.Contains(fam, k) {
				fam = append(fam, k)
			}
			if k := f.tokens[0]; !slices.Contains(given, k) {
				given = append(given, k)
			}
		}
		if cl.entry >= 0 {
			known = true
			for _, a := range r.b.otherNames(cl.entry) {
				t := withoutTitle(personTokens(a))
				if len(t) < 2 {
					continue
				}
				k := strings.Join(familyTokens(t), " ")
				if _, ok := holders[k]; ok && !slices.Contains(fam, k) && len(r.b.family(k)) == 1 {
					fam = append(fam, k)
				}
			}
		}
		for _, k := range fam {
			hold(k, first, true)
		}
		for _, k := range given {
			hold(k, first, false)
		}
	}
	var out []int32
	for _, i := range open {
		f := &r.forms[i]
		if known {
			r.b.called(f.key)
		}
		h := holders[f.key]
		if h.n == 0 || h.first > f.first || !h.family && h.n > 1 {
			continue
		}
		if c := f.cluster; c >= 0 {
			delete(r.byEntry, r.clusters[c].entry)
			r.clusters[c].forms = nil
		}
		f.cluster, f.kin, f.parsed = -1, kinPerson, false
		out = append(out, i)
	}
	return out
}

// maxCandidates bounds the people that one single name may mean.
const maxCandidates = 64

// singleNames resolves family names and given names alone.
func (r *reader) singleNames(single []int32) {
	type rank uint8
	const (
		family rank = iota
		given
		other
	)
	type candidate struct {
		cluster int32
		rank    rank
		younger bool // of names with a generation behind them only
	}
	index := map[string][]candidate{}
	younger := false
	add := func(k string, c int32, n rank) {
		for i, x := range index[k] {
			if x.cluster == c {
				index[k][i].rank = min(x.rank, n)
				index[k][i].younger = x.younger && younger
				return
			}
		}
		if len(index[k]) < maxCandidates {
			index[k] = append(index[k], candidate{c, n, younger})
		}
	}
	for c := range r.clusters {
		cl := &r.clusters[c]
		if cl.kin != kinPerson || len(cl.forms) == 0 {
			continue // joined with another
		}
		called := make([][]string, 0, len(cl.forms)+1)
		for _, f := range cl.forms {
			called = append(called, r.forms[f].tokens)
		}
		first := "" // the family name that stands first
		if cl.entry >= 0 {
			e := r.b.entry(cl.entry)
			called = append(called, withoutTitle(personTokens(e.Name)))
			for _, a := range r.b.otherNames(cl.entry) {
				if t := withoutTitle(personTokens(a)); len(t) > 1 && !slices.Contains(t, "of") {
					called = append(called, t)
				}
			}
			if _, ok := familyFirst[e.Country]; ok {
				if t := called[len(cl.forms)]; len(t) > 1 && !r.b.western(t[0]) {
					first = t[0]
				}
			}
		}
		for _, t := range called {
			fam := strings.Join(familyTokens(t), " ")
			if younger = generation(t) != ""; younger {
				add(fam+" "+generation(t), int32(c), family)
			}
			if t[0] == first {
				add(t[0], int32(c), family)
			}
			add(fam, int32(c), family)
			add(r.space.skeleton("\x00", fam), int32(c), family)
			if last := lastWord(fam); last != fam {
				add(last, int32(c), family)
			}
			if t[0] != fam {
				add(t[0], int32(c), given)
			}
			for _, w := range t[1:] {
				if len(w) > 2 {
					add(w, int32(c), other)
				}
			}
		}
	}
	spelled := map[string][]int32{} // single names that stand for themselves, by key
	for _, i := range single {
		f := &r.forms[i]
		k := r.space.texts.join(f.tokens)
		r.b.called(k)
		list := index[k]
		how := "is the family name of"
		if len(list) == 0 {
			sound := r.space.skeleton("\x00", k)
			r.b.called(sound)
			for _, c := range index[sound] {
				if r.familySpelled(c.cluster, f) {
					list = append(list, c)
				}
			}
			how = "is a spelling of the family name of"
		}
		if last := lastWord(k); len(list) == 0 && last != k {
			// "al-Sadr" where the full name has "Sadr".
			r.b.called(last)
			list, how = index[last], "is the family name of"
		}
		best := other
		for _, c := range list {
			best = min(best, c.rank)
		}
		var ids []int32
		for _, c := range list {
			if c.rank != best || slices.Contains(ids, c.cluster) {
				continue
			}
			if c.younger && generation(f.tokens) == "" && slices.ContainsFunc(list, func(o candidate) bool { return !o.younger && o.rank == best && r.sameGiven(o.cluster, c.cluster) }) {
				continue // "Trump" alone is not Donald Trump Jr. where his father is named
			}
			if best == other && r.firstNamed(c.cluster) > f.first {
				continue // nobody is called by a middle name before the text has it
			}
			ids = append(ids, c.cluster)
		}
		if best != family && len(ids) > 0 {
			how = "is a name of"
		}
		if len(ids) == 0 && titleAlone(k) {
			ids, how = r.entitled(k), "is the title of"
		} else if len(ids) == 0 {
			if c := r.shortGiven(f); c >= 0 {
				ids, how = []int32{c}, "is short for the given name of"
			}
		}
		r.singleName(i, ids, how, spelled)
	}
}

// titleAlone reports whether a name is a title and no name: "the Tsar".
func titleAlone(k string) bool { return vocab().title.has(k) || vocab().sovereign.has(k) }

// entitled are the persons to whom the text gives a title.
func (r *reader) entitled(title string) []int32 {
	var out []int32
	add := func(c int32) {
		if c >= 0 && r.clusters[c].kin == kinPerson && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for i := range r.titles {
		if t := r.titles[i].role; t == title || strings.HasSuffix(t, " "+title) {
			add(r.clusterOf(int(r.titles[i].entity)))
		}
	}
	for i := range r.forms {
		if f := &r.forms[i]; f.kin == kinPerson && f.cluster >= 0 {
			if t := r.personTokens(f); len(t) > 1 && t[0] == title {
				add(f.cluster)
			}
		}
	}
	return out[:min(len(out), maxCandidates)]
}

// sameGiven reports whether two actors are called by one given name.
func (r *reader) sameGiven(a, b int32) bool {
	for _, i := range r.clusters[a].forms {
		for _, j := range r.clusters[b].forms {
			if f, g := &r.forms[i], &r.forms[j]; len(f.tokens) > 1 && len(g.tokens) > 1 && f.tokens[0] == g.tokens[0] {
				return true
			}
		}
	}
	return false
}

// firstNamed is the first mention of an actor by a full name, or by any if it has none.
func (r *reader) firstNamed(c int32) int32 {
	first := int32(-1)
	for _, i := range r.clusters[c].forms {
		if f := &r.forms[i]; first < 0 || f.first < first {
			first = f.first
		}
	}
	return first
}

// shortGiven is the only person of the text whose given name a single name is
// short for ("Shaq" for Shaquille, "Bill" for William), if they have been named in full
// before, or -1.
func (r *reader) shortGiven(f *form) int32 {
	k := f.tokens[0]
	if len(f.tokens) > 1 || len(k) < 3 || strings.Contains(k, " ") || len(r.b.people(f.key)) > 0 {
		return -1
	}
	found := int32(-1)
	seen := 0
	for c := range r.clusters {
		cl := &r.clusters[c]
		if cl.kin != kinPerson || len(cl.forms) == 0 || r.firstNamed(int32(c)) > f.first {
			continue
		}
		if seen++; seen > maxCandidates {
			return -1
		}
		for _, i := range cl.forms[:min(len(cl.forms), 4)] {
			g := &r.forms[i]
			if len(g.tokens) < 2 || len(g.tokens[0]) <= len(k) && g.tokens[0][:1] == k[:1] && strings.HasPrefix(k, g.tokens[0]) {
				continue
			}
			if !strings.HasPrefix(g.tokens[0], k) || len(g.tokens[0])-len(k) < 2 {
				if r.b.gender[k] == 0 || vocab().common.has(k) || !r.petName(k, g) {
					continue
				}
			}
			if found >= 0 && found != int32(c) {
				return -1
			}
			found = int32(c)
		}
	}
	return found
}

// petName reports whether a word is a pet form of the given name of a full name.
func (r *reader) petName(word string, g *form) bool {
	family := lastWord(strings.Join(familyTokens(g.tokens), " "))
	if family == word || skeleton(word) == skeleton(g.tokens[0]) {
		return false // a spelling
	}
	s, _ := names.Compare(names.Parse(word+" "+family, names.Person), names.Parse(g.tokens[0]+" "+family, names.Person))
	return s >= samePerson
}

// longFamily is the number of letters from which family names of one skeleton
// that differ in one letter are spellings of one within a text.
const longFamily = 6

// doubtlessFamily is the number of letters from which family names of one skeleton
// are spellings of one within a text.
const doubtlessFamily = 8

// familySpelled reports whether a single name is a spelling of the family name
// of an actor.
func (r *reader) familySpelled(c int32, f *form) bool {
	for k, i := range r.clusters[c].forms {
		if k == 8 {
			break
		}
		fam := strings.Join(familyTokens(r.forms[i].tokens), " ")
		if s, _ := names.Compare(names.Parse(fam, names.Person), f.parse()); s >= surePerson {
			return true
		}
		k := strings.Join(f.tokens, " ")
		shorter := min(len(fam), len(k))
		switch {
		case fam != k && len(r.b.family(k)) > 0: // somebody else's: Reagan is no Regan
		case shorter >= longFamily && oneLetter(fam, k):
			return true // "Rohani" where the text has Rouhani in full
		case shorter < longFamily-1 || fam[0] != k[0] || vocab().common.has(k) || soundAlike(fam, k):
		case shorter >= doubtlessFamily && max(len(fam), len(k)) <= shorter+1, len(fam) != len(k) && oneLetter(fam, k):
			return true // "Bauchtman" for Buchtmann, "Mauer" for Maurer
		}
	}
	return false
}

// singleName decides what the mentions of a single name mean.
func (r *reader) singleName(i int32, ids []int32, how string, spelled map[string][]int32) {
	f := &r.forms[i]
	if len(ids) == 0 {
		e, why := r.knownSingle(f)
		if e >= 0 {
			if c, ok := r.byEntry[e]; ok {
				r.join(i, c, why)
				return
			}
			c := r.newCluster(i, e)
			r.clusters[c].why = append(r.clusters[c].why, why)
			return
		}
		k := r.space.skeleton("", r.space.texts.join(f.tokens))
		for _, j := range spelled[k] {
			s, w := names.Compare(r.forms[j].parse(), f.parse())
			switch {
			case slices.Equal(r.forms[j].tokens, f.tokens):
				s, w = 1, "the same word behind a title"
			case particleOnly(r.forms[j].tokens, f.tokens):
				s, w = 1, "with and without its particle"
			}
			if s >= sameThing {
				r.join(i, r.forms[j].cluster, fmt.Sprintf("%q and %q are spellings of one name: %s", r.forms[j].text, f.text, w))
				return
			}
		}
		if len(spelled[k]) < maxBlock {
			spelled[k] = append(spelled[k], i)
		}
		if last := r.space.skeleton("", lastWord(f.tokens[len(f.tokens)-1])); last != k && len(spelled[last]) < maxBlock {
			spelled[last] = append(spelled[last], i)
		}
		r.newCluster(i, -1)
		return
	}
	if len(ids) == 1 && !r.contested(f) {
		r.join(i, ids[0], r.space.reason(f.text, " ", how, " ", r.label(ids[0])))
		return
	}
	// Several persons share the name: each mention goes to the nearest one that
	// its title allows, first among those named before it.
	var walk []int32 // mentions of the name and of its candidates, in text order
	for e := f.first; e >= 0; e = r.next[e] {
		walk = append(walk, e)
	}
	firstOf := map[int32]int32{}
	for _, c := range ids {
		for _, k := range r.clusters[c].forms {
			for e := r.forms[k].first; e >= 0; e = r.next[e] {
				if r.clusterOf(int(e)) == c {
					walk = append(walk, e)
					if at, ok := firstOf[c]; !ok || e < at {
						firstOf[c] = e
					}
				}
			}
		}
	}
	slices.Sort(walk)
	walk = slices.Compact(walk)
	last := map[int32]int32{} // cluster to its last mention so far
	several := ""
	if len(ids) > 1 {
		several = ", the nearest of several"
	}
	kin := r.relatives(ids)
	star := int32(-1) // whom the whole world calls so
	if len(ids) > 1 {
		if e, _ := r.famous(f); e >= 0 {
			if c, ok := r.byEntry[e]; ok && slices.Contains(ids, c) {
				star = c
			}
		}
	}
	var alone int32 = -1
	told := map[int32]bool{}
	called := map[int32]int{} // how often each has been called so
	for _, at := range walk {
		e := int(at)
		c := r.clusterOf(e)
		if c >= 0 && slices.Contains(ids, c) && (len(last) == 0 || r.subject(e)) {
			last[c] = int32(e) // whoever is only named in passing does not take over the family name
		}
		if r.formOf[e] != i {
			continue
		}
		title := foldRole(r.d.Entities[e].Title)
		if t := r.personTokens(f); title == "" && len(t) > 1 && titleGender(t[:1]) != 0 {
			title = t[0] // "Mrs Olsen" marked as a whole
		}
		best := int32(-1)
		said := gender(0)
		if len(ids) > 1 {
			said = r.saidOf(e)
		}
		byGender := r.someOf(ids, said)
		usual := star
		if usual < 0 {
			usual = r.usual(ids, called, last)
		}
		for _, id := range ids {
			if !r.titleFits(id, title) || kin[id] || byGender && !r.is(id, said) || !byGender && title == "" && usual >= 0 && id != usual {
				continue
			}
			if best < 0 {
				best = id
				continue
			}
			a, aok := last[id]
			b, bok := last[best]
			switch {
			case aok && (!bok || a > b):
				best = id
			case !aok && !bok && firstOf[id] < firstOf[best]:
				best = id
			}
		}
		if g := titleGender(strings.Fields(title)); best < 0 && g.known() {
			best = r.onlyOf(ids, g) // "Mrs Olsen", who was brought in as his wife
		}
		if best < 0 {
			// The title speaks of somebody else of that name.
			if k, why := r.officer(f, e, nil); k >= 0 {
				best = r.clusterOfEntry(k, i, why)
			}
		}
		if best < 0 {
			if alone < 0 {
				alone = int32(len(r.clusters))
				r.clusters = append(r.clusters, cluster{kin: kinPerson, typ: corpus.Person, entry: -1, forms: []int32{i}})
			}
			best = alone
		}
		r.own[e] = best
		last[best] = int32(e)
		called[best]++
		if !told[best] {
			told[best] = true
			if best != alone {
				r.clusters[best].forms = append(r.clusters[best].forms, i)
				r.clusters[best].why = append(r.clusters[best].why, r.space.reason(f.text, " ", how, " ", r.label(best), several))
			}
		}
	}
	f.cluster = r.own[f.first]
}

// particleOnly reports whether two single names are one but for a particle of Europe that one
// of them has: "Marquis de Lafayette", "General Lafayette".
func particleOnly(a, b []string) bool {
	if len(a) != 1 || len(b) != 1 || len(a[0]) == len(b[0]) {
		return false
	}
	long, short := a[0], b[0]
	if len(long) < len(short) {
		long, short = short, long
	}
	before, ok := strings.CutSuffix(long, " "+short)
	switch before {
	case "de", "de la", "du", "di", "da", "del", "della", "dos", "van", "van der", "van den", "von", "zu", "al", "el":
		return ok
	}
	return false
}

// usualTimes is how often somebody must have been called by the family name alone
// before a newcomer who has been named once does not take it over.
const usualTimes = 4

// usual is the actor of several whom the text has been calling by the family name
// alone, where the others have only been named in full and once, or -1: a coach
// whose wife speaks once keeps the name to himself.
func (r *reader) usual(ids []int32, called map[int32]int, last map[int32]int32) int32 {
	found := int32(-1)
	for _, id := range ids {
		if called[id] == 0 {
			if _, named := last[id]; named && r.countOf(id) > 1 {
				return -1
			}
			continue
		}
		if found >= 0 || called[id] < usualTimes {
			return -1
		}
		found = id
	}
	return found
}

// countOf is the number of full names of an actor in the text.
func (r *reader) countOf(c int32) int32 {
	n := int32(0)
	for _, i := range r.clusters[c].forms {
		if f := &r.forms[i]; len(f.tokens) > 1 {
			n += f.count
		}
	}
	return n
}

// is reports whether an actor is known to be of that gender.
func (r *reader) is(c int32, g gender) bool {
	own := r.clusters[c].gender
	if own == 0 {
		own = r.genderOf(&r.clusters[c])
	}
	return own.agrees(g)
}

// onlyOf is the only one of several actors whose given name is of a gender, or -1.
func (r *reader) onlyOf(ids []int32, g gender) int32 {
	found := int32(-1)
	for _, id := range ids {
		if r.genderOf(&r.clusters[id]) != g {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = id
	}
	return found
}

// someOf reports whether a gender picks some of several actors, not all and not none.
func (r *reader) someOf(ids []int32, g gender) bool {
	if !g.known() {
		return false
	}
	n := 0
	for _, id := range ids {
		if r.is(id, g) {
			n++
		}
	}
	return n > 0 && n < len(ids)
}

// saidOf is the gender of the pronoun that is the subject of what a mention says of
// itself in the same sentence ("Clinton said she would"), or 0.
func (r *reader) saidOf(entity int) gender {
	d := r.d
	e := &d.Entities[entity]
	s := d.SentenceAt(e.Start)
	if s < 0 {
		return 0
	}
	in := d.Sentences[s].Tokens
	verb := -1
	for k := max(e.Tokens.First, in.First); k < min(e.Tokens.End, in.End); k++ {
		if rel := d.Tokens[k].Rel; rel == ud.Nsubj {
			verb = d.HeadOf(k, in)
		}
	}
	if verb < 0 || !vocab().saying.has(r.lower(verb)) {
		return 0
	}
	for k := e.Tokens.End; k < min(in.End, e.Tokens.End+12); k++ {
		t := &d.Tokens[k]
		if t.XPOS != ud.PRP || t.Rel != ud.Nsubj && t.Rel != ud.NsubjPass {
			continue
		}
		h := d.HeadOf(k, in)
		if h < 0 || d.Tokens[h].Rel != ud.Ccomp || d.HeadOf(h, in) != verb {
			continue
		}
		switch r.lower(k) {
		case "he":
			return male
		case "she":
			return female
		}
	}
	return 0
}

// subject reports whether a mention is the subject of a clause.
func (r *reader) subject(entity int) bool {
	in := r.d.Entities[entity].Tokens
	for k := in.First; k < in.End; k++ {
		if rel := r.d.Tokens[k].Rel; rel == ud.Nsubj || rel == ud.NsubjPass {
			return true
		}
	}
	return false
}

// relatives are those of several persons of one family name that the text brings
// in as a relative of another ("his wife, Laura Bush") and names less often. A
// family name alone does not mean them, unless all of them are such.
func (r *reader) relatives(ids []int32) map[int32]bool {
	if len(ids) < 2 {
		return nil
	}
	v := vocab()
	full := make([]int32, len(ids))
	out := map[int32]bool{}
	most := int32(0)
	for n, c := range ids {
		first := int32(-1)
		for _, i := range r.clusters[c].forms {
			f := &r.forms[i]
			if len(f.tokens) > 1 {
				full[n] += f.count
				if first < 0 || f.first < first {
					first = f.first
				}
			}
		}
		most = max(most, full[n])
		if first < 0 {
			continue
		}
		in := r.d.Entities[first].Tokens
		near := 0
		if r.subject(int(first)) {
			continue
		}
		s := r.d.SentenceAt(r.d.Entities[first].Start)
		if s < 0 {
			continue
		}
		bounds := r.d.Sentences[s].Tokens
		for k := max(bounds.First, in.First-20); k < in.First; k++ {
			if v.relative.has(r.lower(k)) {
				near++
			}
		}
		if in.End < bounds.End && r.d.Word(in.End) == "," { // "Laura Bush, his wife"
			for k := in.End + 1; k < min(bounds.End, in.End+4); k++ {
				if v.relative.has(r.lower(k)) {
					near++
				}
			}
		}
		out[c] = near > 0
	}
	rest := 0
	for n, c := range ids {
		if out[c] && full[n] > most/2 && full[n] > 1 {
			out[c] = false
		}
		if !out[c] {
			rest++
		}
	}
	if rest == 0 {
		return nil
	}
	return out
}

// contested reports whether a mention of a single name has a title that tells
// a gender or an office, so that it may speak against the only candidate.
func (r *reader) contested(f *form) bool {
	if t := r.personTokens(f); f.kin == kinPerson && len(t) > 1 && titleGender(t[:1]) != 0 {
		return true
	}
	for e := f.first; e >= 0; e = r.next[e] {
		if r.d.Entities[e].Title != "" {
			return true
		}
	}
	return false
}

// titleFits reports whether a title may stand before a person's name.
func (r *reader) titleFits(c int32, title string) bool {
	if title == "" {
		return true
	}
	g := titleGender(strings.Fields(title))
	own := r.clusters[c].gender
	if own == 0 {
		own = r.genderOf(&r.clusters[c])
	}
	return !g.known() || own.agrees(g)
}

// clusterOfEntry is the actor of an entry, made if need be without giving it
// the whole form.
func (r *reader) clusterOfEntry(e, form int32, why string) int32 {
	if c, ok := r.byEntry[e]; ok {
		return c
	}
	r.clusters = append(r.clusters, cluster{kin: kinPerson, typ: corpus.Person, entry: e, forms: []int32{form}, why: []string{why}})
	r.byEntry[e] = int32(len(r.clusters) - 1)
	return r.byEntry[e]
}

// label is what to call an actor in a reason.
func (r *reader) label(c int32) string {
	cl := &r.clusters[c]
	if cl.entry >= 0 {
		return r.b.entry(cl.entry).Name
	}
	best := cl.forms[0]
	for _, f := range cl.forms {
		if len(r.forms[f].tokens) > len(r.forms[best].tokens) {
			best = f
		}
	}
	return r.forms[best].text
}

// knownSingle is the entry that a single name means without a full name in
// the document: by the office in its title, else where the table gives the bare
// name to one person only.
func (r *reader) knownSingle(f *form) (int32, string) {
	for e := f.first; e >= 0; e = r.next[e] {
		if r.d.Entities[e].Title != "" {
			if k, why := r.officer(f, int(e), nil); k >= 0 {
				return k, why
			}
		}
	}
	for e := f.first; e >= 0; e = r.next[e] {
		if title := r.d.Entities[e].Title; title != "" {
			// "Sheikh Hasina": the title is part of the name that the tables have.
			full := title[strings.LastIndexByte(title, ' ')+1:] + " " + f.text
			if list := r.b.people(key(full)); len(list) == 1 {
				return list[0], fmt.Sprintf("%q is a name of %s (%s)", full, r.b.entry(list[0]).Name, r.b.entry(list[0]).place())
			}
		}
	}
	if e, why := r.famous(f); e >= 0 {
		return e, why
	}
	if list := r.b.people(f.key); len(list) == 1 {
		return list[0], fmt.Sprintf("%q alone is a name of %s (%s)", f.text, r.b.entry(list[0]).Name, r.b.entry(list[0]).place())
	}
	return r.wellKnown(f)
}

// famous is the office holder whom one of the family names that everybody knows means
// alone: the only one of the tables with that name who is in an office on the day
// that the text speaks of; else the only one who ever held one, unless that was all
// later or a generation before. Titles of another gender or office speak against it.
func (r *reader) famous(f *form) (int32, string) {
	k := strings.Join(f.tokens, " ")
	if !vocab().famous.has(k) || capitals(f.text) == 0 {
		return -1, ""
	}
	from, until := r.when(r.d.Entities[f.first].Start)
	var now, ever []int32
	for _, p := range r.b.family(k) {
		in, any := false, false
		for _, h := range r.b.heldOfFamily(p) {
			if h.role == "first lady" || from != "" && longBefore(until, h.from) {
				continue
			}
			in = in || from != "" && h.from <= until && h.until >= from
			any = any || from == "" || !longPast(h.until, until)
		}
		if in {
			now = append(now, p)
		}
		if any || len(r.b.heldOfFamily(p)) == 0 && r.b.entry(p).Sector == "REB" {
			ever = append(ever, p)
		}
	}
	if len(now) > 1 {
		now = slices.DeleteFunc(now, func(p int32) bool { return !r.heads(p) }) // the president, not his brother the governor
	}
	if len(now) == 1 && !r.heads(now[0]) && slices.ContainsFunc(ever, func(p int32) bool { return p != now[0] && r.heads(p) }) {
		return -1, "" // in 2010 the former president may be meant, or the secretary of state
	}
	if len(now) != 1 {
		now = ever
	}
	if len(now) != 1 {
		return -1, ""
	}
	e := r.b.entry(now[0])
	own := r.b.givenGender(withoutTitle(personTokens(e.Name)))
	for m := f.first; m >= 0; m = r.next[m] {
		title := foldRole(r.d.Entities[m].Title)
		if title == "" {
			continue
		}
		if g := titleGender(strings.Fields(title)); m == f.first && g.known() && !own.agrees(g) {
			return -1, ""
		}
		if t := r.titleOf(int(m)); t.role != "" && nounTable().sector(t.role) != "" && nounTable().sector(t.role) != "GOV" && nounTable().sector(t.role) != "ELI" && !r.servedAs(now[0], t.role) {
			return -1, "" // "Sergeant Bush"
		}
	}
	return now[0], fmt.Sprintf("%q alone is as good as a full name of %s (%s) in a text of those days", f.text, e.Name, e.place())
}

// heads reports whether somebody of the tables has ever headed a state or government.
func (r *reader) heads(p int32) bool {
	return slices.ContainsFunc(r.b.heldOfFamily(p), func(h officeHeld) bool {
		return h.role == "head of state" || h.role == "head of government" || h.role == "prime minister"
	})
}

// servedAs reports whether somebody ever held a role.
func (r *reader) servedAs(p int32, role string) bool {
	_, ok := termOf(r.b.heldOfFamily(p), role, -1, "", "")
	return ok
}

// contextCountries is the number of countries that a text may be about.
const contextCountries = 3

// wellKnown is the office holder whom a family name alone means in a text about
// their country, as long as the name is rare and no other office holder of the
// tables has it. Where the text is dated, they must have been in an office by
// then, and not more than a generation before.
func (r *reader) wellKnown(f *form) (int32, string) {
	k := strings.Join(f.tokens, " ")
	list := r.b.family(k)
	if len(list) == 0 || vocab().common.has(lastWord(k)) {
		return -1, ""
	}
	at := r.d.Entities[f.first].Start
	_, until := r.when(at)
	found := int32(-1)
	for _, p := range list {
		held := r.b.heldOfFamily(p)
		if len(held) == 0 {
			continue
		}
		if found >= 0 {
			return -1, ""
		}
		found = p
		if until == "" || until[0] == '9' {
			continue
		}
		if !slices.ContainsFunc(held, func(h officeHeld) bool { return h.from <= until && !longPast(h.until, until) }) {
			return -1, ""
		}
	}
	if found < 0 {
		return -1, ""
	}
	e := r.b.entry(found)
	if !slices.Contains(r.context[:min(len(r.context), contextCountries)], e.Country) {
		return -1, ""
	}
	return found, fmt.Sprintf("%q: the text is about %s, and no other office holder of that name is known than %s (%s)", f.text, e.Country, e.Name, e.place())
}

// longPast reports whether an ISO day lies more than twenty years before another.
func longPast(day, now string) bool {
	if len(day) < 4 || len(now) < 4 {
		return false
	}
	a, err := strconv.Atoi(day[:4])
	b, err2 := strconv.Atoi(now[:4])
	return err == nil && err2 == nil && b-a > 20
}

// longBefore reports whether an ISO day lies more than two years before another: nobody
// is famous for an office that long before it, but runs for it.
func longBefore(day, later string) bool {
	if len(day) < 4 || len(later) < 4 || day >= later {
		return false
	}
	a, err := strconv.Atoi(day[:4])
	b, err2 := strconv.Atoi(later[:4])
	return err != nil || err2 != nil || b-a > 2
}

// officer is the person of the list (of that family name, if there is none) who
// held the office of the title at the time, or -1.
func (r *reader) officer(f *form, entity int, list []int32) (int32, string) {
	offices := r.b.held
	if list == nil {
		list, offices = r.b.family(strings.Join(f.tokens, " ")), r.b.heldOfFamily
	}
	if len(list) == 0 {
		return -1, ""
	}
	t := r.titleOf(entity)
	if t.role == "" {
		return -1, ""
	}
	from, until := r.when(r.d.Entities[entity].Start)
	if t.former {
		from, until = "", ""
	}
	found, held := int32(-1), officeHeld{}
	for _, p := range list {
		of := int32(-1)
		if t.of >= 0 && r.clusters[t.of].entry >= 0 {
			of = r.clusters[t.of].entry
		}
		h, ok := termOf(offices(p), t.role, of, from, until)
		if !ok {
			continue
		}
		if found >= 0 {
			return -1, "" // two of that name held it
		}
		found, held = p, h
	}
	if found < 0 {
		return -1, ""
	}
	return found, fmt.Sprintf("%q before %q: %s was %s of %s (%s)", r.d.Entities[entity].Title, f.text, r.b.entry(found).Name, held.role, r.b.entry(held.of).Name, held.place())
}

// readEra derives, for a text without a date, the days in which all the office
// holders whom it gives their titles were in office: a text with Vice President
// Dick Cheney is of 2001 to 2009.
func (r *reader) readEra() {
	if r.d.Published != "" {
		return
	}
	from, until := "", "9999"
	for i := range r.titles {
		t := &r.titles[i]
		c := r.forms[r.formOf[t.entity]].cluster
		if t.former || c < 0 || r.clusters[c].entry < 0 {
			continue
		}
		var term *officeHeld
		held := r.b.held(r.clusters[c].entry)
		for k, h := range held {
			if h.role != t.role {
				continue
			}
			if term != nil {
				return // twice in office: no telling when
			}
			term = &held[k]
		}
		if term != nil {
			from, until = max(from, term.from), min(until, term.until)
		}
	}
	if from != "" && from <= until {
		r.eraFrom, r.eraUntil = from, until
	}
}

// titleOf is the role in the title before a mention, or an empty one.
func (r *reader) titleOf(entity int) intro {
	i, ok := slices.BinarySearchFunc(r.titles, int32(entity), func(t intro, e int32) int { return int(t.entity) - int(e) })
	if !ok {
		return intro{of: -1}
	}
	return r.titles[i]
}
