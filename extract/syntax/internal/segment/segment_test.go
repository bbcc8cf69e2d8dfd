package segment

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// cut is the words of a text, with a line for each sentence.
func cut(c *Cutter, text string) string {
	c.Begin()
	c.Cut(text)
	var b strings.Builder
	first := 0
	for i, end := range c.Ends() {
		if i > 0 {
			b.WriteString("\n")
		}
		for j := first; j < end; j++ {
			if j > first {
				b.WriteByte('|')
			}
			s, e := c.Word(j)
			b.WriteString(text[s:e])
		}
		first = end
	}
	return b.String()
}

func TestWords(t *testing.T) {
	c := NewCutter(testModel(t))
	for text, want := range map[string]string{
		"She didn't, can’t and won't.":                "She|did|n't|,|ca|n’t|and|wo|n't|.",
		"It's theirs; he'll say they've gone.":        "It|'s|theirs|;|he|'ll|say|they|'ve|gone|.",
		"You cannot, he's gonna.":                     "You|can|not|,|he|'s|gon|na|.",
		"The O'Neill family's d'Arcy clock":           "The|O'Neill|family|'s|d'Arcy|clock",
		"the ministers' talks in the '90s":            "the|ministers|'|talks|in|the|'90s",
		"A well-known co-founder re-elected":          "A|well|-|known|co-founder|re-elected",
		"pro-government, anti-war, non-EU":            "pro-government|,|anti-war|,|non-EU",
		"The U.S.-led force left Sept. 5, 2021":       "The|U.S.|-|led|force|left|Sept.|5|,|2021",
		"Talks ran 1991-1994, “on and off”.":          "Talks|ran|1991|-|1994|,|“|on|and|off|”|.",
		"Sudan's army—once feared—left.":              "Sudan|'s|army|—|once|feared|—|left|.",
		"It cost $5m (or 3%), €2.5bn and US$ 20.":     "It|cost|$|5|m|(|or|3|%|)|,|€|2.5|bn|and|US$|20|.",
		"1,000,000 on 12/03/2021 at 10:30":            "1,000,000|on|12/03/2021|at|10:30",
		"about 10km away, 5pm, the 20th, the 1970s":   "about|10|km|away|,|5|pm|,|the|20th|,|the|1970s",
		"Call 713-853-3989 or 345-9945":               "Call|713-853-3989|or|345-9945",
		"See https://a.example/x-y?q=1. Or www.b.org": "See|https://a.example/x-y?q=1|.\nOr|www.b.org",
		"(see http://a.example/x_(y))":                "(|see|http://a.example/x_(y)|)",
		"write to a.b-c@d.example.org, now":           "write|to|a.b-c@d.example.org|,|now",
		"on example.com and example.com/x, too":       "on|example.com|and|example.com/x|,|too",
		"the file notes-2.pdf, please":                "the|file|notes-2.pdf|,|please",
		"so fine #Oslo :-)":                           "so|fine|#Oslo|:-)",
		"Wait... what?! No—never…":                    "Wait|...|what|?!\nNo|—|never|…",
		"and/or he/she":                               "and|/|or|he|/|she",
		"Mali lets its envoy, whose ID your aide has": "Mali|lets|its|envoy|,|whose|ID|your|aide|has",
		"AT&T's R&D":                                    "AT&T|'s|R&D",
		"“Yes,” she said; ‘no’.":                        "“|Yes|,|”|she|said|;|‘|no|’|.",
		"e.g. bread, i.e. food, etc., and so on":        "e.g.|bread|,|i.e.|food|,|etc.|,|and|so|on",
		"Gen. R. K. Osei of Osei & Co. has a Ph.D. now": "Gen.|R.|K.|Osei|of|Osei|&|Co.|has|a|Ph.D.|now",
	} {
		if got := cut(c, text); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", text, got, want)
		}
	}
}

