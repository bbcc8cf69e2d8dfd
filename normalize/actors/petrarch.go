package actors

import (
	"bufio"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/normalize/places"
)

// readPetrarch reads an actor dictionary of PETRARCH (or TABARI): a name with "_"
// between its words and a CAMEO code in brackets, synonyms behind "+" on the lines
// below, and codes that hold for some days only:
//
//	ADA_EXAMPLE_ [UKRELI <20140227] ; comment
//	+A._EXAMPLE_
//		[UKRGOV 20140227-20190829]
//		[UKRELI >20190829]
//
// The code's first three letters are the country (or IGO, NGO, MNC, IMG), the next the
// sector. A name is a person's where its codes have days or it begins with a given name;
// other names are bodies', unless the code is that of a country alone: those are other
// names of the country. Days in a government become the office "in office", which
// tells the years in which somebody belongs to it. A name with the code "---" is no actor.
func readPetrarch(in io.Reader, name string) (*File, error) {
	f := newImport(name)
	d := petrarch{imported: f}
	sc := bufio.NewScanner(in)
	sc.Buffer(make([]byte, 0, 64<<10), 1<<20)
	for sc.Scan() {
		d.n++
		line := strings.TrimPrefix(sc.Text(), "\ufeff")
		if !utf8.ValidString(line) {
			f.bad(d.n, "not UTF-8")
			continue
		}
		d.read(line)
	}
	d.end()
	if err := sc.Err(); err != nil {
		f.bad(d.n+1, "%v", err)
	}
	f.settle()
	return f.File, errors.Join(f.faults...)
}

// petrarch is a dictionary while it is read.
type petrarch struct {
	*imported
	n     int // line
	row   Row
	codes []petrarchCode
	skip  bool // of a list that is no actor's
	wrong bool // a code of the name is none
}

// petrarchCode is a CAMEO code with the days on which it holds, as ISO dates.
type petrarchCode struct {
	code        string
	from, until string
	dated       bool
}

func (d *petrarch) read(line string) {
	line, _, _ = strings.Cut(line, ";")
	if at := strings.IndexByte(line, '#'); at >= 0 {
		line = line[:at]
	}
	text := strings.TrimSpace(line)
	switch {
	case text == "" || strings.HasPrefix(text, "<!--") || strings.HasPrefix(text, "====="):
		return
	case text[0] == '&':
		d.end()
		d.skip = true // a list of synonyms for other entries
		return
	case text[0] == '+':
		if d.row.Name == "" {
			if !d.skip {
				d.bad(d.n, "a synonym without a name before it")
			}
			return
		}
		name, codes := d.split(text[1:])
		d.codes = append(d.codes, codes...)
		if name = petrarchName(name); key(name) == "" {
			d.bad(d.n, "%q has no letters", text)
			return
		}
		d.row.Aliases = append(d.row.Aliases, name)
	case text[0] == '[':
		_, codes := d.split(text)
		if d.row.Name == "" {
			d.bad(d.n, "a code without a name before it")
			return
		}
		d.codes = append(d.codes, codes...)
	default:
		d.end()
		name, codes := d.split(text)
		if name = petrarchName(name); key(name) == "" {
			d.bad(d.n, "%q has no letters", text)
			return
		}
		d.row, d.codes = Row{Line: d.n, Name: name}, codes
	}
}

// split takes the codes in brackets from a line.
func (d *petrarch) split(text string) (string, []petrarchCode) {
	name, rest, ok := strings.Cut(text, "[")
	var codes []petrarchCode
	for ok {
		var inside string
		inside, rest, ok = strings.Cut(rest, "]")
		if !ok {
			d.bad(d.n, "a bracket is not closed")
			d.wrong = true
			break
		}
		c, good := d.code(inside)
		if d.wrong = d.wrong || !good; good {
			codes = append(codes, c)
		}
		_, rest, ok = strings.Cut(rest, "[")
	}
	return name, codes
}

// code reads what stands in brackets: "UKRGOV", "UKRGOV >20140227",
// "UKRGOV 20140227-20190829".
func (d *petrarch) code(inside string) (petrarchCode, bool) {
	var c petrarchCode
	for w := range strings.FieldsSeq(strings.NewReplacer("(", " ", ")", " ").Replace(inside)) {
		switch {
		case w[0] == '<' || w[0] == '>' || w[0] >= '0' && w[0] <= '9':
			from, until, ok := petrarchDays(w)
			if !ok {
				d.bad(d.n, "%q: days are written <20140227, >20140227 or 20140227-20190829", w)
				return c, false
			}
			c.from, c.until, c.dated = from, until, true
		default:
			c.code, _, _ = strings.Cut(w, "/")
		}
	}
	if c.code == "" || strings.Trim(c.code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_") != "" {
		d.bad(d.n, "%q is no code", inside)
		return c, false
	}
	return c, true
}

