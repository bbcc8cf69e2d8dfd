package article

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
)

// hostile are inputs of about n bytes that have brought readers of pages down: each is to
// cost time and memory in proportion to its size.
var hostile = []struct {
	name string
	make func(n int) string
}{
	{"nested div", around("<div>", "</div>")},
	{"nested table", around("<table><tr><td>", "</td></tr></table>")},
	{"nested b", around("<b>", "</b>")},
	{"nested blockquote", around("<blockquote>", "</blockquote>")},
	{"nested unknown", around("<x-y>", "</x-y>")},
	{"nested list", around("<ul><li>", "</li></ul>")},
	{"never closed", row("<div><b><a href=x>word ")},
	{"formatting never closed", row("<p><font><b><i>a")},
	{"p", row("<p>")}, {"p with a word", row("<p>word")}, {"br", row("<br>")}, {"words and br", row("word<br>")}, {"a", row("<a>")}, {"links", row("<a href=/x>link</a> ")},
	{"li", row("<li>")}, {"td", row("<td>a")}, {"end tags", row("</div></p></b>")}, {"end of p", row("</p>")}, {"h1", row("<h1>Head</h1>")}, {"spans", row("<span class=a>b</span>")},
	{"option", row("<option>a")}, {"svg", row("<svg>")}, {"svg texts", row("<svg><text>a</text></svg>")}, {"math", row("<math>a</math>")}, {"template", row("<template>")}, {"dialog", row("<dialog>a</dialog>")},
	{"hidden", row("<span hidden>ab</span>")}, {"buttons", row("<button>ab</button>")}, {"named boxes", row("<div class='share-bar'>a</div>")}, {"time", row("<time>3 May 2021</time>")}, {"authors", row("<a rel=author>Ann Lee</a>")},
	{"bylines", row("<p>By Ann Lee</p>")}, {"dates", row("<p>3 May 2021</p>")}, {"cues", row("<h3>Related News</h3><p>" + para1 + "</p>")}, {"one cue a line", row("Related News<br>")},
	{"paragraphs", row("<p>" + para1 + "</p>")}, {"same words", row("<p>they said that they wanted no such thing</p>")}, {"cut off", row("<p>The ministers of the two...</p>")},
	{"one paragraph", row("the ministers of two countries met in Oslo, ")}, {"one word", row("abcdefgh")}, {"caps", row("ABCDEFGH ")}, {"commas", row(",")}, {"quotes", row(`"`)}, {"no sentence", row("word ")},
	{"amps", row("&")}, {"entities", row("&eacute;")}, {"amp letters", row("&a")}, {"numbers", row("&#x10ffff;")}, {"NULs", row("\x00")}, {"not UTF-8", row("\xff\xfe")}, {"soft hyphens", row("a\u00ad")}, {"marks", row("e\u0301")},
	{"spaces", row(" ")}, {"line ends", row("\n")}, {"returns", row("\r")}, {"less than", row("<")}, {"less than a", row("< a")}, {"greater than", row(">")},
	{"attributes", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, " a%d=b", i)
		}
		return "<p" + b.String() + ">word"
	}},
	{"kept attributes", func(n int) string { return "<p" + strings.Repeat(" class=b", n/8) + ">word" }},
	{"long attribute", func(n int) string { return "<p class='" + strings.Repeat("share-bar ", n/10) + "'>word" }},
	{"classes", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "<p class=c%d>w", i)
		}
		return b.String()
	}},
	{"words all new", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "<p>Ministers met word%d about word%d, and said so in word%d again.</p>", i, i+1, i+2)
		}
		return b.String()
	}},
	{"lines after the article", func(n int) string {
		return strings.Repeat("<p>"+para1+"</p>\n", 5) + strings.Repeat("<p>foo bar</p>\n", n/15)
	}},
	{"quoted to the end", row("<a href=\"")}, {"single quoted", row("<a href='x>")}, {"tag in tag", row("<a <a ")}, {"no tag end", row("<a ")},
	{"comments", row("<!-- a -->")}, {"comments never closed", row("<!--")}, {"comments and dashes", row("<!-- -- ")}, {"dashes", func(n int) string { return "<!--" + strings.Repeat("-", n) }}, {"declarations", row("<!x>")}, {"bogus", row("<?")},
	{"scripts", row("<script>a</script>")}, {"script never closed", row("<script>")}, {"script comments", row("<script><!--")}, {"script in script", row("<script><!--<script>a</script>")},
	{"script bomb", func(n int) string { return "<script>" + strings.Repeat("a='</scrip';<", n/13) + "</script>word" }},
	{"styles", row("<style>")}, {"textareas", row("<textarea>")}, {"noscript", row("<noscript>")}, {"titles", row("<title>a")}, {"title never closed", func(n int) string { return "<title>" + strings.Repeat("a <", n/3) }}, {"titles closed", row("<title>a</title>")},
	{"metas", row("<meta name=author content=x>")}, {"linked data", row(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"a"}</script>`)},
	{"linked data never closed", row(`<script type="application/ld+json">{"a":`)},
	{"linked data bomb", func(n int) string {
		return `<script type="application/ld+json">` + strings.Repeat("[", n) + "</script>word"
	}},
	{"linked data in depth", func(n int) string {
		return `<script type="application/ld+json">` + strings.Repeat(`{"@graph":`, n/20) + "1" + strings.Repeat("}", n/20) + "</script>word"
	}},
	{"linked data text", func(n int) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + strings.Repeat("word ", n/5) + `"}</script>word`
	}},
	{"linked data escapes", func(n int) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"` + strings.Repeat(`\u0041`, n/6) + `"}</script>word`
	}},
	{"linked data authors", func(n int) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","author":[` + strings.Repeat(`{"name":"A B"},`, n/15) + `1]}</script>word`
	}},
	{"Thai", row("สวัสดีชาวโลก")}, {"Chinese", row("部长们在奥斯陆会晤。")}, {"Russian", row("Министры встретились в Осло. ")},
}

