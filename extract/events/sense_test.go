package events

import (
	"strings"
	"testing"

	"dateline/corpus"
)

// told renders the events of a text, one a line: type, mode, realis, sources > targets.
func told(t *testing.T, text string) string {
	t.Helper()
	d := annotate(t, text)
	if err := New().Apply(d); err != nil {
		t.Fatal(err)
	}
	side := func(ps []corpus.Participant) string {
		var out []string
		for _, p := range ps {
			out = append(out, d.Surface(p.Span))
		}
		return strings.Join(out, "; ")
	}
	var got []string
	for _, e := range d.Events {
		mode := e.Mode
		if mode == "" {
			mode = "-"
		}
		got = append(got, strings.Join([]string{string(e.Type), mode, string(e.Realis), side(e.Sources), ">", side(e.Targets)}, " "))
	}
	return strings.Join(got, "\n") + "\n"
}

// check holds told texts against a wanted line, or with a "-" before it against one
// that must not be there.
func check(t *testing.T, cases []struct{ text, want string }) {
	t.Helper()
	for _, c := range cases {
		all := told(t, c.text)
		if no, ok := strings.CutPrefix(c.want, "-"); ok {
			if strings.Contains(all, no) {
				t.Errorf("%s\n got %s", c.text, all)
			}
		} else if !strings.Contains(all, c.want) {
			t.Errorf("%s\n got  %s\n want %s", c.text, all, c.want)
		}
	}
}

// TestRealis: what is denied, asked or supposed is told as such.
func TestRealis(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"Peru denies shelling the port of Arica.", "ASSAULT heavy-weapons denied Peru > the port of Arica"},
		{"Chad denied attacking the convoy.", "ASSAULT - denied Chad > the convoy"},
		{"The army denies killing monks.", "ASSAULT targeted denied The army > monks"},
		{"Chad did not deny attacking the convoy.", "ASSAULT - claimed Chad > the convoy"},
		{"The rebels did not attack the village.", "ASSAULT - denied The rebels > the village"},
		{"Peru left the valley without attacking Chile.", "ASSAULT - denied Peru > Chile"},
		{"Had Chad attacked Niger, Togo would have answered.", "ASSAULT - hypothetical Chad > Niger"},
		{"Should Iran attack Israel, America would respond.", "ASSAULT - hypothetical Iran > Israel"},
		{"If Chad attacks Niger, many will suffer.", "ASSAULT - hypothetical Chad > Niger"},
		{"It is unclear whether Chad attacked the tanker.", "ASSAULT - hypothetical Chad > the tanker"},
		{"Was the mayor killed by rebels?", "ASSAULT targeted hypothetical rebels > the mayor"},
		{"Did the army kill the monks?", "ASSAULT targeted hypothetical the army > the monks"},
		{"Why did Norway expel the envoy?", "SANCTION expel actual Norway > the envoy"},
		{"Zambian soldiers allegedly killed three monks.", "ASSAULT targeted claimed Zambian soldiers > three monks"},
		{"The militants reportedly kidnapped two nuns.", "ASSAULT abduct claimed The militants > two nuns"},
		{"We won't stop fighting, the rebels said.", "-CONCEDE"},
		{"The talks between Chad and Niger were cancelled.", "-CONSULT"},
		{"Officials denied reports that Chad had shelled the port.", "ASSAULT heavy-weapons denied Chad"},
		{"Israel has not ruled out attacking Lebanon.", "-ASSAULT - actual"},
		{"The alleged attack by Chad on the port shocked Niger.", "ASSAULT - claimed Chad > the port"},
		{"Kenya did not send troops to Sudan.", "MOBILIZE troops denied Kenya > Sudan"},
	})
}

