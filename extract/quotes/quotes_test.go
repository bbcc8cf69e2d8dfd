package quotes

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/sample"
	"dateline/extract/dates"
	"dateline/extract/entities"
	"dateline/extract/syntax"
)

type applier interface {
	Apply(*corpus.Document) error
}

// layers are the stages before this one, without actors.
var layers = sync.OnceValue(func() []applier {
	engine, err := syntax.Open("")
	if err != nil {
		panic(err)
	}
	return []applier{syntax.Segment(engine), syntax.Tag(engine), syntax.Parse(), dates.New(), entities.New()}
})

// prepare makes a document with all layers that this stage needs but actors.
func prepare(t testing.TB, text string) *corpus.Document {
	t.Helper()
	d := &corpus.Document{ID: "t", Text: text, Published: "2024-03-05"}
	for _, s := range layers() {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func read(t testing.TB, text string) *corpus.Document {
	t.Helper()
	d := prepare(t, text)
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Error(err)
	}
	return d
}

// show writes a quote as "kind cue | speaker | piece | piece".
func show(d *corpus.Document, q *corpus.Quote) string {
	cue, speaker := "-", "-"
	if q.Cue != nil {
		cue = q.Cue.Text
	}
	if q.Speaker != nil {
		speaker = q.Speaker.Text
	}
	s := fmt.Sprintf("%s %s | %s", q.Kind, cue, speaker)
	for _, p := range q.Spans {
		s += " | " + d.Text[p[0]:p[1]]
	}
	return s
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"marks, then the cue", `"The port is open," said Ann Lee, the mayor of Derry.`,
			[]string{`direct said | Ann Lee, the mayor of Derry | "The port is open,"`}},
		{"who is quoted, not who quotes", `Interfax quoted Ann Lee as saying the talks were useful. The paper cited an aide as saying he was ill.`,
			[]string{`indirect saying | Ann Lee | the talks were useful`, `indirect saying | an aide | he was ill`}},
		{"words in marks that are a name", `The drill, called "Sea Breeze", began. A group named "Free Voice" protested. The plan, called "madness" by Ann Lee, failed.`,
			[]string{`direct called | Ann Lee | "madness"`}},
		{"the sentence goes on behind a relative clause", `Ann Lee, who said she was tired, left. The mayor, who had warned that the bridge was weak, resigned.`,
			[]string{`indirect said | who | she was tired`, `indirect warned | who | that the bridge was weak`}},
		{"a question that is no content", `Asked if it was over, he said: "Yes".`, []string{`direct said | he | "Yes"`}},
		{"nouns of saying before a colon", `She paused. Her answer: "Over my dead body." The mayor's reply was short: "No."`,
			[]string{`direct answer | Her | "Over my dead body."`, `direct reply | The mayor | "No."`}},
		{"an age for a name", `"We're fine," the 34-year-old told CNN.`, []string{`direct told | the 34-year-old | "We're fine,"`}},
		{"captions", "“I only came for the bread, and I stayed.”\n\nFatima Zahra, baker\n\nThe market closes at noon.",
			[]string{`direct - | Fatima Zahra | “I only came for the bread, and I stayed.”`}},
		{"questions and answers in one token", "Q. Will you resign?\n\nA. No, I will not.\n\nThe minister then left.",
			[]string{`direct - | Q. | Will you resign?`, `direct - | A. | No, I will not.`}},
		{"a mark that nothing closes, before its cue", `"We are ready, said the general. The troops had been waiting for weeks.`,
			[]string{`direct said | the general | "We are ready,`}},
		{"a mark that nothing closes, with another paragraph", "“We are ready, the general said. The troops had been waiting.\n\n“Nobody told us anything,” Ann Lee said.",
			[]string{`direct said | the general | “We are ready,`, `direct said | Ann Lee | “Nobody told us anything,”`}},
		{"as somebody said", `As the mayor, Ann Lee, put it, democracy is hard. As she told parliament last week, the dam is old.`,
			[]string{`indirect put it | the mayor, Ann Lee | democracy is hard`, `indirect told | she | the dam is old`}},
		{"in the words of", `The deal is, in the words of one diplomat, "a fig leaf".`,
			[]string{`mixed in the words of | one diplomat | The deal is | "a fig leaf"`}},
		{"tenses of reported speech run on", `Ann Lee said the dam was weak. It would be rebuilt in a year, though nobody had paid for it yet. It had been built in 1970. The ministry was closed.`,
			[]string{`indirect said | Ann Lee | the dam was weak`, `indirect said | Ann Lee | It would be rebuilt in a year, though nobody had paid for it yet`}},
		{"subject before the cue", `“We will stay,” Prime Minister Ann Lee told reporters.`,
			[]string{`direct told | Prime Minister Ann Lee | “We will stay,”`}},
		{"apposition between name and cue", `“It is an invasion,” Owen Price, the attorney general of Ohio, said on Monday.`,
			[]string{`direct said | Owen Price, the attorney general of Ohio | “It is an invasion,”`}},
		{"interrupted", `"The plan," she said, "is a mistake."`,
			[]string{`direct said | she | "The plan," | "is a mistake."`}},
		{"interrupted by a sentence", `"The plan is a mistake," she said. "We will fight it."`,
			[]string{`direct said | she | "The plan is a mistake," | "We will fight it."`}},
		{"question", `"Who pays?" the farmer asked.`, []string{`direct asked | the farmer | "Who pays?"`}},
		{"the cue, then marks", `Ann Lee said: "We are ready to talk."`, []string{`direct said | Ann Lee | "We are ready to talk."`}},
		{"recipient before marks", `The minister told CNN, "We are ready to talk."`, []string{`direct told | The minister | "We are ready to talk."`}},
		{"that-clause", `Ann Lee said on Monday that the port would open in May.`,
			[]string{`indirect said | Ann Lee | that the port would open in May`}},
		{"date between cue and clause", `The premier declared on March 9, 2011 that his party would support the law.`,
			[]string{`indirect declared | The premier | that his party would support the law`}},
		{"bare clause", `Police said two men were arrested.`, []string{`indirect said | Police | two men were arrested`}},
		{"recipient and that-clause", `She told reporters that the bridge was safe.`, []string{`indirect told | She | that the bridge was safe`}},
		{"mixed", `He said the plan was "a disaster" for farmers.`, []string{`mixed said | He | the plan was "a disaster" for farmers`}},
		{"clause before the cue", `The bridge is safe, the mayor said.`, []string{`indirect said | the mayor | The bridge is safe`}},
		{"clause around the cue", `The bridge, the mayor said, is safe.`, []string{`indirect said | the mayor | The bridge | is safe`}},
		{"source phrase behind", `Four people died in the fire, according to the police.`,
			[]string{`indirect according to | the police | Four people died in the fire`}},
		{"source phrase in front", `According to the report, the dam had leaked for years.`,
			[]string{`indirect According to | the report | the dam had leaked for years`}},
		{"infinitive", `Ann Lee urged Iran to free the crew.`, []string{`indirect urged | Ann Lee | Iran to free the crew`}},
		{"vow", `The president vowed to rebuild the town.`, []string{`indirect vowed | The president | to rebuild the town`}},
		{"question reported", `She asked whether the bridge was safe.`, []string{`indirect asked | She | whether the bridge was safe`}},
		{"described", `Ann Lee described the plan as "a gift to the banks".`,
			[]string{`mixed described | Ann Lee | the plan as "a gift to the banks"`}},
		{"a second cue", `She said the bridge was safe, adding that it would open in May.`,
			[]string{`indirect said | She | the bridge was safe`, `indirect adding | She | that it would open in May`}},
		{"content ends with its clause", `Ann Lee said the bridge was safe, but engineers closed it.`,
			[]string{`indirect said | Ann Lee | the bridge was safe`}},
		{"the subject goes on", `The president said he would sign the bill and urged senators to pass it.`,
			[]string{`indirect said | The president | he would sign the bill`, `indirect urged | The president | senators to pass it`}},
		{"noun", `Her claim that the bridge was safe angered the town.`,
			[]string{`indirect claim | Her | that the bridge was safe`}},
		{"noun as an object", `Ann Lee made the claim that the bridge was safe.`,
			[]string{`indirect claim | Ann Lee | that the bridge was safe`}},
		{"as she put it", `"It was a long night," as Ann Lee put it.`, []string{`direct put it | Ann Lee | "It was a long night,"`}},
		{"inverted with a colon", `Said Ann Lee: "We are ready to talk."`, []string{`direct Said | Ann Lee | "We are ready to talk."`}},
		{"standing alone", `"We lost," said Ann Lee. She left the hall. "We will be back next year."`,
			[]string{`direct said | Ann Lee | "We lost,"`, `direct said | Ann Lee | "We will be back next year."`}},
		{"after a sentence about somebody", `Ann Lee was defiant. “We will win this case.”`,
			[]string{`direct - | Ann Lee | “We will win this case.”`}},
		{"signed", "“The night was long and cold.” — Ann Lee", []string{`direct — | Ann Lee | “The night was long and cold.”`}},
		{"several paragraphs", "Ann Lee said: “We came in May.\n\n“We left in June.”", []string{"direct said | Ann Lee | “We came in May.\n\n“We left in June.”"}},
		{"block after a colon", "The minister said that the army would stay:\n\nWe will not leave this valley. Nobody can make us leave it.",
			[]string{"indirect said | The minister | that the army would stay", "direct said | The minister | We will not leave this valley. Nobody can make us leave it."}},
		{"interview", "LEE: Who pays for the bridge?\n\nPRICE: The state pays.\n\nLEE: All of it?",
			[]string{"direct : | LEE | Who pays for the bridge?", "direct : | PRICE | The state pays.", "direct : | LEE | All of it?"}},
		{"goes on in the first person", `The president said that the army had done what it could. We intend to keep moving.`,
			[]string{`indirect said | The president | that the army had done what it could`, `indirect said | The president | We intend to keep moving`}},
		{"several names between name and cue", `"It is over," Ann Lee, the head of the union and whose father mined here, told the Herald.`,
			[]string{`direct told | Ann Lee, the head of the union and whose father mined here | "It is over,"`}},
		{"an abbreviation in the speaker", `"We won!" Price's niece, Del. Ann Lee, shouted to the crowd.`,
			[]string{`direct shouted | Price's niece, Del. Ann Lee | "We won!"`}},
		{"a deed beside the cue", `"We lost," Ann Lee said, laughing. "Never again."`,
			[]string{`direct said | Ann Lee | "We lost," | "Never again."`}},
		{"marks within marks", `“They called us ‘thieves and liars,’” Ann Lee said.`,
			[]string{`direct said | Ann Lee | “They called us ‘thieves and liars,’”`}},
		{"a paragraph ends within marks", "\"We came in May.\n\n\"We left in June,\" Ann Lee said.",
			[]string{"direct said | Ann Lee | \"We came in May.\n\n\"We left in June,\""}},
		{"a cue beyond said", `"Nobody asked us," the nurse grumbled.`, []string{`direct grumbled | the nurse | "Nobody asked us,"`}},
		{"a nickname in the speaker", `"We won," Ann "Bunny" Lee said.`, []string{`direct said | Ann "Bunny" Lee | "We won,"`}},
		{"an odd mark", "The pipe is 12\" wide. Bo Price bought it.\n\n\"We left in June,\" Ann Lee said.\n\nThe end\".",
			[]string{"direct said | Ann Lee | \"We left in June,\""}},
		{"a dateline", `TRIPOLI, Jan. 25 — Kronos, a Maltese firm, said it would pull out.`,
			[]string{`indirect said | Kronos, a Maltese firm | it would pull out`}},
		{"the cue in the middle", `She is not leaving, she says, until the bridge opens.`,
			[]string{`indirect says | she | She is not leaving | until the bridge opens`}},
		{"the cue behind a conjunction", `The fine stands because, the clerk said, nobody paid it.`,
			[]string{`indirect said | the clerk | nobody paid it`}},
		{"the cue behind a semicolon", `A company moved out in July; it was, the navy maintains, on a long exercise.`,
			[]string{`indirect maintains | the navy | it was | on a long exercise`}},
		{"the cue before the marks that end a sentence", `The pumps, she told the Herald, "go to sleep".`,
			[]string{`mixed told | she | The pumps | "go to sleep"`}},
		{"a source in the middle", `The generals, according to the report, are busy.`,
			[]string{`indirect according to | the report | The generals | are busy`}},
		{"a deed behind the content", `She said the bridge would close, then left for Derry.`,
			[]string{`indirect said | She | the bridge would close`}},
		{"what goes with the cue", `He would consider it an insult, Ann Lee said, leaving the hall.`,
			[]string{`indirect said | Ann Lee | He would consider it an insult`}},
		{"deeds in a row", `Mali called the pact an act of aggression, recalled its ambassador and closed the border.`,
			[]string{`indirect called | Mali | the pact an act of aggression`, `indirect recalled | Mali | its ambassador`}},
		{"another speaker behind a comma", `The union called the search "a witch hunt", and its chief, Ann Lee, hinted that professors might resign.`,
			[]string{`mixed called | The union | the search "a witch hunt"`, `indirect hinted | its chief, Ann Lee | that professors might resign`}},
		{"a question first", `Asked whether she would resign, Ann Lee said no decision had been taken.`,
			[]string{`indirect said | Ann Lee | no decision had been taken`}},
		{"a time that is a subject", `The clerk said two years was too short.`, []string{`indirect said | The clerk | two years was too short`}},
		{"only that", `She said only that the bridge was safe.`, []string{`indirect said | She | that the bridge was safe`}},
		{"a figure", `The mayor put the damage at 3 million euros.`, []string{`indirect put | The mayor | the damage at 3 million euros`}},
		{"questions and answers", "Q (Derry Post): Who pays for the bridge?\n\nA: The state pays.\n\nQ: All of it?",
			[]string{"direct : | Q (Derry Post) | Who pays for the bridge?", "direct : | A | The state pays.", "direct : | Q | All of it?"}},
		{"turns behind dashes", "— Who pays for the bridge?\n\n— The state pays.\n\n— All of it?\n\n— All of it.",
			[]string{"direct - | - | Who pays for the bridge?", "direct - | - | The state pays.", "direct - | - | All of it?", "direct - | - | All of it."}},
		{"a list behind dashes", "— Milk and bread for the week.\n\n— Two pounds of flour.\n\n— A bag of salt.", nil},
		{"scare quotes", `The town is marked with a "red dot" on the map.`, nil},
		{"a title", `Her first novel, “The Long Bridge”, came out in May.`, nil},
		{"an exercise", `The exercise "Safe Skies" began on Monday.`, nil},
		{"a nickname", `Joe "The Hammer" Price scored twice.`, nil},
		{"heights", `He is 6'2" tall and his brother is 6'5" tall.`, nil},
		{"attributes left in the text", `<a href="We will stay.">more</a> on the strike`, nil},
		{"plain narrative", `The council met on Monday and adopted the budget.`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.text)
			var got []string
			for i := range d.Quotes {
				got = append(got, show(d, &d.Quotes[i]))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s\ngot  %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

// marksOf reads the marks of a text whose paragraphs are its lines.
func marksOf(text string) []string {
	var p pairer
	p.text = text
	var spans []corpus.Span
	at := 0
	for line := range strings.Lines(text) {
		s := corpus.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))}
		at += len(line)
		spans = append(spans, s)
	}
	for i, s := range spans {
		var next corpus.Span
		if i+1 < len(spans) {
			next = spans[i+1]
		}
		p.paragraph(i, s, next)
	}
	var out []string
	for _, m := range p.marks {
		s := text[m.inner.Start:m.inner.End]
		switch {
		case m.loose:
			s += " (loose)"
		case m.runs && m.joins:
			s += " (joins, runs)"
		case m.runs:
			s += " (runs)"
		case m.joins:
			s += " (joins)"
		}
		out = append(out, s)
	}
	return out
}

