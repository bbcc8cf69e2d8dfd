package main

import (
	"flag"
	"fmt"
	"log"
	"os"

	"dateline/corpus/weights"
)

// parts is how many parts the sites are cut into for cross-validation.
const parts = 10

// class is the one class of the model: a positive score speaks for the article.
const class = "article"

func main() {
	log.SetFlags(0)
	out := flag.String("out", "", "file for the weights; none are written without it")
	flag.Parse()
	if flag.NArg() != 1 {
		log.Fatal("usage: train [-out FILE] FOLDER")
	}
	pages, err := load(flag.Arg(0))
	if err != nil {
		log.Fatal(err)
	}
	print("rules alone", pages, func(p *page) []bool { return p.rules() })
	models := make([]*weights.Model, parts)
	for k := range parts {
		models[k] = learn(pages, func(p *page) bool { return p.part != k })
	}
	print("unseen sites", pages, func(p *page) []bool { return p.classified(models[p.part]) })
	all := learn(pages, func(*page) bool { return true })
	print("trained on all", pages, func(p *page) []bool { return p.classified(all) })
	if *out == "" {
		return
	}
	f, err := os.Create(*out)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := all.WriteTo(f); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}

// print prints the figures of a way to decide.
func print(name string, pages []*page, decide func(*page) []bool) {
	fmt.Printf("%-16s", name)
	for _, set := range sets {
		var c counts
		for _, p := range pages {
			if p.set == set {
				p.score(decide(p), &c)
			}
		}
		fmt.Printf(" %s %.4f", set, c.f1())
	}
	fmt.Println()
}
