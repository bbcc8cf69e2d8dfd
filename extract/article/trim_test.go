package article

import (
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// The paragraphs of these tests are written for them.
const (
	trim1 = "The harbour board of Lindholm voted on Tuesday to close the old ferry quay, which has served the outer islands since 1931."
	trim2 = "\"We waited for this decision for nine years,\" said Ella Norrby, who runs the only shop on the island of Vrango, \"and it is the wrong one.\""
	trim3 = "The board expects the new terminal to cost 41 million crowns, and the municipality will pay a third of that sum before next summer."
	trim4 = "Fishermen who moor at the quay have asked a court to stop the work, arguing that the board never asked the islands for their view."
)

var trimmed = strings.Join([]string{trim1, trim2, trim3, trim4}, "\n\n")

func TestPlainForms(t *testing.T) {
	paragraphs := strings.Split(trimmed, "\n\n")
	var wrapped, set []string
	for _, p := range paragraphs {
		wrapped = append(wrapped, wrap(p, 62))
		set = append(set, "    "+wrap(p, 62))
	}
	set[0] = strings.TrimSpace(set[0])
	for _, c := range []struct{ name, in string }{
		{"a paragraph a line", strings.Join(paragraphs, "\n")},
		{"CRLF", strings.ReplaceAll(trimmed, "\n", "\r\n")},
		{"wrapped", strings.Join(wrapped, "\n\n")},
		{"set in", strings.Join(set, "\n")},
		{"set in, signed off", strings.Join(set, "\n") + "\n REUTER\n"},
		{"form feed", paragraphs[0] + "\n\n" + paragraphs[1] + "\f" + paragraphs[2] + "\n\n" + paragraphs[3]},
		{"page numbers", paragraphs[0] + "\n\nPage 1 of 2\n\f" + paragraphs[1] + "\n\n" + paragraphs[2] + "\n\n" + paragraphs[3] + "\n\n- 2 -\n"},
		{"end of a story", trimmed + "\n\n-30-"},
		{"hashes", trimmed + "\n\n###"},
		{"agency", trimmed + "\n\n--NTBX"},
		{"desk", trimmed + "\n\n(Reporting by Ann Lee; Editing by Bo Ek)"},
	} {
		if d := text1(t, Auto, c.in); d.Text != trimmed {
			t.Errorf("%s: got\n%s\nwant\n%s\ndropped %+v", c.name, d.Text, trimmed, d.Dropped)
		}
	}
}

// Lines of an article that are short are its text where no cue says otherwise.
func TestAutoKeepsShortLines(t *testing.T) {
	for _, in := range []string{
		"Year\n\nNet profit 74,000 vs loss 122,000\n\nRevs 1,657,000 vs 1,416,000\n\n" + trimmed,
		trimmed + "\n\nRest of world seven mln vs four mln\n\nNorth 5, South 2",
		trim1 + "\n\n- two boats\n\n- one quay\n\n• nine islands\n\n" + trim2 + "\n\n" + trim3,
		trim1 + "\n\nThe new terminal\n\n" + trim2 + "\n\n1. Cost\n\n" + trim3,
	} {
		d := apply(t, Auto, &corpus.Document{Title: "Ferry quay to close", Raw: corpus.Raw{Data: in}})
		if d.Text != in {
			t.Errorf("got\n%s\nwant\n%s", d.Text, in)
		}
	}
}

func TestExported(t *testing.T) {
	in := "HEADLINE: Ferry quay to close\nBYLINE: ANN LEE and BO EK\nPUBLICATION: The Lindholm Herald\nSECTION: NEWS; Pg. 4\nLENGTH: 212 words\nDATE: March 3, 2019\nBODY:\n\n" +
		trimmed + "\n\nLOAD-DATE: March 5, 2019\nLANGUAGE: ENGLISH"
	for _, m := range []Mode{Auto, Strip} {
		d := text1(t, m, in)
		if d.Text != trimmed {
			t.Errorf("%v: got\n%s", m, d.Text)
		}
		if d.Title != "Ferry quay to close" || d.Published != "2019-03-03" || d.Publisher != "The Lindholm Herald" || !slices.Equal(d.Byline, []string{"Ann Lee", "Bo Ek"}) {
			t.Errorf("%v: title %q, published %q, publisher %q, byline %q", m, d.Title, d.Published, d.Publisher, d.Byline)
		}
	}
	// One label alone may be a line of the text.
	once := trim1 + "\n\nSOURCE: the board's minutes of May.\n\n" + trim2
	if d := text1(t, Auto, once); d.Publisher != "" {
		t.Errorf("publisher %q", d.Publisher)
	}
}

func TestStripPages(t *testing.T) {
	menu := "Home\nNews\nSport\nWeather\nObituaries\nJobs\nContact us\nAbout us\n"
	teasers := "More stories\nWhich lamp is the best lamp for a dark hall\nEleven lamps, one long night and a cat that would not leave them...\n" +
		"A phone that folds twice\nWe dropped it from a tower, and what came after surprised those who...\nThe bread that nobody could bake\n"
	foot := "Privacy policy\nTerms of use\nCopyright 2019 The Lindholm Herald. All rights reserved.\n"
	for _, c := range []struct{ name, in string }{
		{"menu and foot", menu + "Ferry quay to close\nBy Ann Lee\nMarch 3, 2019\n" + strings.ReplaceAll(trimmed, "\n\n", "\n") + "\nShare\nTweet\n" + foot},
		{"teasers", menu + "Ferry quay to close\nBy Ann Lee\nMarch 3, 2019\n" + strings.ReplaceAll(trimmed, "\n\n", "\n") + "\n" + teasers + foot},
		{"within", menu + "Ferry quay to close\nBy Ann Lee\nMarch 3, 2019\n" + trim1 + "\n" + trim2 + "\nAdvertisement\nSign up for our newsletter\n" + trim3 + "\n" + trim4 + "\n" + foot},
		{"no page around", trimmed},
	} {
		d := text1(t, Strip, c.in)
		if d.Text != trimmed {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, d.Text, trimmed)
		}
	}
}

