package dateline_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"dateline"
	"dateline/pipeline"
)

func Example() {
	a, err := dateline.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := a.Text("Norwegian Prime Minister Erna Solberg met German Chancellor Angela Merkel in Oslo on Monday.",
		dateline.Published("2021-06-15"))
	if err != nil {
		log.Fatal(err)
	}
	for _, e := range doc.Events {
		fmt.Println(e.Type, e.Date.Value)
		for _, p := range e.Sources { // both parties of a meeting are sources
			fmt.Println(" ", doc.Surface(p.Span), p.Country)
		}
	}
	// Output:
	// CONSULT 2021-06-14
	//   Norwegian Prime Minister Erna Solberg NOR
	//   German Chancellor Angela Merkel DEU
}

// A page becomes text first; what it names itself (headline, day, address) need not be given.
func ExampleAnnotator_HTML() {
	a, err := dateline.New()
	if err != nil {
		log.Fatal(err)
	}
	doc, err := a.HTML(`<html><head><title>Talks in Oslo</title>
		<meta property="article:published_time" content="2021-06-15T09:00:00Z"></head>
		<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Talks in Oslo</h1>
		<p>Norwegian Prime Minister Erna Solberg met German Chancellor Angela Merkel in Oslo on Monday.</p>
		<p>“We agreed on the cables,” Solberg told reporters.</p></article></body></html>`)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(doc.Published, doc.Title)
	fmt.Println(doc.Text)
	for _, q := range doc.Quotes {
		fmt.Println(q.Speaker.Actor, q.Text)
	}
	// Output:
	// 2021-06-15 Talks in Oslo
	// Norwegian Prime Minister Erna Solberg met German Chancellor Angela Merkel in Oslo on Monday.
	//
	// “We agreed on the cables,” Solberg told reporters.
	// erna-solberg “We agreed on the cables,”
}

// A dataset is written here as the command does it: dateline run dump -o dataset.
func ExampleDocuments() {
	tmp, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(tmp)
	dump, dataset := filepath.Join(tmp, "dump.jsonl"), filepath.Join(tmp, "dataset")
	records := `{"id":"a","published":"2021-06-15","text":"Erna Solberg met Angela Merkel in Oslo on Monday."}
{"id":"b","published":"2021-06-17","text":"Angela Merkel praised the treaty."}
`
	if err := os.WriteFile(dump, []byte(records), 0o600); err != nil {
		log.Fatal(err)
	}
	if _, err := pipeline.Run(context.Background(), pipeline.Config{}, []string{dump}, dataset, dateline.Release); err != nil {
		log.Fatal(err)
	}

	for doc, err := range dateline.Documents(dataset) {
		if err != nil {
			log.Fatal(err)
		}
		for _, e := range doc.Events {
			fmt.Println(doc.ID, e.Date.Value, e.Type, doc.Surface(e.Sentence))
		}
	}
	// Output:
	// a 2021-06-14 CONSULT Erna Solberg met Angela Merkel in Oslo on Monday.
	// b 2021-06-17 SUPPORT Angela Merkel praised the treaty.
}
