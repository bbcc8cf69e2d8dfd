package actors_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/extract/dates"
	"dateline/extract/syntax"
	"dateline/normalize/actors"
)

var marks = map[byte]corpus.EntityType{
	'P': corpus.Person, 'O': corpus.Org, 'G': corpus.GPE, 'L': corpus.Loc, 'N': corpus.Norp, 'F': corpus.Fac, 'E': corpus.EventT, 'W': corpus.Work, 'A': corpus.Law,
}

// read makes a document of a text in which names are marked as "[P Maia Sandu]"
// and titles as "<President >" before them, and runs the stages up to actors.
func read(t testing.TB, published, marked string) *corpus.Document {
	t.Helper()
	d := parse(t, published, marked)
	if err := actors.New(actors.Options{}).Apply(d); err != nil {
		t.Fatal(err)
	}
	if err := d.Check(); err != nil {
		t.Fatal(err)
	}
	return d
}

func parse(t testing.TB, published, marked string) *corpus.Document {
	t.Helper()
	d := &corpus.Document{ID: "test", Published: published}
	var b strings.Builder
	title := ""
	for i := 0; i < len(marked); i++ {
		switch marked[i] {
		case '<':
			end := strings.IndexByte(marked[i:], '>') + i
			title = marked[i+1 : end]
			marked = marked[:i] + title + marked[end+1:]
			title = strings.TrimSpace(strip(title))
			i--
		case '[':
			end := strings.IndexByte(marked[i:], ']') + i
			name := marked[i+3 : end]
			s := corpus.Span{Start: b.Len(), End: b.Len() + len(name)}
			e := corpus.Entity{Span: s, Text: name, Type: marks[marked[i+1]]}
			if e.Type == corpus.Person {
				e.Title, title = title, ""
			}
			d.Entities = append(d.Entities, e)
			b.WriteString(name)
			i = end
		default:
			b.WriteByte(marked[i])
		}
	}
	d.Text = b.String()
	engine, err := syntax.Open("")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []interface{ Apply(*corpus.Document) error }{syntax.Segment(engine), syntax.Tag(engine), syntax.Parse(), dates.New()} {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	for i := range d.Entities {
		e := &d.Entities[i]
		first := 0
		for first < len(d.Tokens) && d.Tokens[first].End <= e.Start {
			first++
		}
		end := first
		for end < len(d.Tokens) && d.Tokens[end].Start < e.End {
			end++
		}
		e.Tokens = corpus.Range{First: first, End: end}
	}
	return d
}

// strip takes the marks out of a title.
func strip(s string) string {
	for _, m := range []string{"[P ", "[O ", "[G ", "[L ", "[N ", "[A "} {
		s = strings.ReplaceAll(s, m, "")
	}
	return strings.ReplaceAll(s, "]", "")
}

// clusters writes the named mentions of each actor, "a, a, b | c", in text order.
func clusters(d *corpus.Document) string {
	var order []string
	by := map[string][]string{}
	for _, e := range d.Entities {
		if by[e.Actor] == nil {
			order = append(order, e.Actor)
		}
		by[e.Actor] = append(by[e.Actor], e.Text)
	}
	var out []string
	for _, id := range order {
		out = append(out, strings.Join(by[id], ", "))
	}
	return strings.Join(out, " | ")
}

func TestNames(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"family name after full name", "[P Maria Lindqvist] spoke. [P Lindqvist] left.", "Maria Lindqvist, Lindqvist"},
		{"family name in a headline before the full name", "[P Lindqvist] to resign\n\n[P Maria Lindqvist] said so.", "Lindqvist, Maria Lindqvist"},
		{"given name", "[P Maria Lindqvist] spoke. [P Maria] left.", "Maria Lindqvist, Maria"},
		{"two given names", "[P Viktor Yanukovych] met [P Viktor Yushchenko]. [P Yushchenko] won; [P Yanukovych] lost.", "Viktor Yanukovych, Yanukovych | Viktor Yushchenko, Yushchenko"},
		{"middle names", "[P Gerald Rudolph Hall] and [P Gerald R. Hall] and [P Gerald Hall].", "Gerald Rudolph Hall, Gerald R. Hall, Gerald Hall"},
		{"a middle initial is no given name", "[P Jan Hrabovsky] met his son, [P Pavel J. Hrabovsky].", "Jan Hrabovsky | Pavel J. Hrabovsky"},
		{"other middle initial", "[P John A. Hall] met [P John B. Hall].", "John A. Hall | John B. Hall"},
		{"particles", "[P Mowaffak al-Jaziri] spoke. [P Al-Jaziri] left. [P Lotte van der Berg] stayed. [P Van der Berg] slept.", "Mowaffak al-Jaziri, Al-Jaziri | Lotte van der Berg, Van der Berg"},
		{"father and son", "[P George W. Bush] met [P George Bush] and [P George H.W. Bush].", "George W. Bush | George Bush | George H.W. Bush"},
		{"a given name like a particle", "[P Ben Holm] and [P Al Holm] came. [P Ben] spoke.", "Ben Holm, Ben | Al Holm"},
		{"a family name of two words", "[P Zine El Abidine Ben Ali] fled. [P Ben Ali] had ruled.", "Zine El Abidine Ben Ali, Ben Ali"},
		{"title tells which", "[P Peter Olsen] and [P Karen Olsen] came. <Mr. >[P Olsen] spoke. <Mrs. >[P Olsen] did not.", "Peter Olsen, Olsen | Karen Olsen, Olsen"},
		{"nearest of a family", "[P Peter Olsen] came. [P Olsen] spoke. [P Karen Olsen] came later. [P Olsen] was late.", "Peter Olsen, Olsen | Karen Olsen, Olsen"},
		{"relatives are brought in", "[P Peter Olsen] was born to a teacher, [P Inge Olsen], in 1950. [P Olsen] went to sea.", "Peter Olsen, Olsen | Inge Olsen"},
		{"title against the only candidate", "[P Karen Olsen] came. <Mr. >[P Olsen] did not.", "Karen Olsen | Olsen"},
		{"acronym in brackets", "The [O Federation of Dock Workers] ([O FDW]) met. [O FDW] voted.", "Federation of Dock Workers, FDW, FDW"},
		{"acronym without its country", "The [O U.S. Harbour and Dock Administration] closed. The [O HDA] said so.", "U.S. Harbour and Dock Administration, HDA"},
		{"acronym of two names stays", "[O Oslo Trade Union], [O Ostend Trade Union] and [O OTUX].", "Oslo Trade Union | Ostend Trade Union | OTUX"},
		{"legal form", "[O Kestrel Mining Corp.] rose. [O Kestrel Mining] fell.", "Kestrel Mining Corp., Kestrel Mining"},
		{"part of a name", "[O Kestrel Mining] rose. [O Kestrel] fell.", "Kestrel Mining, Kestrel"},
		{"part of two names", "[O Kestrel Mining] and [O Kestrel Foods] rose. [O Kestrel] fell.", "Kestrel Mining | Kestrel Foods | Kestrel"},
		{"without its country", "The [O Polish Road Directorate] met. The [O Road Directorate] agreed.", "Polish Road Directorate, Road Directorate"},
		{"demonym and country", "[G Ukraine] and the [N Ukrainian] side; [N Ukrainians] said.", "Ukraine, Ukrainian, Ukrainians"},
		{"spellings of a city", "[G Kyiv] is [G Kiev].", "Kyiv, Kiev"},
		{"person and place", "[P George Washington] never saw [G Washington]. [P Washington] died.", "George Washington, Washington | Washington"},
		{"marked differently", "[P Ilse Brandvold] spoke. [O Brandvold] left.", "Ilse Brandvold, Brandvold"},
		{"a company called like a man", "[O Brandvold Motor] and [P Ilse Brandvold]. [O Brandvold] fell.", "Brandvold Motor, Brandvold | Ilse Brandvold"},
		{"a body by its noun", "[O NATO] met. The [O Alliance] agreed.", "NATO, Alliance"},
		{"long form of a known body", "The [O North Atlantic Treaty Organization] ([O NATO]) met. [P NATO] agreed.", "North Atlantic Treaty Organization, NATO, NATO"},
		{"a name with a wrong one beside it", "[O NATO] [G Japan] protested. [G Japan] agreed.", "NATO | Japan, Japan"},
		{"adherents", "A [N Kestrelist] met the [N Kestrelists].", "Kestrelist, Kestrelists"},
		{"a team", "The [O Bergen Ospreys] won. The [N Ospreys] cheered.", "Bergen Ospreys, Ospreys"},
		{"an airport by its place", "[F Fornebu Airport] was closed. [G Fornebu] will open.", "Fornebu Airport, Fornebu"},
		{"acronym in another language", "Talks with the [O Union of Harbour Workers] ([O SVP]) failed. The [O SVP] left.", "Union of Harbour Workers, SVP, SVP"},
		{"an acronym in brackets behind a place", "[G Bergen] ([O SVP]) was calm.", "Bergen | SVP"},
		{"acronym of an agreement", "The [A Joint Harbour and Coast Plan] ([O JHCP]) was signed. The [O JHCP] lapsed.", "Joint Harbour and Coast Plan, JHCP, JHCP"},
		{"original script", "[P Sergei Ivashkov] ([P Сергей Ивашков]) spoke. [P Ivashkov] left.", "Sergei Ivashkov, Сергей Ивашков, Ivashkov"},
		{"known as", "[P Rodrigo Lund], a commander better known as [P Timofei], met [P Ann Holt]. [P Timofei] left.", "Rodrigo Lund, Timofei, Timofei | Ann Holt"},
		{"a wife by her title", "[P Peter Olsen] and his wife, [P Karen Olsen], arrived. [P Olsen] spoke. [P Mrs Olsen] smiled.", "Peter Olsen, Olsen | Karen Olsen, Mrs Olsen"},
		{"a noble particle", "The [P Marquis de Lafayette] sailed. <General >[P Lafayette] fought.", "Marquis de Lafayette, Lafayette"},
		{"an acronym with a small letter", "The [O Bank of Holm] fell. The [O Bank] rose. [O BoH] sank.", "Bank of Holm, Bank, BoH"},
		{"not known as", "[P Rodrigo Lund] wrote the book known as a classic. [P Timofei] left.", "Rodrigo Lund | Timofei"},
		{"a lake of two names", "[L Lake Holm], known as [L Ujma] to others, froze.", "Lake Holm, Ujma"},
		{"one letter in a long family name", "[P Hassan Rouhadi] spoke. [P Rohadi] left.", "Hassan Rouhadi, Rohadi"},
		{"one letter in a short family name", "[P Peter Berg] spoke. [P Borg] left.", "Peter Berg | Borg"},
		{"a body that goes on behind", "The [O General Assembly] of the [O United Nations] met. [O UNGA] voted.", "General Assembly, UNGA | United Nations"},
		{"a bare name after its country", "In [G Washington], nobody spoke. [O Congress] voted. The [O US Congress] met.", "Washington | Congress, US Congress"},
		{"a professor marked as a body", "[P Ilse Brandvold] spoke. [O Professor Brandvold] left.", "Ilse Brandvold, Professor Brandvold"},
		{"a person marked as a people", "[P Brandvold] painted. [N Ilse Brandvold] died.", "Brandvold, Ilse Brandvold"},
		{"a person marked as a body", "[O Maria Lindqvist] died. [P Lindqvist] painted.", "Maria Lindqvist, Lindqvist"},
		{"a firm called like a person", "[O Kestrel Brandvold] fell. [P Brandvold] painted.", "Kestrel Brandvold | Brandvold"},
		{"a saint's town", "[P Peter Holm] left [O Saint Holm].", "Peter Holm | Saint Holm"},
		{"what stands behind a name", "[P Daniel Holm] met [P Daniel Holm FRS] and [P Ann Olsen, MP]. [P Ann Olsen] left.", "Daniel Holm, Daniel Holm FRS | Ann Olsen, MP, Ann Olsen"},
		{"the one of two that was brought in before", "The [O Bergen Ospreys] won. [O Ospreys] fell. The [O Oslo Ospreys] lost.", "Bergen Ospreys, Ospreys | Oslo Ospreys"},
		{"a known body behind its country", "The [O United Kingdom Home Office] met. The [O Home Office] agreed.", "United Kingdom Home Office, Home Office"},
		{"a known body behind another country", "The [O Polish Home Office] met.", "Polish Home Office"},
		{"a state and a country of one name", "[G Georgia] accused [G Russia]. In [G Atlanta], [G Georgia], nobody spoke. [G Georgia] waited.", "Georgia, Georgia | Russia | Atlanta | Georgia"},
		{"a town that the gazetteer lacks", "Police in [G Paris], [G Texas], came. [G Paris] slept in [G France].", "Paris | Texas | Paris | France"},
		{"a list of places", "They saw [G London], [G Paris], [G Texas] and [G Berlin]. [G Paris] slept.", "London | Paris, Paris | Texas | Berlin"},
		{"wars", "The [E First World War] and [E WWI].", "First World War, WWI"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := clusters(read(t, "", c.text)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSpellings(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"[P Arseniy Yatsenyuk] and [P Arsenii Yatseniuk] and [P Yatsenyuk] and [P Yatseniuk].", "Arseniy Yatsenyuk, Arsenii Yatseniuk, Yatsenyuk, Yatseniuk"},
		{"[P Anatoliy Hrabovsky] spoke. [P Hrabovskyy] left.", "Anatoliy Hrabovsky, Hrabovskyy"},
		{"[P Volodymyr Zelenskyy] met [P Zelensky].", "Volodymyr Zelenskyy, Zelensky"},
		{"[P Viktor Hrach] met [P Vitaly Hrach].", "Viktor Hrach | Vitaly Hrach"},
	} {
		if got := clusters(read(t, "", c.text)); got != c.want {
			t.Errorf("\n got %s\nwant %s", got, c.want)
		}
	}
}

func TestIDs(t *testing.T) {
	d := read(t, "2015-03-01", "[O NATO] and [G Ukraine] and [G Kyiv]; [P Petro Poroshenko], [P Maria Lindqvist] and [G Washington]; [P Washington] spoke. [O Kestrel].")
	got := map[string]string{}
	for _, e := range d.Entities {
		got[e.Text+" "+string(e.Type)] = e.Actor
	}
	for name, want := range map[string]string{
		"NATO ORG": "Q7184", "Ukraine GPE": "Q212", "Kyiv GPE": "kyiv", "Maria Lindqvist PERSON": "maria-lindqvist", "Washington GPE": "washington",
		"Washington PERSON": "washington-person", "Kestrel ORG": "kestrel",
	} {
		if got[name] != want {
			t.Errorf("%s has id %q, want %q", name, got[name], want)
		}
	}
	for _, a := range d.Actors {
		if a.Name == "Ukraine" && (a.Country != "UKR" || a.Wikidata != "Q212" || a.Mentions != 1 || len(a.Why) == 0) {
			t.Errorf("%+v", a)
		}
	}
}

func TestCountriesAndSectors(t *testing.T) {
	d := read(t, "", "<[N Polish] Defence Minister >[P Jan Kowalczewski] met <General >[P Otto Brandvold] of the [O Norwegian Coast Guard]. [P Lena Ek], a former foreign minister of [G Sweden], watched.")
	got := map[string]string{}
	for _, a := range d.Actors {
		got[a.Name] = a.Country + " " + a.Sector
	}
	for name, want := range map[string]string{"Jan Kowalczewski": "POL GOV", "Otto Brandvold": "NOR MIL", "Norwegian Coast Guard": "NOR MIL", "Lena Ek": "SWE ELI"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

// TestBelongings holds what the words beside a name say of countries and sectors.
func TestBelongings(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"[P Anna Berg], an [N Italian] nurse who moved to [G Leeds], spoke.", "Anna Berg", "ITA MED"},
		{"[P Anna Berg], 41, a broker in [G Oslo], spoke.", "Anna Berg", "NOR BUS"},
		{"[P Anna Berg], a lawyer in [G Oslo], spoke.", "Anna Berg", "NOR "},
		{"[P Anna Berg], who teaches law at [O Holm College] in [G Boston], spoke.", "Anna Berg", "USA EDU"},
		{"[P Anna Berg], an analyst at the [O Holm Fund] in [G London], spoke.", "Anna Berg", " "},
		{"[P Anna Berg], a [G Tunis] historian, spoke.", "Anna Berg", "TUN "},
		{"[G Norway] voted. [P Anna Berg], 29, slept.", "Anna Berg", "NOR CVL"},
		{"[G Norway] and [G Sweden] voted. [P Anna Berg], 29, slept.", "Anna Berg", " CVL"},
		{"In [G Belgrade], the baker [P Anna Berg] slept.", "Anna Berg", "SRB BUS"},
		{"[P Anna Berg], a retired teacher in [G Oslo], slept.", "Anna Berg", "NOR CVL"},
		{"[P Anna Berg] of [G Oslo] spoke.", "Anna Berg", "NOR "},
		{"<Chief Executive >[P Anna Berg] of [G Norway] spoke.", "Anna Berg", "NOR GOV"},
		{"<[G Norway]'s Chief Executive >[P Anna Berg] spoke.", "Anna Berg", "NOR GOV"},
		{"<Secretary-General >[P Anna Berg] spoke.", "Anna Berg", " "},
		{"<[O NATO] Deputy Secretary General >[P Anna Berg] spoke.", "Anna Berg", "IGO IGO"},
		{"<Police Commissioner >[P Anna Berg] spoke.", "Anna Berg", " COP"},
		{"[P Jens Stoltenberg], the secretary general of [O NATO], spoke.", "Jens Stoltenberg", "IGO IGO"},
		{"[P Jimmy Carter], a former [N US] president, watched.", "Jimmy Carter", "USA ELI"},
		{"The [O Holm University] opened.", "Holm University", " EDU"},
		{"The [O Supreme Court] of [G Norway] met.", "Supreme Court", "NOR JUD"},
		{"[G Norway] was calm. The [O State Council] met.", "State Council", "NOR "},
		{"[G Norway] voted in [G Norway] and [G Norway]. <Senator >[P Anna Berg] spoke.", "Anna Berg", "NOR LEG"},
		{"[G Norway] voted in [G Norway] and [G Norway]. <Senator >[P Anna Berg] of the strangers flew to [G Poland].", "Anna Berg", " LEG"},
		{"[G Norway] voted. The [O Alliance] met.", "Alliance", " "},
		{"[G Holmby], [G Norway], was calm.", "Holmby", "NOR "},
		{"[F Holm Palace] in [G Istanbul] burned.", "Holm Palace", "TUR "},
	} {
		d := read(t, "2016-01-01", c.text)
		for _, a := range d.Actors {
			if a.Name == c.name {
				if got := a.Country + " " + a.Sector; got != c.want {
					t.Errorf("%s: %q, want %q (%s)", c.text, got, c.want, a.Why)
				}
			}
		}
	}
}

// TestShortNamesOfKnownPeople holds that a title and a date bring a family name to
// its bearer, by any of the names the tables have and wherever it stands.
func TestShortNamesOfKnownPeople(t *testing.T) {
	for _, c := range []struct{ published, text, want string }{
		{"2000-05-01", "<[N German] Chancellor >[P Schroeder] spoke.", "Gerhard Schröder"},
		{"2016-05-01", "<[N Chinese] President >[P Xi] spoke.", "Xi Jinping"},
		{"2016-05-01", "<[N Chinese] Premier >[P Li] spoke.", "Li Keqiang"},
		{"2016-05-01", "<[N Chinese] President >[P Jinping] spoke.", "Jinping"},
	} {
		d := read(t, c.published, c.text)
		if got := d.Actors[len(d.Actors)-1].Name; got != c.want {
			t.Errorf("%s: %s, want %s", c.text, got, c.want)
		}
	}
}

// references writes the references as "surface=Actor name", in text order.
func references(d *corpus.Document) string {
	names := map[string]string{}
	for _, a := range d.Actors {
		names[a.ID] = a.Name
	}
	var out []string
	for _, r := range d.References {
		out = append(out, fmt.Sprintf("%s=%s", d.Surface(r.Span), names[r.Actor]))
	}
	return strings.Join(out, "; ")
}

func TestReferences(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		{"he", "", "[P Peter Olsen] arrived on Monday. He said nothing.", "He=Peter Olsen"},
		{"she and her", "", "[P Karen Olsen] met [P Peter Lund]. She left with her staff.", "She=Karen Olsen; her=Karen Olsen"},
		{"not oneself", "", "[P Peter Olsen] praised him.", ""},
		{"a woman without a name", "", "[P Karen Olsen] wrote the report. A woman lost her passport.", ""},
		{"a speaker is not he", "", "[P Peter Olsen] said: \"He is too old.\"", ""},
		{"ahead", "", "In his speech, [P Peter Olsen] praised the harbour.", "his=Peter Olsen"},
		{"too far back", "", "[P Peter Olsen] arrived. It rained. The streets were empty. The trams stood still. Nothing moved. He slept.", ""},
		{"its", "", "[O NATO] said on Friday that its ships had left.", "its=NATO"},
		{"expletive", "", "[O NATO] met on Friday. It is likely that ships will leave.", ""},
		{"title before", "", "<Prime Minister >[P Arseniy Yatsenyuk] spoke. The prime minister left. The minister of finance stayed.", "The prime minister=Arseniy Yatsenyuk"},
		{"role behind", "", "[P Lena Ek], the foreign minister of [G Sweden], spoke. The minister left.", "The minister=Lena Ek"},
		{"role before", "", "The [N Moldovan] president, [P Maia Sandor], spoke. The president left.", "The president=Maia Sandor"},
		{"the later of two presidents", "2022-01-01", "<President >[P Leonid Kravchuk] of [G Ukraine] and <[N Russian] President >[P Boris Yeltsin] signed it in 1992. Nothing happened. It rained. <President >[P Leonid Kuchma] came. In May 2002, the president resigned.", "the president=Leonid Kuchma"},
		{"the president beside a former one", "", "<Former President >[P Leonid Holm] met the president, [P Viktor Berg]. The former president left. The president stayed.", "The former president=Leonid Holm; The president=Viktor Berg"},
		{"acting", "", "<Acting President >[P Leonid Holm] spoke. The acting president left.", "The acting president=Leonid Holm"},
		{"two of one role", "", "<Senator >[P Paul Reed] met <Senator >[P Carl Dunn]. The senator left.", ""},
		{"alliance", "", "[O NATO] met. The alliance agreed.", "The alliance=NATO"},
		{"alliance without a name", "", "The alliance agreed. [G Poland] did not.", ""},
		{"office holder of the time", "2008-11-05", "The [N Ukrainian] president spoke in [G Brussels].", "The Ukrainian president=Viktor Yushchenko"},
		{"possessive", "2012-06-01", "[G Ukraine]'s president spoke.", "Ukraine's president=Viktor Yanukovych"},
		{"of", "2015-06-01", "The president of [G Ukraine] spoke.", "The president=Petro Poroshenko"},
		{"date in the sentence", "2016-01-01", "In November 2008, the [N Ukrainian] president spoke.", "the Ukrainian president=Viktor Yushchenko"},
		{"former", "2016-01-01", "The former [N Ukrainian] president spoke.", ""},
		{"deputy", "2016-01-01", "The [N Ukrainian] vice president spoke.", ""},
		{"no date", "", "The [N Ukrainian] president spoke.", ""},
		{"year of change", "", "In 2010, the [N Ukrainian] president spoke.", ""},
		{"many", "2016-01-01", "The [N Ukrainian] presidents spoke.", ""},
		{"company", "", "[O Kestrel Airlines Corp.] rose. The company fell.", "The company=Kestrel Airlines Corp."},
		{"two companies", "", "[O Kestrel Corp.] and [O Osprey Corp.] rose. The company fell.", ""},
		{"country", "", "[G Moldova] voted. The country was calm.", "The country=Moldova"},
		{"set off behind a name", "2015-06-01", "[P Petro Poroshenko], the president of [G Ukraine], spoke.", ""},
		{"the name follows", "2015-06-01", "The president of [G Ukraine], [P Petro Poroshenko], spoke.", ""},
		{"an office that nobody was given in the text", "2017-03-29", "A letter by [P Theresa May] arrived in [G Britain]. The prime minister had signed it.", "The prime minister=Theresa May"},
		{"before a possessive", "", "[G Moldova] voted. The country's largest party won.", "The country=Moldova"},
		{"the government of the text's country", "", "[G Moldova] voted in [G Moldova]. The sun shone. The government was glad.", "The government=Moldova"},
		{"the capital", "", "[G Chisinau] was calm, and [G Moldova] voted. Trams ran in the capital.", "the capital=Chisinau"},
		{"the capital of another", "", "[G Vienna] was calm. They met in the [N Austrian] capital.", "the Austrian capital=Vienna"},
		{"his country", "", "[P Viktor Yanukovych] left. [G Ukraine] voted. [P Viktor Yanukovych] said that his country was free.", "his=Viktor Yanukovych; his country=Ukraine"},
		{"the only deal", "", "The [A Holm Agreement] was signed. Nobody liked the deal.", "the deal=Holm Agreement"},
		{"two deals", "", "The [A Holm Treaty] and the [A Berg Treaty] were signed. Nobody liked the deal.", ""},
		{"the deal that is called so", "", "The [A Holm Agreement] and the [A Berg Framework] were signed. Nobody liked the agreement.", "the agreement=Holm Agreement"},
		{"they", "", "[P Karen Olsen] and [P Peter Lund] arrived on Monday. They said nothing.", "They=Karen Olsen; They=Peter Lund"},
		{"their", "", "[P Karen Olsen] and [P Peter Lund] signed with their own pens.", "their=Karen Olsen; their=Peter Lund"},
		{"they of others", "", "[P Karen Olsen] and [P Peter Lund] met the farmers. The farmers were angry. They shouted.", ""},
		{"they after an object", "", "A crowd saw [P Karen Olsen] and [P Peter Lund]. They shouted.", ""},
		{"the two men", "", "[P Peter Olsen] met [P Karl Lund]. The two men shook hands. They smiled.", "The two men=Peter Olsen; The two men=Karl Lund; They=Peter Olsen; They=Karl Lund"},
		{"the two men of three", "", "[P Peter Olsen] met [P Karl Lund] and [P Jan Berg]. The two men shook hands.", ""},
		{"both governments", "", "[G Poland] wrote to [G Greece]. Both governments agreed.", "Both governments=Poland; Both governments=Greece"},
		{"leaders of others", "", "[P Peter Olsen] met [P Karl Lund]. The two leaders of the strike slept.", ""},
		{"a union that may be any", "", "The [O European Union] met. The sun shone. The sun set. The sun rose. The trams ran. Nothing moved. Voters backed the union.", ""},
		{"it of who says so", "", "[G Oslo] was blamed by [G Poland]; a day later, the [O Harbour Board] declared that it had sunk the ship.", "it=Harbour Board"},
		{"it was leaving", "", "[G Britain] told the [O European Union] that it was leaving the club.", "it=United Kingdom"},
		{"the speaker set off behind", "", "[P Karl Lund] spoke. [P Peter Olsen] might delay the vote, he said.", "he=Karl Lund"},
		{"whose envoy", "", "[P Peter Olsen] travels to [G Oslo], where he meets [P Karl Lund] and his envoy.", "he=Peter Olsen; his=Karl Lund"},
		{"no part of one's own clause", "", "[P Peter Olsen] met [P Karl Lund]. [P Olsen] thanked him.", "him=Karl Lund"},
		{"the object of the verb before", "", "[P Peter Olsen] met [P Karl Lund] and thanked him.", "him=Karl Lund"},
		{"a noun before a name is nobody else", "", "In [G Oslo], the baker [P Samir Holm] said that he was glad.", "he=Samir Holm"},
		{"a role before a name is nobody else", "", "The harbour master, [P Samir Holm], told the crews, and he urged them to wait.", "he=Samir Holm"},
		{"a brother by his name", "", "[P Reza Holm] waited. He was glad. His brother [P Behzad] was not. He slept.", "He=Reza Holm; His=Reza Holm; He=Behzad"},
		{"its of the sentence before", "", "The [O Harbour Board] voted against it. Its leader, [P Karl Lund], was glad.", "Its=Harbour Board"},
		{"somebody spoken of in a quotation", "", "[P Karl Lund] said: \"A minister goes home.\" He was glad.", "He=Karl Lund"},
		{"the rebels", "", "The [O FARC] came. The rebels left.", "The rebels=FARC"},
		{"the rebels of two", "", "The [O FARC] met [O Hamas]. The rebels left.", ""},
		{"the rebels without a group", "", "The [O FBI] came. The rebels left.", ""},
		{"the region", "", "[G Catalonia] voted in [G Spain]. The region was calm.", "The region=Catalonia"},
		{"the region of two", "", "[G Catalonia] and [G Bavaria] voted. The region was calm.", ""},
		{"a name before the second verb", "", "[P David Cameron] resigned, and [P May] replaced him.", "him=David Cameron"},
		{"asked to thank", "", "[P Peter Olsen] asked [P Karl Lund] to thank him.", "him=Peter Olsen"},
		{"wanted to thank", "", "[P Karl Lund] spoke. [P Peter Olsen] wanted to thank him.", "him=Karl Lund"},
		{"behind oneself", "", "[P Peter Olsen] looked behind him.", "him=Peter Olsen"},
		{"with oneself", "", "[P Peter Olsen] brought his daughter with him.", "his=Peter Olsen; him=Peter Olsen"},
		{"oneself", "", "[P Karl Lund] slept. [P Peter Olsen] hurt himself.", "himself=Peter Olsen"},
		{"president-elect", "", "<President-elect >[P Leonid Holm] spoke. The president-elect left. The president stayed.", "The president-elect=Leonid Holm"},
		{"the minister is not the prime minister", "", "<Prime Minister >[P Leonid Holm] met <Defence Minister >[P Peter Olsen]. The minister left.", "The minister=Peter Olsen"},
		{"a leader of a country", "2014-07-07", "[P Petro Poroshenko] met [P Vladimir Putin]. The [N Russian] leader left.", "The Russian leader=Vladimir Putin"},
		{"a leader out of office", "1995-07-07", "[P Vladimir Putin] met [P Karl Lund]. The [N Russian] leader left.", ""},
		{"a counterpart", "2014-07-07", "[P Petro Poroshenko] left. He told his [N Russian] counterpart that talks had failed.", "He=Petro Poroshenko; his=Petro Poroshenko; his Russian counterpart=Vladimir Putin"},
		{"a counterpart who is named", "2014-07-07", "[P Petro Poroshenko] left. He met his [N Russian] counterpart [P Vladimir Putin].", "He=Petro Poroshenko; his=Petro Poroshenko"},
		{"a group with a word for its kind", "", "[O Boko Haram] came. The [N Islamist] group left.", "The Islamist group=Boko Haram"},
		{"a ministry by its task", "", "The [O Ministry of Health] warned people. The health ministry said so. The defence ministry did not.", "The health ministry=Ministry of Health"},
		{"another bank", "", "The [O Holm Bank] fell. The central bank helped. The new bank opened.", ""},
		{"a company by its country", "2010-01-01", "[O Nokia] met [O Apple]. The [N Finnish] company was glad.", "The Finnish company=Nokia"},
		{"a firm that the tables know", "2010-01-01", "[O Nokia] cut jobs. The firm blamed the crisis.", "The firm=Nokia"},
		{"a firm that may be another", "2010-01-01", "[O Nokia] bought [O Zorvex]. The firm blamed the crisis.", ""},
		{"a title is no reference", "2015-06-01", "The <[N Ukrainian] president, >[P Petro Poroshenko] spoke.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.published, c.text)
			if got := references(d); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			for _, r := range d.References {
				if r.Why == "" {
					t.Errorf("%q has no reason", d.Surface(r.Span))
				}
			}
		})
	}
}

