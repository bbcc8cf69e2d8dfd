package syntax

import (
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/corpus/lexicon"
)

// clause is the clause whose predicate is that word.
func clause(t *testing.T, d *corpus.Document, predicate string) *corpus.Clause {
	t.Helper()
	for i := range d.Clauses {
		if d.Word(d.Clauses[i].Predicate) == predicate {
			return &d.Clauses[i]
		}
	}
	t.Fatalf("no clause %q in %q", predicate, d.Text)
	return nil
}

func phrases(d *corpus.Document, ns []corpus.Noun) string {
	var out []string
	for _, n := range ns {
		s := d.Surface(d.SpanOf(n.Tokens))
		if n.Prep != "" {
			s = n.Prep + " " + s
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

// outline writes a clause in one line: what is the case of it, then its participants.
func outline(d *corpus.Document, c *corpus.Clause) string {
	out := []string{c.Link.String()}
	if c.Tense != corpus.None {
		out = append(out, c.Tense.String())
	}
	if c.Modal != "" {
		out = append(out, c.Modal)
	}
	for _, flag := range []struct {
		set  bool
		name string
	}{{c.Passive, "passive"}, {c.Negated, "negated"}, {c.Perfect, "perfect"}, {c.Progress, "progressive"}, {c.Copular, "copular"}} {
		if flag.set {
			out = append(out, flag.name)
		}
	}
	for _, list := range []struct {
		name  string
		nouns []corpus.Noun
	}{{"S", c.Subjects}, {"O", c.Objects}, {"I", c.Indirect}, {"A", c.Agents}, {"P", c.Obliques}} {
		if len(list.nouns) > 0 {
			out = append(out, "| "+list.name+": "+phrases(d, list.nouns))
		}
	}
	return strings.Join(out, " ")
}

func TestClauses(t *testing.T) {
	for _, c := range []struct{ text, predicate, want string }{
		{"The president and the premier met ministers from Norway in Oslo.", "met", "main past | S: The president; the premier | O: ministers from Norway | P: in Oslo"},
		{"The newspaper was banned by a court.", "banned", "main past passive | S: The newspaper | A: by a court"},
		{"The minister said that the army would not attack the rebels.", "attack", "complement present would negated | S: the army | O: the rebels"},
		{"Police arrested two men who had attacked a shop and fled.", "attacked", "relative past perfect | S: two men | O: a shop"},
		{"Estonia will send troops.", "send", "main future will | S: Estonia | O: troops"},
		// Coordination.
		{"Police arrested and charged three men.", "arrested", "main past | S: Police | O: three men"},
		{"Police arrested and charged three men.", "charged", "coordinate past | S: Police | O: three men"},
		{"Ten people were killed and dozens wounded.", "wounded", "coordinate past passive | S: dozens"},
		{"The minister refused to apologise and accused the opposition of lying.", "accused", "coordinate past | S: The minister | O: the opposition"},
		{"Neither the army nor the rebels have commented.", "commented", "main present negated perfect | S: the army; the rebels"},
		// Who does what an infinitive says.
		{"Ankara wants Moscow to withdraw.", "withdraw", "open | S: Moscow"},
		{"The court ordered the government to release the journalist.", "release", "open | S: the government | O: the journalist"},
		{"Germany has been asked by Kyiv to supply tanks.", "supply", "open | S: Germany | O: tanks"},
		{"The president called on the rebels to lay down their arms.", "lay", "adverbial | S: the rebels | O: their arms"},
		{"Rebels and troops agreed to stop fighting.", "stop", "open | S: Rebels; troops"},
		{"Mali's decision to expel the ambassador angered Paris.", "expel", "relative | S: Mali | O: the ambassador"},
		{"The rebels announced a plan to leave Aleppo.", "leave", "relative | S: The rebels | O: Aleppo"},
		{"Tens of thousands of people marched to protest against the law.", "protest", "open | S: Tens of thousands of people | P: against the law"},
		{"Troops opened fire on protesters, killing five.", "killing", "adverbial | S: Troops | O: five"},
		{"France recalled its ambassador to protest against the remarks.", "protest", "open | S: France | P: against the remarks"},
		{"Sudan's army has been accused by rights groups of torturing detainees.", "torturing", "relative | S: Sudan's army | O: detainees"},
		{"Washington has long accused Tehran of arming the rebels.", "arming", "adverbial | S: Tehran | O: the rebels"},
		// Words put in, and days between a subject and its verb.
		{"At least 12 people were killed when militants attacked a market, security sources said.", "said", "main past | S: security sources"},
		{"Ukraine's foreign minister on Thursday urged allies to help.", "urged", "main past | S: Ukraine's foreign minister | I: allies | P: on Thursday"},
		{"A senior official said on condition of anonymity that the administration was weighing new sanctions.", "weighing",
			"complement past progressive | S: the administration | O: new sanctions"},
		{"On Monday France expelled two diplomats.", "expelled", "main past | S: France | O: two diplomats | P: on Monday"},
		{"On 9 July 2021 the court released the editor.", "released", "main past | S: the court | O: the editor | P: on 9 July 2021"},
		{"On Sunday night Lam apologised to the people.", "apologised", "main past | S: Lam | P: on Sunday night; to the people"},
		// Tags that take a past for a present.
		{"The attackers set fire to shops.", "set", "main past | S: The attackers | O: fire | P: to shops"},
		// Relative clauses and clefts.
		{"The talks, held in Geneva, collapsed.", "held", "relative passive | S: The talks | P: in Geneva"},
		{"It was Russia that vetoed the resolution.", "vetoed", "subject past | S: Russia | O: the resolution"},
		{"They fled when a bomb exploded.", "exploded", "adverbial past | S: a bomb"},
	} {
		d := apply(t, c.text)
		if got := outline(d, clause(t, d, c.predicate)); got != c.want {
			t.Errorf("%q, %s:\ngot  %s\nwant %s", c.text, c.predicate, got, c.want)
		}
	}
	d := apply(t, "The minister said that the army would not attack the rebels.")
	if p := clause(t, d, "said"); p.Complement < 0 || &d.Clauses[p.Complement] != clause(t, d, "attack") {
		t.Error("said has no complement")
	}
}

func TestControl(t *testing.T) {
	table := lexicon.MustOpen(data, "data/control.tsv", "class", "words")
	for _, fault := range table.Lint(lexicon.Rule{Column: "class", Required: true, Check: lexicon.OneOf("subject", "object", "oblique", "deed", "deeds of")},
		lexicon.Rule{Column: "words", Required: true}) {
		t.Error(fault)
	}
}

// TestDaysEnd reads numbers beside parts of a day, which each look at the other to tell whether they are a date.
func TestDaysEnd(t *testing.T) {
	var text strings.Builder
	for _, prep := range []string{"In", "On", "At", "During", "After", "Of"} {
		for _, part := range []string{"night", "evening", "morning", "afternoon"} {
			for _, rest := range []string{"raids killed five men", "clubs closed", "trains were seen", "police seized arms", "patrol left Oslo"} {
				text.WriteString(prep + " 12 " + part + " " + rest + ". " + prep + " Monday 3 " + part + " " + rest + ".\n\n")
			}
		}
	}
	if err := apply(t, text.String()).Check(); err != nil {
		t.Error(err)
	}
}
