package article

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/corpus"
)

func TestSiteOf(t *testing.T) {
	page := func(head string) corpus.Document {
		return corpus.Document{Raw: corpus.Raw{Format: corpus.FormatHTML, Data: "<html><head>" + head + "</head><body><link rel=canonical href=https://late.example/>"}}
	}
	at := func(url string) corpus.Document { return corpus.Document{URL: url} }
	for want, docs := range map[string][]corpus.Document{
		"post.example": {at("https://www.post.example/a/b"), at("http://POST.example:8080"), at("//m.post.example?x"), at("https://user:word@amp.post.example#c"),
			at("https://www.m.post.example./"), page(`<link rel="canonical" href="https://www.post.example/1">`), page(`<meta property="og:url" content="https://post.example/1">`),
			page(`<meta property="og:url" content="https://shared.example/1"><link href="https://post.example/" rel="Canonical">`), {Publisher: "Post.Example"}},
		"news.post.example": {at("https://news.post.example/")},
		"www.example":       {at("https://www.example/")},
		"[::1]":             {at("http://[::1]:80/")},
		"the post":          {{Publisher: " The \tPost "}},
		AnySite: {at(""), at("post.example/a"), at("https:///a"), at("https://a b/"), page(""), page(`<link rel=canonical href="/a">`),
			{Raw: corpus.Raw{Data: `<link rel="canonical" href="https://www.post.example/1">`}}},
	} {
		for _, d := range docs {
			if got := SiteOf(&d); got != want {
				t.Errorf("%+v: %q, want %q", d, got, want)
			}
		}
	}
}

