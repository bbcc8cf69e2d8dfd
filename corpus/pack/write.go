package pack

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"math/bits"
	"reflect"
	"sync"
	"unsafe"
)

// writer knows the strings that have been written. Its table has open addressing;
// an entry is the hash of a string in the upper half and a serial number in the lower one.
// Serial numbers go on rising from call to call, so that the entries of earlier
// calls need not be cleared: they are below base.
type writer struct {
	table  []uint64 // the length is a power of two
	base   uint32   // the serial number before that of the first string
	places []place  // of the strings, in order
}

// place says where in the buffer a string lies.
type place struct{ at, len int }

const (
	smallest = 1 << 9  // entries of a table
	largest  = 1 << 12 // of one that is kept: the words of most documents, in the nearest memory
)

var writers = sync.Pool{New: func() any { return &writer{table: make([]uint64, smallest)} }}

func (w *writer) reset() {
	w.base += uint32(len(w.places))
	w.places = w.places[:0]
	if len(w.table) > largest || w.base > math.MaxUint32/2 {
		*w = writer{table: make([]uint64, smallest)}
	}
}

// values appends n values that lie one after another from p on.
func (w *writer) values(b []byte, of *plan, p unsafe.Pointer, n int) []byte {
	for i := range n {
		value := unsafe.Add(p, uintptr(i)*of.size)
		for j := range of.steps {
			s := &of.steps[j]
			p := unsafe.Add(value, s.at)
			switch s.kind {
			case reflect.Int:
				for k := range s.n {
					n := int64(*(*int)(unsafe.Add(p, uintptr(k)*unsafe.Sizeof(0))))
					if u := uint64(n)<<1 ^ uint64(n>>63); u < 0x80 {
						b = append(b, byte(u))
					} else if u < 1<<14 { // most offsets
						b = append(b, byte(u)|0x80, byte(u>>7))
					} else {
						b = binary.AppendUvarint(b, u)
					}
				}
			case reflect.Int8:
				b = appendVarint(b, int64(*(*int8)(p)))
			case reflect.Int16:
				b = appendVarint(b, int64(*(*int16)(p)))
			case reflect.Int32:
				b = appendVarint(b, int64(*(*int32)(p)))
			case reflect.Int64:
				b = appendVarint(b, *(*int64)(p))
			case reflect.Uint:
				b = appendUvarint(b, uint64(*(*uint)(p)))
			case reflect.Uint8:
				for k := range s.n {
					b = appendUvarint(b, uint64(*(*uint8)(unsafe.Add(p, k))))
				}
			case reflect.Uint16:
				b = appendUvarint(b, uint64(*(*uint16)(p)))
			case reflect.Uint32:
				b = appendUvarint(b, uint64(*(*uint32)(p)))
			case reflect.Uint64:
				b = appendUvarint(b, *(*uint64)(p))
			case reflect.Bool:
				for k := range s.n {
					bit := byte(0)
					if *(*bool)(unsafe.Add(p, k)) {
						bit = 1
					}
					b = append(b, bit)
				}
			case reflect.Float64:
				b = binary.LittleEndian.AppendUint64(b, math.Float64bits(*(*float64)(p)))
			case reflect.String:
				if s := *(*string)(p); s == "" {
					b = append(b, 0)
				} else {
					b = w.string(b, s)
				}
			case reflect.Slice:
				list := (*slice)(p)
				b = appendUvarint(b, uint64(list.len))
				if list.len > 0 {
					b = w.values(b, s.of, list.data, list.len)
				}
			case reflect.Pointer:
				if to := *(*unsafe.Pointer)(p); to == nil {
					b = append(b, 0)
				} else {
					b = w.values(append(b, 1), s.of, to, 1)
				}
			case reflect.Array:
				b = w.values(b, s.of, p, s.n)
			}
		}
	}
	return b
}

func appendVarint(b []byte, n int64) []byte { return appendUvarint(b, uint64(n)<<1^uint64(n>>63)) }

func appendUvarint(b []byte, u uint64) []byte {
	if u < 0x80 {
		return append(b, byte(u))
	}
	return binary.AppendUvarint(b, u)
}

// string appends a string that is not empty: twice the number of an earlier equal
// one, or its length twice plus one and its bytes. An empty one is 0.
func (w *writer) string(b []byte, s string) []byte {
	hash := hashOf(s)
	mask := uint64(len(w.table) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		e := w.table[i]
		serial := uint32(e)
		if serial <= w.base {
			b = appendUvarint(b, uint64(len(s))<<1|1)
			w.places = append(w.places, place{len(b), len(s)})
			w.table[i] = hash<<32 | uint64(w.base+uint32(len(w.places)))
			if 2*len(w.places) > len(w.table) {
				w.grow()
			}
			return append(b, s...)
		}
		if e>>32 == hash {
			n := serial - w.base
			if p := w.places[n-1]; string(b[p.at:p.at+p.len]) == s {
				return appendUvarint(b, uint64(n)<<1)
			}
		}
	}
}

func (w *writer) grow() {
	old := w.table
	w.table = make([]uint64, 2*len(old))
	mask := uint64(len(w.table) - 1)
	for _, e := range old {
		if uint32(e) <= w.base {
			continue
		}
		i := e >> 32 & mask
		for w.table[i] != 0 {
			i = (i + 1) & mask
		}
		w.table[i] = e
	}
}

// The seeds decide where in the table a string lies, and no byte that is written: they
// keep whoever chooses the strings from choosing them all for one place.
var (
	seed     = maphash.MakeSeed()
	one, two = maphash.String(seed, "one"), maphash.String(seed, "two")
)

// hashOf has 32 bits. Words are short, and a multiplication hashes them faster than a
// call does (folded, as wyhash does it).
func hashOf(s string) uint64 {
	n := len(s)
	b := unsafe.Slice(unsafe.StringData(s), n)
	var x, y uint64
	switch {
	case n > 16:
		return maphash.String(seed, s) >> 32
	case n >= 8:
		x, y = binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[n-8:])
	case n >= 4:
		x, y = uint64(binary.LittleEndian.Uint32(b)), uint64(binary.LittleEndian.Uint32(b[n-4:]))
	default:
		x = uint64(b[0])<<16 | uint64(b[n/2])<<8 | uint64(b[n-1])
	}
	high, low := bits.Mul64(x^one, y^two^uint64(n))
	return (high ^ low) >> 32
}
