package beam

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"iter"
	"slices"

	"dateline/corpus"
	"dateline/corpus/pack"
	"dateline/corpus/spill"
	"dateline/normalize/actors"
	"dateline/normalize/duplicates"
	"dateline/pipeline"
)

// What travels between steps is bytes, written by package pack: keys and values of one form for every
// runner, whatever it makes of Go's types.

// share is a file, or a part of its records.
type share struct {
	Number    int // of the file, in the order of the list
	Path, Rel string
	Met       bool
	Index, Of int // which share, from 1; 0 of 0 is the whole file
}

// wish is a document before it has its id.
type wish struct {
	Record string
	ID     string
	Source corpus.Source
	Keys   string
}

// sketched is an article in a bucket.
type sketched struct {
	Record, ID string
	Sketch     duplicates.Sketch
}

// pair is two articles that are copies, in the order of their ids.
type pair struct{ A, B, RecordA, RecordB string }

// quoted is a quotation: the Nth of its record.
type quoted struct {
	Record string
	N      int
	ID     string
}

// people are the keys of the actors of a document.
type people struct {
	Record, ID string
	Keys       []actors.Key
}

// occurrences are the keys of the events of a document.
type occurrences struct {
	Record, ID string
	Gist       duplicates.Gist
	Cast       []string
	All        []duplicates.Happening
}

// The kinds of what comes together for a record.
const (
	tagParcel   byte = iota // pipeline.Parcel
	tagSettled              // settled
	tagActors               // []string
	tagCopy                 // the id of the cluster
	tagQuote                // quoted
	tagEvents               // []string
	tagOccurred             // its id and keys, for the step cast
)

// settled is what a record is called, and the local ids of its quotations over the dump.
type settled struct {
	ID     string
	Quotes []string
	Events int // events and mentions
}

func packed[T any](v *T) []byte { return pack.Append(nil, v) }

func tagged[T any](tag byte, v *T) []byte { return pack.Append([]byte{tag}, v) }

// row is a line with what it is sorted by.
func row(key, line []byte) []byte {
	return append(append(binary.AppendUvarint(nil, uint64(len(key))), key...), line...)
}

func cutRow(data []byte) (key, line []byte, err error) {
	n, k := binary.Uvarint(data)
	if k <= 0 || n > uint64(len(data)-k) {
		return nil, nil, pack.ErrCorrupt
	}
	return data[k : k+int(n)], data[k+int(n):], nil
}

// fewBytes is how much of a group is sorted in memory without a sorter.
const fewBytes = 1 << 20

// sorted yields the values of a group, as rows, in the order of their keys and bytes, within a
// bounded share of memory.
func sorted(values func(*[]byte) bool, dir string) iter.Seq2[spill.Row, error] {
	return func(yield func(spill.Row, error) bool) {
		var few []spill.Row
		size := 0
		sorter := spill.Sorter{Dir: dir}
		defer sorter.Close()
		flush := func() error {
			for _, r := range few {
				if err := sorter.Add(r.Key, r.Value); err != nil {
					return err
				}
			}
			few = nil
			return nil
		}
		var value []byte
		for values(&value) {
			key, rest, err := cutRow(value)
			if err == nil {
				if size < fewBytes {
					few = append(few, spill.Row{Key: bytes.Clone(key), Value: bytes.Clone(rest)})
					if size += len(value) + 64; size >= fewBytes {
						err = flush()
					}
				} else {
					err = sorter.Add(key, rest)
				}
			}
			if err != nil {
				yield(spill.Row{}, err)
				return
			}
		}
		if size < fewBytes {
			slices.SortFunc(few, func(a, b spill.Row) int {
				if c := bytes.Compare(a.Key, b.Key); c != 0 {
					return c
				}
				return bytes.Compare(a.Value, b.Value)
			})
			for _, r := range few {
				if !yield(r, nil) {
					return
				}
			}
			return
		}
		for r, err := range sorter.Rows() {
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// packLetter is a dead letter as bytes: whether the file could not be opened, and its line.
func packLetter(l *pipeline.Letter) ([]byte, error) {
	line, err := pipeline.TableLine(l)
	kind := byte('r')
	if l.Unopened() {
		kind = 'u'
	}
	return append([]byte{kind}, line...), err
}

func readLetter(data []byte) (l pipeline.Letter, unopened int, err error) {
	if len(data) > 0 && data[0] == 'u' {
		unopened = 1
	}
	return l, unopened, json.Unmarshal(data[min(1, len(data)):], &l)
}
