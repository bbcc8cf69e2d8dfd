package main

import (
	"fmt"
	"slices"

	"dateline/corpus"
	"dateline/extract/entities/internal/tagger"
)

var types = [...]string{"PER", "ORG", "LOC", "MISC"}

func group(t corpus.EntityType) int {
	switch t {
	case corpus.Person:
		return 0
	case corpus.Org:
		return 1
	case corpus.GPE, corpus.Loc, corpus.Fac:
		return 2
	}
	return 3
}

// score prints precision, recall and F1 over whole names by group of types, and
// over exact types where the gold is exact.
func score(name string, xs []*example, m *tagger.Model, errors int) {
	type key struct {
		corpus.Span
		group int
	}
	var right, gold, pred [4]int
	exact, exactGold, exactPred := 0, 0, 0
	for _, x := range xs {
		want := map[key]bool{}
		for _, k := range x.marks {
			want[key{k.Span, group(k.types[0])}] = true
			gold[group(k.types[0])]++
			exactGold++
		}
		found := map[key]bool{}
		for _, n := range x.doc.Tag(m) {
			s := corpus.Span{Start: x.doc.Pieces[n.First].Start, End: x.doc.Pieces[n.End-1].End}
			t := tagger.Types[n.Type]
			k := key{s, group(t)}
			found[k] = true
			pred[k.group]++
			exactPred++
			if want[k] {
				right[k.group]++
			} else if errors > 0 {
				fmt.Printf("  wrong  %s %s %q | %s\n", x.id, t, x.text[s.Start:s.End], around(x.text, s))
				errors--
			}
			for _, k := range x.marks {
				if k.Span == s && slices.Contains(k.types, t) {
					exact++
				}
			}
		}
		for _, k := range x.marks {
			if !found[key{k.Span, group(k.types[0])}] && errors > 0 {
				fmt.Printf("  missed %s %s %q | %s\n", x.id, k.types[0], x.text[k.Start:k.End], around(x.text, k.Span))
				errors--
			}
		}
	}
	fmt.Printf("%-28s", name)
	var r3, g3, p3 int
	for i, t := range types {
		fmt.Printf(" %s %.3f", t, f1(right[i], gold[i], pred[i]))
		if i < 3 {
			r3, g3, p3 = r3+right[i], g3+gold[i], p3+pred[i]
		}
	}
	fmt.Printf(" | three: P %.3f R %.3f F1 %.4f | exact types F1 %.4f\n", ratio(r3, p3), ratio(r3, g3), f1(r3, g3, p3), f1(exact, exactGold, exactPred))
}

func around(text string, s corpus.Span) string {
	a, b := max(s.Start-40, 0), min(s.End+40, len(text))
	return fmt.Sprintf("%q", text[a:b])
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func f1(right, gold, pred int) float64 {
	if gold+pred == 0 {
		return 0
	}
	return 2 * float64(right) / float64(gold+pred)
}
