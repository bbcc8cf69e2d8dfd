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
	used   bool // it has its content
	quote  int  // the quotation, where used
}

// maxSentence is the longest sentence, in tokens, that is searched for cues: what is
// longer is no prose, and the search must stay linear.
const maxSentence = 600

// findCues lists the verbs of the lexicon, in text order.
func (r *reader) findCues() {
	d := r.d
	for i := 0; i < len(d.Tokens); i++ {
		if s := r.sentence(i); s.Len() > maxSentence {
			i = s.End - 1
			continue
		}
		if !r.verbal(i) || r.named[i] >= 0 && !(d.Word(i) == "Said" && i == r.sentence(i).First) {
			continue
		}
		if i > 0 && r.tag(i) != ud.VBG && r.tag(i) != ud.VBN && (r.tag(i-1) == ud.PRPS || r.tag(i-1) == ud.WPS || r.is(i-1, "the", "a", "an", "every", "each", "no")) && r.sent[i] == r.sent[i-1] {
			continue // a noun, whatever the tag
		}
		senses := r.sensesOf(i)
		if senses == nil {
			continue
		}
		end := r.sentence(i).End
		for _, s := range senses {
			if !r.follows(i+1, end, s.rest) {
				continue
			}
			if r.tag(i) == ud.NNS && !r.taggedAmiss(i, s.frames) || r.tag(i) == ud.VB && !r.base(i) || (r.tag(i) == ud.VBN || r.tag(i) == ud.VBG) && r.attributive(i) {
				break
			}
			r.cues = append(r.cues, cue{tokens: corpus.Range{First: i, End: i + 1 + len(s.rest)}, verb: i, frames: s.frames, quote: -1})
			break
		}
	}
}

// sensesOf looks a token up by its lemma.
func (r *reader) sensesOf(i int) []sense {
	lemma := r.d.Tokens[i].Lemma
	if s := r.b.verbs[lemma]; s != nil {
		return s
	}
	if lemma = r.b.forms[r.d.Word(i)]; lemma != "" {
		return r.b.verbs[lemma]
	}
	if x := r.tag(i); x == ud.VBD || x == ud.VBN || x == ud.VBG || x == ud.JJ {
		// "cited" may have lost more than its ending.
		w := r.d.Word(i)
		switch {
		case strings.HasSuffix(w, "ed"):
			if s := r.b.verbs[w[:len(w)-2]]; s != nil {
				return s
			}
			return r.b.verbs[w[:len(w)-1]]
		case len(w) > 5 && strings.HasSuffix(w, "ing"):
			if s := r.b.verbs[w[:len(w)-3]]; s != nil {
				return s
			}
			return r.b.stems[w[:len(w)-3]]
		}
	}
	return nil
}

// taggedAmiss reports whether token i, by its tag a plural, is a verb in the
// present tense: "Trump urges …", "She claims that …".
func (r *reader) taggedAmiss(i int, f frame) bool {
	s := r.sentence(i)
	if i == s.First || i+1 >= s.End || f&(fSpeech|fThat|fWhoTo) == 0 {
		return false
	}
	if f&fParen != 0 {
		for j := i - 1; j >= s.First && j >= i-12; j-- {
			if r.in[j] >= 0 && r.isQuoteMark(j) {
				e, _ := r.nounPhrase(j+1, i)
				return e == i // "…," the letter reads
			}
		}
	}
	if f&(fDirect|fSmall) != 0 && r.in[i+1] >= 0 && r.in[i] < 0 && r.isQuoteMark(i+1) {
		return true // the letter reads "…"
	}
	p := &r.d.Tokens[i-1]
	if f&fThat != 0 && (p.XPOS == ud.NN || p.XPOS == ud.NNS || r.punct(i-1, ',')) {
		// "the tax office alleges that", ", points out that"
		for k := i + 1; k < s.End && k <= i+2; k++ {
			if r.is(k, "that") {
				return k == i+2 || r.b.nouns[r.d.Tokens[i].Lemma] == 0 && !r.punct(i-1, ',')
			}
		}
	}
	if !(p.XPOS.Proper() || p.XPOS == ud.PRP || r.capital(i-1) && i-1 > s.First) {
		return false
	}
	x := r.tag(i + 1)
	return x == ud.DT || x == ud.PRP || x == ud.PRPS || x.Proper() || r.is(i+1, "that", "whether") || r.in[i+1] >= 0 && r.in[i] < 0 || f&fWhoTo != 0 && i+2 < s.End && r.is(i+2, "to")
}

// attributive reports whether a participle stands before a noun ("a highly
// anticipated treaty", "known groups").
func (r *reader) attributive(i int) bool {
	s := r.sentence(i)
	if i+1 >= s.End || !nominal(r.tag(i+1)) || r.tag(i+1) == ud.DT || r.tag(i+1) == ud.PRPS {
		return false
	}
	if i == s.First {
		return true
	}
	if r.is(i, "told") && r.tag(i-1) == ud.JJ {
		return false // "the 34-year-old told CNN"
	}
	if r.tag(i) == ud.VBG {
		x := r.tag(i - 1) // "the ruling party", not "in calling the bluff"
		return (x == ud.DT && !r.is(i-1, "that", "this", "all", "both") || x == ud.PRPS || x == ud.JJ && r.tag(max(i-2, s.First)) == ud.DT) && r.tag(i+1) != ud.PRP
	}
	switch r.tag(i - 1) {
	case ud.DT, ud.PRPS, ud.JJ, ud.HYPH, ud.IN, ud.WRB, ud.POS, ud.LRB, ud.CD:
		return true
	case ud.RB:
		return i-1 == s.First || r.tag(i-2) == ud.DT || r.tag(i-2) == ud.PRPS || r.tag(i-2) == ud.IN
	}
	return false
}

