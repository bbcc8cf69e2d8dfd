package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Three parts of the package look at the words of a text, each in the form that serves it:
// the break of topic wants words that people can read and compare (eachTopicWord), what is asked
// of every block of a page wants hashes without a string for each (eachStem, runsOfFour).

// longWord is the number of letters from which a word may tell what a text is about.
const longWord = 5

// eachTopicWord calls f with the words of a text that tell what it is about: the long
// ones that are not common, in lower case and without an ending.
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
		if count < longWord {
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

// wordReader says which words eachWord reads, and how.
type wordReader struct {
	digits bool // digits are parts of words, too
	fold   bool // case does not count
	most   int  // letters of a word that count; 0 means all
}

// eachWord calls f with a hash of every word, which is FNV-1a over runes, and the number of its
// letters.
func (x wordReader) eachWord(text []byte, f func(hash uint32, letters int)) {
	const start, prime = 2166136261, 16777619
	h, n := uint32(start), 0
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(text[i:])
		}
		i += size
		switch {
		case r >= 'a' && r <= 'z':
		case r >= 'A' && r <= 'Z':
			if x.fold {
				r += 'a' - 'A'
			}
		case r >= '0' && r <= '9' && x.digits:
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsMark(r) || x.digits && unicode.IsDigit(r)):
			if x.fold {
				r = unicode.ToLower(r)
			}
		default:
			if n > 0 {
				f(h, n)
				h, n = start, 0
			}
			continue
		}
		if n++; x.most == 0 || n <= x.most {
			h = (h ^ uint32(r)) * prime
		}
	}
	if n > 0 {
		f(h, n)
	}
}

// eachStem calls f with a hash of the first letters of each long word, so that most
// forms of one word are the same.
func eachStem(text []byte, f func(uint32)) {
	wordReader{fold: true, most: 6}.eachWord(text, func(h uint32, letters int) {
		if letters >= longWord {
			f(h)
		}
	})
}

// runsOfFour calls f with a hash of every four words in a row.
func runsOfFour(text []byte, f func(uint32)) {
	var last [4]uint32
	n := 0
	wordReader{digits: true}.eachWord(text, func(h uint32, _ int) {
		last[n&3] = h
		if n++; n >= 4 {
			k := uint32(0)
			for j := range uint32(4) {
				k = k*2654435761 + last[(uint32(n)+j)&3]
			}
			f(k)
		}
	})
}
