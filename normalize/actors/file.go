package actors

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/normalize/places"
)

// File is a user's own actors, to be laid over the embedded tables with
// [Base.With]. Whatever format it was read from, its rows say the same.
type File struct {
	Name string // path, for messages
	Rows []Row

	// Notes say what an imported file (see ReadFile) has that was left out. They keep
	// nothing from being used.
	Notes []error

	lenient bool // what does not fit the tables is left out
	sound   bool // Lint has found no fault
}

// Row is one actor of a user's file: a new one, or what is to be added to or
// changed in one of the tables. Empty fields say nothing.
type Row struct {
	Line    int    // of the file, from 1
	ID      string // a Wikidata item or the user's own
	Name    string
	Aliases []string // other spellings
	Type    corpus.EntityType
	Country string // ISO 3166-1 alpha-3, or IGO
	Sector  string // CAMEO or PLOVER
	Nouns   []string
	Roles   []Role
	Apart   []string // ids of actors that this is not, whatever they are called
}

// Role is an office that a person of a file held.
type Role struct {
	Role        string // "foreign minister"
	Of          string // alpha-3 code of a country, or a body of the file or the tables
	From, Until string // ISO dates of any precision; empty for unknown and for still
}

// fileColumns are the columns of a file, of which only the first must be there.
var fileColumns = []string{"name", "aliases", "type", "country", "sector", "id", "nouns", "roles", "apart"}

// ReadFile reads a user's actors. The file is a table as of corpus/lexicon with the
// columns name, aliases, type, country, sector, id, nouns, roles and apart, in any
// order, of which all but the name may be missing:
//
//	name	aliases	type	country	sector	id	nouns	roles
//	Zorvex Holding	Zorvex|ZVX	ORG	CHE	BUS		group|trader
//	Volodymyr Zelenskyy	Wolodymyr Selenskyj	PERSON
//	Ada Example		PERSON	UKR	GOV	own:17		grain envoy;UKR;2023-05-01;2024-02
//
// A JSON object as the first thing makes it a file of FollowTheMoney entities (as
// OpenSanctions has them), lines with CAMEO codes in brackets an actor dictionary
// of PETRARCH; see readFTM and readPetrarch for what is taken from these. Of their names
// those that two actors share are left out, with a note.
//
// Aliases, nouns and roles are lists with "|" between them; a role is the office,
// the country or body, the first and the last day, with ";" between them. All
// faults are reported together, each as "FILE:LINE: column: what".
func ReadFile(path string) (*File, error) {
	r, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("normalize/actors: %w", err)
	}
	defer r.Close()
	f, err := Read(r, path)
	if faults := split(err); len(faults) > 0 || f == nil {
		return nil, errors.Join(faults...)
	}
	if faults := f.Lint(); len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return f, nil
}

// readTable reads a table of our own format.
func readTable(r io.Reader, name string) (*File, error) {
	t, err := lexicon.Read(r, name)
	if t == nil || t.Columns == nil {
		return nil, err
	}
	var faults []error
	for i, c := range t.Columns {
		switch {
		case !slices.Contains(fileColumns, c):
			faults = append(faults, fmt.Errorf("%s:%d: %q is no column: they are %s", name, t.Line, c, strings.Join(fileColumns, ", ")))
		case slices.Contains(t.Columns[:i], c):
			faults = append(faults, fmt.Errorf("%s:%d: column %q stands twice", name, t.Line, c))
		}
	}
	if !slices.Contains(t.Columns, "name") {
		faults = append(faults, fmt.Errorf("%s:%d: no column name", name, t.Line))
	}
	if len(faults) > 0 {
		return nil, errors.Join(append(faults, err)...)
	}
	has := map[string]bool{}
	for _, c := range t.Columns {
		has[c] = true
	}
	f := &File{Name: name, Rows: make([]Row, 0, len(t.Rows))}
	for _, row := range t.Rows {
		get := func(column string) string {
			if !has[column] {
				return ""
			}
			return clean(row.Get(column))
		}
		list := func(column string) []string {
			if !has[column] {
				return nil
			}
			all := row.List(column)
			for i := range all {
				all[i] = clean(all[i])
			}
			return all
		}
		x := Row{Line: row.Line, ID: get("id"), Name: get("name"), Aliases: list("aliases"), Type: corpus.EntityType(get("type")),
			Country: get("country"), Sector: get("sector"), Nouns: list("nouns"), Apart: list("apart")}
		for _, cell := range list("roles") {
			parts := strings.Split(cell, ";")
			if len(parts) > 4 {
				faults = append(faults, fmt.Errorf("%s: roles: %q has more than role;of;from;until", row.Place(), cell))
				continue
			}
			for len(parts) < 4 {
				parts = append(parts, "")
			}
			x.Roles = append(x.Roles, Role{strings.TrimSpace(parts[0]), strings.TrimSpace(parts[1]), strings.TrimSpace(parts[2]), strings.TrimSpace(parts[3])})
		}
		f.Rows = append(f.Rows, x)
	}
	return f, errors.Join(append(split(err), faults...)...)
}

// clean is a cell in Unicode form NFC with single spaces: two files that look
// alike are alike.
func clean(cell string) string {
	if !norm.NFC.IsNormalString(cell) {
		cell = norm.NFC.String(cell)
	}
	if strings.Contains(cell, "  ") {
		cell = strings.Join(strings.Fields(cell), " ")
	}
	return cell
}

