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
			if v[:1] != strings.ToUpper(v[:1]) || len(v) < 2 || len(v) > 24 {
				return "not a label with a capital"
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

// trim5 goes on with the story in words that the text before has hardly used.
const trim5 = "Two engineers of the county looked at the piles in January and found them sound."

// inPage puts what stands in a page's body behind a headline.
func inPage(body string) string {
	return "<html lang=en><head><title>Ferry quay to close - The Herald</title></head><body><h1>Ferry quay to close</h1>" + body + "</body></html>"
}

// missing are the paragraphs that are not in a text.
func missing(text string, paragraphs ...string) []string {
	var out []string
	for _, p := range paragraphs {
		if !strings.Contains(text, p) {
			out = append(out, p)
		}
	}
	return out
}

// A short paragraph is not a part of the button beside it.
func TestBoxesWithButtons(t *testing.T) {
	each := func(before, after string) string {
		var b strings.Builder
		for _, p := range []string{trim1, trim2, trim3, trim4, trim5} {
			b.WriteString(before + "<p>" + p + "</p>" + after)
		}
		return b.String()
	}
	all := []string{trim1, trim2, trim3, trim4, trim5}
	for _, c := range []struct {
		name, in, gone string
		kept           []string
	}{
		{"share each", "<div>" + each("<div>", "<span>Share</span></div>") + "</div>", "Share", all},
		{"tweet each", each("<section>", "<a href=/t>Tweet</a></section>"), "Tweet", all},
		{"live blog", "<div>" + each("<div><time>10:05</time><h3>Quay latest</h3>", "<div>Share</div></div>") + "</div>", "Share", all},
		{"list with advertisements", each("<div class=item><h2>A quay</h2>", "<p>Advertisement</p></div>"), "Advertisement", all},
		{"signup in one", "<div><div><p>" + trim1 + "</p></div><div><p>" + trim5 + "</p><p>Sign up for our newsletter</p></div><div><p>" + trim3 + "</p></div></div>", "newsletter", []string{trim1, trim5, trim3}},
		{"what the box says goes", "<div><p>" + trim1 + "</p><p>" + trim3 + "</p><div><p>News of your islands, as it happens, in your pocket.</p><p>Sign up for our newsletter</p></div><p>" + trim4 + "</p></div>", "pocket", []string{trim1, trim3, trim4}},
		{"a teaser goes", "<div><p>" + trim1 + "</p><p>" + trim3 + "</p><div><p>" + trim5 + "</p><p>Read more</p></div><p>" + trim4 + "</p></div>", "engineers", []string{trim1, trim3, trim4}},
	} {
		d := page1(t, Auto, inPage(c.in))
		if lost := missing(d.Text, c.kept...); lost != nil || strings.Contains(d.Text, c.gone) {
			t.Errorf("%s: lost %q; got\n%s", c.name, lost, d.Text)
		}
	}
}

// The story may go on after a line that elsewhere ends it.
func TestTextAfterCues(t *testing.T) {
	later := []string{trim5, "The county pays for the work.", "Work on the piles begins in May, when the last of the ice is gone from the harbour."}
	for _, cue := range []string{"Recommended", "Trending", "Latest news", "In other news", "Keep reading", "Comments", "Responses", "Have your say", "About the author", "Written by", "No comments"} {
		all := append([]string{trim1, trim2, cue, trim3}, later...)
		want := slices.Delete(slices.Clone(all), 2, 3)
		d := text1(t, Auto, strings.Join(all, "\n\n"))
		if d.Text != strings.Join(want, "\n\n") {
			t.Errorf("plain, %s: got\n%s", cue, d.Text)
		}
		if d = page1(t, Auto, inPage("<div><p>"+strings.Join(all, "</p><p>")+"</p></div>")); d.Text != strings.Join(want, "\n\n") {
			t.Errorf("page, %s: got\n%s", cue, d.Text)
		}
	}
	talk := []string{"The ferryman Olle Ek, 81, has crossed the sound for sixty years.", "What will you miss?", "The mornings, when nobody talks and the engine has the word.", "What do you think?",
		"I think that a quay is a place where people wait, and that they will wait elsewhere.", "Will you go on?", "I shall row, as my father did, until the board forbids that as well."}
	if d := text1(t, Auto, strings.Join(talk, "\n\n")); d.Text != strings.Join(talk, "\n\n") {
		t.Errorf("interview, plain: got\n%s", d.Text)
	}
	if d := page1(t, Auto, inPage("<div><p>"+strings.Join(talk, "</p><p>")+"</p></div>")); d.Text != strings.Join(talk, "\n\n") {
		t.Errorf("interview, page: got\n%s", d.Text)
	}
}

// What follows such a line and is no part of the story goes.
func TestCuesThatEndTheText(t *testing.T) {
	for _, c := range []struct{ name, after string }{
		{"comments", "Comments\n\nseadog77\n\nThe quay was rotten when I was a boy, and I am glad that it goes at last.\n\nBerit H.\n\nMy mother was born on that quay, and nobody asked her about it.\n\nseadog77\n\nThen she must have been cold, for there has never been a roof on it."},
		{"dated comments", "What do you think?\n\nBerit H., 3 March 2019\n\nThe quay was rotten when I was a boy, and I am glad that it goes at last.\n\nOlof, 4 March 2019\n\nMy mother was born on that quay, and nobody asked her about it."},
		{"comments with names", "Have your say\n\nBerit: The quay was rotten when I was a boy, and I am glad that it goes at last.\n\nOlof in Norra: My mother was born on that quay, and nobody asked her about it.\n\nBerit: Then she must have been cold, for there has never been a roof on it."},
		{"titles", "Recommended\n\nA lamp for a dark hall\n\nEleven lamps were lit in one long night, and a cat would not leave them.\n\nA phone that folds twice\n\nWe dropped it from a tower, and what came after surprised us all.\n\nBread that nobody could bake"},
		{"cut texts", "Trending\n\nEleven lamps were lit in one long night, and a cat would not...\n\nWe dropped it from a tower, and what came after surprised...\n\nBakers in three towns have given up on a loaf which..."},
		{"one teaser", "Keep reading\n\nEleven lamps were lit in one long night, and a cat would not leave them."},
		{"author", "About the author\n\nAnn Lee is a reporter at the Herald. She lives in Lindholm with two cats and a boat."},
	} {
		d := text1(t, Auto, trimmed+"\n\n"+c.after)
		if d.Text != trimmed {
			t.Errorf("%s: got\n%s", c.name, d.Text)
		}
		if c.name == "titles" || c.name == "cut texts" {
			continue // the classifier of blocks has the last word in a page
		}
		page := "<div><p>" + strings.ReplaceAll(trimmed+"\n\n"+c.after, "\n\n", "</p><p>") + "</p></div>"
		if d := page1(t, Auto, inPage(page)); d.Text != trimmed {
			t.Errorf("%s, page: got\n%s", c.name, d.Text)
		}
	}
}

// Dates and bylines within a text do not take what stands before them.
func TestPlainHeads(t *testing.T) {
	for _, c := range []struct{ name, in, title, want string }{
		{"diary", "A year at the quay\n\nBy Ann Lee\n\n3 January 2019\n\n" + trim1 + "\n\n12 January 2019\n\n" + trim5 + "\n\n4 March 2019\n\n" + trim3, "A year at the quay",
			"3 January 2019\n\n" + trim1 + "\n\n12 January 2019\n\n" + trim5 + "\n\n4 March 2019\n\n" + trim3},
		{"byline below the first paragraph", trim1 + "\n\nBy Ann Lee\n\n" + trim3 + "\n\n" + trim4, "", trim1 + "\n\n" + trim3 + "\n\n" + trim4},
		{"date below the first paragraph", trim1 + "\n\n12 February 2019\n\n" + trim3 + "\n\n" + trim4, "", trim1 + "\n\n" + trim3 + "\n\n" + trim4},
		{"head", "Ferry quay to close\n\nBy Ann Lee\n\nMarch 3, 2019\n\n" + trimmed, "Ferry quay to close", trimmed},
		{"short first sentence", "Nobody was asked.\n\n" + trimmed, "", "Nobody was asked.\n\n" + trimmed},
		{"short quotation", "“It was cold.”\n\n" + trimmed, "", "“It was cold.”\n\n" + trimmed},
		{"short sentences", "It was cold.\n\nIt was dark.\n\n" + trimmed, "", "It was cold.\n\nIt was dark.\n\n" + trimmed},
		{"refrain", trim1 + "\n\nNobody asked us at all, the women of Vrango sang.\n\n“Nobody asked us at all, the women of Vrango sang”, wrote the paper.\n\n" + trim3, "",
			trim1 + "\n\nNobody asked us at all, the women of Vrango sang.\n\n“Nobody asked us at all, the women of Vrango sang”, wrote the paper.\n\n" + trim3},
		{"Markdown", "# Ferry quay to close\n\n" + trimmed, "Ferry quay to close", trimmed},
	} {
		d := text1(t, Auto, c.in)
		if d.Text != c.want || d.Title != c.title {
			t.Errorf("%s: title %q, got\n%s", c.name, d.Title, d.Text)
		}
	}
}

func TestLetterHeads(t *testing.T) {
	for _, c := range []struct{ name, in, title, day string }{
		{"mail", "From: desk@herald.example\nTo: list@herald.example\nSubject: Ferry quay to close\nDate: Sun, 3 Mar 2019 08:10:00 +0000\n\n" + wrap(trim1, 62) + "\n\n" + wrap(trim3, 62) + "\n\n-- \nAnn Lee\nThe Herald\n", "Ferry quay to close", "2019-03-03"},
		{"note", "Title: Ferry quay to close\nAuthor: Ann Lee\nDate: 3 March 2019\n\n" + trim1 + "\n\n" + trim3, "Ferry quay to close", "2019-03-03"},
		{"archive", "1 of 3 DOCUMENTS\n\nLindholm Herald\n\nMarch 3, 2019 Sunday\n\nFerry quay to close soon\n\nBYLINE: Ann Lee\n\nSECTION: NEWS; Pg. 4\n\nBODY:\n\n" + trim1 + "\n\n" + trim3 + "\n\nLOAD-DATE: March 4, 2019\n\nLANGUAGE: ENGLISH", "Ferry quay to close soon", "2019-03-03"},
	} {
		d := text1(t, Auto, c.in)
		if d.Text != trim1+"\n\n"+trim3 || d.Title != c.title || d.Published != c.day {
			t.Errorf("%s: title %q, published %q, got\n%s", c.name, d.Title, d.Published, d.Text)
		}
	}
	// Two such lines are no head of a letter.
	once := "Subject: a quay\n\nFrom: the islands\n\n" + trim1 + "\n\n" + trim3
	if d := text1(t, Auto, once); d.Title == "a quay" {
		t.Errorf("title %q", d.Title)
	}
}

// A sentence may begin like an invitation.
func TestCuesInSentences(t *testing.T) {
	for line, want := range map[string]bool{
		"Sign up for the fleet, they told him, and you will see the world.":                    true,
		"Join us on the quay, the fishermen called.":                                           true,
		"We use cookies made from rye, said the baker whom the board drove out.":               true,
		"Reporting by radio hams differed from that of the coast guard.":                       true,
		"Subscribe to the view of the board, Ella Norrby said, and all is well.":               true,
		"Read more letters, she told the board at its meeting.":                                true,
		"See also that no boat is left behind, the harbour master told the men.":               true,
		"Photo by photo, the police went through the night at the quay.":                       true,
		"All rights reserved for the islands were lost in the deal, the lawyer said.":          true,
		"Follow her on Friday as she walks from the quay to the court.":                        true,
		"Editing by candle light, the staff had the paper out by dawn.":                        true,
		"Sign up for our newsletter and get the news of the islands every morning.":            false,
		"Join us on Facebook and Twitter for more news.":                                       false,
		"We use cookies to make this site better for all who read it.":                         false,
		"Reporting by Ann Lee in Lindholm; editing by Bo Ek.":                                  false,
		"Filed under: Harbours, Tolls. Tagged: quay, ferry.":                                   false,
		"Subscribe to the Herald, the paper of the islands, and save a third.":                 false,
		"Read more: The board told islanders to wait, the mayor says":                          false,
		"See also: Quay closed, board said.":                                                   false,
		"Photo by Ann Lee, who was at the quay on Tuesday night.":                              false,
		"© 2019 The Herald. All rights reserved.":                                              false,
		"Follow her on Twitter @annlee for more.":                                              false,
		"An earlier version of this article said, and the mayor said, that the quay was sold.": false,
	} {
		in := trim1 + "\n\n" + line + "\n\n" + trim3 + "\n\n" + trim4
		if got := strings.Contains(text1(t, Auto, in).Text, line); got != want {
			t.Errorf("%q kept: %v", line, got)
		}
	}
}

// A short sentence at an end of a page's text is a paragraph like its neighbours, and a
// heading belongs to the table below it.
func TestShortEnds(t *testing.T) {
	want := "It was cold.\n\n" + trim1 + "\n\n" + trim3 + "\n\nNobody knows."
	if d := page1(t, Auto, inPage("<div><p>It was cold.</p><p>"+trim1+"</p><p>"+trim3+"</p><p>Nobody knows.</p></div>")); d.Text != want {
		t.Errorf("got\n%s", d.Text)
	}
	if d := page1(t, Auto, inPage("<div><p>"+trim1+"</p><p>"+trim3+"</p><p>Follow our work.</p></div>")); strings.Contains(d.Text, "Follow") {
		t.Errorf("got\n%s", d.Text)
	}
	if d := page1(t, Auto, inPage("<div><p>"+trim1+"</p><p>"+trim3+"</p><h2>Fares</h2><table><tr><th>Boat</th><th>Fare</th></tr><tr><td>Norra</td><td>6</td></tr></table></div>")); !strings.Contains(d.Text, "Fares") {
		t.Errorf("got\n%s", d.Text)
	}
}
