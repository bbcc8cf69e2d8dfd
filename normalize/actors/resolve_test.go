package actors

import (
	"math/rand"
	"slices"
	"testing"
)

func TestResolve(t *testing.T) {
	all := []string{"Jean-Baptiste Moulinard", "MOULINARD Jean-Baptiste", "J. B. Moulinard", "Paul Moulinard", "Zorvex Holding AG", "Zorvex", "Japan", "Japanese", "", "Jean-Baptiste Moulinard"}
	got := Resolve(all)
	if len(got) != len(all) {
		t.Fatalf("%d rows for %d names", len(got), len(all))
	}
	for i, r := range got {
		if r.Name != all[i] || r.Actor == "" || r.Why == "" {
			t.Errorf("row %d: %+v", i, r)
		}
	}
	if a := got[0].Actor; a != "jean-baptiste-moulinard" && a != "moulinard-jean-baptiste" || got[1].Actor != a || got[9].Actor != a {
		t.Errorf("%+v %+v", got[0], got[1])
	}
	if got[0].Actor == got[3].Actor {
		t.Error("two given names have one actor")
	}
	if got[4].Actor != got[5].Actor {
		t.Errorf("%+v %+v", got[4], got[5])
	}
	if got[6].Actor != got[7].Actor {
		t.Errorf("%+v %+v", got[6], got[7])
	}
	ids := map[string]string{}
	for _, r := range got {
		ids[r.Name] = r.Actor
	}
	rng := rand.New(rand.NewSource(2))
	for range 10 {
		mixed := slices.Clone(all)
		rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		for _, r := range Resolve(mixed) {
			if r.Actor != ids[r.Name] {
				t.Fatalf("%q is %s, in another order %s", r.Name, ids[r.Name], r.Actor)
			}
		}
	}
}

// A list that names a country means its cities and misspellings by it; any other
// list keeps them apart, and regions with a will of their own always.
func TestResolveCountries(t *testing.T) {
	actor := func(rows []Resolved, name string) string {
		for _, r := range rows {
			if r.Name == name {
				if r.Why == "" {
					t.Errorf("%s: no reason", name)
				}
				return r.Actor
			}
		}
		t.Fatalf("no %s", name)
		return ""
	}
	towns := []string{"Kharkiv", "Lviv", "Ukriane", "Khazakhstan", "Chechnya", "Rostov Oblast", "Hollande", "Odesa Oblast"}
	with := Resolve(append([]string{"Ukraine", "Russia", "Kazakhstan", "Netherlands"}, towns...))
	for name, country := range map[string]string{"Kharkiv": "Ukraine", "Lviv": "Ukraine", "Ukriane": "Ukraine", "Khazakhstan": "Kazakhstan", "Odesa Oblast": "Ukraine"} {
		if actor(with, name) != actor(with, country) {
			t.Errorf("%s is %s, and not %s", name, actor(with, name), country)
		}
	}
	for name, country := range map[string]string{"Chechnya": "Russia", "Hollande": "Netherlands"} {
		if actor(with, name) == actor(with, country) {
			t.Errorf("%s is %s", name, country)
		}
	}
	without := Resolve(towns)
	seen := map[string]string{}
	for _, r := range without {
		if other, ok := seen[r.Actor]; ok && r.Name != "Odesa Oblast" {
			t.Errorf("%s and %s are one without their country", r.Name, other)
		}
		seen[r.Actor] = r.Name
	}
}

// Two actors of the tables are two, however alike their names.
func TestResolveKeepsTheKnownApart(t *testing.T) {
	for _, pair := range [][2]string{{"Council of Europe", "European Council"}, {"Donald Trump", "Donald Trump Jr."}, {"Washington", "George Washington"}, {"George W. Bush", "George H. W. Bush"}} {
		r := Resolve(pair[:])
		if r[0].Actor == r[1].Actor {
			t.Errorf("%s and %s are one: %s", pair[0], pair[1], r[0].Why)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		a, b, schema string
		same         bool
	}{
		{"Krupp Aktiengesellschaft", "Krupp AG", "Company", true},
		{"Golda Meir", "MEIR, Golda", "Person", true},
		{"Golda Meir", "Menachem Begin", "Person", false},
		{"Ministry of Finance of Chile", "Ministry of Finance of Peru", "Organization", false},
		{"Golda Meir", "Golda Meir", "", true},
		{"John Smith", "John Q. Smith", "Person", true},
		{"George Bush", "George W. Bush", "Person", false}, // two presidents bear the first name
		{"George W. Bush", "George H. W. Bush", "", false},
		{"Tony Blair", "Anthony Blair", "Person", true},
	} {
		if s, why := Match(c.a, c.b, c.schema); s >= 0.7 != c.same {
			t.Errorf("%s and %s: %v (%s), want same %v", c.a, c.b, s, why, c.same)
		}
	}
}

func TestResolveLeavesOutWhatMayBeAnother(t *testing.T) {
	got := Resolve([]string{"George Bush", "George W. Bush", "George Walker Bush"})
	if got[0].Actor == got[1].Actor || got[1].Actor != got[2].Actor {
		t.Errorf("%+v", got)
	}
	for _, r := range got {
		if r.Why == "" {
			t.Errorf("%+v says no reason", r)
		}
	}
}