func TestAdoptedOfficeHolder(t *testing.T) {
	d := read(t, "2008-11-05", "The [N Ukrainian] president spoke. The [N Ukrainian] president left.")
	n := 0
	for _, a := range d.Actors {
		if a.Name == "Viktor Yushchenko" {
			n++
			if a.Mentions != 0 || len(a.Why) != 1 {
				t.Errorf("%+v", a)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d actors of that name", n)
	}
}

func TestOneNameOfTwoOfficeHolders(t *testing.T) {
	for published, want := range map[string]string{"1991-05-01": "George H. W. Bush", "2005-05-01": "George W. Bush", "2015-05-01": "George Bush"} {
		d := read(t, published, "<[N US] President >[P George Bush] spoke.")
		if got := d.Actors[1].Name; got != want {
			t.Errorf("%s: %s, want %s", published, got, want)
		}
	}
}

func TestEra(t *testing.T) {
	d := read(t, "", "<Vice President >[P Dick Cheney] of the [G United States] spoke for <President >[P Bush].")
	if got := d.Entities[2].Actor; got != "Q207" {
		t.Errorf("President Bush under Cheney is %s", got)
	}
}

func TestTitleAndDateTellWho(t *testing.T) {
	d := read(t, "2012-05-01", "<[N Ukrainian] President >[P Yanukovych] spoke.")
	if got := d.Entities[1].Actor; !strings.HasPrefix(got, "Q") && got != "viktor-yanukovych" {
		t.Errorf("actor %s", got)
	}
}

// TestEveryEntityHasAnActor holds over odd texts: every entity's actor is among
// the actors, ids are unique, counts add up.
func TestEveryEntityHasAnActor(t *testing.T) {
	texts := []string{
		"", "[P  ]", "[P .] [O -] [G ’s] [N !]", "[P Mr.] [P Jr.] [P al] [P al-]", "[O NATO][O NATO][O NATO]", "[P Ó]", "[W €] [W €]",
		"[O Republic] [O the] [O The] [O Inc.] [O Inc. Inc.]", "[P A B] [P B A] [P A] [P B] [P A A A A]", "[G Georgia] [G Paris, Texas]",
		"[P 王] [P 王 小明] [P José María de la Cruz y Pérez III]",
	}
	for _, text := range texts {
		d := read(t, "2010-01-01", text)
		ids := map[string]int{}
		for _, a := range d.Actors {
			if _, twice := ids[a.ID]; twice || a.ID == "" {
				t.Errorf("%q: id %q", text, a.ID)
			}
			ids[a.ID] = a.Mentions
		}
		for _, e := range d.Entities {
			if _, ok := ids[e.Actor]; !ok {
				t.Errorf("%q: %q has no actor", text, e.Text)
			}
			ids[e.Actor]--
		}
		for id := range maps.Keys(ids) {
			if ids[id] != 0 {
				t.Errorf("%q: mentions of %s do not add up", text, id)
			}
		}
	}
}

// TestLargeDocument would not end in any useful time if a rule compared every
// name with every other.
func TestLargeDocument(t *testing.T) {
	var b strings.Builder
	b.WriteString("<President >[P Ann Hall] ")
	for i := range 1500 {
		fmt.Fprintf(&b, "and [P Maria K%dx] and [P Jan K%dx] ([O Kx%d Union of Dock Workers]) and he and [O KUD] and [P Maria] and [O Union] and the president", i, i%50, i)
		if i%100 == 99 {
			b.WriteString(". ")
		}
	}
	read(t, "2010-01-01", b.String())
}

func TestDeterministic(t *testing.T) {
	d := parse(t, "2008-11-05", benchText)
	s := actors.New(actors.Options{})
	var want []byte
	for range 5 {
		if err := s.Apply(d); err != nil {
			t.Fatal(err)
		}
		line, err := corpus.Line(d, corpus.DefaultLayers)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = line
		}
		if !slices.Equal(line, want) {
			t.Fatal("two runs differ")
		}
	}
}

const benchText = `[G Oslo] ([O Harbour News]) - <Prime Minister >[P Maria Lindqvist] of [G Norway] met <[O NATO] Secretary General >[P Otto Brandvold] on Monday. [P Lindqvist] said that the alliance would keep its promise, and that she would visit [G Kyiv] in May. "We have talked about it for years," [P Brandvold] said.

The [N Ukrainian] president welcomed the visit. The [O Federation of Dock Workers] ([O FDW]) called a strike for Friday; [O FDW] has 40,000 members in [G Norway], [G Sweden] and [G Denmark]. Its leader, [P Peter Olsen], told [O Harbour News] that he saw no other way. His wife, [P Karen Olsen], sits in the [O Norwegian Parliament].

[P Olsen] worked on the docks of [G Bergen] until he was 40. The union was founded in 1911. [O Kestrel Mining Corp.], which ships coal through the port, said that the company would use [N Danish] harbours. [O Kestrel] fell 4 percent. The prime minister did not comment.

`

func BenchmarkApply(b *testing.B) {
	d := parse(b, "2008-11-05", strings.Repeat(benchText, 4))
	s := actors.New(actors.Options{})
	b.ReportAllocs()
	for b.Loop() {
		if err := s.Apply(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(d.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		actors.Load()
	}
}

func FuzzApply(f *testing.F) {
	f.Add("President Maria Lindqvist of Norway met NATO (North Atlantic Treaty Organization) in Kyiv. She said Mr. al-Rubaie's wife, Anna O’Hara, was \"late\".", uint8(3))
	f.Add("\u00a0Ünal's ’s 'S A. B. A.B. the The of Of Union's", uint8(1))
	f.Fuzz(func(t *testing.T, text string, step uint8) {
		if len(text) > 2000 || strings.ContainsAny(text, "[]<>") {
			t.Skip()
		}
		text = strings.ToValidUTF8(text, "?")
		kinds := "POGLNFEW"
		var b strings.Builder
		for i, w := range strings.SplitAfter(text, " ") {
			core := strings.TrimRight(w, " ")
			if core != "" && core[0] >= 'A' && core[0] <= 'Z' {
				fmt.Fprintf(&b, "[%c %s]%s", kinds[(i*int(step)+i)%len(kinds)], core, w[len(core):])
				continue
			}
			b.WriteString(w)
		}
		d := read(t, "2010-01-01", b.String())
		for _, e := range d.Entities {
			if e.Actor == "" {
				t.Errorf("%q has no actor", e.Text)
			}
		}
		if ids := reduced(t, &actors.Reducer{}, [][]actors.Key{actors.KeysOf(d, nil), actors.KeysOf(d, nil)}); !slices.Equal(ids[0], ids[1]) {
			t.Error("two copies of a document differ")
		}
	})
}