func TestMarks(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"straight", `a "b c" d "e"`, []string{"b c", "e"}},
		{"curly", `a “b c” d`, []string{"b c"}},
		{"low and guillemets", `„b“ und «c d» e`, []string{"b", "c d"}},
		{"mixed pair", `a “b c" d`, []string{"b c"}},
		{"single", `a 'b c' d`, []string{"b c"}},
		{"two singles", `a ''b c'' d`, []string{"b c"}},
		{"backquotes", "a ``b c'' d", []string{"b c"}},
		{"nested", `“He said ‘no’ twice,” she said`, []string{"He said ‘no’ twice,"}},
		{"doubles in single", `'He was "mad",' she said`, []string{`He was "mad",`}},
		{"same marks nested", `"She said "no" to me," he said`, []string{`She said "no" to me,`}},
		{"apostrophes", `the workers' rights and Ann's don't ’tis the '90s`, nil},
		{"apostrophe within single", `'The workers' rights are safe,' he said`, []string{"The workers' rights are safe,"}},
		{"elision", `rock 'n' roll`, nil},
		{"primes", `a 27" screen and 6'2" men`, nil},
		{"odd: the last is missing", `a "b c" d "e f`, []string{"b c", "e f (loose)"}},
		{"odd: a lost opening mark", `a "b c" d "e f "g h" i`, []string{"b c", "g h"}},
		{"odd: no opening mark", `We came," he said`, []string{"We came, (loose)"}},
		{"paragraphs", "“a b.\n“c d.\n“e f.” g", []string{"a b. (runs)", "c d. (joins, runs)", "e f. (joins)"}},
		{"paragraph without its mark", "\"a b.\nc d,\" she said", []string{"a b. (runs)", "c d, (joins)"}},
		{"left open", "\"a b.\nc d", []string{"a b. (loose)"}},
		{"attribute", `x="b c" d`, nil},
		{"dash", `so—"b c"—d`, []string{"b c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := marksOf(c.text); !slices.Equal(got, c.want) {
				t.Errorf("%s\ngot  %q\nwant %q", c.text, got, c.want)
			}
		})
	}
}

