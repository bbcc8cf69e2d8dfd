package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dateline/corpus/lexicon"
)

// script holds one row of scripts.tsv: a letter or letters of another script.
type script struct {
	letter string
	latin  string
	start  bool
}

// scripts are the rows by the first rune of their letter, longest letter first
// and conditioned rows before free ones.
var scripts = loadScripts()

func loadScripts() map[rune][]script {
	out := map[rune][]script{}
	for _, row := range lexicon.MustOpen(tables, "data/scripts.tsv", "script", "letter", "latin", "where").Rows {
		s := script{letter: row.Get("letter"), latin: row.Get("latin"), start: row.Get("where") == "start"}
		r, _ := utf8.DecodeRuneInString(s.letter)
		at := 0
		for _, o := range out[r] {
			if len(o.letter) > len(s.letter) || len(o.letter) == len(s.letter) && (o.start || !s.start) {
				at++
				continue
			}
			break
		}
		list := append(out[r], script{})
		copy(list[at+1:], list[at:])
		list[at] = s
		out[r] = list
	}
	return out
}

// The syllables of Hangul in Revised Romanisation, by position in the block.
var (
	hangulLead  = strings.Fields("g kk n d tt r m b pp s ss _ j jj ch k t p h")
	hangulVowel = strings.Fields("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
	hangulTail  = strings.Fields("_ k k ks n nj nh t l lk lm lb ls lt lp lh m p ps t t ng t t k t p t")
)

// The syllables with which Korean names begin, and those of two.
const hangulFamilies = "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용림리로량윤"

var hangulLong = []string{"남궁", "황보", "제갈", "사공", "선우", "독고", "동방"}

// hangulFamily is the number of syllables of the family name with which a word in
// Hangul begins that may be a person's name, or 0.
func hangulFamily(s string) int {
	if len(s) < 6 || len(s) > 12 || s[0] < 0xEA || s[0] > 0xED {
		return 0
	}
	n := 0
	for _, r := range s {
		if r < 0xAC00 || r > 0xD7A3 {
			return 0
		}
		n++
	}
	for _, f := range hangulLong {
		if n > 2 && strings.HasPrefix(s, f) {
			return 2
		}
	}
	if n <= 3 && strings.Contains(hangulFamilies, s[:3]) {
		return 1
	}
	return 0
}

// romanise writes letters of other scripts in Latin letters. Latin letters,
// with their diacritics, stay; letters without a row (Han, Thai, Ethiopic)
// stay as well, so that such names still equal themselves. The input is lower
// case and in Unicode form NFC. vowelless says that a script without vowels was
// read, so that only consonants can be compared.
func romanise(s string) (latin string, vowelless bool) {
	plain := true
	for _, r := range s {
		if r >= 0x250 {
			plain = false
			break
		}
	}
	if plain {
		return s, false
	}
	var b strings.Builder
	start := true
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r >= 0xAC00 && r <= 0xD7A3 {
			c := int(r - 0xAC00)
			for _, part := range []string{hangulLead[c/588], hangulVowel[c%588/28], hangulTail[c%28]} {
				if part != "_" {
					b.WriteString(part)
				}
			}
			i, start = i+n, false
			continue
		}
		if r >= 0x3041 && r <= 0x3096 {
			r += 0x60 // hiragana as katakana
		}
		if r >= 0x370 && r < 0x400 && scripts[r] == nil {
			// Greek letters with accents
			base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			if row := scripts[base]; len(row) > 0 {
				b.WriteString(row[len(row)-1].latin)
				i, start = i+n, false
				continue
			}
		}
		done := false
		for _, row := range scripts[r] {
			if row.start && !start {
				continue
			}
			if strings.HasPrefix(s[i:], row.letter) {
				b.WriteString(row.latin)
				i += len(row.letter)
				done = true
				break
			}
		}
		if done {
			start = false
			vowelless = vowelless || unicode.In(r, unicode.Arabic, unicode.Hebrew)
			continue
		}
		if row := scripts[r]; len(row) > 0 && utf8.RuneLen(r) == n {
			b.WriteString(row[len(row)-1].latin)
		} else if unicode.Is(unicode.Arabic, r) && unicode.Is(unicode.Mn, r) {
			// a vowel sign: not written as a rule
		} else {
			b.WriteRune(r)
		}
		start = !unicode.IsLetter(r)
		i += n
	}
	return b.String(), vowelless
}

// undecomposedLetters are Latin letters that Unicode does not take apart.
var undecomposedLetters = []string{"ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe",
	"ı", "i", "ə", "a", "ħ", "h", "ŋ", "n", "ƒ", "f", "ĸ", "k", "ŧ", "t"}

var undecomposed = strings.NewReplacer(undecomposedLetters...)

// plain takes diacritics off lower-case Latin letters and leaves out apostrophes.
func plain(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || s[i] == '\'' {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(undecomposed.Replace(s)) {
		if unicode.Is(unicode.Mn, r) || isApostrophe(r) {
			continue
		}
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String())
}

func isApostrophe(r rune) bool {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʻ', '`', '´', 'ʹ', 'ʺ', 'ʿ', 'ʾ', '′', 'ˈ':
		return true
	}
	return false
}
