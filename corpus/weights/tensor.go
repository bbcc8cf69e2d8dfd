package weights

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

const tensorMagic = "DLN1"

// Tensor is a named matrix of int8 or of int32.
type Tensor struct {
	Name       string
	Rows, Cols int
	Int8       []int8  // this
	Int32      []int32 // or this
}

// WriteTensors writes tensors compressed. The bytes are a function of the tensors.
func WriteTensors(w io.Writer, all []Tensor) error {
	var b bytes.Buffer
	b.WriteString(tensorMagic)
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
	_, err := pack(w, b.Bytes())
	return err
}

// mostTensorBytes is the size that a file of tensors may have unpacked.
const mostTensorBytes = 64 << 20

// ReadTensors reads the tensors of a file that WriteTensors wrote, by their names.
func ReadTensors(data []byte) (map[string]Tensor, error) {
	raw, err := unpack(data, mostTensorBytes)
	if err != nil {
		return nil, err
	}
	rest, ok := bytes.CutPrefix(raw, []byte(tensorMagic))
	if !ok {
		return nil, fmt.Errorf("weights: not a file of tensors")
	}
	short := fmt.Errorf("weights: file is cut short")
	tensors := map[string]Tensor{}
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
		tensors[t.Name] = t
	}
	return tensors, nil
}
