package quotes

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// who is a speaker: the noun phrase and its head, -1 for nobody.
type who struct {
	tokens corpus.Range
	head   int
}

var nobody = who{head: -1}

// speaker finds who says what the cue says.
func (r *reader) speaker(c *cue) who {
	if r.passive(c) {
		return r.agent(c)
	}
	s := r.body(c.verb)
	if i := r.verbPhrase(c.verb, s.First); i == c.verb && (i == s.First || i == s.First+1 && r.tag(s.First) == ud.CC) && r.tag(i) != ud.VBG && r.tag(i) != ud.VBN {
		return r.after(c.tokens.End, s.End) // "Said Lee: …"
	}
	return r.subjectOf(c.verb, 0)
}

// maxClimb bounds the way from a participle to the verb that lends it its subject.
const maxClimb = 3

// subjectOf finds the subject of a verb. The words before it are asked first: the
// tree is wrong too often where they are plain, and right where they are not.
func (r *reader) subjectOf(v, climbed int) who {
	s := r.body(v)
	for i := v - 1; i > s.First && i > v-maxReach; i-- {
		if r.punct(i, ';') && r.in[i] < 0 {
			if w := r.subjectIn(v, climbed, corpus.Range{First: i + 1, End: s.End}); w.head >= 0 {
				return w
			}
			break
		}
	}
	return r.subjectIn(v, climbed, s)
}

// subjectIn finds the subject of a verb in a part of its sentence.
func (r *reader) subjectIn(v, climbed int, s corpus.Range) who {
	i := r.verbPhrase(v, s.First)
	if i == s.First {
		if c := r.clause[v]; c >= 0 {
			return r.subject(v, i)
		}
		return nobody
	}
	x := r.tag(i - 1)
	if r.in[i-1] < 0 && (x == ud.PRP || x == ud.WP || x == ud.WDT || r.is(i-1, "that") && i-1 > s.First && r.finite(i)) {
		if i-3 >= s.First && r.is(i-1, "whom", "which", "them", "us") && r.is(i-2, "of") {
			return who{corpus.Range{First: i - 3, End: i}, i - 3} // "many of whom"
		}
		return who{corpus.Range{First: i - 1, End: i}, i - 1}
	}
	if i == v && r.tag(v) == ud.VBG && r.is(v-1, "as") {
		if w := r.quotee(v, s.First); w.head >= 0 {
			return w
		}
	}
	participle := r.tag(i) == ud.VBG && i == v || r.tag(i) == ud.TO
	comma := r.punct(i-1, ',') || r.dash(i-1) || r.in[i-1] >= 0
	joined := x == ud.CC
	if participle && comma || joined {
		// "…, adding that", "and urged": who said what came before, or did it.
		if q := r.lastIn(s.First, i); q != nil && q.head >= 0 && (joined || q.pieces[len(q.pieces)-1].End >= i-2) {
			return who{q.speaker, q.head}
		}
		if climbed < maxClimb {
			if p := r.lender(v, i, s.First); p >= 0 {
				return r.subjectOf(p, climbed+1)
			}
		}
	}
	if participle && !comma && climbed < maxClimb && (x == ud.NN || x == ud.NNS) {
		if w := r.plain(i, s.First); w.head >= 0 && w.tokens.First > s.First && r.is(w.tokens.First-1, "with") && r.somebody(w.head) {
			return w // "with ministers saying that"
		}
		// "issued a statement calling …": whoever issued it.
		if p := r.lender(v, i, s.First); p >= 0 {
			return r.subjectOf(p, climbed+1)
		}
	}
	if !joined && !(participle && comma) {
		if w := r.spanned(i, s.First, comma); w.head >= 0 {
			return w
		}
	}
	if w := r.subject(v, i); w.head >= 0 {
		return w
	}
	if !comma && !joined {
		if w := r.plain(i, s.First); w.head >= 0 {
			return w
		}
	}
	if q := r.lastIn(s.First, i); q != nil {
		return who{q.speaker, q.head}
	}
	if climbed < maxClimb && !r.finite(v) {
		if p := r.lender(v, i, s.First); p >= 0 {
			return r.subjectOf(p, climbed+1)
		}
	}
	return nobody
}

