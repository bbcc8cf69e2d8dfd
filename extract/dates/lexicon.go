package dates

import (
	"embed"
	"encoding/binary"
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
	upper   bool   // only when written in capitals (zones, eras)
	capital bool   // only with a capital letter (months, abbreviations)
	plain   bool   // a month's name that means nothing else
	key     bool   // a rule without classes hangs on it ("today", "moment")
	starts  uint16 // the passes in which a rule begins with the word itself
	stop    bool   // an abbreviation: takes in the full stop that follows
}

// words is the lexicon of the package: words.tsv and every word that the grammar
// or the table of holidays mentions. Words of a text are looked up in a table of
// its own with open addressing: most are not there, and one line of cache says so.
type words struct {
	byText map[string]*word
	list   []*word
	slab   []word
	table  [2048]slot
	bytes  [256]*word // of one byte, marks among them
	full   bool       // a word did not fit the table
}

type slot struct {
	key  key
	word *word
}

// key is a word of up to 16 bytes, in lower case.
type key struct{ lo, hi uint64 }

const longestWord = 16

func keyOf(b *[64]byte) key {
	return key{binary.LittleEndian.Uint64(b[:]), binary.LittleEndian.Uint64(b[8:])}
}

func (k key) slot() uint64 { return (k.lo*0x9E3779B97F4A7C15 ^ k.hi*0xC2B2AE3D27D4EB4F) >> 53 }

func (ws *words) get(text string) *word {
	if w := ws.byText[text]; w != nil {
		return w
	}
	if len(ws.slab) == cap(ws.slab) {
		ws.slab = make([]word, 0, 256)
	}
	ws.slab = append(ws.slab, word{id: int32(len(ws.list)), text: strings.Clone(text)})
	w := &ws.slab[len(ws.slab)-1]
	ws.byText[w.text] = w
	ws.list = append(ws.list, w)
	if len(text) == 1 {
		ws.bytes[text[0]] = w
	}
	if len(text) > longestWord || len(ws.list) > len(ws.table)/2 {
		ws.full = true
		return w
	}
	var b [64]byte
	copy(b[:], text)
	k := keyOf(&b)
	at := k.slot()
	for ws.table[at].word != nil {
		at = (at + 1) % uint64(len(ws.table))
	}
	ws.table[at] = slot{k, w}
	return w
}

// find looks up a word that stands in lower case in a buffer, with zeros behind it.
func (ws *words) find(b *[64]byte) *word {
	k := keyOf(b)
	for at := k.slot(); ; at = (at + 1) % uint64(len(ws.table)) {
		if s := &ws.table[at]; s.word == nil || s.key == k {
			return s.word
		}
	}
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
			w.plain = class == "MONTH" && !oneOf(w.text, "march", "may", "august")
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
