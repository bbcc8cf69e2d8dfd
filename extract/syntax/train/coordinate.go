package main

import (
	"math/rand/v2"
	"slices"

	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/wordform"
)

// coordinate makes sentences that open with two subjects ("The army and the rebels
// agreed") out of those of the treebanks that open with one: the subject of another is put
// behind the first. Treebanks of web text have few of them and news has many.
func coordinate(all []*sentence) []*sentence {
	var fit []*sentence
	for _, s := range all {
		if subject(s) > 0 {
			fit = append(fit, s)
		}
	}
	rnd := rand.New(rand.NewPCG(20, 26))
	var out []*sentence
	for _, s := range fit {
		const longest, each = 30, 3
		if len(s.forms) > longest {
			continue
		}
		for range each {
			out = append(out, joined(s, fit[rnd.IntN(len(fit))]))
		}
	}
	return out
}

// subject is the number of words of the subject that a sentence begins with, if it is a
// noun with at most three words before it, and the verb does not show its number; else 0.
func subject(s *sentence) int {
	const longest = 4
	for i := range min(longest, len(s.forms)-1) {
		h := s.heads[i]
		if s.rels[i] != ud.Nsubj && s.rels[i] != ud.NsubjPass {
			if h <= i || h >= longest {
				return 0
			}
			continue
		}
		if x := s.tags[i]; !x.Nominal() || x == ud.PRP || h != i+1 || h >= len(s.forms) || s.heads[h] != len(s.forms) || s.tags[h] != ud.VBD {
			// With an auxiliary between them the verb comes later.
			if !x.Nominal() || h <= i || h >= len(s.forms) || s.heads[h] != len(s.forms) || s.tags[i+1] != ud.MD {
				return 0
			}
		}
		for j, head := range s.heads {
			if head == i && j > i {
				return 0 // more belongs to the noun
			}
		}
		return i + 1
	}
	return 0
}

// joined is s with "and" and the subject of other behind its own.
func joined(s, other *sentence) *sentence {
	n, m := subject(s), subject(other)
	noun := n - 1   // of s
	second := n + m // the noun of other, behind "and"
	moved := func(i int) int {
		if i >= n {
			return i + m + 1
		}
		return i
	}
	out := &sentence{
		forms: slices.Concat(s.forms[:n], []string{"and"}, other.forms[:m], s.forms[n:]),
		tags:  slices.Concat(s.tags[:n], []ud.XPOS{ud.CC}, other.tags[:m], s.tags[n:]),
		rels:  slices.Concat(s.rels[:n], []ud.Rel{ud.Cc}, other.rels[:m], s.rels[n:]),
	}
	if s.seen != nil {
		out.seen = slices.Concat(s.seen[:n], []ud.XPOS{ud.CC}, other.seen[:m], s.seen[n:])
	}
	if x := other.tags[0]; !x.Proper() {
		out.forms[n+1] = lowered(out.forms[n+1])
	}
	out.rels[second] = ud.Conj
	for _, h := range s.heads[:n] {
		out.heads = append(out.heads, moved(h))
	}
	out.heads = append(out.heads, second)
	for _, h := range other.heads[:m] {
		out.heads = append(out.heads, n+1+h)
	}
	out.heads[second] = noun
	for _, h := range s.heads[n:] {
		out.heads = append(out.heads, moved(h))
	}
	for _, f := range out.forms {
		out.looks = append(out.looks, wordform.Of(f))
	}
	return out
}

func lowered(w string) string {
	if c := w[0]; 'A' <= c && c <= 'Z' {
		return string(c+'a'-'A') + w[1:]
	}
	return w
}
