package article

import (
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/sample"
)

func apply(t testing.TB, mode Mode, d *corpus.Document) *corpus.Document {
	t.Helper()
	if err := New(Options{Mode: mode}).Apply(d); err != nil {
		t.Fatal(err)
	}
	return d
}

func page1(t testing.TB, mode Mode, html string) *corpus.Document {
	t.Helper()
	return checked(t, html, apply(t, mode, &corpus.Document{ID: "d", Raw: corpus.Raw{Format: corpus.FormatHTML, Data: html}}))
}

func text1(t testing.TB, mode Mode, text string) *corpus.Document {
	t.Helper()
	return checked(t, text, apply(t, mode, &corpus.Document{ID: "d", Raw: corpus.Raw{Data: text}}))
}

// checked holds the properties of every document against one.
func checked(t testing.TB, src string, d *corpus.Document) *corpus.Document {
	t.Helper()
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	last := 0
	for i, o := range d.Origin {
		if o[2] <= 0 || o[0] < last || o[0]+o[2] > len(d.Text) || o[1] < 0 || o[1]+o[2] > len(src) {
			t.Fatalf("origin %d %v: out of order or of bounds (text of %d, source of %d bytes)", i, o, len(d.Text), len(src))
		}
		// A space may stand for a NUL of the source.
		if a, b := d.Text[o[0]:o[0]+o[2]], src[o[1]:o[1]+o[2]]; a != b && a != strings.ReplaceAll(b, "\x00", " ") {
			t.Fatalf("origin %d %v: text %q, source %q", i, o, a, b)
		}
		last = o[0] + o[2]
	}
	codes := Reasons()
	for _, x := range d.Dropped {
		if !slices.Contains(codes, x.Reason) {
			t.Errorf("reason %q is not on the list", x.Reason)
		}
		if x.Place == "" || !utf8.ValidString(x.Text) {
			t.Errorf("dropped %+v: no place, or not UTF-8", x)
		}
	}
	if d.Published != "" && isoDay(d.Published) != d.Published {
		t.Errorf("published %q is no ISO day", d.Published)
	}
	return d
}

// clean reports what must not be in a text that has been stripped.
func clean(text string) string {
	for _, r := range text {
		if r != '\n' && unicode.IsControl(r) || r == '\u00ad' || r == '\u200b' || r == '\ufeff' {
			return string(r)
		}
	}
	return ""
}

const (
	para1 = "The ministers of the two countries met in Oslo on Monday and agreed to open three border crossings, the first step in nine years."
	para2 = "They had not spoken since the spring, when a patrol boat was held for a week, and both said that they wanted to avoid another such summer."
	para3 = "A second meeting is planned for the autumn, in a town that neither side wished to name before its mayor has been asked."
)

func body(ps ...string) string { return "<p>" + strings.Join(ps, "</p>\n<p>") + "</p>" }

