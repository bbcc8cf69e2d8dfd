package main

import (
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"dateline/corpus/weights"
	"dateline/extract/entities/internal/tagger"
)

// example is an article prepared for training: features are kept, since they
// do not depend on the weights.
type example struct {
	article
	doc     *tagger.Document
	allowed []uint64 // by piece: a bit for each class it may have
	regions []instance
	fold    int
	lost    int // marks that no path can express
}

// instance is a region to learn.
type instance struct {
	tagger.Region
	example *example
	feats   []uint32
	offs    []int32
	memory  []uint32
	memOffs []int32
}

func hashOf(s string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(s))
	return weights.Mix(h.Sum32())
}

func prepare(a article, g *tagger.Gazetteer) *example {
	x := &example{article: a, doc: new(tagger.Document)}
	split := a.sentences
	if !a.treebank {
		split = cut(a.text)
	}
	x.doc.Read(a.text, split, g)
	ps := x.doc.Pieces
	inside := make([]bool, len(ps))
	for _, r := range x.doc.Regions {
		for i := r.First; i < r.End; i++ {
			inside[i] = true
		}
	}
	x.allowed = make([]uint64, len(ps))
	for i := range x.allowed {
		x.allowed[i] = 1
	}
	if a.treebank && !a.named {
		x.allowed = allowedBy(a.words, ps)
	}
	if a.named {
		// The names in small letters were not marked.
		for i, free := range allowedBy(a.words, ps) {
			if ps[i].Shape == tagger.Small {
				x.allowed[i] = free
			}
		}
	}
	at := 0
	for _, m := range a.marks {
		for at < len(ps) && ps[at].Start < m.Start {
			at++
		}
		end := at
		for end < len(ps) && ps[end].End <= m.End {
			end++
		}
		ok := at < end && ps[at].Start == m.Start && ps[end-1].End == m.End && ps[at].Sentence == ps[end-1].Sentence
		for i := at; ok && i < end; i++ {
			ok = inside[i]
		}
		if !ok {
			x.lost++
			// Whatever is said of the pieces of a lost mark is neither right nor wrong.
			for i := at; i < end; i++ {
				x.allowed[i] = 1<<tagger.NumClasses - 1
			}
			continue
		}
		for i := at; i < end; i++ {
			place := tagger.Inside
			switch {
			case end-at == 1:
				place = tagger.Unit
			case i == at:
				place = tagger.Begin
			case i == end-1:
				place = tagger.Last
			}
			x.allowed[i] = 0
			for _, t := range m.types {
				x.allowed[i] |= 1 << tagger.Class(tagger.TypeIndex(t), place)
			}
		}
	}
	for _, s := range a.open {
		for i := range ps {
			if ps[i].Start < s.End && s.Start < ps[i].End {
				x.allowed[i] = 1<<tagger.NumClasses - 1
			}
		}
	}
	for _, r := range x.doc.Regions {
		x.regions = append(x.regions, instance{Region: r, example: x})
	}
	x.read()
	return x
}

// read takes the features of the regions from the pieces as they are.
func (x *example) read() {
	for i := range x.regions {
		in := &x.regions[i]
		in.feats, in.offs = x.doc.Features(in.Region, in.feats[:0], in.offs[:0])
		if x.source != "teach" {
			in.feats, in.offs = withBias(x, *in)
		}
	}
}

// mask hides some words and some gazetteer phrases of the example and reads
// the features again. A word is hidden as a whole document sees it: all its
// mentions become one word that was never seen, as names in the news often are
// and names in a corpus that has been read twenty times never are. Words of few articles are hidden more often
// (Kiperwasser and Goldberg 2016): with probability hide / (hide + articles).
func (x *example) mask(rng *rand.Rand, articles map[uint32]int, hide, unlist float64) {
	ps := x.doc.Pieces
	saved := slices.Clone(ps)
	fresh := map[uint32]uint32{}
	listed := map[uint32]bool{}
	gone := false
	for i := range ps {
		p := &ps[i]
		if p.ID < 0 {
			continue
		}
		word := p.Lower
		if p.GazAt == 1 || p.GazAt == 2 {
			v, ok := listed[word]
			if !ok {
				v = rng.Float64() < unlist
				listed[word] = v
			}
			gone = v
		}
		if p.GazAt != 0 && gone {
			p.Gaz, p.GazAt = 0, 0
		}
		v, ok := fresh[word]
		if !ok {
			if rng.Float64() < hide/(hide+float64(articles[word])) {
				v = rng.Uint32() | 1
			}
			fresh[word] = v
		}
		if v != 0 {
			p.Lower, p.Exact, p.Suf2, p.Suf3, p.Suf4, p.Pre3 = v, v+2, v+4, v+6, v+8, v+10
			p.Common = 0
		}
	}
	x.read()
	copy(ps, saved)
}

// articlesOf counts in how many examples a capitalised word stands.
func articlesOf(xs []*example) map[uint32]int {
	count := map[uint32]int{}
	for _, x := range xs {
		seen := map[uint32]bool{}
		for _, p := range x.doc.Pieces {
			if p.ID >= 0 && !seen[p.Lower] {
				seen[p.Lower] = true
				count[p.Lower]++
			}
		}
	}
	return count
}

// withBias adds the features of the corpus itself, which are absent when tagging.
func withBias(x *example, in instance) ([]uint32, []int32) {
	source := hashOf(x.source)
	var feats []uint32
	offs := []int32{0}
	for k := range in.End - in.First {
		feats = append(feats, in.feats[in.offs[k]:in.offs[k+1]]...)
		p := &x.doc.Pieces[in.First+k]
		for t, v := range []uint32{0, uint32(p.Shape), p.Gaz, p.Gaz<<4 | uint32(p.GazAt)} {
			feats = append(feats, weights.Mix(weights.Combine(weights.Combine(weights.Seed(uint32(80+t)), source), v)))
		}
		offs = append(offs, int32(len(feats)))
	}
	return feats, offs
}

// remember sets the memory features from the classes of a first pass.
func (x *example) remember(classes []uint8) {
	x.doc.Remember(classes)
	for i := range x.regions {
		in := &x.regions[i]
		in.memory, in.memOffs = x.doc.MemoryFeatures(in.Region, classes, nil, nil)
	}
}
