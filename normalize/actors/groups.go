package actors

import (
	"fmt"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/normalize/places"
)

// group is several actors that the text has named together, or has referred to
// together.
type group struct {
	members   []int32
	sentence  int32
	paragraph int32
	token     int32 // last head token
	subject   bool
	quoted    bool
	phrase    bool // by a phrase ("the two men")
	whole     bool // has its "and", or is a phrase
	persons   bool
}

// How far a phrase or pronoun for several reaches back, in sentences; and how many
// mentions it looks at.
const (
	severalSentences = 6
	leadersSentences = 20
	theySentences    = 1
	severalMentions  = 80
	maxGroup         = 5
)

// numeral is a number of those whom a phrase may mean, or 0.
func numeral(word string) int {
	switch word {
	case "two", "2":
		return 2
	case "three", "3":
		return 3
	case "four", "4":
		return 4
	case "five", "5":
		return 5
	}
	return 0
}

// coordinate puts the mention that has just been entered, of entity e, into the
// group of the one it is coordinated with: "Vučić and Hoti", "Yushchenko, Prime Minister
// Yulia Tymoshenko and the speaker, Arseniy Yatsenyuk". Between them stand titles,
// commas and "and" only; a group counts once it has its "and".
func (x *referrer) coordinate(e int, in corpus.Range) {
	n := len(x.recent) - 1
	m := &x.recent[n]
	k := n - 1
	for k >= 0 && k >= n-3 && x.recent[k].person != m.person {
		k-- // "and U.N. Secretary-General António Guterres"
	}
	if k < 0 || k < n-3 || m.cluster < 0 {
		return
	}
	o := &x.recent[k]
	if o.cluster < 0 || o.sentence != m.sentence || o.cluster == m.cluster || o.person != m.person || o.end >= x.d.Entities[e].Tokens.First {
		return
	}
	and, comma := x.linked(o.end, x.d.Entities[e].Tokens.First, m.person && x.d.Entities[e].Title != "")
	if !and && !comma {
		return
	}
	if o.group < 0 {
		if and && comma {
			return // ", and" of two is the next clause
		}
		o.group = int32(len(x.groups))
		x.groups = append(x.groups, group{members: []int32{o.cluster}, sentence: m.sentence, paragraph: m.paragraph, subject: o.subject, quoted: m.quoted, persons: m.person})
	}
	g := &x.groups[o.group]
	if !slices.Contains(g.members, m.cluster) && len(g.members) <= maxGroup {
		g.members = append(g.members, m.cluster)
	}
	g.whole = g.whole || and
	g.token, m.group, m.subject = m.token, o.group, m.subject || g.subject
}

// maxLink bounds the tokens between two coordinated names.
const maxLink = 10

// linked reports whether the tokens between two names coordinate them, with "and"
// and with a comma. A comma alone does so only before a title.
func (x *referrer) linked(from, to int, titled bool) (and, comma bool) {
	if to-from > maxLink || to <= from {
		return false, false
	}
	for k := from; k < to; k++ {
		switch t := &x.d.Tokens[k]; t.UPOS {
		case ud.NOUN, ud.PROPN, ud.ADJ, ud.DET, ud.PART, ud.NUM:
			if k == from {
				return false, false
			}
		case ud.CCONJ:
			if x.lower(k) != "and" || and {
				return false, false
			}
			and = true
		case ud.PUNCT:
			switch x.d.Word(k) {
			case ",":
				if k > from && !and {
					return false, false
				}
				comma = comma || !and // "and the speaker, Arseniy Yatsenyuk"
			case "-", "’", "'":
			default:
				return false, false
			}
		case ud.ADP:
			if x.lower(k) != "of" || !and && !comma {
				return false, false
			}
		default:
			return false, false
		}
	}
	if !and && comma && !titled {
		return false, false
	}
	return and, comma
}

