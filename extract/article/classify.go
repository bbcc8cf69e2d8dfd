package article

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/corpus"
	"dateline/corpus/hash"
	"dateline/corpus/weights"
	"dateline/extract/article/internal/classifier"
)

//go:generate go run ./train -model blocks -out weights/blocks.dlw $BENCH/boilerplate
//go:generate go run ./train -model lines -out weights/lines.dlw $BENCH/boilerplate
//go:generate sh -c "cd weights && sha256sum *.dlw > SHA256SUMS"

//go:embed weights/blocks.dlw
var blockWeights []byte

// blockModel reads the embedded weights when the first page asks for them.
var blockModel = sync.OnceValue(func() *weights.Model {
	m, err := weights.Read(blockWeights)
	if err != nil {
		panic("extract/article: embedded weights/blocks.dlw: " + err.Error())
	}
	return m
})

// classify lets the trained classifier look at what the rules decided, and
// overrule them where it is surer. said are the runs of words of JSON-LD's text.
func (p *page) classify(title string, said witnessed) {
	w := p.watch(title, said)
	scores := classifier.Scores(blockModel(), w.blocks, w.facts)
	classifier.Overrule(w.blocks, scores)
	for i := range w.blocks {
		b := &p.blocks[i]
		switch kept := w.blocks[i].Kept; {
		case kept && b.reason != Kept:
			b.reason = Kept
		case !kept && b.reason == Kept:
			b.reason = Classified
			b.why = fmt.Sprintf("the trained classifier scores it %.1f", float64(scores[i])/10)
		}
	}
}

// open are the reasons that the classifier may overrule: those that a name or a
// place on the page gives, and not what the line says itself.
var open = [...]bool{Sidebar: true, Related: true, Advert: true, Navigation: true, Site: true, Caption: true, Outside: true, Tail: true}

// Examine is what the classifier knows of the blocks of a page once the rules have
// decided, for the program that trains it (extract/article/train). Blocks that it is not
// asked about have a text alone.
func Examine(url, page string) ([]classifier.Block, []classifier.Facts) {
	d := &corpus.Document{URL: url, Raw: corpus.Raw{Format: corpus.FormatHTML, Data: strings.ReplaceAll(page, "\x00", " ")}}
	p := read(d.Raw.Data, false)
	m := describe(p.tree.root)
	New(Options{}).rules(p, &m, d)
	w := p.watch(d.Title, sayings(m.linked.body))
	facts := make([]classifier.Facts, len(w.blocks))
	for i := range facts {
		if w.blocks[i].Asked() {
			facts[i] = *w.facts(i)
			facts[i].Names = slices.Clone(facts[i].Names)
		}
		facts[i].Text = p.buf[p.blocks[i].start:p.blocks[i].end]
	}
	return w.blocks, facts
}

// watcher gathers what the classifier knows.
type watcher struct {
	*page
	blocks  []classifier.Block
	good    []int    // running text before each block
	lines   []uint64 // hashes of all lines, sorted
	words   *tally   // of the body's running text
	titled  *tally   // of the title
	witness witnessed
	names   [][]uint32 // of boxes, once asked
	one     classifier.Facts
}

// watch makes ready.
func (p *page) watch(title string, said witnessed) *watcher {
	n := len(p.blocks)
	w := &watcher{page: p, blocks: make([]classifier.Block, n), good: make([]int, n+1), lines: make([]uint64, n), words: new(tally), titled: new(tally), witness: said, names: make([][]uint32, len(p.boxes))}
	out := p.condemned()
	body := &p.boxes[p.body]
	for i := range p.blocks {
		b := &p.blocks[i]
		w.good[i+1] = w.good[i]
		if out[b.box] == Kept {
			w.good[i+1] += max(b.score, 0)
		}
		x := &w.blocks[i]
		x.Words, x.Level, x.Score, x.Tag, x.Box, x.Up = int32(b.words), int8(b.level), int32(b.score), uint32(b.tag), int32(b.box), int32(p.boxes[b.box].parent)
		if b.len() > 0 {
			x.Links = int8((b.links*5 + b.len() - 1) / b.len())
		}
		x.Kept = b.reason == Kept
		x.Open = int(b.reason) < len(open) && open[b.reason] && b.words >= 4 && !b.firm && !p.certain(b.box)
		x.Fixed = b.lead || b.tag == atom.Td || b.tag == atom.Th || b.tag == atom.Pre
		if i >= body.first && i < body.last && b.score > 0 && x.Kept {
			eachStem(p.buf[b.start:b.end], w.words.add)
		}
		w.lines[i] = p.lineHash(i)
	}
	slices.Sort(w.lines)
	eachStem([]byte(title), w.titled.add)
	return w
}

