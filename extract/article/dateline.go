package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// dashes end a dateline.
var dashes = []string{" — ", " – ", " -- ", " ― ", " - ", ") _ ", ".- ", "— ", "– ", "-- ", "- ", "—", "–", ": "}

// maxDateline is the length of a paragraph's start in which a dateline is looked
// for, and longestDateline that of one with its agency.
const (
	maxDateline     = 160
	longestDateline = 90
)

// labelWords are the rows of labelwords.tsv.
var labelWords = func() map[string]bool {
	m := map[string]bool{}
	for _, row := range lexicon.MustOpen(data, "data/labelwords.tsv", "word").Rows {
		for _, w := range row.List("word") {
			m[w] = true
		}
	}
	return m
}()

// datelineOf reads the dateline that opens a text, or one of its first paragraphs
// where a standfirst comes before. It is nil when there is none. Place and date
// are stretches of the text.
func datelineOf(text string) *corpus.Dateline {
	for range 3 {
		line, rest, more := strings.Cut(text, "\n\n")
		d := openingDateline(line)
		if d != nil && d.Date == "" && strings.HasPrefix(line, d.Place+": ") && strings.Contains(rest, "\n"+d.Place+": ") {
			return nil // a speaker, who has the word again
		}
		if d != nil || !more {
			return d
		}
		text = rest
	}
	return nil
}

// openingDateline reads the dateline that opens a paragraph: "KYIV, March 3
// (Agency) — ", "MOSCOW/KYIV — ", "Kyiv. 3 March. AGENCY – ", "(Agency) KYIV, March
// 3 - ", "March 3 (Agency) - ". A place is in capitals, or a date or an agency
// follows.
func openingDateline(line string) *corpus.Dateline {
	if len(line) > maxDateline {
		line = strings.ToValidUTF8(line[:maxDateline], "")
	}
	agency := false
	if strings.HasPrefix(line, "(") {
		// The agency may come first, with a dash of its own.
		name, rest, ok := strings.Cut(line[1:], ")")
		if !ok || !isAgency(name) {
			return nil
		}
		line = strings.TrimLeft(rest, " -–—_")
		agency = true
	} else if strings.HasPrefix(line, "[") {
		// In square brackets stand a place and a date: "[Seoul, 12 March]".
		head, rest, ok := strings.Cut(line[1:], "]")
		if !ok || !opensSentence(rest) {
			return nil
		}
		if place, date, ok := placeAndDate(head); ok && place != "" && isPlace(place) {
			return &corpus.Dateline{Place: place, Date: date}
		}
		return nil
	}
	end, colon := dashIn(line)
	if end < 0 || end > longestDateline {
		// The brackets of an agency may do without a dash: "New Delhi, March 12 (PTI) The".
		if d := bracketed(line); d != nil {
			return d
		}
	}
	if end < 0 {
		// A dateline may be a line of its own, if it ends in an agency.
		if !strings.HasSuffix(line, ")") || len(line) > longestDateline {
			return nil
		}
		end = len(line)
	}
	if end < 2 || end > longestDateline {
		return nil
	}
	head := strings.TrimSpace(line[:end])
	if opening, name, ok := strings.Cut(head, "("); ok && strings.HasSuffix(name, ")") && !agency && !colon {
		// In the brackets the date may stand: "Geneva (12 March 2024) – ".
		start, stop, ok := locateDate(name)
		if place := strings.TrimRight(opening, ", "); ok && start == 0 && stop == len(name)-1 && place != "" && isPlace(place) {
			return &corpus.Dateline{Place: place, Date: name[:stop]}
		}
	}
	if at := agencyAt(head); at >= 0 {
		name := strings.TrimSpace(strings.Trim(head[at+1:], " .,:")) // with its closing mark
		name = strings.TrimRight(name[:max(0, len(name)-1)], " ")
		if at == 0 || !isAgency(name) {
			return nil
		}
		agency = true
		head = strings.TrimRight(strings.TrimSpace(strings.TrimSuffix(head[:at], "--")), ",")
	} else if strings.ContainsAny(head, "()") {
		return nil
	}
	place, date := head, ""
	if start, stop, ok := locateDate(head); ok {
		if rest := strings.Trim(head[stop:], " ,.:"); rest != "" {
			// Behind the date an agency's name may stand.
			if len(rest) > 40 || !isCapitals(rest) && (colon || len(strings.Fields(rest)) > 2 || !isAgency(rest)) {
				return nil
			}
			agency = true
		}
		date = head[start:stop]
		place = withoutWeekday(strings.TrimRight(strings.TrimSpace(head[:start]), ",;/. "))
		if place == "" {
			if !agency {
				return nil
			}
			return &corpus.Dateline{Date: date}
		}
		// An abbreviation keeps its mark: "Calif.".
		if i := len(place); i < len(head) && head[i] == '.' && strings.Contains(place, ", ") {
			place = head[:i+1]
		}
	}
	place = withoutWeekday(place)
	region := isRegion(place)
	if !isCapitals(firstPart(place)) && !agency && date == "" && !(region && !colon) || !isPlace(place) {
		return nil
	}
	if colon && date == "" && !agency && len(strings.Fields(place)) > 3 {
		return nil
	}
	return &corpus.Dateline{Place: place, Date: date}
}

