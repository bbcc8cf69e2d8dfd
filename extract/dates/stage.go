package dates

import (
	"fmt"
	"strings"
	"sync"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
)

// Stage finds time expressions. It is safe for concurrent use.
type Stage struct {
	words   *words
	grammar *grammar
	names   []holiday
	trie    *lexicon.Trie[int]
	clock   *informal
	lists   lists
	scratch sync.Pool
}

// New returns the stage. The tables are embedded and read once; it panics only
// if they are broken, which the tests of this package find first.
func New() *Stage {
	s, err := shared()
	if err != nil {
		panic(err)
	}
	return s
}

var shared = sync.OnceValues(load)

func load() (*Stage, error) {
	ws, err := loadWords()
	if err != nil {
		return nil, err
	}
	g, err := loadGrammar(ws)
	if err != nil {
		return nil, err
	}
	names, trie, err := loadHolidays(ws)
	if err != nil {
		return nil, err
	}
	if ws.full {
		return nil, fmt.Errorf("dates: a word of more than %d bytes, or too many words", longestWord)
	}
	near, err := loadLists()
	if err != nil {
		return nil, err
	}
	s := &Stage{words: ws, grammar: g, names: names, trie: trie, clock: newInformal(), lists: near}
	s.scratch.New = func() any { return &parse{lists: near} }
	return s, nil
}

// Name is "dates".
func (*Stage) Name() string { return "dates" }

// Needs the text, its sentences, and its tokens with tags (for tense).
func (*Stage) Needs() []corpus.Layer {
	return []corpus.Layer{corpus.LayerText, corpus.LayerSentences, corpus.LayerTokens, corpus.LayerTags}
}

// Gives dates and periods.
func (*Stage) Gives() []corpus.Layer {
	return []corpus.Layer{corpus.LayerDates, corpus.LayerPeriods}
}

// Apply sets Dates and Periods of the document. It never fails.
func (s *Stage) Apply(d *corpus.Document) error {
	pr := s.scratch.Get().(*parse)
	defer s.scratch.Put(pr)
	d.Dates, d.Periods = nil, nil
	pr.scan(s.words, d.Text)
	pr.lowerMonths()
	pr.prune()
	pr.numbers()
	pr.persons()
	pr.orders()
	pr.holidays(s.trie)
	pr.quarters = false
	for i := range pr.items {
		if pr.items[i].classes&cUnitQ != 0 && !hasPrefixFold(strings.TrimLeft(pr.text[pr.items[i].end:], " -"), "final") {
			pr.quarters = true
			break
		}
	}
	pr.nodes = pr.nodes[:0]
	for _, p := range s.grammar.passes {
		pr.run(p)
		switch p.name {
		case "day":
			pr.shareDays()
			pr.years()
		case "year":
			pr.shareYears()
		case "set":
			pr.shareSets()
		}
	}
	pr.carryBack()

	r := &resolver{doc: d, names: s.names, lists: s.lists, buf: pr.buf}
	r.pub, r.hasPub = parseDay(d.Published)
	r.pubHow = corpus.HowPublished
	if !r.hasPub && d.Dateline != nil && d.Dateline.Date != "" {
		r.pub, r.hasPub = s.datelineDay(d.Dateline.Date)
		r.pubHow = corpus.HowDateline
	}
	r.choose(pr)
	r.heads.page = r.anchored()
	r.heads.section = r.heads.page
	for i := range pr.items {
		if pr.headOf(&pr.items[i]) == headSection {
			r.heads.sections++
		}
	}
	dates := pr.dates[:0]
	for i := range pr.items {
		it := &pr.items[i]
		if it.node < 0 || !pr.reported(r, i) {
			continue
		}
		r.at = i
		kind := r.open(pr, it)
		res, ok := r.value(pr, it)
		if !ok {
			continue
		}
		r.close(pr, it, kind, &res)
		e := &pr.nodes[it.node]
		date := corpus.Date{
			Span: corpus.Span{Start: int(it.start), End: int(it.end)}, Text: d.Text[it.start:it.end],
			Type: res.typ, Value: res.value, Mod: modNames[res.mod], How: res.how, Rule: e.rule.name,
		}
		if res.calendar {
			if s.clock.value(&res, e, r, date.Text) {
				date.Rule = e.rule.when
			}
			b, m, n := interval(r.buf, &res, e)
			all := string(b) // one string for the three
			date.Value, date.Begin, date.Until = all[:m], all[m:n], all[n:]
			r.buf = b
		}
		if len(d.Tokens) > 0 {
			date.Tokens = d.TokensOver(date.Span)
		}
		dates = append(dates, date)
	}
	if len(dates) > 0 {
		d.Dates = append([]corpus.Date(nil), dates...)
	}
	clear(dates) // keeps no text alive
	pr.dates, pr.buf = dates[:0], r.buf[:0]
	s.periods(d)
	return nil
}

