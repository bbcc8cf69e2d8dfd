package article

import (
	"encoding/json"
	"strings"
)

// linked is what JSON-LD says about an article.
type linked struct {
	headline, published, created, modified string
	authors                                []author
	publisher, site, lang                  string
	body                                   string
	urls                                   []string
}

// author is who is said to have written an article; person says that the page calls
// it a person.
type author struct {
	name   string
	person bool
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
		if json.Unmarshal([]byte(s), &v) != nil && json.Unmarshal([]byte(mended(s)), &v) != nil {
			return
		}
	}
	g := graph{script: v}
	g.visit(v, 0, found)
}

// mended is a script without what JSON does not have and scripts do: comments and commas too
// many. What is open at the end is closed.
func mended(s string) string {
	out := make([]byte, 0, len(s)+8)
	var open []byte // brackets to close
	comma := false  // one is due
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r':
			continue
		case strings.HasPrefix(s[i:], "/*"):
			n := strings.Index(s[i+2:], "*/")
			if n < 0 {
				i = len(s)
				continue
			}
			i += n + 3
			continue
		case c == ',':
			comma = len(out) > 0 && out[len(out)-1] != '{' && out[len(out)-1] != '['
			continue
		case c == '}' || c == ']':
			comma = false
			if len(open) == 0 || open[len(open)-1] != c {
				continue
			}
			open = open[:len(open)-1]
		}
		if comma {
			out, comma = append(out, ','), false
		}
		switch c {
		case '{':
			open = append(open, '}')
		case '[':
			open = append(open, ']')
		case '"':
			end := i + 1
			for end < len(s) && s[end] != '"' {
				if s[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end, len(s)-1)
			out = append(out, s[i:end+1]...)
			i = end
			continue
		}
		out = append(out, c)
	}
	for i := len(open) - 1; i >= 0; i-- {
		out = append(out, open[i])
	}
	return string(out)
}

// graph is the data of a script. Its objects may stand for others by their ids.
type graph struct {
	script any
	ids    map[string]map[string]any
}

// object is the object that an object with an id and no name stands for, or itself.
func (g *graph) object(o map[string]any) map[string]any {
	id, _ := o["@id"].(string)
	if id == "" || o["name"] != nil {
		return o
	}
	if g.ids == nil {
		g.ids = map[string]map[string]any{}
		g.collect(g.script, 0)
	}
	if named, ok := g.ids[id]; ok {
		return named
	}
	return o
}

// collect notes the objects that have an id and a name.
func (g *graph) collect(v any, depth int) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.collect(x, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && v["name"] != nil && g.ids[id] == nil {
			g.ids[id] = v
		}
		for _, key := range [...]string{"@graph", "author", "publisher", "mainEntity", "isPartOf", "creator"} {
			if sub, ok := v[key]; ok {
				g.collect(sub, depth+1)
			}
		}
	}
}

func (g *graph) visit(v any, depth int, found func(int, linked)) {
	if depth > maxLinkedDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.visit(x, depth+1, found)
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
			found(rank, g.article(v))
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "subjectOf"} {
			if sub, ok := v[key]; ok {
				g.visit(sub, depth+1, found)
			}
		}
	}
}

// article reads the description of an article.
func (g *graph) article(o map[string]any) linked {
	l := linked{
		headline:  first(o["headline"], o["name"]),
		published: first(o["datePublished"]),
		modified:  first(o["dateModified"]),
		created:   first(o["dateCreated"], o["uploadDate"]),
		lang:      first(o["inLanguage"]),
		body:      first(o["articleBody"]),
		publisher: first(g.name(o["publisher"]), g.name(o["sourceOrganization"])),
		site:      g.site(o["isPartOf"]),
		urls:      texts(o["url"]),
	}
	if m, ok := o["mainEntityOfPage"].(map[string]any); ok {
		l.urls = append(l.urls, texts(m["@id"])...)
	} else {
		l.urls = append(l.urls, texts(o["mainEntityOfPage"])...)
	}
	if l.authors = g.authors(o["author"], 0); len(l.authors) == 0 {
		l.authors = g.authors(o["creator"], 0)
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

// site is the name of the site or newspaper that something is a part of.
func (g *graph) site(v any) string {
	o, ok := v.(map[string]any)
	if !ok {
		return ""
	}
	o = g.object(o)
	for _, t := range texts(o["@type"]) {
		if strings.HasSuffix(t, "WebSite") || strings.HasSuffix(t, "Newspaper") {
			return first(o["name"])
		}
	}
	return ""
}

// name is the name of the first of persons or bodies given as strings or objects.
func (g *graph) name(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return first(g.object(v)["name"])
	case []any:
		if len(v) > 0 {
			if _, nested := v[0].([]any); !nested {
				return g.name(v[0])
			}
		}
	}
	return ""
}

// maxAuthors are the authors of an article that are heard.
const maxAuthors = 50

// authors are the persons, or whatever else is no body, that are given as strings,
// objects or lists of them.
func (g *graph) authors(v any, depth int) []author {
	switch v := v.(type) {
	case string:
		return []author{{name: v}}
	case map[string]any:
		if list, ok := v["@list"]; ok && depth < 3 {
			return g.authors(list, depth+1)
		}
		v = g.object(v)
		person := false
		for _, t := range texts(v["@type"]) {
			person = person || strings.HasSuffix(t, "Person")
			if strings.HasSuffix(t, "Organization") {
				return nil
			}
		}
		var out []author
		for _, n := range texts(v["name"]) {
			out = append(out, author{n, person})
		}
		return out
	case []any:
		var out []author
		for _, x := range v {
			if depth < 3 && len(out) < maxAuthors {
				out = append(out, g.authors(x, depth+1)...)
			}
		}
		return out
	}
	return nil
}
