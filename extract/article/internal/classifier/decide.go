package classifier

import (
	"slices"

	"dateline/corpus/weights"
)

// Scores, in tenths of a logit, at which the classifier overrules the rules. They were
// chosen by cross-validation over sites, with the rules as they are and with two fifths of
// their vocabulary taken away, as a site never seen takes it away.
const (
	in  = 20 // what rules leave out is taken in above this
	out = 15 // what rules keep is taken out this much below the page's own level
	// level is how far the page's own level lies below the middle of what it keeps.
	// A page whose whole text the classifier dislikes is one that it does not know.
	level = 20
)

// Scores are the scores of the blocks that are asked about, in tenths of a logit.
func Scores(m *weights.Model, all []Block, facts func(i int) *Facts) []int32 {
	z := make([]int32, len(all))
	unit := int64(m.Scale*10*precision + 0.5)
	features := make([]uint32, 0, 256)
	for i := range all {
		if all[i].Asked() {
			features = Features(all, i, facts(i), features[:0])
			var sum [1]int32
			for _, x := range features {
				m.Add(sum[:], x)
			}
			z[i] = int32(int64(sum[0]) * unit / precision)
		}
	}
	return z
}

// precision is that in which a model's unit is kept as an integer.
const precision = 1 << 16

// Overrule joins what the rules say with the scores: it changes Kept of the blocks
// on which the classifier is surer than the rules.
func Overrule(all []Block, z []int32) {
	type weighted struct {
		z     int32
		words int32
	}
	kept := make([]weighted, 0, len(all))
	total := int32(0)
	for i := range all {
		if b := &all[i]; b.Kept && b.Words > 0 {
			kept = append(kept, weighted{z[i], b.Words})
			total += b.Words
		}
	}
	slices.SortFunc(kept, func(a, b weighted) int { return int(a.z) - int(b.z) })
	base, n := int32(0), int32(0)
	for _, k := range kept {
		if n += k.words; n*2 >= total {
			base = min(0, k.z-level)
			break
		}
	}
	for i := range all {
		switch b := &all[i]; {
		case b.Words == 0:
		case b.Kept && !b.Fixed && z[i] < base-out:
			b.Kept = false
		case !b.Kept && b.Open && z[i] > in:
			b.Kept = true
		}
	}
}
