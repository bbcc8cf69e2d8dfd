package dateline

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestShuffledWords annotates texts that no grammar made: words of the sample articles out of their order,
// lost, doubled and cut, with stray punctuation. Every stage takes them, and the record holds together.
func TestShuffledWords(t *testing.T) {
	a, err := New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("corpus/sample/articles/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample articles: %v", err)
	}
	texts := 2000
	if testing.Short() {
		texts = 200
	}
	var sentences [][]string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		read := a.Text
		if strings.HasSuffix(file, ".html") {
			read = a.HTML
		}
		article, err := read(string(raw), ID(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range article.Sentences {
			sentences = append(sentences, strings.Fields(article.Text[s.Start:s.End]))
		}
	}
	if len(sentences) < 300 {
		t.Fatalf("%d sentences in %d articles", len(sentences), len(files))
	}
	rng := rand.New(rand.NewPCG(1, 7))
	for range texts {
		text := disturbed(rng, sentences)
		d, err := a.Text(text, ID("disturbed"), Published("2022-03-03"))
		if err == nil {
			err = d.Check()
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
	}
}

// disturbed is a text of a few sentences whose words have been moved, dropped, doubled, cut or
// taken from another.
func disturbed(rng *rand.Rand, sentences [][]string) string {
	stray := []string{",", ".", "\"", "“", "”", "–", "(", ")", "to", "of", "that", "by", "and", "the", "not", "said", "to the", "’s", ":", "..."}
	var b strings.Builder
	for range 1 + rng.IntN(5) {
		words := append([]string(nil), sentences[rng.IntN(len(sentences))]...)
		for range 1 + rng.IntN(6) {
			if len(words) < 3 {
				break
			}
			i, k := rng.IntN(len(words)), rng.IntN(len(words))
			switch rng.IntN(6) {
			case 0:
				words[i], words[k] = words[k], words[i]
			case 1:
				words = append(words[:i], words[i+1:]...)
			case 2:
				words[i] = words[k]
			case 3:
				words[i] = stray[rng.IntN(len(stray))]
			case 4:
				words = words[min(i, k) : max(i, k)+1]
			case 5:
				other := sentences[rng.IntN(len(sentences))]
				words = append(words[:i], other[rng.IntN(len(other)):]...)
			}
		}
		b.WriteString(strings.Join(words, " "))
		b.WriteString([]string{" ", "\n\n", "\n"}[rng.IntN(3)])
	}
	return b.String()
}