// TestSides: a date, a score or a place is no party.
func TestSides(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"Monday's attack on the camp killed three soldiers.", "ASSAULT - actual  > the camp"},
		{"Yesterday's strike on Arica killed five people.", "ASSAULT targeted actual  > five people"},
		{"The two ministers met on March 3, 4 and 5.", "CONSULT - actual The two ministers > \n"},
		{"At least 30 people were killed by rebels.", "rebels > 30 people"},
		{"As many as 12 people were killed by rebels.", "rebels > 12 people\n"},
		{"A bomb went off in Arica, wounding at least 90.", "90"},
		{"Drone attack on Arica kills two", "ASSAULT drone actual  > Arica"},
		{"UK PM Rishi Sunak condemned the raid.", "UK PM Rishi Sunak > "},
		{"No one was killed in the raid by the rebels.", "-No one"},
		{"The opposition leader was released from house arrest.", "-house"},
		{"Clashes between police and miners erupted in Arica.", "ASSAULT - actual police; miners > "},
	})
}

// TestActorsOfPhrases: a place behind a preposition is only where somebody is.
func TestActorsOfPhrases(t *testing.T) {
	stage := New()
	for _, c := range []struct{ text, actor, country string }{
		{"Protesters in Tehran attacked the mission.", "", "IRN"},
		{"A judge in New York sentenced the miner.", "", "USA"},
		{"Kenyan police arrested three students.", "", "KEN"},
		{"The attack on Kyiv killed five people.", "", ""},
	} {
		d := annotate(t, c.text)
		for i := range d.Entities { // stands for the actors stage
			d.Entities[i].Actor = strings.ToLower(d.Entities[i].Text)
			d.Actors = append(d.Actors, corpus.Actor{ID: d.Entities[i].Actor, Type: d.Entities[i].Type})
		}
		if err := stage.Apply(d); err != nil {
			t.Fatal(err)
		}
		actor, country := "", ""
		for _, e := range d.Events {
			for _, p := range e.Sources {
				actor, country = p.Actor, p.Country
			}
		}
		if actor != c.actor || country != c.country {
			t.Errorf("%s: actor %q country %q, want %q %q", c.text, actor, country, c.actor, c.country)
		}
	}
}

// TestSenses: words of the lexicon in a sense that is another event or none.
func TestSenses(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"The senator was dubbed a rising star by the press.", "-ACCUSE"},
		{"The mayor described the new bridge as a gift.", "-ACCUSE"},
		{"He called the mayor weak.", "-CONSULT"},
		{"He called the mayor on Monday.", "CONSULT phone"},
		{"Ghana received a loan from the IMF.", "AID - actual the IMF > Ghana"},
		{"The teachers' strike entered its third week.", "PROTEST strike actual The teachers"},
		{"A strike by nurses closed wards in Kenya.", "PROTEST strike actual nurses"},
		{"The pilots will strike on Friday.", "PROTEST strike planned The pilots"},
		{"Thousands of doctors are on strike in Kenya.", "PROTEST strike actual Thousands of doctors"},
		{"An air strike on the port killed nine people.", "ASSAULT aerial"},
		{"The firm launched a rocket from Texas.", "-ASSAULT"},
		{"Rebels launched rockets at the port.", "ASSAULT heavy-weapons"},
		{"The agency launched a probe to Mars.", "-ACCUSE"},
		{"Police launched a probe into the firm.", "ACCUSE investigate"},
		{"The plan was met with opposition from Hungary.", "-CONSULT"},
		{"The miner pleaded guilty to fraud.", "-REQUEST"},
		{"England thrashed Germany 4-0 at Wembley.", "-ASSAULT"},
		{"The winger shot wide in the second half.", "-ASSAULT"},
		{"The winger fired Arsenal ahead after ten minutes.", "-SANCTION"},
		{"Twelve people were killed when a bus plunged into a ravine.", "-ASSAULT"},
		{"A fire killed 12 people in Dhaka.", "-ASSAULT"},
		{"Cancer killed him last year.", "-ASSAULT"},
		{"A truck bomb killed six people in Quetta.", "ASSAULT targeted"},
	})
}

