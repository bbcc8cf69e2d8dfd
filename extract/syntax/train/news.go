package main

import (
	"embed"
	"fmt"
	"math/rand/v2"
	"strings"

	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
	"dateline/extract/syntax/internal/wordform"
)

//go:embed news.tsv
var newsGrammar embed.FS

// grammar builds sentences with their trees.
type grammar map[string][]expansion

// expansion is one way to build a symbol: words of one tag, or parts.
type expansion struct {
	tag   ud.XPOS
	words []string
	parts []piece
	head  int
}

type piece struct {
	symbol string // or empty, and then
	form   string
	tag    ud.XPOS
	rel    ud.Rel // zero for the head
}

// readGrammar reads news.tsv.
func readGrammar() (grammar, error) {
	table, err := lexicon.Open(newsGrammar, "news.tsv", "symbol", "tag", "expansion")
	if err != nil {
		return nil, err
	}
	g := grammar{}
	for _, row := range table.Rows {
		fault := func(format string, args ...any) error {
			return fmt.Errorf("news.tsv:%d: %s", row.Line, fmt.Sprintf(format, args...))
		}
		x := expansion{head: -1}
		if tag := row.Get("tag"); tag != "" {
			x.tag, x.words = ud.ParseXPOS(tag), row.List("expansion")
			if x.tag.String() != tag {
				return nil, fault("unknown tag %q", tag)
			}
			g[row.Get("symbol")] = append(g[row.Get("symbol")], x)
			continue
		}
		for i, cell := range strings.Fields(row.Get("expansion")) {
			var p piece
			rest := cell
			if at := strings.LastIndexByte(cell, '/'); at > 0 {
				p.form, rest = cell[:at], cell[at+1:]
			}
			name, rel, related := strings.Cut(rest, ":")
			if p.form == "" {
				p.symbol = name
			} else if p.tag = ud.ParseXPOS(name); p.tag.String() != name {
				return nil, fault("unknown tag in %q", cell)
			}
			if related {
				if p.rel = ud.ParseRel(rel); p.rel.String() != rel {
					return nil, fault("unknown relation in %q", cell)
				}
			} else if x.head >= 0 {
				return nil, fault("a second head, %q", cell)
			} else {
				x.head = i
			}
			x.parts = append(x.parts, p)
		}
		if x.head < 0 {
			return nil, fault("no head")
		}
		g[row.Get("symbol")] = append(g[row.Get("symbol")], x)
	}
	for symbol, all := range g {
		for _, x := range all {
			for _, p := range x.parts {
				if p.symbol != "" && g[p.symbol] == nil {
					return nil, fmt.Errorf("news.tsv: nothing builds %s, a part of %s", p.symbol, symbol)
				}
			}
		}
	}
	return g, nil
}

// news builds sentences of the grammar, which tell the parser what news says and treebanks
// of the web seldom do. The same n gives the same sentences.
func news(n int) ([]*sentence, error) {
	g, err := readGrammar()
	if err != nil {
		return nil, err
	}
	rnd := rand.New(rand.NewPCG(20, 29))
	var out []*sentence
	for len(out) < n {
		const longest = 36
		s := &sentence{}
		root := g.build("S", rnd, s, longest)
		if root < 0 {
			continue
		}
		s.heads[root], s.rels[root] = len(s.forms), ud.Root
		if first := s.forms[0]; first[0] >= 'a' {
			s.forms[0] = strings.ToUpper(first[:1]) + first[1:]
		}
		for _, f := range s.forms {
			s.looks = append(s.looks, wordform.Of(f))
		}
		out = append(out, s)
	}
	return out, nil
}

// build appends what the symbol builds to s and is the index of its head, or -1 if that
// grows too long.
func (g grammar) build(symbol string, rnd *rand.Rand, s *sentence, longest int) int {
	ways := g[symbol]
	x := &ways[rnd.IntN(len(ways))]
	if x.words != nil {
		return s.word(x.words[rnd.IntN(len(x.words))], x.tag)
	}
	var room [16]int
	at := room[:0]
	for _, p := range x.parts {
		i := -1
		if p.symbol == "" {
			i = s.word(p.form, p.tag)
		} else {
			i = g.build(p.symbol, rnd, s, longest)
		}
		if i < 0 || len(s.forms) > longest {
			return -1
		}
		at = append(at, i)
	}
	head := at[x.head]
	for k, p := range x.parts {
		if k != x.head {
			s.heads[at[k]], s.rels[at[k]] = head, p.rel
		}
	}
	return head
}

func (s *sentence) word(form string, tag ud.XPOS) int {
	s.forms = append(s.forms, form)
	s.tags = append(s.tags, tag)
	s.heads = append(s.heads, -1)
	s.rels = append(s.rels, 0)
	return len(s.forms) - 1
}