func TestSentences(t *testing.T) {
	c := NewCutter(testModel(t))
	for _, want := range []string{
		// Abbreviations, initials, acronyms.
		"The ministers met.|They left.",
		"Gen. R. K. Osei arrived at 5 p.m. on Monday.|He spoke.",
		"She moved to the U.S. in May.|He stayed in the U.S.|The talks went on until 6 p.m.|They failed.",
		"At 7 a.m. Mrs. Haddad opened the shop.",
		"They sold it to Moreno & Co.|It was cheap.",
		"We spoke to Lindqvist Inc. in Bergen.",
		"The answer was for you and I.|Nobody asked Peter I. Novak.",
		"It lies near Mt. Kenya and St. Anne's Church on 4th St. in the town.",
		"Turn to p. 12, or see No. 4.|It is there.",
		// Quotation marks and brackets.
		"“We agreed.”|She left.",
		"He said: \"It is over.\"|Nobody answered.",
		"\"Who pays?\" asked Mr. Kim.",
		"\"We have a plan,\" she said.|\"It will work.\"",
		"He left (he was tired.) with his brother.",
		// Ellipses.
		"I thought... well, I do not know.",
		"He said nothing....|Then he left.",
		// News.
		"KYIV, March 3 (Agency) — Officials said the bridge was open.|They gave no details.",
		"BEIRUT (AP) — Talks failed on Monday.",
		"WALLACE: What did you tell him?|BENNETT: I told him no.|WALLACE: Thank you.",
		"MINISTERS MEET IN OSLO TO END STRIKE",
		"By Kari Nordmann and Joao Silva",
		// Lists.
		"1. Read the plan 2. Sign the plan 3. Send the plan",
		"1) Read the plan. 2) Sign it.",
		"• Read the plan|• Sign the plan",
	} {
		text := strings.ReplaceAll(want, "|", " ")
		if strings.HasPrefix(text, "1") { // items are sentences
			want = strings.NewReplacer(" 2", "|2", " 3", "|3").Replace(text)
		}
		c.Begin()
		c.Cut(text)
		var got []string
		first := 0
		for _, end := range c.Ends() {
			s, _ := c.Word(first)
			_, e := c.Word(end - 1)
			got = append(got, text[s:e])
			first = end
		}
		if strings.Join(got, "|") != want {
			t.Errorf("got  %q\nwant %q", got, strings.Split(want, "|"))
		}
	}
	for _, text := range []string{
		"The talks came to an end.Sweden left the room.",
		"The talks came to an end!Sweden left the room.",
	} {
		c.Cut(text)
		if n := len(c.Ends()); n != 2 {
			t.Errorf("%q: %d sentences", text, n)
		}
	}
}

// check reports what is wrong with the cuts of a text: words must cover all but white
// space, in order, on the bounds of characters, and sentences must cover the words.
func check(t *testing.T, c *Cutter, text string) {
	t.Helper()
	c.Begin()
	c.Cut(text)
	at := 0
	blank := func(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }
	for i := range c.Len() {
		s, e := c.Word(i)
		if s < at || e <= s || e > len(text) {
			t.Fatalf("%.60q: word %d is [%d, %d) behind %d", text, i, s, e, at)
		}
		if !blank(text[at:s]) {
			t.Fatalf("%.60q: %q is in no word", text, text[at:s])
		}
		if !utf8.RuneStart(text[s]) || e < len(text) && !utf8.RuneStart(text[e]) {
			t.Fatalf("%.60q: word %d cuts a character", text, i)
		}
		if strings.IndexFunc(text[s:e], unicode.IsSpace) >= 0 {
			t.Fatalf("%.60q: white space in %q", text, text[s:e])
		}
		at = e
	}
	if !blank(text[at:]) {
		t.Fatalf("%.60q: %q is in no word", text, text[at:])
	}
	last := 0
	for _, e := range c.Ends() {
		if e <= last {
			t.Fatalf("%.60q: sentence ends %v", text, c.Ends())
		}
		last = e
	}
	if last != c.Len() {
		t.Fatalf("%.60q: %d words, the last sentence ends at %d", text, c.Len(), last)
	}
}

// odd are texts that break splitters.
var odd = []string{
	"", " ", "\n\t ", "\x00", ".", "..", "...", ". . . .", "“", "\"\"\"", "'", "''''", "'s", "n't", "n'tn't", "@", "@@", "a@", "@a", "#", "://", "http://", "www.", ".com", "a.com.",
	"1.", "1.)", "(", "()", ":)", ":-", "<", "<3", "$", "-", "--", "a-", "-a", "é\u0301", "\ufffd", "a\u200bb", "\u00a0x\u2003y\u3000z", "😀👨‍👩‍👧", "日本語。テスト", "end.Start of 2008bthat", "I.", "a. b. c.",
	"x.com.com.com", "cannot'll", "don't've", "\u2028a\u2029", "ﬁn.", "ǅ.ǅ", "٣٤.", "a\u0085b",
}

func TestOddTexts(t *testing.T) {
	c := NewCutter(testModel(t))
	for _, s := range odd {
		check(t, c, s)
	}
}

// TestLinearTime guards against time that grows with the square of the text: what takes
// a fraction of a second here would take longer than the time limit of the test binary.
func TestLinearTime(t *testing.T) {
	c := NewCutter(testModel(t))
	const size = 1 << 18
	for _, unit := range []string{
		"a", ".", "\"", " ", "“", "(", "'", "-", "@", "a@", "a-", "a,", "a.", "a. ", "1.", "1. ", "1) ", ":", ":(", "://", "a://", "www.", "a.com", ".com", "com.", "#a", "<", "é", "\x00", "A ", "Mr. ", "end.Start", ". . ", "a'", "n't", "😀",
	} {
		check(t, c, strings.Repeat(unit, size/len(unit)))
	}
}

func TestCutsAreTheSame(t *testing.T) {
	m := testModel(t)
	one, two := NewCutter(m), NewCutter(m)
	for _, s := range odd {
		cut(two, s) // what a cutter has seen must not matter
	}
	if a, b := cut(one, article), cut(two, article); a != b {
		t.Errorf("%s\n%s", a, b)
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range odd {
		f.Add(s)
	}
	f.Add(article)
	c := NewCutter(testModel(f))
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) {
			check(t, c, s)
		}
	})
}
