package events

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// A headline leaves out auxiliaries and articles, and a tagger trained on prose
// takes its verb for a noun ("PM slams opposition", "Police arrest editor"). In a
// short sentence without a finite verb the verb is found by its form.

// headlineLength bounds a headline, in tokens.
const headlineLength = 24

// headlines marks the verbs of headlines that were read as nouns.
func (r *reader) headlines() {
	d := r.d
	r.heading, r.bare = cleared(r.heading, len(d.Tokens)+1), cleared(r.bare, len(d.Sentences))
	for s := range d.Sentences {
		in := d.Sentences[s].Body()
		if in.Len() < 3 || in.Len() > headlineLength {
			continue
		}
		finite := false
		for i := in.First; i < in.End && !finite; i++ {
			switch t := &d.Tokens[i]; t.XPOS {
			case ud.VBD, ud.VBZ, ud.VBP, ud.MD:
				finite = !r.plural(i)
			}
		}
		if finite {
			continue
		}
		r.bare[s] = true
		for i := in.First + 1; i < in.End; i++ {
			if lemma := r.headed(i, in); lemma != "" {
				r.heading[i] = lemma
				break
			}
		}
	}
}

// headed is the lemma of the headline's verb at token i, or empty.
func (r *reader) headed(i int, in corpus.Range) string {
	d := r.d
	if i+1 >= in.End || i+2 == in.End && d.Tokens[i+1].UPOS == ud.PUNCT { // "President resigns"
		if t := &d.Tokens[i]; t.UPOS == ud.NOUN && t.XPOS == ud.NNS && (r.entityAt[i-1] >= 0 || r.lemmas[i-1].is(cuePeople)) {
			for _, l := range bases(r.lower(i)) {
				for _, f := range r.b.look(l).verb.frames {
					if f.weight() == 0 && f.alone && r.b.look(l).noun == nil {
						return l
					}
				}
			}
		}
		return ""
	}
	t, p, n := &d.Tokens[i], &d.Tokens[i-1], &d.Tokens[i+1]
	bearer := p.UPOS == ud.ADJ && r.lemmas[i-1].is(cuePeople) // "UN chief"
	if t.UPOS != ud.NOUN && t.UPOS != ud.PROPN && t.UPOS != ud.VERB && t.UPOS != ud.ADV || !bearer && p.UPOS != ud.NOUN && p.UPOS != ud.PROPN && p.UPOS != ud.NUM && r.entityAt[i-1] < 0 ||
		n.XPOS == ud.POS || p.XPOS == ud.POS || n.UPOS == ud.PUNCT || i+1 < in.End && r.entityAt[i] >= 0 && r.entityAt[i] == r.entityAt[i+1] {
		return ""
	}
	// What follows a noun is no object: a name, an article, a number.
	object := r.entityAt[i+1] >= 0 || n.UPOS == ud.DET || n.UPOS == ud.NUM || n.UPOS == ud.PRON
	if w := r.lower(i + 1); r.lower(i) == "shot" && (w == "dead" || w == "down" || w == "by") {
		return "shoot"
	}
	for _, l := range bases(r.lower(i)) {
		switch w := r.b.look(l); {
		case w.is(cueDeny) && n.XPOS == ud.VBG:
			return l
		case w.is(cuePeople):
		case w.is(cueIntent) && r.lower(i+1) == "to":
			return l
		case len(w.verb.frames) > 0 && strings.HasSuffix(r.lower(i), "s") && (r.b.nouns[l] == nil || object):
			return r.b.lemma(l)
		}
	}
	l, w := r.lower(i), r.forms[i]
	several := p.XPOS == ud.NNS || p.XPOS == ud.NNPS || r.forms[i-1].is(cuePlural) || r.listed(i-1, in)
	if several && len(w.verb.frames) > 0 && !w.is(cuePeople) && (r.b.nouns[l] == nil || object || n.UPOS == ud.ADP && p.XPOS == ud.NNS) && !strings.HasSuffix(l, "s") {
		return r.b.lemma(l)
	}
	return ""
}

