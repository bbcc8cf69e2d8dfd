package tagger

import (
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/weights"
)

// Shape is the class of a piece's letters.
type Shape uint8

// The shapes.
const (
	Other   Shape = iota
	Lower         // harbour
	Title         // Harbour
	Upper         // NATO
	Initial       // J, J.
	Mixed         // McDonald, iPhone
	Dotted        // U.S.
	Number        // 2014
	Coded         // G20, F-16's F16
	Mark          // punctuation
	Period        // end marks
	Quote
	Hyphen
	Comma
	Bracket
	Small // harbour, where it may be a name for want of capitals
)

// Piece is a word, number or mark with what the features need to know of it.
type Piece struct {
	corpus.Span
	Lower    uint32 // hash of the lower-case form, digits as 0
	Exact    uint32 // hash of the surface form
	Suf2     uint32
	Suf3     uint32
	Suf4     uint32
	Pre3     uint32
	Form     uint32 // hash of the run-length shape, "Xx", "X.X."
	Shape    Shape
	Spaced   bool   // white space or a line start stands before it
	Sentence int32  // index of the sentence
	ID       int32  // index of Lower among the capitalised words of the document, or -1
	Gaz      uint32 // gazetteer classes, see Gazetteer
	GazAt    uint8  // place in the gazetteer phrase: 0 none, 1 only, 2 first, 3 inside, 4 last
	Common   uint8  // how common the word is in lower case, see AddCommon
	Kind     Kind   // what the word says of names beside it
}

// Capital reports whether the piece may begin or continue a name by itself.
func (p *Piece) Capital() bool {
	switch p.Shape {
	case Title, Upper, Initial, Mixed, Dotted, Coded, Small:
		return true
	}
	return false
}

// Split cuts the sentences of a document into pieces and returns them after
// those in buf. It takes linear time and reads bytes that are no UTF-8 as marks.
func Split(text string, sentences []corpus.Sentence, buf []Piece) []Piece {
	for si := range sentences {
		s := sentences[si].Span
		if s.Start < 0 || s.End > len(text) || s.Start > s.End {
			continue
		}
		buf = splitSpan(text, s, int32(si), buf)
	}
	return buf
}

func isWord(r rune) bool {
	if r < 0x80 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '`' || r == 'ʻ' }

func splitSpan(text string, s corpus.Span, sentence int32, buf []Piece) []Piece {
	spaced := true
	for i := s.Start; i < s.End; {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:s.End])
		}
		if r <= ' ' || r == 0xA0 || r > 0x7F && unicode.IsSpace(r) {
			spaced = true
			i += n
			continue
		}
		if !isWord(r) {
			p := Piece{Span: corpus.Span{Start: i, End: i + n}, Spaced: spaced, Sentence: sentence, ID: -1}
			p.Shape = markShape(r)
			p.Lower = weights.Hash(0, text[i:i+n])
			p.Exact, p.Suf2, p.Suf3, p.Suf4, p.Pre3, p.Form = p.Lower, p.Lower, p.Lower, p.Lower, p.Lower, p.Lower
			buf = append(buf, p)
			spaced = false
			i += n
			continue
		}
		end := wordEnd(text, i, s.End)
		// A possessive or a clitic is a piece of its own: "Kyiv" "'s".
		cut := possessive(text, i, end)
		buf = append(buf, word(text, i, cut, spaced, sentence))
		spaced = false
		if cut < end {
			buf = append(buf, word(text, cut, end, false, sentence))
		}
		i = end
	}
	return buf
}

// wordEnd is the end of the word that starts at i: letters and digits, inner
// apostrophes, points of initials and of numbers.
func wordEnd(text string, i, limit int) int {
	start := i
	letters := 0 // since the last point
	dotted := false
	for i < limit {
		if letterOf[text[i]].kind <= digitKind {
			letters++
			i++
			continue
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:limit])
			if isWord(r) {
				letters++
				i += n
				continue
			}
		}
		if r == ' ' {
			break // as after most words
		}
		if i+n >= limit {
			// A last point belongs to "U.S." and not to "Kyiv."
			if r == '.' && (letters == 1 && dotted || abbreviation(text[start:i])) {
				i += n
			}
			break
		}
		next, _ := utf8.DecodeRuneInString(text[i+n : limit])
		switch {
		case isApostrophe(r) && isWord(next):
			i += n
			letters += 2
			continue
		case r == '.' && letters == 1 && isWord(next) && i > start && !digit(text[i-1]):
			i += n
			letters, dotted = 0, true
			continue
		case r == '.' && letters == 1 && dotted:
			return i + n
		case r == '.' && abbreviation(text[start:i]):
			return i + n
		case r == '.' && letters == 1 && text[start] >= 'A' && text[start] <= 'Z' && i == start+1:
			return i + n // the initial of a name
		case (r == '.' || r == ',') && digit(text[i-1]) && next >= '0' && next <= '9':
			i += n
			continue
		}
		break
	}
	return i
}

