package events

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// The tree is wrong in one arc of four, so the clause view is mended from the
// surface before events are read: noun chunks in text order, what stands before a
// verb without a preposition is its subject, what stands after it its object and
// its prepositional phrases.

// reach bounds how far from a verb the surface is read, in tokens.
const reach = 45

// chunk is a noun phrase without prepositional phrases and clauses.
type chunk struct {
	first, end, head int
	prep             string // the preposition right before it, or empty
}

// chunks fills chunkAt: for every token the index of the chunk that holds it, or -1.
func (r *reader) chunking() {
	d := r.d
	r.chunkAt, r.chunks = unset(r.chunkAt, len(d.Tokens)), r.chunks[:0]
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		for i := in.First; i < in.End; {
			if !r.opens(i) {
				i++
				continue
			}
			j, head := i, -1
			for j < in.End && j-i < 30 {
				if e := r.entityAt[j]; e >= 0 && r.dateAt[j] < 0 { // names are taken whole
					if head >= 0 && j > i && d.Tokens[j].XPOS == ud.DT {
						break
					}
					for j < in.End && r.entityAt[j] == e {
						j++
					}
					head = j - 1
					continue
				}
				if !r.grows(j, head, i, in.End) {
					break
				}
				if t := &d.Tokens[j]; r.plural(j) || t.UPOS == ud.NOUN || t.UPOS == ud.PROPN || t.UPOS == ud.NUM || t.UPOS == ud.PRON && t.XPOS != ud.PRPS || j+1 < in.End && r.heading[j+1] != "" {
					head = j
				}
				j++
			}
			if head < 0 {
				i = max(j, i+1)
				continue
			}
			end := head + 1
			c := chunk{first: i, end: end, head: head}
			if t := &d.Tokens[head]; t.UPOS == ud.PROPN {
				// The head of a titled name is the name's first token, as in the tree.
				if e := r.entityAt[head]; e >= 0 {
					if in := d.TokensIn(d.Entities[e].Span); in.First >= i && in.End == end {
						c.head = r.topOf(in)
					}
				}
			}
			if i > in.First {
				if t := &d.Tokens[i-1]; r.measured(i, in) {
					// "up to 4,000 troops" has no preposition.
				} else if (t.UPOS == ud.ADP || t.XPOS == ud.TO || t.Rel == ud.Case || t.XPOS == ud.IN && t.UPOS != ud.SCONJ) && r.entityAt[i-1] < 0 && t.XPOS != ud.RP && t.XPOS != ud.POS {
					c.prep = r.lower(i - 1)
				} else if r.clock(i-1) && i-1 > in.First && d.Tokens[i-2].UPOS == ud.ADP {
					c.prep = r.lower(i - 2)
				}
			}
			for k := i; k < end; k++ {
				r.chunkAt[k] = len(r.chunks)
			}
			r.chunks = append(r.chunks, c)
			i = end
		}
	}
}

// measured reports whether the words before the number at i only bound it.
func (r *reader) measured(i int, in corpus.Range) bool {
	if r.d.Tokens[i].UPOS != ud.NUM || i-2 < in.First {
		return false
	}
	switch r.lower(i-2) + " " + r.lower(i-1) {
	case "up to", "as many as", "close to", "at least", "many as":
		return true
	}
	return false
}

// willed reports a finite verb of promise or refusal that was read as a participle: people do not get
// "promised to talk".
func (r *reader) willed(c *clause, in corpus.Range) bool {
	i := c.Predicate
	return c.Passive && len(c.Agents) == 0 && r.d.Tokens[i].XPOS == ud.VBN && !r.helped(i, in) && i+2 < in.End && r.lower(i+1) == "to" && r.d.Tokens[i+2].XPOS == ud.VB &&
		(c.word.is(cueVower) || c.word.is(cueOffer) || c.Lemma == "refuse" || c.Lemma == "decline" || c.Lemma == "threaten") && len(c.Subjects) > 0 && c.Subjects[0].Head < i && r.actorlike(c.Subjects[0])
}

// plural reports whether a token tagged as a finite verb is rather the plural of a
// noun for people or for a happening ("Maltese rebels on Friday", "war crimes").
func (r *reader) plural(i int) bool {
	t := &r.d.Tokens[i]
	if t.XPOS != ud.VBZ && t.XPOS != ud.VBP {
		return false
	}
	w := r.forms[i]
	ok := strings.HasSuffix(r.lower(i), "s")
	if s := r.d.SentenceAt(t.Start); ok && s >= 0 && i == r.d.Sentences[s].Body().First && i+1 < r.d.Sentences[s].Tokens.End && r.d.Tokens[i+1].UPOS == ud.ADP && r.lemmas[i].noun != nil {
		return true // "Clashes between …"
	}
	return ok && r.lemmas[i].frames == nil && (w.one.is(cuePeople) || w.one.is(cueHappening))
}

