package actors

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
	"dateline/normalize/places"
)

// mention is a named or resolved mention that a later pronoun may lean on.
type mention struct {
	cluster   int32
	sentence  int32
	paragraph int32
	token     int32 // head token
	start     int32 // byte
	subject   bool
	quoted    bool
	object    bool
	possessor bool // "Merkel" in "Merkel's party"
	person    bool
	people    bool  // "American"
	group     int32 // of coordinated mentions, or -1
	end       int   // token past a name
}

// referrer resolves references in one walk over the tokens.
type referrer struct {
	*reader
	recent    []mention // in text order
	persons   []int     // indices in recent of persons
	paragraph int32
	sentence  int32
	entityAt  int // next entity that has not been read
	quoted    bool
	titles    int // next title
	given     []given
	speakers  []int32       // who speaks the open quotation, as far as its sentence says before it
	beside    []int32       // whom the clause of a pronoun names beside it
	weight    []int32       // mentions so far, by cluster
	most      int32         // the person with most of them, or -1
	titled    []corpus.Span // titles before names: they refer to nobody else
	in        corpus.Range  // tokens of the sentence
	groups    []group
	laws      []mention // agreements and laws named
	focusOf   string    // the country that the text is about, alpha-3, or empty
}

// given is a role that the text has given to a person so far.
type given struct {
	intro
	cluster  int32
	sentence int32
}

// references resolves pronouns and definite phrases.
func (r *reader) references() {
	d := r.d
	if len(d.Tokens) == 0 {
		return
	}
	x := &referrer{reader: r, weight: make([]int32, len(r.clusters)), most: -1, focusOf: r.focusOf, recent: r.space.recent[:0], persons: r.space.persons[:0]}
	defer func() { r.space.recent, r.space.persons = x.recent, x.persons }()
	for i := range d.Entities {
		if e := &d.Entities[i]; e.Title != "" {
			end := len(strings.TrimRight(d.Text[:e.Start], " \n\t\u00a0"))
			x.titled = append(x.titled, corpus.Span{Start: end - len(e.Title), End: end})
		}
	}
	last := 0
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		if in.Len() == 0 {
			continue
		}
		if strings.Contains(d.Text[last:d.Sentences[s].Start], "\n") {
			x.paragraph++
			x.quoted = false
		}
		last = d.Sentences[s].End
		x.sentence = int32(s)
		x.read(in)
	}
	for i := range d.Actors {
		if c := r.clusterByID(d.Actors[i].ID); c >= 0 {
			d.Actors[i].Why = r.clusters[c].why
		}
	}
}

func (r *reader) clusterByID(id string) int32 {
	if c, ok := r.byID[id]; ok {
		return c
	}
	return -1
}

// read walks one sentence.
func (x *referrer) read(in corpus.Range) {
	d := x.d
	x.in = in
	for i := in.First; i < in.End; {
		t := &d.Tokens[i]
		if c := d.Text[t.Start]; c == '"' || c == '`' || c == '\'' || c >= 0x80 {
			x.toggle(i)
		}
		for x.entityAt < len(d.Entities) && d.Entities[x.entityAt].End <= t.Start {
			x.entityAt++
		}
		if x.entityAt < len(d.Entities) && d.Entities[x.entityAt].Start < t.End {
			e := x.entityAt
			if end := x.definite(i, in); end > i {
				// "Ukraine's president": the phrase begins with a name.
				x.named(e, in)
				i = end
				continue
			}
			x.named(e, in)
			i = max(i+1, d.Entities[e].Tokens.End)
			x.entityAt++
			continue
		}
		switch t.XPOS {
		case ud.PRP, ud.PRPS:
			x.pronoun(i, in)
		case ud.DT, ud.CC, ud.PDT:
			if end := x.several(i, in); end > i {
				i = end
				continue
			}
			if t.XPOS != ud.DT {
				break
			}
			if end := x.definite(i, in); end > i {
				i = end
				continue
			}
		case ud.NN:
			x.unnamed(i)
		}
		i++
	}
}

// unnamed enters a person without a name ("a woman", "the driver"), so that a
// pronoun that means them is not given to somebody else.
func (x *referrer) unnamed(i int) {
	nouns := someone()
	if !someoneMay.has(x.d.Word(i)) {
		return // most nouns
	}
	g, person := nouns.get(x.lower(i))
	if !person {
		return
	}
	t := &x.d.Tokens[i]
	if t.Rel == ud.Compound || t.Rel == ud.Appos || t.Rel == ud.NmodDesc || t.Rel == ud.Root && t.Head == 0 && g == 0 {
		return // a title, or what somebody is said to be
	}
	if x.nameFollows(i) {
		return // "the baker Samir Haddad", "the secretary-general, Ban Ki-moon,"
	}
	x.enter(-1-int32(g), i, t.Start, true)
}

// nameFollows reports whether a person's name stands right behind token i, or behind it and a
// comma as its apposition.
func (x *referrer) nameFollows(i int) bool {
	d := x.d
	for e := x.entityAt; e < len(d.Entities) && e <= x.entityAt+1; e++ {
		en := &d.Entities[e]
		if en.Type != corpus.Person || en.Tokens.First <= i {
			continue
		}
		switch en.Tokens.First - i {
		case 1:
			return true
		case 2:
			return d.Word(i+1) == "," && (en.Tokens.End < len(d.Tokens) && d.Word(en.Tokens.End) == "," || x.headRel(en.Tokens) == ud.Appos)
		}
		return false
	}
	return false
}

func (x *referrer) headRel(tokens corpus.Range) ud.Rel { return x.d.Tokens[x.headOf(tokens, x.in)].Rel }

// someone is what a common noun that may mean a person tells of the gender.
var someone = sync.OnceValue(func() *index[gender] {
	v := vocab()
	out := make(map[string]gender, 1024)
	for _, w := range v.human.words {
		out[w] = 0
	}
	for _, r := range lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...).Rows {
		if w := r.Get("noun"); r.Get("kind") == "person" && !strings.Contains(w, " ") {
			out[w] = 0
		}
	}
	for _, w := range v.male.words {
		out[w] |= male
	}
	for _, w := range v.female.words {
		out[w] |= female
	}
	x := newIndex[gender](len(out))
	for w, g := range out {
		someoneMay.add(w)
		x.put(textKey(w), g)
	}
	return &x
})

// someoneMay holds all that someone has, in any case, once someone has been called.
var someoneMay nounSet

// toggle follows quotation marks. A paragraph ends an open quotation.
func (x *referrer) toggle(i int) {
	switch x.d.Word(i) {
	case "“", "``":
		x.quote(true)
	case "”", "''":
		x.quote(false)
	case "\"":
		x.quote(!x.quoted)
	}
}

// quote opens or closes a quotation. The subjects of its sentence before it
// speak it: they are not whom it calls "he".
func (x *referrer) quote(open bool) {
	x.quoted = open
	x.speakers = x.speakers[:0]
	if !open {
		return
	}
	for k := len(x.recent) - 1; k >= max(0, len(x.recent)-pronounMentions) && x.recent[k].sentence == x.sentence; k-- {
		if m := &x.recent[k]; m.subject && m.person && m.cluster >= 0 {
			x.speakers = append(x.speakers, m.cluster)
		}
	}
}

