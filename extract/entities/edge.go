package entities

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// edges mends where a mention begins and ends: it loses "-led" behind it, a post
// before it ("NGO [CAUCE]") and a weekday behind it, and takes in the form of a
// company that stands behind it ("[Acme Resources, Inc.]"). Byte next is where the
// next mention starts.
func (s *Stage) edges(d *corpus.Document, e *corpus.Entity, next int) {
	if e.Type == corpus.Work {
		return
	}
	if at := strings.LastIndexByte(e.Text, '-'); at > 0 && affixes[e.Text[at+1:]] && s.classes(e.Text) == 0 {
		e.Text, e.End = e.Text[:at], e.Start+at
	}
	if first, rest, ok := strings.Cut(e.Text, " "); ok && posts[first] && (e.Type == corpus.Org || e.Type == corpus.Person) && s.classes(e.Text) == 0 {
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsUpper(r) {
			e.Text, e.Start = rest, e.End-len(rest)
		}
	}
	if at := strings.LastIndexByte(e.Text, ' '); at > 0 && weekday(e.Text[at+1:]) && e.Type != corpus.EventT && s.classes(e.Text) == 0 {
		e.Text, e.End = e.Text[:at], e.Start+at
	}
	if e.Type == corpus.Org || e.Type == corpus.Person {
		for n := 0; n < 2; n++ { // "Pty Ltd"
			end := s.form(d.Text, e.End)
			if end == 0 || end > next {
				break
			}
			e.Type, e.End, e.Text = corpus.Org, end, d.Text[e.Start:end]
		}
	}
}

// form is the end of a company's form that stands at byte at behind a space or a
// comma with one, 0 when none does. The point of "Inc." belongs to the form.
func (s *Stage) form(text string, at int) int {
	rest := strings.TrimPrefix(text[at:min(len(text), at+16)], ",")
	if rest == "" || rest[0] != ' ' {
		return 0
	}
	comma := len(text[at:min(len(text), at+16)]) - len(rest)
	word := rest[1:]
	if end := strings.IndexAny(word, " ,;:)\n"); end >= 0 {
		word = word[:end]
	}
	if !forms[word] {
		if word = strings.TrimRight(word, "."); !forms[word] {
			return 0
		}
	}
	if len(word) <= 2 && comma == 0 && word != "Co" && word != "AG" {
		return 0 // "SE", "SA" and "LP" are other things too
	}
	return at + comma + 1 + len(word)
}

// weekday reports whether a word is the name of a day of the week.
func weekday(w string) bool {
	switch w {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	}
	return false
}
