package duplicates

import (
	"math/rand/v2"
	"testing"
)

// However the pairs come, a cluster is what they connect, and its smallest name stands for it.
func TestPairs(t *testing.T) {
	pairs := [][2]string{{"c", "d"}, {"b", "c"}, {"x", "y"}, {"e", "d"}, {"c", "b"}}
	want := map[string]string{"b": "b", "c": "b", "d": "b", "e": "b", "x": "x", "y": "x"}
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		random.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		var p Pairs
		for _, pair := range pairs {
			if err := p.Add(pair[0], pair[1]); err != nil {
				t.Fatal(err)
			}
		}
		got := map[string]string{}
		for name, cluster := range p.Result() {
			got[name] = cluster
		}
		if len(got) != len(want) {
			t.Fatalf("%v: %v", pairs, got)
		}
		for name, cluster := range want {
			if got[name] != cluster {
				t.Errorf("%v: %s is of %q, want %q", pairs, name, got[name], cluster)
			}
		}
	}
}
