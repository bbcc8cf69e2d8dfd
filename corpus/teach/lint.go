package teach

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// Options configure [Lint]. The zero value is the default.
type Options struct {
	// Public reports whether a name is that of a real public person; nil means that
	// RulePublic does not run.
	Public func(name string) bool
}

// Lint holds articles against the rules of GUIDE.md that a machine can hold, and returns
// the findings that no "!" line suppresses, in order of files and lines. The articles should be
// the whole corpus: some rules compare each article with all others. Time is linear
// in the corpus but for the words of names times the length of an article.
func Lint(articles []*Article, o Options) []Finding {
	l := &linter{}
	l.count(articles)
	for _, a := range articles {
		l.article = a
		l.file()
		l.headline()
		l.names()
		l.types()
		l.repeats()
		l.events()
		l.quotes()
		l.public(o.Public)
	}
	l.sentences(articles)
	l.templates(articles)
	for _, a := range articles {
		l.unused(a)
	}
	SortFindings(l.findings)
	return l.findings
}

type linter struct {
	article  *Article
	findings []Finding
	marked   map[string]*usage                   // by string, over the corpus
	roots    map[string]map[corpus.EventType]int // of triggers in small letters
	plain    map[string]bool                     // words that stand in the corpus with a small letter
}

// usage says how often a string is a name.
type usage struct {
	total  int
	types  map[corpus.EntityType]int
	bare   int // places where it is unmarked
	inText int // articles that mark it
}

// report keeps a finding unless a "!" line of the paragraph or the article names it.
func (l *linter) report(a *Article, p *Paragraph, line int, rule Rule, phrase, format string, args ...any) {
	lists := [][]*allowance{a.allowed}
	if rule == RuleTypes { // it is about the whole article
		for _, q := range a.Paragraphs {
			lists = append(lists, q.allowed)
		}
	} else if p != nil {
		lists = append(lists, p.allowed)
	}
	suppressed := false
	for _, list := range lists {
		for _, x := range list {
			if x.rule == string(rule) && x.phrase == phrase {
				x.used, suppressed = true, true
			}
		}
	}
	if !suppressed {
		l.findings = append(l.findings, Finding{a.File, line, rule, phrase, fmt.Sprintf(format, args...)})
	}
}

// relative are the rules that look at the whole corpus, or at a list that may not be given:
// what they find comes and goes with other articles, so a line about it is never unused.
var relative = map[Rule]bool{RuleKnown: true, RuleBare: true, RuleOdd: true, RuleOddRoot: true, RuleSentence: true, RuleTemplate: true, RulePublic: true}

func (l *linter) unused(a *Article) {
	see := func(list []*allowance) {
		for _, x := range list {
			if !x.used && !relative[Rule(x.rule)] {
				l.findings = append(l.findings, Finding{a.File, x.line, RuleUnused, strings.TrimSpace(x.rule + " " + x.phrase), "suppresses nothing"})
			}
			x.used = false // the articles may be linted again
		}
	}
	see(a.allowed)
	for _, p := range a.Paragraphs {
		see(p.allowed)
	}
}

// count learns how strings are marked over the corpus.
func (l *linter) count(articles []*Article) {
	l.marked, l.plain, l.roots = map[string]*usage{}, map[string]bool{}, map[string]map[corpus.EventType]int{}
	for _, a := range articles {
		seen := map[string]bool{}
		for _, p := range a.Paragraphs {
			for _, e := range p.Events {
				if e.Realis == corpus.Planned { // "talks" that are due are AGREE
					continue
				}
				t := strings.ToLower(a.Surface(e.Trigger[0]))
				if l.roots[t] == nil {
					l.roots[t] = map[corpus.EventType]int{}
				}
				l.roots[t][e.Type]++
			}
			for _, n := range p.Names {
				s := a.Surface(n.Span)
				u := l.marked[s]
				if u == nil {
					u = &usage{types: map[corpus.EntityType]int{}}
					l.marked[s] = u
				}
				u.total++
				u.types[n.Type]++
				if !seen[s] {
					seen[s] = true
					u.inText++
				}
			}
		}
	}
	for _, a := range articles {
		for _, w := range strings.FieldsFunc(a.Text, func(r rune) bool { return !letter(r) }) {
			if unicode.IsLower(runeAt(w, 0)) {
				l.plain[w] = true
			}
		}
		for i := range a.Paragraphs {
			for _, run := range bareRuns(a.bare(&a.Paragraphs[i])) {
				if u := l.marked[run.text]; u != nil {
					u.bare++
				}
			}
		}
	}
}

