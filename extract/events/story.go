package events

import (
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// topical finds out what the sentences and the whole document are about, and the clause of each token.
func (r *reader) topical() {
	d := r.d
	r.clauseOf = unset(r.clauseOf, len(d.Tokens))
	r.sport, r.polled, r.accident = r.sport[:0], r.polled[:0], r.accident[:0]
	told, mishap, civic := uint8(0), false, 0
	games := r.games[:0] // the words of the playing field, each once
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		sport, accident, polled := 0, 0, false
		seen := uint8(0)
		for i := in.First; i < in.End; i++ {
			of := r.lemmas[i].topics
			topic := of | r.forms[i].topics
			polled = polled || topic&topicPoll != 0
			seen |= topic
			if of&topicCivic != 0 && d.Tokens[i].UPOS == ud.NOUN {
				civic++
			}
			r.armed = r.armed || topic&topicHostile != 0 && d.Tokens[i].Lemma != "strike"
			if topic&topicSport != 0 {
				sport++
			}
			if topic&topicGame != 0 && len(games) < fieldWords && !slices.Contains(games, r.plain[i]) {
				games = append(games, r.plain[i])
			}
			if r.dateAt[i] < 0 && (scored(d.Word(i)) || i+2 < in.End && d.Word(i+1) == "-" && d.Tokens[i].End == d.Tokens[i+1].Start && scored(d.Word(i)+"-"+d.Word(i+2))) && !r.voted(i, in) {
				sport += 2
			}
			if topic&topicAccident != 0 {
				accident++
			}
			r.clauseOf[i] = -1
			for h, n := i, 0; h >= 0 && n < 100; h, n = d.HeadOf(h, in), n+1 {
				if c := r.predicate[h]; c >= 0 {
					r.clauseOf[i] = c
					break
				}
			}
		}
		r.sport = append(r.sport, sport >= 2 || r.fictional(in))
		r.polled = append(r.polled, polled)
		r.accident = append(r.accident, accident >= 1 || seen&topicPlant != 0 && seen&topicHostile == 0 && r.blasted(in))
		told |= seen
		mishap = mishap || s < 3 && r.accident[s]
	}
	r.story, r.told = r.storied(civic), uint32(told&^topicCivic)
	r.games = games
	if len(games) == fieldWords || len(games) == fieldWords-1 && 3*len(games) >= len(d.Sentences) { // a story of sport from end to end
		for s := range r.sport {
			r.sport[s] = r.sport[s] || !r.lawful(d.Sentences[s].Tokens)
		}
	}
	if mishap && told&topicHostile == 0 { // a story of an accident from end to end
		for s := range r.accident {
			r.accident[s] = true
		}
	}
}

// fieldWords is how many different words of the playing field make a story of sport.
const fieldWords = 3

// lawful reports a word for police, court, government or armed people in a sentence.
func (r *reader) lawful(in corpus.Range) bool {
	for i := in.First; i < in.End; i++ {
		if k := r.plain[i].kind; k != 0 && r.d.Tokens[i].UPOS == ud.NOUN && r.b.lawful[k] {
			return true
		}
	}
	return false
}

// voted reports that a tally is one of judges or members ("ruled 5-4", "a 3-2 vote").
func (r *reader) voted(i int, in corpus.Range) bool {
	for k := max(in.First, i-3); k < min(in.End, i+6); k++ {
		if r.lemmas[k].is(cueBallot) {
			return true
		}
	}
	return false
}

// fictional reports a sentence that tells what stands in a film or book: it opens with one, as the
// subject or behind "in".
func (r *reader) fictional(in corpus.Range) bool {
	i := in.First
	inside := i < in.End && r.lower(i) == "in"
	if inside {
		i++
	}
	if i >= in.End || r.d.Tokens[i].UPOS != ud.DET {
		return false
	}
	for k := i + 1; k+1 < min(in.End, i+4); k++ {
		if r.lemmas[k].is(cueFiction) {
			return inside && r.d.Word(k+1) == "," || !inside && r.lemmas[k+1].is(cueTelling)
		}
	}
	return false
}

// storied is how many names of states and bodies and words of office (of these there are n) a sentence of
// the document has, in halves, at most 7.
func (r *reader) storied(n int) uint32 {
	for i := range r.d.Entities {
		switch r.d.Entities[i].Type {
		case corpus.GPE, corpus.Norp, corpus.Org:
			n++
		}
	}
	return uint32(min(7, 2*n/max(1, len(r.d.Sentences))))
}

// scored reports the result of a game ("4-0", "110–98").
func scored(w string) bool {
	if w == "" || w[0] < '0' || w[0] > '9' { // most words
		return false
	}
	a, b, ok := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-")
	if !ok || len(a) == 0 || len(a) > 3 || len(b) == 0 || len(b) > 3 {
		return false
	}
	return strings.Trim(a, "0123456789") == "" && strings.Trim(b, "0123456789") == ""
}

// blasted reports whether a sentence tells of an explosion.
func (r *reader) blasted(in corpus.Range) bool {
	for i := in.First; i < in.End; i++ {
		switch r.d.Tokens[i].Lemma {
		case "explode", "explosion", "blast", "burst", "rip", "burn":
			return true
		}
	}
	return false
}
