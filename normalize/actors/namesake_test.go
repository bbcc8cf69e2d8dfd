package actors_test

import (
	"strings"
	"testing"

	"dateline/corpus"
)

// called writes each named person or body with the name of its actor, "text=actor",
// in text order; of types that are not asked for nothing.
func called(d *corpus.Document, types ...corpus.EntityType) string {
	names := map[string]string{}
	for _, a := range d.Actors {
		names[a.ID] = a.Name
	}
	var out []string
	for _, e := range d.Entities {
		for _, t := range types {
			if e.Type == t {
				out = append(out, e.Text+"="+names[e.Actor])
			}
		}
	}
	return strings.Join(out, "; ")
}

// TestNamesakes holds whom a name means that more than one person has: the date, the
// title, the country, the pronoun and the rest of the text tell, and where they do not,
// nobody of the tables is meant.
func TestNamesakes(t *testing.T) {
	for _, c := range []struct{ name, published, text, want string }{
		{"a president by the date", "2005-02-03", "[P George Bush] signed it. [P Bush] left.", "George Bush=George W. Bush; Bush=George W. Bush"},
		{"his father by the date", "1990-02-03", "[P George Bush] signed it.", "George Bush=George H. W. Bush"},
		{"neither in office", "2015-02-03", "[P George Bush] painted.", "George Bush=George Bush"},
		{"beside his son", "2005-02-03", "[P George Bush] and [P George W. Bush] sailed.", "George Bush=George Bush; George W. Bush=George W. Bush"},
		{"a Jr. of the tables", "2018-02-03", "[P Donald Trump Jr.] called <President >[P Donald Trump]. [P Trump Jr.] was glad. [P Trump] was not.",
			"Donald Trump Jr.=Donald Trump Jr.; Donald Trump=Donald Trump; Trump Jr.=Donald Trump Jr.; Trump=Donald Trump"},
		{"a Jr. in one sentence with his father", "", "[P Sam Holm Jr.] met his father, [P Sam Holm].", "Sam Holm Jr.=Sam Holm Jr.; Sam Holm=Sam Holm"},
		{"one man with and without Jr.", "", "[P Sam Holm Jr.] came. [P Sam Holm] left.", "Sam Holm Jr.=Sam Holm Jr.; Sam Holm=Sam Holm Jr."},
		{"surnames of one sound", "", "[P John Brown] met [P John Browne]. [P Browne] left.", "John Brown=John Brown; John Browne=John Browne; Browne=John Browne"},
		{"surnames of one sound in other letters", "", "[P Ann Clark] met [P Ann Clarke].", "Ann Clark=Ann Clark; Ann Clarke=Ann Clarke"},
		{"a title among spouses", "1998-02-03", "[P Hillary Clinton] stood by [P Bill Clinton]. <Mr. >[P Clinton] thanked <Mrs. >[P Clinton].",
			"Hillary Clinton=Hillary Clinton; Bill Clinton=Bill Clinton; Clinton=Bill Clinton; Clinton=Hillary Clinton"},
		{"what she says of herself", "2016-02-03", "[P Hillary Clinton] spoke. [P Bill Clinton] agreed. [P Clinton] said she would win.",
			"Hillary Clinton=Hillary Clinton; Bill Clinton=Bill Clinton; Clinton=Hillary Clinton"},
		{"what he says of himself", "2016-02-03", "[P Bill Clinton] spoke. [P Hillary Clinton] agreed. [P Clinton] said he would not.",
			"Bill Clinton=Bill Clinton; Hillary Clinton=Hillary Clinton; Clinton=Bill Clinton"},
		{"the famous one of a family", "2018-02-03", "[P Ivanka Trump] met [P Donald Trump]. [P Ivanka Trump] spoke. The [P Trump] plan failed.",
			"Ivanka Trump=Ivanka Trump; Donald Trump=Donald Trump; Ivanka Trump=Ivanka Trump; Trump=Donald Trump"},
		{"a coach and his wife", "", "[P Nils Holm] spoke. [P Holm] left. [P Holm] ate. [P Holm] slept. [P Holm] woke. [P Kari Holm] spoke. [P Holm] sang.",
			"Nils Holm=Nils Holm; Holm=Nils Holm; Holm=Nils Holm; Holm=Nils Holm; Holm=Nils Holm; Kari Holm=Kari Holm; Holm=Nils Holm"},
		{"a third and his wife", "", "[P Nils Holm III] came. [P Holm] was calm. [P Kari Holm] left.", "Nils Holm III=Nils Holm III; Holm=Nils Holm III; Kari Holm=Kari Holm"},
		{"two kings", "2013-02-03", "[P King Abdullah] of [G Jordan] met [P King Abdullah] of [G Saudi Arabia].", "King Abdullah=King Abdullah II; King Abdullah=Abdullah bin Abdulaziz"},
		{"a king behind his people", "2013-02-03", "<[N Saudi] King >[P Abdullah] left [G Jordan].", "Abdullah=Abdullah bin Abdulaziz"},
		{"a king of the only country", "2013-02-03", "In [G Jordan], [P King Abdullah] spoke.", "King Abdullah=King Abdullah II"},
		{"a king of another day", "1985-02-03", "[P King Abdullah] of [G Jordan] rode.", "King Abdullah=King Abdullah"},
		{"a famous name alone", "2017-05-03", "[P Trump] called [P Putin]. [P Merkel] slept.", "Trump=Donald Trump; Putin=Vladimir Putin; Merkel=Angela Merkel"},
		{"a famous name in capitals", "2017-05-03", "[P PUTIN] MEETS [P XI]", "PUTIN=Vladimir Putin; XI=Xi Jinping"},
		{"a candidate", "2016-05-03", "[P Trump] spoke.", "Trump=Donald Trump"},
		{"long before his time", "1995-05-03", "[P Obama] spoke.", "Obama=Obama"},
		{"a famous name of two", "2016-05-03", "[P Clinton] spoke.", "Clinton=Clinton"},
		{"a famous name of two in another time", "1998-05-03", "[P Clinton] spoke.", "Clinton=Bill Clinton"},
		{"the president beside the governor", "2004-05-03", "[P Bush] spoke.", "Bush=George W. Bush"},
		{"a common surname alone", "2008-05-03", "[P Brown] met [P Rice] and [P Powell].", "Brown=Brown; Rice=Rice; Powell=Powell"},
		{"a famous name behind another title", "2017-05-03", "<Sergeant >[P Trump] met <Mrs. >[P Putin].", "Trump=Trump; Putin=Putin"},
		{"no name of the tables", "1987-05-03", "[P Reagan] was praised. [P Donald Regan] was not.", "Reagan=Ronald Reagan; Donald Regan=Donald Regan"},
		{"a middle name before the full one", "", "[P Holm] taught. [P Kari Holm Berg] is his daughter.", "Holm=Holm; Kari Holm Berg=Kari Holm Berg"},
		{"a short given name", "", "[P Shaquille Holm] left. [P Shaq] was tired. [P William Berg] came. [P Bill] was glad.", "Shaquille Holm=Shaquille Holm; Shaq=Shaquille Holm; William Berg=William Berg; Bill=William Berg"},
		{"a short given name of two", "", "[P William Holm] met [P William Berg]. [P Bill] was glad.", "William Holm=William Holm; William Berg=William Berg; Bill=Bill"},
		{"the end of a long name", "2012-05-03", "[P Aung San Suu Kyi] spoke. [P Suu Kyi] left.", "Aung San Suu Kyi=Aung San Suu Kyi; Suu Kyi=Aung San Suu Kyi"},
		{"the end with a given name", "", "[P Anna Maria Berg] spoke. [P Maria Berg] left.", "Anna Maria Berg=Anna Maria Berg; Maria Berg=Maria Berg"},
		{"misspelled", "", "[P Lydia Buchtmann] spoke. <Ms >[P Bauchtman] left. [P Kari Maurer] ate. [P Mauer] slept.", "Lydia Buchtmann=Lydia Buchtmann; Bauchtman=Lydia Buchtmann; Kari Maurer=Kari Maurer; Mauer=Kari Maurer"},
		{"a pseudonym", "", "[P Kari Nora Holm] (born May 5, 1986), better known by her pseudonym [P Kari Pebbles], sings. [P Pebbles] left.",
			"Kari Nora Holm=Kari Nora Holm; Kari Pebbles=Kari Nora Holm; Pebbles=Kari Nora Holm"},
		{"a title and one name", "", "[P Tsar Borko] ruled. [P Borko] died.", "Tsar Borko=Tsar Borko; Borko=Tsar Borko"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, c.published, c.text)
			if got := called(d, corpus.Person); got != c.want {
				for _, a := range d.Actors {
					t.Logf("%s: %q", a.ID, a.Why)
				}
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestBodies holds the short and the long names of bodies and places of one text.
func TestBodies(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the sign of a share", "[O Kestrel Mining] ([O LSE]: [O KST]) fell. [O KST] lost.", "Kestrel Mining, KST, KST | LSE"},
		{"the sign of a share whose market is no name", "[O Kestrel Mining] (NYSE: [O KST]) fell. [O KST] lost.", "Kestrel Mining, KST, KST"},
		{"initials and the rest", "The [O University of Norland, Holmby] opened. [O UN Holmby] is old.", "University of Norland, Holmby, UN Holmby"},
		{"initials and the rest of two", "The [O University of Norland, Holmby] met the [O Union of Nurses, Holmby]. [O UN Holmby] is old.", "University of Norland, Holmby | Union of Nurses, Holmby | UN Holmby"},
		{"the long form in brackets", "The head of the [O KSX] ([O Norwegian Fish Conference]) spoke.", "KSX, Norwegian Fish Conference"},
		{"a known acronym with another long form beside it", "The [O Southern Eel Conference] ([O SEC]) met. The [O SEC] voted.", "Southern Eel Conference, SEC, SEC"},
		{"a known acronym before another long form", "The [O SEC] sued. The [O Southern Eel Conference] met.", "SEC | Southern Eel Conference"},
		{"a known acronym behind another long form", "The [O Southern Eel Conference] met. Nobody spoke. The [O SEC] sued.", "Southern Eel Conference, SEC"},
		{"a known acronym with a spelling of its long form", "The [O World Food Program] ([O WFP]) met. [O WFP] left.", "World Food Program, WFP, WFP"},
		{"a plural of the same", "[O Holm Pacific Railway] and [O Holm Pacific Railways].", "Holm Pacific Railway, Holm Pacific Railways"},
		{"the people of a town", "[G Waldhold] voted. The [N Waldholders] were glad.", "Waldhold, Waldholders"},
		{"a town by its first word", "[G Holmico Terme] is old. In [G Holmico], trams run.", "Holmico Terme, Holmico"},
		{"a university by its town's name", "[O Holmhua University] opened. She taught at [G Holmhua].", "Holmhua University, Holmhua"},
		{"a county and its hospital", "The [O Holm County Medical Center] opened. Trams run to [G Holm County].", "Holm County Medical Center | Holm County"},
		{"a town and its county", "[G Holmhua County] voted. [G Holmhua] did not.", "Holmhua County | Holmhua"},
		{"an event of one year", "The [E 2014 Osprey Games] began. The [E Osprey Games] are old.", "2014 Osprey Games | Osprey Games"},
		{"a town and its police", "The [O Holmhua Police Department] came. [G Holmhua] slept.", "Holmhua Police Department | Holmhua"},
		{"a town and its university", "[O Holmhua University] opened. Trams run in [G Holmhua].", "Holmhua University | Holmhua"},
		{"a city with its word", "[G Taipei] and [G Taipei City].", "Taipei, Taipei City"},
		{"a club with the word", "[G Birmingham] and [O Birmingham City].", "Birmingham | Birmingham City"},
		{"a court by its first words", "The [O Norwegian Supreme Court of Fishing] met. The [O Supreme Court] ruled.", "Norwegian Supreme Court of Fishing, Supreme Court"},
		{"a product by its last word", "[E Holm Harbour Regatta] began. The [E Regatta] ended.", "Holm Harbour Regatta, Regatta"},
		{"a wrong name beside another", "The secretary general of [O NATO Japan] spoke. [O NATO] met in [G Japan].", "NATO Japan | NATO | Japan"},
		{"one name marked in two ways", "[P Pachomir] taught. [G Pachomir] died. [P Pachomir] was old.", "Pachomir, Pachomir, Pachomir"},
		{"a person and a city of one name", "[P Paris] slept. [G Paris] slept. [P Paris] woke.", "Paris, Paris | Paris"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := clusters(read(t, "2010-05-01", c.text)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}