// named enters the mention of an entity.
func (x *referrer) named(e int, in corpus.Range) {
	en := &x.d.Entities[e]
	c := x.clusterOf(e)
	for x.titles < len(x.reader.titles) && int(x.reader.titles[x.titles].entity) <= e {
		if t := x.reader.titles[x.titles]; int(t.entity) == e {
			x.given = append(x.given, given{t, c, x.sentence})
		}
		x.titles++
	}
	k := kinOf(en.Type)
	if en.Type == corpus.Law || k == kinWork && x.holdsWord(c, nounTable().law) {
		x.laws = append(x.laws, mention{cluster: c, sentence: x.sentence})
	}
	if k == kinWork || en.Tokens.Len() == 0 {
		return
	}
	head := x.headOf(en.Tokens, in)
	defer x.coordinate(e, in)
	x.enter(c, head, en.Start, x.clusters[c].kin == kinPerson)
	m := &x.recent[len(x.recent)-1]
	m.end, m.people = en.Tokens.End, en.Type == corpus.Norp
	if l := x.d.Dateline; l != nil && x.sentence == 0 && en.Tokens.First < in.First+4 && strings.Contains(key(l.Place), key(en.Text)) {
		m.subject = false // the dateline
	}
}

func (x *referrer) enter(c int32, head, start int, person bool) {
	t := &x.d.Tokens[head]
	if c >= 0 && !person {
		x.weight[c]++
	}
	if person {
		x.persons = append(x.persons, len(x.recent))
		if c >= 0 {
			x.weight[c]++
			if x.most < 0 || x.weight[c] > x.weight[x.most] {
				x.most = c
			}
		}
	}
	x.recent = append(x.recent, mention{
		group: -1, end: head + 1, cluster: c, sentence: x.sentence, paragraph: x.paragraph, token: int32(head), start: int32(start), quoted: x.quoted, person: person,
		subject: x.isSubject(head) || t.Rel == ud.Appos && t.Head > 0 && x.in.Contains(head) && x.isSubject(x.d.HeadOf(head, x.in)), possessor: t.Rel == ud.NmodPoss, object: t.Rel == ud.Obj,
	})
}

// headOf is the token of a range that hangs on something outside it.
func (x *referrer) headOf(tokens, in corpus.Range) int {
	for i := max(tokens.First, in.First); i < min(tokens.End, in.End); i++ {
		if h := x.d.HeadOf(i, in); h < 0 || !tokens.Contains(h) {
			return i
		}
	}
	return tokens.First
}

// add writes a reference.
func (x *referrer) add(s corpus.Span, c int32, kind corpus.ReferenceKind, why string) {
	x.d.References = append(x.d.References, corpus.Reference{Span: s, Actor: x.clusters[c].id, Kind: kind, Why: why})
}

// How far a pronoun reaches back.
const (
	pronounSentences = 3  // to earlier sentences
	pronounMentions  = 40 // persons looked at
)

// pronoun resolves a third-person pronoun.
func (x *referrer) pronoun(i int, in corpus.Range) {
	t := &x.d.Tokens[i]
	w := x.lower(i)
	var g gender
	reflexive := false
	switch w {
	case "he", "him", "his":
		g = male
	case "himself":
		g, reflexive = male, true
	case "she", "her", "hers":
		g = female
	case "herself":
		g, reflexive = female, true
	case "it", "its", "itself":
		x.neuter(i, in)
		return
	case "they", "their", "them":
		x.they(i, in)
		return
	default:
		return
	}
	best, second, score, next := -1, -1, 0, 0
	seen := 0
	x.disjoint(i, in, reflexive)
	for k := len(x.persons) - 1; k >= 0 && seen < pronounMentions; k-- {
		seen++
		n := x.persons[k]
		m := &x.recent[n]
		if x.sentence-m.sentence > pronounSentences {
			break
		}
		s := x.rate(i, in, m, g, reflexive)
		if s <= 0 {
			continue
		}
		switch {
		case best >= 0 && m.cluster == x.recent[best].cluster && m.cluster >= 0:
			if s > score {
				best, score = n, s
			}
		case s > score:
			best, second, score, next = n, best, s, score
		case second < 0 || s > next:
			second, next = n, s
		}
	}
	kind := corpus.Pronoun
	if t.XPOS == ud.PRPS {
		kind = corpus.Possessive
	}
	if best < 0 {
		if c, h := x.ahead(i, in, g); c >= 0 {
			x.add(t.Span, c, kind, fmt.Sprintf("%q before %q, the subject of its sentence", x.d.Word(i), x.label(c)))
			x.enter(c, i, t.Start, true)
			_ = h
		}
		return
	}
	if score < minPronoun || second >= 0 && score-next < marginPronoun {
		return
	}
	m := x.recent[best]
	if m.cluster < 0 {
		x.enter(m.cluster, i, t.Start, true)
		return
	}
	if c := &x.clusters[m.cluster]; c.gender == 0 && score >= surePronoun && (second < 0 || score-next >= 2*marginPronoun) {
		c.gender = g // later pronouns of the other gender are not this person's
	}
	x.add(t.Span, m.cluster, kind, x.leans(i, &m))
	x.enter(m.cluster, i, t.Start, true)
	if kind == corpus.Possessive {
		x.theirCountry(i, in, m.cluster)
		x.counterpart(i, in, m.cluster)
	}
}

// disjoint collects the actors that the clause of an object pronoun names as its
// subject and other objects: "Bush met him" is of two persons, whoever else the text has
// called Bush before. A verb without a subject of its own has that of the verb
// before it ("met Xi and thanked him"), or the object of the one that governs it
// ("asked Xi to thank him").
func (x *referrer) disjoint(i int, in corpus.Range, reflexive bool) {
	x.beside = x.beside[:0]
	d := x.d
	if reflexive || d.Tokens[i].XPOS == ud.PRPS {
		return
	}
	v := d.HeadOf(i, in)
	if v < 0 {
		return
	}
	switch d.Tokens[i].Rel {
	case ud.Obj, ud.Iobj, ud.OblAgent:
	case ud.Nsubj, ud.NsubjPass:
		x.objectsAhead(v, in) // "He praised Trump": another man
		return
	case ud.Obl:
		if i > in.First && vocab().around.has(x.lower(i-1)) || vocab().having.has(d.Tokens[v].Lemma) {
			return // "Biden looked behind him", "brought his daughter with him"
		}
	default:
		return
	}
	x.partsOf(v, true, true)
	for n := 0; n < maxChain && !x.hasPart(v, in, false); n++ {
		u, rel := d.HeadOf(v, in), d.Tokens[v].Rel
		switch {
		case u < 0 || rel != ud.Conj && rel != ud.Xcomp, rel == ud.Conj && x.nameBefore(v):
			return
		case rel == ud.Xcomp && x.hasPart(u, in, true):
			x.partsOf(u, false, true)
			return
		}
		x.partsOf(u, true, false)
		v = u
	}
}

// objectsAhead adds the persons that the clause of a verb names behind it as its objects to
// those beside the pronoun.
func (x *referrer) objectsAhead(verb int, in corpus.Range) {
	for e := x.entityAt; e < len(x.d.Entities) && x.d.Entities[e].Tokens.First < in.End; e++ {
		en := &x.d.Entities[e]
		c := x.clusterOf(e)
		if en.Tokens.Len() == 0 || x.clusters[c].kin != kinPerson {
			continue
		}
		h := x.headOf(en.Tokens, in)
		switch x.d.Tokens[h].Rel {
		case ud.Obj, ud.Iobj, ud.OblAgent:
			if x.d.HeadOf(h, in) == verb {
				x.beside = append(x.beside, c)
			}
		}
	}
}

