package neural

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/ud"
)

// FuzzVector holds the vector loops to the plain ones, for any words, weights and sizes.
func FuzzVector(f *testing.F) {
	if !vector {
		f.Skip("this processor has no AVX2")
	}
	f.Add(uint64(1), uint8(1), uint8(128), uint8(64))
	f.Add(uint64(2), uint8(3), uint8(64), uint8(127))
	f.Add(uint64(3), uint8(1), uint8(3), uint8(1))
	f.Fuzz(func(t *testing.T, seed uint64, n, out, in uint8) {
		defer func() { vector = true }()
		compare(t, rand.New(rand.NewPCG(seed, 1)), 1+int(n)%3, int(out), int(in))
	})
}

func TestVector(t *testing.T) {
	if !vector {
		t.Skip("this processor has no AVX2")
	}
	defer func() { vector = true }()
	r := rand.New(rand.NewPCG(1, 2))
	for size := range 110 {
		compare(t, r, 1, size, 1+r.IntN(40)) // every tail of blocks
		compare(t, r, 1+r.IntN(3), 1+r.IntN(200), size)
		compare(t, r, 1+r.IntN(3), prodLanes*blockSize, size) // whole blocks
	}
}

// TestFitPairs has weights at the limit of what 16 bits hold, and just beyond.
func TestFitPairs(t *testing.T) {
	for _, test := range []struct {
		w    []int8
		want bool
	}{
		{[]int8{127, 127, -128, -127, 1, 0, 0, 0}, true},
		{[]int8{127, 127, 0, 0, 1, 1, 0, 0}, false},
		{[]int8{-128, -127, 0, 0, 0, 0, 127, 127}, true},
		{[]int8{-128, -127, 0, 0, -1, 0, 0, 0}, false},
		{[]int8{0, 0, 127, 127, 127, 127, 0, 0}, true}, // of different sums
		{[]int8{0, 0, 127, 0, 0, 0, 127, 2}, false},
		{[]int8{0, 0, 0, 0, 0, 0, 0, 0, 127, 127}, true}, // the last group stands alone
	} {
		if got := fitPairs(test.w, len(test.w)); got != test.want {
			t.Errorf("%d: %t, want %t", test.w, got, test.want)
		}
	}
	if !fitPairs([]int8{127, 127, 127, 127, 127}, 1) || fitPairs([]int8{0, 0, 0, 0, 0, 0, 127, 127, 0, 0, 127, 0}, 6) {
		t.Error("rows are not told apart")
	}
}