// lineHash tells lines apart by their length and first and last bytes.
func (p *page) lineHash(i int) uint64 {
	text := p.buf[p.blocks[i].start:p.blocks[i].end]
	n := min(len(text), 24)
	return uint64(len(text))<<32 ^ uint64(classifier.Hash(text[:n])) ^ uint64(classifier.Hash(text[len(text)-n:]))<<8
}

// facts are what is known of a block that is asked about. They hold until the next call.
func (w *watcher) facts(i int) *classifier.Facts {
	p, x, b := w.page, &w.one, &w.page.blocks[i]
	*x = classifier.Facts{Names: x.Names[:0], Text: p.buf[b.start:b.end], Commas: b.commas, Ends: b.ends, Lower: b.lower, Line: b.line, FirstLink: b.firstLink}
	h := p.lineHash(i)
	at, _ := slices.BinarySearch(w.lines, h)
	x.Repeated = at+1 < len(w.lines) && w.lines[at+1] == h
	body := &p.boxes[p.body]
	switch {
	case i < body.first:
		x.Where = 1
	case i >= body.last:
		x.Where = 2
	}
	x.First, x.Last, x.Tenth = i-body.first, body.last-1-i, i*10/len(p.blocks)
	p.around(x, b.box, w.good)
	w.addNames(x, b.box)
	own := uint8(0) // how often the body has the block's words by itself
	if b.reason == Kept && b.score > 0 && x.Where == 0 {
		own = 1
	}
	eachStem(x.Text, func(h uint32) {
		x.Telling++
		if w.words.of(h) > own {
			x.Known++
		}
		if w.titled.of(h) > 0 {
			x.Titled++
		}
	})
	x.Witness = w.witness.share(x.Text)
	return x
}

// tally counts words by their hashes, of which some share a place.
type tally [1 << 13]uint8

func (t *tally) add(word uint32) {
	if c := &t[hash.Mix(uint64(word))%uint64(len(t))]; *c < 255 {
		*c++
	}
}

func (t *tally) of(word uint32) uint8 { return t[hash.Mix(uint64(word))%uint64(len(t))] }

// around fills in the boxes around a block.
func (p *page) around(x *classifier.Facts, box int, good []int) {
	total := good[len(good)-1]
	for up := range x.Mass {
		x.Mass[up] = -1
		if box < 0 {
			continue
		}
		b := &p.boxes[box]
		x.Mass[up] = 0
		if total > 0 {
			x.Mass[up] = int8((good[b.last] - good[b.first]) * 10 / total)
		}
		x.Blocks[up] = b.last - b.first
		if box > 0 {
			x.Path[up] = tagHash(b.node)
		}
		box = b.parent
	}
}

func tagHash(n *html.Node) uint32 {
	if n.DataAtom != 0 {
		return uint32(n.DataAtom)
	}
	return classifier.Hash(n.Data)
}

// certain reports whether a box is condemned by an element itself, and not by a name.
func (p *page) certain(box int) bool {
	for ; box > 0; box = p.boxes[box].parent {
		if x := &p.boxes[box]; x.strong && x.why != Kept {
			return true
		}
	}
	return false
}

// levels are the boxes around a block whose names are looked at.
const levels = 6

// addNames adds the hashes of the words in the names of the boxes around a block up to
// the body, the innermost first and each once.
func (w *watcher) addNames(x *classifier.Facts, box int) {
	for up := 0; up < levels && box > 0 && box != w.body; up++ {
		if w.names[box] == nil {
			w.names[box] = namesOf(w.boxes[box].node)
		}
		for _, h := range w.names[box] {
			if !slices.Contains(x.Names, h) {
				x.Names = append(x.Names, h)
			}
		}
		if up == 0 {
			x.Own = len(x.Names)
		}
		box = w.boxes[box].parent
	}
}

// noNames is the empty list, which is not nil.
var noNames = []uint32{}

// namesOf are the hashes of the words in an element's names.
func namesOf(n *html.Node) []uint32 {
	names := noNames
	for i := range n.Attr {
		a := &n.Attr[i]
		if !speaking[a.Key] || len(a.Val) > 400 {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			if len(name) > 80 {
				continue
			}
			var parts namePieces
			parts.read(name)
			for k := range parts.n {
				if w := parts.of(k, k+1); len(w) > 2 && len(w) < 16 && !bytes.ContainsAny(w, "0123456789") && len(names) < 24 {
					names = append(names, classifier.Hash(w))
				}
			}
		}
	}
	return names
}