func (r *reader) clock(i int) bool { return r.d.Tokens[i].UPOS == ud.ADV }

// topOf is the token of a range whose head lies outside it.
func (r *reader) topOf(in corpus.Range) int {
	d := r.d
	s := d.SentenceAt(d.Tokens[in.First].Start)
	if s < 0 {
		return in.End - 1
	}
	for i := in.First; i < in.End; i++ {
		if h := d.HeadOf(i, d.Sentences[s].Tokens); !in.Contains(h) && (d.Tokens[i].UPOS == ud.PROPN || d.Tokens[i].UPOS == ud.NOUN) {
			return i
		}
	}
	return in.End - 1
}

// opens reports whether a noun chunk can start at token i.
func (r *reader) opens(i int) bool {
	if r.dateAt[i] >= 0 || r.heading[i] != "" {
		return false
	}
	if r.entityAt[i] >= 0 {
		return true
	}
	t := &r.d.Tokens[i]
	switch t.UPOS {
	case ud.NOUN, ud.PROPN, ud.ADJ, ud.NUM:
		return true
	case ud.DET:
		return t.XPOS != ud.WDT && t.XPOS != ud.WP
	case ud.PRON:
		return t.XPOS == ud.PRP || t.XPOS == ud.PRPS || t.UPOS == ud.PRON && t.XPOS == ud.NN
	case ud.VERB:
		return (t.XPOS == ud.VBN || t.XPOS == ud.VBG) && t.Rel == ud.Amod || r.plural(i)
	}
	return t.XPOS == ud.Dollar
}

// grows reports whether token j belongs to the chunk that starts at first and has that head.
func (r *reader) grows(j, head, first, end int) bool {
	t := &r.d.Tokens[j]
	if r.dateAt[j] >= 0 && j > first && t.UPOS != ud.ADJ || r.heading[j] != "" {
		return false
	}
	switch t.UPOS {
	case ud.NOUN, ud.PROPN, ud.NUM:
		return true
	case ud.ADJ:
		return head < 0 || j+1 < end && (r.d.Tokens[j+1].UPOS == ud.NOUN || r.d.Tokens[j+1].UPOS == ud.PROPN || r.d.Tokens[j+1].UPOS == ud.ADJ)
	case ud.DET:
		return j == first && t.XPOS != ud.WDT || head < 0
	case ud.PRON:
		return j == first
	case ud.PART:
		return t.XPOS == ud.POS
	case ud.VERB:
		if head >= 0 && !r.plural(j) && r.d.Tokens[j-1].XPOS != ud.HYPH {
			return false // after its noun a participle is a verb of its own
		}
		return r.plural(j) || (t.XPOS == ud.VBN || t.XPOS == ud.VBG) && (t.Rel == ud.Amod || t.Rel == ud.Compound) && j+1 < end
	case ud.ADV:
		return head < 0 && j > first
	}
	return t.XPOS == ud.POS || t.XPOS == ud.Dollar || t.XPOS == ud.HYPH
}

// nounOf is the participant of a chunk.
func (r *reader) nounOf(c *chunk) corpus.Noun {
	return corpus.Noun{Head: c.head, Prep: c.prep, Tokens: corpus.Range{First: c.first, End: c.end}}
}

// verbal reports a token that heads a clause on the surface: a finite verb or auxiliary.
func (r *reader) finite(i int) bool {
	switch t := &r.d.Tokens[i]; t.XPOS {
	case ud.VBD, ud.VBZ, ud.VBP, ud.MD:
		return t.Rel != ud.Amod && !r.plural(i)
	}
	return false
}

