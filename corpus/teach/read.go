package teach

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/corpus"
)

// Types are the types of names, in the order in which tables list them.
var Types = []corpus.EntityType{corpus.Person, corpus.Org, corpus.GPE, corpus.Loc, corpus.Fac, corpus.Norp, corpus.EventT, corpus.Work, corpus.Product, corpus.Law}

// Roots are the types of events, in the order in which tables list them.
var Roots = []corpus.EventType{corpus.Agree, corpus.Consult, corpus.Support, corpus.Concede, corpus.Cooperate, corpus.Aid, corpus.Retreat, corpus.Request,
	corpus.Accuse, corpus.Reject, corpus.Threaten, corpus.Protest, corpus.Sanction, corpus.Mobilize, corpus.Coerce, corpus.Assault}

// Realities are the values of realis, in the order in which tables list them.
var Realities = []corpus.Realis{corpus.Actual, corpus.Planned, corpus.Denied, corpus.Hypothetical, corpus.Claimed}

// Kinds are the kinds of quotations.
var Kinds = []corpus.QuoteKind{corpus.Direct, corpus.Indirect, corpus.Mixed}

// Open reads the files that the patterns of path/filepath name, in the order of
// their names, and returns their articles. The error names every fault of form and
// what cannot be read; a pattern that no file fits is an error.
func Open(patterns ...string) ([]*Article, error) {
	articles, faults, err := OpenAll(patterns...)
	if err != nil {
		return nil, err
	}
	var all []error
	for _, f := range faults {
		all = append(all, errors.New(f.String()))
	}
	return articles, errors.Join(all...)
}

// OpenAll is Open for those who want what can be read of files with faults. A
// directory stands for the *.txt in it.
func OpenAll(patterns ...string) ([]*Article, []Finding, error) {
	var paths []string
	for _, pattern := range patterns {
		if info, err := os.Stat(pattern); err == nil && info.IsDir() {
			pattern = filepath.Join(pattern, "*.txt")
		}
		found, err := filepath.Glob(pattern)
		if err != nil {
			return nil, nil, fmt.Errorf("teach: %s: %w", pattern, err)
		}
		if len(found) == 0 {
			return nil, nil, fmt.Errorf("teach: no file is named %s", pattern)
		}
		paths = append(paths, found...)
	}
	slices.Sort(paths)
	var articles []*Article
	var faults []Finding
	for _, path := range slices.Compact(paths) {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, fmt.Errorf("teach: %w", err)
		}
		as, fs := Parse(filepath.ToSlash(path), data)
		articles, faults = append(articles, as...), append(faults, fs...)
	}
	seen := map[string]*Article{}
	for _, a := range articles {
		if b := seen[a.ID]; b == nil {
			seen[a.ID] = a
		} else if b.File != a.File { // within a file Parse has said so
			faults = append(faults, Finding{a.File, a.Line, RuleForm, a.ID, "the id stands at " + b.Place(b.Line) + " already"})
		}
	}
	return articles, faults, nil
}

var mark = regexp.MustCompile(`\[([A-Za-z]+) ([^\[\]]+)\]`)

// Parse reads a file. It returns all that it could read and one [Finding] of
// [RuleForm] for each fault, in order of lines. It takes time linear in the file but
// for the number of times that a phrase stands in its paragraph.
func Parse(name string, data []byte) ([]*Article, []Finding) {
	p := parser{name: name, ids: map[string]int{}}
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		p.line = n
		line = strings.TrimRight(line, "\r\n")
		if !utf8.ValidString(line) {
			p.fault("", "not UTF-8")
			continue
		}
		p.read(line)
	}
	p.close()
	return p.articles, p.faults
}

type parser struct {
	name     string
	line     int
	articles []*Article
	faults   []Finding
	ids      map[string]int

	article *Article
	plain   string        // of the last paragraph
	claims  []corpus.Span // triggers of the paragraph's events
	said    []corpus.Span // quotations of the paragraph
	actors  []actorLine
}

type actorLine struct {
	line  int
	names []string
}

func (p *parser) fault(phrase, format string, args ...any) {
	p.faults = append(p.faults, Finding{p.name, p.line, RuleForm, phrase, fmt.Sprintf(format, args...)})
}

