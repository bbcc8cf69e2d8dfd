package article

import (
	"strings"
	"testing"

	"dateline/corpus"
)

func TestNames(t *testing.T) {
	for _, c := range []struct {
		names string
		why   Reason
		body  bool
		lead  bool
	}{
		{names: "share-bar", why: Share},
		{names: "ArticleShareBar", why: Share},
		{names: "entry-content", body: true},
		{names: "entry-content-share", why: Share},
		{names: "post__standfirst", lead: true},
		{names: "sidebar-1", why: Sidebar},
		// What a page has, not what it is.
		{names: "grid grid--with-right-rail"},
		{names: "no-sidebar"},
		{names: "layout--right-rail"},
		{names: "layout__sidebar", why: Sidebar},
		{names: "content-sidebar-wrap"},
		// Page builders call every part a widget.
		{names: "elementor-element elementor-widget elementor-widget-text-editor", body: true},
		{names: "elementor-element elementor-widget elementor-widget-share-buttons", why: Share},
		{names: "elementor-widget-container"},
		{names: "so-panel widget widget_sow-editor"},
		{names: "widget widget_recent_entries", why: Sidebar},
		// A post's categories, tags and author.
		{names: "post-12 post type-post status-publish format-standard hentry category-newsletter tag-share"},
		{names: "entry-author-ann_lee entry-type-post entry"},
		{names: "byline entry-author", why: Byline},
		// Rules of style.
		{names: "px-6 bg-secondary-100 border-secondary-700 text-secondary"},
		{names: "scroll-mt-[var(--sticky-header)] md:hidden"},
		{names: "cmp-text"},
		{names: "field--label-visually_hidden"},
		{names: "suggestedAnswer acceptedAnswer"},
		{names: "u-font-size-20"},
		{names: "foot-notes"},
		{names: "by", why: Byline},
		{names: "order-by"},
		{names: strings.Repeat("x", 81) + " " + strings.Repeat("share", 16)},
	} {
		v := judgeNames(c.names)
		if v.why != c.why || v.body != c.body || v.lead != c.lead {
			t.Errorf("%s: %v, body %v, lead %v", c.names, v.why, v.body, v.lead)
		}
	}
}

