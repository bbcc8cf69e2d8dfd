package weights

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Depth is how many questions a tree asks.
const Depth = 6

// Tree is a decision tree that asks the same question of all rows on one level (an
// oblivious tree, Prokhorenkova et al. 2018): is the number at Feature greater than
// Limit? The answers are the bits of the leaf, the first one the lowest.
type Tree struct {
	Feature [Depth]uint8
	Limit   [Depth]int16
	Leaf    [1 << Depth]int16
}

// leaf is the number of the leaf that a row falls to. It does without branches, which
// nothing could foretell: a limit less a greater number is below zero.
func (t *Tree) leaf(row *[rowLength]int16) int {
	above := func(k int) uint32 { return uint32(int32(t.Limit[k])-int32(row[t.Feature[k]])) >> 31 }
	return int(above(0) | above(1)<<1 | above(2)<<2 | above(3)<<3 | above(4)<<4 | above(5)<<5)
}

// rowLength is a length that every number of a tree's is below, so that none is checked.
const rowLength = 1 << 8

// Forest is a sum of decision trees over rows of Features numbers each.
type Forest struct {
	Features int // at most 255
	Trees    []Tree
}

// Score is the sum of the trees' leaves for a row, which has Features numbers.
func (f *Forest) Score(row []int16) int {
	var long [rowLength]int16
	copy(long[:], row)
	sum := 0
	for i := range f.Trees {
		t := &f.Trees[i]
		sum += int(t.Leaf[t.leaf(&long)&(1<<Depth-1)])
	}
	return sum
}

const (
	forestMagic = "DLT1"
	forestHead  = len(forestMagic) + 4 // the mark, features, depth, number of trees
)

// treeSize is the length of an encoded tree in bytes.
var treeSize = binary.Size(Tree{})

// WriteTo writes the forest, little-endian. It is not compressed: the leaves are nearly
// noise. The bytes are a function of the forest. A forest of more than 65,535 trees, or of rows of
// more than 255 numbers, is an error.
func (f *Forest) WriteTo(w io.Writer) (int64, error) {
	if f.Features > 1<<8-1 || len(f.Trees) > 1<<16-1 {
		return 0, fmt.Errorf("weights: %d trees over %d numbers are too many", len(f.Trees), f.Features)
	}
	b := append([]byte(forestMagic), byte(f.Features), Depth)
	b = binary.LittleEndian.AppendUint16(b, uint16(len(f.Trees)))
	for i := range f.Trees {
		b, _ = binary.Append(b, binary.LittleEndian, &f.Trees[i]) // of a fixed size: no error
	}
	n, err := w.Write(b)
	if err != nil {
		return int64(n), fmt.Errorf("weights: %w", err)
	}
	return int64(n), nil
}

// ReadForest reads a forest that WriteTo wrote. Every tree of it asks for numbers that its
// rows have.
func ReadForest(data []byte) (*Forest, error) {
	if len(data) < forestHead || string(data[:len(forestMagic)]) != forestMagic {
		return nil, errors.New("weights: not a file of trees")
	}
	head := data[len(forestMagic):forestHead]
	f := &Forest{Features: int(head[0])}
	if head[1] != Depth {
		return nil, fmt.Errorf("weights: trees of depth %d, not %d", head[1], Depth)
	}
	n := int(binary.LittleEndian.Uint16(head[2:]))
	data = data[forestHead:]
	if len(data) != n*treeSize {
		return nil, fmt.Errorf("weights: %d trees do not fit %d bytes", n, len(data))
	}
	f.Trees = make([]Tree, n)
	for i := range f.Trees {
		t := &f.Trees[i]
		if _, err := binary.Decode(data[i*treeSize:], binary.LittleEndian, t); err != nil {
			return nil, fmt.Errorf("weights: %w", err)
		}
		for _, k := range t.Feature {
			if int(k) >= f.Features {
				return nil, fmt.Errorf("weights: tree %d asks for number %d of %d", i, k, f.Features)
			}
		}
	}
	return f, nil
}
