package article

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ours and theirs are the tokens of a page on a line each, with the attributes that
// are kept, and whether the page has what the two read differently: parts that are never
// closed, and comments in scripts.
func ours(src string) (lines []string, differ bool) {
	z := tokens{src: src}
	for {
		t := z.next()
		switch t {
		case html.ErrorToken:
			return lines, z.mended
		case html.TextToken:
			lines = textLine(lines, z.start, src[z.start:z.end])
		case html.EndTagToken:
			lines = append(lines, fmt.Sprintf("%d /%s", z.start, z.bytes))
		case html.StartTagToken, html.SelfClosingTagToken:
			lines = append(lines, fmt.Sprintf("%d %v %s %q", z.start, closed(t, src[z.start:z.end]), z.bytes, z.attrs))
		}
		if z.end <= z.start {
			panic("no token")
		}
	}
}

// closed is the kind of a start tag: html.Tokenizer may take the end of a repeated attribute's
// value for that of the tag, so that the kind is compared where there is none.
func closed(t html.TokenType, tag string) html.TokenType {
	if strings.Contains(tag, "=") {
		return html.StartTagToken
	}
	return t
}

// textLine adds a line of text, or to the last if that is one: what is one text may be two tokens.
func textLine(lines []string, at int, text string) []string {
	if n := len(lines) - 1; n >= 0 && strings.HasPrefix(lines[n], "text") {
		lines[n] += text
		return lines
	}
	return append(lines, fmt.Sprintf("text at %d %s", at, text))
}

func theirs(src string) (lines []string, differ bool) {
	z := html.NewTokenizer(strings.NewReader(src))
	at := 0
	script := false
	for {
		t := z.Next()
		raw := string(z.Raw())
		switch t {
		case html.ErrorToken:
			return lines, differ
		case html.TextToken:
			differ = differ || script && strings.Contains(raw, "<!--")
			lines = textLine(lines, at, raw)
		case html.EndTagToken:
			name, _ := z.TagName()
			lines = append(lines, fmt.Sprintf("%d /%s", at, name))
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			script = string(name) == "script"
			var attrs []html.Attribute
			for more {
				var key, value []byte
				key, value, more = z.TagAttr()
				if k := kept[string(key)]; k != "" && len(attrs) < maxAttributes {
					attrs = append(attrs, html.Attribute{Key: k, Val: string(value)})
				}
			}
			lines = append(lines, fmt.Sprintf("%d %v %s %q", at, closed(t, raw), name, attrs))
		}
		at += len(raw)
	}
}

func sameTokens(t *testing.T, src string) {
	t.Helper()
	a, mended := ours(src)
	b, differ := theirs(src)
	if mended || differ {
		return
	}
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Fatalf("%.2000q\ntoken %d\ngot  %.300v\nwant %.300v", src, i, a[i:min(i+2, len(a))], b[i:min(i+2, len(b))])
		}
	}
}

// oddTokens are pieces of markup at which tokenizers have gone wrong.
var oddTokens = []string{
	"a < b <3 <p>c</p", "<p a=b/>", "<p a='/'/>", "<p/ id=x / class = 'y'z=1>q", "<p =id=1>", "<p id=1 ID=2>", "<P CLASS=A>", "</ p>x", "</>x", "<?php a > b ?>",
	"<!-->a", "<!--->a", "<!---->a", "<!--a--!>b", "<!----!>b", "<!--a--b-->c", "<!x>a", "<!doctype html >a", "<![CDATA[a]]>b", "<!>a",
	"<title>a<b>&amp;</title >c", "<script>a</scripty></script x>b", "<script><!--a</script>b", "<style><a></STYLE>b", "<textarea><p></textarea>x",
	"<a href='?a=1&copy=2&amp;b=3&copy;&notin&not &#x41 &#65;&ampx &lt'>", "<a href=a\r\nb title='c\r\nd\re'>", "<a href=\"'x>y\" class='\"'>", "<x-y data-type=1>a</x-y>",
	"<plaintext>a</plaintext><p>", "<noscript><p></noscript>", "<iframe>a</iframe>", "<a\x0cclass=b>", "<a class", "<a class=", "<a class='x'", "a<", "a</", "<p", "", "<é>", "<aé é='1' class=é>",
	"<xmp><p></xmp>", "<title/>a</title>", "<br/><br /><img src=x/>",
}

func TestTokensAreThoseOfTheStandard(t *testing.T) {
	for _, src := range oddTokens {
		sameTokens(t, src)
		sameTokens(t, src+"<p class=x>y</p>")
	}
	for _, src := range pages(t) {
		sameTokens(t, src)
	}
}

func TestTokensOfWhatIsNeverClosed(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"<p>a<!-- b <p>c", "a|c"},
		{"<p>a<!-- b><p>c<!-- d><p>e", "a|c|e"},
		{"<p>a<p class=\"x>b</p>c", "a|b|c"},
		{"<p>a<p class='x>b</p>c", "a|b|c"},
		{"<p>a<textarea><p>b", "a|b"},
		{"<p>a<noscript>b", "a|b"},
		{"<p>a<script>b", "a|b"}, // what a script says is for the tree to leave out
	} {
		z := tokens{src: c.src}
		var got []string
		for k := z.next(); k != html.ErrorToken; k = z.next() {
			if k == html.TextToken {
				got = append(got, c.src[z.start:z.end])
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %q, want %q", c.src, s, c.want)
		}
	}
}

// TestScriptsEnd holds to the standard for scripts with comments in them, in which a script
// may stand.
func TestScriptsEnd(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"<script>a</script>|", ""},
		{"<script><!-- a</script>|", ""},
		{"<script><!-- <script>a</script> --></script>|", ""},
		{"<script><!-- a < b <script>c</script> d</script>|", ""},
		{"<script><!--> <script></script>|", ""},
		{"<script><!-- <scripty></script>|", ""},
		{"<script>a-->b>c</script>|", ""},
		{"<script><!-- <script> a", "none"},
	} {
		z := tokens{src: c.src}
		if z.next(); z.tag != atom.Script {
			t.Fatal(c.src)
		}
		for z.next() == html.TextToken {
		}
		if rest := c.src[z.end:]; c.want == "" && rest != "|" || c.want != "" && rest != "" {
			t.Errorf("%s: left %q", c.src, rest)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, src := range oddTokens {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if strings.ContainsRune(src, 0) || len(src) > 4000 {
			return // html.Tokenizer replaces them; the stage has done so before
		}
		sameTokens(t, src)
	})
}
