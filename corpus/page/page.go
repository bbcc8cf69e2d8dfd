package page

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

//go:embed style.css
var styleSheet string

//go:embed filter.js
var script string

// Palette is the part of the style sheet that names the colours, for light, dark and paper, for pages with a
// frame of their own.
func Palette() string {
	palette, _, _ := strings.Cut(styleSheet, "\n*")
	return palette
}

// Head is what stands above the sections of a page.
type Head struct {
	Title  string
	Kicker string // a line above the title
	Lead   HTML   // a paragraph below it
	Filter bool   // the page has a table with the filter of [Page.Filter]
}

// Page is a page that is being made. It is written at the end, since its contents stand in front.
type Page struct {
	head     Head
	body     strings.Builder
	sections []section
	charts   int
	foot     HTML
}

type section struct {
	id    string
	title string
}

// New is a page without sections.
func New(h Head) *Page { return &Page{head: h} }

// Section begins a section under a heading, which the contents of the page name. The id is a word
// of ASCII letters, of one section only.
func (p *Page) Section(id, title string, lead HTML) {
	if len(p.sections) > 0 {
		p.add("</section>\n")
	}
	p.sections = append(p.sections, section{id, title})
	p.add(`<section id="%s" aria-labelledby="%s-title"><h2 id="%s-title">%s</h2>`+"\n", id, id, id, Text(title))
	p.Paragraph(lead)
}

// Paragraph adds a paragraph, or nothing if it is empty.
func (p *Page) Paragraph(text HTML) {
	if text != "" {
		p.add("<p>%s</p>\n", text)
	}
}

// Note adds a paragraph in small letters.
func (p *Page) Note(text HTML) {
	if text != "" {
		p.add(`<p class="note">%s</p>`+"\n", text)
	}
}

// Heading adds a heading below that of the section.
func (p *Page) Heading(text string) { p.add("<h3>%s</h3>\n", Text(text)) }

// Raw adds what is HTML already.
func (p *Page) Raw(h HTML) { p.body.WriteString(string(h)) }

// Foot sets what stands below the sections.
func (p *Page) Foot(h HTML) { p.foot = h }

func (p *Page) add(format string, args ...any) { fmt.Fprintf(&p.body, format, args...) }

// Figure is a number with what it counts.
type Figure struct {
	Number HTML
	Name   string
}

// Figures adds numbers in large letters.
func (p *Page) Figures(list []Figure) {
	p.add("<dl class=\"figures\">\n")
	for _, f := range list {
		p.add("<div><dt>%s</dt><dd>%s</dd></div>\n", Text(f.Name), f.Number)
	}
	p.add("</dl>\n")
}

// chart is the number of a new chart, for the ids that belong to it.
func (p *Page) chart() int {
	p.charts++
	return p.charts
}

// hatches are the patterns of the verbal classes, hatched where the material ones are full, and of what is old.
const hatches = `<svg width="0" height="0" aria-hidden="true" focusable="false"><defs>` +
	`<pattern id="hatch1" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="b1" width="5" height="5"/><rect class="f1" width="2.4" height="5"/></pattern>` +
	`<pattern id="hatch3" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="b3" width="5" height="5"/><rect class="f3" width="2.4" height="5"/></pattern>` +
	`<pattern id="hatchold" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="bold" width="5" height="5"/><rect class="fold" width="2.4" height="5"/></pattern>` +
	"</defs></svg>\n"

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	out := bufio.NewWriter(w)
	policy := "default-src 'none'; style-src " + digest(styleSheet) + "; base-uri 'none'; form-action 'none'"
	if p.head.Filter {
		policy += "; script-src " + digest(script)
	}
	fmt.Fprintf(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n",
		policy, Text(p.head.Title), styleSheet)
	out.WriteString("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n" + hatches)
	fmt.Fprintf(out, "<header>\n<p class=\"kicker\">%s</p>\n<h1>%s</h1>\n", Text(p.head.Kicker), Text(p.head.Title))
	if p.head.Lead != "" {
		fmt.Fprintf(out, "<p class=\"lead\">%s</p>\n", p.head.Lead)
	}
	out.WriteString("<nav aria-label=\"Sections\"><ul>\n")
	for _, s := range p.sections {
		fmt.Fprintf(out, "<li><a href=\"#%s\">%s</a></li>\n", s.id, Text(s.title))
	}
	out.WriteString("</ul></nav>\n</header>\n<main id=\"main\">\n")
	out.WriteString(p.body.String())
	if len(p.sections) > 0 {
		out.WriteString("</section>\n")
	}
	out.WriteString("</main>\n")
	if p.foot != "" {
		fmt.Fprintf(out, "<footer>%s</footer>\n", p.foot)
	}
	if p.head.Filter {
		fmt.Fprintf(out, "<script>%s</script>\n", script)
	}
	out.WriteString("</body>\n</html>\n")
	return out.Flush()
}
