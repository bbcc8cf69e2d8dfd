package pipeline

import (
	"bufio"
	"fmt"
	"iter"
	"os"

	"dateline/corpus"
)

// spoolMemory is the number of text bytes that a spool keeps in memory with
// their layers; further documents go to a temporary file. Layers take about
// thirty times the text, so this is about a hundred megabytes.
const spoolMemory = 3 << 20

// spool holds the documents of a run between map and reduce.
type spool struct {
	docs   []*corpus.Document // the first ones, in memory
	text   int
	layers corpus.Layers

	file *os.File
	out  *bufio.Writer
	n    int // documents in the file
}

// add takes a document. The layers that a record has by default survive, and those
// that are asked for.
func (s *spool) add(d *corpus.Document) error {
	if s.file == nil && s.text+len(d.Text) <= spoolMemory {
		if !s.layers.Has(corpus.LayerTokens) {
			d.Tokens, d.Clauses = nil, nil // the largest layers, and nobody asks for them any more
		}
		s.text += len(d.Text)
		s.docs = append(s.docs, d)
		return nil
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "dateline-*.spool")
		if err != nil {
			return fmt.Errorf("pipeline: spool: %w", err)
		}
		os.Remove(f.Name()) // the open file lives on; nothing is left behind on a crash
		s.file, s.out = f, bufio.NewWriterSize(f, 1<<20)
	}
	// All that the stages gave, not only what is asked for: ids are assigned again from
	// text and sentences, events name their quotations, and tables list events.
	if err := corpus.Encode(s.out, d, s.layers|corpus.DefaultLayers); err != nil {
		return fmt.Errorf("pipeline: spool: %w", err)
	}
	s.n++
	return nil
}

// all yields the documents in the order they were added. It may be ranged over once.
func (s *spool) all() iter.Seq2[*corpus.Document, error] {
	return func(yield func(*corpus.Document, error) bool) {
		for i, d := range s.docs {
			s.docs[i] = nil
			if !yield(d, nil) {
				return
			}
		}
		if s.file == nil {
			return
		}
		if err := s.out.Flush(); err != nil {
			yield(nil, fmt.Errorf("pipeline: spool: %w", err))
			return
		}
		if _, err := s.file.Seek(0, 0); err != nil {
			yield(nil, fmt.Errorf("pipeline: spool: %w", err))
			return
		}
		in := bufio.NewReaderSize(s.file, 1<<20)
		for range s.n {
			line, err := readLine(in)
			if err == nil {
				var d *corpus.Document
				if d, err = corpus.Decode(line); err == nil {
					if !yield(d, nil) {
						return
					}
					continue
				}
			}
			yield(nil, fmt.Errorf("pipeline: spool: %w", err))
			return
		}
	}
}

// readLine reads one line of any length.
func readLine(in *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if err == bufio.ErrBufferFull {
			continue
		}
		return line, err
	}
}

func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
	}
}
