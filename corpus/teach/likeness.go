package teach

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// fewestWords is the length from which a sentence must not stand twice.
const fewestWords = 6

// sentences finds sentences that stand in the corpus twice, whatever their names'
// marks, case and punctuation.
func (l *linter) sentences(articles []*Article) {
	first := map[string]string{}
	for _, a := range articles {
		for i := range a.Paragraphs {
			p := &a.Paragraphs[i]
			for _, s := range split(a.Surface(p.Span)) {
				words := wordsOf(s)
				if len(words) < fewestWords {
					continue
				}
				key := strings.Join(words, " ")
				if place, ok := first[key]; ok {
					l.report(a, p, p.Line, RuleSentence, around(s, 0), "stands at %s already", place)
				} else {
					first[key] = a.Place(p.Line)
				}
			}
		}
	}
}

// split cuts a paragraph at marks that end sentences, roughly.
func split(text string) []string {
	var out []string
	start := 0
	for i := 0; i+1 < len(text); i++ {
		if c := text[i]; c != '.' && c != '!' && c != '?' {
			continue
		}
		j := i + 1
		for j < len(text) && strings.ContainsRune("\"'”’)", runeAt(text, j)) {
			_, n := utf8.DecodeRuneInString(text[j:])
			j += n
		}
		if j < len(text) && text[j] == ' ' {
			out = append(out, text[start:j])
			start = j + 1
		}
	}
	return append(out, text[start:])
}

func runeAt(s string, at int) rune {
	r, _ := utf8.DecodeRuneInString(s[at:])
	return r
}

func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !letter(r) })
}

// Two paragraphs are of one skeleton when they share three tenths of their runs of
// four words, names and numbers standing for their kind.
const (
	shingle       = 4
	shortSkeleton = 14 // words, below which likeness is chance
	commonShingle = 24 // paragraphs, above which a run is an idiom of the trade
)

// templates finds paragraphs that are of one skeleton. Of each paragraph only the likest
// one before it is told.
func (l *linter) templates(articles []*Article) {
	type place struct {
		a     *Article
		p     *Paragraph
		grams []string
	}
	var all []place
	index := map[string][]int{}
	for _, a := range articles {
		for i := range a.Paragraphs {
			p := &a.Paragraphs[i]
			words := a.skeleton(p)
			if len(words) < shortSkeleton {
				continue
			}
			grams := gramsOf(words)
			if len(grams) < shortSkeleton/2 {
				continue
			}
			for _, g := range grams {
				index[g] = append(index[g], len(all))
			}
			all = append(all, place{a: a, p: p, grams: grams})
		}
	}
	for i, x := range all {
		shared := map[int]int{}
		for _, g := range x.grams {
			if in := index[g]; len(in) <= commonShingle {
				for _, j := range in {
					if j < i {
						shared[j]++
					}
				}
			}
		}
		best, most := -1, 0
		for j, n := range shared {
			union := len(x.grams) + len(all[j].grams) - n
			if share := 100 * n / union; share >= 30 && (share > most || share == most && j < best) {
				best, most = j, share
			}
		}
		if best >= 0 {
			y := all[best]
			l.report(x.a, x.p, x.p.Line, RuleTemplate, around(x.a.Surface(x.p.Span), 0), "%d %% of the skeleton of %s", most, y.a.Place(y.p.Line))
		}
	}
}

// skeleton is a paragraph's words with kinds in the place of names and numbers.
func (a *Article) skeleton(p *Paragraph) []string {
	var out []string
	at := p.Start
	add := func(text string) {
		for _, w := range wordsOf(text) {
			if r, _ := utf8.DecodeRuneInString(w); unicode.IsDigit(r) {
				w = "0"
			}
			out = append(out, w)
		}
	}
	for _, n := range p.Names {
		add(a.Text[at:n.Start])
		out = append(out, string(n.Type))
		at = n.End
	}
	add(a.Text[at:p.End])
	return out
}

// gramsOf are the runs of words, each once, sorted. Runs of kinds alone are left out: the
// results of a race are no template.
func gramsOf(words []string) []string {
	var out []string
	for i := 0; i+shingle <= len(words); i++ {
		plain := 0
		for _, w := range words[i : i+shingle] {
			if unicode.IsLower(runeAt(w, 0)) && len(w) > 1 {
				plain++
			}
		}
		if plain > shingle/2 {
			out = append(out, strings.Join(words[i:i+shingle], " "))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
