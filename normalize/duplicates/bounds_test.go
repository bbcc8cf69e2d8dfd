package duplicates

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// TestApart: what is said of days, places and sides keeps happenings apart, within a
// document and between two; what is not said does not.
func TestApart(t *testing.T) {
	jos, kano := Site{"NGA", "Plateau", "9.90 8.86"}, Site{"NGA", "Kano", "12.00 8.52"}
	attack := Happening{Type: "ASSAULT", Lemma: "kill", Sources: []string{"army"}, Targets: []string{"rebels"}, Date: "2024-03-04"}
	with := func(change func(*Happening)) Happening {
		h := attack
		change(&h)
		return h
	}
	at := func(name string, s Site) Happening {
		return with(func(h *Happening) { h.Place, h.Site = name, s })
	}
	on := func(day string, told Telling) Happening {
		return with(func(h *Happening) { h.Date, h.Told = day, told })
	}
	meet := func(who ...string) Happening {
		return Happening{Type: "CONSULT", Lemma: "meet", Sources: who, Date: "2024-03-04"}
	}
	for _, c := range []struct {
		name            string
		a, b            Happening
		within, between bool // whether they are one
	}{
		{"alike", attack, attack, true, true},
		{"two towns", at("Jos", jos), at("Kano", kano), false, false},
		{"one town of two names", at("Gaza", Site{"PSE", "", "31.50 34.47"}), at("Gaza City", Site{"PSE", "", "31.50 34.47"}), true, true},
		{"a town and its country", at("Jos", jos), at("Nigeria", Site{Country: "NGA"}), true, true},
		{"a town and its state", at("Jos", jos), at("Plateau", Site{"NGA", "Plateau", ""}), true, true},
		{"a town and another state", at("Jos", jos), at("Kano State", Site{"NGA", "Kano", ""}), false, false},
		{"two countries", at("Mali", Site{Country: "MLI"}), at("Niger", Site{Country: "NER"}), false, false},
		{"a town and no place", at("Jos", jos), attack, true, true},
		{"two days", on("2024-03-04", Sure), on("2024-03-05", Sure), false, false},
		{"a day and its month", on("2024-03-04", Sure), on("2024-03", Sure), true, true},
		{"a day and another month", on("2024-03-30", Sure), on("2024-04", Sure), false, false},
		{"a day, and the day of a paper", on("2024-03-04", Sure), on("2024-03-05", Guessed), true, true},
		{"days by the text", on("2024-03-04", Sure), on("2024-03-05", Relative), false, true},
		{"another target", attack, with(func(h *Happening) { h.Targets = []string{"police"} }), false, false},
		{"another source", attack, with(func(h *Happening) { h.Sources = []string{"police"} }), false, false},
		{"more targets", attack, with(func(h *Happening) { h.Targets = []string{"police", "rebels"} }), true, true},
		{"two pairs", meet("p", "q"), meet("p", "r"), false, false},
		{"a pair in another order", meet("p", "q"), meet("q", "p"), true, true},
	} {
		for _, turned := range []bool{false, true} {
			a, b := c.a, c.b
			if turned {
				a, b = b, a
			}
			a.ID, b.ID = "1", "2"
			cast := []string{"cast-1", "cast-2", "cast-3"} // one story
			if got := happeningsOf(t, 0, []report{{id: "d", cast: cast, all: []Happening{a, b}}}); (got["1"] == got["2"]) != c.within {
				t.Errorf("%s, within a document, turned %v: %v", c.name, turned, got)
			}
			if got := happeningsOf(t, 0, []report{{id: "d", cast: cast, all: []Happening{a}}, {id: "e", cast: cast, all: []Happening{b}}}); (got["1"] == got["2"]) != c.between {
				t.Errorf("%s, between documents, turned %v: %v", c.name, turned, got)
			}
		}
	}
}

// TestChains: a mention that says little joins one of two happenings, and ties them not
// together, whatever the order of the documents.
func TestChains(t *testing.T) {
	day := func(id, date string, told Telling) Happening {
		return Happening{ID: id, Type: "ASSAULT", Lemma: "bomb", Sources: []string{"army"}, Targets: []string{"town"}, Date: date, Told: told}
	}
	cast := []string{"x", "y", "z"}
	for _, all := range [][]report{
		{{id: "a", cast: cast, all: []Happening{day("1", "2024-05-05", Sure)}}, {id: "b", cast: cast, all: []Happening{day("2", "2024-05-06", Guessed)}}, {id: "c", cast: cast, all: []Happening{day("3", "2024-05-06", Sure)}}},
		{{id: "a", cast: cast, all: []Happening{day("3", "2024-05-06", Sure)}}, {id: "b", cast: cast, all: []Happening{day("1", "2024-05-05", Sure)}}, {id: "c", cast: cast, all: []Happening{day("2", "2024-05-06", Guessed)}}},
		{{id: "a", cast: cast, all: []Happening{day("2", "2024-05-06", Guessed), day("3", "2024-05-06", Sure), day("1", "2024-05-05", Sure)}}},
	} {
		got := happeningsOf(t, 0, all)
		if got["1"] == got["3"] || got["2"] != got["3"] {
			t.Errorf("%v: got %v", all[0].all, got)
		}
	}
}

// TestNothingApartIsOne holds it of many mentions that say something, or nothing, of
// everything.
func TestNothingApartIsOne(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	var all []report
	key := map[string]Happening{}
	for d := range 30 {
		rep := report{id: fmt.Sprintf("d%02d", d), cast: []string{"x", "y", "z"}}
		for i := range 8 {
			h := Happening{ID: fmt.Sprintf("%02d-%d", d, i), Type: "ASSAULT", Lemma: "kill", Sources: []string{"army"}, Date: "2024-05-03"}
			if r.IntN(2) == 0 {
				h.Date, h.Told = fmt.Sprintf("2024-05-%02d", 1+r.IntN(5)), Sure
			}
			if n := r.IntN(6); n < 3 {
				h.Place, h.Site = fmt.Sprint("town", n), Site{"NGA", "", fmt.Sprint(n)}
			}
			key[h.ID] = h
			rep.all = append(rep.all, h)
		}
		all = append(all, rep)
	}
	got := happeningsOf(t, 0, all)
	members := map[string][]string{}
	for id, root := range got {
		members[root] = append(members[root], id)
	}
	if n := len(members); n < 15 || n > 120 {
		t.Errorf("%d happenings test nothing", n)
	}
	for _, ids := range members {
		for _, a := range ids {
			for _, b := range ids {
				x, y := key[a], key[b]
				if x.Told == Sure && y.Told == Sure && x.Date != y.Date || x.Place != "" && y.Place != "" && x.Place != y.Place {
					t.Fatalf("%+v and %+v are one", x, y)
				}
			}
		}
	}
	for range 2 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for id, root := range happeningsOf(t, 100_000, all) {
			if got[id] != root {
				t.Fatalf("%s is of %s in another order, was of %s", id, root, got[id])
			}
		}
	}
}
