package segment

import (
	"unicode"
	"unicode/utf8"
)

// atom is a run of characters that no word boundary cuts.
type atom struct {
	start, end int // bytes of the paragraph
	hash       uint32
	kind       kind
	shape      shape
	glued      bool // no white space before it
	line       bool // a line end before it
}

const (
	hashStart = 2166136261
	hashPrime = 16777619
)

// size is the length of an atom in bytes, up to 7.
func (a *atom) size() uint32 { return uint32(min(a.end-a.start, 7)) }

// read cuts text into atoms. Chunks, the stretches between white space, that hold an
// address or an emoticon are joined as they end.
func (c *Cutter) read(text string) {
	atoms := c.atoms[:0]
	glued, line := false, false
	chunk := 0      // index of the chunk's first atom
	marked := false // the chunk holds what an address or emoticon has
	for i := 0; i < len(text); {
		b := text[i]
		var k kind
		n := 1
		r := rune(b)
		if b < utf8.RuneSelf {
			k = classes[b]
		} else {
			r, n = utf8.DecodeRuneInString(text[i:])
			k = classOf(r)
		}
		if k == space {
			if marked {
				atoms = c.lexicon.join(text, atoms, chunk)
				marked = false
			}
			line = line || b == '\n'
			i += n
			for i < len(text) && (text[i] == ' ' || text[i] == '\n') {
				line = line || text[i] == '\n'
				i++
			}
			glued, chunk = false, len(atoms)
			continue
		}
		a := atom{start: i, kind: k, glued: glued, line: line}
		glued, line = true, false
		switch k {
		case letter:
			i = a.letters(text, i)
		case digit:
			h := uint32(hashStart)
			for i < len(text) && text[i]-'0' <= 9 {
				h = (h ^ uint32(text[i])) * hashPrime
				i++
			}
			for i < len(text) && text[i] >= utf8.RuneSelf {
				r, n := utf8.DecodeRuneInString(text[i:])
				if !unicode.IsDigit(r) {
					break
				}
				h = (h ^ uint32(r)) * hashPrime
				i += n
			}
			a.hash, a.shape = h, shape(min(i-a.start, 5))
		case number, at, slash, colon, underscore, angle, symbol, plus, closing, star:
			marked = true
			i = a.marks(text, i, r, n)
		case semicolon:
			marked = marked || i+1 < len(text) && classes[text[i+1]&0x7f] != space
			i = a.marks(text, i, r, n)
		default:
			i = a.marks(text, i, r, n)
		}
		a.end = i
		atoms = append(atoms, a)
		if k == letter && len(atoms) >= 2 && i-a.start <= 5 && atoms[len(atoms)-2].kind == stop && a.glued {
			marked = true // perhaps a file or a site
		}
	}
	if marked {
		atoms = c.lexicon.join(text, atoms, chunk)
	}
	c.atoms = atoms
}

// letters reads a run of letters from i on.
func (a *atom) letters(text string, i int) int {
	h := uint32(hashStart)
	ups, lows := 0, 0
	firstUp := false
	for i < len(text) {
		b := text[i]
		if b < utf8.RuneSelf {
			switch {
			case 'a' <= b && b <= 'z':
				lows++
			case 'A' <= b && b <= 'Z':
				if i == a.start {
					firstUp = true
				}
				ups++
				b += 'a' - 'A'
			default:
				goto done
			}
			h = (h ^ uint32(b)) * hashPrime
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if classOf(r) != letter {
			break
		}
		switch {
		case unicode.IsUpper(r):
			if i == a.start {
				firstUp = true
			}
			ups++
			r = unicode.ToLower(r)
		case unicode.IsLower(r):
			lows++
		}
		h = (h ^ uint32(r)) * hashPrime
		i += n
	}
done:
	a.hash = h
	switch {
	case ups == 0 && lows == 0:
		a.shape = caseless
	case ups == 0:
		a.shape = lower
	case lows == 0 && ups == 1:
		a.shape = single
	case lows == 0:
		a.shape = upper
	case firstUp && ups == 1:
		a.shape = title
	default:
		a.shape = mixed
	}
	return i
}

// marks reads a mark or a run of marks, whose first character is r, of n bytes, at i.
func (a *atom) marks(text string, i int, r rune, n int) int {
	h := (hashStart ^ uint32(r)) * hashPrime
	first := r
	start := i
	i += n
	if a.kind == apostrophe || a.kind == quote {
		// Two single marks are one double mark.
		if a.kind == apostrophe && r != '\'' || a.kind == apostrophe && i < len(text) && text[i] == '\'' {
			if s, m := utf8.DecodeRuneInString(text[i:]); s == r && m > 0 {
				a.kind = quote
				h = (h ^ uint32(r)) * hashPrime
				i += m
			}
		}
		a.hash = h
		return i
	}
	if !a.kind.runs() {
		a.hash = h
		return i
	}
	for i < len(text) {
		b := text[i]
		s, m := rune(b), 1
		var k kind
		if b < utf8.RuneSelf {
			k = classes[b]
		} else {
			s, m = utf8.DecodeRuneInString(text[i:])
			k = classOf(s)
		}
		if k != a.kind || a.kind.same() && s != first {
			break
		}
		if i-start < 8 {
			h = (h ^ uint32(s)) * hashPrime
		}
		i += m
	}
	a.hash = h
	return i
}