// base reports whether a verb in its base form has something before it that asks
// for one. Taggers take nouns for such verbs ("a media request to …").
func (r *reader) base(i int) bool {
	s := r.sentence(i)
	for j := i - 1; j >= s.First && j >= i-4; j-- {
		switch x := r.tag(j); {
		case x == ud.TO || x == ud.MD || r.d.Tokens[j].UPOS == ud.AUX || x == ud.CC || r.punct(j, ','):
			return true
		case x == ud.RB || x == ud.PRP || x.Proper() || x.Verbal() || x == ud.NNS && j == i-1:
		default:
			return false
		}
	}
	return true
}

// dropCues leaves out the cues within quoted words.
func (r *reader) dropCues() {
	kept := r.cues[:0]
	for _, c := range r.cues {
		if !r.quoted(c.verb) {
			kept = append(kept, c)
		}
	}
	r.cues = kept
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
	if x.Verbal() || x == ud.NNS {
		return true
	}
	if x == ud.JJ && i+1 < len(r.tags) {
		w := r.d.Word(i)
		ed := strings.HasSuffix(w, "ed")
		if (ed || strings.HasSuffix(w, "ing")) && r.is(i+1, "that", "whether", "how", "why") {
			return true
		}
		if ed {
			j := i - 1
			for j > 0 && r.tag(j) == ud.RB {
				j--
			}
			return j >= 0 && r.d.Tokens[j].Lemma == "have"
		}
	}
	return r.b.forms[r.d.Word(i)] != ""
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
	end = r.ofPhrases(end, limit)
	for end+1 < limit && r.is(end, "and", "&") && r.tag(head).Proper() && r.tag(end+1).Proper() {
		e, h := r.baseNoun(end+1, limit)
		if h < 0 {
			break
		}
		end = e
	}
	return end, head
}

// ofPhrases is where the "of" phrases that begin at token i end.
func (r *reader) ofPhrases(i, limit int) int {
	for i+1 < limit && r.is(i, "of") {
		e, h := r.baseNoun(i+1, limit)
		if h < 0 {
			break
		}
		i = e
	}
	return i
}

// baseNoun reads a noun phrase without what follows its head. Brackets after a
// name ("(D-Wis.)"), initials and nicknames in marks belong to it.
func (r *reader) baseNoun(i, limit int) (end, head int) {
	if i >= limit {
		return i, -1
	}
	x := r.tag(i)
	if pronoun(x) || x == ud.PRPS && (i+1 >= limit || !nominal(r.tag(i+1)) && r.tag(i+1) != ud.RB && r.in[i+1] < 0) || x == ud.WDT && (i+1 >= limit || !nominal(r.tag(i+1))) {
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
		if k := r.in[j]; k >= 0 && r.isQuoteMark(j) && r.marks[k].quote < 0 && !r.marks[k].speech {
			m := &r.marks[k]
			if e := m.tokens.End; head >= 0 && j == m.tokens.First && e < limit && r.tag(e).Proper() && m.tokens.Len() < 8 {
				j = e // a nickname
			} else {
				j++ // the words in marks are words of the phrase
			}
			continue
		}
		switch {
		case x.Nominal() || x.Proper() || x == ud.CD || x == ud.FW:
			head = j
			if x.Proper() && j+2 < limit && r.punct(j+1, '.') && r.d.Tokens[j].Len() == 1 && r.capital(j+2) {
				j++ // "Charles B . Rangel"
			}
		case x == ud.JJ && j > i && (strings.HasSuffix(r.d.Word(j), "-old") || r.is(j, "old") && r.punct(j-1, '-')) && (j+1 >= limit || !nominal(r.tag(j+1))):
			head = j // "the 34-year-old"
		case head == j-1 && j > i && r.mistagged(j, limit):
			head = j
		case j > i && r.tag(j-1) == ud.POS && (x == ud.VB || x == ud.VBP):
			head = j // "the minister's delegate"
		case capital && x.Verbal() && j+1 < limit && r.tag(j+1).Proper():
			head = j // a title that the tagger took for a verb
		case x == ud.POS:
		case r.punct(j, '-') && j > i && j+1 < limit && r.d.Tokens[j].Start == r.d.Tokens[j-1].End && r.d.Tokens[j].End == r.d.Tokens[j+1].Start:
		case j == i && j+1 < limit && r.tag(j+1).Proper() && !functionWords[r.lower(j)] && (x == ud.RBS || x == ud.RB || x == ud.IN || x == ud.UH || x == ud.RBR):
		case (x == ud.VBN || x == ud.VBG || x == ud.VBD) && j > i && r.tag(j-1) == ud.HYPH:
			head = j - 2
			if j+1 >= limit || !nominal(r.tag(j+1)) {
				return r.close(j, i, head, limit)
			}
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
	case ud.VBZ:
		w := r.d.Word(j)
		return w[len(w)-1] != 's'
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
	for end < limit && r.isQuoteMark(end) && r.in[end] >= 0 && r.in[end] == r.in[head] && r.marks[r.in[end]].tokens.End == end+1 {
		end++
	}
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