// bare is a paragraph's text with a blank for each byte of a name.
func (a *Article) bare(p *Paragraph) string {
	b := []byte(a.Surface(p.Span))
	for _, n := range p.Names {
		for i := n.Start - p.Start; i < n.End-p.Start; i++ {
			b[i] = ' '
		}
	}
	return string(b)
}

type run struct {
	at   int
	text string
}

// bareRuns are the single words of an unmarked text that begin with a capital letter,
// and the parts with a capital behind a hyphen ("pro-Moscow").
func bareRuns(text string) []run {
	var out []run
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !letter(r) {
			i += n
			continue
		}
		start := i
		for i < len(text) {
			r, n = utf8.DecodeRuneInString(text[i:])
			if !letter(r) && !within(text[i+n:], r) {
				break
			}
			i += n
		}
		word := text[start:i]
		for !unicode.IsUpper(runeAt(word, 0)) {
			_, rest, ok := strings.Cut(word, "-")
			if !ok {
				word = ""
				break
			}
			word = rest
		}
		if word != "" {
			out = append(out, run{i - len(word), word})
		}
	}
	return out
}

// within reports whether a mark belongs to a word that goes on as rest: a hyphen, the dot of
// "U.S", the apostrophe of "O'Brien" and "Sa'ada", not that of a possessive.
func within(rest string, mark rune) bool {
	next := 0
	for _, r := range rest {
		if !letter(r) {
			break
		}
		next++
	}
	switch mark {
	case '-', '.':
		return next > 0
	case '\'', '’', 'ʻ', 'ʼ':
		return next > 2 || next > 0 && unicode.IsUpper(runeAt(rest, 0))
	}
	return false
}

// file holds the id against the name of the file. A second marking may hold the articles
// of many files in one.
func (l *linter) file() {
	a := l.article
	base := path.Base(a.File)
	stem := strings.TrimSuffix(base, path.Ext(base))
	if name, ok := nameOf(a.ID); ok && name != stem {
		l.report(a, nil, a.Line, RuleFile, a.ID, "the id is not %s- and a number", stem)
	}
}

func (l *linter) headline() {
	if a := l.article; a.Title == "" {
		l.report(a, nil, a.Line, RuleHeadline, "", "the article has none")
	}
}

// determined reports whether a name begins with an English determiner. "An" before a
// consonant is none: "An Giang", "An Garda Síochána".
func determined(s string) bool {
	first, rest, ok := strings.Cut(strings.ToLower(s), " ")
	return ok && (first == "the" || first == "a" || first == "an" && rest != "" && strings.ContainsRune("aeiou", rune(rest[0])))
}

// names holds each mark by itself.
func (l *linter) names() {
	a := l.article
	here := map[string]bool{}
	for _, p := range a.Paragraphs {
		for _, n := range p.Names {
			here[a.Surface(n.Span)] = true
		}
	}
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		for _, n := range p.Names {
			s := a.Surface(n.Span)
			if determined(s) && n.Type != corpus.Work && !slices.ContainsFunc(keptDeterminers, func(k string) bool { return strings.EqualFold(k, s) }) {
				l.report(a, p, p.Line, RuleDeterminer, s, "the determiner stands outside")
			}
			first, _, more := strings.Cut(s, " ")
			if names, is := titles[first]; is && more && n.Type == corpus.Person && !slices.Contains(names, s) {
				l.report(a, p, p.Line, RuleTitle, s, "%s stands outside", first)
			}
			if base, ok := strings.CutSuffix(strings.ReplaceAll(s, "’", "'"), "'s"); ok && (n.Type == corpus.Person || n.Type == corpus.Norp || here[base]) {
				l.report(a, p, p.Line, RulePossessive, s, "'s stands outside")
			}
			l.edges(p, n, s)
			last := s[strings.LastIndexByte(s, ' ')+1:]
			if types := heads[last]; types != nil && last != s && !strings.Contains(s, " of ") && !strings.Contains(s, " for ") && n.Type != corpus.Person && n.Type != corpus.Work && !slices.Contains(types, n.Type) {
				l.report(a, p, p.Line, RuleHead, s, "is %s, but a %s is %s", n.Type, last, join(types))
			}
			if u := l.marked[s]; u.inText >= 5 {
				if most, count := u.most(); most != n.Type && count*10 >= u.total*9 {
					l.report(a, p, p.Line, RuleOdd, s, "is %s, but %s %d times of %d", n.Type, most, count, u.total)
				}
			}
		}
	}
}

