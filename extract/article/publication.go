package article

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/corpus"
)

// publishedKeys are names of meta elements that hold the publication date, best first.
var publishedKeys = []string{
	"article:published_time", "og:article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date", "article.published", "rnews:datepublished",
	"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "publication-date",
	"published_time", "published_at", "citation_publication_date", "citation_online_date", "citation_date", "originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime",
	"bt:pubdate", "ptime", "displaydate", "date_published", "published-date", "publisheddate", "published", "release_date", "article:create_time", "article:created", "date.release", "shareaholic:article_published_time", "cre:published", "creation_date", "date_created", "datecreated", "date", "created", "timestamp", "video:release_date",
}

// publication finds the day on which the article was published: by JSON-LD, meta
// elements, time elements, the address, the lines around the headline, in that
// order. It is the day at the place of the page: where the first witness counts
// in universal time and another one gives a neighbouring day, that is the one.
func (p *page) publication(d *corpus.Document, m *metadata) (day, bool) {
	dayFirst := !monthFirst(d.URL, m.lang)
	best, ok := p.stated(m, dayFirst)
	if ok && !best.utc {
		return best, true
	}
	var others, beside []day
	for _, t := range m.times {
		if t.changed {
			continue
		}
		x, ok := t.day(dayFirst)
		if !ok {
			continue
		}
		switch p.partOf(t.node) {
		case Kept:
			others = append(others, x)
		case Sidebar, Site:
			beside = append(beside, x)
		}
	}
	for _, u := range []string{d.URL, d.Canonical} {
		if x, ok := dayOfURL(u); ok {
			others = append(others, x)
		}
	}
	if !ok && len(others) > 0 {
		best, ok = others[0], true
		if !best.utc {
			return best, true
		}
	}
	others = append(others, p.shown(dayFirst)...)
	if !ok {
		if others = append(others, beside...); len(others) > 0 {
			return others[0], true
		}
		return findDay(m.get("og:updated_time", "article:modified_time", "datemodified", "last-modified"), dayFirst)
	}
	for _, x := range others {
		if x.utc {
			continue
		}
		switch best.apart(x) {
		case 0:
			return best, true
		case 1, -1:
			return x, true
		}
	}
	return best, true
}

// stated is the day that the page's data give.
func (p *page) stated(m *metadata, dayFirst bool) (day, bool) {
	if x, ok := findDay(m.linked.published, dayFirst); ok {
		return x, true
	}
	for _, k := range publishedKeys {
		if v := m.meta[k]; v != "" {
			if x, ok := findDay(v, dayFirst); ok {
				return x, true
			}
			if x, ok := epochDay(v); ok {
				return x, true
			}
		}
	}
	for _, t := range m.times {
		if t.marked && !t.changed && p.partOf(t.node) == Kept {
			if x, ok := t.day(dayFirst); ok {
				return x, true
			}
		}
	}
	if x, ok := findDay(m.linked.created, dayFirst); ok {
		return x, true
	}
	return day{}, false
}

func (t *timeElement) day(dayFirst bool) (day, bool) {
	if x, ok := findDay(t.value, dayFirst); ok {
		return x, true
	}
	if x, ok := epochDay(t.value); ok {
		return x, true
	}
	return findDay(t.text, dayFirst)
}

// epochDay reads seconds or milliseconds since 1970.
func epochDay(s string) (day, bool) {
	if len(s) != 10 && len(s) != 13 {
		return day{}, false
	}
	n, err := strconv.ParseInt(s[:10], 10, 64)
	if err != nil {
		return day{}, false
	}
	t := time.Unix(n, 0).UTC()
	x := day{year: t.Year(), month: int(t.Month()), date: t.Day(), utc: true}
	return x, x.valid()
}

// shown are the days that lines of the page show, the most telling line first:
// one that says that it was published then, one that the page's names call a date,
// a short one near the headline.
func (p *page) shown(dayFirst bool) []day {
	head := -1
	for i := range p.blocks {
		if b := &p.blocks[i]; b.reason == Headline || b.level == 1 && head < 0 {
			head = i
			if b.reason == Headline && b.level == 1 {
				break
			}
		}
	}
	type sight struct {
		day
		rank, at int
	}
	var best []sight
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.words > 60 || b.words == 0 || len(best) > 50 {
			continue
		}
		line := p.line(b)
		if !strings.ContainsAny(line, "0123456789") {
			continue
		}
		switch b.reason {
		case Comments, Related, Sidebar, Site, Navigation, Advert, Links, Consent, Caption:
			if b.links == 0 && b.reason == Site && publishing(line) {
				break
			}
			continue
		case Kept:
			if b.score > 20 && !publishing(line) {
				continue
			}
		}
		x, _, _, ok := locateDay(line, dayFirst)
		if !ok {
			continue
		}
		rank := 0
		near := head >= 0 && i >= head-8 && i <= head+25
		if publishing(line) {
			rank += 4
		}
		if b.reason == Published || b.reason == Byline || opensByline(line) {
			rank += 2
		}
		if near {
			rank += 3
		}
		if b.words <= 12 {
			rank++
		}
		if changing(line) && !publishing(line) {
			rank -= 2
		}
		if rank >= 2 {
			best = append(best, sight{x, rank, i})
		}
	}
	slices.SortStableFunc(best, func(a, b sight) int { return b.rank - a.rank })
	days := make([]day, len(best))
	for i, s := range best {
		days[i] = s.day
	}
	return days
}

var (
	publishedWords = []string{"publish", "posted", "veröffentlicht", "erstellt", "publié", "publicado", "pubblicato", "gepubliceerd", "wurde am", "geschrieben", "erschienen", "date:", "datum:", "fecha:", "first run", "yayın"}
	changedWords   = []string{"updated", "modified", "aktualisiert", "geändert", "mis à jour", "actualizado", "aggiornato", "bearbeitet", "reviewed", "last edited"}
)

// publishing reports whether a line says that something was published.
func publishing(line string) bool { return holdsAny(strings.ToLower(line), publishedWords) }

// changing reports whether a line says that something was changed.
func changing(line string) bool { return holdsAny(strings.ToLower(line), changedWords) }

func holdsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
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
