package dates

import (
	"cmp"
	"slices"
)

type edge struct {
	symbol
	next int32
}

// variant is a rule with its optional elements decided: step i of the pattern is
// element at[i] of the rule.
type variant struct {
	rule *rule
	at   []int8
}

// draft is a state while the rules are entered.
type draft struct {
	edges   []edge
	accepts []variant
}

// state is a state of the finished automaton: ranges of the pass's tables. They
// are packed because a document comes to them with cold caches.
type state struct {
	classes        set // of its class edges together
	words, class   int32
	end            int32 // of the class edges
	accept, accend int32
}

type wordEdge struct{ word, next int32 }

type classEdge struct {
	class set
	next  int32
}

// pass is the automaton of the rules of one pass; state 0 is the start. The start
// is indexed by word and by class because most pieces start nothing.
type pass struct {
	name    string
	drafts  []draft
	states  []state
	words   []wordEdge // by state, in order of word
	classes []classEdge
	accepts []variant
	byWord  []int32 // state by word; 0 when the word starts nothing
	byClass []classEdge
	starts  set
	bit     uint16 // of word.starts
}

// add enters all variants of a rule.
func (p *pass) add(r *rule) {
	var at []int8
	var walk func(i int, s int32)
	walk = func(i int, s int32) {
		if i == len(r.elements) {
			if s != 0 {
				p.drafts[s].accepts = append(p.drafts[s].accepts, variant{r, append([]int8(nil), at...)})
			}
			return
		}
		el := r.elements[i]
		for _, sym := range el.symbols {
			at = append(at, int8(i))
			walk(i+1, p.step(s, sym))
			at = at[:len(at)-1]
		}
		if el.optional {
			walk(i+1, s)
		}
	}
	walk(0, 0)
}

func (p *pass) step(s int32, sym symbol) int32 {
	for _, e := range p.drafts[s].edges {
		if e.symbol == sym {
			return e.next
		}
	}
	next := int32(len(p.drafts))
	p.drafts = append(p.drafts, draft{})
	p.drafts[s].edges = append(p.drafts[s].edges, edge{sym, next})
	return next
}

// pack lays the drafts out as tables. A last, empty state closes the ranges.
func (p *pass) pack() {
	for _, d := range append(p.drafts, draft{}) {
		st := state{words: int32(len(p.words)), class: int32(len(p.classes)), accept: int32(len(p.accepts))}
		for _, e := range d.edges {
			if e.word >= 0 {
				p.words = append(p.words, wordEdge{e.word, e.next})
			} else {
				p.classes = append(p.classes, classEdge{e.class, e.next})
				st.classes |= e.class
			}
		}
		slices.SortFunc(p.words[st.words:], func(a, b wordEdge) int { return cmp.Compare(a.word, b.word) })
		p.accepts = append(p.accepts, d.accepts...)
		st.end, st.accend = int32(len(p.classes)), int32(len(p.accepts))
		p.states = append(p.states, st)
	}
	p.drafts = nil
}

// match is the longest match of a pass at a piece.
type match struct {
	variant variant
	end     int
}

// starting tells whether a rule of the pass can start with the piece: few do.
func (p *pass) starting(it *item) bool {
	return it.classes&p.starts != 0 || it.word != nil && it.word.starts&p.bit != 0
}

// longest finds the longest rule of the pass that starts at piece i and passes
// its check; the first row of the table wins a tie. Patterns are of bounded
// length, so it takes constant time.
func (p *pass) longest(pr *parse, i int) (match, bool) {
	it := &pr.items[i]
	m := match{end: i}
	if it.word != nil && it.word.starts&p.bit != 0 {
		p.walk(pr, i, i+1, p.byWord[it.word.id], &m)
	}
	if it.classes&p.starts != 0 {
		for _, e := range p.byClass {
			if e.class&it.classes != 0 {
				p.walk(pr, i, i+1, e.next, &m)
			}
		}
	}
	return m, m.end > i
}

func (p *pass) walk(pr *parse, from, at int, s int32, m *match) {
	st := &p.states[s]
	if at > m.end || at == m.end && m.variant.rule != nil {
		for i := st.accept; i < st.accend; i++ {
			v := &p.accepts[i]
			if at == m.end && m.variant.rule.order <= v.rule.order {
				continue
			}
			if v.rule.check != nil && !v.rule.check(pr, from, at) {
				continue
			}
			*m = match{*v, at}
		}
	}
	if at >= len(pr.items) || pr.items[at].gap {
		return
	}
	it := &pr.items[at]
	if it.word != nil {
		lo, hi := st.words, p.states[s+1].words
		end := hi
		for lo < hi {
			if mid := (lo + hi) / 2; p.words[mid].word < it.word.id {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		if lo < end && p.words[lo].word == it.word.id {
			p.walk(pr, from, at+1, p.words[lo].next, m)
		}
	}
	if it.classes&st.classes != 0 {
		for i := st.class; i < st.end; i++ {
			if p.classes[i].class&it.classes != 0 {
				p.walk(pr, from, at+1, p.classes[i].next, m)
			}
		}
	}
}
