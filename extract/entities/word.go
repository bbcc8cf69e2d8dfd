package entities

import (
	"dateline/corpus/lexicon"
	"dateline/extract/entities/internal/tagger"
)

// roles are the words of roles.tsv by kind, in lower case, cues those of cues.tsv.
var roles, cues = wordsOf("roles.tsv"), wordsOf("cues.tsv")

var (
	roleNouns     = roles["noun"]     // end a title
	roleModifiers = roles["modifier"] // may stand before one of them
	kin           = roles["kin"]      // titles of the clergy with a capital, and relations without one
	// courtesies are titles that never begin a person's name; those that may
	// ("Sheikh Hasina", "Prince") are left to the tagger.
	courtesies = roles["courtesy"]
	addresses  = roles["address"] // stand before persons' names only, whatever the tagger says
	rolesAlone = roles["alone"]   // end a role and no name

	pacts      = cues["pact"]       // make a law of the town before them
	visited    = cues["visited"]    // stand before a building that is entered
	vessels    = cues["vessel"]     // say that the name behind is a ship's
	tongues    = cues["tongue"]     // peoples' names that are languages too
	wordy      = cues["wordy"]      // stand behind a language
	spoken     = cues["spoken"]     // stand before a language
	teaching   = cues["teaching"]   // stand before "of" and a language
	functional = cues["functional"] // may follow a language
	partisans  = cues["partisan"]   // close the names of parties
	ships      = cues["ship"]       // stand before the names of naval vessels
	compass    = cues["compass"]    // before a country make a region of it
	dayOpeners = cues["opener"]     // stand before a day on which something happens
	bodies     = cues["body"]       // heads of bodies that may stand for the whole name
	speaking   = cues["saying"]     // verbs of saying
	forms      = cues["form"]       // of companies, close their names
	affixes    = cues["affix"]      // stand behind a hyphen and belong to no name
	posts      = cues["post"]       // stand before names that they are no part of
	// clauseOpeners are conjunctions that open a sentence and no name.
	clauseOpeners = cues["conjunction"]
	particles     = cues["particle"] // of persons' names
	places        = cues["where"]    // stand before the place or body at which somebody is
	shared        = cues["shared"]   // roles that bodies and countries have too
	upheavals     = cues["upheaval"] // behind a word with a capital, name an event with it
	drills        = cues["drill"]    // exercises, which have names
	blocs         = cues["bloc"]     // sides of the world that stand for states
	halls         = cues["hall"]     // behind a name, say that it is a building's
)

// wordsOf reads a table of words by kind.
func wordsOf(file string) map[string]*lexis[bool] {
	kinds := map[string]*lexis[bool]{}
	for _, r := range lexicon.MustOpen(tables, file, "kind", "words").Rows {
		words := map[string]bool{}
		for _, w := range r.List("words") {
			words[w] = true
		}
		kinds[r.Get("kind")] = lexisOf(words)
	}
	return kinds
}

// verbs are those of headlines, from verbs.tsv.
var verbs = func() *tagger.Verbs {
	v := new(tagger.Verbs)
	for _, r := range lexicon.MustOpen(tables, "verbs.tsv", "kind", "words").Rows {
		for _, w := range r.List("words") {
			switch r.Get("kind") {
			case "past":
				v.AddPast(w)
			case "small":
				v.AddSmall(w)
			default:
				v.AddVerb(w, r.Get("kind") == "noun")
			}
		}
	}
	return v
}()
