package article

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"dateline/corpus/lexicon"
	"dateline/corpus/weights"
	"dateline/extract/article/internal/passage"
)

// kindOf are the codes by which the line model knows the reasons.
var kindOf = func() (t [256]uint8) {
	for i := range t {
		t[i] = passage.Other
	}
	for r, k := range map[Reason]uint8{
		Kept: passage.None, Caption: passage.Caption, Byline: passage.Byline, Published: passage.Published, Metadata: passage.Metadata,
		Tags: passage.Tags, Share: passage.Share, Advert: passage.Advert, Newsletter: passage.Newsletter, Author: passage.Author,
		Related: passage.Related, Navigation: passage.Navigation, Links: passage.Navigation, Site: passage.Site, Comments: passage.Comment, Consent: passage.Consent,
	} {
		t[r] = k
	}
	return
}()

// particles are small words of running text in some languages.
var particles = func() map[string]bool {
	m := map[string]bool{}
	for _, row := range lexicon.MustOpen(data, "data/particles.tsv", "word").Rows {
		m[row.Get("word")] = true
	}
	return m
}()

// ExamineText is what the line model knows of the lines of a plain text that was a whole
// page, for the program that trains it (extract/article/train).
func ExamineText(text, url string) ([]passage.Line, []passage.Row) {
	p := lines(validText(text))
	p.rate()
	p.bold = true
	ls := p.modelled(p.hints(!monthFirst(url, "")), url)
	return ls, passage.Rows(ls, particles)
}

// modelled describes the blocks for the line model.
func (p *page) modelled(hints []Reason, url string) []passage.Line {
	from, to := p.heaviest(hints)
	from, to = p.gaps(from, to, hints)
	slug := slugOf(url)
	ls := make([]passage.Line, len(p.blocks))
	for i := range p.blocks {
		b := &p.blocks[i]
		l := &ls[i]
		*l = passage.Line{
			Text: p.buf[b.start:b.end], Words: b.words, Commas: b.commas, Ends: b.ends, Lower: b.lower, Cut: p.cutOff(b),
			Titled: b.score == headlineScore, Score: b.score, Hint: int(kindOf[hints[i]]), Heavy: i >= from && i < to,
		}
		if q, ok := p.cueOf(b); ok {
			l.Cue, l.Tail = int(kindOf[q.reason]), q.tail
		}
		l.Slug = slug.share(l.Text)
		eachTopicWord(l.Text, func(w string) { l.Topic = append(l.Topic, weights.Hash(0, w)) })
	}
	return ls
}

//go:embed weights/lines.dlw
var lineWeights []byte

// lineModel reads the embedded weights when the first page of plain text asks for them.
var lineModel = sync.OnceValue(func() *weights.Forest {
	f, err := weights.ReadForest(lineWeights)
	if err == nil && f.Features != passage.Features {
		err = fmt.Errorf("trees over %d numbers, lines have %d", f.Features, passage.Features)
	}
	if err != nil {
		panic("extract/article: embedded weights/lines.dlw: " + err.Error())
	}
	return f
})

// slug are the longer words of the last part of a page's address that is made of
// words.
type slug map[string]bool

// mostSlug is how many words of an address count.
const mostSlug = 30

// notInSlug reports whether a rune of a lower-case text parts the words of addresses.
func notInSlug(r rune) bool { return r < 'a' || r > 'z' }

func slugOf(url string) slug {
	_, rest, _ := strings.Cut(url, "://")
	_, path, _ := strings.Cut(rest, "/")
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	var best slug
	for part := range strings.SplitSeq(path, "/") {
		s := slug{}
		for word := range strings.FieldsFuncSeq(strings.ToLower(part), notInSlug) {
			if len(word) >= 3 && len(s) < mostSlug {
				s[word] = true
			}
		}
		if len(s) >= 3 && len(s) >= len(best) {
			best = s
		}
	}
	return best
}

// share is how many hundredths of the words a line has, or -1 where there are none.
func (s slug) share(line []byte) int {
	if s == nil {
		return -1
	}
	if len(line) > 600 {
		return 0
	}
	var found [mostSlug]string
	n := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(string(line)), notInSlug) {
		if s[word] && n < len(found) && !slices.Contains(found[:n], word) {
			found[n] = word
			n++
		}
	}
	return n * 100 / len(s)
}

// model lets the line model find the article in a whole page. What is not in it
// gets a reason. It returns the first line of the text and the one behind the last.
func (p *page) model(hints []Reason, url string) (from, to int) {
	ls := p.modelled(hints, url)
	states := passage.Find(lineModel(), ls, passage.Rows(ls, particles))
	from, to = len(states), 0
	for i, s := range states {
		if s == passage.Text {
			from, to = min(from, i), i+1
		}
	}
	for i, s := range states {
		b := &p.blocks[i]
		switch q, ok := p.cueOf(b); {
		case s == passage.Text:
			continue
		case hints[i] != Kept:
			b.reason = hints[i]
		case ok:
			b.reason = q.reason
		case s == passage.After:
			b.reason = Tail
		default:
			b.reason = Outside
		}
	}
	return from, to
}
