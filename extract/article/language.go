package article

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"

	"dateline/corpus"
	"dateline/corpus/hash"
	"dateline/corpus/lexicon"
)

// evidence is how many letters it takes to say that a text is not English.
const evidence = 200

// longestFrequent is the length in bytes up to which words are looked up.
const longestFrequent = 12

// plainEnglish are words that lists, tables and notes in English are made of, in which the
// frequent words are rare.
const plainEnglish = `vs net loss profit sales share shares shr cts mln dlrs dlr revenue revs year years month months week quarter ended end period note
 one two three four five six seven eight nine ten first second third last new more than previous ago tax company group bank price prices total rate high low day today time
 january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
 north south east west home city world people news police president government man woman men women read how what when where why all can your our more other up out
 win wins won lost beat points game team season play top best free show use used open close yes team report state county`

// plainBit marks the words of plainEnglish in the table of frequent words.
const plainBit = 63

// frequentWords is languages.tsv, with English first.
type frequentWords struct {
	codes []string
	// words has, for each word, a bit for each language that has it.
	words map[string]uint64
	// starts has the hashes of the words' first letters and lengths, so that most words are
	// not looked for.
	starts [1 << 12]bool
	table  []frequentWord // the words again, by their hash; the length is a power of two
}

// frequentWord is a word as the number that its letters make.
type frequentWord struct {
	low  uint64 // eight letters, 0 in an empty place
	high uint32 // and four
	in   uint64
}

func lettersOf(word *[longestFrequent]byte) (low uint64, high uint32) {
	return binary.LittleEndian.Uint64(word[:8]), binary.LittleEndian.Uint32(word[8:])
}

// place is where a word is, or would be, in the table.
func (f *frequentWords) place(low uint64, high uint32) *frequentWord {
	mask := uint64(len(f.table) - 1)
	for i := hash.Mix(low ^ uint64(high)<<32 ^ uint64(high)); ; i++ {
		if w := &f.table[i&mask]; w.low == low && w.high == high || w.low == 0 {
			return w
		}
	}
}

var frequent = func() *frequentWords {
	f := &frequentWords{words: map[string]uint64{}}
	add := func(w string, bit int) {
		f.words[w] |= 1 << bit
		f.starts[startOf([]byte(w))] = true
	}
	for i, row := range lexicon.MustOpen(data, "data/languages.tsv", "language", "words").Rows {
		f.codes = append(f.codes, row.Get("language"))
		for w := range strings.SplitSeq(row.Get("words"), "|") {
			add(w, i)
		}
	}
	for _, w := range strings.Fields(plainEnglish) {
		if f.words[w] == 0 {
			add(w, plainBit)
		}
	}
	f.table = make([]frequentWord, 1<<bits.Len(uint(2*len(f.words))))
	for w, in := range f.words {
		var b [longestFrequent]byte
		if copy(b[:], w) == len(w) {
			low, high := lettersOf(&b)
			*f.place(low, high) = frequentWord{low, high, in}
		}
	}
	return f
}()

// startOf hashes the first two bytes of a word and its length.
func startOf(w []byte) int {
	h := int(w[0])*31 + len(w)
	if len(w) > 1 {
		h += int(w[1]) * 131
	}
	return h & (1<<12 - 1)
}

// speech counts what tells the language of a text.
type speech struct {
	letters, foreign int // letters, and those of other scripts than the Latin
	accented         int // letters of the Latin script that English does without
	kana             int // letters of the scripts that only Japanese has
	words            int
	counts           [64]int // words of each language of the table
}

// read counts the words of a piece of text. An apostrophe ends a word.
func (s *speech) read(text string) {
	var low [longestFrequent]byte
	for i := 0; i < len(text); {
		if !isASCIILetter(text[i]) && text[i] < utf8.RuneSelf {
			i++
			continue
		}
		n, letters := 0, 0 // bytes and letters of the word
		for i < len(text) {
			c := text[i]
			if isASCIILetter(c) {
				if n < len(low) {
					low[n] = c | 0x20
				}
				n++
				letters++
				i++
				continue
			}
			if c < utf8.RuneSelf {
				break
			}
			r, size := utf8.DecodeRuneInString(text[i:])
			if unicode.IsLetter(r) {
				letters++
				if r > 0x24f && !(r >= 0x1e00 && r < 0x1f00) {
					s.foreign++
					if r >= 0x3041 && r <= 0x30ff {
						s.kana++
					}
				} else {
					s.accented++
				}
			} else if !unicode.IsMark(r) {
				i += size
				break
			}
			if n+size <= len(low) {
				copy(low[n:], text[i:i+size])
			}
			n += size
			i += size
		}
		if letters > 0 {
			s.letters += letters
			s.words++
			if n <= len(low) && frequent.starts[startOf(low[:n])] {
				for k := n; k < len(low); k++ {
					low[k] = 0
				}
				s.count(&low)
			}
		}
	}
}

