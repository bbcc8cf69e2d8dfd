package article

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// site is a page of an invented newspaper: head is what stands in its head element,
// top between the headline and the text, end behind the text.
func site(title, head, top, end string) string {
	return "<!DOCTYPE html><html lang=en><head><title>" + title + "</title>" + head + "</head><body><main><article><h1>Ministers meet at the lake</h1>" +
		top + body(para1, para2, para3) + end + "</article></main></body></html>"
}

func described(t *testing.T, url, html string) *corpus.Document {
	t.Helper()
	return checked(t, html, apply(t, Auto, &corpus.Document{ID: "d", URL: url, Raw: corpus.Raw{Format: corpus.FormatHTML, Data: html}}))
}

func TestPublication(t *testing.T) {
	linked := func(s string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ministers meet at the lake",` + s + `}</script>`
	}
	meta := func(name, content string) string { return `<meta property="` + name + `" content="` + content + `">` }
	for _, c := range []struct{ name, url, head, top, end, want string }{
		{name: "none"},
		{name: "a comment's day", end: "</article><h3>Comments</h3><ul><li><b>Bo Ek</b> 17 May 2019<p>Nice to read this, thank you very much.</p></li></ul>"},
		{name: "a comment's element", end: "</article><h3>2 comments</h3><ul><li><b>Bo Ek</b> <time datetime=2019-05-17>17 May</time><p>Nice to read this, thank you very much.</p></li></ul>"},
		{name: "what somebody says", end: "</article><div><cite>Bo Ek</cite> says:</div><div>17 May 2019 at 10:04</div><p>Nice to read this, thank you very much.</p>"},
		{name: "a day before the comments", end: "<p>Posted 7 May 2019</p></article><h3>2 comments</h3><div>17 May 2019</div><p>Nice to read this, thank you very much.</p>", want: "2019-05-07"},
		{name: "an event's day", top: "<p>When: 17 May 2019, 7pm</p>"},
		{name: "data of another article", head: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferries stop","datePublished":"2015-01-01"}</script>`, top: "<p>7 May 2019</p>", want: "2019-05-07"},
		{name: "data of a far day", head: meta("article:published_time", "2099-01-01") + meta("dcterms.date", "2019-05-07") + meta("article:modified_time", "2019-05-08"), want: "2019-05-07"},
		{name: "a far day alone", head: meta("article:published_time", "2099-01-01"), want: "2099-01-01"},
		{name: "linked data", head: linked(`"datePublished":"2019-05-07T10:00:00+02:00"`), want: "2019-05-07"},
		{name: "linked data before meta", head: linked(`"datePublished":"2019-05-07"`) + meta("article:published_time", "2019-06-07"), want: "2019-05-07"},
		{name: "linked data that is cut off", head: `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-05-07",</script>`, want: "2019-05-07"},
		{name: "meta", head: meta("article:published_time", "2019-05-07T10:00"), want: "2019-05-07"},
		{name: "meta in words", head: meta("date", "Tue, 07 May 2019 09:30:00 GMT"), want: "2019-05-07"},
		{name: "meta in seconds", head: meta("timestamp", "1557223200"), want: "2019-05-07"},
		{name: "meta of a program", head: meta("date", "1970-01-01T00:00:00Z")},
		{name: "an old newspaper", head: meta("date", "1912-04-16"), want: "1912-04-16"},
		{name: "marked element", top: `<span itemprop="datePublished" content="2019-05-07">Tuesday</span>`, want: "2019-05-07"},
		{name: "changed element alone", top: `<time itemprop="dateModified" datetime="2019-05-09">9 May</time>`, want: "2019-05-09"},
		{name: "published after changed", top: `<time itemprop="dateModified">2019-05-09</time><time itemprop="datePublished">2019-05-07</time>`, want: "2019-05-07"},
		{name: "address", url: "https://fjord.example/2019/05/07/ministers", want: "2019-05-07"},
		{name: "address with a month's name", url: "https://fjord.example/2019/may/07/ministers", want: "2019-05-07"},
		{name: "address that ends in it", url: "https://fjord.example/news/29-05-2019", want: "2019-05-29"},
		{name: "address that ends in either", url: "https://fjord.example/news/07-05-2019"},
		{name: "address before a rebuilt site's data", url: "https://fjord.example/2011/07/11/ministers", head: linked(`"datePublished":"2019-05-07"`), want: "2011-07-11"},
		{name: "shown", top: "<p class=date>7 May 2019</p>", want: "2019-05-07"},
		{name: "shown in parts", top: "<div class=post-date><div>7</div><div>May</div><div>2019</div></div>", want: "2019-05-07"},
		{name: "shown behind the text", end: "<div class=footer-info>Posted by Ann Lee on 7 May 2019</div>", want: "2019-05-07"},
		{name: "shown in a byline", top: "<p>By Ann Lee, 7 May 2019</p>", want: "2019-05-07"},
		{name: "published, then updated", top: "<p class=date>Updated 9 May 2019, published 7 May 2019</p>", want: "2019-05-07"},
		{name: "label on its own line", top: "<div class=d>Updated</div><div class=date>9 May 2019</div><div class=date>7 May 2019</div>", want: "2019-05-07"},
		{name: "updated alone does not correct", head: linked(`"datePublished":"2019-05-07","dateModified":"2019-08-09"`), top: "<p class=date>Updated 9 August 2019</p>", want: "2019-05-07"},
		{name: "shown corrects a copy", head: linked(`"datePublished":"2024-11-05","dateModified":"2024-11-05"`), top: "<p class=date>7 May 2019</p>", want: "2019-05-07"},
		{name: "a later day that is no change does not", head: linked(`"datePublished":"2019-05-07","dateModified":"2019-05-08"`), top: "<p class=date>9 August 2019</p>", want: "2019-05-07"},
		{name: "a day of something else does not", head: linked(`"datePublished":"2019-05-07"`), top: "<p>Release date: 1 May 2018</p>", want: "2019-05-07"},
		{name: "a shown day next to it", head: meta("article:published_time", "2019-05-07T23:30:00Z"), top: "<p class=date>8 May 2019</p>", want: "2019-05-08"},
		{name: "a shown day that no clock has", head: meta("article:published_time", "2019-05-07T15:00:00Z"), top: "<p class=date>Updated 8 May 2019</p>", want: "2019-05-07"},
		{name: "the clock of another time", head: meta("article:published_time", "2019-05-07T02:30:00Z") + meta("expires", "2019-06-07T02:30:00-04:00"), want: "2019-05-06"},
		{name: "the clock of a country", url: "https://fjord.de/a", head: meta("article:published_time", "2019-05-07T22:00:00Z"), want: "2019-05-08"},
		{name: "the clock of a country in winter", url: "https://fjord.de/a", head: meta("article:published_time", "2019-01-07T22:00:00Z"), want: "2019-01-07"},
		{name: "midnight is no time", url: "https://fjord.com.pe/a", head: meta("article:published_time", "2019-05-07T00:00:00Z"), want: "2019-05-07"},
		{name: "not that of a comment", end: "<div id=comments><p><time datetime=2019-05-09>9 May 2019</time> I was there, too.</p></div>"},
		{name: "not that of a teaser", end: "<div class=related><h3><a href=/x>Ministers of the sea part in autumn</a></h3><time datetime=2018-05-09>9 May 2018</time></div>"},
		{name: "in the article's footer", end: "<footer>7 May 2019 / print</footer>", want: "2019-05-07"},
		{name: "not today's", top: "", head: "", end: "<footer><p>Today is 9 May 2019</p></footer>"},
		{name: "an update before a line far away", top: "<p class=date>Updated 7 May 2019</p>", end: "<p>A version of this article appeared in print on 9 May 2019.</p>", want: "2019-05-07"},
		{name: "a part called sidebar around all", top: "</article></main><div class=sidebar-left><main><article><h1>Ministers meet at the lake</h1><time datetime=2019-05-07>Tuesday</time>", want: "2019-05-07"},
	} {
		if got := described(t, c.url, site("Ministers meet at the lake", c.head, c.top, c.end)); got.Published != c.want {
			t.Errorf("%s: %q, want %q", c.name, got.Published, c.want)
		}
	}
}

func TestPublicationInOpening(t *testing.T) {
	src := "<html><body><h1>Ministers meet</h1>" + body("Press release of 7 May 2019 | Oslo – "+para1, para2, para3) + "</body></html>"
	if got := described(t, "", src); got.Published != "2019-05-07" {
		t.Errorf("got %q", got.Published)
	}
}

func TestDayInLanguages(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Dienstag, 7. Mai 2019", "2019-05-07"}, {"7. Jänner 2019", "2019-01-07"}, {"mardi 7 mai 2019 à 10h", "2019-05-07"}, {"1er août 2019", "2019-08-01"},
		{"7 de mayo de 2019", "2019-05-07"}, {"7 de setiembre del 2019", "2019-09-07"}, {"7 maggio 2019", "2019-05-07"}, {"7 de março de 2019", "2019-03-07"},
		{"7 mei 2019", "2019-05-07"}, {"7 maja 2019 r.", "2019-05-07"}, {"7. května 2019", "2019-05-07"}, {"7 maj 2019", "2019-05-07"}, {"7. desember 2019", "2019-12-07"},
		{"7. toukokuuta 2019", "2019-05-07"}, {"7 Mayıs 2019", "2019-05-07"}, {"7 KASIM 2019", "2019-11-07"}, {"7 iunie 2019", "2019-06-07"}, {"2019. május 7.", "2019-05-07"},
		{"7 мая 2019 г.", "2019-05-07"}, {"7 травня 2019", "2019-05-07"}, {"7 май 2019", "2019-05-07"}, {"7 Μαΐου 2019", "2019-05-07"}, {"7 Agustus 2019", "2019-08-07"},
		{"ngày 7 tháng 5 năm 2019", "2019-05-07"}, {"2019 m. gegužės 7 d.", "2019-05-07"}, {"2019. gada 7. maijs", "2019-05-07"}, {"7. mai 2019", "2019-05-07"},
		{"2019年5月7日", "2019-05-07"}, {"2019년 5월 7일", "2019-05-07"}, {"٧ مايو ٢٠١٩", "2019-05-07"}, {"7 במאי 2019", "2019-05-07"}, {"7 मई 2019", "2019-05-07"}, {"7 พฤษภาคม 2562", "2019-05-07"},
		{"7 d'abril de 2019", "2019-04-07"}, {"7. svibnja 2019.", "2019-05-07"}, {"7. maj 2019", "2019-05-07"}, {"7. mája 2019", "2019-05-07"},
		{"201905071030", "2019-05-07"}, {"20190507T103000Z", "2019-05-07"}, {"07-May-2019", "2019-05-07"}, {"07-May-19", "2019-05-07"}, {"2019-May-07", "2019-05-07"},
		{"31 February 2019", ""}, {"7 May 3019", ""}, {"45/13/2019", ""}, {"version 10.24266/0738", ""}, {"May 2019", ""}, {"20191341", ""}, {"in 7 minutes", ""}, {"", ""},
	} {
		got := ""
		if d, ok := findDay(c.text, true); ok {
			got = d.String()
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestTitleOfSites(t *testing.T) {
	for _, c := range []struct{ title, head, headings, want string }{
		{"Ministers meet at the lake | The Fjord", "", "", "Ministers meet at the lake"},
		{"Ministers meet at the lake - World - The Fjord", "<meta property=og:site_name content='The Fjord'>", "", "Ministers meet at the lake - World"},
		{"The Fjord: Ministers meet at the lake", "<meta property=og:site_name content='The Fjord'>", "", "Ministers meet at the lake"},
		{"Ministers meet at the lake › Fjord Blog", "", "<h1>Fjord Blog</h1><h2>Ministers meet at the lake</h2>", "Ministers meet at the lake"},
		{"Notes from the fjord: Ministers meet again", "", "<h1>Notes from the fjord</h1><h3>Ministers meet again</h3>", "Ministers meet again"},
		{"Home", "", "<h1>Ministers meet at the lake</h1>", "Ministers meet at the lake"},
		{"Ministers meet at the lake", "", "<h1>Home</h1><h2>News</h2>", "Ministers meet at the lake"},
		{"x", "<meta property=og:title content='Ministers &amp;amp; mayors meet'>", "<h1>The Fjord</h1>", "Ministers & mayors meet"},
		{"Ministers meet at the lake | World | The Fjord", "", "<h1>Ministers meet at the lake</h1><h2>World</h2>", "Ministers meet at the lake"},
		{"The Fjord", "<meta property=og:title content='Ministers meet at the lake'>", "<h1>The Fjord</h1>", "Ministers meet at the lake"},
		{"Ministers meet at the lake - Post", "", "<h1>The Fjord Post</h1>", "Ministers meet at the lake"},
		{"Ministers meet", "<meta property=og:title content='Ministers meet at the lake in May'>", "<h1>Ministers meet</h1>", "Ministers meet"},
		{"", "", "", ""},
	} {
		src := "<html><head><title>" + c.title + "</title>" + c.head + "</head><body>" + c.headings + body(para1, para2, para3) + "</body></html>"
		if got := described(t, "", src); got.Title != c.want {
			t.Errorf("%q with %s: %q, want %q", c.title, c.headings, got.Title, c.want)
		}
	}
}

func TestPeople(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"By Ann Lee", []string{"Ann Lee"}},
		{"BY ANN LEE AND BO EK", []string{"ANN LEE", "BO EK"}},
		{"By Ann Lee, Bo Ek and Cy Oh", []string{"Ann Lee", "Bo Ek", "Cy Oh"}},
		{"By Ann Lee and Bo Ek, Reuters", []string{"Ann Lee", "Bo Ek"}},
		{"Ann Lee, Senior Writer, The Fjord Times", []string{"Ann Lee"}},
		{"Ann Lee, MD, Fjord Health", []string{"Ann Lee"}},
		{"Ann Lee, Editor, and Bo Ek, Reporter", []string{"Ann Lee", "Bo Ek"}},
		{"Staff Writer Ann Lee", []string{"Ann Lee"}},
		{"Dr. Ann Lee", []string{"Ann Lee"}},
		{"Ann B. Lee Jr.", []string{"Ann B. Lee Jr."}},
		{"Posted by Ann Lee on May 7, 2019", []string{"Ann Lee"}},
		{"By Ann Lee in Oslo", []string{"Ann Lee"}},
		{"Ann Lee in Oslo and Bo Ek in Rome", []string{"Ann Lee", "Bo Ek"}},
		{"Ann Lee in Oslo and New York", []string{"Ann Lee"}},
		{"By Ann Lee @annlee", []string{"Ann Lee"}},
		{"By Ann Lee | 7 May 2019", []string{"Ann Lee"}},
		{"By Ann Lee - May 7", []string{"Ann Lee"}},
		{"Von Änne von der Leh und Bo Ek", []string{"Änne von der Leh", "Bo Ek"}},
		{"Par Ann Lee et Bo Ek", []string{"Ann Lee", "Bo Ek"}},
		{"Por Ann de la Cruz y Bo Ek", []string{"Ann de la Cruz", "Bo Ek"}},
		{"di Anna Lei e Bo Ek", []string{"Anna Lei", "Bo Ek"}},
		{"Автор: Анна Ли", []string{"Анна Ли"}},
		{"Lee, Ann B.; Ek, C. Bo", []string{"Ann B. Lee", "C. Bo Ek"}},
		{"中村 真子", []string{"中村 真子"}},
		{"島津健吾", []string{"島津健吾"}},
		{"By Staff", nil}, {"The Editors", nil}, {"Fjord News Desk", nil}, {"Related Posts", nil}, {"Latest Stories", nil}, {"By Reuters", nil},
		{"https://www.facebook.com/annlee", nil}, {"admin", nil}, {"Ann", nil}, {"Die letzten Tage des Winters", nil}, {"Ann L", nil}, {"Read More About Us", nil}, {"", nil},
	} {
		if got := peopleOf(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestBylineOfPage(t *testing.T) {
	graph := `<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#a","name":"Ann Lee"},{"@type":"Organization","@id":"#o","name":"Fjord Holding"},` +
		`{"@type":"NewsArticle","headline":"Ministers meet at the lake","author":%s,"publisher":{"@id":"#o"}}]}</script>`
	for _, c := range []struct {
		name, head, top string
		want            []string
	}{
		{"by id", fmt.Sprintf(graph, `{"@id":"#a"}`), "", []string{"Ann Lee"}},
		{"list", fmt.Sprintf(graph, `[{"@id":"#a"},{"@type":"Person","name":"Bo Ek"}]`), "", []string{"Ann Lee", "Bo Ek"}},
		{"string", fmt.Sprintf(graph, `"Ann Lee and Bo Ek"`), "", []string{"Ann Lee", "Bo Ek"}},
		{"a body is no person", fmt.Sprintf(graph, `{"@id":"#o"}`), "", nil},
		{"meta", "<meta name=author content='Ann Lee'>", "", []string{"Ann Lee"}},
		{"meta with an address", "<meta property=article:author content='https://fjord.example/ann-lee'>", "", nil},
		{"label and data", "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ann Lee'>", "", []string{"Ann Lee"}},
		{"line", "", "<p>By Ann Lee</p>", []string{"Ann Lee"}},
		{"the line names more", "<meta name=author content='Ann Lee'>", "<p>By Ann Lee and Bo Ek</p>", []string{"Ann Lee", "Bo Ek"}},
		{"the line names others", "<meta name=author content='Ann Lee'>", "<p>By Bo Ek and Cy Oh</p>", []string{"Ann Lee"}},
		{"in two elements", "", "<div class=w><div>By</div><div>Ann Lee</div></div>", []string{"Ann Lee"}},
		{"in pieces", "", "<div class=byline>By <span class=byline-name>Ann Lee</span> and Bo Ek</div>", []string{"Ann Lee", "Bo Ek"}},
		{"rel", "", "<div><a rel='author nofollow' href=/x>Ann Lee</a></div>", []string{"Ann Lee"}},
		{"class", "", "<div class=t-post-author-name>Ann Lee</div>", []string{"Ann Lee"}},
		{"links", "", "<div class=author><a href=/a>Ann Lee</a> <a href=/b>Bo Ek</a></div>", []string{"Ann Lee", "Bo Ek"}},
		{"link to the author's page", "", "<div><a href=/authors/ann-lee>Ann Lee</a></div>", []string{"Ann Lee"}},
		{"beside a date", "", "<p>Ann Lee</p><p>7 May 2019</p>", []string{"Ann Lee"}},
		{"a heading beside a date", "", "<h3>Latest From Oslo</h3><p>7 May 2019</p>", nil},
		{"rel twice", "", "<address>By <a rel=author href=/a>Ann Lee</a> and <a rel=author href=/b>Bo Ek</a></address>", []string{"Ann Lee", "Bo Ek"}},
		{"two elements of the class", "", "<p><span class=author>Ann Lee</span> <span class=author>Bo Ek</span></p>", []string{"Ann Lee", "Bo Ek"}},
		{"a class of two letters", "", "<p class=by>Ann Lee</p>", []string{"Ann Lee"}},
		{"two names alone", "", "<p>Ann Lee and Bo Ek</p>", []string{"Ann Lee", "Bo Ek"}},
		{"a name and a day", "", "<p>Ann Lee, 7 May 2019</p>", []string{"Ann Lee"}},
		{"a name and a label", "", "<p>By Ann Lee Published 7 May 2019</p>", []string{"Ann Lee"}},
		{"a name and a change", "", "<p>By Ann Lee Updated 3 hours ago</p>", []string{"Ann Lee"}},
		{"family name first", fmt.Sprintf(graph, `{"name":"Lee, Ann"}`), "", []string{"Ann Lee"}},
		{"markup in a name", fmt.Sprintf(graph, `{"name":"<a href='/x'>Ann Lee</a>"}`), "", []string{"Ann Lee"}},
		{"commas too many", `<script type="application/ld+json">{"@type":"NewsArticle",,"author":{"name":"Ann Lee",},</script>`, "", []string{"Ann Lee"}},
		{"comments in data", `<script type="application/ld+json">/* ours */ {"@type":"NewsArticle","url":"https://fjord.example/*x*/","author":["Ann Lee","Bo Ek",]}</script>`, "", []string{"Ann Lee", "Bo Ek"}},
		{"site", "<meta property=og:site_name content='Fjord Observer'><meta name=author content='Fjord Observer'>", "", nil},
	} {
		if got := described(t, "https://fjord.example/world/ministers", site("Ministers meet at the lake", c.head, c.top, "")); !slices.Equal(got.Byline, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got.Byline, c.want)
		}
	}
}

func TestPublisherAndAddress(t *testing.T) {
	const url = "https://www.fjordtimes.example/world/ministers?ref=x"
	for _, c := range []struct{ name, title, head, end, publisher, canonical string }{
		{name: "none", title: "Ministers meet at the lake"},
		{name: "site name", title: "x", head: "<meta property=og:site_name content='The Fjord'>", publisher: "The Fjord"},
		{name: "the one that agrees", title: "x", head: "<meta property=og:site_name content='Nordic Holding'><meta name=application-name content='Fjord Times'>", publisher: "Fjord Times"},
		{name: "motto", title: "x", head: "<meta property=og:site_name content='Fjord Times | News that holds'>", publisher: "Fjord Times"},
		{name: "title's tail", title: "Ministers meet at the lake | Fjord Times", publisher: "Fjord Times"},
		{name: "title's tail that is a section", title: "Ministers meet at the lake | World News"},
		{name: "copyright", title: "x", end: "<footer>© 2019 Nordic Holding Ltd. All rights reserved.</footer>", publisher: "Nordic Holding"},
		{name: "copyright of a person", title: "x", end: "<footer>© 2019 Ann Lee</footer>"},
		{name: "canonical", title: "x", head: "<link rel=canonical href=/world/ministers>", canonical: "https://www.fjordtimes.example/world/ministers"},
		{name: "against the base", title: "x", head: "<base href=https://fjordtimes.example/en/><link rel=canonical href=ministers>", canonical: "https://fjordtimes.example/en/ministers"},
		{name: "not the first page", title: "x", head: "<link rel=canonical href=https://www.fjordtimes.example/><meta property=og:url content=https://www.fjordtimes.example/m#top>", canonical: "https://www.fjordtimes.example/m"},
		{name: "not another scheme", title: "x", head: "<link rel=canonical href=javascript:void(0)>"},
		{name: "linked data", title: "x", head: `<script type="application/ld+json">{"@type":"NewsArticle","mainEntityOfPage":{"@id":"https://www.fjordtimes.example/m"},"isPartOf":{"@type":"WebSite","name":"Fjord Times"}}</script>`,
			publisher: "Fjord Times", canonical: "https://www.fjordtimes.example/m"},
	} {
		got := described(t, url, site(c.title, c.head, "", c.end))
		if got.Publisher != c.publisher || got.Canonical != c.canonical {
			t.Errorf("%s: %q at %q, want %q at %q", c.name, got.Publisher, got.Canonical, c.publisher, c.canonical)
		}
	}
}

func TestDatelineForms(t *testing.T) {
	for _, c := range []struct{ text, place, date string }{
		{"KYIV, March 3 (Fjord News) — The ministers met.", "KYIV", "March 3"},
		{"KYIV, March 3 (Fjord and Lake Sea Wire) – The ministers met.", "KYIV", "March 3"},
		{"OSLO (FN) - The ministers met.", "OSLO", ""},
		{"Oslo (dpa) - Die Minister trafen sich.", "Oslo", ""},
		{"OSLO, 3 March 2021 /Fjord Wire/ -- The ministers met.", "OSLO", "3 March 2021"},
		{"By Ann Lee, Fjord News\n\nPARIS — The ministers met.", "PARIS", ""},
		{"Kyiv. 3 March. FJORD NEWS – The ministers met.", "Kyiv", "3 March"},
		{"KYIV. March 3 (Fjord) - The ministers met.", "KYIV", "March 3"},
		{"(Fjord News) KYIV, March 3 - The ministers met.", "KYIV", "March 3"},
		{"(FJORD) - ROMA, 03 MAR - I ministri.", "ROMA", "03 MAR"},
		{"MOSCOW/KYIV — The ministers met.", "MOSCOW/KYIV", ""},
		{"PARIS, 4 mars (Fjord) - Les ministres.", "PARIS", "4 mars"},
		{"МОСКВА, 3 мар (Фьорд) - Министры.", "МОСКВА", "3 мар"},
		{"Madrid, 3 mar (FJO).- Los ministros.", "Madrid", "3 mar"},
		{"Dekalb, Ill. — The ministers met.", "Dekalb, Ill.", ""},
		{"NEW YORK — The ministers met.", "NEW YORK", ""},
		{"SANTA CRUZ DE LA SIERRA, Bolivia — The ministers met.", "SANTA CRUZ DE LA SIERRA, Bolivia", ""},
		{"March 4 (Fjord) - The ministers met.", "", "March 4"},
		{"ISLAMABAD: The ministers met.", "ISLAMABAD", ""},
		{"TOKYO, March 12 Fjord - The ministers met.", "TOKYO", "March 12"},
		{"TOKYO, March 12 Fjord: The ministers met.", "-", ""},
		{"New Delhi, March 12 (FJN) The ministers met.", "New Delhi", "March 12"},
		{"New Delhi, March 12 (FJN) and the ministers met.", "-", ""},
		{"The Lake Council (LC) The ministers met.", "-", ""},
		{"AUSTIN, Texas--(FJORD WIRE)--The ministers met.", "AUSTIN, Texas", ""},
		{"AUSTIN, Texas, March 12, 2024--(FJORD WIRE)--The ministers met.", "AUSTIN, Texas", "March 12, 2024"},
		{"NAIROBI, Kenya (FN) _ The ministers met.", "NAIROBI, Kenya", ""},
		{"Geneva (12 March 2024) – The ministers met.", "Geneva", "12 March 2024"},
		{"Bo Ek (12 of the ministers) – they met.", "-", ""},
		{"[Seoul, 12 March] The ministers met.", "Seoul", "12 March"},
		{"[Seoul, 12 March]", "-", ""}, {"[The ministers met] They left.", "-", ""}, {"[", "-", ""}, {"[]", "-", ""},
		{"HARARE,– The ministers met.", "HARARE", ""},
		{"RAMALLAH, Tuesday — The ministers met.", "RAMALLAH", ""},
		{"RAMALLAH, Tuesday, March 12, 2024 (FN) - The ministers met.", "RAMALLAH", "March 12, 2024"},
		{"MR. EK: The ministers met.\n\nQUESTION: Where?\n\nMR. EK: In Oslo.", "-", ""},
		{"UPDATE: The ministers met.", "-", ""}, {"WATCH: The ministers meet.", "-", ""}, {"SPORTS - The ministers ran.", "-", ""}, {"NOTE - The ministers met.", "-", ""},
		{"WARNING GRAPHIC DETAIL - The ministers met.", "-", ""}, {"DEAR ABBY: We met.", "-", ""}, {"IN OPPOSITION TO THE STATE - A study.", "-", ""},
		{"Two ministers — an old one and a new one — met.", "-", ""}, {"The Fjord (a lake) - is deep.", "-", ""}, {"Bo Ek - the minister - met her.", "-", ""}, {"12 - 14", "-", ""}, {"", "-", ""}, {"—", "-", ""}, {"(", "-", ""}, {"/a/ -", "-", ""},
	} {
		place, date := "-", ""
		if d := datelineOf(c.text); d != nil {
			place, date = d.Place, d.Date
			if !strings.Contains(c.text, place) || !strings.Contains(c.text, date) {
				t.Errorf("%q: %q, %q are not in it", c.text, place, date)
			}
		}
		if place != c.place || date != c.date {
			t.Errorf("%q: %q, %q, want %q, %q", c.text, place, date, c.place, c.date)
		}
	}
}

func TestMetadataTables(t *testing.T) {
	lower := func(v string) string {
		if v != strings.ToLower(v) || v != strings.TrimSpace(v) {
			return "not in lower case, or with space around"
		}
		return ""
	}
	for _, c := range []struct {
		name    string
		columns []string
		rules   []lexicon.Rule
	}{
		{"data/labels.tsv", []string{"text", "meaning"}, []lexicon.Rule{
			{Column: "text", Required: true, List: true, Check: lower}, {Column: "meaning", Required: true, Check: lexicon.OneOf("published", "changed", "other")}}},
		{"data/clocks.tsv", []string{"domain", "minutes", "summer"}, []lexicon.Rule{
			{Column: "domain", Required: true, Unique: true, List: true, Check: lower},
			{Column: "minutes", Required: true, Check: func(v string) string {
				if strings.Trim(strings.TrimPrefix(v, "-"), "0123456789") != "" {
					return "not a number"
				}
				return ""
			}}, {Column: "summer", Required: true, Check: lexicon.OneOf("europe", "none")}}},
		{"data/authors.tsv", []string{"text", "meaning"}, []lexicon.Rule{
			{Column: "text", Required: true, List: true, Check: lower}, {Column: "meaning", Required: true, Check: lexicon.OneOf("by", "and", "end", "title", "within", "role", "never")}}},
		{"data/labelwords.tsv", []string{"word"}, []lexicon.Rule{{Column: "word", Required: true, Unique: true, List: true, Check: lower}}},
	} {
		table, err := lexicon.Open(data, c.name, c.columns...)
		if err != nil {
			t.Fatal(err)
		}
		for _, complaint := range table.Lint(c.rules...) {
			t.Error(complaint)
		}
	}
}

// FuzzMetadata holds that what is read out of a line is a part of it, and a day that exists.
func FuzzMetadata(f *testing.F) {
	for _, s := range []string{"KYIV. March 3 (Fjord) - The", "By Ann Lee and Bo Ek, 7 tháng 5 năm 2019", "(A) B, 3 MAY – ", "© 2019 by Fjord. All", "Lee, A.; Ek, B.", "T23:59:59.9-07:30 9:05 PM EST"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = strings.ToValidUTF8(s, "\ufffd")
		if d := datelineOf(s); d != nil && (!strings.Contains(s, d.Place) || !strings.Contains(s, d.Date) || d.Place+d.Date == "") {
			t.Errorf("%q: dateline %+v", s, d)
		}
		for _, name := range peopleOf(s) {
			if !isPerson(name) {
				t.Errorf("%q: %q is no person", s, name)
			}
		}
		if x, ok := sightOf(s, true); ok && !x.valid() {
			t.Errorf("%q: %v", s, x.day)
		}
		if minutes, ok := offsetIn(s); ok && (minutes < -15*60 || minutes > 15*60) {
			t.Errorf("%q: %d minutes", s, minutes)
		}
		ownerIn(s)
		withoutSite(s, "fjord")
	})
}

func BenchmarkMetadata(b *testing.B) {
	src := site("Ministers meet at the lake | Fjord Times", `<meta property=article:published_time content=2019-05-07T02:30:00Z><script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Ann Lee"}}</script>`,
		"<p>By Ann Lee and Bo Ek</p><p class=date>7 May 2019</p>", "<footer>© 2019 Fjord Times</footer>")
	p := read(src, false)
	m := describe(p.tree.root)
	p.rate()
	p.title = letters(p.headline(&m))
	p.sift()
	b.ReportAllocs()
	for b.Loop() {
		m := describe(p.tree.root)
		p.headline(&m)
		p.fill(&corpus.Document{URL: "https://fjordtimes.example/a", Text: para1}, &m)
	}
}

func TestLetters(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"A Title, of 2020: it's – “so”": "atitleof2020itsso",
		"ÉCOLE «d’été»\u00a0!":          "écoledété",
		"İstanbul 東京":                   toLowerAll("İ") + "stanbul東京",
		"a\xffb":                        "a\ufffdb",
	} {
		if got := letters(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if !hasLetters(text, want) || hasLetters(text, want+"x") || want != "" && hasLetters(text, want[1:]) || hasLetters(text+" y", want) {
			t.Errorf("%q: letters are not told", text)
		}
	}
}

func toLowerAll(s string) string {
	var b []rune
	for _, r := range s {
		b = append(b, toLower(r))
	}
	return string(b)
}
