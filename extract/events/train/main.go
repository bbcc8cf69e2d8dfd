package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/corpus/teach"
	"dateline/corpus/weights"
	"dateline/extract"
	"dateline/extract/article"
	"dateline/extract/events"
	"dateline/extract/events/internal/classifier"
)

// leastHeard is the number of marked events that make a lemma a trigger that is asked about.
const leastHeard = 2

var roots = regression{bits: 17, passes: 12, rate: 0.05, decay: 2e-5, dropout: 0.55, hide: 0.2, least: 3, seed: 1}

func main() {
	log.SetFlags(0)
	out := flag.String("out", "", "folder for roots.dlw; nothing is written without it")
	list := flag.String("heard", "", "file for the triggers that the lexicon does not know")
	all := flag.Bool("all", false, "train on the held-out tenth, too")
	flag.Parse()
	if flag.NArg() == 0 {
		log.Fatal("usage: train [-out FOLDER] [-heard FILE] [-all] FILE...")
	}
	if err := run(flag.Args(), *out, *list, *all, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(files []string, out, list string, all bool, figures io.Writer) error {
	articles, err := teach.Open(files...)
	if err != nil {
		return err
	}
	texts, err := read(articles)
	if err != nil {
		return err
	}
	heard := listen(texts, all)
	if list != "" {
		if err := os.WriteFile(list, heard.table(), 0o644); err != nil {
			return err
		}
	}
	var rs []example
	marked := 0
	for i, t := range texts {
		if t.held && !all {
			continue
		}
		for _, c := range t.cases {
			if !heard.asks(&c) {
				continue
			}
			rs = append(rs, example{c.Sheet, classifier.Root(c.root), i})
			if c.root != "" {
				marked++
			}
		}
	}
	var names []string
	for _, t := range classifier.Roots {
		names = append(names, string(t))
	}
	m := roots.learn(names, rs)
	fmt.Fprintf(figures, "%d articles, %d cases, %d of them events, %d lemmas besides the lexicon\n", len(texts), len(rs), marked, len(heard))
	judge(figures, texts, heard, m)
	if out == "" {
		return nil
	}
	return write(filepath.Join(out, "roots.dlw"), m)
}

func write(path string, m *weights.Model) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if _, err := m.WriteTo(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// text is an article with its cases.
type text struct {
	held  bool
	gold  int
	cases []labelled
}

// labelled is a case with what is marked there.
type labelled struct {
	events.Case
	root corpus.EventType
}

func read(articles []*teach.Article) ([]text, error) {
	stage := events.New()
	chain, err := extract.Standard(extract.Options{Boilerplate: article.Keep,
		Layers: corpus.LayersOf(stage.Needs()...)})
	if err != nil {
		return nil, err
	}
	var all []text
	for _, a := range articles {
		d := &corpus.Document{ID: a.ID, Published: a.Published, Raw: corpus.Raw{Format: corpus.FormatText, Data: a.Text}}
		if err := chain.Apply(d); err != nil {
			return nil, fmt.Errorf("%s: %w", a.ID, err)
		}
		if d.Text != a.Text {
			return nil, fmt.Errorf("%s: the text differs", a.ID)
		}
		gold := a.Document().Events
		all = append(all, text{teach.HeldOut(a.ID), len(gold), label(stage.Cases(d), gold)})
	}
	return all, nil
}

// label gives each case the marked event that its trigger touches: each event goes to
// one case, those whose root the rules know first.
func label(cases []events.Case, gold []corpus.Event) []labelled {
	out := make([]labelled, len(cases))
	taken := make([]bool, len(gold))
	for i, c := range cases {
		out[i].Case = c
	}
	for same := range 2 {
		for i := range out {
			for j, g := range gold {
				if out[i].root == "" && !taken[j] && g.Trigger.Overlaps(out[i].Trigger) && (same == 1 || g.Type == out[i].Proposal) {
					out[i].root, taken[j] = g.Type, true
				}
			}
		}
	}
	return out
}

// heard counts the triggers that the lexicon does not know, by kind and lemma.
type heard map[string]int

func (h heard) asks(c *labelled) bool { return c.Known || c.Proposal != "" || h[key(c)] >= leastHeard }

func key(c *labelled) string {
	if c.Noun {
		return "n " + c.Lemma
	}
	return "v " + c.Lemma
}

func listen(texts []text, all bool) heard {
	h := heard{}
	for _, t := range texts {
		for _, c := range t.cases {
			if (all || !t.held) && c.root != "" && !c.Known {
				h[key(&c)]++
			}
		}
	}
	for k, n := range h {
		if n < leastHeard || strings.ContainsAny(k[2:], "|\t \"") {
			delete(h, k)
		}
	}
	return h
}

// table is the list as a table of the lexicon.
func (h heard) table() []byte {
	var b strings.Builder
	b.WriteString("# Triggers of the teaching corpus that verbs.tsv and nouns.tsv do not have. Written by extract/events/train for this project.\nkind\twords\n")
	for _, kind := range []string{"n", "v"} {
		var words []string
		for k := range h {
			if k[:1] == kind {
				words = append(words, k[2:])
			}
		}
		slices.Sort(words)
		fmt.Fprintf(&b, "%s\t%s\n", kind, strings.Join(words, "|"))
	}
	return []byte(b.String())
}
