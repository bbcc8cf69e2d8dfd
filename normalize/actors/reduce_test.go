package actors_test

import (
	"fmt"
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
		keys = append(keys, actors.KeysOf(d, nil))
	}
	for i, ids := range reduced(t, &actors.Reducer{}, keys) {
		to := map[string]string{}
		for j, id := range ids {
			to[docs[i].Actors[j].ID] = id
		}
		docs[i].RenameActors(to)
	}
	return docs
}

// reduced is what a reducer says of documents.
func reduced(t testing.TB, r *actors.Reducer, documents [][]actors.Key) [][]string {
	t.Helper()
	defer r.Close()
	r.Dir = t.TempDir()
	for _, keys := range documents {
		if err := r.Add(keys); err != nil {
			t.Fatal(err)
		}
	}
	var out [][]string
	for ids, err := range r.Result() {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, slices.Clone(ids))
	}
	if len(out) != len(documents) {
		t.Fatalf("%d results of %d documents", len(out), len(documents))
	}
	for i, ids := range out {
		if len(ids) != len(documents[i]) {
			t.Fatalf("document %d: %d ids of %d keys", i, len(ids), len(documents[i]))
		}
	}
	return out
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
		{"parties of two countries", []string{"The [O Democrats] met in [G Poland].", "The [O Democrats] met in [G Greece]."}, "Democrats", "Democrats", false},
		{"parties of one country", []string{"The [O Democrats] of [G Poland] met.", "The [O Democrats] met in [G Poland]."}, "Democrats", "Democrats", true},
		{"a legal form alone is nobody's", []string{"[O Zorvex Mining Co Inc] fell, and [O Co Inc] rose.", "[O Co Inc] fell."}, "Co Inc", "Co Inc", false},
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

// stage is the keys of texts that share names in every way that matters.
func stage(t testing.TB, r *rand.Rand, n int) [][]actors.Key {
	given := strings.Fields("Maria Olle Viktor Victor Anatoliy Anatoly Jan John J. Ben")
	family := strings.Fields("Lindqvist Lindquist Hrabovsky Hrabovskyi Hall Olsen Olson")
	bodies := []string{"Kestrel Mining", "Kestrel Mining Corp.", "Federation of Dock Workers", "FDW", "Fund for Dry Wells", "State Council", "Road Ministry", "NATO"}
	var all [][]actors.Key
	for range n {
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
		all = append(all, actors.KeysOf(read(t, "", b.String()+"spoke."), nil))
	}
	return all
}

// TestReduceIsAFunctionOfTheSet holds that an id depends neither on the order of
// documents nor on memory, and that the knowledge base's stay.
func TestReduceIsAFunctionOfTheSet(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	all := stage(t, r, 120)
	all = append(all, nil, all[7], nil) // documents without actors, and a copy
	want := reduced(t, &actors.Reducer{}, all)
	for i, ids := range want {
		for j, k := range all[i] {
			if ids[j] == "" {
				t.Fatalf("%+v has no id", k)
			}
			if k.Known != "" && ids[j] != k.Known {
				t.Errorf("the knowledge base's %s became %s", k.Known, ids[j])
			}
		}
	}
	for _, memory := range []int{1, 5_000, 100_000, 0} {
		order := r.Perm(len(all))
		var shuffled [][]actors.Key
		for _, i := range order {
			shuffled = append(shuffled, all[i])
		}
		got := reduced(t, &actors.Reducer{Memory: memory}, shuffled)
		for n, i := range order {
			if !slices.Equal(got[n], want[i]) {
				t.Fatalf("document %d in %d bytes:\n got %v\nwant %v", i, memory, got[n], want[i])
			}
		}
	}
}

// TestStrangersChangeNothing holds that a document of other names leaves all ids as
// they are.
func TestStrangersChangeNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 5))
	all := stage(t, r, 60)
	want := reduced(t, &actors.Reducer{}, all)
	m := newsroom{r: r}
	var more [][]actors.Key
	for i, keys := range all {
		if i%2 == 0 {
			more = append(more, m.document())
		}
		more = append(more, keys)
	}
	n := 0
	for i, ids := range reduced(t, &actors.Reducer{}, more) {
		if n < len(all) && len(more[i]) > 0 && &more[i][0] == &all[n][0] {
			if !slices.Equal(ids, want[n]) {
				t.Errorf("document %d:\n got %v\nwant %v", n, ids, want[n])
			}
			n++
		}
	}
	if n != len(all) {
		t.Fatalf("%d of %d documents", n, len(all))
	}
}