func (l *linter) edges(p *Paragraph, n Name, s string) {
	a := l.article
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	inner := func(r rune) bool { return letter(r) || unicode.IsSymbol(r) }
	switch {
	case !inner(first) && !strings.ContainsRune("'’‘ʻʼ#@.\"“&", first), !inner(last) && !strings.ContainsRune(".!?'’\"”)*", last), strings.Contains(s, "  "):
		l.report(a, p, p.Line, RuleEdge, s, "begins or ends with a mark or has two spaces")
	case !edge(a.Text, n.Start):
		l.report(a, p, p.Line, RuleEdge, s, "the mark cuts a word")
	case !edge(a.Text, n.End):
		l.report(a, p, p.Line, RuleEdge, s, "the mark cuts a word: a plural s is inside")
	}
}

// most is the commonest type of a string; of equals, the first in order.
func (u *usage) most() (corpus.EntityType, int) {
	var best corpus.EntityType
	count := 0
	for _, t := range Types {
		if u.types[t] > count {
			best, count = t, u.types[t]
		}
	}
	return best, count
}

func (l *linter) types() {
	a := l.article
	first := map[string]corpus.EntityType{}
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		told := map[string]bool{}
		for _, n := range p.Names {
			s := a.Surface(n.Span)
			if t, ok := first[s]; !ok {
				first[s] = n.Type
			} else if t != n.Type && !told[s] {
				told[s] = true
				l.report(a, p, p.Line, RuleTypes, s, "is %s and %s in one article", t, n.Type)
			}
		}
	}
}

// repeats finds names of the article, and of other articles, that stand unmarked.
func (l *linter) repeats() {
	a := l.article
	whole := map[string]bool{} // names
	words := map[string]bool{} // of persons
	for _, p := range a.Paragraphs {
		for _, n := range p.Names {
			s := a.Surface(n.Span)
			switch n.Type {
			case corpus.Work:
			case corpus.Person:
				for _, w := range strings.Fields(s) {
					if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && utf8.RuneCountInString(w) > 2 && !noWordOfPerson[w] {
						words[w] = true
					}
				}
			default:
				if r, _ := utf8.DecodeRuneInString(s); unicode.IsUpper(r) && utf8.RuneCountInString(s) > 1 {
					whole[s] = true
				}
			}
		}
	}
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		bare := a.bare(p)
		told := map[string]bool{}
		tell := func(rule Rule, s string, at int) {
			if !told[s] {
				told[s] = true
				what := "a name of the article"
				switch rule {
				case RuleKnown:
					what = "a name in other articles"
				case RuleBare:
					what = "a capital within a sentence"
				}
				l.report(a, p, p.Line, rule, s, "%s, unmarked in …%s…", what, strings.TrimSpace(around(bare, at+len(s)/2)))
			}
		}
		var found []corpus.Span
		for _, s := range slices.Sorted(maps.Keys(whole)) {
			if strings.ContainsAny(s, " '’") {
				if at := places(bare, s); at != nil && edge(bare, at[0]) && edge(bare, at[0]+len(s)) {
					tell(RuleRepeat, s, at[0])
					for _, i := range at {
						found = append(found, corpus.Span{Start: i, End: i + len(s)})
					}
				}
			}
		}
		for _, r := range bareRuns(bare) {
			if slices.ContainsFunc(found, corpus.Span{Start: r.at, End: r.at + len(r.text)}.Overlaps) {
				continue
			}
			if l.language(bare, r) {
				continue
			}
			switch {
			case words[r.text], whole[r.text]:
				tell(RuleRepeat, r.text, r.at)
			default:
				// "Moscow-backed": the half is the name.
				if half, _, ok := strings.Cut(r.text, "-"); ok && (whole[half] || words[half]) {
					tell(RuleRepeat, half, r.at)
				} else if u := l.marked[r.text]; u != nil && u.inText >= 4 && u.bare*4 <= u.total {
					tell(RuleKnown, r.text, r.at)
				} else if l.loose(a, p, r) {
					tell(RuleBare, r.text, r.at)
				}
			}
		}
	}
}

// loose reports whether an unmarked word with a capital stands within a sentence, and is
// none that is known to be no name: a title, a month, a word that also stands in small
// letters.
func (l *linter) loose(a *Article, p *Paragraph, r run) bool {
	if _, title := titles[r.text]; title || p.Headline || unmarked[r.text] || utf8.RuneCountInString(r.text) < 2 || strings.ContainsAny(r.text, "0123456789") ||
		utf8.RuneCountInString(r.text) > 6 && strings.ToUpper(r.text) == r.text { // a word set in capitals
		return false
	}
	if strings.ToUpper(r.text) == r.text && capitals(a.Surface(p.Span)) {
		return false
	}
	base := r.text
	for _, s := range []string{"-speaking", "-language"} {
		base = strings.TrimSuffix(base, s)
	}
	if unmarked[base] || l.plain[strings.ToLower(base)] {
		return false
	}
	before := strings.TrimRight(a.Text[p.Start:p.Start+r.at], " ")
	last, _ := utf8.DecodeLastRuneInString(before)
	return before != "" && (unicode.IsLetter(last) || last == ',')
}