// before is the subject that stands before verb v on the surface: the noun phrases
// without preposition, over adverbs, dates, prepositional phrases, parentheses and
// reduced or "who" relative clauses. Nothing where another clause comes between.
func (r *reader) before(v int, in corpus.Range) []corpus.Noun {
	d := r.d
	i := v - 1
	for i >= in.First && (d.Tokens[i].UPOS == ud.AUX || d.Tokens[i].UPOS == ud.ADV || d.Tokens[i].UPOS == ud.PART || d.Tokens[i].XPOS == ud.MD || d.Tokens[i].XPOS == ud.TO || r.dateAt[i] >= 0) {
		if d.Tokens[i].XPOS == ud.TO {
			return nil
		}
		i--
	}
	comma := i >= in.First && d.Word(i) == "," // "X, its envoy to Y, has"
	var found []corpus.Noun
	for stop := max(in.First, v-reach); i >= stop; {
		t := &d.Tokens[i]
		if r.banned(i, in) {
			break
		}
		if r.dateAt[i] >= 0 {
			i = d.TokensIn(d.Dates[r.dateAt[i]].Span).First - 1
			if i >= in.First && d.Tokens[i].UPOS == ud.ADP {
				i--
			}
			continue
		}
		if k := r.chunkAt[i]; k >= 0 {
			c := &r.chunks[k]
			if c.prep != "" {
				i = c.first - 2
				continue
			}
			n := r.nounOf(c)
			if len(found) > 0 {
				found = append(r.keep(n), found...)
			} else {
				found = r.keep(n)
			}
			i = c.first - 1
			if i < stop {
				break
			}
			if d.Tokens[i].XPOS == ud.CC && i > stop && r.lower(i) == "and" { // "A and B"
				j := i - 1
				if d.Word(j) == "," {
					j--
				}
				if j >= stop && r.chunkAt[j] >= 0 && r.chunks[r.chunkAt[j]].prep == "" {
					i = j
					continue
				}
			}
			if d.Word(i) == "," && comma && i-1 >= stop && r.chunkAt[i-1] >= 0 { // apposition: the earlier phrase is the subject
				comma = false
				found = nil
				i--
				continue
			}
			break
		}
		switch {
		case t.XPOS == ud.VBN || t.XPOS == ud.VBG:
			if len(found) > 0 {
				return found
			}
			i--
		case t.XPOS.Verbal() || t.XPOS == ud.MD:
			if len(found) > 0 {
				return found[len(found)-1:] // what "and" joined to it is another clause's
			}
			j := i - 1
			for j >= stop && (d.Tokens[j].UPOS == ud.AUX || d.Tokens[j].UPOS == ud.ADV || d.Tokens[j].XPOS == ud.MD) {
				j--
			}
			if j >= stop && (d.Tokens[j].XPOS == ud.WDT || d.Tokens[j].XPOS == ud.WP) {
				i = j - 1
				found = nil
				continue
			}
			return nil
		case d.Word(i) == ")":
			for i >= stop && d.Word(i) != "(" {
				i--
			}
			i--
		case d.Word(i) == ",", t.UPOS == ud.ADV, t.UPOS == ud.ADP, t.UPOS == ud.DET, t.UPOS == ud.ADJ, t.UPOS == ud.PART, t.UPOS == ud.AUX, d.Word(i) == "(":
			i--
		default:
			return found
		}
	}
	return found
}

// after are the phrases that follow verb v up to the next finite verb, in text
// order, until it is asked again; deep is how many of them stand before the first infinitive or participle.
func (r *reader) after(v int, in corpus.Range) (out []corpus.Noun, deep int) {
	d := r.d
	out, deep = r.near[:0], -1
	defer func() { r.near = out[:0] }()
	for i := v + 1; i < min(in.End, v+reach); {
		t := &d.Tokens[i]
		if k := r.chunkAt[i]; k >= 0 {
			c := &r.chunks[k]
			if !r.temporal(r.nounOf(c)) && !(c.prep != "" && r.lemmas[c.head].is(cueIdiom)) {
				out = append(out, r.nounOf(c))
			}
			i = max(c.end, i+1)
			continue
		}
		switch {
		case r.finite(i):
			// What stands right before a finite verb is its subject, not ours.
			if n := len(out); n > 0 && out[n-1].Prep == "" && out[n-1].Head > v+1 && (out[n-1].Tokens.End == i || d.Tokens[i-1].UPOS == ud.ADV) {
				out = out[:n-1]
			}
			if deep < 0 || deep > len(out) {
				deep = len(out)
			}
			return out, deep
		case t.XPOS.Verbal() && deep < 0:
			deep = len(out)
		case d.Word(i) == ";", d.Word(i) == ":", t.XPOS == ud.WRB, t.XPOS == ud.WP, t.XPOS == ud.WDT,
			t.UPOS == ud.SCONJ && t.Rel == ud.Mark && r.lower(i) != "to", d.Word(i) == "“", d.Word(i) == "\"":
			if deep < 0 {
				deep = len(out)
			}
			return out, deep
		}
		i++
	}
	if deep < 0 {
		deep = len(out)
	}
	return out, deep
}

// banned reports whether token i stands in the dateline of a sentence ("OSLO (AP) --").
func (r *reader) banned(i int, in corpus.Range) bool {
	s := r.d.SentenceAt(r.d.Tokens[i].Start)
	return s >= 0 && i < r.openAt[s]
}

