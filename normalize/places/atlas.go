package places

import (
	_ "embed"
	"encoding/binary"
	"strings"
	"sync"

	"dateline/corpus/hash"
)

// The atlas is GeoNames' towns and divisions in one string that is searched where it
// lies: nothing is built at the start. survey writes it. Numbers are little-endian.
//
//	magic      "dlatlas1"
//	notice     u16 length, text: source and licence
//	countries  u16 count, alpha-3 codes
//	symbols    255 of a length byte and 8 bytes: what the codes of names stand for
//	units      u16 count (the countries are the first), u24 offset of each one's entry
//	buckets    65,537 u24 offsets into the entries; a name is in the bucket of its hash
//	entries    to the end
//
// An entry is a tag (8 more bits of the hash), the length of the name's code, a byte with
// what it holds (2 bits), how weak the name is (2 bits) and a count (4 bits), the
// name's code, and so many items:
//
//	towns      u16 unit, u32 point, u8 size and standing (4 bits each)
//	others     u24 offset of an entry of towns, u8 index: another name of a town
//	units      u16 unit, u16 parent, u32 point
//
// A point is (latitude+90)·100 in the upper and (longitude+180)·100 in the lower 16 bits.
//
//go:generate go run ./survey -out geonames/atlas.bin
//go:generate sh -c "cd geonames && sha256sum atlas.bin > SHA256SUMS"

//go:embed geonames/atlas.bin
var atlasTable string

const (
	atlasMagic   = "dlatlas1"
	atlasSymbols = 255
	atlasBuckets = 1 << 16

	holdsTowns  = 0
	holdsOthers = 1
	holdsUnits  = 2
	holdsMask   = 3
	weakShift   = 2
	weakMask    = 3
	countShift  = 4
	entryBytes  = 3

	townBytes  = 7
	otherBytes = 4
	unitBytes  = 8
)

// How weak a name is: how far it is taken for something else than a place.
const (
	sound    = iota
	doubtful // a family name, a rarer word, a phrase of words
	common   // a common word, a given name, the name of somebody in the news, of a people
)

// Standings of a town: the seat of what, or what part of a town.
const (
	standsNone = iota
	seatOfCountry
	seatOfState
	seatOfDistrict
	seatOfLess
	partOfTown
)

type atlas struct {
	countries, symbols, units, buckets, entries string
}

// world is the embedded atlas. Finding its parts is all there is to do.
var world = sync.OnceValue(func() *atlas { return openAtlas(atlasTable) })

// openAtlas finds the parts. The table is part of the program: one that is cut or of
// another format is a programming error and panics, which the package's tests find.
func openAtlas(s string) *atlas {
	take := func(n int) string {
		part := s[:n]
		s = s[n:]
		return part
	}
	if take(len(atlasMagic)) != atlasMagic {
		panic("places: geonames/atlas.bin is of another format")
	}
	a := &atlas{}
	take(u16(take(2)))
	a.countries = take(3 * u16(take(2)))
	a.symbols = take(9 * atlasSymbols)
	a.units = take(3 * u16(take(2)))
	a.buckets = take(3 * (atlasBuckets + 1))
	a.entries = s
	return a
}

func u16(s string) int { return int(s[0]) | int(s[1])<<8 }
func u24(s string) int { return int(s[0]) | int(s[1])<<8 | int(s[2])<<16 }

// key64 is the hash of a folded name: FNV-1a (Fowler, Noll, Vo; public domain), mixed.
func key64(fold string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := 0; i < len(fold); i++ {
		h = (h ^ uint64(fold[i])) * 0x100000001b3
	}
	return hash.Mix(h)
}

// entry is one name of the atlas with what it holds.
type entry struct {
	at    int // offset in the entries
	flags byte
	code  string
	items string
}

func (e entry) holds() byte { return e.flags & holdsMask }
func (e entry) weak() int   { return int(e.flags >> weakShift & weakMask) }

var itemBytes = [4]int{townBytes, otherBytes, unitBytes, 0}

func entrySize(s string) int {
	return entryBytes + int(s[1]) + int(s[2]>>countShift)*itemBytes[s[2]&holdsMask]
}

