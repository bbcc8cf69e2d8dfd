package actors

import (
	"flag"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"dateline/corpus/usage"
)

var scaleNames = flag.Int("names", 20_000, "names of BenchmarkNamesScale")

// BenchmarkNamesScale resolves a list of invented names, as of a dump, and says what that
// took:
//
//	go test -run '^$' -bench NamesScale -benchtime 1x -timeout 0 ./normalize/actors -names 1000000
//
// The memory is that of the process at its largest, with the list and the answers in it.
func BenchmarkNamesScale(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(50)) // as the command has it
	all := inventedNames(*scaleNames)
	base := Default()
	for b.Loop() {
		before, _ := usage.Process()
		start := time.Now()
		got := base.Resolve(all)
		after, peak := usage.Process()
		used := after - before
		actors := map[string]bool{}
		for i := range got {
			actors[got[i].Actor] = true
		}
		b.ReportMetric(time.Since(start).Seconds(), "s")
		b.ReportMetric(used, "cpu-s")
		b.ReportMetric(used/float64(len(all))*1e6, "cpu-s/million")
		b.ReportMetric(float64(peak)/(1<<20), "MB-resident")
		b.ReportMetric(float64(len(actors)), "actors")
	}
}

// culture is a way of making names: syllables of given names, and beginnings, middles
// and ends of family names.
type culture struct{ given, givenEnd, begin, middle, end, spelling []string }

// spelling lists pairs: what a newsroom of another country writes for a part of a name.
var cultures = []culture{
	{strings.Fields("vol ol myk ser and bor pav iv ma yev"), strings.Fields("odymyr eksandr ola hiy riy ys lo an ryna hen"),
		strings.Fields("Yar Kov Shev Tym Bon Hry Zah Lys Kra Pet Med Stel Voz"), strings.Fields("a o e osh en al ar yn il uk"), strings.Fields("chenko enko yuk ov ova skyi ska chuk ets iv"),
		strings.Fields("sh sch ch tsch y j v w hr gr kh ch ts z")},
	{strings.Fields("jo ma wil an pe kar ste mar el hen"), strings.Fields("nathan tin liam nette ter en fan gret len rik"),
		strings.Fields("Bran Hol Lind Berg Stock Wal Hart Kess Fenn Grav Ost Mar"), strings.Fields("en er el al in or ing am ers ost"), strings.Fields("mann son ford ton ley berg ström holm wick stein"),
		strings.Fields("ö o mann man ck k ss s ie y w v")},
	{strings.Fields("mo ah ha kha om yu na fa sa mu"), strings.Fields("hamed mad ssan lid ar suf bil tima lim stafa"),
		strings.Fields("al-Ha al-Ba el-Ma al-Ra Ab al-Sha el-Ka Na Ja al-Qa"), strings.Fields("s d m r z l h b kh f"), strings.Fields("imi ani awi oun iri ouri adi eh uri ati"),
		strings.Fields("ou u ee i al- el- q k kh h ah a")},
	{strings.Fields("ju ma lu car pe an mi ro fer ra"), strings.Fields("an ria is los dro tonio guel berto nando fael"),
		strings.Fields("Quin Val Mor Car Sal Ber Cas Mon Ira Zal Ur Ech"), strings.Fields("ta de a va i e an ur ed o"), strings.Fields("ez es ena al ar edo ano era illo as"),
		strings.Fields("z s ñ n é e v b qu k")},
	{strings.Fields("wei min jun hao xi jin ya li chen bo"), strings.Fields("ming hua jie fang yong lin bin qing tao ping"),
		strings.Fields("Zh Ch X Q Sh Y L W G H"), strings.Fields("a e i o u ia ao ou ua"), strings.Fields("ng n o i u a ei ai en in"),
		strings.Fields("zh ch x hs q ch -")},
	{strings.Fields("aki ken yo mi ha ta hi na ka shi"), strings.Fields("ra ji ko ki to shi mi ru ta o"),
		strings.Fields("Ta Ha Ko Mi Na Shi Ya Mo Ki Fu Sa To"), strings.Fields("ka na mo shi ri ta wa no hi me"), strings.Fields("moto yama da shima kawa no ta zaki hara guchi"),
		strings.Fields("shi si ou o tsu tu ji zi")},
}

var (
	nameTitles = strings.Fields("President Minister Dr. Mr. Mrs. Gen. Senator Judge Professor Ambassador")
	bodyKinds  = []string{"Bank", "Institute", "Party", "Holding", "University", "Ministry of", "Union of", "Group", "Foundation", "Council"}
)

// inventedNames are n names of invented people and bodies of several cultures, a function of n
// alone: each of somebody in up to four spellings, with titles, initials, family
// names alone and slips of the hand. One family name in three is one of a few thousand.
func inventedNames(n int) []string {
	random := rand.New(rand.NewPCG(11, 23))
	pick := func(l []string) string { return l[random.IntN(len(l))] }
	family := func(c *culture) string {
		name := pick(c.begin)
		for range 1 + random.IntN(2) {
			name += pick(c.middle)
		}
		return name + pick(c.end)
	}
	var frequent [6][]string
	for i := range frequent {
		for range 600 {
			frequent[i] = append(frequent[i], family(&cultures[i]))
		}
	}
	out := make([]string, 0, n+8)
	for len(out) < n {
		at := random.IntN(len(cultures))
		c := &cultures[at]
		f := family(c)
		switch random.IntN(3) {
		case 0:
			f = pick(frequent[at])
		case 1: // rare ones are longer
			f += pick(c.middle) + pick(c.end)
		}
		given := func() string {
			g := pick(c.given) + pick(c.givenEnd)
			return strings.ToUpper(g[:1]) + g[1:]
		}
		g := given()
		if random.IntN(10) == 0 {
			body := f + " " + pick(bodyKinds)
			if strings.HasSuffix(body, " of") {
				body = strings.TrimPrefix(body, f+" ") + " " + f
			}
			out = append(out, body, strings.ToUpper(body))
			continue
		}
		out = append(out, g+" "+f)
		for range random.IntN(4) {
			switch random.IntN(8) {
			case 0:
				out = append(out, strings.ToUpper(f)+", "+g)
			case 1:
				out = append(out, g[:1]+". "+f)
			case 2:
				out = append(out, g+" "+given()+" "+f)
			case 3:
				k := 2 * random.IntN(len(c.spelling)/2)
				out = append(out, g+" "+strings.ReplaceAll(f, c.spelling[k], c.spelling[k+1]))
			case 4:
				out = append(out, pick(nameTitles)+" "+g+" "+f)
			case 5: // two letters in the wrong order
				k := 1 + random.IntN(len(f)-2)
				if f[k] < 0x80 && f[k+1] < 0x80 {
					out = append(out, g+" "+f[:k]+f[k+1:k+2]+f[k:k+1]+f[k+2:])
				}
			case 6:
				out = append(out, pick(nameTitles)+" "+f)
			default:
				out = append(out, f)
			}
		}
	}
	return out[:n]
}
