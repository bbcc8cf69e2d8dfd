package names

import (
	"math/rand"
	"strings"
	"testing"

	"dateline/corpus/lexicon"
)

// dump makes up the names of a dump: people with given names of the tables and
// surnames, frequent ones and invented ones, each in up to a few spellings,
// and some bodies.
func dump(n int) []string {
	rng := rand.New(rand.NewSource(7))
	list := func(file, sort string) (out []string) {
		for _, row := range lexicon.MustOpen(tables, "data/"+file+".tsv").Rows {
			if sort == "" || row.Get("sort") == sort {
				out = append(out, row.List("names")...)
			}
		}
		return out
	}
	given, frequent := list("given", ""), list("frequent", "family")
	upper := func(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
	pick := func(l []string) string { return upper(l[int(float64(len(l))*rng.Float64()*rng.Float64())]) }
	starts := strings.Fields("b br ch d f g gr h j k kl kr l m n p pr r s sch sh st t tr v vl w y z zh")
	cores := strings.Fields("a e i o u ai ei ou ia ar er or an en in on al el il")
	middles := strings.Fields("b ch d f g k l ll m n nd ng nt p r rd rk s sh ss st t tch v z")
	ends := strings.Fields("a o ov ova enko ski son sen mann er i ez es ic uk in as os ian yan dze idis ini eau")
	surname := func() string {
		if rng.Intn(5) == 0 {
			return pick(frequent)
		}
		s := starts[rng.Intn(len(starts))] + cores[rng.Intn(len(cores))]
		for range 1 + rng.Intn(2) {
			s += middles[rng.Intn(len(middles))] + cores[rng.Intn(len(cores))]
		}
		return upper(s + "l" + ends[rng.Intn(len(ends))])
	}
	spelling := strings.NewReplacer("sh", "sch", "v", "w", "k", "c", "ch", "tch", "y", "j")
	var out []string
	for len(out) < n {
		g, f := pick(given), surname()
		if rng.Intn(12) == 0 {
			body := []string{"Bank", "Institute", "Party", "Holding", "University of"}[rng.Intn(5)]
			out = append(out, f+" "+body, f+" "+g+" "+body)
			continue
		}
		out = append(out, g+" "+f)
		for range rng.Intn(4) {
			switch rng.Intn(6) {
			case 0:
				out = append(out, strings.ToUpper(f)+" "+g)
			case 1:
				out = append(out, g[:1]+". "+f)
			case 2:
				out = append(out, g+" "+pick(given)+" "+f)
			case 3:
				out = append(out, g+" "+upper(spelling.Replace(strings.ToLower(f))))
			case 4:
				out = append(out, "Minister "+g+" "+f)
			default:
				out = append(out, f)
			}
		}
	}
	return out[:n]
}

func BenchmarkClusterDump(b *testing.B) {
	all := dump(20_000)
	b.ReportAllocs()
	for b.Loop() {
		Cluster(all, Any)
	}
	b.ReportMetric(float64(len(all)*b.N)/b.Elapsed().Seconds(), "names/s")
}

// hostile are lists that are made to have too much in common, by n.
var hostile = map[string]func(n int) []string{
	"one surname": func(n int) []string {
		return invent(n, func(r *rand.Rand) string { return syllables(r, 3) + " Schroeder" })
	},
	"one word in all": func(n int) []string {
		return invent(n, func(r *rand.Rand) string { return syllables(r, 3) + " Karimabad " + syllables(r, 3) })
	},
	"one name in every spelling": func(n int) []string {
		pick := func(r *rand.Rand, s string) string { f := strings.Split(s, "|"); return f[r.Intn(len(f))] }
		return invent(n, func(r *rand.Rand) string {
			return pick(r, "M|Mu|Mo|Ma") + pick(r, "h|hh|kh|gh") + pick(r, "a|e|ae|aa|o") + pick(r, "m|mm|mmm") + pick(r, "e|a|i|u|ae|ee|o") + pick(r, "d|t|dd|th|tt|dh") +
				pick(r, "|a|e|o|i|u|us|as|is|h|y|ou|eh|ah")
		})
	},
	"one sort of body": func(n int) []string {
		return invent(n, func(r *rand.Rand) string { return "Bank of " + syllables(r, 2) + " " + syllables(r, 2) })
	},
	"short acronyms": func(n int) []string {
		return invent(n, func(r *rand.Rand) string { return strings.ToUpper(syllables(r, 1)+syllables(r, 1)) + " Group" })
	},
	"the same again": func(n int) []string {
		return invent(n, func(r *rand.Rand) string { return "Angela Merkel" })
	},
}

func invent(n int, name func(*rand.Rand) string) []string {
	r := rand.New(rand.NewSource(11))
	out := make([]string, n)
	for i := range out {
		out[i] = name(r)
	}
	return out
}

func syllables(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteByte("bcdfghklmnprstvz"[r.Intn(16)])
		b.WriteByte("aeiou"[r.Intn(5)])
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

// What a list costs is counted, not timed: the pairs of names that are looked at
// stay within a few for each name once the budgets are spent, whatever the list.
func TestPairsStayWithinTheirBudgets(t *testing.T) {
	const small = 1500 // pairs of each sort, in place of the hundreds of thousands of real runs
	for name, list := range hostile {
		var each [2]int
		for i, n := range [2]int{2000, 4000} {
			_, c := clusterWithin(list(n), Any, nil, small)
			each[i] = (c.pairs + c.checks) / n
			if most := narrowEach + wideEach + loneEach + 16*window + 4*crossChecked; each[i] > most {
				t.Errorf("%s: %d pairs for each of %d names, want %d at most", name, each[i], n, most)
			}
		}
		if each[1] > each[0]+each[0]/2+2 {
			t.Errorf("%s: %d pairs for each name, of twice as many names %d", name, each[0], each[1])
		}
	}
}
