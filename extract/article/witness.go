package article

import (
	"strings"

	"golang.org/x/net/html"

	"dateline/corpus"
)

// A page may show only the start of its article (the rest is made by script, or
// for subscribers) and yet give all of it to machines, as JSON-LD's articleBody. That
// is believed only if it is long, if it holds far more than the page shows, and if
// what the page shows stands in it.
const (
	leastWords = 120 // of JSON-LD's text
	// manifold is how many times longer than the page's text it must be.
	manifold = 2
	// fewWords are too few to compare: a page without a text of its own.
	fewWords = 20
)

// testify is JSON-LD's text where the page shows a small part of it, which is then
// left out as said again; otherwise it is empty. Nothing of that text has a place in the
// source. said are its runs of words.
func (p *page) testify(witness string, said witnessed) string {
	if len(witness) < 4*leastWords {
		return ""
	}
	shown, agreed, compared := 0, 0, 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.reason != Kept {
			continue
		}
		shown += b.words
		if share := said.share(p.buf[b.start:b.end]); share >= 0 {
			compared += b.words
			if share >= 3 {
				agreed += b.words
			}
		}
	}
	if shown >= fewWords && agreed*10 < compared*7 {
		return ""
	}
	q := readWitness(witness)
	all := 0
	for i := range q.blocks {
		all += q.blocks[i].words
	}
	if all < leastWords || all < manifold*shown {
		return ""
	}
	q.title, q.dayFirst = p.title, p.dayFirst
	q.rate()
	q.cue(0, len(q.blocks))
	q.trim(0, len(q.blocks))
	var told corpus.Document
	q.assemble(&told, corpus.LayersOf(corpus.LayerDropped, corpus.LayerOrigin))
	for i := range p.blocks {
		if b := &p.blocks[i]; b.reason == Kept {
			b.reason, b.why = Repeated, "it stands in the text that JSON-LD gives, which is far longer"
		}
	}
	return told.Text
}

// witnessed are the runs of four words of a text.
type witnessed map[uint32]bool

// leastWitness is the length of JSON-LD's text, in bytes, from which it says something.
const leastWitness = 200

// sayings reads the text that JSON-LD gives; nil if it is too short to tell.
func sayings(text string) witnessed {
	if len(text) < leastWitness {
		return nil
	}
	w := witnessed{}
	runsOfFour([]byte(text), func(h uint32) { w[h] = true })
	return w
}

// share is how many fourths of a block the witness has, or -1 if there is none or
// the block is too short to tell.
func (w witnessed) share(text []byte) int8 {
	if w == nil {
		return -1
	}
	all, known := 0, 0
	runsOfFour(text, func(h uint32) {
		all++
		if w[h] {
			known++
		}
	})
	if all == 0 {
		return -1
	}
	return int8(known * 4 / all)
}

// readWitness cuts JSON-LD's text into blocks. Some sites put markup into it, some of them twice escaped.
func readWitness(witness string) *page {
	witness = strings.ReplaceAll(validText(witness), "\x00", " ")
	if strings.Contains(witness, "&lt;") || strings.Contains(witness, "&amp;") || strings.Contains(witness, "&nbsp;") || strings.Contains(witness, "&#") {
		witness = html.UnescapeString(witness)
	}
	for _, tag := range []string{"<p>", "<p ", "</p>", "<br", "<div"} {
		if strings.Contains(witness, tag) {
			return read(witness, false)
		}
	}
	return lines(witness)
}
