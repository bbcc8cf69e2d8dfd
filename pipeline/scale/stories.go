package main

// kind is what an article is about. In its sentences, a name in braces stands for
// a part of the plot; see plot.part.
type kind struct {
	titles, leads, follows []string
}

var kinds = []kind{{ // a meeting
	titles: []string{"{a} meets {b} in {capital}", "{land} and {land2} hold talks", "{b} visits {capital} for talks with {a}"},
	leads: []string{
		"{a} met {b} in {capital} {on} to discuss the border between {land} and {land2}.",
		"{land2}'s {b} arrived in {capital} {on} for talks with {a} about trade through {place}.",
		"{a} of {land} held talks with {b} of {land2} {on}, officials in {capital} said.",
	},
	follows: []string{
		"The two discussed the future of {body} and a visit to {capital2} planned for {later}.",
		"It was their first meeting since {year}, when {land2} recalled its ambassador from {capital}.",
		"{b} will travel on to {place2} {later}, the {adjective2} embassy said.",
	},
}, { // an attack
	titles: []string{"Attack on {place} kills {n}", "{n} die as fighters raid {place}", "{body} blamed for attack near {place}"},
	leads: []string{
		"Fighters of the {body} attacked the town of {place} in {land} {on}, killing {n} people, {a} said.",
		"Gunmen killed {n} soldiers and wounded {n2} near {place} {on}, {a} said, and blamed the {body}.",
		"{adjective} troops led by {a} shelled {place} {on}, killing at least {n} people, residents said.",
	},
	follows: []string{
		"The {body} denied that its men had fired on {place} and accused the {adjective} army.",
		"{b} sent troops to {place2}, where {n2} families have fled since {year}.",
		"A hospital in {place} said it had treated {n2} wounded people, {n} of them children.",
	},
}, { // an agreement
	titles: []string{"{land} and {land2} sign accord", "{a} and {b} sign pact on {place}", "Accord ends dispute over {place}"},
	leads: []string{
		"{land} and {land2} signed an agreement on the harbour of {place} in {capital} {on}.",
		"{a} and {b} signed a ceasefire in {place} {on} after {n} days of talks led by {known}.",
		"The {body} agreed {on} to hand over its weapons to {known}, {a} announced in {capital}.",
	},
	follows: []string{
		"Under the accord, {land} will pay {n} million dollars to {land2} by {later}.",
		"The parliament in {capital2} must approve the text, which {b} opposed in {year}.",
		"{known} promised to send {n2} observers to {place2}.",
	},
}, { // a protest
	titles: []string{"Thousands march in {place}", "{body} calls strike in {capital}", "Police clash with marchers in {place}"},
	leads: []string{
		"Thousands of people protested in {place} {on} against {a}, and police arrested {n} of them.",
		"Members of the {body} blocked the road to {place} {on} to demand the release of {b}.",
		"Police fired tear gas at students who marched through {capital} {on} against {a}.",
	},
	follows: []string{
		"The {body} called for a general strike in {place2} {later}.",
		"A court in {capital} jailed {b}, who led the marches of {year}, for {n} months.",
		"{known} urged {land} to free the {n2} people detained in {place}.",
	},
}, { // a punishment
	titles: []string{"{land} expels {adjective2} envoy", "{land} imposes sanctions on {body}", "{land} cuts ties with {land2}"},
	leads: []string{
		"{land} expelled the {adjective2} ambassador, {b}, {on} and accused {land2} of arming the {body}.",
		"{a} imposed sanctions on the {body} {on} and froze {n} million dollars of its money.",
		"{land} broke off talks with {land2} {on} after {b} threatened to close the port of {place}.",
	},
	follows: []string{
		"{land2} rejected the charge and summoned {land}'s envoy in {capital2}.",
		"{b} called the decision illegal and asked {known} to lift it.",
		"The {body} has had an office in {place} since {year}.",
	},
}, { // help
	titles: []string{"{land} sends aid to {place}", "Flood in {place} drives {n} from homes", "{known} pledges help for {land}"},
	leads: []string{
		"{land} sent {n} tonnes of food to {place} in {land2} {on} after a flood that left {n2} people homeless.",
		"{known} pledged {n} million dollars {on} to rebuild {place}, {a} said in {capital}.",
		"{a} asked {known} for help {on} after an earthquake destroyed the town of {place}.",
	},
	follows: []string{
		"Lorries of the {body} reached {place2} {later}, {b} told reporters.",
		"{land2} offered {n2} tents and a field hospital from {capital2}.",
		"{place} was last hit in {year}, when {n} people died.",
	},
}, { // an arrest
	titles: []string{"Police arrest {b} in {place}", "{b} held over {place} bribes", "Head of {body} detained"},
	leads: []string{
		"Police in {land} arrested {b}, the head of the {body}, {on} on charges of taking {n} million dollars in bribes.",
		"{adjective} police detained {n} members of the {body} in {place} {on}, {a} said.",
		"A court in {capital} sentenced {b} to {n} years in prison {on} for an attack on {place}.",
	},
	follows: []string{
		"Lawyers of {b} said they would appeal to {known}.",
		"{a} had accused the {body} of paying officials in {place2} since {year}.",
		"The trial of {b} is to open in {capital} {later}.",
	},
}, { // an election
	titles: []string{"{a} wins vote in {land}", "{b} concedes defeat in {place}", "{body} loses seats in {land}"},
	leads: []string{
		"{a} won the election in {land} {on}, defeating {b} of the {body} by {n} points.",
		"{b} conceded defeat {on} and congratulated {a} on winning {n} seats in {place}.",
		"Voters in {place} rejected a plan by {a} {on} to sell the {body} to {land2}.",
	},
	follows: []string{
		"Observers from {known} visited {n2} polling stations in {place2}.",
		"{b} had led the {body} since {year}.",
		"{land2} welcomed the result, and {capital2} sent its congratulations {later}.",
	},
}}

// follows may stand in every article.
var follows = []string{
	"{known} said {on} that it was watching {place} closely.",
	"{a} took office in {year} after {n} years at the {body}.",
	"{b}, who was born in {place2}, studied in {capital2} and joined the {body} in {year}.",
	"{c} visited {place} {earlier} and met leaders of the {body2}.",
	"The {body2} accused {land} of breaking a promise made in {capital2} in {year}.",
	"Shares in the {body2} fell {n} percent in {capital}.",
	"{land} and {land2} fought over {place} from {year0} to {year}.",
	"{he} travelled to {capital2} {earlier} to see {c}.",
	"Some {n2} people live in {place}, which lies {n} kilometres from {capital}.",
	"{c} warned {known} that the {body2} would not disarm.",
}

// said are sentences in somebody's mouth, with their quotation.
var said = []string{
	"\"We will not leave {place} to the {body},\" {a} said.",
	"\"{place} needs {n} more doctors, and it needs them now,\" {b} told the {body2}.",
	"\"Nobody in {capital} believed us in {year},\" {he} said. \"Now {land2} does.\"",
	"{c} said that {land} would answer within {n} days.",
	"{b} told reporters in {place} that the {body} had broken its word.",
	"\"I have asked {known} to send people to {place2},\" said {c}, of the {body2}.",
	"According to {c}, {land2} had \"closed its eyes to {place}\" since {year}.",
	"\"The people of {place2} have waited since {year},\" {b} added.",
	"{a} called the decision of {land2} \"a mistake that {place} will pay for\".",
	"\"If {land2} wants peace,\" {c} said, \"it must talk to the {body}.\"",
}