func (p *parser) read(line string) {
	if strings.TrimSpace(line) == "" {
		return
	}
	if rest, ok := strings.CutPrefix(line, "= "); ok {
		p.close()
		p.open(rest)
		return
	}
	if p.article == nil {
		p.fault("", "no article is open")
		return
	}
	var last *Paragraph
	if n := len(p.article.Paragraphs); n > 0 {
		last = &p.article.Paragraphs[n-1]
	}
	kind, rest, _ := strings.Cut(line, " ")
	switch kind {
	case "&":
		var names []string
		for i, part := range strings.Split(rest, "|") {
			for _, x := range strings.Split(part, ";") {
				if x = strings.TrimSpace(x); x != "" || i == 0 {
					names = append(names, x)
				}
			}
		}
		p.actors = append(p.actors, actorLine{p.line, names})
	case "!":
		rule, phrase, _ := strings.Cut(rest, " ")
		phrase, reason, ok := strings.Cut(phrase, ": ")
		rule = strings.TrimSuffix(rule, ":")
		if !ok { // a rule without a phrase: "! headline: it has none"
			rule, reason, ok = strings.Cut(rest, ": ")
			phrase = ""
		}
		if !ok || strings.TrimSpace(reason) == "" {
			p.fault("", "write \"! rule phrase: reason\"")
			return
		}
		if !Rule(rule).Soft() {
			p.fault(rule, "is no rule that can be suppressed (%s)", join(SoftRules))
			return
		}
		al := &allowance{line: p.line, rule: rule, phrase: strings.TrimSpace(phrase)}
		if last == nil {
			p.article.allowed = append(p.article.allowed, al)
		} else {
			last.allowed = append(last.allowed, al)
		}
	case "@", ">":
		switch {
		case last == nil:
			p.fault("", "there is no paragraph above")
		case kind == "@":
			p.event(last, rest)
		default:
			p.quote(last, rest)
		}
	case "#":
		if last != nil {
			p.fault("", "a headline stands first")
		}
		p.paragraph(rest, true)
	default:
		if len(kind) == 1 && strings.Contains("=@>#!&", kind) {
			p.fault("", "an empty line of marks")
			return
		}
		p.paragraph(line, false)
	}
}

func join[T ~string](list []T) string {
	var parts []string
	for _, x := range list {
		parts = append(parts, string(x))
	}
	return strings.Join(parts, ", ")
}

func (p *parser) open(head string) {
	cells := cells(head)
	a := &Article{File: p.name, Line: p.line, ID: cells[0]}
	p.article = a
	p.articles = append(p.articles, a)
	if _, ok := nameOf(a.ID); !ok {
		p.fault(a.ID, "the id is no name with - and a number")
	}
	if first := p.ids[a.ID]; first > 0 {
		p.fault(a.ID, "the id stands in line %d already", first)
	} else {
		p.ids[a.ID] = p.line
	}
	if len(cells) != 3 {
		p.fault("", "%d cells, want id | date | kind", len(cells))
		return
	}
	a.Published, a.Kind = cells[1], cells[2]
	if _, err := time.Parse(time.DateOnly, a.Published); err != nil {
		p.fault(a.Published, "the date is no day YYYY-MM-DD")
	}
	if a.Kind == "" {
		p.fault("", "the kind is empty")
	}
}

// nameOf is the id of an article without its number.
func nameOf(id string) (string, bool) {
	i := strings.LastIndexByte(id, '-')
	if i < 1 || id[i+1:] == "" || strings.Trim(id[i+1:], "0123456789") != "" || strings.ContainsAny(id, " \t") {
		return "", false
	}
	return id[:i], true
}