// Every line is in the text or accounted for, in order, and what was cleaned
// stays as it is.
func TestPlainAccounts(t *testing.T) {
	menu := strings.Repeat("Home\nNews\nSport\n", 5)
	for _, in := range []string{
		trimmed, menu + trimmed + "\n\nRelated News\n\nA lamp\n\nWhat came after...\n\n" + menu, menu, "x", "a\fb\f\f", "Page 1 of 1",
		"BYLINE: Ann Lee\nLENGTH: 3 words\n\nOne two three.", wrap(trimmed, 50), "    " + wrap(trim1, 40) + "\n    " + wrap(trim2, 40) + "\n  - x\n",
	} {
		for _, m := range []Mode{Auto, Strip} {
			d := text1(t, m, in)
			all := map[string]int{}
			for _, w := range strings.Fields(in) {
				all[w]++
			}
			for _, w := range strings.Fields(d.Text) {
				all[w]--
			}
			for _, x := range d.Dropped {
				for _, w := range strings.Fields(x.Text) {
					all[w]--
				}
			}
			for w, n := range all {
				if n != 0 {
					t.Errorf("%v %.30q: %q is %d times too often or not at all", m, in, w, n)
				}
			}
			at := 0
			words := strings.Fields(in)
			for _, w := range strings.Fields(d.Text) {
				for at < len(words) && words[at] != w {
					at++
				}
				if at++; at > len(words) {
					t.Errorf("%v %.30q: the text is not in the order of the input", m, in)
					break
				}
			}
			if m != Auto || d.Text == "" {
				continue
			}
			again := apply(t, Auto, &corpus.Document{Title: d.Title, Raw: corpus.Raw{Data: d.Text}})
			if again.Text != d.Text {
				t.Errorf("%.30q: cleaned again it is\n%s\nnot\n%s", in, again.Text, d.Text)
			}
		}
	}
}

func TestSignOff(t *testing.T) {
	for in, want := range map[string]bool{
		"-30-": true, "-0-": true, "###": true, "--IANS": true, "ENDS": true, "-ends-": true, "* * *": true,
		"-3-": false, "30": false, "Ends": false, "- two boats": false, "--": true, "IANS": false, "—": true, "-12": false,
	} {
		if got := isSignOff(in); got != want {
			t.Errorf("isSignOff(%q) = %v", in, got)
		}
	}
	for in, want := range map[string]bool{
		"Page 3 of 5": true, "PAGE 12": true, "- 3 -": true, "Page three": false, "3": false, "- 3": false, "Page 3/5": true, "": false, "-": false,
	} {
		if got := isPageNumber(in); got != want {
			t.Errorf("isPageNumber(%q) = %v", in, got)
		}
	}
}

func TestExportLabels(t *testing.T) {
	table, err := lexicon.Open(data, "data/exports.tsv", "label", "what")
	if err != nil {
		t.Fatal(err)
	}
	for _, complaint := range table.Lint(
		lexicon.Rule{Column: "label", Required: true, Unique: true, Check: func(v string) string {
			if v != strings.ToUpper(v) || len(v) < 2 || len(v) > 24 {
				return "not a label in capitals"
			}
			return ""
		}},
		lexicon.Rule{Column: "what", Required: true, Check: lexicon.OneOf("byline", "title", "published", "publisher", "other", "text")},
	) {
		t.Error(complaint)
	}
}

func TestParticles(t *testing.T) {
	table, err := lexicon.Open(data, "data/particles.tsv", "word")
	if err != nil {
		t.Fatal(err)
	}
	for _, complaint := range table.Lint(lexicon.Rule{Column: "word", Required: true, Unique: true, Check: func(v string) string {
		if v != strings.ToLower(v) {
			return "not in lower case"
		}
		return ""
	}}) {
		t.Error(complaint)
	}
}

func BenchmarkStripPlain(b *testing.B) {
	src := strings.Repeat("Home\nNews\nSport\nWeather\n", 30) + strings.Repeat(trimmed+"\n", 10) + strings.Repeat("Which lamp is the best\nEleven lamps and a cat...\n", 30)
	stage := New(Options{Mode: Strip})
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	words := len(strings.Fields(src))
	for b.Loop() {
		d := &corpus.Document{Raw: corpus.Raw{Data: src}}
		if err := stage.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}