func row(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, max(1, n/len(s))) }
}

func around(open, end string) func(int) string {
	return func(n int) string {
		k := max(1, n/(len(open)+len(end)))
		return strings.Repeat(open, k) + "word" + strings.Repeat(end, k)
	}
}

// cost is how many bytes an extraction allocates in all, which is more than it ever holds.
func cost(t testing.TB, o Options, format corpus.Format, src string) (d *corpus.Document, bytes uint64) {
	t.Helper()
	stage := New(o)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	d = &corpus.Document{ID: "d", Raw: corpus.Raw{Format: format, Data: src}}
	if err := stage.Apply(d); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return d, after.TotalAlloc - before.TotalAlloc
}

// mostPerByte bounds what a page may allocate for each of its bytes. The worst are pages of
// table cells of one letter: five bytes are two nodes of the tree, a box and a block.
const mostPerByte = 300

// TestMemoryGrowsWithThePage holds that twice the size allocates about twice as much.
func TestMemoryGrowsWithThePage(t *testing.T) {
	const n = 20 << 10
	for _, c := range hostile {
		for _, format := range []corpus.Format{corpus.FormatHTML, corpus.FormatText} {
			for _, mode := range []Mode{Strip, Keep} {
				name := fmt.Sprintf("%s, format %d, %v", c.name, format, mode)
				small, large := c.make(n), c.make(2*n)
				_, a := cost(t, Options{Mode: mode}, format, small)
				d, b := cost(t, Options{Mode: mode}, format, large)
				checked(t, large, d)
				const rest = 256 << 10 // what any page costs, and the steps in which slices grow
				if b > 3*a+rest {
					t.Errorf("%s: %d bytes take %d, %d take %d", name, len(small), a, len(large), b)
				}
				if b > uint64(len(large))*mostPerByte+rest {
					t.Errorf("%s: %d bytes take %d, %d for each", name, len(large), b, b/uint64(len(large)))
				}
			}
		}
	}
}

// TestArticleAmongRuins holds that what is wrong in a page does not cost it its article.
func TestArticleAmongRuins(t *testing.T) {
	text := para1 + "\n\n" + para2 + "\n\n" + para3
	for _, c := range []struct{ name, before, after string }{
		{"many open elements", strings.Repeat("<div>", 3000), strings.Repeat("</div>", 3000)},
		{"unbalanced", strings.Repeat("<div>", 3000), ""},
		{"too many ends", strings.Repeat("</div></table></body></html>", 300), ""},
		{"formatting never closed", strings.Repeat("<font>", 700), ""},
		{"tables", strings.Repeat("<table><tr><td>", 10000), ""},
		{"comment never closed", "", "<!-- the end is missing <p>of this"},
		{"comment never closed before", "<!-- start >", ""},
		{"quote never closed", `<a href="/x>`, ""},
		{"attributes", "<div" + strings.Repeat(" a=b", 50000) + ">", "</div>"},
		{"script bomb", "<script>" + strings.Repeat("document.write('<p>')", 5000) + "</script>", ""},
		{"script never closed", "", "<script>var x = '"},
		{"style never closed", "", "<style>p {"},
		{"textarea never closed", "<textarea>", ""},
		{"noscript never closed", "<noscript>", ""},
		{"iframe never closed", "<iframe src=x>", ""},
		{"select never closed", "<form><select><option>One</select></form>", ""},
		{"NULs", "\x00\x00", "\x00"},
		{"not UTF-8", "\xff\xfe", "\x80"},
		{"byte order mark", "\ufeff", ""},
		{"breaks", strings.Repeat("<br>", 50000), strings.Repeat("<br>", 50000)},
		{"empty paragraphs", strings.Repeat("<p>", 50000), strings.Repeat("<p>", 50000)},
		{"empty links", strings.Repeat("<a>", 50000), ""},
		{"processing instructions", "<?php if (a > b) ?>", "<?php } ?>"},
		{"conditional comments", "<!--[if lt IE 9]><p>Your browser is old.</p><![endif]-->", "<![endif]"},
		{"two bodies", "<body><body><html><head><body>", "</body></html></body></html>"},
		{"cut in a tag", "", "<div class=\"foo"},
		{"cut in an entity", "", "&am"},
	} {
		d := page1(t, Auto, "<html><head><title>Ministers meet</title></head><body>"+c.before+body(para1, para2, para3)+c.after)
		got := strings.Trim(d.Text, "\ufffd \n")
		if got != text {
			t.Errorf("%s: got %.600q", c.name, got)
		}
	}
}

// BenchmarkHostile shows time and memory for each byte of hostile pages of two sizes.
func BenchmarkHostile(b *testing.B) {
	for _, c := range hostile {
		for _, n := range []int{1 << 20, 4 << 20} {
			src := c.make(n)
			b.Run(fmt.Sprintf("%s/%dMB", strings.ReplaceAll(c.name, " ", "_"), n>>20), func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				var per []float64
				for b.Loop() {
					_, bytes := cost(b, Options{Leave: corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin)}, corpus.FormatHTML, src)
					per = append(per, float64(bytes)/float64(len(src)))
				}
				b.ReportMetric(slices.Max(per), "B/byte")
			})
		}
	}
}
