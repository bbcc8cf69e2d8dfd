package names

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus/lexicon"
)

func score(a, b string, k Kind) int {
	s, _ := Compare(Parse(a, k), Parse(b, k))
	return int(s*100 + 0.5)
}

// Each custom's spelling of a name must agree with the English one.
func TestCustoms(t *testing.T) {
	for _, c := range []struct{ custom, a, b string }{
		{"german", "Leonid Krawtschuk", "Leonid Kravchuk"},
		{"german z", "Andrij Schewtschenko", "Andriy Shevchenko"},
		{"french", "Boris Eltsine", "Boris Yeltsin"},
		{"french ou", "Nikita Khrouchtchev", "Nikita Khrushchev"},
		{"polish", "Włodzimierz Putin", "Vladimir Putin"},
		{"czech", "Michail Gorbačov", "Mikhail Gorbachov"},
		{"hungarian", "Leonyid Kravcsuk", "Leonid Kravchuk"},
		{"dutch", "Andrej Sjevtsjenko", "Andrei Shevchenko"},
		{"swedish", "Andrij Sjevtjenko", "Andriy Shevchenko"},
		{"baltic", "Vladimirs Putins", "Vladimir Putin"},
		{"lithuanian", "Viktoras Juščenka", "Viktor Yushchenko"},
		{"turkish", "Andriy Şevçenko", "Andriy Shevchenko"},
		{"iso 9", "Ûlij Cezar' Kravčuk", "Yuliy Tsezar Kravchuk"},
		{"cyrillic", "Віктор Ющенко", "Viktor Yushchenko"},
		{"cyrillic order", "Ющенко Виктор", "Viktor Yushchenko"},
		{"greek", "Κώστας Σημίτης", "Kostas Simitis"},
		{"georgian", "ედუარდ შევარდნაძე", "Eduard Shevardnadze"},
		{"armenian", "Սերժ Սարգսյան", "Serzh Sargsyan"},
		{"arabic", "ياسر عرفات", "Yasser Arafat"},
		{"hangul", "김대중", "Kim Dae-jung"},
		{"arabic customs", "Mouammar Kadhafi", "Muammar Qadhafi"},
		{"abdul", "Abd al-Aziz Bouteflika", "Abdelaziz Bouteflika"},
		{"wade-giles", "Mao Tse-tung", "Mao Zedong"},
	} {
		if got := score(c.a, c.b, Person); got < 70 {
			t.Errorf("%s: %s and %s score %d", c.custom, c.a, c.b, got)
		}
	}
}

