// Package page is the one look of the HTML pages that are made to be looked at: a frame with
// styles for light, dark, narrow screens and paper, and charts.
//
//	p := page.New(page.Head{Title: "Events of May"})
//	p.Section("places", "Places", "Where it happened.")
//	p.Bars(page.Bars{Caption: "Places by events", Head: []string{"Place", "Events"}, Rows: rows})
//	err := p.Write(w)
//
// # Contract
//
// A page is one file. It asks no network for anything and says so to the browser: its content policy
// allows the one style sheet and the one script that it holds, by their digests, and nothing
// else. It works without the script, which only filters a table.
//
// The same calls give the same bytes: layouts are computed in whole numbers with a fixed number of steps.
//
// What comes from outside goes through [Text], [Clip] or [Link], which return [HTML]; nothing else
// makes HTML of a string. They leave no markup, control character, or mark that turns the direction of
// writing, and of a link only what leads to a page of the web.
//
// Every chart has a title, a description and its numbers as a table. [Heat] and [Bars] are tables
// themselves. No meaning is in a colour alone: classes of events have hatching, dashes or their number as well.
//
// # Limits
//
// A page is built in memory, so callers bound what they put on it. The width of words in a drawing
// is estimated, since fonts are the reader's.
package page
