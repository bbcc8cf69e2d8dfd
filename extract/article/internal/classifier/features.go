package classifier

import (
	"unicode"
	"unicode/utf8"

	"dateline/corpus/hash"
)

// maker collects the features of a block.
type maker struct {
	to []uint32
}

// put adds the feature of a kind with a value. The kind is a number of the feature
// template; values are packed by the caller or hashes.
func (m *maker) put(template uint32, value uint64) {
	m.to = append(m.to, uint32(hash.Mix(value<<8|uint64(template))>>7))
}

// of packs small numbers into one value.
func of(vs ...uint32) uint64 {
	v := uint64(0)
	for _, x := range vs {
		v = v*1009 + uint64(x) + 1
	}
	return v
}

// Templates of the features.
const (
	bias = iota
	words
	links
	tagWords
	tagLinks
	levelWords
	endsWords
	commas
	shape
	bodyWords
	bodyTag
	repeated
	fromStart
	fromEnd
	tenth
	path
	digits
	capitals
	lastRune
	firstRune
	mark
	cutOff
	mass
	blocks
	edge
	near      // near+0 … near+3: of the neighbours
	name      = near + 4*4
	ownName   = name + 1
	firstWord = name + 2
	firstTwo  = name + 3
	lastWord  = name + 4
	shortWord = name + 5
	longWord  = name + 6
	topic     = name + 7
	topicBody = name + 8
	titled    = name + 9
	witness   = name + 10
	witnessed = name + 11
)

// marks are characters that count wherever they stand.
const marks = "©|•·:@#$/"

// Features appends the hashed features of block i, of which f are the facts, to a
// slice and returns it.
func Features(all []Block, i int, f *Facts, to []uint32) []uint32 {
	m := maker{to: to}
	b := &all[i]
	w, l, tag := size(b.Words), uint32(b.Links), b.Tag
	short, ends := min(w, 5), bit(f.Ends)
	m.put(bias, 0)
	m.put(words, of(w))
	m.put(links, of(l))
	m.put(tagWords, of(tag, w, ends))
	m.put(tagLinks, of(tag, l, w))
	m.put(levelWords, of(uint32(b.Level), w))
	m.put(endsWords, of(ends, bit(f.Lower), w))
	m.put(commas, of(uint32(min(f.Commas, 5))))
	m.put(shape, of(bit(f.Line), bit(f.FirstLink)))
	m.put(bodyWords, of(uint32(f.Where), w, ends))
	m.put(bodyTag, of(uint32(f.Where), tag, l))
	m.put(repeated, of(bit(f.Repeated), w))
	if f.Where == 0 {
		m.put(fromStart, of(uint32(min(f.First, 8)), w))
		m.put(fromEnd, of(uint32(min(f.Last, 8)), w))
	}
	m.put(tenth, of(uint32(f.Tenth)))
	chain := uint64(0)
	for up, t := range f.Path {
		if t == 0 {
			break
		}
		chain = chain*1000003 + uint64(t) + 1
		m.put(path, chain+uint64(up)<<50)
	}
	m.characters(f, w)
	for up, n := range f.Mass {
		if n < 0 {
			break
		}
		m.put(mass, of(uint32(up), uint32(n), short))
		m.put(blocks, of(uint32(up), size(int32(f.Blocks[up]))))
		if n >= 5 {
			break
		}
	}
	for k, d := range [...]int{-2, -1, 1, 2} {
		j := i + d
		if j < 0 || j >= len(all) {
			m.put(edge, of(uint32(k)))
			continue
		}
		c := &all[j]
		same := bit(c.Box == b.Box || c.Up == b.Up)
		at := near + 4*uint32(k)
		m.put(at, of(size(max(c.Score, 0)), same))
		m.put(at+1, of(size(max(c.Score, 0)), w, bit(b.Level > 0)))
		m.put(at+2, of(c.Tag, same, tag))
		m.put(at+3, of(bit(c.Score < 0), bit(c.Links > 3), w))
	}
	for k, n := range f.Names {
		if k < f.Own {
			m.put(ownName, uint64(n))
		}
		m.put(name, uint64(n))
	}
	m.text(f.Text, int(b.Words))
	if f.Telling > 0 {
		share := uint32(f.Known * 5 / f.Telling)
		m.put(topic, of(share, w))
		m.put(topicBody, of(share, uint32(f.Where), ends))
		m.put(titled, of(uint32(min(f.Titled, 3)), w))
	}
	if f.Witness >= 0 {
		m.put(witness, of(uint32(f.Witness)))
		m.put(witnessed, of(uint32(f.Witness), short))
	}
	return m.to
}

// characters are the features of what a text is written with.
func (m *maker) characters(b *Facts, w uint32) {
	number, upper, letters := 0, 0, 0
	var seen [len(marks) + 2]bool // of a constant length in bytes
	short := min(w, 4)
	for _, r := range string(b.Text) {
		switch {
		case r >= 'a' && r <= 'z':
			letters++
		case r >= 'A' && r <= 'Z':
			upper++
			letters++
		case r >= '0' && r <= '9':
			number++
		case r >= utf8.RuneSelf && r != '©' && r != '•' && r != '·':
			if unicode.IsLetter(r) {
				letters++
				if unicode.IsUpper(r) {
					upper++
				}
			}
		default:
			for k, c := range marks {
				if r == c && !seen[k] {
					seen[k] = true
					m.put(mark, of(uint32(c), min(w, 5)))
				}
			}
		}
	}
	m.put(digits, of(uint32(number*8/max(1, len(b.Text))), w))
	m.put(capitals, of(uint32(upper*8/max(1, letters)), w))
	r, _ := utf8.DecodeRune(b.Text)
	m.put(firstRune, of(kind(r), short))
	r, _ = utf8.DecodeLastRune(b.Text)
	m.put(lastRune, of(kind(r), short))
	if n := len(b.Text); r == '…' || n > 3 && string(b.Text[n-3:]) == "..." {
		m.put(cutOff, of(w, uint32(b.Where)))
	}
}

// text are the features of the words: all of a short line, which is often a cue, and
// of a longer one those at its ends too.
func (m *maker) text(text []byte, words int) {
	const most = 60
	var prev, last uint64
	n := 0
	template := uint32(shortWord)
	if words > 14 {
		template = longWord
	}
	every := words < most
	each(text, func(h uint64) bool {
		n++
		prev, last = last, h
		switch n {
		case 1:
			m.put(firstWord, h)
		case 2:
			m.put(firstTwo, prev*31+h)
		}
		if every && n <= most {
			m.put(template, h)
		}
		return every || n < 2
	})
	if !every {
		last = lastOf(text)
	}
	if n > 0 {
		m.put(lastWord, last)
	}
}

// each calls f with a hash of every word of a text in lower case, until it says no.
func each(text []byte, f func(uint64) bool) {
	h, in := uint64(14695981039346656037), false
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
				fallthrough
			case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
				h = (h ^ uint64(c)) * 1099511628211
				in = true
				continue
			case c == '\'':
				continue
			}
			if in {
				if !f(h) {
					return
				}
				h, in = 14695981039346656037, false
			}
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		i += n
		if r == '’' {
			continue
		}
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			h = (h ^ uint64(unicode.ToLower(r))) * 1099511628211
			in = true
			continue
		}
		if in {
			if !f(h) {
				return
			}
			h, in = 14695981039346656037, false
		}
	}
	if in {
		f(h)
	}
}

// lastOf is the hash of the last word of a long text.
func lastOf(text []byte) (last uint64) {
	text = text[max(0, len(text)-80):]
	each(text, func(h uint64) bool { last = h; return true })
	return last
}