// mend fills the gaps of the clause view.
func (r *reader) mend() {
	d := r.d
	r.clauses = r.clauses[:0]
	for i := range d.Clauses {
		word := r.lemmas[d.Clauses[i].Predicate]
		if lemma := d.Clauses[i].Lemma; lemma != d.Tokens[d.Clauses[i].Predicate].Lemma {
			word = r.b.look(lemma)
		}
		r.clauses = append(r.clauses, clause{Clause: d.Clauses[i], word: word})
	}
	r.orphans()
	r.head()
	for i := range r.clauses {
		c := &r.clauses[i]
		in := d.Sentences[c.Sentence].Tokens
		if c.word = c.word.verb; c.word != &r.b.none {
			c.Lemma = c.word.text
		}
		r.accused(c, in)
		c.Subjects = r.within(c.Subjects, in)
		if len(c.Subjects) == 1 && r.temporal(c.Subjects[0]) && !c.Passive { // "A and B last month signed": the day is no subject
			c.Subjects = nil
		}
		if d.Tokens[c.Predicate].UPOS != ud.VERB && !d.Tokens[c.Predicate].XPOS.Verbal() && r.heading[c.Predicate] == "" || len(c.word.verb.frames) == 0 {
			continue
		}
		if c.Link == corpus.Coordinate && c.Parent >= 0 && !c.Passive && d.Tokens[c.Predicate].XPOS == ud.VBN && r.clauses[c.Parent].Passive && len(c.Objects) == 0 {
			c.Passive, c.Subjects = true, r.clauses[c.Parent].Subjects // "was tortured and killed"
		}
		out, deep := r.after(c.Predicate, in)
		c.Subjects = r.reheaded(c.Subjects)
		c.Objects = r.unspoken(r.reheaded(c.Objects), in)
		c.Agents = r.reheaded(c.Agents)
		c.Obliques = r.unspoken(r.reheaded(c.Obliques), in)
		if len(c.Subjects) == 0 && c.Mark != "to" && !(d.Tokens[c.Predicate].XPOS == ud.VBG && c.Predicate > in.First && r.lower(c.Predicate-1) == "by") {
			c.Subjects = r.before(c.Predicate, in)
		}
		if v := c.Predicate - 2; v >= in.First && r.lower(v+1) == "and" && r.predicate[v] >= 0 && (d.Tokens[v].XPOS == d.Tokens[c.Predicate].XPOS || d.Tokens[v].XPOS == ud.VBD && d.Tokens[c.Predicate].XPOS == ud.VBN) {
			if p := &r.clauses[r.predicate[v]]; len(p.Subjects) > 0 && !p.Passive && p.Subjects[0].Head < v { // "gunmen shot and wounded B"
				c.Subjects = p.Subjects
				if c.Passive && d.Tokens[v].XPOS == ud.VBD {
					c.Passive, c.Agents = false, nil
				}
			}
		}
		r.unplaced(c, in)
		r.attached(c, in)
		near := out[:deep]
		if !c.Passive && len(c.Objects) == 0 && len(c.Subjects) > 0 && r.undergone(c, in) { // "Man shot dead by police"
			c.Passive = true
		}
		if src := r.shared(c, in); src != nil {
			c.Subjects = src
		}
		if !c.Passive && len(c.Subjects) == 1 && c.Predicate > 0 && r.chunkAt[c.Predicate-1] >= 0 && d.Tokens[c.Predicate].XPOS != ud.VBZ {
			if more := r.listBefore(c.Predicate, in); len(more) > 1 && more[len(more)-1].Head == c.Subjects[0].Head && more[0].Tokens.First == d.Sentences[c.Sentence].Body().First && r.brief(more, in) {
				c.Subjects = more
			}
		}
		r.rubric(c)
		if !c.Passive && r.reduced(c, in, near) {
			c.Passive = true
		}
		if c.Passive && len(c.Agents) == 0 && len(near) > 0 && near[0].Prep == "" && near[0].Tokens.First <= c.Predicate+2 && len(c.Subjects) > 0 &&
			c.Subjects[0].Head < c.Predicate && !r.helped(c.Predicate, in) {
			// A participle with an object and no auxiliary is a past tense ("X held talks").
			c.Passive, c.Finite, c.Tense = false, true, corpus.Past
		}
		if v := c.Predicate; c.Passive && len(c.Agents) == 0 && d.Tokens[v].XPOS == ud.VBN && v > in.First && (r.lower(v-1) == "also" || r.lower(v-1) == "too") && !r.helped(v, in) && len(c.Subjects) > 0 && c.Subjects[0].Head < v {
			c.Passive, c.Finite, c.Tense = false, true, corpus.Past // "The mayor, Ana Ruiz, also signed"
		}
		if r.willed(c, in) {
			c.Passive, c.Finite, c.Tense = false, true, corpus.Past
		}
		if c.Passive && len(c.Agents) == 0 {
			for _, n := range near {
				if n.Prep == "by" && r.actorlike(n) {
					c.Agents = r.keep(n)
					break
				}
			}
		}
		if !c.Passive && len(c.Objects) == 0 && c.Complement < 0 && len(near) > 0 && near[0].Prep == "" && near[0].Tokens.First <= c.Predicate+3 {
			c.Objects = r.keep(near[0])
		}
		first := -1 // of a copy: the document's own stay as they are
		for _, n := range near {
			if n.Prep == "" || r.held(c, n) {
				continue
			}
			if first < 0 {
				first = len(r.nouns)
				r.nouns = append(r.nouns, c.Obliques...)
			}
			r.nouns = append(r.nouns, n)
			c.Obliques = r.nouns[first:len(r.nouns):len(r.nouns)]
		}
	}
}

