// Package weights holds the three kinds of learnt weights, each with the one form in
// which it is embedded in the binary.
//
// # Model
//
// A [Model] is linear over hashed features and scores Classes labels. A feature is a
// 32-bit hash; its row is hash & (Rows-1), so that unseen features share rows (the
// hashing trick, Weinberger et al. 2009). Scores are sums of int8 weights in int32.
// It serves where there are many features, of which each thing has a few: words, tags, names.
//
// # Forest
//
// A [Forest] is a sum of decision trees over rows of a fixed number of small integers. It
// serves where every thing has the same few dozen numbers, and their limits and
// conjunctions matter.
//
// # Tensors
//
// A [Tensor] is a matrix of whole numbers with a name: what a network is made of. The network
// itself is its package's (extract/syntax/internal/neural).
//
// Integer arithmetic decides in all, so that every processor gives the same labels.
//
// # Limits
//
// Rows is a power of two. Scale (the float value of one unit) is kept for
// reports only. A forest has at most 65,535 trees over rows of at most 255 numbers.
package weights

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"unsafe"

	"github.com/klauspost/compress/zstd"
)

const magic = "DLW1"

// Model is a hashed linear model.
type Model struct {
	Classes []string
	Rows    uint32
	Scale   float32
	W       []int8 // Rows × len(Classes), row after row
}

// New makes a zero model with 2^bits rows.
func New(classes []string, bits int) *Model {
	rows := uint32(1) << bits
	return &Model{Classes: classes, Rows: rows, Scale: 1, W: make([]int8, int(rows)*len(classes))}
}

// Row is the weights of a feature, one for each class.
func (m *Model) Row(feature uint32) []int8 {
	n := len(m.Classes)
	i := int(feature&(m.Rows-1)) * n
	return m.W[i : i+n : i+n]
}

// Add adds the weights of a feature to scores, which has one element a class.
func (m *Model) Add(scores []int32, feature uint32) {
	row := m.Row(feature)
	_ = scores[len(row)-1]
	for i, w := range row {
		scores[i] += int32(w)
	}
}

// clipShare is the share of the non-zero weights, in thousandths, that may be
// clipped to ±127: a few outliers would otherwise cost all others their precision.
const clipShare = 2

// Quantize fills the model from float weights (same layout as W), scaled so
// that all but the largest clipShare ‰ of the non-zero weights fit into ±127.
func (m *Model) Quantize(w []float32) {
	var sizes []float32
	for _, v := range w {
		if v != 0 {
			sizes = append(sizes, max(v, -v))
		}
	}
	if len(sizes) == 0 {
		m.Scale = 1
		clear(m.W)
		return
	}
	slices.Sort(sizes)
	m.Scale = sizes[len(sizes)-1-len(sizes)*clipShare/1000] / 127
	for i, v := range w {
		q := min(max(v/m.Scale, -127), 127)
		if q < 0 {
			m.W[i] = int8(q - 0.5)
		} else {
			m.W[i] = int8(q + 0.5)
		}
	}
}

// WriteTo writes the model compressed. The bytes are a function of the model.
func (m *Model) WriteTo(w io.Writer) (int64, error) {
	var head bytes.Buffer
	head.WriteString(magic)
	binary.Write(&head, binary.LittleEndian, uint32(len(m.Classes)))
	for _, c := range m.Classes {
		binary.Write(&head, binary.LittleEndian, uint16(len(c)))
		head.WriteString(c)
	}
	binary.Write(&head, binary.LittleEndian, m.Rows)
	binary.Write(&head, binary.LittleEndian, m.Scale)
	body := make([]byte, len(m.W))
	for i, v := range m.W {
		body[i] = byte(v)
	}
	return pack(w, append(head.Bytes(), body...))
}

// pack writes bytes compressed.
func pack(w io.Writer, raw []byte) (int64, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return 0, fmt.Errorf("weights: %w", err)
	}
	defer enc.Close()
	n, err := w.Write(enc.EncodeAll(raw, nil))
	if err != nil {
		return int64(n), fmt.Errorf("weights: %w", err)
	}
	return int64(n), nil
}

// unpack undoes pack; more than most bytes are an error.
func unpack(data []byte, most uint64) ([]byte, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(most))
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	defer dec.Close()
	raw, err := dec.DecodeAll(data, nil)
	if err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	return raw, nil
}

// mostModelBytes is the size that a model may have unpacked.
const mostModelBytes = 256 << 20

// Read reads a model that WriteTo wrote.
func Read(data []byte) (*Model, error) {
	raw, err := unpack(data, mostModelBytes)
	if err != nil {
		return nil, err
	}
	short := fmt.Errorf("weights: file is cut short")
	take := func(n int) []byte {
		if n < 0 || n > len(raw) {
			return nil
		}
		b := raw[:n]
		raw = raw[n:]
		return b
	}
	if string(take(4)) != magic {
		return nil, fmt.Errorf("weights: not a weights file")
	}
	b := take(4)
	if b == nil {
		return nil, short
	}
	m := &Model{}
	for range binary.LittleEndian.Uint32(b) {
		b := take(2)
		if b == nil {
			return nil, short
		}
		name := take(int(binary.LittleEndian.Uint16(b)))
		if name == nil {
			return nil, short
		}
		m.Classes = append(m.Classes, string(name))
	}
	if b = take(8); b == nil {
		return nil, short
	}
	m.Rows = binary.LittleEndian.Uint32(b)
	if _, err := binary.Decode(b[4:], binary.LittleEndian, &m.Scale); err != nil {
		return nil, fmt.Errorf("weights: %w", err)
	}
	if len(m.Classes) == 0 || m.Rows == 0 || m.Rows&(m.Rows-1) != 0 || uint64(len(raw)) != uint64(m.Rows)*uint64(len(m.Classes)) {
		return nil, fmt.Errorf("weights: %d rows of %d classes do not fit %d bytes", m.Rows, len(m.Classes), len(raw))
	}
	m.W = unsafe.Slice((*int8)(unsafe.Pointer(unsafe.SliceData(raw))), len(raw)) // nobody else has them
	return m, nil
}

// Hash is the FNV-1a hash of feature text, seeded with the number of its template.
func Hash(template uint32, text string) uint32 {
	h := Seed(template)
	for i := 0; i < len(text); i++ {
		h = (h ^ uint32(text[i])) * prime
	}
	return Mix(h)
}

const prime = 16777619

// Seed starts the hash of a feature of that template.
func Seed(template uint32) uint32 { return (2166136261 ^ template) * prime }

// Combine adds a value (another hash, a small number) to a started hash.
func Combine(h, v uint32) uint32 { return (h^v)*0x9E3779B1 ^ h>>15 }

// Mix finishes a hash so that its low bits depend on all of it (murmur3's finaliser).
func Mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
