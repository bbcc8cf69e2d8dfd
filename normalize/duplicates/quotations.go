package duplicates

import (
	"cmp"
	"encoding/binary"
	"iter"

	"dateline/corpus/hash"
	"dateline/corpus/spill"
)

// Quotation is the key of a quotation.
type Quotation struct {
	ID    string
	Words [2]uint64 // a hash of the words
	Count int       // words
}

// QuotationOf makes a key. Case, punctuation and white space do not count.
func QuotationOf(id, text string) Quotation {
	q := Quotation{ID: id}
	a, b := uint64(1), uint64(2)
	for w := range wordHashes(text) {
		a, b = hash.Mix(a^w), hash.Mix(b+w)
		q.Count++
	}
	q.Words = [2]uint64{a, b}
	return q
}

// Key is what two quotations have in common that are one, or nil where the quotation says too
// little to be one with another.
func (q *Quotation) Key() []byte {
	if q.Count < fewWords {
		return nil
	}
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, q.Words[0]), q.Words[1])
}

// Quotations gives quotations of the same words one id. Fewer than four words
// say too little ("No comment"), such quotations stay apart.
type Quotations struct {
	Memory int    // bytes for sorting and sieving; 0 means 64 MiB
	Dir    string // of temporary files; "" means that of the system

	members members
	words   spill.Log
	sieve   *sieve
}

const fewWords = 4

// Add takes a quotation. The order says only in which order Result answers.
func (q *Quotations) Add(key Quotation) error {
	if q.sieve == nil {
		q.sieve = newSieve(cmp.Or(q.Memory, defaultMemory) / 4)
		q.members.ids.Dir, q.words.Dir = q.Dir, q.Dir
	}
	place := q.members.ids.Len()
	if err := q.members.add(key.ID); err != nil || key.Count < fewWords {
		return err
	}
	q.sieve.see(key.Words[0])
	var row [20]byte
	binary.BigEndian.PutUint64(row[:], key.Words[0])
	binary.BigEndian.PutUint64(row[8:], key.Words[1])
	binary.BigEndian.PutUint32(row[16:], uint32(place))
	_, err := q.words.Add(row[:])
	return err
}

// Result yields the id of each quotation over the dump, in the order of Add: the
// smallest id among those of the same words. It may be ranged over once.
func (q *Quotations) Result() iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		defer q.Close()
		f, err := q.join()
		if err != nil {
			yield("", err)
			return
		}
		q.members.named(f, func(id []byte) string { return string(id) })(yield)
	}
}

func (q *Quotations) join() (forest, error) {
	rows := spill.Sorter{Memory: cmp.Or(q.Memory, defaultMemory) / 4, Dir: q.Dir}
	defer rows.Close()
	for r, err := range q.words.Records() {
		if err == nil && q.sieve.passes(binary.BigEndian.Uint64(r)) {
			err = rows.Add(r, nil)
		}
		if err != nil {
			return nil, err
		}
	}
	q.sieve = nil
	f := newForest(q.members.ids.Len())
	var words [16]byte
	first := int32(-1)
	for r, err := range rows.Rows() {
		if err != nil {
			return nil, err
		}
		place := int32(binary.BigEndian.Uint32(r.Key[16:]))
		if first >= 0 && string(words[:]) == string(r.Key[:16]) {
			f.join(first, place)
		} else {
			first = place
			copy(words[:], r.Key)
		}
	}
	return f, nil
}

// Close drops what was added. Result calls it.
func (q *Quotations) Close() {
	q.members.ids.Close()
	q.words.Close()
	q.sieve = nil
}