// nameBefore reports whether a mention stands right before a verb, which is its subject
// then, whatever the tree says ("and May replaced him").
func (x *referrer) nameBefore(v int) bool {
	for k := len(x.recent) - 1; k >= 0 && x.recent[k].sentence == x.sentence; k-- {
		end := x.recent[k].end
		if end > v {
			continue
		}
		return v-end <= 1 && !slices.ContainsFunc(x.d.Tokens[end:v], func(t corpus.Token) bool { return t.XPOS == ud.CC || t.UPOS == ud.PUNCT })
	}
	return false
}

// maxChain bounds the verbs that share a subject.
const maxChain = 4

// partsOf adds the mentions that are subjects or objects of a verb to those beside
// the pronoun.
func (x *referrer) partsOf(verb int, subjects, objects bool) {
	for k := len(x.recent) - 1; k >= 0 && k >= len(x.recent)-pronounMentions && x.recent[k].sentence == x.sentence; k-- {
		m := &x.recent[k]
		if m.cluster < 0 || x.d.HeadOf(int(m.token), x.in) != verb {
			continue
		}
		switch x.d.Tokens[m.token].Rel {
		case ud.Nsubj, ud.NsubjPass:
			if subjects {
				x.beside = append(x.beside, m.cluster)
			}
		case ud.Obj, ud.Iobj:
			if objects {
				x.beside = append(x.beside, m.cluster)
			}
		}
	}
}

// hasPart reports whether a verb has a subject of its own near it, or an object.
func (x *referrer) hasPart(verb int, in corpus.Range, object bool) bool {
	from, end := max(in.First, verb-12), min(in.End, verb+8)
	if object {
		from = verb + 1
	}
	for k := from; k < end; k++ {
		switch x.d.Tokens[k].Rel {
		case ud.Nsubj, ud.NsubjPass:
			if object {
				continue
			}
		case ud.Obj, ud.Iobj:
			if !object {
				continue
			}
		default:
			continue
		}
		if x.d.HeadOf(k, in) == verb {
			return true
		}
	}
	return false
}

// theirCountry resolves "his country" to the country of the person.
func (x *referrer) theirCountry(i int, in corpus.Range, c int32) {
	if i+1 >= in.End || i+2 < in.End && x.d.Tokens[i+2].UPOS == ud.NOUN {
		return
	}
	if w := x.lower(i + 1); w != "country" && w != "homeland" && w != "nation" {
		return
	}
	e, ok := x.b.country[x.actorCountry(c)]
	if !ok {
		return
	}
	if of, ok := x.byEntry[e]; ok {
		x.add(corpus.Span{Start: x.d.Tokens[i].Start, End: x.d.Tokens[i+1].End}, of, corpus.Definite, fmt.Sprintf("%s is of %s", x.label(c), x.label(of)))
		x.enter(of, i+1, x.d.Tokens[i+1].Start, false)
	}
}

// What a candidate's standing must be, and how far it must stand out.
const (
	minPronoun    = 40
	marginPronoun = 8
	surePronoun   = 75
)

// rate is the standing of a candidate for a personal pronoun; 0 rules it out.
func (x *referrer) rate(i int, in corpus.Range, m *mention, g gender, reflexive bool) int {
	own := gender(0)
	if m.cluster < 0 {
		own = gender(-1 - m.cluster)
		if m.sentence < x.sentence-1 || m.sentence < x.sentence && !m.subject || m.quoted && !x.quoted {
			return 0
		}
	} else {
		own = x.clusters[m.cluster].gender
	}
	if !own.agrees(g) || x.quoted && slices.Contains(x.speakers, m.cluster) || m.cluster >= 0 && slices.Contains(x.beside, m.cluster) {
		return 0
	}
	d := x.d
	s := 60
	same := m.sentence == x.sentence
	if same && x.parenthetic(i, in) {
		return 0 // "Ivanov might delay it, he said": the speaker is another
	}
	if same {
		h, hm := d.Tokens[i].Head, d.Tokens[m.token].Head
		object := d.Tokens[i].XPOS == ud.PRP && d.Tokens[i].Rel != ud.Nsubj && d.Tokens[i].Rel != ud.NsubjPass && d.Tokens[i].Rel != ud.Obl // see disjoint
		if object && h == hm && h > 0 && !reflexive {
			return 0 // "Bush met him": two persons
		}
		if reflexive && (h != hm || !m.subject) {
			s -= 20
		}
		if reflexive && h == hm && m.subject {
			s += 40
		}
		// A speaker does not call himself "he" inside his own words.
		if x.quoted && !m.quoted && m.subject {
			return 0
		}
		s += 10
	} else {
		if reflexive {
			return 0
		}
		s -= 12 * int(x.sentence-m.sentence)
		if m.paragraph != x.paragraph {
			s -= 6 * int(x.paragraph-m.paragraph)
		}
	}
	if m.subject {
		s += 16
		if x.sentence-m.sentence == 1 && x.isSubject(i) {
			s += 6 // a subject goes on being one
		}
	}
	if !same && m.object && len(x.beside) > 0 && (d.Tokens[i].Rel == ud.Obj || d.Tokens[i].Rel == ud.Iobj) {
		s += 26 // "Berg called Lund. Dahl called him": what is done to somebody is done to him again
	}
	if x.said(i, in, m) {
		s += 12
	}
	if m.possessor {
		s -= 4
	}
	if same && d.Tokens[i].XPOS == ud.PRPS && i-2 == x.lastToken(m) && x.lower(i-1) == "and" {
		s += 25 // "Borrell and his envoy"
	}
	switch {
	case own == g:
		s += 14
	case g == female:
		s -= 12 // most people in the news are men, and a woman's name is known more often
	}
	if m.cluster >= 0 && m.cluster == x.most && x.weight[m.cluster] >= 3 {
		s += 8
	}
	switch {
	case x.quoted && !m.quoted:
		s -= 10
	case m.quoted && !x.quoted && same && d.Tokens[i].Rel == ud.Nsubj && x.speaks(i, in):
		s -= 25 // nobody calls himself by name
	}
	return s
}

// speaks reports whether a token hangs on a verb of saying.
func (x *referrer) speaks(i int, in corpus.Range) bool {
	h := x.d.HeadOf(i, in)
	return h >= 0 && vocab().saying.has(x.lower(h))
}

// parenthetic reports whether a pronoun is the subject of a verb of saying set
// off behind what is said.
func (x *referrer) parenthetic(i int, in corpus.Range) bool {
	return i > in.First+2 && i+1 < in.End && x.d.Word(i-1) == "," && vocab().saying.has(x.lower(i+1)) &&
		(i+2 == in.End || x.d.Tokens[i+2].UPOS == ud.PUNCT)
}

// lastToken is the last token of a mention, whose head is its last word but for
// long names.
func (x *referrer) lastToken(m *mention) int {
	e := x.entityAt
	for e = min(e, len(x.d.Entities)-1); e >= 0 && e >= x.entityAt-2; e-- {
		if en := &x.d.Entities[e]; en.Tokens.Contains(int(m.token)) {
			return en.Tokens.End - 1
		}
	}
	return int(m.token)
}

