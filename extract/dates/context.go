package dates

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// before is the lower-case word that ends before byte at, with only spaces
// between; a mark stands for itself. It looks at a few bytes only.
func (pr *parse) before(at int32) string {
	i := int(at)
	for i > 0 && (pr.text[i-1] == ' ' || pr.text[i-1] == '\n') && int(at)-i < 8 {
		i--
	}
	if i == 0 {
		return ""
	}
	end := i
	if pr.text[i-1] >= utf8.RuneSelf {
		if r, size := utf8.DecodeLastRuneInString(pr.text[:i]); !unicode.IsLetter(r) {
			return pr.text[i-size : i]
		}
	}
	for i > 0 && letter[pr.text[i-1]] && end-i < 24 {
		i--
	}
	if i == end {
		i--
	}
	return pr.lower(i, end, 0)
}

// after is the lower-case word that follows byte at.
func (pr *parse) after(at int32) string {
	i := int(at)
	for i < len(pr.text) && (pr.text[i] == ' ' || pr.text[i] == '\n') && i-int(at) < 8 {
		i++
	}
	start := i
	for i < len(pr.text) && letter[pr.text[i]] && i-start < 24 {
		i++
	}
	if i == start && i < len(pr.text) {
		i++
	}
	return pr.lower(start, i, 32)
}

func (pr *parse) lower(start, end, off int) string {
	s := pr.text[start:end]
	for k := 0; k < len(s); k++ {
		if s[k] >= 'A' && s[k] <= 'Z' {
			b := pr.low[off:off]
			for j := 0; j < len(s); j++ {
				c := s[j]
				if c >= 'A' && c <= 'Z' {
					c |= 0x20
				}
				b = append(b, c)
			}
			return string(b)
		}
	}
	return s
}

func letterFirst(s string) bool { return s != "" && letter[s[0]] }

func oneOf(s string, words ...string) bool {
	for _, w := range words {
		if s == w {
			return true
		}
	}
	return false
}

// lists are the words of data/context.tsv by the name of their list.
type lists map[string]map[string]bool

var contextColumns = []string{"list", "word"}

// listNames are the lists that the code asks for.
var listNames = []string{"preposition", "counted", "treaty", "event", "place", "ahead", "intent", "defer", "timetable", "title", "opener", "thing", "dayended", "promise", "result", "nation", "portion", "uncounted", "titled", "epithet"}

func loadLists() (lists, error) {
	t, err := lexicon.Open(data, "data/context.tsv", contextColumns...)
	if err != nil {
		return nil, err
	}
	l := lists{}
	for _, name := range listNames {
		l[name] = map[string]bool{}
	}
	for _, row := range t.Rows {
		words := l[row.Get("list")]
		if words == nil {
			return nil, fmt.Errorf("dates: %s: unknown list %q", row.Place(), row.Get("list"))
		}
		words[row.Get("word")] = true
	}
	return l, nil
}

// timePreposition tells whether a year or a month alone may follow the word.
func (pr *parse) timePreposition(w string) bool { return pr.lists["preposition"][w] }

// prior is the nth item before the match that a check is asked about, as this pass
// has left it, or nil.
func (pr *parse) prior(n int) *item {
	if n > pr.done {
		return nil
	}
	return &pr.items[pr.done-n]
}

// hasQuarters tells whether the text speaks of quarters of the year: only then is
// "the first half" one of a year rather than of a match.
func (pr *parse) hasQuarters() bool { return pr.quarters }

// opensLine tells whether byte at begins its paragraph, quotation marks aside.
func (pr *parse) opensLine(at int32) bool {
	i := int(at)
	for i > 0 && (pr.text[i-1] == ' ' || pr.text[i-1] == '"' || pr.text[i-1] == '`') {
		i--
	}
	return i == 0 || pr.text[i-1] == '\n' || strings.HasSuffix(pr.text[:i], "\u201c")
}

// lowerMonths makes months of words in lower case: those that mean nothing else
// ("in january"), and others beside the number of a day or a year ("on march 12, 2024",
// "in may 2020"). "March" and "may" are verbs too: they want a preposition before them.
func (pr *parse) lowerMonths() {
	items := pr.items
	for i := range items {
		it := &items[i]
		if w := it.word; w == nil || it.capital || !w.capital || w.classes&cMonth == 0 {
			continue
		}
		if !it.gap && i > 1 && items[i-1].word != nil && items[i-1].word.text == "of" && items[i-2].classes&cDay != 0 && !items[i-1].gap || it.word.classes&^cMonth == 0 && it.word.plain {
			it.classes |= cMonth // "the 3rd of may"; a word for nothing but a month
			continue
		}
		at := it.start
		number := func(k int, c set) bool {
			return k >= 0 && k < len(items) && items[k].word == nil && items[k].classes&c != 0 && !items[k].glued
		}
		behind := i+1 < len(items) && !items[i+1].gap && number(i+1, cDay|cYear)
		before := !it.gap && number(i-1, cDay)
		switch {
		case before:
			at = items[i-1].start
		case !behind:
			continue
		}
		if oneOf(it.word.text, "march", "may", "mar", "dec", "sep") {
			b := pr.before(at)
			end := it.end
			if behind {
				end = items[i+1].end
			}
			year := behind && items[i+1].classes&cYear != 0
			if !oneOf(b, "on", "in", "by", "until", "till", "since", "from", "of", "before", "after", "and", "to", "-", "through", "between", ",", "early", "late", "mid") ||
				!year && pr.counts(end) {
				continue
			}
		}
		it.classes |= cMonth
	}
}