// entryAt is the entry at an offset, and the offset behind it.
func (a *atlas) entryAt(at int) (entry, int) {
	s := a.entries[at:]
	end := entrySize(s)
	n := entryBytes + int(s[1])
	return entry{at: at, flags: s[2], code: s[entryBytes:n], items: s[n:end]}, at + end
}

// named calls with the entries of a folded name: towns and other names where units
// is false, else the divisions of that bare name.
func (a *atlas) named(fold string, units bool, yield func(entry)) {
	if fold == "" {
		return
	}
	h := key64(fold)
	b := 3 * int(h>>48)
	tag := byte(h >> 40)
	for at, end := u24(a.buckets[b:]), u24(a.buckets[b+3:]); at < end; {
		if a.entries[at] != tag {
			at += entrySize(a.entries[at:])
			continue
		}
		var e entry
		e, at = a.entryAt(at)
		if (e.holds() == holdsUnits) == units && a.means(e.code, fold, units) {
			yield(e)
		}
	}
}

// longestName is more than any name of the atlas has in bytes.
const longestName = 96

// decode writes the name of a code.
func (a *atlas) decode(buf []byte, code string) []byte {
	for i := 0; i < len(code); i++ {
		c := int(code[i])
		if c == atlasSymbols { // a byte as it is
			i++
			buf = append(buf, code[i])
			continue
		}
		s := a.symbols[9*c:]
		buf = append(buf, s[1:1+s[0]]...)
	}
	return buf
}

func (a *atlas) name(code string) string {
	var buf [longestName]byte
	return string(a.decode(buf[:0], code))
}

// means reports whether a code's name folds to that. Plain names, which most are, are
// compared as they are.
func (a *atlas) means(code, fold string, unit bool) bool {
	var buf [longestName]byte
	name := a.decode(buf[:0], code)
	if !unit && len(name) == len(fold) && same(name, fold) {
		return true
	}
	var folded [2 * longestName]byte
	f := appendFold(folded[:0], name)
	if unit {
		return BareDivision(string(f)) == fold
	}
	return string(f) == fold
}

