package entities

import (
	"strings"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/extract/entities/gazetteer"
)

// notNames are the words of notnames.tsv with their kinds.
var notNames = func() *lexis[string] {
	m := map[string]string{}
	for _, r := range lexicon.MustOpen(tables, "notnames.tsv", "kind", "words").Rows {
		for _, w := range r.List("words") {
			m[w] = r.Get("kind")
		}
	}
	return lexisOf(m)
}()

// notName reports whether a mention is no name, or cuts it down to the name in
// it: "Greek MPs" to "Greek". Acronyms that the document introduces behind their
// long form are names.
func (s *Stage) notName(d *corpus.Document, e *corpus.Entity, introduced map[string]bool) bool {
	switch kind := notNames.of(e.Text); kind {
	case "":
	case "date": // "April" and "June" are given names
		if e.Type != corpus.Person {
			return true
		}
	case "side": // of a pact or treaty, but "the Allies" of a war
		return wordBefore(d.Text, e.Start) != "the"
	case "money": // "Won" may be a surname
	case "acronym":
		return !introduced[e.Text]
	case "month": // "his wife Jan" is none
		if dated(d.Text, e.Start, e.End) {
			return true
		}
	case "honour": // "Prince" may be a singer
		before := wordBefore(d.Text, e.Start)
		if e.Type != corpus.Person || strings.Contains(e.Text, " ") || strings.EqualFold(before, "the") || before == "Crown" {
			return true
		}
	default:
		return true
	}
	if e.End < len(d.Text) && d.Text[e.End] == '$' {
		return true // "US$334"
	}
	if rest, ok := strings.CutPrefix(e.Text, "No."); ok && strings.Trim(rest, " 0123456789") == "" {
		return true // "the No. 3 reactor"
	}
	if at := strings.LastIndexByte(e.Text, ' '); at > 0 && notNames.of(e.Text[at+1:]) == "acronym" {
		if t := gazetteer.TypeOf(s.classes(e.Text[:at])); t == corpus.Norp || t != "" && strings.HasSuffix(e.Text, "s") {
			e.Text, e.End, e.Type = e.Text[:at], e.Start+at, t
		}
	}
	// "eight million Swedish kronor" speaks of no Swede.
	if (e.Type == corpus.Norp || e.Type == corpus.GPE) && notNames.of(wordAfter(d.Text, e.End)) == "money" && s.classes(e.Text) != 0 {
		return true
	}
	return false
}

// dated reports whether a figure stands beside a month or day cut short, or a point behind it.
func dated(text string, start, end int) bool {
	figure := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	return end < len(text) && text[end] == '.' || figure(end+1) || figure(start-2)
}

// wordAfter is the word of ASCII letters behind a space at byte at, or empty.
func wordAfter(text string, at int) string {
	if at+1 >= len(text) || text[at] != ' ' {
		return ""
	}
	end := at + 1
	for end < len(text) && end-at < 24 && (text[end]|0x20 >= 'a' && text[end]|0x20 <= 'z') {
		end++
	}
	return text[at+1 : end]
}
