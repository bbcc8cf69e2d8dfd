package names

import (
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
}

// custom is one way of reading Latin letters aloud.
type custom struct {
	name string
	by   [0x250][]spelling // by first rune, best first
	more map[rune][]spelling
}

var customs = loadCustoms()

func loadCustoms() []*custom {
	var base []spelling
	own := map[string][]spelling{}
	var order []string
	for _, row := range lexicon.MustOpen(tables, "data/customs.tsv", "custom", "spelling", "sound", "where").Rows {
		s := spelling{row.Get("spelling"), row.Get("sound"), wheres[row.Get("where")]}
		name := row.Get("custom")
		if name == "base" {
			base = append(base, s)
			continue
		}
		if own[name] == nil {
			order = append(order, name)
		}
		own[name] = append(own[name], s)
	}
	var out []*custom
	for _, name := range order {
		c := &custom{name: name, more: map[rune][]spelling{}}
		// Stable sort keeps a custom's own rows before the base's.
		rows := append(slices.Clone(own[name]), base...)
		slices.SortStableFunc(rows, func(a, b spelling) int {
			if d := utf8.RuneCountInString(b.text) - utf8.RuneCountInString(a.text); d != 0 {
				return d
			}
			return min(int(b.where), 1) - min(int(a.where), 1)
		})
		for _, s := range rows {
			r, _ := utf8.DecodeRuneInString(s.text)
			if r < 0x250 {
				c.by[r] = append(c.by[r], s)
			} else {
				c.more[r] = append(c.more[r], s)
			}
		}
		out = append(out, c)
	}
	return out
}

const vowelLetters = "aeiouyàáâãäåāăąæəèéêëėēěęìíîïīįıĩòóôõöøőōŏœơùúûüűūůųŭũưýÿỳŷ"

func isVowel(r rune) bool { return strings.ContainsRune(vowelLetters, r) }

// read gives the sounds of a lower-case token by this custom, see settle.
func (c *custom) read(tok string, buf []byte) []byte {
	buf = buf[:0]
	prev := rune(0)
	for i := 0; i < len(tok); {
		r, n := utf8.DecodeRuneInString(tok[i:])
		rows := c.more[r]
		if r < 0x250 {
			rows = c.by[r]
		}
		hit := false
		for k := range rows {
			s := &rows[k]
			if !strings.HasPrefix(tok[i:], s.text) {
				continue
			}
			end := i + len(s.text)
			next, _ := utf8.DecodeRuneInString(tok[end:])
			if end == len(tok) {
				next = 0
			}
			ok := true
			switch s.where {
			case atStart:
				ok = i == 0
			case atEnd:
				// An ending never is the whole of a short token.
				ok = next == 0 && i >= 2
			case beforeFront:
				ok = next != 0 && strings.ContainsRune("eiyjéèêëíěėęı", next)
			case beforeVowel:
				ok = next != 0 && isVowel(next)
			case betweenVowels:
				ok = next != 0 && isVowel(next) && prev != 0 && isVowel(prev)
			case afterVowel:
				ok = prev != 0 && isVowel(prev)
			case beforeConsonant:
				ok = next == 0 || !isVowel(next)
			}
			if !ok {
				continue
			}
			buf = append(buf, s.sound...)
			prev, _ = utf8.DecodeLastRuneInString(s.text)
			i, hit = end, true
			break
		}
		if hit {
			continue
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			buf = append(buf, tok[i:i+n]...)
			prev = r
		}
		i += n
	}
	return settle(buf)
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

// readings are the distinct sounds of a token over all customs, the English one first.
func readings(tok string) []string {
	var out []string
	var buf [64]byte
	for _, c := range customs {
		got := c.read(tok, buf[:0])
		known := false
		for _, o := range out {
			if o == string(got) {
				known = true
				break
			}
		}
		if !known && len(got) > 0 {
			out = append(out, string(got))
		}
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