func TestPersons(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Viktor Yanukovych", "Viktor Yushchenko", false},
		{"George Bush", "George W. Bush", true},
		{"George H. Bush", "George W. Bush", false},
		{"Bob Dole", "Robert Dole", true},
		{"Dole, Robert", "Robert Dole", true},
		{"DOLE Robert", "Bob Dole", true},
		{"John Adams", "Samuel Adams", false},
		{"Martin King Jr.", "Martin King Sr.", false},
		{"Martin King Jr.", "Martin King", true},
		{"Anna Petrova", "Ivan Petrov", false},
		{"Raisa Gorbachova", "Raisa Gorbachov", true},
		{"Ivan Petrovich Sidorov", "Ivan Sidorov", true},
		{"Ivan Petrovich Sidorov", "Ivan Pavlovich Sidorov", false},
		{"Prime Minister Golda Meir", "Golda Meir", true},
		{"Jimmy Carter", "Jimmy Cartre", true},
		{"Peter Martin", "Martin Peter", false},
		{"Meir", "Golda Meir", false},
		{"Ludwig van Beethoven", "Ludwig Beethoven", true},
		{"Raúl Alfonsín", "Raul Ricardo Alfonsin", true},
		{"J. K. Galbraith", "John Kenneth Galbraith", true},
		// Short words that sound nearly alike in some custom are two words.
		{"Paul Budd", "Pol Pot", false},
		{"Alice Mak", "Alois Mock", false},
		{"Ann Chiang", "Han Zheng", false},
		{"Ben Holm", "Al Holm", false},
		// A first name passed over, and a later initial that answers.
		{"Milojko B. Jurić", "Božidar Jurić", false},
		{"Ivan P. Novak", "Pavel Novak", false},
		{"J. Paul Getty", "Paul Getty", true},
		{"Ivan P. Novak", "Ivan Novak", true},
		{"George H. W. Bush", "George W. Bush", false},
		{"George H. W. Bush", "George H. Bush", true},
		{"John F. Kennedy", "John Fitzgerald Kennedy", true},
		// Numbers of popes and kings.
		{"John Paul I", "John Paul II", false},
		{"Juan Carlos I", "Juan Carlos", true},
		{"Francis I", "Francis II", false},
		// A syllable that is also a word.
		{"Kim Jong-un", "Kim Jong-il", false},
		{"Kim Jong Un", "Kim Jong-un", true},
		// A surname's two sexes, without a given name.
		{"Ivanov", "Ivanova", false},
		{"Petrenko", "Petrenko", true},
	} {
		a, b := Parse(c.a, Person), Parse(c.b, Person)
		s, why := Compare(a, b)
		if s >= Same != c.same {
			t.Errorf("%s and %s: %v (%s), want same %v", c.a, c.b, s, why, c.same)
		}
		if why == "" {
			t.Errorf("%s and %s: no reason", c.a, c.b)
		}
		if c.same && Contradict(a, b) {
			t.Errorf("%s and %s contradict each other", c.a, c.b)
		}
	}
	for _, c := range [][2]string{{"Ann Chiang", "Han Zheng"}, {"Milojko B. Jurić", "Božidar Jurić"}, {"John Adams", "Samuel Adams"}, {"Martin King Jr.", "Martin King II"}, {"Ivan A. Sidorov", "Ivan B. Sidorov"}} {
		if !Contradict(Parse(c[0], Person), Parse(c[1], Person)) {
			t.Errorf("%s and %s do not contradict each other", c[0], c[1])
		}
	}
}

func TestOrganisations(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Dresdner Bank AG", "Dresdner Bank", true},
		{"Banco de Portugal", "Bank of Portugal", true},
		{"Bank of Portugal", "Bank of Norway", false},
		{"World Trade Organization", "World Trade Organisation", true},
		{"OPEC", "Organization of the Petroleum Exporting Countries", true},
		{"Ministry of Finance of Norway", "Norwegian Finance Ministry", true},
		{"Ministry of Finance of Norway", "Ministry of Finance of Sweden", false},
		{"Red Army Faction", "Red Cross", false},
		{"G.m.b.H. Krupp", "Krupp GmbH", true},
		{"Good Will Bank", "Goodwill Bank", true},
		{"Group of Seven", "Group of 7", true},
		{"Group of Seven", "Group of 77", false},
		{"Norway", "Norwegian Finance Ministry", false},
		{"Norwegen", "Norway", true},
	} {
		s, why := Compare(Parse(c.a, Organisation), Parse(c.b, Organisation))
		if s >= Same != c.same {
			t.Errorf("%s and %s: %v (%s), want same %v", c.a, c.b, s, why, c.same)
		}
	}
}

// A name is read by all customs in one pass; each alone must hear the same.
func TestOnePassReadsWhatEachCustomReads(t *testing.T) {
	words := []string{"juschtschenko", "yatsenyuk", "khrouchtchev", "šćepanović", "włodzimierz", "xiaoping", "zheng", "o", "szczęsny", "əliyev", "ñuñez", "a1b2", "ჯ", "çiçek"}
	for _, w := range words {
		var want []string
		for i := range custom.names {
			h := hearing{tok: w}
			h.read(0, 0, 1<<i)
			if len(h.out) != 1 {
				t.Fatalf("%s: %s gives %d readings", custom.names[i], w, len(h.out))
			}
			if s := string(h.sounds); s != "" && !slices.Contains(want, s) {
				want = append(want, s)
			}
		}
		if got := readings(w); !slices.Equal(got, want) {
			t.Errorf("%s: %q in one pass, %q one by one", w, got, want)
		}
	}
}

