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
	if at := strings.LastIndexByte(e.Text, '-'); at > 0 && affixes.of(e.Text[at+1:]) && s.classes(e.Text) == 0 {
		e.Text, e.End = e.Text[:at], e.Start+at
	}
	if first, rest, ok := strings.Cut(e.Text, " "); ok && posts.of(first) && (e.Type == corpus.Org || e.Type == corpus.Person) && s.classes(e.Text) == 0 {
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

// maxNickname is the length of a nickname in marks, in bytes.
const maxNickname = 40

// nicknamed is where the name begins whose nickname in marks ends right before byte at: Theo “The
// Anchor” [Brandt]. What stands before the marks has to be a person's mention, the last of those that are kept
// but for what is within the marks.
func nicknamed(d *corpus.Document, kept []corpus.Entity, at int) (start int, ok bool) {
	before := strings.TrimSuffix(d.Text[max(0, at-maxNickname):at], " ")
	closing := ""
	for _, m := range [...]string{"\"", "”", "’"} {
		if strings.HasSuffix(before, m) {
			closing = m
		}
	}
	if closing == "" || len(before) == len(d.Text[max(0, at-maxNickname):at]) {
		return 0, false
	}
	opening := map[string]string{"\"": "\"", "”": "“", "’": "‘"}[closing]
	inside := strings.TrimSuffix(before, closing)
	i := strings.LastIndex(inside, opening)
	if i < 2 || inside[i-1] != ' ' || strings.ContainsAny(inside[i:], ".,;:!?\n") {
		return 0, false
	}
	if r, _ := utf8.DecodeRuneInString(inside[i+len(opening):]); !unicode.IsUpper(r) {
		return 0, false
	}
	open := max(0, at-maxNickname) + i
	for k := len(kept) - 1; k >= 0; k-- {
		switch e := &kept[k]; {
		case e.Start > open:
			continue
		case e.End == open-1 && e.Type == corpus.Person:
			return e.Start, true
		}
		break
	}
	return 0, false
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
	if !forms.of(word) {
		if word = strings.TrimRight(word, "."); !forms.of(word) {
			return 0
		}
	}
	if len(word) <= 2 && comma == 0 && word != "Co" && word != "AG" {
		return 0 // "SE", "SA" and "LP" are other things too
	}
	return at + comma + 1 + len(word)
}

// maxFormed bounds the bytes of a company's name before its form.
const maxFormed = 60

// formOnly gives a mention that is nothing but a company's form the words with capitals before it that
// it closes, "Ardo Brew [Co Inc]", "R.J. Calder and [Co]", not before byte floor. It reports whether it did.
func formOnly(text string, e *corpus.Entity, floor int) bool {
	for w := range strings.FieldsSeq(e.Text) {
		if !forms.of(w) {
			return false
		}
	}
	start, at := e.Start, e.Start
	floor = max(floor, at-maxFormed)
	for at > floor+1 && text[at-1] == ' ' {
		from := strings.LastIndexAny(text[floor:at-1], " \n<(\"") + 1 + floor
		w := text[from : at-1]
		switch r, _ := utf8.DecodeRuneInString(w); {
		case w == "of" || w == "and" || w == "&":
		case unicode.IsUpper(r) && strings.IndexByte(",;:)>", w[len(w)-1]) < 0 && w != "The":
			start = from
		default:
			at = floor
			continue
		}
		at = from
	}
	if start == e.Start {
		return false
	}
	e.Start, e.Text = start, text[start:e.End]
	return true
}

// weekday reports whether a word is the name of a day of the week.
func weekday(w string) bool {
	switch w {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday":
		return true
	}
	return false
}