// petrarchDays reads the days of a code. A year of two digits is of 1930 to 2029.
func petrarchDays(w string) (from, until string, ok bool) {
	day := func(s string) string {
		if len(s) == 6 {
			if s >= "3" {
				s = "19" + s
			} else {
				s = "20" + s
			}
		}
		if len(s) != 8 || strings.Trim(s, "0123456789") != "" {
			return ""
		}
		if iso := s[:4] + "-" + s[4:6] + "-" + s[6:]; isoDay(iso) {
			return iso
		}
		return ""
	}
	switch w[0] {
	case '<':
		until = day(w[1:])
		return "", until, until != ""
	case '>':
		from = day(w[1:])
		return from, "", from != ""
	}
	a, b, ok := strings.Cut(w, "-")
	from, until = day(a), day(b)
	return from, until, ok && from != "" && until != "" && from <= until
}

// petrarchName is a name as it is written in news: "ADA_EXAMPLE_" is Ada Example. A
// short word alone is an acronym and stays.
func petrarchName(s string) string {
	words := strings.Fields(strings.ReplaceAll(strings.TrimSpace(s), "_", " "))
	if len(words) == 1 && len(words[0]) <= 5 {
		return clean(words[0])
	}
	v := vocab()
	for i, w := range words {
		if w != strings.ToUpper(w) {
			continue // written with care
		}
		if low := strings.ToLower(w); i > 0 && v.small.has(low) {
			words[i] = low
			continue
		}
		var b strings.Builder
		up := true
		for _, c := range strings.ToLower(w) {
			if up {
				b.WriteString(strings.ToUpper(string(c)))
			} else {
				b.WriteRune(c)
			}
			up = c == '-' || c == '\'' || c == '.'
		}
		words[i] = b.String()
	}
	return clean(strings.Join(words, " "))
}

// petrarchSectors are the sectors of CAMEO that have another code in PLOVER.
var petrarchSectors = map[string]string{"MED": "JRN", "INS": "REB", "SEP": "REB", "RAD": "REB", "HLH": "MED"}

// end turns the name that has been read into a row.
func (d *petrarch) end() {
	r, codes, wrong := d.row, d.codes, d.wrong
	d.row, d.codes, d.skip, d.wrong = Row{}, nil, false, false
	if r.Name == "" || len(codes) == 0 {
		if r.Name != "" && !wrong {
			d.bad(r.Line, "%q has no code", r.Name)
		}
		return
	}
	if slices.ContainsFunc(codes, func(c petrarchCode) bool { return strings.Contains(c.code, "-") }) {
		return
	}
	dated := false
	for _, c := range codes {
		country, sector := petrarchCountry(c.code)
		if r.Country == "" {
			r.Country = country
		}
		if r.Sector == "" || sector == "GOV" || r.Sector == "ELI" {
			r.Sector = sector
		}
		if dated = dated || c.dated; c.dated && sector == "GOV" && country != "" && country != "IGO" {
			r.Roles = append(r.Roles, Role{"in office", country, c.from, c.until})
		}
	}
	g := places.Default()
	if r.Sector == "" && r.Country != "" && r.Country != "IGO" {
		// A country's other names: those of its people and places are known as such.
		c, ok := g.Country(r.Country)
		if !ok {
			return
		}
		r.Aliases = slices.DeleteFunc(append([]string{r.Name}, r.Aliases...), func(n string) bool {
			_, people := g.CountryByDemonym(n)
			return people || len(g.Lookup(n)) > 0
		})
		r.Name, r.Roles = c.Name, nil
		for i := range d.Rows {
			if d.Rows[i].Name == c.Name && d.Rows[i].Country == c.ISO3 {
				d.Rows[i].Aliases = append(d.Rows[i].Aliases, r.Aliases...)
				return
			}
		}
		if len(r.Aliases) > 0 {
			r.Type = corpus.GPE
			d.Rows = append(d.Rows, r)
		}
		return
	}
	if r.Type = corpus.Org; petrarchPerson(r.Name, dated) {
		r.Type = corpus.Person
		r.Aliases = slices.DeleteFunc(r.Aliases, lone)
	} else {
		r.Roles = nil
	}
	d.Rows = append(d.Rows, r)
}

// petrarchCountry is the country and the sector of a CAMEO code.
func petrarchCountry(code string) (country, sector string) {
	head, rest := code[:min(3, len(code))], code[min(3, len(code)):]
	if len(rest) >= 3 {
		sector = rest[:3]
	}
	if s, ok := petrarchSectors[sector]; ok {
		sector = s
	}
	switch head {
	case "IGO":
		return "IGO", "IGO"
	case "NGO", "MNC", "NGM", "IMG":
		if head == "IMG" {
			head = "REB"
		}
		return "", head
	}
	if !slices.Contains(sectorCodes, sector) {
		sector = ""
	}
	if c, ok := places.Default().Country(head); ok {
		return c.ISO3, sector
	}
	if s, ok := petrarchSectors[head]; ok {
		head = s
	}
	if sector == "" && slices.Contains(sectorCodes, head) {
		sector = head
	}
	return "", sector
}

// petrarchPerson reports whether a name is a person's.
func petrarchPerson(name string, dated bool) bool {
	t := personTokens(name)
	v := vocab()
	if len(t) < 2 || slices.ContainsFunc(t, func(w string) bool { return v.kind.has(w) && !v.title.has(w) || v.legal.has(w) }) {
		return false
	}
	rest := withoutTitle(t)
	return dated || len(rest) < len(t) || Default().fixed.givenGender(rest) != 0
}