// years notes the span of the years of full dates: a plain number near them is
// a year even without a preposition.
func (pr *parse) years() {
	pr.firstYear, pr.lastYear = 0, 0
	for i := range pr.items {
		it := &pr.items[i]
		if it.node < 0 {
			continue
		}
		if e := &pr.nodes[it.node]; e.digits == 4 && e.month != 0 && !e.bc && e.year >= 1400 {
			if pr.firstYear == 0 || e.year < pr.firstYear {
				pr.firstYear = e.year
			}
			pr.lastYear = max(pr.lastYear, e.year)
		}
	}
}

// datelineDay values the date of a dateline, when it has its year.
func (s *Stage) datelineDay(text string) (day, bool) {
	if t, ok := parseDay(text); ok {
		return t, true
	}
	d := &corpus.Document{Text: text}
	if s.Apply(d) != nil || len(d.Dates) == 0 {
		return noDay, false
	}
	return parseDay(d.Dates[0].Value)
}

// run replaces what the rules of a pass match by phrases.
func (pr *parse) run(p *pass) {
	items := pr.items
	w := 0
	for i := 0; i < len(items); {
		var m match
		ok := false
		if it := &items[i]; it.classes&cHidden == 0 && p.starting(it) {
			pr.done = w
			m, ok = p.longest(pr, i)
		}
		if !ok {
			if w != i {
				items[w] = items[i]
			}
			w++
			i++
			continue
		}
		r := m.variant.rule
		it := item{start: items[i].start, end: items[m.end-1].end, gap: items[i].gap, node: noNode, capital: items[i].capital}
		if r.hidden {
			it.classes = cHidden
		} else {
			e := pr.build(m, i)
			it.classes = r.gives
			if r.gives&(cDate|cTime) != 0 {
				it.classes |= e.classes()
				if (e.clock || e.part != "") && !e.set {
					it.classes = it.classes&^cDate | cTime
				}
			}
			if r.gives == cTheUnit {
				e.rel = relThe
			}
			it.node = int32(len(pr.nodes) - 1)
		}
		items[w] = it
		w++
		i = m.end
	}
	pr.items = items[:w]
}

// reported tells whether the phrase at item i is a time expression in its own
// right. Bare units ("weeks", "the year", "a day") are only beside the right words.
func (pr *parse) reported(r *resolver, i int) bool {
	it := &pr.items[i]
	c := it.classes
	switch {
	case c&cHidden != 0:
		return false
	case c&cDate != 0 && pr.nodes[it.node].value == "FUTURE_REF" && pr.nodes[it.node].rule.name == "soon":
		return r.tense(it) > 0 || r.taggedBefore(it, ud.MD)
	case c&cDate != 0 && strings.HasPrefix(pr.nodes[it.node].rule.name, "eve."):
		return r.apposed(pr, it)
	case c&cDate != 0 && oneOf(pr.nodes[it.node].rule.name, "future.adj", "former.adj"):
		// newspapers write of "future earnings" and "former ministers" without a time in mind
		return r.narrative && !it.capital && (r.history || pr.nodes[it.node].rule.name == "future.adj")
	case c&(cDate|cTime|cDur|cSet) != 0:
		return true
	case c&cVRel != 0:
		return true
	case c&cADur != 0:
		b := pr.before(it.start)
		e := &pr.nodes[it.node]
		if b != "" && (digit(b[0]) || oneOf(b, "million", "billion", "percent", "times", "cents", "dollars")) && e.unit >= unitDay {
			e.set = true // "30 a day"
			return true
		}
		if e.unit >= unitDay && e.qty == 10 && r.taggedBefore(it, ud.NNS) && hasPrefixFold(pr.text[it.start:], "a ") &&
			!oneOf(pr.after(it.end), "after", "before", "from", "of", "in", "old", "-") {
			e.set = true // "dozens of interviews a day"
			return true
		}
		if e.unit == unitSecond || e.unit == unitMinute || e.unit == unitQuarter && !oneOf(b, "in", "for", "within") {
			return false
		}
		return oneOf(b, "for", "in", "within", "after", "than", "about", "over", "of", "nearly", "almost", "as", "him", "her", "them", "barely", "another", "lasted", "took", "takes", "spent", "lasts") || oneOf(pr.after(it.end), "after", "before")
	case c&cVDur != 0:
		b := pr.before(it.start)
		return oneOf(b, "for", "within", "after", "in", "over") || b != "the" && pr.nodes[it.node].unit >= unitHour && oneOf(pr.after(it.end), "before", "after")
	case c&cTheUnit != 0:
		e := &pr.nodes[it.node]
		switch e.unit {
		case unitQuarter:
			e.lastq = true
			return !r.narrative
		case unitYear, unitMonth, unitWeek:
			b := pr.before(it.start)
			return oneOf(b, "in", "for", "during", "earlier", "later") || b == "of" && r.portionBefore(it) // not "player of the year"
		case unitDay:
			return false
		}
		return false
	case c&cNth != 0:
		return r.hasLast && r.last.month != 0
	}
	return false
}

