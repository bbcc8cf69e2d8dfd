// Package cache is the store under the cache of document results: values of bytes
// under keys that are digests, in few large files, safe against a process that is
// killed and a machine that loses its power, with an index that does not grow in
// memory with the number of records.
//
//	s, err := cache.Open(dir, cache.Options{})
//	...
//	k := cache.KeyOf(input, version)
//	value, ok, err := s.Get(k, buf[:0])
//	if err == nil && !ok {
//		value = compute()
//		err = s.Put(k, kind, value)
//	}
//	...
//	err = s.Close()
//
// # Contract
//
//   - Get gives the value of the last Put of a key, or none: every value is checked
//     against its checksum, and a damaged one counts as not found.
//   - Where Sync or Close returned without error, everything put before is there after
//     a loss of power. Without it a killed process loses what it put in its last second,
//     at most the last mebibyte: what is left is the puts up to some moment. A loss of
//     power loses any of what the system had not written.
//   - A failed Put leaves no part of a record behind. Errors name the file.
//   - One process writes, or several read. Within a process all methods may be called
//     from several goroutines at once. Get does not wait for the disk that Put writes to.
//
// # Limits
//
// A value has at most 1 GiB ([MaxValue]), a segment 4 GiB, a store 16 million segments.
// A record costs 36 bytes beside its value, and 28 in the index. In memory the index
// takes half a bit a record, and a byte for each of so many as Options.IndexMemory
// holds; four million records cost some 14 MB. Get reads twice from the disk for a key
// that is there; for others it reads nothing, as a rule. Up to 256 segments are open at
// a time.
//
// A checksum of 32 bits finds accidents, not forgery: who can write to the directory
// can change values.
//
// An older value of a key can come back in one case: when the header of the record
// that replaced it is damaged, and the index is lost too. Keys that are digests of all
// that a value depends on never have two values, so nothing is wrong even then.
//
// # When not to use it
//
// For what one run alone needs there is corpus/spill; for what users read,
// corpus/write. The store has no order of keys, no deletion of single keys and no
// transactions; values that are replaced all the time make it grow until the next Prune.
//
// # The directory
//
//	lock                    locked while the store is open: alone to write, together to read
//	holder                  the writer's process, for messages; only while it runs
//	NNNNNNNN-SSSSSSSS.seg   a segment: its number in decimal, its salt in hexadecimal
//	NNNNNNNN.idx            a file of the index; .idx.tmp while it is written
//	pruning                 there while Prune removes segments
//
// All numbers in files are little-endian. CRC is CRC-32C (Castagnoli).
//
// # Segments
//
// The segments in the order of their numbers are the log. Only the last one grows; one
// that is complete was brought onto the disk before the next was made. The header has
// 32 bytes:
//
//	0   "dateline cache 1"; the last byte is the version
//	16  number, uint32
//	20  salt, uint32: random
//	24  four zero bytes
//	28  CRC of bytes 0 to 28
//
// It says nothing that the name does not say, so damage to it costs nothing. Then come
// records, one behind another:
//
//	0   FE 44 4C FF
//	4   length of the value, uint32
//	8   key, 16 bytes
//	24  kind
//	25  three zero bytes
//	28  CRC of the value
//	32  CRC of bytes 0 to 32, started from the salt
//	36  the value
//
// The salt makes sure that the bytes of a record within a value, or from another
// segment, are no record here. A reader that finds no header with a right checksum
// looks for the next one that has: so damage costs the records that it lies in. A
// record whose header is right and whose value is not, or is cut, ends at the next
// header and still hides older values of its key. At a start, what lies behind the last
// whole record of the last segment is cut off.
//
// # Index
//
// The index is derived: without it, or where it is damaged, it is built again from the
// log, at a start or when the damage is met. Keys that were put lately are in a map.
// When there are enough of them they go to a file, sorted, together with the files
// before it that are no larger: so there are few files, each at least as large as those
// behind it together, as in a log-structured merge tree. (O'Neil, Cheng, Gawlick,
// O'Neil: The Log-Structured Merge-Tree, 1996.) A file covers the log between two
// positions, each begins where another ends, and the log behind the last is read at
// the start. A file knows no record that is not on the disk. Its first 60 bytes:
//
//	0   "dateline index 1"
//	16  number, uint32
//	20  covers the log from here: segment, uint32; offset, uint32
//	28  to here: segment, uint32; offset, uint32
//	36  bytes of the totals, uint32
//	40  entries, uint64
//	48  words of the filter, uint64
//	56  CRC of bytes 0 to 56
//
// From byte 4096 on there are pages of 4096 bytes. A page holds up to 146 entries in
// the order of their keys, zeros, and in its last four bytes the CRC of the rest,
// started from number × 0x9E3779B1 xor the page's place. An entry has 28 bytes:
//
//	0   key, 16 bytes
//	16  segment's number × 256 + kind, uint32
//	20  offset of the record in the segment, uint32
//	24  length of the value, uint32
//
// Behind the pages:
//
//	the first eight bytes of each page's first key as a number, uint64 each
//	the filter, a blocked Bloom filter of eight bits a key, uint64 each; none if it was too large
//	the totals of the whole store: kind, records int64, bytes int64, for each kind
//	CRC of these
//
// # Prune
//
// Prune goes over the segments with dead records in the order of their numbers, so
// that no value outlives the one that replaced it. It puts the kept records of one at
// the end of the log, brings them onto the disk, and removes the segment; the entries
// of those that are dropped lead nowhere from then on, which is the same as not found.
// At the end it writes one file of the index without them. If it does not come to
// that, the next start does.
package cache
