package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus/lexicon"
)

// where conditions a spelling on its surroundings.
type where uint8

const (
	anywhere where = iota
	atStart
	atEnd
	beforeFront
	beforeVowel
	betweenVowels
	afterVowel
	beforeConsonant
)

var wheres = map[string]where{"": anywhere, "start": atStart, "end": atEnd, "front": beforeFront, "vowel": beforeVowel,
	"between": betweenVowels, "after": afterVowel, "cons": beforeConsonant}

// spelling is one row of customs.tsv.
type spelling struct {
	text, sound string
	where       where
	by          uint32 // the customs that have it, bit by bit
	length      int8   // in runes
	last        rune
	order       int16 // within its custom
}

// customs are the rows of all customs by their first two runes. A custom takes
// the first row in the list that fits, so that one pass over a token, which forks
// where customs differ, reads it by all of them.
type customs struct {
	names []string
	pairs [26 * 27][]spelling // by two letters of ASCII, or one and anything else
	more  map[rune][]spelling // by the first rune, where it is another
}

// english is the bit of the first custom, by which short cuts read.
const english = 1

var custom = loadCustoms()

func loadCustoms() *customs {
	out := &customs{more: map[rune][]spelling{}}
	var rows []spelling
	index := map[string]int{}
	for i, row := range lexicon.MustOpen(tables, "data/customs.tsv", "custom", "spelling", "sound", "where").Rows {
		s := spelling{text: row.Get("spelling"), sound: row.Get("sound"), where: wheres[row.Get("where")], order: int16(i)}
		s.length = int8(utf8.RuneCountInString(s.text))
		s.last, _ = utf8.DecodeLastRuneInString(s.text)
		name := row.Get("custom")
		if name == "base" {
			s.by = ^uint32(0)
			s.order += 1 << 14 // a custom's own rows come before the base's
			rows = append(rows, s)
			continue
		}
		at, ok := index[name]
		if !ok {
			at = len(out.names)
			index[name] = at
			out.names = append(out.names, name)
		}
		s.by = 1 << at
		rows = append(rows, s)
	}
	slices.SortFunc(rows, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(b.length, a.length), cmp.Compare(a.text, b.text), cmp.Compare(min(b.where, 1), min(a.where, 1)), cmp.Compare(a.order, b.order))
	})
	// One row that several customs have is one row here, unless that would put it
	// before another of the same custom.
	merged := rows[:0]
next:
	for _, s := range rows {
		for k := len(merged) - 1; k >= 0 && merged[k].text == s.text; k-- {
			m := &merged[k]
			if m.where == s.where && m.sound == s.sound {
				m.by |= s.by
				continue next
			}
			if m.by&s.by != 0 {
				break
			}
		}
		merged = append(merged, s)
	}
	rows = merged
	for _, s := range rows {
		r, n := utf8.DecodeRuneInString(s.text)
		if r < 'a' || r > 'z' {
			out.more[r] = append(out.more[r], s)
			continue
		}
		next, _ := utf8.DecodeRuneInString(s.text[n:])
		for c := range 27 {
			if len(s.text) == n || next >= 'a' && next <= 'z' && int(next-'a') == c || (next < 'a' || next > 'z') && c == 26 {
				at := int(r-'a')*27 + c
				out.pairs[at] = append(out.pairs[at], s)
			}
		}
	}
	return out
}

// all is the set of all customs.
func (c *customs) all() uint32 { return 1<<len(c.names) - 1 }

// at lists the rows that may fit at a place of a token.
func (c *customs) at(tok string, i int, r rune) []spelling {
	if r < 'a' || r > 'z' {
		return c.more[r]
	}
	next := 26
	if i+1 < len(tok) && tok[i+1] >= 'a' && tok[i+1] <= 'z' {
		next = int(tok[i+1] - 'a')
	}
	return c.pairs[int(r-'a')*27+next]
}

const (
	vowelLetters = "aeiouyàáâãäåāăąæəèéêëėēěęìíîïīįıĩòóôõöøőōŏœơùúûüűūůųŭũưýÿỳŷ"
	frontLetters = "eiyjéèêëíěėęı"
)

var vowels, fronts = letterSet(vowelLetters), letterSet(frontLetters)

func letterSet(s string) (t [0x260]bool) {
	for _, r := range s {
		if r < 0x260 {
			t[r] = true
		}
	}
	return t
}

func isVowel(r rune) bool { return r < 0x260 && vowels[r] || r == 'ỳ' }

// fits says whether a row's condition holds between two letters, 0 for none.
func (s *spelling) fits(prev, next rune, i int) bool {
	switch s.where {
	case atStart:
		return i == 0
	case atEnd:
		return next == 0 && i >= 2 // an ending never is the whole of a short token
	case beforeFront:
		return next < 0x260 && fronts[next]
	case beforeVowel:
		return isVowel(next)
	case betweenVowels:
		return isVowel(next) && isVowel(prev)
	case afterVowel:
		return isVowel(prev)
	case beforeConsonant:
		return !isVowel(next)
	}
	return true
}

// heard is one raw reading: sounds[from:to] of a hearing, by a set of customs.
type heard struct {
	from, to int
	by       uint32
}

// hearing reads one token by several customs.
type hearing struct {
	tok    string
	buf    []byte // the reading under way
	sounds []byte
	out    []heard
}

