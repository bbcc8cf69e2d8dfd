package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dateline/normalize/places"
)

// vocabulary says which names a reader takes for something else than a place.
type vocabulary struct {
	words  map[string]bool // English words in small letters
	rarer  map[string]bool // the same, from the lists of rarer words
	given  map[string]bool // folded
	family map[string]bool
	people map[string]bool // whole names of people in the news, and phrases
	noted  map[string]bool // their family names
}

// more are words that the list leaves out since they are written with a capital.
const more = "january february march april may june july august september october november december " +
	"monday tuesday wednesday thursday friday saturday sunday easter christmas ramadan mr mrs miss dr sir lord lady king queen prince princess president " +
	"batman cerro mercury venus earth mars jupiter saturn uranus neptune pluto " +
	"senator general colonel captain major sergeant judge saint god allah jesus christ church islam koran bible internet facebook twitter google apple amazon " +
	"congress senate parliament army navy police union republic kingdom state province county center centre north south east west central"

// phrases are of common words and mean something else than a town.
var phrases = []string{
	"white house", "red cross", "red crescent", "wall street", "main street", "high street", "downing street", "green line", "blue line", "south side", "north side",
	"east side", "west side", "east end", "west end", "old city", "old town", "new town", "city center", "city centre", "town center", "grand central", "union station", "central park",
	"city hall", "capitol hill", "supreme court", "high court", "big island", "red square", "black market", "silicon valley", "ground zero", "iron curtain", "holy land",
}

// nameTables are the tables of this tree with names of persons, and the columns with
// given names, family names, and whole names.
var nameTables = []struct {
	file                 string
	given, family, whole int
}{
	{"extract/entities/gazetteer/given.tsv", 1, -1, -1},
	{"extract/entities/gazetteer/family.tsv", -1, 1, -1},
	{"normalize/names/data/given.tsv", 0, -1, -1},
	{"normalize/names/data/surnames.tsv", -1, 1, -1},
	{"normalize/actors/data/people.tsv", -1, -1, 0},
	{"normalize/actors/data/people.tsv", -1, -1, 1},
}

// frequentLists is how many of the lists are of frequent words.
const frequentLists = 3

func readVocabulary(wordsFile, tree string) (*vocabulary, error) {
	v := &vocabulary{words: map[string]bool{}, rarer: map[string]bool{}, given: map[string]bool{}, family: map[string]bool{}, people: map[string]bool{}, noted: map[string]bool{}}
	lists, err := open(wordsFile, "package/english-words-10.json", "package/english-words-20.json", "package/english-words-35.json", "package/english-words-40.json", "package/english-words-50.json")
	if err != nil {
		return nil, err
	}
	for _, p := range phrases {
		v.people[p] = true
	}
	for i, data := range lists {
		var words []string
		if err := json.Unmarshal(data, &words); err != nil {
			return nil, fmt.Errorf("%s: %w", wordsFile, err)
		}
		for _, w := range words {
			switch {
			case w != strings.ToLower(w):
			case i < frequentLists:
				v.words[w] = true
			default:
				v.rarer[w] = true
			}
		}
	}
	for _, w := range strings.Fields(more) {
		v.words[w] = true
	}
	for _, t := range nameTables {
		data, err := os.ReadFile(filepath.Join(tree, t.file))
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(data)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			names := func(column int) []string {
				if column < 0 || column >= len(cells) {
					return nil
				}
				return strings.Split(cells[column], "|")
			}
			for _, n := range names(t.given) {
				v.given[places.Fold(n)] = true
			}
			for _, n := range names(t.family) {
				v.family[places.Fold(n)] = true
			}
			for _, n := range names(t.whole) {
				f := places.Fold(n)
				v.people[f] = true
				v.noted[f[strings.LastIndexByte(f, ' ')+1:]] = true
			}
		}
	}
	return v, nil
}

// Grades of weakness, as in places/atlas.go.
const (
	sound = iota
	doubtful
	common
)

// weakness says how far a folded name is taken for something else than a place: it is
// common as a word, a given name, the name of somebody in the news or of a people; it is
// doubtful as a family name, a rarer word, or of several such words.
func (v *vocabulary) weakness(fold string) int {
	words := strings.Fields(fold)
	if len(words) == 0 {
		return common
	}
	first, last := words[0], words[len(words)-1]
	if _, ok := places.Default().CountryByDemonym(fold); ok || len(fold) < 3 || v.people[fold] {
		return common
	}
	switch {
	case len(words) == 1 && (v.words[fold] || v.given[fold] || v.noted[fold]):
		return common
	case len(words) == 1 && (v.rarer[fold] || v.family[fold]):
		return doubtful
	case len(words) == 1:
		return sound
	case v.given[first] && (v.given[last] || v.family[last] || v.noted[last]):
		return common
	}
	for _, w := range words {
		if !v.words[w] && !v.rarer[w] {
			return sound
		}
	}
	return doubtful
}
