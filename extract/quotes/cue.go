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
		end := d.Sentences[r.sent[i]].Tokens.End
		for _, s := range senses {
			if !r.follows(i+1, end, s.rest) {
				continue
			}
			r.cues = append(r.cues, cue{tokens: corpus.Range{First: i, End: i + 1 + len(s.rest)}, verb: i, frames: s.frames, clause: int(r.clause[i])})
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

// nounPhrase reads the noun phrase that begins at token i, "of" phrases included,
// and says where it ends and which token is its head. The end is i where there is none.
func (r *reader) nounPhrase(i, limit int) (end, head int) {
	if i >= limit {
		return i, -1
	}
	if x := r.tag(i); pronoun(x) || x == ud.DT && r.is(i, "this", "that", "these", "those") && (i+1 >= limit || !nominal(r.tag(i+1))) {
		return i + 1, i
	}
	head = -1
	j := i
	for j < limit {
		x := r.tag(j)
		switch {
		case x.Nominal() || x.Proper() || x == ud.CD || x == ud.FW:
			head = j
			if x.Proper() && j+2 < limit && r.punct(j+1, '.') && r.tag(j+2).Proper() {
				j++ // "Mr . Trump"
			}
		case x == ud.POS, nominal(x):
			if head >= 0 && (x == ud.DT || x == ud.PRPS || x == ud.PDT || x == ud.WPS || x == ud.VBN) {
				return r.more(head+1, head, limit)
			}
		case x == ud.RB && j == i:
		default:
			if head < 0 {
				return i, -1
			}
			return r.more(head+1, head, limit)
		}
		j++
	}
	if head < 0 {
		return i, -1
	}
	return r.more(head+1, head, limit)
}

// more adds "of" phrases and coordinated names to a noun phrase.
func (r *reader) more(end, head, limit int) (int, int) {
	for end < limit && r.is(end, "of") {
		e, h := r.nounPhrase(end+1, limit)
		if h < 0 {
			break
		}
		end = e
	}
	return end, head
}

// lower is the lower-case surface of a token.
func (r *reader) lower(i int) string { return strings.ToLower(r.d.Word(i)) }