// reduced reports a participle without auxiliary and object right behind the noun, or the comma, that it
// describes ("farmhands shot near Casanare", "Suárez, convicted of fraud, …").
func (r *reader) reduced(c *clause, in corpus.Range, near []corpus.Noun) bool {
	i := c.Predicate - 1
	if i < in.First || r.d.Tokens[c.Predicate].XPOS != ud.VBN && !r.enclosed(c, in) || len(c.Subjects) == 0 || len(c.Objects) > 0 || c.Complement >= 0 || r.helped(c.Predicate, in) || c.Predicate+1 >= in.End {
		return false
	}
	if c.Lemma == "shoot" && r.lower(c.Predicate+1) == "at" {
		return false // who shoots at somebody is not shot
	}
	if r.d.Word(i) == "," {
		i--
	}
	if i < in.First || r.chunkAt[i] < 0 || r.chunkAt[c.Subjects[0].Head] != r.chunkAt[i] && !c.Subjects[0].Tokens.Contains(i) {
		return false
	}
	if len(near) > 0 && near[0].Prep == "" && near[0].Tokens.First <= c.Predicate+2 {
		return false
	}
	if n := &r.d.Tokens[c.Predicate+1]; n.UPOS != ud.ADP && n.UPOS != ud.PUNCT && r.dateAt[c.Predicate+1] < 0 {
		return false
	}
	for _, f := range c.word.verb.frames {
		if (f.weight() == 0 || r.d.Word(c.Predicate-1) == "," && f.object == nil) && len(f.target) > 0 && f.target[0] == "obj" {
			return true
		}
	}
	return false
}

// enclosed reports a past tense between two commas with a finite verb behind: it is a participle that
// describes the name before it ("Lomé, shelled on Sunday, was quiet").
func (r *reader) enclosed(c *clause, in corpus.Range) bool {
	i := c.Predicate
	if r.d.Tokens[i].XPOS != ud.VBD || i-1 <= in.First || r.d.Word(i-1) != "," {
		return false
	}
	for k := i + 1; k+1 < min(in.End, i+reach/2); k++ {
		if r.finite(k) {
			return false
		}
		if r.d.Word(k) == "," {
			for k++; k < in.End && (r.d.Tokens[k].UPOS == ud.ADV); k++ {
			}
			return k < in.End && (r.finite(k) || r.d.Tokens[k].UPOS == ud.AUX)
		}
	}
	return false
}

// unplaced takes a phrase of place before a comma out of the subjects ("South of the river, the council
// condemned …"): two subjects without "and" between them are a list of names or none.
func (r *reader) unplaced(c *clause, in corpus.Range) {
	if len(c.Subjects) != 2 || c.Subjects[1].Head > c.Predicate {
		return
	}
	a, b := c.Subjects[0], c.Subjects[1]
	first := b.Tokens.First
	if k := r.chunkAt[b.Head]; k >= 0 {
		first = r.chunks[k].first
	}
	if a.Head < first && first > in.First && r.d.Word(first-1) == "," && r.d.Tokens[first].XPOS == ud.DT && (r.site(a.Head) || r.plain[a.Head].is(cueWhere)) && a.Tokens.Contains(first-2) {
		c.Subjects = c.Subjects[1:]
	}
}

