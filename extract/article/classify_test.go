package article

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/extract/article/internal/classifier"
)

// sentences are paragraphs as articles have them.
const sentences = `<p>The council of Westmark voted on Tuesday to close the old harbour bridge, which engineers had called unsafe, after a debate of four hours.</p>
<p>"We cannot wait for another winter," said the mayor, Ada Holm, who has asked the government for money to build a new one.</p>
<p>Traffic will be led over the northern ring road from March, and the ferry will run twice as often, according to the port authority.</p>
<p>Shopkeepers on the quay fear that customers will stay away, and have asked the town for lower rents until the work is done.</p>`

func extracted(t *testing.T, page string) *corpus.Document {
	t.Helper()
	d := &corpus.Document{ID: "a", URL: "https://example.org/a", Raw: corpus.Raw{Format: corpus.FormatHTML, Data: page}}
	if err := New(Options{}).Apply(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// What no rule knows, the classifier may: here lines that are no cue in boxes without names.
func TestClassifierDrops(t *testing.T) {
	page := `<html><body><div class="story-body">` + sentences + `<p><a href="/x">Tap here</a> to load our free app and get 20% off @ the shop | © 2020</p></div></body></html>`
	d := extracted(t, page)
	if !strings.Contains(d.Text, "lower rents") {
		t.Errorf("text lost: %q", d.Text)
	}
	if strings.Contains(d.Text, "free app") {
		t.Errorf("kept: %q", d.Text)
	}
}

// Cells of tables and code are never taken out, whatever their score.
func TestClassifierSparesTables(t *testing.T) {
	page := `<html><body><article>` + sentences + `<table><tr><td>Bridge</td><td>1931</td></tr><tr><td>Ferry</td><td>1967</td></tr></table><pre>$ make bridge</pre>` + sentences[:300] + `</p></article></body></html>`
	d := extracted(t, page)
	for _, want := range []string{"Bridge", "1931", "Ferry", "1967", "make bridge"} {
		if !strings.Contains(d.Text, want) {
			t.Errorf("no %q in %q", want, d.Text)
		}
	}
}

func TestOverrule(t *testing.T) {
	fact := func(words int32, kept, open, fixed bool) classifier.Block {
		return classifier.Block{Words: words, Kept: kept, Open: open, Fixed: fixed}
	}
	tests := []struct {
		name string
		f    []classifier.Block
		z    []int32
		want []bool
	}{
		{"agreed", []classifier.Block{fact(50, true, false, false), fact(9, false, true, false)}, []int32{40, -40}, []bool{true, false}},
		{"out", []classifier.Block{fact(50, true, false, false), fact(9, true, false, false)}, []int32{40, -40}, []bool{true, false}},
		{"in", []classifier.Block{fact(50, true, false, false), fact(9, false, true, false)}, []int32{40, 40}, []bool{true, true}},
		{"not open", []classifier.Block{fact(50, true, false, false), fact(9, false, false, false)}, []int32{40, 40}, []bool{true, false}},
		{"fixed", []classifier.Block{fact(50, true, false, false), fact(9, true, false, true)}, []int32{40, -90}, []bool{true, true}},
		{"unsure", []classifier.Block{fact(50, true, false, false), fact(9, true, false, false)}, []int32{40, -9}, []bool{true, true}},
		// A page that it dislikes as a whole is one that it does not know.
		{"strange page", []classifier.Block{fact(50, true, false, false), fact(40, true, false, false)}, []int32{-50, -60}, []bool{true, true}},
		{"empty", []classifier.Block{fact(0, true, false, false)}, []int32{-99}, []bool{true}},
	}
	for _, tt := range tests {
		classifier.Overrule(tt.f, tt.z)
		for i, want := range tt.want {
			if tt.f[i].Kept != want {
				t.Errorf("%s: block %d kept %v, want %v", tt.name, i, tt.f[i].Kept, want)
			}
		}
	}
}

// JSON-LD's text is a witness: it counts where the page shows a part of it, and not
// where it is another text, or a short one.
func TestWitness(t *testing.T) {
	long := strings.Repeat("The harbour board said that the new bridge would be wider than the old one and open to cyclists. ", 9)
	first := "The council of Westmark voted on Tuesday to close the old harbour bridge, which engineers had called unsafe, after a debate of four hours."
	page := func(body, shown string) string {
		return `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge to close","articleBody":"` + body + `"}</script></head>
<body><h1>Bridge to close</h1><article><p>` + shown + `</p></article></body></html>`
	}
	tests := []struct {
		name, body, shown string
		want              string // in the text
		not               string
	}{
		{"part shown", first + `\n\n` + long, first, "open to cyclists", ""},
		{"markup", `\u003cp\u003e` + first + `\u003c/p\u003e\u003cp\u003e` + long + `\u003c/p\u003e`, first, "open to cyclists", "<p>"},
		{"escaped twice", `&lt;p&gt;` + first + `&lt;/p&gt;&lt;p&gt;` + long + `&lt;/p&gt;`, first, "open to cyclists", "<p>"},
		{"another text", long, first + " Nobody knows when it will open again, a spokeswoman said on Wednesday morning.", "Tuesday", "cyclists"},
		{"not longer", first, first, "Tuesday", ""},
		{"nothing shown", first + `\n\n` + long, "", "open to cyclists", ""},
	}
	for _, tt := range tests {
		d := extracted(t, page(tt.body, tt.shown))
		if !strings.Contains(d.Text, tt.want) || tt.not != "" && strings.Contains(d.Text, tt.not) {
			t.Errorf("%s: %q", tt.name, d.Text)
		}
		if n := strings.Count(d.Text, "which engineers had called unsafe"); n > 1 {
			t.Errorf("%s: text stands there %d times", tt.name, n)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
