package article

import (
	"io/fs"
	"math/bits"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/corpus"
	"dateline/corpus/lexicon"
	"dateline/corpus/sample"
)

func TestLanguageOfTexts(t *testing.T) {
	english := strings.Repeat(para1+" "+para2+"\n\n", 3)
	german := strings.Repeat("Die Minister der beiden Länder trafen sich am Montag in Oslo und einigten sich auf drei Grenzübergänge, den ersten Schritt seit neun Jahren. ", 4)
	for _, c := range []struct {
		name, claimed, text string
		lang                string
		skipped             bool
	}{
		{name: "English", text: english, lang: "en"},
		{name: "English that claims to be German", claimed: "de", text: english, lang: "en"},
		{name: "English in capitals", text: strings.ToUpper(english), lang: "en"},
		{name: "English without the frequent words", text: strings.Repeat("Net loss 94,000 vs profit 1,569,000\nSales 6,951,000 vs 5,102,000\nAvg shrs 8,066,000 vs 7,214,000\n", 6), lang: "en"},
		{name: "a table of places", text: strings.Repeat("Oslo 14 North 3 mm rain\nBergen 11 West 9 mm rain\nTromsø 2 North 0 mm snow\n", 8), lang: "en"},
		{name: "foreign names", text: strings.Repeat("Wojciech Szczęsny and Łukasz Fabiański met Grzegorz Krychowiak, Kamil Glik and Arkadiusz Milik at Stadion Śląski in Chorzów. ", 5), lang: "en"},
		{name: "foreign words in English", text: strings.Repeat("The party, Partido de los Trabajadores de la República, said in Caracas that the Comité para la Defensa del Pueblo had no part in it. ", 5), lang: "en"},
		{name: "a list of names", text: strings.Repeat("Ann Lee, Bo Ek, Carl Dahl, Dora Falk, Egon Gran, Frida Holm, Gustav Inge, Hanna Jahr, Ivar Krog\n", 6), lang: "en"},
		{name: "code", text: strings.Repeat("func main() { for i := range 10 { fmt.Println(i, values[i].name) } }\nif err != nil { return err }\n", 6), lang: "en"},
		{name: "short", text: "Net 94,000", lang: "en"},
		{name: "initials", text: "He lives in the U.S.A. and S.A. today.", lang: "en"},
		{name: "English first, German after", text: english + german, lang: "en"},
		{name: "German", text: german, lang: "de", skipped: true},
		{name: "German that claims to be English", claimed: "en-US", text: german, lang: "de", skipped: true},
		{name: "German in capitals", text: strings.ToUpper(german), lang: "de", skipped: true},
		{name: "too short to tell", text: "Die Minister trafen sich in Oslo."},
		{name: "a menu in Portuguese", text: strings.Repeat("Notícias Administração Saúde\nServiço de Água e Esgoto\nEducação e Política\nEsportes Últimas Edição\n", 5), lang: "pt", skipped: true},
		{name: "short German", text: "Die Minister trafen sich und sie einigten sich auf nichts.", lang: "de"},
		{name: "German with an English heading", text: "The way to the top of the world\n\n" + german + german, lang: "de", skipped: true},
		{name: "French", text: strings.Repeat("Les ministres des deux pays se sont rencontrés lundi à Oslo et ont convenu d'ouvrir trois postes-frontières, une première depuis neuf ans. ", 4), lang: "fr", skipped: true},
		{name: "Spanish", text: strings.Repeat("Los ministros de los dos países se reunieron el lunes en Oslo y acordaron abrir tres pasos fronterizos, el primero en nueve años. ", 4), lang: "es", skipped: true},
		{name: "Portuguese", text: strings.Repeat("Os ministros dos dois países reuniram-se na segunda-feira em Oslo e concordaram em abrir três passagens, a primeira em nove anos. ", 4), lang: "pt", skipped: true},
		{name: "Norwegian", text: strings.Repeat("Ministrene fra de to landene møttes i Oslo på mandag og ble enige om å åpne tre grenseoverganger, det første skrittet på ni år. Etter møtet sa de ikke mye. ", 4), lang: "no", skipped: true},
		{name: "Danish", text: strings.Repeat("Ministrene fra de to lande mødtes i Oslo i mandags og blev enige om at åbne tre grænseovergange, det første skridt i ni år. Efter mødet sagde de ikke meget. ", 4), lang: "da", skipped: true},
		{name: "Polish", text: strings.Repeat("Ministrowie obu krajów spotkali się w poniedziałek w Oslo i uzgodnili, że otworzą trzy przejścia graniczne, po raz pierwszy od dziewięciu lat. ", 4), lang: "pl", skipped: true},
		{name: "Turkish", text: strings.Repeat("İki ülkenin bakanları pazartesi günü Oslo'da bir araya geldi ve üç sınır kapısının açılması için anlaştı, bu dokuz yıldır ilk adım oldu. ", 4), lang: "tr", skipped: true},
		{name: "Russian", text: strings.Repeat("Министры двух стран встретились в понедельник в Осло и договорились открыть три перехода. ", 4), lang: "ru", skipped: true},
		{name: "short Russian", text: "Министры встретились в Осло.", lang: "ru", skipped: true},
		{name: "Chinese", text: strings.Repeat("两国部长星期一在奥斯陆会晤，同意开放三个过境点。", 6), lang: "zh", skipped: true},
		{name: "short Ukrainian", text: "Міністри зустрілися в Осло.", lang: "uk", skipped: true},
		{name: "Icelandic", text: strings.Repeat("Ráðherrar landanna tveggja hittust í Osló á mánudag og þeir sömdu um að opna þrjár landamærastöðvar, en það er fyrsta skrefið í níu ár. ", 4), lang: "is", skipped: true},
		{name: "Latin that fills a page", text: strings.Repeat("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. ", 4), lang: "la", skipped: true},
		{name: "Japanese", text: strings.Repeat("両国の閣僚は月曜日にオスロで会談し、三つの国境検問所を開くことで合意した。", 4), lang: "ja", skipped: true},
		{name: "no letters", claimed: "fr", text: "12 - 4", lang: "fr"},
		{name: "nothing"},
	} {
		d := &corpus.Document{Text: c.text, Lang: c.claimed}
		(&Stage{}).language(d)
		if d.Lang != c.lang || (d.Skipped != "") != c.skipped {
			t.Errorf("%s: got %q, skipped %q; want %q, %v", c.name, d.Lang, d.Skipped, c.lang, c.skipped)
		}
		if c.skipped && !strings.HasPrefix(d.Skipped, "language is "+c.lang) {
			t.Errorf("%s: skipped %q does not name %s", c.name, d.Skipped, c.lang)
		}
		d = &corpus.Document{Text: c.text, Lang: c.claimed}
		if (&Stage{mode: Keep}).language(d); d.Skipped != "" || d.Lang != c.lang {
			t.Errorf("%s: under keep %q, skipped %q", c.name, d.Lang, d.Skipped)
		}
	}
}

