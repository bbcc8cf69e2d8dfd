// Package quotes finds who said what: direct, indirect and mixed quotations,
// each with its cue and its speaker.
package quotes