func TestForms(t *testing.T) {
	for line, want := range map[string][2]string{
		"Read More »":                                 {"read more", "read more"},
		"  “Sign up” for Ann’s  letter! ":             {"sign up\" for ann's letter", "sign up\" for ann's letter"},
		"Published March 3, 2024, 12:03 am ET":        {"published march 3, 2024, 12:03 am et", "published 0 et"},
		"Updated: Mon 4 May 2024 · 4 comments":        {"updated: mon 4 may 2024 · 4 comments", "updated: 0 · 0 comments"},
		"He may march":                                {"he may march", "he may march"},
		"12 readers in 3 towns":                       {"12 readers in 3 towns", "0 readers in 0 towns"},
		"5 min read":                                  {"5 min read", "0 read"},
		"Cafe\u0301":                                  {"café", "café"},
		"***":                                         {"", ""},
		"a\ufffdb\xff":                                {"ab", "ab"},
		"Erste Fassung vom 3. März 2024":              {"erste fassung vom 3. märz 2024", "erste fassung vom 0"},
		"Teams of 2024-03-01 and of 2024/04/02 (new)": {"teams of 2024-03-01 and of 2024/04/02 (new", "teams of 0 and of 0 (new"},
	} {
		form := lineForm(line)
		if got := [2]string{form, numberForm(form)}; got != want {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}

func TestReadSites(t *testing.T) {
	for _, x := range []struct{ file, want string }{
		{"site\tline\nwww.post.example\tRead more!\nhttps://other.example/x\tread more\n*\tFollow us\n", ""},
		{"line\tsite\tmatch\nFollow us\tThe Post\t\n4 comments\tpost.example\tnumbers\n4 comments\tpost.example\tline\n", ""},
		{"# nothing\nsite\tline\n", ""},
		{"", "f:1: no header line"},
		{"site\nx.example\n", "f:1: no column line"},
		{"site\tline\tcolour\tline\n", "f:1: \"colour\" is none of the columns site, line, match, place, documents, of\nf:1: the column line stands twice"},
		{"site\tline\tmatch\tplace\tdocuments\tof\n\tx\n#\n.\ty\na.example\na.example\t--\na.example\tz\tfuzzy\na.example\tz\tline\tmiddle\na.example\tz\tline\thead\tmany\n" +
			"a.example\tz\tline\thead\t3\t-1\na.example\tk\nwww.a.example\t“K”\nb.example\t4 comments\tnumbers\nb.example\t5 comments\tnumbers\n",
			`f:2: site: is empty (* is that of documents that tell none)
f:4: site: "." names no site
f:5: line: is empty
f:6: line: "--" has neither a letter nor a figure
f:7: match: "fuzzy" is none of line, numbers
f:8: place: "middle" is none of head, tail, any
f:9: documents: "many" is no number
f:10: of: "-1" is no number
f:12: line: stands at f:11 already
f:14: line: stands at f:13 already`},
		{"site\tline\na.example\t" + strings.Repeat("x", 1001) + "\n", "f:2: line: is longer than 1000 bytes"},
		{"site\tline\na.example\t\xff\n", "f:2: not UTF-8"},
		{"site\tline\n\tx\n\tx\xff\n\xff\n", "f:3: not UTF-8"},
		{"site\tline\n\tx\na.example\tx\x00y\n", "f:3: holds a NUL: this is no text"},
		{"site\tline\na.example\tx\ty\n", "f:2: 3 cells, but the header has 2 columns"},
		{"site\tline\n" + strings.Repeat("\tx\n", 20), strings.TrimSuffix(empties(20), "\n")},
		{"site\tline\n" + strings.Repeat("\tx\n", 1020), empties(20) + "f: and 1000 faults more"},
		{"site\t" + strings.Repeat("é", 100) + "\tline\n", "f:1: \"" + strings.Repeat("é", 40) + "…\" is none of the columns site, line, match, place, documents, of"},
	} {
		_, err := ReadSites(strings.NewReader(x.file), "f")
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != x.want {
			t.Errorf("%q:\n%s\nwant\n%s", x.file, got, x.want)
		}
	}
	if _, err := OpenSites(t.TempDir() + "/none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

// empties are the faults of rows without a site, from line 2 on.
func empties(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "f:%d: site: is empty (* is that of documents that tell none)\n", i+2)
	}
	return b.String()
}

func TestSiteLinesOf(t *testing.T) {
	path := t.TempDir() + "/sites.tsv"
	if err := os.WriteFile(path, []byte("line\tsite\tof\nFollow us\twww.a.example\t4\nRead on\tb.example\t\n4 comments\ta.example\t5\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	a := SiteLine{"a.example", "Follow us", MatchLine, PlaceAny, 0, 4}
	b := SiteLine{"b.example", "Read on", MatchLine, PlaceAny, 0, 0}
	c := SiteLine{"a.example", "4 comments", MatchLine, PlaceAny, 0, 5}
	for site, want := range map[string][]SiteLine{"": {a, b, c}, "https://www.A.example/x": {a, c}, "c.example": nil} {
		if got, err := SiteLinesOf(path, site); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v %v, want %v", site, got, err, want)
		}
	}
	dir := t.TempDir()
	_, err := OpenSites(dir)
	if pe := new(fs.PathError); !errors.As(err, &pe) || !strings.HasSuffix(err.Error(), dir+": is a directory") {
		t.Errorf("a directory: %v", err)
	}
}

// Extraction gives a page a publisher and an address: the row that counted is that of the
// site as it was before.
func TestRowsAreThoseThatCounted(t *testing.T) {
	sites := sitesOf(t, "*\t"+printed, "post.example\t"+printed, "the post\t"+printed, "the post\tMore to see")
	name, link := `<meta property="og:site_name" content="The Post">`, `<link rel=canonical href="https://www.post.example/1">`
	page := func(head string) corpus.Raw {
		return corpus.Raw{Format: corpus.FormatHTML, Data: "<html><head>" + head + "</head><body><article><p>" + strings.Join([]string{voted, mayorSaid, "More to see", cheered, printed}, "</p><p>") + "</p></article></body></html>"}
	}
	for _, x := range []struct {
		d    corpus.Document
		want string
	}{
		{corpus.Document{Raw: page("")}, "sites.tsv:2"},
		{corpus.Document{Raw: page(link)}, "sites.tsv:3"},
		{corpus.Document{Raw: page(link + name)}, "sites.tsv:3"},
		{corpus.Document{Raw: page(name), URL: "https://post.example/1"}, "sites.tsv:3"},
		{corpus.Document{Raw: page(link), Publisher: "The Post"}, "sites.tsv:4"},
		{corpus.Document{Raw: page(link), URL: "https://other.example/1"}, ""},
	} {
		before := SiteOf(&x.d)
		if err := New(Options{Sites: sites}).Apply(&x.d); err != nil {
			t.Fatal(err)
		}
		if got := sites.Rows(&x.d)(printed); got != x.want {
			t.Errorf("site %q: row %q, want %q", before, got, x.want)
		}
	}
	// A page that names its publisher and has no address.
	d := corpus.Document{Raw: page(name)}
	if err := New(Options{Sites: sitesOf(t, "*\t"+printed)}).Apply(&d); err != nil {
		t.Fatal(err)
	}
	if got := sitesOf(t, "*\t"+printed).Rows(&d)(printed); got != "sites.tsv:2" || d.Publisher != "The Post" {
		t.Errorf("publisher %q: row %q", d.Publisher, got)
	}
}

// The headlines of a series have their words in common; a row takes none of them from a text.
func TestHeadlinesOfASeriesAreNoLines(t *testing.T) {
	sites := sitesOf(t, "post.example\tMorning briefing: 0\tnumbers", "post.example\tLetters from our readers\tline", "post.example\t0 people like this\tnumbers")
	for _, x := range []struct {
		lines []string
		title string
	}{
		{[]string{"Morning briefing: March 3", "By Ada Example", voted, mayorSaid}, "Morning briefing: March 3"},
		{[]string{"Morning briefing: March 3", "What to know before you leave home", voted, mayorSaid}, "Morning briefing: March 3"},
		{[]string{"Letters from our readers", voted, mayorSaid}, "Letters from our readers"},
		{[]string{"Letters from our readers", "Council votes to rebuild the bridge", voted, mayorSaid}, "Council votes to rebuild the bridge"},
		{[]string{"Council votes to rebuild the bridge", "12 people like this", voted, mayorSaid}, "Council votes to rebuild the bridge"},
	} {
		d := &corpus.Document{URL: "https://post.example/1", Raw: corpus.Raw{Data: strings.Join(x.lines, "\n\n")}}
		if err := New(Options{Sites: sites}).Apply(d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		if d.Title != x.title || !strings.HasSuffix(d.Text, voted+"\n\n"+mayorSaid) || strings.Contains(d.Text, "like this") {
			t.Errorf("%q: title %q, want %q; text %q", x.lines, d.Title, x.title, d.Text)
		}
	}
}

func sitesOf(t testing.TB, rows ...string) *Sites {
	t.Helper()
	s, err := ReadSites(strings.NewReader("site\tline\tmatch\n"+strings.Join(rows, "\n")+"\n"), "sites.tsv")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A digest says what the rows change, and nothing else.
func TestSitesDigest(t *testing.T) {
	a := sitesOf(t, "a.example\tRead more", "b.example\tFollow us")
	if other := sitesOf(t, "b.example\tFOLLOW US!", "# a comment", "www.a.example\tread more\tline"); other.Digest() != a.Digest() {
		t.Error("order, case and comments change the digest")
	}
	d := &corpus.Document{URL: "https://a.example/1"}
	for _, rows := range [][]string{{"a.example\tRead more\tnumbers", "b.example\tFollow us"}, {"a.example\tRead on", "b.example\tFollow us"}, {"b.example\tFollow us"}, {"a.example\tRead more", "a.example\tFollow us"}} {
		other := sitesOf(t, rows...)
		if other.Digest() == a.Digest() || other.DigestFor(d) == a.DigestFor(d) {
			t.Errorf("%q changes no digest", rows)
		}
	}
	other := sitesOf(t, "a.example\tRead more", "b.example\tFollow them")
	if other.Digest() == a.Digest() || other.DigestFor(d) != a.DigestFor(d) || a.DigestFor(d) == "" {
		t.Error("a row of another site counts")
	}
	var none *Sites
	if none.Digest() != "" || none.DigestFor(d) != "" || none.Len() != 0 || sitesOf(t).Digest() != "" {
		t.Error("no rows have a digest")
	}
}

const (
	voted     = "The council of Harbour voted on Tuesday to rebuild the old bridge, which a flood took away in the spring of last year."
	mayorSaid = "Mayor Ada Example said the work would begin in June, and that the town had found the money for it at last."
	cheered   = "Shopkeepers on the north bank, who had lost half of their customers, cheered in the hall when the vote was counted."
	printed   = "The Harbour Post is written by people who live here, and it has been printed every day since the war."
)

func TestLearntLinesAreNoText(t *testing.T) {
	sites := sitesOf(t, "post.example\t"+printed, "post.example\tMore to see\t", "post.example\t5 people like this\tnumbers", "post.example\tCouncil votes to rebuild the bridge", "post.example\tHarbour Post Daily")
	body := []string{voted, mayorSaid, cheered}
	page := func(lines ...string) corpus.Raw {
		return corpus.Raw{Format: corpus.FormatHTML, Data: "<html><head><title>Council votes to rebuild the bridge</title></head><body><article><h1>Council votes to rebuild the bridge</h1><p>" + strings.Join(lines, "</p><p>") + "</p></article></body></html>"}
	}
	plain := func(lines ...string) corpus.Raw { return corpus.Raw{Data: strings.Join(lines, "\n\n")} }
	url := "https://www.post.example/news/council-votes-to-rebuild-the-bridge-17"
	for _, x := range []struct {
		what  string
		raw   corpus.Raw
		url   string
		mode  Mode
		want  []string
		title string
	}{
		{"a page", page(voted, mayorSaid, "5,304 people like this", cheered, printed), url, Auto, body, "Council votes to rebuild the bridge"},
		{"a plain text", plain("Harbour Post Daily", "Council votes to rebuild the bridge", voted, mayorSaid, cheered, printed, "12 people like this!"), url, Auto, body, "Council votes to rebuild the bridge"},
		{"a plain text, boldly", plain("Harbour Post Daily", "Council votes to rebuild the bridge", voted, mayorSaid, cheered, printed), url, Strip, body, "Council votes to rebuild the bridge"},
		{"kept as it is", plain(voted, printed), url, Keep, []string{voted, printed}, ""},
		{"another site", plain(voted, mayorSaid, cheered, printed), "https://other.example/1", Auto, []string{voted, mayorSaid, cheered, printed}, ""},
		{"within a paragraph", plain(voted, mayorSaid+" "+printed, cheered), url, Auto, []string{voted, mayorSaid + " " + printed, cheered}, ""},
		{"nothing else", page(printed, "More to see"), url, Auto, []string{printed}, "Council votes to rebuild the bridge"},
		{"nothing else, plainly", plain(printed), url, Auto, []string{printed}, ""},
	} {
		d := &corpus.Document{URL: x.url, Raw: x.raw}
		if err := New(Options{Mode: x.mode, Sites: sites}).Apply(d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Errorf("%s: %v", x.what, err)
		}
		// A page's text without the file may hold the short line, too.
		if diff := cmp.Diff(strings.Join(x.want, "\n\n"), d.Text); diff != "" && !(strings.HasPrefix(x.what, "nothing") && strings.HasPrefix(d.Text, printed)) {
			t.Errorf("%s: text (-want +got):\n%s", x.what, diff)
		}
		if d.Title != x.title && x.mode != Strip {
			t.Errorf("%s: title %q, want %q", x.what, d.Title, x.title)
		}
		for _, line := range x.want {
			if line == printed {
				continue
			}
			for _, drop := range d.Dropped {
				if strings.Contains(drop.Text, line) {
					t.Errorf("%s: dropped %v", x.what, drop)
				}
			}
		}
	}
	d := &corpus.Document{URL: url, Raw: plain(voted, mayorSaid, cheered, "9 people like this", printed)}
	if err := New(Options{Sites: sites}).Apply(d); err != nil {
		t.Fatal(err)
	}
	rows := map[string]string{}
	for _, drop := range d.Dropped {
		if drop.Reason == Learnt.String() {
			rows[drop.Text] = sites.Rows(d)(drop.Text)
		}
	}
	if want := map[string]string{"9 people like this": "sites.tsv:4", printed: "sites.tsv:2"}; !cmp.Equal(rows, want) {
		t.Errorf("rows %v, want %v", rows, want)
	}
}

// newsroom makes articles that share no line but those that a test puts in.
type newsroom struct{ random *rand.Rand }

func (n newsroom) sentence() string {
	pick := func(words string) string { w := strings.Fields(words); return w[n.random.IntN(len(w))] }
	return fmt.Sprintf("%s %s of %s %s the %s of %s on the %d of %s, %s.", pick("The An One Another"), pick("mayor council court union company"), pick("Harbour Westford Eastham Norby Sundal"),
		pick("refused accepted praised blamed bought sold"), pick("plan bridge school vote budget ferry"), pick("Lund Kolby Marsden Holt Vik"), 1+n.random.IntN(28), pick("March April May June"), fmt.Sprint("case ", n.random.IntN(1e9)))
}

func (n newsroom) article(paragraphs int) []string {
	var out []string
	for range paragraphs {
		out = append(out, n.sentence()+" "+n.sentence())
	}
	return out
}

// pageOf are the lines of a plain text at an address of a site.
func pageOf(url string, lines ...string) *PageLines {
	l := New(Options{}).LinesOf(&corpus.Document{URL: url, Raw: corpus.Raw{Data: strings.Join(lines, "\n\n")}})
	return &l
}

func found(t testing.TB, r *Recurring, documents ...*PageLines) string {
	t.Helper()
	for _, d := range documents {
		if err := r.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	f, err := r.Find(nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// rows are the lines of a table, without comments, header, numbers and places.
func rowsOf(table string) (out []string) {
	for _, l := range strings.Split(strings.TrimSpace(table), "\n") {
		if c := strings.Split(l, "\t"); l[0] != '#' && c[0] != "site" {
			out = append(out, strings.Join(c[:3], "|"))
		}
	}
	return out
}

func TestRecurring(t *testing.T) {
	n := newsroom{rand.New(rand.NewPCG(1, 2))}
	address := func(i int) string { return fmt.Sprintf("https://www.post.example/%d?from=feed", i) }
	background := "The war in the north began in the spring of 2014, and it has cost ten thousand lives."
	for _, x := range []struct {
		what  string
		least int
		make  func(i int) (url string, lines []string) // documents 0 to 19
		want  []string
	}{
		{"boilerplate at both ends", 0, func(i int) (string, []string) {
			return address(i), append(append([]string{"Harbour Post", "Menu"}, n.article(5)...), printed, "Get our newsletter every morning.")
		}, []string{"post.example|get our newsletter every morning|line", "post.example|harbour post|line", "post.example|menu|line", "post.example|" + lineForm(printed) + "|line"}},
		{"nothing in common", 0, func(i int) (string, []string) { return address(i), n.article(5) }, nil},
		{"one document", 0, func(i int) (string, []string) { return address(0), []string{voted, printed, "Menu"} }, nil},
		{"an address whose text changes", 0, func(i int) (string, []string) {
			return address(0), append(n.article(3), "Get our newsletter every morning.")
		}, nil},
		{"copies of one article", 0, func(i int) (string, []string) {
			if i < 8 {
				return address(i), []string{voted, mayorSaid, cheered, "Share this story"}
			}
			return address(i), n.article(5)
		}, nil},
		{"copies with a line of their own", 0, func(i int) (string, []string) {
			if i < 8 {
				return address(i), []string{fmt.Sprint("Edition ", i, " of Norby"), voted, mayorSaid, cheered, "Share this story"}
			}
			return address(i), n.article(5)
		}, nil},
		{"versions of a growing article", 0, func(i int) (string, []string) {
			if i < 6 {
				return address(i), newsroom{rand.New(rand.NewPCG(7, 7))}.article(2 + 2*i)
			}
			return address(i), n.article(5)
		}, nil},
		{"two versions each", 0, func(i int) (string, []string) {
			lines := append(newsroom{rand.New(rand.NewPCG(uint64(i/2), 7))}.article(5), "Get our newsletter every morning.")
			if i%2 == 1 {
				lines = append(lines[:4:4], lines[5:]...)
			}
			return address(i), lines
		}, []string{"post.example|get our newsletter every morning|line"}},
		{"background that some articles repeat", 0, func(i int) (string, []string) {
			if i < 3 {
				a := n.article(6)
				return address(i), append(append(a[:5:5], background), a[5:]...)
			}
			return address(i), n.article(6)
		}, nil},
		{"what somebody said in all of few articles", 0, func(i int) (string, []string) {
			a := n.article(7)
			a[4+i%2] = "“We will not be moved,” the chancellor told the house."
			return fmt.Sprintf("https://s%d.example/%d", i/5, i), a
		}, nil},
		{"a sentence at the end of few articles", 0, func(i int) (string, []string) {
			return fmt.Sprintf("https://s%d.example/%d", i/4, i), append(n.article(5), "The chancellor has declined to say more on the matter.")
		}, nil},
		{"the headline of a series", 0, func(i int) (string, []string) {
			return address(i), append([]string{fmt.Sprintf("Morning briefing: March %d", 1+i), "By Ada Example"}, n.article(5)...)
		}, nil},
		{"the headline of a series at the same day", 0, func(i int) (string, []string) {
			return address(i), append([]string{fmt.Sprintf("Morning briefing: March %d", 1+i/5), "By Ada Example"}, n.article(5)...)
		}, nil},
		{"a count under the headline", 0, func(i int) (string, []string) {
			return address(i), append([]string{"The " + n.sentence()[:30] + " no more", fmt.Sprintf("Seen %d times in the town", 3*i)}, n.article(5)...)
		}, []string{"post.example|seen 0 times in the town|numbers"}},
		{"a short sentence that people say", 0, func(i int) (string, []string) {
			a := n.article(14)
			if i%2 == 0 && i < 18 {
				a[7] = "He said no."
			}
			return address(i), a
		}, nil},
		{"numbers and dates that change", 0, func(i int) (string, []string) {
			return address(i), append([]string{fmt.Sprintf("Since March %d our readers have liked %d articles", 1+i, i*i)}, append(n.article(5), fmt.Sprintf("Be the %dth of our readers to comment", i*i))...)
		}, []string{"post.example|be the 0 of our readers to comment|numbers", "post.example|since 0 our readers have liked 0 articles|numbers"}},
		{"who wrote it, and when", 0, func(i int) (string, []string) {
			return address(i), append([]string{"By Ada Example", "Published March 3, 2024"}, n.article(5)...)
		}, nil},
		{"a number that stays", 0, func(i int) (string, []string) { return address(i), append(n.article(5), "Copyright 2024 Harbour Post") },
			[]string{"post.example|copyright 2024 harbour post|line"}},
		{"sites apart", 0, func(i int) (string, []string) {
			return fmt.Sprintf("https://s%d.example/%d", i/2, i), append(n.article(5), "Get our newsletter every morning.")
		}, nil},
		{"as few as two", 2, func(i int) (string, []string) {
			return fmt.Sprintf("https://s%d.example/%d", i/18, i), append(n.article(5), fmt.Sprint("Get our newsletter number ", "one two"[4*(i/18):3+4*(i/18)]))
		}, []string{"s0.example|get our newsletter number one|line", "s1.example|get our newsletter number two|line"}},
	} {
		r := Recurring{Least: x.least}
		var docs []*PageLines
		for i := range 20 {
			url, lines := x.make(i)
			docs = append(docs, pageOf(url, lines...))
		}
		if diff := cmp.Diff(x.want, rowsOf(found(t, &r, docs...))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.what, diff)
		}
	}
}

// The table is a function of the set of documents: not of their order, of how often
// one is told, nor of the memory there is. A learnt table is one that can be read.
func TestRecurringIsAFunctionOfTheSet(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	n := newsroom{random}
	stock := append(n.article(4), "Menu", "More to see", "Get our newsletter every morning.", printed, "5 comments")
	var docs []*PageLines
	for i := range 150 {
		lines := n.article(1 + random.IntN(6))
		for range random.IntN(6) {
			at := random.IntN(len(lines) + 1)
			lines = append(lines[:at:at], append([]string{stock[random.IntN(len(stock))]}, lines[at:]...)...)
		}
		if i > 0 && random.IntN(5) == 0 {
			lines = append(lines[:1:1], fmt.Sprint(i, " people like this"))
		}
		docs = append(docs, pageOf(fmt.Sprintf("https://s%d.example/%d", i%3, i), lines...))
	}
	want := found(t, &Recurring{}, docs...)
	if len(rowsOf(want)) < 5 {
		t.Fatalf("too little to compare:\n%s", want)
	}
	for range 5 {
		random.Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
		r := &Recurring{}
		r.lines.Memory, r.documents.Memory = 4<<10, 1<<10
		again := append(docs[:len(docs):len(docs)], docs[:random.IntN(20)]...)
		if got := found(t, r, again...); got != want {
			t.Fatalf("another order gives\n%s\nwant\n%s", got, want)
		}
	}
	s, err := ReadSites(strings.NewReader(want), "learnt")
	if err != nil || s.Len() != len(rowsOf(want)) {
		t.Errorf("%d rows of %d, %v", s.Len(), len(rowsOf(want)), err)
	}
}

// What is learnt of a dump is in no text of it, and nothing else is missing.
func TestLearntIsDropped(t *testing.T) {
	n := newsroom{rand.New(rand.NewPCG(5, 6))}
	forms := []struct{ start, between, end string }{
		{"", "\n\n", ""},
		{"<html><head><link rel=canonical href='https://www.post.example/x'></head><body><article><p>", "</p><p>", "</p></article></body></html>"},
	}
	var docs []*corpus.Document
	var bodies [][]string
	for i := range 40 {
		body := n.article(4)
		lines := append(append(body[:1:1], fmt.Sprintf("Seen by %d people of the town", 3*i)), body[1:]...)
		if i%3 > 0 {
			lines = append(lines, printed)
		}
		f := forms[i%2]
		d := &corpus.Document{Raw: corpus.Raw{Data: f.start + strings.Join(lines, f.between) + f.end}}
		if i%2 == 0 {
			d.URL = fmt.Sprintf("https://post.example/%d", i)
		} else {
			d.Raw.Format = corpus.FormatHTML
		}
		docs, bodies = append(docs, d), append(bodies, body)
	}
	var told []*PageLines
	for _, d := range docs {
		again := *d
		l := New(Options{}).LinesOf(&again)
		told = append(told, &l)
	}
	table := found(t, &Recurring{}, told...)
	if diff := cmp.Diff([]string{"post.example|seen by 0 people of the town|numbers", "post.example|" + lineForm(printed) + "|line"}, rowsOf(table)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	sites, err := ReadSites(strings.NewReader(table), "learnt")
	if err != nil {
		t.Fatal(err)
	}
	stage := New(Options{Sites: sites})
	for i, d := range docs {
		if err := stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(strings.Join(bodies[i], "\n\n"), d.Text); diff != "" {
			t.Errorf("document %d (-want +got):\n%s", i, diff)
		}
	}
}

func FuzzForms(f *testing.F) {
	for _, s := range []string{"Read more »", "1st of May, 4 pm", "ÅÅ\u030a", "\u1100\u1161 ", "ǅ İ ẞ", "— “x” —", "０１ １２", "#5 of 6", "...\u0301a...", "5\u20e3 may"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		form := lineForm(s)
		if again := lineForm(form); again != form {
			t.Errorf("%q: form %q, whose form is %q", s, form, again)
		}
		if strings.ContainsAny(form, "\t\n\r\x00") {
			t.Errorf("%q: form %q does not fit in a cell", s, form)
		}
		n := numberForm(form)
		if again := numberForm(lineForm(n)); again != n {
			t.Errorf("%q: number form %q, whose number form is %q", s, n, again)
		}
	})
}

func FuzzSites(f *testing.F) {
	f.Add("site\tline\nwww.post.example\tRead more!\n*\tFollow us\n", "https://post.example/1", voted+"\n\nRead more\n\n"+mayorSaid)
	f.Add("# x\nline\tsite\tmatch\tplace\tdocuments\tof\n4 comments\tThe Post\tnumbers\thead\t3\t4\n", "", voted)
	f.Add("site\tline\npost.example\tRead more\n", "A//b?", `<link rel=canonical href="//u:p@www.Post.example:80/x"><p>`+voted+`<p>Read more`)
	f.Fuzz(func(t *testing.T, file, url, text string) {
		s, err := ReadSites(strings.NewReader(file), "f")
		if err != nil {
			for _, line := range strings.Split(err.Error(), "\n") {
				if !strings.HasPrefix(line, "f:") {
					t.Errorf("%q names no line", line)
				}
			}
			return
		}
		// What was read can be written and read again.
		var again strings.Builder
		again.WriteString("site\tline\tmatch\n")
		rows := 0
		if _, err := readSites(strings.NewReader(file), "f", func(l SiteLine) {
			fmt.Fprintf(&again, "%s\t%s\t%s\n", l.Site, l.Line, l.Match)
			rows++
		}); err != nil {
			t.Fatal(err)
		}
		o, err := ReadSites(strings.NewReader(again.String()), "f")
		if err != nil || o.Digest() != s.Digest() || rows != s.Len() {
			t.Fatalf("written again: %v\n%s", err, again.String())
		}
		for _, d := range []*corpus.Document{{URL: url, Raw: corpus.Raw{Data: text}}, {Raw: corpus.Raw{Format: corpus.FormatHTML, Data: text}}, {Publisher: url, Raw: corpus.Raw{Data: text}}} {
			site := SiteOf(d)
			if siteName(site) != site || strings.ContainsAny(site, "\x00\t\r\n") || strings.HasPrefix(site, "#") {
				t.Errorf("site %q does not fit in a cell", site)
			}
			if err := New(Options{Sites: s}).Apply(d); err != nil {
				t.Fatal(err)
			}
			if err := d.Check(); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func BenchmarkLearnt(b *testing.B) {
	n := newsroom{rand.New(rand.NewPCG(1, 2))}
	var rows []string
	for i := range 200 {
		rows = append(rows, fmt.Sprintf("post.example\tLine %d of the site, with some words", i))
	}
	sites := sitesOf(b, rows...)
	text := strings.Join(n.article(20), "\n\n")
	stage := New(Options{Sites: sites})
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		d := &corpus.Document{URL: "https://post.example/1", Raw: corpus.Raw{Data: text}}
		if err := stage.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
}