// attached makes a participle right behind a phrase with a preposition that phrase's ("at rules agreed
// after the vote"), where the parser gave it a subject further to the left.
func (r *reader) attached(c *clause, in corpus.Range) {
	i := c.Predicate
	if c.Passive || len(c.Subjects) == 0 || i-1 <= in.First || i+1 >= in.End || r.chunkAt[i-1] < 0 || r.d.Tokens[i+1].UPOS != ud.ADP || len(c.Objects) > 0 || c.Complement >= 0 {
		return
	}
	k := &r.chunks[r.chunkAt[i-1]]
	if t := &r.d.Tokens[i]; t.XPOS != ud.VBN && t.XPOS != ud.VBD || t.Rel.Base() == ud.Conj || t.Rel == ud.Root || k.prep == "" || r.d.Tokens[k.head].UPOS != ud.NOUN || r.actorlike(r.nounOf(k)) || r.chunkAt[c.Subjects[0].Head] == r.chunkAt[i-1] || c.Subjects[0].Head > k.first || r.helped(i, in) {
		return
	}
	if first := c.Subjects[0].Tokens.First; first > in.First && r.predicate[first-1] >= 0 { // that verb's object
		c.Passive, c.Finite, c.Subjects = true, false, r.keep(r.nounOf(k))
		return
	}
	for j := c.Subjects[0].Head + 1; j < i; j++ {
		if r.finite(j) || r.predicate[j] >= 0 {
			c.Passive, c.Finite, c.Subjects = true, false, r.keep(r.nounOf(k))
			return
		}
		if r.d.Word(j) == "," {
			return
		}
	}
	if !c.Finite {
		c.Passive, c.Subjects = true, r.keep(r.nounOf(k))
	}
}

// rubric takes the words before a colon that open a headline ("Canada: …") out of the subjects.
func (r *reader) rubric(c *clause) {
	if len(c.Subjects) < 2 {
		return
	}
	last := c.Subjects[len(c.Subjects)-1]
	for i := c.Subjects[0].Head + 1; i < last.Head; i++ {
		if r.d.Word(i) != ":" {
			continue
		}
		for k, n := range c.Subjects {
			if n.Head > i {
				c.Subjects = c.Subjects[k:]
				return
			}
		}
	}
}

// accused hangs a gerund of what somebody is accused of on the verb of accusing, where the parser did not.
func (r *reader) accused(c *clause, in corpus.Range) {
	if !r.gerund(c.Predicate) || c.Parent >= 0 && r.clauses[c.Parent].word.is(cueCharge) {
		return
	}
	i := c.Predicate - 1
	if i > in.First && r.lower(i) == "having" {
		i--
	}
	if i <= in.First || r.lower(i) != "of" {
		return
	}
	for i--; i >= max(in.First, c.Predicate-12); i-- {
		if k := r.predicate[i]; k >= 0 {
			if r.clauses[k].word.is(cueCharge) {
				c.Parent, c.Link, c.Subjects = k, corpus.OpenClause, nil
			}
			return
		}
		if r.d.Tokens[i].UPOS == ud.ADP || r.d.Word(i) == ";" {
			return
		}
	}
}

// undergone reports a participle without an auxiliary that its by-phrase makes a
// passive, as headlines have it.
func (r *reader) undergone(c *clause, in corpus.Range) bool {
	t := &r.d.Tokens[c.Predicate]
	if t.XPOS != ud.VBD && t.XPOS != ud.VBN && (r.heading[c.Predicate] == "" || c.Tense != corpus.Past) || c.Subjects[0].Head > c.Predicate {
		return false
	}
	i := c.Predicate + 1
	if i < in.End && r.lower(i) == "dead" {
		i++
	}
	if i+1 < in.End && r.d.Tokens[i].UPOS == ud.ADP && r.lower(i) != "by" && r.lower(i) != "at" && in.Len() <= headlineLength && i == c.Predicate+1 {
		for _, f := range c.word.verb.frames { // "Editor detained in Lomé": nobody detains without an object
			if f.weight() == 0 && (f.mode == "arrest" || f.mode == "abduct" && c.Lemma != "disappear" || f.mode == "convict" || f.mode == "expel" && c.Lemma != "fire" || f.mode == "beat" && c.Lemma != "scuffle" || f.mode == "targeted" || f.mode == "deport" || c.Lemma == "free" || c.Lemma == "release") {
				return true
			}
		}
		return false
	}
	if i+1 >= in.End || r.lower(i) != "by" || r.chunkAt[i+1] < 0 || !r.actorlike(r.nounOf(&r.chunks[r.chunkAt[i+1]])) {
		return false
	}
	for _, f := range c.word.verb.frames {
		if len(f.target) > 0 && f.target[0] == "obj" {
			return true
		}
	}
	return false
}

