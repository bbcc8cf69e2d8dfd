package article

import (
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
// in universal time and the page shows a neighbouring day, that is the one.
func (p *page) publication(d *corpus.Document, m *metadata) (day, bool) {
	dayFirst := !monthFirst(d.URL, m.lang)
	best, ok := p.stated(m, dayFirst)
	if ok && !best.utc {
		return best, true
	}
	if ok {
		for _, x := range p.shown(m, dayFirst) {
			if n := best.apart(x); n == 1 || n == -1 {
				x.utc = false
				return x, true
			} else if n == 0 {
				break
			}
		}
		return best, true
	}
	for _, t := range m.times {
		if t.changed || p.inOther(t.node) {
			continue
		}
		if x, ok := t.day(dayFirst); ok {
			return x, true
		}
	}
	for _, u := range []string{d.URL, d.Canonical} {
		if x, ok := dayOfURL(u); ok {
			return x, true
		}
	}
	for _, x := range p.shown(m, dayFirst) {
		return x, true
	}
	return day{}, false
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
		if t.marked && !t.changed {
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

// shown are the days that lines around the headline and the start of the text
// show, in the order of the page.
func (p *page) shown(m *metadata, dayFirst bool) []day {
	return nil
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
