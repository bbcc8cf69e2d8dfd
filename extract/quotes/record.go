package quotes

import (
	"slices"
	"strconv"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// records turns what was found into quotes, in text order.
func (r *reader) records() []corpus.Quote {
	d := r.d
	slices.SortStableFunc(r.found, func(a, b quotation) int { return a.pieces[0].First - b.pieces[0].First })
	var out []corpus.Quote
	for k := range r.found {
		q := &r.found[k]
		if q.dropped {
			continue
		}
		rec := corpus.Quote{ID: "q" + strconv.Itoa(len(out)), Confidence: rules[q.rule].confidence, Rule: rules[q.rule].name, Kind: r.kind(q)}
		if c := rules[q.rule].marked; c > 0 && rec.Kind != corpus.Indirect {
			rec.Confidence = c
		}
		if r.unsaid(q) {
			rec.Confidence = min(rec.Confidence, confidenceUnsaid)
		}
		rec.Spans = make([]corpus.Piece, 0, len(q.pieces))
		for _, p := range q.pieces {
			s := r.span(p)
			rec.Spans = append(rec.Spans, corpus.Piece{s.Start, s.End})
		}
		rec.Span = corpus.Span{Start: rec.Spans[0][0], End: rec.Spans[len(rec.Spans)-1][1]}
		rec.Text = d.Surface(rec.Span)
		if q.cue.Len() > 0 {
			s := d.SpanOf(q.cue)
			rec.Cue = &corpus.Phrase{Span: s, Text: d.Surface(s)}
		}
		if q.head >= 0 {
			s := r.span(q.speaker)
			rec.Speaker = &corpus.Speaker{Span: s, Text: d.Surface(s), Actor: r.actor(q)}
		}
		out = append(out, rec)
	}
	return out
}

// span is the text of a piece. The full stop of a sentence that the tokeniser has
// left on its last word is no part of it; a mark of quotation that a token holds
// together with a word is kept.
func (r *reader) span(p corpus.Range) corpus.Span {
	d := r.d
	s := d.SpanOf(p)
	w := d.Word(p.End - 1)
	if n := len(w); n > 3 && w[n-1] == '.' && strings.IndexByte(w[:n-1], '.') < 0 && p.End == r.sentence(p.End-1).End && r.in[p.End-1] < 0 {
		s.End--
	}
	return s
}

// actor is the id of the speaker: of the entity that holds the head, else of the
// reference that ends at it.
func (r *reader) actor(q *quotation) string {
	d := r.d
	h := d.Tokens[q.head].Span
	i, found := slices.BinarySearchFunc(d.Entities, h, func(e corpus.Entity, s corpus.Span) int {
		switch {
		case e.End <= s.Start:
			return -1
		case e.Start >= s.End:
			return 1
		}
		return 0
	})
	if found && q.rule == ruleTurn && d.Entities[i].End > d.SpanOf(q.speaker).End {
		return "" // "A. No": the label was taken for an initial
	}
	if found && d.Entities[i].Actor != "" {
		return d.Entities[i].Actor
	}
	lo, hi := 0, len(d.References)
	for lo < hi {
		mid := (lo + hi) / 2
		if d.References[mid].End <= h.Start {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(d.References) && d.References[lo].Overlaps(h) {
		return d.References[lo].Actor
	}
	// A relative pronoun right behind a name ("Lee, who said").
	if x := r.tag(q.head); (x == ud.WP || x == ud.WDT) && q.head > 1 {
		j := q.head - 1
		if r.punct(j, ',') {
			j--
		}
		if k := r.named[j]; k >= 0 {
			return d.Entities[k].Actor
		}
	}
	// A name in apposition ("the minister, Ann Lee").
	whole := d.SpanOf(q.speaker)
	for ; i < len(d.Entities) && d.Entities[i].Start < whole.End; i++ {
		if e := &d.Entities[i]; e.Start >= whole.Start && e.Type == corpus.Person && e.Actor != "" {
			return e.Actor
		}
	}
	return ""
}

// kind tells by the share of the words that stand inside marks.
func (r *reader) kind(q *quotation) corpus.QuoteKind {
	if q.rule == ruleTurn || q.rule == ruleColon {
		return corpus.Direct
	}
	inside, all := 0, 0
	for _, p := range q.pieces {
		for i := p.First; i < p.End; i++ {
			if !wordy(r.d.Word(i)) {
				continue
			}
			all++
			if r.in[i] >= 0 {
				inside++
			}
		}
	}
	switch {
	case inside == 0:
		return corpus.Indirect
	case 20*inside >= 19*all:
		return corpus.Direct
	}
	return corpus.Mixed
}

// wordy reports whether a token is a word or number.
func wordy(w string) bool {
	c := w[0]
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0xC3 && c != 0xE2
}

// unsaid reports whether the cue of reported speech is denied, supposed or still to come.
func (r *reader) unsaid(q *quotation) bool {
	switch q.rule {
	case ruleThat, ruleBare, ruleWh, ruleInfinitive:
	default:
		return false
	}
	v := q.cue.First
	if v >= q.cue.End || !r.tag(v).Verbal() {
		return false
	}
	if q.head >= 0 {
		if r.is(q.head, "nobody", "none", "neither") || r.is(q.speaker.First, "no", "neither", "nobody", "none", "few") {
			return true
		}
		if i := q.speaker.First; i > r.sentence(v).First && q.speaker.End <= v && r.is(i-1, "if", "unless", "until", "lest") {
			return true
		}
	}
	first := r.verbPhrase(v, r.sentence(v).First)
	for i := first; i < v; i++ {
		switch {
		case r.is(i, "not", "n't", "n’t", "never", "hardly"):
			return true
		case r.is(i, "will", "'ll", "’ll", "would", "might", "may", "could", "should", "wo") && r.tag(i) == ud.MD && (q.head < 0 || !r.first(q.head)):
			return true
		case r.tag(i) == ud.TO:
			// "is expected to say", "is to say", "wants to say"; but "went on to say", "had to admit"
			switch l := r.d.Tokens[max(i-1, 0)].Lemma; {
			case r.is(max(i-1, 0), "going"), l == "be", l == "expect", l == "want", l == "plan", l == "hope", l == "set", l == "due", l == "likely", l == "refuse", l == "decline", l == "fail":
				return true
			}
		}
	}
	return false
}
