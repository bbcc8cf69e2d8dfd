package syntax

import (
	"dateline/corpus"
	"dateline/corpus/ud"
)

// upos is the universal tag of word i, from its Penn tag, the word itself and
// its neighbours.
func upos(words []string, tags []ud.XPOS, i int) ud.UPOS {
	x := tags[i]
	switch {
	case x == ud.NN || x == ud.NNS:
		switch lowerCase(words[i]) {
		case "%":
			return ud.SYM
		case "something", "anything", "nothing", "everything", "someone", "anyone", "everyone",
			"somebody", "anybody", "nobody", "everybody":
			return ud.PRON
		}
		return ud.NOUN
	case x.Proper():
		return ud.PROPN
	case x == ud.JJ || x == ud.JJR || x == ud.JJS || x == ud.AFX:
		return ud.ADJ
	case x == ud.RB || x == ud.RBR || x == ud.RBS:
		if w := lowerCase(words[i]); w == "not" || w == "n't" || w == "n’t" || w == "nt" {
			return ud.PART
		}
		return ud.ADV
	case x.Verbal():
		if auxiliary(words, tags, i) && !existential(words, tags, i) {
			return ud.AUX
		}
		return ud.VERB
	}
	switch x {
	case ud.MD:
		return ud.AUX
	case ud.IN:
		switch lowerCase(words[i]) {
		case "that", "if", "because", "while", "although", "though", "whether", "unless", "so", "whereas", "lest", "once":
			return ud.SCONJ
		}
		if opensClause(words, tags, i) {
			return ud.SCONJ
		}
		return ud.ADP
	case ud.TO:
		if i+1 < len(tags) && (tags[i+1] == ud.VB || tags[i+1] == ud.RB) {
			return ud.PART
		}
		return ud.ADP
	case ud.RP:
		return ud.ADP
	case ud.PDT:
		return ud.DET
	case ud.DT:
		if i+1 < len(tags) {
			switch y := tags[i+1]; {
			case y.Nominal(), y == ud.JJ, y == ud.JJR, y == ud.JJS, y == ud.CD, y == ud.VBG, y == ud.VBN, y == ud.RBS, y == ud.RB,
				y == ud.OpenQuote, y == ud.CloseQuote, y == ud.Dollar, y == ud.DT, y == ud.PRPS:
				return ud.DET
			}
		}
		if w := lowerCase(words[i]); w == "the" || w == "a" || w == "an" || w == "every" || w == "no" || w == "all" {
			return ud.DET
		}
		return ud.PRON
	case ud.WDT:
		if i+1 < len(tags) && tags[i+1].Nominal() {
			return ud.DET
		}
		return ud.PRON
	case ud.PRP, ud.PRPS, ud.WP, ud.WPS, ud.EX:
		return ud.PRON
	case ud.WRB:
		return ud.ADV
	case ud.CC:
		return ud.CCONJ
	case ud.CD:
		return ud.NUM
	case ud.UH:
		return ud.INTJ
	case ud.POS:
		return ud.PART
	case ud.SYMX, ud.Dollar, ud.Hash:
		return ud.SYM
	case ud.FW, ud.ADD, ud.GW, ud.XX, ud.LS:
		return ud.X
	}
	return ud.PUNCT
}

// auxiliary reports whether the verb at i helps another: any form of be, and
// have and do before a verb form.
func auxiliary(words []string, tags []ud.XPOS, i int) bool {
	switch lowerCase(words[i]) {
	case "be", "is", "are", "was", "were", "been", "being", "am", "'s", "’s", "'re", "’re", "'m", "’m", "ai":
		return true
	case "have", "has", "had", "having", "'ve", "’ve", "'d", "’d":
		return verbFollows(tags, i, ud.VBN, ud.VBD)
	case "do", "does", "did":
		return verbFollows(tags, i, ud.VB, ud.VBP)
	case "get", "gets", "got", "getting":
		return false
	}
	return false
}

// existential reports whether the form of be at i says that there is something.
func existential(words []string, tags []ud.XPOS, i int) bool {
	switch lowerCase(words[i]) {
	case "be", "is", "are", "was", "were", "been", "being", "'s", "’s":
	default:
		return false
	}
	if i+1 < len(tags) && tags[i+1] == ud.EX {
		return true
	}
	const back = 4
	for j := i - 1; j >= 0 && j >= i-back; j-- {
		switch tags[j] {
		case ud.EX:
			return true
		case ud.MD, ud.RB, ud.VB, ud.VBZ, ud.VBP, ud.VBD, ud.VBN, ud.TO:
		default:
			return false
		}
	}
	return false
}

// opensClause reports whether the preposition at i has a clause behind it: a gerund, or
// a pronoun in the nominative.
func opensClause(words []string, tags []ud.XPOS, i int) bool {
	if i+1 >= len(tags) {
		return false
	}
	switch tags[i+1] {
	case ud.VBG:
		return true
	case ud.RB:
		return i+2 < len(tags) && tags[i+2] == ud.VBG
	case ud.EX:
		return true
	case ud.VBN:
		return lowerCase(words[i]) == "as" || lowerCase(words[i]) == "than"
	case ud.PRP:
		switch lowerCase(words[i+1]) {
		case "i", "he", "she", "we", "they":
			return true
		}
	}
	return false
}

// verbFollows reports whether one of the forms follows within a few words, with
// nothing but adverbs and pronouns between.
func verbFollows(tags []ud.XPOS, i int, a, b ud.XPOS) bool {
	for j := i + 1; j < len(tags) && j < i+5; j++ {
		switch x := tags[j]; {
		case x == a || x == b:
			return true
		case x == ud.RB || x == ud.PRP || x.Proper() && i == 0 || x == ud.NN && i == 0 || x == ud.DT && i == 0:
		default:
			return false
		}
	}
	return false
}

// tagSentence tags the tokens of one sentence, and gives them lemmas.
func tagSentence(e Engine, d *corpus.Document, r corpus.Range, words []string, tags []ud.XPOS) ([]string, []ud.XPOS) {
	words, tags = words[:0], tags[:0]
	for i := r.First; i < r.End; i++ {
		words = append(words, d.Word(i))
	}
	tags = e.Tags(words, tags)
	for i := range words {
		t := &d.Tokens[r.First+i]
		t.XPOS = tags[i]
		t.UPOS = upos(words, tags, i)
		t.Lemma = lemmaOf(words[i], t.UPOS, t.XPOS)
	}
	return words, tags
}
