package syntax

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/jdkato/prose/v3/segment"
	"github.com/jdkato/prose/v3/tag"
	"github.com/jdkato/prose/v3/tokenize"

	"dateline/corpus"
	"dateline/corpus/ud"
)

// prose is the engine on jdkato/prose/v3. Its models are loaded once a process.
type prose struct {
	segmenter *segment.Segmenter
	tokenizer *tokenize.Tokenizer
	tagger    *tag.Tagger
}

var openProse = sync.OnceValues(func() (*prose, error) {
	s, err := segment.New()
	if err != nil {
		return nil, fmt.Errorf("syntax: prose: %w", err)
	}
	t, err := tag.New()
	if err != nil {
		return nil, fmt.Errorf("syntax: prose: %w", err)
	}
	return &prose{s, tokenize.New(), t}, nil
})

func (*prose) Name() string { return "prose" }

// longRun is the number of bytes without white space beyond which a stretch is
// one token: prose's rules look back over a word for every mark in it.
const longRun = 1 << 10

// proseParagraph is the number of bytes beyond which a paragraph is cut at white
// space before prose sees it, which keeps its time linear.
const proseParagraph = 1 << 15

// Cut asks prose for the sentences of each paragraph and for the words of each.
func (p *prose) Cut(text string, paragraphs, words []corpus.Span, ends []int) ([]corpus.Span, []int) {
	var sentences []corpus.Span
	for _, at := range paragraphs {
		sentences = p.paragraph(text[at.Start:at.End], at.Start, sentences[:0])
		for _, s := range sentences {
			before := len(words)
			if words = p.words(text[s.Start:s.End], s.Start, words); len(words) > before {
				ends = append(ends, len(words))
			}
		}
	}
	return words, ends
}

// paragraph appends the sentences of a paragraph.
func (p *prose) paragraph(paragraph string, base int, to []corpus.Span) []corpus.Span {
	for len(paragraph) > proseParagraph {
		cut := proseParagraph
		if i := strings.LastIndexAny(paragraph[:cut], " \t"); i > cut/2 {
			cut = i
		}
		for cut > 0 && !utf8.RuneStart(paragraph[cut]) {
			cut--
		}
		to = p.sentences(paragraph[:cut], base, to)
		paragraph, base = paragraph[cut:], base+cut
	}
	return p.sentences(paragraph, base, to)
}

func (p *prose) sentences(paragraph string, base int, to []corpus.Span) []corpus.Span {
	first := len(to)
	for _, s := range p.segmenter.Segment(paragraph) {
		start, end := trim(paragraph, s.Start, s.End())
		if start == end {
			continue
		}
		span := corpus.Span{Start: base + start, End: base + end}
		if n := len(to); n > first && joins(paragraph, to[n-1].Start-base, to[n-1].End-base, start, end) {
			to[n-1].End = span.End
			continue
		}
		to = append(to, span)
	}
	// prose keeps together what lacks a space after the full stop ("end.Start").
	// Only this paragraph's sentences are copied: copying all before them would
	// take quadratic time in the number of paragraphs.
	var few [16]corpus.Span
	whole := append(few[:0], to[first:]...)
	to = to[:first]
	for _, s := range whole {
		to = splitGlued(paragraph, base, s, to)
	}
	return to
}

// joins reports whether the sentence at start continues the one before it: a
// closing quotation mark or bracket alone, a lower-case word after an abbreviation
// or an ellipsis, or anything after a title, an initial or the number of a list's item.
func joins(text string, prevStart, prevEnd, start, end int) bool {
	rest := text[start:end]
	if strings.Trim(rest, "\"'”’)]»") == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLower(r) {
		return true
	}
	prev := text[prevStart:prevEnd]
	return initial(prev) && unicode.IsUpper(r) || leads(prev) || isItemNumber(prev)
}

// leads reports whether text ends in an abbreviation that always has something behind it.
func leads(text string) bool {
	body, ok := strings.CutSuffix(text, ".")
	if !ok {
		return false
	}
	i := strings.LastIndexAny(body, " \t\n(\"“'’[")
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(body[i:])
		body = body[i+n:]
	}
	return leading[body]
}

