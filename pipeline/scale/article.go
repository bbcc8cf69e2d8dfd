package main

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// dump is a dump with all that it is a function of.
type dump struct {
	seed  uint64
	words int
}

// document is a record as package read takes it.
type document struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Title     string `json:"title"`
	Published string `json:"published"`
	Text      string `json:"text"`
}

// What some of a hundred documents are, besides stories of their own.
const (
	copied    = 4 // an earlier document word for word
	shortened = 3 // the beginning of an earlier document
	retold    = 8 // what happened in an earlier document, told anew
)

// The independent choices of one document.
const (
	choosing uint64 = iota
	casting
	plotting
	telling
	naming
)

// random gives the choices of one document.
func (d dump) random(i int, what uint64) *rand.Rand {
	return rand.New(rand.NewPCG(mix(d.seed)+what, mix(uint64(i))))
}

// mix is the finaliser of SplitMix64 (Steele, Lea and Flood 2014), a bijection.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// earlier is the number of a document before i, mostly not far before.
func earlier(r *rand.Rand, i int) int {
	if r.IntN(4) > 0 {
		return i - 1 - r.IntN(min(i, 500))
	}
	return r.IntN(i)
}

// role says what document i is, and which earlier one it goes by.
func (d dump) role(i int) (role, of int) {
	if i == 0 {
		return 0, 0
	}
	r := d.random(i, choosing)
	of = earlier(r, i)
	switch x := r.IntN(100); {
	case x < copied:
		return copied, of
	case x < copied+shortened:
		return shortened, of
	case x < copied+shortened+retold:
		return retold, of
	}
	return 0, 0
}

func (d dump) document(i int) document {
	r := d.random(i, naming)
	text, title, published := d.article(i)
	site := strings.ToLower(syllables(r, 2))
	out := document{
		ID:    fmt.Sprintf("%016x", mix(mix(uint64(i))+d.seed)),
		Title: title, Published: published.Format(time.DateOnly),
	}
	slug := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(title, "'", ""), " ", "-"))
	out.URL = fmt.Sprintf("https://www.%s.example/%s/%s-%d", site, published.Format("2006/01/02"), slug, i)
	out.Text = strings.Join(text, "\n\n")
	return out
}

// article is the text of a document in paragraphs.
func (d dump) article(i int) (text []string, title string, published time.Time) {
	role, of := d.role(i)
	switch role {
	case copied:
		return d.article(of)
	case shortened:
		text, title, published = d.article(of)
		return text[:(len(text)+1)/2], title, published
	}
	p := d.plot(i)
	r := d.random(i, telling)
	published = p.day.AddDate(0, 0, r.IntN(2))
	k := &kinds[p.kind]
	t := teller{plot: p, r: r, named: [3]bool{true, true, true}} // a headline gives family names only
	title = t.tell(pick(r, k.titles))
	t.named = [3]bool{}
	words := 0
	paragraph := func(s string) {
		s = t.tell(s)
		words += strings.Count(s, " ") + 1
		text = append(text, s)
	}
	lead := pick(r, k.leads)
	if r.IntN(2) == 0 {
		lead = strings.ToUpper(p.land[0].capital) + ", " + published.Format("January 2") + " (" + syllables(r, 2) + " News) - " + lead
	}
	paragraph(lead)
	paragraph(pick(r, said))
	for words < d.words {
		switch r.IntN(3) {
		case 0:
			paragraph(pick(r, k.follows) + " " + pick(r, said))
		case 1:
			paragraph(pick(r, follows) + " " + pick(r, k.follows))
		default:
			paragraph(pick(r, said) + " " + pick(r, follows))
		}
	}
	return text, title, published
}

// cast is what comes up for the first time in an article, unless the article goes by
// another.
type cast struct {
	person      person
	body, place string
}

func (d dump) cast(i int) cast {
	if role, of := d.role(i); role != 0 {
		return d.cast(of)
	}
	r := d.random(i, casting)
	return cast{newPerson(r), newBody(r), newPlace(r)}
}