// TestHeadlines: verbs without auxiliaries, subjects joined by a comma.
func TestHeadlines(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"PM slams opposition", "ACCUSE disapprove actual PM > opposition"},
		{"UN chief urges restraint", "REQUEST - actual UN chief"},
		{"Thousands rally in Belgrade", "PROTEST demo actual Thousands"},
		{"Police arrest Nkosi", "COERCE arrest actual Police > Nkosi"},
		{"Iran, Saudi Arabia restore ties", "SUPPORT - actual Iran; Saudi Arabia"},
		{"Turkey, Greece sign accord", "SUPPORT - actual Turkey; Greece"},
		{"Man shot dead by police in Lagos", "ASSAULT targeted actual police > Man"},
		{"Taiwan expelled by China?", "SANCTION expel hypothetical China > Taiwan"},
		{"EU to impose tariffs on China", "THREATEN relations actual EU > China"},
		{"US to send arms to Ukraine", "AGREE - actual US > Ukraine"},
		{"France plans to deploy troops to Niger.", "THREATEN violence actual France > Niger"},
		{"Peru's president resigns", "RETREAT resign actual Peru's president"},
		{"Zelensky visits Berlin, meets Scholz", "CONSULT - actual Zelensky; Scholz"},
		{"Protest leader detained in Minsk", "COERCE arrest actual  > "},
		{"In Paris, Macron met Xi.", "-Paris"},
		{"Sudan peace talks", "-CONSULT"},
	})
}

// TestNarrative: dates of quotations, relative clauses and crimes do not reach later acts.
func TestNarrative(t *testing.T) {
	for _, c := range []struct {
		text string
		kind corpus.EventType
		want string
	}{
		{"Smith stabbed Jones in May 2020 in London. He was sentenced to 12 years.", corpus.Sanction, "2024-03-05"},
		{"The minister, who had been accused of graft on 3 May 2019, resigned.", corpus.Retreat, "2024-03-05"},
		{"Police arrested three students on 2 March 2024. Rebels attacked the village.", corpus.Assault, "2024-03-02"},
	} {
		d := annotate(t, c.text)
		if err := New().Apply(d); err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, e := range d.Events {
			if e.Type == c.kind && e.Date != nil {
				got = e.Date.Value
			}
		}
		if got != c.want {
			t.Errorf("%s: %s at %q, want %q", c.text, c.kind, got, c.want)
		}
	}
}

// TestSource: who did a deed that a noun, a document or a pronoun stands for.
func TestSource(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"A suicide bombing by the Islamic State killed 12 people in Herat.", "ASSAULT targeted actual the Islamic State > 12 people"},
		{"Syrian forces continued their attacks on Ghouta for a fifth day.", "ASSAULT - actual Syrian forces > Ghouta"},
		{"Burmese forces renewed their offensive against the rebels.", "ASSAULT - actual Burmese forces > the rebels"},
		{"Amnesty put out a report accusing the Nigerian army of killing monks.", "ACCUSE allege actual Amnesty > the Nigerian army"},
		{"The ministry issued a statement condemning Chad for the raid.", "ACCUSE disapprove actual The ministry > Chad"},
		{"He spoke after talks with the Swedish prime minister.", "CONSULT - actual He; the Swedish prime minister"},
		{"Police said officers shot the man after he attacked them.", "ASSAULT - actual he > them"},
		{"Oslo said it had expelled the envoy.", "SANCTION expel actual Oslo > the envoy"},
		{"A day after the city's biggest march, police arrested a student.", "-the city"},
		{"The governor said three people were killed.", "ASSAULT targeted actual  > three people"},
		{"Police and witnesses said three men were shot dead in Lagos.", "ASSAULT targeted actual  > three men"},
	})
}

