package actors_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/normalize/actors"
)

// dump runs the stage over texts and the reduce over the documents.
func dump(t testing.TB, texts ...string) []*corpus.Document {
	t.Helper()
	var docs []*corpus.Document
	var keys [][]actors.Key
	for _, text := range texts {
		d := read(t, "2015-03-01", text)
		docs = append(docs, d)
		keys = append(keys, actors.KeysOf(d))
	}
	for i, m := range actors.Reduce(keys) {
		docs[i].RenameActors(m)
	}
	return docs
}

// ids is the actor id of the first entity of that text in a document.
func ids(d *corpus.Document, name string) string {
	for _, e := range d.Entities {
		if e.Text == name {
			return e.Actor
		}
	}
	return ""
}

func TestReduce(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		a, b  string // names in the first and the last text
		same  bool
	}{
		{"one full name", []string{"[P Maria Lindqvist] spoke.", "[P Maria Lindqvist] left."}, "Maria Lindqvist", "Maria Lindqvist", true},
		{"family name with its full name", []string{"[P Maria Lindqvist] spoke.", "[P Maria Lindqvist] left. [P Lindqvist] slept."}, "Maria Lindqvist", "Lindqvist", true},
		{"family name alone", []string{"[P Maria Lindqvist] spoke.", "[P Lindqvist] slept."}, "Maria Lindqvist", "Lindqvist", false},
		{"family names alone, with two of that name", []string{"[P Lindqvist] spoke in [G Oslo].", "[P Maria Lindqvist] and [P Olle Lindqvist] left.", "[P Lindqvist] slept."}, "Lindqvist", "Lindqvist", false},
		{"single names", []string{"[P Zizou] spoke.", "[P Zizou] slept."}, "Zizou", "Zizou", true},
		{"spellings", []string{"[P Anatoliy Hrabovskyi] spoke.", "[P Anatoly Hrabovsky] slept."}, "Anatoliy Hrabovskyi", "Anatoly Hrabovsky", true},
		{"two given names", []string{"[P Viktor Hrabovsky] spoke.", "[P Taras Hrabovsky] slept."}, "Viktor Hrabovsky", "Taras Hrabovsky", false},
		{"one name of two persons joins neither", []string{"[P John A. Hall], or [P John Hall], spoke.", "[P John Hall] left.", "[P John B. Hall], or [P John Hall], slept."}, "John A. Hall", "John B. Hall", false},
		{"bodies", []string{"[O Kestrel Mining] rose.", "[O Kestrel Mining] fell."}, "Kestrel Mining", "Kestrel Mining", true},
		{"acronym", []string{"The [O Federation of Dock Workers] ([O FDW]) met.", "[O FDW] voted."}, "FDW", "FDW", true},
		{"acronym of two bodies", []string{"The [O Federation of Dock Workers] ([O FDW]) met.", "The [O Fund for Dry Wells] ([O FDW]) met.", "[O FDW] voted."}, "FDW", "FDW", false},
		{"generic bodies of one country", []string{"The [O Road Ministry] of [G Poland] met.", "The [O Road Ministry] met in [G Poland]."}, "Road Ministry", "Road Ministry", true},
		{"generic bodies of two countries", []string{"The [O State Council] met in [G Poland].", "The [O State Council] met in [G Greece]."}, "State Council", "State Council", false},
		{"knowledge base", []string{"[O NATO] met.", "The [O North Atlantic Treaty Organization] met."}, "NATO", "North Atlantic Treaty Organization", true},
		{"one name of two known persons", []string{"[P George W. Bush], or [P George Bush], spoke.", "[P George Bush] left."}, "George W. Bush", "George Bush", false},
		{"person and place", []string{"[P Washington] spoke.", "[G Washington] slept."}, "Washington", "Washington", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			docs := dump(t, c.texts...)
			a, b := ids(docs[0], c.a), ids(docs[len(docs)-1], c.b)
			if (a == b) != c.same || a == "" || b == "" {
				t.Errorf("%s is %s, %s is %s", c.a, a, c.b, b)
			}
		})
	}
}

// TestGenericNames holds that a name that only says what a body is has its country
// in its id where the dump has another body of that name, and else not.
func TestGenericNames(t *testing.T) {
	one := dump(t, "The [O State Council] met in [G Poland].")
	if got := ids(one[0], "State Council"); got != "state-council" {
		t.Errorf("the only one is %s", got)
	}
	two := dump(t, "The [O State Council] met in [G Poland].", "The [O State Council] met in [G Greece].")
	if a, b := ids(two[0], "State Council"), ids(two[1], "State Council"); a != "state-council-pol" || b != "state-council-grc" {
		t.Errorf("%s and %s", a, b)
	}
	of := dump(t, "[G Ukraine] and [G Ukraine] again. The [O General Assembly] of the [O United Nations] met.")
	if got := ids(of[0], "General Assembly"); got != "Q47423" {
		t.Errorf("the General Assembly is %s", got)
	}
}