// ahead is the person that a pronoun in an opening phrase points forward to
// ("In his speech, Obama said"): the subject that follows in the same sentence.
func (x *referrer) ahead(i int, in corpus.Range, g gender) (int32, int) {
	d := x.d
	if x.quoted || i-in.First > 8 || d.Tokens[i].Rel == ud.Nsubj || d.Tokens[i].Rel == ud.NsubjPass {
		return -1, 0
	}
	for e := x.entityAt; e < len(d.Entities) && d.Entities[e].Tokens.First < in.End; e++ {
		en := &d.Entities[e]
		c := x.clusterOf(e)
		if x.clusters[c].kin != kinPerson || en.Tokens.Len() == 0 {
			continue
		}
		h := x.headOf(en.Tokens, in)
		if r := d.Tokens[h].Rel; (r == ud.Nsubj || r == ud.NsubjPass) && x.clusters[c].gender.agrees(g) {
			return c, h
		}
		return -1, 0
	}
	return -1, 0
}

// leans says on what mention the pronoun i leans.
func (x *referrer) leans(i int, m *mention) string {
	w := x.space
	b := strconv.AppendQuote(w.fold[:0], x.d.Word(i))
	b = strconv.AppendQuote(append(b, " leans on "...), x.label(m.cluster))
	if m.subject {
		b = append(b, ", the subject "...)
	} else {
		b = append(b, ", named "...)
	}
	switch n := x.sentence - m.sentence; n {
	case 0:
		b = append(b, "earlier in the sentence"...)
	case 1:
		b = append(b, "in the sentence before"...)
	default:
		b = append(strconv.AppendInt(b, int64(n), 10), " sentences before"...)
	}
	w.fold = b
	return w.reasons.of(b)
}

// neuter resolves "it" and "its" to a body or country: the only subject so far
// of the sentence, or the subject of the sentence before.
func (x *referrer) neuter(i int, in corpus.Range) {
	d := x.d
	t := &d.Tokens[i]
	possessive := t.XPOS == ud.PRPS
	if t.Rel == ud.Expl || x.quoted {
		return
	}
	if !possessive && x.expletive(i, in) {
		return
	}
	var found *mention
	for k := len(x.recent) - 1; k >= 0 && k >= len(x.recent)-12; k-- {
		m := &x.recent[k]
		if x.sentence-m.sentence > 1 || found != nil && m.sentence != found.sentence {
			break
		}
		if m.person || !m.subject {
			continue
		}
		if typ := x.clusters[m.cluster].typ; typ != corpus.Org && typ != corpus.GPE {
			continue
		}
		if m.sentence != x.sentence && (possessive && i > in.First || !possessive && t.Rel != ud.Nsubj && t.Rel != ud.NsubjPass || m.paragraph != x.paragraph) {
			continue
		}
		if found == nil && x.said(i, in, m) {
			found = m
			break // "the ministry declared that it": who says so
		}
		if found != nil && found.cluster != m.cluster {
			if possessive {
				break // the nearest subject
			}
			return
		}
		if found == nil {
			found = m
		}
	}
	if found == nil {
		return
	}
	// A common noun between may be what "it" means.
	if !possessive && found.sentence == x.sentence && t.Rel != ud.Nsubj && t.Rel != ud.NsubjPass {
		return
	}
	if x.rival(i, in, found) {
		return
	}
	kind := corpus.Pronoun
	if possessive {
		kind = corpus.Possessive
	}
	c := found.cluster
	x.add(t.Span, c, kind, x.leans(i, found))
}

// said reports whether a pronoun is the subject of what the mention, as the
// subject of the same sentence, says or thinks.
func (x *referrer) said(i int, in corpus.Range, m *mention) bool {
	d := x.d
	if m.sentence != x.sentence || !m.subject || !x.isSubject(i) {
		return false
	}
	h := d.HeadOf(i, in)
	return h >= 0 && d.Tokens[h].Rel == ud.Ccomp && d.HeadOf(h, in) >= 0 && d.HeadOf(h, in) == d.HeadOf(int(m.token), in)
}

// rival reports whether a common noun is a subject between the antecedent and
// the pronoun, or before the antecedent's own sentence ends.
func (x *referrer) rival(i int, in corpus.Range, m *mention) bool {
	from := in.First
	if m.sentence == x.sentence {
		from = int(m.token) + 1
	}
	for k := from; k < i; k++ {
		t := &x.d.Tokens[k]
		if (t.Rel == ud.Nsubj || t.Rel == ud.NsubjPass) && t.UPOS == ud.NOUN && t.XPOS != ud.NNS {
			return true
		}
	}
	return false
}

// expletive reports whether "it" fills a place only: "it is likely that",
// "it takes".
func (x *referrer) expletive(i int, in corpus.Range) bool {
	d := x.d
	if i+1 >= in.End {
		return false
	}
	v := &d.Tokens[i+1]
	if v.UPOS != ud.AUX && v.Lemma != "be" && v.Lemma != "seem" && v.Lemma != "appear" && v.Lemma != "take" {
		return false
	}
	if v.Lemma == "be" && i+2 < in.End && d.Tokens[i+2].XPOS == ud.VBG {
		return false // "it was leaving"
	}
	if v.Lemma == "have" || v.Lemma == "will" || v.Lemma == "would" || v.Lemma == "do" || v.Lemma == "can" || v.Lemma == "could" {
		return i+2 < in.End && d.Tokens[i+2].Lemma == "be"
	}
	return true
}

// maxPhrase bounds the tokens of a definite phrase.
const maxPhrase = 8

