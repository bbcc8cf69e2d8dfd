// Package read turns paths into items: one raw record each, from which a worker
// makes a document. It reads HTML, plain text and JSON Lines, in files,
// directories and on stdin, plain or compressed with gzip or zstd.
//
// # Formats
//
// Compression and format are told by content; a file's name only decides between
// plain text and HTML where the content does not. JSON Lines holds one document a
// line, {"id","url","title","published","text"} or {"id","url","html"}; other fields
// are ignored. A file that ends in .json may hold one object over several lines, or
// an array of objects; so may any file that opens with one. They are read one object at
// a time. Field names are told by their exact spelling. WARC is recognised and refused: its reader is to come.
//
// Bytes become UTF-8 by byte order mark, then the page's declaration, then UTF-8 if
// they are valid UTF-8, then windows-1252 (or a Cyrillic charset where the letters can
// be no Western language). Valid UTF-8 wins over a declaration of
// a single-byte Western charset, which is a common lie. What cannot be decoded
// becomes U+FFFD.
//
// # Errors
//
// A bad line costs that line, a bad file that file. Each is an [*Error] that prints
// as FILE:PLACE: reason; for lines, the place is the line number, for damage in a compressed file with one
// document "byte N". Iteration goes on. Of a damaged dump, the records before the damage come out.
//
// # Limits
//
// Of a document larger than Options.MaxBytes no more than that is held in memory; it is refused.
// Directories are walked in the order of names, links to directories are not followed, links to
// files are; pipes and devices in a directory are refused. Names that begin with a dot
// (.git, .DS_Store) are read only if an argument names them.
package read
