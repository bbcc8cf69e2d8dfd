package dates

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/corpus/lexicon"
)

// grammar is the compiled data/grammar.tsv.
type grammar struct {
	passes []*pass
	rules  []*rule
}

var grammarColumns = []string{"pass", "rule", "pattern", "gives", "set"}

func loadGrammar(ws *words) (*grammar, error) {
	t, err := lexicon.Open(data, "data/grammar.tsv", grammarColumns...)
	if err != nil {
		return nil, err
	}
	g := &grammar{}
	for _, row := range t.Rows {
		r := &rule{name: row.Get("rule"), when: row.Get("rule") + "+when", order: len(g.rules)}
		if err := r.parse(row, ws); err != nil {
			return nil, fmt.Errorf("dates: %s: %w", row.Place(), err)
		}
		g.rules = append(g.rules, r)
		name := row.Get("pass")
		if len(g.passes) == 0 || g.passes[len(g.passes)-1].name != name {
			g.passes = append(g.passes, &pass{name: name, drafts: make([]draft, 1)})
		}
		g.passes[len(g.passes)-1].add(r)
	}
	for _, r := range g.rules {
		r.mark(ws)
	}
	if len(g.passes) > 16 {
		return nil, fmt.Errorf("dates: more passes than word.starts has bits")
	}
	for i, p := range g.passes {
		p.bit = 1 << i
		p.byWord = make([]int32, len(ws.list))
		p.pack()
		start := &p.states[0]
		for _, e := range p.words[start.words:p.states[1].words] {
			p.byWord[e.word] = e.next
			ws.list[e.word].starts |= p.bit
		}
		p.byClass, p.starts = p.classes[start.class:start.end], start.classes
	}
	return g, nil
}

func (r *rule) parse(row lexicon.Row, ws *words) error {
	for _, f := range strings.Fields(row.Get("pattern")) {
		var el element
		if len(f) > 1 && strings.HasSuffix(f, "?") {
			el.optional, f = true, f[:len(f)-1]
		}
		if len(f) > 1 && f[0] == '=' {
			el.mute, f = true, f[1:]
		}
		if i := strings.IndexByte(f, ':'); i > 0 {
			el.field, f = f[:i], f[i+1:]
			if _, ok := fields[el.field]; !ok {
				return fmt.Errorf("unknown field %q", el.field)
			}
		}
		for _, alt := range strings.Split(f, "|") {
			if alt != "" && alt[0] >= 'A' && alt[0] <= 'Z' {
				c, ok := classNames[alt]
				if !ok {
					return fmt.Errorf("unknown class %q", alt)
				}
				el.symbols = append(el.symbols, symbol{-1, c})
			} else {
				el.symbols = append(el.symbols, symbol{ws.get(alt).id, 0})
			}
		}
		r.elements = append(r.elements, el)
	}
	if len(r.elements) == 0 || r.elements[0].optional && len(r.elements) == 1 {
		return fmt.Errorf("empty pattern")
	}
	gives := row.Get("gives")
	if gives == "HIDDEN" {
		r.hidden, r.gives = true, cHidden
	} else if c, ok := classNames[gives]; ok {
		r.gives = c
	} else {
		return fmt.Errorf("unknown class %q", gives)
	}
	r.fixed.set = r.gives == cSet
	r.fixed.rule = r
	for _, f := range strings.Fields(row.Get("set")) {
		k, v, _ := strings.Cut(f, "=")
		n, _ := strconv.Atoi(v)
		e := &r.fixed
		ok := true
		switch k {
		case "check":
			r.check, ok = checks[v]
		case "mod":
			e.mod, ok = mods[v]
		case "rel":
			e.rel, ok = rels[v]
		case "unit":
			e.unit, ok = unitCodes[v]
		case "value":
			e.value = v
		case "part":
			e.part = v
		case "qty":
			e.qty = int64(n) * 10
		case "half":
			if r.gives == cDur {
				e.plus = true
			} else {
				e.half = uint8(n)
			}
		case "vague":
			e.vague = true
		case "dir":
			e.dir = int8(n)
		case "anchor":
			e.last = v == "last"
		case "quarter":
			e.quarter = uint8(n)
		case "lastq":
			e.lastq = true
		case "said":
			e.said = true
		case "back":
			e.back = true
		case "weekend":
			e.weekend = true
		case "week":
			e.week = true
		case "month":
			e.month = uint8(n)
		case "year":
			e.year, e.digits = int32(n), 4
		case "day":
			e.day = uint8(n)
		case "nth":
			e.nth = uint8(n)
		case "min":
			e.min = uint8(n)
		default:
			ok = false
		}
		if !ok {
			return fmt.Errorf("cannot set %q", f)
		}
	}
	return nil
}

// mark notes the words that a rule without any class hangs on: pieces that stand
// among neither classes nor such words can be dropped before the first pass.
func (r *rule) mark(ws *words) {
	var key *element
	best := 0
	for i := range r.elements {
		el := &r.elements[i]
		if el.optional {
			continue
		}
		short, class := 1<<10, 0
		for _, s := range el.symbols {
			if s.word < 0 {
				class++
			} else {
				short = min(short, len(ws.list[s.word].text))
			}
		}
		if class == len(el.symbols) {
			return
		}
		if class == 0 && short > best {
			best, key = short, el
		}
	}
	if key != nil {
		for _, s := range key.symbols {
			ws.list[s.word].key = true
		}
	}
}

// symbol is what one step of a pattern asks of a piece: a word, or else a class.
type symbol struct {
	word  int32 // -1: the class decides
	class set
}

// element is a position of a pattern.
type element struct {
	symbols  []symbol
	optional bool
	mute     bool   // adds nothing to the value
	field    string // the field that its number goes into; empty: by its class
}

// rule is a row of the grammar.
type rule struct {
	name     string
	when     string // the name where the clock is read by olebedev/when
	order    int
	elements []element
	gives    set
	hidden   bool
	fixed    expression
	check    check
}
