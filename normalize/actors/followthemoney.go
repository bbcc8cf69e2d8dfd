package actors

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/normalize/places"
)

// ftmEntity is an entity of FollowTheMoney, the format of OpenSanctions and Aleph
// (followthemoney.tech): one JSON object a line.
type ftmEntity struct {
	ID         string              `json:"id"`
	Caption    string              `json:"caption"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// UnmarshalJSON reads the properties leniently: entities nested as values of others
// count by their ids.
func (e *ftmEntity) UnmarshalJSON(b []byte) error {
	var raw struct {
		ID         string                       `json:"id"`
		Caption    string                       `json:"caption"`
		Schema     string                       `json:"schema"`
		Properties map[string][]json.RawMessage `json:"properties"`
	}
	if err := json.Unmarshal(b, &raw); err != nil {
		return err
	}
	e.ID, e.Caption, e.Schema = raw.ID, raw.Caption, raw.Schema
	e.Properties = make(map[string][]string, len(raw.Properties))
	for k, list := range raw.Properties {
		for _, v := range list {
			var s string
			if json.Unmarshal(v, &s) == nil {
				e.Properties[k] = append(e.Properties[k], s)
				continue
			}
			var nested struct {
				ID string `json:"id"`
			}
			if json.Unmarshal(v, &nested) == nil && nested.ID != "" {
				e.Properties[k] = append(e.Properties[k], nested.ID)
			}
		}
	}
	return nil
}

func (e *ftmEntity) first(properties ...string) string {
	for _, p := range properties {
		if l := e.Properties[p]; len(l) > 0 {
			return clean(strings.TrimSpace(l[0]))
		}
	}
	return ""
}

// ftmTypes are the schemata that are actors; others (addresses, sanctions, shares)
// are passed over.
var ftmTypes = map[string]corpus.EntityType{
	"Person": corpus.Person, "Organization": corpus.Org, "Company": corpus.Org, "PublicBody": corpus.Org, "LegalEntity": corpus.Org,
}

// ftmSectors are the sectors of topics, the first that an entity has deciding.
var ftmSectors = []struct{ topic, sector string }{
	{"gov.igo", "IGO"}, {"role.judge", "JUD"}, {"gov.judicial", "JUD"}, {"role.spy", "SPY"}, {"role.journo", "JRN"}, {"role.union", "LAB"},
	{"pol.union", "LAB"}, {"pol.party", "PTY"}, {"gov.soe", "BUS"}, {"gov.legislative", "LEG"}, {"mil", "MIL"}, {"role.diplo", "GOV"},
	{"role.pep", "GOV"}, {"gov", "GOV"}, {"role.oligarch", "BUS"}, {"fin", "BUS"}, {"corp", "BUS"}, {"rel", "REL"}, {"crime.terror", "REB"}, {"crime", "CRM"},
}

// maxFTM bounds the bytes of an entity.
const maxFTM = 16 << 20

// readFTM reads FollowTheMoney entities. A person's or body's names and aliases,
// country, topics and Wikidata item become a row, whose id is the item or else the
// entity's; positions held, where the file has them as entities with dates, become
// roles. Names of one word of people and weak aliases are left out: they are
// other people's too.
func readFTM(in io.Reader, name string) (*File, error) {
	f := newImport(name)
	type post struct {
		role, of string
	}
	type held struct {
		line               int
		holder, post       string
		start, end, status string
	}
	posts := map[string]post{}
	rows := map[string]int{} // entity id to row
	var terms []held
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 0, 64<<10), maxFTM)
	n := 0
	for sc.Scan() {
		n++
		line := bytes.TrimSpace(bytes.TrimPrefix(sc.Bytes(), []byte("\ufeff")))
		if len(line) == 0 {
			continue
		}
		var e ftmEntity
		if !utf8.Valid(line) {
			f.bad(n, "not UTF-8")
			continue
		}
		if err := json.Unmarshal(line, &e); err != nil {
			f.bad(n, "no entity of FollowTheMoney: %v", err)
			continue
		}
		if e.Schema == "" {
			f.bad(n, "schema: is missing")
			continue
		}
		switch e.Schema {
		case "Position":
			posts[e.ID] = post{e.first("name"), ftmCountry(&e)}
			continue
		case "Occupancy":
			terms = append(terms, held{n, e.first("holder"), e.first("post"), e.first("startDate"), e.first("endDate"), e.first("status")})
			continue
		}
		typ, ok := ftmTypes[e.Schema]
		if !ok {
			continue
		}
		r := Row{Line: n, Type: typ, Country: ftmCountry(&e), Sector: ftmSector(&e)}
		r.ID = e.first("wikidataId")
		if !item(r.ID) {
			r.ID = clean(strings.TrimSpace(e.ID))
		}
		all := slices.Concat([]string{e.Caption}, e.Properties["name"], e.Properties["alias"], e.Properties["previousName"], e.Properties["abbreviation"])
		for _, a := range all {
			a = clean(strings.TrimSpace(a))
			if key(a) == "" || typ == corpus.Person && lone(a) && r.Name != "" || a == r.Name || slices.Contains(r.Aliases, a) {
				continue
			}
			if r.Name == "" {
				r.Name = a
			} else {
				r.Aliases = append(r.Aliases, a)
			}
		}
		if r.Name == "" {
			f.bad(n, "name: %s has none", e.ID)
			continue
		}
		rows[e.ID] = len(f.Rows)
		f.Rows = append(f.Rows, r)
	}
	if err := sc.Err(); err != nil {
		f.bad(n+1, "%v", err)
	}
	for _, t := range terms {
		at, ok := rows[t.holder]
		p, known := posts[t.post]
		if !ok || !known || p.of == "" || t.start == "" && t.end == "" {
			continue // nobody of the file, or nothing to tell when
		}
		if !isoDay(t.start) || !isoDay(t.end) {
			f.bad(t.line, "startDate, endDate: dates are written 2024, 2024-02 or 2024-02-29")
			continue
		}
		if r := &f.Rows[at]; r.Type == corpus.Person {
			r.Roles = append(r.Roles, Role{ftmRole(p.role, p.of), p.of, t.start, t.end})
		}
	}
	f.settle()
	return f.File, errors.Join(f.faults...)
}

// ftmCountry is the alpha-3 code of an entity's country.
func ftmCountry(e *ftmEntity) string {
	for _, p := range [...]string{"nationality", "citizenship", "jurisdiction", "mainCountry", "country"} {
		for _, code := range e.Properties[p] {
			if c, ok := places.Default().CountryByISO2(strings.TrimSpace(code)); ok {
				return c.ISO3
			}
		}
	}
	return ""
}

func ftmSector(e *ftmEntity) string {
	for _, s := range ftmSectors {
		if slices.ContainsFunc(e.Properties["topics"], func(t string) bool { return t == s.topic || strings.HasPrefix(t, s.topic+".") }) {
			return s.sector
		}
	}
	switch e.Schema {
	case "PublicBody":
		return "GOV"
	case "Company":
		return "BUS"
	}
	return ""
}

// ftmRole is the name of a position without its country: "president" for "President of
// Ukraine".
func ftmRole(position, iso string) string {
	role := strings.ToLower(position)
	if c, ok := places.Default().Country(iso); ok {
		for _, n := range append([]string{c.Name}, c.Aliases...) {
			for _, of := range [...]string{" of the ", " of "} {
				if rest, ok := strings.CutSuffix(role, of+strings.ToLower(n)); ok {
					return rest
				}
			}
		}
	}
	return role
}
