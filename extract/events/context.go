package events

import (
	"math/bits"
	"strings"

	"dateline/corpus"
)

// Contexts come from the act itself (data/acts.tsv), the words of its sentence
// (data/contexts.tsv) and what the document is about.

// contextsOf are the contexts that the words of a sentence speak of, as bits.
func (r *reader) contextsOf(s corpus.Span) uint64 {
	hit := uint64(0)
	in := r.d.TokensIn(s)
	for i := in.First; i < in.End; i++ {
		if i > in.First && r.lower(i) == "gas" && r.lower(i-1) == "tear" {
			continue
		}
		hit |= r.plain[i].contexts
	}
	return hit
}

// named are the names of contexts, in table order.
func (b *book) named(contexts uint64) []string {
	if contexts == 0 {
		return nil
	}
	out := make([]string, 0, bits.OnesCount64(contexts))
	for ; contexts != 0; contexts &= contexts - 1 {
		out = append(out, b.order[bits.TrailingZeros64(contexts)])
	}
	return out
}

// often is how many words of a context make it the document's topic, if one stands
// in the first sentences.
const often = 3

// topics are the matters that a whole document treats, of those that agreements are made about.
func (r *reader) topics() uint64 {
	var count [64]int
	early := uint64(0)
	for s := range r.d.Sentences {
		in := r.d.Sentences[s].Tokens
		for i := in.First; i < in.End; i++ {
			if len(r.low[i]) < 3 {
				continue
			}
			of := r.plain[i].matters
			if s < 3 {
				early |= of
			}
			for ; of != 0; of &= of - 1 {
				count[bits.TrailingZeros64(of)]++
			}
		}
	}
	hit := uint64(0)
	for c, n := range count {
		if n >= often {
			hit |= 1 << c
		}
	}
	return hit & early
}

// diplomacy reports whether the first news of the document is a matter between
// states: a meeting, an agreement, a treaty.
func (r *reader) diplomacy() bool {
	for i := range r.d.Events {
		e := &r.d.Events[i]
		if e.Type == corpus.Statement {
			continue
		}
		if r.d.SentenceAt(e.Trigger.Start) > 1 {
			return false
		}
		if e.Type == corpus.Consult || e.Type == corpus.Agree || e.CAMEO == "057" {
			return true
		}
	}
	return false
}

// circumstances are the contexts of an event; words are those of its sentence.
func (r *reader) circumstances(e *corpus.Event, words, topics uint64, diplomacy bool) []string {
	if e.Type == corpus.Statement {
		return r.b.named(words)
	}
	hit := words
	for i := range r.b.acts {
		a := &r.b.acts[i]
		if a.root == e.Type && (a.mode == "" || a.mode == e.Mode) && strings.HasPrefix(e.CAMEO, a.cameo) && (!a.apart || apart(e)) {
			hit |= a.bit
		}
	}
	if diplomacy && hit&r.b.legislative == 0 && r.public(e) {
		switch e.Type {
		case corpus.Support, corpus.Concede, corpus.Reject, corpus.Request, corpus.Accuse:
			hit |= r.b.diplomatic
		}
	}
	if hit&r.b.diplomatic != 0 {
		hit |= topics
	}
	return r.b.named(hit)
}

// apart reports whether the two sides are of different countries.
func apart(e *corpus.Event) bool {
	for _, s := range e.Sources {
		for _, t := range e.Targets {
			if s.Country != "" && t.Country != "" && s.Country != t.Country {
				return true
			}
		}
	}
	return false
}
