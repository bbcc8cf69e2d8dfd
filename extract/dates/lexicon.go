package dates

import (
	"embed"
	"fmt"
	"strconv"
	"strings"

	"dateline/corpus/lexicon"
)

//go:embed data/*.tsv
var data embed.FS

// set is a set of classes of words, numerals and phrases.
type set uint64

// word is an entry of the lexicon. One word may belong to several classes
// ("second" is an ordinal and a unit): each class reads its own field.
type word struct {
	id      int32
	text    string // lower case; the key of the tries
	classes set
	num     int32 // numerals, months, weekdays
	unit    unit
	code    string // seasons, parts of the day, clock words, zones, eras
	mod     mod
	rel     rel
	upper   bool // only when written in capitals (zones, eras)
	capital bool // only with a capital letter (months, abbreviations)
	key     bool // a rule without classes hangs on it ("today", "moment")
	stop    bool // an abbreviation: takes in the full stop that follows
}

// words is the lexicon of the package: words.tsv and every word that the grammar
// or the table of holidays mentions.
type words struct {
	byText map[string]*word
	list   []*word
	shapes [65536 / 64]uint64 // two-byte prefixes in use, to skip the map for most words
	most   int                // length in bytes of the longest word
}

func (ws *words) get(text string) *word {
	if w := ws.byText[text]; w != nil {
		return w
	}
	w := &word{id: int32(len(ws.list)), text: strings.Clone(text)}
	ws.byText[w.text] = w
	ws.list = append(ws.list, w)
	ws.most = max(ws.most, len(text))
	if len(text) > 1 {
		h := prefix(text[0], text[1])
		ws.shapes[h/64] |= 1 << (h % 64)
	}
	return w
}

func prefix(a, b byte) uint { return uint(a)<<8 | uint(b) }

// find looks up a lower-case word that stands in a buffer, without allocating.
func (ws *words) find(b []byte) *word {
	if len(b) > ws.most {
		return nil
	}
	if len(b) > 1 {
		if h := prefix(b[0], b[1]); ws.shapes[h/64]&(1<<(h%64)) == 0 {
			return nil
		}
	}
	return ws.byText[string(b)]
}

var wordColumns = []string{"word", "class", "value"}

func loadWords() (*words, error) {
	ws := &words{byText: map[string]*word{}}
	for _, c := range connectors {
		ws.get(c) // pieces even where no pattern has them
	}
	t, err := lexicon.Open(data, "data/words.tsv", wordColumns...)
	if err != nil {
		return nil, err
	}
	for _, row := range t.Rows {
		w := ws.get(row.Get("word"))
		class, value := row.Get("class"), row.Get("value")
		c, ok := wordClasses[class]
		if !ok {
			return nil, fmt.Errorf("dates: %s: unknown class %q", row.Place(), class)
		}
		w.classes |= c
		n, nerr := strconv.Atoi(value)
		switch class {
		case "MONTH", "MONTHABBR", "WEEKDAYABBR":
			w.capital = true
			w.stop = class != "MONTH"
			w.num = int32(n)
		case "WEEKDAY", "WEEKDAYS", "CARD", "SCALE", "DOZEN", "DECADEWORD":
			w.num = int32(n)
		case "ORDWORD":
			w.num = int32(n)
			if n <= 31 {
				w.classes |= cDay
			}
		case "UNIT", "UNITS":
			u, ok := unitCodes[value]
			if !ok {
				return nil, fmt.Errorf("dates: %s: unknown unit %q", row.Place(), value)
			}
			w.unit, nerr = u, nil
			if class == "UNIT" {
				switch u {
				case unitQuarter:
					w.classes |= cUnitQ
				case unitYear:
					w.classes |= cUnitY
				case unitCentury:
					w.classes |= cUnitC
				}
			} else if u == unitCentury {
				w.classes |= cUnitC
			}
		case "MOD", "MODN":
			w.mod, nerr = mods[value], nil
		case "DEICTIC":
			w.rel, nerr = rels[value], nil
		case "ERA":
			w.upper = len(w.text) <= 3 && !strings.Contains(w.text, ".")
			w.code, nerr = value, nil
		case "ZONE":
			w.upper = true
			w.code, nerr = value, nil
		default:
			w.code, nerr = value, nil
		}
		if nerr != nil {
			return nil, fmt.Errorf("dates: %s: %w", row.Place(), nerr)
		}
	}
	return ws, nil
}
