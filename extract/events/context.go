package events

import (
	"slices"
	"strings"

	"dateline/corpus"
)

// Contexts come from the act itself (data/acts.tsv), the words of its sentence
// (data/contexts.tsv) and what the document is about.

// contextsOf are the contexts that the words of a sentence speak of, in table order.
func (r *reader) contextsOf(s corpus.Span) []string {
	hit := map[string]bool{}
	in := r.d.TokensIn(s)
	for i := in.First; i < in.End; i++ {
		if i > in.First && r.lower(i) == "gas" && r.lower(i-1) == "tear" {
			continue
		}
		for _, c := range r.b.contexts[strings.ToLower(r.d.Tokens[i].Lemma)] {
			hit[c] = true
		}
	}
	return r.ordered(hit)
}

func (r *reader) ordered(hit map[string]bool) []string {
	var out []string
	for _, c := range r.b.order {
		if hit[c] && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// often is how many words of a context make it the document's topic, if one stands
// in the first sentences.
const often = 3

// topics are the matters that a whole document treats, of those that agreements are made about.
func (r *reader) topics() []string {
	count, early := map[string]int{}, map[string]bool{}
	for s := range r.d.Sentences {
		in := r.d.Sentences[s].Tokens
		for i := in.First; i < in.End; i++ {
			if len(r.low[i]) < 3 {
				continue
			}
			for _, c := range r.b.matters[strings.ToLower(r.d.Tokens[i].Lemma)] {
				count[c]++
				early[c] = early[c] || s < 3
			}
		}
	}
	hit := map[string]bool{}
	for c, n := range count {
		hit[c] = n >= often && early[c]
	}
	return r.ordered(hit)
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
func (r *reader) circumstances(e *corpus.Event, words, topics []string, diplomacy bool) []string {
	if e.Type == corpus.Statement {
		return words
	}
	hit := map[string]bool{}
	for _, c := range words {
		hit[c] = true
	}
	for i := range r.b.acts {
		a := &r.b.acts[i]
		if a.root == e.Type && (a.mode == "" || a.mode == e.Mode) && strings.HasPrefix(e.CAMEO, a.cameo) && (!a.apart || apart(e)) {
			hit[a.context] = true
		}
	}
	if diplomacy && !hit["legislative"] && r.public(e) {
		switch e.Type {
		case corpus.Support, corpus.Concede, corpus.Reject, corpus.Request, corpus.Accuse:
			hit["diplomatic"] = true
		}
	}
	if hit["diplomatic"] {
		for _, c := range topics {
			hit[c] = true
		}
	}
	return r.ordered(hit)
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
