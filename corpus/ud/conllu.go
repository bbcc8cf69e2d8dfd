package ud

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Sentence is a sentence of a CoNLL-U file. Empty nodes are left out.
type Sentence struct {
	Document  string // id of the document that begins with it, or empty
	Begins    bool   // it begins a document
	Paragraph bool   // it begins a paragraph
	Surface   []Surface
	Words     []Word
}

// Surface is what stands in the text: a word, or one form for several words ("don't").
type Surface struct {
	Form       string
	First, End int  // its words
	Space      bool // there is a space behind it (no SpaceAfter=No)
}

// Word is a syntactic word. Head counts from 0; the root has -1.
type Word struct {
	Form, Lemma string
	UPOS        UPOS
	XPOS        XPOS
	Head        int
	Rel         Rel
	Misc        string // as in the file: "Entity=…|SpaceAfter=No"
}

// maxLine is the length of a line of CoNLL-U in bytes.
const maxLine = 1 << 20

// Sentences reads CoNLL-U (universaldependencies.org/format.html). It ends with the first
// error, which names the line; name is what the input is called there.
func Sentences(in io.Reader, name string) iter.Seq2[*Sentence, error] {
	return func(yield func(*Sentence, error) bool) {
		sc := bufio.NewScanner(in)
		sc.Buffer(nil, maxLine)
		s := &Sentence{}
		n := 0
		for sc.Scan() {
			n++
			line := sc.Text()
			if line != "" {
				if err := s.line(line); err != nil {
					yield(nil, fmt.Errorf("%s:%d: %w", name, n, err))
					return
				}
				continue
			}
			if err := s.finish(); err != nil {
				yield(nil, fmt.Errorf("%s:%d: %w", name, n, err))
				return
			}
			if len(s.Words) > 0 {
				if !yield(s, nil) {
					return
				}
				s = &Sentence{}
			}
		}
		err := sc.Err()
		if err == nil {
			err = s.finish()
		}
		if err != nil {
			yield(nil, fmt.Errorf("%s:%d: %w", name, n+1, err))
		} else if len(s.Words) > 0 {
			yield(s, nil)
		}
	}
}

func (s *Sentence) line(line string) error {
	if line[0] == '#' {
		switch {
		case strings.HasPrefix(line, "# newdoc"):
			_, s.Document, _ = strings.Cut(line, "= ")
			s.Begins, s.Paragraph = true, true
		case line == "# newpar", strings.HasPrefix(line, "# newpar "):
			s.Paragraph = true
		}
		return nil
	}
	c := strings.Split(line, "\t")
	if len(c) != 10 {
		return fmt.Errorf("%d cells for 10", len(c))
	}
	if strings.Contains(c[0], ".") {
		return nil
	}
	space := !strings.Contains("|"+c[9]+"|", "|SpaceAfter=No|")
	if first, last, ok := strings.Cut(c[0], "-"); ok {
		a, err1 := strconv.Atoi(first)
		b, err2 := strconv.Atoi(last)
		if err1 != nil || err2 != nil || a != len(s.Words)+1 || b < a {
			return fmt.Errorf("words %q behind word %d", c[0], len(s.Words))
		}
		s.Surface = append(s.Surface, Surface{Form: c[1], First: a - 1, End: b, Space: space})
		return nil
	}
	if id, err := strconv.Atoi(c[0]); err != nil || id != len(s.Words)+1 {
		return fmt.Errorf("word %q behind word %d", c[0], len(s.Words))
	}
	head, err := strconv.Atoi(c[6])
	if err != nil {
		return fmt.Errorf("head %q", c[6])
	}
	if k := len(s.Surface); k == 0 || s.Surface[k-1].End <= len(s.Words) {
		s.Surface = append(s.Surface, Surface{Form: c[1], First: len(s.Words), End: len(s.Words) + 1, Space: space})
	}
	s.Words = append(s.Words, Word{Form: c[1], Lemma: c[2], UPOS: ParseUPOS(c[3]), XPOS: ParseXPOS(c[4]), Head: head - 1, Rel: ParseRel(c[7]), Misc: c[9]})
	return nil
}

func (s *Sentence) finish() error {
	for i, w := range s.Words {
		if w.Head < -1 || w.Head >= len(s.Words) {
			return fmt.Errorf("word %d has the head %d in a sentence of %d", i+1, w.Head+1, len(s.Words))
		}
	}
	if k := len(s.Surface); k > 0 && s.Surface[k-1].End > len(s.Words) {
		return fmt.Errorf("the sentence ends within %q", s.Surface[k-1].Form)
	}
	return nil
}