func TestActor(t *testing.T) {
	d := prepare(t, `Ann Lee met farmers in Derry. "We will stay," said the mayor. "It is late," Lee said. She said it was safe. It was built by Owen Price, who said the work was hard.`)
	for i := range d.Entities {
		d.Entities[i].Actor = strings.ToLower(d.Entities[i].Text)
	}
	at := func(phrase string) corpus.Span {
		i := strings.Index(d.Text, phrase)
		return corpus.Span{Start: i, End: i + len(phrase)}
	}
	d.References = []corpus.Reference{{Span: at("the mayor"), Actor: "ann-lee", Kind: corpus.Definite}, {Span: at("She"), Actor: "she-id", Kind: corpus.Pronoun}}
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"the mayor": "ann-lee", "Lee": "lee", "She": "she-id", "who": "owen price"}
	if len(d.Quotes) != len(want) {
		t.Fatalf("%d quotes", len(d.Quotes))
	}
	for _, q := range d.Quotes {
		if q.Speaker == nil || q.Speaker.Actor != want[q.Speaker.Text] {
			t.Errorf("%q: speaker %+v", q.Text, q.Speaker)
		}
	}
}

// TestConfidence holds the line at 0.5 between speech and what some call none.
func TestConfidence(t *testing.T) {
	for text, speech := range map[string]bool{
		`Ann Lee said that the bridge was safe.`:                         true,
		`The bridge is safe, the mayor said.`:                            true,
		`Ann Lee described the plan as "a gift to the banks".`:           true,
		`Ann Lee urged Iran to "free the crew at once".`:                 true,
		`Ann Lee urged Iran to free the crew.`:                           false,
		`Ann Lee rejected the plan.`:                                     false,
		`Ann Lee has not said that the bridge was safe.`:                 false,
		`Nobody said the bridge was safe.`:                               false,
		`Ann Lee will say that the bridge is safe.`:                      false,
		`Ann Lee is expected to announce that the bridge is safe.`:       false,
		`Ann Lee went on to say that the bridge was safe.`:               true,
		`Ann Lee believes that the bridge is safe.`:                      false,
		`Ann Lee believes that the bridge is "as safe as any in Derry".`: true,
	} {
		d := read(t, text)
		if len(d.Quotes) != 1 {
			t.Errorf("%s: %d quotes", text, len(d.Quotes))
			continue
		}
		if q := &d.Quotes[0]; (q.Confidence >= 0.5) != speech {
			t.Errorf("%s: %s %v", text, q.Rule, q.Confidence)
		}
	}
}