// capitals reports whether a text is set in capitals, where no letter tells a name.
func capitals(text string) bool {
	upper, lower := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > lower
}

// language reports whether a word that elsewhere is a people stands for its language or
// its money, which are no names: "in French", "Canadian dollars".
func (l *linter) language(text string, r run) bool {
	after := text[r.at+len(r.text):]
	if strings.HasPrefix(after, "$") {
		return true
	}
	if next := wordsOf(after[:min(len(after), 24)]); len(next) > 0 && slices.Contains(moneys, next[0]) {
		return true
	}
	u := l.marked[r.text]
	if u == nil || u.types[corpus.Norp] == 0 {
		return false
	}
	before := strings.Fields(text[:r.at])
	return len(before) > 0 && slices.Contains(spoken, strings.ToLower(before[len(before)-1]))
}

var (
	spoken = strings.Fields("in into from speak speaks spoke speaking english french arabic russian kiswahili spanish portuguese")
	moneys = strings.Fields("dollar dollars francs pound pounds peso pesos rupee rupees krone kronor thermal")
)

// longestTrigger is how many words a trigger may have.
const longestTrigger = 4

func (l *linter) events() {
	a := l.article
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		for _, e := range p.Events {
			var words []string
			for _, t := range e.Trigger {
				s := a.Surface(t)
				l.whole(p, e.Line, t)
				words = append(words, strings.Fields(strings.ToLower(s))...)
			}
			for _, s := range slices.Concat(e.Sources, e.Targets) {
				l.whole(p, e.Line, s)
			}
			trigger := a.Surface(e.Trigger[0])
			if len(strings.Fields(trigger)) > longestTrigger {
				l.report(a, p, e.Line, RuleTrigger, trigger, "more than %d words: the verb with its particle, or the noun", longestTrigger)
			}
			for _, r := range triggers {
				if slices.Contains(r.not, string(e.Type)) && contains(words, r.word) {
					l.report(a, p, e.Line, RuleRoot, trigger, "%q is not %s but %s", strings.Join(r.word, " "), e.Type, r.instead)
				}
			}
			all := 0
			var most corpus.EventType
			counts := l.roots[strings.ToLower(trigger)]
			for _, r := range Roots {
				all += counts[r]
				if counts[r] > counts[most] {
					most = r
				}
			}
			if all >= 10 && counts[most]*10 >= all*9 && e.Type != most && e.Realis != corpus.Planned {
				l.report(a, p, e.Line, RuleOddRoot, trigger, "is %s, but %s %d times of %d", e.Type, most, counts[most], all)
			}
			if to, ok := plannedRoots[e.Type]; ok && e.Realis == corpus.Planned {
				l.report(a, p, e.Line, RulePlanned, trigger, "%s that is planned is %s planned", e.Type, to)
			}
		}
	}
}

// whole finds phrases that stand in parts of words only.
func (l *linter) whole(p *Paragraph, line int, s corpus.Span) {
	if a := l.article; !edge(a.Text, s.Start) || !edge(a.Text, s.End) {
		l.report(a, p, line, RulePhrase, a.Surface(s), "cuts a word")
	}
}

// contains reports whether the words stand in a list, one after another.
func contains(list, words []string) bool {
	for i := range list {
		if len(list)-i >= len(words) && slices.Equal(list[i:i+len(words)], words) {
			return true
		}
	}
	return false
}

// saying are the words that always report speech, where no form of "be" stands before them.
var saying = []string{"said", "says", "according to"}

// unsaid finds reported speech that is no quotation's cue and stands in none.
func (l *linter) unsaid(p *Paragraph) {
	a := l.article
	if p.Headline {
		return
	}
	text := a.Surface(p.Span)
	for _, word := range saying {
		for _, i := range places(text, word) {
			s := p.at(i, len(word))
			if !edge(text, i) || !edge(text, i+len(word)) || slices.ContainsFunc(p.Quotes, func(q Quote) bool {
				return q.Contains(s) || q.Cue != nil && q.Cue.Overlaps(s)
			}) {
				continue
			}
			before := strings.Fields(text[:i])
			if len(before) > 0 && slices.Contains(passive, strings.ToLower(before[len(before)-1])) {
				continue
			}
			words := strings.Fields(text[i:])
			if n := strings.Count(word, " ") + 1; len(words) > n && slices.Contains(wordless, strings.Trim(words[n], ".,;:")) {
				continue
			}
			phrase := strings.TrimRight(strings.Join(words[:min(len(words), 4)], " "), ".,;:")
			l.report(a, p, p.Line, RuleSaid, phrase, "reported speech, and no quotation is marked")
		}
	}
}

