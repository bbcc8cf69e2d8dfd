package page

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dateline/corpus/page/pagetest"
)

func TestText(t *testing.T) {
	for in, want := range map[string]HTML{
		"a <b> & \"c\" 'd'":                      "a &lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;",
		" two\n\twords ":                         "two words",
		"x\x00y\x1b[2J":                          "x\ufffdy\ufffd[2J",
		"bad \xff byte":                          "bad \ufffd byte",
		"a\u202eb\u2066c\u200bd\u00ade":          "abcde",
		"e\u0301" + strings.Repeat("\u0300", 50): HTML("e\u0301" + strings.Repeat("\u0300", mostMarks-1)),
		"</script><script>alert(1)":              "&lt;/script&gt;&lt;script&gt;alert(1)",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
	if got := Clip("one two three", 7); got != "one two…" {
		t.Errorf("Clip cuts to %q", got)
	}
	if got := Clip("one two", 7); got != "one two" {
		t.Errorf("Clip makes %q of what fits", got)
	}
}

func TestCounted(t *testing.T) {
	for n, want := range map[int]string{0: "0 changes", 1: "1 change", 2: "2 changes", 12345: "12\u202f345 changes"} {
		if got := Counted(n, "change"); got != want {
			t.Errorf("Counted(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestLink(t *testing.T) {
	for address, linked := range map[string]bool{
		"https://example.org/a?b=1&c=%22": true, "http://example.org": true,
		"javascript:alert(1)": false, "JaVaScRiPt:alert(1)": false, "data:text/html,x": false, "//example.org/x": false, "file:///etc/passwd": false, "": false,
		"https://user:secret@example.org/": false, "https://": false, "\x01https://example.org": false,
	} {
		if got := Link(address, "x"); strings.Contains(string(got), "<a ") != linked {
			t.Errorf("Link(%q) = %s", address, got)
		}
	}
	if got := Link(`https://example.org/"onmouseover="x`, "x"); strings.Contains(string(got), `"onmouse`) {
		t.Errorf("a quotation mark gets out of the address: %s", got)
	}
}

func TestMark(t *testing.T) {
	if got, want := Mark("a <b> c", [][2]int{{2, 5}}, "ins", "new"), HTML(`a <ins class="new">&lt;b&gt;</ins> c`); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := Mark("abc", [][2]int{{1, 9}, {-1, 2}, {2, 2}}, "ins", "new"); got != "abc" {
		t.Errorf("spans out of the text are marked: %s", got)
	}
}

// sample is a page with every chart, of names that nobody should trust.
func sample() *Page {
	hostile := []string{"<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "\u202egnp.exe", "a\x00b\x1b[31m", strings.Repeat("long", 500), "']]>-->", "Ärger & Söhne", "江", ""}
	p := New(Head{Title: hostile[0], Kicker: hostile[1], Lead: Text(hostile[1]), Filter: true})
	p.Section("one", hostile[0], Text(hostile[1]))
	p.Figures([]Figure{{Number(1234567), hostile[0]}})
	p.Columns(Columns{Title: hostile[0], Desc: hostile[1], Corner: "day", Labels: hostile[:4],
		Series: []Series{{hostile[0], "q1", []int{1, 0, 3, 4}, false}, {"two", "q2", []int{0, 0, 100000, 1}, false}}})
	p.Columns(Columns{Title: hostile[1], Desc: hostile[0], Corner: "day", Labels: hostile[:4], Above: hostile[0], Below: hostile[1],
		Series: []Series{{hostile[0], "qnew", []int{1, 0, 3, 4}, false}, {"two", "qold", []int{0, 0, 7, 1}, true}}})
	h := Heat{Caption: hostile[0], Corner: hostile[1], Head: hostile[:3], Classes: []string{"cq1"}, Total: true}
	b := Bars{Caption: hostile[1], Head: []string{"a", "b", "c"}, Legend: QuadKeys(false)}
	net := Network{Title: hostile[0], Desc: hostile[1], Legend: QuadKeys(true), Head: append([]string{hostile[0]}, Quads...)}
	var dots []Dot
	t := Table{Caption: hostile[0], Head: hostile[:2], Stack: true}
	for i, name := range hostile {
		h.Rows = append(h.Rows, HeatRow{Text(name), []int{i, i * i, 0}})
		b.Rows = append(b.Rows, Bar{Name: Text(name), Parts: []Part{{i, "q1"}, {2, "q4"}}, Cells: []HTML{Clip(name, 10)}})
		to := (i * 5) % len(hostile)
		net.Link(Node{name, name, len(hostile) - i, name}, Node{hostile[to], hostile[to], len(hostile) - to, name}, QuadEdge([5]int{0, i % 2, 1, i % 3, 0}))
		dots = append(dots, Dot{Name: name, Lat: 1000*i - 9000, Lon: 18000 - 4000*i, Counts: [5]int{i % 2, 1, 0, i, 2}})
		t.Rows = append(t.Rows, Row{Cells: []HTML{Text(name), Link("javascript:"+name, Text(name))}, Class: "r1", Data: []string{"root", name, "from", name, "until", name}})
	}
	p.Heat(h)
	p.Bars(b)
	p.Network(net)
	SortDots(dots)
	p.World(World{Title: hostile[0], Desc: hostile[1], Dots: dots, Land: func(yield func(int, int) bool) {
		for lat := -9000; lat <= 9000; lat += 500 {
			for lon := -18000; lon <= 18000; lon += 700 {
				if !yield(lat, lon) {
					return
				}
			}
		}
	}})
	p.Filter(hostile, Folding{Marked: hostile})
	p.Listed(t)
	p.Foot(Text(hostile[1]))
	return p
}

func render(t *testing.T, p *Page) string {
	var b bytes.Buffer
	if err := p.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPage(t *testing.T) {
	s := render(t, sample())
	if s != render(t, sample()) {
		t.Error("the same calls give other bytes")
	}
	for _, r := range s {
		if r < ' ' && r != '\n' || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			t.Fatalf("the page holds %U", r)
		}
	}
	pagetest.Check(t, s)
}

// TestLayout holds that nodes are apart and in the drawing, however many there are.
func TestLayout(t *testing.T) {
	star := func(n int) (out []edge) {
		for i := 1; i < n; i++ {
			out = append(out, edge{from: 0, to: i})
		}
		return out
	}
	ring := func(n int) (out []edge) {
		for i := range n {
			out = append(out, edge{from: i, to: (i + 1) % n})
		}
		return out
	}
	full := func(n int) (out []edge) {
		for i := range n {
			for j := range i {
				out = append(out, edge{from: i, to: j})
			}
		}
		return out
	}
	for name, g := range map[string]struct {
		n     int
		edges []edge
		apart int
	}{
		"none": {0, nil, 0}, "one": {1, nil, 0}, "loose": {9, nil, 40}, "pair": {2, ring(2), 60}, "star": {20, star(20), 20}, "ring": {12, ring(12), 30}, "full": {10, full(10), 20}, "many": {60, star(60), 8},
	} {
		at, height := layout(g.n, g.edges)
		for i, a := range at {
			if a.x < 0 || a.x > netWidth || a.y < 0 || a.y > height {
				t.Errorf("%s: node %d at %v is out of %d × %d", name, i, a, netWidth, height)
			}
			for j, b := range at[:i] {
				if d := isqrt((a.x-b.x)*(a.x-b.x) + (a.y-b.y)*(a.y-b.y)); d < g.apart {
					t.Errorf("%s: nodes %d and %d are %d apart", name, i, j, d)
				}
			}
		}
	}
}

func TestWholeNumbers(t *testing.T) {
	for n := range 3000 {
		if got, want := isqrt(n), int(math.Sqrt(float64(n))); got != want {
			t.Fatalf("isqrt(%d) = %d", n, got)
		}
	}
	for d := -720; d <= 720; d++ {
		if got, want := float64(sine(d)), 1000*math.Sin(float64(d)*math.Pi/180); math.Abs(got-want) > 3 {
			t.Fatalf("sine(%d) = %v, want %v", d, got, want)
		}
	}
	for most, want := range map[int]int{0: 1, 1: 1, 5: 1, 6: 2, 11: 5, 25: 5, 26: 10, 1000: 200, 999_999: 200_000} {
		if got := gridStep(most); got != want {
			t.Errorf("gridStep(%d) = %d, want %d", most, got, want)
		}
	}
	if Share(1, 3) != "33.3\u202f%" || Share(999_999, 1_000_000) != "99.9\u202f%" || Share(0, 0) != "–" || Number(-1234567) != "−1\u202f234\u202f567" || degrees(-5) != "−0.05" {
		t.Errorf("got %s %s %s %s %s", Share(1, 3), Share(999_999, 1_000_000), Share(0, 0), Number(-1234567), degrees(-5))
	}
}

// TestContrast holds the colours of the style sheet to the contrast that WCAG 2 asks for: 4.5 for text, 3 for
// what is drawn.
func TestContrast(t *testing.T) {
	themes := regexp.MustCompile(`(?s):root \{(.*?)\}`).FindAllStringSubmatch(styleSheet, -1)
	if len(themes) != 3 {
		t.Fatalf("%d themes", len(themes))
	}
	light := map[string]string{}
	for n, theme := range themes {
		v := map[string]string{}
		for k, x := range light {
			v[k] = x
		}
		for _, m := range regexp.MustCompile(`--(\w+): ([^;]+);`).FindAllStringSubmatch(theme[1], -1) {
			v[m[1]] = m[2]
		}
		if n == 0 {
			light = v
		}
		check := func(a, b string, least float64) {
			t.Helper()
			if c := contrast(rgb(a), rgb(b)); c < least {
				t.Errorf("theme %d: contrast of %s and %s is %.2f", n, a, b, c)
			}
		}
		check(v["ink"], v["paper"], 7)
		check(v["soft"], v["paper"], 4.5)
		for _, q := range []string{"q0", "q1", "q2", "q3", "q4", "old", "new"} {
			check(v[q], v["paper"], 4.5) // they are letters too
		}
		for _, hue := range []string{"heat", "q1", "q2", "q3", "q4"} {
			for level := 1; level <= 7; level++ {
				p, _ := strconv.ParseFloat(strings.TrimSuffix(v["p"+strconv.Itoa(level)], "%"), 64)
				ink := v["ink"]
				if level >= 6 {
					ink = v["paper"]
				}
				check(mix(v[hue], v["paper"], p/100), ink, 4.5)
			}
		}
	}
}

func rgb(s string) (c [3]float64) {
	s = strings.TrimPrefix(s, "#")
	for i := range c {
		digits := s[i*len(s)/3 : (i+1)*len(s)/3]
		n, _ := strconv.ParseUint(digits, 16, 8)
		if len(digits) == 1 {
			n *= 17
		}
		c[i] = float64(n)
	}
	return c
}

func mix(a, b string, share float64) string {
	x, y := rgb(a), rgb(b)
	return fmt.Sprintf("#%02x%02x%02x", int(x[0]*share+y[0]*(1-share)+.5), int(x[1]*share+y[1]*(1-share)+.5), int(x[2]*share+y[2]*(1-share)+.5))
}

func contrast(a, b [3]float64) float64 {
	light := func(c [3]float64) float64 {
		for i, x := range c {
			if x /= 255; x <= 0.04045 {
				c[i] = x / 12.92
			} else {
				c[i] = math.Pow((x+0.055)/1.055, 2.4)
			}
		}
		return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}
