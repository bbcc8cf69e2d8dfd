package classifier

import "unicode/utf8"

// Block is what the classifier knows of every block of a page, since neighbours look at
// it.
type Block struct {
	Words int32
	Score int32  // see rating in extract/article
	Tag   uint32 // atom of the element, or a hash of its name
	Box   int32  // the element it stands in
	Up    int32  // and the one around that
	Level int8   // of a heading, 1 to 6; 0 otherwise
	Links int8   // share of the letters that are links, in fifths rounded up
	Kept  bool
	Open  bool // it is out, but may be taken in
	Fixed bool // it is in, and may not be taken out
}

// Asked reports whether the classifier is asked about a block.
func (b *Block) Asked() bool { return (b.Kept || b.Open) && b.Words > 0 }

// Facts are what it knows besides of the blocks that it is asked about.
type Facts struct {
	Commas    int
	Ends      bool // ends like a sentence
	Lower     bool // has a lower-case letter
	Line      bool // a line break parts it from its neighbour in the same element
	FirstLink bool // begins with a link
	Repeated  bool // the page has the same line again
	Text      []byte
	Path      [Levels]uint32 // tags of the boxes around, innermost first
	Mass      [Levels]int8   // tenths of the page's running text in them, -1 where there is none
	Blocks    [Levels]int    // blocks in them
	Names     []uint32       // hashes of the words in the names of the boxes around
	Own       int            // the first of Names that are the innermost box's
	Where     int            // 0 in the body, 1 before, 2 after it
	First     int            // blocks from the body's start
	Last      int            // blocks to its end
	Tenth     int            // of the page's blocks
	Telling   int            // words that tell a topic
	Known     int            // of these, words that other running text has
	Titled    int            // of these, words of the title
	Witness   int8           // fourths of it that JSON-LD gives as the article's text, -1 where there is none
}

// Levels are the boxes around a block that are looked at.
const Levels = 4

// Hash is the hash of a name or a word: FNV-1a (Fowler, Noll, Vo).
func Hash[T string | []byte](s T) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// size is the number of binary digits of n.
func size(n int32) uint32 {
	k := uint32(0)
	for ; n > 0; n >>= 1 {
		k++
	}
	return k
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// kind is what a rune is to the classifier: a small number for the classes that
// count, the rune itself for marks.
func kind(r rune) uint32 {
	switch {
	case r >= 'A' && r <= 'Z':
		return 1
	case r >= 'a' && r <= 'z':
		return 2
	case r >= '0' && r <= '9':
		return 3
	case r < utf8.RuneSelf, r >= 0x2010 && r < 0x2040, r == '©', r == '«', r == '»':
		return uint32(r)
	}
	return 4
}