// several resolves a phrase for a known number of persons or countries ("the two
// men", "both governments", "the three leaders"), or for those spoken of together
// before ("the leaders"). It returns the token past it, or i.
func (x *referrer) several(i int, in corpus.Range) int {
	d := x.d
	k, n := i+1, 0
	word := x.lower(i)
	switch word {
	case "both":
		n = 2
		if k < in.End && x.lower(k) == "the" {
			k++
		}
	case "neither":
		n = 2
	case "the", "these", "all":
		if k < in.End {
			if n = numeral(x.lower(k)); n > 0 {
				k++
			}
		}
		if n == 0 && word != "the" {
			return i
		}
	default:
		return i
	}
	if k >= in.End || k >= i+4 {
		return i
	}
	if n == 0 && word == "the" {
		if members, how := x.collective(k, in); members != nil {
			return x.addSeveral(i, k+1, members, true, how)
		}
		if end, c, how := x.ordinal(i, k, in); c >= 0 {
			span := corpus.Span{Start: d.Tokens[i].Start, End: d.Tokens[end-1].End}
			x.add(span, c, corpus.Definite, how)
			x.enter(c, end-1, span.Start, true)
			return end
		}
	}
	if n > 0 && (word == "both" || word == "the") && x.isSubject(k-1) && predicate(d.Tokens[k].UPOS) {
		if members, how := x.alone(n, k, in); members != nil {
			return x.addSeveral(i, k, members, x.clusters[members[0]].kin == kinPerson, how)
		}
		return i
	}
	if n == 0 && d.Tokens[k].XPOS != ud.NNS && (d.Tokens[k].UPOS != ud.NOUN && d.Tokens[k].UPOS != ud.ADJ || k+1 >= in.End || d.Tokens[k+1].XPOS != ud.NNS) {
		return i
	}
	table := nounTable()
	noun, end := x.lower(k), k+1
	if k+1 < in.End && d.Tokens[k+1].XPOS == ud.NNS {
		if two := noun + " " + x.lower(k+1); table.group[two] != "" { // "prime ministers"
			noun, end = two, k+2
		}
	}
	if word == "neither" && d.Tokens[k].XPOS == ud.NN {
		noun += "s" // "neither side"
	}
	kind := table.group[noun]
	if kind == "" || word != "neither" && d.Tokens[end-1].XPOS != ud.NNS && d.Tokens[end-1].XPOS != ud.NNPS {
		return i
	}
	if end < in.End {
		if w := x.lower(end); w == "of" || w == "from" || w == "who" || d.Tokens[end].UPOS == ud.NOUN || d.Tokens[end].UPOS == ud.PROPN {
			return i // "the leaders of Ghana and Togo" are others
		}
	}
	for e := x.entityAt; e < len(d.Entities) && d.Entities[e].Start < d.Tokens[end-1].End; e++ {
		if d.Entities[e].End > d.Tokens[i].Start {
			return i
		}
	}
	persons := kind == "persons"
	var members []int32
	how := ""
	switch {
	case n == 0 && persons:
		members = x.together(0, true, leadersSentences, onlyPhrases)
		how = "of whom the text has spoken together"
	case n > 0:
		if !persons {
			members, how = x.together(n, false, leadersSentences, onlySubjects), "named together before"
		}
		if members != nil {
			break
		}
		near, more := x.lately(n, persons, noun, nearSentences)
		kind := anyGroup
		if more {
			kind = onlySubjects
		}
		if members = near; members != nil {
			how = "the only ones just named"
		} else if members = x.together(n, persons, leadersSentences, kind); members != nil {
			how = "named together before"
		} else if members = x.countriesOf(n, persons || noun == "sides" || noun == "delegations"); members != nil {
			how = "the countries of the persons just named"
		} else if members = x.foremost(n, persons); members != nil {
			how = "whom the text names most"
		} else if members, _ = x.lately(n, persons, noun, severalSentences); members != nil {
			how = "the only ones lately named"
		}
	}
	if len(members) < 2 {
		return i
	}
	return x.addSeveral(i, end, members, persons, how)
}

