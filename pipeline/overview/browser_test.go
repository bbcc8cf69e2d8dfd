package overview

import (
	"fmt"
	"slices"
	"testing"

	"dateline/corpus"
	"dateline/corpus/page/pagetest"
	"dateline/pipeline"
)

// pictures is where pictures of pages are left for people to look at.
const pictures = "../../out/report"

// cast are the actors of the page that is looked at.
var cast = []string{"Ann Lee", "The Harbour Board of the Eastern Provinces", "Bergen", "Bo Ek", "Union of Dockers", "Ørsted", "Sir Humphrey Featherstonehaugh-Cholmondeley", "Oslo", "Kings Bay", "Tom Berg", "Parliament", "Volodymyr Zelenskyy", "Małgorzata Šakić"}

// dataset is one that fills every part of the page.
func dataset(t *testing.T) string {
	name := func(i int) string { return cast[i%len(cast)] }
	kinds := []corpus.EventType{"ACCUSE", "ASSAULT", "AGREE", "AID", "COERCE", "PROTEST", "CONSULT", "SUPPORT"}
	quads := []int{3, 4, 1, 2, 4, 4, 1, 1}
	places := []struct {
		name, country string
		lat, lon      float64
	}{{"Bergen", "NOR", 60.4, 5.3}, {"Kyiv", "UKR", 50.45, 30.5}, {"Nairobi", "KEN", -1.3, 36.8}, {"Lima", "PER", -12, -77}, {"Auckland", "NZL", -36.8, 174.8}}
	return write(t, pipeline.Counts{Documents: 60, Skipped: 2, Refused: 1, Actors: 90}, `{"path":"x","reason":"unexpected end"}`+"\n", 60, func(i int) *corpus.Document {
		d := told(i, 3, name, fmt.Sprintf("2024-%02d-%02d", 1+i/28, 1+i%28))
		for k := range d.Events {
			e := &d.Events[k]
			e.Type, e.Quad = kinds[(i+k)%len(kinds)], quads[(i+k)%len(kinds)]
			at := places[(i*i+k)%len(places)]
			e.Location = &corpus.Location{Name: at.name, Country: at.country, Lat: &at.lat, Lon: &at.lon}
			for j, side := range []*corpus.Participant{&e.Sources[0], &e.Targets[0]} {
				side.Actor = fmt.Sprint("a", (i+k*(1+j)+j)%len(cast))
			}
		}
		for k := range d.Actors {
			var n int
			fmt.Sscanf(d.Actors[k].ID, "a%d", &n)
			d.Actors[k].ID = fmt.Sprint("a", n%len(cast))
		}
		d.Quotes[0].Speaker.Actor = fmt.Sprint("a", i%len(cast))
		return d
	})
}

// TestInABrowser looks at the page in a real browser.
func TestInABrowser(t *testing.T) {
	b := pagetest.NewBrowser(t)
	html := render(t, dataset(t), Options{Title: "The harbour in spring", Events: 60})
	pagetest.Check(t, html)

	t.Run("look", func(t *testing.T) {
		p := b.Open(t, html, pictures)
		p.Is(`document.querySelectorAll("svg.network circle").length > 5 && document.querySelectorAll("svg.world circle").length === 5`)
		p.Look()
	})

	const rows = "#list tbody tr"
	const everything = `[...document.querySelectorAll("` + rows + `")].every((r) => r.checkVisibility())`
	t.Run("filter", func(t *testing.T) {
		p := b.Open(t, html, pictures)
		all := len(p.Visible(rows))
		if all != 60 {
			t.Fatalf("%d events are in the list", all)
		}
		count := func() string { return p.Text(`document.getElementById("count").textContent`) }
		shows := func(what string, fewer bool, condition string) {
			t.Helper()
			n := len(p.Visible(rows))
			if fewer && (n == 0 || n == all) || !fewer && n != all {
				t.Errorf("%s: %d of %d are shown", what, n, all)
			}
			p.Is(`[...document.querySelectorAll("` + rows + `")].every((r) => r.checkVisibility() === Boolean(` + condition + `))`)
		}
		if want := fmt.Sprintf("%d of %d shown", all, all); count() != want {
			t.Errorf("the count is %q, want %q", count(), want)
		}
		p.Type("[name=words]", "ørsted BERGEN") // whatever the case
		shows("words", true, `/Ørsted/.test(r.textContent) && /Bergen/.test(r.textContent)`)
		if want := fmt.Sprintf("%d of %d shown", len(p.Visible(rows)), all); count() != want {
			t.Errorf("the count is %q, want %q", count(), want)
		}
		// Nor the accents, nor how a name is romanised; what is typed so far is found.
		for typed, name := range map[string]string{"orsted": "Ørsted", "Oersted": "", "zelenskyy": "Zelenskyy", "zelensk": "Zelenskyy", "Zelenskij": "Zelenskyy", "selenski": "Zelenskyy", "malgorzata": "Małgorzata", "sakic": "Šakić", "shakich": "Šakić", "Ŝakič": "Šakić"} {
			p.Text(fmt.Sprintf(`(() => { const e = document.querySelector("[name=words]"); e.value = %q; e.dispatchEvent(new Event("input", { bubbles: true })); })()`, typed))
			if name == "" {
				if n := len(p.Visible(rows)); n != 0 {
					t.Errorf("%q finds %d events", typed, n)
				}
				continue
			}
			shows(typed, true, `r.textContent.includes("`+name+`")`)
		}
		p.Click("#filter button[type=reset]")
		p.Wait(everything) // after the fields are empty
		shows("all", false, "true")
		p.Text(`(() => { const e = document.querySelector("[name=root]"); e.value = "PROTEST"; e.dispatchEvent(new Event("input", { bubbles: true })); })()`)
		shows("kind", true, `r.dataset.root === "PROTEST"`)
		p.Text(`(() => { const days = [...document.querySelectorAll("` + rows + `")].filter((r) => r.checkVisibility()).map((r) => r.dataset.until).sort();
			globalThis.middle = days[days.length >> 1]; const e = document.querySelector("[name=from]"); e.value = middle; e.dispatchEvent(new Event("input", { bubbles: true })); })()`)
		shows("kind and date", true, `r.dataset.root === "PROTEST" && r.dataset.until >= middle`)
		p.Click("#filter button[type=reset]")
		p.Wait(everything)
		p.Click("#show4")
		shows("class", true, `!r.classList.contains("r4")`)
		p.Click("#show4")
		// A name leads to its events.
		p.Click("#actors [data-pick]")
		p.Is(`document.querySelector("[name=words]").value === document.querySelector("#actors [data-pick]").dataset.pick && Math.abs(document.getElementById("list").getBoundingClientRect().top) < innerHeight / 2`)
		shows("name", true, `r.textContent.includes(document.querySelector("[name=words]").value)`)
	})

	t.Run("without script", func(t *testing.T) {
		p := b.Open(t, html, pictures)
		p.Scripts(false)
		p.Load()
		p.Is(`!document.getElementById("filter").checkVisibility()`) // it would do nothing
		all := p.Visible(rows)
		p.Click("#show1")
		fewer := p.Visible(rows)
		if len(fewer) == 0 || len(fewer) == len(all) {
			t.Errorf("%d of %d events are shown without a class", len(fewer), len(all))
		}
		p.Click("#show1")
		if !slices.Equal(p.Visible(rows), all) {
			t.Error("the class does not come back")
		}
		p.Click("#actors a[href='#events']")
		p.Is(`location.hash === "#events"`)
	})
}
