package duplicates

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/corpus/hash"
)

// gistOf makes a gist of words, each of which is a name.
func gistOf(words ...string) Gist {
	var g Gist
	for _, w := range words {
		g = append(g, uint32(wordSpace.hash(w))&^3|gistName)
	}
	slices.Sort(g)
	return slices.Compact(g)
}

// named makes n names that start with a prefix.
func named(prefix string, n int) (words []string) {
	for i := range n {
		words = append(words, fmt.Sprint(prefix, i))
	}
	return words
}

// telling is an article with a happening of no date, place or side.
func telling(id, lemma string, words ...string) report {
	return report{id: id, gist: gistOf(words...), all: []Happening{{ID: id, Lemma: lemma}}}
}

func TestStoriesByWords(t *testing.T) {
	common := named("common", 12) // two fires that are told alike
	var all []report
	for i := range 4 {
		own := fmt.Sprint("own", i)
		all = append(all,
			telling(fmt.Sprint("mill", i), "burn", slices.Concat(common[i:i+8], named("mill", 9), named(own, 4))...),
			telling(fmt.Sprint("quay", i), "fire", slices.Concat(common[i:i+8], named("quay", 9), named(own+"x", 4))...))
	}
	all = append(all,
		telling("other", "burn", named("other", 20)...),
		telling("name", "burn", append(named("name", 20), "mill0")...), // one name in common
		telling("plain", "burn"))
	got := happeningsOf(t, 0, all)
	for id, root := range got {
		want := id
		if len(id) == len("mill0") && id != "other" && id != "plain" {
			want = id[:4] + "0"
		}
		if root != want {
			t.Errorf("%s is of %s, want %s", id, root, want)
		}
	}
}

// TestStoriesByHalves: articles that are not alike are of one story when others stand
// between them, but not when a single one does.
func TestStoriesByHalves(t *testing.T) {
	a, b, c := named("a", 12), named("b", 12), named("c", 12)
	all := []report{telling("1", "burn", a...), telling("2", "burn", slices.Concat(a[:4], b)...), telling("3", "burn", slices.Concat(b[:4], c)...)}
	got := happeningsOf(t, 0, all)
	if got["1"] == got["3"] {
		t.Errorf("a chain is a story: %v", got)
	}
	all = []report{telling("1", "burn", slices.Concat(a, b)...), telling("2", "burn", slices.Concat(a, c)...), telling("3", "burn", slices.Concat(b, c)...)}
	if got := happeningsOf(t, 0, all); got["2"] != "1" || got["3"] != "1" {
		t.Errorf("a ring is no story: %v", got)
	}
}

// TestLargeStories: where more articles hang together than a story may have, they are
// compared all the same.
func TestLargeStories(t *testing.T) {
	var all []report
	for i := range storySize + 50 {
		// Each article shares names with its neighbours, so that all hang together.
		r := telling(fmt.Sprintf("%05d", i), "burn", fmt.Sprint("own", i))
		for k := range 3 {
			r.gist = append(r.gist, uint32(hash.Mix(uint64(k<<20|i/40)))&^3|gistName, uint32(hash.Mix(uint64((k+3)<<20|(i+20)/40)))&^3|gistName)
		}
		slices.Sort(r.gist)
		all = append(all, r)
	}
	roots := map[string]int{}
	for _, root := range happeningsOf(t, 0, all) {
		roots[root]++
	}
	if n := len(roots); n > len(all)/20 || n < len(all)/storySize {
		t.Errorf("%d stories", n)
	}
}

func TestEntry(t *testing.T) {
	for _, at := range []int{0, 1, 1<<30 - 1} {
		e := newEntry(storySize-1, at, &happening{when: days{from: 3_652_059}}) // the last day of 9999
		if e.paper() != storySize-1 || int(e.at()) != at {
			t.Errorf("paper %d at %d is read as %d at %d", storySize-1, at, e.paper(), e.at())
		}
		if next := newEntry(0, 0, &happening{when: days{from: 3_652_060}}); e.compare(next) >= 0 {
			t.Error("a later day comes first")
		}
	}
}

