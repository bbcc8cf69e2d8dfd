package page

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// HTML is text that is safe to stand on a page as it is.
type HTML string

const (
	mostMarks = 4 // combining marks on one letter: more would run over the lines around it
	joiner    = '\u200d'
	nonJoiner = '\u200c'
)

// Text makes HTML of any text, on one line. Control characters become U+FFFD; marks that are not
// seen or turn the direction of writing, and accents piled on accents, are left out.
func Text(s string) HTML { return HTML(escape(Plain(s, -1))) }

// Clip is [Text] of at most so many runes, with an ellipsis where it was longer.
func Clip(s string, runes int) HTML { return HTML(escape(Plain(s, runes))) }

// Mark makes HTML of a text that [Plain] has made, with spans of it in elements: "ins" and "del"
// with the classes "new" and "old" of the style sheet. The spans are bytes [start, end) and follow one another.
func Mark(s string, spans [][2]int, element, class string) HTML {
	var b strings.Builder
	at := 0
	for _, x := range spans {
		if x[0] < at || x[1] <= x[0] || x[1] > len(s) {
			continue
		}
		b.WriteString(escape(s[at:x[0]]) + "<" + element + ` class="` + class + `">` + escape(s[x[0]:x[1]]) + "</" + element + ">")
		at = x[1]
	}
	b.WriteString(escape(s[at:]))
	return HTML(b.String())
}

// Plain is what people see of a text, on one line and, if runes is not negative, cut after so many.
func Plain(s string, runes int) string {
	var b strings.Builder
	marks, n, blank := 0, 0, false
runes:
	for _, r := range s {
		switch {
		case unicode.IsSpace(r):
			blank = b.Len() > 0
			continue
		case unicode.Is(unicode.Cf, r) && r != joiner && r != nonJoiner, unicode.Is(unicode.Variation_Selector, r):
			continue
		case unicode.IsControl(r):
			r = utf8.RuneError
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || r == joiner || r == nonJoiner:
			if marks++; marks > mostMarks {
				continue
			}
			b.WriteRune(r)
			continue
		}
		if marks, n = 0, n+1; blank {
			n++
		}
		if runes >= 0 && n > runes {
			b.WriteString("…")
			break runes
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func escape(s string) string { return escaper.Replace(s) }

// Link is a link to a page of the web. Anything else than a whole http or https address is the text alone.
func Link(address string, text HTML) HTML {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return text
	}
	return HTML(`<a href="` + escape(u.String()) + `" rel="noopener noreferrer nofollow">` + string(text) + `</a>`)
}

// Number is a number with a thin space between thousands.
func Number(n int) HTML { return HTML(grouped(n)) }

// Difference is a number with its sign.
func Difference(n int) HTML {
	if n > 0 {
		return "+" + Number(n)
	}
	return Number(n)
}

func grouped(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return sign + s
}

// Counted is a number with what it counts, as [Number] has it: "1 change", "2 changes".
func Counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return grouped(n) + " " + noun
}

// Share is a part of a whole in hundredths with one decimal, rounded down so that 100.0 % is all.
func Share(part, of int) HTML {
	if of <= 0 {
		return "–"
	}
	n := part * 1000 / of
	return HTML(strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) + "\u202f%")
}
