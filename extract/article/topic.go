package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// eachTopicWord calls f with the words of a text that tell what it is about: those
// of five letters and more, and capitalised ones, in lower case and without an
// ending.
func eachTopicWord(text []byte, f func(string)) {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if !unicode.IsLetter(r) {
			i += n
			continue
		}
		start, count := i, 0
		for i < len(text) {
			r, n := utf8.DecodeRune(text[i:])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) {
				break
			}
			count++
			i += n
		}
		if count < 5 {
			continue
		}
		w := strings.ToLower(string(text[start:i]))
		for _, end := range []string{"ing", "ies", "es", "ed", "s"} {
			if len(w) > len(end)+3 && strings.HasSuffix(w, end) {
				w = w[:len(w)-len(end)]
				break
			}
		}
		if !commonWords[w] {
			f(w)
		}
	}
}

// commonWords are long words that stand in texts about anything.
var commonWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`about after again against also although always among another around because been before being between both could did does doing during each
 even every first from further have having here however into just last least less like made make many might more most much must never next often only other over people
 really same should since some still such than that their them then there these they thing think this those though three through time today under until very want well were what
 when where which while whil with within without would year yesterday your month week right world little going know known year peopl becaus becom includ accord report announc`) {
		m[w] = true
	}
	return m
}()