// read hears the rest of the token from byte i by a set of customs.
func (h *hearing) read(i int, prev rune, by uint32) {
	type fork struct {
		sound string
		end   int
		last  rune
		by    uint32
	}
	for i < len(h.tok) {
		r, n := rune(h.tok[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(h.tok[i:])
		}
		rows := custom.at(h.tok, i, r)
		var few [8]fork
		forks := few[:0]
		rest := by
		for k := range rows {
			s := &rows[k]
			if s.by&rest == 0 || !strings.HasPrefix(h.tok[i:], s.text) {
				continue
			}
			end := i + len(s.text)
			next := rune(0)
			if end < len(h.tok) {
				next, _ = utf8.DecodeRuneInString(h.tok[end:])
			}
			if s.where != anywhere && !s.fits(prev, next, i) {
				continue
			}
			took := s.by & rest
			rest &^= took
			known := false
			for f := range forks {
				if forks[f].end == end && forks[f].sound == s.sound {
					forks[f].by |= took
					known = true
					break
				}
			}
			if !known {
				forks = append(forks, fork{s.sound, end, s.last, took})
			}
			if rest == 0 {
				break
			}
		}
		if rest != 0 {
			sound, last := "", prev
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				sound, last = h.tok[i:i+n], r
			}
			forks = append(forks, fork{sound, i + n, last, rest})
		}
		// The last fork goes on here, the others on their own.
		kept := len(h.buf)
		for _, f := range forks[:len(forks)-1] {
			h.buf = append(h.buf[:kept], f.sound...)
			h.read(f.end, f.last, f.by)
		}
		f := &forks[len(forks)-1]
		h.buf = append(h.buf[:kept], f.sound...)
		i, prev, by = f.end, f.last, f.by
	}
	from := len(h.sounds)
	h.sounds = append(h.sounds, h.buf...)
	h.sounds = h.sounds[:from+len(settle(h.sounds[from:]))]
	for k := range h.out {
		if o := &h.out[k]; string(h.sounds[o.from:o.to]) == string(h.sounds[from:]) {
			o.by |= by
			h.sounds = h.sounds[:from]
			return
		}
	}
	h.out = append(h.out, heard{from, len(h.sounds), by})
}

// readEnglish appends the sounds of a lower-case token by the first custom.
func readEnglish(tok string, buf []byte) []byte {
	var raw [64]byte
	var out [1]heard
	h := hearing{tok: tok, buf: raw[:0], sounds: buf, out: out[:0]}
	h.read(0, 0, english)
	return h.sounds
}

// readings are the distinct sounds of a token over all customs, the English one first.
func readings(tok string) []string {
	var raw [64]byte
	var sounds [512]byte
	var first [16]heard
	h := hearing{tok: tok, buf: raw[:0], sounds: sounds[:0], out: first[:0]}
	h.read(0, 0, custom.all())
	slices.SortFunc(h.out, func(a, b heard) int { return cmp.Compare(a.by&-a.by, b.by&-b.by) })
	all := string(h.sounds)
	out := make([]string, 0, len(h.out))
	for _, o := range h.out {
		if o.to > o.from {
			out = append(out, all[o.from:o.to])
		}
	}
	return out
}

func isSoundVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// settle removes what no custom writes reliably: doubled sounds, and the
// difference between i and j (j before a vowel other than e, i elsewhere).
func settle(b []byte) []byte {
	out := b[:0]
	n := len(b)
	for k := 0; k < n; k++ {
		c := b[k]
		next := byte(0)
		if k+1 < n {
			next = b[k+1]
		}
		last := byte(0)
		if len(out) > 0 {
			last = out[len(out)-1]
		}
		if c == 'i' || c == 'j' {
			switch {
			case next == 'i' || next == 'j':
				continue // the run decides at its last letter
			case next == 'e' && (c == 'j' || len(out) > 0):
				continue
			case next == 'a' || next == 'o' || next == 'u':
				c = 'j'
			default:
				c = 'i'
			}
			if c == 'j' && last == 'i' {
				out[len(out)-1] = 'j'
				continue
			}
		}
		if c == last && c < 0x80 {
			continue
		}
		out = append(out, c)
	}
	// A silent h between vowels and at the end says nothing.
	if n := len(out); n > 2 && out[n-1] == 'h' && isSoundVowel(out[n-2]) {
		out = out[:n-1]
	}
	return out
}

// bones is the skeleton of a reading: classes of consonants that customs and
// misprints confuse, with no vowels but a first one. Blocks are built on it.
func bones(sound string, buf []byte) []byte {
	buf = buf[:0]
	for i := 0; i < len(sound); i++ {
		c := sound[i]
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'j':
			if i > 0 {
				continue
			}
			c = 'a'
		case 's', 'z', 'S', 'Z', 'C', 'c', 'J':
			c = 's'
		case 'g', 'k', 'h':
			c = 'k'
		case 'v', 'f', 'b', 'p':
			c = 'f'
		case 'd', 't':
			c = 't'
		case 'm', 'n':
			c = 'n'
		}
		if len(buf) > 0 && buf[len(buf)-1] == c && c < 0x80 {
			continue
		}
		buf = append(buf, c)
	}
	return buf
}