// leading are abbreviations before a name or a number.
var leading = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Cpl Adm Cmdr Gov Sen Rep Rev Hon Pres Fr Mt Ft
		Messrs Mme Mlle Brig Supt Insp Det Amb c ca cf vs v viz N° Nr Art Fig Figs pp Vol e.g i.e`) {
		m[w] = true
	}
	return m
}()

// isItemNumber reports whether text is but the mark of a list's item: "1.", "2.)",
// "a.", "• 9.".
func isItemNumber(text string) bool {
	text = strings.TrimLeft(text, "•⁃-–*( \t")
	body := strings.TrimRight(text, ".)")
	if len(body) == len(text) || len(body) == 0 || len(body) > 3 {
		return false
	}
	if len(body) == 1 && (lower(body[0]) || upper(body[0]) && body[0] != 'I') {
		return true
	}
	for i := range len(body) {
		if !digit(body[i]) {
			return false
		}
	}
	return true
}

// initial reports whether text ends in an initial that is no pronoun ("George W.").
func initial(text string) bool {
	n := len(text)
	if n < 4 || text[n-1] != '.' || text[n-2] == 'I' || text[n-2] < 'A' || text[n-2] > 'Z' || text[n-3] != ' ' {
		return false
	}
	before := strings.TrimRight(text[:n-3], " ")
	i := strings.LastIndexByte(before, ' ')
	r, _ := utf8.DecodeRuneInString(before[i+1:])
	return unicode.IsUpper(r) && !strings.HasSuffix(before, ".")
}

// splitGlued cuts a sentence where a lower-case word, a full stop and a capitalised
// word of two letters or more stand without a space, and where a word that begins
// sentences follows an acronym ("in the U.S. The talks", "at 6 p.m. He").
func splitGlued(text string, base int, s corpus.Span, to []corpus.Span) []corpus.Span {
	body := text[s.Start-base : s.End-base]
	start := 0
	for i := 3; i+2 < len(body); i++ {
		if c := body[i]; c != '.' && c != '?' && c != '!' {
			continue
		}
		a, b, c, d := body[i-2], body[i-1], body[i+1], body[i+2]
		if a == '.' && letter(b) && body[i] == '.' && c == ' ' && upper(d) && opener(body[i+2:]) {
			to = append(to, corpus.Span{Start: s.Start + start, End: s.Start + i + 1})
			start = i + 2
			continue
		}
		if lower(a) && lower(b) && upper(c) && lower(d) && !webby(body, i) {
			to = append(to, corpus.Span{Start: s.Start + start, End: s.Start + i + 1})
			start = i + 1
		}
	}
	return append(to, corpus.Span{Start: s.Start + start, End: s.End})
}

// opener reports whether text begins with a word that begins sentences and is no
// part of a name.
func opener(text string) bool {
	const longest = 8
	i := strings.IndexAny(text[:min(len(text), longest+1)], " ,")
	return i > 0 && openers[text[:i]]
}

var openers = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`The He She It They We You This That These Those There Here His Her Its Their Our My
		But And Or So Yet If When While Where What Who Why How After Before Since Because Although Though
		Mr. Mrs. Ms. However Meanwhile Then Now Some Many Most Both Each`) {
		m[w] = true
	}
	return m
}()

// maxAddress is the number of bytes on either side of a full stop that webby looks
// at, so that a long run without white space costs linear time.
const maxAddress = 128

// webby reports whether the word around i looks like an address or a file name.
func webby(s string, i int) bool {
	before, after := s[max(0, i-maxAddress):i], s[i:min(len(s), i+maxAddress)]
	before = before[strings.LastIndexAny(before, " \t\n")+1:]
	if b := strings.IndexAny(after, " \t\n"); b >= 0 {
		after = after[:b]
	}
	word := before + after
	return strings.ContainsAny(word, "/@_") || strings.HasPrefix(word, "www.")
}

func lower(c byte) bool { return 'a' <= c && c <= 'z' }
func upper(c byte) bool { return 'A' <= c && c <= 'Z' }
func letter(c byte) bool {
	return lower(c) || upper(c) || c >= utf8.RuneSelf
}
func digit(c byte) bool { return '0' <= c && c <= '9' }

// trim moves the ends of a stretch past white space.
func trim(s string, start, end int) (int, int) {
	body := s[start:end]
	start += len(body) - len(strings.TrimLeftFunc(body, unicode.IsSpace))
	return start, start + len(strings.TrimSpace(body))
}

// words appends the words of a sentence.
func (p *prose) words(sentence string, base int, to []corpus.Span) []corpus.Span {
	for start := 0; start < len(sentence); {
		// A run without white space that is too long for a word is one token.
		end := start
		for end < len(sentence) {
			i := strings.IndexFunc(sentence[end:], unicode.IsSpace)
			if i < 0 {
				i = len(sentence) - end
			}
			if i > longRun {
				break
			}
			for end += i; end < len(sentence); {
				r, n := utf8.DecodeRuneInString(sentence[end:])
				if !unicode.IsSpace(r) {
					break
				}
				end += n
			}
		}
		for _, t := range p.tokenizer.Tokenize(sentence[start:end]) {
			if n := len(to); t.Text == "." && n > 0 && to[n-1].End == base+start+t.Start && abbreviations[sentence[to[n-1].Start-base:to[n-1].End-base]] {
				to[n-1].End++ // prose parts some abbreviations from their full stop
				continue
			}
			to = splitWord(sentence, base, start+t.Start, start+t.End(), to)
		}
		if end == len(sentence) {
			break
		}
		i := strings.IndexFunc(sentence[end:], unicode.IsSpace)
		if i < 0 {
			i = len(sentence) - end
		}
		to = append(to, corpus.Span{Start: base + end, End: base + end + i})
		start = end + i
	}
	return to
}

// abbreviations are words of the news that keep their full stop wherever they stand.
var abbreviations = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
		Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Cpl Adm Cmdr Gov Sen Rep Rev Hon Pres Fr St Mt Ft Sr Jr
		Inc Corp Ltd Co Bros Cos vs No Nos Art etc approx est Ave Blvd`) {
		m[w] = true
	}
	return m
}()