// TestIDsDiffer holds that two actors never have one id, whatever their names look
// like.
func TestIDsDiffer(t *testing.T) {
	one := func(k ...actors.Key) []actors.Key { return k }
	body := func(home string) actors.Key {
		return actors.Key{Type: corpus.Org, Names: []string{"State Council"}, Bare: true, Home: home, Count: 1}
	}
	named := func(typ corpus.EntityType, name string, count int) actors.Key {
		return actors.Key{Type: typ, Names: []string{name}, Count: count}
	}
	for _, c := range []struct {
		name      string
		documents [][]actors.Key
		want      []string
	}{
		{"types", [][]actors.Key{one(named(corpus.Person, "Mercury", 1), named(corpus.Org, "Mercury", 5), named(corpus.Work, "Mercury", 2))}, []string{"mercury-person", "mercury", "mercury-work"}},
		{"the more frequent is the plain one", [][]actors.Key{one(named(corpus.Person, "Mercury", 2)), one(named(corpus.Org, "Mercury", 1))}, []string{"mercury", "mercury-org"}},
		{"a name like an id with a type", [][]actors.Key{one(named(corpus.Person, "Mercury", 1), named(corpus.Org, "Mercury", 5), named(corpus.Org, "Mercury Person", 1))}, []string{"mercury-*", "mercury", "mercury-person"}},
		{"a name like an id with a country", [][]actors.Key{one(body("POL")), one(body("GRC")), one(named(corpus.Org, "State Council POL", 1))}, []string{"state-council-*", "state-council-grc", "state-council-pol"}},
		{"a country where none is needed", [][]actors.Key{one(body("POL"))}, []string{"state-council"}},
		{"bodies of no country", [][]actors.Key{one(body(""), named(corpus.Org, "Zorvex", 1)), one(body(""))}, []string{"state-council-*", "zorvex", "state-council-*"}},
		{"names without letters", [][]actors.Key{one(named(corpus.Org, "—", 1)), one(named(corpus.Person, "…", 1))}, []string{"actor-*", "actor-*"}},
		{"the knowledge base's slug", [][]actors.Key{one(named(corpus.Work, "Aaron Burr", 1))}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			seen := map[string]bool{}
			n := 0
			for _, ids := range reduced(t, &actors.Reducer{}, c.documents) {
				for _, id := range ids {
					if seen[id] {
						t.Errorf("two actors are %s", id)
					}
					seen[id] = true
					if _, known := actors.Default().ByID(id); known {
						t.Errorf("%s is the knowledge base's", id)
					}
					if c.want == nil {
						continue
					}
					if stem, hash := strings.CutSuffix(c.want[n], "*"); !strings.HasPrefix(id, stem) || hash && id == stem || !hash && id != stem {
						t.Errorf("%s, want %s", id, c.want[n])
					}
					n++
				}
			}
		})
	}
}

// TestSlightNames holds that bodies of one full name are one, also where each has an
// acronym, that an acronym or a bare legal form does not make them one, and that a
// slight name alone goes to the only body that has it.
func TestSlightNames(t *testing.T) {
	body := func(names ...string) []actors.Key {
		return []actors.Key{{Type: corpus.Org, Names: names, Count: 1}}
	}
	ids := reduced(t, &actors.Reducer{}, [][]actors.Key{
		body("FDW", "Federation of Dock Workers"),
		body("Dock Workers' Federation", "FDW", "Federation of Dock Workers"),
		body("FDW", "Fund for Dry Wells"),
	})
	if ids[0][0] != ids[1][0] || ids[0][0] == ids[2][0] {
		t.Error(ids)
	}
	ids = reduced(t, &actors.Reducer{}, [][]actors.Key{
		body("Co Inc", "Zorvex Mining Co Inc"), body("Co Inc", "Kestrel Dairy Co Inc"), body("Co Inc"),
		body("HG", "Hollow Gate"), body("HG"),
	})
	if ids[0][0] == ids[1][0] || ids[2][0] == ids[0][0] || ids[2][0] == ids[1][0] {
		t.Errorf("a legal form joins bodies: %v", ids)
	}
	if ids[3][0] != ids[4][0] {
		t.Errorf("an acronym of one body is not its: %v", ids)
	}
}

// TestCommonNames holds that very many actors with one name, or with names that may
// be spellings of each other, are told apart as a few are.
func TestCommonNames(t *testing.T) {
	var documents [][]actors.Key
	person := func(names ...string) {
		documents = append(documents, []actors.Key{{Type: corpus.Person, Names: names, Count: 1}})
	}
	// An acronym of many bodies.
	m := newsroom{r: rand.New(rand.NewPCG(8, 5))}
	for range 60 {
		name := "F" + m.word(3) + " D" + m.word(3) + " W" + m.word(3)
		documents = append(documents, []actors.Key{{Type: corpus.Org, Names: []string{"FDW", name}, Count: 1}})
	}
	bodies := len(documents)
	// A block of 300 spellings of one skeleton, cut by first letters.
	for i := range 300 {
		person("A"+strings.Repeat("a", i%17)+strings.Repeat("e", i/17)+"na Bok", "Zzz"+fmt.Sprint(i)+" Bok")
	}
	for range 500 {
		person("John Smith")
	}
	ids := reduced(t, &actors.Reducer{}, documents)
	seen := map[string]bool{}
	for i, id := range ids[:bodies] {
		if seen[id[0]] {
			t.Errorf("body %d: %v is another's", i, id)
		}
		seen[id[0]] = true
	}
	for _, id := range ids[len(ids)-500:] {
		if id[0] != ids[len(ids)-1][0] {
			t.Errorf("John Smith is %v and %v", id, ids[len(ids)-1])
		}
	}
}

