package teach

import (
	"fmt"
	"strings"
	"testing"

	"dateline/corpus/lexicon"
)

// lint lints articles "a-1", "a-2", … with the given bodies and returns the findings as text.
func lint(t *testing.T, o Options, bodies ...string) string {
	t.Helper()
	var b strings.Builder
	for i, body := range bodies {
		fmt.Fprintf(&b, "= a-%d | 2020-01-01 | wire\n", i+1)
		if !strings.HasPrefix(body, "# ") && !strings.HasPrefix(body, "! headline") {
			b.WriteString("# A day\n")
		}
		b.WriteString(body + "\n\n")
	}
	as, faults := Parse("a.txt", []byte(b.String()))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	var out []string
	for _, f := range Lint(as, o) {
		out = append(out, f.String())
	}
	return strings.Join(out, "\n")
}

func TestLint(t *testing.T) {
	known := "He met [NORP Ruritanians]."
	four := []string{known, known + " Once.", known + " Twice.", known + " Thrice."}
	var oddRoots []string
	for i := range 10 {
		root := "REQUEST"
		if i == 9 {
			root = "AID"
		}
		oddRoots = append(oddRoots, "Then he wrote.\n@ "+root+" | he | | wrote | actual")
	}
	public := Options{Public: func(name string) bool { return name == "Maia Sandu" }}
	for _, c := range []struct {
		name   string
		o      Options
		bodies []string
		want   string // a part of the one finding; empty for none
	}{
		{"surname", Options{}, []string{"[PERSON Awa Diallo] came.\nThen Diallo left."}, `a.txt:4: repeat "Diallo": a name of the article, unmarked in …Then Diallo left.…`},
		{"place", Options{}, []string{"[GPE Gao] fell.\nThen Gao rose."}, `repeat "Gao"`},
		{"name of several words", Options{}, []string{"The [ORG Red Cross] came.\nThe Red Cross left."}, `repeat "Red Cross"`},
		{"half of a compound", Options{}, []string{"[GPE Gao] fell.\nA Gao-backed force."}, `repeat "Gao"`},
		{"half of a compound of a person", Options{}, []string{"[PERSON Awa Diallo] fell.\nA Diallo-led force."}, `repeat "Diallo"`},
		{"behind a hyphen", Options{}, []string{"[GPE Gao] fell.\nA pro-Gao force."}, `repeat "Gao"`},
		{"with an apostrophe", Options{}, []string{"[PERSON Ann O'Brien] fell. [GPE N’Djamena] too.\nThen O'Brien's men went to [GPE N’Djamena]."}, `repeat "O'Brien"`},
		{"marked everywhere", Options{}, []string{"[GPE Gao] fell.\n[GPE Gao]-backed [PERSON Awa Gaoussou] rose."}, ""},
		{"titles of works are words", Options{}, []string{"He read [WORK Salt].\nSalt is dear."}, ""},
		{"meant", Options{}, []string{"[GPE Jordan] fell.\nThe Jordan rose.\n! repeat Jordan: the river"}, ""},
		{"meant in the whole article", Options{}, []string{"! headline: a note\n! repeat Jordan: the river\n[GPE Jordan] fell.\nThe Jordan rose."}, ""},
		{"meant elsewhere", Options{}, []string{"[GPE Gao] fell.\n! repeat Gao: no\nThen it rose."}, `a.txt:4: unused "repeat Gao": suppresses nothing`},
		{"known elsewhere", Options{}, append(four, "Six Ruritanians came."), `a.txt:19: known "Ruritanians"`},
		{"a language", Options{}, append(four, "It was sung in Ruritanians."), ""},
		{"a capital", Options{}, []string{"He met a Zorbian on Monday, Mr he."}, "bare \"Zorbian\""},
		{"no capital", Options{}, []string{"He met on Monday, in English-speaking lands. Zorb is a word, cried Zorb, and zorb."}, ""},
		{"two types", Options{}, []string{"[GPE Gao] fell.\n[ORG Gao] won."}, `types "Gao": is GPE and ORG in one article`},
		{"two types, meant elsewhere in the article", Options{}, []string{"[GPE Gao] fell.\n! types Gao: town and club\n[ORG Gao] won."}, ""},
		{"odd", Options{}, append(strings.Split(strings.Repeat("[GPE Gao] fell.|", 9), "|")[:9], "[ORG Gao] won."), `odd "Gao": is ORG, but GPE 9 times of 10`},
		{"head", Options{}, []string{"In [FAC Mulago Hospital]."}, `head "Mulago Hospital": is FAC, but a Hospital is ORG`},
		{"no head", Options{}, []string{"In [ORG Tribunal for the Law of the Sea], where [PERSON Al Hospital] sat."}, ""},
		{"determiner", Options{}, []string{"In [GPE the Philippines]."}, `determiner "the Philippines"`},
		{"kept determiners", Options{}, []string{"[WORK The Tide], [GPE The Hague], [GPE An Giang]."}, ""},
		{"title", Options{}, []string{"Then [PERSON President Awa Diallo] came."}, `title "President Awa Diallo": President stands outside`},
		{"kept title", Options{}, []string{"Then [PERSON Sheikh Hasina] came."}, ""},
		{"possessive", Options{}, []string{"In [PERSON Diallo's] house."}, `possessive "Diallo's"`},
		{"possessive is the name", Options{}, []string{"At [ORG McDonald's]."}, ""},
		{"cut word", Options{}, []string{"Two [PRODUCT F-16]s came."}, `edge "F-16": the mark cuts a word`},
		{"edge", Options{}, []string{"In [GPE Gao,] then."}, `edge "Gao,"`},
		{"phrase", Options{}, []string{"They abandoned it.\n@ COERCE | | | ban | actual"}, `phrase "ban": cuts a word`},
		{"root", Options{}, []string{"Gao signed it.\n@ AGREE | Gao | | signed | actual"}, `root "signed": "signed" is not AGREE but SUPPORT`},
		{"three speakers", Options{}, []string{"Then clerks, judges and guards said it rained.\n> indirect | clerks, judges and guards | said | it rained"}, ""},
		{"odd root", Options{}, oddRoots, `oddroot "wrote": is AID, but REQUEST 9 times of 10`},
		{"predicate", Options{}, []string{"He gave them six tons of rice.\n@ AID | He | them | gave them six tons of rice | actual"}, `trigger "gave them six tons of rice": more than 4 words`},
		{"apposition", Options{}, []string{"Awa, a clerk, said it rained.\n> indirect | Awa, a clerk | said | it rained"}, `speaker "Awa, a clerk"`},
		{"planned", Options{}, []string{"They will meet.\n@ CONSULT | They | | meet | planned"}, `planned "meet": CONSULT that is planned is AGREE planned`},
		{"planned march", Options{}, []string{"They will march.\n@ PROTEST | They | | march | planned"}, ""},
		{"indirect with marks", Options{}, []string{"He said it was \"a day\" of rain.\n> indirect | He | said | it was ... of rain"}, `speech "it was`},
		{"mixed without marks", Options{}, []string{"He said it was a day of rain.\n> mixed | He | said | it was ... of rain"}, `mixed without a quotation mark`},
		{"direct without marks", Options{}, []string{"He said it was a day of rain.\n> direct | He | said | it was ... of rain"}, `direct, but no quotation mark`},
		{"a transcript", Options{}, []string{"KARIUKI: It was a day of rain.\n> direct | KARIUKI | | It was ... of rain."}, ""},
		{"unmarked speech", Options{}, []string{"He left, and then she said that it rained."}, `said "said that it rained": reported speech`},
		{"no speech", Options{}, []string{"It is said to rain there. He said nothing. He said so.\n> indirect | He | said | so"}, ""},
		{"headline", Options{}, []string{"! headline: none\n# A day\nIt rained."}, `unused "headline"`},
		{"sentence", Options{}, []string{"It rained for six days there.", "It rained, for six days, THERE!"}, `a.txt:7: sentence "It rained, for six d": stands at a.txt:3 already`},
		{"template", Options{}, []string{
			"The minister of [GPE Gao] told reporters on Monday that 12 schools in the north would close because of the heat.",
			"The minister of [GPE Kidal] told reporters on Friday that 30 schools in the south would close because of the heat."}, `template "The minister of Kida"`},
		{"no template", Options{}, []string{
			"The minister of [GPE Gao] told reporters on Monday that 12 schools in the north would close because of the heat.",
			"Rain fell on [GPE Kidal] for a week, and two of the three bridges that lead into the old town were swept off."}, ""},
		{"words of a real person", public, []string{"[PERSON Maia Sandu] came. [PERSON Sandu] said it rained.\n> indirect | Sandu | said | it rained"}, `public "Maia Sandu": words are given to a real person`},
		{"conflict of a real person", public, []string{"[PERSON Maia Sandu] blamed it.\n@ ACCUSE | Maia Sandu | | blamed | actual"}, `public "Maia Sandu": ACCUSE by or of`},
		{"a real person travels", public, []string{"[PERSON Maia Sandu] met him.\n@ CONSULT | Maia Sandu | | met | actual"}, ""},
	} {
		got := lint(t, c.o, c.bodies...)
		if c.want == "" && got != "" || !strings.Contains(got, c.want) || strings.Contains(got, "\n") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestLintAgain: the same articles give the same findings each time.
func TestLintAgain(t *testing.T) {
	as, _ := Parse("a.txt", []byte("= a-1 | 2020-01-01 | wire\n[GPE Gao] fell. Gao rose.\n! headline: none\n! repeat Gao: no\n"))
	if a, b := fmt.Sprint(Lint(as, Options{})), fmt.Sprint(Lint(as, Options{})); a != b {
		t.Errorf("%s\n%s", a, b)
	}
}

func TestTables(t *testing.T) {
	types := lexicon.OneOf(strings.Split(join(Types), ", ")...)
	roots := lexicon.OneOf(strings.Split(join(Roots), ", ")...)
	word := lexicon.Rule{Column: "word", Required: true, Unique: true}
	for name, rules := range map[string][]lexicon.Rule{
		"titles.tsv":   {word},
		"unmarked.tsv": {word, {Column: "why", Required: true}},
		"heads.tsv":    {word, {Column: "types", Required: true, List: true, Check: types}},
		"triggers.tsv": {word, {Column: "not", Required: true, List: true, Check: roots}, {Column: "instead", Required: true}},
	} {
		table, err := lexicon.Open(tables, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, complaint := range table.Lint(rules...) {
			t.Error(complaint)
		}
	}
}

// TestFile: the articles of many files may stand in one, under their own ids; that it may
// be a slip is a finding, but no fault of form.
func TestFile(t *testing.T) {
	as, faults := Parse("x/blind.txt", []byte("= a-001 | 2020-01-01 | wire\n# A day\nx\n\n= blind-2 | 2020-01-01 | wire\n# A day\ny\n\n= b-3 | 2020-01-01 | wire\n! file b-3: a second marking\n# A day\nz\n"))
	if len(faults) > 0 || len(as) != 3 {
		t.Fatalf("%d articles, faults %v", len(as), faults)
	}
	got := Lint(as, Options{})
	if len(got) != 1 || got[0].String() != `x/blind.txt:1: file "a-001": the id is not blind- and a number` || !got[0].Rule.Soft() {
		t.Errorf("got %v", got)
	}
}