// Tokens that are kept and tokens that are made anew must be the same.
func TestKeptTokensChangeNothing(t *testing.T) {
	all := dump(300)
	for range 2 {
		for i, x := range all {
			y := all[(i*7+1)%len(all)]
			fresh := &reader{known: map[string]*token{}}
			a, wa := Compare(Parse(x, Any), Parse(y, Any))
			b, wb := Compare(fresh.parse(x, Any), fresh.parse(y, Any))
			if a != b || wa != wb {
				t.Fatalf("%q and %q: %v %q, afresh %v %q", x, y, a, wa, b, wb)
			}
		}
	}
}

// The cheap test of a candidate pair may only refuse what no link would come of.
func TestHopelessPairsHaveNoLink(t *testing.T) {
	all := dump(900)
	_, c := clusterNodes(all, Any, nil)
	refused, linked, lost := 0, 0, 0
	for a := range int32(len(c.nodes)) {
		for b := a + 1; b < int32(len(c.nodes)); b++ {
			no := c.hopeless(a, b)
			if no {
				refused++
				if refused%8 != 0 {
					continue
				}
			}
			if c.compare(a, b, false).score < 70 {
				continue
			}
			linked++
			if no {
				lost++
				t.Logf("%q and %q", c.nodes[a].p.text, c.nodes[b].p.text)
			}
		}
	}
	if lost > 0 || refused == 0 || linked < 100 {
		t.Errorf("%d pairs refused, %d links, %d of them lost", refused, linked, lost)
	}
}

func TestParse(t *testing.T) {
	n := Parse("Former Prime Minister Ivan Petrovich SIDOROV Jr.", Any)
	if n.Kind() != Person || n.Family() != "sidorov" || n.Patronymic() != "petrovich" || n.Suffix() != "jr" || !slices.Equal(n.Titles(), []string{"former", "prime", "minister"}) {
		t.Errorf("%v %q %q %q %q", n.Kind(), n.Family(), n.Patronymic(), n.Suffix(), n.Titles())
	}
	for s, want := range map[string]Kind{"Bank of Norway": Organisation, "FAO": Organisation, "Kofi Annan": Person, "Norwegian": Organisation, "Labour Party": Organisation} {
		if got := Parse(s, Any).Kind(); got != want {
			t.Errorf("%s is read as kind %v", s, got)
		}
	}
}

func TestFoldAndSlug(t *testing.T) {
	for in, want := range map[string]string{"Šćepan": "sepan", "O'Brien  Jr": "obrin ir", "Müller": "muler"} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"Arseniy Yatsenyuk": "arseniy-yatsenyuk", "Łódź & Co.": "lodz-and-co", "Ющенко": "yushchenko", "...": ""} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

var crowd = []string{"Kofi Annan", "Kofi A. Annan", "ANNAN Kofi", "Annan", "Secretary-General Annan", "Kojo Annan", "John Smith", "John A. Smith", "John B. Smith", "Smith",
	"Viktor Juschtschenko", "Viktor Yushchenko", "Viktor Andriyovych Yushchenko", "Viktor Yanukovych", "World Bank", "The World Bank", "Banco Mundial", "UN", "United Nations",
	"Bob Dole", "Robert Dole", "Elizabeth Dole", "", "...", "Норвегия"}

func partition(all []string, c []int) map[string]string {
	least := map[int]string{}
	for i, s := range all {
		if l, ok := least[c[i]]; !ok || s < l {
			least[c[i]] = s
		}
	}
	out := map[string]string{}
	for i, s := range all {
		out[s] = least[c[i]]
	}
	return out
}

func TestClusterIsAFunctionOfTheSet(t *testing.T) {
	want := partition(crowd, Cluster(crowd, Any))
	rng := rand.New(rand.NewSource(1))
	for range 20 {
		mixed := append(slices.Clone(crowd), crowd[rng.Intn(len(crowd))])
		rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if got := partition(mixed, Cluster(mixed, Any)); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("order matters:\n%v\n%v", got, want)
		}
	}
	same := func(a, b string, yes bool) {
		if (want[a] == want[b]) != yes {
			t.Errorf("%q and %q in one cluster: %v", a, b, !yes)
		}
	}
	same("Kofi Annan", "ANNAN Kofi", true)
	same("Kofi Annan", "Kojo Annan", false)
	same("John A. Smith", "John B. Smith", false)
	same("John Smith", "Smith", false)
	same("Viktor Juschtschenko", "Viktor Andriyovych Yushchenko", true)
	same("Viktor Yushchenko", "Viktor Yanukovych", false)
	same("Bob Dole", "Robert Dole", true)
	same("Bob Dole", "Elizabeth Dole", false)
	same("", "...", false)
	for i, x := range crowd {
		for _, y := range crowd[i+1:] {
			if want[x] == want[y] && Contradict(Parse(x, Any), Parse(y, Any)) {
				t.Errorf("%q and %q share a cluster and contradict each other", x, y)
			}
		}
	}
}

