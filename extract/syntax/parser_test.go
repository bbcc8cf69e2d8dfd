package syntax

import (
	"strings"
	"sync"
	"testing"

	"dateline/corpus"
	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/neural"
)

// marked is a document with all layers below trees.
func marked(t testing.TB, text string) *corpus.Document {
	t.Helper()
	e, err := Open("")
	if err != nil {
		t.Fatal(err)
	}
	d := &corpus.Document{ID: "t", Text: text}
	if err := Segment(e).Apply(d); err != nil {
		t.Fatal(err)
	}
	if err := Tag(e).Apply(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// TestNoMemoryPerToken guards that tagging and parsing take no memory once they have met
// the words and have had sentences as long.
func TestNoMemoryPerToken(t *testing.T) {
	d := marked(t, strings.Repeat(article, 5))
	p, err := openParser()
	if err != nil {
		t.Fatal(err)
	}
	e, err := openOwn()
	if err != nil {
		t.Fatal(err)
	}
	var s scratch
	if n := testing.AllocsPerRun(5, func() {
		for i := range d.Sentences {
			p.parse(d, &d.Sentences[i], &s)
		}
	}); n > 0 {
		t.Errorf("parsing %d tokens allocates %.0f times", len(d.Tokens), n)
	}
	var words []string
	var tags []ud.XPOS
	if n := testing.AllocsPerRun(5, func() {
		for i := range d.Sentences {
			words, tags = tagSentence(e, d, d.Sentences[i].Tokens, words, tags)
		}
	}); n > float64(len(d.Sentences)) {
		t.Errorf("tagging %d tokens allocates %.0f times", len(d.Tokens), n)
	}
}

// TestSameTreesFromAll runs many parses at once on fresh weights: what is computed when it
// is first met must be the same whoever meets it first.
func TestSameTreesFromAll(t *testing.T) {
	fresh, err := neural.ReadParser(treeWeights)
	if err != nil {
		t.Fatal(err)
	}
	p := &parser{fresh}
	want := apply(t, article)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var s scratch
			d := marked(t, article)
			for i := range d.Sentences {
				p.parse(d, &d.Sentences[i], &s)
			}
			for i := range d.Tokens {
				if d.Tokens[i] != want.Tokens[i] {
					t.Errorf("token %d is %+v, want %+v", i, d.Tokens[i], want.Tokens[i])
				}
			}
		})
	}
	wg.Wait()
}

// TestTrees are plain sentences of the news whose trees a reader of events relies on.
func TestTrees(t *testing.T) {
	for text, want := range map[string]string{
		"Police arrested two men in Nairobi.":                          "arrested nsubj Police|arrested obj men",
		"The army and the rebels agreed to a truce.":                   "agreed nsubj army|army conj rebels|agreed obl truce",
		"The bill was rejected by the Senate.":                         "rejected nsubj:pass bill|rejected obl:agent Senate",
		"The minister said that the talks had failed.":                 "said ccomp failed|failed nsubj talks",
		"Kari Nordmann, who leads the delegation, left Oslo.":          "Kari acl:relcl leads|left obj Oslo|left nsubj Kari",
		"The president of Estonia met the prime minister of Latvia.":   "president nmod Estonia|met obj minister|met nsubj president",
		"Troops were sent to the border after the attack on a convoy.": "sent obl border|sent obl attack|attack nmod convoy",
	} {
		d := apply(t, text)
		for _, arc := range strings.Split(want, "|") {
			f := strings.Fields(arc)
			found := false
			for i := range d.Tokens {
				k := &d.Tokens[i]
				if d.Word(i) == f[2] && k.Head > 0 && d.Word(k.Head-1) == f[0] && k.Rel.String() == f[1] {
					found = true
				}
			}
			if !found {
				t.Errorf("%s: no %s", text, arc)
			}
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := neural.ReadTagger(tagWeights); err != nil {
			b.Fatal(err)
		}
		if _, err := neural.ReadParser(treeWeights); err != nil {
			b.Fatal(err)
		}
	}
}