// count looks up a word in lower case, with zeros behind it.
func (s *speech) count(word *[longestFrequent]byte) {
	low, high := lettersOf(word)
	for in := frequent.place(low, high).in; in != 0; in &= in - 1 {
		s.counts[bits.TrailingZeros64(in)]++
	}
}

// other is the language that most of the frequent words are of, but English, with the
// number of them and that of the language after it.
func (s *speech) other() (lang string, most, next int) {
	for i := 1; i < len(frequent.codes); i++ {
		switch n := s.counts[i]; {
		case n > most:
			lang, most, next = frequent.codes[i], n, most
		case n > next:
			next = n
		}
	}
	return lang, most, next
}

// sampleOf hands over what the language is told by: a short text, or the start, middle and
// end of a longer one, since what stands in one place may be in another language.
func sampleOf(text string, read func(string)) {
	const piece = 700
	if len(text) <= 3*piece {
		read(text)
		return
	}
	for _, from := range []int{0, (len(text) - piece) / 2, len(text) - piece} {
		read(strings.ToValidUTF8(text[from:from+piece], ""))
	}
}

// language sets the document's language, and why it gets no English layers if it
// is another one. The frequent words tell; only where they do not is whatlanggo asked,
// which takes as long as the extraction of a small page.
func (s *Stage) language(d *corpus.Document) {
	var t speech
	sampleOf(d.Text, t.read)
	claimed, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(d.Lang, "_", "-")), "-") // what the page says of itself
	if len(claimed) != 2 {
		claimed = ""
	}
	d.Lang = claimed
	english, plain := t.counts[0], t.counts[plainBit]
	lang, most, next := t.other()
	switch {
	case t.letters == 0:
		return
	case t.foreign*2 > t.letters:
		var sure bool
		if d.Lang, sure = detect(d.Text); !sure {
			d.Lang = cmp.Or(cyrillic(d.Text), d.Lang)
		}
		if t.kana*20 > t.foreign {
			d.Lang = "ja"
		}
		if s.mode != Keep && t.letters >= 20 {
			d.Skipped = skipped(d.Lang)
		}
		return
	case english*100 >= t.words*18 && english >= most:
		d.Lang = "en"
		return
	case t.letters < evidence:
		// Too little to tell. The layers take it for English unless it clearly sounds
		// like something else, and so does this.
		switch {
		case most >= 4 && most*100 >= t.words*25 && english == 0 && plain*4 <= most:
			d.Lang = lang
		case claimed == "" && (most < 2 || most*100 < t.words*25 || english+plain > 0) || english > most:
			d.Lang = "en"
		}
		return
	}
	switch {
	case most*100 >= t.words*18 && most >= 2*english && (most*10 >= next*12 || english == 0 && plain == 0):
		if most*10 < next*12 { // as Danish and Norwegian are
			if heard, sure := detect(d.Text); sure && heard != "en" {
				lang = heard
			} else if claimed != "" && claimed != "en" {
				lang = claimed
			}
		}
	case english*100 >= t.words*10 || (english+plain)*100 >= t.words*12:
		// Lists and names hold few of the frequent words.
		lang = "en"
	default:
		// A language of the table shows by its frequent words; one that is not in it must be
		// heard, and hardly anything English with it.
		heard, sure := detect(d.Text)
		if at := slices.Index(frequent.codes, heard); at > 0 {
			n := t.counts[at]
			sure = n*100 >= t.words*10 && n > english || sure && (heard == claimed && n > english || n >= 4 && n >= 3*(english+plain))
		} else {
			sure = sure && (english+plain)*100 <= t.words*2
		}
		switch {
		case sure:
			lang = heard
		case t.accented*100 >= t.letters*2 && most >= 4 && most >= 2*(english+plain):
			// A list in the language that its few frequent words are of.
		default:
			lang = "en"
		}
	}
	if d.Lang = lang; lang != "en" && s.mode != Keep {
		d.Skipped = skipped(lang)
	}
}

func skipped(lang string) string {
	if lang == "" {
		return "language is not English"
	}
	return "language is " + lang + ", not English"
}

// detect is the ISO 639-1 code of the language that whatlanggo hears in the start
// of a text, and whether it is sure of it.
func detect(text string) (lang string, sure bool) {
	if len(text) > 1200 {
		text = strings.ToValidUTF8(text[:1200], "")
	}
	info := whatlanggo.Detect(text)
	if lang = info.Lang.Iso6391(); lang == "nb" || lang == "nn" {
		lang = "no" // as pages call it
	}
	return lang, info.IsReliable()
}

// cyrillic is the language that the letters of a short text in Cyrillic tell; empty if there are
// none.
func cyrillic(text string) string {
	text = strings.ToLower(text[:min(len(text), 4000)])
	for _, of := range []struct{ letters, lang string }{{"ў", "be"}, {"іїєґ", "uk"}, {"ђћ", "sr"}, {"ѓќѕ", "mk"}, {"ыэё", "ru"}, {"ј", "sr"}, {"ъ", "bg"}, {"аеинорст", "ru"}} {
		if strings.ContainsAny(text, of.letters) {
			return of.lang
		}
	}
	return ""
}
