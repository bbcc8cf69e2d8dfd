// Package warc reads web archives: WARC 0.17, 0.18, 1.0 and 1.1, and ARC 1 and 2; plain, with gzip or with
// zstd; one member a record, one for the whole file, or members that cut records anywhere. zstd frames may
// need the dictionary that the file opens with.
//
//	r := warc.NewReader(file, warc.Options{})
//	for {
//		rec, err := r.Next()
//		if err == io.EOF {
//			break
//		}
//		if err != nil {
//			log.Print(err) // this record is lost; Next goes on behind it
//			continue
//		}
//		resp := warc.ParseResponse(rec.Block)
//		body, err := resp.Decode(1 << 20)
//		…
//	}
//
// # Records
//
// Next hands out what may hold a document: responses, resources and conversions (the text of WET files),
// and the responses of ARC files. Requests, metadata, revisits, continuations, file descriptions and name
// look-ups are passed over and told to Options.Passed. Header lines may end in LF alone, be folded, and
// have names in any case.
//
// # Damage
//
// A damaged record costs that record. Its [Error] names the byte in the file as it lies on the disk where
// the record's member begins, and where in the member it stands. What counts as damage: bytes that do not
// decompress, or have the wrong checksum, where the member is the record; a length that is missing or no
// number, or that is not the record's. A length is right when a record, the end of the member or the end of
// the file follows the block, or the line ends that the standard asks for.
//
// Behind damaged compression, reading goes on with the next member that begins with a record. It is
// searched from the start of the damaged member, since damaged data may run on over the start of the next.
// Behind a damaged record, it goes on where a member begins with a record, or where a header begins that
// has a type and a length. Damage met while searching is part of the damage reported.
//
// # Limits
//
// A block larger than Options.MaxBytes is passed over without being held, and reported. While passing over
// one, a header behind an empty line is taken for the next record, so that a wrong length does not swallow
// the file: an archive within such a block is read as if it stood in the file itself. Memory is at most
// about twice MaxBytes, and some megabytes; a zstd frame may have a window of 128 MiB. Time is linear in
// what the file holds decompressed, whatever it holds: going back is paid for by going forward.
// Continuation records are not joined.
//
// # Responses
//
// [ParseResponse] takes an HTTP response apart. Servers and crawlers lie: chunks, gzip, zlib and zstd are
// told by the bytes alone, brotli, which has no mark, by a header, bytes that are no text and a decoder
// that is content.
package warc
