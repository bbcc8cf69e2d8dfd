package export

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/corpus"
	"dateline/normalize/places"
)

// ploverRecord is an event with the fields of POLECAT, the dataset that PLOVER's authors publish, under
// its names. Several members of a side are parted by ";", as there.
type ploverRecord struct {
	ID               string   `json:"Event ID"`
	Date             string   `json:"Event Date"`
	Type             string   `json:"Event Type"`
	Mode             string   `json:"Event Mode"`
	Intensity        float64  `json:"Intensity"`
	Quad             string   `json:"Quad Code"`
	Contexts         string   `json:"Contexts"`
	Actor            string   `json:"Actor Name"`
	ActorCountry     string   `json:"Actor Country"`
	ActorSector      string   `json:"Primary Actor Sector"`
	ActorSectors     string   `json:"Actor Sectors"`
	ActorRaw         string   `json:"Actor Name Raw"`
	ActorWiki        string   `json:"Wikidata Actor ID"`
	Recipient        string   `json:"Recipient Name"`
	RecipientCountry string   `json:"Recipient Country"`
	RecipientSector  string   `json:"Primary Recipient Sector"`
	RecipientSectors string   `json:"Recipient Sectors"`
	RecipientRaw     string   `json:"Recipient Name Raw"`
	RecipientWiki    string   `json:"Wikidata Recipient ID"`
	Placename        string   `json:"Placename"`
	Country          string   `json:"Country"`
	Lat              *float64 `json:"Latitude"`
	Lon              *float64 `json:"Longitude"`
	RawPlacename     string   `json:"Raw Placename"`
	Realis           string   `json:"Realis"`
	Headline         string   `json:"Headline"`
	Text             string   `json:"Event Text"`
	Source           string   `json:"Source"`
	URL              string   `json:"URL"`
	Published        string   `json:"Publication Date"`
	People           string   `json:"Story People"`
	Organisations    string   `json:"Story Organizations"`
	Locations        string   `json:"Story Locations"`
	Language         string   `json:"Language"`
	Happening        string   `json:"Happening ID"`
	Version          string   `json:"Version"`
}

// quads are the quad classes as POLECAT writes them.
var quads = [...]string{"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"}

// writePLOVER writes the events of the 16 roots; statements are none of PLOVER's.
func writePLOVER(ctx context.Context, s *Dataset, w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for d, err := range s.Documents(ctx) {
		if err != nil {
			return err
		}
		people, bodies, where := cast(d)
		for _, e := range RowsOf(d).Events {
			if e.Type == string(corpus.Statement) {
				continue
			}
			r := ploverRecord{ID: e.ID, Date: e.DateBegin, Type: e.Type, Mode: e.Mode, Intensity: e.Intensity, Contexts: strings.Join(e.Contexts, ";"), Realis: e.Realis,
				Headline: e.Title, Text: e.Sentence, Source: e.Publisher, URL: e.URL, Published: e.Published, People: people, Organisations: bodies, Locations: where,
				Language: d.Lang, Happening: e.EventID, Version: s.Manifest.Version}
			if q := int(e.Quad); q > 0 && q < len(quads) {
				r.Quad = quads[q]
			}
			actors, recipients := sides(e.Sources, e.Targets)
			r.Actor, r.ActorCountry, r.ActorSector, r.ActorSectors, r.ActorRaw, r.ActorWiki = ploverSide(actors)
			r.Recipient, r.RecipientCountry, r.RecipientSector, r.RecipientSectors, r.RecipientRaw, r.RecipientWiki = ploverSide(recipients)
			if p := e.Place; p != nil {
				c, _ := places.Default().Country(p.Country)
				r.Placename, r.RawPlacename, r.Country, r.Lat, r.Lon = p.Name, p.Text, c.Name, p.Lat, p.Lon
			}
			if err := enc.Encode(r); err != nil {
				return fmt.Errorf("export: %w", err)
			}
		}
	}
	return nil
}

// sides are who did it and to whom. Of two who did it together (they met, they signed) the first is the
// one and the others are the other, as in GDELT and POLECAT.
func sides[P any](sources, targets []P) (actors, recipients []P) {
	if len(targets) == 0 && len(sources) > 1 {
		return sources[:1], sources[1:]
	}
	return sources, targets
}

// ploverSide writes the members of a side, each field for all of them.
func ploverSide(ps []Party) (names, countries, sector, sectors, raw, wiki string) {
	var list [5][]string
	for _, p := range ps {
		c, _ := places.Default().Country(p.Country)
		if c.Name == "" {
			c.Name = p.Country
		}
		id := ""
		if isItem(p.Actor) {
			id = p.Actor
		}
		for i, v := range [...]string{p.Name, c.Name, p.Sector, p.Text, id} {
			v = unlisted(v)
			if v != "" && !slices.Contains(list[i], v) {
				list[i] = append(list[i], v)
			}
		}
	}
	if len(list[2]) > 0 {
		sector = list[2][0]
	}
	join := func(i int) string { return strings.Join(list[i], ";") }
	return join(0), join(1), sector, join(2), join(3), join(4)
}

// unlisted is a member of a list with ";" between its members.
func unlisted(s string) string { return strings.ReplaceAll(s, ";", ",") }

// isItem reports whether an actor's id is a Wikidata item.
func isItem(id string) bool {
	return len(id) > 1 && id[0] == 'Q' && strings.Trim(id[1:], "0123456789") == ""
}

// cast are the names of a document's people, bodies and places, in the order of the record.
func cast(d *corpus.Document) (people, bodies, where string) {
	var p, b, w []string
	for _, a := range d.Actors {
		switch a.Type {
		case corpus.Person:
			p = append(p, unlisted(a.Name))
		case corpus.Org:
			b = append(b, unlisted(a.Name))
		case corpus.GPE, corpus.Loc, corpus.Fac:
			w = append(w, unlisted(a.Name))
		}
	}
	return strings.Join(p, ";"), strings.Join(b, ";"), strings.Join(w, ";")
}