func TestNamePieces(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"", ""},
		{"--_", ""},
		{"Article__BodyText-2", "article|body|text|2"},
		{"HTMLblock", "htmlblock"},
		{"über-uns", "über|uns"},
		{strings.Repeat("a-", 40), strings.TrimSuffix(strings.Repeat("a|", 16), "|")},
	} {
		var parts [16]string
		n := nameParts(c.name, parts[:])
		if got := strings.Join(parts[:n], "|"); got != c.want {
			t.Errorf("%q: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Nothing else about a page tells what is its text: the names do.
func TestBoxes(t *testing.T) {
	want := para1 + "\n\n" + para2 + "\n\n" + para3
	for _, c := range []struct{ name, html string }{
		{"a layout named for its sidebar", "<main><div class='container layout-2-col right-sidebar'><h1>Ministers meet</h1>" + body(para1, para2, para3) + "<div class=sidebar><p>" + strings.Repeat("The harbour fair opens at noon, and all are invited to come. ", 9) + "</p></div></div></main>"},
		{"a widget that is the blog", "<div class='widget Blog' id=Blog1><div class='post hentry'><div class='post-body entry-content' itemprop=articleBody>" + strings.ReplaceAll(body(para1, para2, para3), "p>", "div>") + "</div></div></div><div class=widget><p>" + strings.Repeat("The harbour fair opens at noon, and all are invited to come. ", 9) + "</p></div>"},
		{"a page builder", "<div class=elementor-widget-wrap><div class='elementor-widget elementor-widget-text-editor'>" + body(para1) + "</div><div class='elementor-widget elementor-widget-share-buttons'><p>Tell your friends on the networks</p></div><div class='elementor-widget elementor-widget-text-editor'>" + body(para2, para3) + "</div></div>"},
		{"a post named for its author", "<div class='entry-author-ann_lee entry-type-post entry'>" + body(para1, para2, para3) + "</div>"},
		{"a ticker within a sentence", "<article>" + body(strings.Replace(para1, " in Oslo", "<span data-widget='dj.ticker'></span> in Oslo", 1), para2, para3) + "</article>"},
		{"a dateline within a paragraph", "<article>" + strings.Replace(body(para1, para2, para3), "The ministers of", "<span class=dateline>The ministers of</span>", 1) + "</article>"},
		{"the page for the printer", "<article>" + body(para1, para2, para3) + "</article><div class=x1>" + body(para2) + "</div>"},
		{"a caption outside a table", "<article><p><caption>" + para1 + "</caption></p>" + body(para2, para3) + "</article>"},
		{"an end tag of a break", "<div>" + para1 + "</br></br>" + para2 + "</br></br>" + para3 + "</div>"},
		{"warnings of the server", "<div>" + body("Warning: Division by zero in /srv/www/wp-includes/query.php on line 21", para1, para2, para3) + "</div>"},
		{"buttons of an encyclopaedia", "<article>" + body(para1, para2) + "<p>" + para3 + "<span class=mw-editsection>[edit]</span></p></article>"},
		{"a placeholder of a player", "<article>" + body(para1) + "<div><p>Player wird geladen</p></div>" + body(para2, para3) + "</article>"},
		{"a first paragraph apart", "<div class=col><div class=articleBody>" + body(para1) + "</div><div class=pic><h6 class=credit>Ann Lee/The Fjord</h6></div><div class=articleBody>" + body(para2, para3) + "</div></div>"},
		{"elements that a site has made up", "<article-body>" + body(para1) + "<newsletter-signup><p>All the news of the coast, in one letter a day.</p></newsletter-signup>" + body(para2, para3) + "</article-body>"},
		{"an id that is a sentence", "<article>" + body(para1) + "<section id=boats-as-a-share-of-the-fleet>" + body(para2) + "</section>" + body(para3) + "</article>"},
		{"a label that is a title", "<section aria-label='Ministers advertise the fair and share a boat'>" + body(para1, para2, para3) + "</section>"},
		{"a copyright in brackets", "<article>" + body(para1, para2, para3, "(c) 2013 The Fjord and the papers of the coast that belong to it") + "</article>"},
		{"an account to follow", "<article>" + body(para1, "Follow @thefjord for news of the coast", para2, para3) + "</article>"},
	} {
		src := "<!DOCTYPE html><html><head><title>Ministers meet | The Fjord</title></head><body>" + c.html + "</body></html>"
		if got := page1(t, Auto, src); got.Text != want {
			t.Errorf("%s: got\n%s\ndropped %+v", c.name, got.Text, got.Dropped)
		}
	}
}

// Lines that begin like a cue and are text.
func TestLinesThatStay(t *testing.T) {
	for _, line := range []string{
		"Posted on the door of the ministry, the notice says that the crossing at the mill stays closed until the water has gone down again.",
		"Published in May, the report found that nobody had asked the people who live at the lake what they wanted.",
		"Filed in a court in Oslo, the suit asks for the name of the officer who held the boat.",
		"Sponsored by both governments, the fair will be held in the autumn.",
		"He said by email that the boat had been in the right harbour all along.",
		"The film was shared on Facebook and Twitter within an hour of the meeting.",
		"Entering the harbour without permission is against the law.",
		"By accepting the plan, both sides gave up what they had asked for in the spring.",
		"Register to vote by the fifth of October, the office of the mayor said.",
		"The minister wrote on his channel that he would not come again.",
	} {
		src := "<!DOCTYPE html><html><head><title>Ministers meet | The Fjord</title></head><body><article>" + body(para1, line, para2, para3) + "</article></body></html>"
		if got := page1(t, Auto, src); !strings.Contains(got.Text, line) {
			t.Errorf("%q is gone: %+v", line, got.Dropped)
		}
	}
}

func TestAuthors(t *testing.T) {
	for _, c := range []struct {
		line  string
		stays bool
	}{
		{line: "Ann Lee is a professor of law at the university of Oslo."},
		{line: "Bo van Ek is the founder of a museum of small boats."},
		{line: "Ann Lee is a staff writer."},
		{line: "The mayor is a professor of law, and has not been asked.", stays: true},
		{line: "Carl Moe is a professor of law, and has not been asked.", stays: true}, // named before
	} {
		src := "<!DOCTYPE html><html><head><title>Ministers meet | The Fjord</title></head><body><article>" +
			body(para1, para2, "Nobody asked Carl Moe, who lives beside the mill and has seen both boats.", para3, c.line) + "</article></body></html>"
		if got := page1(t, Auto, src); strings.Contains(got.Text, c.line) != c.stays {
			t.Errorf("%q: got\n%s", c.line, got.Text)
		}
	}
}

// The line under an embedded post says whose words stand above it.
func TestPosts(t *testing.T) {
	post := "<blockquote class=twitter-tweet><p>We have three doors now, where there was a wall.</p>— Ann Lee (@annlee) May 3, 2021</blockquote>"
	src := "<!DOCTYPE html><html><head><title>Ministers meet | The Fjord</title></head><body><article>" + body(para1, para2, para3) + post + "</article></body></html>"
	if got := page1(t, Auto, src); !strings.Contains(got.Text, "— Ann Lee (@annlee) May 3, 2021") {
		t.Errorf("got\n%s\ndropped %+v", got.Text, got.Dropped)
	}
}

func TestDateLines(t *testing.T) {
	for line, want := range map[string]bool{
		"Oslo, 3 May 2021":                      true,
		"By Ann Lee | The Fjord | May 3, 2021":  true,
		"Last updated May 3, 2021 at 5:20 p.m.": true,
		"8 pct bonds due July 1, 1990":          false,
		"— Ann Lee (@annlee) May 3, 2021":       false,
		"The ministers met on May 3, 2021.":     false,
	} {
		if got := isDateLine(line, false); got != want {
			t.Errorf("%q: got %v", line, got)
		}
	}
}

// TestBodies holds what is text by what it says and where it stands: no name helps.
func TestBodies(t *testing.T) {
	three := para1 + "\n\n" + para2 + "\n\n" + para3
	linked := func(tag string) string {
		return tag + para1 + "</a></p><p>" + tag + para2 + "</a></p><p>" + tag + para3 + "</a>"
	}
	remark := func(who, when, what string) string {
		return "<li><div><b>" + who + "</b></div><div>" + when + "</div><p>" + what + "</p></li>"
	}
	said := remark("Bo says:", "3 May 2021 at 10:04", "I was there, and I can tell you that it was not so.") +
		remark("Cy says:", "3 May 2021 at 11:20", "That is what they always say, and nobody believes it.") +
		remark("Di says:", "4 May 2021 at 8:15", "Well, I for one am glad that the border is open.")
	spoken := strings.Repeat("<div><b>Bo E</b><p>I was there, and I can tell you that it was not so at all.</p></div>", 4)
	card := func(title string) string {
		return "<div><h3><a href=/x>" + title + "</a></h3><p>" + title + " once more, said the people of the coast, and this time nobody was there to see it.</p></div>"
	}
	post := func(title, text string) string {
		return "<div class=p><h2><a href=/p>" + title + "</a></h2>" + text + "</div>"
	}
	far := strings.Repeat("The harbour fair opens at noon, and all are invited to come, the mayor said. ", 3)
	for _, c := range []struct{ name, html, want string }{
		{"anchors without an address", "<p>" + linked("<a>") + "</p>", three},
		{"anchors on the page", "<p>" + linked("<a href='#note'>") + "</p>", three},
		{"anchors of scripts", "<p>" + linked("<a href='JavaScript:void(0)'>") + "</p>", three},
		{"a page of linked paragraphs", "<p>" + linked("<a href=/x>") + "</p>", three},
		{"a linked page", "<a href=/x>" + body(para1, para2, para3) + "</a>", three},
		{"a linked teaser beside a text", body(para1, para2, para3) + "<p><a href=/x>" + far + "</a></p>", three},
		{"words that are links", "<p>" + strings.ReplaceAll("The "+strings.ReplaceAll(strings.TrimPrefix(para1, "The "), "of the", "of the"), " two countries met in Oslo", " <a href=/g/1>two</a> <a href=/g/2>countries</a> <a href=/g/3>met</a> <a href=/g/4>in</a> <a href=/g/5>Oslo</a>") + "</p>" + body(para2, para3), three},
		{"a flash above the site's lines", "<div><p>The pass is open.</p><p>It had been shut.</p></div><div class=x7><p>The Fjord is published by Fjord Media, a company of the coast, and is read by forty thousand people every day.</p></div>", "The pass is open.\n\nIt had been shut."},
		{"a flash above a notice", "<div><p>The pass is open.</p><p>It had been shut.</p></div><div class=x7><p>We use cookies to make our site better for you. By going on you agree to our use of cookies.</p></div>", "The pass is open.\n\nIt had been shut."},
		{"comments that are counted", body(para1, para2, para3) + "<h3>12 comments</h3><div>" + spoken + "</div>", three},
		{"comments that are counted behind", body(para1, para2, para3) + "<p>Comments (4)</p><div>" + spoken + "</div>", three},
		{"responses to a title", body(para1, para2, para3) + "<h3>12 Responses to “Ministers meet”</h3><div>" + spoken + "</div>", three},
		{"a discussion", body(para1, para2, para3) + "<h3>Discussion</h3><div>" + spoken + "</div>", three},
		{"a discussion that is a part", body(para1) + "<h3>Discussion</h3>" + body(para2, para3), para1 + "\n\nDiscussion\n\n" + para2 + "\n\n" + para3},
		{"a style that is never closed", "", three},
		{"an open dialog", "<dialog open>" + body(para1, para2, para3) + "</dialog>", three},
		{"an open dialog over a text", "<dialog open><p>" + far + "</p></dialog>" + body(para1, para2, para3), three},
		{"a counter above the text", "<p>12 comments</p>" + body(para1, para2, para3), three},
		{"comments without a heading", body(para1, para2, para3) + "<ol>" + said + "</ol>", three},
		{"linked titles with texts", body(para1, para2, para3) + card("The ferries of the coast stop") + card("A mayor is asked to go") + card("No boats in the bay today"), three},
		{"one linked title", body(para1, para2, para3) + card("The ferries of the coast stop"), three + "\n\nThe ferries of the coast stop once more, said the people of the coast, and this time nobody was there to see it."},
		{"articles one after the other", "<article><h1>Ministers meet</h1>" + body(para1, para2, para3) + "</article><article><h1>The ferries stop</h1>" + body(far, far+"No more.") + "</article>", three},
		{"posts one after the other", post("The ministers meet", body(para1, para2, para3)) + post("The ferries will stop", body(far, far+"No more.")) + post("A mayor must go", body(far+"Again.", far+"No less.")), three},
	} {
		title := "Ministers meet"
		top := "<h1>Ministers meet</h1>"
		if strings.HasPrefix(c.html, "<article>") {
			top = ""
		}
		if strings.HasPrefix(c.html, "<div class=p>") {
			title, top = "The ministers meet", ""
		}
		head := "<title>" + title + "</title>"
		if c.html == "" {
			head, c.html = head+"<style>p { color: red }", body(para1, para2, para3)
		}
		src := "<!DOCTYPE html><html><head>" + head + "</head><body><div>" + top + c.html + "</div></body></html>"
		if got := page1(t, Auto, src); got.Text != c.want {
			t.Errorf("%s: got\n%s\ndropped %+v", c.name, got.Text, got.Dropped)
		}
	}
}

func TestCountsComments(t *testing.T) {
	for line, want := range map[string]bool{
		"12 comments": true, "Comments (3)": true, "1,204 Comments": true, "4 Responses to “Ministers meet”": true, "3 Kommentare": true, "Comments: 7": true,
		"comments": false, "12 ministers": false, "12 comments were read out.": false, "3 comments that changed the town": false, "12": false, "": false,
	} {
		if countsComments(line) != want {
			t.Errorf("%q: %v", line, !want)
		}
	}
}

// TestBecauseLooksOnce holds that a line's account asks no other line what it is once the page's
// cues are known: each of many dropped lines would ask all others.
func TestBecauseLooksOnce(t *testing.T) {
	src := "<title>Ministers meet</title><h1>Ministers meet</h1>" + body(para1, para2, para3) + "<p>Related news</p>" + strings.Repeat("<p>No</p><p>"+para2+"</p>", 400)
	p := read(src, false)
	m := describe(p.tree.root)
	New(Options{}).rules(p, &m, &corpus.Document{})
	why := accounts{page: p, out: p.condemned()}
	last := len(p.blocks) - 1
	if p.blocks[last].reason == Kept {
		t.Fatal("the last line is kept")
	}
	why.because(last - 1)
	for i := range p.blocks {
		p.blocks[i].asked = false
	}
	if why.because(last) == "" {
		t.Error("no account of the last line")
	}
	asked := 0
	for i := range p.blocks {
		if p.blocks[i].asked {
			asked++
		}
	}
	if asked > 2 {
		t.Errorf("%d lines were asked for one", asked)
	}
}
