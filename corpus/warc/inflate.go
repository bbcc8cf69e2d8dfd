package warc

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"math/bits"
)

// inflater undoes deflate (RFC 1951). It is here for speed: it works on what the
// bufio.Reader holds, eight bytes at a time, where a decoder that takes any io.ByteReader has to ask for
// each byte. The tables are those of libdeflate: one look-up gives a literal, or
// the base of a length or distance with the number of its extra bits. It reads no byte behind the
// end of the data, as gzip needs.
type inflater struct {
	in   *bufio.Reader
	src  []byte // what in holds
	next int    // index in src of the byte that is taken next
	acc  uint64 // bits taken and not used; those above count may be set, to what follows
	n    uint   // their count

	out  []byte // up to 32 KiB handed out before, then what is new
	r, w int    // handed out, and written, up to here
	err  error  // what Read gives when all is handed out

	last   bool // the block is the last one
	inside bool // within a block of codes
	stored int  // bytes left of a stored block

	lit  [litSize]uint32
	dist [distSize]uint32
}

const (
	outBytes   = 128 << 10
	outHistory = 32 << 10
	outSlack   = 300 // more than a match can write, with whole words

	litBits  = 11
	litSize  = 2342 // with all second tables that 288 codes of up to 15 bits can need (zlib's enough.c)
	distBits = 8
	distSize = 402
)

// An entry of a table holds, from its low end: 8 bits for the number of bits of code
// and extra bits, 5 for those of the code alone, 3 marks, and 16 for a literal, a base, or the
// start of a second table. For the latter the first number is litBits or distBits, the
// second the bits of the second table.
const (
	isLiteral = 1 << 31
	isOther   = 1 << 15 // none of literal, length and distance
	isTable   = 1 << 14
	isEnd     = 1 << 13
)

var (
	errDeflate = errors.New("corrupt deflate data")

	litEntries  [288]uint32
	distEntries [32]uint32
	lenEntries  [19]uint32
	fixedLit    [288]byte
	fixedDist   [32]byte
)

