package actors_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math/rand"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/sample"
	"dateline/extract"
	"dateline/normalize/actors"
)

// world is a small one, so that rows, texts and tables meet often.
var world = struct {
	people, bodies, places, laws, nouns, roles, countries, sectors, ids []string
}{
	people: []string{"Ada Zorvex", "Ada Zorveks", "Adah Zorvex", "Bo Zorvex", "Zorvex", "Ada", "Ada B. Zorvex", "Zorvex Ada", "A. Zorvex", "Angela Merkel", "Merkel", "Angela Kasner", "Angela Dorothea Merkel",
		"George Bush", "George W. Bush", "Bush", "George H. W. Bush", "Jeb Bush", "Laura Bush", "Volodymyr Zelenskyy", "Wolodymyr Selenskyj", "Selenskyj", "Zelensky", "Kim Zorvex", "Kim Jong Un", "Kim", "Duke of Zorvex", "Ludwig van Zorvex", "van Zorvex", "Viktor Yushchenko", "Yushchenko"},
	bodies: []string{"Zorvex", "Zorvex Holding", "Zorvex Holding AG", "ZVX", "ZH", "NATO", "Nordatlantikpakt", "North Atlantic Treaty Organization", "Congress", "Ukrainian Congress", "US Congress", "General Assembly", "General Assembly of Zorvex",
		"UN General Assembly", "United Nations", "Merkel", "Paris", "Zorvex Supreme Court", "Supreme Court", "Alliance", "Grain Board", "Ministry of Grain", "Grain Ministry", "Ford", "Bush"},
	places:    []string{"Ukraine", "Oekraïne", "Kyiv", "Kyjiw", "Zorvex", "Paris", "Georgia", "France", "Germany", "United States", "Ukrainian", "German", "Zorvexian", "Washington"},
	laws:      []string{"Grain Accord", "Zorvex Accord", "GA", "World War II", "Zorvex War", "Paris"},
	nouns:     []string{"alliance", "board", "council", "panel", "group", "accord", "bloc"},
	roles:     []string{"president", "grain envoy", "foreign minister", "chancellor", "secretary general", "panel chief"},
	countries: []string{"UKR", "USA", "DEU", "FRA", "IGO", "CHN", "CHE"},
	sectors:   []string{"GOV", "BUS", "MIL", "IGO"},
	ids:       []string{"own:1", "own:2", "Q567", "Q7184", "Q212", "ada-zorvex", "zorvex", "Q424242"},
}

func pick(rng *rand.Rand, all []string) string { return all[rng.Intn(len(all))] }

// somebody is a random row.
func somebody(rng *rand.Rand) actors.Row {
	r := actors.Row{Line: 1 + rng.Intn(1000)}
	var names []string
	switch rng.Intn(10) {
	case 0, 1, 2, 3, 4:
		names, r.Type = world.people, corpus.Person
	case 5, 6, 7:
		names, r.Type = world.bodies, corpus.Org
	case 8:
		names, r.Type = world.places, corpus.EntityType(pick(rng, []string{"GPE", "LOC", "NORP", "FAC"}))
	default:
		names, r.Type = world.laws, corpus.EntityType(pick(rng, []string{"LAW", "EVENT", "WORK"}))
	}
	r.Name = pick(rng, names)
	for range rng.Intn(3) {
		r.Aliases = append(r.Aliases, pick(rng, names))
	}
	if rng.Intn(2) == 0 {
		r.Country = pick(rng, world.countries)
	}
	if rng.Intn(2) == 0 {
		r.Sector = pick(rng, world.sectors)
	}
	if rng.Intn(3) == 0 {
		r.ID = pick(rng, world.ids)
	}
	if r.Type == corpus.Person {
		for range rng.Intn(3) {
			x := actors.Role{Role: pick(rng, world.roles), Of: pick(rng, []string{"UKR", "DEU", "USA", "NATO", "United Nations", "Zorvex Holding", "Grain Board"})}
			if rng.Intn(2) == 0 {
				x.From, x.Until = "2003", "2011-05"
			}
			r.Roles = append(r.Roles, x)
		}
	} else if rng.Intn(2) == 0 {
		r.Nouns = []string{pick(rng, world.nouns)}
	}
	if rng.Intn(8) == 0 {
		r.Type = ""
	}
	return r
}

// laid is the base with those of the rows that can be laid over together.
func laid(rows []actors.Row) (*actors.Base, []actors.Row) {
	var kept []actors.Row
	b, err := actors.Default().With(&actors.File{Name: "f"})
	if err != nil {
		panic(err)
	}
	for _, r := range rows {
		if next, err := actors.Default().With(&actors.File{Name: "f", Rows: append(slices.Clip(kept), r)}); err == nil {
			b, kept = next, append(kept, r)
		}
	}
	return b, kept
}