func TestPage(t *testing.T) {
	want := para1 + "\n\n" + para2 + "\n\n" + para3
	for _, c := range []struct {
		name, html string
		want       string // want, where empty
	}{
		{name: "plain", html: body(para1, para2, para3)},
		{name: "navigation", html: "<nav><a href=/>Home</a> <a href=/w>World</a></nav><main>" + body(para1, para2, para3) + "</main><footer>All about us, and how to reach us by letter.</footer>"},
		{name: "line breaks", html: "<div>" + para1 + "<br><br>" + para2 + "<br/><br/>" + para3 + "</div>"},
		{name: "one line break", html: "<div>" + para1 + "<br>" + para2 + "<br>" + para3 + "</div>"},
		{name: "sentence over lines", html: body(strings.Replace(para1, " on Monday", "<br>on Monday", 1), para2, para3)},
		{name: "inline markup", html: body(strings.Replace(para1, "Oslo", "<b>Os</b>lo", 1), strings.Replace(para2, "spring", "<a href=/s>spring</a>", 1), para3)},
		{name: "soft hyphens", html: body(strings.Replace(para1, "ministers", "min&shy;is\u200bters", 1), para2, para3)},
		{name: "spaces", html: body(strings.Replace(para1, " in Oslo", "\n\t in&nbsp; Oslo", 1), para2, para3)},
		{name: "share bar between", html: "<article>" + body(para1) + "<div class='share-bar'><a href=#>Tweet</a> 14 shares</div>" + body(para2, para3) + "</article>"},
		{name: "newsletter between", html: "<article>" + body(para1, para2) + "<div class=x1><h4>The Fjord Brief</h4><p>Five stories in your inbox each morning. Unsubscribe at any time.</p></div>" + body(para3) + "</article>"},
		{name: "caption", html: "<article>" + body(para1) + "<figure><img src=a.jpg><figcaption>The harbour of Oslo, where the ministers met.</figcaption></figure>" + body(para2, para3) + "</article>"},
		{name: "caption by credit", html: "<article>" + body(para1, "Fishing boats lie in the harbour on Sunday. Photo: Ann Lee", para2, para3) + "</article>"},
		{name: "read more", html: "<article>" + body(para1, "Read more: <a href=/x>The boat that lay in the wrong harbour</a>", para2, para3) + "</article>"},
		{name: "pull quote", html: "<article>" + body(para1, para2) + "<div class=pq><p>both said that they wanted to avoid another such summer</p></div>" + body(para3) + "</article>"},
		{name: "credit line", html: "<article>" + body(para1, para2, para3, "(Reporting by Ann Lee in Oslo; Editing by Bo Ek)") + "</article>"},
		{name: "related list", html: "<article>" + body(para1, para2, para3) + "<h3>Related News</h3><ul><li><a href=/1>A phone that folds twice</a></li><li><a href=/2>Which of these lamps</a></li></ul></article>"},
		{name: "related teasers", html: "<div>" + body(para1, para2, para3) + "<h3>More stories</h3><p>A phone that folds twice</p><p>We dropped it from a tower of nine metres, and what came after surprised the people who had made.....</p></div>"},
		{name: "body cut into boxes", html: "<main><div class=g>" + body(para1) + "</div><div class=ad>Buy this</div><div class=g>" + body(para2, para3) + "</div></main>"},
		{name: "comments", html: "<article>" + body(para1, para2, para3) + "</article><div id=comments><p>I was there in the summer of that year, and I can say that nobody asked anybody about anything, then or later.</p></div>"},
		{name: "unclosed", html: "<div><p>" + para1 + "<p>" + para2 + "<p>" + para3},
		{name: "heading", html: "<article>" + body(para1) + "<h2>After the spring</h2>" + body(para2, para3) + "</article>",
			want: para1 + "\n\nAfter the spring\n\n" + para2 + "\n\n" + para3},
		{name: "list", html: "<article>" + body(para1) + "<ul><li>the crossing at the lake</li><li>the crossing at the mill</li></ul>" + body(para2, para3) + "</article>",
			want: para1 + "\n\nthe crossing at the lake\n\nthe crossing at the mill\n\n" + para2 + "\n\n" + para3},
		{name: "quotation", html: "<article>" + body(para1, "The minister said:") + "<blockquote><p>We have waited nine years for a door, and now there are three.</p></blockquote>" + body(para2, para3) + "</article>",
			want: para1 + "\n\nThe minister said:\n\nWe have waited nine years for a door, and now there are three.\n\n" + para2 + "\n\n" + para3},
		{name: "a name that lies", html: "<div class='related-content'>" + body(para1, para2, para3) + "</div>"},
	} {
		if c.want == "" {
			c.want = want
		}
		src := "<!DOCTYPE html><html><head><title>Ministers meet | The Fjord</title></head><body><h1>Ministers meet</h1>" + c.html + "</body></html>"
		if got := page1(t, Auto, src); got.Text != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s\ndropped %+v", c.name, got.Text, c.want, got.Dropped)
		} else if got.Title != "Ministers meet" || got.Publisher != "The Fjord" {
			t.Errorf("%s: title %q of %q", c.name, got.Title, got.Publisher)
		}
	}
}

