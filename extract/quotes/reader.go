package quotes

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// reader is the working memory of one document.
type reader struct {
	d     *corpus.Document
	b     *book
	pairs pairer
	paras []paragraph
	marks []mark

	in     []int32        // mark that holds a token, -1
	sent   []int32        // sentence of a token, an index of spans
	spans  []corpus.Range // sentences, those joined that a title's full stop has cut
	bodies []int          // where each of them begins behind its dateline or label
	inPara []int32        // paragraph of a token
	tags   []ud.XPOS      // with the tags of names set right
	dates  []int32        // where the time expression that begins at a token ends, -1
	named  []int32        // entity that holds a token, -1
	clause []int32        // clause whose predicate a token is, -1
	owner  []int32        // quotation that holds a token, -1
	cues   []cue
	found  []quotation
}

// paragraph is a run of sentences.
type paragraph struct {
	corpus.Span
	sentences corpus.Range // indices of Document.Sentences
}

// quotation is a quote in the making, in tokens.
type quotation struct {
	pieces  []corpus.Range
	cue     corpus.Range // empty: none
	speaker corpus.Range // empty: nobody is named
	head    int          // head of the speaker, -1
	rule    rule
	para    int
	dropped bool
}

func (r *reader) open(d *corpus.Document, b *book) {
	r.d, r.b = d, b
	n := len(d.Tokens)
	r.in, r.sent, r.clause, r.owner = fill(r.in, n), fill(r.sent, n), fill(r.clause, n), fill(r.owner, n)
	r.inPara = fill(r.inPara, n)
	r.spans, r.bodies = r.spans[:0], r.bodies[:0]
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		if s > 0 && in.Len() > 0 && r.cut(in.First) {
			r.spans[len(r.spans)-1].End = in.End
		} else {
			r.spans = append(r.spans, in)
			r.bodies = append(r.bodies, d.Sentences[s].Body().First)
		}
		for i := in.First; i < in.End; i++ {
			r.sent[i] = int32(len(r.spans) - 1)
		}
	}
	r.named = fill(r.named, n)
	if cap(r.tags) < n {
		r.tags = make([]ud.XPOS, n, n+n/2)
	}
	r.tags = r.tags[:n]
	for i := range d.Tokens {
		r.tags[i] = d.Tokens[i].XPOS
		if r.tags[i] == ud.NN && d.Tokens[i].Len() <= 5 && r.is(i, "every", "each", "no", "all", "both") {
			r.tags[i] = ud.DT
		}
		if r.tags[i] == ud.NNP && d.Text[d.Tokens[i].Start] >= 'a' && d.Text[d.Tokens[i].Start] <= 'z' {
			switch w := d.Word(i); {
			case strings.HasSuffix(w, "ing"):
				r.tags[i] = ud.VBG
			case strings.HasSuffix(w, "ed"):
				r.tags[i] = ud.VBD
			}
		}
	}
	for i := range r.tags {
		switch {
		case r.tags[i] == ud.VBZ && r.plural(i):
			r.tags[i] = ud.NNS
		case r.tags[i] == ud.VB && i > 0 && (r.tags[i-1] == ud.NNS || r.tags[i-1] == ud.PRP && r.is(i-1, "they", "we", "i", "you")) && r.sent[i] == r.sent[i-1] && !r.helped(i) && (i < 2 || r.tags[i-2] != ud.VB && !r.is(i-2, "to")):
			r.tags[i] = ud.VBP
		case r.tags[i] == ud.VB && r.is(i, "put") && i > 0 && r.sent[i] == r.sent[i-1] && (r.punct(i-1, ',') || r.tags[i-1].Nominal() || r.tags[i-1].Proper()) && !r.helped(i):
			r.tags[i] = ud.VBD
		case r.tags[i] == ud.NNS && r.b.forms[d.Word(i)] != "":
			r.tags[i] = ud.VBZ
		case r.tags[i] == ud.UH && r.is(i, "say"):
			r.tags[i] = ud.VBP
		}
	}
	for k := range d.Entities {
		r.name(k)
	}
	r.dates = fill(r.dates, n)
	for k := range d.Dates {
		if in := d.Dates[k].Tokens; in.Len() > 0 && in.End <= n {
			r.dates[in.First] = int32(in.End)
		}
	}
	for c := range d.Clauses {
		r.clause[d.Clauses[c].Predicate] = int32(c)
	}
	r.cues, r.found = r.cues[:0], r.found[:0]
}