// edit changes one thing in the rows, or a few.
func edit(rng *rand.Rand, rows []actors.Row) []actors.Row {
	out := slices.Clone(rows)
	if len(out) == 0 {
		return append(out, somebody(rng))
	}
	i := rng.Intn(len(out))
	r := &out[i]
	switch rng.Intn(9) {
	case 0:
		return slices.Insert(out, i, somebody(rng))
	case 1:
		return slices.Delete(out, i, i+1)
	case 2, 3:
		names := world.bodies
		if r.Type == corpus.Person {
			names = world.people
		}
		r.Aliases = append(slices.Clone(r.Aliases), pick(rng, names))
	case 4:
		if len(r.Aliases) > 0 {
			r.Aliases = r.Aliases[1:]
		}
		r.Country = pick(rng, world.countries)
	case 5:
		r.ID = pick(rng, world.ids)
	case 6:
		r.Sector = pick(rng, world.sectors)
		r.Line += 7
	case 7:
		if r.Type == corpus.Person {
			r.Roles = append(slices.Clone(r.Roles), actors.Role{Role: pick(rng, world.roles), Of: "UKR"})
		} else {
			r.Nouns = append(slices.Clone(r.Nouns), pick(rng, world.nouns))
		}
	case 8:
		rng.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	}
	return out
}

// story is a random text about the world, marked as read wants it.
func story(rng *rand.Rand) string {
	var b strings.Builder
	if rng.Intn(3) == 0 {
		b.WriteString("[G Ukraine] waited. [G Ukraine] and [G Kyiv] are far. ")
	}
	for range 2 + rng.Intn(6) {
		p, q := pick(rng, world.people), pick(rng, world.people)
		o, g, l := pick(rng, world.bodies), pick(rng, world.places), pick(rng, world.laws)
		role, noun := pick(rng, world.roles), pick(rng, world.nouns)
		mark := pick(rng, []string{"G", "N", "L", "O"})
		fmt.Fprintf(&b, pick(rng, []string{
			"[P %[1]s] met [P %[2]s] in [G %[4]s]. ", "<%[6]s >[P %[1]s] of [G %[4]s] has spoken. ", "<Mr. >[P %[1]s] has left the [O %[3]s]. ", "The [O %[3]s] has met in [" + mark + " %[4]s]. ",
			"The %[7]s has agreed. ", "The %[6]s of [G %[4]s] has arrived. ", "The [" + mark + " %[4]s] %[6]s has said that he would go. ", "The [A %[5]s] holds. ", "The [E %[5]s] ended. ",
			"The [O %[3]s] of the [O United Nations] has voted. ", "[O %[3]s] ([O ZVX]) has closed. ", "[P %[1]s], the %[6]s of the [O %[3]s], has resigned. ", "[O %[1]s] has denied it. ", "[P %[1]s] and [P %[2]s] have met. The two leaders agreed. ",
			"The [O Zorvex Holding] board met. [P %[3]s] was there. ", "He has praised the %[7]s. ", "The former <%[6]s >[P %[1]s] has been seen. ", "[L %[4]s] is quiet and its [O %[3]s] sleeps. ",
		})+"%[8]s", p, q, o, g, l, role, noun, "")
	}
	return b.String()
}

// outcome is all that the stage and the keys of a document depend on the base for.
func outcome(t testing.TB, d *corpus.Document, b *actors.Base) (string, *corpus.Document) {
	t.Helper()
	c := *d
	c.Entities = slices.Clone(d.Entities)
	c.Asked = nil
	if err := actors.New(actors.Options{Base: b}).Apply(&c); err != nil {
		t.Fatal(err)
	}
	var s strings.Builder
	for _, a := range c.Actors {
		fmt.Fprintf(&s, "%+v %q\n", a, a.Why)
	}
	for _, k := range actors.KeysOf(&c, b) {
		fmt.Fprintf(&s, "%+v\n", k)
	}
	for _, e := range c.Entities {
		fmt.Fprintf(&s, "%+v\n", e)
	}
	for _, r := range c.References {
		fmt.Fprintf(&s, "%+v\n", r)
	}
	return s.String(), &c
}

