package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"golang.org/x/net/html/atom"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// publishedKeys are names of meta elements that hold the publication date, best first.
var publishedKeys = []string{
	"article:published_time", "og:article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "article.published", "article:published", "rnews:datepublished", "vr:published_time",
	"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.created", "dcterms.date", "dc.date", "dc:date", "pubdate", "og:pubdate", "pub_date", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date", "publicationdate", "pubdatetime",
	"published_time", "published_at", "citation_publication_date", "citation_online_date", "citation_date", "originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime", "analyticsattributes.articledate", "dcsext.articlefirstpublished",
	"bt:pubdate", "ptime", "displaydate", "date_published", "published-date", "publisheddate", "publishing_date", "published", "release_date", "og:release_date", "article:create_time", "article:created", "article:post_date", "date.release", "shareaholic:article_published_time", "cre:published", "creation_date", "date_created", "datecreated", "uploaddate", "date", "cdate", "created", "sortdate", "timestamp", "video:release_date",
}

// modifiedKeys are names of meta elements that hold the date of a change.
var modifiedKeys = []string{"article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "article.updated", "lastmodified", "last-modified", "revised"}

// publication finds the day on which the article was published, as a reader at
// the place of the page would name it.
//
// The page's data (JSON-LD, meta elements, marked elements) come first. The date
// that the head of the article shows corrects them where they are a day off, and
// where they belong to a copy: when a site is rebuilt, its programs date old
// articles anew. Without data it is the shown date, the address, a time element, a
// line further away, in that order. A day that the page calls one of a change
// counts last.
func (p *page) publication(d *corpus.Document, m *metadata) (day, bool) {
	dayFirst := p.dayFirst
	p.comments = p.commentsFrom()
	stated, ok := p.stated(m, dayFirst)
	changed, isChanged := m.changed(dayFirst)
	head := p.displayed(dayFirst)
	inURL, located := dayOfURL(d.URL)
	if !located {
		inURL, located = dayOfURL(d.Canonical)
	}
	if ok {
		if m.linked.headline != "" && m.linked.published != "" && d.Title != "" && shared(m.linked.headline, d.Title) == 0 {
			// The data are about another article.
			for _, s := range head {
				if !s.change && s.below && s.pure {
					return s.day, true
				}
			}
		}
		return p.agreed(d, m, stated, head, inURL, located, changed, isChanged), true
	}
	for _, s := range head {
		if s.change || isChanged && changed.apart(s.day) > 1 {
			continue
		}
		if located && (s.apart(inURL) != 0 && s.swapped() == inURL || s.apart(inURL) < -1 || s.apart(inURL) > 1) {
			return inURL, true
		}
		return s.day, true
	}
	if located {
		return inURL, true
	}
	var beside day
	for _, t := range m.times {
		if t.change {
			continue
		}
		x, ok := t.day(dayFirst)
		if !ok || isChanged && changed.apart(x) > 1 {
			continue
		}
		if p.inComments(t.node) {
			continue
		}
		switch p.partOf(t.node, m.around) {
		case Kept:
			if x.utc {
				x = p.local(d, m, x)
			}
			return x, true
		case Sidebar, Site:
			if beside.year == 0 {
				beside = x
			}
		}
	}
	days := p.telling(dayFirst)
	if len(days) > 0 && days[0].rank >= sureRank {
		return days[0].day, true
	}
	for _, title := range [...]string{d.Title, m.title} {
		if x, ok := findDay(title, dayFirst); ok {
			return x, true
		}
	}
	if len(head) > 0 && head[0].below {
		return head[0].day, true // one of a change is better than one far from the head
	}
	if len(days) > 0 {
		return days[0].day, true
	}
	if x, ok := p.opening(dayFirst); ok {
		return x, true
	}
	if beside.year != 0 {
		return beside, true
	}
	if x, ok := p.scripted(dayFirst); ok {
		return p.local(d, m, x), true
	}
	if len(head) > 0 {
		return head[0].day, true
	}
	for i := range m.times {
		if t := &m.times[i]; t.change && !p.inComments(t.node) && p.partOf(t.node, m.around) == Kept {
			if x, ok := t.day(dayFirst); ok {
				return p.local(d, m, x), true
			}
		}
	}
	return changed, isChanged
}

// agreed is the day that the page's data state, corrected by what the head of the
// article shows and by the address.
func (p *page) agreed(d *corpus.Document, m *metadata, stated day, head []sight, inURL day, located bool, changed day, isChanged bool) day {
	for _, s := range head {
		if stated.near(s.day) == 0 || s.swapped() == stated.plain() {
			return stated
		}
	}
	if located && stated.apart(inURL) == 0 {
		return stated
	}
	for _, s := range head {
		if !s.change && (!s.late || s.marked) && stated.near(s.day) == 1 {
			return s.day
		}
	}
	if located {
		// A permalink keeps the day on which it was made.
		if n := stated.apart(inURL); n < 0 || n == 1 && stated.near(inURL) == 1 {
			return inURL
		}
	}
	if stated.utc {
		// The first time element is the article's, others may be those of teasers.
		for i := range m.times {
			t := &m.times[i]
			if t.change || p.partOf(t.node, m.around) != Kept {
				continue
			}
			if x, ok := t.day(p.dayFirst); ok && !x.utc && stated.near(x) == 1 {
				return x
			}
			break
		}
	}
	for _, s := range head {
		// In the middle of the text a date tells of something else than what the page's data do.
		if s.change || !s.below || !s.pure || s.late && !s.marked {
			continue
		}
		if n := stated.apart(s.day); n < 0 || isChanged && s.apart(changed) >= -1 {
			return s.day
		}
	}
	return p.local(d, m, stated)
}

// plain is the day without its time.
func (d day) plain() day { return day{year: d.year, month: d.month, date: d.date} }

// near is 0 for one and the same day, 1 for a neighbouring one that can be the
// day of the same instant somewhere on earth, and 2 for all others.
func (d day) near(e day) int {
	switch n := d.apart(e); {
	case n == 0:
		return 0
	case n == 1 && (!d.utc || d.minute >= 10*60), n == -1 && (!d.utc || d.minute < 12*60):
		return 1
	}
	return 2
}

// changed is the day of the last change that the page's data state.
func (m *metadata) changed(dayFirst bool) (day, bool) {
	if x, ok := findDay(m.linked.modified, dayFirst); ok {
		return x, true
	}
	for _, k := range modifiedKeys {
		if x, ok := findDay(m.meta[k], dayFirst); ok {
			return x, true
		}
	}
	return day{}, false
}

// stated is the day that the page's data give. One that is years after what else they give is
// no day of publication: a program's, or an error.
func (p *page) stated(m *metadata, dayFirst bool) (day, bool) {
	given := [...]string{m.linked.published, m.get(mainKeys...), m.linked.modified, m.get(modifiedKeys...)}
	var first day
	for _, s := range given {
		if x, ok := findDay(s, dayFirst); ok && (first.year == 0 || x.apart(first) > 0) {
			first = x
		}
	}
	late := func(x day) bool { return first.year > 0 && first.apart(x) > aYear }
	if x, ok := statedDay(m.linked.published, dayFirst); ok && !late(x) {
		return x, true
	}
	for _, k := range publishedKeys {
		if v := m.meta[k]; v != "" {
			if x, ok := statedDay(v, dayFirst); ok && !late(x) {
				return x, true
			}
		}
	}
	if x, ok := statedDay(valueOf(m.meta["parsely-page"], `"pub_date":"`), dayFirst); ok {
		return x, true
	}
	for _, t := range m.times {
		if t.marked && !t.change && p.partOf(t.node, m.around) == Kept && !p.inComments(t.node) {
			if x, ok := t.day(dayFirst); ok {
				return x, true
			}
		}
	}
	if x, ok := statedDay(m.linked.created, dayFirst); ok {
		return x, true
	}
	return day{}, false
}

// aYear is how many days two days of one article's data are apart at most.
const aYear = 366

// mainKeys are those of publishedKeys that mean nothing else.
var mainKeys = publishedKeys[:3]

// commentsFrom is the first block behind the text that is of readers' comments by a heading or
// by its form, or the number of blocks. Their days are never the article's.
func (p *page) commentsFrom() int {
	last := p.headAt()
	for i := range p.blocks {
		if b := &p.blocks[i]; b.reason == Kept && b.score > 0 {
			last = max(last, i)
		}
	}
	n := len(p.blocks)
	for i := last + 1; i < n; i++ {
		b := &p.blocks[i]
		if b.words == 0 || b.words > 24 {
			continue
		}
		line := p.line(b)
		if q, ok := p.cueOf(b); ok && q.reason == Comments && (b.level > 0 || b.links == 0) {
			return i
		}
		if (countsComments(line) || isDiscussion(line)) && (b.level > 0 || p.remarks(i+1, n) >= 2) {
			return i
		}
		if b.words <= 8 && remarkOf(line, p.dayFirst) == saysRemark {
			return i
		}
	}
	return n
}

// inComments reports whether a node stands in or behind the blocks of readers' comments.
func (p *page) inComments(n *html.Node) bool {
	if p.comments >= len(p.blocks) {
		return false
	}
	if p.nodes == nil {
		p.nodes = make(map[*html.Node]int, len(p.boxes))
		for i := range p.boxes {
			p.nodes[p.boxes[i].node] = i
		}
	}
	for ; n != nil; n = n.Parent {
		if i, ok := p.nodes[n]; ok {
			return p.boxes[i].first >= p.comments
		}
	}
	return false
}

// valueOf is what stands in a text behind a mark and before the next quotation mark.
func valueOf(s, mark string) string {
	_, rest, ok := strings.Cut(s, mark)
	if !ok {
		return ""
	}
	value, _, _ := strings.Cut(rest[:min(len(rest), 60)], `"`)
	return value
}

func (t *timeElement) day(dayFirst bool) (day, bool) {
	if x, ok := statedDay(t.value, dayFirst); ok {
		return x, true
	}
	return findDay(t.text, dayFirst)
}

// scriptedKeys are names under which the data of scripts hold the publication date,
// by their common start, best first.
var scriptedKeys = []struct {
	start string
	ends  []string
}{
	{`"datePublished":"`, []string{""}},
	{`"publi`, []string{`shedAt":"`, `shed_at":"`, `shDate":"`, `shedDate":"`, `cationDate":"`, `cation_date":"`, `sh_date":"`, `shedTime":"`}},
	{`"pubDate":"`, []string{""}},
	{`"first`, []string{`_published_at":"`, `Published":"`}},
}

// scripted is the day that the data of the page's scripts give, if all that have
// one of the names give the same.
func (p *page) scripted(dayFirst bool) (day, bool) {
	for _, key := range scriptedKeys {
		var found day
		one := true
		for rest := p.src; one; {
			i := strings.Index(rest, key.start)
			if i < 0 {
				break
			}
			rest = rest[i+len(key.start):]
			for _, end := range key.ends {
				value, ok := strings.CutPrefix(rest, end)
				if !ok {
					continue
				}
				value, _, _ = strings.Cut(value[:min(len(value), 60)], `"`)
				if x, ok := statedDay(value, dayFirst); ok {
					one = found.year == 0 || found.apart(x) == 0
					found = x
				}
				break
			}
		}
		if one && found.year != 0 {
			return found, true
		}
	}
	return day{}, false
}

// clock is the standard time of a country.
type clock struct {
	minutes int
	summer  bool // follows the European summer time
}

// clocks are the rows of clocks.tsv.
var clocks = func() map[string]clock {
	m := map[string]clock{}
	for _, row := range lexicon.MustOpen(data, "data/clocks.tsv", "domain", "minutes", "summer").Rows {
		c := clock{summer: row.Get("summer") == "europe"}
		digits, negative := strings.CutPrefix(row.Get("minutes"), "-")
		for _, d := range digits {
			c.minutes = c.minutes*10 + int(d-'0')
		}
		if negative {
			c.minutes = -c.minutes
		}
		for _, name := range row.List("domain") {
			m[name] = c
		}
	}
	return m
}()

// local is the day of an instant at the place of the page, as far as other times
// on the page or the country of its address tell which that is.
func (p *page) local(d *corpus.Document, m *metadata, x day) day {
	if !x.utc {
		return x
	}
	host := hostOf(d.URL)
	c, ok := clocks[host[strings.LastIndexByte(host, '.')+1:]]
	if ok {
		if c.summer && isSummer(x) {
			c.minutes += 60
		}
		return x.shifted(c.minutes)
	}
	if minutes, ok := offsetIn(p.src); ok {
		return x.shifted(minutes)
	}
	return x
}

// isSummer reports whether an instant is in the European summer time: from the
// last Sunday of March to the last one of October, at one o'clock universal time.
func isSummer(d day) bool {
	if d.month != 3 && d.month != 10 {
		return d.month > 3 && d.month < 10
	}
	last := day{year: d.year, month: d.month, date: 31}
	sunday := 31 - int(last.time().Weekday())
	after := d.date > sunday || d.date == sunday && d.minute >= 60
	return after == (d.month == 3)
}

// zoneNames are the names of American times of day, with the minutes to universal
// time.
var zoneNames = map[string]int{"EST": -300, "EDT": -240, "ET": -300, "CST": -360, "CDT": -300, "CT": -360, "MST": -420, "MDT": -360, "MT": -420, "PST": -480, "PDT": -420, "PT": -480}

// offsetIn is the distance from universal time, in minutes, that the first time of
// day in a page's source has which gives one: "T21:05:00-05:00", "9:05 PM EST".
func offsetIn(src string) (int, bool) {
	for i := 0; ; {
		n := strings.IndexByte(src[i:], ':')
		if n < 0 {
			return 0, false
		}
		i += n + 1
		if i < 2 || i+2 > len(src) || src[i-2] < '0' || src[i-2] > '9' || twoDigits(src[i:]) < 0 {
			continue
		}
		rest := src[i+2 : min(len(src), i+24)]
		seconds := len(rest) >= 3 && rest[0] == ':' && twoDigits(rest[1:]) >= 0
		if seconds {
			rest = rest[3:]
			if strings.HasPrefix(rest, ".") {
				rest = strings.TrimLeft(rest[1:], "0123456789")
			}
		}
		rest = strings.TrimPrefix(rest, " ")
		if len(rest) < 2 {
			continue
		}
		if c := rest[0]; c == '+' || c == '-' {
			dated := i >= 4 && (src[i-4] == 'T' || seconds)
			hours := twoDigits(rest[1:])
			minutes := -1
			if hours >= 0 {
				minutes = twoDigits(strings.TrimPrefix(rest[3:], ":"))
			}
			if dated && hours >= 0 && hours <= 14 && (minutes == 0 || minutes == 30 || minutes == 45) && hours+minutes > 0 {
				if total := hours*60 + minutes; c == '+' {
					return total, true
				} else {
					return -total, true
				}
			}
			continue
		}
		if half := strings.ToUpper(strings.NewReplacer(".", "").Replace(rest[:min(len(rest), 4)])); strings.HasPrefix(half, "AM") || strings.HasPrefix(half, "PM") {
			name := strings.TrimLeft(rest[2:], ".mM, ")
			end := 0
			for end < len(name) && name[end] >= 'A' && name[end] <= 'Z' {
				end++
			}
			if minutes, ok := zoneNames[name[:end]]; ok {
				return minutes, true
			}
		}
	}
}

// sight is a day that a line shows.
type sight struct {
	day
	change bool // the page calls it the day of a change
	marked bool // the page calls it the day of publication
	below  bool // the line is below the headline
	pure   bool // the line has no words that are not about a date
	late   bool // running text stands between the headline and the line
}

// beforeHead and behindHead are how many lines before and behind the headline
// belong to the article's head at most.
const (
	beforeHead = 4
	behindHead = 14
)

// displayed are the days that the article's head shows, those first that the page
// calls days of publication.
func (p *page) displayed(dayFirst bool) []sight {
	head := p.headAt()
	if head < 0 {
		return nil
	}
	var found []sight
	text, late := 0, false
	for i := max(0, head-beforeHead); i < min(len(p.blocks), p.comments) && i <= head+behindHead && text < 2; i++ {
		b := &p.blocks[i]
		if i > head && b.reason == Kept && b.score > 20 {
			text++
			late = late || !b.lead
		}
		if i == head || b.dated || b.words == 0 || b.words > 30 || b.reason == Kept && b.words > 18 {
			continue
		}
		switch b.reason {
		case Headline, Caption:
			continue
		case Sidebar:
			// The lines about an article may stand beside it.
			if i < head || i > head+3 && b.reason != p.blocks[head].reason {
				continue
			}
		case Comments, Related, Site, Navigation, Advert, Consent, Share, Newsletter, Control, Tags, Hidden:
			// What the headline stands in, too, says nothing about the lines below it.
			if i < head || b.reason != p.blocks[head].reason {
				continue
			}
		case Outside, Links:
			if i < head {
				continue
			}
		}
		line := p.dateLine(i)
		s, ok := sightOf(line, dayFirst)
		if !ok || !s.marked && b.reason != Published && b.reason != Byline && !isDateLine(line, dayFirst) {
			continue
		}
		if !s.marked && !s.change && i > 0 {
			// A label may stand on a line of its own.
			if a := &p.blocks[i-1]; a.words > 0 && a.words <= 3 {
				above := p.line(a)
				s.change, s.marked = changing(above), publishing(above)
			}
		}
		if !s.marked && !s.change && p.tree != nil {
			_, s.change = dateNames(p.boxes[b.box].node)
		}
		s.below, s.late = i > head, late
		s.pure = s.marked || b.reason == Published || opensByline(line) || hasNameAndDate(line, dayFirst) || isPureDate(line, dayFirst)
		found = append(found, s)
	}
	slices.SortStableFunc(found, func(a, b sight) int { return b.weight() - a.weight() })
	return found
}

func (s *sight) weight() int {
	switch {
	case s.marked:
		return 2
	case s.change:
		return 0
	}
	return 1
}

// dateLine is the text of a block; a block that is a part of a date only, in an
// element that the page calls a date, is joined with the next ones.
func (p *page) dateLine(i int) string {
	b := &p.blocks[i]
	line := p.line(b)
	for j := i + 1; j < i+3 && j < len(p.blocks) && b.reason == Published && b.words <= 2 && len(line) < 20; j++ {
		if c := &p.blocks[j]; c.reason == Published && c.words <= 2 && c.end-b.start < 60 {
			line += " " + p.line(c)
		}
	}
	return line
}

// isPureDate reports whether a line is a date, with its day of the week, time and
// label maybe.
func isPureDate(line string, dayFirst bool) bool {
	_, start, end, ok := locateDay(line, dayFirst)
	if !ok {
		return false
	}
	for _, rest := range [...]string{line[:start], line[end:]} {
		var room [16]part
		for _, p := range appendParts(room[:0], rest) {
			if p.number < 0 && !dateWords[word(rest, p)] && p.end-p.start > 2 {
				return false
			}
		}
	}
	return true
}

// headAt is the block of the headline, or -1.
func (p *page) headAt() int {
	head, rank := -1, 0
	for i := range p.blocks {
		b := &p.blocks[i]
		r := 0
		if b.level == 1 {
			r = 2
		}
		if b.reason == Headline || b.words < 60 && b.reason != Navigation && p.isTitle(b) {
			r++
			if b.level > 0 {
				r += 2
			}
		}
		if r > rank {
			head, rank = i, r
		}
	}
	return head
}

// sightOf reads the day of publication that a line shows; where the line calls
// none so, the first that it does not call one of a change; else the first.
func sightOf(line string, dayFirst bool) (sight, bool) {
	var best sight
	found := false
	for at, n := 0, 0; at < len(line) && n < 4; n++ {
		x, start, end, ok := locateDay(line[at:], dayFirst)
		if !ok {
			break
		}
		label := strings.ToLower(line[at : at+start])
		if holdsAny(label, dateLabels.other) {
			at += end
			continue
		}
		s := sight{day: x.plain(), change: holdsAny(label, dateLabels.changed), marked: holdsAny(label, dateLabels.published)}
		if s.change && s.marked {
			// The nearer label counts.
			s.change = lastOf(label, dateLabels.changed) > lastOf(label, dateLabels.published)
			s.marked = !s.change
		}
		if !found || s.weight() > best.weight() {
			best, found = s, true
		}
		at += end
	}
	return best, found
}

// shown are the days that lines of the page show, the most telling line first.
func (p *page) shown(dayFirst bool) []day {
	p.comments = p.commentsFrom()
	best := p.telling(dayFirst)
	days := make([]day, len(best))
	for i, s := range best {
		days[i] = s.day
	}
	return days
}

// ranked is a day with the weight of the line that shows it.
type ranked struct {
	day
	rank int
}

// sureRank is the weight of a line that is believed more than a date in the title.
const sureRank = 5

// telling are the days that lines of the page show, the most telling line first:
// one that says that it was published then, one that the page's names call a date,
// a short one near the headline or behind the text.
func (p *page) telling(dayFirst bool) []ranked {
	head, first, last := p.headAt(), -1, -1
	for i := range p.blocks {
		if p.blocks[i].reason == Kept && p.blocks[i].score > 0 {
			last = i
			if first < 0 && p.blocks[i].score > 20 {
				first = i
			}
		}
	}
	var best []ranked
	for i := range p.blocks[:p.comments] {
		b := &p.blocks[i]
		if b.words > 60 || b.words == 0 || b.dated || len(best) > 50 {
			continue
		}
		behind := last >= 0 && i > last && i <= last+8
		switch b.reason {
		case Comments, Sidebar, Navigation, Advert, Links, Consent, Caption:
			continue
		}
		line := p.dateLine(i)
		if !hasNumber(line) {
			continue
		}
		switch b.reason {
		case Related, Site:
			if !(behind && (publishing(line) || opensByline(line) || b.reason == Site && p.inArticle(b) && isDateLine(line, dayFirst)) || b.reason == Site && b.links == 0 && publishing(line)) {
				continue
			}
		case Kept:
			if (b.score > 20 || p.tree != nil && i > first+3 && i+4 < last) && !publishing(line) {
				continue
			}
		}
		x, ok := sightOf(line, dayFirst)
		if !ok {
			continue
		}
		rank := 0
		if x.marked {
			rank += 4
		}
		if b.reason == Published || b.reason == Byline || opensByline(line) {
			rank += 2
		}
		if head >= 0 && i >= head-8 && i <= head+25 {
			rank += 3
		}
		if b.words <= 12 {
			rank++
			if behind && isPureDate(line, dayFirst) {
				rank++
			}
		}
		if b.reason == Site && p.inArticle(b) {
			rank++
		}
		if x.change {
			rank -= 2
		}
		if rank >= 2 {
			best = append(best, ranked{x.day, rank})
		}
	}
	slices.SortStableFunc(best, func(a, b ranked) int { return b.rank - a.rank })
	return best
}

// opening is the day that the text's first paragraph gives before a dash or a bar, as
// press releases do: "Press release of 25 January 2022 | Oslo – ".
func (p *page) opening(dayFirst bool) (day, bool) {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.reason != Kept || b.level > 0 || b.words == 0 {
			continue
		}
		line := p.line(b)
		if at := strings.IndexAny(line, "|–—"); at > 0 && at <= longestDateline {
			return findDay(line[:at], dayFirst)
		}
		if at := strings.Index(line, " -- "); at > 0 && at <= longestDateline {
			return findDay(line[:at], dayFirst)
		}
		break
	}
	return day{}, false
}