// plot is who is in a story, where it happens and when.
type plot struct {
	kind   int
	day    time.Time
	people [3]person
	bodies [2]string
	places [2]string
	land   [2]country
	known  string
}

var firstDay = time.Date(2001, 1, 1, 0, 0, 0, 0, time.UTC)

// plot is the plot of document i. Most of those in it are new.
func (d dump) plot(i int) plot {
	if role, of := d.role(i); role != 0 {
		return d.plot(of)
	}
	r := d.random(i, plotting)
	own := d.cast(i)
	p := plot{
		kind: r.IntN(len(kinds)), day: firstDay.AddDate(0, 0, r.IntN(8000)), known: pick(r, known),
		people: [3]person{own.person, newPerson(r), newPerson(r)},
		bodies: [2]string{own.body, newBody(r)},
		places: [2]string{own.place, newPlace(r)},
	}
	at := r.IntN(len(countries))
	p.land = [2]country{countries[at], countries[(at+1+r.IntN(len(countries)-1))%len(countries)]}
	if i == 0 {
		return p
	}
	if r.IntN(4) == 0 {
		p.people[1] = d.cast(earlier(r, i)).person.respelt(r)
	}
	if r.IntN(6) == 0 {
		p.people[2] = d.cast(earlier(r, i)).person
	}
	if r.IntN(6) == 0 {
		p.bodies[1] = d.cast(earlier(r, i)).body
	}
	if r.IntN(6) == 0 {
		p.places[1] = d.cast(earlier(r, i)).place
	}
	return p
}

// teller tells a plot from the first sentence to the last.
type teller struct {
	plot
	r     *rand.Rand
	named [3]bool // people who were introduced
}

// tell puts the parts of the plot into a sentence.
func (t *teller) tell(s string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		name, after, _ := strings.Cut(rest, "}")
		part := t.part(name)
		if ended := strings.TrimRight(b.String(), " \""); ended == "" || strings.HasSuffix(ended, ".") || strings.HasSuffix(ended, " -") {
			part = capital(part)
		}
		b.WriteString(part)
		s = after
	}
	return b.String()
}

// part is a part of the plot by its name in a sentence. A person (a, b, c) is
// introduced in full with the office, and from then on named by the family name.
func (t *teller) part(name string) string {
	r, p := t.r, &t.plot
	switch name {
	case "a", "b", "c":
		at := name[0] - 'a'
		who := p.people[at]
		if t.named[at] {
			return who.family
		}
		t.named[at] = true
		return who.office + " " + who.given + " " + who.family
	case "he":
		if !t.named[0] {
			return t.part("a")
		}
		return p.people[0].pronoun()
	case "body":
		return p.bodies[0]
	case "body2":
		return p.bodies[1]
	case "place":
		return p.places[0]
	case "place2":
		return p.places[1]
	case "land":
		return p.land[0].name
	case "land2":
		return p.land[1].name
	case "capital":
		return p.land[0].capital
	case "capital2":
		return p.land[1].capital
	case "adjective":
		return p.land[0].adjective
	case "adjective2":
		return p.land[1].adjective
	case "known":
		return p.known
	case "on":
		switch r.IntN(3) {
		case 0:
			return p.day.Format("on January 2, 2006")
		case 1:
			return p.day.Format("on January 2")
		}
		return p.day.Format("on Monday")
	case "later":
		return pick(r, []string{"next week", "next month", p.day.AddDate(0, 0, 10).Format("on January 2"), p.day.AddDate(0, 2, 0).Format("in January 2006")})
	case "earlier":
		return pick(r, []string{"last week", "last month", p.day.AddDate(0, 0, -12).Format("on January 2"), p.day.AddDate(0, -3, 0).Format("in January 2006")})
	case "year":
		return strconv.Itoa(p.day.Year() - 2 - r.IntN(8))
	case "year0":
		return strconv.Itoa(p.day.Year() - 12 - r.IntN(20))
	case "n":
		return strconv.Itoa(3 + r.IntN(90))
	case "n2":
		return strconv.Itoa(100 + r.IntN(900))
	}
	panic("scale: no part of the plot is called " + name)
}
