package actors

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
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

// ftmOmitted counts what of a file is left out, by reason: such files have hundreds of thousands of entities, so
// that one note stands for all of one kind.
type ftmOmitted struct {
	kinds map[string]*ftmKind
}

type ftmKind struct {
	column, what string
	line, n      int // first line, and how many
}

// add counts one thing. What says what they are, with %d for their number.
func (o *ftmOmitted) add(line int, column, what string) {
	if o.kinds == nil {
		o.kinds = map[string]*ftmKind{}
	}
	k := o.kinds[column+what]
	if k == nil {
		k = &ftmKind{column: column, what: what, line: line}
		o.kinds[column+what] = k
	}
	k.n++
}

// notes are the notes in the order of the lines on which something of a kind stands first.
func (o *ftmOmitted) notes(f *File) {
	list := slices.SortedFunc(maps.Values(o.kinds), func(a, b *ftmKind) int {
		return cmp.Or(a.line-b.line, cmp.Compare(a.column, b.column), cmp.Compare(a.what, b.what))
	})
	for _, k := range list {
		f.note(&Row{Line: k.line}, k.column, "%s: %d left out, the first here", k.what, k.n)
	}
}

// maxFTM bounds the bytes of an entity.
const maxFTM = 16 << 20

// readFTM reads FollowTheMoney entities. A person's or body's names and aliases,
// country, topics and Wikidata item become a row, whose id is the item or else the
// entity's; positions held, where the file has them as entities with dates, become
// roles. Names of one word of people and weak aliases are left out: they are
// other people's too. A LegalEntity is what the tables know its item or id as, a place that acts if its
// classification is GPE, as exports of datasets have it, and else a body. Notes say what is left out,
// and why.
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
	var omitted ftmOmitted
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
			omitted.add(n, "schema", e.Schema+" is no actor")
			continue
		}
		r := Row{Line: n, Type: typ, Country: ftmCountry(&e), Sector: ftmSector(&e)}
		r.ID = e.first("wikidataId")
		if !item(r.ID) {
			r.ID = clean(strings.TrimSpace(e.ID))
		}
		if e.Schema == "LegalEntity" {
			typ = ftmLegal(&e, r.ID)
			r.Type = typ
		}
		if r.Country == "" && e.first(ftmCountries[:]...) != "" {
			omitted.add(n, "country", "no country has the code "+strconv.Quote(e.first(ftmCountries[:]...)))
		}
		for range e.Properties["weakAlias"] {
			omitted.add(n, "weakAlias", "other people's names too")
		}
		all := slices.Concat([]string{e.Caption}, e.Properties["name"], e.Properties["alias"], e.Properties["previousName"], e.Properties["abbreviation"])
		for _, a := range all {
			a = clean(strings.Join(strings.Fields(a), " "))
			if key(a) == "" || a == r.Name || slices.Contains(r.Aliases, a) {
				continue
			}
			if typ == corpus.Person && lone(a) && r.Name != "" {
				omitted.add(n, "alias", "names of one word of people")
				continue
			}
			if r.Name == "" {
				r.Name = a
			} else {
				r.Aliases = append(r.Aliases, a)
			}
		}
		if r.Name == "" {
			omitted.add(n, "name", "entities without a name")
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
		why := ""
		switch {
		case !ok:
			why = "its holder is none of the file's actors"
		case !known:
			why = "its post is none of the file's positions"
		case p.of == "":
			why = "its post is of no country"
		case t.start == "" && t.end == "":
			why = "it has no dates"
		case f.Rows[at].Type != corpus.Person:
			why = "its holder is no person"
		}
		if why != "" {
			omitted.add(t.line, "Occupancy", why)
			continue
		}
		if !isoDay(t.start) || !isoDay(t.end) {
			f.bad(t.line, "startDate, endDate: dates are written 2024, 2024-02 or 2024-02-29")
			continue
		}
		r := &f.Rows[at]
		r.Roles = append(r.Roles, Role{ftmRole(p.role, p.of), p.of, t.start, t.end})
	}
	omitted.notes(f.File)
	f.settle()
	return f.File, errors.Join(f.faults...)
}

// ftmLegal is the type of a LegalEntity, which may be anybody: that of the tables for its id, or what its
// classification says, or a body.
func ftmLegal(e *ftmEntity, id string) corpus.EntityType {
	if known, ok := Default().ByID(id); ok {
		return known.Type
	}
	if slices.Contains(e.Properties["classification"], string(corpus.GPE)) {
		return corpus.GPE
	}
	return corpus.Org
}

// ftmCountries are the properties that tell a country, the first that does deciding.
var ftmCountries = [...]string{"nationality", "citizenship", "jurisdiction", "mainCountry", "country"}

// ftmCountry is the alpha-3 code of an entity's country.
func ftmCountry(e *ftmEntity) string {
	for _, p := range ftmCountries {
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