// addSeveral writes the references of a phrase from token i to end, and returns end.
func (x *referrer) addSeveral(i, end int, members []int32, persons bool, how string) int {
	d := x.d
	span := corpus.Span{Start: d.Tokens[i].Start, End: d.Tokens[end-1].End}
	x.addAll(span, members, corpus.Definite, how)
	head := end - 1
	x.groups = append(x.groups, group{members: members, sentence: x.sentence, paragraph: x.paragraph, token: int32(head), subject: x.isSubject(head), quoted: x.quoted, phrase: true, whole: true, persons: persons})
	return end
}

// collective are the persons whom "the pair" or "the trio" means: those named together
// just before, or the only ones that the sentences before name.
func (x *referrer) collective(k int, in corpus.Range) ([]int32, string) {
	d := x.d
	n := nounTable().collective[x.lower(k)]
	if n == 0 || d.Tokens[k].XPOS != ud.NN && d.Tokens[k].XPOS != ud.NNS {
		return nil, ""
	}
	if k+1 < in.End {
		if t := &d.Tokens[k+1]; x.lower(k+1) == "of" || t.UPOS == ud.NOUN || t.UPOS == ud.PROPN || t.XPOS == ud.POS {
			return nil, "" // "the pair of shoes"
		}
	}
	for e := x.entityAt; e < len(d.Entities) && d.Entities[e].Start < d.Tokens[k].End; e++ {
		if d.Entities[e].End > d.Tokens[k-1].Start {
			return nil, "" // a name has the word
		}
	}
	if members, _ := x.lately(n, true, "leaders", nearSentences); members != nil {
		return members, "the only ones just named"
	}
	if members := x.together(n, true, severalSentences, anyGroup); members != nil {
		return members, "named together before"
	}
	return nil, ""
}

// predicate reports whether a word may begin what is said of a subject before it.
func predicate(p ud.UPOS) bool { return p == ud.VERB || p == ud.AUX || p == ud.ADV }

// alone are those whom "the two" or "both" means as a subject without a noun: the only persons
// that the sentence before names, else the countries that were its subjects. Where it has
// things in the plural that may be meant as well, it is nobody.
func (x *referrer) alone(n, k int, in corpus.Range) ([]int32, string) {
	if x.pluralBefore(in.First) {
		return nil, ""
	}
	if members, more := x.lately(n, true, "leaders", 1); members != nil {
		return members, "the only ones just named"
	} else if more {
		if members = x.together(n, true, 1, onlySubjects); members != nil {
			return members, "together the subject before"
		}
		return nil, ""
	}
	if members := x.together(n, false, 1, onlySubjects); members != nil {
		return members, "together the subject before"
	}
	return nil, ""
}

// maxPlural bounds the tokens looked at for things in the plural.
const maxPlural = 60

// pluralBefore reports whether the sentence that ends before a token has a noun in the plural
// as its subject or object.
func (x *referrer) pluralBefore(at int) bool {
	d := x.d
	if x.sentence == 0 {
		return false
	}
	in := d.Sentences[x.sentence-1].Tokens
	for k := max(in.First, at-maxPlural); k < in.End; k++ {
		if t := &d.Tokens[k]; t.XPOS == ud.NNS && (t.Rel == ud.Nsubj || t.Rel == ud.NsubjPass || t.Rel == ud.Obj || t.Rel == ud.Conj) {
			return true
		}
	}
	return false
}

// ordinal is the person whom "the former" or "the latter" means as a subject, of the two
// that the sentence before names: the token past the phrase, the actor or -1, and why.
func (x *referrer) ordinal(i, k int, in corpus.Range) (int, int32, string) {
	d := x.d
	w := x.lower(k)
	if w != "former" && w != "latter" || k+1 >= in.End || !predicate(d.Tokens[k+1].UPOS) || !x.isSubject(k) {
		return i, -1, ""
	}
	var order []int32 // the last named first
	for n := len(x.persons) - 1; n >= max(0, len(x.persons)-pronounMentions); n-- {
		m := &x.recent[x.persons[n]]
		if x.sentence-m.sentence > 1 {
			break
		}
		if m.cluster < 0 {
			return i, -1, ""
		}
		at := slices.Index(order, m.cluster)
		if at >= 0 {
			order = slices.Delete(order, at, at+1) // where it was named first counts
		}
		order = append(order, m.cluster)
	}
	if len(order) != 2 {
		return i, -1, ""
	}
	c := order[0]
	if w == "former" {
		c = order[1]
	}
	return k + 1, c, fmt.Sprintf("%q of the two persons just named is %s", "the "+w, x.label(c))
}