// TestTarget: against whom, and what is no party at all.
func TestTarget(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"The African Union condemned the killing of monks by rebels.", "-The African Union > monks"},
		{"UN chief Antonio Guterres condemned the attack on a church in Quetta.", "-Antonio Guterres > Quetta"},
		{"Peru refused a request from Chile to open the port.", "REJECT - actual Peru > Chile"},
		{"The court rejected an appeal lodged by Jehovah's Witnesses against the decision.", "REJECT - actual The court > Jehovah's Witnesses"},
		{"A lawyer filed a complaint with the UN Human Rights Council on Sunday against the Lebanese state.", "ACCUSE disapprove actual A lawyer > the Lebanese state"},
		{"Russia launched 30 drones at Kyiv.", "ASSAULT drone actual Russia > Kyiv"},
		{"The junta declared a state of emergency.", "-> emergency"},
		{"The leaders of Chad and Niger agreed to consult one another.", "-one another"},
		{"In Lomé, the president refused to sign the accord.", "-> Lomé"},
		{"Thousands rallied against corruption in Lomé.", "-> corruption"},
		{"She joined the march on Friday with her two sons.", "-her two sons"},
		{"He made the promise after talks with the Swedish prime minister.", "AGREE - actual He > \n"},
		{"The premier complained on Twitter that the deal was absurd.", "-Twitter"},
		{"The court ruled 5-4 that police had arrested the men.", "COERCE arrest actual police > the men"},
	})
}

// TestCourtesies: what is said in a call is said, what is told of a time to come is not done.
func TestCourtesies(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"Erdogan called the emir on Friday to congratulate him on his election.", "SUPPORT - actual Erdogan > him"},
		{"Trump on Tuesday called Britain's ambassador to the United States a very stupid guy.", "-CONSULT"},
		{"The accord takes force when the allies agree.", "-AGREE - actual"},
		{"Separate talks with the rebels were due to open last month in Quito.", "-CONSULT - actual"},
		{"The guards refused to respond to a request from 20 lawmakers.", "REJECT - actual The guards > 20 lawmakers"},
		{"The ministry refused to respond to a request for comment.", "-REQUEST"},
		{"The ministry refused to respond to a request for comment.", "-REJECT"},
		{"President Ghani on Thursday announced a weeklong cease-fire with the Taliban.", "CONCEDE - actual President Ghani > the Taliban"},
		{"The president pledged not to seek another term.", "CONCEDE - actual The president"},
		{"Paris would send howitzers to Kyiv.", "AGREE - actual Paris > Kyiv"},
		{"Macron will meet Scholz in Berlin on Friday.", "AGREE - actual Macron > Scholz"},
	})
}

// TestElsewhere: sport, business, science and stories raise no event.
func TestElsewhere(t *testing.T) {
	check(t, []struct{ text, want string }{
		{"Napoli signed Osimhen for 70 million euros.", "-SUPPORT"},
		{"Chelsea signed the Nigerian striker from Lille.", "-SUPPORT"},
		{"Analysts at Morgan Stanley downgraded Ford.", "-SANCTION"},
		{"Estonia downgraded ties with Belarus.", "SANCTION discontinue actual Estonia > Belarus"},
		{"The agency launched two satellites from French Guiana.", "-MOBILIZE"},
		{"The team fought back to draw 2-2 with Roma.", "-ASSAULT"},
		{"Scientists attacked the problem with a new method.", "-ASSAULT"},
		{"In the film, soldiers kill a village priest.", "-ASSAULT"},
		{"The UN warned of famine in Gaza.", "-ACCUSE"},
		{"The UN warned of famine in Gaza.", "-THREATEN"},
		{"US and Western allies launch war games near Iran.", "-ASSAULT"},
		{"The spokesman called it a positive development.", "-ACCUSE"},
		{"Washington reduced tariffs on Chinese goods.", "RETREAT - actual Washington"},
		{"The European Union is prolonging sanctions against Belarus.", "SANCTION discontinue actual The European Union > Belarus"},
	})
}

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
