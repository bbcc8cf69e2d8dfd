package teach

import (
	"cmp"
	"slices"
	"strings"

	"dateline/corpus"
)

// Identity is an actor of an article with all its mentions.
type Identity struct {
	Name     string            // the longest of its names, or what an "&" line calls it
	Type     corpus.EntityType // of its first mention
	Mentions []corpus.Span     // names and references, in order, none twice
}

// nameKey is a string that is marked, with its type.
type nameKey struct {
	text string
	kind corpus.EntityType
}

// Identities are the actors of the article in order of their first mention. The same
// string of the same type is one actor; a part of a person's name is the one person whose
// name has it; "Long Name (LN)" are one; "&" lines say the rest. A part that two persons share is an actor
// of its own.
func (a *Article) Identities() []Identity {
	parent := map[nameKey]nameKey{}
	var root func(nameKey) nameKey
	root = func(k nameKey) nameKey {
		if p, ok := parent[k]; ok {
			r := root(p)
			parent[k] = r
			return r
		}
		return k
	}
	join := func(k, to nameKey) {
		if k, to = root(k), root(to); k != to {
			parent[k] = to
		}
	}

	spans := map[nameKey][]corpus.Span{}
	at := map[corpus.Span]nameKey{}
	var order []nameKey
	for _, p := range a.Paragraphs {
		for i, n := range p.Names {
			k := nameKey{a.Surface(n.Span), n.Type}
			if spans[k] == nil {
				order = append(order, k)
			}
			spans[k] = append(spans[k], n.Span)
			at[n.Span] = k
			if i > 0 {
				if before := p.Names[i-1]; before.Type == n.Type && a.Text[before.End:n.Start] == " (" && strings.HasPrefix(a.Text[n.End:], ")") && initials(a.Surface(before.Span), k.text) {
					join(k, at[before.Span])
				}
			}
		}
	}
	for _, k := range order {
		if k.kind != corpus.Person {
			continue
		}
		var whole []nameKey
		for _, w := range order {
			if w != k && w.kind == corpus.Person && partOf(k.text, w.text) {
				whole = append(whole, w)
			}
		}
		// "Sandu" of "Maia Sandu" and "President-elect Maia Sandu" is one person, of "Maia
		// Sandu" and "Ion Sandu" none.
		for _, w := range whole {
			if !slices.ContainsFunc(whole, func(v nameKey) bool { return v != w && !partOf(v.text, w.text) && !partOf(w.text, v.text) }) {
				join(k, w)
			}
		}
	}

	names := map[nameKey]string{}
	more := map[nameKey][]corpus.Span{}
	for _, x := range a.Actors {
		var first nameKey
		for _, k := range order {
			if k.text == x.Name {
				first = k
				break
			}
		}
		for _, s := range x.Mentions {
			if k, ok := at[s]; ok {
				join(k, first)
			}
		}
	}
	for _, x := range a.Actors {
		for _, k := range order {
			if k.text == x.Name {
				r := root(k)
				names[r] = x.Name
				for _, s := range x.Mentions {
					if _, ok := at[s]; !ok {
						more[r] = append(more[r], s)
					}
				}
				break
			}
		}
	}

	byRoot := map[nameKey]int{}
	var out []Identity
	for _, k := range order {
		r := root(k)
		i, ok := byRoot[r]
		if !ok {
			i = len(out)
			byRoot[r] = i
			out = append(out, Identity{Name: names[r], Type: k.kind, Mentions: more[r]})
		}
		x := &out[i]
		if names[r] == "" && len(k.text) > len(x.Name) {
			x.Name = k.text
		}
		x.Mentions = append(x.Mentions, spans[k]...)
	}
	for i := range out {
		slices.SortFunc(out[i].Mentions, func(a, b corpus.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
		out[i].Mentions = slices.Compact(out[i].Mentions)
	}
	return out
}

// partOf reports whether a name's words stand in a longer name, in order and together.
func partOf(part, whole string) bool {
	p, w := strings.Fields(part), strings.Fields(whole)
	return len(p) < len(w) && contains(w, p)
}

// initials reports whether a name in capitals can be the letters of a longer one.
func initials(long, short string) bool {
	at := 0
	for _, r := range strings.ToLower(short) {
		if !letter(r) {
			continue
		}
		i := strings.IndexRune(strings.ToLower(long)[at:], r)
		if i < 0 {
			return false
		}
		at += i + len(string(r))
	}
	return at > 0 && len(short) < len(long)
}