func (x *referrer) isSubject(i int) bool {
	rel := x.d.Tokens[i].Rel
	return rel == ud.Nsubj || rel == ud.NsubjPass || rel == ud.NsubjOuter
}

// addAll writes one reference for each member of a group.
func (x *referrer) addAll(s corpus.Span, members []int32, kind corpus.ReferenceKind, how string) {
	labels := make([]string, len(members))
	for n, c := range members {
		labels[n] = x.label(c)
	}
	all := strings.Join(labels, ", ")
	for _, c := range members {
		x.add(s, c, kind, fmt.Sprintf("%q: %s, %s", x.d.Surface(s), all, how))
	}
}

// countriesOf are the countries of the n persons that the text has just named, if
// they are of so many.
func (x *referrer) countriesOf(n int, persons bool) []int32 {
	if persons {
		return nil
	}
	all, _ := x.lately(n, true, "leaders", nearSentences)
	var out []int32
	for _, p := range all {
		e, ok := x.b.country[x.actorCountry(p)]
		if !ok {
			return nil
		}
		c, ok := x.byEntry[e]
		if !ok || slices.Contains(out, c) {
			return nil
		}
		out = append(out, c)
	}
	x.sortByFirst(out)
	return out
}

// minForemost is the number of mentions from which a country is one of those that
// a text is about.
const minForemost = 3

// foremost are the n countries that the text has named most so far, each at least
// minForemost times and more often than the next.
func (x *referrer) foremost(n int, persons bool) []int32 {
	if persons {
		return nil
	}
	var all []int32
	for _, e := range x.context {
		if c, ok := x.byEntry[x.b.country[e]]; ok && x.weight[c] >= minForemost && x.isCountry(c) {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b int32) int { return int(x.weight[b]) - int(x.weight[a]) })
	if len(all) < n || len(all) > n && x.weight[all[n]] == x.weight[all[n-1]] {
		return nil
	}
	out := all[:n:n]
	x.sortByFirst(out)
	return out
}

// lately are the n persons or countries that the sentences before name, when
// they name exactly so many up to some sentence; nil when they do not, and whether
// because they name more. Nouns for
// offices count their holders only; a capital stands for its country.
func (x *referrer) lately(n int, persons bool, noun string, reach int32) (all []int32, more bool) {
	var found []int32
	at := x.sentence
	for k := len(x.recent) - 1; k >= 0 && k >= len(x.recent)-severalMentions; k-- {
		m := &x.recent[k]
		if m.sentence != at {
			if len(found) == n {
				break
			}
			at = m.sentence
		}
		if x.sentence-m.sentence > reach {
			break
		}
		if m.cluster < 0 || m.person != persons {
			continue
		}
		c := m.cluster
		if !persons {
			c = x.stateOf(c)
		}
		if c < 0 || slices.Contains(found, c) || persons && !x.plausible(c, noun) {
			continue
		}
		if found = append(found, c); len(found) > n {
			return nil, true
		}
	}
	if len(found) != n {
		return nil, false
	}
	x.sortByFirst(found)
	return found, false
}

// stateOf is the country that a country or its capital stands for, or -1.
func (x *referrer) stateOf(c int32) int32 {
	e := x.entryOf(c)
	if e == nil {
		return -1
	}
	switch e.kind {
	case places.KindCountry:
		return c
	case places.KindCity:
		if of, ok := x.b.places.Country(e.Country); ok && of.Capital != "" && key(of.Capital) == key(e.Name) {
			if s, ok := x.byEntry[x.b.country[e.Country]]; ok {
				return s
			}
		}
	}
	return -1
}