// samples are the articles of the sample corpus, with all layers.
func samples(t testing.TB) []*corpus.Document {
	t.Helper()
	chain, err := extract.Standard(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, err := fs.Glob(sample.Articles, "*.html")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	var out []*corpus.Document
	for _, f := range files {
		page, err := fs.ReadFile(sample.Articles, f)
		if err != nil {
			t.Fatal(err)
		}
		d := &corpus.Document{ID: path.Base(f), Source: corpus.Source{Path: f}, Raw: corpus.Raw{Format: corpus.FormatHTML, Data: string(page)}}
		if err := chain.Apply(d); err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

// TestAsksAreAll: whenever two files give a document different actors, or keys,
// the files contribute differently to something that the document asked for. A
// document that the cache holds would be stale otherwise.
func TestAsksAreAll(t *testing.T) {
	rng := rand.New(rand.NewSource(seed))
	docs := samples(t)
	for range 40 {
		docs = append(docs, parse(t, pick(rng, []string{"2008-11-05", "2015-03-01", ""}), story(rng)))
	}
	changed, touched, pairs := 0, 0, 0
	for range rounds {
		var rows []actors.Row
		for range rng.Intn(5) {
			rows = append(rows, somebody(rng))
		}
		before, rows := laid(rows)
		for range 4 {
			after, next := laid(edit(rng, rows))
			for _, d := range docs {
				one, c := outcome(t, d, before)
				two, e := outcome(t, d, after)
				pairs++
				met := before.DigestOf(c.Asked) != after.DigestOf(c.Asked)
				if met != slices.ContainsFunc(c.Asked, func(ask uint32) bool {
					a, _ := before.Contribution(ask)
					b, _ := after.Contribution(ask)
					return a != b
				}) {
					t.Fatal("DigestOf and Contribution differ")
				}
				if met {
					touched++
				}
				if one == two {
					continue
				}
				changed++
				if !met {
					t.Fatalf("the outcome changes, and no ask says so\n%s\n%+v\n%+v\n%s\n%s", d.Text, rows, next, one, two)
				}
				if before.DigestOf(e.Asked) == after.DigestOf(e.Asked) {
					t.Fatalf("backwards, the outcome changes, and no ask says so\n%s\n%+v\n%+v\n%s\n%s", d.Text, next, rows, two, one)
				}
			}
			before, rows = after, next
		}
	}
	t.Logf("%d pairs, %d outcomes changed, %d met a change", pairs, changed, touched)
	if changed < pairs/100 || touched > 4*changed {
		t.Errorf("%d pairs, %d outcomes changed, %d met a change: the test says little, or the asks are too wide", pairs, changed, touched)
	}
}

const (
	seed   = 1
	rounds = 5
)

// TestAsksOfEachKind has, for each kind of ask, a text whose actors change by that
// alone.
func TestAsksOfEachKind(t *testing.T) {
	const header = "name ; aliases ; type ; country ; sector ; id ; nouns ; roles"
	for _, c := range []struct {
		name, published, text string
		before, after         []string
	}{
		{"a name", "", "[P Ada Zorvex] left.", nil, []string{"Ada Zorvex ; ; PERSON ; UKR"}},
		{"what is known of an entry", "", "[P Angela Merkel] left.", nil, []string{"Angela Merkel ; ; ; ; EDU"}},
		{"what is known of a country, by its people", "", "[N Ukrainian] farmers left.", nil, []string{"Ukraine ; ; ; ; ; own:ukr"}},
		{"what is known of a city, by the gazetteer", "", "[G Lviv] is far.", nil, []string{"Lviv ; ; ; ; REL"}},
		{"a name under which the tables have another", "", "The [O Labour Party] lost.", nil, []string{"Labour Party ; ; ORG ; NZL ; ; own:labour"}},
		{"part of a name", "", "[P Angela Merkel] spoke. [P Kasnerova] left.", nil, []string{"Angela Merkel ; Angela Kasnerova"}},
		{"part of a name that was taken for a body's", "", "[P Angela Merkel] spoke. [O Kasnerova] left.", nil, []string{"Angela Merkel ; Angela Kasnerova"}},
		{"people of one family name", "2023-09-01", "<Grain Envoy >[P Zorvex] of [G Ukraine] spoke.", []string{"Ada Zorvex ; ; PERSON"},
			[]string{"Ada Zorvex ; ; PERSON", "Bo Zorvex ; ; PERSON ; UKR ; ; ; ; grain envoy;UKR;2023"}},
		{"an office, by the family name", "2023-09-01", "<Grain Envoy >[P Zorvex] of [G Ukraine] spoke.", []string{"Ada Zorvex ; ; PERSON"},
			[]string{"Ada Zorvex ; ; PERSON ; ; ; ; ; grain envoy;UKR;2023"}},
		{"people of one given and family name", "2023-09-01", "<Grain Envoy >[P George Zorvex] of [G Ukraine] spoke.", []string{"George A. Zorvex ; ; PERSON", "George B. Zorvex ; ; PERSON"},
			[]string{"George A. Zorvex ; ; PERSON", "George B. Zorvex ; ; PERSON", "George C. Zorvex ; ; PERSON ; ; ; ; ; grain envoy;UKR;2023"}},
		{"a spelling", "", "[P Ada Zorveks] left.", nil, []string{"Ada Zorvex ; ; PERSON"}},
		{"the names of one that is spelled alike", "", "[P Jan Zorvex] left.", []string{"Yan Zorvex ; ; PERSON"}, []string{"Yan Zorvex ; J. Zorvex ; PERSON"}},
		{"a noun", "", "The [O Grain Board] met. The panel closed.", []string{"Grain Board ; ; ORG"}, []string{"Grain Board ; ; ORG ; ; ; ; panel"}},
		{"a role", "2023-09-01", "The [N Ukrainian] weighmaster has arrived.", nil, []string{"Ada Zorvex ; ; PERSON ; ; ; ; ; weighmaster;UKR;2023"}},
		{"an office", "2023-09-01", "The [N Ukrainian] president has arrived.", nil, []string{"Ada Zorvex ; ; PERSON ; ; ; ; ; president;UKR;2023"}},
		{"the offices of a person", "2023-09-01", "[P Ada Zorvex] left.", []string{"Ada Zorvex ; ; PERSON"}, []string{"Ada Zorvex ; ; PERSON ; ; ; ; ; panel chief;NATO;2023"}},
		{"the names of a body before those of its parts", "", "The [O Grain Court] of the [O Zorvex Union] voted.", []string{"Zorvex Union ; ; ORG", "ZU Grain Court ; ; ORG"}, []string{"Zorvex Union ; ZU ; ORG", "ZU Grain Court ; ; ORG"}},
		{"an id", "", "[P Ada Zorvex] left.", nil, []string{"Zorvex ; ; ORG ; ; ; ada-zorvex"}},
		{"an acronym", "", "[O Zvx] met.", []string{"Zvx ; ; ORG"}, []string{"Zvx ; ; ORG", "Zora Vex ; ZVX ; PERSON"}},
		{"a law", "", "The [A Grain Accord] holds.", nil, []string{"Accord on Grain ; Grain Accord ; LAW"}},
		{"a place of the user's", "", "[G Rostrand] is far.", nil, []string{"Rostrand ; ; GPE ; NOR"}},
		{"another of a famous name", "2015-09-01", "[P Putin] spoke.", nil, []string{"Bo Putin ; ; PERSON ; RUS ; ; ; ; chief;UKR;2010;2020", "Cy Putin ; ; PERSON ; RUS ; ; ; ; head of state;RUS;2010;2020"}},
		{"the office of another of a famous name", "2015-09-01", "[P Putin] spoke.", []string{"Bo Putin ; ; PERSON ; RUS"}, []string{"Bo Putin ; ; PERSON ; RUS ; ; ; ; head of state;RUS;2010;2020"}},
		{"who was in office of two of one name", "2005-09-01", "[P George Bush] spoke.", nil, []string{"George H. W. Bush ; ; PERSON ; ; ; ; ; grain envoy;USA;2003;2006"}},
		{"a king", "2013-09-01", "[P King Zorvex] of [G Norway] spoke.", nil, []string{"Zorvex IV ; King Zorvex IV ; PERSON ; NOR ; ; ; ; king;NOR;2010;2020"}},
		{"another name of a king", "2013-09-01", "[P King Zorvex] of [G Norway] spoke.", nil, []string{"King Harald V ; Zorvex V of Norway ; PERSON"}},
		{"a leader of a country", "2023-09-01", "[P Ada Zorvex] came. The [N Ukrainian] leader left.", []string{"Ada Zorvex ; ; PERSON ; UKR"}, []string{"Ada Zorvex ; ; PERSON ; UKR ; ; ; ; head of state;UKR;2023"}},
		{"a counterpart", "2023-09-01", "[P Volodymyr Zelenskyy] left. He told his [N Norwegian] counterpart that talks had failed.", nil, []string{"Ada Zorvex ; ; PERSON ; NOR ; ; ; ; president;NOR;2023"}},
		{"a company by its country", "", "[O Zorvex] fell. The [N Finnish] company was glad.", []string{"Zorvex ; ; ORG"}, []string{"Zorvex ; ; ORG ; FIN ; BUS"}},
		{"an armed group", "", "[O Zorvex] came. The rebels left.", []string{"Zorvex ; ; ORG"}, []string{"Zorvex ; ; ORG ; ; REB"}},
		{"a region", "", "[G Zorvexia] voted. The region was calm.", nil, []string{"Zorvexia ; ; GPE ; NOR"}},
		{"a Jr. of the user's", "", "[P Sam Zorvex] came. [P Sam Zorvex Jr.] left.", nil, []string{"Sam Zorvex ; ; PERSON"}},
		{"a short given name that is somebody's", "", "[P William Zorvex] came. [P Bill] left.", nil, []string{"Bill ; ; PERSON ; USA ; ; own:bill"}},
		{"a misspelled family name that is somebody's", "", "[P Kari Maurer] came. [P Mauer] left.", nil, []string{"Bo Mauer ; ; PERSON"}},
		{"other names of a body with an acronym", "", "The [O Southern Eel Conference] met. The [O ZVQ] sued. [O SEC] left.", nil, []string{"Securities and Exchange Commission ; Southern Eel Conference of Old ; ORG"}},
		{"a country's other name", "", "[G Oekraïne] and its [O Defence Ministry].", nil, []string{"Ukraine ; Oekraïne"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, after := with(t, append([]string{header}, c.before...)...), with(t, append([]string{header}, c.after...)...)
			for range 2 {
				d := parse(t, c.published, c.text)
				one, read := outcome(t, d, before)
				two, _ := outcome(t, d, after)
				if one == two {
					t.Fatalf("the text does not tell: %s", one)
				}
				if before.DigestOf(read.Asked) == after.DigestOf(read.Asked) {
					t.Errorf("no ask says that the outcome changes from\n%s to\n%s", one, two)
				}
				before, after = after, before
			}
		})
	}
}

// TestOneSpellingTouchesFew: of the sample articles only those that have the new
// spelling, or something of it, are to be read again.
func TestOneSpellingTouchesFew(t *testing.T) {
	docs := samples(t)
	before, _ := laid(nil)
	after := with(t, "name ; aliases", "Volodymyr Zelenskyy ; Wolodymyr Selenskyj", "NATO ; Nordatlantikpakt")
	for _, d := range docs {
		_, c := outcome(t, d, before)
		if len(c.Asked) == 0 {
			t.Errorf("%s asked for nothing", d.ID)
		}
		if before.DigestOf(c.Asked) != after.DigestOf(c.Asked) {
			t.Errorf("%s is touched by spellings that it does not have", d.ID)
		}
	}
	d := parse(t, "2023-03-01", "[P Selenskyj] met [O NATO].")
	if _, c := outcome(t, d, before); before.DigestOf(c.Asked) == after.DigestOf(c.Asked) {
		t.Error("the spelling itself touches nothing")
	}
}

// TestBaseIsAskedThroughView: what a user's file changes is reached by a document
// through the methods of view only, which note the asks.
func TestBaseIsAskedThroughView(t *testing.T) {
	fset := token.NewFileSet()
	pkgs, err := fs.Glob(dir, "*.go")
	if err != nil || len(pkgs) < 10 {
		t.Fatal(pkgs, err)
	}
	methods := 0
	for _, name := range pkgs {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(fset, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Recv == nil {
				continue
			}
			star, ok := fn.Recv.List[0].Type.(*ast.StarExpr)
			if !ok {
				continue
			}
			if of := fmt.Sprint(star.X); of != "reader" && of != "referrer" {
				continue
			}
			methods++
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				switch x := n.(type) {
				case *ast.SelectorExpr:
					if _, plain := x.X.(*ast.Ident); plain && x.Sel.Name == "own" {
						return true // reader.own
					}
					switch x.Sel.Name {
					case "base", "table", "own", "entries", "embedded", "below":
						t.Errorf("%s: %s reaches for .%s", fset.Position(x.Pos()), fn.Name.Name, x.Sel.Name)
					case "Aliases", "Nouns":
						if fmt.Sprint(x.X) != "c" || fn.Name.Name != "bodyIn" { // a country of the gazetteer
							t.Errorf("%s: %s reads .%s of an entry", fset.Position(x.Pos()), fn.Name.Name, x.Sel.Name)
						}
					}
				case *ast.Ident:
					if x.Name == "Default" && x.Obj == nil {
						t.Errorf("%s: %s uses the default base", fset.Position(x.Pos()), fn.Name.Name)
					}
				}
				return true
			})
		}
	}
	if methods < 80 {
		t.Errorf("%d methods looked at", methods)
	}
}

var dir = os.DirFS(".")
