package events

import "testing"

// TestNobody: a street, a sum, a topic, an own envoy is no side of an event, and who is named is found.
func TestNobody(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"The president sent soldiers on to the streets.", "-the streets"},
		{"Togo put its army on alert.", "-> alert"},
		{"Thousands rallied in Lomé.", "PROTEST demo actual Thousands > \n"},
		{"British activists staged a protest in Beijing.", "PROTEST demo actual British activists > Beijing"},
		{"Iranians marched through Tehran in support of Mousavi.", "-support of Mousavi"},
		{"Workers went on strike for a second week.", "-a second week"},
		{"Myanmar's army seized power on Monday.", "COERCE seize actual Myanmar's army > \n"},
		{"Police raided a shelter last week.", "COERCE seize actual Police > a shelter"},
		{"The judge also fined him 60,000 euros.", "SANCTION convict actual The judge > him"},
		{"The Queen thanked the veterans.", "SUPPORT - actual The Queen > the veterans"},
		{"On Wednesday students clashed with police in Lomé.", "ASSAULT - actual students > police in Lomé"},
		{"Canada pledged $100m and Germany lent Chad 200m euros.", "-$100m"},
		{"A truce proposed by France was accepted by Georgia but not by Russia.", "-Georgia; Russia"},
		{"Ecuador recalled its envoy.", "SANCTION withdraw actual Ecuador > \n"},
		{"Belgrade undertook to move its embassy to Jerusalem.", "-Jerusalem"},
		{"Chad agreed to pay for an office in Niger and to send grain to Mali.", "AGREE - actual Chad > "},
		{"EU leaders granted Ukraine and Moldova the status of candidates.", "> Ukraine; Moldova"},
		{"The house voted against her.", "REJECT - actual The house > her"},
		{"The United States fired 59 cruise missiles at a Syrian air base in response to a raid on the town.", "ASSAULT heavy-weapons actual The United States > a Syrian air base"},
		{"Gunmen shot at protesters in Gao on Thursday.", "ASSAULT firearms actual Gunmen > protesters in Gao"},
		{"At least 12 people were killed by shelling in eastern Aleppo.", "-12 people > eastern Aleppo"},
		{"Mariupol, shelled on Thursday, was quiet.", "ASSAULT heavy-weapons actual  > Mariupol"},
		{"A bank has filed a lawsuit in the court for New York against Petrobras over the theft.", "ACCUSE allege actual A bank > Petrobras"},
		{"South of the Ibar, the opposition movement denounced the accord.", "-South of the Ibar"},
		{"The minister signed with the child on his lap.", "-the child"},
	})
}

// TestEveryday: everyday senses, trade, games and dangers that nobody makes.
func TestEveryday(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"Riot police charged at noon.", "-ACCUSE"},
		{"Le Monde shot down the rumour.", "-ASSAULT"},
		{"Firefighters warned residents of a dam.", "-THREATEN"},
		{"Traders welcomed the news.", "-SUPPORT"},
		{"Investors punished the shares.", "-SANCTION"},
		{"The finance minister handed over the keys to his successor.", "-COOPERATE"},
		{"Trump approved strikes on the base.", "-SUPPORT"},
		{"Both candidates fought for votes.", "-ASSAULT"},
		{"The blast killed at least 137 people.", "-ASSAULT explosives"},
		{"Rousseff committed no crimes.", "-AGREE"},
		{"Immigrants gathered outside the palace to cheer.", "-PROTEST"},
		{"A French convoy turned back.", "-REJECT"},
		{"Her manager told her not to worry.", "-REQUEST"},
		{"Many people oppose the agreement.", "-REJECT"},
		{"Germany and France had opposed the plan.", "REJECT - actual Germany; France"},
		{"Deputies threw eggs and smoke bombs.", "PROTEST riot actual Deputies"},
		{"Protesters burned posters of Xi Jinping.", "PROTEST demo actual Protesters"},
		{"Hackers attacked the website of the presidency.", "COERCE cyber"},
		{"South Korea returned fire.", "ASSAULT - actual South Korea"},
		{"Kim Jong-un shook hands with Moon Jae-in.", "-AGREE"},
		{"She was speaking during a visit to Gao.", "-CONSULT - actual She; Gao"},
		{"Hungary and Poland protested.", "ACCUSE - actual Hungary; Poland"},
		{"The striker missed in the semi-final. The coach of the winners praised the goalkeeper.", "-SUPPORT"},
		{"Chad agreed to give up the rifles.", "CONCEDE - actual Chad"},
		{"Moscow promised to respond.", "THREATEN - actual Moscow"},
	})
}

// TestDone: what is a habit, a wish, a memory, an attempt or a possibility is not told as done.
func TestDone(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"Ministers usually meet in June.", "-CONSULT - actual"},
		{"Qatar is trying to broker a wider deal.", "-AGREE - actual"},
		{"The minister denied having met the lobbyist.", "-CONSULT - actual"},
		{"Chancellor Merkel recalled the protests in Leipzig.", "-PROTEST demo actual"},
		{"Iran may attack Israel.", "THREATEN violence hypothetical Iran"},
		{"New Zealand said it would have expelled spies.", "-THREATEN relations actual"},
		{"A judge refused to order the seizure of the machines.", "-COERCE seize actual"},
		{"Islamic State said its soldiers had bombed the bridge.", "-actual its soldiers"},
		{"It was a record for the number of states to sign an accord.", "-AGREE"},
		{"The talks were postponed.", "-REJECT"},
	})
}