func TestKeep(t *testing.T) {
	text := "Home > News\n\nA headline\r\n\tand \u00ad more\x01\n\nRelated News\n- one.....\n"
	if got := text1(t, Keep, text); got.Text != text || got.Title != "" || len(got.Dropped) > 0 {
		t.Errorf("text %q, title %q, dropped %v", got.Text, got.Title, got.Dropped)
	}
	if got := text1(t, Keep, "KYIV, March 3, 2022 (Agency) — The ministers met.\n"); got.Dateline == nil || got.Dateline.Place != "KYIV" || got.Dateline.Date != "March 3, 2022" {
		t.Errorf("dateline %+v", got.Dateline)
	}
	d := page1(t, Keep, "<title>x</title><body><nav>Menu</nav><h1>Head</h1><p>Body <span hidden>not this</span>text</p><script>no()</script><button>Go</button><footer>Foot</footer>")
	if want := "Menu\n\nHead\n\nBody text\n\nGo\n\nFoot"; d.Text != want {
		t.Errorf("got %q, want %q", d.Text, want)
	}
	if d := text1(t, Keep, strings.Repeat("Die Minister der beiden Länder trafen sich am Montag in Oslo. ", 9)); d.Skipped != "" {
		t.Errorf("skipped under keep: %s", d.Skipped)
	}
}

func TestPlain(t *testing.T) {
	article := para1 + "\n\n" + para2 + "\n\n" + para3
	for _, c := range []struct{ name, in, title, want string }{
		{"article", article, "", article},
		{"one line", "Short text without a headline of its own.", "", "Short text without a headline of its own."},
		{"headline", "Ministers meet in Oslo\n\n" + article, "Ministers meet in Oslo", article},
		{"head", "The Fjord\nHome > World > North\n\nMinisters meet in Oslo\n======\nBy Ann Lee and Bo Ek\nMonday, 3 May 2021\n[ Share on Facebook ]\n\n" + article, "Ministers meet in Oslo", article},
		{"read more", para1 + "\n\nRead more: The boat in the wrong harbour\n\n" + para2 + "\n\n" + para3, "", article},
		{"subheading", para1 + "\n\nAfter the spring\n\n" + para2 + "\n\n" + para3, "", para1 + "\n\nAfter the spring\n\n" + para2 + "\n\n" + para3},
		{"related", article + "\n\nRelated News\n\nA phone that folds twice\n\nWe dropped it from a tower, and what came after surprised those who.....\n\nWhich lamp is best?\n\nEleven lamps, one long night and a cat that would not.....", "", article},
		{"read more list", article + "\n\nRead More\n\nA phone that folds twice\n\nWe dropped it from a tower, and what came after surprised those who...\n\nWhich lamp is the best lamp\n\nEleven lamps, one long night and a cat that would not...", "", article},
		{"no cue, no cut", article + "\n\nA tower fell in the night, and what came after surprised those who...", "", article + "\n\nA tower fell in the night, and what came after surprised those who..."},
		{"a quotation is no cue", para1 + "\n\n\"Share this bread with us,\" the minister said.\n\n" + para2, "", para1 + "\n\n\"Share this bread with us,\" the minister said.\n\n" + para2},
		{"wrapped", wrap(para1, 60) + "\n\n" + wrap(para2, 60) + "\n\n" + wrap(para3, 60), "", article},
		{"old line ends", strings.ReplaceAll(article, "\n\n", "\r\r"), "", article},
	} {
		d := text1(t, Auto, c.in)
		if d.Text != c.want || d.Title != c.title {
			t.Errorf("%s: title %q, got\n%s\nwant\n%s\ndropped %+v", c.name, d.Title, d.Text, c.want, d.Dropped)
		}
	}
}

// wrap breaks a paragraph into lines of about n bytes.
func wrap(s string, n int) string {
	var b strings.Builder
	at := 0
	for w := range strings.FieldsSeq(s) {
		switch {
		case at == 0:
		case at+len(w) > n:
			b.WriteByte('\n')
			at = 0
		default:
			b.WriteByte(' ')
		}
		b.WriteString(w)
		at += len(w) + 1
	}
	return b.String()
}

func TestStripFindsTheArticle(t *testing.T) {
	menu := strings.Repeat("Home\nWorld\nMoney\nSport\n", 8)
	page := "Ministers meet in Oslo - The Fjord\n\n" + menu + "\nMinisters meet in Oslo\n\n" + para1 + "\n\n" + para2 + "\n\n" + para3 +
		"\n\nShare\nTweet\nEmail\nPrint\n\nPlease check the box to acknowledge that you would like to subscribe.\n\n" + menu
	d := text1(t, Strip, page)
	if want := para1 + "\n\n" + para2 + "\n\n" + para3; d.Text != want || d.Title != "Ministers meet in Oslo" {
		t.Errorf("title %q, got\n%s", d.Title, d.Text)
	}
}