// abbreviation reports whether the point after w belongs to it.
func abbreviation(w string) bool {
	switch w {
	case "Inc", "Corp", "Ltd", "Co", "Bros", "Jr", "Sr", "St", "Mt", "Ft", "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Capt", "Maj", "Sgt", "Adm", "Gov", "Sen", "Rep", "Rev", "Hon",
		"INC", "CORP", "LTD", "PVT", "Pvt", "Calif", "Conn", "Fla", "Ill", "Ind", "Kan", "Mass", "Mich", "Minn", "Miss", "Mont", "Neb", "Nev", "Okla", "Ore", "Penn", "Tenn", "Wash", "Wis", "Wyo", "Ariz", "Ark", "Colo", "Va", "Vt", "Pa", "Ky", "La", "Md", "Ga", "Ala":
		return true
	}
	return false
}

func digit(b byte) bool { return '0' <= b && b <= '9' }

func possessive(text string, start, end int) int {
	marked := false // most words have no apostrophe
	for i := max(start, end-5); i < end; i++ {
		b := text[i]
		marked = marked || b == '\'' || b == '`' || b >= 0x80
	}
	if !marked {
		return end
	}
	for _, suffix := range [...]string{"'s", "’s", "'S", "’S", "n't", "n’t", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'d", "’d", "'m", "’m", "ʼs", "`s"} {
		if n := end - len(suffix); n > start && text[n:end] == suffix {
			return n
		}
	}
	return end
}

func markShape(r rune) Shape {
	switch r {
	case '.', '!', '?', '…':
		return Period
	case '"', '“', '”', '„', '«', '»', '\'', '‘', '’', '`':
		return Quote
	case '-', '‐', '‑', '–', '—', '/':
		return Hyphen
	case ',', ';', ':':
		return Comma
	case '(', ')', '[', ']', '{', '}':
		return Bracket
	}
	return Mark
}

const (
	fnvStart = 2166136261
	fnvPrime = 16777619
)

// The kinds of ASCII letters, and of what is none.
const (
	smallKind = iota
	capitalKind
	digitKind
	pointKind
	otherKind // bytes of other letters and marks
)

// letterOf is what word makes of a byte.
var letterOf = func() (of [256]struct{ kind, lower, form uint8 }) {
	for b := range of {
		l := &of[b]
		l.kind, l.lower, l.form = pointKind, uint8(b), '.'
		switch {
		case 'a' <= b && b <= 'z':
			l.kind, l.form = smallKind, 'x'
		case 'A' <= b && b <= 'Z':
			l.kind, l.lower, l.form = capitalKind, uint8(b)+'a'-'A', 'X'
		case '0' <= b && b <= '9':
			l.kind, l.lower, l.form = digitKind, '0', '0'
		case b >= utf8.RuneSelf:
			l.kind = otherKind
		case isApostrophe(rune(b)):
			l.form = '\''
		}
	}
	return of
}()

// word fills a piece from its letters.
func word(text string, start, end int, spaced bool, sentence int32) Piece {
	p := Piece{Span: corpus.Span{Start: start, End: end}, Spaced: spaced, Sentence: sentence, ID: -1}
	if !plainWord(text[start:end], &p) {
		anyWord(text, start, end, &p)
	}
	return p
}