// Lint is every fault of a user's file, held against the embedded tables too. It
// is nil for a file that [ReadFile] and [Base.With] take.
func Lint(path string) []error {
	r, err := os.Open(path)
	if err != nil {
		return []error{err}
	}
	defer r.Close()
	f, err := Read(r, path)
	faults := split(err)
	if f == nil {
		return faults
	}
	faults = append(faults, f.Lint()...)
	if len(faults) == 0 {
		_, err := Default().With(f)
		faults = split(err)
	}
	return faults
}

// split is the errors that an error joins.
func split(err error) []error {
	if err == nil {
		return nil
	}
	if j, ok := err.(interface{ Unwrap() []error }); ok {
		var out []error
		for _, e := range j.Unwrap() {
			out = append(out, split(e)...)
		}
		return out
	}
	return []error{err}
}

// sectorCodes are CAMEO's and PLOVER's.
var sectorCodes = strings.Fields("AGR BUS COP CRM CVL DEV EDU ELI ENV GOV HLH HRI IGO IMG INS INT JRN JUD LAB LEG MED MIL MNC MOD NGM NGO OPP PTY RAD REB REF REL SEP SET SOC SPY UAF UIS")

// Lint is every fault that can be seen in the rows alone, in their order: empty
// and double names, types, countries, sectors, ids and dates that are none.
func (f *File) Lint() []error {
	var faults []error
	bad := func(r *Row, column, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s: %s: %s", f.place(r), column, fmt.Sprintf(format, args...)))
	}
	ids := make(map[string]*Row, len(f.Rows))
	type name struct {
		kin kin
		key string
	}
	first := make(map[name]*Row, 2*len(f.Rows))
	for i := range f.Rows {
		r := &f.Rows[i]
		kins := allKins[:]
		if r.Type != "" {
			kins = []kin{kinOf(r.Type)}
			if !slices.Contains(entityTypes[:], r.Type) {
				bad(r, "type", "%q is none of %s", r.Type, typeList())
			}
		}
		claim := func(column, n string) {
			k := key(n)
			if k == "" || !strings.ContainsFunc(k, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
				bad(r, column, "%q has no letters", n)
				return
			}
			for _, kin := range kins {
				if was := first[name{kin, k}]; was != nil && was != r {
					bad(r, column, "%q stands at %s already", n, f.place(was))
					return
				}
			}
			for _, kin := range kins {
				first[name{kin, k}] = r
			}
		}
		if r.Name == "" {
			bad(r, "name", "is empty")
		} else {
			claim("name", r.Name)
		}
		for _, a := range r.Aliases {
			claim("aliases", a)
		}
		if r.Country != "" && r.Country != "IGO" {
			if _, ok := places.Default().Country(r.Country); !ok {
				bad(r, "country", "%q is no ISO 3166-1 alpha-3 code, nor IGO", r.Country)
			}
		}
		if r.Sector != "" && !slices.Contains(sectorCodes, r.Sector) {
			bad(r, "sector", "%q is none of %s", r.Sector, strings.Join(sectorCodes, ", "))
		}
		if r.ID != "" {
			if len(r.ID) > maxID || strings.ContainsFunc(r.ID, func(c rune) bool { return c == '|' || !unicode.IsPrint(c) || unicode.IsSpace(c) }) {
				bad(r, "id", "%q is no id: at most %d bytes without white space or |", r.ID, maxID)
			}
			if was := ids[r.ID]; was != nil {
				bad(r, "id", "%q stands at %s already", r.ID, f.place(was))
			} else {
				ids[r.ID] = r
			}
		}
		for _, id := range r.Apart {
			if id == r.ID || strings.ContainsAny(id, " \t") {
				bad(r, "apart", "%q is no id of another actor", id)
			}
		}
		for _, n := range r.Nouns {
			if r.Type != "" && kinOf(r.Type) == kinPerson {
				bad(r, "nouns", "%q: a person has none, but roles", n)
				break
			}
		}
		for _, x := range r.Roles {
			switch {
			case r.Type != "" && r.Type != corpus.Person:
				bad(r, "roles", "only a person has them")
			case foldRole(x.Role) == "":
				bad(r, "roles", "an office has no name")
			case x.Of == "":
				bad(r, "roles", "%q: no country or body", x.Role)
			case !isoDay(x.From) || !isoDay(x.Until):
				bad(r, "roles", "%q: dates are written 2024, 2024-02 or 2024-02-29", x.Role)
			case x.From != "" && x.Until != "" && lastDay(x.Until) < firstDay(x.From):
				bad(r, "roles", "%q: until %s is before from %s", x.Role, x.Until, x.From)
			}
		}
	}
	f.sound = len(faults) == 0
	return faults
}

// maxID bounds the bytes of an id.
const maxID = 200

var allKins = [...]kin{kinPerson, kinThing, kinWork}

// place is "file:line" of a row.
func (f *File) place(r *Row) string { return fmt.Sprintf("%s:%d", f.Name, r.Line) }

func typeList() string {
	all := make([]string, len(entityTypes))
	for i, t := range entityTypes {
		all[i] = string(t)
	}
	return strings.Join(all, ", ")
}

// isoDay reports whether a string is empty or a date of some precision.
func isoDay(s string) bool {
	if s == "" {
		return true
	}
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := 0; i < len(s); i++ {
		if hyphen := i == 4 || i == 7; hyphen != (s[i] == '-') || !hyphen && (s[i] < '0' || s[i] > '9') {
			return false
		}
	}
	return (len(s) < 7 || s[5:7] >= "01" && s[5:7] <= "12") && (len(s) < 10 || s[8:] >= "01" && s[8:] <= "31")
}

// item reports whether an id is a Wikidata item.
func item(id string) bool {
	if len(id) < 2 || id[0] != 'Q' || id[1] == '0' {
		return false
	}
	return strings.Trim(id[1:], "0123456789") == ""
}
