package neural

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

const magic = "DLN1"

// Tensor is a named matrix of int8 or of int32.
type Tensor struct {
	Name       string
	Rows, Cols int
	Int8       []int8  // this
	Int32      []int32 // or this
}

// Write writes tensors compressed. The bytes are a function of the tensors.
func Write(w io.Writer, all []Tensor) error {
	var b bytes.Buffer
	b.WriteString(magic)
	for _, t := range all {
		b.WriteByte(byte(len(t.Name)))
		b.WriteString(t.Name)
		size := byte(1)
		if t.Int32 != nil {
			size = 4
		}
		b.WriteByte(size)
		binary.Write(&b, binary.LittleEndian, [2]uint32{uint32(t.Rows), uint32(t.Cols)})
		if size == 1 {
			binary.Write(&b, binary.LittleEndian, t.Int8)
		} else {
			binary.Write(&b, binary.LittleEndian, t.Int32)
		}
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("neural: %w", err)
	}
	defer enc.Close()
	if _, err := w.Write(enc.EncodeAll(b.Bytes(), nil)); err != nil {
		return fmt.Errorf("neural: %w", err)
	}
	return nil
}

// file is the tensors of a file by name; the first error of a request stays.
type file struct {
	tensors map[string]Tensor
	err     error
}

func read(data []byte) (*file, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
	if err != nil {
		return nil, fmt.Errorf("neural: %w", err)
	}
	defer dec.Close()
	raw, err := dec.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("neural: %w", err)
	}
	rest, ok := bytes.CutPrefix(raw, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("neural: not a file of weights")
	}
	short := fmt.Errorf("neural: file is cut short")
	f := &file{tensors: map[string]Tensor{}}
	for len(rest) > 0 {
		n := int(rest[0])
		if len(rest) < 1+n+1+8 {
			return nil, short
		}
		t := Tensor{Name: string(rest[1 : 1+n])}
		rest = rest[1+n:]
		size := int(rest[0])
		rows, cols := binary.LittleEndian.Uint32(rest[1:]), binary.LittleEndian.Uint32(rest[5:])
		rest = rest[9:]
		const most = 1 << 24
		if rows > most || cols > most || size != 1 && size != 4 || uint64(rows)*uint64(cols)*uint64(size) > uint64(len(rest)) {
			return nil, short
		}
		t.Rows, t.Cols = int(rows), int(cols)
		body := rest[:t.Rows*t.Cols*size]
		rest = rest[len(body):]
		if size == 1 {
			t.Int8 = make([]int8, len(body))
			for i, b := range body {
				t.Int8[i] = int8(b)
			}
		} else {
			t.Int32 = make([]int32, len(body)/4)
			for i := range t.Int32 {
				t.Int32[i] = int32(binary.LittleEndian.Uint32(body[4*i:]))
			}
		}
		f.tensors[t.Name] = t
	}
	return f, nil
}

// bytes gives a matrix of int8 of that size.
func (f *file) bytes(name string, rows, cols int) []int8 {
	t := f.tensors[name]
	if len(t.Int8) != rows*cols || t.Cols != cols {
		f.fail(name)
		return make([]int8, rows*cols)
	}
	return t.Int8
}

// numbers gives so many numbers, or with n < 0 all there are.
func (f *file) numbers(name string, n int) []int32 {
	t := f.tensors[name]
	if n >= 0 && len(t.Int32) != n {
		f.fail(name)
		return make([]int32, n)
	}
	return t.Int32
}

func (f *file) fail(name string) {
	if f.err == nil {
		f.err = fmt.Errorf("neural: weights lack %s, or it is of another size", name)
	}
}