// plainWord is anyWord for a word of ASCII; it reports whether the word is one.
func plainWord(w string, p *Piece) bool {
	var kinds [otherKind + 1]int
	lower, exact, form := uint32(fnvStart), uint32(fnvStart), uint32(fnvStart)
	var lastForm byte
	for i := range len(w) {
		b := w[i]
		l := &letterOf[b]
		if l.kind == otherKind {
			return false
		}
		kinds[l.kind]++
		exact = (exact ^ uint32(b)) * fnvPrime
		lower = (lower ^ uint32(l.lower)) * fnvPrime
		if l.form != lastForm {
			lastForm = l.form
			form = (form ^ uint32(lastForm)) * fnvPrime
		}
		if i == 2 {
			p.Pre3 = weights.Mix(lower)
		}
	}
	p.Lower, p.Exact, p.Form = weights.Mix(lower), weights.Mix(exact), weights.Mix(form)
	if len(w) < 3 {
		p.Pre3 = p.Lower
	}
	last := func(k int) uint32 { // letter from the end, 0 where there is none
		if k > len(w) {
			return 0
		}
		return uint32(letterOf[w[len(w)-k]].lower)
	}
	p.affixes(last(1), last(2), last(3), last(4))
	p.shape(kinds[capitalKind], kinds[smallKind], kinds[digitKind], kinds[pointKind], len(w) > 0 && letterOf[w[0]].kind == capitalKind)
	return true
}

// anyWord fills a piece from its letters in one pass.
func anyWord(text string, start, end int, p *Piece) {
	var last [4]uint32 // lower-case runes, newest last
	lower, exact, form := uint32(fnvStart), uint32(fnvStart), uint32(fnvStart)
	var lastForm byte
	n, uppers, lowers, digits, points := 0, 0, 0, 0, 0
	firstUpper := false
	for i := start; i < end; {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:end])
		}
		i += size
		exact = (exact ^ uint32(r)) * fnvPrime
		f := byte('.')
		l := r
		switch {
		case 'a' <= r && r <= 'z':
			f = 'x'
			lowers++
		case 'A' <= r && r <= 'Z':
			f, l = 'X', r+32
			uppers++
			firstUpper = firstUpper || n == 0
		case '0' <= r && r <= '9':
			f, l = '0', '0'
			digits++
		case r < 0x80:
			points++
			if isApostrophe(r) {
				f = '\''
			}
		case unicode.IsUpper(r):
			f, l = 'X', unicode.ToLower(r)
			uppers++
			firstUpper = firstUpper || n == 0
		case unicode.IsLetter(r):
			f = 'x'
			lowers++
		case isApostrophe(r):
			f = '\''
			l = '\''
			points++
		}
		if f != lastForm {
			form = (form ^ uint32(f)) * fnvPrime
			lastForm = f
		}
		lower = (lower ^ uint32(l)) * fnvPrime
		last[0], last[1], last[2], last[3] = last[1], last[2], last[3], uint32(l)
		n++
		if n == 3 {
			p.Pre3 = weights.Mix(lower)
		}
	}
	p.Lower, p.Exact, p.Form = weights.Mix(lower), weights.Mix(exact), weights.Mix(form)
	if n < 3 {
		p.Pre3 = p.Lower
	}
	p.affixes(last[3], last[2], last[1], last[0])
	p.shape(uppers, lowers, digits, points, firstUpper)
}

// affixes sets the hashes of the last letters, the last one first.
func (p *Piece) affixes(a, b, c, d uint32) {
	h := uint32(fnvStart)
	h = (h ^ a) * fnvPrime
	h = (h ^ b) * fnvPrime
	p.Suf2 = weights.Mix(h)
	h = (h ^ c) * fnvPrime
	p.Suf3 = weights.Mix(h)
	h = (h ^ d) * fnvPrime
	p.Suf4 = weights.Mix(h)
}

// shape sets the shape of a word with so many letters of each kind.
func (p *Piece) shape(uppers, lowers, digits, points int, firstUpper bool) {
	switch {
	case digits > 0 && uppers+lowers == 0:
		p.Shape = Number
	case digits > 0 && uppers > 0:
		p.Shape = Coded
	case uppers == 0:
		p.Shape = Lower
	case points > 0 && lowers == 0 && uppers > 1:
		p.Shape = Dotted
	case uppers == 1 && lowers == 0 && firstUpper:
		p.Shape = Initial
	case lowers == 0:
		p.Shape = Upper
	case uppers == 1 && firstUpper:
		p.Shape = Title
	default:
		p.Shape = Mixed
	}
}