func TestGivenFieldsWin(t *testing.T) {
	d := apply(t, Auto, &corpus.Document{Title: "Given", Published: "May 3, 2021", URL: "https://a.example/2019/01/02/x",
		Raw: corpus.Raw{Format: corpus.FormatHTML, Data: "<title>Found</title><meta property='article:published_time' content='2020-01-01'><h1>Found</h1>" + body(para1, para2)}})
	if d.Title != "Given" || d.Published != "2021-05-03" {
		t.Errorf("title %q, published %q", d.Title, d.Published)
	}
	if d.Raw != (corpus.Raw{}) {
		t.Error("the raw input is still there")
	}
}

func TestMetadata(t *testing.T) {
	ld := `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","datePublished":"2001-01-01"},{"@type":"NewsArticle","headline":"Ministers meet","datePublished":"2021-05-03T09:00:00+02:00","author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Ek"}],"publisher":{"@type":"Organization","name":"The Fjord"}}]}</script>`
	for _, c := range []struct {
		name, url, head, body               string
		title, published, publisher, byline string
	}{
		{name: "linked data", head: ld, title: "Ministers meet", published: "2021-05-03", publisher: "The Fjord", byline: "Ann Lee|Bo Ek"},
		{name: "meta", head: `<title>Ministers meet - The Fjord</title><meta property="og:title" content="Ministers meet"><meta property="og:site_name" content="The Fjord"><meta name=author content="By Ann Lee and Bo Ek"><meta property="article:published_time" content="2021-05-03T23:30:00+02:00">`,
			title: "Ministers meet", published: "2021-05-03", publisher: "The Fjord", byline: "Ann Lee|Bo Ek"},
		{name: "universal time and a local day", head: `<title>Ministers meet</title><meta property="article:published_time" content="2021-05-04T01:30:00Z">`,
			body: `<h1>Ministers meet</h1><div class=byline>By Ann Lee</div><div class=date>May 3, 2021</div>`, title: "Ministers meet", published: "2021-05-03", byline: "Ann Lee"},
		{name: "time element", body: `<h1>Ministers meet</h1><time datetime="2021-05-03">yesterday</time>`, title: "Ministers meet", published: "2021-05-03"},
		{name: "address", url: "https://a.example/2021/05/03/ministers", body: "<h1>Ministers meet</h1>", title: "Ministers meet", published: "2021-05-03"},
		{name: "visible", body: "<h1>Ministers meet</h1><div>By Ann Lee</div><div>Published: Monday, 3 May 2021, 10:15</div>", title: "Ministers meet", published: "2021-05-03", byline: "Ann Lee"},
		{name: "no date", body: "<h1>Ministers meet</h1>", title: "Ministers meet"},
		{name: "a comment's date", body: "<h1>Ministers meet</h1>", title: "Ministers meet"},
	} {
		src := "<html><head>" + c.head + "</head><body>" + c.body + "<article>" + body(para1, para2, para3) + "</article>"
		if c.name == "a comment's date" {
			src += `<div class=comments><p>Ann</p><time datetime="2022-02-02">2 February 2022</time><p>I saw it coming.</p></div>`
		}
		d := apply(t, Auto, &corpus.Document{URL: c.url, Raw: corpus.Raw{Format: corpus.FormatHTML, Data: src}})
		if by := strings.Join(d.Byline, "|"); d.Title != c.title || d.Published != c.published || d.Publisher != c.publisher || by != c.byline {
			t.Errorf("%s: title %q, published %q, publisher %q, byline %q", c.name, d.Title, d.Published, d.Publisher, by)
		}
	}
}