// plausible reports whether a person may be one of "the women" or "the ministers".
func (x *referrer) plausible(c int32, noun string) bool {
	switch noun {
	case "men":
		return x.clusters[c].gender != female
	case "women":
		return x.clusters[c].gender == female
	case "leaders", "rivals", "politicians", "statesmen", "candidates":
		return true
	}
	role := strings.TrimSuffix(noun, "s")
	for k := len(x.given) - 1; k >= max(0, len(x.given)-maxGiven); k-- {
		if g := &x.given[k]; g.cluster == c && roleFits(role, g.role) {
			return true
		}
	}
	if e := x.clusters[c].entry; e >= 0 && x.d.Published != "" {
		_, ok := x.b.served(e, role, -1, x.d.Published, x.d.Published)
		return ok
	}
	return false
}

// sortByFirst orders actors by their first mention.
func (x *referrer) sortByFirst(all []int32) {
	slices.SortFunc(all, func(a, b int32) int { return int(x.clusters[a].first) - int(x.clusters[b].first) })
}

// groupKind says which groups a phrase may mean.
type groupKind uint8

const (
	anyGroup     groupKind = iota
	onlySubjects           // of a clause, or meant by a phrase
	onlyPhrases            // meant by a phrase before
)

// together is the last group of n members (any number for 0) within so many
// sentences.
func (x *referrer) together(n int, persons bool, reach int32, kind groupKind) []int32 {
	for k := len(x.groups) - 1; k >= 0 && k >= len(x.groups)-8; k-- {
		g := &x.groups[k]
		if x.sentence-g.sentence > reach {
			break
		}
		if !g.whole || g.persons != persons || n > 0 && len(g.members) != n || kind == onlyPhrases && !g.phrase || kind == onlySubjects && !g.subject && !g.phrase {
			continue
		}
		if !persons && slices.ContainsFunc(g.members, func(c int32) bool { return !x.isCountry(c) }) {
			continue
		}
		out := slices.Clone(g.members)
		x.sortByFirst(out)
		return out
	}
	return nil
}

// they resolves a plural pronoun to the group that is the subject of its sentence
// before it, or of the sentence before, as long as no other plural competes.
func (x *referrer) they(i int, in corpus.Range) {
	d := x.d
	t := &d.Tokens[i]
	possessive := t.XPOS == ud.PRPS
	subject := t.Rel == ud.Nsubj || t.Rel == ud.NsubjPass
	if len(x.groups) == 0 {
		return
	}
	at := len(x.groups) - 1
	for at > 0 && at > len(x.groups)-3 && (!x.groups[at].subject || !x.groups[at].whole) {
		at-- // "among them Ban and Castro" are not the subject
	}
	g := &x.groups[at]
	if !g.whole {
		return
	}
	for _, c := range g.members {
		if e := x.entryOf(c); e != nil && e.kind != "" && e.kind != places.KindCountry {
			return // cities side by side
		}
	}
	if len(g.members) < 2 || len(g.members) > maxGroup || x.sentence-g.sentence > theySentences || g.quoted != x.quoted || !g.subject {
		return
	}
	if g.sentence != x.sentence && !subject {
		return
	}
	if g.sentence == x.sentence && !possessive && !subject {
		return // "Anna and Bo saw them": others
	}
	for k := int(g.token) + 1; k < i; k++ {
		u := &d.Tokens[k]
		if u.XPOS != ud.NNS && u.XPOS != ud.NNPS {
			continue
		}
		if x.isSubject(k) || g.sentence == x.sentence && possessive && u.Rel != ud.Obl && u.Rel != ud.Conj && u.Rel != ud.Nmod {
			return
		}
	}
	kind, how := corpus.Pronoun, "together the subject of the sentence before"
	if possessive {
		kind = corpus.Possessive
	}
	if g.sentence == x.sentence {
		how = "together the subject before it"
	}
	x.addAll(t.Span, g.members, kind, how)
	x.groups = append(x.groups, group{members: g.members, sentence: x.sentence, paragraph: x.paragraph, token: int32(i), subject: g.subject && (possessive || subject), quoted: x.quoted, whole: true, persons: g.persons})
}
