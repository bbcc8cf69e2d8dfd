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