// same reports whether a name of plain letters and spaces is a fold but for case.
func same(name []byte, fold string) bool {
	for i, c := range name {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != fold[i] || c != ' ' && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// town is a row of the atlas.
type town struct {
	code     string // of its name
	unit     int
	point    uint32
	size     int // see population
	standing int
	weak     int  // by the name that it was found under
	other    bool // that name is not its own
}

// towns are the rows of a folded name, under it or with it as another name.
func (a *atlas) towns(fold string) []town {
	var out []town
	a.named(fold, false, func(e entry) {
		for items := e.items; len(items) > 0; {
			var t town
			switch e.holds() {
			case holdsTowns:
				t = townOf(e, items)
				items = items[townBytes:]
			case holdsOthers:
				of, _ := a.entryAt(u24(items))
				t = townOf(of, of.items[townBytes*int(items[3]):])
				items = items[otherBytes:]
			}
			t.weak, t.other = e.weak(), e.holds() == holdsOthers
			out = append(out, t)
		}
	})
	return out
}

func townOf(e entry, item string) town {
	return town{code: e.code, unit: u16(item), point: binary.LittleEndian.Uint32([]byte(item[2:6])), size: int(item[6] & 15), standing: int(item[6] >> 4)}
}

// unit is a division: a state, province or the like (its parent is a country), or a
// district below one. The first units are the countries and have no more than that.
type unit struct {
	id, parent int
	code       string
	point      uint32
	weak       int
}

func (a *atlas) nations() int { return len(a.countries) / 3 }

// unitAt is the division of a number. It must be none of a country.
func (a *atlas) unitAt(id int) unit {
	e, _ := a.entryAt(u24(a.units[3*id:]))
	for items := e.items; ; items = items[unitBytes:] {
		if u := unitOf(e, items); u.id == id {
			return u
		}
	}
}

func unitOf(e entry, item string) unit {
	return unit{id: u16(item), parent: u16(item[2:]), code: e.code, point: binary.LittleEndian.Uint32([]byte(item[4:8])), weak: e.weak()}
}

// divisions are the units of a bare folded name.
func (a *atlas) divisions(fold string) []unit {
	var out []unit
	a.named(fold, true, func(e entry) {
		for items := e.items; len(items) > 0; items = items[unitBytes:] {
			out = append(out, unitOf(e, items))
		}
	})
	return out
}

// country is the number of the country that a unit lies in or is.
func (a *atlas) country(id int) int {
	for id >= a.nations() {
		id = a.unitAt(id).parent
	}
	return id
}

func (a *atlas) iso3(id int) string {
	c := a.country(id)
	return a.countries[3*c : 3*c+3]
}

// degrees are the coordinates of a point.
func degrees(point uint32) (lat, lon float64) {
	return float64(int(point>>16)-9000) / 100, float64(int(point&0xffff)-18000) / 100
}

// population is the least number of inhabitants of a size: 500 of size 2, then twice
// as many each. Size 1 has fewer, 0 is unknown.
func population(size int) int {
	if size < 2 {
		return 0
	}
	return 500 << (size - 2)
}

// place is a town as a place of the gazetteer.
func (a *atlas) place(t town) Place {
	p := Place{Name: a.name(t.code), Kind: KindCity, Rank: RankOther, Row: -1, Population: population(t.size)}
	p.Lat, p.Lon = degrees(t.point)
	a.fill(&p, t.unit)
	return p
}

// division is a unit as a place.
func (a *atlas) division(u unit) Place {
	p := Place{Name: a.name(u.code), Kind: KindState, Rank: RankOther, Row: -1}
	p.Lat, p.Lon = degrees(u.point)
	if u.parent >= a.nations() {
		p.Kind = KindDistrict
	}
	a.fill(&p, u.parent)
	return p
}

// fill says in which units a place lies.
func (a *atlas) fill(p *Place, id int) {
	for id >= a.nations() {
		u := a.unitAt(id)
		if u.parent >= a.nations() {
			p.District = a.name(u.code)
		} else {
			p.Admin = a.name(u.code)
		}
		id = u.parent
	}
	p.Country = a.countries[3*id : 3*id+3]
}

// Words that say what kind of division a name is of.
var (
	divisionEnds = []string{
		" city and county council", " district municipality", " metropolitan municipality", " county borough", " city and borough",
		" province", " state", " oblast", " oblasts", " krai", " kray", " okrug", " raion", " rayon", " region", " district", " county",
		" governorate", " prefecture", " department", " municipality", " parish", " canton", " voivodeship", " division", " territory",
		" council", " regency", " commune", " borough", " autonomous region", " autonomous republic",
		" republic", " wilaya", " emirate", " woreda", " zone", " upazila", " tehsil", " taluk", " kommune", " lan", " fylke", " comarca",
	}
	divisionStarts = []string{
		"province of ", "state of ", "region of ", "department of ", "county of ", "county ", "governorate of ", "district of ", "republic of ",
		"provincia de ", "provincia di ", "departamento de ", "departement de ", "departement du ", "departement des ", "estado de ", "autonomous region of ",
		"autonomous community of ", "region de ", "region du ", "wilaya of ", "wilaya de ", "muhafazat ", "free state of ", "canton of ", "canton de ",
		"city and borough of ", "commune de ", "municipio de ", "gorod ", "city of ", "distrito de ", "principality of ",
	}
)

// BareDivision is a name as [Fold] makes it without the words for its kind of division:
// "zhytomyr" for "zhytomyr oblast", "armagh" for "county armagh". Done twice it gives the
// same.
func BareDivision(fold string) string {
	if strings.IndexByte(fold, ' ') < 0 {
		return fold
	}
	for {
		was := fold
		for _, w := range divisionEnds {
			if s, ok := strings.CutSuffix(fold, w); ok && s != "" {
				fold = s
				break
			}
		}
		for _, w := range divisionStarts {
			if s, ok := strings.CutPrefix(fold, w); ok && s != "" {
				fold = s
				break
			}
		}
		if fold == was {
			return fold
		}
	}
}
