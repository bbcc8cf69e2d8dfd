package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
)

// parts is how many parts the sites are cut into for cross-validation.
const parts = 5

func main() {
	log.SetFlags(0)
	model := flag.String("model", "blocks", "what to train: blocks or lines")
	out := flag.String("out", "", "file for the weights; none are written without it")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: train [-model blocks|lines] [-out FILE] FOLDER")
	}
	if err := train(*model, flag.Arg(0), *out, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// train trains a model on the sets of a folder, prints its figures and writes its weights to a
// file, if one is named.
func train(model, folder, out string, figures io.Writer) error {
	var all io.WriterTo
	switch model {
	case "blocks":
		pages, err := loadPages(folder)
		if err != nil {
			return err
		}
		all = judge(figures, blockSets, pages, learnBlocks, (*page).rules, (*page).classified)
	case "lines":
		texts, err := loadTexts(folder)
		if err != nil {
			return err
		}
		all = judge(figures, lineSets, texts, learnLines, (*text).rules, (*text).found)
	default:
		return fmt.Errorf("no model %q; there are blocks and lines", model)
	}
	if out == "" {
		return nil
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	if _, err := all.WriteTo(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// judge prints the figures of the rules alone, of models on sites that they have not seen, and of
// the model trained on all, which it returns.
func judge[D document, M io.WriterTo](w io.Writer, sets []string, docs []D, learn func([]D) M, rules func(D) []bool, decide func(D, M) []bool) M {
	fmt.Fprintf(w, "| | %s |\n|---|%s\n", strings.Join(sets, " | "), strings.Repeat("---|", len(sets)))
	row := func(name string, decide func(D) []bool) {
		fmt.Fprintf(w, "| %s |", name)
		for _, set := range sets {
			var c counts
			for _, d := range docs {
				if r := d.source(); r.set == set && !r.auxiliary {
					words, text := d.kept(decide(d))
					c.add(&r.gold, words, text)
				}
			}
			fmt.Fprintf(w, " %.4f |", c.f1())
		}
		fmt.Fprintln(w)
	}
	row("rules alone", rules)
	models := make([]M, parts)
	for k := range parts {
		var others []D
		for _, d := range docs {
			if d.source().part() != k {
				others = append(others, d)
			}
		}
		models[k] = learn(others)
	}
	row("unseen sites", func(d D) []bool { return decide(d, models[d.source().part()]) })
	all := learn(docs)
	row("trained on all", func(d D) []bool { return decide(d, all) })
	return all
}

// document is what is learnt from: a page or a text.
type document interface {
	source() *record
	// kept is what is in the article if those of its blocks or lines are.
	kept(keep []bool) (words []string, text string)
}