// shared is the subject of the verb before, where what stands before a comma and verb
// c is that verb's object ("Ruiz visits Lomé, meets Berg").
func (r *reader) shared(c *clause, in corpus.Range) []corpus.Noun {
	i := c.Predicate - 1
	if len(c.Subjects) == 0 || i <= in.First || r.d.Word(i) != "," || r.chunkAt[i-1] < 0 || r.d.Tokens[c.Predicate].XPOS == ud.VBN || r.d.Tokens[c.Predicate].XPOS == ud.VBG {
		return nil
	}
	k := r.chunkAt[i-1]
	if r.chunkAt[c.Subjects[0].Head] != k || r.chunks[k].first <= in.First || r.chunks[k].prep != "" {
		return nil
	}
	p := r.predicate[r.chunks[k].first-1]
	if p < 0 || len(r.clauses[p].Subjects) == 0 || r.clauses[p].Subjects[0].Head >= r.chunks[k].first || r.clauses[p].Passive {
		return nil
	}
	return r.clauses[p].Subjects
}

// brief reports names alone, side by side: "Chad, Niger agree", but not "Lomé, Togo".
func (r *reader) brief(ns []corpus.Noun, in corpus.Range) bool {
	for i, n := range ns {
		e := r.entityAt[n.Head]
		if e < 0 || r.d.Entities[e].Type == corpus.Loc || r.temporal(n) {
			return false
		}
		if i > 0 && r.d.Entities[e].Type == corpus.GPE && r.d.Entities[r.entityAt[ns[i-1].Head]].Type == corpus.GPE {
			if p, ok := r.g.Locate(r.d.Entities[r.entityAt[ns[i-1].Head]].Text, r.setting()); ok {
				if c, ok := r.g.CountryByName(r.d.Entities[e].Text); ok && c.ISO3 == p.Country {
					return false
				}
			}
		}
	}
	return true
}

// unspoken leaves out the speaker of a clause of saying that follows (", a doctor said").
func (r *reader) unspoken(ns []corpus.Noun, in corpus.Range) []corpus.Noun {
	for i, n := range ns {
		k := r.chunkAt[n.Head]
		if k < 0 || n.Prep != "" {
			continue
		}
		c := &r.chunks[k]
		if c.first > in.First && r.d.Word(c.first-1) == "," && c.end < in.End && r.finite(c.end) && r.lemmas[c.end].is(cueSay) {
			out := append(make([]corpus.Noun, 0, len(ns)), ns[:i]...)
			return append(out, ns[i+1:]...)
		}
	}
	return ns
}

// helped reports whether a form of "be" or "get" stands shortly before verb v.
func (r *reader) helped(v int, in corpus.Range) bool {
	for i := v - 1; i >= max(in.First, v-5); i-- {
		if l := r.d.Tokens[i].Lemma; l == "be" || l == "get" {
			return true
		}
	}
	return false
}

// within leaves out what stands in a dateline.
func (r *reader) within(ns []corpus.Noun, in corpus.Range) []corpus.Noun {
	for _, n := range ns {
		if r.banned(n.Head, in) || r.banned(n.Tokens.First, in) {
			out := ns[:0:0]
			for _, n := range ns {
				if !r.banned(n.Head, in) {
					for n.Tokens.First < n.Head && r.banned(n.Tokens.First, in) {
						n.Tokens.First++
					}
					out = append(out, n)
				}
			}
			return out
		}
	}
	return ns
}

// held reports whether the clause has a phrase with that head.
func (r *reader) held(c *clause, n corpus.Noun) bool {
	for _, list := range [][]corpus.Noun{c.Subjects, c.Objects, c.Indirect, c.Agents, c.Obliques} {
		for _, m := range list {
			if m.Head == n.Head || r.chunkAt[m.Head] >= 0 && r.chunkAt[m.Head] == r.chunkAt[n.Head] {
				return true
			}
		}
	}
	return false
}

// reheaded moves the head of a phrase to the noun before its first preposition,
// where the parser chose a noun after it ("the envoy Ana Ruiz at Palace Hotel").
func (r *reader) reheaded(ns []corpus.Noun) []corpus.Noun {
	var out []corpus.Noun
	for i, n := range ns {
		k := r.chunkAt[n.Head]
		if k < 0 || n.Tokens.Len() == 0 {
			continue
		}
		if c := &r.chunks[k]; r.plural(c.head) && c.head > n.Head { // "Maltese rebels", the noun read as a verb
			if out == nil {
				out = append(out, ns...)
			}
			out[i].Head, out[i].Tokens.End = c.head, c.end
			continue
		}
		first := r.chunkAt[n.Tokens.First]
		if first < 0 || first == k || r.chunks[k].prep == "" || r.chunks[k].first <= n.Tokens.First {
			continue
		}
		if c := &r.chunks[first]; c.end < n.Tokens.End && c.first == n.Tokens.First && r.chunks[k].first-1 >= c.end {
			if out == nil {
				out = append(out, ns...)
			}
			m := r.nounOf(c)
			m.Prep = n.Prep
			out[i] = m
		}
	}
	if out == nil {
		return ns
	}
	return out
}

