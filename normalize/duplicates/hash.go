package duplicates

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/hash"
)

// Names are held as hashes of 64 bits. Two names of one hash would be taken for
// one, in every dump alike: a collision changes an outcome, but the outcome stays a
// function of the set of keys. Among ten million names one is to be expected in
// four hundred thousand dumps.

// space keeps names of different kinds apart, though they are spelled alike.
type space uint64

const (
	actorSpace space = 1 + iota
	stemSpace
	placeSpace
	typeSpace
	countrySpace
	stateSpace
	townSpace
	wordSpace
	vagueSpace // of lemmas that say too little to be stems
)

var siteSpaces = [3]space{countrySpace, stateSpace, townSpace}

// hash is never 0, which stands for no name.
func (s space) hash(name string) uint64 {
	h := hash.Mix(uint64(s)<<32 | uint64(len(name)))
	for ; len(name) >= 8; name = name[8:] {
		h = hash.Mix(h ^ (uint64(name[0]) | uint64(name[1])<<8 | uint64(name[2])<<16 | uint64(name[3])<<24 |
			uint64(name[4])<<32 | uint64(name[5])<<40 | uint64(name[6])<<48 | uint64(name[7])<<56))
	}
	if name != "" {
		last := uint64(0)
		for i := range len(name) {
			last |= uint64(name[i]) << (8 * i)
		}
		h = hash.Mix(h ^ last)
	}
	if h == 0 {
		return 1
	}
	return h
}

// folded is the hash of a name in small letters.
func (s space) folded(name string) uint64 {
	var small [64]byte
	if len(name) > len(small) {
		return s.hash(strings.ToLower(name))
	}
	capitals := false
	for i := range len(name) {
		c := name[i]
		if c >= utf8.RuneSelf {
			return s.hash(strings.ToLower(name))
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
			capitals = true
		}
		small[i] = c
	}
	if !capitals {
		return s.hash(name)
	}
	return s.hash(string(small[:len(name)]))
}

// lower is the small letter of each ASCII letter, digits as they are, and 0 for
// what is no part of a word.
var lower = func() (t [utf8.RuneSelf]byte) {
	for c := range t {
		if r := rune(c); unicode.IsLetter(r) || unicode.IsDigit(r) {
			t[c] = byte(unicode.ToLower(r))
		}
	}
	return t
}()

// wordHashes yields the hash of each word of a text in lower case: FNV-1a over its letters, stirred.
func wordHashes(text string) func(yield func(uint64) bool) {
	return func(yield func(uint64) bool) {
		h, in := uint64(hash.Basis), false
		for i := 0; i < len(text); {
			r := uint64(0)
			if c := text[i]; c < utf8.RuneSelf {
				r = uint64(lower[c])
				i++
			} else {
				wide, n := utf8.DecodeRuneInString(text[i:])
				if unicode.IsLetter(wide) || unicode.IsDigit(wide) {
					r = uint64(unicode.ToLower(wide))
				}
				i += n
			}
			if r != 0 {
				h, in = (h^r)*hash.Prime, true
				continue
			}
			if in {
				if !yield(hash.Mix(h)) {
					return
				}
				h, in = hash.Basis, false
			}
		}
		if in {
			yield(hash.Mix(h))
		}
	}
}
