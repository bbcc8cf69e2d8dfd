// Package view shows one document with its layers: [Terminal] as coloured text,
// [HTML] as one self-contained page with highlights, events and a timeline, and
// [Explain] the way from an event, quotation, date or actor back to the bytes.
//
// All three are pure functions of the document: the same record gives the same
// output, and nothing is fetched from a network.
package view
