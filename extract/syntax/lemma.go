package syntax

import (
	"embed"
	"strings"

	"dateline/corpus/lexicon"
	"dateline/corpus/ud"
)

//go:embed data
var data embed.FS

// irregular maps an inflected form to its lemma, one map for verbs, nouns and adjectives each.
var irregular = func() map[string]map[string]string {
	m := map[string]map[string]string{"verb": {}, "noun": {}, "adjective": {}}
	for _, row := range lexicon.MustOpen(data, "data/irregular.tsv", "class", "lemma", "forms").Rows {
		for _, f := range row.List("forms") {
			m[row.Get("class")][f] = row.Get("lemma")
		}
	}
	return m
}()

// endings says of a verb how its forms are spelt; see data/endings.tsv.
var endings = func() map[string]string {
	m := map[string]string{}
	for _, row := range lexicon.MustOpen(data, "data/endings.tsv", "ending", "verbs").Rows {
		for _, v := range row.List("verbs") {
			m[v] = row.Get("ending")
		}
	}
	return m
}()

// lemma is the dictionary form of a word: irregular forms by table, the rest by
// the rules of English spelling.
func lemma(word string, u ud.UPOS, x ud.XPOS) string {
	if u == ud.PROPN {
		return word
	}
	w := strings.ReplaceAll(strings.ToLower(word), "’", "'")
	switch u {
	case ud.VERB, ud.AUX:
		if l, ok := irregular["verb"][w]; ok {
			return l
		}
		switch x {
		case ud.VBZ:
			return unS(w)
		case ud.VBD, ud.VBN:
			return unVerb(w, "ed")
		case ud.VBG:
			return unVerb(w, "ing")
		}
	case ud.NOUN:
		if x == ud.NNS {
			if l, ok := irregular["noun"][w]; ok {
				return l
			}
			return unS(w)
		}
	case ud.ADJ, ud.ADV:
		if x == ud.RBR && w == "better" {
			return "well"
		}
		if l, ok := irregular["adjective"][w]; ok {
			return l
		}
		switch x {
		case ud.JJR, ud.RBR:
			return unSuffix(w, "er")
		case ud.JJS, ud.RBS:
			return unSuffix(w, "est")
		}
	case ud.DET, ud.PRON, ud.PART:
		switch w {
		case "an":
			return "a"
		case "these":
			return "this"
		case "those":
			return "that"
		case "i", "me":
			return "I"
		case "her":
			if x == ud.PRP {
				return "she"
			}
		case "him":
			return "he"
		case "them":
			return "they"
		case "us":
			return "we"
		case "n't", "nt":
			return "not"
		case "s", "'":
			if x == ud.POS {
				return "'s"
			}
		}
	}
	return w
}

// unS undoes the s of plurals and third persons.
func unS(w string) string {
	n := len(w)
	switch {
	case n < 4 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"),
		strings.HasSuffix(w, "zzes"), strings.HasSuffix(w, "oes") && n > 5:
		return w[:n-2]
	}
	return w[:n-1]
}

const vowels = "aeiou"

// unVerb undoes ed or ing of a verb, by the table of endings where it has the verb.
func unVerb(w, suffix string) string {
	if stem, ok := strings.CutSuffix(w, suffix); ok {
		if endings[stem] == "full" {
			return stem
		}
		if endings[stem+"e"] == "e" {
			return stem + "e"
		}
		if suffix == "ed" && endings[stem+"e"] == "full" { // agreed, dyed
			return stem + "e"
		}
	}
	return unSuffix(w, suffix)
}

