package actors_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline/corpus"
)

// meant writes what each mention means, "Paris=paris-texas", in text order.
func meant(d *corpus.Document) string {
	var out []string
	for _, e := range d.Entities {
		out = append(out, e.Text+"="+e.Actor)
	}
	return strings.Join(out, " ")
}

func TestPlacesByContext(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a state has a governor", "<[G Georgia] Gov. >[P Brian Kemp] spoke. [G Georgia] waited.", "Georgia=georgia Brian Kemp=brian-kemp Georgia=georgia"},
		{"a state has senators", "<Senator >[P Jon Holm] of [G Georgia] spoke.", "Jon Holm=jon-holm Georgia=georgia"},
		{"a state called so", "They met in the state of [G Georgia].", "Georgia=georgia"},
		{"a country has a president", "[G Georgia]'s president met farmers from [G Texas] and [G Ohio].", "Georgia=Q230 Texas=texas Ohio=ohio"},
		{"a republic", "They met in the republic of [G Georgia], far from [G Chicago].", "Georgia=Q230 Chicago=chicago"},
		{"a country beside its people", "The [N Georgian] envoy came. The [G United States] praised [G Georgia].", "Georgian=Q230 United States=Q30 Georgia=Q230"},
		{"a country beside its capital", "[G Georgia] closed roads in [G Tbilisi], [G Chicago] did not.", "Georgia=Q230 Tbilisi=tbilisi Chicago=chicago"},
		{"a state among others", "They toured [G Georgia], [G Alabama] and [G Ohio].", "Georgia=georgia Alabama=alabama Ohio=ohio"},
		{"a country by default", "[G Georgia] waited. [G Washington] praised [G Georgia].", "Georgia=Q230 Washington=washington Georgia=Q230"},
		{"a town of the atlas in a state", "Police in [G Athens], [G Georgia], came. The mayor of [G Athens] slept.", "Athens=athens-georgia Georgia=georgia Athens=athens-georgia"},
		{"a town in another state", "A mill in [G Rome], [G New York], closed. [G Rome] mourned.", "Rome=rome-new-york New York=new-york Rome=rome-new-york"},
		{"a town in another country", "Workers in [G San Juan], [G Argentina], struck. [G San Juan] stood still.", "San Juan=san-juan-argentina Argentina=Q414 San Juan=san-juan-argentina"},
		{"a town of one name with a capital, which stands too", "In [G Paris], [G Texas], they waited. [G France] called. [G Paris] slept.", "Paris=paris-texas Texas=texas France=Q142 Paris=paris"},
		{"by the country around", "Clashes broke out in [G Tripoli]. The [N Lebanese] army came to [G Tripoli].", "Tripoli=tripoli-lbn Lebanese=Q822 Tripoli=tripoli-lbn"},
		{"by another country around", "[G Libya] closed the port of [G Tripoli].", "Libya=Q1016 Tripoli=tripoli"},
		{"the end of a list", "They toured [G Rome], [G New York] and [G Berlin].", "Rome=rome New York=new-york Berlin=berlin"},
		{"the town after its state", "They love [G Moscow], [G Idaho]. In [G Moscow] it rains.", "Moscow=moscow-idaho Idaho=idaho Moscow=moscow-idaho"},
		{"two countries", "[G Colombia], [G Brazil] wait.", "Colombia=Q739 Brazil=Q155"},
		{"a town that only the atlas has", "They love [G Corpus Christi], [G Texas].", "Corpus Christi=corpus-christi Texas=texas"},
		{"two towns of one name that only the atlas has", "They love [G Erie], [G Pennsylvania], and [G Erie], [G Colorado].", "Erie=erie Pennsylvania=pennsylvania Erie=erie-colorado Colorado=colorado"},
		{"a state by its country", "The [G United States] is large. They left [G Georgia].", "United States=Q30 Georgia=georgia"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := meant(read(t, "2015-03-01", c.text)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// The town of the atlas has the country in which it lies, and is another actor of the
// dump than the city of its name.
func TestTownsOfTheAtlas(t *testing.T) {
	docs := dump(t, "Police in [G Athens], [G Georgia], came.", "[G Athens] is the capital of [G Greece].", "[G Athens], [G Ohio], slept. [G Athens] woke.")
	for i, want := range []string{"athens-georgia USA", "athens GRC", "athens-ohio USA"} {
		for _, a := range docs[i].Actors {
			if a.ID != docs[i].Entities[0].Actor {
				continue
			}
			if got := fmt.Sprint(a.ID, " ", a.Country); got != want {
				t.Errorf("document %d: %s, want %s", i, got, want)
			}
		}
	}
	d := read(t, "2015-03-01", "Police in [G Athens], [G Georgia], came. The city slept.")
	if got := references(d); got != "The city=Athens, Georgia" {
		t.Errorf("the city: %q", got)
	}
}

func TestMistaken(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		{"a country marked as a person, beside its capital", "", "In [G Amman], [P Jordan] said so.", "Amman=amman Jordan=Q810"},
		{"beside its king", "2015-03-01", "[P Jordan] said that <King >[P Abdullah] would come.", "Jordan=Q810 Abdullah=king-abdullah-ii"},
		{"beside its people", "", "[P Chad] sent [N Chadian] troops.", "Chad=Q657 Chadian=Q657"},
		{"with a full name", "", "<Rep. >[P Jim Jordan] left [G Amman]. [P Jordan] spoke.", "Jim Jordan=jim-jordan Amman=amman Jordan=jim-jordan"},
		{"with nothing of the country", "", "[P Jordan] scored twice in [G Chicago].", "Jordan=jordan Chicago=chicago"},
		{"with a title", "", "<Mr. >[P Jordan] came from [G Amman].", "Jordan=jordan Amman=amman"},
		{"a storm", "", "[E Cyclone Zelda] hit the coast. [P Zelda] killed ten.", "Cyclone Zelda=cyclone-zelda Zelda=cyclone-zelda"},
		{"a person of a storm's name", "", "[E Cyclone Zelda] hit [P Zelda Holm]. [P Zelda] fled.", "Cyclone Zelda=cyclone-zelda Zelda Holm=zelda-holm Zelda=zelda-holm"},
		{"an airport", "", "[F Heathrow Airport] closed. [F Heathrow] said so.", "Heathrow Airport=heathrow-airport Heathrow=heathrow-airport"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := meant(read(t, c.published, c.text)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSingleNamesAndTitles(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		{"a particle in capitals", "", "<Crown Prince >[P Mohammed bin Salman] came. [P Bin Salman] spoke.", "Mohammed bin Salman, Bin Salman"},
		{"a particle in a headline", "", "[P Bin Rashud] Meets Envoy\n\n[P Nasser bin Rashud] met an envoy. [P Bin Rashud] left.", "Bin Rashud, Nasser bin Rashud, Bin Rashud"},
		{"a particle that is a given name", "", "[P Ben Holm] met [P Karl Holm]. [P Ben Holm] left.", "Ben Holm, Ben Holm | Karl Holm"},
		{"a title of a full name", "2024-08-05", "[P Hasina] fled. <Sheikh >[P Hasina], 76, had ruled. <Prime Minister >[P Sheikh Hasina] left.", "Hasina, Hasina, Sheikh Hasina"},
		{"a title alone", "", "<Tsar >[P Aleksei] met [P Tsarevna Sofia Holm]. The [P Tsar] left.", "Aleksei, Tsar | Tsarevna Sofia Holm"},
		{"a title alone of nobody", "", "The [P Tsar] met [P Tsarevna Sofia Holm].", "Tsar | Tsarevna Sofia Holm"},
		{"a longer word of one skeleton", "", "[P John Atherton] named [P Athertonia].", "John Atherton | Athertonia"},
		{"the church of somebody", "", "The [O Church of Holm] met. The [O Church] agreed.", "Church of Holm, Church"},
		{"two universities", "", "The [O University of Holm] met the [O University of Lund]. The [O University] agreed.", "University of Holm | University of Lund | University"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := clusters(read(t, c.published, c.text)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
	if got := meant(read(t, "2024-08-05", "<Sheikh >[P Hasina] fled.")); got != "Hasina=sheikh-hasina" {
		t.Errorf("a title that belongs to the name of the tables: %s", got)
	}
}

func TestReferencesByEvidence(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		{"whom he praised is another", "", "[P Peter Olsen] met [P Karl Lund]. He praised [P Olsen].", "He=Karl Lund"},
		{"nobody is left", "", "[P Peter Olsen] arrived. He praised [P Olsen].", ""},
		{"another's government", "", "An [N American] student, [P Ann Lee], was hurt. The government said so.", ""},
		{"a country named in passing", "", "[P Ann Lee] fell ill. She had studied in the [G United States]. It rained. The government said so.", "She=Ann Lee"},
		{"a country named twice", "", "[G Kenya] closed its ports. Trade in [G Kenya] fell. It rained. The government said so.", "its=Kenya; The government=Kenya"},
		{"a country of its sentence", "", "[G Kenya] said that the government would pay.", "the government=Kenya"},
		{"a private person of another country", "2023-08-15", "[G Kenya] arrested three men. [P Bill Gates] said that the government should free them.", "the government=Kenya"},
		{"no day, but the only one named who held the office", "", "[P Salome Zourabichvili] spoke. The [N Georgian] president left.", "The Georgian president=Salome Zourabichvili"},
		{"no day, and two who held it", "", "[P Mikheil Saakashvili] met [P Salome Zourabichvili]. The [N Georgian] president left.", ""},
		{"no day, and nobody", "", "The [N Lebanese] prime minister left.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := references(read(t, c.published, c.text)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}