// quotee is who is quoted where verb v follows "as": "Interfax quoted Lee as saying".
func (r *reader) quotee(v, first int) who {
	for j := v - 2; j >= first && j > v-maxReach; j-- {
		switch r.d.Tokens[j].Lemma {
		case "quote", "cite", "paraphrase", "misquote":
			if c := (cue{verb: j}); r.passive(&c) {
				return nobody // the subject, as of any verb
			}
			end, head := r.nounPhrase(j+1, v-1)
			if head < 0 {
				return nobody
			}
			if w := r.after(j+1, v-1); w.head >= 0 {
				return w
			}
			return who{corpus.Range{First: j + 1, End: end}, head}
		}
		if r.finite(j) {
			break
		}
	}
	return nobody
}

// lastIn is the last quotation with its cue in the tokens, or nil.
func (r *reader) lastIn(first, end int) *quotation {
	for i := end - 1; i > first && i > end-maxReach; i-- {
		if r.punct(i, ';') {
			first = i + 1
		}
	}
	for k := r.cueFrom(end) - 1; k >= 0 && r.cues[k].verb >= first; k-- {
		if p := &r.cues[k]; p.used && p.quote >= 0 {
			return &r.found[p.quote]
		}
	}
	return nil
}

// lender is the finite verb before token i that lends verb v its subject: the
// verb that the tree hangs v on, else the nearest outside relative clauses; -1: none.
func (r *reader) lender(v, i, first int) int {
	for h, n := r.headOf(v), 0; h >= first && n < 6; h, n = r.headOf(h), n+1 {
		if h < i && r.finite(h) && r.d.Tokens[h].UPOS == ud.VERB && r.in[h] < 0 {
			return h
		}
	}
	for j := i - 1; j >= first && j > i-maxReach; j-- {
		if r.finite(j) && r.d.Tokens[j].UPOS == ud.VERB && !r.relative(j, first) && r.in[j] < 0 {
			return j
		}
	}
	for j := i - 1; j > first && j > i-maxReach; j-- {
		if r.tag(j) == ud.VBN && r.punct(j-1, ',') && r.in[j] < 0 {
			return j // a verb in the past tense that was tagged a participle
		}
	}
	return -1
}

// verbPhrase is where the chain of verbs and adverbs that ends at token v begins.
func (r *reader) verbPhrase(v, first int) int {
	i := v
	for i > first {
		t := &r.d.Tokens[i-1]
		x := r.tag(i - 1)
		if r.in[i-1] >= 0 {
			break
		}
		if x == ud.RB || x == ud.RBR || x == ud.MD || t.UPOS == ud.AUX || t.UPOS == ud.PART || x == ud.TO || x.Verbal() && (r.tag(i) == ud.TO || r.tag(i) == ud.VBG || i < v && r.tag(i) == ud.VBN) {
			i--
			continue
		}
		break
	}
	return i
}

// agent is the by-phrase of a passive cue.
func (r *reader) agent(c *cue) who {
	if k := r.clause[c.verb]; k >= 0 {
		for _, n := range r.d.Clauses[k].Agents {
			return r.phrase(n)
		}
	}
	s := r.sentence(c.verb)
	if i := c.tokens.End; i+1 < s.End && r.is(i, "by") {
		return r.after(i+1, s.End)
	}
	return nobody
}

// subject asks the tree for the subject of verb v, whose phrase begins at token i.
func (r *reader) subject(v, i int) who {
	if r.clause[v] < 0 {
		return nobody
	}
	k := &r.d.Clauses[r.clause[v]]
	if len(k.Subjects) == 0 {
		return nobody
	}
	n := k.Subjects[0]
	if n.Head >= v || r.quoted(n.Head) {
		return nobody
	}
	if k.Finite && k.Link != corpus.Coordinate {
		// Between subject and verb stands no other verb but in a relative clause.
		for j := n.Head + 1; j < i; j++ {
			if r.finite(j) && !r.relative(j, n.Head) || r.in[j] >= 0 && r.marks[r.in[j]].speech {
				return nobody
			}
		}
	}
	w := r.phrase(n)
	for _, n := range k.Subjects[1:] {
		if n.Head > w.head && n.Head < v && n.Tokens.First >= w.tokens.End && n.Tokens.First-w.tokens.End <= 2 {
			w.tokens.End = n.Tokens.End
		}
	}
	return w
}

