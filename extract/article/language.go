package article

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"dateline/corpus"
)

// evidence is how many letters it takes to say that a text is not English.
const evidence = 200

// englishWords are frequent words of English that few other languages share.
var englishWords = map[string]bool{
	"the": true, "of": true, "and": true, "to": true, "is": true, "that": true, "for": true, "was": true, "with": true, "on": true, "as": true, "by": true,
	"at": true, "from": true, "his": true, "has": true, "have": true, "it": true, "are": true, "be": true, "said": true, "who": true, "which": true, "this": true,
	"not": true, "they": true, "their": true, "had": true, "would": true, "will": true, "were": true, "been": true, "he": true, "she": true, "you": true, "we": true,
	"an": true, "but": true, "or": true, "its": true, "after": true, "about": true,
}

// language sets the document's language, and why it gets no English layers if it
// is another one.
func (s *Stage) language(d *corpus.Document) {
	sample := d.Text
	if len(sample) > 4000 {
		sample = sample[:4000]
	}
	letters, foreign := 0, 0
	for _, r := range sample {
		if unicode.IsLetter(r) {
			letters++
			if r > 0x24f && !(r >= 0x1e00 && r < 0x1f00) {
				foreign++
			}
		}
	}
	words, english := 0, 0
	for w := range strings.FieldsSeq(sample) {
		words++
		var low [8]byte // the words looked for are short and ASCII
		if w = strings.Trim(w, ".,;:!?\"'“”’()"); len(w) > len(low) {
			continue
		}
		for i := range len(w) {
			low[i] = w[i]
			if c := w[i]; c >= 'A' && c <= 'Z' {
				low[i] += 'a' - 'A'
			}
		}
		if englishWords[string(low[:len(w)])] {
			english++
		}
	}
	claimed := strings.ToLower(d.Lang) // what the page says of itself
	if claimed, _, _ = strings.Cut(claimed, "-"); len(claimed) != 2 {
		claimed = ""
	}
	d.Lang = claimed
	switch {
	case letters == 0:
		return
	case foreign*2 > letters:
		d.Lang, _ = detect(sample)
		if s.mode != Keep && letters >= 20 {
			d.Skipped = skipped(d.Lang)
		}
		return
	case english*100 >= words*18:
		d.Lang = "en"
		return
	case letters < evidence:
		// Too little to tell. The layers take it for English unless it clearly sounds
		// like something else, and so does this.
		if lang, sure := detect(sample); claimed == "" && (!sure || lang == "en") || english*100 >= words*8 {
			d.Lang = "en"
		}
		return
	}
	lang, sure := detect(sample)
	// Lists and names hold few of the frequent words, and are easily misheard.
	if english*100 >= words*12 || !sure && (claimed == "en" || english*100 >= words*6) {
		lang = "en"
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
	return info.Lang.Iso6391(), info.IsReliable()
}