// governed reports a gerund right behind a verb that takes one ("denies killing").
func (r *reader) governed(i int) bool {
	p := r.predicate[i-1]
	return p >= 0 && (r.clauses[p].word.is(cueDeny) || r.clauses[p].word.is(cueEnding) || r.clauses[p].Lemma == "admit" || r.clauses[p].Lemma == "confess")
}

// orphans adds clauses for finite or participial verbs of the lexicon that the
// parser gave no clause.
func (r *reader) orphans() {
	d := r.d
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		for i := in.First; i < in.End; i++ {
			t := &d.Tokens[i]
			if !t.XPOS.Verbal() || t.UPOS == ud.AUX || r.clauseAt(i) || r.entityAt[i] >= 0 || len(r.lemmas[i].verb.frames) == 0 {
				continue
			}
			k := r.chunkAt[i]
			if k >= 0 { // "seized control", read as a modifier: a verb if a bare noun phrase precedes and a noun follows
				if r.chunks[k].first != i || i == in.First || t.XPOS == ud.VBG && !r.governed(i) {
					continue
				}
				j := i - 1
				for j > in.First && d.Tokens[j].UPOS == ud.ADV {
					j--
				}
				if t.XPOS != ud.VBG && (r.chunkAt[j] < 0 || r.chunks[r.chunkAt[j]].prep != "" && t.XPOS != ud.VBD) {
					continue
				}
				c := &r.chunks[k]
				r.chunkAt[i] = -1
				c.first = i + 1
				c.prep = ""
			}
			c := clause{word: r.lemmas[i], Clause: corpus.Clause{Sentence: s, Tokens: corpus.Range{First: max(in.First, i-1), End: min(in.End, i+8)}, Predicate: i, Lemma: t.Lemma,
				Parent: -1, Complement: -1, Finite: t.XPOS == ud.VBD || t.XPOS == ud.VBZ || t.XPOS == ud.VBP || t.XPOS == ud.VBN}}
			for j := i - 1; j >= max(in.First, i-5); j-- {
				u := &d.Tokens[j]
				if u.UPOS != ud.AUX && u.UPOS != ud.ADV && u.UPOS != ud.PART && u.XPOS != ud.MD && u.XPOS != ud.TO {
					break
				}
				switch w := r.lower(j); {
				case u.XPOS == ud.MD:
					c.Modal = u.Lemma
					if w == "will" || w == "'ll" || w == "shall" || w == "wo" {
						c.Tense = corpus.Future
					}
				case w == "not" || w == "n't" || w == "never":
					c.Negated = true
				case u.XPOS == ud.TO:
					c.Mark = "to"
				case u.Lemma == "be" && t.XPOS == ud.VBN:
					c.Passive = true
				}
			}
			if c.Mark == "to" || t.XPOS == ud.VBG {
				for j := i - 1; j >= max(in.First, i-8); j-- {
					if p := r.predicate[j]; p >= 0 {
						c.Parent, c.Link = p, corpus.OpenClause
						break
					}
				}
				if c.Parent < 0 {
					continue
				}
			} else {
				c.Subjects = r.before(i, in)
				if len(c.Subjects) == 0 {
					continue
				}
				if h := c.Subjects[0].Head; t.XPOS == ud.VBP && len(c.Subjects) == 1 && d.Tokens[h].XPOS != ud.NNS && d.Tokens[h].XPOS != ud.PRP {
					continue // "the station target": no verb after a singular
				}
			}
			if t.XPOS == ud.VBN && !c.Passive && k < 0 && c.Mark == "" {
				has := false
				for j := i - 1; j >= max(in.First, i-4); j-- {
					has = has || d.Tokens[j].Lemma == "have"
				}
				if !has && i+1 < in.End && (d.Tokens[i+1].UPOS == ud.ADP || d.Tokens[i+1].UPOS == ud.PUNCT) {
					continue // a reduced relative
				}
			}
			r.predicate[i] = len(r.clauses)
			r.clauses = append(r.clauses, c)
		}
	}
}
