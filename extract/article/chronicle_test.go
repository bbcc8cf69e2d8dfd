package article

import (
	"strings"
	"testing"

	"dateline/corpus"
)

func TestChronicle(t *testing.T) {
	const head = `<meta property="article:published_time" content="2024-03-14T09:00:00Z">`
	linked := `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-03-14T09:00:00Z"}</script>`
	p := func(s string) string { return "<p>" + s + "</p>" }
	part := func(open, day, end, text string) string { return open + day + end + p(text) }
	for _, c := range []struct {
		name, head, body, want string
		dates                  string // those that stand in the text, in order
	}{
		{"paragraphs", head, p(para1) + part("<p>", "3 January 2024", "</p>", para2) + part("<p>", "5 February 2024", "</p>", para3), "2024-03-14", "3 January 2024|5 February 2024"},
		{"headings", head, p(para1) + part("<h3>", "3 January 2024", "</h3>", para2) + part("<h3>", "5 February 2024", "</h3>", para3), "2024-03-14", "3 January 2024|5 February 2024"},
		{"strong lines", head, p(para1) + "<p><strong>January 3, 2024</strong><br>" + para2 + "</p><p><strong>February 5, 2024</strong><br>" + para3 + "</p>", "2024-03-14", "January 3, 2024|February 5, 2024"},
		{"linked data", linked, p(para1) + part("<p>", "3 January 2024", "</p>", para2) + part("<p>", "5 February 2024", "</p>", para3), "2024-03-14", "3 January 2024|5 February 2024"},
		{"a table", head, p(para1) + "<table><tr><td>3 January 2024</td><td>Gales sank two boats in the old harbour.</td></tr><tr><td>5 February 2024</td><td>Divers lifted both of them.</td></tr></table>" + p(para2), "2024-03-14", "3 January 2024|5 February 2024"},
		{"one date alone", head, p(para1) + p(para2) + part("<p>", "3 January 2024", "</p>", para3), "2024-03-14", "3 January 2024"},
		{"the day before alone", head, p(para1) + p(para2) + part("<p>", "13 March 2024", "</p>", para3), "2024-03-14", ""},
		{"the first opens the text", head, part("<p>", "3 January 2023", "</p>", para1) + part("<p>", "5 February 2023", "</p>", para2) + part("<p>", "1 March 2023", "</p>", para3), "2024-03-14", "3 January 2023|5 February 2023|1 March 2023"},
		{"without data", "", p(para1) + part("<p>", "3 January 2024", "</p>", para2) + part("<p>", "5 February 2024", "</p>", para3), "", "3 January 2024|5 February 2024"},
		{"a shown day above", "", "<p class=date>14 March 2024</p>" + p(para1) + part("<p>", "3 January 2024", "</p>", para2) + part("<p>", "5 February 2024", "</p>", para3), "2024-03-14", "3 January 2024|5 February 2024"},
		// Those tell when the article was published.
		{"below a standfirst", "", p(para1) + part("<p>", "3 January 2024", "</p>", para2) + p(para3), "2024-01-03", ""},
		{"above the text", "", part("<p>", "3 January 2024", "</p>", para1) + p(para2) + p(para3), "2024-01-03", ""},
		{"labelled", "", p(para1) + part("<p>", "Published 3 January 2024", "</p>", para2) + part("<p>", "Updated 5 February 2024", "</p>", para3), "2024-01-03", ""},
		{"the same day twice", "", p(para1) + part("<p>", "3 January 2024", "</p>", para2) + part("<p>", "3 January 2024", "</p>", para3), "2024-01-03", ""},
	} {
		page := "<html><head><title>Ministers meet at the lake - The Fjord</title>" + c.head + "</head><body><main><article><h1>Ministers meet at the lake</h1>" + c.body + "</article></main></body></html>"
		d := described(t, "", page)
		if d.Published != c.want {
			t.Errorf("%s: published %q, want %q", c.name, d.Published, c.want)
		}
		var dates []string
		for line := range strings.SplitSeq(d.Text, "\n\n") {
			if isDateLine(line, true) {
				dates = append(dates, line)
			}
		}
		if got := strings.Join(dates, "|"); got != c.dates {
			t.Errorf("%s: dates in the text %q, want %q\n%s", c.name, got, c.dates, d.Text)
		}
	}
}