// plural reports whether a word that is tagged as a verb in the third person is a
// plural: another verb stands right behind or before it ("diplomats say", "told
// reporters").
func (r *reader) plural(i int) bool {
	t := &r.d.Tokens[i]
	if w := r.d.Word(i); len(w) < 5 || w[len(w)-1] != 's' || t.Lemma == "be" || t.Lemma == "have" || t.Lemma == "do" {
		return false
	}
	s := r.sentence(i)
	if i+1 < s.End {
		if x := r.tags[i+1]; x == ud.VBD || x == ud.VBP || x == ud.MD || r.is(i+1, "say", "said") {
			return true
		}
	}
	if i == s.First {
		return i+1 < s.End && (r.tags[i+1] == ud.TO || r.is(i+1, "of", "from", "by"))
	}
	p := &r.d.Tokens[i-1]
	return (p.XPOS == ud.VBD || p.XPOS == ud.VB || p.XPOS == ud.VBP) && p.UPOS == ud.VERB
}

// name notes the tokens of entity k and sets their tags right: what is in a name is
// no verb.
func (r *reader) name(k int) {
	e := &r.d.Entities[k]
	if e.Type == corpus.Norp {
		return
	}
	for i := e.Tokens.First; i < e.Tokens.End && i < len(r.tags); i++ {
		r.named[i] = int32(k)
		x := r.tags[i]
		switch {
		case !r.capital(i) && e.Tokens.Len() == 1, r.d.Tokens[i].UPOS == ud.PUNCT && x != ud.HYPH, x == ud.POS:
		case x == ud.IN || x == ud.DT || x == ud.CC || x == ud.TO:
			if i == e.Tokens.End-1 {
				r.tags[i] = ud.NNP
			}
		case !x.Proper():
			r.tags[i] = ud.NNP
		}
	}
}

func fill(s []int32, n int) []int32 {
	if cap(s) < n {
		s = make([]int32, n, n+n/2)
	}
	s = s[:n]
	for i := range s {
		s[i] = -1
	}
	return s
}

func (r *reader) read() {
	r.paragraphs()
	r.readMarks()
	r.findCues()
	r.closeMarks()
	r.judgeMarks()
	r.dropCues()
	r.turns()
	r.attach()
	r.blocks()
	r.behind()
	r.sourced()
	r.asSaid()
	r.ahead()
	r.nominal()
	r.runsOn()
	r.alone()
}

// paragraphs cuts the document into runs of sentences. A line end parts them, but
// for a text wrapped to a width (a sentence holds a line end), where it takes an
// empty line.
func (r *reader) paragraphs() {
	d := r.d
	wrapped := false
	for _, s := range d.Sentences {
		if strings.IndexByte(d.Text[s.Start:s.End], '\n') >= 0 {
			wrapped = true
			break
		}
	}
	r.paras = r.paras[:0]
	for i, s := range d.Sentences {
		if i > 0 {
			last := &r.paras[len(r.paras)-1]
			lines := strings.Count(d.Text[last.End:s.Start], "\n")
			if lines == 0 || wrapped && lines == 1 {
				last.End = s.End
				last.sentences.End = i + 1
				continue
			}
		}
		r.paras = append(r.paras, paragraph{s.Span, corpus.Range{First: i, End: i + 1}})
	}
	for p := range r.paras {
		for s := r.paras[p].sentences.First; s < r.paras[p].sentences.End; s++ {
			for i := d.Sentences[s].Tokens.First; i < d.Sentences[s].Tokens.End; i++ {
				r.inPara[i] = int32(p)
			}
		}
	}
}