func TestTables(t *testing.T) {
	frames := func(v string) string {
		if _, ok := frameNames[v]; !ok {
			return "unknown frame " + v
		}
		return ""
	}
	class := func(v string) string {
		if _, ok := verbClasses[v]; !ok {
			return "unknown class " + v
		}
		return ""
	}
	lower := func(v string) string {
		if v != strings.ToLower(v) {
			return v + " is not lower case"
		}
		return ""
	}
	var bad []string
	verbs := lexicon.MustOpen(tables, "data/verbs.tsv", verbColumns...)
	bad = append(bad, verbs.Lint(lexicon.Rule{Column: "class", Required: true, Check: class},
		lexicon.Rule{Column: "frames", Required: true, List: true, Check: frames},
		lexicon.Rule{Column: "words", Required: true, List: true, Check: lower})...)
	nouns := lexicon.MustOpen(tables, "data/nouns.tsv", nounColumns...)
	bad = append(bad, nouns.Lint(lexicon.Rule{Column: "frames", Required: true, Check: lexicon.OneOf("that", "to", "direct")},
		lexicon.Rule{Column: "words", Required: true, List: true, Check: lower})...)
	phrases := lexicon.MustOpen(tables, "data/phrases.tsv", phraseColumns...)
	bad = append(bad, phrases.Lint(lexicon.Rule{Column: "kind", Required: true, Check: lexicon.OneOf("noun", "mute")},
		lexicon.Rule{Column: "words", Required: true, List: true, Unique: true, Check: lower})...)
	people := lexicon.MustOpen(tables, "data/people.tsv", peopleColumns...)
	bad = append(bad, people.Lint(lexicon.Rule{Column: "words", Required: true, List: true, Unique: true, Check: lower})...)
	forms := lexicon.MustOpen(tables, "data/forms.tsv", formColumns...)
	bad = append(bad, forms.Lint(lexicon.Rule{Column: "lemma", Required: true, Unique: true, Check: func(v string) string {
		if load().verbs[v] == nil {
			return v + " is no verb of the lexicon"
		}
		return ""
	}}, lexicon.Rule{Column: "words", Required: true, List: true, Unique: true})...)
	for _, tab := range []*lexicon.Table{verbs, nouns} {
		for _, row := range tab.Rows {
			words := row.List("words")
			slices.Sort(words)
			for i := 1; i < len(words); i++ {
				if words[i] == words[i-1] {
					bad = append(bad, row.Place()+": "+words[i]+" twice")
				}
			}
		}
	}
	for _, b := range bad {
		t.Error(b)
	}
	n := len(load().nouns)
	for _, senses := range load().verbs {
		n += len(senses)
	}
	if n < 300 {
		t.Errorf("%d words of saying, want 300", n)
	}
	for r := range rules {
		if c := rules[r].confidence; rules[r].name == "" || c <= 0 || c > 1 || math.Round(c*100)/100 != c {
			t.Errorf("rule %d: %q %v", r, rules[r].name, c)
		}
	}
}

