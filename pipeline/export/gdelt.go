package export

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"dateline/corpus"
	"dateline/corpus/hash"
	"dateline/corpus/spill"
	"dateline/normalize/places"
)

// gdeltColumns are the columns of GDELT's event table and of its table of mentions, as "The GDELT Event Database: Data Format
// Codebook V2.0" (2015) lists them. The files have no head, as GDELT's have none.
var gdeltColumns = struct{ events, mentions []string }{
	strings.Fields(`GlobalEventID Day MonthYear Year FractionDate
Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code
Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code
IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone
Actor1Geo_Type Actor1Geo_Fullname Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat Actor1Geo_Long Actor1Geo_FeatureID
Actor2Geo_Type Actor2Geo_Fullname Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat Actor2Geo_Long Actor2Geo_FeatureID
ActionGeo_Type ActionGeo_Fullname ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat ActionGeo_Long ActionGeo_FeatureID
DATEADDED SOURCEURL`),
	strings.Fields(`GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID
Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone MentionDocTranslationInfo Extras`),
}

// report is what the grouping by happening keeps of an event.
type report struct {
	Event
	Number                 int // of its sentence, from 1
	Actor1, Actor2, Action int // bytes
	Length                 int // of the document, bytes
}

// writeGDELT writes one row a happening, and one a report of it. Only what is said to have happened
// counts, as in GDELT: planned, denied and hypothetical events are left out.
func writeGDELT(ctx context.Context, s *Dataset, dir string) (err error) {
	var files outputs
	defer func() { err = files.end(err) }()
	events, err := files.create(filepath.Join(dir, "events.csv"))
	if err != nil {
		return err
	}
	mentions, err := files.create(filepath.Join(dir, "mentions.csv"))
	if err != nil {
		return err
	}
	sorter := spill.Sorter{Dir: dir, Memory: 64 << 20}
	defer sorter.Close()
	for d, err := range s.Documents(ctx) {
		if err != nil {
			return err
		}
		for i, e := range RowsOf(d).Events {
			if e.Realis != string(corpus.Actual) && e.Realis != string(corpus.Claimed) || e.CAMEO == "" {
				continue
			}
			x := &d.Events[i]
			first, second := sides(x.Sources, x.Targets)
			r := report{Event: e, Number: d.SentenceAt(x.Trigger.Start) + 1, Actor1: firstByte(first), Actor2: firstByte(second), Action: x.Trigger.Start, Length: len(d.Text)}
			r.Why = nil
			value, err := json.Marshal(r)
			if err != nil {
				return fmt.Errorf("export: %w", err)
			}
			if err := sorter.Add([]byte(e.EventID+"\x00"+e.Document+"\x00"+e.ID), value); err != nil {
				return fmt.Errorf("export: %w", err)
			}
		}
	}
	var group []report
	flush := func() error {
		if len(group) == 0 {
			return nil
		}
		defer func() { group = group[:0] }()
		return writeHappening(events, mentions, group)
	}
	for row, err := range sorter.Rows() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return fmt.Errorf("export: %w", err)
		}
		var r report
		if err := json.Unmarshal(row.Value, &r); err != nil {
			return fmt.Errorf("export: %w", err)
		}
		if len(group) > 0 && group[0].EventID != r.EventID {
			if err := flush(); err != nil {
				return err
			}
		}
		group = append(group, r)
	}
	return flush()
}

// firstByte is where the first member of a side stands, -1 for none.
func firstByte(ps []corpus.Participant) int {
	if len(ps) == 0 {
		return -1
	}
	return ps[0].Start
}

