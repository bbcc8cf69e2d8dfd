package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// dashes end a dateline.
var dashes = []string{" — ", " – ", " -- ", " - ", "— ", "– ", "- ", "—", "–", ": "}

// datelineOf reads the dateline that opens a text, or one of its first paragraphs
// where a standfirst comes before. It is nil when there is none.
func datelineOf(text string) *corpus.Dateline {
	for range 3 {
		line, rest, more := strings.Cut(text, "\n\n")
		if d := openingDateline(line); d != nil || !more {
			return d
		}
		text = rest
	}
	return nil
}

// openingDateline reads the dateline that opens a paragraph: "KYIV, March 3
// (Agency) — ". A place is in capitals, or is followed by a date or an agency.
func openingDateline(line string) *corpus.Dateline {
	if len(line) > 160 {
		line = line[:160]
	}
	end := -1
	for _, dash := range dashes {
		if i := strings.Index(line, dash); i > 0 && (end < 0 || i < end) {
			// A hyphen within a word is no dash, nor is a colon behind more than a place.
			if dash == "—" || dash == "–" {
				if i+len(dash) < len(line) && line[i+len(dash)] == ' ' {
					continue
				}
			}
			end = i
		}
	}
	if end < 2 || end > 90 {
		return nil
	}
	head := strings.TrimSpace(line[:end])
	agency := false
	if i := strings.IndexByte(head, '('); i >= 0 {
		j := strings.IndexByte(head[i:], ')')
		if j < 0 || strings.TrimSpace(head[i+j+1:]) != "" || i == 0 {
			return nil
		}
		agency = true
		head = strings.TrimRight(strings.TrimSpace(head[:i]), ",")
	}
	place, date := head, ""
	if start, stop, ok := locateDate(head); ok {
		if stop != len(strings.TrimRight(head, " ,.")) && stop != len(head) {
			return nil
		}
		date = head[start:stop]
		place = strings.TrimRight(strings.TrimSpace(head[:start]), ",;/ ")
	}
	if place == "" || len(place) > 60 || strings.ContainsAny(place, "\"“”!?;") {
		return nil
	}
	capitals := isCapitals(firstPart(place))
	if !capitals && !agency && date == "" {
		return nil
	}
	words := strings.FieldsFunc(place, func(r rune) bool { return r == ' ' || r == ',' || r == '/' })
	if len(words) == 0 || len(words) > 7 {
		return nil
	}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !smallPlaceWords[w] || strings.ContainsAny(w, "0123456789") {
			return nil
		}
	}
	return &corpus.Dateline{Place: place, Date: date}
}

var smallPlaceWords = map[string]bool{"of": true, "de": true, "la": true, "the": true, "and": true, "el": true, "al": true, "del": true, "in": true, "on": true, "upon": true, "en": true, "sur": true, "am": true, "do": true, "da": true, "dos": true}

func firstPart(place string) string {
	if i := strings.IndexAny(place, ",/"); i > 0 {
		return place[:i]
	}
	return place
}

// isCapitals reports whether all letters are capitals, and there are two at least.
func isCapitals(s string) bool {
	n := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

// locateDate finds a month with a day, and maybe a year, at the end of a dateline:
// "March 3", "3 March", "Jan 16, 2011".
func locateDate(s string) (start, end int, ok bool) {
	parts := split(s)
	for i, p := range parts {
		m := 0
		if p.number < 0 {
			m = monthNames[word(s, p)]
		}
		if m == 0 || s[p.start] < 'A' || s[p.start] > 'Z' {
			continue
		}
		first, last := i, i
		if i+1 < len(parts) && parts[i+1].number > 0 && parts[i+1].digits <= 2 {
			last = i + 1
		} else if i > 0 && parts[i-1].number > 0 && parts[i-1].digits <= 2 {
			first = i - 1
		} else {
			continue
		}
		if last+1 < len(parts) && parts[last+1].digits == 4 {
			last++
		}
		return parts[first].start, parts[last].end, true
	}
	return 0, 0, false
}