// TestVague: a lemma that says little joins two articles of a story where the same is
// said about it.
func TestVague(t *testing.T) {
	of := func(id string, near ...uint32) report {
		r := telling(id, "take", named("w", 12)...)
		r.all[0].Near = near
		return r
	}
	for _, c := range []struct {
		a, b []uint32
		one  bool
	}{
		{[]uint32{1, 2, 3}, []uint32{2, 3, 9}, true},
		{[]uint32{1, 2, 3}, []uint32{3, 9}, false},
		{[]uint32{1, 2, 3, 4, 5}, []uint32{2, 3, 6, 7, 8}, false},
		{[]uint32{1, 2}, nil, false},
	} {
		got := happeningsOf(t, 0, []report{of("a", c.a...), of("b", c.b...)})
		if (got["a"] == got["b"]) != c.one {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
		within := of("a", c.a...)
		within.all = append(within.all, Happening{ID: "b", Lemma: "take", Near: c.b})
		if got := happeningsOf(t, 0, []report{within}); got["a"] == got["b"] {
			t.Errorf("%v and %v are one in a document", c.a, c.b)
		}
	}
}

// TestYearly: what has its year in its name is not that of another year.
func TestYearly(t *testing.T) {
	words := named("w", 12)
	for _, c := range []struct {
		a, b string
		one  bool
	}{
		{"2014 elections", "election", true},
		{"2014 elections", "2018 elections", false},
		{"2014 elections", "the 2014 poll", true},
		{"climate summit 2015", "climate summit 2016", false},
	} {
		got := happeningsOf(t, 0, []report{telling("a", c.a, words...), telling("b", c.b, words...)})
		if (got["a"] == got["b"]) != c.one {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// TestOtherTown: in articles that are told alike, what names no place happened in the
// town of the attack that each is about.
func TestOtherTown(t *testing.T) {
	words := named("w", 12)
	of := func(id string, site Site) report {
		r := telling(id, "explosion", words...)
		r.all = append(r.all, Happening{ID: id + "-attack", Type: "ASSAULT", Lemma: "attack", Site: site, Date: "2024-03-05", Told: Sure})
		return r
	}
	mosul, kirkuk := Site{"IRQ", "", "36.34 43.13"}, Site{"IRQ", "", "35.47 44.39"}
	got := happeningsOf(t, 0, []report{of("a", mosul), of("b", mosul), of("c", kirkuk), of("d", Site{})})
	if got["b"] != "a" || got["c"] != "c" {
		t.Errorf("got %v", got)
	}
}

func TestVectors(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for range 200 {
		vector := func() (v []mark) {
			for name := range uint64(300) {
				if r.IntN(3) == 0 {
					v = append(v, mark{name, int32(1 + r.IntN(one)), int32(1 + r.IntN(100))})
				}
			}
			return v
		}
		a, b := vector(), vector()
		at := map[uint64]mark{}
		for _, m := range a {
			at[m.name] = m
		}
		likeness, weight := int64(0), int64(0)
		both := map[uint64]int32{}
		for _, m := range a {
			both[m.name] = m.value
		}
		for _, m := range b {
			both[m.name] += m.value
			likeness += int64(m.value) * int64(at[m.name].value)
			weight += int64(min(m.weight, at[m.name].weight))
		}
		if l, w := product(a, b); l != likeness || w != weight {
			t.Fatalf("product %d, %d, want %d, %d", l, w, likeness, weight)
		}
		got := sum(a, b)
		if len(got) != min(storyMarks, len(both)) {
			t.Fatalf("%d entries of %d", len(got), len(both))
		}
		least := got[0].value
		for i, m := range got {
			if both[m.name] != m.value || i > 0 && m.name <= got[i-1].name {
				t.Fatalf("entry %d is %+v, want %d", i, m, both[m.name])
			}
			least = min(least, m.value)
			delete(both, m.name)
		}
		for name, value := range both {
			if value > least {
				t.Fatalf("%d of value %d was dropped, one of %d was not", name, value, least)
			}
		}
	}
	for _, n := range []uint64{0, 1, 2, 3, 4, 8, 9, 1 << 40, 1<<40 - 1, 1<<62 + 12345} {
		if x := root(n); x*x > n || (x+1)*(x+1) <= n {
			t.Errorf("the root of %d is %d", n, x)
		}
	}
	if cmp.Compare(one, root(likenessOf)) != 0 {
		t.Error("a vector is not one long")
	}
}