func TestFindDay(t *testing.T) {
	for _, c := range []struct {
		in       string
		dayFirst bool
		want     string
	}{
		{"2017-03-29T17:20:00+01:00", true, "2017-03-29"},
		{"Wed 29 Mar 2017 17.20 BST", true, "2017-03-29"},
		{"Sunday, June 17th, 2018", true, "2018-06-17"},
		{"29. März 2017", true, "2017-03-29"},
		{"17 de Febrero 2020", true, "2020-02-17"},
		{"05. 09. 2020.", true, "2020-09-05"},
		{"3/4/2020", true, "2020-04-03"},
		{"3/4/2020", false, "2020-03-04"},
		{"25/11/2016", false, "2016-11-25"},
		{"Published 20111203", true, "2011-12-03"},
		{"2019年11月13日", true, "2019-11-13"},
		{"Sat Oct 10 12:00:00 +0000 2015", true, "2015-10-10"},
		{"31 February 2015", true, ""},
		{"Room 12, 400 chairs", true, ""},
		{"may 2014", true, ""},
		{"", true, ""},
	} {
		got := ""
		if d, ok := findDay(c.in, c.dayFirst); ok {
			got = d.String()
		}
		if got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDateline(t *testing.T) {
	for _, c := range []struct{ in, place, date string }{
		{"KYIV, March 3 (Agency) — The minister said", "KYIV", "March 3"},
		{"PSARADES, Greece, June 17 -- Greece and its neighbour", "PSARADES, Greece", "June 17"},
		{"BRUSSELS/BELGRADE, April 23 (Danube Observer) - Serbia", "BRUSSELS/BELGRADE", "April 23"},
		{"TUNIS, 16 Jan. 2011 (Wire) – Tunisia woke up", "TUNIS", "16 Jan. 2011"},
		{"BELFAST – US President", "BELFAST", ""},
		{"Geneva (AP) — The talks", "Geneva", ""},
		{"(Reuters) - The talks", "", ""},
		{"The talks — the third this year — began", "", ""},
		{"A well-known man - and his dog - came", "", ""},
		{"NATO", "", ""},
		{"“No” – that was the answer", "", ""},
	} {
		var place, date string
		if d := datelineOf(c.in); d != nil {
			place, date = d.Place, d.Date
		}
		if place != c.place || date != c.date {
			t.Errorf("%q: place %q, date %q", c.in, place, date)
		}
	}
}

func TestByline(t *testing.T) {
	for in, want := range map[string][]string{
		"By Ann Lee and Bo Ek in Oslo":     {"Ann Lee", "Bo Ek"},
		"Von Jürgen Müller":                {"Jürgen Müller"},
		"Ann Lee, Political Editor":        {"Ann Lee"},
		"Staff Reporter":                   nil,
		"https://a.example/authors/ann":    nil,
		"The Associated Press":             nil,
		"By Ann Lee | Oslo | 3 min read":   {"Ann Lee"},
		"Maria de la Cruz & Ludwig van Ek": {"Maria de la Cruz", "Ludwig van Ek"},
	} {
		if got := peopleOf(in); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ text, lang, skipped string }{
		{strings.Repeat("The ministers met in Oslo and agreed to open the border again. ", 5), "en", ""},
		{strings.Repeat("Die Minister der beiden Länder trafen sich am Montag in Oslo und sprachen über die Grenze. ", 5), "de", "language is de, not English"},
		{"Die Minister trafen sich in Oslo.", "", ""},
		{"Министры двух стран встретились в Осло в понедельник.", "ru", "language is ru, not English"},
	} {
		d := text1(t, Auto, c.text)
		if d.Lang != c.lang || d.Skipped != c.skipped {
			t.Errorf("%.30q: lang %q, skipped %q", c.text, d.Lang, d.Skipped)
		}
		if d.Text == "" {
			t.Errorf("%.30q: no text", c.text)
		}
	}
}

func TestMode(t *testing.T) {
	for _, m := range []Mode{Auto, Strip, Keep} {
		if got, err := ParseMode(m.String()); got != m || err != nil {
			t.Errorf("%v: got %v, %v", m, got, err)
		}
		text, err := m.MarshalText()
		var back Mode
		if err != nil || back.UnmarshalText(text) != nil || back != m {
			t.Errorf("%v is read back as %v", m, back)
		}
	}
	if _, err := ParseMode("bold"); err == nil || !strings.Contains(err.Error(), "auto strip keep") {
		t.Errorf("error %v", err)
	}
	if _, err := Mode(9).MarshalText(); err == nil {
		t.Error("a mode that is none is written")
	}
}

func TestTables(t *testing.T) {
	meanings := append(Reasons(), "body", "lead", "none")
	lower := func(v string) string {
		if v != strings.ToLower(v) {
			return "not lower case"
		}
		return ""
	}
	for _, c := range []struct {
		name    string
		columns []string
		rules   []lexicon.Rule
	}{
		{"data/classes.tsv", []string{"words", "meaning"}, []lexicon.Rule{
			{Column: "words", Required: true, Unique: true, Check: func(v string) string {
				if strings.ContainsAny(v, "_ ") {
					return "parts are joined by -"
				}
				return lower(v)
			}},
			{Column: "meaning", Required: true, Check: lexicon.OneOf(meanings...)},
		}},
		{"data/cues.tsv", []string{"text", "where", "reason", "effect", "words"}, []lexicon.Rule{
			{Column: "text", Required: true, Check: lower},
			{Column: "where", Required: true, Check: lexicon.OneOf("whole", "start", "inside", "frame", "last", "bio", "intro")},
			{Column: "reason", Required: true, Check: lexicon.OneOf(Reasons()...)},
			{Column: "effect", Required: true, Check: lexicon.OneOf("line", "tail")},
			{Column: "words", Required: true, Check: func(v string) string {
				if strings.Trim(v, "0123456789") != "" {
					return "not a number"
				}
				return ""
			}},
		}},
		{"data/months.tsv", []string{"name", "month"}, []lexicon.Rule{
			{Column: "name", Required: true, Unique: true, List: true, Check: lower},
			{Column: "month", Required: true, Unique: true},
		}},
	} {
		table, err := lexicon.Open(data, c.name, c.columns...)
		if err != nil {
			t.Fatal(err)
		}
		for _, complaint := range table.Lint(c.rules...) {
			t.Error(complaint)
		}
		if c.name == "data/cues.tsv" {
			seen := map[string]bool{}
			for _, row := range table.Rows {
				key := row.Get("where") + " " + row.Get("text")
				if seen[key] {
					t.Errorf("%s: %q twice", row.Place(), key)
				}
				seen[key] = true
			}
		}
	}
}

// pages are the HTML pages of the sample corpus, decoded.
func pages(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{}
	names, err := fs.Glob(sample.Articles, "*.html")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	charsets := map[string]*charmap.Charmap{"colombia-peace.html": charmap.Windows1252, "crimea-2014.html": charmap.Windows1251}
	for _, name := range names {
		raw, err := fs.ReadFile(sample.Articles, name)
		if err != nil {
			t.Fatal(err)
		}
		if c := charsets[name]; c != nil {
			if raw, err = c.NewDecoder().Bytes(raw); err != nil {
				t.Fatal(err)
			}
		}
		all[name] = string(raw)
	}
	return all
}

func TestSamplePages(t *testing.T) {
	want := map[string]struct {
		title, published, byline, place string
		first, last                     string // of the text
		without                         []string
	}{
		"nato-summit-vilnius.html": {"G7 promises Ukraine long-term arms as NATO summit ends without a date", "2023-07-12", "Claire Hobson|Tomas Janulis", "VILNIUS", "", "", []string{"Smartwatch", "Updated"}},
		"camp-david.html":          {"At Camp David, US, Japan and South Korea vow to consult in a crisis", "2023-08-18", "Daniel Brandt", "CAMP DAVID, Maryland", "Leaders agree", "where.", []string{"2011", "cookie"}},
		"good-friday.html":         {"Biden urges return to power-sharing on Belfast visit", "2023-04-12", "Siobhan Keane", "BELFAST", "BELFAST", "on Thursday.", []string{"library", "phone into the dock"}},
		"paris-agreement.html":     {"Record 175 parties sign Paris climate deal in New York", "2016-04-23", "Martin Oakes", "NEW YORK", "NEW YORK", "", []string{"ship’s cook"}},
		"iran-deal.html":           {"Iran and six powers reach nuclear deal", "2015-07-15", "Edward Marlow", "", "Iran and six world powers", "within 65 days.", []string{"dustmen", "expelled", "Printer friendly"}},
		"brexit-referendum.html":   {"Britain hands over its letter to leave the EU", "2017-03-29", "Imogen Ashby|Colin Reeve", "", "Britain formally told", "she noted.", []string{"red phone", "marmalade", "Unsubscribe"}},
		"colombia-peace.html":      {"Colombia signs a second peace accord with FARC", "2016-11-25", "Inés Barragán", "BOGOTÁ", "BOGOTÁ", "", []string{"in your inbox", "My neighbours"}},
		"prespa.html":              {"Greece and its neighbour sign deal on the name North Macedonia", "2018-06-17", "Vera Kallas", "PSARADES, Greece", "PSARADES", "voted for it twice.", []string{"Roaming", "LANTERN LETTERS", "tent"}},
		"crimea-2014.html":         {"Putin signs Crimea into Russia as West widens sanctions", "2014-03-21", "Petra Halloran|Oleh Vasylenko", "SIMFEROPOL", "SIMFEROPOL", "to talk.", []string{"crossword", "evening letter", "Armed men without insignia stand"}},
		"black-sea-grain.html":     {"First grain ship leaves Odesa under Istanbul deal", "2022-08-01", "Leyla Mammadli", "", "A freighter laden", "a positive development.", []string{"Caspian Brief", "40,000 readers"}},
		"sudan-referendum.html":    {"Southern Sudan chooses to secede, Bashir accepts the result", "2011-02-08", "Josephine Lokwang", "JUBA", "JUBA", "southern officials said.", []string{"handsets", "Osman Tahir"}},
		"hong-kong-2019.html":      {"Hong Kong leader faces new calls to quit as Joshua Wong walks free", "2019-06-17", "", "", "", "by September.", []string{"trams"}},
	}
	for name, src := range pages(t) {
		d := page1(t, Auto, src)
		w, ok := want[name]
		if !ok {
			t.Errorf("%s: nothing is known of it", name)
			continue
		}
		place := ""
		if d.Dateline != nil {
			place = d.Dateline.Place
		}
		if by := strings.Join(d.Byline, "|"); d.Title != w.title || d.Published != w.published || by != w.byline || place != w.place || d.Lang != "en" {
			t.Errorf("%s: title %q, published %q, byline %q, dateline %q, language %q", name, d.Title, d.Published, by, place, d.Lang)
		}
		if !strings.HasPrefix(d.Text, w.first) || !strings.HasSuffix(d.Text, w.last) {
			t.Errorf("%s: text begins %.40q and ends %q", name, d.Text, d.Text[max(0, len(d.Text)-40):])
		}
		for _, s := range append(w.without, ".....", "Read more", w.title) {
			if strings.Contains(d.Text, s) {
				t.Errorf("%s: the text has %q", name, s)
			}
		}
		if c := clean(d.Text); c != "" {
			t.Errorf("%s: the text has %q", name, c)
		}
		again := page1(t, Auto, src)
		if !reflect.DeepEqual(d, again) {
			t.Errorf("%s: another run gives another document", name)
		}
	}
}

func TestSampleTexts(t *testing.T) {
	raw, err := fs.ReadFile(sample.Articles, "ukraine-timeline.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := text1(t, Auto, string(raw))
	if d.Title != "Timeline: Thirty years of Ukraine at the doors of NATO and the EU" || d.Published != "2022-10-03" || strings.Contains(d.Text, ".....") {
		t.Errorf("title %q, published %q, text ends %q", d.Title, d.Published, d.Text[max(0, len(d.Text)-80):])
	}
	if !strings.HasSuffix(d.Text, `things that expired."`) {
		t.Errorf("text ends %q", d.Text[max(0, len(d.Text)-80):])
	}
}

// TestRowOfCues holds that a row of buttons amid a text goes, and that a row of
// other words stays.
func TestRowOfCues(t *testing.T) {
	for line, want := range map[string]bool{
		"SHARE  |  TWEET  |  PRINT": true,
		"Facebook • Twitter":        true,
		"Share | Serbia | Kosovo":   false,
		"Oslo | Bergen":             false,
	} {
		if got, ok := lineCues.find(line, len(strings.Fields(line))); ok != want || ok && (got.reason != Share || got.tail) {
			t.Errorf("%q: cue %v, %+v", line, ok, got)
		}
	}
}
