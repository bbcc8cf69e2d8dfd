package quotes

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// cue is a verb or phrase of saying outside quoted words.
type cue struct {
	tokens corpus.Range // with its particle or preposition
	verb   int          // the verb
	frames frame
	clause int  // its clause, -1
	used   bool // it has its content
	quote  int  // the quotation, where used
}

// findCues lists the verbs of the lexicon outside quoted words, in text order.
func (r *reader) findCues() {
	d := r.d
	for i := range d.Tokens {
		t := &d.Tokens[i]
		if !r.verbal(i) || r.quoted(i) {
			continue
		}
		lemma := t.Lemma
		senses := r.b.verbs[lemma]
		if senses == nil {
			if lemma = formOf(d.Word(i)); lemma == "" {
				continue
			}
			senses = r.b.verbs[lemma]
		}
		if senses == nil {
			continue
		}
		end := r.sentence(i).End
		for _, s := range senses {
			if !r.follows(i+1, end, s.rest) {
				continue
			}
			r.cues = append(r.cues, cue{tokens: corpus.Range{First: i, End: i + 1 + len(s.rest)}, verb: i, frames: s.frames, clause: int(r.clause[i]), quote: -1})
			break
		}
	}
}

// follows reports whether the words stand at token i.
func (r *reader) follows(i, end int, words []string) bool {
	if i+len(words) > end {
		return false
	}
	for k, w := range words {
		if !r.is(i+k, w) {
			return false
		}
	}
	return true
}

// quoted reports whether a token lies in words of somebody.
func (r *reader) quoted(i int) bool {
	return r.in[i] >= 0 && (r.marks[r.in[i]].speech || !r.isQuoteMark(i))
}

// verbal reports whether token i may be a verb. Taggers take some common forms of
// saying for names or adjectives: these are believed whatever the tag.
func (r *reader) verbal(i int) bool {
	x := r.tag(i)
	if x.Verbal() {
		return true
	}
	return formOf(r.d.Word(i)) != ""
}

// formOf is the lemma of a form that can hardly be anything but a verb of saying.
func formOf(w string) string {
	switch w {
	case "said", "says", "Said", "Says":
		return "say"
	case "told", "tells":
		return "tell"
	case "wrote":
		return "write"
	case "tweeted":
		return "tweet"
	case "added", "adds":
		return "add"
	case "insisted", "insists":
		return "insist"
	case "argued", "argues":
		return "argue"
	case "asked", "asks":
		return "ask"
	}
	return ""
}

// passive reports whether the verb of the cue is passive ("was told", "the man accused of").
func (r *reader) passive(c *cue) bool {
	if r.tag(c.verb) != ud.VBN && r.tag(c.verb) != ud.VBD {
		return false
	}
	s := r.sentence(c.verb)
	for i := c.verb - 1; i >= s.First && i >= c.verb-4; i-- {
		t := &r.d.Tokens[i]
		switch {
		case t.Lemma == "be" || t.Lemma == "get":
			return true
		case t.Lemma == "have":
			return false
		case t.UPOS == ud.ADV || t.UPOS == ud.PART || r.is(i, "also", "not", "n't", "been"):
		default:
			return false
		}
	}
	return false
}

// noun reports whether token i can stand in a noun phrase before its head.
func nominal(x ud.XPOS) bool {
	switch x {
	case ud.NN, ud.NNS, ud.NNP, ud.NNPS, ud.CD, ud.JJ, ud.JJR, ud.JJS, ud.DT, ud.PDT, ud.PRPS, ud.POS, ud.VBN, ud.VBG, ud.HYPH, ud.Dollar, ud.FW, ud.SYMX, ud.AFX, ud.Hash, ud.GW, ud.WPS:
		return true
	}
	return false
}

func pronoun(x ud.XPOS) bool { return x == ud.PRP || x == ud.WP || x == ud.EX }

// nounPhrase reads the noun phrase that begins at token i, "of" phrases and
// coordinated names included, and says where it ends and which token is its
// head. The end is i where there is none.
func (r *reader) nounPhrase(i, limit int) (end, head int) {
	end, head = r.baseNoun(i, limit)
	if head < 0 || pronoun(r.tag(head)) {
		return end, head
	}
	for end+1 < limit && r.is(end, "of") {
		e, h := r.baseNoun(end+1, limit)
		if h < 0 {
			break
		}
		end = e
	}
	for end+1 < limit && r.is(end, "and", "&") && r.tag(head).Proper() && r.tag(end+1).Proper() {
		e, h := r.baseNoun(end+1, limit)
		if h < 0 {
			break
		}
		end = e
	}
	return end, head
}