func (r *reader) readMarks() {
	p := &r.pairs
	p.text, p.marks, p.open = r.d.Text, p.marks[:0], false
	for i := range r.paras {
		var next corpus.Span
		if i+1 < len(r.paras) {
			next = r.paras[i+1].Span
		}
		p.paragraph(i, r.paras[i].Span, next)
	}
	r.marks = p.marks
	t := 0
	for k := range r.marks {
		m := &r.marks[k]
		for t < len(r.d.Tokens) && r.d.Tokens[t].End <= m.Start {
			t++
		}
		m.tokens.First = t
		for t < len(r.d.Tokens) && r.d.Tokens[t].Start < m.End {
			r.in[t] = int32(k)
			t++
		}
		m.tokens.End = t
	}
}

// para is the paragraph of a token.
func (r *reader) para(i int) int { return int(r.inPara[i]) }

// cut reports whether the sentence that begins at token i goes on from the one
// before: the full stop was that of a title or of an initial.
func (r *reader) cut(i int) bool {
	d := r.d
	if d.Tokens[i].Start-d.Tokens[i-1].End > 1 {
		return false
	}
	w := d.Word(i - 1)
	if titled(w) || w == "." && i >= 2 && d.Tokens[i-2].End == d.Tokens[i-1].Start && titled(d.Text[d.Tokens[i-2].Start:d.Tokens[i-1].End]) {
		return true
	}
	initial := i >= 3 && w == "." && d.Tokens[i-2].Len() == 1 && d.Tokens[i-2].End == d.Tokens[i-1].Start && r.capital(i-2) && d.Tokens[i-3].XPOS.Proper() ||
		i >= 2 && len(w) == 2 && w[1] == '.' && r.capital(i-1) && d.Tokens[i-2].XPOS.Proper()
	return initial && r.capital(i) && (d.Tokens[i].XPOS.Proper() || d.Tokens[i].XPOS == ud.NN)
}

// titled reports whether a word is a title whose full stop ends no sentence.
func titled(w string) bool {
	switch w {
	case "Mr.", "Mrs.", "Ms.", "Dr.", "Rev.", "Sen.", "Rep.", "Gov.", "Gen.", "Prof.", "Lt.", "Col.", "Sgt.", "Capt.", "Hon.", "Sens.", "Reps.", "Adm.", "Maj.", "Del.", "Messrs.":
		return true
	}
	return false
}

func (r *reader) tag(i int) ud.XPOS           { return r.tags[i] }
func (r *reader) sentence(i int) corpus.Range { return r.spans[r.sent[i]] }

// body is the sentence of token i without its dateline or label, unless the token stands there.
func (r *reader) body(i int) corpus.Range {
	s := r.sentence(i)
	if at := r.bodies[r.sent[i]]; at <= i {
		s.First = max(s.First, at)
	}
	return s
}

// is reports whether token i is one of the lower-case words.
func (r *reader) is(i int, words ...string) bool {
	w := r.d.Word(i)
	for _, x := range words {
		if len(x) == len(w) && strings.EqualFold(w, x) {
			return true
		}
	}
	return false
}

// byteAt is the first byte of token i.
func (r *reader) byteAt(i int) byte { return r.d.Text[r.d.Tokens[i].Start] }

// isQuoteMark reports whether token i is nothing but quotation marks.
func (r *reader) isQuoteMark(i int) bool { return isMark(r.d.Word(i)) }

// punct reports whether token i is that mark of punctuation.
func (r *reader) punct(i int, c byte) bool {
	t := &r.d.Tokens[i]
	return t.End-t.Start == 1 && r.d.Text[t.Start] == c
}

func (r *reader) dash(i int) bool {
	switch r.d.Word(i) {
	case "—", "–", "--", "―", "---":
		return true
	case "-":
		return i == 0 || r.d.Tokens[i].Start > r.d.Tokens[i-1].End
	}
	return false
}

// finite reports whether token i is a finite verb or an auxiliary.
func (r *reader) finite(i int) bool {
	switch r.tag(i) {
	case ud.VBD, ud.VBZ, ud.VBP, ud.MD:
		return true
	}
	return false
}