// unSuffix undoes ed, ing, er or est: a doubled consonant becomes single, a
// dropped e comes back, ied becomes y.
func unSuffix(w, suffix string) string {
	stem, ok := strings.CutSuffix(w, suffix)
	if !ok || len(stem) < 2 || !strings.ContainsAny(stem, vowels+"y") {
		return w
	}
	n := len(stem)
	last, before := stem[n-1], stem[n-2]
	vowel := func(c byte) bool { return strings.IndexByte(vowels, c) >= 0 }
	switch {
	case last == 'i' && suffix != "ing":
		return stem[:n-1] + "y"
	case last == before && strings.IndexByte("bdgmnprtvz", last) >= 0:
		return stem[:n-1]
	case last == 'l' && before == 'l' && n > 4 && !strings.HasSuffix(stem, "all") && !strings.HasSuffix(stem, "ell") && !strings.HasSuffix(stem, "ill") && !strings.HasSuffix(stem, "ull"):
		return stem[:n-1]
	case strings.IndexByte("vcuz", last) >= 0, // moved, forced, argued, analyzed
		last == 's' && before != 's' && vowel(before), // raised, closed; focused is in the table
		last == 's' && before == 'n',                  // cleansed
		last == 's' && before == 'r',                  // endorsed
		last == 's' && before == 'p',                  // collapsed
		last == 'g' && strings.IndexByte("rnd", before) >= 0 && n > 4 && suffix == "ed" && !strings.HasSuffix(stem, "ong"), // charged, changed
		last == 'g' && (before == 'a' || before == 'd' || before == 'r'),                                                   // engaging, judging, merging
		last == 'e':
		return stem + "e"
	case last == 't' && before == 'a' && n > 3 && !vowel(stem[n-3]), // created no, stated, negotiated yes
		last == 't' && before == 'i' && n > 4 && (strings.HasSuffix(stem, "vit") || strings.HasSuffix(stem, "nit") || strings.HasSuffix(stem, "cit")) && !strings.HasSuffix(stem, "limit"),
		last == 't' && before == 'u' && n > 4,
		strings.HasSuffix(stem, "creat"), strings.HasSuffix(stem, "initiat"), strings.HasSuffix(stem, "ciat"), strings.HasSuffix(stem, "viat"), strings.HasSuffix(stem, "tiat"),
		last == 't' && before == 'o' && n == 3, // voted, quoted is quot: o before t after u
		strings.HasSuffix(stem, "quot"),
		last == 'd' && (before == 'i' || before == 'a' || before == 'u') && n > 3 && !vowel(stem[n-3]) && !strings.HasSuffix(stem, "forbid"),
		last == 'r' && (before == 'i' || before == 'u' || before == 'a') && n > 3 && !vowel(stem[n-3]) && !strings.HasSuffix(stem, "war"), // fired, secured, declared
		last == 'n' && before == 'i' && n > 4 && !vowel(stem[n-3]) && !strings.HasSuffix(stem, "pin"),                                     // defined, undermined
		last == 'k' && (before == 'o' || before == 'i') && !vowel(stem[n-3]) && n > 3,                                                     // provoked, striking
		last == 'l' && strings.IndexByte("bdgpt", before) >= 0,                                                                            // enabled, settled
		last == 'm' && (before == 'a' || before == 'u' || before == 'o') && n > 3 && !vowel(stem[n-3]) && (strings.HasSuffix(stem, "nam") || strings.HasSuffix(stem, "lam") || strings.HasSuffix(stem, "sum")),
		last == 'p' && (before == 'o' || before == 'a' || before == 'i') && n > 3 && !vowel(stem[n-3]) && !strings.HasSuffix(stem, "velop") && !strings.HasSuffix(stem, "ship"),
		strings.HasSuffix(stem, "rat") && n == 3, strings.HasSuffix(stem, "invit"), strings.HasSuffix(stem, "unit") && n == 4,
		strings.HasSuffix(stem, "promot"), strings.HasSuffix(stem, "devot"), strings.HasSuffix(stem, "not") && n == 3, strings.HasSuffix(stem, "delet"), strings.HasSuffix(stem, "complet"), strings.HasSuffix(stem, "compet"):
		return stem + "e"
	}
	return stem
}
