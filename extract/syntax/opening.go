package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// maxOpening is the number of tokens within which an opening ends.
const maxOpening = 16

// opening is the number of tokens at the head of a sentence that open a report or an entry
// and are no part of its clauses, with the mark that ends them: a dateline ("KYIV, March 3
// (Agency) —", "Kyiv, March 3 -"), an hour ("14:40 GMT —") or the one who speaks in a
// transcript ("WALLACE:"). It is 0 where there is none. place is the place of the article's
// dateline, which may be in small letters; early says that the sentence is one of the text's
// first, where any name before a dash is taken for a place ("Harare - The …").
func opening(d *corpus.Document, in corpus.Range, place string, early bool) int {
	if in.Len() < 3 {
		return 0
	}
	first := d.Word(in.First)
	capitals, hour := isCapitals(first) || len(first) == 2 && isUpper(first[1:]) && isCapitals(first+d.Word(in.First+1)), isHour(first)
	listed := place != "" && strings.HasPrefix(d.Text[d.Tokens[in.First].Start:], place)
	if !capitals && !hour && !listed && !isUpper(first) && first != "(" {
		return 0
	}
	// dated says that there is a number or an agency in brackets: not every name with a dash opens a report.
	dated, open, words := false, 0, 0
	placed := 0 // end of the article's place
	if listed {
		placed = d.Tokens[in.First].Start + len(place)
	}
	for i := in.First; i < min(in.End-1, in.First+maxOpening); i++ {
		w := d.Word(i)
		switch {
		case open == 0 && (isDash(w) && (apart(d, i) || capitals && len(w) > 1) || w == ":" && (capitals || dated) && words <= 6):
			next := d.Word(i + 1)
			if begins(next) && (hour || listed || dated && words > 1 || capitals && words <= 4 && !isCapitals(next) || early && isDash(w) && words <= 2 && len(first) > 2) {
				return i + 1 - in.First
			}
			return 0
		case w == "(" || w == "[":
			open++
		case w == ")" || w == "]":
			open--
			dated = true
		case (w == "\"" || w == "“") && (capitals || listed) && d.Word(i-1) == ")":
			return i + 1 - in.First // a dash lost in transmission: OSLO (AP) "The …
		case w == "," || w == "." || w == "/":
		case w[0] >= '0' && w[0] <= '9':
			dated = dated || i > in.First
			words++
		case isUpper(w) || open > 0 || smallInOpenings[w] || d.Tokens[i].End <= placed:
			words++
		default:
			return 0
		}
	}
	return 0
}

// smallInOpenings are words in small letters that stand in names of places and beside hours.
var smallInOpenings = map[string]bool{"of": true, "de": true, "la": true, "le": true, "el": true, "al": true, "del": true, "the": true, "and": true,
	"on": true, "am": true, "pm": true, "a.m.": true, "p.m.": true}

func isDash(w string) bool {
	switch w {
	case "-", "--", "–", "—", "―", "_":
		return true
	}
	return false
}

// apart reports whether a mark stands between spaces, or behind a bracket or a full stop.
func apart(d *corpus.Document, i int) bool {
	t := d.Tokens[i]
	if t.Start == 0 || t.End >= len(d.Text) {
		return false
	}
	before, after := d.Text[t.Start-1], d.Text[t.End]
	return (before == ' ' || before == ')' || before == '.' || before == '\n' || before >= 0x80) && (after == ' ' || after == '\n' || after >= 0x80)
}

// begins reports whether a word may begin a sentence.
func begins(w string) bool {
	return isUpper(w) || strings.ContainsAny(w[:1], "\"'(") || strings.HasPrefix(w, "“") || strings.HasPrefix(w, "‘")
}

// isUpper reports whether a word begins with a capital.
func isUpper(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// isCapitals reports whether a word of three letters or more has capitals only.
func isCapitals(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 3
}

// isHour reports whether a word is a time of the clock: "14:40", "9.05".
func isHour(w string) bool {
	i := strings.IndexAny(w, ":.")
	return i >= 1 && i <= 2 && len(w) == i+3 && digits(w[:i]) && digits(w[i+1:])
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