// definite resolves the phrase that begins at token i, with "the" or with the
// name of a country or body, and returns the token past it, or i when there is
// nothing to resolve.
func (x *referrer) definite(i int, in corpus.Range) int {
	d := x.d
	if d.Tokens[i].XPOS == ud.DT {
		if w := x.lower(i); w != "the" && w != "this" && w != "that" {
			return i
		}
	}
	v := vocab()
	of := int32(-1)
	e := x.entityAt
	k := i
	if d.Tokens[i].XPOS == ud.DT && (e >= len(d.Entities) || d.Entities[e].Start >= d.Tokens[i].End) {
		k = i + 1
	} else if e >= len(d.Entities) || kinOf(d.Entities[e].Type) != kinThing || x.modified(i, in) {
		return i
	}
	former := false
	end := min(i+maxPhrase, in.End)
	roleFrom := -1
phrase:
	for k < end {
		t := &d.Tokens[k]
		for e < len(d.Entities) && d.Entities[e].End <= t.Start {
			e++
		}
		if e < len(d.Entities) && d.Entities[e].Start < t.End {
			en := &d.Entities[e]
			if kinOf(en.Type) != kinThing || roleFrom >= 0 || of >= 0 || en.Tokens.Len() == 0 {
				return i
			}
			of = x.clusterOf(e)
			if en.Type == corpus.Norp && x.clusters[of].entry < 0 {
				of = -1 // "the Islamist group": a word for its kind
			}
			k = max(k+1, en.Tokens.End)
			continue
		}
		w := x.lower(k)
		if w == "'s" || w == "’s" || w == "'" || w == "’" {
			if roleFrom >= 0 {
				break phrase // "the country's largest party" begins with a phrase of its own
			}
			k++
			continue
		}
		if v.former.has(w) {
			former = true
			k++
			continue
		}
		pos := t.UPOS
		if pos == ud.VERB && roleFrom < 0 && v.deputy.has(w) {
			pos = ud.ADJ // "the acting president"
		}
		switch pos {
		case ud.NOUN, ud.PROPN, ud.ADJ:
			if roleFrom < 0 {
				roleFrom = k
			}
			k++
			continue
		case ud.PUNCT:
			if w == "-" && roleFrom >= 0 {
				k++
				continue
			}
		}
		break
	}
	if roleFrom < 0 || k == roleFrom {
		return i
	}
	head := k - 1
	if n := d.Tokens[head].XPOS; n == ud.NNS || n == ud.NNPS || d.Tokens[head].UPOS == ud.ADJ && !x.callsSomebody(roleFrom, head) {
		if roleFrom == head && of < 0 && !former && k == i+2 && vocab().armed.has(x.lower(head)) {
			return x.armed(i, head)
		}
		return i
	}
	span := corpus.Span{Start: d.Tokens[i].Start, End: d.Tokens[head].End}
	// The title of a name that follows, or a name right behind it.
	if n, ok := slices.BinarySearchFunc(x.titled, span.End, func(s corpus.Span, at int) int { return cmp.Compare(s.End, at) }); ok || n < len(x.titled) && x.titled[n].Overlaps(span) {
		return i
	}
	if e < len(d.Entities) && d.Entities[e].Start-span.End <= 2 && d.Entities[e].Start >= span.End && d.Entities[e].Type == corpus.Person {
		return i
	}
	// "the president of Moldova"
	if k+1 < in.End && x.lower(k) == "of" && of < 0 {
		for ; e < len(d.Entities) && d.Entities[e].End <= d.Tokens[k].Start; e++ {
		}
		if e < len(d.Entities) && d.Entities[e].Start-d.Tokens[k].End <= 5 && kinOf(d.Entities[e].Type) == kinThing {
			of = x.clusterOf(e)
			if n := e + 1; n < len(d.Entities) && d.Entities[n].Type == corpus.Person && d.Entities[n].Start >= d.Entities[e].End && strings.TrimSpace(d.Text[d.Entities[e].End:d.Entities[n].Start]) == "," {
				return i // "the president of Moldova, Maia Sandu": the name follows
			}
		} else {
			return i
		}
	}
	phrase := make([]string, 0, 4)
	for n := roleFrom; n <= head; n++ {
		if w := x.lower(n); w != "-" {
			phrase = append(phrase, w)
		}
	}
	role := foldRole(x.space.texts.join(phrase))
	if x.setOff(i) {
		return i // "Lena Ek, the foreign minister": what the name before it is said to be
	}
	if c, why := x.person(role, former, of, span.Start); c >= 0 {
		x.add(span, c, corpus.Definite, why)
		x.enter(c, head, span.Start, true)
		return head + 1
	}
	if of >= 0 && role == "capital" && x.isCountry(of) {
		if c, why := x.capitalOf(x.clusters[of].entry, role); c >= 0 {
			x.add(span, c, corpus.Definite, why)
			x.enter(c, head, span.Start, false)
			return head + 1
		}
	}
	if iso := x.isoOf(of); (of < 0 || iso != "") && !former && d.Tokens[i].XPOS == ud.DT && x.lower(i) != "that" && roleFrom > i {
		c, why := x.body(role, nil, iso)
		if c < 0 && len(phrase) > 1 {
			c, why = x.body(phrase[len(phrase)-1], x.modifiers(roleFrom, head), iso)
		}
		if c >= 0 {
			x.add(span, c, corpus.Definite, why)
			x.enter(c, head, span.Start, false)
			return head + 1
		}
	}
	return i
}

// callsSomebody reports whether words that end in one marked as an adjective are a role and
// what the clause speaks of: "the chief executive resigned".
func (x *referrer) callsSomebody(from, head int) bool {
	if rel := x.d.Tokens[head].Rel; rel != ud.Nsubj && rel != ud.NsubjPass && rel != ud.Obj || head-from > 2 {
		return false
	}
	if !nounTable().mayEnd(x.lower(head)) {
		return false
	}
	words := make([]string, 0, 3)
	for n := from; n <= head; n++ {
		words = append(words, x.lower(n))
	}
	return nounTable().ends(strings.Join(words, " "))
}

// armed resolves "the rebels" to the only armed group that the sentences before name,
// and returns the token past the phrase, or its first one.
func (x *referrer) armed(i, head int) int {
	found := int32(-1)
	for k := len(x.recent) - 1; k >= 0 && k >= len(x.recent)-30; k-- {
		m := &x.recent[k]
		if x.sentence-m.sentence > bodyDistance {
			break
		}
		if e := x.entryOf(m.cluster); m.person || m.cluster == found || e == nil || e.Sector != "REB" {
			continue
		}
		if found >= 0 {
			return i
		}
		found = m.cluster
	}
	if found < 0 {
		return i
	}
	span := corpus.Span{Start: x.d.Tokens[i].Start, End: x.d.Tokens[head].End}
	x.add(span, found, corpus.Definite, fmt.Sprintf("%q can be said of %s, the only armed group named shortly before", "the "+x.lower(head), x.label(found)))
	x.enter(found, head, span.Start, false)
	return head + 1
}

// setOff reports whether a phrase that begins at token i stands behind a person's
// name and a comma.
func (x *referrer) setOff(i int) bool {
	if i < 2 || x.d.Word(i-1) != "," || len(x.persons) == 0 {
		return false
	}
	for e := x.entityAt; e >= 0 && e >= x.entityAt-2; e-- {
		if e < len(x.d.Entities) && x.d.Entities[e].Type == corpus.Person && x.d.Entities[e].End == x.d.Tokens[i-1].Start {
			return true
		}
	}
	return false
}

// modified reports whether a word before token i belongs to its phrase: "a
// French historian" is no phrase for somebody known.
func (x *referrer) modified(i int, in corpus.Range) bool {
	if i == in.First {
		return false
	}
	switch t := &x.d.Tokens[i-1]; t.UPOS {
	case ud.DET, ud.ADJ, ud.NOUN, ud.NUM, ud.PROPN:
		return t.End+1 >= x.d.Tokens[i].Start
	case ud.PRON:
		return t.XPOS == ud.PRPS
	}
	return false
}

// roleDistance is the number of sentences that a role without a country or body
// reaches back, as long as nobody else has been given it in between.
const roleDistance = 40

// maxGiven bounds the roles looked at.
const maxGiven = 60

// person is who a role phrase means, or -1: the person to whom the text gave
// that role, else the office holder of the time. A date in the sentence rules out
// whom the tables know to have been out of office then.
func (x *referrer) person(role string, former bool, of int32, at int) (int32, string) {
	if !nounTable().ends(role) && !x.b.role(role) {
		return -1, ""
	}
	from, until, stated := x.whenStated(at)
	entry := int32(-1)
	if of >= 0 {
		entry = x.clusters[of].entry
	}
	if c, why := x.givenRole(role, former, of, from, until, stated); c != unclear {
		if c >= 0 {
			return c, why
		}
	} else {
		return -1, ""
	}
	if role == "leader" && !former && of >= 0 && from != "" {
		if c, why := x.leader(of, from, until); c >= 0 {
			return c, why
		}
	}
	if !former && of < 0 && from != "" {
		return x.inThatOffice(role, from, until)
	}
	if from == "" && !former && entry >= 0 {
		return x.everInOffice(role, entry)
	}
	if former || entry < 0 || from == "" {
		return -1, ""
	}
	o, ok := x.b.holder(role, entry, from, until)
	if !ok {
		return -1, ""
	}
	c, ok := x.byEntry[o.holder]
	if !ok {
		c = x.adopt(o.holder, at)
	}
	return c, fmt.Sprintf("%s was %s of %s on %s (%s)", x.b.entry(o.holder).Name, role, x.b.entry(entry).Name, span(from, until), o.place())
}