// Neither order nor what the caller knows changes which names share a cluster, but that
// those known to be two actors' are apart.
func TestClusterOfADumpIsAFunctionOfTheSet(t *testing.T) {
	all := dump(1200)
	whose := func(s string) string {
		if strings.HasPrefix(s, "Minister ") {
			return s
		}
		return ""
	}
	run := func(all []string) map[string]string {
		known, c := make([]string, len(all)), make([]int, len(all))
		for i, s := range all {
			known[i] = whose(s)
		}
		mine := map[int32]string{}
		for i, j := range ClusterWhy(all, Any, known) {
			c[i] = int(j.Cluster)
			if other := mine[j.Cluster]; known[i] != "" && other != "" && other != known[i] {
				t.Errorf("%q and %q share a cluster", all[i], other)
			}
			if known[i] != "" {
				mine[j.Cluster] = known[i]
			}
		}
		return partition(all, c)
	}
	want := fmt.Sprint(run(all))
	rng := rand.New(rand.NewSource(4))
	for range 3 {
		mixed := slices.Clone(all)
		rng.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if fmt.Sprint(run(mixed)) != want {
			t.Fatal("order matters")
		}
	}
}

func TestCompareIsSymmetricAndKeysMeet(t *testing.T) {
	for _, x := range crowd {
		for _, y := range crowd {
			a, b := Parse(x, Any), Parse(y, Any)
			s1, w1 := Compare(a, b)
			s2, w2 := Compare(b, a)
			if s1 != s2 || w1 != w2 || Contradict(a, b) != Contradict(b, a) {
				t.Errorf("%q and %q: %v %q, the other way %v %q", x, y, s1, w1, s2, w2)
			}
			if s1 >= Same && x != y {
				meet := false
				for _, k := range a.Keys() {
					meet = meet || slices.Contains(b.Keys(), k)
				}
				if !meet {
					t.Errorf("%q and %q are one actor's and share no key: %q %q", x, y, a.Keys(), b.Keys())
				}
			}
		}
	}
	if s, _ := Compare(Name{}, Parse("x", Any)); s != 0 {
		t.Error("the zero name equals something")
	}
}

