package pack

import (
	"encoding/binary"
	"math"
	"reflect"
	"sync"
	"unsafe"
)

type reader struct {
	data   string
	seen   []string // the strings, in order
	chunks []chunk  // by id of the plan of the elements
	used   []int    // which chunks
}

// chunk is an array of which slices are cut.
type chunk struct {
	data unsafe.Pointer
	left int // elements
	made int // elements of all arrays
}

var readers = sync.Pool{New: func() any { return new(reader) }}

// reset forgets all that is the caller's now.
func (r *reader) reset() {
	r.data = ""
	if cap(r.seen) > 1<<16 {
		r.seen = nil
	}
	clear(r.seen)
	r.seen = r.seen[:0]
	for _, id := range r.used {
		r.chunks[id] = chunk{}
	}
	r.used = r.used[:0]
}

// values reads n values to p and on, and returns where they end, or -1 where the
// bytes are damaged.
func (r *reader) values(at int, of *plan, p unsafe.Pointer, n int) int {
	data := r.data
	for i := range n {
		value := unsafe.Add(p, uintptr(i)*of.size)
		for j := range of.steps {
			s := &of.steps[j]
			p := unsafe.Add(value, s.at)
			if uint(at) >= uint(len(data)) { // every step takes a byte; so damage in the one before ends here
				return -1
			}
			// All but floats and arrays begin with a number, of one byte or two mostly.
			u, next := uint64(data[at]), at+1
			if u >= 0x80 {
				if next < len(data) && data[next]-1 < 0x7f {
					u = u&0x7f | uint64(data[next])<<7
					next++
				} else {
					u, next = longUvarint(data, at)
				}
			}
			fits := true
			switch s.kind {
			case reflect.Int:
				for k := 1; ; k++ {
					n := signed(u)
					*(*int)(p) = int(n)
					if int64(int(n)) != n {
						return -1
					}
					if k == s.n {
						break
					}
					if uint(next) >= uint(len(data)) {
						return -1
					}
					p, at = unsafe.Add(p, unsafe.Sizeof(0)), next
					if u, next = uint64(data[at]), at+1; u >= 0x80 {
						if next < len(data) && data[next]-1 < 0x7f {
							u = u&0x7f | uint64(data[next])<<7
							next++
						} else {
							u, next = longUvarint(data, at)
						}
					}
				}
			case reflect.Int8:
				n := signed(u)
				*(*int8)(p), fits = int8(n), int64(int8(n)) == n
			case reflect.Int16:
				n := signed(u)
				*(*int16)(p), fits = int16(n), int64(int16(n)) == n
			case reflect.Int32:
				n := signed(u)
				*(*int32)(p), fits = int32(n), int64(int32(n)) == n
			case reflect.Int64:
				*(*int64)(p) = signed(u)
			case reflect.Uint:
				*(*uint)(p), fits = uint(u), uint64(uint(u)) == u
			case reflect.Uint8:
				for k := 1; ; k++ {
					*(*uint8)(p) = uint8(u)
					if u > math.MaxUint8 {
						return -1
					}
					if k == s.n {
						break
					}
					if uint(next) >= uint(len(data)) {
						return -1
					}
					p, at = unsafe.Add(p, 1), next
					if u, next = uint64(data[at]), at+1; u >= 0x80 {
						u, next = longUvarint(data, at)
					}
				}
			case reflect.Uint16:
				*(*uint16)(p), fits = uint16(u), u <= math.MaxUint16
			case reflect.Uint32:
				*(*uint32)(p), fits = uint32(u), u <= math.MaxUint32
			case reflect.Uint64:
				*(*uint64)(p) = u
			case reflect.Bool:
				if len(data)-at < s.n {
					return -1
				}
				for k := range s.n {
					bit := data[at+k]
					*(*bool)(unsafe.Add(p, k)) = bit == 1
					if bit > 1 {
						return -1
					}
				}
				next = at + s.n
			case reflect.Float64:
				if len(data)-at < 8 {
					return -1
				}
				*(*float64)(p) = math.Float64frombits(binary.LittleEndian.Uint64([]byte(data[at : at+8])))
				next = at + 8
			case reflect.String:
				n := u >> 1
				switch {
				case u == 0:
					*(*string)(p) = ""
				case u&1 == 0 && n <= uint64(len(r.seen)):
					*(*string)(p) = r.seen[n-1]
				case u&1 == 1 && n > 0 && n <= uint64(len(data)-next):
					text := data[next : next+int(n)]
					next += int(n)
					r.seen = append(r.seen, text)
					*(*string)(p) = text
				default:
					return -1
				}
			case reflect.Slice:
				if u == 0 {
					*(*slice)(p) = slice{}
					break
				}
				if left := uint64(len(data) - next); u > left || u*uint64(s.of.least) > left { // also bounds the memory
					return -1
				}
				list := slice{r.make(s.of, int(u)), int(u), int(u)}
				*(*slice)(p) = list
				next = r.values(next, s.of, list.data, list.len)
			case reflect.Pointer:
				switch u {
				case 0:
					*(*unsafe.Pointer)(p) = nil
				case 1:
					to := r.make(s.of, 1)
					*(*unsafe.Pointer)(p) = to
					next = r.values(next, s.of, to, 1)
				default:
					return -1
				}
			case reflect.Array:
				next = r.values(at, s.of, p, s.n)
			}
			if !fits {
				return -1
			}
			at = next
		}
	}
	return at
}

// signed undoes the zigzag.
func signed(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

// longUvarint reads the number at at and returns where it ends, or 0 and -1. It takes
// only the form that Append gives a number, without zeros in front.
//
//go:noinline
func longUvarint(data string, at int) (u uint64, next int) {
	data = data[at:]
	if len(data) >= 2 && data[1]-1 < 0x7f {
		return uint64(data[0]&0x7f) | uint64(data[1])<<7, at + 2
	}
	for i := 0; i < len(data) && i < binary.MaxVarintLen64; i++ {
		b := data[i]
		u |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			if b == 0 || i == binary.MaxVarintLen64-1 && b > 1 {
				break
			}
			return u, at + i + 1
		}
	}
	return 0, -1
}

// make makes n zero elements. Where others were made before, it makes some more on
// stock, not more than there are: most slices of a document have one element or two.
func (r *reader) make(of *plan, n int) unsafe.Pointer {
	if of.id >= len(r.chunks) {
		r.chunks = append(r.chunks, make([]chunk, of.id+1-len(r.chunks))...)
	}
	c := &r.chunks[of.id]
	if n > c.left {
		if c.made == 0 {
			r.used = append(r.used, of.id)
		}
		c.left = max(n, min(c.made, 256))
		c.made += c.left
		c.data = reflect.MakeSlice(of.list, c.left, c.left).UnsafePointer()
	}
	data := c.data
	if c.left -= n; c.left > 0 {
		c.data = unsafe.Add(data, uintptr(n)*of.size)
	}
	return data
}