// persons notes whether the text names a person May: a title or a given name
// stands before the word ("Mrs May", "Theresa May").
func (pr *parse) persons() {
	pr.person = false
	for i := range pr.items {
		it := &pr.items[i]
		if it.word == nil || it.word.text != "may" || !it.capital || it.start < 2 || pr.text[it.start-1] != ' ' {
			continue
		}
		end := it.start - 1
		at := end
		if pr.text[at-1] == '.' {
			at-- // "Mrs. May"
		}
		for at > 0 && letter[pr.text[at-1]] {
			at--
		}
		if b := pr.text[at]; at == end || b < 'A' || b > 'Z' || i > 0 && !it.gap && pr.items[i-1].classes != 0 {
			continue
		}
		w := strings.ToLower(pr.text[at:end])
		if pr.lists["title"][strings.TrimSuffix(w, ".")] {
			pr.person = true
			return
		}
		// A capital that is no preposition or conjunction before the month.
		if !pr.timePreposition(w) && !pr.lists["opener"][w] && !(i+1 < len(pr.items) && !pr.items[i+1].gap && pr.items[i+1].classes&(cDay|cYear) != 0) {
			pr.person = true
			return
		}
	}
}

// quoted tells whether byte at stands within quotation marks that its paragraph
// opens. It looks back a few sentences at most.
func (pr *parse) quoted(at int32) bool {
	lo := max(0, int(at)-800)
	if i := strings.LastIndexByte(pr.text[lo:at], '\n'); i >= 0 {
		lo += i + 1
	}
	open := false
	for i := lo; i < int(at); i++ {
		switch s := pr.text[i:at]; {
		case s[0] == '"':
			open = !open
		case strings.HasPrefix(s, "\u201c"), strings.HasPrefix(s, "``"):
			open = true
		case strings.HasPrefix(s, "\u201d"), strings.HasPrefix(s, "''"):
			open = false
		}
	}
	return open
}

// nameNext tells whether a capital follows byte at after a space.
func (pr *parse) nameNext(at int32) bool {
	i := int(at)
	return i+1 < len(pr.text) && pr.text[i] == ' ' && pr.text[i+1] >= 'A' && pr.text[i+1] <= 'Z'
}

// orders notes whether slashed dates of the text give the day first: one that
// cannot be read otherwise ("18/05/2023") decides for all.
func (pr *parse) orders() {
	pr.dayFirst = false
	slash := func(i int) bool { return pr.items[i].word != nil && pr.items[i].word.text == "/" && !pr.items[i].gap }
	for i := 0; i+4 < len(pr.items); i++ {
		it, m := &pr.items[i], &pr.items[i+2]
		if it.classes&cN != 0 && it.num > 12 && it.num <= 31 && slash(i+1) && slash(i+3) && m.classes&cN != 0 && m.num >= 1 && m.num <= 12 && pr.items[i+4].classes&(cYear|cMM) != 0 {
			pr.dayFirst = true
			return
		}
	}
}

// toDay tells whether a month, a day of one or a weekday follows item i after "to":
// "the year to March", "the week to Wednesday".
func (pr *parse) toDay(i int) bool {
	if i+2 >= len(pr.items) || pr.items[i+1].gap || pr.items[i+2].gap || pr.items[i+2].node < 0 || connector(&pr.items[i+1]) != 3 {
		return false
	}
	e := &pr.nodes[pr.items[i+2].node]
	return e.month != 0 || e.weekday != 0
}

// capitalBefore tells whether the word before byte at has a capital: it opens a
// sentence.
func (pr *parse) capitalBefore(at int32) bool {
	i := int(at)
	for i > 0 && pr.text[i-1] == ' ' {
		i--
	}
	for i > 0 && letter[pr.text[i-1]] {
		i--
	}
	return pr.text[i] >= 'A' && pr.text[i] <= 'Z'
}

// portionBefore tells whether a word for a part stands before the "of" that
// precedes the expression: "the rest of the year".
func (r *resolver) portionBefore(it *item) bool {
	t := r.doc.TokensOver(corpus.Span{Start: int(it.start), End: int(it.end)})
	return t.First < 2 || r.lists["portion"][r.doc.Word(t.First-2)]
}