// compare runs all loops both ways on random input of that size and demands the same bits,
// whether or not the sums stay in their lanes.
func compare(t *testing.T, r *rand.Rand, n, out, in int) {
	t.Helper()
	w := make([]int8, n*out*in)
	for i := range w {
		w[i] = int8(r.Uint32())
	}
	extreme := r.IntN(8) == 0
	a, signed := make([]uint8, in+group), make([]int8, in)
	for i := range a {
		a[i] = uint8(r.IntN(2) * r.IntN(most+1))
		if extreme {
			a[i] = most
		}
	}
	for i := range signed {
		signed[i] = int8(r.Uint32())
	}
	if extreme {
		for i := range w {
			w[i] = int8(-128 + r.IntN(2)*255)
		}
	}
	small := r.IntN(2) == 0 // so that groups go in pairs; four times 63 is the most that 16 bits hold
	for i := range w {
		if small {
			w[i] = max(min(w[i], 63), -63)
		}
	}
	words := n * prodWords(out)
	begin := make([]uint64, words)
	for i := range begin {
		begin[i] = r.Uint64()
	}
	rows := make([][]uint64, r.IntN(30))
	for i := range rows {
		rows[i] = make([]uint64, words+r.IntN(5))
		for k := range rows[i] {
			rows[i][k] = r.Uint64()
		}
	}
	// Lanes at any number that a sum without overflow can have.
	sums, prods := make([]uint64, out), make([]uint64, out)
	lanes := make([]int32, out*sumLanes)
	for i := range lanes {
		lanes[i] = int32(r.IntN(sumHalf) - sumHalf/2)
	}
	packSum(lanes, sums)
	for i := range sums {
		sums[i] += sumStart
	}
	lanes = lanes[:out*prodLanes]
	for i := range lanes {
		lanes[i] = int32(r.IntN(prodHalf) - prodHalf/2)
	}
	packProd(lanes, prods)
	for i := range prods {
		prods[i] += prodStart
	}
	f := factor(leastFactor + r.IntN(1<<r.IntN(30)))

	var got [2]struct {
		times, timesSigned, added []uint64
		sums, prods               []uint8
	}
	for i := range got {
		vector = i == 1
		g := &got[i]
		m := newMatrices(w, n, out, in)
		if paired := i == 1 && m.words > 0 && m.words%blockSize == 0 && m.groups() > 0 && m.groups()%2 == 0; small && m.paired != paired {
			t.Fatalf("%d × %d × %d: in pairs is %t", n, out, in, m.paired)
		}
		g.times, g.timesSigned, g.added = slices.Clone(begin), slices.Clone(begin), slices.Clone(begin)
		g.sums, g.prods = make([]uint8, out*sumLanes+slack), make([]uint8, out*prodLanes+slack)
		m.times(a, g.times)
		m.timesSigned(signed, g.timesSigned, new(making))
		addAll(g.added, rows)
		rectify(sums, f, g.sums)
		rectifyProd(prods, f, g.prods)
		g.prods = g.prods[:out*prodLanes]
	}
	plain, vectors := &got[0], &got[1]
	switch {
	case !slices.Equal(plain.times, vectors.times):
		t.Fatalf("%d × %d × %d: products differ:\n%x\n%x", n, out, in, plain.times, vectors.times)
	case !slices.Equal(plain.timesSigned, vectors.timesSigned):
		t.Fatalf("%d × %d × %d: products of signed numbers differ:\n%x\n%x", n, out, in, plain.timesSigned, vectors.timesSigned)
	case !slices.Equal(plain.added, vectors.added):
		t.Fatalf("%d rows of %d: sums differ:\n%x\n%x", len(rows), words, plain.added, vectors.added)
	case !slices.Equal(plain.sums, vectors.sums):
		t.Fatalf("activations of sums %x, factor %d, differ:\n%d\n%d", sums, f, plain.sums, vectors.sums)
	case !slices.Equal(plain.prods, vectors.prods):
		t.Fatalf("activations of products %x, factor %d, differ:\n%d\n%d", prods, f, plain.prods, vectors.prods)
	}
}

// text is sentences for the whole networks, among them odd ones.
var text = []string{
	"", "Rain", "?", "Two buses collided on Friday .", "THE MINISTER RESIGNS",
	"Officials in the capital said that the river , which had risen for a week , would not reach the old bridge before Monday .",
	"“ We were n't told , ” she said .", "— — — 7 7.5 1,000 % $ 3 — ( a ) b", "ø ß Ж 水 \x00 \xff a\xffb",
	"Neither the army nor the rebels , who hold both banks , have agreed to what the envoys proposed in Nairobi last month .",
}

// TestSameOnAllProcessors runs the weights that are in use on text and on shuffled words
// with the plain loops and with the vector loops.
func TestSameOnAllProcessors(t *testing.T) {
	if !vector {
		t.Skip("this processor has no AVX2")
	}
	defer func() { vector = true }()
	var sentences [][]string
	var all []string
	for _, s := range text {
		words := strings.Fields(s)
		sentences = append(sentences, words)
		all = append(all, words...)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		words := make([]string, 1+r.IntN(60))
		for i := range words {
			words[i] = all[r.IntN(len(all))]
		}
		sentences = append(sentences, words)
	}
	type result struct {
		tags  []ud.XPOS
		heads []int
		rels  []ud.Rel
	}
	var got [2][]result
	for i := range got {
		vector = i == 1
		tagger, parser := readBoth(t)
		var ts TagScratch
		var ps ParseScratch
		for _, words := range sentences {
			tags := tagger.Tag(words, &ts, nil)
			parser.Parse(words, tags, &ps)
			got[i] = append(got[i], result{tags, slices.Clone(ps.State.Heads), slices.Clone(ps.State.Rels)})
		}
	}
	for i, a := range got[0] {
		b := got[1][i]
		if !slices.Equal(a.tags, b.tags) || !slices.Equal(a.heads, b.heads) || !slices.Equal(a.rels, b.rels) {
			t.Errorf("%q: plain %v, vector %v", sentences[i], a, b)
		}
	}
}

func readBoth(t testing.TB) (*Tagger, *Parser) {
	t.Helper()
	load := func(name string) []byte {
		data, err := os.ReadFile("../../weights/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	tagger, err := ReadTagger(load("tags.dln"))
	if err != nil {
		t.Fatal(err)
	}
	parser, err := ReadParser(load("trees.dln"))
	if err != nil {
		t.Fatal(err)
	}
	return tagger, parser
}
