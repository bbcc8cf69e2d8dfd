// Package corpus is the data model: a [Document] holds one immutable text and
// layers of byte spans into it, and this package says how a document is written
// as one JSON line (the record contract) and read back.
//
// # Offsets
//
// Every Start and End is a byte offset into Document.Text, half open
// [Start, End), on rune boundaries. Document.Text[s.Start:s.End] is the surface
// form of a span s; [Document.Check] verifies it for a whole document. Token
// ranges ([Range]) index Document.Tokens in the same half-open way.
//
// # Layers
//
// A stage of the pipeline adds layers ([Layer]) to a document and never edits
// the text or the spans of an earlier layer. Fields without a JSON key (tokens'
// ranges, clauses, the raw input) are working layers: later stages read them, the
// record does not show them.
//
// # When not to use it
//
// The package reads no files and knows no rules of language: see corpus/read,
// corpus/write and the packages under extract and normalize.
package corpus