func TestSampleIsEnglish(t *testing.T) {
	names, _ := fs.Glob(sample.Articles, "*")
	for _, name := range names {
		raw, err := fs.ReadFile(sample.Articles, name)
		if err != nil || !utf8.Valid(raw) || !strings.HasSuffix(name, ".txt") {
			continue
		}
		if d := text1(t, Auto, string(raw)); d.Lang != "en" || d.Skipped != "" {
			t.Errorf("%s: %q, skipped %q", name, d.Lang, d.Skipped)
		}
	}
}

func TestLanguagesTable(t *testing.T) {
	if frequent.codes[0] != "en" || len(frequent.codes) > plainBit {
		t.Fatalf("%d languages, the first is %q", len(frequent.codes), frequent.codes[0])
	}
	for _, row := range lexicon.MustOpen(data, "data/languages.tsv", "language", "words").Rows {
		words := strings.Split(row.Get("words"), "|")
		if len(row.Get("language")) != 2 || len(words) < 15 {
			t.Errorf("%s has %d words", row.Get("language"), len(words))
		}
		for _, w := range words {
			var s speech
			s.read(w)
			if s.words != 1 || len(w) > longestFrequent || strings.ToLower(w) != w {
				t.Errorf("%s: %q is never found", row.Get("language"), w)
			}
		}
	}
	for w, in := range frequent.words {
		if in&1 != 0 && bits.OnesCount64(in) > 8 {
			t.Errorf("%q tells nothing", w)
		}
	}
}

func BenchmarkLanguage(b *testing.B) {
	d := &corpus.Document{Text: strings.Repeat(para1+" "+para2+" "+para3+"\n\n", 9)}
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		d.Lang = ""
		(&Stage{}).language(d)
	}
}
