package export

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"

	"dateline/normalize/places"
)

// entity is a FollowTheMoney entity: https://followthemoney.tech.
type entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"` // encoded with sorted keys
}

// schemas are the FollowTheMoney schemata of the types of actors. What is in none of them (peoples,
// places, works, laws, events) is left out.
var schemas = map[string]string{"PERSON": "Person", "ORG": "Organization", "GPE": "LegalEntity"}

// public are the sectors whose bodies are PublicBody.
var public = []string{"GOV", "MIL", "COP", "JUD", "LEG", "SPY"}

// writeFTM writes the actors.
func writeFTM(ctx context.Context, s *Dataset, w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for a, err := range s.Actors(ctx) {
		if err != nil {
			return err
		}
		e := entity{ID: a.ID, Schema: schemas[a.Type], Properties: map[string][]string{"name": {a.Name}}}
		if e.Schema == "" {
			continue
		}
		if a.Type == "ORG" && slices.Contains(public, a.Sector) {
			e.Schema = "PublicBody"
		}
		set := func(key, value string) {
			if value != "" {
				e.Properties[key] = append(e.Properties[key], value)
			}
		}
		for _, x := range a.Spellings {
			if x.Text != a.Name {
				set("alias", x.Text)
			}
		}
		if a.Type == "GPE" {
			set("classification", a.Type) // FollowTheMoney has no schema for countries and cities that act
		}
		set("country", alpha2(a.Country))
		set("wikidataId", a.Wikidata)
		if err := enc.Encode(e); err != nil {
			return err
		}
	}
	return nil
}

// alpha2 is the code of a country as FollowTheMoney has it, empty for none ("IGO").
func alpha2(iso3 string) string {
	c, _ := places.Default().Country(iso3)
	return strings.ToLower(c.ISO2)
}