// interval appends the ISO interval of a value to b: the first end stands in
// [m, n), the last from n on. Both ends belong to it; where the value has none,
// both are empty.
func interval(b []byte, res *result, e *expression) (out []byte, m, n int) {
	m = len(b)
	first, last, ok := res.point.bounds()
	switch {
	case !ok:
		return b, m, m
	case first != last:
		b = first.append(b)
		n = len(b)
		return last.append(b), m, n
	case res.clock:
		h := res.hour
		if h >= 24 {
			first, h = first+1, 0
		}
		b = pad(append(pad(append(first.append(b), 'T'), h, 2), ':'), res.min, 2)
		if e.zone == "Z" || len(e.zone) >= 3 {
			b = append(b, e.zone...)
		}
		n = len(b)
		return append(b, b[m:]...), m, n
	}
	hours, part := partHours[e.part]
	part = part && !res.point.someDay
	b = first.append(b)
	if part {
		b = append(append(b, 'T'), hours[0]...)
		if hours[1] < hours[0] {
			last++ // a night ends on the morning after
		}
	}
	n = len(b)
	b = last.append(b)
	if part {
		b = append(append(b, 'T'), hours[1]...)
	}
	return b, m, n
}

// partHours are the usual hours of the parts of the day, for filters.
var partHours = map[string][2]string{
	"MO": {"06:00", "11:59"}, "AF": {"12:00", "17:59"}, "EV": {"18:00", "21:59"}, "NI": {"20:00", "05:59"}, "DT": {"06:00", "17:59"},
}

// periods pairs neighbouring dates that the text joins into a range.
func (s *Stage) periods(d *corpus.Document) {
	for i := 0; i+1 < len(d.Dates); i++ {
		a, b := &d.Dates[i], &d.Dates[i+1]
		if b.Start-a.End > 12 || b.Start < a.End || a.Begin == "" || b.Until == "" {
			continue
		}
		between := strings.ToLower(strings.Trim(d.Text[a.End:b.Start], " ,\n"))
		ok := false
		switch between {
		case "to", "until", "till", "through", "thru", "-", "\u2013", "\u2014", "up to", "and until", "to the":
			ok = true
		case "and":
			ok = strings.HasSuffix(strings.ToLower(strings.TrimRight(d.Text[max(0, a.Start-12):a.Start], " ")), "between")
		}
		if !ok || begins(a.Begin, b.Until) {
			continue
		}
		d.Periods = append(d.Periods, corpus.Period{
			Span: corpus.Span{Start: a.Start, End: b.End}, Text: d.Text[a.Start:b.End],
			Begin: a.Begin, Until: b.Until, From: i, To: i + 1,
		})
	}
}

// begins tells whether until lies before begin; years before 0 are not compared.
func begins(begin, until string) bool {
	return begin != "" && begin[0] != '-' && until != "" && until[0] != '-' && until < begin
}
