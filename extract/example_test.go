package extract_test

import (
	"fmt"
	"log"
	"strings"

	"dateline/corpus"
	"dateline/extract"
	"dateline/extract/article"
	"dateline/extract/dates"
)

// lines is a stage of one's own: every line of the text is a sentence, as in a list of despatches.
type lines struct{}

func (lines) Name() string          { return "lines" }
func (lines) Needs() []corpus.Layer { return []corpus.Layer{corpus.LayerText} }
func (lines) Gives() []corpus.Layer { return []corpus.Layer{corpus.LayerSentences} }

func (lines) Apply(d *corpus.Document) error {
	at := 0
	for line := range strings.Lines(d.Text) {
		if end := at + len(strings.TrimRight(line, "\r\n")); end > at {
			d.Sentences = append(d.Sentences, corpus.Sentence{Span: corpus.Span{Start: at, End: end}})
		}
		at += len(line)
	}
	return nil
}

// A chain takes any stages whose needs are met by those before them, and says so when it is made.
func ExampleNewChain() {
	text := article.New(article.Options{Mode: article.Keep})
	chain, err := extract.NewChain(text, lines{})
	if err != nil {
		log.Fatal(err)
	}
	d := &corpus.Document{ID: "wire", Raw: corpus.Raw{Data: "Talks open in Oslo.\nStrike in Lyon, day 2.\n"}}
	if err := chain.Apply(d); err != nil {
		log.Fatal(err)
	}
	for _, s := range d.Sentences {
		fmt.Println(d.Surface(s.Span))
	}
	_, err = extract.NewChain(text, dates.New())
	fmt.Println(err)
	// Output:
	// Talks open in Oslo.
	// Strike in Lyon, day 2.
	// extract: stage dates needs layer sentences, which no stage before it gives
}