// bracketed reads a dateline with a date that the brackets of its agency end, and no dash.
func bracketed(line string) *corpus.Dateline {
	opening := strings.IndexByte(line, '(')
	if opening <= 1 || opening > longestDateline {
		return nil
	}
	name, rest, ok := strings.Cut(line[opening+1:], ")")
	if !ok || !isAgency(name) || !opensSentence(rest) {
		return nil
	}
	head := strings.TrimRight(line[:opening], ", ")
	place, date, ok := placeAndDate(head)
	if !ok || place == "" || !isPlace(place) {
		return nil
	}
	return &corpus.Dateline{Place: place, Date: date}
}

// opensSentence reports whether a space and a capital, a figure or a quotation follow.
func opensSentence(rest string) bool {
	text := strings.TrimLeft(rest, " \u00a0")
	if text == "" || len(text) == len(rest) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || r == '"' || r == '“' || r == '\''
}

// placeAndDate parts a head that ends in a date.
func placeAndDate(head string) (place, date string, ok bool) {
	start, stop, ok := locateDate(head)
	if !ok || strings.Trim(head[stop:], " ,.") != "" {
		return "", "", false
	}
	return withoutWeekday(strings.TrimRight(head[:start], ",;/. ")), head[start:stop], true
}

// withoutWeekday takes the day of the week and marks off the end of a place.
func withoutWeekday(place string) string {
	place = strings.TrimRight(place, ", ")
	i := strings.LastIndexAny(place, ", ")
	if i > 0 && weekdayNames[strings.ToLower(strings.TrimRight(place[i+1:], "."))] {
		return strings.TrimRight(place[:i], ", ")
	}
	return place
}

