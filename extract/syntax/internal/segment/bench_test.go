package segment

import (
	"os"
	"strings"
	"testing"

	"dateline/corpus/weights"
)

func testModel(t testing.TB) *Model {
	t.Helper()
	read := func(name string) *weights.Model {
		data, err := os.ReadFile("../../weights/" + name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := weights.Read(data)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	trees, err := os.ReadFile("../../weights/places.dlw")
	if err != nil {
		t.Fatal(err)
	}
	second, err := weights.ReadForest(trees)
	if err != nil {
		t.Fatal(err)
	}
	l, err := ReadLexicon(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewModel(Weights{Words: read("words.dlw"), Gate: read("gate.dlw"), Sentences: read("sentences.dlw"), Sorts: read("sorts.dlw"), Second: second}, l)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

const article = "The foreign ministers of Norway and Sweden met in Oslo on Monday to discuss the reopening of the border. " +
	"\"We have agreed on a plan,\" said Kari Nordmann, who leads the delegation, adding that troops wouldn't be withdrawn by June 3. " +
	"Mr. Haddad's party lost 2.5 percent of the vote in the north-eastern province, which is home to 1.2 million people. " +
	"It hasn't said whether it will accept the result.\n"

func BenchmarkCut(b *testing.B) {
	c := NewCutter(testModel(b))
	paragraphs := strings.SplitAfter(strings.Repeat(article, 50), "\n")
	words := len(strings.Fields(article)) * 50
	b.ReportAllocs()
	for b.Loop() {
		c.Begin()
		for _, p := range paragraphs {
			c.Cut(p)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