func TestReducerIsUsedOnce(t *testing.T) {
	var r actors.Reducer
	keys := []actors.Key{{Type: corpus.Person, Names: []string{"Maria Lindqvist"}, Count: 1}}
	if err := r.Add(keys); err != nil {
		t.Fatal(err)
	}
	for range r.Result() {
	}
	if err := r.Add(keys); err == nil {
		t.Error("Add after Result gives no error")
	}
	for _, err := range r.Result() {
		if err == nil {
			t.Error("a second Result gives no error")
		}
	}
	r = actors.Reducer{Dir: "/nowhere/at/all"}
	defer r.Close()
	if err := r.Add(keys); err != nil {
		t.Fatal(err)
	}
	failed := false
	for _, err := range r.Result() {
		failed = failed || err != nil
	}
	if !failed {
		t.Error("no error where nothing can be written")
	}
}

func TestKeysHoldNoText(t *testing.T) {
	d := read(t, "", "[P Maria Lindqvist] met [P Lindqvist] and [O NATO]. [P Zizou] met the [O State Council] in [G Poland].")
	keys := actors.KeysOf(d, nil)
	if len(keys) != len(d.Actors) {
		t.Fatalf("%d keys of %d actors", len(keys), len(d.Actors))
	}
	for i, k := range keys {
		known := ""
		switch d.Actors[i].Name {
		case "Maria Lindqvist":
			if !slices.Equal(k.Names, []string{"Maria Lindqvist"}) || k.Bare || k.Count != 2 {
				t.Errorf("%+v: a lone family name must not join", k)
			}
		case "Zizou":
			if !k.Bare || k.Home != "" {
				t.Errorf("%+v is bare", k)
			}
		case "State Council":
			if !k.Bare || k.Home != "POL" {
				t.Errorf("%+v is Poland's", k)
			}
		case "Poland":
			known = "Q36"
		default:
			known = "Q7184"
		}
		if k.Known != known || known != "" && k.Bare {
			t.Errorf("%+v, want known %q", k, known)
		}
	}
	d = &corpus.Document{Actors: []corpus.Actor{{ID: "x", Type: corpus.Person, Name: "Someone"}}}
	if keys := actors.KeysOf(d, nil); len(keys) != 1 || !slices.Equal(keys[0].Names, []string{"Someone"}) {
		t.Errorf("an actor without a mention: %+v", keys)
	}
}

// newsroom writes articles whose actors nobody has heard of.
type newsroom struct {
	r *rand.Rand
	b []byte
}

var syllables = strings.Fields("ka lo mi ren dor vel sta bru nik ost hal fen gor tam zel pri ba che du el fo gri hu in jo kel lu mar no or pa qui ras sil to ul var wen xi yo zan ab cor dim est fra gil hem ir jan kov len mun nad os pet ruz sor til ur vik wo")

func (m *newsroom) word(n int) string {
	m.b = m.b[:0]
	for range n {
		m.b = append(m.b, syllables[m.r.IntN(len(syllables))]...)
	}
	m.b[0] -= 'a' - 'A'
	return string(m.b)
}

// document is the keys of one article of ten actors.
func (m *newsroom) document() []actors.Key {
	var keys []actors.Key
	add := func(t corpus.EntityType, bare bool, names ...string) {
		keys = append(keys, actors.Key{Type: t, Names: names, Bare: bare, Count: 1 + m.r.IntN(4)})
	}
	for range 4 {
		add(corpus.Person, false, m.word(2)+" "+m.word(3))
	}
	given, family := m.word(2), m.word(3)
	add(corpus.Person, false, given+" "+family, given+" Q. "+family)
	add(corpus.Person, true, m.word(3))
	for range 2 {
		add(corpus.Org, false, m.word(2)+" "+m.word(2)+" "+m.word(1))
	}
	a, b, c := m.word(2), m.word(2), m.word(2)
	add(corpus.Org, false, a+" "+b+" "+c, a[:1]+b[:1]+c[:1])
	add(corpus.GPE, false, m.word(4))
	return keys
}

func BenchmarkReduce(b *testing.B) {
	m := newsroom{r: rand.New(rand.NewPCG(1, 2))}
	var all [][]actors.Key
	keys := 0
	for range 5000 {
		all = append(all, m.document())
		keys += len(all[len(all)-1])
	}
	b.ReportAllocs()
	for b.Loop() {
		r := actors.Reducer{Memory: 4 << 20, Dir: b.TempDir()}
		for _, keys := range all {
			if err := r.Add(keys); err != nil {
				b.Fatal(err)
			}
		}
		for _, err := range r.Result() {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*keys), "ns/key")
}

func BenchmarkKeysOf(b *testing.B) {
	d := read(b, "2015-03-01", strings.Repeat("In [G Poland], <President >[P Maria Lindqvist] met [P Lindqvist], [P Anatoliy Hrabovskyi], [O Kestrel Mining], [O NATO] and the [O Road Ministry]. ", 8))
	b.ReportAllocs()
	for b.Loop() {
		actors.KeysOf(d, nil)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(d.Actors)), "ns/key")
}
