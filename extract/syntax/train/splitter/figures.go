package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"dateline/corpus/read"
	"dateline/extract/syntax/internal/segment"
)

// figures prints the F1 of words and sentences on the development documents of the
// benchmark folder. Paragraphs are parted by empty lines, as these documents have them.
func figures(dir, faults string, m *segment.Model) error {
	c := segment.NewCutter(m)
	for _, name := range []string{"syntax/ewt.dev", "syntax/gum.dev", "sentences/gum_news.dev"} {
		f, err := read.File(filepath.Join(dir, name+".jsonl.gz"))
		if err != nil {
			return err
		}
		defer f.Close()
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<24)
		var words, sents count
		for sc.Scan() {
			var d struct {
				ID        string
				Text      string
				Sentences []struct{ Start, End int }
				Tokens    [][][]any
			}
			if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
				return err
			}
			goldWords, goldSents := map[[2]int]bool{}, map[[2]int]bool{}
			for _, s := range d.Sentences {
				goldSents[[2]int{s.Start, s.End}] = true
			}
			for _, s := range d.Tokens {
				for _, t := range s {
					goldWords[[2]int{int(t[0].(float64)), int(t[1].(float64))}] = true
				}
			}
			gotWords, gotSents := map[[2]int]bool{}, map[[2]int]bool{}
			base := 0
			c.Begin()
			for _, p := range strings.SplitAfter(d.Text, "\n\n") {
				c.Cut(p)
				first := 0
				for i := range c.Len() {
					s, e := c.Word(i)
					gotWords[[2]int{base + s, base + e}] = true
				}
				for _, n := range c.Ends() {
					s, _ := c.Word(first)
					_, e := c.Word(n - 1)
					gotSents[[2]int{base + s, base + e}] = true
					first = n
				}
				base += len(p)
			}
			if len(goldWords) > 0 {
				words.add(goldWords, gotWords)
			}
			sents.add(goldSents, gotSents)
			if faults != "" {
				show(faults, d.Text, goldWords, gotWords, goldSents, gotSents)
			}
		}
		fmt.Printf("%-24s words %.4f  sentences %.4f (P %.4f R %.4f)\n", name, words.f1(), sents.f1(), float64(sents.right)/float64(sents.got), float64(sents.right)/float64(sents.gold))
	}
	return nil
}

type count struct{ right, gold, got int }

func (c *count) add(gold, got map[[2]int]bool) {
	c.gold += len(gold)
	c.got += len(got)
	for s := range got {
		if gold[s] {
			c.right++
		}
	}
}

func (c *count) f1() float64 { return 2 * float64(c.right) / float64(c.gold+c.got) }

// show prints errors: of the ends of words or of sentences.
func show(what, text string, goldWords, gotWords, goldSents, gotSents map[[2]int]bool) {
	ends := func(m map[[2]int]bool) map[int]bool {
		out := map[int]bool{}
		for s := range m {
			out[s[1]] = true
		}
		return out
	}
	line := func(tag string, at int) {
		a, b := max(0, at-50), min(len(text), at+50)
		clean := func(s string) string {
			return strings.ToValidUTF8(strings.Map(func(r rune) rune {
				if unicode.IsSpace(r) && r != ' ' {
					return '⏎'
				}
				return r
			}, s), "")
		}
		fmt.Printf("%s %s‖%s\n", tag, clean(text[a:at]), clean(text[at:b]))
	}
	g, p := ends(goldSents), ends(gotSents)
	tags := [2]string{"MISS ", "EXTRA"}
	if what == "words" {
		g, p = ends(goldWords), ends(gotWords)
	}
	for at := range len(text) + 1 {
		if g[at] && !p[at] {
			line(tags[0], at)
		}
		if p[at] && !g[at] {
			line(tags[1], at)
		}
	}
}
