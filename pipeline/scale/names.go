package main

import (
	"math/rand/v2"
	"strings"
)

var (
	onsets = strings.Fields("b bl br ch d dr dz f fl g gr h j k kh kl kr l m mr n p pl pr r s sh sk st t tr ts v vl y z zh ny ly")
	vowels = strings.Fields("a a a e e i i o o u ai ei ou ia ey")
	codas  = strings.Fields("n r l s m k v t d nd rt ck ll nn ss ng")
)

// syllables builds a word with a capital letter that is most likely like no other.
func syllables(r *rand.Rand, n int, end ...string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(pick(r, onsets))
		b.WriteString(pick(r, vowels))
		if i == n-1 && len(end) == 0 || r.IntN(4) == 0 {
			b.WriteString(pick(r, codas))
		}
	}
	if len(end) > 0 {
		b.WriteString(pick(r, end))
	}
	return capital(b.String())
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// person is somebody with an office that goes with the name.
type person struct {
	given, family, office string
	woman                 bool
}

var (
	offices = []string{
		"Foreign Minister", "Prime Minister", "Defence Minister", "Interior Minister", "Finance Minister", "President",
		"Governor", "Mayor", "General", "Colonel", "Senator", "Ambassador", "Judge", "Bishop", "police chief",
		"opposition leader", "union leader", "rebel commander", "army chief", "lawyer",
	}
	familyEnds = []string{"ov", "ian", "enko", "sen", "man", "ari", "ez", "oglu", "ski", "ura", "wala", "ade", "ini", "berg", "escu", "as"}
)

func newPerson(r *rand.Rand) person {
	p := person{office: pick(r, offices), woman: r.IntN(2) == 0}
	p.given = syllables(r, 1+r.IntN(2))
	if p.woman {
		p.given = syllables(r, 2, "a", "ia", "eh", "ine")
	}
	p.family = syllables(r, 1+r.IntN(2), familyEnds...)
	return p
}

// spellings are pairs of letters that stand for one sound in names as the press
// writes them.
var spellings = [][2]string{
	{"kh", "h"}, {"ou", "u"}, {"ei", "ay"}, {"ey", "ei"}, {"ck", "k"}, {"ll", "l"}, {"nn", "n"}, {"ss", "s"}, {"zh", "j"}, {"dz", "z"},
	{"ov", "off"}, {"ian", "yan"}, {"sen", "son"}, {"man", "mann"}, {"ski", "sky"}, {"ini", "iny"}, {"v", "w"}, {"ts", "c"}, {"ch", "tch"}, {"i", "y"},
}

// respelt is the person under another spelling of the name.
func (p person) respelt(r *rand.Rand) person {
	change := func(s string) string {
		from := r.IntN(len(spellings))
		for i := range spellings {
			pair := spellings[(from+i)%len(spellings)]
			if at := strings.LastIndex(s, pair[0]); at > 0 {
				return s[:at] + pair[1] + s[at+len(pair[0]):]
			}
		}
		return s + s[len(s)-1:]
	}
	switch r.IntN(3) {
	case 0:
		p.given = change(p.given)
	case 1:
		p.family = change(p.family)
	default:
		p.given, p.family = change(p.given), change(p.family)
	}
	return p
}

// pronoun is "he" or "she".
func (p person) pronoun() string {
	if p.woman {
		return "she"
	}
	return "he"
}

var bodyForms = []string{
	"# Workers' Union", "# Liberation Front", "# Democratic Party", "Bank of #", "# Steel", "# Relief Fund", "University of #",
	"# Institute for Strategic Studies", "# Airlines", "# Herald", "# People's Army", "# Human Rights Centre", "Party of # Unity", "# Oil Company",
}

// newBody is an organisation of which nobody has heard.
func newBody(r *rand.Rand) string {
	return strings.Replace(pick(r, bodyForms), "#", syllables(r, 2), 1)
}

// newPlace is a town or a district.
func newPlace(r *rand.Rand) string {
	return syllables(r, 1+r.IntN(2), "grad", "abad", "burg", "pur", "ford", "ovo", "ino", "holm", "stead", "polis", "ville")
}

// country is a state of this world.
type country struct{ name, capital, adjective string }

var countries = []country{
	{"Kenya", "Nairobi", "Kenyan"}, {"Ghana", "Accra", "Ghanaian"}, {"Senegal", "Dakar", "Senegalese"}, {"Ethiopia", "Addis Ababa", "Ethiopian"},
	{"Egypt", "Cairo", "Egyptian"}, {"Tunisia", "Tunis", "Tunisian"}, {"Morocco", "Rabat", "Moroccan"}, {"Jordan", "Amman", "Jordanian"},
	{"Lebanon", "Beirut", "Lebanese"}, {"Iraq", "Baghdad", "Iraqi"}, {"Iran", "Tehran", "Iranian"}, {"Turkey", "Ankara", "Turkish"},
	{"Greece", "Athens", "Greek"}, {"Bulgaria", "Sofia", "Bulgarian"}, {"Romania", "Bucharest", "Romanian"}, {"Hungary", "Budapest", "Hungarian"},
	{"Serbia", "Belgrade", "Serbian"}, {"Poland", "Warsaw", "Polish"}, {"Ukraine", "Kyiv", "Ukrainian"}, {"Georgia", "Tbilisi", "Georgian"},
	{"Armenia", "Yerevan", "Armenian"}, {"Pakistan", "Islamabad", "Pakistani"}, {"Nepal", "Kathmandu", "Nepalese"}, {"Bangladesh", "Dhaka", "Bangladeshi"},
	{"Thailand", "Bangkok", "Thai"}, {"Vietnam", "Hanoi", "Vietnamese"}, {"Malaysia", "Kuala Lumpur", "Malaysian"}, {"Indonesia", "Jakarta", "Indonesian"},
	{"Japan", "Tokyo", "Japanese"}, {"Mongolia", "Ulaanbaatar", "Mongolian"}, {"Peru", "Lima", "Peruvian"}, {"Chile", "Santiago", "Chilean"},
	{"Colombia", "Bogota", "Colombian"}, {"Ecuador", "Quito", "Ecuadorian"}, {"Mexico", "Mexico City", "Mexican"}, {"Cuba", "Havana", "Cuban"},
	{"Canada", "Ottawa", "Canadian"}, {"Norway", "Oslo", "Norwegian"}, {"Finland", "Helsinki", "Finnish"}, {"Portugal", "Lisbon", "Portuguese"},
}

// known are bodies that everybody knows.
var known = []string{
	"the United Nations", "the European Union", "NATO", "the African Union", "the World Bank", "the International Monetary Fund",
	"the Arab League", "the World Health Organization", "Amnesty International", "the Red Cross", "the Security Council", "OPEC",
}
