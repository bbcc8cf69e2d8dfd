package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"

	"dateline/corpus/read"
	"dateline/corpus/ud"
)

// paragraph is a text with the truth about it.
type paragraph struct {
	text   string
	cuts   map[int]bool // bytes at which words end
	ends   map[int]bool // bytes at which sentences end, but for the last
	weight float64
	first  bool // of its document
	words  []string
	tags   []ud.XPOS
	// known says of some places where atoms touch whether the word goes on; nil if cuts
	// says it of all.
	known map[int]bool
}

// treebank reads the paragraphs of a CoNLL-U file.
func treebank(name string) ([]paragraph, error) {
	in, err := read.File(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var out []paragraph
	var b builder
	doc := true
	flush := func() {
		if p, ok := b.paragraph(1); ok {
			p.first, doc = doc, false
			out = append(out, p)
		}
	}
	for u, err := range ud.Sentences(in, name) {
		if err != nil {
			return nil, err
		}
		if u.Paragraph {
			flush()
			doc = doc || u.Begins
		}
		for _, f := range u.Surface {
			for i := f.First; i < f.End; i++ {
				w := u.Words[i]
				b.word(w.Form, f.Space && i == f.End-1)
				b.words, b.tags = append(b.words, w.Form), append(b.tags, w.XPOS)
			}
		}
		b.end()
	}
	flush()
	return out, nil
}

// builder puts words and sentences together to a paragraph.
type builder struct {
	text  strings.Builder
	cuts  []int
	ends  []int
	space bool // before the next word
	words []string
	tags  []ud.XPOS
	known map[int]bool
}

func (b *builder) word(form string, space bool) {
	if b.space {
		b.text.WriteByte(' ')
	}
	b.text.WriteString(form)
	b.cuts = append(b.cuts, b.text.Len())
	b.space = space
}

func (b *builder) end() {
	if n := b.text.Len(); n > 0 && (len(b.ends) == 0 || b.ends[len(b.ends)-1] < n) {
		b.ends = append(b.ends, n)
	}
}

func (b *builder) paragraph(weight float64) (paragraph, bool) {
	b.end()
	if b.text.Len() == 0 {
		return paragraph{}, false
	}
	p := paragraph{text: b.text.String(), cuts: map[int]bool{}, ends: map[int]bool{}, weight: weight, words: b.words, tags: b.tags}
	for _, c := range b.cuts {
		p.cuts[c] = true
	}
	for _, e := range b.ends[:len(b.ends)-1] {
		p.ends[e] = true
	}
	*b = builder{}
	return p, true
}

const (
	drawn     = 20  // how often a paragraph with lists in it is drawn
	ownWeight = 0.5 // of a place in what is drawn
)

// paragraphs reads a file of paragraphs of our own: one sentence a line, an empty line
// between paragraphs, "#" before a comment. A line that begins with "+" follows the one
// before it without a space. "@list = a|b" names a list, and "{list}" in a line stands for
// one of it. Only some of their words are marked: what comes from a list is one word, which
// marks end if it begins with a letter, and a full stop at the end of a line is one.
func paragraphs(name string) ([]paragraph, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	lists := map[string][]string{}
	r := rand.New(rand.NewPCG(20, 28))
	var out []paragraph
	var lines []string
	flush := func() error {
		times := 1
		for _, l := range lines {
			if strings.Contains(l, "{") {
				times = drawn
			}
		}
		for range times {
			b := builder{known: map[int]bool{}}
			for _, l := range lines {
				if rest, ok := strings.CutPrefix(l, "+"); ok {
					l, b.space = rest, false
				}
				if err := b.line(l, lists, r); err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
			}
			known := b.known
			if p, ok := b.paragraph(ownWeight); ok {
				p.first, p.known = true, known
				if times == 1 {
					p.weight = ownWeight * drawn / 2
				}
				out = append(out, p)
			}
		}
		lines = lines[:0]
		return nil
	}
	for line := range strings.Lines(string(data) + "\n\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			if err := flush(); err != nil {
				return nil, err
			}
		case line[0] == '#':
		case line[0] == '@' && strings.Contains(line, " = "):
			list, words, _ := strings.Cut(line[1:], " = ")
			lists[list] = strings.Split(words, "|")
		default:
			lines = append(lines, line)
		}
	}
	return out, nil
}

// line adds a sentence, in which lists are drawn from.
func (b *builder) line(line string, lists map[string][]string, r *rand.Rand) error {
	if b.space {
		b.text.WriteByte(' ')
	}
	listed := false // the last that was written comes from a list
	for line != "" {
		before, rest, ok := strings.Cut(line, "{")
		b.text.WriteString(before)
		listed = listed && before == ""
		if !ok {
			break
		}
		list, after, ok := strings.Cut(rest, "}")
		words := lists[list]
		if !ok || len(words) == 0 {
			return fmt.Errorf("no list %q", list)
		}
		start := b.text.Len()
		word := words[r.IntN(len(words))]
		b.text.WriteString(word)
		if !strings.Contains(word, " ") {
			for i := 1; i < len(word); i++ {
				b.known[start+i] = true
			}
		}
		if word[0] > '9' {
			b.known[start], b.known[b.text.Len()] = false, false
		}
		line, listed = after, true
	}
	if text := b.text.String(); !listed && strings.ContainsAny(text[len(text)-1:], ".?!") {
		b.known[len(text)-1] = false
	}
	b.space = true
	b.end()
	return nil
}
