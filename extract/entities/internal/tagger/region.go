package tagger

import "dateline/corpus/weights"

// maxRegion bounds the pieces of a region, so that a page in capitals costs
// linear time and little memory.
const maxRegion = 200

// maxGap is the number of connecting pieces that may stand between two capitals of a region.
const maxGap = 4

var connectors = newWordSet("of", "the", "and", "for", "in", "on", "to", "at", "with", "by", "from", "de", "la", "le", "les", "du", "des", "del",
	"della", "di", "da", "do", "dos", "das", "e", "y", "el", "al", "ul", "ibn", "bin", "bint", "abu", "van", "von", "der", "den", "het", "ter", "ten", "zu", "zum", "und", "et", "en", "och", "og",
	"a", "an", "against", "es", "ng", "na", "sa", "ar", "il", "lo", "los", "las", "auf", "am", "im", "af", "av", "zur", "dal", "dei", "degli", "delle", "que", "pour", "sur", "aux", "au", "or", "no", "as", "is", "n", "l", "d", "s", "ud", "us", "ur", "un", "an", "as", "ash", "at", "ad", "az", "i", "not", "into", "over", "without", "under")

// tails are common nouns that may close a name or stand within one: "Mokolo
// market", "the Kosovo war", "2019 Australian federal election".
var tails = newWordSet("airport", "airfield", "airstrip", "airbase", "base", "bridge", "road", "highway", "motorway", "street", "square", "avenue", "boulevard", "lane",
	"station", "port", "harbour", "harbor", "pier", "dam", "plant", "power", "nuclear", "reactor", "pipeline", "refinery", "mine", "market", "mosque", "church", "cathedral", "temple",
	"monastery", "synagogue", "palace", "castle", "fort", "prison", "jail", "camp", "hospital", "clinic", "hotel", "stadium", "arena", "theatre", "theater", "museum", "library", "school",
	"university", "college", "court", "tower", "hall", "house", "centre", "center", "complex", "building", "tunnel", "canal", "checkpoint", "crossing", "border", "barracks", "cemetery", "park",
	"war", "wars", "crisis", "revolution", "uprising", "rebellion", "genocide", "massacre", "summit", "conference", "election", "elections", "general", "presidential", "parliamentary",
	"legislative", "federal", "local", "municipal", "by-election", "state", "provincial", "referendum", "primary", "primaries", "caucus", "caucuses", "cup", "games", "festival", "championship", "championships", "league", "derby",
	"storm", "hurricane", "typhoon", "cyclone", "earthquake", "act", "agreement", "accord", "accords", "treaty", "protocol", "convention", "declaration", "constitution", "code", "plan", "deal", "pact", "resolution", "award", "prize",
	"mountains", "mountain", "river", "valley", "peninsula", "island", "islands", "strait", "sea", "gulf", "lake", "bay", "coast", "desert", "region", "district", "province", "county", "oblast", "basin", "delta", "forest", "hills", "plateau", "reef",
	"movement", "party", "group", "army", "brigade", "battalion", "regiment", "forces", "force", "police", "parliament", "ministry", "government", "council", "committee", "commission", "agency", "bank", "newspaper", "magazine", "news", "radio", "television", "club", "team", "union", "front", "alliance", "coalition")

func lowerHash(w string) uint32 {
	h := uint32(fnvStart)
	for _, r := range w {
		h = (h ^ uint32(r)) * fnvPrime
	}
	return weights.Mix(h)
}

var possessives = newWordSet("'s", "’s")

// joining are the connectors, possessives and tails.
var joining = newUnion(&connectors, &possessives, &tails)

func connects(p *Piece) bool {
	switch p.Shape {
	case Lower:
		return !p.Spaced || joining.has(p.Lower)
	case Number, Quote, Hyphen, Comma, Bracket, Mark, Period:
		return true
	}
	return false
}

// Region is a range of pieces that is tagged together.
type Region struct{ First, End int }

// Regions finds the regions of pieces and returns them after those in buf. A
// region lies in one sentence and does not overlap another.
func Regions(ps []Piece, buf []Region) []Region {
	for i := 0; i < len(ps); {
		if !ps[i].Capital() {
			i++
			continue
		}
		first := i
		floor := 0
		if len(buf) > 0 {
			floor = buf[len(buf)-1].End
		}
		// "al-Shabaab", "el-Sisi", "2014 Winter Olympics": up to two pieces in front, unspaced or a number.
		if first-2 >= floor && ps[first-1].Shape == Hyphen && !ps[first].Spaced && !ps[first-1].Spaced && ps[first-2].Sentence == ps[first].Sentence &&
			(ps[first-2].Shape == Lower || ps[first-2].Shape == Number) {
			first -= 2
		} else if first-1 >= floor && ps[first-1].Sentence == ps[first].Sentence && (ps[first-1].Shape == Number || ps[first-1].Shape == Lower && connectors.has(ps[first-1].Lower)) {
			first--
		}
		end := i + 1
		for gap := 0; end+gap < len(ps) && gap <= maxGap; {
			p := &ps[end+gap]
			if p.Sentence != ps[i].Sentence || end+gap-first >= maxRegion {
				break
			}
			if p.Capital() {
				end += gap + 1
				gap = 0
				continue
			}
			if !connects(p) {
				break
			}
			gap++
		}
		end = tail(ps, end, ps[i].Sentence)
		buf = append(buf, Region{first, end})
		i = end
	}
	return buf
}

// tail extends a region that ends with a capital over what may close a name in
// small letters or figures: "Boeing 737-800", "Covid-19", "Huang Chih-wei",
// "School No. 17", "Wendy's", "Gbessia airport".
func tail(ps []Piece, end int, sentence int32) int {
	at := func(k int) *Piece {
		if k < len(ps) && ps[k].Sentence == sentence {
			return &ps[k]
		}
		return &edgePiece
	}
	for k := 0; k < 3; k++ {
		p, n := at(end), at(end+1)
		switch {
		case p.Shape == Hyphen && !p.Spaced && !n.Spaced && (n.Shape == Lower || n.Shape == Number):
			end += 2
		case p.Shape == Period && !p.Spaced && n.Shape == Number:
			end += 2
		case p.Shape == Number || p.Shape == Lower && (!p.Spaced || tails.has(p.Lower)):
			end++
		default:
			return end
		}
	}
	return end
}
