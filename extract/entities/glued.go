package entities

import (
	"strings"

	"dateline/corpus"
	"dateline/extract/entities/gazetteer"
)

// parted cuts a mention that holds two known names side by side: a law, event or body between states
// and the country behind it ("Under the JCPOA [Iran] will …"), a people and the body behind it ("European
// NATO members"), two places joined by "and". A body's branch is named alike ("UNICEF Sudan"), so a body and a country are
// parted only where the document has each alone, which alone reports of a surface.
func (s *Stage) parted(e corpus.Entity, alone func(string) bool) []corpus.Entity {
	at := strings.IndexByte(e.Text, ' ')
	if at <= 0 || s.classes(e.Text) != 0 {
		return nil
	}
	for _, and := range [...]string{" and ", " And "} {
		if a, b, ok := strings.Cut(e.Text, and); ok && (s.classes(a)|s.classes(b)) == gazetteer.Country && s.classes(a) == s.classes(b) {
			return halves(e, len(a), len(e.Text)-len(b), corpus.GPE, corpus.GPE)
		}
	}
	switch e.Type {
	case corpus.Org, corpus.Product, corpus.Law, corpus.EventT, corpus.Loc, corpus.GPE:
	default:
		return nil
	}
	a, b := e.Text[:at], e.Text[at+1:]
	if s.classes(b) == gazetteer.Country && acronym(a) {
		switch t := gazetteer.Only(s.classes(a)); {
		case t == corpus.Law || t == corpus.EventT || t == corpus.Org && gazetteer.Interstate(s.classes(a)) && alone(a) && alone(b):
			return halves(e, at, at+1, t, corpus.GPE)
		}
	}
	at = strings.LastIndexByte(e.Text, ' ')
	a, b = e.Text[:at], e.Text[at+1:]
	if e.Type == corpus.Org && acronym(b) && gazetteer.Interstate(s.classes(b)) {
		if gazetteer.Only(s.classes(a)) == corpus.Norp {
			return halves(e, at, at+1, corpus.Norp, corpus.Org)
		}
		if side, people, ok := strings.Cut(a, " "); ok && compass.lower(side) && gazetteer.Only(s.classes(people)) == corpus.Norp {
			return halves(e, at, at+1, corpus.Norp, corpus.Org)
		}
	}
	return nil
}

// halves are the two mentions of e up to byte a and from byte b of its text.
func halves(e corpus.Entity, a, b int, left, right corpus.EntityType) []corpus.Entity {
	return []corpus.Entity{
		{Span: corpus.Span{Start: e.Start, End: e.Start + a}, Text: e.Text[:a], Type: left},
		{Span: corpus.Span{Start: e.Start + b, End: e.End}, Text: e.Text[b:], Type: right},
	}
}

// joined mends a name that begins with the second half of a pair, "NATO-[Ukraine Action Plan]": of a body
// the first half is part, of anything else the second half alone is left. The mention last stands before e.
func (s *Stage) joined(d *corpus.Document, last, e *corpus.Entity) (whole bool) {
	if last.End+1 != e.Start || d.Text[last.End] != '-' || e.Type != corpus.Org && e.Type != corpus.Law && e.Type != corpus.EventT {
		return false
	}
	first, rest, ok := strings.Cut(e.Text, " ")
	t := gazetteer.TypeOf(s.classes(first))
	if !ok || t == "" || s.classes(e.Text) != 0 || gazetteer.TypeOf(s.classes(last.Text)) == "" {
		return false
	}
	if head := rest[strings.LastIndexByte(rest, ' ')+1:]; bodies.of(head) || heads.of(head) != "" || forms.of(head) {
		e.Start = last.Start
		e.Text = d.Text[e.Start:e.End]
		return true
	}
	e.End, e.Text, e.Type = e.Start+len(first), first, t
	return false
}

// twofold makes one of a country's name that was cut at its "and": "[Bosnia] and [Herzegovina]", but not
// where each half is a country. The mention last stands before e.
func (s *Stage) twofold(d *corpus.Document, last, e *corpus.Entity) bool {
	if e.Start-last.End != len(" and ") || d.Text[last.End:e.Start] != " and " || s.classes(d.Text[last.Start:e.End])&gazetteer.Country == 0 || s.classes(e.Text)&gazetteer.Country != 0 {
		return false
	}
	e.Start, e.Type = last.Start, corpus.GPE
	e.Text = d.Text[e.Start:e.End]
	return true
}

// lengthen takes in "and" and the word behind it where the lists know the whole: "[Ministry of Peace] and
// Harmony". Byte next is where the next mention starts.
func (s *Stage) lengthen(d *corpus.Document, e *corpus.Entity, next int) {
	if e.Type != corpus.Law && e.Type != corpus.Org || !strings.HasPrefix(d.Text[e.End:], " and ") {
		return
	}
	w := wordAfter(d.Text, e.End+len(" and"))
	end := e.End + len(" and ") + len(w)
	if w == "" || w[0] > 'Z' || end > next || s.classes(d.Text[e.Start:end]) == 0 {
		return
	}
	if t := gazetteer.Only(s.classes(d.Text[e.Start:end])); t != "" {
		e.End, e.Text, e.Type = end, d.Text[e.Start:end], t
	}
}

// term reports whether a place of one common word closes a term of common words with capitals: "Plan of [Action]".
func (s *Stage) term(text string, e *corpus.Entity) bool {
	if e.Type != corpus.GPE && e.Type != corpus.Loc || strings.IndexByte(e.Text, ' ') >= 0 || s.classes(e.Text) != 0 || !gazetteer.Default().IsCommon(strings.ToLower(e.Text)) {
		return false
	}
	if wordBefore(text, e.Start) != "of" {
		return false
	}
	w := wordBefore(text, e.Start-len("of "))
	return w != "" && w[0] <= 'Z' && gazetteer.Default().IsCommon(strings.ToLower(w))
}
