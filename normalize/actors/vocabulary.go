package actors

import (
	"sync"

	"dateline/corpus/lexicon"
)

var wordColumns = []string{"class", "words"}

// vocabulary holds the classes of words.tsv as sets of keys.
type vocabulary struct {
	particle, generation, legal, kind, alone, small, male, female, former, deputy, relative, title, human, common, degree, memorial, abroad, saying, around, apart, famous, exchange, sovereign, local, having, other, firm, armed, ofState, ofNation, storm map[string]bool
}

var vocab = sync.OnceValue(func() *vocabulary {
	classes := map[string]map[string]bool{}
	for _, r := range lexicon.MustOpen(tables, "data/words.tsv", wordColumns...).Rows {
		set := map[string]bool{}
		for _, w := range r.List("words") {
			set[w] = true
		}
		classes[r.Get("class")] = set
	}
	return &vocabulary{
		particle: classes["particle"], generation: classes["generation"], legal: classes["legal"], kind: classes["kind"], alone: classes["alone"],
		small: classes["small"], male: classes["male"], female: classes["female"], former: classes["former"], deputy: classes["deputy"], relative: classes["relative"], title: classes["title"], human: classes["human"], common: classes["common"], degree: classes["degree"], memorial: classes["memorial"], abroad: classes["abroad"], saying: classes["saying"], around: classes["around"],
		apart: classes["apart"], famous: classes["famous"], exchange: classes["exchange"], sovereign: classes["sovereign"], local: classes["local"], having: classes["having"], other: classes["other"], firm: classes["firm"], armed: classes["armed"],
		ofState: classes["of state"], ofNation: classes["of nation"], storm: classes["storm"],
	}
})