// texts are the articles of the sample corpus as plain text and as pages with
// their tags: both must be read without a fault.
func texts(t testing.TB) []string {
	var out []string
	err := fs.WalkDir(sample.Articles, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := fs.ReadFile(sample.Articles, path)
		out = append(out, strings.ToValidUTF8(string(b), "?"))
		return err
	})
	if err != nil || len(out) == 0 {
		t.Fatal(err, len(out))
	}
	return out
}

// TestProperties checks what must hold of every text: order, no overlap, hulls,
// balanced kinds, and the same result twice and from many goroutines at once.
func TestProperties(t *testing.T) {
	stage := New()
	for _, text := range texts(t) {
		d := prepare(t, text)
		if err := stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		if err := d.Check(); err != nil {
			t.Error(err)
		}
		last := 0
		for _, q := range d.Quotes {
			if len(q.Spans) == 0 || q.Start != q.Spans[0][0] || q.End != q.Spans[len(q.Spans)-1][1] {
				t.Errorf("%q: %d-%d is not the hull of %v", q.Text, q.Start, q.End, q.Spans)
			}
			for _, p := range q.Spans {
				if p[0] < last || p[1] <= p[0] {
					t.Errorf("%q: piece %v begins before %d or is empty", q.Text, p, last)
				}
				last = p[1]
			}
			if q.Rule == "" || q.Confidence <= 0 {
				t.Errorf("%q: rule %q, confidence %v", q.Text, q.Rule, q.Confidence)
			}
		}
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				e := *d
				if err := stage.Apply(&e); err != nil || !slices.EqualFunc(e.Quotes, d.Quotes, func(a, b corpus.Quote) bool {
					return a.Text == b.Text && a.Rule == b.Rule && a.ID == b.ID && (a.Speaker == nil) == (b.Speaker == nil) && (a.Speaker == nil || *a.Speaker == *b.Speaker)
				}) {
					t.Error("a second run differs", err)
				}
			})
		}
		wg.Wait()
	}
}

func TestEmpty(t *testing.T) {
	d := &corpus.Document{ID: "t", Text: "no tokens yet", Quotes: []corpus.Quote{{ID: "old"}}}
	if err := New().Apply(d); err != nil || d.Quotes != nil {
		t.Error(err, d.Quotes)
	}
}

func FuzzQuotes(f *testing.F) {
	for _, s := range []string{`"a," he said, 'b "c”`, "Q. Why?\n\nA. “So.\n\n“And ''so'' on:\n\nWe.", "said, said: \"said\" said", "According to according to, that that", "«‹„‚’'s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		read(t, strings.ToValidUTF8(text, "?"))
	})
}

// BenchmarkQuotes measures the stage alone, on articles that have their other layers.
func BenchmarkQuotes(b *testing.B) {
	var docs []*corpus.Document
	words := 0
	for _, text := range texts(b) {
		d := prepare(b, text)
		docs = append(docs, d)
		words += len(d.Tokens)
	}
	stage := New()
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			if err := stage.Apply(d); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
