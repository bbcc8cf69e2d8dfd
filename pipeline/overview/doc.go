// Package overview makes one page of a dataset, for people who would rather look than read: when it
// happened, who did what to whom, where, who spoke, and the events with their sentences.
//
//	err := overview.Write(ctx, w, "dataset", overview.Options{})
//
// # What is counted
//
// The pictures show happenings that are reported as having taken place (actual or claimed), with at least
// the confidence of the options. A happening that is reported several times counts once, with what its first
// such report in the order of document ids says; plain statements (STATEMENT) are no happenings. Everything
// that is left out is counted in the section on the figures.
//
// # Limits
//
// The dataset is read as a stream. Memory does not grow with it: names, pairs, places and days are counted
// exactly until there are page.MostKeys of a kind; then the rarer half is forgotten, and the page says
// how much any count may be short. Reports of one happening are told apart for the first
// million happenings; of later ones only the report counts whose id the happening has. The list
// holds the events that score best: named on both sides, main event of their article, a date, a
// place, confidence.
package overview