// phrase is the noun phrase of the clause view as a speaker, with its apposition.
func (r *reader) phrase(n corpus.Noun) who {
	s := r.sentence(n.Head)
	if pronoun(r.tag(n.Head)) {
		return who{corpus.Range{First: n.Head, End: n.Head + 1}, n.Head}
	}
	// Quoted words and verbs are no part of it: there the tree was wrong.
	w := who{n.Tokens, n.Head}
	for i := w.tokens.First; i < n.Head; i++ {
		if r.finite(i) && !r.capital(i) || r.in[i] >= 0 && r.marks[r.in[i]].speech || r.punct(i, ',') {
			w.tokens.First = i + 1
		}
	}
	for i := n.Head + 1; i < w.tokens.End; i++ {
		if r.finite(i) || r.in[i] >= 0 && r.marks[r.in[i]].speech || r.punct(i, ',') {
			w.tokens.End = i
		}
	}
	// The words may know where it ends better than the tree.
	if e, h := r.nounPhrase(w.tokens.First, s.End); h >= w.head && e > w.tokens.End {
		w.tokens.End = e
		if r.tag(h).Proper() {
			w.head = h
		}
	}
	w = r.whole(w)
	if a := n.Apposition; a.Len() > 0 && a.First >= w.tokens.End && a.First <= w.tokens.End+1 && a.Len() < 25 {
		for i := a.First; i < a.End; i++ {
			if r.finite(i) {
				return w
			}
		}
		w.tokens.End = a.End
	}
	return w
}

// whole stretches a speaker over the words of title directly before a name.
func (r *reader) whole(w who) who {
	s := r.sentence(w.head)
	for w.tokens.First > s.First {
		i := w.tokens.First - 1
		x := r.tag(i)
		if r.in[i] >= 0 || r.d.Tokens[i+1].Start-r.d.Tokens[i].End > 1 ||
			!(x.Nominal() || x.Proper() || x == ud.JJ || x == ud.DT || x == ud.PRPS || x == ud.POS || x == ud.CD) {
			break
		}
		if y := r.tag(i + 1); (y == ud.DT || y == ud.PRPS) && x != ud.PDT && !r.is(i, "all", "both", "half") {
			break
		}
		w.tokens.First--
	}
	return w
}

// after reads a subject that follows the verb ("said Ann Lee, the mayor of York").
func (r *reader) after(i, limit int) who {
	if i >= limit || r.in[i] >= 0 {
		return nobody
	}
	end, head := r.nounPhrase(i, limit)
	if x := r.tag(i); head < 0 && (x == ud.VB || x == ud.VBP) && i+1 < limit && nominal(r.tag(i+1)) {
		end, head = r.nounPhrase(i+1, limit) // "according to show insiders"
	}
	if head < 0 || !r.tag(head).Proper() && !pronoun(r.tag(head)) {
		// The tags of the words before a name may be wrong: the name is not.
		if e := r.nameNear(i, limit); e > end {
			end, head = e, e-1
		}
	}
	if head < 0 {
		return nobody
	}
	w := who{corpus.Range{First: i, End: end}, head}
	if pronoun(r.tag(head)) {
		if !r.is(head, "he", "she", "they", "it", "we", "i", "you") {
			return nobody // "told him"
		}
		return w
	}
	if end+1 < limit && r.punct(end, ',') && !r.tag(end+1).Verbal() && r.in[end+1] < 0 {
		if e := r.appositive(end+1, limit); e > end+1 && e-end < 30 && (e >= limit || r.punct(e, ',') || r.punct(e, '.') || r.punct(e, ';') || r.in[e] >= 0) {
			w.tokens.End = e
		}
	}
	return w
}

// nameNear is where the name of a person ends that begins at token i or a few words
// behind it, with no mark and no finite verb between; 0: none.
func (r *reader) nameNear(i, limit int) int {
	for j := i; j < limit && j < i+6; j++ {
		if k := r.named[j]; k >= 0 {
			if e := &r.d.Entities[k]; e.Type == corpus.Person {
				return min(e.Tokens.End, limit)
			}
			continue
		}
		if r.d.Tokens[j].UPOS == ud.PUNCT && r.tag(j) != ud.HYPH || r.finite(j) && r.tag(j) != ud.VBP || r.in[j] >= 0 || functionWords[r.lower(j)] && !r.is(j, "of", "in", "for", "at") || pronoun(r.tag(j)) {
			return 0
		}
	}
	return 0
}

// beforeName reads the subject at token t of a verb phrase at token v by the name
// in it, where the tags are of no use: "mission director S. R. Rao said".
func (r *reader) beforeName(t, v int) who {
	e := r.nameNear(t, v)
	if e == 0 {
		return nobody
	}
	if e == v {
		return who{corpus.Range{First: t, End: e}, e - 1}
	}
	if r.punct(e, ',') && r.punct(v-1, ',') && v-e < 30 {
		for i := e; i < v; i++ {
			if r.in[i] >= 0 && r.marks[r.in[i]].speech {
				return nobody
			}
		}
		return who{corpus.Range{First: t, End: v - 1}, e - 1}
	}
	return nobody
}