// known are the persons of the tables whom the text has named near enough for a role to mean
// them, with their entries, the last named first.
func (x *referrer) known() iter.Seq2[*mention, int32] {
	return func(yield func(*mention, int32) bool) {
		for k := len(x.persons) - 1; k >= max(0, len(x.persons)-pronounMentions); k-- {
			m := &x.recent[x.persons[k]]
			if x.sentence-m.sentence > roleDistance || m.cluster < 0 {
				continue
			}
			if e := x.clusters[m.cluster].entry; e >= 0 && !yield(m, e) {
				return
			}
		}
	}
}

// everInOffice is, for a text that tells no day, the only person named so far who ever
// held an office of a country.
func (x *referrer) everInOffice(role string, of int32) (int32, string) {
	found := int32(-1)
	var held officeHeld
	for m, e := range x.known() {
		if m.cluster == found {
			continue
		}
		h, ok := x.b.served(e, role, of, "", "")
		if !ok {
			continue
		}
		if found >= 0 {
			return -1, ""
		}
		found, held = m.cluster, h
	}
	if found < 0 {
		return -1, ""
	}
	return found, fmt.Sprintf("%s, the only one that the text names, was %s of %s (%s)", x.label(found), role, x.b.entry(of).Name, held.place())
}

// leader is the only person named so far who headed the state or government of a
// country on those days ("the Russian leader"); of two the one who was named last.
func (x *referrer) leader(of int32, from, until string) (int32, string) {
	country := x.clusters[of].entry
	if country < 0 {
		return -1, ""
	}
	for m, e := range x.known() {
		if x.b.entry(e).Country != x.b.entry(country).Country {
			continue
		}
		for _, role := range [...]string{"head of state", "head of government", "prime minister"} {
			if h, ok := x.b.served(e, role, country, from, until); ok {
				return m.cluster, fmt.Sprintf("%s, whom the text names, was %s of %s then (%s)", x.label(m.cluster), role, x.b.entry(country).Name, h.place())
			}
		}
	}
	return -1, ""
}

// counterpart resolves "his Russian counterpart" behind a resolved pronoun: who
// holds the role of the person, as the text or the tables give it, in that
// country.
func (x *referrer) counterpart(i int, in corpus.Range, c int32) {
	d := x.d
	e := x.entityAt
	for e < len(d.Entities) && d.Entities[e].End <= d.Tokens[i].Start {
		e++
	}
	if e >= len(d.Entities) || d.Entities[e].Tokens.First != i+1 || kinOf(d.Entities[e].Type) != kinThing {
		return
	}
	head := d.Entities[e].Tokens.End
	if head >= in.End || x.lower(head) != "counterpart" {
		return
	}
	if n := e + 1; n < len(d.Entities) && d.Entities[n].Type == corpus.Person && d.Entities[n].Start-d.Tokens[head].End <= 2 {
		return // the name follows
	}
	of := x.clusterOf(e)
	if of < 0 || x.clusters[of].entry < 0 {
		return
	}
	from, until := x.when(d.Tokens[i].Start)
	var roles []string
	for k := len(x.given) - 1; k >= max(0, len(x.given)-maxGiven); k-- {
		if g := &x.given[k]; g.cluster == c && !g.former {
			roles = append(roles, g.role)
		}
	}
	if p := x.clusters[c].entry; p >= 0 && from != "" {
		for _, h := range x.b.held(p) {
			if h.from <= until && h.until >= from && !slices.Contains(roles, h.role) {
				roles = append(roles, h.role)
			}
		}
	}
	for _, role := range roles[:min(len(roles), maxRoles)] {
		got, why := x.givenRole(role, false, of, from, until, false)
		if got < 0 && got != unclear && from != "" {
			if o, ok := x.b.holder(role, x.clusters[of].entry, from, until); ok {
				if got, ok = x.byEntry[o.holder]; !ok {
					got = x.adopt(o.holder, d.Tokens[i].Start)
				}
				why = fmt.Sprintf("%s was %s of %s on %s (%s)", x.b.entry(o.holder).Name, role, x.b.entry(x.clusters[of].entry).Name, span(from, until), o.place())
			}
		}
		if got >= 0 && got != c {
			x.add(corpus.Span{Start: d.Tokens[i].Start, End: d.Tokens[head].End}, got, corpus.Definite, why)
			x.enter(got, head, d.Tokens[i].Start, true)
			return
		}
	}
}

// maxRoles bounds the roles of a person that a counterpart may share.
const maxRoles = 8

// inThatOffice is the only person the text has named so far who held the office of
// the world's tables that a bare phrase ("the prime minister") means: of several
// the one of the country that the text is about.
func (x *referrer) inThatOffice(role, from, until string) (int32, string) {
	if !x.b.role(role) {
		return -1, ""
	}
	found, ours, several := int32(-1), int32(-1), false
	var held officeHeld
	for m, e := range x.known() {
		if m.cluster == found || m.cluster == ours {
			continue
		}
		h, ok := x.b.served(e, role, -1, from, until)
		if !ok {
			continue
		}
		if x.focusOf != "" && x.b.entry(h.of).Country == x.focusOf && ours < 0 {
			ours, held = m.cluster, h
		}
		if found >= 0 {
			several = true
			continue
		}
		if found = m.cluster; ours < 0 {
			held = h
		}
	}
	if several {
		found = ours
	}
	if found < 0 {
		return -1, ""
	}
	return found, fmt.Sprintf("%s, whom the text names, was %s of %s then (%s)", x.label(found), role, x.b.entry(held.of).Name, held.place())
}

// unclear is the cluster that givenRole returns when several people fit.
const unclear = -2

// givenRole is the person to whom the text gave a role: the only one, or the
// only one of them who was mentioned just before.
func (x *referrer) givenRole(role string, former bool, of int32, from, until string, stated bool) (int32, string) {
	var fit []int32
	serving, inOffice := 0, int32(-1) // of them, not brought in as former ones
	for k := len(x.given) - 1; k >= max(0, len(x.given)-maxGiven); k-- {
		g := &x.given[k]
		if x.sentence-g.sentence > roleDistance {
			break
		}
		if slices.Contains(fit, g.cluster) || !roleFits(role, g.role) || former && !g.former {
			continue
		}
		if of >= 0 && (g.of >= 0 && of != g.of || g.of < 0 && !x.nativeOf(g.cluster, of)) {
			continue
		}
		if !former && (stated || of >= 0) && x.outOfOffice(g.cluster, role, from, until) {
			continue
		}
		fit = append(fit, g.cluster)
		if !g.former {
			serving, inOffice = serving+1, g.cluster
		}
	}
	if !former && serving == 1 && len(fit) > 1 {
		fit = append(fit[:0], inOffice) // "the president" beside a former one
	}
	switch len(fit) {
	case 0:
		return -1, ""
	case 1:
		return fit[0], fmt.Sprintf("%q is the role that the text gives to %q", role, x.label(fit[0]))
	}
	found := int32(-1)
	if of < 0 && x.focusOf != "" {
		for _, c := range fit {
			if x.actorCountry(c) != x.focusOf {
				continue
			}
			if found >= 0 {
				found = -1
				break
			}
			found = c
		}
		if found >= 0 {
			return found, fmt.Sprintf("%q is the role that the text gives to %q, the only one of them from the country that it is about", role, x.label(found))
		}
	}
	for k := len(x.persons) - 1; k >= max(0, len(x.persons)-pronounMentions); k-- {
		m := &x.recent[x.persons[k]]
		if x.sentence-m.sentence > recentRole {
			break
		}
		if !slices.Contains(fit, m.cluster) || m.cluster == found {
			continue
		}
		if found >= 0 {
			return unclear, ""
		}
		found = m.cluster
	}
	if found < 0 {
		return unclear, ""
	}
	return found, fmt.Sprintf("%q is the role that the text gives to %q, who was mentioned just before", role, x.label(found))
}

