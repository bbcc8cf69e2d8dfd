package article

import (
	"strings"
	"testing"
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
