package article

import (
	_ "embed"
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

// Particles are the small words that the line model counts; see Lines.
func Particles() map[string]bool { return particles }

// Lines are the lines of a plain text as the line model sees them. It is there for
// the program that trains the model.
func Lines(text, url, title string) []passage.Line {
	p := lines(validText(text))
	p.rate()
	p.title = letters(title)
	p.bold = true
	hints := p.hints(!monthFirst(url, ""))
	return p.modelled(hints, url)
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
var lineTrees []byte

var loadTrees = sync.OnceValue(func() []passage.Tree {
	trees, err := passage.Decode(lineTrees)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return trees
})

// slug are the longer words of the last part of a page's address that is made of
// words.
type slug map[string]bool

func slugOf(url string) slug {
	_, rest, _ := strings.Cut(url, "://")
	_, path, _ := strings.Cut(rest, "/")
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	var best slug
	for part := range strings.SplitSeq(path, "/") {
		s := slug{}
		for word := range strings.FieldsFuncSeq(strings.ToLower(part), func(r rune) bool { return r < 'a' || r > 'z' }) {
			if len(word) >= 3 && len(s) < 30 {
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
	var found [30]string
	n := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(string(line)), func(r rune) bool { return r < 'a' || r > 'z' }) {
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
	states := passage.Find(loadTrees(), p.modelled(hints, url), particles)
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