// appositive is where a noun phrase with all that hangs on it ends: prepositional
// phrases and coordinated phrases.
func (r *reader) appositive(i, limit int) int {
	e, h := r.nounPhrase(i, limit)
	for h >= 0 && e+1 < limit && (r.tag(e) == ud.CC || (r.tag(e) == ud.IN || r.tag(e) == ud.TO) && !r.is(e, "that", "as", "if", "after", "because")) {
		n, h := r.nounPhrase(e+1, limit)
		if h < 0 {
			break
		}
		e = n
	}
	return e
}

// plain reads the subject that ends right before token i.
func (r *reader) plain(i, first int) who {
	if i-1 > first && day[r.lower(i-1)] {
		i-- // "the firm today announces"
	}
	if i <= first {
		return nobody
	}
	end := i
	if r.tag(i-1) == ud.RRB {
		for i--; i > first && r.tag(i) != ud.LRB; i-- {
		}
		if i == first {
			return nobody
		}
	}
	x := r.tag(i - 1)
	if !x.Nominal() && !x.Proper() && x != ud.CD && x != ud.DT && x != ud.JJ || r.in[i-1] >= 0 {
		return nobody
	}
	head := i - 1
	j := i - 1
	for j > first {
		y := r.tag(j - 1)
		if r.in[j-1] >= 0 {
			break
		}
		if nominal(y) || r.punct(j-1, '.') && j-2 >= first && r.d.Tokens[j-2].Len() == 1 {
			if x := r.tag(j); (x == ud.DT || x == ud.PRPS) && y != ud.PDT && !r.is(j-1, "all", "both", "half") {
				break
			}
			j--
			continue
		}
		if y == ud.IN && r.is(j-1, "of") && j-2 >= first && nominal(r.tag(j-2)) {
			head = j - 2
			j--
			continue
		}
		break
	}
	return who{corpus.Range{First: j, End: end}, head}
}

// spanned reads the subject of the verb phrase at token i: a noun phrase that
// begins at an edge of the clause and reaches it. Over commas ("Ann Lee, mayor of
// York, said") it takes the farthest edge, else the nearest.
func (r *reader) spanned(i, first int, comma bool) who {
	best := nobody
	floor := max(first, i-maxReach)
	for j := i - 1; j >= floor; j-- {
		if r.in[j] >= 0 && r.marks[r.in[j]].speech {
			break
		}
		strong := j == first
		edge := strong
		if !edge {
			strong = r.punct(j-1, ',') || r.dash(j-1) || r.punct(j-1, ';') || r.punct(j-1, ':') || r.in[j-1] >= 0 && (r.in[j] < 0 || r.marks[r.in[j-1]].speech) ||
				r.since(j-1, first) || r.is(j-1, "that", "while", "although", "because", "as", "if", "when", "where", "after", "before", "since")
			strong = strong && !(j-2 >= first && r.is(j-1, "as") && r.is(j-2, "such"))
			edge = strong || r.tag(j-1) == ud.CC
		}
		if !edge {
			continue
		}
		w := r.spanning(j, i)
		switch {
		case w.head >= 0:
			best = w
			if comma && j-2 > first && r.tag(j-1) == ud.CC && r.punct(j-2, ',') && r.predicated(first, j-2) {
				return best // "X did this, and Y, her aide, said"
			}
		case best.head >= 0 && strong && !comma:
			return best
		}
		if comma && j > first && (r.punct(j-1, ';') || r.punct(j-1, ':') || r.is(j-1, "that", "while", "although", "because")) {
			return best
		}
		if best.head >= 0 && !comma && strong {
			return r.renamed(best, first)
		}
	}
	return best
}

// predicated reports whether a finite verb that is in no relative clause stands in the tokens.
func (r *reader) predicated(first, end int) bool {
	for i := max(first, end-maxReach); i < end; i++ {
		if r.finite(i) && !r.relative(i, first) {
			return true
		}
	}
	return false
}

// since reports whether token i is an adverb of time that begins a sentence, before its subject.
func (r *reader) since(i, first int) bool {
	return (i == first || r.tag(i-1) == ud.CC || r.punct(i-1, ',')) && r.is(i, "now", "then", "still", "meanwhile", "instead", "later", "yet", "earlier", "afterwards")
}