// splitWord cuts one of prose's tokens the way Universal Dependencies for English
// does: hyphens between words are tokens, so are dashes, slashes between letters
// and marks that prose leaves attached.
func splitWord(s string, base, start, end int, to []corpus.Span) []corpus.Span {
	add := func(a, b int) {
		if a < b {
			to = append(to, corpus.Span{Start: base + a, End: base + b})
		}
	}
	word := s[start:end]
	if strings.TrimFunc(word, unicode.IsSpace) == "" {
		return to
	}
	if strings.Contains(word, "://") || strings.HasPrefix(word, "www.") || strings.Contains(word, "@") {
		add(start, end)
		return to
	}
	from := start
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(s[i:end])
		inside := i > start && i+n < end
		switch {
		case unicode.IsSpace(r):
			add(from, i)
			from = i + n
		case r == '—' || r == '–' || r == '“' || r == '”' || r == '…' || r == '«' || r == '»' || r == '€' || r == '£':
			add(from, i)
			add(i, i+n)
			from = i + n
		case r == '-' && inside && (letter(s[i-1]) || s[i-1] == '.') && letter(s[i+1]) && !prefixed(s[from:i]):
			add(from, i)
			add(i, i+1)
			from = i + 1
		case r == '-' && inside && (digit(s[i-1]) && letter(s[i+1]) || digit(s[i-1]) && digit(s[i+1])):
			add(from, i)
			add(i, i+1)
			from = i + 1
		case r == '/' && inside && letter(s[i-1]) && letter(s[i+1]):
			add(from, i)
			add(i, i+1)
			from = i + 1
		case r == '$' && i+1 < end && (i == start || s[i-1] == 'S'):
			add(from, i+1)
			from = i + 1
		case r == '%' && i > from:
			add(from, i)
			add(i, i+1)
			from = i + 1
		}
		i += n
	}
	add(from, end)
	return to
}

// prefixed reports whether a hyphen after the word is part of the token, as UD has it.
func prefixed(word string) bool {
	switch strings.ToLower(word) {
	case "e", "co", "re", "al", "el", "un", "o'":
		return true
	}
	return false
}

func (p *prose) Tags(words []string, to []ud.XPOS) []ud.XPOS {
	tokens := make([]tag.Token, len(words))
	for i, w := range words {
		tokens[i].Text = w
	}
	p.tagger.TagTokens(tokens)
	for i, t := range tokens {
		to = append(to, repair(words, i, ud.ParseXPOS(t.Tag)))
	}
	return to
}

// repair brings prose's tags to the conventions of UD English.
func repair(words []string, i int, x ud.XPOS) ud.XPOS {
	w := words[i]
	switch w {
	case "-":
		if i > 0 && i+1 < len(words) {
			return ud.HYPH
		}
		return ud.Colon
	case "–", "—", "--", ";", ":", "…", "...":
		return ud.Colon
	case "“", "‘", "``", "«":
		return ud.OpenQuote
	case "”", "''", "»":
		return ud.CloseQuote
	case "\"":
		return ud.CloseQuote
	case "$", "€", "£", "US$":
		return ud.Dollar
	case "%":
		return ud.NN
	case "(", "[", "{":
		return ud.LRB
	case ")", "]", "}":
		return ud.RRB
	case ",":
		return ud.Comma
	case ".", "?", "!":
		return ud.Stop
	case "/":
		return ud.Comma
	case "&":
		return ud.CC
	case "to", "To":
		return ud.TO
	}
	if c := w[0]; digit(c) && strings.Trim(w, "0123456789.,:") == "" {
		return ud.CD
	}
	if x == 0 {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLetter(r) {
			return ud.NFP
		}
		return ud.NN
	}
	return x
}