var (
	passive  = strings.Fields("is are was were be been being")
	wordless = strings.Fields("nothing little no yes so to goodbye much otherwise thank whether where how what when why who") // "said nothing", "has not said whether"
)

const quotationMarks = "\"“”«»„"

func (l *linter) quotes() {
	a := l.article
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		l.unsaid(p)
		for _, q := range p.Quotes {
			l.whole(p, q.Line, q.Span)
			for _, s := range []*corpus.Span{q.Speaker, q.Cue} {
				if s != nil {
					l.whole(p, q.Line, *s)
				}
			}
			if q.Speaker != nil {
				s := a.Surface(*q.Speaker)
				// "Kenya, Jamaica and the Bahamas" are three.
				if _, rest, ok := strings.Cut(s, ", "); ok && !strings.Contains(rest, " and ") && !strings.HasPrefix(rest, "or ") {
					l.report(a, p, q.Line, RuleSpeaker, s, "the name without its apposition")
				}
			}
			said := a.Surface(q.Span)
			marks := strings.ContainsAny(said, quotationMarks)
			before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(a.Text[p.Start:q.Start], " "))
			opened := strings.ContainsRune(quotationMarks+"'‘", before)
			short := around(said, 0)
			switch {
			case q.Kind == corpus.Indirect && (marks || opened) && !inQuotes(a.Text[p.Start:q.Start]):
				l.report(a, p, q.Line, RuleSpeech, short, "quotation marks in indirect speech: mixed or direct")
			case q.Kind == corpus.Mixed && !marks && !opened && !strings.ContainsAny(said, "'‘’"):
				l.report(a, p, q.Line, RuleSpeech, short, "mixed without a quotation mark: indirect")
			case q.Kind == corpus.Direct && q.Cue != nil && !opened && !inQuotes(a.Text[p.Start:q.Start]) && q.Start > p.Start && !strings.ContainsRune(":—–-", before):
				l.report(a, p, q.Line, RuleSpeech, short, "direct, but no quotation mark stands before it: mixed or indirect")
			}
		}
	}
}

// inQuotes reports whether a quotation is open at the end of a text.
func inQuotes(text string) bool {
	open := false
	for _, r := range text {
		switch r {
		case '"':
			open = !open
		case '“', '«':
			open = true
		case '”', '»':
			open = false
		}
	}
	return open
}

// hostile are the roots that accuse somebody of something or do him harm.
var hostile = []corpus.EventType{corpus.Accuse, corpus.Threaten, corpus.Protest, corpus.Sanction, corpus.Coerce, corpus.Assault}

// public finds real people who are given words, or a side in a conflict.
func (l *linter) public(known func(string) bool) {
	if known == nil {
		return
	}
	a := l.article
	real := map[string]string{} // marked string to the full name
	for _, p := range a.Paragraphs {
		for _, n := range p.Names {
			s := a.Surface(n.Span)
			if n.Type != corpus.Person {
				continue
			}
			if known(s) {
				real[s] = s
				words := strings.Fields(s)
				real[words[len(words)-1]] = s
			}
		}
	}
	if len(real) == 0 {
		return
	}
	for i := range a.Paragraphs {
		p := &a.Paragraphs[i]
		told := map[string]bool{}
		in := func(line int, s corpus.Span, what string) {
			for _, n := range p.Names {
				full := real[a.Surface(n.Span)]
				if full != "" && n.Type == corpus.Person && s.Contains(n.Span) && !told[full] {
					told[full] = true
					l.report(a, p, line, RulePublic, full, "%s a real person", what)
				}
			}
		}
		for _, q := range p.Quotes {
			if q.Speaker != nil {
				in(q.Line, *q.Speaker, "words are given to")
			}
		}
		for _, e := range p.Events {
			if slices.Contains(hostile, e.Type) && e.Realis != corpus.Denied {
				for _, s := range slices.Concat(e.Sources, e.Targets) {
					in(e.Line, s, string(e.Type)+" by or of")
				}
			}
		}
	}
}
