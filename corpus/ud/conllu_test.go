package ud

import (
	"fmt"
	"strings"
	"testing"
)

const sample = `# newdoc id = one
# sent_id = 1
# text = I don't.
1	I	I	PRON	PRP	_	2	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	SpaceAfter=No
2	do	do	AUX	VBP	_	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
3.1	go	go	VERB	VB	_	_	_	0:root	_
4	.	.	PUNCT	.	_	2	punct	_	Entity=1)|SpaceAfter=No

# newpar
1	Yes	yes	INTJ	UH	_	0	root	_	_
`

func TestSentences(t *testing.T) {
	var got []string
	for s, err := range Sentences(strings.NewReader(sample), "x") {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%q %t %t", s.Document, s.Begins, s.Paragraph))
		for _, u := range s.Surface {
			line := fmt.Sprintf("%s(%t)", u.Form, u.Space)
			for _, w := range s.Words[u.First:u.End] {
				line += fmt.Sprintf(" %s/%s/%s/%s/%s/%d/%s", w.Form, w.Lemma, w.UPOS, w.XPOS, w.Rel, w.Head, w.Misc)
			}
			got = append(got, line)
		}
	}
	want := `"one" true true
I(true) I/I/PRON/PRP/nsubj/1/_
don't(false) do/do/AUX/VBP/root/-1/_ n't/not/PART/RB/advmod/1/_
.(false) ././PUNCT/./punct/1/Entity=1)|SpaceAfter=No
"" false true
Yes(true) Yes/yes/INTJ/UH/root/-1/_`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

func TestSentencesFaults(t *testing.T) {
	const ok = "1\ta\ta\tX\tFW\t_\t0\troot\t_\t_\n"
	for text, want := range map[string]string{
		"1\ta\n":            "x:1: 2 cells for 10",
		ok + ok:             `x:2: word "1" behind word 1`,
		ok + "2-1" + ok[1:]: `x:2: words "2-1" behind word 1`,
		ok + "2-3\tb\t_\t_\t_\t_\t_\t_\t_\t_\n\n":       `x:3: the sentence ends within "b"`,
		strings.Replace(ok, "\t0\t", "\t7\t", 1) + "\n": "x:2: word 1 has the head 7 in a sentence of 1",
		strings.Replace(ok, "\t0\t", "\t_\t", 1):        `x:1: head "_"`,
	} {
		var got error
		for _, err := range Sentences(strings.NewReader(text), "x") {
			got = err
		}
		if got == nil || got.Error() != want {
			t.Errorf("%q: got %v, want %s", text, got, want)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, text string) {
		for s, err := range Sentences(strings.NewReader(text), "x") {
			if err != nil {
				return
			}
			at := 0
			for _, u := range s.Surface {
				if u.First != at || u.End <= at || u.End > len(s.Words) {
					t.Fatalf("surfaces do not cover the words: %+v", s)
				}
				at = u.End
			}
		}
	})
}