func init() {
	for i := range 256 {
		litEntries[i] = isLiteral | uint32(i)<<16
	}
	litEntries[256] = isOther | isEnd
	base := uint32(3)
	for i := range uint32(28) {
		extra := uint32(0)
		if i >= 8 {
			extra = i/4 - 1
		}
		litEntries[257+i] = base<<16 | extra
		base += 1 << extra
	}
	litEntries[285] = 258 << 16
	litEntries[286], litEntries[287] = isOther, isOther
	base = 1
	for i := range uint32(30) {
		extra := uint32(0)
		if i >= 4 {
			extra = i/2 - 1
		}
		distEntries[i] = base<<16 | extra
		base += 1 << extra
	}
	distEntries[30], distEntries[31] = isOther, isOther
	for i := range uint32(19) {
		lenEntries[i] = i << 16
	}
	for i := range fixedLit {
		fixedLit[i] = [4]byte{8, 9, 7, 8}[b2i(i >= 144)+b2i(i >= 256)+b2i(i >= 280)]
	}
	for i := range fixedDist {
		fixedDist[i] = 5
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (f *inflater) reset(in *bufio.Reader) {
	if f.out == nil {
		f.out = make([]byte, outBytes)
	}
	f.in, f.src, f.next, f.acc, f.n = in, nil, 0, 0, 0
	f.r, f.w, f.err = 0, 0, nil
	f.last, f.inside, f.stored = false, false, 0
}

// fill decodes some bytes behind those that are there, and returns them. At the end the
// error is io.EOF and the reader stands behind the data.
func (f *inflater) fill() ([]byte, error) {
	if f.err != nil {
		return nil, f.err
	}
	if f.w > outBytes/2 {
		copy(f.out, f.out[f.w-outHistory:f.w])
		f.w = outHistory
	}
	from := f.w
	for f.err == nil && f.w < outBytes-outSlack && (f.w == from || f.inside || f.stored > 0) {
		switch {
		case f.inside:
			f.err = f.codes()
		case f.stored > 0:
			f.err = f.copyStored()
		case f.last:
			f.err = io.EOF
		default:
			f.err = f.header()
		}
	}
	if f.err != nil {
		f.in.Discard(f.next - int(f.n/8))
		f.src, f.next = nil, 0
	}
	if f.w > from {
		return f.out[from:f.w], nil
	}
	return nil, f.err
}

// more gets more input. It keeps the bytes in reach that may have to be given back.
func (f *inflater) more() bool {
	back := min(f.next, 8)
	left := len(f.src) - f.next
	f.in.Discard(f.next - back)
	f.in.Peek(back + left + 1)
	f.src, _ = f.in.Peek(f.in.Buffered())
	f.next = back
	return len(f.src)-back > left
}

// need makes acc hold k bits, if there are so many. k is at most 56.
func (f *inflater) need(k uint) bool {
	for f.n < k {
		if f.next >= len(f.src) && !f.more() {
			return false
		}
		f.acc &= 1<<f.n - 1
		f.acc |= uint64(f.src[f.next]) << f.n
		f.next++
		f.n += 8
	}
	return true
}

func (f *inflater) drop(k uint) {
	f.acc >>= k
	f.n -= k
}

// take takes k bits, of which need must have been asked.
func (f *inflater) take(k uint) int {
	v := int(f.acc & (1<<k - 1))
	f.drop(k)
	return v
}

func (f *inflater) header() error {
	if !f.need(3) {
		return io.ErrUnexpectedEOF
	}
	f.last = f.take(1) == 1
	switch f.take(2) {
	case 0:
		f.drop(f.n % 8)
		if !f.need(32) {
			return io.ErrUnexpectedEOF
		}
		n, check := f.take(16), f.take(16)
		if n != ^check&0xffff {
			return errDeflate
		}
		f.stored = n
		// Whole bytes go back, so that they can be copied.
		f.next -= int(f.n / 8)
		f.acc, f.n = 0, 0
		return nil
	case 1:
		f.inside = true
		build(f.lit[:], litBits, fixedLit[:], litEntries[:])
		build(f.dist[:], distBits, fixedDist[:], distEntries[:])
		return nil
	case 2:
		f.inside = true
		return f.dynamic()
	}
	return errDeflate
}

func (f *inflater) copyStored() error {
	for f.stored > 0 && f.w < outBytes-outSlack {
		if f.next >= len(f.src) && !f.more() {
			return io.ErrUnexpectedEOF
		}
		k := copy(f.out[f.w:outBytes-outSlack], f.src[f.next:min(len(f.src), f.next+f.stored)])
		f.w += k
		f.next += k
		f.stored -= k
	}
	return nil
}

var lenOrder = [19]byte{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// dynamic reads the codes of a block.
func (f *inflater) dynamic() error {
	if !f.need(14) {
		return io.ErrUnexpectedEOF
	}
	lits, dists, lens := f.take(5)+257, f.take(5)+1, f.take(4)+4
	if lits > 286 {
		return errDeflate
	}
	var short [19]byte
	for i := range lens {
		if !f.need(3) {
			return io.ErrUnexpectedEOF
		}
		short[lenOrder[i]] = byte(f.take(3))
	}
	var table [1 << 7]uint32
	if !build(table[:], 7, short[:], lenEntries[:]) {
		return errDeflate
	}
	var all [320]byte
	for i := 0; i < lits+dists; {
		f.need(14)
		e := table[f.acc&(1<<min(f.n, 7)-1)]
		if e&isOther != 0 {
			return errDeflate
		}
		k := uint(e & 0xff)
		if k > f.n {
			return io.ErrUnexpectedEOF
		}
		f.drop(k)
		sym := int(e >> 16)
		if sym < 16 {
			all[i] = byte(sym)
			i++
			continue
		}
		extra := [3]uint{2, 3, 7}[sym-16]
		if extra > f.n {
			return io.ErrUnexpectedEOF
		}
		times := [3]int{3, 3, 11}[sym-16] + f.take(extra)
		value := byte(0)
		if sym == 16 {
			if i == 0 {
				return errDeflate
			}
			value = all[i-1]
		}
		if i+times > lits+dists {
			return errDeflate
		}
		for range times {
			all[i] = value
			i++
		}
	}
	if all[256] == 0 || !build(f.lit[:], litBits, all[:lits], litEntries[:]) || !build(f.dist[:], distBits, all[lits:lits+dists], distEntries[:]) {
		return errDeflate
	}
	return nil
}

// build makes the table for canonical codes of the given lengths. It is false for
// lengths that are no code; a code of one symbol, or of none, may be incomplete, as in zlib.
func build(table []uint32, main uint, lens []byte, entries []uint32) bool {
	var count, from [16]int
	for _, n := range lens {
		count[n]++
	}
	longest := 15
	for longest > 0 && count[longest] == 0 {
		longest--
	}
	left := 1
	for n := 1; n <= 15; n++ {
		left = left<<1 - count[n]
		if left < 0 {
			return false
		}
		if n < 15 {
			from[n+1] = from[n] + count[n]
		}
	}
	if left > 0 && longest > 1 {
		return false
	}
	if left > 0 {
		for i := range table[:1<<main] {
			table[i] = isOther
		}
	}
	var sorted [320]uint16
	for sym, n := range lens {
		if n > 0 {
			sorted[from[n]] = uint16(sym)
			from[n]++
		}
	}
	code := uint(0) // with its bits in the order in which they stand in the data
	i := 0
	size := 1 << main
	start, sub := 0, uint(0)
	prefix := ^uint(0)
	for n := uint(1); n <= uint(longest); n++ {
		for rest := count[n]; rest > 0; rest-- {
			e := entries[sorted[i]]
			i++
			if n <= main {
				e += uint32(n) | uint32(n)<<8
				for j := code; j < 1<<main; j += 1 << n {
					table[j] = e
				}
			} else {
				if p := code & (1<<main - 1); p != prefix {
					prefix = p
					start = size
					sub = n - main
					// As many bits as the codes that are left can fill.
					for used := rest; used < 1<<sub && main+sub < 15; {
						sub++
						used = used<<1 + count[main+sub]
					}
					size += 1 << sub
					if size > len(table) {
						return false
					}
					table[p] = isOther | isTable | uint32(start)<<16 | uint32(sub)<<8 | uint32(main)
				}
				k := n - main
				e += uint32(k) | uint32(k)<<8
				for j := code >> main; j < 1<<sub; j += 1 << k {
					table[start+int(j)] = e
				}
			}
			// The next code, counted from its first bit on.
			if code == 1<<n-1 {
				return true // it was the last one
			}
			top := uint(1) << (bits.Len(code^(1<<n-1)) - 1)
			code = code&(top-1) | top
		}
	}
	return true
}

// codes decodes symbols until the block ends or the output is full.
func (f *inflater) codes() error {
	for f.w < outBytes-outSlack {
		if err := f.fast(); err != nil || !f.inside {
			return err
		}
		if f.w >= outBytes-outSlack {
			return nil
		}
		// Near the end of the input, one symbol at a time.
		f.need(48)
		e := f.lit[f.acc&(1<<litBits-1)&(1<<min(f.n, 63)-1)]
		used := uint(0)
		if e&isTable != 0 {
			used = litBits
			e = f.lit[uint(e>>16)+uint(f.acc>>litBits)&(1<<(e>>8&31)-1)]
		}
		used += uint(e & 0xff)
		if used > f.n {
			return io.ErrUnexpectedEOF
		}
		if e&isOther != 0 {
			if e&isEnd == 0 {
				return errDeflate
			}
			f.drop(used)
			f.inside = false
			return nil
		}
		acc := f.acc & (1<<used - 1)
		f.drop(used)
		if e&isLiteral != 0 {
			f.out[f.w] = byte(e >> 16)
			f.w++
			continue
		}
		length := int(e>>16) + int(acc>>(used-uint(e&0xff)+uint(e>>8&31)))
		d := f.dist[f.acc&(1<<distBits-1)]
		used = 0
		if d&isTable != 0 {
			used = distBits
			d = f.dist[uint(d>>16)+uint(f.acc>>distBits)&(1<<(d>>8&31)-1)]
		}
		used += uint(d & 0xff)
		if used > f.n {
			return io.ErrUnexpectedEOF
		}
		if d&isOther != 0 {
			return errDeflate
		}
		acc = f.acc & (1<<used - 1)
		f.drop(used)
		distance := int(d>>16) + int(acc>>(used-uint(d&0xff)+uint(d>>8&31)))
		if distance > f.w {
			return errDeflate
		}
		for range length {
			f.out[f.w] = f.out[f.w-distance]
			f.w++
		}
	}
	return nil
}

// fast decodes while there are at least sixteen bytes of input and room for a match,
// so that nothing need be checked in between.
func (f *inflater) fast() error {
	src, next, acc, n := f.src, f.next, f.acc, f.n
	out, w := f.out[:outBytes], f.w
	var err error
	for next+16 <= len(src) && w < outBytes-outSlack {
		// At least 56 bits: a length takes 20 at most, a distance 28.
		acc |= binary.LittleEndian.Uint64(src[next:]) << (n & 63)
		next += int((63 - n) >> 3)
		n |= 56
		e := f.lit[acc&(1<<litBits-1)]
		if e&isLiteral != 0 {
			acc >>= e & 63
			n -= uint(e & 63)
			out[w] = byte(e >> 16)
			w++
			e = f.lit[acc&(1<<litBits-1)]
			if e&isLiteral != 0 {
				acc >>= e & 63
				n -= uint(e & 63)
				out[w] = byte(e >> 16)
				w++
				e = f.lit[acc&(1<<litBits-1)]
				if e&isLiteral != 0 {
					acc >>= e & 63
					n -= uint(e & 63)
					out[w] = byte(e >> 16)
					w++
					continue
				}
			}
			acc |= binary.LittleEndian.Uint64(src[next:]) << (n & 63)
			next += int((63 - n) >> 3)
			n |= 56
		}
		if e&isOther != 0 {
			if e&isTable != 0 {
				acc >>= litBits
				n -= litBits
				e = f.lit[uint(e>>16)+uint(acc)&(1<<(e>>8&31)-1)]
			}
			if e&isLiteral != 0 {
				acc >>= e & 63
				n -= uint(e & 63)
				out[w] = byte(e >> 16)
				w++
				continue
			}
			if e&isOther != 0 {
				if e&isEnd == 0 {
					err = errDeflate
					break
				}
				acc >>= e & 63
				n -= uint(e & 63)
				f.inside = false
				break
			}
		}
		length := int(e>>16) + int(acc&(1<<(e&63)-1)>>(e>>8&31))
		acc >>= e & 63
		n -= uint(e & 63)
		d := f.dist[acc&(1<<distBits-1)]
		if d&isOther != 0 {
			if d&isTable == 0 {
				err = errDeflate
				break
			}
			acc >>= distBits
			n -= distBits
			if d = f.dist[uint(d>>16)+uint(acc)&(1<<(d>>8&31)-1)]; d&isOther != 0 {
				err = errDeflate
				break
			}
		}
		distance := int(d>>16) + int(acc&(1<<(d&63)-1)>>(d>>8&31))
		acc >>= d & 63
		n -= uint(d & 63)
		if distance > w {
			err = errDeflate
			break
		}
		from, end := w-distance, w+length
		if distance >= 8 {
			// Whole words: what is written too much is written over.
			for w < end {
				binary.LittleEndian.PutUint64(out[w:], binary.LittleEndian.Uint64(out[from:]))
				w += 8
				from += 8
			}
		} else {
			for w < end {
				out[w] = out[from]
				w++
				from++
			}
		}
		w = end
	}
	f.next, f.acc, f.n, f.w = next, acc, n, w
	return err
}