// renamed adds the name before an apposition whose second comma is missing: "Ann
// Lee, the mayor of York said".
func (r *reader) renamed(w who, first int) who {
	c := w.tokens.First - 1
	if c <= first || !r.punct(c, ',') || r.tag(w.tokens.First) != ud.DT || r.tag(w.head).Proper() {
		return w
	}
	j := c
	for j > first && r.tag(j-1).Proper() && r.in[j-1] < 0 {
		j--
	}
	if j == c || j != first && !r.punct(j-1, ',') || c-j < 2 {
		return w
	}
	return who{corpus.Range{First: j, End: w.tokens.End}, c - 1}
}

// spanning is the subject that begins at token j and whose verb phrase begins at
// token v: a noun phrase, and between commas or brackets what is said of it.
func (r *reader) spanning(j, v int) who {
	if r.is(j, "now", "then", "still", "meanwhile", "instead", "later", "yet", "earlier", "afterwards") {
		return nobody
	}
	if r.tag(j) == ud.VBG && j+1 < v && (r.tag(j+1) == ud.DT || r.tag(j+1) == ud.PRPS || r.tag(j+1) == ud.NNS || r.tag(j+1).Proper()) {
		return nobody
	}
	end, head := r.nounPhrase(j, v)
	if head >= 0 && r.dates[j] >= 0 && int(r.dates[j]) >= head {
		return nobody
	}
	if head < 0 || day[r.lower(head)] || period[r.lower(head)] || r.clock(j, end) {
		return nobody
	}
	w := who{corpus.Range{First: j, End: end}, head}
	e := end
	inserted := false
	for e < v {
		x := r.tag(e)
		switch {
		case r.punct(e, ',') || r.dash(e):
			if e+1 == v {
				return w
			}
			k := e + 1
			for k < v && !r.punct(k, ',') && !r.dash(k) {
				if r.finite(k) && !r.relative(k, e) && r.tag(k) != ud.MD {
					return nobody
				}
				k++
			}
			if k >= v {
				return nobody
			}
			if n, h := r.nounPhrase(e+1, k); h >= 0 && !inserted && n <= k && r.tag(e+1) != ud.WP && r.tag(e+1) != ud.WDT && k-end < 30 {
				w.tokens.End = k
				inserted = true
			} else {
				inserted = true
			}
			e = k
		case x == ud.LRB:
			for e < v && r.tag(e) != ud.RRB {
				e++
			}
			e++
		case x == ud.TO && e+1 < v && (r.tag(e+1) == ud.VB || r.tag(e+1) == ud.VBP):
			for e < v && !r.punct(e, ',') {
				if r.finite(e) && !r.relative(e, j) {
					return nobody
				}
				e++
			}
		case x == ud.IN || x == ud.TO:
			n, h := r.nounPhrase(e+1, v)
			if h < 0 {
				return nobody
			}
			e = n
			if !inserted {
				w.tokens.End = e
			}
		case x == ud.CC:
			k := e + 1
			if k < v && r.tag(k) == ud.IN {
				k++
			}
			n, h := r.nounPhrase(k, v)
			if h < 0 {
				return nobody
			}
			e = n
			if !inserted {
				w.tokens.End = e
			}
		case x == ud.WP || x == ud.WDT || x == ud.VBN || x == ud.VBG || r.is(e, "that") || x == ud.VBD && !inserted && strings.HasSuffix(r.d.Word(e), "ed") && r.finite(v):
			for e < v && !r.punct(e, ',') {
				e++
			}
		case x == ud.RB, r.is(e, "such") && e+1 < v && r.is(e+1, "as"):
			e++
		default:
			return nobody
		}
	}
	return w
}

// clock reports whether the tokens tell a time rather than a speaker ("last week").
func (r *reader) clock(i, end int) bool {
	return end-i <= 3 && (r.is(i, "last", "next", "this") && period[r.lower(end-1)])
}

// relative reports whether the finite verb j stands in a relative clause: a relative
// word is before it with no comma between.
func (r *reader) relative(j, first int) bool {
	for i := j - 1; i > first && i >= j-25; i-- {
		if x := r.tag(i); x == ud.WP || x == ud.WPS || x == ud.WDT || x == ud.WRB || r.is(i, "that") {
			return j-i <= 6 || r.punct(i-1, ',')
		}
		if r.punct(i, ',') {
			return false
		}
	}
	return false
}
