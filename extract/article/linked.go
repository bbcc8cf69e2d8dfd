package article

import (
	"encoding/json"
	"strings"
)

// linked is what JSON-LD says about an article.
type linked struct {
	headline, published, created string
	authors                      []string
	publisher, lang              string
	body                         string
	urls                         []string
}

// articleTypes are the types of schema.org that are articles, with a rank:
// where a page describes several things, the highest is the page's article.
var articleTypes = map[string]int{
	"newsarticle": 3, "reportagenewsarticle": 3, "analysisnewsarticle": 3, "opinionnewsarticle": 3, "backgroundnewsarticle": 3, "reviewnewsarticle": 3,
	"askpublicnewsarticle": 3, "advertisercontentarticle": 3, "article": 3, "blogposting": 3, "liveblogposting": 3, "socialmediaposting": 2,
	"techarticle": 3, "scholarlyarticle": 3, "report": 3, "satiricalarticle": 3, "discussionforumposting": 2, "medicalwebpage": 1, "webpage": 1, "itempage": 1,
	"recipe": 2, "howto": 2, "faqpage": 1, "creativework": 1, "review": 1, "podcastepisode": 1, "videoobject": 0,
}

const maxLinkedDepth = 40

// linkedData reads the articles of a JSON-LD script, best kinds first in rank.
func linkedData(script string, found func(rank int, l linked)) {
	s := strings.TrimSpace(script)
	s = strings.TrimPrefix(s, "<!--")
	s = strings.TrimSuffix(s, "-->")
	s = strings.TrimPrefix(strings.TrimSpace(s), "//<![CDATA[")
	s = strings.TrimSuffix(strings.TrimSpace(s), "//]]>")
	s = strings.TrimSuffix(strings.TrimSpace(s), ";")
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		// Raw line ends within strings are the usual fault.
		s = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, s)
		if json.Unmarshal([]byte(s), &v) != nil {
			return
		}
	}
	visit(v, 0, found)
}

func visit(v any, depth int, found func(int, linked)) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			visit(x, depth+1, found)
		}
	case map[string]any:
		rank := -1
		for _, t := range texts(v["@type"]) {
			if i := strings.LastIndexAny(t, "/#:"); i >= 0 {
				t = t[i+1:]
			}
			if r, ok := articleTypes[strings.ToLower(t)]; ok {
				rank = max(rank, r)
			}
		}
		if rank > 0 {
			found(rank, ofObject(v))
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "subjectOf"} {
			if sub, ok := v[key]; ok {
				visit(sub, depth+1, found)
			}
		}
	}
}

func ofObject(o map[string]any) linked {
	l := linked{
		headline:  first(o["headline"], o["name"]),
		published: first(o["datePublished"]),
		created:   first(o["dateCreated"], o["uploadDate"]),
		lang:      first(o["inLanguage"]),
		body:      first(o["articleBody"]),
		publisher: name(o["publisher"]),
		urls:      append(texts(o["url"]), texts(o["@id"])...),
	}
	if m, ok := o["mainEntityOfPage"].(map[string]any); ok {
		l.urls = append(l.urls, texts(m["@id"])...)
	} else {
		l.urls = append(l.urls, texts(o["mainEntityOfPage"])...)
	}
	l.authors = names(o["author"])
	if len(l.authors) == 0 {
		l.authors = names(o["creator"])
	}
	return l
}

// texts are the strings of a value that is one or a list of them.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				out = append(out, s)
			}
		}
		return out
	}
	return nil
}

func first(vs ...any) string {
	for _, v := range vs {
		for _, s := range texts(v) {
			if s = strings.TrimSpace(s); s != "" {
				return s
			}
		}
	}
	return ""
}

func name(v any) string {
	if ns := names(v); len(ns) > 0 {
		return ns[0]
	}
	return ""
}

// names are the names of persons or bodies given as strings or objects.
func names(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case map[string]any:
		return texts(v["name"])
	case []any:
		var out []string
		for _, x := range v {
			if _, nested := x.([]any); !nested {
				out = append(out, names(x)...)
			}
		}
		return out
	}
	return nil
}