// baseNoun reads a noun phrase without what follows its head. Brackets after a
// name ("(D-Wis.)"), initials and nicknames in marks belong to it.
func (r *reader) baseNoun(i, limit int) (end, head int) {
	if i >= limit {
		return i, -1
	}
	x := r.tag(i)
	if pronoun(x) || x == ud.WDT && (i+1 >= limit || !nominal(r.tag(i+1))) {
		return i + 1, i
	}
	if x == ud.DT && (i+1 >= limit || !nominal(r.tag(i+1)) && r.in[i+1] < 0) {
		if r.is(i, "this", "that", "these", "those", "some", "both", "another", "all", "neither", "each") {
			return i + 1, i
		}
		return i, -1
	}
	head = -1
	j := i
	for j < limit {
		x := r.tag(j)
		capital := r.capital(j)
		switch {
		case r.in[j] >= 0 && r.marks[r.in[j]].quote < 0 && !r.marks[r.in[j]].speech && j > i:
			m := &r.marks[r.in[j]]
			if e := m.tokens.End; e < limit && r.tag(e).Proper() && m.tokens.Len() < 8 {
				j = e // a nickname
				continue
			}
			return r.close(j, i, head, limit)
		case x.Nominal() || x.Proper() || x == ud.CD || x == ud.FW:
			head = j
			if x.Proper() && j+2 < limit && r.punct(j+1, '.') && r.d.Tokens[j].Len() == 1 && r.capital(j+2) {
				j++ // "Charles B . Rangel"
			}
		case head == j-1 && j > i && r.mistagged(j, limit):
			head = j
		case capital && x.Verbal() && j+1 < limit && r.tag(j+1).Proper():
			head = j // a title that the tagger took for a verb
		case x == ud.POS:
		case head >= 0 && (x == ud.DT || x == ud.PRPS || x == ud.PDT || x == ud.WPS || x == ud.VBN || x == ud.VBG):
			return r.close(j, i, head, limit)
		case head >= 0 && (x == ud.JJ || x == ud.JJR) && !(j+1 < limit && nominal(r.tag(j+1)) && r.tag(j+1) != ud.DT):
			return r.close(j, i, head, limit)
		case nominal(x):
		case x == ud.RB && j == i || x == ud.RB && head < 0 && j+1 < limit && (r.tag(j+1) == ud.JJ || r.tag(j+1) == ud.VBN || r.tag(j+1) == ud.CD):
		case head < 0 && j > i && (r.punct(j, ',') || x == ud.CC) && (r.tag(j-1) == ud.JJ || r.tag(j-1) == ud.VBN) && j+1 < limit && r.tag(j+1) == ud.JJ:
		default:
			return r.close(j, i, head, limit)
		}
		j++
	}
	return r.close(j, i, head, limit)
}

// mistagged reports whether token j, between a noun and a name, is a noun that the
// tagger took for a verb or a preposition ("press secretary Josh Earnest").
func (r *reader) mistagged(j, limit int) bool {
	if j+1 >= limit || !r.tag(j+1).Proper() || r.in[j] >= 0 {
		return false
	}
	switch r.tag(j) {
	case ud.VB, ud.VBP:
		return !r.finiteForm(j)
	case ud.IN, ud.RB:
		return !functionWords[r.lower(j)]
	}
	return false
}

func (r *reader) finiteForm(j int) bool {
	return r.is(j, "are", "have", "do", "say", "were", "am", "tell")
}

// functionWords are what the tags IN and RB are right for.
var functionWords = wordSet("of in on at by for with from to as that than because if while after before since until about over under into through during against between among without within toward towards upon per via like near despite amid around behind beyond across along above below off out up down whether though although unless except not n't also now then once never ever just still even only too so here there again later soon already often always yet ago both either neither")

func wordSet(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// close ends a noun phrase that began at i before token j.
func (r *reader) close(j, i, head, limit int) (int, int) {
	if head < 0 {
		return i, -1
	}
	end := head + 1
	if end < limit && r.tag(end) == ud.POS && end+1 >= j {
		return i, -1 // "the minister's …": the head is missing
	}
	if end < limit && r.tag(end) == ud.LRB {
		for k := end + 1; k < limit && k < end+10; k++ {
			if r.tag(k) == ud.RRB {
				end = k + 1
				break
			}
		}
	}
	return end, head
}

// capital reports whether token i begins with a capital letter.
func (r *reader) capital(i int) bool { c := r.byteAt(i); return c >= 'A' && c <= 'Z' || c == 0xC3 }

// lower is the lower-case surface of a token.
func (r *reader) lower(i int) string { return strings.ToLower(r.d.Word(i)) }