func TestBrokenFirstLine(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<p>Minister <b>Ek</b> met<br>Ann Lee in Oslo on Monday evening.</p>", "Minister Ek met\n\nAnn Lee in Oslo on Monday evening."},
		{"<p>The Fjord<br>Minister Ek met Ann Lee in Oslo on Monday.</p>", "Minister Ek met Ann Lee in Oslo on Monday."},
	} {
		if d := page1(t, Auto, c.in); d.Text != c.want {
			t.Errorf("%s: %q, want %q", c.in, d.Text, c.want)
		}
	}
}

// TestPlainParts holds plain texts of parts that all stay: no cue, no cut.
func TestPlainParts(t *testing.T) {
	short1, short2, short3 := "Gales sank two boats in the old harbour, killing five people, divers say.", "Two more of them came up at the new pier on the other bank.", "The harbour is closed until Friday, its master told reporters."
	for _, c := range []struct{ name, title, head, in string }{
		{"live blog", "", "", "16:42 GMT\n\nGales at sea\n\n" + short1 + "\n\n15:10 GMT\n\nDivers at work\n\n" + short2 + "\n\n09.05am\n\nWhat we know so far:\n\n• The harbour closed yesterday\n\n• Divers are at work\n\n" + short3},
		{"live blog with a headline", "Gales at sea as they happen", "Gales at sea as they happen\n\n", "16:42 GMT\n\n" + short1 + "\n\n15:10 GMT\n\n" + short2},
		{"digest", "World briefs", "World briefs\n\n", "Norway: Gales at sea\n\n" + short1 + "\n\nPeru: Boats come up\n\n" + short2 + "\n\nChad: A lake closes\n\n" + short3},
		{"label and headline", "Gales sink two boats", "News desk\n\nGales sink two boats\n\n", short1 + "\n\n" + short2 + "\n\n" + short3},
		{"interview", "", "", "Q: Why did the gales come so early?\n\nA: They came from the north. " + short2 + "\n\nQ. What next?\n\nA. " + short3},
		{"question as a headline", "Why did the gales come so early?", "Why did the gales come so early?\n\n", para1 + "\n\n" + para2},
		{"posts", "", "", "BREAKING: Gales reported in Oslo now. #Gales @FjordNews says 3 boats lost https://fjord.example/a1\n\nRT @Fjord: Today the harbour closed until further notice, says its master."},
		{"a post that cries", "", "", "Just spoke with the master of the harbour. We agreed to close it today!\n\n" + para1},
		{"release", "", "FOR IMMEDIATE RELEASE\n\n", para1 + "\n\n" + para2},
		{"table", "", "", "| Day | Boats |\n\n| 2024-01-03 | Gales sink two of them |\n\n| 2024-02-16 | Divers lift both |\n\n" + short1},
	} {
		d := text1(t, Auto, c.head+c.in)
		if d.Title != c.title || d.Text != c.in {
			t.Errorf("%s: title %q, want %q; got\n%s\ndropped %+v", c.name, d.Title, c.title, d.Text, d.Dropped)
		}
	}
	d := text1(t, Auto, "Port\t2022\t2023\nOslo\t1,234\t1,500\nBergen\t900\t850\n\n"+short1)
	if want := "Port 2022 2023\n\nOslo 1,234 1,500\n\nBergen 900 850\n\n" + short1; d.Text != want || d.Title != "" {
		t.Errorf("tabs: title %q, got\n%s", d.Title, d.Text)
	}
	d = &corpus.Document{ID: "d", Raw: corpus.Raw{Data: "Ann Lee\t3 May 2021\t5 min read\n" + para1 + "\n\n" + para2}}
	if apply(t, Auto, d); strings.Contains(d.Text, "min read") {
		t.Errorf("one line with tabs is no table:\n%s", d.Text)
	}
}

func TestIsClock(t *testing.T) {
	for line, want := range map[string]bool{"16:42 GMT": true, "09.05am": true, "4 p.m.": true, "12:30": true, "9.05 a.m. (local time)": true,
		"2024": false, "12": false, "3.50": false, "16:42 Gales": false, "12 boats": false, "": false, "GMT": false} {
		if got := isClock(line); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
