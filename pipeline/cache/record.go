package cache

import (
	"encoding/binary"
	"hash/crc32"
)

// MaxValue is the largest size of a value in bytes: 1 GiB.
const MaxValue = 1 << 30

// Kind is a small number that a caller gives to a sort of value, for statistics.
type Kind byte

const recordHeader = 36

// marker opens every record, so that a reader finds the next one behind damage.
// Its outer bytes occur in no UTF-8 text.
var marker = []byte{0xFE, 'D', 'L', 0xFF}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// header is what stands before a value.
type header struct {
	key    Key
	kind   Kind
	length uint32
	sum    uint32 // CRC-32C of the value
}

// append writes the header. Its checksum starts at the segment's salt, so that
// the bytes of one segment are no records in another, nor within a value.
func (h *header) append(b []byte, salt uint32) []byte {
	start := len(b)
	b = append(b, marker...)
	b = binary.LittleEndian.AppendUint32(b, h.length)
	b = append(b, h.key[:]...)
	b = append(b, byte(h.kind), 0, 0, 0)
	b = binary.LittleEndian.AppendUint32(b, h.sum)
	return binary.LittleEndian.AppendUint32(b, crc32.Update(salt, castagnoli, b[start:]))
}

// parseHeader reads a header and checks it. b holds at least recordHeader bytes.
func parseHeader(b []byte, salt uint32) (h header, ok bool) {
	_ = b[recordHeader-1]
	if [4]byte(b) != [4]byte(marker) || binary.LittleEndian.Uint32(b[32:]) != crc32.Update(salt, castagnoli, b[:32]) {
		return h, false
	}
	h.length = binary.LittleEndian.Uint32(b[4:])
	h.key = Key(b[8:])
	h.kind = Kind(b[24])
	h.sum = binary.LittleEndian.Uint32(b[28:])
	return h, h.length <= MaxValue
}

// place is where a record lies, and what it is.
type place struct {
	where  uint32 // the segment's number << 8 | the kind
	offset uint32 // of the record within the segment
	length uint32 // of the value
}

const lastSegment = 1<<24 - 1 // the highest number that a place can hold

func newPlace(segment uint32, kind Kind, offset int64, length uint32) place {
	return place{segment<<8 | uint32(kind), uint32(offset), length}
}

func (p place) segment() uint32 { return p.where >> 8 }
func (p place) kind() Kind      { return Kind(p.where) }
func (p place) size() int64     { return recordHeader + int64(p.length) } // of the whole record

// position is a point between two records of the log: all segments in the order
// of their numbers.
type position struct {
	segment uint32
	offset  uint32
}

func (p position) before(o position) bool {
	return p.segment < o.segment || p.segment == o.segment && p.offset < o.offset
}