// TestReduceIgnoresOrder holds that an id does not depend on the order of
// documents, and that two actors of one document keep two ids.
func TestReduceIgnoresOrder(t *testing.T) {
	given := strings.Fields("Maria Olle Viktor Victor Anatoliy Anatoly Jan John J. Ben")
	family := strings.Fields("Lindqvist Lindquist Hrabovsky Hrabovskyi Hall Olsen Olson")
	bodies := []string{"Kestrel Mining", "Kestrel Mining Corp.", "Federation of Dock Workers", "FDW", "Fund for Dry Wells", "State Council", "Road Ministry", "NATO"}
	r := rand.New(rand.NewPCG(3, 5))
	var all [][]actors.Key
	for range 120 {
		var b strings.Builder
		fmt.Fprintf(&b, "In [G %s], ", []string{"Poland", "Greece", "Norway"}[r.IntN(3)])
		for range 4 {
			f := family[r.IntN(len(family))]
			fmt.Fprintf(&b, "[P %s %s] and ", given[r.IntN(len(given))], f)
			if r.IntN(2) == 0 {
				fmt.Fprintf(&b, "[P %s], ", f)
			}
			fmt.Fprintf(&b, "[O %s], ", bodies[r.IntN(len(bodies))])
		}
		all = append(all, actors.KeysOf(read(t, "", b.String()+"spoke.")))
	}
	want := actors.Reduce(all)
	for i, m := range want {
		seen := map[string]bool{}
		for _, k := range all[i] {
			id, ok := m[k.ID]
			if !ok || id == "" {
				t.Fatalf("%s has no id", k.ID)
			}
			if k.Known && id != k.ID {
				t.Errorf("the knowledge base's %s became %s", k.ID, id)
			}
			seen[id] = true
		}
	}
	for range 5 {
		order := r.Perm(len(all))
		var shuffled [][]actors.Key
		for _, i := range order {
			shuffled = append(shuffled, all[i])
		}
		got := actors.Reduce(shuffled)
		for n, i := range order {
			if !maps.Equal(got[n], want[i]) {
				t.Fatalf("document %d:\n got %v\nwant %v", i, got[n], want[i])
			}
		}
	}
}

func TestKeysHoldNoText(t *testing.T) {
	d := read(t, "", "[P Maria Lindqvist] met [P Lindqvist] and [O NATO].")
	keys := actors.KeysOf(d)
	if len(keys) != len(d.Actors) {
		t.Fatalf("%d keys of %d actors", len(keys), len(d.Actors))
	}
	for _, k := range keys {
		if k.ID == "maria-lindqvist" && !slices.Equal(k.Names, []string{"Maria Lindqvist"}) {
			t.Errorf("names %q: a lone family name must not join", k.Names)
		}
		if k.Known != (k.ID == "Q7184") {
			t.Errorf("%+v", k)
		}
	}
}

func BenchmarkReduce(b *testing.B) {
	given := strings.Fields("Maria Olle Viktor Anatoliy Jan John Ben Karen Peter Otto Lena Paul Carl Anna Eva Nils")
	syllables := strings.Fields("ka lo mi ren dor vel sta bru nik ost hal fen gor tam zel pri")
	r := rand.New(rand.NewPCG(1, 2))
	word := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		w := b.String()
		return strings.ToUpper(w[:1]) + w[1:]
	}
	var all [][]actors.Key
	names := 0
	for range 5000 {
		var keys []actors.Key
		for k := range 8 {
			keys = append(keys, actors.Key{ID: fmt.Sprint(k), Type: corpus.Person, Names: []string{given[r.IntN(len(given))] + " " + word(3)}, Count: 2})
			keys = append(keys, actors.Key{ID: fmt.Sprint("o", k), Type: corpus.Org, Names: []string{word(2) + " " + word(2)}, Count: 2})
		}
		names += len(keys)
		all = append(all, keys)
	}
	b.ReportAllocs()
	for b.Loop() {
		actors.Reduce(all)
	}
	b.ReportMetric(float64(names)*float64(b.N)/b.Elapsed().Seconds(), "actors/s")
}