func cells(s string) []string {
	out := strings.Split(s, "|")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

func phrases(s string) []string {
	var out []string
	for _, x := range strings.Split(s, " ; ") {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

func (p *parser) paragraph(line string, headline bool) {
	a := p.article
	if a.Text != "" {
		a.Text += "\n\n"
	}
	base := len(a.Text)
	q := Paragraph{Line: p.line, Headline: headline}
	var b strings.Builder
	at := 0
	for _, m := range mark.FindAllStringSubmatchIndex(line, -1) {
		b.WriteString(line[at:m[0]])
		kind := corpus.EntityType(line[m[2]:m[3]])
		if !slices.Contains(Types, kind) {
			p.fault(line[m[0]:m[1]], "unknown type %s", kind)
		}
		start := base + b.Len()
		b.WriteString(line[m[4]:m[5]])
		if slices.Contains(Types, kind) {
			q.Names = append(q.Names, Name{corpus.Span{Start: start, End: base + b.Len()}, kind})
		}
		at = m[1]
	}
	b.WriteString(line[at:])
	p.plain, p.claims, p.said = b.String(), nil, nil
	if i := strings.IndexAny(p.plain, "[]"); i >= 0 {
		p.fault(around(p.plain, i), "a bracket that is no mark")
	}
	a.Text += p.plain
	q.Span = corpus.Span{Start: base, End: len(a.Text)}
	if headline {
		a.Title = p.plain
	}
	a.Paragraphs = append(a.Paragraphs, q)
}

// around is a few bytes of a text about a place, on rune boundaries.
func around(s string, at int) string {
	i, j := max(at-20, 0), min(at+20, len(s))
	for i > 0 && !utf8.RuneStart(s[i]) {
		i--
	}
	for j < len(s) && !utf8.RuneStart(s[j]) {
		j++
	}
	return s[i:j]
}

func (p *parser) event(to *Paragraph, rest string) {
	c := cells(rest)
	if len(c) != 5 {
		p.fault("", "%d cells, want ROOT | sources | targets | trigger | realis", len(c))
		return
	}
	e := Event{Line: p.line, Type: corpus.EventType(c[0]), Realis: corpus.Realis(c[4])}
	if !slices.Contains(Roots, e.Type) {
		p.fault(c[0], "unknown root")
		return
	}
	if !slices.Contains(Realities, e.Realis) {
		p.fault(c[4], "unknown realis (%s)", join(Realities))
		return
	}
	var sides [2][][]int // by side and phrase, the places
	lists := [2][]string{phrases(c[1]), phrases(c[2])}
	for i, list := range lists {
		for _, x := range list {
			at := places(p.plain, x)
			if at == nil {
				p.fault(x, "does not stand in the paragraph")
			}
			sides[i] = append(sides[i], at)
		}
	}
	trigger := phrases(c[3])
	if len(trigger) == 0 {
		p.fault("", "an event without a trigger")
		return
	}
	near := -1
	for i, x := range trigger {
		at := places(p.plain, x)
		if at == nil {
			p.fault(x, "does not stand in the paragraph")
			continue
		}
		var place int
		if near < 0 {
			place = p.best(at, len(x), slices.Concat(sides[0], sides[1]))
			near = place
			p.claims = append(p.claims, corpus.Span{Start: place, End: place + len(x)})
		} else {
			place = nearest(at, near)
		}
		e.Trigger = append(e.Trigger, to.at(place, len(trigger[i])))
	}
	if near < 0 {
		return
	}
	for i, list := range lists {
		for j, x := range list {
			if at := sides[i][j]; at != nil {
				s := to.at(nearest(at, near), len(x))
				if i == 0 {
					e.Sources = append(e.Sources, s)
				} else {
					e.Targets = append(e.Targets, s)
				}
			}
		}
	}
	to.Events = append(to.Events, e)
}

// at is a span of the paragraph as one of the article.
func (p *Paragraph) at(start, length int) corpus.Span {
	return corpus.Span{Start: p.Start + start, End: p.Start + start + length}
}

// best is the place of a trigger that is nearest to all sides; of equals, the first
// that no event before it has.
func (p *parser) best(at []int, length int, sides [][]int) int {
	cost := func(place int) int {
		sum := 0
		for _, s := range sides {
			if s != nil {
				sum += distance(nearest(s, place), place)
			}
		}
		// Twice the length of the paragraph outweighs no side, a little breaks ties.
		if slices.Contains(p.claims, corpus.Span{Start: place, End: place + length}) {
			sum += 40
		}
		return sum
	}
	return slices.MinFunc(at, func(a, b int) int { return cmp.Or(cmp.Compare(cost(a), cost(b)), cmp.Compare(a, b)) })
}

func distance(a, b int) int { return max(a-b, b-a) }

// nearest is the place nearest to another; of equals, the first.
func nearest(at []int, to int) int {
	return slices.MinFunc(at, func(a, b int) int {
		return cmp.Or(cmp.Compare(distance(a, to), distance(b, to)), cmp.Compare(a, b))
	})
}

// places are the bytes where a phrase stands in a text as whole words; where it only
// stands in parts of words, those. It is nil for a phrase that is not there.
func places(text, phrase string) []int {
	if phrase == "" {
		return nil
	}
	var whole, parts []int
	for from := 0; ; {
		i := strings.Index(text[from:], phrase)
		if i < 0 {
			break
		}
		i += from
		if edge(text, i) && edge(text, i+len(phrase)) {
			whole = append(whole, i)
		} else {
			parts = append(parts, i)
		}
		_, n := utf8.DecodeRuneInString(text[i:])
		from = i + n
	}
	if whole != nil {
		return whole
	}
	return parts
}

// edge reports whether no word runs over a place.
func edge(text string, at int) bool {
	if at <= 0 || at >= len(text) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return !letter(before) || !letter(after)
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

func (p *parser) quote(to *Paragraph, rest string) {
	c := cells(rest)
	if len(c) != 4 {
		p.fault("", "%d cells, want kind | speaker | cue | first words ... last words", len(c))
		return
	}
	q := Quote{Line: p.line, Kind: corpus.QuoteKind(c[0])}
	if !slices.Contains(Kinds, q.Kind) {
		p.fault(c[0], "unknown kind (%s)", join(Kinds))
		return
	}
	span, ok := p.words(c[3], q.Kind)
	if !ok {
		return
	}
	p.said = append(p.said, span)
	q.Span = to.at(span.Start, span.Len())
	for i, x := range []string{c[1], c[2]} {
		if x == "" {
			continue
		}
		at := places(p.plain, x)
		if at == nil {
			p.fault(x, "does not stand in the paragraph")
			continue
		}
		// What stands in the quotation itself is rarely its speaker or cue.
		outside := slices.DeleteFunc(slices.Clone(at), func(a int) bool { return span.Contains(corpus.Span{Start: a, End: a + len(x)}) })
		if q.Kind == corpus.Direct {
			for _, piece := range pieces(p.plain, span) {
				at = slices.DeleteFunc(at, func(a int) bool { return piece.Contains(corpus.Span{Start: a, End: a + len(x)}) })
			}
			if len(at) > 0 {
				outside = at
			}
		}
		if len(outside) == 0 {
			outside = places(p.plain, x)
		}
		s := to.at(nearestTo(outside, len(x), span), len(x))
		if i == 0 {
			q.Speaker = &s
		} else {
			q.Cue = &s
		}
	}
	q.Pieces = []corpus.Span{q.Span}
	if q.Kind == corpus.Direct {
		q.Pieces = nil
		for _, s := range pieces(p.plain, span) {
			q.Pieces = append(q.Pieces, to.at(s.Start, s.Len()))
		}
	}
	to.Quotes = append(to.Quotes, q)
}

// nearestTo is the place of a phrase with the smallest gap to a span.
func nearestTo(at []int, length int, s corpus.Span) int {
	gap := func(a int) int {
		switch {
		case a >= s.End:
			return a - s.End
		case a+length <= s.Start:
			return s.Start - a - length
		}
		return 0
	}
	return slices.MinFunc(at, func(a, b int) int { return cmp.Or(cmp.Compare(gap(a), gap(b)), cmp.Compare(a, b)) })
}

// words finds "first words ... last words" in the paragraph.
func (p *parser) words(s string, kind corpus.QuoteKind) (corpus.Span, bool) {
	first, last, two := strings.Cut(s, " ... ")
	if s == "" {
		p.fault("", "a quotation without words")
		return corpus.Span{}, false
	}
	starts := places(p.plain, first)
	if starts == nil {
		p.fault(first, "does not stand in the paragraph")
		return corpus.Span{}, false
	}
	var ends []int
	if two {
		if ends = places(p.plain, last); ends == nil {
			p.fault(last, "does not stand in the paragraph")
			return corpus.Span{}, false
		}
	}
	var found corpus.Span
	best := -1
	for _, i := range starts {
		cost := 0
		if kind == corpus.Direct {
			cost = openness(p.plain, i)
		}
		s := corpus.Span{Start: i, End: i + len(first)}
		if two {
			s.End = -1
			for _, j := range ends {
				if j < i+len(first) {
					continue
				}
				if s.End < 0 {
					s.End = j + len(last)
				}
				if ended(p.plain, j+len(last), kind) {
					s.End = j + len(last)
					break
				}
			}
			if s.End < 0 {
				continue
			}
		}
		if !ended(p.plain, s.End, kind) {
			cost++
		}
		if slices.ContainsFunc(p.said, s.Overlaps) {
			cost += 3
		}
		if best < 0 || cost < best {
			found, best = s, cost
		}
	}
	if best < 0 {
		p.fault(last, "does not stand behind %q", first)
		return corpus.Span{}, false
	}
	return found, true
}

// openness is 0 where a quotation mark stands before a place, 1 where a label, a dash or
// nothing does, and 2 elsewhere.
func openness(text string, at int) int {
	before := strings.TrimRight(text[:at], " ")
	if before == "" {
		return 1
	}
	switch r, _ := utf8.DecodeLastRuneInString(before); {
	case strings.ContainsRune("\"“‘'«", r):
		return 0
	case strings.ContainsRune("—–-:(", r):
		return 1
	}
	return 2
}

// ended reports whether a sentence, or the marks of a direct quotation, end at a place.
func ended(text string, at int, kind corpus.QuoteKind) bool {
	rest := strings.TrimLeft(text[at:], ".,!?;:…")
	if rest == "" {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("\"”’'»", r) {
		return true
	}
	return kind != corpus.Direct && len(rest) < len(text)-at
}

// pieces are the stretches of a direct quotation that stand inside its marks: one,
// unless the reporter breaks in ("A," she said. "B.").
func pieces(text string, s corpus.Span) []corpus.Span {
	var out []corpus.Span
	start, inside := s.Start, true
	for i, r := range text[s.Start:s.End] {
		at := s.Start + i
		n := utf8.RuneLen(r)
		switch r {
		case '"':
			if inside && i > 0 {
				out = appendPiece(out, text, start, at)
				inside = false
			} else if !inside {
				start, inside = at+n, true
			}
		case '”':
			if inside {
				out = appendPiece(out, text, start, at)
				inside = false
			}
		case '“':
			if !inside {
				start, inside = at+n, true
			}
		}
	}
	if inside {
		out = appendPiece(out, text, start, s.End)
	}
	if len(out) == 0 {
		return []corpus.Span{s}
	}
	return out
}

func appendPiece(out []corpus.Span, text string, start, end int) []corpus.Span {
	words := strings.TrimSpace(text[start:end])
	if words == "" {
		return out
	}
	at := start + strings.Index(text[start:end], words)
	return append(out, corpus.Span{Start: at, End: at + len(words)})
}

// close finishes an article: its actors can be anywhere in it.
func (p *parser) close() {
	a := p.article
	if a == nil {
		return
	}
	if len(a.Paragraphs) == 0 {
		p.line = a.Line
		p.fault(a.ID, "an article without a paragraph")
	}
	for _, l := range p.actors {
		p.line = l.line
		p.actor(a, l.names)
	}
	p.actors, p.article = nil, nil
}

func (p *parser) actor(a *Article, names []string) {
	x := Actor{Line: p.line, Name: names[0]}
	named := false
	for _, q := range a.Paragraphs {
		for _, n := range q.Names {
			named = named || a.Surface(n.Span) == x.Name
		}
	}
	if !named {
		p.fault(x.Name, "is no name that is marked in the article")
		return
	}
	if len(names) < 2 {
		p.fault(x.Name, "nothing is said of the actor")
	}
	// A longer phrase takes its place before a shorter one in it.
	longest := slices.Clone(names)
	slices.SortStableFunc(longest, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	for _, name := range longest {
		at := places(a.Text, name)
		if r, n := utf8.DecodeRuneInString(name); unicode.IsLower(r) { // "The governor" opens a sentence
			at = append(at, places(a.Text, string(unicode.ToUpper(r))+name[n:])...)
		}
		if at == nil {
			p.fault(name, "does not stand in the article")
		}
		for _, i := range at {
			s := corpus.Span{Start: i, End: i + len(name)}
			if !slices.ContainsFunc(x.Mentions, s.Overlaps) {
				x.Mentions = append(x.Mentions, s)
			}
		}
	}
	for _, other := range a.Actors {
		for _, s := range x.Mentions {
			if slices.Contains(other.Mentions, s) {
				p.fault(a.Surface(s), "stands for %s already", other.Name)
				break
			}
		}
	}
	slices.SortFunc(x.Mentions, func(a, b corpus.Span) int { return cmp.Compare(a.Start, b.Start) })
	a.Actors = append(a.Actors, x)
}
