package actors_test

import "testing"

// TestWhoIsMeant has short texts as the news writes them. What each phrase means was
// written down by reading.
func TestWhoIsMeant(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		// Two parties.
		{"both delegations", "", "[G Kenya] and [G Somalia] opened talks on Monday. Both delegations left early.", "Both delegations=Kenya; Both delegations=Somalia"},
		{"the two sides", "", "Envoys of [G Serbia] and [G Albania] met on Monday. The two sides signed nothing.", "The two sides=Serbia; The two sides=Albania"},
		{"both sides of a talk", "", "[G Serbia] held talks with [G Albania] on Monday. Both sides were glad.", "Both sides=Serbia; Both sides=Albania"},
		{"neither side", "", "[G Serbia] held talks with [G Albania] on Monday. Neither side gave way.", "Neither side=Serbia; Neither side=Albania"},
		{"the two countries of one", "", "[G Kenya] voted on Monday. The two countries trade with each other.", ""},
		{"the two neighbours", "", "[G Kenya] closed its border with [G Somalia]. The two neighbours have quarrelled for years.", "its=Kenya; The two neighbours=Kenya; The two neighbours=Somalia"},
		{"the pair", "", "[P Karen Olsen] met [P Peter Lund] on Monday. The pair talked for an hour.", "The pair=Karen Olsen; The pair=Peter Lund"},
		{"a pair of things", "", "[P Karen Olsen] met [P Peter Lund] on Monday. The pair of shoes was new.", ""},
		{"the duo", "", "[P Anna Berg] and [P Carl Dahl] won on Monday. The duo had sung for an hour.", "The duo=Anna Berg; The duo=Carl Dahl"},
		{"the trio", "", "[P Anna Berg], [P Carl Dahl] and [P Peter Lund] were freed on Monday. The trio flew home.", "The trio=Anna Berg; The trio=Carl Dahl; The trio=Peter Lund"},
		{"the couple", "", "[P Anna Berg] married [P Carl Dahl] in 2010. The couple moved to [G Oslo].", "The couple=Anna Berg; The couple=Carl Dahl"},
		{"a couple without names", "", "[P Anna Berg] wrote about it. The couple moved to [G Oslo].", ""},
		{"the two", "", "[P Peter Olsen] met [P Karl Lund] on Monday. The two agreed on a plan.", "The two=Peter Olsen; The two=Karl Lund"},
		{"the two before a noun that is none for people", "", "[P Peter Olsen] met [P Karl Lund] on Monday. The two plans were dropped.", ""},
		{"both", "", "[P Peter Olsen] and [P Karl Lund] were arrested on Monday. Both denied the charges.", "Both=Peter Olsen; Both=Karl Lund"},
		{"both of others", "", "[P Peter Olsen] and [P Karl Lund] saw two ships on Monday. Both were empty.", ""},
		{"both men", "", "[P Peter Olsen] and [P Karl Lund] were arrested on Monday. Both men denied it.", "Both men=Peter Olsen; Both men=Karl Lund"},
		{"the two foreign ministers", "", "<Foreign Minister >[P Lena Ek] met <Foreign Minister >[P Jon Dahl] on Monday. The two foreign ministers spoke to the press.", "The two foreign ministers=Lena Ek; The two foreign ministers=Jon Dahl"},
		{"the two leaders, with a third who looks on", "", "[P Peter Olsen] and [P Karl Lund] met on Monday. [P Jan Berg] was not there. The two leaders shook hands.", "The two leaders=Peter Olsen; The two leaders=Karl Lund"},
		{"the presidents of both countries", "", "[G Kenya] signed a pact with [G Somalia]. The presidents of both countries were there.", "both countries=Kenya; both countries=Somalia"},
		{"the latter", "", "[P Peter Olsen] met [P Karl Lund] on Monday. The latter said nothing.", "The latter=Karl Lund"},
		{"the former", "", "[P Peter Olsen] met [P Karl Lund] on Monday. The former said nothing.", "The former=Peter Olsen"},
		{"the latter of things", "", "[P Peter Olsen] spoke of tea and milk. The latter was cold.", ""},
		// One of two people.
		{"the other one", "2023-11-16", "<President >[P Joe Biden] met <President >[P Xi Jinping] on Wednesday. [P Biden] thanked him.", "him=Xi Jinping"},
		{"told by the other one", "2023-11-16", "<President >[P Joe Biden] met <President >[P Xi Jinping] on Wednesday. [P Xi] told him that talks would go on.", "him=Joe Biden"},
		{"he and him", "", "[P Peter Olsen] praised [P Karl Lund]. He thanked him.", "He=Peter Olsen; him=Karl Lund"},
		{"an object goes on being one", "", "[P Peter Olsen] called [P Karl Lund] on Monday. [P Jan Berg] called him on Tuesday.", "him=Karl Lund"},
		{"a helper of the object", "", "[P Peter Olsen] hired [P Karl Lund] in May. [P Jan Berg] had recommended him.", "him=Karl Lund"},
		{"he and she", "", "[P Karen Olsen] and [P Peter Lund] spoke on Monday. He was angry and she was glad.", "He=Peter Lund; she=Karen Olsen"},
		{"a wife's words", "", "[P Peter Lund]'s wife, [P Anna], said that she was glad.", "she=Anna"},
		{"an owner's lawyer", "", "[P Karen Olsen]'s lawyer, [P Jon Dahl], said that she was innocent.", "she=Karen Olsen"},
		{"who was searched", "", "[P Karl Lund] was arrested on Monday after officers searched his home.", "his=Karl Lund"},
		{"who was arrested", "", "Police arrested [P Karl Lund] on Monday. He denied the charges.", "He=Karl Lund"},
		{"somebody else's lawyer", "", "[P Karen Olsen] stayed away. Her lawyer said that he would appeal.", "Her=Karen Olsen"},
		{"succeeded by him", "", "[P Peter Olsen] resigned in May. [P Karl Lund] succeeded him.", "him=Peter Olsen"},
		{"a letter to him", "", "[P Peter Olsen] resigned in May. [P Karl Lund] sent a letter to him.", "him=Peter Olsen"},
		{"his own book", "", "[P Peter Olsen] met [P Karl Lund]. [P Lund] gave him his book.", "him=Peter Olsen; his=Karl Lund"},
		// Roles.
		{"the minister and he", "", "<Foreign Minister >[P Lena Ek] met <Prime Minister >[P Jon Dahl]. The minister praised him.", "The minister=Lena Ek; him=Jon Dahl"},
		{"a spokesman", "", "[P Jon Dahl], a spokesman for the [O Harbour Board], denied it. The spokesman gave no reason.", "The spokesman=Jon Dahl"},
		{"a chief executive", "", "[O Kestrel Corp.] fell. Its chief executive, [P Jon Dahl], resigned. The chief executive gave no reason.", "Its=Kestrel Corp.; The chief executive=Jon Dahl"},
		{"a prime minister and a president", "", "The prime minister of [G Norway], [P Kari Holm], met the president of [G Chad], [P Idris Bo]. The prime minister left. The president stayed.", "The prime minister=Kari Holm; The president=Idris Bo"},
		{"office holders by their peoples", "2022-08-01", "[P Emmanuel Macron] met [P Olaf Scholz] on Monday. The [N French] president praised the [N German] chancellor.", "The French president=Emmanuel Macron; the German chancellor=Olaf Scholz"},
		{"a role on a day", "2022-08-01", "In March 2009, the [N French] president flew to [G Oslo].", "the French president=Nicolas Sarkozy"},
		{"a lawyer who is another", "", "<Senator >[P Jon Dahl] spoke on Monday. The lawyer of a victim wept.", ""},
		// Bodies and places.
		{"the bank", "", "The [O Bank of Holm] met on Monday. The bank cut its rates.", "The bank=Bank of Holm; its=Bank of Holm"},
		{"the party", "", "The [O Harbour Party] lost on Sunday. The party blamed the rain.", "The party=Harbour Party"},
		{"a company goes on", "", "[O Kestrel Corp.] cut 200 jobs on Monday. It blamed the crisis.", "It=Kestrel Corp."},
		{"the city", "", "Troops left [G Aleppo] on Monday. The city was empty.", "The city=Aleppo"},
		{"the court", "", "The [O Supreme Court] of [G Kenya] sat on Monday. The court gave no reason.", "The court=Supreme Court"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := references(read(t, c.published, c.text)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}