func writeHappening(events, mentions io.Writer, group []report) error {
	e := &group[0] // of the first document by id
	id := strconv.FormatInt(number64(e.EventID), 10)
	documents, publishers := map[string]bool{}, map[string]bool{}
	main, added := "0", ""
	for i := range group {
		r := &group[i]
		documents[r.Document] = true
		publishers[r.Publisher] = true
		if r.Main {
			main = "1"
		}
		if t := stamp(r.Published); added == "" || t != "" && t < added {
			added = t
		}
	}
	digits := strings.ReplaceAll(e.DateBegin, "-", "")
	month, year, fraction := "", "", ""
	if t, err := time.Parse(time.DateOnly, e.DateBegin); err == nil {
		month, year = digits[:6], digits[:4]
		// The codebook: (month × 30 + day) / 365.
		fraction = strconv.FormatFloat(float64(t.Year())+float64(int(t.Month())*30+t.Day())/365, 'f', 4, 64)
	}
	row := make([]string, 0, len(gdeltColumns.events))
	row = append(row, id, digits, month, year, fraction)
	actors, recipients := sides(e.Sources, e.Targets)
	row = append(row, gdeltActor(actors)...)
	row = append(row, gdeltActor(recipients)...)
	row = append(row, main, e.CAMEO, e.CAMEO[:min(3, len(e.CAMEO))], e.CAMEO[:min(2, len(e.CAMEO))], strconv.Itoa(int(e.Quad)),
		strconv.FormatFloat(e.Intensity, 'f', -1, 64), strconv.Itoa(len(group)), strconv.Itoa(len(publishers)), strconv.Itoa(len(documents)), "")
	row = append(row, geo(nil)...)
	row = append(row, geo(nil)...)
	row = append(row, geo(e.Place)...)
	row = append(row, added, e.URL)
	if err := tabbed(events, row); err != nil {
		return err
	}
	for i := range group {
		r := &group[i]
		err := tabbed(mentions, []string{id, added, stamp(r.Published), "1", r.Publisher, identifier(r), strconv.Itoa(r.Number),
			strconv.Itoa(r.Actor1), strconv.Itoa(r.Actor2), strconv.Itoa(r.Action), "1", strconv.Itoa(int(r.Confidence*100 + 0.5)), strconv.Itoa(r.Length), "", "", ""})
		if err != nil {
			return err
		}
	}
	return nil
}

// identifier is a report's address, else its document.
func identifier(r *report) string {
	if r.URL != "" {
		return r.URL
	}
	return r.Document
}

// gdeltActor are the ten columns of an actor: of the first member of a side.
func gdeltActor(ps []Party) []string {
	out := make([]string, 10)
	if len(ps) == 0 {
		return out
	}
	p := ps[0]
	out[0], out[1], out[2] = p.Country+p.Sector, strings.ToUpper(p.Name), p.Country
	if p.Country == "IGO" {
		out[0], out[2], out[7] = "IGO"+p.Sector, "", "IGO"
		return out
	}
	out[7] = p.Sector
	return out
}

// geo are the eight columns of a place. Types of the codebook: 1 a country, 4 a town or landmark of the world.
func geo(p *Place) []string {
	out := make([]string, 8)
	if p == nil {
		out[0] = "0"
		return out
	}
	country, _ := places.Default().Country(p.Country)
	out[0], out[1], out[2] = "4", p.Name, p.Country
	switch {
	case country.Name == p.Name:
		out[0] = "1"
	case country.Name != "":
		out[1] += ", " + country.Name
	}
	if p.Lat != nil && p.Lon != nil {
		out[5], out[6] = strconv.FormatFloat(*p.Lat, 'f', -1, 64), strconv.FormatFloat(*p.Lon, 'f', -1, 64)
	}
	return out
}

// stamp is a day as GDELT's YYYYMMDDHHMMSS.
func stamp(day string) string {
	if day == "" {
		return ""
	}
	return strings.ReplaceAll(day, "-", "") + "000000"
}

// number64 makes a number of an id: its hexadecimal value where it is one, else a hash, without the sign bit.
func number64(id string) int64 {
	n, err := strconv.ParseUint(id, 16, 64)
	if err != nil {
		n = hash.FNV(id)
	}
	return int64(n &^ (1 << 63))
}

// tabbed writes cells parted by tabs on a line; what would break it becomes a blank.
func tabbed(w io.Writer, cells []string) error {
	for i, c := range cells {
		cells[i] = strings.Map(func(r rune) rune {
			switch r {
			case '\t', '\n', '\v', '\f', '\r', 0x85, 0x2028, 0x2029:
				return ' '
			}
			return r
		}, c)
	}
	if _, err := io.WriteString(w, strings.Join(cells, "\t")+"\n"); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}
