package syntax

import (
	"strings"
	"testing"

	"dateline/corpus/ud"
)

func TestUniversalTags(t *testing.T) {
	for _, c := range []struct{ words, tags, want string }{
		{"There is a plan", "EX VBZ DT NN", "PRON VERB DET NOUN"},
		{"There may not have been talks", "EX MD RB VB VBN NNS", "PRON AUX PART AUX VERB NOUN"},
		{"Is there hope", "VBZ EX NN", "VERB PRON NOUN"},
		{"They are there", "PRP VBP RB", "PRON AUX ADV"},
		{"After leaving Oslo", "IN VBG NNP", "SCONJ VERB PROPN"},
		{"after the talks", "IN DT NNS", "ADP DET NOUN"},
		{"as he left", "IN PRP VBD", "SCONJ PRON VERB"},
		{"Nobody has agreed", "NN VBZ VBN", "PRON AUX VERB"},
		{"all of them", "DT IN PRP", "DET ADP PRON"},
		{"to go to Oslo", "TO VB TO NNP", "PART VERB ADP PROPN"},
		{"5 %", "CD NN", "NUM SYM"},
	} {
		words := strings.Fields(c.words)
		var tags []ud.XPOS
		for _, x := range strings.Fields(c.tags) {
			tags = append(tags, ud.ParseXPOS(x))
		}
		var got []string
		for i := range words {
			got = append(got, upos(words, tags, i).String())
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.words, s, c.want)
		}
	}
}

func TestLemmasOfSmallWords(t *testing.T) {
	for _, c := range []struct {
		word string
		u    ud.UPOS
		x    ud.XPOS
		want string
	}{
		{"I", ud.PRON, ud.PRP, "I"}, {"an", ud.DET, ud.DT, "a"}, {"These", ud.DET, ud.DT, "this"}, {"those", ud.PRON, ud.DT, "that"},
		{"her", ud.PRON, ud.PRP, "she"}, {"her", ud.PRON, ud.PRPS, "her"}, {"n’t", ud.PART, ud.RB, "not"}, {"’s", ud.PART, ud.POS, "'s"},
		{"’s", ud.AUX, ud.VBZ, "be"}, {"better", ud.ADV, ud.RBR, "well"}, {"better", ud.ADJ, ud.JJR, "good"}, {"Oslo", ud.PROPN, ud.NNP, "Oslo"},
	} {
		for range 2 { // computed, then remembered
			if got := lemmaOf(c.word, c.u, c.x); got != c.want {
				t.Errorf("%s %s: %s, want %s", c.word, c.x, got, c.want)
			}
		}
	}
}