// listed reports a name that a comma or "and" joins to another before it.
func (r *reader) listed(i int, in corpus.Range) bool {
	e := r.entityAt[i]
	for i > in.First && e >= 0 && r.entityAt[i-1] == e {
		i--
	}
	return e >= 0 && i-2 >= in.First && (r.d.Word(i-1) == "," || r.lower(i-1) == "and") && r.entityAt[i-2] >= 0
}

// head adds the clauses of headline verbs and gives a headline's infinitive ("EU to
// impose …") its subject.
func (r *reader) head() {
	d := r.d
	for s := range d.Sentences {
		if !r.bare[s] {
			continue
		}
		in := d.Sentences[s].Body()
		for i := in.First; i < in.End; i++ {
			lemma := r.heading[i]
			if lemma == "" {
				continue
			}
			k := r.predicate[i]
			if k < 0 {
				k = len(r.clauses)
				r.clauses = append(r.clauses, clause{Clause: corpus.Clause{Sentence: s, Tokens: in, Predicate: i, Parent: -1, Complement: -1}})
				r.predicate[i] = k
			}
			c := &r.clauses[k]
			c.Lemma, c.word = lemma, r.b.look(lemma)
			c.Finite, c.Tense, c.Copular, c.Passive = true, corpus.Present, false, false
			if r.lower(i) == "shot" {
				c.Tense = corpus.Past
			}
			c.Parent, c.Link, c.Mark = -1, corpus.RootClause, ""
			c.Subjects, c.Objects, c.Indirect, c.Agents, c.Obliques = r.listBefore(i, in), nil, nil, nil, nil
			to := i+1 < in.End && r.lower(i+1) == "to"
			if to || i+1 < in.End && d.Tokens[i+1].XPOS == ud.VBG {
				for v := i + 1; v < min(in.End, i+5); v++ {
					if q := r.predicate[v]; q >= 0 && q != k {
						c.Complement = q
						r.clauses[q].Parent, r.clauses[q].Link, r.clauses[q].Mark = k, corpus.OpenClause, ""
						if to {
							r.clauses[q].Mark = "to"
						}
						r.clauses[q].Subjects = nil
						break
					}
				}
			}
		}
	}
	for k := range r.clauses {
		c := &r.clauses[k]
		if !r.bare[c.Sentence] || c.Parent >= 0 && r.clauses[c.Parent].Finite {
			continue
		}
		in := d.Sentences[c.Sentence].Body()
		to := c.Predicate - 1
		for to > in.First && d.Tokens[to].UPOS == ud.ADV {
			to--
		}
		if to <= in.First || r.lower(to) != "to" || len(c.Subjects) > 0 && c.Subjects[0].Head > to {
			continue
		}
		if src := r.listBefore(to, in); len(src) > 0 {
			c.Subjects, c.Tense, c.Mark, c.Link, c.Parent = src, corpus.Future, "", corpus.RootClause, -1
		}
	}
}

// listBefore is the noun phrase that ends before token i, with the names that commas
// or "and" join to it on its left ("Chad, Niger restore ties").
func (r *reader) listBefore(i int, in corpus.Range) []corpus.Noun {
	k := -1
	if i > in.First {
		k = r.chunkAt[i-1]
	}
	if k < 0 || r.chunks[k].prep != "" || r.dateAt[i-1] >= 0 {
		return nil
	}
	out := r.keep(r.nounOf(&r.chunks[k]))
	for len(out) < 6 {
		j := r.chunks[k].first - 1
		if j <= in.First || r.lower(j) != "," && r.lower(j) != "and" || r.chunkAt[j-1] < 0 || r.entityAt[j-1] < 0 || r.entityAt[r.chunks[k].head] < 0 {
			break
		}
		k = r.chunkAt[j-1]
		if r.chunks[k].prep != "" {
			break
		}
		out = append([]corpus.Noun{r.nounOf(&r.chunks[k])}, out...)
	}
	return out
}