// weekdayNames are the names of days of the week that datelines have.
var weekdayNames = map[string]bool{"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true}

// agencyAt is where the agency that ends a dateline begins, in brackets or between
// strokes, or -1.
func agencyAt(head string) int {
	trimmed := strings.TrimRight(head, " .,:")
	switch {
	case strings.HasSuffix(trimmed, ")"):
		return strings.IndexByte(trimmed, '(')
	case strings.HasSuffix(trimmed, "/") && len(trimmed) > 1:
		return strings.LastIndexByte(trimmed[:len(trimmed)-1], '/')
	}
	return -1
}

// dashIn is the place of the dash that ends a dateline, or -1; colon says that it is a
// colon.
func dashIn(line string) (at int, colon bool) {
	at = -1
	if i := strings.Index(line, ")--"); i > 0 && strings.Contains(line[:i], "--(") {
		return i + 1, false // "AUSTIN, Texas--(BUSINESS WIRE)--"
	}
	for _, dash := range dashes {
		i := strings.Index(line, dash)
		if i <= 0 || at >= 0 && i >= at {
			continue
		}
		// A dash within a word is none.
		if (dash == "—" || dash == "–") && i+len(dash) < len(line) && line[i+len(dash)] == ' ' {
			continue
		}
		if dash == "- " && line[i-1] != ')' && line[i-1] != '.' {
			continue
		}
		if dash == ") _ " {
			i++
		}
		at, colon = i, dash == ": "
	}
	return at, colon
}

// isAgency reports whether what stands between brackets is the name of one: few
// words, with capitals or short and small ("dpa").
func isAgency(name string) bool {
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 6 || len(name) > 40 || strings.ContainsAny(name, "0123456789\"“”?!;:") {
		return false
	}
	for i, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !(i == 0 && len(w) <= 4 && len(w) >= 2) && w != "of" && w != "de" && w != "and" && w != "&" {
			return false
		}
	}
	return true
}

// isRegion reports whether a place has its region behind it, abbreviated: "Dekalb,
// Ill.", "New York, NY".
func isRegion(place string) bool {
	_, region, ok := strings.Cut(place, ", ")
	return ok && len(region) >= 2 && len(region) <= 6 && region[0] >= 'A' && region[0] <= 'Z' && (region[len(region)-1] == '.' || len(region) == 2 && isCapitals(region))
}

// smallPlaceWords stand within names of places.
var smallPlaceWords = map[string]bool{"of": true, "de": true, "la": true, "the": true, "and": true, "el": true, "al": true, "del": true, "in": true, "on": true, "upon": true, "en": true, "sur": true, "am": true, "an": true, "der": true, "do": true, "da": true, "dos": true, "des": true, "du": true, "le": true, "les": true}

// notInPlaces are words that make of capitals a cry or a heading.
var notInPlaces = map[string]bool{"to": true, "with": true, "for": true, "is": true, "are": true, "from": true, "by": true, "at": true, "not": true, "your": true, "our": true, "my": true, "you": true, "we": true, "it": true, "this": true, "that": true, "in": true, "vs": true, "or": true}

// isPlace reports whether a string has the form of one place or of several.
func isPlace(place string) bool {
	if place == "" || len(place) > 60 || strings.ContainsAny(place, "\"“”!?;:()[]<>@#%&*=_0123456789|") {
		return false
	}
	large := 0
	for part := range strings.FieldsFuncSeq(place, func(r rune) bool { return r == ',' || r == '/' }) {
		n := 0
		words := strings.Fields(part)
		for i, w := range words {
			low := strings.ToLower(w)
			r, _ := utf8.DecodeRuneInString(w)
			switch {
			case labelWords[low] && !(i == 0 && len(words) > 1 && (low == "new" || low == "key")) || strings.HasSuffix(low, "'s") || strings.HasSuffix(low, "’s"):
				return false
			case notInPlaces[low] && (low != "in" || i == 0 || unicode.IsUpper(r)):
				return false
			case !unicode.IsUpper(r) && !smallPlaceWords[w]:
				return false
			case !smallPlaceWords[low] || low == "of":
				n++
			}
		}
		if n > 3 {
			return false
		}
		large += n
	}
	return large > 0 && large <= 6
}

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
// "March 3", "3 March", "3 марта", "Jan 16, 2011".
func locateDate(s string) (start, end int, ok bool) {
	var room [16]part
	parts := appendParts(room[:0], s)
	for i := range parts {
		if month(s, parts, i) == 0 {
			continue
		}
		first, last := i, i
		switch {
		case isDate(parts, i+1):
			last = i + 1
		case i > 0 && isDate(parts, i-1):
			first = i - 1
		default:
			continue
		}
		if isYear(parts, last+1) {
			last++
		}
		return parts[first].start, parts[last].end, true
	}
	return 0, 0, false
}
