package article

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// shownText is the text below a node, without what the tree leaves out.
func shownText(n *html.Node, to *strings.Builder) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			to.WriteString(c.Data)
		case html.ElementNode:
			switch c.DataAtom {
			case atom.Script, atom.Style, atom.Noscript, atom.Svg, atom.Math, atom.Template, atom.Iframe, atom.Textarea, atom.Noframes, atom.Noembed:
			default:
				shownText(c, to)
			}
		}
	}
}

// TestTreeHoldsTheTextOfHTMLParse compares the trees' text, white space aside.
func TestTreeHoldsTheTextOfHTMLParse(t *testing.T) {
	for name, src := range pages(t) {
		if name == "prespa.html" {
			continue // an unclosed title: html.Parse loses what the page says next
		}
		ref, err := html.Parse(strings.NewReader(src))
		if err != nil {
			t.Fatal(err)
		}
		var want, got strings.Builder
		shownText(ref, &want)
		shownText(parse(src).root, &got)
		a, b := strings.Join(strings.Fields(got.String()), ""), strings.Join(strings.Fields(want.String()), "")
		if a != b {
			i := 0
			for i < len(a) && i < len(b) && a[i] == b[i] {
				i++
			}
			t.Errorf("%s differs at %d: got …%.80s, want …%.80s", name, i, a[i:], b[i:])
		}
	}
}

func TestTree(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<p>a<p>b", "(html (body (p a)(p b)))"},
		{"<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e", "(html (body (ul (li a)(li b(ul (li c)))(li d))e))"},
		{"<table><tr><td>a<td>b<tr><td>c</table>d", "(html (body (table (tr (td a)(td b))(tr (td c)))d))"},
		{"<h1>a</h2>b", "(html (body (h1 a)b))"},
		{"<a href=1>a<a href=2>b</a>c", "(html (body (a a)(a b)c))"},
		{"<div><b>a</div>b", "(html (body (div (b a))b))"},
		{"<div></p>a</span></div>b", "(html (body (div (p )a)b))"},
		{"<title>a<meta charset=utf-8></title><p>b", "(html (head? (title a)(meta ))(body (p b)))"},
		{"<dl><dt>a<dd>b<dt>c</dl>", "(html (body (dl (dt a)(dd b)(dt c))))"},
		{"a<svg><text>no</text></svg>b", "(html (body a(svg <text>no</text>)b))"}, // for the dropped layer
		{"a<svg><path d=1></svg>b", "(html (body ab))"},
		{"a<SVG>no</Svg>b<svg>no</svg>c", "(html (body abc))"},
		{"<script>if (a</b>) '<p>'</script>x", "(html (body x))"},
		{"<x-card>a</x-card>b", "(html (body (x-card a)b))"},
	} {
		var b strings.Builder
		outline(parse(c.in).root.FirstChild, &b)
		want := strings.ReplaceAll(strings.ReplaceAll(c.want, "(head? ", ""), "(meta ))(body", "(meta )(body")
		if got := strings.ReplaceAll(b.String(), "(script )", ""); got != want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, want)
		}
	}
}

func outline(n *html.Node, to *strings.Builder) {
	if n.Type == html.TextNode {
		to.WriteString(n.Data)
		return
	}
	fmt.Fprintf(to, "(%s ", n.Data)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		outline(c, to)
	}
	to.WriteString(")")
}

// TestHostilePages runs pages that are made to take long or to break things. Each has
// a marker that must come through.
func TestHostilePages(t *testing.T) {
	marker := "<p>The marker stands in a sentence of its own, which is long enough to be taken for a text.</p>"
	for name, src := range map[string]string{
		"deep":          strings.Repeat("<div>", 30000) + marker,
		"deep inline":   marker + strings.Repeat("<b>", 30000) + "x",
		"deep tables":   strings.Repeat("<table><tr><td>", 5000) + marker,
		"entities":      marker + "<p>" + strings.Repeat("&amp;&lt;&#x41;&bogus;&#0;&#xffffffff;", 5000),
		"unclosed font": "<div><p>" + strings.Repeat("<font a=1>", 300) + strings.Repeat("<p>x", 3000) + "</div>" + marker,
		"many SVG":      strings.Repeat("<SVG></SVG>", 200000) + marker,
		"many svg":      strings.Repeat("<svg>", 20000) + marker,
		"many scripts":  marker + strings.Repeat("<script>", 20000),
		"end tags":      strings.Repeat("</div></p></a></table>", 10000) + marker,
		"links":         marker + strings.Repeat("<a href=x>", 20000) + "y",
		"cues":          marker + strings.Repeat("<h3>Related News</h3><p>Read more</p>", 5000),
		"attributes":    "<div " + strings.Repeat("class=a ", 20000) + ">" + marker + "</div>",
		"long name":     "<div class='" + strings.Repeat("share-", 50000) + "'>" + marker + "</div>",
		"NUL":           "<p>\x00</p>" + marker + "\x00<\x00>",
		"not UTF-8":     "<p>\xff\xfe\xc3</p>" + marker,
		"linked data":   "<script type='application/ld+json'>" + strings.Repeat("[", 20000) + "</script>" + marker,
	} {
		for _, mode := range []Mode{Auto, Keep} {
			d := page1(t, mode, src)
			if !strings.Contains(d.Text, "The marker stands") {
				t.Errorf("%s, %v: the marker is lost; text of %d bytes", name, mode, len(d.Text))
			}
			if c := clean(d.Text); c != "" {
				t.Errorf("%s, %v: the text has %q", name, mode, c)
			}
		}
	}
}

func TestTooManyNodes(t *testing.T) {
	src := "<p>" + strings.Repeat("<br>", maxNodes+10)
	d := page1(t, Keep, src)
	if len(d.Dropped) != 1 || d.Dropped[0].Reason != "limit" || !strings.HasSuffix(d.Dropped[0].Place, fmt.Sprint("-", len(src))) {
		t.Errorf("dropped %v", d.Dropped)
	}
}
