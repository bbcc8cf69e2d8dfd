// Package read turns paths into items: one raw record each, from which a worker makes a document. It reads
// HTML, plain text, JSON Lines and web archives, in files, directories and on stdin, plain or compressed
// with gzip or zstd.
//
// # Formats
//
// Compression and format are told by content; a file's name only decides between plain text and HTML, and
// about an archive with a damaged start, where the content does not. JSON Lines holds one document a line,
// {"id","url","title","published","publisher","text"} or {"id","url","html"}; other fields are ignored. A file that
// ends in .json may hold one object over several lines, or an array of objects; so may any file that opens
// with one. They are read one object at a time. Field names are told by their exact spelling.
//
// # Archives
//
// WARC and ARC files are read by [dateline/corpus/warc]. A document's address is the record's
// WARC-Target-URI, its id the header field X-Doc-ID if the record has one, else none: several captures of
// one address are usual in an archive, and Source.Capture marks them. The goroutine that iterates only
// scans; HTTP, chunks and compression of bodies are undone where a document is made. What is no document is
// passed over with a reason, and is no error: a status other than 2xx ("status 404"), a media type that
// holds no article ("image/png"), bytes that are no text whatever their type ("binary"), nothing at all
// ("empty"), and records that are neither response, resource nor conversion ("request", "revisit", "dns").
// The last Options.Passed is told of, the others are the [*Passed] of Item.Document. Where the server gives
// no media type, or one that says nothing, content decides between HTML and text; feeds and site maps are
// passed over as "text/xml".
//
// # Charsets
//
// Bytes become UTF-8 by byte order mark, then UTF-8 if they are valid UTF-8, then the server's declaration,
// then the page's, then windows-1252 (or a Cyrillic charset where the letters can be no Western language).
// Valid UTF-8 wins over a declaration of a single-byte Western charset, which is a common lie, and such a
// declaration says nothing. What cannot be decoded becomes U+FFFD.
//
// # Errors
//
// A bad line costs that line, a bad file that file. Each is an [*Error] that prints as FILE:PLACE: reason;
// for lines, the place is the line number, for damage in a compressed file with one document "byte N", for
// records of an archive the byte in the file as it lies on the disk where the record, or its gzip member or
// zstd frame, begins, with "+N" for a record that begins N bytes into what the member holds. Iteration goes
// on. Of a damaged dump, the records before the damage come out.
//
// # Limits
//
// Of a document larger than Options.MaxBytes no more than that is held in memory; it is refused. The limit
// holds for the record of an archive, and for its body decompressed. Directories are walked in the order of
// names, links to directories are not followed, links to files are; pipes and devices in a directory are
// refused. Names that begin with a dot (.git, .DS_Store), datasets of this program and the files of lines that it learnt
// ([SitesMark]) are read only if an argument names them.
package read