// inArticle reports whether a block stands in an article element: the footer of one
// tells about it.
func (p *page) inArticle(b *block) bool {
	for x := b.box; x > 0; x = p.boxes[x].parent {
		if p.boxes[x].node != nil && p.boxes[x].node.DataAtom == atom.Article {
			return true
		}
	}
	return false
}

// dateLabels are the rows of labels.tsv.
var dateLabels = func() (l struct{ published, changed, other []string }) {
	for _, row := range lexicon.MustOpen(data, "data/labels.tsv", "text", "meaning").Rows {
		switch row.Get("meaning") {
		case "published":
			l.published = append(l.published, row.List("text")...)
		case "changed":
			l.changed = append(l.changed, row.List("text")...)
		case "other":
			l.other = append(l.other, row.List("text")...)
		}
	}
	return l
}()

// publishing reports whether a line says that something was published.
func publishing(line string) bool { return holdsAny(strings.ToLower(line), dateLabels.published) }

// changing reports whether a line says that something was changed.
func changing(line string) bool { return holdsAny(strings.ToLower(line), dateLabels.changed) }

func holdsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// lastOf is where the last of some words stands in a text, or -1.
func lastOf(s string, words []string) int {
	at := -1
	for _, w := range words {
		at = max(at, strings.LastIndex(s, w))
	}
	return at
}

// monthFirst reports whether 3/4/2020 is March 4 on a page: American habit.
func monthFirst(url, lang string) bool {
	if lang != "" && !strings.HasPrefix(strings.ToLower(lang), "en") {
		return false
	}
	l := strings.ToLower(lang)
	if strings.HasPrefix(l, "en-gb") || strings.HasPrefix(l, "en-au") || strings.HasPrefix(l, "en-nz") || strings.HasPrefix(l, "en-in") || strings.HasPrefix(l, "en-ie") || strings.HasPrefix(l, "en-za") {
		return false
	}
	host := hostOf(url)
	for _, end := range []string{".com", ".us", ".gov", ".edu", ".org", ".net", ".mil"} {
		if strings.HasSuffix(host, end) {
			return true
		}
	}
	return host == "" && strings.HasPrefix(l, "en-us")
}

func hostOf(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.ToLower(host)
}
