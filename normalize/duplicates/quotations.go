package duplicates

import (
	"cmp"
	"slices"
)

// Quotation is the key of a quotation.
type Quotation struct {
	ID    string
	Words [2]uint64 // see WordsOf
	Count int       // words
}

// QuotationOf makes a key. Case, punctuation and white space do not count.
func QuotationOf(id, text string) Quotation {
	q := Quotation{ID: id}
	a, b := uint64(1), uint64(2)
	for w := range wordHashes(text) {
		a, b = mix(a^w), mix(b+w)
		q.Count++
	}
	q.Words = [2]uint64{a, b}
	return q
}

// Quotations gives quotations of the same words one id. Fewer than four words
// say too little ("No comment"), such quotations stay apart.
func Quotations(quotes []Quotation) map[string]string {
	qs := slices.Clone(quotes)
	slices.SortFunc(qs, func(a, b Quotation) int { return cmp.Compare(a.ID, b.ID) })
	first := map[[2]uint64]string{}
	out := make(map[string]string, len(qs))
	for _, q := range qs {
		out[q.ID] = q.ID
		if q.Count < 4 {
			continue
		}
		if id, ok := first[q.Words]; ok {
			out[q.ID] = id
		} else {
			first[q.Words] = q.ID
		}
	}
	return out
}