// recentRole is the number of sentences back to which a mention is just before.
const recentRole = 2

// outOfOffice reports whether the tables know that a person held that role, but
// at no time in those days.
func (x *referrer) outOfOffice(c int32, role, from, until string) bool {
	e := x.clusters[c].entry
	if e < 0 || from == "" {
		return false
	}
	held := false
	for _, h := range x.b.held(e) {
		if h.role == role {
			held = true
			if h.from <= until && h.until >= from {
				return false
			}
		}
	}
	return held
}

// whenStated is when, and whether the sentence itself has the date.
func (x *referrer) whenStated(at int) (from, until string, stated bool) {
	from, until = x.when(at)
	return from, until, from != "" && from != x.d.Published && from != x.eraFrom
}

func span(from, until string) string {
	if from == until {
		return from
	}
	return from + " to " + until
}

// adopt adds an actor that the text means at byte at but never names.
func (x *referrer) adopt(entry int32, at int) int32 {
	e := x.b.entry(entry)
	b := belonging{country: e.Country, sector: e.Sector}
	x.inOffice(&b, entry, at, nil)
	c := int32(len(x.clusters))
	x.clusters = append(x.clusters, cluster{kin: kinPerson, typ: e.Type, entry: entry, id: e.ID, name: e.Name, country: b.country, sector: b.sector,
		gender: x.b.givenGender(strings.Fields(key(e.Name))), why: append([]string{fmt.Sprintf("a phrase means %s (%s), whom the text does not name", e.Name, e.place())}, b.why...)})
	x.weight = append(x.weight, 0)
	x.byEntry[entry] = c
	x.byID[e.ID] = c
	x.d.Actors = append(x.d.Actors, corpus.Actor{ID: e.ID, Name: e.Name, Type: e.Type, Country: b.country, Sector: b.sector, Wikidata: e.Wikidata})
	return c
}

// roleFits reports whether a phrase may repeat a role: the same words, or its
// last word alone ("the minister" for "foreign minister").
func roleFits(phrase, role string) bool {
	if phrase == role {
		return true
	}
	if role == "" || strings.Contains(phrase, " ") {
		return strings.HasSuffix(role, " "+phrase) && !deputyRole(role[:len(role)-len(phrase)])
	}
	last := role[strings.LastIndexByte(role, ' ')+1:]
	if last == phrase {
		return !deputyRole(role[:len(role)-len(phrase)]) && role != "prime minister" // who is "the premier", not "the minister"
	}
	// "secretary of state": the noun comes first.
	first, rest, ok := strings.Cut(role, " ")
	return ok && first == phrase && strings.HasPrefix(rest, "of ")
}

// deputyRole reports whether the words before a role make another one of it.
func deputyRole(before string) bool {
	v := vocab()
	for w := range strings.FieldsSeq(before) {
		if v.deputy.has(w) {
			return true
		}
	}
	return false
}

// nativeOf reports whether a person is of the country, as far as the knowledge
// base knows: "President Kuchma" is "the Ukrainian president".
func (x *referrer) nativeOf(c, of int32) bool {
	e, o := x.clusters[c].entry, x.clusters[of].entry
	return e >= 0 && o >= 0 && x.b.entry(e).Country != "" && x.b.entry(e).Country == x.b.entry(o).Country
}

// bodyDistance is the number of sentences that a phrase for a body reaches back.
const bodyDistance = 4

// rareNoun is the number of bodies up to which a noun is telling.
const rareNoun = 8

// body is the body that a noun means, or -1: one of the knowledge base that the
// noun is told to mean and that the text names, else the last body whose name
// holds a word that fits.
//
// A noun with words before it ("the health ministry") means only a body whose
// name has them; other words than nouns may say what they like of it.
//
// Behind a people's name ("the Finnish company") it is a body of that country, iso.
func (x *referrer) body(phrase string, modifiers []string, iso string) (int32, string) {
	var fits map[string]bool
	if noun, ok := nounTable().thing.get(phrase); ok {
		if (noun.place != "" || noun.law) && (modifiers != nil || iso != "") {
			return -1, ""
		}
		switch {
		case noun.place != "":
			return x.placeMeant(phrase, noun.place)
		case noun.law:
			return x.lawMeant(phrase)
		}
		fits = noun.fits
	}
	told := x.b.nouns(phrase)
	if fits == nil && len(told) == 0 && !vocab().firm.has(phrase) {
		return -1, ""
	}
	found, unknown, bySector := int32(-1), false, false
	for k := len(x.recent) - 1; k >= 0 && k >= len(x.recent)-30; k-- {
		m := &x.recent[k]
		if x.sentence-m.sentence > bodyDistance {
			break
		}
		c := m.cluster
		if m.person || c == found {
			continue
		}
		e := x.clusters[c].entry
		if _, ok := slices.BinarySearch(told, e); !ok && !(x.clusters[c].typ == corpus.Org && fits != nil && x.holds(c, fits)) {
			if !vocab().firm.has(phrase) || e >= 0 && !x.firm(e) || e < 0 && (x.clusters[c].typ != corpus.Org || iso != "" && x.actorCountry(c) != iso || x.publicBody(c)) {
				continue
			}
			if e < 0 {
				unknown = true // which may be a company
				continue
			}
			bySector = true
		}
		if !x.holdsAll(c, modifiers) || iso != "" && x.actorCountry(c) != iso {
			continue
		}
		if found >= 0 {
			return -1, "" // two that fit
		}
		found = c
	}
	if (modifiers != nil || iso != "") && found < 0 || found >= 0 && unknown && bySector {
		return -1, ""
	}
	if found >= 0 {
		return found, fmt.Sprintf("%q can be said of %s, the only such body named shortly before", "the "+phrase, x.label(found))
	}
	// A noun that few bodies of the world go by ("the alliance") reaches further.
	if len(told) > rareNoun || vocab().kind.has(phrase) {
		return -1, "" // "the union" is said of many things
	}
	for _, e := range told {
		c, ok := x.byEntry[e]
		if !ok || !x.before(c) {
			continue
		}
		if found >= 0 {
			return -1, ""
		}
		found = c
	}
	if found < 0 {
		return -1, ""
	}
	return found, fmt.Sprintf("%q may mean %s, which the text has named (%s)", "the "+phrase, x.label(found), x.b.entry(x.clusters[found].entry).place())
}

// isoOf is the code of a country that a phrase begins with, or empty.
func (x *referrer) isoOf(of int32) string {
	if of < 0 || !x.isCountry(of) {
		return ""
	}
	return x.clusters[of].country
}

// firm reports whether an entry is a company's.
func (x *referrer) firm(e int32) bool {
	if s := x.b.entry(e).Sector; s != "BUS" && s != "MNC" {
		return false
	}
	_, market := slices.BinarySearch(x.b.nouns("exchange"), e)
	return !market
}

// publicBody reports whether the name of an actor tells that it is no company.
func (x *referrer) publicBody(c int32) bool {
	for _, f := range x.clusters[c].forms {
		if s := nounTable().sectorOfName(x.forms[f].tokens); s != "" && s != "BUS" && s != "MNC" {
			return true
		}
	}
	return false
}