func TestTables(t *testing.T) {
	latin := func(v string) string {
		for _, r := range v {
			if r > 127 || r >= 'A' && r <= 'Z' {
				return fmt.Sprintf("%q is not plain lower-case Latin", v)
			}
		}
		return ""
	}
	lower := func(v string) string {
		if strings.ToLower(v) != v {
			return fmt.Sprintf("%q is not lower case", v)
		}
		return ""
	}
	sounds := func(v string) string {
		if i := strings.IndexFunc(v, func(r rune) bool { return !strings.ContainsRune("aeioujvbpfdtgkhmnlrszSZCJc", r) }); i >= 0 {
			return fmt.Sprintf("%q is no sound", v)
		}
		return ""
	}
	keys := func(m map[string]class) []string {
		var out []string
		for k := range m {
			out = append(out, k)
		}
		return out
	}
	var conditions []string
	for w := range wheres {
		conditions = append(conditions, w)
	}
	for _, c := range []struct {
		file  string
		rules []lexicon.Rule
	}{
		{"scripts", []lexicon.Rule{{Column: "script", Required: true}, {Column: "letter", Required: true}, {Column: "latin", Check: latin}, {Column: "where", Check: lexicon.OneOf("start")}}},
		{"customs", []lexicon.Rule{{Column: "custom", Required: true}, {Column: "spelling", Required: true, Check: lower}, {Column: "sound", Check: sounds}, {Column: "where", Check: lexicon.OneOf(conditions...)}}},
		{"given", []lexicon.Rule{{Column: "names", Required: true, List: true, Check: latin}, {Column: "why", Required: true, Check: lexicon.OneOf("form", "short")}}},
		{"surnames", []lexicon.Rule{{Column: "sort", Required: true, Check: lexicon.OneOf("korean", "chinese", "vietnamese", "syllable")}, {Column: "names", Required: true, List: true, Check: lower}}},
		{"frequent", []lexicon.Rule{{Column: "sort", Required: true, Check: lexicon.OneOf("family", "given")}, {Column: "names", Required: true, List: true, Check: lower}}},
		{"words", []lexicon.Rule{{Column: "class", Required: true, Check: lexicon.OneOf(keys(classNames)...)}, {Column: "words", Required: true, List: true, Check: lower}}},
		{"concepts", []lexicon.Rule{{Column: "concept", Required: true}, {Column: "weight", Required: true, Check: lexicon.OneOf("0", "1", "2")}, {Column: "words", Required: true, List: true, Check: lower}}},
		{"apart", []lexicon.Rule{{Column: "names", Required: true, List: true, Check: lower}}},
		{"numbers", []lexicon.Rule{{Column: "value", Required: true, Unique: true}, {Column: "words", Required: true, List: true, Unique: true, Check: latin}}},
		{"countries", []lexicon.Rule{{Column: "iso3", Required: true, Unique: true}, {Column: "names", Required: true, List: true, Check: lower}}},
	} {
		for _, complaint := range lexicon.MustOpen(tables, "data/"+c.file+".tsv").Lint(c.rules...) {
			t.Error(complaint)
		}
	}
	seen := map[string]bool{}
	for _, row := range lexicon.MustOpen(tables, "data/customs.tsv").Rows {
		k := row.Get("custom") + " " + row.Get("spelling") + " " + row.Get("where")
		if seen[k] {
			t.Errorf("%s: %s stands twice", row.Place(), k)
		}
		seen[k] = true
	}
}

func FuzzNames(f *testing.F) {
	for _, s := range crowd {
		f.Add(s, "Dr. Ján O'Neill-Šmíd (Jr) II")
	}
	f.Add("\xff\xfe", "İI\u0307ßſ")
	f.Fuzz(func(t *testing.T, a, b string) {
		once := Fold(a)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%q) = %q, folded again %q", a, once, twice)
		}
		if s := Slug(a); !utf8.ValidString(s) || strings.ContainsAny(s, " /\n") {
			t.Errorf("Slug(%q) = %q", a, s)
		}
		for _, k := range []Kind{Any, Person, Organisation} {
			x, y := Parse(a, k), Parse(b, k)
			x.Keys()
			x.Family()
			s1, _ := Compare(x, y)
			if s2, _ := Compare(y, x); s1 != s2 || s1 < 0 || s1 > 1 {
				t.Errorf("%q and %q: %v and %v", a, b, s1, s2)
			}
		}
		Cluster([]string{a, b, a}, Any)
	})
}

func BenchmarkCompare(b *testing.B) {
	x, y := Parse("Viktor Andriyovych Yushchenko", Person), Parse("Viktor Juschtschenko", Person)
	b.ReportAllocs()
	for b.Loop() {
		Compare(x, y)
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Parse("Prime Minister Viktor Andriyovych Yushchenko", Any)
	}
}

func BenchmarkCluster(b *testing.B) {
	var all []string
	for i, f := range []string{"Olsen", "Petrov", "Shevchenko", "Garcia", "Nakamura", "Okafor", "Haddad", "Kowalski"} {
		for j, g := range []string{"Anna", "Boris", "Carl", "Dmitri", "Elena", "Fatima", "Georg", "Hans", "Ivan", "John"} {
			all = append(all, g+" "+f, fmt.Sprintf("%s %c. %s%d", g, 'A'+j, f, i))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Cluster(all, Any)
	}
	b.ReportMetric(float64(len(all)*b.N)/b.Elapsed().Seconds(), "names/s")
}
