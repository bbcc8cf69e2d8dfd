package neural

import (
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"dateline/corpus/ud"
)

// FuzzVector holds the vector loops to the plain ones, for any words, weights and sizes whose
// sums stay in their lanes.
func FuzzVector(f *testing.F) {
	if !vector {
		f.Skip("this processor has no AVX2")
	}
	f.Add(uint64(1), uint8(1), uint8(128), uint8(64))
	f.Add(uint64(2), uint8(3), uint8(64), uint8(16))
	f.Add(uint64(3), uint8(1), uint8(3), uint8(1))
	f.Fuzz(func(t *testing.T, seed uint64, taps, out, in uint8) {
		defer func() { vector = true }()
		compare(t, rand.New(rand.NewPCG(seed, 1)), 1+int(taps)%3, int(out), int(in)/eights*eights)
	})
}

func TestVector(t *testing.T) {
	if !vector {
		t.Skip("this processor has no AVX2")
	}
	defer func() { vector = true }()
	r := rand.New(rand.NewPCG(1, 2))
	for size := range 110 {
		compare(t, r, 1, size, eights*(1+r.IntN(5))) // every tail of blocks
		compare(t, r, 1+r.IntN(3), 1+r.IntN(200), size/eights*eights)
		compare(t, r, 1+r.IntN(3), prodLanes*blockSize*(1+r.IntN(3)), size/eights*eights) // whole blocks
	}
}

// TestPlaces holds the order of a block to what the loops do with it.
func TestPlaces(t *testing.T) {
	if !vector {
		t.Skip("this processor has no AVX2")
	}
	const in = 2 * eights
	for input := range in {
		w := make([]int8, blockSize*in)
		for j := range blockSize {
			w[j*in+input] = int8(j + 1)
		}
		m := newMatrix(w, blockSize, 1, in, false)
		var a actives
		a.begin(1, in)
		clear(a.vector(0))
		a.vector(0)[input] = 3
		a.gather(0)
		for j, got := range m.products(&a, 0) {
			if got != int32(3*(j+1)) {
				t.Fatalf("input %d gives sum %d %d, want %d", input, j, got, 3*(j+1))
			}
		}
	}
}

// compare runs all loops both ways on random input of that size and demands the same bits.
func compare(t *testing.T, r *rand.Rand, taps, out, in int) {
	t.Helper()
	all := taps * in
	w := make([]int8, out*all)
	for i := range w {
		w[i] = int8(r.Uint32())
	}
	count := r.IntN(4)
	extreme := r.IntN(8) == 0
	vectors, signed := make([]uint8, (count+taps-1)*in), make([]int8, all)
	for i := range vectors {
		vectors[i] = uint8(r.IntN(2) * r.IntN(most+1))
		if extreme {
			vectors[i] = most
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
	// So that no sum leaves its lane, all but the first 60 weights of a sum are small.
	const large = 60
	for i := range w {
		if i%max(all, 1) >= large {
			w[i] = w[i] % 4
		}
	}
	words := prodWords(out)
	rows := make([][]uint64, 1+r.IntN(30))
	for i := range rows {
		rows[i] = make([]uint64, words+r.IntN(5))
		for k := range rows[i] {
			rows[i][k] = r.Uint64()
		}
	}
	start := make([]uint64, words)
	for i := range start {
		start[i] = r.Uint64()
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
	whole, bias := lanes[:out], make([]int32, out)
	for i := range bias {
		bias[i] = int32(r.IntN(prodHalf) - prodHalf/2)
	}
	f := factor(leastFactor + r.IntN(1<<r.IntN(30)))

	var got [2]struct {
		products    [][]int32
		signed      []int32
		times       []uint64
		summed      []uint64
		sums, prods []uint8
		whole       []uint8
	}
	for i := range got {
		vector = i == 1
		g := &got[i]
		var a actives
		a.begin(count+taps-1, in)
		copy(a.all, vectors)
		for k := range count + taps - 1 {
			a.gather(k)
		}
		m := newMatrix(w, out, taps, in, false)
		for k := range count {
			g.products = append(g.products, slices.Clone(m.products(&a, k)))
		}
		if words%4 == 0 {
			m := newMatrix(w, out, taps, in, true)
			g.times = make([]uint64, count*words)
			m.times(&a, 0, count, start, g.times, words)
		}
		g.signed = make([]int32, out)
		m = newMatrix(w, out, 1, all, false)
		m.timesSigned(signed, &a, g.signed)
		g.summed = make([]uint64, words)
		g.sums, g.prods = make([]uint8, out*sumLanes+slack), make([]uint8, out*prodLanes+slack)
		g.whole = make([]uint8, out)
		sumAll(g.summed, rows)
		rectify(sums, f, g.sums)
		rectifyProd(prods, f, g.prods)
		rectifySums(whole, bias, f, g.whole)
		g.prods = g.prods[:out*prodLanes]
	}
	plain, vectorised := &got[0], &got[1]
	switch {
	case !slices.EqualFunc(plain.products, vectorised.products, slices.Equal[[]int32]):
		t.Fatalf("%d × %d × %d: products differ:\n%d\n%d", out, taps, in, plain.products, vectorised.products)
	case !slices.Equal(plain.times, vectorised.times):
		t.Fatalf("%d × %d × %d: packed products differ:\n%x\n%x", out, taps, in, plain.times, vectorised.times)
	case !slices.Equal(plain.signed, vectorised.signed):
		t.Fatalf("%d × %d: products of signed numbers differ:\n%d\n%d", out, all, plain.signed, vectorised.signed)
	case !slices.Equal(plain.summed, vectorised.summed):
		t.Fatalf("%d rows of %d: sums differ:\n%x\n%x", len(rows), words, plain.summed, vectorised.summed)
	case !slices.Equal(plain.sums, vectorised.sums):
		t.Fatalf("activations of sums %x, factor %d, differ:\n%d\n%d", sums, f, plain.sums, vectorised.sums)
	case !slices.Equal(plain.prods, vectorised.prods):
		t.Fatalf("activations of products %x, factor %d, differ:\n%d\n%d", prods, f, plain.prods, vectorised.prods)
	case !slices.Equal(plain.whole, vectorised.whole):
		t.Fatalf("activations of whole numbers %d, factor %d, differ:\n%d\n%d", whole, f, plain.whole, vectorised.whole)
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