// modifiers are the nouns before the head of a phrase for a body; it is nil where an
// adjective before it makes another thing of the noun ("the foreign company", "the new
// party").
func (x *referrer) modifiers(from, head int) []string {
	out := []string{}
	for k := from; k < head; k++ {
		w := x.lower(k)
		switch {
		case w == "-":
		case vocab().other.has(w):
			return []string{"\x00"} // in nobody's name
		case x.d.Tokens[k].UPOS != ud.ADJ:
			out = append(out, w)
		}
	}
	return out
}

// holdsAll reports whether the names of an actor have all the words.
func (x *referrer) holdsAll(c int32, words []string) bool {
	for _, w := range words {
		if !x.holds(c, map[string]bool{w: true}) {
			return false
		}
	}
	return true
}

// lawMeant is the agreement that "the deal" means: the only one that the text has
// named so far.
func (x *referrer) lawMeant(phrase string) (int32, string) {
	found := int32(-1)
	word := map[string]bool{phrase: true}
	// "The agreement" is one that is called so, if there is such a one.
	named := slices.ContainsFunc(x.laws[max(0, len(x.laws)-severalMentions):], func(m mention) bool { return x.holdsWord(m.cluster, word) })
	for k := len(x.laws) - 1; k >= max(0, len(x.laws)-severalMentions); k-- {
		m := &x.laws[k]
		if m.cluster == found || named != x.holdsWord(m.cluster, word) {
			continue
		}
		if found >= 0 || x.sentence-m.sentence > roleDistance {
			return -1, ""
		}
		found = m.cluster
	}
	if found < 0 {
		return -1, ""
	}
	return found, fmt.Sprintf("%q: %s is the only agreement that the text has named", "the "+phrase, x.label(found))
}

// placeMeant is what "the country", "the government", "the city" or "the capital"
// means: the only one that its sentence names before it, else the only one of the
// sentence before; a country through its people and places too, and in the last
// resort the one that the text is about.
func (x *referrer) placeMeant(phrase, kind string) (int32, string) {
	switch kind {
	case "city":
		return x.lastPlace(phrase, func(e *Entry) bool { return e.kind == places.KindCity })
	case "region":
		return x.lastPlace(phrase, func(e *Entry) bool { return e.kind == places.KindState || e.kind == places.KindRegion })
	}
	iso, how := "", ""
	for back := int32(0); back <= 1 && iso == ""; back++ {
		if back == 1 && kind != "country" && x.focusOf != "" {
			break // a government is that of the country that the text is about
		}
		for k := len(x.recent) - 1; k >= 0 && k >= len(x.recent)-30; k-- {
			m := &x.recent[k]
			if x.sentence-m.sentence > back {
				break
			}
			if x.sentence-m.sentence < back || m.cluster < 0 {
				continue
			}
			got := x.actorCountry(m.cluster)
			if got == "" || got == "IGO" || x.clusters[m.cluster].typ == corpus.Org && !m.subject || kind != "country" && (m.person && !x.official(m.cluster) || m.people && back > 0) {
				continue // whoever has a passport of a country does not bring in its government
			}
			if iso != "" && iso != got {
				iso = "several"
				break
			}
			iso, how = got, "the country spoken of just before"
		}
	}
	if iso == "several" && kind == "country" {
		return -1, ""
	}
	if iso == "" || iso == "several" {
		if kind == "country" {
			return -1, ""
		}
		if iso, how = x.focusOf, "the country that the text is about"; iso == "" || !x.established(iso) {
			return -1, ""
		}
	}
	e, ok := x.b.country[iso]
	if !ok {
		return -1, ""
	}
	if kind == "capital" {
		return x.capitalOf(e, phrase)
	}
	c, ok := x.byEntry[e]
	if !ok {
		return -1, ""
	}
	return c, fmt.Sprintf("%q: %s is %s", "the "+phrase, x.label(c), how)
}

// official reports whether a person is of a state, as the tables or the text have it.
func (x *referrer) official(c int32) bool {
	switch x.clusters[c].sector {
	case "GOV", "LEG", "MIL", "JUD", "COP", "SPY", "OPP":
		return true
	}
	return false
}

// established reports whether a text is set in a country, and does not only mention it
// once in passing: its dateline is there; or two of the names are of the country, its places, its
// bodies and its officials; or the only one stands in the first sentence or is a subject.
func (x *referrer) established(iso string) bool {
	if l := x.d.Dateline; l != nil {
		if p, ok := x.b.places.Resolve(l.Place, x.lands); ok && p.Country == iso {
			return true
		}
	}
	n := int32(0)
	for c := range x.clusters {
		cl := &x.clusters[c]
		if cl.country != iso || cl.count == 0 || cl.kin == kinWork || cl.kin == kinPerson && !x.official(int32(c)) {
			continue
		}
		if n += cl.count; x.d.Entities[cl.first].Type == corpus.GPE && (x.d.SentenceAt(x.d.Entities[cl.first].Start) == 0 || x.subject(int(cl.first))) {
			n++
		}
	}
	return n > 1
}

// capitalOf is the capital of a country, if the text names it anywhere.
func (x *referrer) capitalOf(country int32, phrase string) (int32, string) {
	of, ok := x.b.places.Country(x.b.entry(country).Country)
	if !ok || of.Capital == "" {
		return -1, ""
	}
	for _, p := range x.b.places.Lookup(of.Capital) {
		if p.Kind != places.KindCity || p.Country != of.ISO3 {
			continue
		}
		if c, ok := x.byEntry[x.b.placeEntry(p)]; ok {
			return c, fmt.Sprintf("%q: %s is the capital of %s", "the "+phrase, x.label(c), of.Name)
		}
	}
	return -1, ""
}

// lastPlace is the only place of some kind of the last sentence that names one.
func (x *referrer) lastPlace(phrase string, fits func(*Entry) bool) (int32, string) {
	found, at := int32(-1), int32(0)
	for k := len(x.recent) - 1; k >= 0 && k >= len(x.recent)-30; k-- {
		m := &x.recent[k]
		if x.sentence-m.sentence > bodyDistance || found >= 0 && m.sentence != at {
			break
		}
		if m.person || m.cluster == found || m.cluster < 0 {
			continue
		}
		e := x.entryOf(m.cluster)
		if s := x.clusters[m.cluster].site; e == nil && s != nil {
			e = &Entry{Country: s.Country, kind: s.Kind}
		}
		if e == nil || !fits(e) {
			continue
		}
		if found >= 0 {
			return -1, ""
		}
		found, at = m.cluster, m.sentence
	}
	if found < 0 {
		return -1, ""
	}
	return found, fmt.Sprintf("%q: %s is the only such place that was named last", "the "+phrase, x.label(found))
}

// actorCountry is the country that an actor of the document has.
func (x *referrer) actorCountry(c int32) string { return x.clusters[c].country }

// before reports whether an actor has been mentioned already.
func (x *referrer) before(c int32) bool {
	f := x.clusters[c].first
	return f >= 0 && int(f) < x.entityAt
}

// holdsWord reports whether a name of the actor has one of the words.
func (x *referrer) holdsWord(c int32, words map[string]bool) bool { return c >= 0 && x.holds(c, words) }

// holds reports whether a name of the actor has one of the words.
func (x *referrer) holds(c int32, fits map[string]bool) bool {
	for _, f := range x.clusters[c].forms {
		for _, t := range x.forms[f].tokens {
			if fits[t] {
				return true
			}
		}
	}
	return false
}
